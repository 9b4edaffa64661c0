"""The message that goes out with the forms of a period, before anybody can be reminded of them."""

from __future__ import annotations

from datetime import date

from drafter.desk.forms import form_folder
from drafter.desk.status import Board, UnitState
from drafter.desk.workspace import Workspace


def covering_text(ws: Workspace, found: Board, today: date, unit: str = "") -> str:
    """A text ready to be pasted into the message that takes a form along: to the `unit` of this name, else to all."""
    office, period = ws.office.organisation.name_on(found.period.end), found.period.words
    due = "sớm nhất" if today > found.deadline else f"trước ngày {found.deadline:%d/%m/%Y}"
    if unit:
        return (
            f"Kính gửi {unit}! {office} gửi kèm biểu số liệu {period}. "
            f"Đề nghị đơn vị điền vào biểu kèm theo và gửi lại {due}. Trân trọng cảm ơn!"
        )
    return (
        f"Kính gửi các đơn vị! {office} gửi kèm biểu số liệu {period}, mỗi đơn vị một tệp có ghi tên đơn vị. "
        f"Đề nghị các đơn vị điền vào biểu của đơn vị mình và gửi lại {due}. Trân trọng cảm ơn!"
    )


def sent_out(ws: Workspace, found: Board, today: date) -> bool:
    """Whether a unit can be reminded: forms were made, some came back, or the deadline has passed.

    Nobody tells the office's folder that a form was sent; one that was never made here was not.
    """
    came = any(row.state is not UnitState.MISSING for row in found.rows)
    return came or today > found.deadline or any(form_folder(ws, found.period).glob("*.xlsx"))

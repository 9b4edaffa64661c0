"""Khen thưởng: a period's nominations in the order one needs, what they add up to, what there is to ask."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from drafter.desk.awards import NO_NOMINATIONS, AwardReport, check_round, line_of, list_round, no_round
from drafter.desk.problems import DeskError
from drafter.model.award_choices import ListOrder
from drafter.model.period import Period
from drafter.web.paging import part_of
from drafter.web.visit import Visit
from drafter.wording.numbers import number

ORDERS = (
    (ListOrder.NAME, "tên gọi (ABC)"),
    (ListOrder.LEVEL, "cấp khen"),
    (ListOrder.FORM, "hình thức"),
    (ListOrder.UNIT, "đơn vị"),
)


def show(visit: Visit) -> Response:
    """The round of a period, the newest that has one unless told."""
    today, order = visit.now.date(), _order(visit.query("xep"))
    day = _day(visit.query("ngay"))
    report = visit.site.kept(("round", visit.query("ky"), today, day), lambda: _checked(visit, today, day))
    if report is None:
        return _none(visit)
    _, groups = visit.site.kept(
        ("round-list", report.period, order, today),
        lambda: list_round(visit.ws, visit.store, report.period, order, today=today),
    )
    rows = [(group.title, place, *line_of(one), one) for group in groups
            for place, one in enumerate(group.nominations, 1)]  # fmt: skip
    return visit.page(
        "awards.html",
        title=f"Khen thưởng {report.period.words}",
        report=report,
        period=report.period,
        choices=visit.choices(),
        orders=ORDERS,
        order=order or visit.ws.office.awards.order,
        day=day,
        part=part_of(rows, visit.query("trang")),
        lines=report.money.lines,
        questions=report.problems,
        form_name=report.batch.form_name,
        dong=lambda amount: "chưa có mức" if amount is None else f"{number(amount)} đồng",
        command_text=f"drafter awards check --period {report.period};  drafter awards list --period {report.period}",
    )


def _checked(visit: Visit, today: date, day: date | None) -> AwardReport | None:
    """The round with its checks; None where nobody was nominated."""
    try:
        return check_round(visit.ws, visit.store, _period(visit), today=today, day=day)
    except DeskError as error:
        if any(problem.code != NO_NOMINATIONS.code for problem in error.problems):
            raise
        return None


def _none(visit: Visit) -> Response:
    """Nothing to show yet is no fault: what the list is for, where it is got, and which periods have one."""
    return visit.page(
        "awards_none.html",
        title=f"Khen thưởng {visit.period.words}",
        period=visit.period,
        choices=visit.choices(),
        found=visit.site.kept(("no-round", visit.period), lambda: no_round(visit.ws, visit.store, visit.period)),
    )


def _period(visit: Visit) -> Period | None:
    return visit.period if visit.query("ky") else None


def _order(text: str) -> ListOrder | None:
    return next((order for order, _ in ORDERS if order.value == text), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None

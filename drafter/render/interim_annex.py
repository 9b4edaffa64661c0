"""Turn a Paper of a period within the year into the rows of its annex: the period, the year to date, the plan.

Differences and percents are formulas of the template, so that a figure an officer corrects in Excel carries through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.model.indicator import Kind
from drafter.model.result import Total
from drafter.render.annex import actual_cell, fitting_name, hedge, number_cell, remarks
from drafter.render.interim_slots import has_plan, period_slot, to_date_slots
from drafter.render.paper import Paper
from drafter.render.slots import FigureSlot
from drafter.wording.lists import and_list


def interim_annex(paper: Paper, slots: Mapping[str, FigureSlot]) -> dict[str, object]:
    """What the workbook of an interim review sees besides the annexes of every report; {} without a year to date."""
    upto = to_date_slots(paper)
    return {"nhom_so_ket": list(_groups(paper, slots, upto))} if upto else {}


def _groups(
    paper: Paper, slots: Mapping[str, FigureSlot], upto: Mapping[str, FigureSlot]
) -> Iterator[dict[str, object]]:
    """Each group's indicators that have a result or a plan, in the catalogue's order."""
    for letter, title in paper.catalogue.groups.items():
        codes = [
            one.code for one in paper.catalogue.in_group(letter) if _shown(one.kind, slots[one.code], upto[one.code])
        ]
        if codes:
            yield {"ma": letter, "ten": title, "dong": [_row(slots[code], upto[code], paper) for code in codes]}


def _shown(kind: Kind, now: FigureSlot, upto: FigureSlot) -> bool:
    if kind is Kind.DERIVED:
        return False  # awards are told in the text
    return any(_told(total) for total in (now.total, upto.total)) or upto.total.target is not None


def _told(total: Total) -> bool:
    return bool(total.contributions)


def _row(now: FigureSlot, upto: FigureSlot, paper: Paper) -> dict[str, object]:
    """One indicator. What does not add up over time has no year to date of its own: its state is that of the period."""
    adds_up, before = now.indicator.kind is Kind.FLOW, now.earlier
    year_to_date = [*(hedge(upto, "lũy kế") if adds_up else ()), *_lacking(paper, now.indicator.code)]
    return {
        "ma": now.indicator.code,
        "ten": fitting_name(now.indicator),
        "dvt": now.indicator.unit,
        "trong_ky": actual_cell(now),
        "luy_ke": actual_cell(upto) if adds_up else None,
        "cung_ky": actual_cell(before),
        "so_sanh_duoc": period_slot(paper, now.indicator.code).change() is not None,
        "la_ty_le": now.indicator.kind is Kind.RATE,
        "ke_hoach": number_cell(upto, upto.total.target, "#chi_tieu"),
        "tinh_ke_hoach": has_plan(upto),
        "ghi_chu": "; ".join([*remarks(now, paper), *year_to_date]),
    }


def _lacking(paper: Paper, code: str) -> Iterator[str]:
    """What a year to date leaves out, short enough for its column; the text and the notes name the units."""
    lacks = paper.to_date.lacking.get(code, ()) if paper.to_date else ()
    stretches = dict.fromkeys(each.words for lack in lacks for each in lack.missing)
    if lacks:
        yield f"lũy kế chưa đủ: thiếu {and_list(stretches)} của {len(lacks)} đơn vị"

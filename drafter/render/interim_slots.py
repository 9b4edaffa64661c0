"""Turn a Paper of a period shorter than a year into the slots of an interim review: the year to date beside the period.

`so_ket.X` is the whole result of an indicator as a review says it; `luy_ke.X` is the slot of its year to date, whose
target is the year's plan. What a sum leaves out is said beside it: a sum that is not whole is no result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafter.fill.values import Carried, Phrase
from drafter.indicators.check_case import title
from drafter.indicators.results import percent_of_target
from drafter.model.figure import Comparator, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import PeriodType
from drafter.model.result import Verdict
from drafter.render.paper import Lack, Paper, ToDate
from drafter.render.slots import FigureSlot, gap, plain_name
from drafter.wording.counts import padded
from drafter.wording.dates import short_date
from drafter.wording.lists import and_list, and_others

LACKING = "LUY_KE"
"""The head of the key of a place left open for a part of the year to date that is lacking."""

_IN_PERIOD = {
    PeriodType.MONTH: "trong tháng",
    PeriodType.QUARTER: "trong quý",
    PeriodType.HALF: "trong 6 tháng",
    PeriodType.NINE_MONTHS: "trong 9 tháng",
}
_REACHED = (Verdict.MET, Verdict.EXCEEDED)
_NAMED = 3  # so many units are named in a remark, the others are counted


def interim_slots(paper: Paper) -> Mapping[str, object]:
    """What a review within the year sees besides the period's own figures; nothing where there is no year to date."""
    if paper.to_date is None:
        return {}
    upto = to_date_slots(paper)
    results = {code: _result(paper, paper.to_date, slot) for code, slot in upto.items()}
    return {
        "trong_ky": _IN_PERIOD[paper.period.type],
        "ngay_cuoi_ky": short_date(paper.period.end),
        "luy_ke": {**upto, **{slot.indicator.slot: slot for slot in upto.values()}},
        "so_ket": {**results, **{upto[code].indicator.slot: found for code, found in results.items()}},
        "luy_ke_thieu": _left_out_of_sums(paper, paper.to_date),
        "tien_do": _progress(paper, upto),
    }


def to_date_slots(paper: Paper) -> Mapping[str, FigureSlot]:
    """The slot of each indicator's year to date by code; empty where the paper has none."""
    if paper.to_date is None:
        return {}
    return {code: _slot(paper, paper.to_date, indicator) for code, indicator in paper.catalogue.by_code.items()}


def period_slot(paper: Paper, code: str) -> FigureSlot:
    """The slot of the period itself; not compared where the period is the year to date and that is not whole."""
    to_date = paper.to_date
    is_whole = to_date is None or to_date.period != paper.period or code not in to_date.lacking
    previous = paper.previous.get(code) if is_whole else None
    return FigureSlot(paper.catalogue.by_code[code], paper.totals[code], previous, paper.names, paper.style)


def lacking_words(paper: Paper, code: str) -> str:
    """What an indicator's year to date leaves out: «quý I năm 2026 của CĐCS …»; empty where it is whole."""
    lacks = paper.to_date.lacking.get(code, ()) if paper.to_date else ()
    by_stretch: dict[str, list[str]] = {}
    for lack in lacks:
        by_stretch.setdefault(and_list(each.words for each in lack.missing), []).append(_name(paper, lack))
    return "; ".join(f"{when} của {and_others(units, _NAMED, 'đơn vị')}" for when, units in by_stretch.items())


def _name(paper: Paper, lack: Lack) -> str:
    return paper.names.get(lack.organisation, lack.organisation)


def _slot(paper: Paper, to_date: ToDate, indicator: Indicator) -> FigureSlot:
    """The year to date as a figure whose target is the year's. Compared only where it is whole."""
    total, plan = to_date.totals[indicator.code], to_date.plan.get(indicator.code)
    if plan is not None and plan.target is not None:
        total = replace(total, target=plan.target, comparator=plan.comparator)
    whole = indicator.code not in to_date.lacking
    previous = to_date.previous.get(indicator.code) if whole else None
    return FigureSlot(indicator, total, previous, paper.names, paper.style)


def _result(paper: Paper, to_date: ToDate, upto: FigureSlot) -> Phrase:
    """The whole result: in the period, against the same period a year before, and where the year stands.

    «12 cuộc kiểm tra, tăng 3 cuộc (33,33%) so với quý II năm 2025; lũy kế từ đầu năm 20/40 cuộc, đạt 50% kế hoạch năm».
    """
    code, now = upto.indicator.code, period_slot(paper, upto.indicator.code)
    if upto.indicator.kind is not Kind.FLOW or to_date.period == paper.period:
        return Phrase((now.carried(), *_against_plan(now, upto), *_changed(now), *_lacking(paper, to_date, code)))
    shown = _of_plan(upto.named())
    return Phrase((now.carried(), *_changed(now), "; lũy kế từ đầu năm ", *shown, *_lacking(paper, to_date, code)))


def _changed(now: FigureSlot) -> tuple[str | Carried, ...]:
    change = now.change()
    return () if change is None else (", ", change)


def _of_plan(upto: FigureSlot) -> tuple[str | Carried, ...]:
    """«800/1.600 đoàn viên, đạt 50% kế hoạch năm»; without a plan the sum alone."""
    if not has_plan(upto):
        return (upto.carried(),)
    return (upto.of_target(), ", đạt ", upto.percent_of_target(), " kế hoạch năm")


def _against_plan(now: FigureSlot, upto: FigureSlot) -> tuple[str | Carried, ...]:
    """What follows a result that is the year's as it stands: a share of the plan, of a rate the target beside it.

    A target that the year can still reach is not called missed, nor one reached that the year to date misses.
    """
    if not now.reported or upto.total.target is None:
        return ()
    if upto.indicator.kind is Kind.FLOW and has_plan(upto):
        return (", đạt ", upto.percent_of_target(), " kế hoạch năm")
    total = replace(now.total, target=upto.total.target, comparator=upto.total.comparator)
    planned = replace(now, total=total, previous=None)
    if total.comparator is not Comparator.AT_MOST and planned.verdict in _REACHED and upto.verdict in (*_REACHED, None):
        return (", ", planned.verdict_words(), " chỉ tiêu năm (", upto.named().target(), ")")
    return (" (chỉ tiêu năm: ", upto.named().target(), ")")


def has_plan(upto: FigureSlot) -> bool:
    """Whether a share of the year's plan can be told: of what adds up, to a floor, from a figure without a hedge."""
    total = upto.total
    share = percent_of_target(total) if total.target else None
    plain = total.qualifier is Qualifier.EXACT and total.comparator is not Comparator.AT_MOST
    return upto.indicator.kind is Kind.FLOW and share is not None and plain


def _lacking(paper: Paper, to_date: ToDate, code: str) -> tuple[str | Carried, ...]:
    """A mark beside a sum that is not whole; what it leaves out is said once for the whole paper."""
    if not to_date.lacking.get(code):
        return ()
    name = paper.catalogue.by_code[code].name
    key = f"{code}/{paper.organisation}/{to_date.period}#luy_ke"
    return (" ", Carried("(chưa đủ số liệu)", key, f"{name}: {lacking_words(paper, code)}", highlight="yellow"))


def _left_out_of_sums(paper: Paper, to_date: ToDate) -> list[Carried]:
    """A visible gap for each unit and stretch that the sums leave out, with how much of its form that is."""
    rows: dict[Lack, list[str]] = {}
    for code, lacks in to_date.lacking.items():
        for lack in lacks:
            rows.setdefault(lack, []).append(title(paper.catalogue.by_code[code]))
    found = []
    for lack, names in rows.items():
        stretch, unit = and_list(each.words for each in lack.missing), _name(paper, lack)
        what = f"{stretch} của {unit}, vì thế số lũy kế từ đầu năm chưa đủ"
        label = f"{stretch} của {unit} trong số lũy kế từ đầu năm: {and_others(names, _NAMED, 'chỉ tiêu')}"
        found.append(gap(f"{LACKING}/{lack.organisation}/{lack.missing[0]}", what, label))
    return found


def _progress(paper: Paper, upto: Mapping[str, FigureSlot]) -> dict[str, object]:
    """How the targets of the year stand: how many are reached already, and those still to be reached."""
    planned = [
        slot for slot in upto.values() if slot.total.target is not None and slot.indicator.kind is not Kind.DERIVED
    ]
    known = [slot for slot in planned if slot.reported]
    floors = [slot for slot in known if slot.total.comparator is not Comparator.AT_MOST]
    reached = [slot for slot in floors if slot.verdict in _REACHED]
    ahead = [slot for slot in floors if slot not in reached]
    return {
        "co": bool(known),
        "co_dat": bool(reached),
        "tong": _tally(paper, "tong", "Số chỉ tiêu năm", len(planned)),
        "da_dat": _tally(paper, "dat", "Số chỉ tiêu năm đã đạt", len(reached)),
        "con_lai": [
            {"ten": plain_name(slot.indicator), "ket_qua": Phrase(_standing(paper, slot.named()))} for slot in ahead
        ],
    }


def _tally(paper: Paper, aspect: str, label: str, number: int) -> Carried:
    key = f"TIEN_DO/{paper.organisation}/{paper.period}#{aspect}"
    return Carried(padded(number, "chỉ tiêu", paper.style), key, label, number)


def _standing(paper: Paper, upto: FigureSlot) -> tuple[str | Carried, ...]:
    """Where a target still to be reached stands. A state is the one told in the results, never one carried over."""
    code = upto.indicator.code
    now = period_slot(paper, code).named()
    if upto.indicator.kind is Kind.STOCK and now.reported:
        return (now.carried(), "; chỉ tiêu năm ", upto.target())
    lacking = _lacking(paper, paper.to_date, code) if paper.to_date else ()
    if has_plan(upto):
        return (*_of_plan(upto), *lacking)
    return (upto.carried(), *lacking, "; chỉ tiêu năm ", upto.target())

"""Turn a target of a term and its results into rows of a table: for Word, and as numbers for a workbook's formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.fill.values import Carried
from drafter.indicators.results import judge
from drafter.indicators.term_targets import ASSIGNED, Goal, Scope, TermTarget
from drafter.indicators.terms import GoalResult, Outcome, TargetResult, YearResult
from drafter.model.figure import Comparator, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import PeriodType
from drafter.model.result import Total
from drafter.render.annex import as_printed, number_cell
from drafter.render.paper import Paper
from drafter.render.slots import GAP, FigureSlot, cell_number, gap
from drafter.wording.quantities import quantity
from drafter.wording.quotes import paper_quotes

_HIGHLIGHT = "yellow"
_SAYS: Mapping[str, str] = {
    "bằng": "{}",
    "trở lên": "{} trở lên",
    "ít nhất": "ít nhất {}",
    "trên": "trên {}",
    "không quá": "không quá {}",
}
"""How a resolution states a level, by its own word for the comparison."""
_SORTS: Mapping[Comparator, str] = {
    Comparator.AT_LEAST: "tu",
    Comparator.MORE_THAN: "tren",
    Comparator.AT_MOST: "qua",
    Comparator.EXACTLY: "bang",
}
"""Comparisons as the workbook's formulas ask for them: «=» alone in a cell would be a formula."""


def row_of(goal: GoalResult, result: TargetResult, paper: Paper, *, first: bool) -> dict[str, object]:
    """A figure of a target as a row of a table. Numbers for Excel (`o`, `giao`, `muc`) stand beside those for Word."""
    indicator = paper.catalogue.by_code[goal.goal.indicator]
    target, given = result.target, {year.year: year for year in goal.years}
    years = paper.period.parts(PeriodType.YEAR)
    asked = level_words(goal.goal, indicator, paper)
    formulas = _for_formulas(goal, target, indicator, paper)
    added = bool(formulas["cong"]) and _whole_of(indicator, paper) is None
    return {
        "so": target.number if first else None,
        "ten": clause(target.text) if first else "",
        "chi_so": short_name(indicator) if len(result.goals) > 1 or not target.text else "",
        "dvt": indicator.unit,
        "de_ra": asked,
        "de_ra_chu": asked.text,
        "muc": cell_number(goal.goal.level, target_key(result, paper, f"#muc.{indicator.code}"), indicator.name),
        "nam": [_cell(given.get(year), goal, indicator, paper) for year in years],
        "o": {str(year): _year_cell(given.get(year), indicator, paper) for year in years},
        "giao": {str(year): _assigned(given.get(year), indicator, paper) for year in years}
        if goal.goal.assigned
        else None,
        "ca_ky": "" if goal.total is None else _in_cell(slot_of(indicator, goal.total, paper)),
        "ty_le": "" if goal.percent is None else percent_reached(goal, paper),
        "danh_gia": _own_verdict(goal, indicator, paper),
        "pham_vi": target.scope.value if target.scope else "",
        "ghi_chu": paper_quotes(target.note) if first else "",
        **formulas,
        "rieng": None if added or goal.total is None else figure_cell(goal.total, indicator, paper),
    }


_BLANK_ROW: Mapping[str, object] = {
    "chi_so": "", "dvt": "", "de_ra": "", "de_ra_chu": "", "muc": None, "giao": None, "ca_ky": "", "ty_le": "",
    "la_ty_le": False, "hang_nam": False, "cong": False, "phep": "", "so_nam": 0, "rieng": None,
}  # fmt: skip


def row_in_words(result: TargetResult, paper: Paper) -> dict[str, object]:
    """The row of a target that no figure measures."""
    years = paper.period.parts(PeriodType.YEAR)
    verdict = verdict_words(result, paper)
    return {
        **_BLANK_ROW,
        "so": result.target.number,
        "ten": clause(result.target.text),
        "nam": ["" for _ in years],
        "o": {str(year): None for year in years},
        "danh_gia": verdict,
        "san": verdict.text,
        "pham_vi": result.target.scope.value if result.target.scope else "",
        "ghi_chu": paper_quotes(result.target.note),
    }


def _cell(year: YearResult | None, goal: GoalResult, indicator: Indicator, paper: Paper) -> str | Carried:
    """A year's figure in a table: with its target where that was assigned, a mark where it lacks, empty before due."""
    if year is None or (not year.due and not year.reported):
        return ""
    if not year.reported and year.year not in goal.missing:
        return ""
    if year.total is None or not year.reported:
        words = year.year.words
        key = f"{indicator.code}/{paper.organisation}/{year.year}{GAP}"
        return Carried("[…]", key, f"{indicator.name} ({words})", highlight=_HIGHLIGHT)
    slot = slot_of(indicator, year.total, paper)
    if goal.goal.assigned and year.total.target is not None:
        shown = slot.of_target()
        return replace(shown, text=shown.text.removesuffix(f" {indicator.words}"))
    return _in_cell(slot)


def _in_cell(slot: FigureSlot) -> Carried:
    """A percent with its sign, any other number bare: a table names the unit elsewhere."""
    return slot.carried() if slot.indicator.unit == "%" else slot.number()


def _whole_of(indicator: Indicator, paper: Paper) -> Total | None:
    """What was reported for the very span; None where its years must tell."""
    whole = paper.whole.get(indicator.code)
    return whole if whole is not None and whole.exact is not None else None


def _printed(total: Total, indicator: Indicator, paper: Paper) -> Decimal | None:
    return None if total.exact is None else as_printed(slot_of(indicator, total, paper), total.exact)


def _number(year: YearResult | None, indicator: Indicator, paper: Paper) -> Decimal | None:
    """A year's figure with the digits that a paper shows."""
    return None if year is None or year.total is None else _printed(year.total, indicator, paper)


def _year_cell(year: YearResult | None, indicator: Indicator, paper: Paper) -> Carried | None:
    return None if year is None or year.total is None else figure_cell(year.total, indicator, paper)


def figure_cell(total: Total, indicator: Indicator, paper: Paper) -> Carried | None:
    """A figure for a cell of a workbook, with the digits that a paper shows; None where there is none."""
    return cell_number(_printed(total, indicator, paper), str(total.key), indicator.name)


def _assigned(year: YearResult | None, indicator: Indicator, paper: Paper) -> Carried | None:
    if year is None or year.total is None:
        return None
    return number_cell(slot_of(indicator, year.total, paper), year.total.target, "#chi_tieu")


def _for_formulas(goal: GoalResult, target: TermTarget, indicator: Indicator, paper: Paper) -> dict[str, object]:
    """What the workbook's formulas ask: how years make the whole, which comparison, how many years are due.

    `san` is the verdict itself where no formula over the cells gives it: assigned targets, hedges, end states, and
    where the digits shown would be judged otherwise than the unrounded value.
    """
    flow = indicator.kind in (Kind.FLOW, Kind.DERIVED)
    return {
        "la_ty_le": indicator.unit == "%",
        "hang_nam": target.scope is Scope.YEAR_EACH,
        "cong": target.scope is not Scope.YEAR_EACH and flow,
        "phep": _SORTS[goal.goal.comparator] if goal.goal.level is not None else "",
        "so_nam": sum(year.due for year in goal.years),
        "san": "" if _by_formula(goal, target, indicator, paper) else goal.outcome.value,
    }


def _by_formula(goal: GoalResult, target: TermTarget, indicator: Indicator, paper: Paper) -> bool:
    """Whether the cells of the row are enough to tell the verdict."""
    if goal.goal.assigned or goal.goal.level is None or target.scope is None:
        return False
    if target.scope is not Scope.YEAR_EACH and indicator.kind is not Kind.FLOW:
        return False
    totals = [goal.total, *(year.total for year in goal.years)]
    if any(total is not None and total.qualifier is not Qualifier.EXACT for total in totals):
        return False
    level, by = goal.goal.level, goal.goal.comparator
    return all(
        judge(_number(year, indicator, paper), level, by) == judge(year.total.exact, level, by)
        for year in goal.years
        if year.total is not None
    )


def level_words(goal: Goal, indicator: Indicator, paper: Paper) -> Carried:
    """What a target asks for, in its own words: «70% trở lên», «ít nhất 1 người», «theo chỉ tiêu giao»; or the gap."""
    key = f"{goal.indicator}/{paper.organisation}/{paper.period.term}#chi_tieu"
    if goal.assigned:
        return Carried(ASSIGNED.removesuffix(" hằng năm"), key, indicator.name)
    if goal.level is None:
        return gap(key, f"mức của chỉ tiêu – {short_name(indicator)}")
    words = paper_quotes(quantity(goal.level, indicator.unit, indicator.words, paper.style))
    return Carried(_SAYS[goal.says].format(words), key, indicator.name, goal.level)


def verdict_words(result: TargetResult, paper: Paper) -> Carried:
    """«đạt», «chưa đủ số liệu», …; what people must judge in words is a gap."""
    key = target_key(result, paper, "#danh_gia")
    label = f"Đánh giá chỉ tiêu {result.target.number}"
    if result.outcome is Outcome.IN_WORDS:
        return gap(key, f"đánh giá bằng lời chỉ tiêu {result.target.number}")
    return Carried(result.outcome.value, key, label, highlight=_lit(result.outcome))


def _own_verdict(goal: GoalResult, indicator: Indicator, paper: Paper) -> Carried:
    """The verdict on one figure of a target."""
    key = f"{indicator.code}/{paper.organisation}/{paper.period}#danh_gia"
    return Carried(goal.outcome.value, key, f"Đánh giá – {indicator.name}", highlight=_lit(goal.outcome))


def _lit(outcome: Outcome) -> str | None:
    """What nobody could judge yet is marked."""
    return _HIGHLIGHT if outcome in (Outcome.NOT_ENOUGH, Outcome.OPEN) else None


def target_key(result: TargetResult, paper: Paper, aspect: str) -> str:
    return f"CTNK{result.target.number}/{paper.organisation}/{paper.period}{aspect}"


def clause(text: str) -> str:
    return paper_quotes(text.strip().rstrip(" .;,"))


def percent_reached(goal: GoalResult, paper: Paper) -> Carried:
    assert goal.percent is not None
    assert goal.total is not None
    return slot_of(paper.catalogue.by_code[goal.goal.indicator], goal.total, paper).percent_of_target()


def slot_of(indicator: Indicator, total: Total, paper: Paper) -> FigureSlot:
    return FigureSlot(indicator, total, None, paper.names, paper.style)


def short_name(indicator: Indicator) -> str:
    return paper_quotes(indicator.short_name or indicator.name)

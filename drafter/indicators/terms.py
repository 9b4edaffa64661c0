"""Turn a term's targets and the figures of its years into results, years side by side, and a verdict on each.

A half-term is judged only as far as a target's scope allows: a total that is still growing is «đang thực hiện», not
«chưa đạt». Rates are never averaged over years, and a year without figures is named and is not a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from drafter.indicators.check_case import amount, title
from drafter.indicators.exact import add, combined
from drafter.indicators.results import percent_of_target, verdict_of
from drafter.indicators.term_targets import Goal, Scope, TermTarget
from drafter.model.figure import Comparator, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.result import Total, Verdict

NOT_ASSIGNED = ProblemKind(
    code="D297",
    severity=Severity.WARNING,
    title="Năm có kết quả mà chưa có chỉ tiêu giao",
    what="chỉ tiêu số {number} theo chỉ tiêu giao hằng năm: {indicator} {year} có kết quả nhưng chưa có chỉ tiêu giao",
    fix="nhập chỉ tiêu được giao của năm ấy vào cột «Chỉ tiêu giao» của biểu năm, rồi nhập lại",
)
TERM_DIFFERS = ProblemKind(
    code="D298",
    severity=Severity.WARNING,
    title="Số cả nhiệm kỳ khác tổng các năm",
    what="{indicator}: biểu của {term} ghi {whole}, cộng các năm là {years}; đang dùng số của biểu nhiệm kỳ",
    fix="đối chiếu biểu các năm với biểu nhiệm kỳ, sửa biểu sai rồi nhập lại",
)
KINDS = (NOT_ASSIGNED, TERM_DIFFERS)


class Outcome(StrEnum):
    """How a target stands. UNDER_WAY has time left; OPEN cannot be told from hedged figures; IN_WORDS has no figure."""

    EXCEEDED = "vượt"
    MET = "đạt"
    NOT_MET = "chưa đạt"
    NOT_ENOUGH = "chưa đủ số liệu"
    UNDER_WAY = "đang thực hiện"
    OPEN = "chưa đánh giá được"
    IN_WORDS = "đánh giá bằng lời"


_OF_VERDICT = {Verdict.EXCEEDED: Outcome.EXCEEDED, Verdict.MET: Outcome.MET, Verdict.NOT_MET: Outcome.NOT_MET}
_WORST_FIRST = (Outcome.NOT_MET, Outcome.NOT_ENOUGH, Outcome.OPEN, Outcome.UNDER_WAY, Outcome.MET, Outcome.EXCEEDED)


@dataclass(frozen=True)
class Evidence:
    """What is known. `years` are the totals of each year of `span` by indicator code, `whole` the totals of what was
    reported for the very span («1.846 cuộc» of a whole term); either may lack an indicator.

    `span` is the term or the half-term under review, `day` the day it is reviewed on: years that end later are not yet
    due, and a term is at its end from its last calendar year on, when the congress is held.
    """

    years: Mapping[Period, Mapping[str, Total]]
    whole: Mapping[str, Total]
    indicators: Mapping[str, Indicator]
    organisation: str
    span: Period
    day: date

    @property
    def closed(self) -> bool:
        """Whether totals and end states can be judged for good."""
        return self.span.type is PeriodType.TERM and self.day.year >= (self.span.end_year or self.span.year)


@dataclass(frozen=True)
class YearResult:
    """One figure of one year against its target. `total` is None where nobody reported, `outcome` where no judging."""

    year: Period
    total: Total | None
    outcome: Outcome | None
    due: bool

    @property
    def reported(self) -> bool:
        """Whether there is a value."""
        return self.total is not None and self.total.exact is not None


@dataclass(frozen=True)
class GoalResult:
    """One figure of a target. `total` is what stands for the span, with the target it is judged by in it; None where
    nothing does (a rate of each year). `percent` is that total in percent of the target, None for rates.

    `missing` are the due years that lack the figure, or the target assigned to them; `failed` those below the target.
    """

    goal: Goal
    years: tuple[YearResult, ...]
    total: Total | None
    percent: Fraction | None
    outcome: Outcome
    missing: tuple[Period, ...] = ()
    failed: tuple[Period, ...] = ()


@dataclass(frozen=True)
class TargetResult:
    """A target of the term with its figures. `outcome` is the worst of its goals': both must hold."""

    target: TermTarget
    goals: tuple[GoalResult, ...]
    outcome: Outcome

    @property
    def missing(self) -> tuple[Period, ...]:
        """The due years that lack something, in order."""
        return _in_order(year for goal in self.goals for year in goal.missing)

    @property
    def failed(self) -> tuple[Period, ...]:
        """The years in which a figure was below its target, in order."""
        return _in_order(year for goal in self.goals for year in goal.failed)


def term_results(targets: Iterable[TermTarget], evidence: Evidence) -> tuple[TargetResult, ...]:
    """Each target with its results and verdict, in the order given."""
    return tuple(_judged(target, evidence) for target in targets)


def tally(results: Iterable[TargetResult]) -> Mapping[Outcome, int]:
    """How many targets came out each way; every outcome is in it."""
    found = dict.fromkeys(Outcome, 0)
    for result in results:
        found[result.outcome] += 1
    return found


def term_questions(results: Iterable[TargetResult], evidence: Evidence) -> tuple[Problem, ...]:
    """What does not fit in the figures of a term: years without an assigned target, sums that differ."""
    return tuple(problem for result in results for goal in result.goals for problem in _asked(result, goal, evidence))


def _judged(target: TermTarget, evidence: Evidence) -> TargetResult:
    goals = tuple(_goal(goal, target, evidence) for goal in target.goals)
    if not goals:
        return TargetResult(target, (), Outcome.IN_WORDS)
    found = {goal.outcome for goal in goals}
    return TargetResult(target, goals, next(outcome for outcome in _WORST_FIRST if outcome in found))


def _goal(goal: Goal, target: TermTarget, evidence: Evidence) -> GoalResult:
    each = target.scope is Scope.YEAR_EACH
    years = tuple(_year(goal, year, each, evidence) for year in _years(target, evidence))
    if each:
        return _year_each(goal, years, evidence)
    if target.scope is None or goal.level is None:
        return GoalResult(goal, years, None, None, Outcome.NOT_ENOUGH)
    return _at_the_end(goal, target.scope, years, evidence)


def _years(target: TermTarget, evidence: Evidence) -> Iterator[Period]:
    return (year for year in evidence.span.parts(PeriodType.YEAR) if year.year >= target.since)


def _year(goal: Goal, year: Period, judged: bool, evidence: Evidence) -> YearResult:
    total = evidence.years.get(year, {}).get(goal.indicator)
    given = total is not None and (total.exact is not None or bool(total.contributions))
    due = given or year.end <= evidence.day
    if total is None:
        return YearResult(year, None, None, due)
    if not goal.assigned:
        total = replace(total, target=goal.level, comparator=goal.comparator)
    verdict = verdict_of(total) if judged else None
    return YearResult(year, total if given else None, _OF_VERDICT[verdict] if verdict else None, due)


def _year_each(goal: Goal, years: Sequence[YearResult], evidence: Evidence) -> GoalResult:
    """It holds only if it holds in every year; a year below the target settles it, a year without figures leaves it."""
    due = [year for year in years if year.due]
    failed = tuple(year.year for year in due if year.outcome is Outcome.NOT_MET)
    unjudged = [year for year in due if year.outcome is None]
    missing = tuple(y.year for y in unjudged if y.total is None or y.total.exact is None or y.total.target is None)
    if failed:
        outcome = Outcome.NOT_MET
    elif missing:
        outcome = Outcome.NOT_ENOUGH
    elif unjudged:
        outcome = Outcome.OPEN
    elif not due or (evidence.span.type is PeriodType.TERM and not evidence.closed):
        outcome = Outcome.UNDER_WAY
    else:
        outcome = Outcome.EXCEEDED if all(year.outcome is Outcome.EXCEEDED for year in due) else Outcome.MET
    return GoalResult(goal, tuple(years), _given_whole(goal, evidence), None, outcome, missing, failed)


def _at_the_end(goal: Goal, scope: Scope, years: Sequence[YearResult], evidence: Evidence) -> GoalResult:
    """A total or an end state: judged at the end, and before it only where the rest of the term can change nothing."""
    indicator = evidence.indicators.get(goal.indicator)
    whole = _given_whole(goal, evidence)
    total = whole or _from_years(goal, scope, years, evidence)
    due = [year for year in years if year.due]
    growing = indicator is not None and indicator.kind is Kind.FLOW
    silent = [year.year for year in due if not year.reported]
    if not growing:  # a state is told by the last year that has it: only those after it are missing
        told = max((year.year.year for year in due if year.reported), default=0)
        silent = [year for year in silent if year.year > told]
    lacking = () if whole else tuple(silent)
    if total is None:
        return GoalResult(goal, tuple(years), None, None, Outcome.NOT_ENOUGH if due else Outcome.UNDER_WAY, lacking)
    verdict = verdict_of(total)
    outcome = _OF_VERDICT[verdict] if verdict else Outcome.OPEN
    if not (growing and _settled(outcome, goal.comparator)):
        if not evidence.closed:
            outcome = Outcome.UNDER_WAY
        elif lacking:
            outcome = Outcome.NOT_ENOUGH
    rate = indicator is not None and indicator.unit == "%"
    return GoalResult(goal, tuple(years), total, None if rate else percent_of_target(total), outcome, lacking)


def _settled(outcome: Outcome, comparator: Comparator) -> bool:
    """Whether a growing sum can no longer turn out otherwise: a floor that is reached, a ceiling that is passed."""
    if comparator is Comparator.AT_MOST:
        return outcome is Outcome.NOT_MET
    return outcome in (Outcome.MET, Outcome.EXCEEDED)


def _from_years(goal: Goal, scope: Scope, years: Sequence[YearResult], evidence: Evidence) -> Total | None:
    """The sum of the years of what adds up, the last year's state of what does not.

    A rate over several years stands only as somebody reported it: each year's parts are of other people.
    """
    given = [year.total for year in years if year.total is not None and year.total.exact is not None]
    indicator = evidence.indicators.get(goal.indicator)
    if not given or indicator is None:
        return None
    if indicator.kind in (Kind.FLOW, Kind.DERIVED):
        return _summed(goal, given, evidence)
    if scope is Scope.TERM_END or indicator.kind is Kind.STOCK:
        return replace(given[-1], target=goal.level, comparator=goal.comparator)
    return None


def _given_whole(goal: Goal, evidence: Evidence) -> Total | None:
    whole = evidence.whole.get(goal.indicator)
    if whole is None or whole.exact is None:
        return None
    return replace(whole, target=goal.level, comparator=goal.comparator)


def _summed(goal: Goal, given: Sequence[Total], evidence: Evidence) -> Total:
    value = add(total.value for total in given if total.value is not None)
    return Total(
        indicator=goal.indicator,
        organisation=evidence.organisation,
        period=evidence.span,
        value=value,
        qualifier=combined(total.qualifier for total in given),
        target=goal.level,
        comparator=goal.comparator,
        contributions=tuple(figure for total in given for figure in total.contributions),
        exact=Fraction(value),
    )


def _asked(result: TargetResult, goal: GoalResult, evidence: Evidence) -> Iterator[Problem]:
    indicator = evidence.indicators.get(goal.goal.indicator)
    if indicator is None:
        return
    name = title(indicator)
    for year in goal.years:
        if goal.goal.assigned and year.reported and year.total is not None and year.total.target is None:
            yield NOT_ASSIGNED.at(Place(), number=result.target.number, indicator=name, year=year.year.words)
    whole = evidence.whole.get(goal.goal.indicator)
    if whole is None or whole.value is None or indicator.kind is not Kind.FLOW:
        return
    given = [year.total for year in goal.years if year.total is not None and year.reported]
    exact = [total for total in given if total.qualifier is Qualifier.EXACT]
    if whole.qualifier is Qualifier.EXACT and len(exact) == len(goal.years) and (sum_ := _sum_of(exact)) != whole.value:
        yield TERM_DIFFERS.at(
            Place(),
            indicator=name,
            term=evidence.span.words,
            whole=amount(whole.value, indicator.unit),
            years=amount(sum_, indicator.unit),
        )


def _sum_of(totals: Iterable[Total]) -> Decimal:
    return add(total.value for total in totals if total.value is not None)


def _in_order(years: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(set(years), key=lambda year: year.year))

"""Targets of a term against the figures of its years: scopes, half-terms, missing years, figures of the whole term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from drafter.indicators.term_targets import ASSIGNED, COMPARATORS, Scope, TermTarget, term_targets
from drafter.indicators.terms import Evidence, GoalResult, Outcome, TargetResult, tally, term_questions, term_results
from drafter.indicators.totals import totals
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Problem
from drafter.model.register import Row, Value
from drafter.model.result import Total
from drafter.standards.catalogue import load_catalogue
from drafter.standards.registers import register_form

TERM, HALF = Period.parse("NK2023-2028"), Period.parse("NK2023-2028/1")
CATALOGUE = load_catalogue()
ENDED, MIDDLE = date(2028, 12, 31), date(2025, 12, 31)
ORG = "LD"


def row(
    number: int, indicator: str = "", says: str = "trở lên", level: object = None, scope: str = "", **more: Value
) -> Row:
    values: dict[str, Value] = {"so": Decimal(number), "so-sanh": says}
    given = {"chi-so": indicator, "muc": None if level is None else Decimal(str(level)), "pham-vi": scope, **more}
    values |= {key.replace("_", "-"): value for key, value in given.items() if value not in (None, "")}
    values.setdefault("noi-dung", f"chỉ tiêu {number}")
    return Row(ORG, values, Source("chi-tieu.xlsx", "Chỉ tiêu nhiệm kỳ", f"A{number}"))


def figure(code: str, period: Period, value: object = None, **more: object) -> Figure:
    parts = {name: Decimal(str(more[name])) for name in ("numerator", "denominator", "target") if name in more}
    hedge = more.get("hedge", Qualifier.EXACT)
    assert isinstance(hedge, Qualifier)
    number = None if value is None else Decimal(str(value))
    return Figure(FigureKey(code, ORG, period), number, CATALOGUE.by_code[code].unit, hedge, **parts)


def summed(period: Period, *figures: Figure) -> Mapping[str, Total]:
    return totals(CATALOGUE.indicators, figures, (ORG,), period, ORG)


def evidence(figures: tuple[Figure, ...], span: Period = TERM, day: date = ENDED) -> Evidence:
    years = {p: summed(p, *(f for f in figures if f.key.period == p)) for p in TERM.parts(PeriodType.YEAR)}
    whole = summed(span, *(f for f in figures if f.key.period == span))
    return Evidence(years, whole, CATALOGUE.by_code, ORG, span, day)


def targets(*rows: Row) -> tuple[TermTarget, ...]:
    return term_targets(rows, TERM, CATALOGUE.by_code)[0]


def asked(*rows: Row) -> tuple[Problem, ...]:
    return term_targets(rows, TERM, CATALOGUE.by_code)[1]


def judged(*rows: Row, figures: tuple[Figure, ...] = (), span: Period = TERM, day: date = ENDED) -> TargetResult:
    (result,) = term_results(targets(*rows), evidence(figures, span, day))
    return result


def goal_of(result: TargetResult) -> GoalResult:
    (goal,) = result.goals
    return goal


def over(years: range, code: str, value: object, **more: object) -> tuple[Figure, ...]:
    return tuple(figure(code, Period.parse(str(year)), value, **more) for year in years)


YEARS = range(2023, 2029)
EACH, TOTAL, END = Scope


def test_rows_of_one_number_are_one_target() -> None:
    found, problems = term_targets(
        (row(3, "C07", level=70, scope=EACH), row(3, "C08", level=70, noi_dung=""), row(1, "E01", ASSIGNED)),
        TERM,
        CATALOGUE.by_code,
    )
    assert [(one.number, [goal.indicator for goal in one.goals]) for one in found] == [
        (1, ["E01"]),
        (3, ["C07", "C08"]),
    ]
    assert found[0].goals[0].assigned
    assert found[0].scope is EACH
    assert found[1].text == "chỉ tiêu 3"
    assert problems == ()


@pytest.mark.parametrize(
    ("says", "comparator"),
    [
        ("bằng", Comparator.EXACTLY),
        ("trở lên", Comparator.AT_LEAST),
        ("ít nhất", Comparator.AT_LEAST),
        ("trên", Comparator.MORE_THAN),
        ("không quá", Comparator.AT_MOST),
    ],
)
def test_the_words_of_a_resolution_are_comparators(says: str, comparator: Comparator) -> None:
    (target,) = targets(row(1, "C06", says, 100, EACH))
    assert target.goals[0].comparator is comparator
    assert target.goals[0].says == says


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((row(1, "C06", level=100, scope=EACH),), None),
        ((Row(ORG, {"so": Decimal(1), "chi-so": "C06", "muc": Decimal(100), "pham-vi": "hằng năm"}),), "D290"),
        ((row(5, "E07a", "trên", 95),), "D291"),
        ((row(5, "E07a", "trên", scope=EACH),), "D292"),
        ((row(5, "E07a", "trên", "0.95", EACH),), "D293"),
        ((row(5, "E07a", "trên", 950, EACH),), "D293"),
        ((row(3, "C07", level=70, scope=EACH), row(3, "C08", level=70, scope=END)), "D294"),
        ((row(2, "C06", level=100, scope=EACH, tu_nam=Decimal(2019)),), "D295"),
        ((row(1, "E01", ASSIGNED, scope=TOTAL),), "D296"),
        ((row(9, "", scope=""),), None),  # a target in words alone needs no level and no scope
        ((row(9, "A14a", "không quá", 0, EACH),), None),
    ],
)
def test_what_is_unclear_in_a_register_is_asked(rows: tuple[Row, ...], code: str | None) -> None:
    assert [problem.code for problem in asked(*rows)] == ([code] if code else [])


def test_an_every_year_target_holds_only_if_every_year_holds() -> None:
    good = judged(row(2, "C06", "bằng", 100, EACH), figures=over(YEARS, "C06", 100))
    assert good.outcome is Outcome.MET
    assert goal_of(good).total is None  # no rate stands for six years
    bad = judged(
        row(2, "C06", "bằng", 100, EACH),
        figures=(*over(range(2023, 2028), "C06", 100), figure("C06", Period.parse("2028"), "99.9")),
    )
    assert bad.outcome is Outcome.NOT_MET
    assert [str(year) for year in bad.failed] == ["2028"]


def test_a_year_without_figures_is_named_and_leaves_the_verdict_open() -> None:
    result = judged(row(2, "C06", "bằng", 100, EACH), figures=over(range(2024, 2028), "C06", 100))
    assert result.outcome is Outcome.NOT_ENOUGH
    assert [str(year) for year in result.missing] == ["2023", "2028"]


def test_a_year_below_the_target_settles_it_though_others_are_missing() -> None:
    result = judged(row(2, "C06", "bằng", 100, EACH), figures=over(range(2024, 2026), "C06", 90))
    assert result.outcome is Outcome.NOT_MET
    assert [str(year) for year in result.failed] == ["2024", "2025"]
    assert [str(year) for year in result.missing] == ["2023", "2026", "2027", "2028"]


def test_exceeding_it_means_exceeding_it_every_year() -> None:
    for last, outcome in ((71, Outcome.EXCEEDED), (70, Outcome.MET)):
        figures = (*over(range(2023, 2028), "C07", 75), figure("C07", Period.parse("2028"), last))
        assert judged(row(3, "C07", level=70, scope=EACH), figures=figures).outcome is outcome


def test_above_is_strictly_above() -> None:
    at = judged(row(4, "D09d", "trên", 80, EACH), figures=over(YEARS, "D09d", 80))
    assert at.outcome is Outcome.NOT_MET
    assert judged(row(4, "D09d", "trên", 80, EACH), figures=over(YEARS, "D09d", "80.01")).outcome is Outcome.MET


def test_both_figures_of_a_target_must_hold() -> None:
    rows = (row(3, "C07", level=70, scope=EACH), row(3, "C08", level=70))
    result = judged(*rows, figures=(*over(YEARS, "C07", 75), *over(YEARS, "C08", 69)))
    assert [goal.outcome for goal in result.goals] == [Outcome.EXCEEDED, Outcome.NOT_MET]
    assert result.outcome is Outcome.NOT_MET


def test_an_assigned_target_is_that_of_each_year() -> None:
    given = (
        figure("E02", Period.parse("2023"), 676, target=650),
        figure("E02", Period.parse("2024"), 700, target=700),
        figure("E02", Period.parse("2025"), 600, target=500),
    )
    result = judged(row(1, "E02", ASSIGNED), figures=given, span=HALF, day=MIDDLE)
    assert result.outcome is Outcome.MET
    assert [year.total.target for year in goal_of(result).years if year.total] == [650, 700, 500]


def test_a_year_without_an_assigned_target_is_asked_about() -> None:
    given = (
        figure("E02", Period.parse("2023"), 676, target=650),
        figure("E02", Period.parse("2024"), 700),
        figure("E02", Period.parse("2025"), 600, target=500),
    )
    result = judged(row(1, "E02", ASSIGNED), figures=given, span=HALF, day=MIDDLE)
    assert result.outcome is Outcome.NOT_ENOUGH
    assert [str(year) for year in result.missing] == ["2024"]
    (problem,) = term_questions((result,), evidence(given, HALF, MIDDLE))
    assert problem.code == "D297"
    assert "năm 2024 có kết quả nhưng chưa có chỉ tiêu giao" in problem.what


@pytest.mark.parametrize(
    ("span", "day", "value", "outcome"),
    [
        (HALF, MIDDLE, 10, Outcome.UNDER_WAY),  # 30 of 60
        (HALF, MIDDLE, 20, Outcome.MET),  # reached already: nothing can take it away
        (HALF, MIDDLE, 25, Outcome.EXCEEDED),
        (TERM, ENDED, 9, Outcome.NOT_MET),
        (TERM, ENDED, 10, Outcome.MET),
        (TERM, MIDDLE, 10, Outcome.MET),  # all six years are in, whatever the day
        (TERM, MIDDLE, 9, Outcome.UNDER_WAY),
    ],
)
def test_a_sum_over_the_term_is_not_failed_before_its_end(
    span: Period, day: date, value: int, outcome: Outcome
) -> None:
    result = judged(row(1, "E01", level=60, scope=TOTAL), figures=over(YEARS, "E01", value), span=span, day=day)
    assert result.outcome is outcome
    total = goal_of(result).total
    assert total is not None
    assert total.value == value * (3 if span is HALF else 6)
    assert goal_of(result).percent == Fraction(total.value) * 100 / 60
    assert total.period == span


def test_a_sum_with_missing_years_stands_if_it_is_reached_and_waits_if_not() -> None:
    rows = row(1, "E01", level=60, scope=TOTAL)
    reached = judged(rows, figures=over(range(2024, 2029), "E01", 12))
    assert (reached.outcome, [str(y) for y in reached.missing]) == (Outcome.MET, ["2023"])
    assert judged(rows, figures=over(range(2024, 2029), "E01", 11)).outcome is Outcome.NOT_ENOUGH


def test_a_ceiling_is_failed_as_soon_as_it_is_passed() -> None:
    rows = row(1, "A14a", "không quá", 5, TOTAL)
    assert judged(rows, figures=over(YEARS, "A14a", 2), span=HALF, day=MIDDLE).outcome is Outcome.NOT_MET
    assert judged(rows, figures=over(YEARS, "A14a", 1), span=HALF, day=MIDDLE).outcome is Outcome.UNDER_WAY
    assert judged(rows, figures=over(YEARS, "A14a", "0")).outcome is Outcome.MET


def test_a_figure_of_the_whole_term_stands_for_it_though_no_year_has_one() -> None:
    result = judged(row(1, "C10", level=60, scope=TOTAL), figures=(figure("C10", TERM, 65),))
    assert (result.outcome, result.missing) == (Outcome.EXCEEDED, ())
    hedged = judged(
        row(1, "B02", level=45000, scope=TOTAL), figures=(figure("B02", TERM, 45000, hedge=Qualifier.OVER),)
    )
    assert hedged.outcome is Outcome.EXCEEDED
    open_ = judged(row(1, "B02", level=46000, scope=TOTAL), figures=(figure("B02", TERM, 45000, hedge=Qualifier.OVER),))
    assert open_.outcome is Outcome.OPEN


def test_a_whole_that_its_years_do_not_add_up_to_is_asked_about() -> None:
    given = (*over(YEARS, "C10", 10), figure("C10", TERM, 65))
    result = judged(row(1, "C10", level=60, scope=TOTAL), figures=given)
    total = goal_of(result).total
    assert total is not None
    assert total.value == 65
    (problem,) = term_questions((result,), evidence(given))
    assert problem.code == "D298"
    assert "65 doanh nghiệp, cộng các năm là 60 doanh nghiệp" in problem.what


def test_a_rate_over_a_term_is_never_made_of_its_years() -> None:
    rows = row(7, "E09", "bằng", 100, TOTAL)
    assert judged(rows, figures=over(YEARS, "E09", 100, numerator=10, denominator=10)).outcome is Outcome.NOT_ENOUGH
    assert judged(rows, figures=(figure("E09", TERM, 100),)).outcome is Outcome.MET


def test_an_end_state_is_that_of_the_last_year() -> None:
    rows = row(8, "F01b", "bằng", 100, END)
    growing = (figure("F01b", Period.parse("2024"), 80), figure("F01b", Period.parse("2028"), 100))
    assert judged(rows, figures=growing).outcome is Outcome.MET  # years between do not matter
    assert judged(rows, figures=growing[:1]).outcome is Outcome.NOT_ENOUGH
    half = judged(rows, figures=(figure("F01b", Period.parse("2025"), 100),), span=HALF, day=MIDDLE)
    assert half.outcome is Outcome.UNDER_WAY  # a state may fall back
    assert goal_of(half).percent is None


def test_years_before_a_target_begins_and_after_the_day_are_not_asked_for() -> None:
    rows = row(2, "C06", "bằng", 100, EACH, tu_nam=Decimal(2024))
    result = judged(rows, figures=over(range(2024, 2026), "C06", 100), day=MIDDLE)
    assert (result.outcome, result.missing) == (Outcome.UNDER_WAY, ())
    assert [str(year.year) for year in goal_of(result).years if year.due] == ["2024", "2025"]
    closing = judged(rows, figures=over(range(2024, 2028), "C06", 100), day=date(2028, 6, 1))
    assert closing.outcome is Outcome.MET  # the congress sits before its last year is over


def test_nothing_is_judged_without_figures_level_or_scope() -> None:
    for rows in (row(2, "C06", scope=EACH), row(2, "C06", level=100), row(2, "E01", level=6, scope=TOTAL)):
        assert judged(rows).outcome is Outcome.NOT_ENOUGH
    assert judged(row(2, "E01", level=6, scope=TOTAL), day=date(2023, 2, 1)).outcome is Outcome.UNDER_WAY
    assert judged(row(11)).outcome is Outcome.IN_WORDS


def test_the_tally_counts_every_target_once() -> None:
    figures = (*over(YEARS, "C06", 100), *over(YEARS, "C07", 60))
    rows = (row(1, "C06", "bằng", 100, EACH), row(2, "C07", level=70, scope=EACH), row(3))
    counts = tally(term_results(targets(*rows), evidence(figures)))
    assert counts[Outcome.MET] == counts[Outcome.NOT_MET] == counts[Outcome.IN_WORDS] == 1
    assert sum(counts.values()) == 3


def test_the_register_offers_the_comparisons_and_scopes_of_the_rules() -> None:
    form = register_form("chi-tieu-nhiem-ky").by_code
    assert list(form["so-sanh"].choices) == list(COMPARATORS)
    assert list(form["pham-vi"].choices) == list(Scope)

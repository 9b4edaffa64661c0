"""Percents, verdicts and changes, judged on unrounded values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_figures import A14, C06, D09C, E01, E02, THANH_TRI_2020, YEAR_2019, YEAR_2020, figure

from drafter.indicators.results import change, change_of, judge, percent, percent_of_target, tally, verdict_of
from drafter.indicators.totals import total
from drafter.model.figure import Comparator, Qualifier
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.result import Direction, Total, Verdict

MET, EXCEEDED, NOT_MET = Verdict.MET, Verdict.EXCEEDED, Verdict.NOT_MET
AT_LEAST, MORE_THAN, AT_MOST, EXACTLY = Comparator
EXACT, OVER, UNDER, ABOUT = Qualifier


def thanh_tri(indicator: Indicator) -> Total:
    return total(indicator, THANH_TRI_2020, ("thanh-tri",), YEAR_2020, "thanh-tri")


def one(indicator: Indicator, value: object, period: Period = YEAR_2020, **rest: object) -> Total:
    return total(indicator, (figure(indicator.code, "u", value, period, **rest),), ("u",), period, "u")  # type: ignore[arg-type]


def test_e01_is_eleven_twelfths_of_its_target_and_not_met() -> None:
    assert percent_of_target(thanh_tri(E01)) == Fraction(1100, 12)
    assert verdict_of(thanh_tri(E01)) is NOT_MET


def test_e02_is_exactly_104_percent_and_exceeded() -> None:
    assert percent_of_target(thanh_tri(E02)) == 104
    assert verdict_of(thanh_tri(E02)) is EXCEEDED


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (3, 7, Fraction(300, 7)),
        (551, 530, Fraction(55100, 530)),
        (Decimal("0.1"), Decimal("0.3"), Fraction(100, 3)),
        (0, 5, 0),
        (5, 0, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_a_percent_is_exact(part: object, whole: object, expected: object) -> None:
    assert percent(part, whole) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actual", "target", "comparator", "expected"),
    [
        (12, 12, AT_LEAST, MET),
        (13, 12, AT_LEAST, EXCEEDED),
        (11, 12, AT_LEAST, NOT_MET),
        (676, 650, AT_LEAST, EXCEEDED),
        (0, 12, AT_LEAST, NOT_MET),
        (Decimal("70.0"), 70, AT_LEAST, MET),
        (Fraction(200, 3), Decimal("66.67"), AT_LEAST, NOT_MET),  # 66,666…% prints as 66,67% where halves go up
        (Decimal("99.996"), 100, AT_LEAST, NOT_MET),
        (Fraction(99999, 1000), 100, AT_LEAST, NOT_MET),  # prints as 99,99% or 100%, and is neither reached
        (Fraction(100001, 1000), 100, AT_LEAST, EXCEEDED),
        (79, 80, MORE_THAN, NOT_MET),
        (80, 80, MORE_THAN, NOT_MET),
        (Fraction(8001, 100), 80, MORE_THAN, MET),
        (3, 5, AT_MOST, MET),
        (5, 5, AT_MOST, MET),
        (0, 5, AT_MOST, MET),
        (0, 0, AT_MOST, MET),
        (6, 5, AT_MOST, NOT_MET),
        (100, 100, EXACTLY, MET),
        (Decimal("99.99"), 100, EXACTLY, NOT_MET),
        (97, 95, EXACTLY, EXCEEDED),
        (94, 95, EXACTLY, NOT_MET),
        (0, 0, AT_LEAST, MET),
        (None, 5, AT_LEAST, None),
        (5, None, AT_LEAST, None),
        (None, None, AT_LEAST, None),
    ],
)
def test_a_verdict_follows_the_comparator(
    actual: object, target: object, comparator: Comparator, expected: Verdict | None
) -> None:
    assert judge(actual, target, comparator) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "qualifier", "comparator", "expected"),
    [
        (70, OVER, AT_LEAST, EXCEEDED),  # «trên 70%» against 70% trở lên (S4, C07)
        (71, OVER, AT_LEAST, EXCEEDED),
        (69, OVER, AT_LEAST, None),
        (70, OVER, MORE_THAN, MET),
        (70, OVER, AT_MOST, NOT_MET),
        (69, OVER, AT_MOST, None),
        (70, UNDER, AT_LEAST, NOT_MET),
        (71, UNDER, AT_LEAST, None),
        (70, UNDER, AT_MOST, MET),
        (71, UNDER, AT_MOST, None),
        (90, ABOUT, AT_LEAST, None),
        (90, EXACT, AT_LEAST, EXCEEDED),
    ],
)
def test_a_hedged_result_is_judged_only_where_its_hedge_leaves_no_doubt(
    shown: int, qualifier: Qualifier, comparator: Comparator, expected: Verdict | None
) -> None:
    assert verdict_of(one(C06, shown, target=70, comparator=comparator, qualifier=qualifier)) is expected


def test_a_rate_is_judged_by_its_quotient_and_not_by_its_digits() -> None:
    parts = {"numerator": 10**29 - 1, "denominator": 10**29}
    found = one(C06, None, target=100, **parts)
    assert found.value == 100  # 28 digits are not enough to tell it from 100
    assert verdict_of(found) is NOT_MET
    assert percent_of_target(found) == Fraction(100 * (10**29 - 1), 10**29)


def test_a_strict_floor_and_a_ceiling_through_totals() -> None:
    assert verdict_of(one(D09C, 80, target=80, comparator=MORE_THAN)) is NOT_MET
    assert verdict_of(one(A14, 0, target=2, comparator=AT_MOST)) is MET
    assert verdict_of(one(E01, None, target=2)) is None
    assert verdict_of(one(E01, 2)) is None
    assert percent_of_target(one(E01, None, target=2)) is None


def test_verdicts_are_counted() -> None:
    found = tally((thanh_tri(E01), thanh_tri(E02), one(E01, 2, target=2), one(E01, 2)))
    assert found == {MET: 1, EXCEEDED: 1, NOT_MET: 1}


@pytest.mark.parametrize(
    ("now", "before", "difference", "relative", "direction"),
    [
        (676, 652, 24, Fraction(2400, 652), Direction.UP),
        (11, 24, -13, Fraction(-1300, 24), Direction.DOWN),
        (2, 3, -1, Fraction(-100, 3), Direction.DOWN),
        (7, 7, 0, 0, Direction.SAME),
        (5, 0, 5, None, Direction.UP),
        (0, 0, 0, None, Direction.SAME),
        (5, -5, 10, None, Direction.UP),
        (Decimal("82.5"), Decimal("80.1"), Fraction(24, 10), Fraction(2400, 801), Direction.UP),
    ],
)
def test_a_change(now: object, before: object, difference: object, relative: object, direction: Direction) -> None:
    found = change(now, before)  # type: ignore[arg-type]
    assert found is not None
    assert (found.difference, found.percent, found.direction) == (difference, relative, direction)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_direction_of_a_change_is_true_and_swaps(now: int, before: int) -> None:
    found, back = change(now, before), change(before, now)
    assert found is not None
    assert back is not None
    assert before + found.difference == now
    assert found.difference == -back.difference
    assert (found.direction is Direction.UP) is (back.direction is Direction.DOWN)
    assert (found.direction is Direction.SAME) is (now == before)


def test_there_is_no_change_when_either_is_missing() -> None:
    assert change(None, 5) is None
    assert change(5, None) is None
    assert change_of(one(E01, 5), None) is None
    assert change_of(one(E01, 5), one(E01, None, YEAR_2019)) is None


def test_a_change_of_totals_names_the_units_that_are_in_one_of_them_only() -> None:
    now = total(E01, [figure("E01", u, 5) for u in "abc"], "abcd", YEAR_2020, "cum")
    before = total(E01, [figure("E01", u, 4, YEAR_2019) for u in "bcd"], "abcd", YEAR_2019, "cum")
    found = change_of(now, before)
    assert found is not None
    assert (found.difference, found.percent, found.uneven) == (3, 25, ("a", "d"))


def test_a_unit_merged_away_or_founded_since_does_not_spoil_a_comparison() -> None:
    now = total(E01, [figure("E01", u, 5) for u in ("heir", "new")], ("heir", "new"), YEAR_2020, "cum")
    before = total(E01, [figure("E01", u, 4, YEAR_2019) for u in ("heir", "gone")], ("heir", "gone"), YEAR_2019, "cum")
    found = change_of(now, before)
    assert found is not None
    assert (found.difference, found.uneven) == (2, ())


def test_the_office_owes_a_figure_that_it_gave_in_the_other_period() -> None:
    now = total(E01, [figure("E01", "a", 5)], "a", YEAR_2020, "cum")
    before = total(E01, [figure("E01", u, 4, YEAR_2019) for u in ("a", "cum")], ("a", "cum"), YEAR_2019, "cum")
    found = change_of(now, before)
    assert found is not None
    assert found.uneven == ("cum",)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(OVER, EXACT, OVER), (EXACT, OVER, UNDER), (OVER, OVER, ABOUT), (OVER, UNDER, OVER), (ABOUT, EXACT, ABOUT)],
)
def test_the_hedge_of_a_change(now: Qualifier, before: Qualifier, expected: Qualifier) -> None:
    found = change_of(one(E02, 9, qualifier=now), one(E02, 5, YEAR_2019, qualifier=before))
    assert found is not None
    assert found.qualifier is expected

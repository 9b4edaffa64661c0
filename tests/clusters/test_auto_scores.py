"""Points from figures: proportional, by bands, yes or no; no figure gives no points, which is not nought."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.clusters.auto_scores import AutoScore, auto_score
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.standards.cluster_scoring import AutoRule, Criterion, Rule
from tests.clusters.cluster_rows import figure, totals_of


def scored(rule: AutoRule, *figures: Figure, most: str = "8", decimals: int = 2) -> AutoScore:
    found = auto_score(Criterion("1.1", "Tiêu chí", Decimal(most), rule), totals_of(*figures)["A"], decimals)
    assert found is not None
    return found


CEILING = "chỉ tiêu là mức không được vượt quá, không chấm theo tỷ lệ được"
PROPORTIONAL = AutoRule(Rule.PROPORTIONAL, "E02")
BANDS = AutoRule(
    Rule.BANDS, "C06", bands=((Decimal(100), Decimal(5)), (Decimal(95), Decimal(4)), (Decimal(90), Decimal(3)))
)


@pytest.mark.parametrize(
    ("actual", "target", "points"),
    [
        (676, 650, "8.00"),  # never above the maximum
        (650, 650, "8.00"),
        (325, 650, "4.00"),
        (100, 300, "2.67"),
        (0, 650, "0.00"),  # a nought that was reported is a nought
        (1, 1600, "0.01"),  # 0,005 is rounded away from zero
    ],
)
def test_proportional_points(actual: int, target: int, points: str) -> None:
    found = scored(PROPORTIONAL, figure("E02", "A", actual, target=target))
    assert str(found.points) == points
    assert (found.result, found.target, found.reason) == (actual, target, "")


def test_a_rate_is_measured_before_it_is_cut() -> None:
    """11/12 is 91,66… %: 8 × 91,66…/70 would be above 8; of a target of 100 it is 7,33."""
    rule = AutoRule(Rule.PROPORTIONAL, "C04", target=Decimal(100))
    found = scored(rule, figure("C02", "A", 11), figure("C01", "A", 12))
    assert found.points == Decimal("7.33")
    bands = AutoRule(Rule.BANDS, "C04", bands=((Decimal("91.67"), Decimal(5)), (Decimal("91.66"), Decimal(4))))
    assert scored(bands, figure("C02", "A", 11), figure("C01", "A", 12)).points == 4


@pytest.mark.parametrize(
    ("rate", "points"), [("100", 5), ("99.9", 4), ("95", 4), ("94.99", 3), ("90", 3), ("89.99", 0), ("0", 0)]
)
def test_bands_count_from_their_lower_end(rate: str, points: int) -> None:
    assert scored(BANDS, figure("C06", "A", rate)).points == points


def test_bands_of_a_target() -> None:
    rule = AutoRule(Rule.BANDS, "G02a", bands=((Decimal(100), Decimal(4)), (Decimal(90), Decimal(2))), of_target=True)
    assert scored(rule, figure("G02a", "A", 95, target=100)).points == 2
    assert scored(rule, figure("G02a", "A", 95)).reason == "chưa có chỉ tiêu giao"


@pytest.mark.parametrize(("actual", "points"), [(0, 0), (1, 8), (7, 8)])
def test_yes_or_no(actual: int, points: int) -> None:
    assert scored(AutoRule(Rule.YES_NO, "D05"), figure("D05", "A", actual)).points == points


@pytest.mark.parametrize("rule", [PROPORTIONAL, BANDS, AutoRule(Rule.YES_NO, "D05")], ids=lambda rule: rule.rule.value)
def test_what_nobody_reported_gives_no_points(rule: AutoRule) -> None:
    found = scored(rule, figure("E01", "A", 5), figure(rule.indicator, "B", 5))
    assert (found.points, found.result, found.reason) == (None, None, "chưa có số liệu")


def test_the_units_own_target_goes_before_the_tables() -> None:
    rule = AutoRule(Rule.PROPORTIONAL, "C07", target=Decimal(70))
    assert scored(rule, figure("C07", "A", 40)).target == 70
    assert scored(rule, figure("C07", "A", 40, target=80)).points == 4


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (figure("E02", "A", 5), "chưa có chỉ tiêu giao"),
        (figure("E02", "A", 5, target=0), "chưa có chỉ tiêu giao"),
        (figure("E02", "A", 5, target=3, comparator=Comparator.AT_MOST), CEILING),
    ],
)  # fmt: skip
def test_what_cannot_be_divided_says_so(one: Figure, reason: str) -> None:
    assert scored(PROPORTIONAL, one) == AutoScore(None, Decimal(5), one.target, reason)


def test_points_of_a_hedged_number_say_that_they_are_near() -> None:
    found = scored(PROPORTIONAL, figure("E02", "A", 325, target=650, hedge=Qualifier.OVER))
    assert (found.points, found.approximate) == (4, True)


def test_people_score_what_has_no_rule() -> None:
    assert auto_score(Criterion("1.2", "Chấm tay", Decimal(4)), {}, 2) is None


@given(
    actual=st.integers(0, 10**9), target=st.integers(1, 10**9), most=st.integers(1, 1000), decimals=st.integers(0, 4)
)
def test_points_lie_between_nought_and_the_maximum(actual: int, target: int, most: int, decimals: int) -> None:
    found = scored(PROPORTIONAL, figure("E02", "A", actual, target=target), most=str(most), decimals=decimals)
    assert found.points is not None
    assert 0 <= found.points <= most
    assert (found.points == most) or actual < target
    assert -found.points.as_tuple().exponent == decimals  # type: ignore[operator]

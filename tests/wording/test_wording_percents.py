"""Percents: exact from their parts, cut by the office's rule, never a percent of nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.numbers import Exact, exact, read_number
from drafter.wording.percents import change_percent, percent, percent_of, points, share
from drafter.wording.style import STANDARD, Rounding, Style

D = Decimal
HALF_UP = Style(percent_mode=Rounding.HALF_UP)

# part, whole, truncated (as real reports print), half up
OF = [
    (11, 12, "91,66%", "91,67%"),
    (676, 650, "104%", "104%"),
    (551, 530, "103,96%", "103,96%"),
    (3, 7, "42,85%", "42,86%"),
    (440, 549, "80,14%", "80,15%"),
    (532, 699, "76,1%", "76,11%"),
    (145, 145, "100%", "100%"),
    (1, 3, "33,33%", "33,33%"),
    (2, 3, "66,66%", "66,67%"),
    (1, 8, "12,5%", "12,5%"),
    (0, 12, "0%", "0%"),
    (1, 100000, "0%", "0%"),
    (7, 1, "700%", "700%"),
    (25, 2, "1.250%", "1.250%"),
    (99999, 100000, "99,99%", "100%"),
    (29, 100, "29%", "29%"),  # 0.29 * 100 in binary floating point is 28.999999999999996
    (57, 100, "57%", "57%"),
    (D("59.4"), D("82.5"), "72%", "72%"),
    (D("4145.2"), D("4145.1"), "100%", "100%"),
    (-1, 8, "-12,5%", "-12,5%"),
]

PRINTED = [
    (D("52"), "52%"),
    (D("75.2"), "75,2%"),
    (D("62.6"), "62,6%"),
    (D("70.37"), "70,37%"),
    (D("70.379"), "70,37%"),
    (D("100.00"), "100%"),
    (Fraction(1, 2), "0,5%"),
]

STYLED = [
    (11, 12, Style(max_decimals=0), "91%"),
    (11, 12, Style(max_decimals=1), "91,6%"),
    (11, 12, Style(max_decimals=1, percent_mode=Rounding.HALF_UP), "91,7%"),
    (11, 12, Style(max_decimals=4), "91,6666%"),
    (676, 650, Style(strip_trailing_zeros=False), "104,00%"),
    (676, 650, Style(strip_trailing_zeros=False, max_decimals=0), "104%"),
    (1, 8, Style(strip_trailing_zeros=False), "12,50%"),
]

CHANGES = [
    (Fraction(2400, 652), "3,68%", "3,68 điểm phần trăm"),
    (D("3.5"), "3,5%", "3,5 điểm phần trăm"),
    (0, "0%", "0 điểm phần trăm"),
    (D("0.01"), "0,01%", "0,01 điểm phần trăm"),
    (D("0.004"), "dưới 0,01%", "dưới 0,01 điểm phần trăm"),
]


@pytest.mark.parametrize(("part", "whole", "truncated", "half_up"), OF)
def test_a_share_is_printed_in_both_modes(part: Exact, whole: Exact, truncated: str, half_up: str) -> None:
    assert percent_of(part, whole) == truncated
    assert percent_of(part, whole, HALF_UP) == half_up


@pytest.mark.parametrize(("value", "shown"), PRINTED)
def test_a_value_in_percent_is_printed(value: Exact, shown: str) -> None:
    assert percent(value) == shown


@pytest.mark.parametrize(("part", "whole", "style", "shown"), STYLED)
def test_the_office_chooses_decimals(part: int, whole: int, style: Style, shown: str) -> None:
    assert percent_of(part, whole, style) == shown


@pytest.mark.parametrize(("value", "change", "in_points"), CHANGES)
def test_a_change_that_is_there_is_seen(value: Exact, change: str, in_points: str) -> None:
    assert change_percent(value) == change
    assert points(value) == in_points


def test_a_change_too_small_for_whole_percents_is_below_one() -> None:
    assert change_percent(D("0.4"), Style(max_decimals=0)) == "dưới 1%"


@pytest.mark.parametrize(("part", "whole"), [(None, 12), (11, None), (None, None), (0, 0), (11, 0)])
def test_there_is_no_percent_of_nothing(part: int | None, whole: int | None) -> None:
    assert share(part, whole) is None
    assert percent_of(part, whole) is None


COUNTS = st.integers(0, 10**7)


@settings(max_examples=150)
@given(COUNTS, st.integers(1, 10**7), st.sampled_from([STANDARD, HALF_UP]))
def test_a_printed_percent_is_near_the_exact_one(part: int, whole: int, style: Style) -> None:
    shown = exact(read_number(str(percent_of(part, whole, style)).removesuffix("%")))
    error = Fraction(100 * part, whole) - shown
    bounds = (0, Fraction(1, 100)) if style is STANDARD else (Fraction(-1, 200), Fraction(1, 200))
    assert bounds[0] <= error <= bounds[1]

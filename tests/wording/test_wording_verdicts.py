"""Verdicts are judged on unrounded values, and the words of a plan say nothing that the digits belie."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model.figure import Comparator
from drafter.wording.numbers import Exact
from drafter.wording.style import Over, Rounding, Style
from drafter.wording.verdicts import Verdict, excess_percent, judge, margin, plan_percent, target_words

D = Decimal
FLOOR, ABOVE, CEILING, BARE = Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST, Comparator.EXACTLY
HALF_UP = Style(percent_mode=Rounding.HALF_UP)

JUDGED = [
    (11, 12, FLOOR, "chưa đạt"),
    (12, 12, FLOOR, "đạt"),
    (676, 650, FLOOR, "vượt"),
    (D("99.996"), 100, FLOOR, "chưa đạt"),
    (D("100.0001"), 100, FLOOR, "vượt"),
    (Fraction(200, 3), D("66.67"), FLOOR, "chưa đạt"),
    (D("70.0"), 70, FLOOR, "đạt"),
    (0, 12, FLOOR, "chưa đạt"),
    (80, 80, ABOVE, "chưa đạt"),
    (D("80.01"), 80, ABOVE, "đạt"),
    (D("95.1"), 95, ABOVE, "đạt"),
    (79, 80, ABOVE, "chưa đạt"),
    (3, 5, CEILING, "đạt"),
    (5, 5, CEILING, "đạt"),
    (6, 5, CEILING, "chưa đạt"),
    (0, 0, CEILING, "đạt"),
    (100, 100, BARE, "đạt"),
    (D("99.99"), 100, BARE, "chưa đạt"),
    (97, 95, BARE, "vượt"),
]

PLAN = [
    (11, 12, "91,66% kế hoạch"),
    (676, 650, "104% kế hoạch"),
    (12, 12, "100% kế hoạch"),
    (551, 530, "103,96% kế hoạch"),
    (100001, 100000, "hơn 100% kế hoạch"),
    (0, 12, "0% kế hoạch"),
]

EXCESS = [
    (676, 650, "vượt 4%"),
    (551, 530, "vượt 3,96%"),
    (131, 100, "vượt 31%"),
    (100001, 100000, "vượt dưới 0,01%"),
    (12, 12, None),
    (11, 12, None),
    (None, 12, None),
    (5, 0, None),
]

MARGINS = [
    (676, 650, "người", "đoàn viên", FLOOR, "vượt kế hoạch 26 đoàn viên"),
    (11, 12, "đơn vị", "công đoàn cơ sở", FLOOR, "còn thiếu 1 công đoàn cơ sở so với kế hoạch"),
    (D("2150.5"), 1800, "triệu đồng", "", FLOOR, "vượt kế hoạch 350,5 triệu đồng"),
    (600, 1800, "triệu đồng", "", FLOOR, "còn thiếu 1,2 tỷ đồng so với kế hoạch"),
    (D("65.5"), 70, "%", "", FLOOR, "thấp hơn chỉ tiêu 4,5 điểm phần trăm"),
    (75, 70, "%", "", FLOOR, "cao hơn chỉ tiêu 5 điểm phần trăm"),
    (D("69.999"), 70, "%", "", FLOOR, "thấp hơn chỉ tiêu dưới 0,01 điểm phần trăm"),
    (7, 5, "cuộc", "", CEILING, "cao hơn chỉ tiêu 2 cuộc"),
    (3, 5, "cuộc", "", CEILING, "thấp hơn chỉ tiêu 2 cuộc"),
    (12, 12, "đơn vị", "", FLOOR, None),
    (None, 12, "đơn vị", "", FLOOR, None),
    (12, None, "đơn vị", "", FLOOR, None),
]

TARGETS = [
    (70, "%", "", FLOOR, "từ 70% trở lên"),
    (80, "%", "", ABOVE, "trên 80%"),
    (100, "%", "", FLOOR, "100%"),
    (95, "%", "", BARE, "95%"),
    (5, "cuộc", "", CEILING, "không quá 5 cuộc"),
    (650, "người", "đoàn viên", FLOOR, "từ 650 đoàn viên trở lên"),
    (650, "người", "đoàn viên", BARE, "650 đoàn viên"),
    (1800, "triệu đồng", "", FLOOR, "từ 1,8 tỷ đồng trở lên"),
]


@pytest.mark.parametrize(("actual", "target", "comparator", "verdict"), JUDGED)
def test_verdict(actual: Exact, target: Exact, comparator: Comparator, verdict: str) -> None:
    assert judge(actual, target, comparator) == verdict


@pytest.mark.parametrize(("actual", "target"), [(None, 12), (11, None), (None, None)])
def test_without_a_side_there_is_no_verdict(actual: int | None, target: int | None) -> None:
    assert judge(actual, target) is None
    assert plan_percent(actual, target) is None


@pytest.mark.parametrize(("actual", "target", "words"), PLAN)
def test_percent_of_plan(actual: int, target: int, words: str) -> None:
    assert plan_percent(actual, target) == words


def test_a_plan_almost_reached_is_never_printed_as_reached() -> None:
    assert plan_percent(99999, 100000) == "99,99% kế hoạch"
    assert plan_percent(99999, 100000, HALF_UP) == "gần 100% kế hoạch"
    assert plan_percent(100001, 100000, Style(over=Over.TREN)) == "trên 100% kế hoạch"
    assert judge(99999, 100000) is Verdict.MISSED


def test_a_plan_of_nothing_has_no_percent() -> None:
    assert plan_percent(5, 0) is None


@pytest.mark.parametrize(("actual", "target", "words"), EXCESS)
def test_by_how_many_percent_a_plan_is_passed(actual: int | None, target: int, words: str | None) -> None:
    assert excess_percent(actual, target) == words


@pytest.mark.parametrize(("actual", "target", "unit", "noun", "comparator", "words"), MARGINS)
def test_margin(
    actual: Exact | None, target: Exact | None, unit: str, noun: str, comparator: Comparator, words: str | None
) -> None:
    assert margin(actual, target, unit, noun, comparator=comparator) == words


@pytest.mark.parametrize(("target", "unit", "noun", "comparator", "words"), TARGETS)
def test_target_words(target: Exact, unit: str, noun: str, comparator: Comparator, words: str) -> None:
    assert target_words(target, unit, noun, comparator=comparator) == words


@settings(max_examples=150)
@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([Style(), HALF_UP]))
def test_the_printed_plan_never_belies_the_verdict(actual: int, target: int, style: Style) -> None:
    shown = plan_percent(actual, target, style)
    assert (shown == "100% kế hoạch") is (judge(actual, target) is Verdict.MET)
    assert (excess_percent(actual, target, style) is not None) is (judge(actual, target) is Verdict.EXCEEDED)

"""The words of a plan say nothing that the digits belie."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.indicators.results import judge
from drafter.model.figure import Comparator
from drafter.model.result import Verdict
from drafter.wording.numbers import Exact
from drafter.wording.style import Over, Rounding, Style
from drafter.wording.verdicts import excess_percent, margin, plan_percent, target_words

D = Decimal
FLOOR, ABOVE, CEILING, BARE = Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST, Comparator.EXACTLY
HALF_UP = Style(percent_mode=Rounding.HALF_UP)

PLAN = [
    (11, 12, "91,66% kế hoạch"),
    (676, 650, "104% kế hoạch"),
    (12, 12, "100% kế hoạch"),
    (551, 530, "103,96% kế hoạch"),
    (100001, 100000, "hơn 100% kế hoạch"),
    (0, 12, "0% kế hoạch"),
    (None, 12, None),
    (11, None, None),
    (None, None, None),
    (5, 0, None),
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


@pytest.mark.parametrize(("actual", "target", "words"), PLAN)
def test_percent_of_plan(actual: int | None, target: int | None, words: str | None) -> None:
    assert plan_percent(actual, target) == words


def test_a_plan_almost_reached_is_never_printed_as_reached() -> None:
    assert plan_percent(99999, 100000) == "99,99% kế hoạch"
    assert plan_percent(99999, 100000, HALF_UP) == "gần 100% kế hoạch"
    assert plan_percent(100001, 100000, Style(over=Over.TREN)) == "trên 100% kế hoạch"


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

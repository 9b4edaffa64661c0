"""Comparisons with an earlier period: direction, size, percent where there is one, and against what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from drafter.indicators.results import change
from drafter.model.figure import Qualifier
from drafter.model.period import Period
from drafter.wording.comparisons import change_words
from drafter.wording.numbers import Exact
from drafter.wording.style import Billion, Rounding, Style

D = Decimal

SAME_PERIOD = [
    (676, 652, "người", "đoàn viên", "tăng 24 đoàn viên (3,68%) so với cùng kỳ năm trước"),
    (652, 676, "người", "đoàn viên", "giảm 24 đoàn viên (3,55%) so với cùng kỳ năm trước"),
    (676, 676, "người", "đoàn viên", "bằng cùng kỳ năm trước"),
    (24, 0, "người", "đoàn viên", "tăng 24 đoàn viên so với cùng kỳ năm trước"),
    (0, 24, "vụ", "", "giảm 24 vụ (100%) so với cùng kỳ năm trước"),
    (0, 0, "vụ", "", "bằng cùng kỳ năm trước"),
    (48, 24, "cuộc", "", "tăng 24 cuộc (100%) so với cùng kỳ năm trước"),
    (100001, 100000, "người", "", "tăng 1 người (dưới 0,01%) so với cùng kỳ năm trước"),
    (D("82.5"), D("59.4"), "triệu đồng", "", "tăng 23,1 triệu đồng (38,88%) so với cùng kỳ năm trước"),
    (3300, 1500, "triệu đồng", "", "tăng 1,8 tỷ đồng (120%) so với cùng kỳ năm trước"),
    (D("70.5"), 67, "%", "", "tăng 3,5 điểm phần trăm so với cùng kỳ năm trước"),
    (Fraction(200, 3), 70, "%", "", "giảm 3,33 điểm phần trăm so với cùng kỳ năm trước"),
    (70, 70, "%", "", "bằng cùng kỳ năm trước"),
    (5, -3, "người", "", "tăng 8 người so với cùng kỳ năm trước"),
    (None, 652, "người", "", None),
    (676, None, "người", "", None),
]

AGAINST = [
    ("2019", "tăng 24 đoàn viên (3,68%) so với năm 2019"),
    ("2020-Q1", "tăng 24 đoàn viên (3,68%) so với quý I năm 2020"),
    ("2020-H1", "tăng 24 đoàn viên (3,68%) so với 6 tháng đầu năm 2020"),
    ("NK2018-2023", "tăng 24 đoàn viên (3,68%) so với nhiệm kỳ 2018-2023"),
]


@pytest.mark.parametrize(("now", "before", "unit", "noun", "words"), SAME_PERIOD)
def test_against_the_same_period(
    now: Exact | None, before: Exact | None, unit: str, noun: str, words: str | None
) -> None:
    assert change_words(change(now, before), unit, noun) == words


@pytest.mark.parametrize(("code", "words"), AGAINST)
def test_against_a_named_period(code: str, words: str) -> None:
    assert change_words(change(676, 652), "người", "đoàn viên", against=Period.parse(code)) == words


def test_equal_to_a_named_period() -> None:
    assert change_words(change(652, 652), "người", against=Period.parse("2019")) == "bằng năm 2019"


def test_a_change_that_would_not_be_true_as_printed_has_no_words() -> None:
    found = change(676, 652)
    assert found is not None
    assert change_words(replace(found, qualifier=Qualifier.OVER), "người") is None
    assert change_words(replace(found, uneven=("CD-HOA-SEN",)), "người") is None


def test_the_style_of_the_office() -> None:
    style = Style(percent_mode=Rounding.HALF_UP, billion=Billion.TY_I)
    assert change_words(change(5, 3), "cuộc", style=style) == "tăng 2 cuộc (66,67%) so với cùng kỳ năm trước"
    words = change_words(change(3300, 1500), "triệu đồng", style=style)
    assert words == "tăng 1,8 tỉ đồng (120%) so với cùng kỳ năm trước"

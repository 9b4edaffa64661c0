"""Counts with their nouns, and names in lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.wording.counts import count, out_of, padded, recipients
from drafter.wording.lists import and_list, and_others, capital_first
from drafter.wording.numbers import Exact
from drafter.wording.style import Style

PLAIN = [(2, "chương trình", "2 chương trình"), (1846, "cuộc", "1.846 cuộc"), (0, "vụ", "0 vụ")]

PADDED = [
    (0, "tập thể", "0 tập thể"),
    (1, "tập thể", "01 tập thể"),
    (7, "tập thể", "07 tập thể"),
    (8, "cá nhân", "08 cá nhân"),
    (9, "cá nhân", "09 cá nhân"),
    (10, "cá nhân", "10 cá nhân"),
    (13, "tập thể", "13 tập thể"),
    (44, "cá nhân", "44 cá nhân"),
    (2, "năm", "02 năm"),
    (Decimal("7.0"), "tập thể", "07 tập thể"),
    (Decimal("2.5"), "năm", "2,5 năm"),
    (1200, "cá nhân", "1.200 cá nhân"),
]

OUT_OF = [
    (6, 6, "đơn vị", "6/6 đơn vị"),
    (11, 12, "công đoàn cơ sở", "11/12 công đoàn cơ sở"),
    (440, 549, "đơn vị", "440/549 đơn vị"),
    (676, 650, "đoàn viên", "676/650 đoàn viên"),
    (0, 6, "đơn vị", "0/6 đơn vị"),
    (1200, 1500, "đơn vị", "1.200/1.500 đơn vị"),
]

RECIPIENTS = [
    (1, 44, "01 tập thể và 44 cá nhân"),
    (7, 8, "07 tập thể và 08 cá nhân"),
    (13, 14, "13 tập thể và 14 cá nhân"),
    (1, 0, "01 tập thể"),
    (0, 3, "03 cá nhân"),
    (0, 0, ""),
]

AND = [
    ([], ""),
    (["A"], "A"),
    (["A", "B"], "A và B"),
    (["A", "B", "C"], "A, B và C"),
    (["A", "", "C"], "A và C"),
    ([""], ""),
]

OTHERS = [
    (["A", "B", "C"], 2, "A, B và 1 đơn vị khác"),
    (["A", "B", "C"], 3, "A, B và C"),
    (["A", "B", "C"], 5, "A, B và C"),
    ([f"Đơn vị {n}" for n in range(1, 15)], 2, "Đơn vị 1, Đơn vị 2 và 12 đơn vị khác"),
    ([], 2, ""),
]

CAPITALS = [
    ("đạt kế hoạch", "Đạt kế hoạch"),
    ("ủy ban", "Ủy ban"),
    ("LĐLĐ huyện", "LĐLĐ huyện"),
    ("", ""),
    ("6/6", "6/6"),
]


@pytest.mark.parametrize(("value", "noun", "words"), PLAIN)
def test_a_plain_count_is_never_padded(value: int, noun: str, words: str) -> None:
    assert count(value, noun) == words


@pytest.mark.parametrize(("value", "noun", "words"), PADDED)
def test_a_count_of_awards_is_padded_below_ten(value: Exact, noun: str, words: str) -> None:
    assert padded(value, noun) == words


@pytest.mark.parametrize(("part", "whole", "noun", "words"), OUT_OF)
def test_a_count_out_of_a_count(part: int, whole: int, noun: str, words: str) -> None:
    assert out_of(part, whole, noun) == words


@pytest.mark.parametrize(("collectives", "individuals", "words"), RECIPIENTS)
def test_who_was_awarded(collectives: int, individuals: int, words: str) -> None:
    assert recipients(collectives, individuals) == words


def test_an_office_may_not_pad() -> None:
    assert padded(7, "tập thể", Style(pad_below_ten=False)) == "7 tập thể"
    assert recipients(1, 2, Style(pad_below_ten=False)) == "1 tập thể và 2 cá nhân"


@pytest.mark.parametrize(("items", "words"), AND)
def test_and_list(items: list[str], words: str) -> None:
    assert and_list(items) == words


@pytest.mark.parametrize(("items", "limit", "words"), OTHERS)
def test_and_others(items: list[str], limit: int, words: str) -> None:
    assert and_others(items, limit, "đơn vị") == words


@pytest.mark.parametrize(("text", "words"), CAPITALS)
def test_capital_first(text: str, words: str) -> None:
    assert capital_first(text) == words

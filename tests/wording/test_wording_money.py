"""Money from triệu đồng: the scale that reads best, the amount never changed; tỷ or tỉ as the office spells."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.money import Scale, in_dong, money, scale_words
from drafter.wording.numbers import Exact, read_number
from drafter.wording.style import STANDARD, Billion, Style

D = Decimal
TI = Style(billion=Billion.TY_I)

AUTOMATIC = [
    (D("82.5"), "82,5 triệu đồng"),
    (D("59.4"), "59,4 triệu đồng"),
    (482, "482 triệu đồng"),
    (200, "200 triệu đồng"),
    (1, "1 triệu đồng"),
    (D("1.5"), "1,5 triệu đồng"),
    (D("999.99"), "999,99 triệu đồng"),
    (1000, "1 tỷ đồng"),
    (1800, "1,8 tỷ đồng"),
    (2200, "2,2 tỷ đồng"),
    (1530, "1,53 tỷ đồng"),
    (21600, "21,6 tỷ đồng"),
    (4145, "4.145 triệu đồng"),
    (D("1234.56"), "1.234,56 triệu đồng"),
    (2_700_000, "2.700 tỷ đồng"),
    (1_000_000, "1.000 tỷ đồng"),
    (D("1234.567"), "1.234.567.000 đồng"),
    (D("0.2"), "200.000 đồng"),
    (D("0.45"), "450.000 đồng"),
    (D("0.71"), "710.000 đồng"),
    (D("2.34"), "2,34 triệu đồng"),
    (D("0.0005"), "500 đồng"),
    (D("12.345678"), "12.345.678 đồng"),
    (D("82.500000"), "82,5 triệu đồng"),
    (Fraction(825, 1830), "450.820 đồng"),  # 82,5 triệu over 183 gifts, to the whole đồng
    (0, "0 đồng"),
    (D("-82.5"), "-82,5 triệu đồng"),
    (-1800, "-1,8 tỷ đồng"),
]

FIXED = [
    (D("82.5"), Scale.DONG, "82.500.000 đồng"),
    (D("82.5"), Scale.THOUSAND, "82.500 nghìn đồng"),
    (D("82.5"), Scale.MILLION, "82,5 triệu đồng"),
    (D("82.5"), Scale.BILLION, "0,0825 tỷ đồng"),
    (4145, Scale.BILLION, "4,145 tỷ đồng"),
    (D("0.2005"), Scale.THOUSAND, "200,5 nghìn đồng"),
    (1800, Scale.MILLION, "1.800 triệu đồng"),
    (0, Scale.MILLION, "0 triệu đồng"),
]


@pytest.mark.parametrize(("millions", "words"), AUTOMATIC)
def test_the_scale_that_reads_best_is_taken(millions: Exact, words: str) -> None:
    assert money(millions) == words


@pytest.mark.parametrize(("millions", "scale", "words"), FIXED)
def test_a_fixed_scale_prints_every_digit(millions: Exact, scale: Scale, words: str) -> None:
    assert money(millions, scale=scale) == words


def test_the_office_spells_billion() -> None:
    assert money(2200, TI) == "2,2 tỉ đồng"
    assert scale_words(Scale.BILLION, TI) == "tỉ đồng"
    assert [scale_words(scale) for scale in Scale] == ["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]


def test_the_office_allows_more_decimals() -> None:
    assert money(4145, Style(money_decimals=3)) == "4,145 tỷ đồng"
    assert money(D("82.5"), Style(money_decimals=0)) == "82.500.000 đồng"
    assert money(D("82.5"), Style(max_decimals=0)) == "82,5 triệu đồng"


AMOUNTS = st.integers(-(10**16), 10**16)


@settings(max_examples=200)
@given(AMOUNTS, st.sampled_from([None, *Scale]))
def test_the_amount_is_never_changed(dong: int, scale: Scale | None) -> None:
    digits, name = money(Fraction(dong, 10**6), scale=scale).split(" ", 1)
    worth = {scale_words(scale): int(scale) for scale in Scale}[name]
    assert read_number(digits) * worth == dong == in_dong(Fraction(dong, 10**6))
    if scale is None and name != "đồng":
        assert len(digits.partition(",")[2]) <= STANDARD.money_decimals

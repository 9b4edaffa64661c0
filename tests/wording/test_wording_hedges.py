"""Hedges: a shortened value always has the word that keeps it true."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model.figure import Qualifier
from drafter.wording.hedges import Approximation, hedged, holds, shorten
from drafter.wording.numbers import Exact, read_number
from drafter.wording.quantities import difference, quantity, short_quantity
from drafter.wording.style import Billion, Over, Style

D = Decimal
EXACT, OVER, UNDER, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.UNDER, Qualifier.ABOUT

SHORT = [
    (1834, 2, D("1800"), OVER),
    (1866, 2, D("1900"), UNDER),
    (1800, 2, D("1800"), EXACT),
    (197, 2, D("200"), UNDER),
    (197, 1, D("200"), UNDER),
    (197, 3, D("197"), EXACT),
    (D("79.6"), 2, D("80"), UNDER),
    (45312, 2, D("45000"), OVER),
    (2034, 1, D("2000"), OVER),
    (997, 2, D("1000"), UNDER),
    (D("99.96"), 3, D("100"), UNDER),
    (45, 2, D("45"), EXACT),
    (7, 2, D("7"), EXACT),
    (D("0.4549"), 2, D("0.45"), OVER),
    (D("0.00996"), 2, D("0.01"), UNDER),
    (Fraction(1100, 12), 2, D("92"), UNDER),
    (Fraction(1, 3), 3, D("0.333"), OVER),
    (0, 2, D("0"), EXACT),
]

# the same with a bound on what is printed after the comma
BOUNDED = [
    (Fraction(1100, 12), 5, 2, D("91.67"), UNDER),
    (Fraction(300, 7), 5, 2, D("42.86"), UNDER),
    (D("0.0128"), 2, 2, D("0.01"), OVER),
    (D("91.4"), 3, 0, D("91"), OVER),
]

TRUE = [
    (1800, OVER, 1834, True),
    (1800, OVER, 1800, False),
    (1800, OVER, 1799, False),
    (200, UNDER, 197, True),
    (200, UNDER, 200, False),
    (200, UNDER, 203, False),
    (183, EXACT, 183, True),
    (183, EXACT, 184, False),
    (D("82.50"), EXACT, D("82.5"), True),
    (80, ABOUT, Fraction(44000, 549), True),
    (80, ABOUT, 80, True),
    (80, ABOUT, 84, True),
    (80, ABOUT, 85, False),
    (80, ABOUT, 75, False),
]

# value, unit, noun, qualifier → words
QUANTITIES = [
    (1800, "triệu đồng", "", OVER, "hơn 1,8 tỷ đồng"),
    (200, "triệu đồng", "", UNDER, "gần 200 triệu đồng"),
    (80, "triệu đồng", "", UNDER, "gần 80 triệu đồng"),
    (D("82.5"), "triệu đồng", "", EXACT, "82,5 triệu đồng"),
    (D("2.2"), "tỷ đồng", "", EXACT, "2,2 tỷ đồng"),
    (D("2.2"), "tỉ đồng", "", EXACT, "2,2 tỷ đồng"),
    (450, "nghìn đồng", "", EXACT, "450.000 đồng"),
    (970000000, "đồng", "", EXACT, "970 triệu đồng"),
    (70, "%", "", OVER, "hơn 70%"),
    (80, "%", "", ABOUT, "khoảng 80%"),
    (D("91.666"), "%", "", EXACT, "91,66%"),
    (183, "suất", "suất quà", EXACT, "183 suất quà"),
    (45000, "lượt người", "lượt CNVCLĐ", OVER, "hơn 45.000 lượt CNVCLĐ"),
    (297, "vé", "", EXACT, "297 vé"),
    (13, "triệu đồng/người/tháng", "", ABOUT, "khoảng 13 triệu đồng/người/tháng"),
    (Fraction(4, 3), "người/CĐCS", "", EXACT, "1,33 người/CĐCS"),
]

SHORT_QUANTITIES = [
    (D("1834.25"), "triệu đồng", "", "hơn 1,8 tỷ đồng"),
    (D("197.3"), "triệu đồng", "", "gần 200 triệu đồng"),
    (D("79.35"), "triệu đồng", "", "hơn 79 triệu đồng"),
    (D("997"), "triệu đồng", "", "gần 1 tỷ đồng"),
    (1_834_250_000, "đồng", "", "hơn 1,8 tỷ đồng"),
    (1800, "triệu đồng", "", "1,8 tỷ đồng"),
    (45312, "lượt người", "", "hơn 45.000 lượt người"),
    (1012, "lượt người", "lượt đoàn viên", "hơn 1.000 lượt đoàn viên"),
    (Fraction(44000, 549), "%", "", "hơn 80%"),
    (D("0.4549"), "triệu đồng", "", "hơn 450.000 đồng"),
]

DIFFERENCES = [
    (24, "người", "đoàn viên", "24 đoàn viên"),
    (-24, "người", "đoàn viên", "24 đoàn viên"),
    (D("-350.5"), "triệu đồng", "", "350,5 triệu đồng"),
    (D("3.5"), "%", "", "3,5 điểm phần trăm"),
    (Fraction(-200, 3), "%", "", "66,66 điểm phần trăm"),
]


@pytest.mark.parametrize(("value", "digits", "shown", "qualifier"), SHORT)
def test_a_value_is_shortened_to_the_nearest(value: Exact, digits: int, shown: Decimal, qualifier: Qualifier) -> None:
    assert shorten(value, digits) == Approximation(shown, qualifier)


@pytest.mark.parametrize(("value", "digits", "decimals", "shown", "qualifier"), BOUNDED)
def test_a_hedge_is_judged_on_what_is_printed(
    value: Exact, digits: int, decimals: int, shown: Decimal, qualifier: Qualifier
) -> None:
    assert shorten(value, digits, decimals) == Approximation(shown, qualifier)


@pytest.mark.parametrize(("shown", "qualifier", "actual", "true"), TRUE)
def test_a_hedge_is_true_or_not(shown: Exact, qualifier: Qualifier, actual: Exact, true: bool) -> None:
    assert holds(shown, qualifier, actual) is true


@pytest.mark.parametrize(("value", "unit", "noun", "qualifier", "words"), QUANTITIES)
def test_a_figure_in_its_unit(value: Exact, unit: str, noun: str, qualifier: Qualifier, words: str) -> None:
    assert quantity(value, unit, noun, qualifier=qualifier) == words


@pytest.mark.parametrize(("value", "unit", "noun", "words"), SHORT_QUANTITIES)
def test_a_figure_shortened_in_its_unit(value: Exact, unit: str, noun: str, words: str) -> None:
    assert short_quantity(value, unit, noun) == words


@pytest.mark.parametrize(("value", "unit", "noun", "words"), DIFFERENCES)
def test_a_difference_has_no_sign(value: Exact, unit: str, noun: str, words: str) -> None:
    assert difference(value, unit, noun) == words


def test_the_office_says_tren() -> None:
    style = Style(over=Over.TREN, billion=Billion.TY_I)
    assert quantity(1800, "triệu đồng", style=style, qualifier=OVER) == "trên 1,8 tỉ đồng"
    assert hedged("70%", UNDER, style) == "gần 70%"


def test_a_negative_value_is_not_hedged() -> None:
    with pytest.raises(ValueError, match="a negative value is not hedged: -5"):
        shorten(-5)


VALUES = st.one_of(st.integers(0, 10**12), st.fractions(min_value=0, max_value=10**9, max_denominator=10**5))


@settings(max_examples=250)
@given(VALUES, st.integers(1, 5))
def test_a_shortened_value_is_always_true(value: int | Fraction, digits: int) -> None:
    short = shorten(value, digits)
    assert holds(short.value, short.qualifier, value)
    assert len(str(short.value).replace(".", "").strip("0")) <= digits
    assert abs(Fraction(short.value) - value) * 2 * 10 ** (digits - 1) <= value
    assert holds(short.value, ABOUT, value) or digits == 1


@settings(max_examples=250)
@given(VALUES, st.integers(1, 8), st.sampled_from(["triệu đồng", "%", "lượt người"]))
def test_what_is_printed_is_true(value: int | Fraction, digits: int, unit: str) -> None:
    """Read the printed words back, hedge, digits and scale, and hold them against the exact value."""
    found = re.fullmatch(
        r"(?:(hơn|gần) )?([\d.,]+) ?(%|lượt người|(?:triệu |tỷ )?đồng)", short_quantity(value, unit, digits=digits)
    )
    assert found is not None
    worth = {"đồng": Fraction(1, 10**6), "tỷ đồng": Fraction(1000)}.get(found[3], Fraction(1))
    assert holds(Fraction(read_number(found[2])) * worth, Qualifier(found[1] or ""), value)

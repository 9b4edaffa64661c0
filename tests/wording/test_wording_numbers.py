"""Numbers in Vietnamese digits: exact, grouped by dots, decimals behind a comma, and readable back."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.numbers import Exact, decimals_of, exact, number, read_number, rounded
from drafter.wording.style import Rounding, Style

D = Decimal
KEEP_ZEROS = Style(strip_trailing_zeros=False)

IN_FULL = [
    (0, "0"),
    (7, "7"),
    (999, "999"),
    (1000, "1.000"),
    (1846, "1.846"),
    (45000, "45.000"),
    (162976, "162.976"),
    (1000000, "1.000.000"),
    (1234567, "1.234.567"),
    (D("1234567.89"), "1.234.567,89"),
    (D("82.5"), "82,5"),
    (D("82.50"), "82,5"),
    (D("59.4"), "59,4"),
    (D("0.5"), "0,5"),
    (D("0.05"), "0,05"),
    (D("1E+3"), "1.000"),
    (D("1E-3"), "0,001"),
    (D("-0"), "0"),
    (D("-0.00"), "0"),
    (D("-0E+2"), "0"),
    (-5, "-5"),
    (-1846, "-1.846"),
    (D("-0.5"), "-0,5"),
    (D("-1234.5"), "-1.234,5"),
    (Fraction(1, 8), "0,125"),
    (Fraction(7, 2), "3,5"),
    (10**30 + 1, "1.000.000.000.000.000.000.000.000.000.001"),
    (D("12345678901234567890123456789012345.6"), "12.345.678.901.234.567.890.123.456.789.012.345,6"),
]

# value, decimals, half up, truncated
CUT = [
    (Fraction(1100, 12), 2, "91,67", "91,66"),
    (Fraction(300, 7), 2, "42,86", "42,85"),
    (Fraction(1100, 12), 0, "92", "91"),
    (Fraction(1100, 12), 1, "91,7", "91,6"),
    (D("0.005"), 2, "0,01", "0"),
    (D("0.0049"), 2, "0", "0"),
    (D("-0.005"), 2, "-0,01", "0"),
    (D("-2.5"), 0, "-3", "-2"),
    (D("2.5"), 0, "3", "2"),
    (D("1.10"), 2, "1,1", "1,1"),
    (D("999.995"), 2, "1.000", "999,99"),
    (D("1999.5"), 0, "2.000", "1.999"),
    (1500, 0, "1.500", "1.500"),
    (1500, 2, "1.500", "1.500"),
]

WITH_ZEROS = [(D("82.5"), 2, "82,50"), (104, 2, "104,00"), (D("0.999"), 2, "1,00"), (1500, 0, "1.500")]

NOT_DIGITS = ["", "-", "1,", ",5", "1.2", "1.23", "12.34,5", "1,234,567", "1 000", "1.0000", "+5", "1e3", "một", "٣"]


@pytest.mark.parametrize(("value", "shown"), IN_FULL)
def test_a_number_is_printed_in_full(value: Exact, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(("value", "decimals", "half_up", "truncated"), CUT)
def test_a_number_is_cut_as_told(value: Exact, decimals: int, half_up: str, truncated: str) -> None:
    assert number(value, decimals) == half_up
    assert number(value, decimals, rounding=Rounding.TRUNCATE) == truncated


@pytest.mark.parametrize(("value", "decimals", "shown"), WITH_ZEROS)
def test_trailing_zeros_stay_when_the_style_keeps_them(value: Exact, decimals: int, shown: str) -> None:
    assert number(value, decimals, KEEP_ZEROS) == shown


@pytest.mark.parametrize("text", NOT_DIGITS)
def test_other_text_is_not_read_as_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number in Vietnamese digits"):
        read_number(text)


def test_leading_zeros_are_read() -> None:
    assert read_number("07") == 7


@pytest.mark.parametrize("value", [D("NaN"), D("Infinity"), D("sNaN")])
def test_what_is_no_number_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        exact(value)


@pytest.mark.parametrize("value", [D("NaN"), D("-Infinity")])
def test_what_is_no_number_is_not_printed(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number(value)


def test_a_float_is_not_printed() -> None:
    with pytest.raises(TypeError, match=r"a figure is never a float: 0\.5"):
        number(0.5)  # type: ignore[arg-type]


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match=r"a figure is never a float: 0\.1"):
        exact(0.1)  # type: ignore[arg-type]


def test_a_fraction_without_a_last_digit_needs_decimals() -> None:
    assert decimals_of(Fraction(1, 3)) is None
    with pytest.raises(ValueError, match="say how many decimals to show"):
        number(Fraction(1, 3))


def test_the_precision_of_a_decimal_context_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert number(D("1234567.89")) == "1.234.567,89"
        assert number(Fraction(1234567, 3), 4) == "411.522,3333"


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15)


@settings(max_examples=150)
@given(st.one_of(DECIMALS, st.integers(-(10**40), 10**40)))
def test_printing_then_reading_gives_the_number_back(value: Decimal | int) -> None:
    assert read_number(number(value)) == value


@settings(max_examples=150)
@given(st.fractions(), st.integers(0, 6))
def test_a_cut_number_is_as_near_as_promised(value: Fraction, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    assert abs(exact(rounded(value, decimals)) - value) <= step / 2
    truncated = exact(rounded(value, decimals, Rounding.TRUNCATE))
    assert abs(truncated) <= abs(value) < abs(truncated) + step

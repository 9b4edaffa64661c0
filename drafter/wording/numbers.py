"""Turn an exact number into Vietnamese digits (1.234.567,89), and such digits back into a number.

Nothing here passes through binary floating point, nor through the precision of a decimal context: a number of a
hundred digits is printed whole. Separators as in format.md, NB-11.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from drafter.wording.style import STANDARD, Rounding, Style

Exact: TypeAlias = int | Decimal | Fraction

_PRINTED = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


def exact(value: Exact) -> Fraction:
    """The number as a fraction. Raises TypeError for a float, ValueError for a Decimal that is not a number."""
    if isinstance(value, float):  # the types forbid it, but a figure from a careless door must not slip through
        raise TypeError(f"a figure is never a float: {value!r}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"not a number: {value}")
    return Fraction(value)


def rounded(value: Exact, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """`value` with exactly `decimals` digits after the comma; halves go away from zero, truncation goes towards it."""
    fraction = exact(value)
    whole, rest = divmod(abs(fraction.numerator) * 10**decimals, fraction.denominator)
    if rounding is Rounding.HALF_UP and 2 * rest >= fraction.denominator:
        whole += 1
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(fraction < 0 and whole > 0), digits, -decimals))


def decimals_of(value: Exact) -> int | None:
    """How many digits after the comma write `value` in full; None when no number of digits does (1/3)."""
    rest = exact(value).denominator
    counts = {2: 0, 5: 0}
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    return max(counts.values()) if rest == 1 else None


def number(
    value: Exact, decimals: int | None = None, style: Style = STANDARD, rounding: Rounding = Rounding.HALF_UP
) -> str:
    """Vietnamese digits: dots between thousands, a comma before decimals, a hyphen before a negative number.

    With `decimals` None the number is printed in full and never changed; then a fraction without a last digit raises
    ValueError. With `decimals` given it is rounded, and trailing zeros go or stay as the style says.
    """
    if decimals is None:
        return _grouped(_trimmed(_in_full(value)))
    shown = format(rounded(value, decimals, rounding), "f")
    return _grouped(_trimmed(shown) if style.strip_trailing_zeros else shown)


def read_number(text: str) -> Decimal:
    """The number that `number` prints so, or raise ValueError.

    This is the strict reading of a text known to be in Vietnamese digits: «1.500» is one thousand five hundred. What a
    person typed into a form may be meant otherwise; the doors ask there.
    """
    if not _PRINTED.fullmatch(text):
        raise ValueError(f"not a number in Vietnamese digits: {text!r}")
    return Decimal(text.replace(".", "").replace(",", "."))


def _in_full(value: Exact) -> str:
    """Plain digits with a point, all there are; integers and decimals are read as they stand, which is the fast way."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    needed = decimals_of(value)
    if needed is None:
        raise ValueError(f"{value} has no last digit: say how many decimals to show")
    return format(rounded(value, needed), "f")


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _grouped(digits: str) -> str:
    whole, _, decimals = digits.partition(".")
    negative = whole.startswith("-") and any(digit != "0" for digit in whole[1:] + decimals)
    grouped = f"{abs(int(whole)):,}".replace(",", ".")
    return f"{'-' if negative else ''}{grouped}{',' + decimals if decimals else ''}"

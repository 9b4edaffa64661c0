"""Turn exact quotients into points as a scoring table counts them, and numbers into words for messages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def points(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """The number with so many decimals, halves away from zero, as ROUND does in a worksheet."""
    exact = Fraction(value)
    whole, rest = divmod(abs(exact.numerator) * 10**decimals, exact.denominator)
    digits = whole + (2 * rest >= exact.denominator)
    return Decimal((int(exact < 0 and digits > 0), tuple(map(int, str(digits))), -decimals))


def said(value: Fraction | Decimal | int, decimals: int = 2) -> str:
    """The number as a message prints it: «9,5», «1.846»."""
    text = f"{points(value, decimals):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))

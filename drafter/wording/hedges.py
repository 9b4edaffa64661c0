"""Turn an exact value into a shorter one and the word that keeps it true: hơn, gần, khoảng.

«Hơn» says that the true value is larger than shown, «gần» that it is smaller (domain §0, fact 4); a report that says
«hơn 200 triệu» of 197 has an error in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from drafter.model.figure import Qualifier
from drafter.wording.numbers import Exact, exact, rounded
from drafter.wording.style import STANDARD, Style

_NEAR = Fraction(5, 100)  # no rule says how near «khoảng» must be; five percent is drafter's own bound


@dataclass(frozen=True)
class Approximation:
    """A value short enough to be read, and how it stands to the true one."""

    value: Decimal
    qualifier: Qualifier


def shorten(value: Exact, digits: int = 2, decimals: int | None = None) -> Approximation:
    """The nearest value of at most `digits` significant digits: 1.834 is «hơn 1.800», 197 is «gần 200», 45 is 45.

    `decimals` is the most that will be printed after the comma (None: as many as the digits need), so that the hedge is
    judged on what is read. Zero is itself.
    Raises ValueError for a negative value: «hơn -5» would not be understood, «giảm hơn 5» is.
    """
    fraction = exact(value)
    if fraction < 0:
        raise ValueError(f"a negative value is not hedged: {value}")
    if fraction == 0:
        return Approximation(Decimal(0), Qualifier.EXACT)
    places = max(0, digits - 1 - _magnitude(fraction))
    unit = Fraction(10) ** (_magnitude(fraction) - digits + 1)
    nearest = int(rounded(fraction / unit, 0)) * unit
    shown = rounded(nearest, places if decimals is None else min(places, decimals))
    return Approximation(shown, _standing(exact(shown), fraction))


def hedged(words: str, qualifier: Qualifier, style: Style = STANDARD) -> str:
    """The words with their hedge before them: «hơn 1,8 tỷ đồng»; the style may say «trên» for «hơn»."""
    word = style.over.value if qualifier is Qualifier.OVER else qualifier.value
    return f"{word} {words}" if word else words


def holds(shown: Exact, qualifier: Qualifier, actual: Exact) -> bool:
    """Whether a printed value with its hedge is true of the actual one; «khoảng» allows five percent of the actual."""
    if qualifier is Qualifier.ABOUT:
        return abs(exact(shown) - exact(actual)) <= _NEAR * abs(exact(actual))
    return _standing(exact(shown), exact(actual)) is qualifier


def _standing(shown: Fraction, actual: Fraction) -> Qualifier:
    if shown == actual:
        return Qualifier.EXACT
    return Qualifier.OVER if shown < actual else Qualifier.UNDER


def _magnitude(fraction: Fraction) -> int:
    """The power of ten of the first significant digit: 2 for 197, -1 for 0,45."""
    power = len(str(fraction.numerator)) - len(str(fraction.denominator))
    return power if fraction >= Fraction(10) ** power else power - 1

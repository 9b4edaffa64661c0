"""Turn reported decimals into exact sums and quotients, and say how a result of hedged numbers is hedged itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from drafter.model.figure import Qualifier
from drafter.model.indicator import Indicator, ValueType

_QUOTIENT_DIGITS = 28
_SUM_DIGITS = 200  # more than any sum of reported numbers has, so none is ever rounded
_OPPOSITE = {Qualifier.OVER: Qualifier.UNDER, Qualifier.UNDER: Qualifier.OVER}


def add(values: Iterable[Decimal]) -> Decimal:
    """The sum, exact whatever the caller's decimal context: 0,1 + 0,2 is 0,3 and order does not matter."""
    with localcontext() as context:
        context.prec = _SUM_DIGITS
        return sum(values, Decimal(0))


def as_decimal(number: Fraction) -> Decimal:
    """The number to 28 significant digits; exact where it has no more, as sums and money never do."""
    with localcontext() as context:
        context.prec = _QUOTIENT_DIGITS
        return Decimal(number.numerator) / Decimal(number.denominator)


def scale(indicator: Indicator) -> int:
    """What a quotient is multiplied by to stand in the indicator's unit: 100 for percents, 1 for averages."""
    return 100 if indicator.value_type is ValueType.PERCENT else 1


def combined(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """The hedge of a sum: «hơn» with exact parts stays «hơn», «hơn» with «gần» can only be «khoảng»."""
    found = set(qualifiers) - {Qualifier.EXACT}
    if not found:
        return Qualifier.EXACT
    return found.pop() if len(found) == 1 else Qualifier.ABOUT


def opposite(qualifier: Qualifier) -> Qualifier:
    """The hedge of what is subtracted or divided by: more than shown below the line makes less above it."""
    return _OPPOSITE.get(qualifier, qualifier)

"""Turn a total into one value for each unit that gave something: what it reported, or the quotient of what it gave.

A rate's total is made of the figures that stand behind it, so the figures of a unit are not yet the unit's value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from drafter.indicators.book import Book, book
from drafter.indicators.exact import scale
from drafter.indicators.rates import share_of
from drafter.model.figure import FigureKey, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.result import Total


@dataclass(frozen=True)
class UnitValue:
    """One unit's value, unrounded, in the indicator's unit; None where it was divided by nothing."""

    key: FigureKey
    value: Fraction | None
    qualifier: Qualifier


def unit_values(indicator: Indicator, total: Total) -> Mapping[str, UnitValue]:
    """The value of each unit behind `total`, in the order of the office's list; units that gave nothing are not in."""
    shelf = book(total.contributions, total.period)
    return {unit: _value(indicator, unit, total, shelf) for unit in total.units}


def _value(indicator: Indicator, unit: str, total: Total, shelf: Book) -> UnitValue:
    key = FigureKey(indicator.code, unit, total.period)
    share = share_of(indicator, unit, shelf) if indicator.kind in (Kind.RATE, Kind.RATIO) else None
    if share is None:
        own = shelf[indicator.code, unit]
        return UnitValue(key, None if own.value is None else Fraction(own.value), own.qualifier)
    if indicator.kind is Kind.RATIO:
        return UnitValue(key, Fraction(share.numerator), share.qualifier)
    if share.denominator == 0:
        return UnitValue(key, None, share.qualifier)
    return UnitValue(key, scale(indicator) * Fraction(share.numerator) / Fraction(share.denominator), share.qualifier)

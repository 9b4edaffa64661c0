"""Turn what units gave for rates, ratios and averages into one quotient, or say why there is none.

A rate of a whole is Σ numerator / Σ denominator. Rates are never averaged: where one unit gave only its rate, the whole
has no rate, and the units' own are there to be printed one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from drafter.indicators.book import Book, missing_from, reported_by
from drafter.indicators.exact import add, as_decimal, combined, opposite, scale
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.result import Total


@dataclass(frozen=True)
class Share:
    """A numerator and a denominator one unit gave, and the figures they stand in."""

    numerator: Decimal
    denominator: Decimal
    qualifier: Qualifier
    figures: tuple[Figure, ...]


def share_of(indicator: Indicator, unit: str, shelf: Book) -> Share | None:
    """What a unit's rate or ratio comes from: the two indicators it names, else its own row; None where not given.

    A number of a form is not divided by one that a past report prints: they need not be of the same units.
    """
    above, below = shelf.get((indicator.numerator, unit)), shelf.get((indicator.denominator, unit))
    if above and below and above.value is not None and below.value is not None and above.whole is below.whole:
        hedge = combined((above.qualifier, opposite(below.qualifier)))
        return Share(above.value, below.value, hedge, (above, below))
    own = shelf.get((indicator.code, unit))
    if own is None or own.denominator is None:
        return None
    count = own.value if indicator.kind is Kind.RATIO and own.numerator is None else own.numerator
    return None if count is None else Share(count, own.denominator, own.qualifier, (own,))


def recomputed(
    indicator: Indicator, shelf: Book, units: tuple[str, ...], blank: Total, names: Mapping[str, str]
) -> Total:
    """Rates and ratios: Σ numerator / Σ denominator over the units that gave both; a printed rate as it is printed."""
    printed = shelf.get((indicator.code, units[0])) if len(units) == 1 and indicator.kind is Kind.RATE else None
    if printed is not None and printed.whole and printed.value is not None:
        return _alone(replace(blank, contributions=(printed,)), printed)
    given = units if shelf else ()
    shares = {unit: share for unit in given if (share := share_of(indicator, unit, shelf)) is not None}
    bare = {unit: f for unit, f in reported_by(indicator.code, shelf, units).items() if unit not in shares}
    figures = tuple(f for unit in given for f in _contributed(unit, shares, bare))
    found = replace(
        blank, contributions=figures, missing=missing_from(units, {**shares, **bare}), rate_only=tuple(bare)
    )
    if bare:
        if len(units) == 1 and indicator.kind is Kind.RATE:
            return _alone(found, bare[units[0]])
        what = "chỉ báo tử số, thiếu mẫu số" if indicator.kind is Kind.RATIO else "chỉ báo tỷ lệ, thiếu tử số, mẫu số"
        return not_summable(found, f"{_listed(bare, names)} {what}")
    if not shares:
        return found
    above = add(share.numerator for share in shares.values())
    below = add(share.denominator for share in shares.values())
    found = replace(
        found,
        numerator=above,
        denominator=below,
        qualifier=combined(share.qualifier for share in shares.values()),
    )
    if indicator.kind is Kind.RATIO:
        return replace(found, value=above, exact=Fraction(above))
    if below == 0:
        return not_summable(found, "tổng mẫu số bằng 0")
    exact = Fraction(above) * scale(indicator) / Fraction(below)
    return replace(found, value=as_decimal(exact), exact=exact)


def weighted(
    indicator: Indicator, shelf: Book, units: tuple[str, ...], blank: Total, names: Mapping[str, str]
) -> Total:
    """Averages per head: each unit's value counts as often as the indicator of its weight says."""
    given = reported_by(indicator.code, shelf, units)
    weights = reported_by(indicator.weight, shelf, tuple(given))
    figures = tuple(f for unit in given for f in (given[unit], weights.get(unit)) if f is not None)
    unweighted = missing_from(tuple(given), weights)
    found = replace(blank, contributions=figures, missing=missing_from(units, given), rate_only=unweighted)
    if len(units) == 1 and given:
        return _alone(found, given[units[0]])
    if unweighted:
        return not_summable(
            found, f"{_listed(unweighted, names)} không có số liệu {indicator.weight} để tính bình quân"
        )
    if not given:
        return found
    heads = sum((Fraction(f.value) for f in weights.values() if f.value is not None), Fraction(0))
    if heads == 0:
        return not_summable(found, f"tổng {indicator.weight} bằng 0")
    pairs = ((given[unit].value, weights[unit].value) for unit in given)
    exact = sum((Fraction(v) * Fraction(w) for v, w in pairs if v is not None and w is not None), Fraction(0)) / heads
    hedges = [f.qualifier for f in given.values()]
    if any(f.qualifier is not Qualifier.EXACT for f in weights.values()):
        hedges.append(Qualifier.ABOUT)  # a hedged weight may pull the average either way
    return replace(found, value=as_decimal(exact), exact=exact, qualifier=combined(hedges))


def _alone(found: Total, figure: Figure) -> Total:
    """The total of a single unit is that unit's figure, a bare rate too."""
    value = figure.value
    return replace(
        found,
        value=value,
        exact=None if value is None else Fraction(value),
        qualifier=figure.qualifier,
        numerator=figure.numerator,
        denominator=figure.denominator,
        rate_only=(),
    )


def not_summable(found: Total, why: str) -> Total:
    return replace(found, summable=False, reason=f"không tổng hợp được: {why}")


def _contributed(unit: str, shares: Mapping[str, Share], bare: Mapping[str, Figure]) -> tuple[Figure, ...]:
    if unit in shares:
        return shares[unit].figures
    return (bare[unit],) if unit in bare else ()


def _listed(units: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(unit, unit) for unit in units)

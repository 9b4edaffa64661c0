"""Turn the figures of an office's units into totals that are true: sums, recomputed rates, and who is missing.

Flows and stocks add up over units; a rate is recomputed from its parts; a unit that gave nothing is named and is not a
zero. The office itself is one of the units: its form holds what it did itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from drafter.indicators.book import Book, book, missing_from, reported_by
from drafter.indicators.exact import add, combined
from drafter.indicators.rates import not_summable, recomputed, share_of, weighted
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.model.indicator import Aggregate, Indicator, Kind
from drafter.model.period import Period
from drafter.model.result import Total


def totals(
    indicators: Iterable[Indicator],
    figures: Iterable[Figure],
    units: Sequence[str],
    period: Period,
    organisation: str,
    names: Mapping[str, str] | None = None,
) -> Mapping[str, Total]:
    """The total of each indicator, by its code. Raises ValueError as `book` does."""
    return totals_of_book(indicators, book(figures, period), units, period, organisation, names)


def totals_of_book(
    indicators: Iterable[Indicator],
    shelf: Book,
    units: Sequence[str],
    period: Period,
    organisation: str,
    names: Mapping[str, str] | None = None,
) -> Mapping[str, Total]:
    """The same of a book of the period."""
    whose = tuple(dict.fromkeys(units))
    told = {code for code, _ in shelf}
    return {
        one.code: _total(one, shelf if _concerns(one) & told else {}, whose, period, organisation, names or {})
        for one in indicators
    }


def _concerns(indicator: Indicator) -> set[str]:
    """The codes whose figures its total is made of: an office has figures of a few of some two hundred."""
    return {indicator.code, indicator.numerator, indicator.denominator, indicator.weight}


def total(
    indicator: Indicator,
    figures: Iterable[Figure],
    units: Sequence[str],
    period: Period,
    organisation: str,
    names: Mapping[str, str] | None = None,
) -> Total:
    """One indicator over `units`, the codes of all that were expected to report, for exactly `period`.

    `figures` may hold other indicators, periods and organisations; a rate finds its numerator, denominator or weight
    there. `names` are the units' names for `reason`; a unit that has none there goes by its code.
    """
    shelf, whose = book(figures, period), tuple(dict.fromkeys(units))
    return _total(indicator, shelf, whose, period, organisation, names or {})


def _total(
    indicator: Indicator,
    shelf: Book,
    units: tuple[str, ...],
    period: Period,
    organisation: str,
    names: Mapping[str, str],
) -> Total:
    expected = _apart(indicator, shelf, units, organisation)
    blank = Total(indicator.code, organisation, period, None, comparator=indicator.comparator)
    if indicator.kind is Kind.DERIVED or indicator.aggregate is Aggregate.COUNT:
        found = _counted(indicator, shelf, expected, blank)
    elif indicator.aggregate is Aggregate.WEIGHTED:
        found = weighted(indicator, shelf, expected, blank, names)
    elif indicator.kind in (Kind.RATE, Kind.RATIO) or indicator.aggregate is Aggregate.RECOMPUTE:
        found = recomputed(indicator, shelf, expected, blank, names)
    else:
        found = _sum(indicator, shelf, expected, blank)
    if found.summable and found.value is None and not found.reason:
        found = replace(found, reason="chưa có đơn vị nào báo số liệu")
    if found.missing and set(expected) != {
        organisation
    }:  # an office tells of itself what its units do not; it owes no share
        found = replace(found, missing=tuple(unit for unit in found.missing if unit != organisation))
    target, comparator = _target(indicator, shelf, found)
    return replace(found, target=target, comparator=comparator, beside=_beside(indicator, shelf, found))


def as_printed(found: Total) -> Total:
    """The total as later periods are compared with it: what a past report printed counts where the forms add up to
    something else, for that is what its readers were told.
    """
    printed = found.beside
    if printed is None or not printed.whole or printed.value is None:
        return found
    added = Figure(
        found.key, found.value, printed.unit, found.qualifier, found.numerator, found.denominator, found.target
    )
    return replace(
        found,
        value=printed.value,
        exact=Fraction(printed.value),
        qualifier=printed.qualifier,
        numerator=printed.numerator,
        denominator=printed.denominator,
        contributions=(printed,),
        missing=(),
        rate_only=(),
        summable=True,
        reason="",
        beside=added,
    )


def _beside(indicator: Indicator, shelf: Book, found: Total) -> Figure | None:
    """What a past report prints for the whole where units' forms give something else, as far as its decimals go."""
    printed = shelf.get((indicator.code, found.organisation))
    if printed is None or not printed.whole or printed.value is None or printed in found.contributions:
        return None
    if found.value is None:
        return printed
    if printed.qualifier is not Qualifier.EXACT or found.qualifier is not Qualifier.EXACT:
        return None  # «hơn 1,8 tỷ đồng» contradicts no number
    digits = max(0, -int(printed.value.as_tuple().exponent))
    gap = abs((found.exact or Fraction(found.value)) - Fraction(printed.value))
    return None if gap < Fraction(1, 10**digits) else printed


def _apart(indicator: Indicator, shelf: Book, units: tuple[str, ...], organisation: str) -> tuple[str, ...]:
    """The units whose figures make the total. What a past report prints for the whole organisation is never added to
    theirs, it would count twice: it stands alone where no unit gave anything, and where past reports tell of only some
    of them (an annex with four units of twenty); it is left out where units gave forms, or all are told of.
    """
    own = (shelf.get((code, organisation)) for code in (indicator.code, *_parts(indicator)))
    if not any(figure is not None and figure.whole for figure in own):
        return units
    others = tuple(unit for unit in units if unit != organisation)
    given = {unit: figures for unit in others if (figures := _gave(indicator, unit, shelf))}
    by_form = any(not figure.whole for figures in given.values() for figure in figures)
    return others if given and (by_form or len(given) == len(others)) else (organisation,)


def _parts(indicator: Indicator) -> tuple[str, ...]:
    """The indicators that a rate is divided from."""
    divided = indicator.kind in (Kind.RATE, Kind.RATIO) and indicator.aggregate is not Aggregate.WEIGHTED
    return (indicator.numerator, indicator.denominator) if divided else ()


def _gave(indicator: Indicator, unit: str, shelf: Book) -> tuple[Figure, ...]:
    """What a unit gave towards the total: a rate in its own row, or both numbers that it is divided from."""
    own = shelf.get((indicator.code, unit))
    if own is not None and own.value is not None:
        return (own,)
    share = share_of(indicator, unit, shelf) if _parts(indicator) else None
    return share.figures if share is not None else ()


def _sum(indicator: Indicator, shelf: Book, units: tuple[str, ...], blank: Total) -> Total:
    """Flows and stocks: what was reported, added."""
    given = reported_by(indicator.code, shelf, units)
    value = add(figure.value for figure in given.values() if figure.value is not None) if given else None
    return replace(
        blank,
        value=value,
        exact=None if value is None else Fraction(value),
        qualifier=combined(figure.qualifier for figure in given.values()),
        contributions=tuple(given.values()),
        missing=missing_from(units, given),
    )


def _counted(indicator: Indicator, shelf: Book, units: tuple[str, ...], blank: Total) -> Total:
    """What drafter counts from lists: the sum over those who have any; who has none is not missing."""
    counted = dict.fromkeys((*units, blank.organisation))
    found = _sum(indicator, shelf, tuple(counted), blank)
    if found.value is None:
        return not_summable(blank, "chỉ tiêu này được đếm từ danh sách, không lấy từ biểu của đơn vị")
    return replace(found, missing=())


def _target(indicator: Indicator, shelf: Book, found: Total) -> tuple[Decimal | None, Comparator]:
    """The target given to the whole organisation, else the units' own where every unit that reported has one.

    Targets of counts add up; those of rates do not, and stand for the whole only where all units have the same.
    """
    own = shelf.get((indicator.code, found.organisation))
    if own is not None and own.target is not None:
        return own.target, own.comparator
    given = [figure for unit in found.units if (figure := shelf.get((indicator.code, unit))) is not None]
    targets = [figure.target for figure in given if figure.target is not None]
    comparators = {figure.comparator for figure in given}
    if not targets or len(targets) < len(found.units) or len(comparators) > 1:
        return None, indicator.comparator
    if indicator.kind is Kind.RATE:
        return (targets[0] if len(set(targets)) == 1 else None), comparators.pop()
    return add(targets), comparators.pop()

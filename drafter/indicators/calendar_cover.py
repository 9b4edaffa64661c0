"""Turn the periods somebody reported for into the fewest that cover a span of months, and name what they leave out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from drafter.model.period import Period, PeriodType

_COARSE_TO_FINE = (PeriodType.YEAR, PeriodType.HALF, PeriodType.QUARTER, PeriodType.MONTH)
_MONTHS_IN = {PeriodType.YEAR: 12, PeriodType.HALF: 6, PeriodType.QUARTER: 3, PeriodType.MONTH: 1}
_GRAIN = {
    PeriodType.TERM: 0,
    PeriodType.HALF_TERM: 0,
    PeriodType.YEAR: 0,
    PeriodType.HALF: 1,
    PeriodType.NINE_MONTHS: 2,
    PeriodType.QUARTER: 2,
    PeriodType.MONTH: 3,
}


@dataclass(frozen=True)
class Cover:
    """Periods that follow one another without overlap, and the months (counted from year 0) that none of them has."""

    periods: tuple[Period, ...]
    missing: tuple[int, ...]


@cache
def months_of(period: Period) -> range:
    """Its months, counted from year 0, so that years and terms are stretches of one line."""
    return months_between(period.start, period.end)


def months_between(start: date, end: date) -> range:
    """The months from the one of `start` to the one of `end`, both included."""
    return range(start.year * 12 + start.month - 1, end.year * 12 + end.month)


def cover(available: Iterable[Period], months: range) -> Cover:
    """The choice of periods that leaves the fewest months uncovered, and of such choices the one of fewest periods.

    So a quarter is taken rather than its months, and its months where the quarter itself was not reported.
    """
    return _cover(frozenset(available), months)


@lru_cache(maxsize=1024)  # thousands of units report for the same few periods
def _cover(available: frozenset[Period], months: range) -> Cover:
    starting: dict[int, list[tuple[Period, int]]] = {}
    for period in sorted(available, key=lambda p: (p.start, p.end, p.type)):
        span = months_of(period)
        if span.start in months and span.stop <= months.stop:
            starting.setdefault(span.start, []).append((period, span.stop))
    best: dict[int, tuple[int, int, Period | None]] = {months.stop: (0, 0, None)}
    for month in reversed(months):
        choices: list[tuple[int, int, Period | None]] = [(best[month + 1][0] + 1, best[month + 1][1], None)]
        choices += [(best[stop][0], best[stop][1] + 1, period) for period, stop in starting.get(month, [])]
        best[month] = min(choices, key=lambda choice: choice[:2])
    return _walked(best, months)


def named(missing: Collection[int], months: range, given: Iterable[Period]) -> tuple[Period, ...]:
    """The missing months as the periods people report for: months where anybody reports by month, else quarters, …"""
    if not missing:
        return ()
    finest = max((_GRAIN[period.type] for period in given if months_of(period).start in months), default=0)
    left, found = sorted(set(missing)), []
    while left:
        period = next(p for p in _beginning_at(left[0], finest) if set(months_of(p)) <= set(left))
        found.append(period)
        left = [month for month in left if month not in months_of(period)]
    return tuple(found)


def _walked(best: dict[int, tuple[int, int, Period | None]], months: range) -> Cover:
    periods, missing, month = [], [], months.start
    while month < months.stop:
        period = best[month][2]
        if period is None:
            missing.append(month)
            month += 1
        else:
            periods.append(period)
            month = months_of(period).stop
    return Cover(tuple(periods), tuple(missing))


def _beginning_at(month: int, finest: int) -> Iterable[Period]:
    """Periods that begin in that month, from the coarsest allowed to the month itself."""
    year, offset = divmod(month, 12)
    for type_ in _COARSE_TO_FINE[finest:]:
        length = _MONTHS_IN[type_]
        if offset % length == 0:
            yield Period(type_, year, 0 if type_ is PeriodType.YEAR else offset // length + 1)

"""Turn one organisation's months and quarters into its half, nine months, year or term, and into «luỹ kế».

Flows add up, and the months nobody reported are named; stocks take the last value; rates are recomputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from drafter.indicators.calendar_cover import months_of
from drafter.indicators.span_rates import PartKinds, own_parts, rate_over_time
from drafter.indicators.spans import Accumulated, Series, as_given, over_time, reported
from drafter.model.figure import Figure
from drafter.model.indicator import Aggregate, Indicator, Kind
from drafter.model.period import Period


def accumulate(
    indicator: Indicator,
    figures: Iterable[Figure],
    period: Period,
    organisation: str,
    catalogue: Mapping[str, Indicator] | None = None,
    part_kinds: PartKinds | None = None,
) -> Accumulated:
    """The indicator over `period` from whatever shorter periods `organisation` reported for, or `period` itself.

    A rate of two indicators follows their kinds, so `catalogue` must hold them (KeyError if not). A rate whose parts
    stand in its own row does not say whether they are counts of the period or states at its end: `part_kinds` does;
    without it they are counts of the period (FLOW) for a rate and states (STOCK) for a ratio n/N. Raises ValueError
    for two figures of one key.
    """
    blank = Accumulated(indicator.code, organisation, period.start, period.end)
    return _accumulated(indicator, tuple(figures), blank, catalogue or {}, part_kinds)


def year_to_date(
    indicator: Indicator,
    figures: Iterable[Figure],
    through: Period,
    organisation: str,
    catalogue: Mapping[str, Indicator] | None = None,
    part_kinds: PartKinds | None = None,
) -> Accumulated:
    """«Luỹ kế»: as `accumulate`, from 1 January of the year in which `through` ends to its last day."""
    blank = Accumulated(indicator.code, organisation, date(through.end.year, 1, 1), through.end)
    return _accumulated(indicator, tuple(figures), blank, catalogue or {}, part_kinds)


def _accumulated(
    indicator: Indicator,
    figures: tuple[Figure, ...],
    blank: Accumulated,
    catalogue: Mapping[str, Indicator],
    part_kinds: PartKinds | None,
) -> Accumulated:
    own = _series(figures, indicator.code, blank)
    if indicator.kind is Kind.DERIVED or indicator.aggregate in (Aggregate.COUNT, Aggregate.WEIGHTED):
        found = _whole_only(own, blank)
    elif indicator.kind in (Kind.FLOW, Kind.STOCK):
        found = over_time(indicator.kind, own, blank)
    else:
        above, below = (_series(figures, code, blank) for code in (indicator.numerator, indicator.denominator))
        if above and below:
            kinds = (catalogue[indicator.numerator].kind, catalogue[indicator.denominator].kind)
        else:
            above, below = own_parts(indicator, own)
            default = Kind.STOCK if indicator.kind is Kind.RATIO else Kind.FLOW
            kinds = part_kinds or (default, default)
        found = rate_over_time(indicator, own, above, below, kinds, blank)
    if found.value is None and not found.reason:
        return replace(found, reason="chưa có kỳ nào báo số liệu")
    return found


def _whole_only(own: Series, blank: Accumulated) -> Accumulated:
    """Averages per head and counts of lists: only what was reported for the very span stands for it."""
    rows = reported(own)
    for period, figure in rows.items():
        if months_of(period) == blank.months:
            return as_given(figure, blank)
    if not rows:
        return replace(blank, missing=over_time(Kind.FLOW, own, blank).missing)
    why = "không tổng hợp được: số bình quân và số đếm của cả kỳ không cộng được từ các kỳ ngắn hơn"
    return replace(blank, summable=False, reason=why, contributions=tuple(rows.values()))


def _series(figures: Iterable[Figure], code: str, blank: Accumulated) -> Series:
    """The figures of one indicator and organisation whose period lies within the span."""
    found: dict[Period, Figure] = {}
    span = blank.months
    for figure in figures:
        if (figure.key.indicator, figure.key.organisation) != (code, blank.organisation):
            continue
        months = months_of(figure.key.period)
        if not (span.start <= months.start and months.stop <= span.stop):
            continue
        if figure.key.period in found:
            raise ValueError(f"two figures for {figure.key}")
        found[figure.key.period] = figure
    return found

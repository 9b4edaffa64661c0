"""Turn a rate's parts of shorter periods into its rate over a longer one, or say why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from drafter.indicators.calendar_cover import months_of
from drafter.indicators.exact import as_decimal, combined, opposite, scale
from drafter.indicators.spans import Accumulated, Series, as_given, last, latest, over_time, reported
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period

PartKinds = tuple[Kind, Kind]
"""How a rate's numerator and denominator behave in time: each a FLOW or a STOCK."""


def rate_over_time(
    indicator: Indicator, own: Series, above: Series, below: Series, kinds: PartKinds, blank: Accumulated
) -> Accumulated:
    """The quotient of the accumulated parts. `own` is the rate's own row, `above` and `below` the series of its parts.

    A rate given without its parts stands only for the very period it was given for: for the whole span, or for its end
    where both parts are stocks.
    """
    above, below = _both(above, below) if kinds[0] is kinds[1] else (reported(above), reported(below))
    bare = {p: f for p, f in reported(own).items() if not (p in above and p in below)}
    if (alone := _standing_alone(bare, above, kinds, blank)) is not None:
        return last({**own, alone: bare[alone]}, blank) if kinds[1] is Kind.STOCK else as_given(bare[alone], blank)
    over = over_time(kinds[0], {**_empty(own), **above}, blank)
    under = over_time(kinds[1], {**_empty(own), **below}, blank)
    found = replace(
        blank,
        contributions=_used((*over.contributions, *under.contributions), own, indicator),
        missing=tuple(dict.fromkeys((*over.missing, *under.missing))),
    )
    if without := _uncovered(bare, found.missing):
        words = ", ".join(period.words for period in without)
        what = "chỉ báo tử số, thiếu mẫu số" if indicator.kind is Kind.RATIO else "chỉ báo tỷ lệ, thiếu tử số, mẫu số"
        return replace(found, summable=False, reason=f"không tổng hợp được: {words} {what}")
    return _divided(indicator, over, under, found)


def own_parts(indicator: Indicator, own: Series) -> tuple[Series, Series]:
    """The numerators and the denominators that stand in the rate's own row."""
    counts = {
        period: figure.value if indicator.kind is Kind.RATIO and figure.numerator is None else figure.numerator
        for period, figure in own.items()
    }
    return (
        {period: replace(figure, value=counts[period]) for period, figure in own.items()},
        {period: replace(figure, value=figure.denominator) for period, figure in own.items()},
    )


def _divided(indicator: Indicator, over: Accumulated, under: Accumulated, found: Accumulated) -> Accumulated:
    if over.exact is None or under.exact is None:
        return found
    found = replace(
        found,
        numerator=over.value,
        denominator=under.value,
        qualifier=combined((over.qualifier, opposite(under.qualifier))),
    )
    if indicator.kind is Kind.RATIO:
        return replace(found, value=over.value, exact=over.exact)
    if under.exact == 0:
        return replace(found, summable=False, reason="không tổng hợp được: tổng mẫu số bằng 0")
    exact = over.exact * scale(indicator) / under.exact
    return replace(found, value=as_decimal(exact), exact=exact)


def _both(above: Series, below: Series) -> tuple[Series, Series]:
    """Only the periods that gave both: a month with one of the two would tilt the rate."""
    first, second = reported(above), reported(below)
    return {p: f for p, f in first.items() if p in second}, {p: f for p, f in second.items() if p in first}


def _standing_alone(bare: Series, paired: Series, kinds: PartKinds, blank: Accumulated) -> Period | None:
    """The period whose bare rate is the rate of the span, if there is one."""
    if not bare:
        return None
    period = latest(bare)
    if kinds == (Kind.STOCK, Kind.STOCK):
        return period if not paired or latest((*paired, period)) == period else None
    whole = months_of(period) == blank.months and over_time(kinds[0], paired, blank).missing
    return period if whole else None


def _uncovered(bare: Iterable[Period], missing: Iterable[Period]) -> tuple[Period, ...]:
    """The periods with a bare rate that the parts do not cover: the quotient would leave them out unsaid."""
    months = {month for period in missing for month in months_of(period)}
    return tuple(sorted((p for p in bare if months & set(months_of(p))), key=lambda p: (p.start, p.end)))


def _used(figures: Iterable[Figure], own: Mapping[Period, Figure], indicator: Indicator) -> tuple[Figure, ...]:
    """The figures as they were reported: parts of one row are that row again, once."""
    return tuple(dict.fromkeys(own[f.key.period] if f.key.indicator == indicator.code else f for f in figures))


def _empty(own: Series) -> dict[Period, Figure]:
    """The row's periods without values: how often it reports is known even where the parts are not given."""
    return {period: replace(figure, value=None) for period, figure in own.items()}

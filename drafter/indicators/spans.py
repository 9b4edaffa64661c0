"""Turn one organisation's figures of shorter periods into one of a longer: flows added, stocks taken last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from drafter.indicators.calendar_cover import cover, months_between, months_of, named
from drafter.indicators.exact import add, combined
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Kind
from drafter.model.period import Period

Series = Mapping[Period, Figure]
"""One indicator of one organisation by period, the unreported ones too: they tell how often it reports."""


@dataclass(frozen=True)
class Accumulated:
    """One indicator of one organisation from `start` to `end`, and what it is made of.

    `missing` are the periods inside that nobody reported: they are not in the value and not zero. For a stock they are
    those after the last value known. `value` is None when nothing was reported or when it does not add up over time
    (`summable` False, `reason` in Vietnamese). `exact` is the value unrounded.
    """

    indicator: str
    organisation: str
    start: date
    end: date
    value: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    contributions: tuple[Figure, ...] = ()
    missing: tuple[Period, ...] = ()
    summable: bool = True
    reason: str = ""
    exact: Fraction | None = None

    @property
    def months(self) -> range:
        """The months it is about, counted from year 0."""
        return months_between(self.start, self.end)

    def put_into(self, row: Figure) -> Figure:
        """The row of the whole period with this result in it, ready to be added to the other units'.

        The row keeps its target and note; its source is that of the last period that went in.
        """
        return replace(
            row,
            value=self.value,
            qualifier=self.qualifier,
            numerator=self.numerator,
            denominator=self.denominator,
            source=self.contributions[-1].source if self.contributions else row.source,
        )


def over_time(kind: Kind, series: Series, blank: Accumulated) -> Accumulated:
    """The series as its kind behaves in time. `blank` says what it is about."""
    return last(series, blank) if kind is Kind.STOCK else added(series, blank)


def added(series: Series, blank: Accumulated) -> Accumulated:
    """A flow: the sum of the periods that cover the span, and the months that none of them does."""
    rows = reported(series)
    chosen = cover(rows, blank.months)
    used = tuple(rows[period] for period in chosen.periods)
    value = add(figure.value for figure in used if figure.value is not None) if used else None
    return replace(
        blank,
        value=value,
        exact=None if value is None else Fraction(value),
        qualifier=combined(figure.qualifier for figure in used),
        contributions=used,
        missing=named(chosen.missing, blank.months, series),
    )


def last(series: Series, blank: Accumulated) -> Accumulated:
    """A stock: the last value known, and the periods after it, of which nothing is known."""
    rows = reported(series)
    if not rows:
        return replace(blank, missing=named(blank.months, blank.months, series))
    period = latest(rows)
    after = range(months_of(period).stop, blank.months.stop)
    return replace(as_given(rows[period], blank), missing=named(after, blank.months, series))


def as_given(figure: Figure, blank: Accumulated) -> Accumulated:
    """A single figure standing for the whole span."""
    return replace(
        blank,
        value=figure.value,
        exact=None if figure.value is None else Fraction(figure.value),
        qualifier=figure.qualifier,
        numerator=figure.numerator,
        denominator=figure.denominator,
        contributions=(figure,),
    )


def reported(series: Series) -> dict[Period, Figure]:
    """Only the periods that have a value."""
    return {period: figure for period, figure in series.items() if figure.value is not None}


def latest(periods: Iterable[Period]) -> Period:
    """The period that ends last; of those that end on one day, the longest, which was reported with most at hand."""
    return max(periods, key=lambda period: (period.end, -period.start.toordinal()))

"""Turn the totals of a term's years into those of the term: sums stay, rates are not made up, states are the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period
from drafter.model.result import Total

Totals = Mapping[str, Total]
"""Totals by indicator code."""


def totals_of_span(
    found: Totals, whole: Totals, years: Mapping[Period, Totals], indicators: Mapping[str, Indicator]
) -> Totals:
    """The totals of a term or half-term; `found` unchanged where `whole`, what was reported for the span, is empty.

    `found` are those put together unit by unit. A rate is only the one reported for the span: over its years it is of
    other people. A state is the last year's, of all units at one time, as that year's own papers have it.
    """
    totals = dict(found)
    for code, reported in whole.items():
        kind = indicators[code].kind
        if kind is Kind.RATE or (kind is Kind.STOCK and reported.exact is not None):
            totals[code] = reported
        elif kind is Kind.STOCK:
            in_order = sorted(years.items(), key=lambda item: item[0].end)
            told = [of[code] for _, of in in_order if of[code].exact is not None]
            totals[code] = _as_of(found[code].period, told[-1]) if told else found[code]
    return totals


def _as_of(span: Period, total: Total) -> Total:
    """A year's total as the state at the end of a span."""
    figures = tuple(replace(figure, key=replace(figure.key, period=span)) for figure in total.contributions)
    return replace(total, period=span, contributions=figures)

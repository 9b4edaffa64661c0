"""Turn loose figures into one period's book, where each unit's figure of each indicator is found once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.model.figure import Figure
from drafter.model.period import Period

Book = Mapping[tuple[str, str], Figure]
"""One period's figures by indicator code and organisation code."""


def book(figures: Iterable[Figure], period: Period) -> Book:
    """The figures of one period. Raises ValueError for two of the same key: one of them would silently be lost."""
    found: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = figure.key
        if key.period is not period and key.period != period:  # mostly the very same: a look is faster than comparing
            continue
        place = (key.indicator, key.organisation)
        if place in found:
            raise ValueError(f"two figures for {figure.key}")
        found[place] = figure
    return found


def reported_by(code: str, shelf: Book, units: tuple[str, ...]) -> dict[str, Figure]:
    """The figures with a value, by unit, in the order of `units`."""
    if not shelf:
        return {}
    found = ((unit, shelf.get((code, unit))) for unit in units)
    return {unit: figure for unit, figure in found if figure is not None and figure.value is not None}


def missing_from(units: tuple[str, ...], given: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(unit for unit in units if unit not in given) if given else units

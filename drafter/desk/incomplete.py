"""Turn figures put together from shorter periods into what to ask about them: stretches and rows that are lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.desk.gather import PeriodFigures
from drafter.desk.problems import INCOMPLETE, NOT_ADDED, PASSED_ON
from drafter.desk.workspace import Workspace
from drafter.indicators.check_case import title
from drafter.model.period import Period
from drafter.model.problem import Place, Problem
from drafter.wording.lists import and_list, and_others

_NAMED = 3  # so many rows are named in a question, the others are counted
_ASKED_ONE_BY_ONE = 5  # more units that lack the same are asked about in one question


def incomplete(ws: Workspace, period: Period, held: PeriodFigures) -> tuple[Problem, ...]:
    """What is not whole in the figures that were put together from shorter periods, a question a unit and stretch.

    A unit is not asked for the time before it stood or after it was merged away.
    """
    lacking: dict[tuple[str, tuple[Period, ...], str], list[str]] = {}
    for found in held.put_together:
        unit = ws.organisations[found.organisation]
        stood = tuple(each for each in found.missing if unit.on(each.start) or unit.on(each.end))
        missing = stood if found.value is not None else ()  # what nobody gave at all is a gap in the paper already
        if missing or not found.summable:
            about = (found.organisation, missing, found.reason)
            lacking.setdefault(about, []).append(title(ws.catalogue.by_code[found.indicator]))
    names = ws.names(period)
    gone: dict[str, list[str]] = {}
    for figure in held.passed_on:
        gone.setdefault(figure.key.organisation, []).append(title(ws.catalogue.by_code[figure.key.indicator]))
    passed = (
        PASSED_ON.at(
            Place(text=names[code]), unit=names[code], rows=and_others(rows, _NAMED, "chỉ tiêu"), period=period.words
        )
        for code, rows in gone.items()
    )
    return (*passed, *_lacking(names, period, lacking))


def _lacking(
    names: Mapping[str, str], period: Period, lacking: Mapping[tuple[str, tuple[Period, ...], str], list[str]]
) -> tuple[Problem, ...]:
    """A question a unit and stretch; one for all units where the same stretch lacks in many, as in a term's years."""
    alike: dict[tuple[tuple[Period, ...], str], list[tuple[str, list[str]]]] = {}
    for (organisation, missing, reason), rows in lacking.items():
        alike.setdefault((missing, reason), []).append((names[organisation], rows))
    found: list[Problem] = []
    for (missing, reason), units in alike.items():
        if len(units) > _ASKED_ONE_BY_ONE:
            whose = and_others([unit for unit, _ in units], _NAMED, "đơn vị")
            all_rows = list(dict.fromkeys(row for _, rows in units for row in rows))
            units = [(f"{len(units)} đơn vị ({whose})", all_rows)]
        found += [_lack(unit, rows, missing, reason, period) for unit, rows in units]
    return tuple(found)


def _lack(unit: str, rows: Sequence[str], missing: tuple[Period, ...], reason: str, period: Period) -> Problem:
    return (NOT_ADDED if reason else INCOMPLETE).at(
        Place(text=unit),
        unit=unit,
        rows=and_others(rows, _NAMED, "chỉ tiêu"),
        missing=and_list(each.words for each in missing),
        period=period.words,
        reason=reason,
    )

"""Turn one indicator of a period into all that stands behind it: how it is worked out, of what, and how it went on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from drafter.desk.correct import figure_key
from drafter.desk.evidence import Evidence, of_unit
from drafter.desk.gather import Scope, gather, paper_day, period_totals, scope_of
from drafter.desk.to_date import year_to_date
from drafter.desk.tracing.derivation import Derivation
from drafter.desk.tracing.figure_origins import figure_origin
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Kind
from drafter.indicators.results import change_of, percent_of_target, verdict_of
from drafter.indicators.totals import as_printed
from drafter.model.figure import Figure, FigureKey
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.result import Change, Total, Verdict
from drafter.store.store import Store
from drafter.wording.percents import percent

_YEARS = 6
_ASPECTS = ("", "chi_tieu", "ty_le", "so_sanh")


@dataclass(frozen=True)
class UnitValue:
    """What one unit gave. `total` is the unit's part as a total of its own; `value` None: it gave nothing usable."""

    code: str
    name: str
    total: Total


@dataclass(frozen=True)
class IndicatorSheet:
    """One indicator of a period. `origins` are how its value, target, percent and change come about, those there are.

    `years` are the totals of the same period in the years up to this one, the earliest first; a year in which nobody
    gave it keeps its place, with a total of no value. `missing` are the names of the units that owe it.
    """

    indicator: Indicator
    total: Total
    previous: Total | None
    verdict: Verdict | None
    percent_of_target: str
    change: Change | None
    origins: tuple[Derivation, ...]
    units: tuple[UnitValue, ...]
    years: tuple[tuple[Period, Total], ...]
    missing: tuple[str, ...]


def indicator_sheet(
    ws: Workspace, store: Store, period: Period, code: str, *, today: date, organisation: str | None = None
) -> IndicatorSheet:
    """Everything about one indicator, over the office or one of its units. Raises DeskError."""
    scope = scope_of(ws, period, organisation)
    figure_key(ws, code, scope.organisation, period)
    ws = ws.looked_at_for(code)
    indicator = ws.catalogue.by_code[code]
    evidence = _evidence(ws, store, period, scope, today)
    total = evidence.paper.totals[code]
    previous = evidence.paper.previous.get(code)
    key = FigureKey(code, scope.organisation, period)
    origins = [figure_origin(evidence, f"{key}#{aspect}" if aspect else str(key)) for aspect in _ASPECTS]
    share = percent_of_target(total)
    names = ws.names(period)
    return IndicatorSheet(
        indicator=indicator,
        total=total,
        previous=previous,
        verdict=verdict_of(total),
        percent_of_target="" if share is None else percent(share, ws.settings.style),
        change=change_of(total, previous),
        origins=tuple(dict.fromkeys(origin for origin in origins if origin is not None)),
        units=tuple(_units(names, indicator, total)),
        years=_years(ws, store, period, code, organisation),
        missing=tuple(names.get(unit, unit) for unit in total.missing),
    )


def _evidence(ws: Workspace, store: Store, period: Period, scope: Scope, today: date) -> Evidence:
    """What a paper that says nothing but figures would be made of."""
    plain = Kind(code="", title="", type_name="", symbol="", subject="", periods=(period.type,))
    day = paper_day(period, today, ws.organisation(scope.organisation).last_day)
    paper = gather(ws, store, plain, period, scope, day)
    return Evidence(ws, store, replace(paper, to_date=year_to_date(ws, store, period, scope)))


def _units(names: Mapping[str, str], indicator: Indicator, total: Total) -> list[UnitValue]:
    """What each unit gave. Each is worked out of its own figures: among those of thousands it would be sought again."""
    own: dict[str, list[Figure]] = {}
    for figure in total.contributions:
        own.setdefault(figure.key.organisation, []).append(figure)
    return [
        UnitValue(unit, names.get(unit, unit), of_unit(replace(total, contributions=tuple(figures)), unit, indicator))
        for unit, figures in own.items()
        if unit != total.organisation
    ]


def _years(
    ws: Workspace, store: Store, period: Period, code: str, organisation: str | None
) -> tuple[tuple[Period, Total], ...]:
    """The totals of the years before and of this one, from the first that the store knows anything of."""
    periods = [period]
    while len(periods) < _YEARS and (before := periods[0].same_period_last_year()) is not None:
        periods.insert(0, before)
    known = store.periods()
    told = [one for one in periods if one == period or any(one.contains(each) for each in known)]
    first = periods.index(told[0])
    totals = ((one, _total(ws, store, one, code, organisation)) for one in periods[first:])
    return tuple((one, total if one == period else as_printed(total)) for one, total in totals)


def _total(ws: Workspace, store: Store, period: Period, code: str, organisation: str | None) -> Total:
    return period_totals(ws, store, period, scope_of(ws, period, organisation))[code]

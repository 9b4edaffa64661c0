"""Turn what the store holds from 1 January to a period's end into the year to date (luỹ kế), and what that lacks."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.desk.gather import PeriodFigures, Scope, period_figures, period_totals, totals_before
from drafter.desk.workspace import Workspace
from drafter.model.indicator import Kind
from drafter.model.period import Period, PeriodType
from drafter.render.paper import Lack, ToDate
from drafter.store.store import Store


def year_to_date(ws: Workspace, store: Store, period: Period, scope: Scope) -> ToDate | None:
    """The year to date of a period shorter than a year; None of any other, and where the span has no name of its own.

    The plan is the office's own for the year: a unit's share of it is no plan of the whole.
    """
    span = period.to_date() if period.within_a_year else None
    if span is None:
        return None
    held = period_figures(ws, store, span, scope)
    own = ws.office.organisation.code
    planned = Scope(own, (), (own,)) if scope.organisation == own else scope
    year = Period(PeriodType.YEAR, period.year)
    return ToDate(
        period=span,
        totals=period_totals(ws, store, span, scope),
        previous=totals_before(ws, store, span.same_period_last_year(), scope.organisation),
        plan=period_totals(ws, store, year, planned),
        lacking=_lacking(ws, held),
    )


def _lacking(ws: Workspace, held: PeriodFigures) -> Mapping[str, tuple[Lack, ...]]:
    """By indicator, the units of which a stretch in which they stood is lacking: a sum leaves it out, a state is older.

    Of a rate nothing is said: what it is of may be held once a year.
    """
    found: dict[str, list[Lack]] = {}
    for one in held.put_together:
        unit = ws.organisations[one.organisation]
        missing = tuple(each for each in one.missing if unit.on(each.start) or unit.on(each.end))
        told_of = ws.catalogue.by_code[one.indicator].kind in (Kind.FLOW, Kind.STOCK)
        if one.value is not None and missing and told_of:
            found.setdefault(one.indicator, []).append(Lack(one.organisation, missing))
    return {code: tuple(lacks) for code, lacks in found.items()}

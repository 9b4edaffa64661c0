"""Turn an office and a kind into a paper of made-up content, in which everything there can be is there.

A template is held against it: a value that the paper does not have is one that no real paper will have. What the
rehearsal says is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from drafter.desk.gather import gather, paper_day, scope_of, totals_of
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Kind
from drafter.indicators.book import book
from drafter.model.award import Award, Recipient
from drafter.model.figure import Figure, FigureKey
from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.model.narrative import Narrative, Topic
from drafter.model.period import Period, PeriodType
from drafter.model.register import Row, Value
from drafter.model.result import Total
from drafter.render.paper import Paper, ToDate
from drafter.standards.registers import ColumnKind, RegisterColumn, RegisterForm
from drafter.store.store import Store

_ROWS = 2


def rehearsal(ws: Workspace, store: Store, kind: Kind, today: date) -> Paper:
    """A paper of this kind for a period near `today` in which every figure, register and paragraph is given.

    Raises DeskError where the office does not stand in any such period.
    """
    last = ws.office.organisation.last_day
    period = _period(kind, min(today, last) if last else today)
    scope = scope_of(ws, period)
    units = scope.expected or (scope.organisation,)
    paper = gather(ws, store, kind, period, scope, paper_day(period, today, last))
    rows = {code: tuple(_rows(ws, ws.registers.get(code), units, period)) for code in kind.registers}
    before = period.same_period_last_year()
    given = _totals(ws, period, units)
    return replace(
        paper,
        totals=given,
        previous=_totals(ws, before, units) if before else {},
        next_targets=_totals(ws, period.following(), units),
        awards=tuple(_awards(ws, period, scope.organisation)),
        narratives=tuple(_narratives(ws, period, scope.organisation)),
        registers=rows,
        earlier_registers=rows,
        next_registers=rows,
        years={year: _totals(ws, year, units) for year in period.parts(PeriodType.YEAR) if period.end_year},
        whole=given if period.end_year else {},
        unit_totals={unit: _totals(ws, period, (unit,)) for unit in units},
        to_date=_to_date(ws, period, units),
    )


def _period(kind: Kind, near: date) -> Period:
    """A period of the kind's first type that is over, or nearly, on that day."""
    year = near.year - 1
    codes = {
        PeriodType.MONTH: f"{year}-12",
        PeriodType.QUARTER: f"{year}-Q2",
        PeriodType.HALF: f"{year}-H1",
        PeriodType.NINE_MONTHS: f"{year}-9M",
        PeriodType.YEAR: f"{year}",
        PeriodType.HALF_TERM: f"NK{year - 4}-{year + 1}/1",
        PeriodType.TERM: f"NK{year - 5}-{year}",
    }
    return Period.parse(codes[kind.periods[0]])


def _to_date(ws: Workspace, period: Period, units: Sequence[str]) -> ToDate | None:
    span, before = (period.to_date(), period.same_period_last_year()) if period.within_a_year else (None, None)
    if span is None or before is None:
        return None
    earlier = span.same_period_last_year() or span
    year = Period(PeriodType.YEAR, period.year)
    totals = _totals(ws, span, units)
    return ToDate(span, totals, _totals(ws, earlier, units), _totals(ws, year, units), {})


def _totals(ws: Workspace, period: Period, units: Sequence[str]) -> Mapping[str, Total]:
    figures = (
        _figure(one, unit, period)
        for one in ws.catalogue.indicators
        if one.kind is not Behaviour.DERIVED
        for unit in units
    )
    return totals_of(ws, book(figures, period), period, scope_of(ws, period))


def _figure(indicator: Indicator, unit: str, period: Period) -> Figure:
    key = FigureKey(indicator.code, unit, period)
    if indicator.kind in (Behaviour.RATE, Behaviour.RATIO):
        target = Decimal(80) if indicator.has_target else None
        return Figure(key, Decimal(75), indicator.unit, numerator=Decimal(3), denominator=Decimal(4), target=target)
    value = Decimal("82.5") if indicator.value_type is ValueType.MONEY else Decimal(12)
    return Figure(key, value, indicator.unit, target=Decimal(10) if indicator.has_target else None)


def _awards(ws: Workspace, period: Period, organisation: str) -> Iterator[Award]:
    for form in ws.award_forms.forms:
        for recipient in Recipient:
            yield Award(organisation, period, form.code, "", recipient, _ROWS)


def _narratives(ws: Workspace, period: Period, organisation: str) -> Iterator[Narrative]:
    for topic in Topic:
        yield Narrative(organisation, period, topic, f"Nội dung thử về {topic.value}.")
    for group in ws.catalogue.groups:
        yield Narrative(organisation, period, Topic.HIGHLIGHT, "Nội dung thử.", group)


def _rows(ws: Workspace, form: RegisterForm | None, units: Sequence[str], period: Period) -> Iterator[Row]:
    """Rows in which every column is filled, so many that every choice, unit and form of award is among them."""
    if form is None:
        return
    awards = len(ws.award_forms.forms) if form.of_kind(ColumnKind.AWARD_FORM) else 0
    most = max([_ROWS, len(units), awards, *(len(column.choices) for column in form.columns)])
    for number in range(most):
        values = {column.code: _value(ws, column, units, period, number) for column in form.columns}
        yield Row(units[number % len(units)], values)


def _value(ws: Workspace, column: RegisterColumn, units: Sequence[str], period: Period, number: int) -> Value:
    indicators, forms = ws.catalogue.indicators, ws.award_forms.forms
    match column.kind:
        case ColumnKind.WHOLE | ColumnKind.NUMBER | ColumnKind.MONEY | ColumnKind.PERCENT:
            return Decimal(10)
        case ColumnKind.DATE:
            return period.end
        case ColumnKind.YES_NO:
            return True
        case ColumnKind.CHOICE:
            return list(column.choices)[number % len(column.choices)]
        case ColumnKind.UNIT:
            return units[number % len(units)]
        case ColumnKind.INDICATOR:
            return indicators[number % len(indicators)].code
        case ColumnKind.AWARD_FORM:
            return forms[number % len(forms)].code
        case ColumnKind.RECIPIENT:
            return list(Recipient)[number % 2].value
        case ColumnKind.TEXT:
            return f"Nội dung {number + 1}"

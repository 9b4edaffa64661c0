"""Turn a period's figures into rows a person can follow: total, target, comparison, and the cell of each source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from drafter.awards.checks import check_awards
from drafter.desk.clashing_totals import clashing_totals
from drafter.desk.gather import (
    PeriodFigures,
    Scope,
    parts_of,
    period_figures,
    period_totals,
    scope_of,
    scoped_awards,
    totals_before,
)
from drafter.desk.incomplete import incomplete
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.indicators.check_case import amount, title
from drafter.indicators.checks import Round, check_round
from drafter.indicators.results import change_of, percent_of_target, verdict_of
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity, by_severity
from drafter.model.result import Change, Total, Verdict
from drafter.store.store import Store
from drafter.store.versions import REPORTS
from drafter.wording.lists import and_others
from drafter.wording.percents import percent

PRINTED_OTHERWISE = ProblemKind(
    code="W181",
    severity=Severity.NOTE,
    title="Văn bản đã ghi số khác số cộng từ biểu",
    what="{period}: {found}; văn bản các kỳ sau so với số đã ghi trong văn bản",
    fix="không phải sửa nếu văn bản đúng; nếu văn bản sai thì báo người ký, nếu biểu sai thì đơn vị gửi lại biểu",
)
KINDS = (PRINTED_OTHERWISE,)

_NAMED = 3


@dataclass(frozen=True)
class FigureRow:
    """One indicator of a period: its total, the same period a year before, verdict and change where there are any."""

    indicator: Indicator
    total: Total
    previous: Total | None
    verdict: Verdict | None
    percent_of_target: str
    change: Change | None

    @property
    def coverage(self) -> str:
        """How many units the total is of («4/23 đơn vị»); empty where it is of all that owe it, or there is none."""
        given, missing = len(self.total.units), len(self.total.missing)
        return f"{given}/{given + missing} đơn vị" if given and missing else ""


@dataclass(frozen=True)
class FigureTable:
    """The figures of a period. `names` gives unit codes their names; `problems` are what the checks ask about."""

    period: Period
    rows: tuple[FigureRow, ...]
    names: Mapping[str, str]
    problems: tuple[Problem, ...]


def figure_table(ws: Workspace, store: Store, period: Period, organisation: str | None = None) -> FigureTable:
    """Every indicator that anybody reported for the period, with its checks. Raises DeskError."""
    scope = scope_of(ws, period, organisation)
    now = period_totals(ws, store, period, scope)
    earlier = totals_before(ws, store, period.same_period_last_year(), organisation)
    rows = tuple(
        _row(ws, indicator, now[indicator.code], earlier.get(indicator.code))
        for indicator in ws.catalogue.indicators
        if now[indicator.code].contributions or now[indicator.code].value is not None
    )
    return FigureTable(period, rows, ws.names(period), check_figures(ws, store, period, scope))


def check_figures(ws: Workspace, store: Store, period: Period, scope: Scope) -> tuple[Problem, ...]:
    """What there is to ask about a period, the gravest first: figures that do not fit or are not whole, award lists.

    Figures are held against the period just before. The same period a year before is asked about too where it is not
    whole: every comparison would be with a part of it.
    """
    before, last_year = period.previous(), period.same_period_last_year()
    compared = last_year or before
    if len(scope.counted) == 1:
        return _questions(ws, store, period, before, compared, scope, None).all
    told_of = dict.fromkeys(part for each in (period, before, compared) for part in parts_of(store, each))
    return store.kept(
        ws,
        ("questions", period, scope),
        told_of,
        lambda last: _questions(ws, store, period, before, compared, scope, last),
    ).all


@dataclass(frozen=True)
class _Questions:
    """All that is asked about a period, and of it the round of checks, from which the next one starts."""

    all: tuple[Problem, ...]
    round: Round


def _questions(
    ws: Workspace,
    store: Store,
    period: Period,
    before: Period,
    compared: Period,
    scope: Scope,
    last: _Questions | None,
) -> _Questions:
    def figures_of(each: Period) -> PeriodFigures:
        return period_figures(ws, store, each, scope_of(ws, each, scope.organisation))

    held, names = period_figures(ws, store, period, scope), ws.names(period)
    asked = check_round(
        ws.catalogue.indicators,
        held.book,
        figures_of(before).book,
        scope.counted,
        period,
        scope.organisation,
        names,
        {code: organisation.sector for code, organisation in ws.organisations.items() if organisation.sector},
        last=last.round if last is not None else None,
    )
    clashing = clashing_totals(ws, period, period_totals(ws, store, period, scope)) if len(scope.counted) > 1 else ()
    found = (
        *clashing,
        *_printed_otherwise(ws, store, period, scope),
        *_printed_otherwise(ws, store, compared, scope_of(ws, compared, scope.organisation)),
        *_refused(ws, store, period, scope),
        *incomplete(ws, period, held),
        *incomplete(ws, compared, figures_of(compared)),
        *asked.problems,
        *check_awards(scoped_awards(store, period, scope), ws.award_forms.by_code, names, ws.office.granters),
    )
    return _Questions(by_severity(found), asked)


def _printed_otherwise(ws: Workspace, store: Store, period: Period, scope: Scope) -> tuple[Problem, ...]:
    """The figures of a period that an issued paper or a past report prints otherwise than units' forms add up to."""
    totals = period_totals(ws, store, period, scope)
    found = [(ws.catalogue.by_code[code], one) for code, one in totals.items() if one.beside is not None]
    if not found:
        return ()
    named = [_two_numbers(ws, indicator, one) for indicator, one in found[:_NAMED]]
    if len(found) > _NAMED:
        named.append(f"và {len(found) - _NAMED} chỉ tiêu khác")
    files = dict.fromkeys(one.beside.source.file for _, one in found if one.beside is not None)
    place = Place(and_others(tuple(files), _NAMED, "tệp"))
    return (PRINTED_OTHERWISE.at(place, period=period.words, found="; ".join(named)),)


def _two_numbers(ws: Workspace, indicator: Indicator, total: Total) -> str:
    printed, added = (_in_words(ws, one.value, indicator) for one in (total.beside or total, total))
    return f"{title(indicator)} văn bản ghi {printed}, biểu cộng được {added}"


def _in_words(ws: Workspace, value: Decimal | None, indicator: Indicator) -> str:
    if value is None:
        return "«chưa có số liệu»"
    return percent(value, ws.settings.style) if indicator.unit == "%" else amount(value, indicator.unit)


def _refused(ws: Workspace, store: Store, period: Period, scope: Scope) -> tuple[Problem, ...]:
    """What kept a figure or a whole form out, of the period and the periods within it."""
    names, counted = ws.names(period), frozenset(scope.counted)
    return tuple(
        problem
        for each in store.periods()
        if each == period or period.contains(each)
        for record in sorted(store.faulty(each), key=lambda one: bool(one.register))  # forms, then registers
        if record.register != REPORTS and record.organisation in counted and record.organisation in names
        if record.in_use or record.outstanding
        for problem in record.problems
        if problem.severity is Severity.ERROR
    )


def _row(ws: Workspace, indicator: Indicator, total: Total, previous: Total | None) -> FigureRow:
    share = percent_of_target(total)
    return FigureRow(
        indicator=indicator,
        total=total,
        previous=previous,
        verdict=verdict_of(total),
        percent_of_target="" if share is None else percent(share, ws.settings.style),
        change=change_of(total, previous),
    )


def save_figures(table: FigureTable, path: Path) -> Path:
    """Write the table to an Excel file, totals and sources; under the next version's name where the path is taken.

    Returns where it was written. Raises DeskError when it cannot be.
    """
    from drafter.render.figures_workbook import figures_workbook  # openpyxl: a draft has no use for it

    totals = (
        (
            "Mã",
            "Chỉ tiêu",
            "Đơn vị tính",
            "Mức độ",
            "Thực hiện",
            "Chỉ tiêu giao",
            "Tỷ lệ",
            "Đánh giá",
            "Cùng kỳ",
            "Cộng từ",
        ),
        [_total_cells(row) for row in table.rows],
    )
    sources = (
        ("Mã", "Chỉ tiêu", "Đơn vị", "Mức độ", "Giá trị", "Tử số", "Mẫu số", "Tệp", "Trang tính", "Ô", "Người nộp"),
        [_source_cells(table, row, figure) for row in table.rows for figure in row.total.contributions],
    )
    data = figures_workbook(totals, sources)
    stem, ending = path.stem, path.suffix.removeprefix(".") or "xlsx"
    try:
        target = versioned(path.parent, stem, ending, free_version(path.parent, [(stem, ending, data)]))
        save(target, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    return target


def _total_cells(row: FigureRow) -> tuple[object, ...]:
    total, indicator = row.total, row.indicator
    shown = total.value if total.summable else "không tổng hợp được"
    return (
        indicator.code,
        indicator.name,
        indicator.unit,
        total.qualifier.value,
        shown,
        total.target,
        row.percent_of_target,
        row.verdict.value if row.verdict else "",
        row.previous.value if row.previous else None,
        row.coverage,
    )


def _source_cells(table: FigureTable, row: FigureRow, figure: Figure) -> tuple[object, ...]:
    source = figure.source
    return (
        row.indicator.code,
        row.indicator.name,
        table.names.get(figure.key.organisation, figure.key.organisation),
        figure.qualifier.value,
        figure.value,
        figure.numerator,
        figure.denominator,
        source.file,
        source.sheet,
        source.cell,
        source.submitted_by,
    )

"""Số liệu: indicators by group, what is behind each number down to the cell and file, corrections, Excel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from pathlib import Path

from markupsafe import Markup
from starlette.responses import Response

from drafter.desk.correct import correct as correct_figure
from drafter.desk.correct import figure_key, versions
from drafter.desk.correct import undo as undo_figure
from drafter.desk.figure_sheet import IndicatorSheet, UnitValue, indicator_sheet
from drafter.desk.figures import FigureRow, FigureTable, figure_table, save_figures
from drafter.desk.originals import original, record_of
from drafter.desk.problems import DeskError
from drafter.model.figure import FigureKey
from drafter.model.indicator import Indicator
from drafter.model.problem import Problem
from drafter.model.result import Total, Verdict
from drafter.store.errors import StoreError
from drafter.store.phrases import value_words
from drafter.store.records import FigureVersion
from drafter.web import show as showing
from drafter.web.charts import Bar, bars, columns
from drafter.web.paging import part_of
from drafter.web.visit import Visit
from drafter.wording.comparisons import change_words
from drafter.wording.fold import unaccented
from drafter.wording.quantities import quantity

_BARS = 30  # units in one chart; a longer one is read in the table
FILTERS = (("chua-dat", "chưa đạt chỉ tiêu"), ("thieu", "có đơn vị chưa báo số"), ("trong", "chưa có số"))


@dataclass(frozen=True)
class Line:
    """One indicator as the table shows it. `printed`: what an issued paper prints, where that is something else."""

    row: FigureRow
    value: str
    target: str
    previous: str
    change: str
    printed: str = ""


def show(visit: Visit) -> Response:
    """The figures of a period by group."""
    table = table_of(visit)
    search, group, chosen = visit.query("tim"), visit.query("nhom"), visit.query("loc")
    rows = [row for row in table.rows if _fits(row, search, group, chosen)]
    groups = [
        (code, visit.ws.catalogue.groups.get(code, ""), [_line(visit, row) for row in of_group])
        for code, of_group in groupby(rows, key=lambda row: row.indicator.group)
    ]
    unit = visit.query("dv")
    return visit.page(
        "figures.html",
        title=f"Số liệu {table.period.words}",
        period=table.period,
        choices=visit.choices(),
        groups=groups,
        all_groups=_groups(visit, table),
        count=len(rows),
        total=len(table.rows),
        search=search,
        group=group,
        filter=chosen,
        filters=FILTERS,
        unit=unit,
        unit_name=table.names.get(unit, unit),
        questions=part_of(table.problems, visit.query("trang"), 20),
        command_text=_command("drafter figures", period=table.period, org=unit),
    )


def table_of(visit: Visit) -> FigureTable:
    """The figures of the period and unit asked for."""
    period, unit = visit.period, visit.query("dv") or None
    return visit.site.kept(("figures", period, unit), lambda: figure_table(visit.ws, visit.store, period, unit))


def export(visit: Visit) -> Response:
    """The same as an Excel file: totals on one sheet, every unit's figure with its cell on another."""
    table, unit = table_of(visit), visit.query("dv")
    with tempfile.TemporaryDirectory() as place:
        path = save_figures(table, Path(place) / "so-lieu.xlsx")
        whose = f" – {table.names.get(unit, unit)}" if unit else ""
        return showing.download(path.read_bytes(), f"Số liệu {table.period.words}{whose}.xlsx")


def indicator(visit: Visit) -> Response:
    """One indicator: what its total is worked out from, unit by unit, and how it went over the years."""
    code, unit, period = visit.query("ct"), visit.query("dv") or None, visit.period
    today = visit.now.date()
    sheet = visit.site.kept(
        ("indicator", code, unit, period, today),
        lambda: indicator_sheet(visit.ws, visit.store, period, code, today=today, organisation=unit),
    )
    names = visit.ws.names(period)
    main, *others = sheet.origins
    return visit.page(
        "indicator.html",
        title=f"{code} {sheet.indicator.name}",
        period=period,
        choices=visit.choices(),
        sheet=sheet,
        line=_sheet_line(visit, sheet),
        main=main,
        others=others,
        facts=part_of(main.facts, visit.query("trang")),
        unit=unit or "",
        unit_name=names.get(unit, "") if unit else "",
        charts=_charts(visit, sheet),
        unit_chart=_unit_chart(visit, sheet),
        parts=[
            visit.ws.catalogue.get(part) for part in (sheet.indicator.numerator, sheet.indicator.denominator) if part
        ],
        command_text=_command("drafter figures", period=period, org=unit or "", more="--sources"),
    )


def _parts(visit: Visit, of: Indicator) -> list[Indicator]:
    """The indicators that a rate is worked out from."""
    found = (visit.ws.catalogue.get(code) for code in (of.numerator, of.denominator) if code)
    return [one for one in found if one is not None]


def _charts(visit: Visit, sheet: IndicatorSheet) -> list[Markup]:
    """The result beside its target and the year before; the years, where more than one is known."""
    of, total = sheet.indicator, sheet.total
    beside = [Bar(total.period.words, total.value, _said(visit, of, total))]
    if total.target is not None:
        beside.append(Bar("chỉ tiêu giao", total.target, _quantity(visit, of, total.target), "target"))
    if sheet.previous is not None and sheet.previous.value is not None:
        earlier = sheet.previous
        beside.append(Bar(earlier.period.words, earlier.value, _said(visit, of, earlier), "earlier"))
    found = [bars("so-sanh", f"{of.name}: kết quả, chỉ tiêu, cùng kỳ", beside)] if len(beside) > 1 else []
    if sum(one.value is not None for _, one in sheet.years) > 1:
        years = [Bar(period.words, one.value, _said(visit, of, one)) for period, one in sheet.years]
        found.append(columns("cac-nam", f"{of.name} qua các năm", years))
    return found


def _unit_chart(visit: Visit, sheet: IndicatorSheet) -> Markup:
    """The units side by side, the largest first; empty for one alone."""
    of = sheet.indicator
    units = [one for one in sheet.units if one.total.value is not None]
    if len(units) < 2:
        return Markup()
    largest = sorted(units, key=lambda one: one.total.value or 0, reverse=True)[:_BARS]
    more = f" ({_BARS} đơn vị cao nhất)" if len(units) > _BARS else ""
    return bars("don-vi", f"{of.name} theo đơn vị{more}", [_unit_bar(visit, of, one) for one in largest])


def _unit_bar(visit: Visit, of: Indicator, one: UnitValue) -> Bar:
    unit = visit.ws.organisations.get(one.code)
    return Bar(unit.short_name if unit else one.name, one.total.value, _said(visit, of, one.total))


# -- one number of one unit ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VersionLine:
    """A version of a number: in words, with the file it was read from where there is one."""

    version: FigureVersion
    words: str
    file: str
    place: str


def number(visit: Visit) -> Response:
    """One number of one unit: its versions, the cell each was read from, the form to correct it."""
    return _number(visit, _key(visit))


def correct(visit: Visit) -> Response:
    """Lay a correction over it; refused where another change came in between."""
    key, body = _key(visit), visit.body
    try:
        correct_figure(
            visit.ws, visit.store, key, body.text("so"),
            reason=body.text("ly-do"), who=_who(visit), now=visit.now, seen=_seen(visit),
        )  # fmt: skip
    except DeskError as error:
        return _number(visit, key, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    except StoreError as error:
        return _number(visit, key, (error.problem,), HTTPStatus.CONFLICT)
    return _back(visit, key)


def undo(visit: Visit) -> Response:
    """Take the newest correction off."""
    key = _key(visit)
    try:
        undo_figure(
            visit.ws, visit.store, key, reason=visit.body.text("ly-do"), who=_who(visit), now=visit.now,
            seen=_seen(visit),
        )  # fmt: skip
    except StoreError as error:
        return _number(visit, key, (error.problem,), HTTPStatus.CONFLICT)
    return _back(visit, key)


def source_file(visit: Visit) -> Response:
    """The very file that a figure was read from."""
    given = visit.part("number")
    record = record_of(visit.store, visit.period, int(given)) if given.isdecimal() and len(given) < 12 else None
    if record is None:
        return visit.absent("kho số liệu không có tệp này")
    found = original(visit.ws, record)
    return showing.download(found.data, found.name)


def _key(visit: Visit) -> FigureKey:
    asked = [visit.query(name) or visit.body.text(name) for name in ("ct", "dv")]
    return figure_key(visit.ws, asked[0], asked[1], visit.period)


def _number(visit: Visit, key: FigureKey, problems: Sequence[Problem] = (), status: int = HTTPStatus.OK) -> Response:
    found = versions(visit.ws, visit.store, key)
    of = visit.ws.catalogue.by_code[key.indicator]
    unit = visit.ws.names(key.period).get(key.organisation, key.organisation)
    current = next((one for one in found if one.current), None)
    return visit.page(
        "figure.html",
        title=f"{key.indicator} {of.name}: {unit}",
        status=status,
        problems=problems,
        period=key.period,
        key=key,
        of=of,
        unit=unit,
        current=current,
        words=value_words(current.figure) if current else "chưa ai báo",
        lines=[_version(one) for one in reversed(found)],
        seen=len(found),
        corrected=key in visit.store.corrections((key.period,)),
        typed=visit.body.text("so"),
        reason=visit.body.text("ly-do"),
        who=visit.body.text("nguoi"),
        named=visit.shown,
        command_text=f"drafter correct {key.indicator} SỐ --org {key.organisation} --period {key.period} "
        '--who "HỌ TÊN" --reason "LÝ DO"',
    )


def _version(one: FigureVersion) -> VersionLine:
    source = one.figure.source if one.figure else None
    place = f"trang tính «{source.sheet}», ô {source.cell}" if source and source.sheet else ""
    return VersionLine(one, value_words(one.figure), source.file if source else "", place)


def _who(visit: Visit) -> str:
    return visit.shown or visit.body.text("nguoi")


def _seen(visit: Visit) -> int | None:
    given = visit.body.text("da-xem")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def _back(visit: Visit, key: FigureKey) -> Response:
    return visit.go("/so-lieu/so", ct=key.indicator, dv=key.organisation, ky=key.period)


# -- words ---------------------------------------------------------------------------------------------------------


def _fits(row: FigureRow, search: str, group: str, chosen: str) -> bool:
    words = unaccented(f"{row.indicator.code} {row.indicator.name}").casefold()
    if (search and unaccented(search).casefold() not in words) or (group and row.indicator.group != group):
        return False
    match chosen:
        case "chua-dat":
            return row.verdict is Verdict.NOT_MET
        case "thieu":
            return bool(row.total.missing)
        case "trong":
            return row.total.value is None
    return True


def _groups(visit: Visit, table: FigureTable) -> list[tuple[str, str]]:
    there = dict.fromkeys(row.indicator.group for row in table.rows)
    return [(code, visit.ws.catalogue.groups.get(code, "")) for code in there]


def _line(visit: Visit, row: FigureRow) -> Line:
    of, total, previous = row.indicator, row.total, row.previous
    return Line(
        row,
        value=_said(visit, of, total),
        target="" if total.target is None else _quantity(visit, of, total.target),
        previous="" if previous is None or previous.value is None else _said(visit, of, previous),
        change=change_words(row.change, of.unit, of.words, visit.ws.settings.style) or "",
        printed="" if total.beside is None else _quantity(visit, of, total.beside.value),
    )


def _sheet_line(visit: Visit, sheet: IndicatorSheet) -> Line:
    row = FigureRow(sheet.indicator, sheet.total, sheet.previous, sheet.verdict, sheet.percent_of_target, sheet.change)
    return _line(visit, row)


def _said(visit: Visit, of: Indicator, total: Total) -> str:
    """A total as it is printed; why there is none where it does not add up, empty where nobody gave it."""
    if total.exact is not None:
        return quantity(total.exact, of.unit, of.words, visit.ws.settings.style, total.qualifier)
    if not total.summable:
        return "không cộng được"
    return "" if total.value is None else _quantity(visit, of, total.value)


def _quantity(visit: Visit, of: Indicator, value: object) -> str:
    return quantity(value, of.unit, of.words, visit.ws.settings.style)  # type: ignore[arg-type]


def _command(start: str, *, period: object, org: str, more: str = "") -> str:
    return " ".join(_words(start, period, org, more))


def _words(start: str, period: object, org: str, more: str) -> Iterator[str]:
    yield f"{start} --period {period}"
    if org:
        yield f"--org {org}"
    if more:
        yield more

"""Turn a FormSpec into the sheet «Số liệu»: one row per indicator, last period and target beside the empty cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import drafter.intake.form_style as style
from drafter.intake.form_layout import (
    AUTHOR_LABEL,
    FORM_MARK,
    PERIOD_LABEL,
    UNIT_CODE_LABEL,
    UNIT_NAME_LABEL,
    Asked,
    FigureColumn,
    FormSpec,
    asked_for,
    is_percent,
)
from drafter.intake.form_style import Look
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Indicator, ValueType
from drafter.wording.numbers import number

_COLUMNS = {column: where for where, column in enumerate(FigureColumn, start=1)}
_WIDTHS = dict(zip(FigureColumn, (7.5, 56, 18, 14, 14, 15, 12, 12, 32), strict=True))
_LAST = len(_COLUMNS)
HEADER_ROW = 8
_NUMBER = Look(horizontal="right", indent=1)


def write_figures(sheet: Worksheet, spec: FormSpec) -> None:
    """Fill the empty `sheet`; every indicator of the spec gets a row, in the given order under its group."""
    for column, where in _COLUMNS.items():
        sheet.column_dimensions[get_column_letter(where)].width = _WIDTHS[column]
    _write_head(sheet, spec)
    _write_titles(sheet)
    row, rows = HEADER_ROW + 1, []
    for group, members in groupby(spec.indicators, key=lambda indicator: indicator.group):
        if heading := spec.groups.get(group):
            _write_group(sheet, row, f"{group}. {heading}")
            row += 1
        for indicator in members:
            _write_row(sheet, row, indicator, spec)
            rows.append((row, indicator))
            row += 1
    _write_foot(sheet, row + 1)
    _validate(sheet, rows)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, _COLUMNS[FigureColumn.UNIT])
    style.set_page(sheet, HEADER_ROW)
    sheet.print_area = f"A2:{get_column_letter(_LAST)}{row + 8}"
    style.lock(sheet)


def _write_head(sheet: Worksheet, spec: FormSpec) -> None:
    for column, mark in enumerate((FORM_MARK, spec.version, spec.organisation, spec.period.code), start=1):
        style.put_text(sheet, 1, column, mark)
    sheet.row_dimensions[1].hidden = True
    note = "Gõ vào các ô màu vàng nhạt; ô xám do máy tính. Không phát sinh: gõ 0; chưa có số liệu: để trống."
    if spec.deadline:
        note += f" Gửi về trước ngày {spec.deadline:%d/%m/%Y}."
    plain = replace(style.TITLE, size=12)
    _merged_line(sheet, 2, spec.office_name.upper(), plain, 22)
    _merged_line(sheet, 3, f"BIỂU SỐ LIỆU {spec.period.words.upper()}", style.TITLE, 28)
    _merged_line(sheet, 4, note, replace(plain, bold=False, italic=True), 20)
    label = Look(bold=True, wrap=False, boxed=False)
    _labelled(sheet, 5, f"{UNIT_NAME_LABEL} {spec.organisation_name}", label, 1, 5)
    _labelled(sheet, 6, f"{UNIT_CODE_LABEL} {spec.organisation}", label, 1, 2)
    _labelled(sheet, 6, f"{PERIOD_LABEL} {spec.period.code}", label, 3, 5)
    _labelled(sheet, 5, AUTHOR_LABEL, replace(label, bold=False, horizontal="right"), 6, 6)
    for column in (7, 8, 9):
        style.dress(sheet.cell(5, column), Look(fill=style.ENTRY, open=True, indent=1))
    sheet.merge_cells(start_row=5, start_column=7, end_row=5, end_column=9)
    sheet.row_dimensions[7].height = 6


def _merged_line(sheet: Worksheet, row: int, text: str, look: Look, height: float) -> None:
    style.put_text(sheet, row, 1, text, look)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_LAST)
    sheet.row_dimensions[row].height = height


def _labelled(sheet: Worksheet, row: int, text: str, look: Look, first: int, last: int) -> None:
    style.put_text(sheet, row, first, text, look)
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = 20


def _write_titles(sheet: Worksheet) -> None:
    for column, where in _COLUMNS.items():
        style.put_text(sheet, HEADER_ROW, where, column.value, style.HEAD)
    sheet.row_dimensions[HEADER_ROW].height = 36


def _write_group(sheet: Worksheet, row: int, heading: str) -> None:
    look = Look(bold=True, fill=style.GROUP, wrap=False, indent=1)
    for where in _COLUMNS.values():
        style.dress(sheet.cell(row, where), look)
    style.put_text(sheet, row, _COLUMNS[FigureColumn.NAME], heading, look)
    sheet.row_dimensions[row].height = 20


def _write_row(sheet: Worksheet, row: int, indicator: Indicator, spec: FormSpec) -> None:
    part = indicator.name.startswith(("–", "-", "Trong đó"))
    words = {
        FigureColumn.CODE: (indicator.code, Look(10, color="595959", horizontal="center", wrap=False)),
        FigureColumn.NAME: (indicator.name, Look(indent=2 if part else 1)),
        FigureColumn.UNIT: (indicator.unit, Look(horizontal="center")),
    }
    for column, (text, look) in words.items():
        style.put_text(sheet, row, _COLUMNS[column], text, look)
    asked = asked_for(indicator)
    _write_previous(sheet, row, indicator, spec.previous.get(indicator.code))
    _write_target(sheet, row, indicator, spec.targets.get(indicator.code))
    for column, tint in _entry_tints(asked).items():
        shape = _number_format(indicator) if column is FigureColumn.ACTUAL else "#,##0"
        style.dress(sheet.cell(row, _COLUMNS[column]), replace(_NUMBER, number_format=shape, **_tinted(tint)))
    note = style.SECOND_ENTRY if asked is not Asked.NOTHING else style.CLOSED
    style.dress(sheet.cell(row, _COLUMNS[FigureColumn.NOTE]), Look(indent=1, **_tinted(note)))
    needed = style.lines_needed(indicator.name, _WIDTHS[FigureColumn.NAME] - (4 if part else 2))
    needed = max(needed, style.lines_needed(indicator.unit, _WIDTHS[FigureColumn.UNIT]))
    sheet.row_dimensions[row].height = 4 + 16 * needed


def _entry_tints(asked: Asked) -> dict[FigureColumn, str]:
    """What the three number columns of a row look like: asked, asked only if need be, or closed."""
    actual, parts = {
        Asked.VALUE: (style.ENTRY, style.CLOSED),
        Asked.RATE: (style.SECOND_ENTRY, style.ENTRY),
        Asked.RATIO: (style.CLOSED, style.ENTRY),
        Asked.NOTHING: (style.CLOSED, style.CLOSED),
    }[asked]
    return {FigureColumn.ACTUAL: actual, FigureColumn.NUMERATOR: parts, FigureColumn.DENOMINATOR: parts}


def _tinted(tint: str) -> dict[str, Any]:
    return {"fill": tint, "open": tint in (style.ENTRY, style.SECOND_ENTRY)}


def _number_format(indicator: Indicator, qualifier: Qualifier = Qualifier.EXACT) -> str:
    shape = {ValueType.COUNT: "#,##0", ValueType.PERCENT: "0.00%"}.get(indicator.value_type, "#,##0.0##")
    return f'"{qualifier.value} "{shape}' if qualifier else shape


def _in_cell(indicator: Indicator, value: Decimal) -> Decimal:
    """Excel keeps a percent as a fraction."""
    return value / 100 if is_percent(indicator) else value


def _write_previous(sheet: Worksheet, row: int, indicator: Indicator, before: Figure | None) -> None:
    cell = sheet.cell(row, _COLUMNS[FigureColumn.PREVIOUS])
    closed = before is None and asked_for(indicator) is Asked.NOTHING
    hedge = before.qualifier if before else Qualifier.EXACT
    style.dress(
        cell, replace(_NUMBER, number_format=_number_format(indicator, hedge), fill=style.CLOSED if closed else "")
    )
    if before is None:
        return
    if before.numerator is None or before.denominator is None:
        cell.value = None if before.value is None else _in_cell(indicator, before.value)
    elif not is_percent(indicator):
        style.put_text(sheet, row, cell.column, f"{number(before.numerator)}/{number(before.denominator)}")
    elif before.denominator:
        cell.value = before.numerator / before.denominator


def _write_target(sheet: Worksheet, row: int, indicator: Indicator, target: Decimal | None) -> None:
    cell = sheet.cell(row, _COLUMNS[FigureColumn.TARGET])
    tint = ""
    if target is not None:
        cell.value = _in_cell(indicator, target)
    elif indicator.has_target:
        tint = style.SECOND_ENTRY
    elif asked_for(indicator) is Asked.NOTHING:
        tint = style.CLOSED
    style.dress(cell, replace(_NUMBER, number_format=_number_format(indicator), **_tinted(tint)))


def _write_foot(sheet: Worksheet, row: int) -> None:
    look = Look(bold=True, horizontal="center", wrap=False, boxed=False)
    for column, lines in ((2, ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)")), (6, ("TM. BAN CHẤP HÀNH", "(Ký, đóng dấu)"))):
        style.put_text(sheet, row, column, lines[0], look)
        style.put_text(sheet, row + 1, column, lines[1], replace(look, bold=False, italic=True))
    for offset in (0, 1):
        sheet.merge_cells(start_row=row + offset, start_column=6, end_row=row + offset, end_column=_LAST)


def _validate(sheet: Worksheet, rows: Iterable[tuple[int, Indicator]]) -> None:
    """Number checks that warn and let «hơn 1.800» pass."""
    checks = {
        "whole": _check("whole", "Ô này cần số nguyên, không kèm chữ (ví dụ 1846). Vẫn giữ như đã gõ?"),
        "decimal": _check("decimal", "Ô này cần một số (ví dụ 82,5), không kèm chữ. Vẫn giữ như đã gõ?"),
        "rate": _check("decimal", "Ô này cần tỷ lệ phần trăm từ 0% đến 1000%. Vẫn giữ như đã gõ?", upper="10"),
    }
    checks["rate"].promptTitle = "Tỷ lệ phần trăm"
    checks[
        "rate"
    ].prompt = (
        "Có số đạt và tổng số thì gõ vào hai cột bên phải và để trống ô này. Chỉ có tỷ lệ thì gõ ở đây, ví dụ 91,66%."
    )
    for row, indicator in rows:
        asked = asked_for(indicator)
        if asked in (Asked.RATE, Asked.RATIO):
            letters = (get_column_letter(_COLUMNS[c]) for c in (FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR))
            checks["whole"].add(":".join(f"{letter}{row}" for letter in letters))
        if asked in (Asked.RATE, Asked.VALUE):
            name = {ValueType.COUNT: "whole", ValueType.PERCENT: "rate"}.get(indicator.value_type, "decimal")
            checks[name].add(f"{get_column_letter(_COLUMNS[FigureColumn.ACTUAL])}{row}")
    for check in checks.values():
        if check.sqref.ranges:
            sheet.add_data_validation(check)


def _check(kind: str, message: str, upper: str = "") -> DataValidation:
    operator, top = ("between", upper) if upper else ("greaterThanOrEqual", None)
    check = DataValidation(type=kind, operator=operator, formula1="0", formula2=top, allow_blank=True)
    check.errorStyle, check.errorTitle, check.error = "warning", "Kiểm tra lại số vừa gõ", message
    check.showErrorMessage = check.showInputMessage = True
    return check

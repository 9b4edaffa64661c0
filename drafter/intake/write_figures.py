"""Turn a FormSpec into the sheet «Số liệu»: one row per indicator, last period and target beside the empty cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from openpyxl.cell import Cell
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
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Indicator, ValueType

_COLUMNS = {column: number for number, column in enumerate(FigureColumn, start=1)}
_WIDTHS = dict(zip(FigureColumn, (7.5, 56, 18, 14, 14, 15, 12, 12, 32), strict=True))
_LAST = len(_COLUMNS)
HEADER_ROW = 8


def write_figures(sheet: Worksheet, spec: FormSpec) -> None:
    """Fill the empty `sheet`; every indicator of the spec gets a row, in the given order under its group."""
    for column, number in _COLUMNS.items():
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[column]
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
    _merged_line(sheet, 2, f"{spec.office_name}".upper(), style.font(12, bold=True), 22)
    _merged_line(sheet, 3, f"BIỂU SỐ LIỆU {spec.period.words.upper()}", style.font(16, bold=True), 28)
    note = "Gõ vào các ô màu vàng nhạt; ô xám do máy tính. Không phát sinh: gõ 0; chưa có số liệu: để trống."
    if spec.deadline:
        note += f" Gửi về trước ngày {spec.deadline:%d/%m/%Y}."
    _merged_line(sheet, 4, note, style.font(12, italic=True), 20)
    _labelled(sheet, 5, UNIT_NAME_LABEL, spec.organisation_name, 1, 5)
    _labelled(sheet, 6, UNIT_CODE_LABEL, spec.organisation, 1, 2)
    _labelled(sheet, 6, PERIOD_LABEL, spec.period.code, 3, 5)
    _labelled(sheet, 5, AUTHOR_LABEL, "", 6, 6)
    author = sheet.cell(5, 7)
    for column in (7, 8, 9):
        cell = sheet.cell(5, column)
        cell.fill, cell.protection, cell.border = style.ENTRY, style.UNLOCKED, style.BOX
    sheet.merge_cells(start_row=5, start_column=7, end_row=5, end_column=9)
    author.alignment = style.align(indent=1)
    sheet.row_dimensions[7].height = 6


def _merged_line(sheet: Worksheet, row: int, text: str, font: object, height: float) -> None:
    style.put_text(sheet, row, 1, text)
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = font, style.align("center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_LAST)
    sheet.row_dimensions[row].height = height


def _labelled(sheet: Worksheet, row: int, label: str, text: str, first: int, last: int) -> None:
    style.put_text(sheet, row, first, f"{label} {text}".strip())
    cell = sheet.cell(row, first)
    cell.font, cell.alignment = style.font(12, bold=bool(text)), style.align("left", wrap=False)
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = 20


def _write_titles(sheet: Worksheet) -> None:
    for column, number in _COLUMNS.items():
        style.put_text(sheet, HEADER_ROW, number, column.value)
        cell = sheet.cell(HEADER_ROW, number)
        cell.font, cell.fill = style.font(12, bold=True, color="FFFFFF"), style.HEADER
        cell.alignment, cell.border = style.align("center"), style.BOX
    sheet.row_dimensions[HEADER_ROW].height = 36


def _write_group(sheet: Worksheet, row: int, heading: str) -> None:
    style.put_text(sheet, row, _COLUMNS[FigureColumn.NAME], heading)
    for number in _COLUMNS.values():
        cell = sheet.cell(row, number)
        cell.fill, cell.border, cell.font = style.GROUP, style.BOX, style.font(12, bold=True)
        cell.alignment = style.align(indent=1)
    height = style.lines_needed(heading, _WIDTHS[FigureColumn.NAME])
    sheet.row_dimensions[row].height = 4 + 16 * height


def _write_row(sheet: Worksheet, row: int, indicator: Indicator, spec: FormSpec) -> None:
    cells = {column: sheet.cell(row, number) for column, number in _COLUMNS.items()}
    for cell in cells.values():
        cell.font, cell.border, cell.alignment = style.font(), style.BOX, style.align("right", indent=1)
    _write_words(sheet, row, indicator, cells)
    _write_previous(sheet, row, indicator, spec.previous.get(indicator.code), cells[FigureColumn.PREVIOUS])
    _write_target(indicator, spec.targets.get(indicator.code), cells[FigureColumn.TARGET])
    _tint_entries(asked_for(indicator), indicator, cells)
    needed = style.lines_needed(indicator.name, _WIDTHS[FigureColumn.NAME])
    needed = max(needed, style.lines_needed(indicator.unit, _WIDTHS[FigureColumn.UNIT]))
    sheet.row_dimensions[row].height = 4 + 16 * needed


def _write_words(sheet: Worksheet, row: int, indicator: Indicator, cells: dict[FigureColumn, Cell]) -> None:
    part = indicator.name.startswith(("–", "-"))
    for column, text in ((FigureColumn.CODE, indicator.code), (FigureColumn.NAME, indicator.name)):
        style.put_text(sheet, row, _COLUMNS[column], text)
    style.put_text(sheet, row, _COLUMNS[FigureColumn.UNIT], indicator.unit)
    cells[FigureColumn.CODE].font = style.font(10, color="595959")
    cells[FigureColumn.CODE].alignment = style.align("center", wrap=False)
    cells[FigureColumn.NAME].alignment = style.align("left", indent=2 if part else 1)
    cells[FigureColumn.UNIT].alignment = style.align("center")
    cells[FigureColumn.NOTE].alignment = style.align("left", indent=1)


def _number_format(indicator: Indicator, qualifier: Qualifier = Qualifier.EXACT) -> str:
    shape = {ValueType.COUNT: "#,##0", ValueType.PERCENT: "0.00%"}.get(indicator.value_type, "#,##0.0##")
    return f'"{qualifier.value} "{shape}' if qualifier else shape


def _in_cell(indicator: Indicator, value: Decimal) -> Decimal:
    """Excel keeps a percent as a fraction."""
    return value / 100 if is_percent(indicator) else value


def _write_previous(sheet: Worksheet, row: int, indicator: Indicator, before: Figure | None, cell: Cell) -> None:
    if asked_for(indicator) is Asked.NOTHING:
        cell.fill = style.CLOSED
    if before is None:
        return
    if before.numerator is not None and before.denominator is not None:
        if is_percent(indicator) and before.denominator:
            cell.value = before.numerator / before.denominator
            cell.number_format = _number_format(indicator)
        else:
            style.put_text(sheet, row, cell.column, f"{before.numerator:f}/{before.denominator:f}")
    elif before.value is not None:
        cell.value = _in_cell(indicator, before.value)
        cell.number_format = _number_format(indicator, before.qualifier)


def _write_target(indicator: Indicator, target: Decimal | None, cell: Cell) -> None:
    cell.number_format = _number_format(indicator)
    if target is not None:
        cell.value = _in_cell(indicator, target)
    elif indicator.has_target:
        _open(cell, style.SECOND_ENTRY)
    elif asked_for(indicator) is Asked.NOTHING:
        cell.fill = style.CLOSED


def _tint_entries(asked: Asked, indicator: Indicator, cells: dict[FigureColumn, Cell]) -> None:
    actual, parts = cells[FigureColumn.ACTUAL], (cells[FigureColumn.NUMERATOR], cells[FigureColumn.DENOMINATOR])
    actual.number_format = _number_format(indicator)
    for part in parts:
        part.number_format = "#,##0"
    closed = {Asked.VALUE: parts, Asked.RATE: (), Asked.RATIO: (actual,), Asked.NOTHING: (actual, *parts)}[asked]
    for cell in (actual, *parts):
        if cell in closed:
            cell.fill = style.CLOSED
        else:
            _open(cell, style.SECOND_ENTRY if asked is Asked.RATE and cell is actual else style.ENTRY)
    if asked is not Asked.NOTHING:
        _open(cells[FigureColumn.NOTE], style.SECOND_ENTRY)
    else:
        cells[FigureColumn.NOTE].fill = style.CLOSED


def _open(cell: Cell, tint: object) -> None:
    cell.fill, cell.protection = tint, style.UNLOCKED


def _write_foot(sheet: Worksheet, row: int) -> None:
    for column, lines in ((2, ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)")), (6, ("TM. BAN CHẤP HÀNH", "(Ký, đóng dấu)"))):
        for offset, text in enumerate(lines):
            style.put_text(sheet, row + offset, column, text)
            cell = sheet.cell(row + offset, column)
            cell.font = style.font(12, bold=offset == 0, italic=offset == 1)
            cell.alignment = style.align("center", wrap=False)
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

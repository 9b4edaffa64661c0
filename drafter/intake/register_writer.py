"""Turn a RegisterSpec into the bytes of the Excel form of a register. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import drafter.intake.form_style as style
from drafter.intake.form_layout import (
    AUTHOR_LABEL,
    LISTS_SHEET,
    PERIOD_LABEL,
    REGISTER_LABEL,
    REGISTER_MARK,
    UNIT_CODE_LABEL,
    UNIT_NAME_LABEL,
)
from drafter.intake.form_style import Look
from drafter.intake.form_writer import to_bytes
from drafter.intake.register_layout import NO, NUMBER_TITLE, REQUIRED_SIGN, YES, RegisterSpec, shown_title
from drafter.model.register import Value
from drafter.standards.registers import ColumnKind, RegisterColumn

HEADER_ROW = 8
SPARE_ROWS = 20
LAST_CHECKED_ROW = 5000
_NUMBER_WIDTH = 6.0
_LEAST_COLUMNS = 4
_LINE_HEIGHT = 16
_CENTRED = {
    ColumnKind.DATE, ColumnKind.YES_NO, ColumnKind.CHOICE, ColumnKind.RECIPIENT,
}  # fmt: skip
_COUNTED = {ColumnKind.WHOLE, ColumnKind.NUMBER, ColumnKind.MONEY, ColumnKind.PERCENT}


def write_register(spec: RegisterSpec) -> bytes:
    """The form as an .xlsx file: rows that stand already, then empty ones. Equal specs give equal bytes."""
    workbook = Workbook()
    style.set_typeface(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = spec.form.sheet
    labels = [spec.choices.labels(column, spec.period.end) for column in spec.form.columns]
    ranges = _write_lists(workbook.create_sheet(LISTS_SHEET), labels)
    widths = _widths(sheet, spec)
    _write_head(sheet, spec, widths)
    _write_titles(sheet, spec)
    _write_rows(sheet, spec, labels)
    for number, (column, choices) in enumerate(zip(spec.form.columns, ranges, strict=True), start=2):
        _check(sheet, number, column, choices)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
    style.set_page(sheet, HEADER_ROW)
    _lock(sheet)
    workbook.properties.creator = spec.office_name
    workbook.properties.title = f"{spec.form.title} {spec.period.words}"
    workbook.properties.language = "vi-VN"
    workbook.security = WorkbookProtection(lockStructure=True)
    return to_bytes(workbook)


def _write_lists(sheet: Worksheet, labels: list[Mapping[str, str]]) -> list[str]:
    """Fill the hidden lists, one column of it for each that chooses; returns the range of each, empty for none."""
    ranges = []
    for number, words in enumerate(labels, start=1):
        for row, label in enumerate(words.values(), start=1):
            style.put_text(sheet, row, number, label)
        letter = get_column_letter(number)
        ranges.append(f"'{sheet.title}'!${letter}$1:${letter}${len(words)}" if words else "")
    sheet.sheet_state = "hidden"
    style.lock(sheet)
    return ranges


def _widths(sheet: Worksheet, spec: RegisterSpec) -> list[float]:
    """Set the columns' widths; a narrow register gets empty columns beside it, so that the head has room."""
    widths = [_NUMBER_WIDTH, *(column.width for column in spec.form.columns)]
    widths += [20.0] * (_LEAST_COLUMNS - len(widths))
    for number, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width
        if number <= len(spec.form.columns) + 1:
            dimension.protection = Protection(locked=False)  # rows below the prepared ones may be typed in too
    return widths


def _write_head(sheet: Worksheet, spec: RegisterSpec, widths: list[float]) -> None:
    marks = (REGISTER_MARK, spec.version, spec.organisation, spec.period.code, spec.form.code)
    for number, mark in enumerate(marks, start=1):
        style.put_text(sheet, 1, number, mark, Look(boxed=False))
    sheet.row_dimensions[1].hidden = True
    plain = replace(style.TITLE, size=12)
    guide = _guide(spec)
    lines = sum(style.lines_needed(line, sum(widths)) for line in guide)
    _span(sheet, 2, (1, len(widths)), spec.office_name.upper(), plain, 22)
    _span(sheet, 3, (1, len(widths)), f"{spec.form.title} {spec.period.words}".upper(), style.TITLE, 28)
    note = replace(plain, bold=False, italic=True, horizontal="left")
    _span(sheet, 4, (1, len(widths)), "\n".join(guide), note, 6 + _LINE_HEIGHT * lines)
    label = Look(bold=True, wrap=False, boxed=False)
    quarters = _quarters(widths)
    _span(sheet, 5, (1, quarters[1][1]), f"{UNIT_NAME_LABEL} {spec.organisation_name}", label, 20)
    _span(sheet, 5, quarters[2], AUTHOR_LABEL, replace(label, bold=False, horizontal="right"), 20)
    _span(sheet, 5, quarters[3], "", Look(fill=style.ENTRY, open=True, indent=1), 20)
    _span(sheet, 6, quarters[0], f"{UNIT_CODE_LABEL} {spec.organisation}", label, 20)
    _span(sheet, 6, quarters[1], f"{PERIOD_LABEL} {spec.period.code}", label, 20)
    _span(sheet, 6, (quarters[2][0], len(widths)), f"{REGISTER_LABEL} {spec.form.code}", label, 20)
    sheet.row_dimensions[7].height = 6


def _guide(spec: RegisterSpec) -> tuple[str, ...]:
    common = f"Gõ vào các ô màu vàng nhạt; cột có dấu {REQUIRED_SIGN} phải điền. Thiếu dòng thì gõ tiếp xuống dưới."
    if spec.deadline:
        common += f" Gửi về {spec.office_name} trước ngày {spec.deadline:%d/%m/%Y}."
    doubt = ("Các cột của sổ này chưa kiểm chứng với quy định gốc.",) if spec.form.unverified else ()
    return (*spec.form.guide, common, *doubt)


def _quarters(widths: list[float]) -> list[tuple[int, int]]:
    """Four spans of columns, each at least one, about equally wide."""
    spans: list[tuple[int, int]] = []
    first = 1
    for part in range(1, 5):
        last = first
        while len(widths) - last > 4 - part and sum(widths[:last]) < sum(widths) * part / 4:
            last += 1
        spans.append((first, len(widths) if part == 4 else last))
        first = last + 1
    return spans


def _span(sheet: Worksheet, row: int, columns: tuple[int, int], text: str, look: Look, height: float) -> None:
    first, last = columns
    for column in range(first, last + 1):
        style.dress(sheet.cell(row, column), look)
    if text:
        style.put_text(sheet, row, first, text, look)
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = height


def _write_titles(sheet: Worksheet, spec: RegisterSpec) -> None:
    titles = [(NUMBER_TITLE, _NUMBER_WIDTH), *((shown_title(column), column.width) for column in spec.form.columns)]
    for number, (title, _) in enumerate(titles, start=1):
        style.put_text(sheet, HEADER_ROW, number, title, style.HEAD)
    lines = max(style.lines_needed(title, width * 0.9) for title, width in titles)
    sheet.row_dimensions[HEADER_ROW].height = max(36, 6 + _LINE_HEIGHT * lines)


def _write_rows(sheet: Worksheet, spec: RegisterSpec, labels: list[Mapping[str, str]]) -> None:
    columns = list(zip(spec.form.columns, map(_look, spec.form.columns), labels, strict=True))
    number_look = Look(horizontal="center", wrap=False, open=True)
    for order in range(1, max(spec.form.rows, len(spec.rows) + SPARE_ROWS if spec.rows else 0) + 1):
        row = HEADER_ROW + order
        values = spec.rows[order - 1] if order <= len(spec.rows) else {}
        number = sheet.cell(row, 1, order)
        style.dress(number, number_look)
        lines = 1
        for where, (column, look, words) in enumerate(columns, start=2):
            value = values.get(column.code)
            if value is None:
                style.dress(sheet.cell(row, where), look)
            else:
                lines = max(lines, _put(sheet, row, where, column, value, words, look))
        if values and lines > 1:
            sheet.row_dimensions[row].height = 4 + _LINE_HEIGHT * lines
    sheet.sheet_format.defaultRowHeight = 20  # rows without a height of their own grow with what is typed
    sheet.sheet_format.customHeight = True


def _put(
    sheet: Worksheet, row: int, where: int, column: RegisterColumn, value: Value, words: Mapping[str, str], look: Look
) -> int:
    """Write one value as its column shows it; returns how many lines it takes."""
    if isinstance(value, bool):
        value = YES if value else NO
    if isinstance(value, str):
        text = words.get(value, value)
        style.put_text(sheet, row, where, text, look)
        return style.lines_needed(text, column.width - 2)
    percent = column.kind is ColumnKind.PERCENT and isinstance(value, Decimal)
    sheet.cell(row, where).value = value / 100 if percent else value  # type: ignore[operator]  # a Decimal then
    style.dress(sheet.cell(row, where), look)
    return 1


def _look(column: RegisterColumn) -> Look:
    entry: dict[str, Any] = {"fill": style.ENTRY, "open": True}
    if column.kind in _COUNTED:
        return Look(horizontal="right", indent=1, number_format=_number_format(column), **entry)
    if column.kind in _CENTRED:
        dated = column.kind is ColumnKind.DATE and not column.year
        return Look(horizontal="center", number_format="dd/mm/yyyy" if dated else "General", **entry)
    return Look(indent=1, number_format="@" if column.kind is ColumnKind.TEXT else "General", **entry)


def _number_format(column: RegisterColumn) -> str:
    if column.kind is ColumnKind.PERCENT:
        return "0.00%"
    whole = column.kind is ColumnKind.WHOLE or (column.kind is ColumnKind.MONEY and column.unit == "đồng")
    return "#,##0" if whole else "General"


def _check(sheet: Worksheet, number: int, column: RegisterColumn, choices: str) -> None:
    """A column's drop-down or number check, which warns and lets pass, and its note as a hint beside the cell."""
    if choices:
        check = DataValidation(type="list", formula1=choices, allow_blank=True)
        message = "Chọn trong danh sách thả xuống."
    elif column.kind in _COUNTED:
        whole = column.kind is ColumnKind.WHOLE
        check = DataValidation(type="whole" if whole else "decimal", operator="between", allow_blank=True)
        check.formula1, check.formula2 = ("0" if whole else "-1E+15"), "1E+15"
        message = "Ô này cần số nguyên, không kèm chữ." if whole else "Ô này cần một số, không kèm chữ."
    elif column.note:
        check, message = DataValidation(allow_blank=True), ""
    else:
        return
    if message:
        check.errorStyle, check.errorTitle, check.error = "warning", "Kiểm tra lại", f"{message} Vẫn giữ như đã gõ?"
        check.showErrorMessage = True
    if column.note:
        check.promptTitle, check.prompt = column.title[:32], column.note[:255]
        check.showInputMessage = True
    letter = get_column_letter(number)
    check.add(f"{letter}{HEADER_ROW + 1}:{letter}{LAST_CHECKED_ROW}")
    sheet.add_data_validation(check)


def _lock(sheet: Worksheet) -> None:
    """The head is kept; rows may be added, taken out, sorted and sifted."""
    style.lock(sheet)
    protection = sheet.protection
    protection.insertRows = protection.deleteRows = protection.sort = protection.autoFilter = False

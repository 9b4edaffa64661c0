"""Turn what was read out of past reports into the workbook in which an office decides of each figure.

Quote and reading stand side by side, the most doubtful first. Same rows, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import drafter.intake.form_style as style
from drafter.intake.form_layout import REVIEW_MARK
from drafter.intake.form_style import Look
from drafter.intake.form_writer import to_bytes
from drafter.model.figure import Qualifier
from drafter.model.indicator import Indicator
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.reports.review_layout import (
    CATALOGUE_SHEET,
    EDITED,
    FILES_SHEET,
    HEADER_ROW,
    HIDDEN,
    ORDER,
    PLACE_OF,
    SHEET,
    VERSION,
    WIDTHS,
    ReviewColumn,
    label,
)

_GUIDE = (
    "Mỗi dòng là một con số đọc được từ báo cáo cũ; dòng đáng ngờ nhất ở trên. So cột «Trích nguyên văn» với các cột "
    "màu vàng, sửa thẳng vào ô vàng nếu máy đọc sai, rồi chọn «Quyết định»: Nhận, Sửa (đã sửa, nhận số mới), Bỏ; «Thay "
    "số đã có» khi kho đã có số khác và báo cáo này mới đúng. Dòng để trống quyết định thì không nhận. Xong thì lưu "
    "tệp và chạy «drafter import» với tệp này."
)
_ASKED = "FDE9D9"
_CHOICES = {
    ReviewColumn.DECISION: tuple(one.value for one in Decision if one is not Decision.OPEN),
    ReviewColumn.HEDGE: tuple(one.value for one in Qualifier if one is not Qualifier.EXACT),
    ReviewColumn.KIND: tuple(one.value for one in RowKind),
}
_NUMBERS = (ReviewColumn.VALUE, ReviewColumn.TARGET, ReviewColumn.PERCENT, ReviewColumn.WHOLE, ReviewColumn.EXISTING)


def write_review(
    rows: Sequence[ReviewRow], indicators: Mapping[str, Indicator], files: Sequence[Sequence[object]], office: str
) -> bytes:
    """The workbook. `files` are rows (title row first) of what was read of each file."""
    workbook = Workbook()
    style.set_typeface(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    _write_head(sheet, office)
    in_order = sorted(rows, key=lambda row: (-row.doubt, row.file, row.order))
    for number, row in enumerate(in_order, 1):
        _write_row(sheet, number, row, indicators)
    _write_choices(sheet, len(rows))
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, PLACE_OF[ReviewColumn.CONTEXT])
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(ORDER))}{HEADER_ROW + max(1, len(rows))}"
    style.set_page(sheet, HEADER_ROW)
    _write_catalogue(workbook.create_sheet(CATALOGUE_SHEET), indicators)
    _write_files(workbook.create_sheet(FILES_SHEET), files)
    workbook.properties.creator = office
    workbook.properties.title = "Đối chiếu số liệu đọc từ báo cáo cũ"
    workbook.properties.language = "vi-VN"
    return to_bytes(workbook)


def _write_head(sheet: Worksheet, office: str) -> None:
    for number, mark in enumerate((REVIEW_MARK, VERSION), 1):
        style.put_text(sheet, 1, number, mark, Look(boxed=False))
    sheet.row_dimensions[1].hidden = True
    shown = len(ORDER) - len(HIDDEN)
    for row, text, look, height in (
        (2, office.upper(), replace(style.TITLE, size=12, horizontal="left", wrap=False), 20),
        (3, "ĐỐI CHIẾU SỐ LIỆU ĐỌC TỪ BÁO CÁO CŨ", replace(style.TITLE, horizontal="left", wrap=False), 26),
        (4, _GUIDE, Look(italic=True, boxed=False), 40),
    ):
        style.put_text(sheet, row, 1, text, look)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=shown)
        sheet.row_dimensions[row].height = height
    for column in ORDER:
        number = PLACE_OF[column]
        style.put_text(sheet, HEADER_ROW, number, column.value, style.HEAD)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = WIDTHS[column], column in HIDDEN
    sheet.row_dimensions[HEADER_ROW].height = 50


def _write_row(sheet: Worksheet, number: int, row: ReviewRow, indicators: Mapping[str, Indicator]) -> None:
    labels = [label(code, indicators[code].name) for code in row.candidates if code in indicators]
    named = label(row.indicator, indicators[row.indicator].name) if row.indicator in indicators else ""
    values: Mapping[ReviewColumn, object] = {
        ReviewColumn.NUMBER: number,
        ReviewColumn.DOUBT: row.doubt,
        ReviewColumn.REASONS: "\n".join(row.reasons),
        ReviewColumn.DECISION: row.decision.value,
        ReviewColumn.QUOTE: row.quote,
        ReviewColumn.CONTEXT: row.context,
        ReviewColumn.PLACE: f"{row.sheet}, {row.place}" if row.sheet else row.place,
        ReviewColumn.HEDGE: row.qualifier.value,
        ReviewColumn.VALUE: row.value,
        ReviewColumn.UNIT: row.unit,
        ReviewColumn.KIND: row.kind.value,
        ReviewColumn.INDICATOR: named,
        ReviewColumn.PERIOD: row.period,
        ReviewColumn.ORGANISATION: row.organisation,
        ReviewColumn.TARGET: row.target,
        ReviewColumn.PERCENT: row.percent,
        ReviewColumn.WHOLE: row.whole,
        ReviewColumn.EXISTING: row.existing,
        ReviewColumn.FILE: row.file,
        **dict(zip((ReviewColumn.FIRST, ReviewColumn.SECOND, ReviewColumn.THIRD), labels, strict=False)),
        ReviewColumn.ORIGINAL: f"{row.value.normalize():f}",
        ReviewColumn.SOURCE_SHEET: f"{row.sheet}|{row.place}",
    }
    at = HEADER_ROW + number
    lines = 1
    for column in ORDER:
        lines = max(lines, _put(sheet, at, column, values.get(column), asked=bool(row.questions)))
    sheet.row_dimensions[at].height = min(300, 6 + 16 * lines)


def _put(sheet: Worksheet, row: int, column: ReviewColumn, value: object, *, asked: bool) -> int:
    """Write one cell; returns how many lines it takes."""
    place = PLACE_OF[column]
    open_ = column in EDITED
    fill = style.ENTRY if open_ else _ASKED if asked and column is ReviewColumn.REASONS else ""
    if isinstance(value, Decimal | int):
        cell = sheet.cell(row, place, value)
        style.dress(cell, Look(11, fill=fill, horizontal="right", open=open_, number_format="#,##0.##;-#,##0.##;0"))
        if isinstance(value, int) or value == value.to_integral_value():
            style.dress(cell, Look(11, fill=fill, horizontal="right", open=open_, number_format="#,##0"))
        return 1
    text = str(value or "")
    look = Look(11, fill=fill, horizontal="right" if column in _NUMBERS else "left", open=open_)
    if text:
        style.put_text(sheet, row, place, text, look)
    else:
        style.dress(sheet.cell(row, place), look)
    return style.lines_needed(text, WIDTHS[column]) if column not in HIDDEN else 1


def _write_choices(sheet: Worksheet, count: int) -> None:
    """The drop-downs: decisions, hedges, kinds, and of each row its own likeliest indicators."""
    last = HEADER_ROW + max(1, count)
    for column, words in _CHOICES.items():
        check = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        _add(sheet, check, column, last)
    first, third = (get_column_letter(PLACE_OF[one]) for one in (ReviewColumn.FIRST, ReviewColumn.THIRD))
    row = HEADER_ROW + 1
    check = DataValidation(type="list", formula1=f"${first}{row}:${third}{row}", allow_blank=True)
    check.errorStyle, check.showErrorMessage = "warning", True
    check.errorTitle, check.error = "Chỉ tiêu khác", "Mã chỉ tiêu khác thì lấy ở trang «Danh mục». Vẫn giữ như đã gõ?"
    _add(sheet, check, ReviewColumn.INDICATOR, last)


def _add(sheet: Worksheet, check: DataValidation, column: ReviewColumn, last: int) -> None:
    letter = get_column_letter(PLACE_OF[column])
    check.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(check)


def _write_catalogue(sheet: Worksheet, indicators: Mapping[str, Indicator]) -> None:
    rows = [("Mã", "Chỉ tiêu", "Đơn vị tính")]
    rows += [(one.code, one.name, one.unit) for one in indicators.values()]
    _write_plain(sheet, rows, (10, 90, 18))


def _write_files(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    _write_plain(sheet, rows, (40, 14, 16, 60, 12, 16, 60))


def _write_plain(sheet: Worksheet, rows: Sequence[Sequence[object]], widths: Sequence[float]) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            look = style.HEAD if number == 1 else Look(11)
            style.put_text(sheet, number, place, str(value), look)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    style.set_page(sheet, 1)

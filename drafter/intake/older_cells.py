"""Turn an .xls, .xlsb or .ods into plain sheets of typed cells, by calamine.

It knows nothing of hidden rows, percent formats or missing formula results; a form in these formats is read all the
same, and its doubts are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from drafter.intake.faults import Fault, Refused
from drafter.intake.xlsx_cells import MAX_CELLS, MAX_TEXT, PlainSheet, PlainWorkbook, plain_number


def read_older(data: bytes) -> PlainWorkbook:
    """Read every sheet. Raises Refused when it is broken, locked or too large."""
    import python_calamine  # only old formats pay for loading it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for entry in book.sheets_metadata:
            if entry.typ == python_calamine.SheetTypeEnum.WorkSheet:
                hidden = entry.visible != python_calamine.SheetVisibleEnum.Visible
                sheet = book.get_sheet_by_name(entry.name)
                if sheet.total_height * sheet.total_width > 20 * MAX_CELLS:
                    raise Refused(Fault.TOO_LARGE, "trang tính quá lớn")
                sheets.append(_plain_sheet(entry.name, hidden, sheet.to_python(skip_empty_area=False)))
    except python_calamine.PasswordError as error:
        raise Refused(Fault.ENCRYPTED, "tệp có mật khẩu") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise Refused(Fault.BROKEN, "không đọc được nội dung bảng tính") from error
    return PlainWorkbook(sheets)


def _plain_sheet(name: str, hidden: bool, rows: Sequence[Sequence[object]]) -> PlainSheet:
    sheet = PlainSheet(name, hidden)
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if found := _plain_cell(value):
                sheet.cells.append((row, column, *found))
    return sheet


def _plain_cell(value: object) -> tuple[str, str] | None:
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, int | float):
        number = plain_number(repr(value))
        return ("n", f"{number:f}") if number is not None else None
    if isinstance(value, datetime | date):
        return "d", value.isoformat()[:10]
    text = str(value)[:MAX_TEXT]
    if not text.strip():
        return None
    return ("e", text) if text.startswith("#") and text.rstrip("!?").isupper() else ("t", text)

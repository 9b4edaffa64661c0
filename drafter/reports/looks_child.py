"""Turn the bytes of a workbook into how its sheets look on paper, in the limited process that forms are read in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from drafter.intake import child
from drafter.intake.faults import Fault, Refused
from drafter.intake.zipcheck import open_checked

_USUAL_WIDTH = 8.43  # of a column that the file says nothing of
_NAMES = 3  # a row with so many words in cells of their own names columns
_MOST_HEAD_ROWS = 6
_SIDES, _MM = ("top", "bottom", "left", "right"), 25.4
_MOST_ROWS, _MOST_COLUMNS = 5000, 200  # further down a sheet looks as it does above


def answer(data: bytes) -> child.Answer:
    """The sheets' looks, or a fault."""
    try:
        open_checked(data)
        book = load_workbook(BytesIO(data))
        sheets = [_look(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return {"kind": "looks", "sheets": [one for one in sheets if one["rows"]]}, b""
    except Refused as refused:
        return {"kind": "fault", "fault": refused.fault.value, "detail": refused.detail}, b""
    except MemoryError:
        return {"kind": "fault", "fault": Fault.TOO_LARGE.value, "detail": "nội dung cần quá 1 GB bộ nhớ"}, b""
    except Exception:  # a parser's own slip over a hostile file is that file's fault
        return {"kind": "fault", "fault": Fault.BROKEN.value, "detail": "nội dung bên trong tệp bị hỏng"}, b""


def _look(sheet: Any) -> dict[str, Any]:
    fonts: Counter[str] = Counter()
    texts: Counter[int] = Counter()  # so many cells of a row hold words
    rows, columns, apart = 0, 0, 0
    shown = {number for number in range(1, _MOST_COLUMNS + 1) if not _hidden_column(sheet, number)}
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)):
        for cell in row:
            if cell.value is None or sheet.row_dimensions[cell.row].hidden or cell.column not in shown:
                continue
            rows, columns = max(rows, cell.row), max(columns, cell.column)
            fonts[str(cell.font.name or "")] += 1
            if isinstance(cell.value, str) and cell.data_type != "f":
                texts[cell.row] += 1
                apart += not unicodedata.is_normalized("NFC", cell.value)
    letters = (get_column_letter(number) for number in range(1, columns + 1))
    widths = [sheet.column_dimensions[letter].width for letter in letters if not sheet.column_dimensions[letter].hidden]
    setup = sheet.page_setup
    scaled = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    return {
        "title": sheet.title,
        "rows": rows,
        "columns": columns,
        "width_chars": float(sum(width or _USUAL_WIDTH for width in widths)),
        "paper": None if setup.paperSize is None else int(setup.paperSize),
        "landscape": setup.orientation == "landscape",
        "fits_width": (scaled and int(setup.fitToWidth if setup.fitToWidth is not None else 1) >= 1)
        or bool(sheet.print_title_cols),
        "repeats": bool(sheet.print_title_rows),
        "fonts": dict(fonts),
        "margins": {side: round(getattr(sheet.page_margins, side) * _MM, 2) for side in _SIDES},
        "head": _head(sheet, texts),
        "apart": apart,
    }


def _hidden_column(sheet: Any, number: int) -> bool:
    return bool(sheet.column_dimensions[get_column_letter(number)].hidden)


def _head(sheet: Any, texts: Counter[int]) -> tuple[int, int] | None:
    """The rows of the table's head: the first that names several columns, down to where it is frozen or merged."""
    first = next((row for row in sorted(texts) if texts[row] >= _NAMES), None)
    if first is None:
        return None
    frozen = sheet.freeze_panes
    last = coordinate_to_tuple(frozen)[0] - 1 if frozen else 0
    merged = [area.max_row for area in sheet.merged_cells.ranges if area.min_row == first]
    last = max(first, last, *merged) if merged else max(first, last)
    return (first, last) if last - first < _MOST_HEAD_ROWS else None


if __name__ == "__main__":
    child.main(answer)

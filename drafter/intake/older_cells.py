"""Turn an .xls, .xlsb or .ods into plain sheets of typed cells, by calamine.

It knows nothing of hidden rows, percent formats or missing formula results; a form in these formats is read all the
same, and its doubts are asked. Nor does it know the merged cells of an .ods, which are read from the file's own part.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from drafter.intake.faults import Fault, Refused
from drafter.intake.xlsx_cells import MAX_CELLS, MAX_MERGES, MAX_TEXT, PlainSheet, PlainWorkbook, plain_number
from drafter.intake.xml_parts import Attributes, local, parse

Area = tuple[int, int, int, int]
"""A merged cell: its first row and column, its last row and column, counted from 1."""


def read_older(data: bytes) -> PlainWorkbook:
    """Read every sheet. Raises Refused when it is broken, locked or too large."""
    import python_calamine  # only old formats pay for loading it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        open_document = _open_document_merges(data)
        sheets = []
        for entry in book.sheets_metadata:
            if entry.typ == python_calamine.SheetTypeEnum.WorkSheet:
                hidden = entry.visible != python_calamine.SheetVisibleEnum.Visible
                sheet = book.get_sheet_by_name(entry.name)
                if sheet.total_height * sheet.total_width > 20 * MAX_CELLS:
                    raise Refused(Fault.TOO_LARGE, "trang tính quá lớn")
                found = _plain_sheet(entry.name, hidden, sheet.to_python(skip_empty_area=False))
                ranges = sheet.merged_cell_ranges or ()
                found.merged = [(top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in ranges]
                found.merged = (found.merged or open_document.get(entry.name, []))[:MAX_MERGES]
                sheets.append(found)
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
        whole = isinstance(value, float) and value.is_integer()  # an .ods has floats only: 1864.0 is 1864
        number = plain_number(repr(int(value) if whole else value))
        return ("n", f"{number:f}") if number is not None else None
    if isinstance(value, datetime | date):
        return "d", value.isoformat()[:10]
    text = str(value)[:MAX_TEXT]
    if not text.strip():
        return None
    return ("e", text) if text.startswith("#") and text.rstrip("!?").isupper() else ("t", text)


def _open_document_merges(data: bytes) -> dict[str, list[Area]]:
    """The merged cells of each sheet of an .ods, by the sheet's name; none of any other file."""
    if not data.startswith(b"PK\x03\x04"):
        return {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "content.xml" not in archive.NameToInfo:
            return {}
        walk = _MergeWalk()
        with archive.open("content.xml") as stream:
            parse(stream, walk.start, walk.end, lambda _: None)
    return walk.found


class _MergeWalk:
    """Follows the cells of an .ods, whose places are told only by their order and how often each is repeated."""

    def __init__(self) -> None:
        self.found: dict[str, list[Area]] = {}
        self._sheet: list[Area] = []
        self._row = self._column = self._rows = self._within = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """A sheet, a row or a cell begins."""
        kind = local(name)
        if kind == "table":
            self._within += 1
            if self._within == 1:
                self._sheet = self.found.setdefault(attributes.get("table:name", ""), [])
                self._row, self._rows = 0, 0
        elif self._within != 1:
            return  # a table within a cell
        elif kind == "table-row":
            self._row += max(1, self._rows)
            self._rows, self._column = _count(attributes, "table:number-rows-repeated"), 1
        elif kind in ("table-cell", "covered-table-cell"):
            down, across = (_count(attributes, f"table:number-{one}-spanned") for one in ("rows", "columns"))
            if down > 1 or across > 1:
                self._sheet.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
            self._column += _count(attributes, "table:number-columns-repeated")

    def end(self, name: str) -> None:
        """A sheet ends."""
        self._within -= local(name) == "table"


def _count(attributes: Attributes, name: str) -> int:
    return int(attributes[name]) if attributes.get(name, "").isdigit() else 1

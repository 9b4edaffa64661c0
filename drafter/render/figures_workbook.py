"""Turn rows of figures into a plain workbook: totals on one sheet, every unit's figure and its cell on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from drafter.fill.package import read_package
from drafter.standards.page_format import page_format

Row = Sequence[object]

_LOOKED_AT = 2  # rows: the titles and one below them

_BEGINNING = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl writes naive times as UTC


def figures_workbook(totals: tuple[Row, Iterable[Row]], sources: tuple[Row, Iterable[Row]]) -> bytes:
    """The bytes of a workbook of two sheets, each a row of titles and rows of text and numbers (never formulas)."""
    book = Workbook()
    book.remove(book.active)
    for title, (heads, rows) in (("Tổng hợp", totals), ("Nguồn số liệu", sources)):
        sheet = book.create_sheet(title)
        for number, row in enumerate((heads, *rows), 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"  # text that begins with «=» stays text
                if number <= _LOOKED_AT:
                    cell.font = Font(name=page_format().font, size=11, bold=number == 1)
                    cell.alignment = Alignment(vertical="top", wrap_text=True)
                else:  # as the cell above: openpyxl looks a font up among all it has, a third of a million times
                    cell._style = sheet.cell(number - 1, column)._style
        for column, head in enumerate(heads, 1):
            sheet.column_dimensions[get_column_letter(column)].width = 40 if "Chỉ tiêu" in str(head) else 16
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    return workbook_bytes(book)


def workbook_bytes(book: Workbook) -> bytes:
    """A workbook as a file; the same workbook gives the same bytes. It names no author where none was given."""
    if book.properties.creator == "openpyxl":
        book.properties.creator = None
    book.properties.created = book.properties.modified = _BEGINNING
    buffer = BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w")).save()  # and not Workbook.save, which sets `modified` to now
    package = read_package(buffer.getvalue())
    return package.write({name: package.read(name) for name in package.names})

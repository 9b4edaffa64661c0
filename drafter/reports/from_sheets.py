"""Turn a workbook's plain sheets into tables of a report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.encodings.detect import Repaired, repaired
from drafter.intake.grid import Sheet, address, to_workbook
from drafter.intake.xlsx_cells import PlainWorkbook
from drafter.model.report import Block, Grid, GridCell


def sheet_blocks(book: PlainWorkbook) -> tuple[Block, ...]:
    """A table for each sheet in sight that holds anything."""
    data = {"format": "xlsx", "sheets": [vars(sheet) for sheet in book.sheets], "macros": book.macros}
    sheets = [sheet for sheet in to_workbook(data).sheets if not sheet.hidden and sheet.cells]
    return tuple(Grid(tuple(_cells(sheet)), f"trang tính «{sheet.name}»", sheet.name) for sheet in sheets)


def _cells(sheet: Sheet) -> Iterator[GridCell]:
    """The cells in reading order; hidden rows and columns stay out, a formula without its result is shown as such."""
    merged = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    for (row, column), cell in sorted(sheet.cells.items()):
        if sheet.is_hidden(row, column):
            continue
        rows, columns = merged.get((row, column), (1, 1))
        number = Decimal(cell.text) if cell.kind in ("n", "p") else None
        found = repaired(cell.text) if cell.kind == "t" else Repaired(cell.shown)
        yield GridCell(
            row, column, found.text.strip(), f"ô {address(row, column)}", rows, columns, number, cell.kind == "p",
            found.encoding.value if found.encoding else "",
        )  # fmt: skip

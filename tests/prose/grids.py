"""Tables for the tests, written as rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.model.report import Grid, GridCell


def grid(*rows: str, spans: Sequence[tuple[int, int, int, int]] = (), sheet: str = "") -> Grid:
    """A table of rows «a | b | c». `spans` are (row, column, rows, columns) of merged cells; «#12» is a number cell,
    «%0.9166» one that is shown as percent.
    """
    merged = {(row, column): (down, across) for row, column, down, across in spans}
    cells = []
    for number, line in enumerate(rows, 1):
        for place, text in enumerate((part.strip() for part in line.split("|")), 1):
            if text:
                down, across = merged.get((number, place), (1, 1))
                value = Decimal(text[1:]) if text[0] in "#%" and len(text) > 1 and text[1].isdigit() else None
                shown = text[1:] if value is not None else text
                where = f"bảng 1, hàng {number}, ô {place}"
                cells.append(
                    GridCell(number, place, shown, where, down, across, value, text[0] == "%" and value is not None)
                )
    return Grid(tuple(cells), "bảng 1", sheet)

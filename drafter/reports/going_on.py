"""Turn the parts of a table that goes on, over the page or in a table of its own, into one: with one head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.model.report import Block, Grid, GridCell, Piece

_FIGURE = re.compile(r"[-+]?\d[\d.,%/ ]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CONTINUED = re.compile(r"\W*\(?tiếp(?: theo)?\)?\W*", re.IGNORECASE)


def repeated(before: Sequence[GridCell], cells: Sequence[GridCell]) -> int:
    """How many rows at the top of a table's next part say again what its first rows say."""
    heads = [{_said(cell) for cell in rows if cell.row == 1} for rows in (before, cells)]
    if not before or heads[0] != heads[1]:
        return 0
    again = 1
    while True:
        row = again + 1
        first, second = ({_said(cell) for cell in rows if cell.row == row} for rows in (before, cells))
        reached = max((cell.row + cell.rows - 1 for cell in cells if cell.row <= again), default=0)
        if first != second or (not second and reached < row):
            return again
        again = row


def last_row(cells: Iterable[GridCell]) -> int:
    """The last row that these cells reach; 0 for none."""
    return max((cell.row + cell.rows - 1 for cell in cells), default=0)


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with a table and those that go on with it as one; a «(tiếp theo)» between them comes behind it.

    A table goes on in the next of as many columns, with no other words between, where that begins with its head, or
    with no head but a row like its last: figures stand under figures, words under words.
    """
    open_: Grid | None = None
    behind: list[Block] = []
    for block in blocks:
        if isinstance(block, Piece) and open_ is not None and _CONTINUED.fullmatch(block.text):
            behind.append(block)
        elif isinstance(block, Grid) and open_ is not None and _goes_on(open_.cells, block.cells):
            again, below = repeated(open_.cells, block.cells), last_row(open_.cells)
            rest = (replace(cell, row=cell.row - again + below) for cell in block.cells if cell.row > again)
            open_ = replace(open_, cells=(*open_.cells, *rest))
        else:
            yield from (*([open_] if open_ is not None else ()), *behind)
            open_, behind = (block, []) if isinstance(block, Grid) else (None, [])
            if open_ is None:
                yield block
    yield from (*([open_] if open_ is not None else ()), *behind)


def _goes_on(before: Sequence[GridCell], cells: Sequence[GridCell]) -> bool:
    if not before or not cells or _width(before) != _width(cells):
        return False
    if repeated(before, cells):
        return True
    last, first = _kinds(before, last_row(before)), _kinds(cells, 1)
    alike = all(first[column] == kind for column, kind in last.items() if column in first)
    figures = sum(first.values())
    if all(_YEAR.fullmatch(cell.text.strip()) for cell in cells if cell.row == 1 and first.get(cell.column)):
        return False  # a head of years
    return alike and figures > 0 and len(first) - figures > 0 and len(first.keys() & last.keys()) > 1


def _width(cells: Iterable[GridCell]) -> int:
    return max(cell.column + cell.columns - 1 for cell in cells)


def _kinds(cells: Iterable[GridCell], row: int) -> dict[int, bool]:
    """By column of a row, whether its cell is a figure; none for an empty cell."""
    return {
        cell.column: _FIGURE.fullmatch(cell.text.strip()) is not None
        for cell in cells
        if cell.row == row and cell.text.strip()
    }


def _said(cell: GridCell) -> tuple[int, int, int, str]:
    return cell.column, cell.rows, cell.columns, cell.text

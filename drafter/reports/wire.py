"""Turn the blocks of a report into plain lists that go through a pipe, and those back into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from drafter.model.report import Block, Grid, GridCell, PastReport, Piece


def to_plain(form: str, blocks: Iterable[Block], pages: int = 0) -> dict[str, Any]:
    """What the child answers of a report that it could read."""
    return {"kind": "report", "form": form, "pages": pages, "blocks": [_plain(block) for block in blocks]}


def from_plain(data: Mapping[str, Any], file: str, digest: str) -> PastReport:
    """The report of a child's answer."""
    blocks = tuple(_block(block) for block in data["blocks"])
    converted: dict[str, int] = {}
    for block in blocks:
        for part in (block,) if isinstance(block, Piece) else block.cells:
            if part.converted:
                converted[part.converted] = converted.get(part.converted, 0) + 1
    return PastReport(file, str(data["form"]), blocks, digest, int(data["pages"]), converted)


def _plain(block: Block) -> list[Any]:
    if isinstance(block, Piece):
        return ["p", block.text, block.place, block.heading, block.converted]
    cells = [
        [
            cell.row, cell.column, cell.text, cell.place, cell.rows, cell.columns,
            None if cell.number is None else str(cell.number), cell.percent, cell.converted,
        ]
        for cell in block.cells
    ]  # fmt: skip
    return ["g", block.place, block.sheet, cells]


def _block(data: list[Any]) -> Block:
    if data[0] == "p":
        return Piece(*data[1:])
    return Grid(tuple(_cell(*cell) for cell in data[3]), data[1], data[2])


def _cell(
    row: int, column: int, text: str, place: str, rows: int, columns: int, number: str | None, percent: bool, by: str
) -> GridCell:
    return GridCell(row, column, text, place, rows, columns, None if number is None else Decimal(number), percent, by)

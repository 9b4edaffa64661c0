"""A past report as plain data: its paragraphs and tables in order, each with its place, however the file was kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph. `place` is as people say it («đoạn 12», «trang 3, dòng 8»). `heading` is its level, 0 for none.

    `converted` names the old encoding that the text came in, empty where it was right.
    """

    text: str
    place: str
    heading: int = 0
    converted: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table; row and column count from 1. `rows`, `columns`: how many it covers, being merged.

    `number` is what a spreadsheet's cell holds (a percent as the fraction it keeps, `percent` true); None for text.
    """

    row: int
    column: int
    text: str
    place: str
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    percent: bool = False
    converted: str = ""


@dataclass(frozen=True)
class Grid:
    """A table, or a sheet of a workbook. `sheet` is the sheet's name, empty for a table in a text."""

    cells: tuple[GridCell, ...]
    place: str
    sheet: str = ""


Block = Piece | Grid


@dataclass(frozen=True)
class PastReport:
    """What a file says. `form` is its kind (docx, xlsx, pdf, text …), `pages` is 0 where a file does not tell.

    `converted` are the old encodings that stretches of it came in, by name, with how many stretches each.
    """

    file: str
    form: str
    blocks: tuple[Block, ...]
    digest: str = ""
    pages: int = 0
    converted: dict[str, int] = field(default_factory=dict)

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

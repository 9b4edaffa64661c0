"""Turn a measured Word file into the blocks of a report, its old encodings put right run by run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from drafter.encodings.detect import encoding_of_font, repaired
from drafter.model.page import Block as PageBlock
from drafter.model.page import PageFile as WordFile
from drafter.model.page import Paragraph, Run, Table, View
from drafter.model.report import Block, Grid, GridCell, Piece
from drafter.model.views import in_view
from drafter.reports.going_on import joined
from drafter.reports.headings import heading_level

SOFT_HYPHEN = "\u00ad"
"""In TCVN3 this is the letter «ư»; LibreOffice writes it as a place where a word may be parted."""


def word_blocks(file: WordFile) -> tuple[Block, ...]:
    """The paragraphs and tables of the file with all changes accepted, text boxes and notes included.

    Paragraphs are counted as a person counts them: those with text, outside tables.
    """
    seen = in_view(file, View.ACCEPTED)
    reader = _Reader()
    blocks = [*joined(found for section in seen.sections for found in reader.blocks(section.blocks))]
    for note in seen.notes:
        blocks += reader.blocks(note.blocks)
    return tuple(blocks)


@dataclass
class _Reader:
    """Counts paragraphs and tables on."""

    paragraphs: int = 0
    tables: int = 0
    pending: list[Block] = field(default_factory=list)

    def blocks(self, blocks: Iterable[PageBlock]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Table):
                self.tables += 1
                yield self._grid(block, self.tables)
                yield from self._taken()
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        text, converted = paragraph_text(paragraph)
        if text.strip():
            self.paragraphs += 1
            shown = [run for run in paragraph.runs if run.text.strip() and not run.look.hidden]
            level = heading_level(
                text, bold=bool(shown) and all(run.look.bold for run in shown), outline=paragraph.layout.outline
            )
            yield Piece(text, f"đoạn {self.paragraphs}", level, converted)
        for drawing in paragraph.drawings:
            yield from self.blocks(drawing.blocks)

    def _taken(self) -> Iterator[Block]:
        """Tables that lie within a table's cells, after it."""
        waiting, self.pending = self.pending, []
        yield from waiting

    def _grid(self, table: Table, number: int) -> Grid:
        cells: list[GridCell] = []
        above: dict[int, int] = {}  # column → index of the cell that a merged one continues
        for row_number, row in enumerate(table.rows, 1):
            column = 1
            for place, cell in enumerate(row.cells, 1):
                if cell.continues and column in above:
                    found = cells[above[column]]
                    cells[above[column]] = GridCell(
                        found.row, found.column, found.text, found.place, row_number - found.row + 1, found.columns,
                        converted=found.converted,
                    )  # fmt: skip
                else:
                    text, converted = self._cell_text(cell.blocks)
                    where = f"bảng {number}, hàng {row_number}, ô {place}"
                    cells.append(GridCell(row_number, column, text, where, 1, cell.span, converted=converted))
                    above[column] = len(cells) - 1
                column += cell.span
        return Grid(tuple(cells), f"bảng {number}")

    def _cell_text(self, blocks: Sequence[PageBlock]) -> tuple[str, str]:
        lines: list[str] = []
        converted = ""
        for block in blocks:
            if isinstance(block, Table):
                self.tables += 1
                self.pending.append(self._grid(block, self.tables))
                continue
            text, by = paragraph_text(block)
            lines.append(text)
            converted = converted or by
        return "\n".join(line for line in lines if line.strip()), converted


def paragraph_text(paragraph: Paragraph) -> tuple[str, str]:
    """The text as it is meant, its label before it, and the old encoding that some of it came in, or empty."""
    runs = [run for run in paragraph.runs if not run.look.hidden]
    converted = ""
    if all(run.text.isascii() for run in runs):
        text = "".join(run.shown for run in runs)
    else:
        pieces = []
        for _, group in groupby(runs, key=_font):
            stretch = list(group)
            found = repaired("".join(run.text for run in stretch), _font(stretch[0]))
            converted = converted or (found.encoding.value if found.encoding else "")
            converted = converted or ("chữ giống nhau của bảng chữ cái khác" if found.lookalikes else "")
            right = found.text.replace(SOFT_HYPHEN, "")
            pieces.append(right.upper() if all(run.look.caps for run in stretch) else right)
        text = "".join(pieces)
    label = f"{paragraph.label} " if paragraph.label else ""
    return label + text.replace("\f", "\n").replace("\t", " ").strip(), converted


def _font(run: Run) -> str:
    """The font that decides what the letters mean: the old one, where the two of a run differ."""
    look = run.look
    high = look.high or look.font
    return look.font if encoding_of_font(high) == (None, False) and encoding_of_font(look.font)[0] else high

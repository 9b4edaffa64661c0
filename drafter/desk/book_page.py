"""Turn a drafted workbook into pages of tables, as a Word file is measured, each figure's cell carried to its source.

The same preview shows both then. The workbook is read in the limited process that forms are read in: hidden sheets,
rows and columns stay out, merged cells stay merged over what is in sight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.desk.book_totals import worked_out
from drafter.intake.grid import Sheet, to_workbook
from drafter.intake.sandbox import Sandbox
from drafter.model.page import Align, Borders, Cell, Layout, Look, PageFile, Paragraph, Row, Run, Section, Table
from drafter.revise.workbook import OfficerBook

_FONT = "Times New Roman"
_LOOK = Look(_FONT, _FONT, _FONT, _FONT, size_pt=11)
_STRONG = replace(_LOOK, bold=True)
_PAGE_MM, _HEIGHT_MM, _MARGIN_MM = 297.0, 210.0, 15.0  # A4 across, as annexes are printed
_NARROWEST, _WIDEST, _ROOM = 5, 36, 1  # letters of a column, and what its sides take
_LETTER_MM = 2.2  # of the letters that the narrowest column is asked for: a table that needs more goes beyond the page
_READ = 14  # letters to a line at which a column of words still reads well
_ALL = Borders(top=True, left=True, bottom=True, right=True)


@dataclass(frozen=True)
class BookFigure:
    """A figure's cell: what the page calls it, its carrier's key and label, what it shows."""

    bookmark: str
    key: str
    label: str
    text: str


@dataclass(frozen=True)
class BookPage:
    """A workbook as pages, and the figures that stand in sight there."""

    page: PageFile
    figures: tuple[BookFigure, ...]


def book_page(
    data: bytes, cells: Iterable[Sequence[object]] = (), whole: str = "", codes: Collection[str] = ()
) -> BookPage | None:
    """The visible sheets, a page each; None where the workbook cannot be read.

    `cells` are the figures as a manifest has them: sheet, row, column, key, label. Totals and rates that the sheet
    itself works out of them are figures too: `whole` is the organisation of totals, `codes` are those of indicators.
    """
    with Sandbox(1) as sandbox:
        content = sandbox.read(data)
    if content.kind != "workbook":
        return None
    keys: dict[str, dict[tuple[int, int], tuple[str, str]]] = {}
    for sheet, row, column, key, label in cells:
        keys.setdefault(str(sheet), {})[int(str(row)), int(str(column))] = (str(key), str(label))
    worked = OfficerBook(data).sheets if whole and keys else {}
    figures: list[BookFigure] = []
    sections = []
    for number, one in enumerate(to_workbook(content.data).sheets, 1):
        given = keys.get(one.name, {})
        formulas = {at: cell.formula for at, cell in worked.get(one.name, {}).items() if cell.formula}
        given = {**given, **worked_out(given, formulas, one, whole, codes)}
        laid = None if one.hidden else _Laid.of(one, number, given)
        if laid is not None:
            sections.append(laid.section())
            figures += laid.figures()
    return BookPage(PageFile(tuple(sections)), tuple(figures))


@dataclass(frozen=True)
class _Laid:
    """A sheet with the rows and columns that are in sight and the merged area of each cell."""

    sheet: Sheet
    number: int
    keys: Mapping[tuple[int, int], tuple[str, str]]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    areas: Mapping[tuple[int, int], tuple[int, int, int, int]]

    @staticmethod
    def of(sheet: Sheet, number: int, keys: Mapping[tuple[int, int], tuple[str, str]]) -> _Laid | None:
        """None for a sheet that shows nothing."""
        filled = [at for at, cell in sheet.cells.items() if cell.text.strip() and not sheet.is_hidden(*at)]
        if not filled:
            return None
        last = max(column for _, column in filled)
        rows = tuple(sorted({row for row, _ in filled}))
        columns = tuple(one for one in range(1, last + 1) if not sheet.is_hidden(0, one))
        within = {(row, column) for row in rows for column in columns}
        areas = {
            (row, column): area
            for area in sheet.merged
            for row in range(area[0], min(area[2], rows[-1]) + 1)
            for column in range(area[1], min(area[3], last) + 1)
            if (row, column) in within
        }
        return _Laid(sheet, number, keys, rows, columns, areas)

    def figures(self) -> Iterator[BookFigure]:
        """The figures in sight that show something."""
        rows, columns = frozenset(self.rows), frozenset(self.columns)
        for (row, column), (key, label) in self.keys.items():
            text = self._text(row, column)
            if text and row in rows and column in columns:
                yield BookFigure(self._bookmark(row, column), key, label, text)

    def section(self) -> Section:
        """The sheet's name, the lines above its table, its table, the lines under it."""
        wide = [row for row in self.rows if not self._is_line(row)]
        body = [row for row in self.rows if wide and wide[0] <= row <= wide[-1]]
        lines = [row for row in self.rows if not wide or row < wide[0]]
        notes = [row for row in self.rows if wide and row > wide[-1]]
        blocks: list[Paragraph | Table] = [_paragraph(self.sheet.name, _STRONG, Align.LEFT, outline=0)]
        blocks += [_paragraph(self._said(row), _STRONG, Align.CENTRE) for row in lines]
        if body:
            head = self._head(body)
            blocks.append(Table(tuple(self._row(row, body, head) for row in body), self._widths(body, head)))
        blocks += [_paragraph(self._said(row), _LOOK, Align.LEFT) for row in notes]
        return Section(
            tuple(blocks),
            _PAGE_MM,
            _HEIGHT_MM,
            landscape=True,
            top_mm=_MARGIN_MM,
            bottom_mm=_MARGIN_MM,
            left_mm=_MARGIN_MM,
            right_mm=_MARGIN_MM,
            header_mm=0.0,
            footer_mm=0.0,
        )

    def _is_line(self, row: int) -> bool:
        return sum(1 for column in self.columns if self._text(row, column)) == 1

    def _said(self, row: int) -> str:
        return next(text for column in self.columns if (text := self._text(row, column)))

    def _row(self, row: int, body: Sequence[int], head: int) -> Row:
        cells = []
        for column in self.columns:
            area = self.areas.get((row, column))
            if area is None:
                cells.append(Cell((self._paragraph(row, column),), 0.0, 0.0, 1, borders=_ALL))
                continue
            top, left, bottom, right = area
            seen = [one for one in self.columns if left <= one <= right]
            if column != seen[0]:
                continue  # the cell before it reaches over
            first = next(one for one in body if top <= one <= bottom)
            blocks = (self._paragraph(top, left),)
            cells.append(Cell(blocks, 0.0, 0.0, len(seen), continues=row != first, borders=_ALL))
        return Row(tuple(cells), header=row <= head)

    def _head(self, body: Sequence[int]) -> int:
        """The last row of the table's head: as far down as its first row is merged."""
        return max(self.areas.get((body[0], column), (0, 0, body[0], 0))[2] for column in self.columns)

    def _paragraph(self, row: int, column: int) -> Paragraph:
        text, cell = self._text(row, column), self.sheet.cells.get((row, column))
        figure = text and (row, column) in self.keys
        align = Align.RIGHT if cell is not None and cell.kind in ("n", "p") else Align.LEFT
        carrier = self._bookmark(row, column) if figure else ""
        return _paragraph(text, _LOOK, align, carrier)

    def _text(self, row: int, column: int) -> str:
        return self.sheet.text(row, column)

    def _bookmark(self, row: int, column: int) -> str:
        return f"_drf_o{self.number}_{row}_{column}"

    def _widths(self, body: Sequence[int], head: int) -> tuple[float, ...]:
        """Columns as wide as what they say, all of them as wide as the page, or wider to be read."""
        letters = [min(self._letters(column, body, head), _WIDEST) + _ROOM for column in self.columns]
        least = _LETTER_MM * sum(min(one, _READ) for one in letters)
        whole = max(_PAGE_MM - 2 * _MARGIN_MM, least)
        return tuple(round(whole * one / sum(letters), 1) for one in letters)

    def _letters(self, column: int, body: Sequence[int], head: int) -> int:
        """What a column's longest cell has; its head is broken at every word."""
        said = [(row, self._text(row, column)) for row in body if (row, column) not in self.areas]
        lines = [max(map(len, text.split()), default=0) if row <= head else len(text) for row, text in said]
        return max([*lines, _NARROWEST])


def _paragraph(text: str, look: Look, align: Align, carrier: str = "", outline: int | None = None) -> Paragraph:
    runs = (Run(text, look, carrier=carrier),) if text else ()
    return Paragraph(runs, look, Layout(align=align, outline=outline))

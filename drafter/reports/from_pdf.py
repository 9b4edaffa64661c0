"""Turn a PDF with a text layer into paragraphs and tables: letters are put in order by where they stand on the page.

The order in the file is not trusted: where a typeface lacks Vietnamese letters they are drawn afterwards, from another
one, and stand in the file behind their line. Tables are told by their ruled lines, else by their columns of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from drafter.encodings.detect import repaired
from drafter.intake.faults import Fault, Refused
from drafter.model.report import Block, Grid, GridCell, Piece
from drafter.reports.going_on import last_row, repeated
from drafter.reports.headings import heading_level
from drafter.reports.pdf_gaps import gap_tables
from drafter.reports.pdf_lines import Chunk, letter_lines
from drafter.reports.pdf_page import page_letters, page_rules
from drafter.reports.pdf_tables import PageTable, ruled_tables

MAX_PAGES = 1000
FEWEST_LETTERS = 8  # a page; a report with fewer has no text layer
_PASSWORD_ERROR = 4
_SAME_EDGE = 4.0  # points: columns of a table that goes on over the page stand this near to where they stood
_BULLET = re.compile(r"(?:[-+*•–—●▪]|\(?\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,5}[.)]|phần\s+thứ|điều\s+\d)", re.IGNORECASE)
_FIGURE = re.compile(r"[-+]?\d[\d.,%/ ]*")
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?\d{1,4}(?:\s*-)?(?:\s*/\s*\d{1,4})?\s*")


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    size: float
    base: float


@dataclass(frozen=True)
class _Page:
    """What stands on a page: lines of text outside tables, page numbers aside, and tables, from top to bottom."""

    number: int
    lines: Sequence[_Line]
    tables: Sequence[PageTable]

    @property
    def letters(self) -> int:
        cells = (cell for table in self.tables for cell in table.cells)
        return sum(len(line.text) for line in self.lines) + sum(len(cell.letters) for cell in cells)

    @property
    def at_foot(self) -> PageTable | None:
        """The table under which nothing else stands."""
        last = self.tables[-1] if self.tables else None
        return last if last is not None and all(line.base > last.down[-1] for line in self.lines) else None


def pdf_blocks(data: bytes) -> tuple[tuple[Block, ...], int]:
    """Paragraphs and tables, and how many pages. Raises Refused for a password, a broken file, and pictures only."""
    import pypdfium2  # only who reads a PDF pays for loading it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise Refused(Fault.ENCRYPTED, "tệp PDF có mật khẩu mở") from error
        raise Refused(Fault.BROKEN, "tệp PDF hỏng hoặc tải về chưa đủ") from error
    if len(document) > MAX_PAGES:
        raise Refused(Fault.TOO_LARGE, f"tệp PDF có {len(document)} trang, quá {MAX_PAGES} trang")
    pages: list[_Page] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(_page(number + 1, page, pypdfium2.raw, pages[-1] if pages else None))
        page.close()
    if sum(page.letters for page in pages) < FEWEST_LETTERS * len(pages):
        raise Refused(Fault.NOT_A_WORKBOOK, "bản quét, không có lớp chữ")
    return tuple(_blocks(pages)), len(pages)


def _page(number: int, page: Any, raw: Any, before: _Page | None) -> _Page:
    """A page as it is read; `before` is the one before it."""
    ruled, outside = ruled_tables(page_rules(page, raw), page_letters(page, raw))
    waiting = [line for line in letter_lines(outside) if not _PAGE_NUMBER.fullmatch(line.text)]
    tables, lines = [*ruled], []
    at_foot = before.at_foot if before is not None else None
    for wall in (*(table.top for table in ruled), -inf):  # no table without lines goes on behind one with lines
        above = [line for line in waiting if line.base >= wall]
        found, rest = gap_tables(above, at_foot)
        tables += found
        lines += rest
        waiting, at_foot = waiting[len(above) :], None
    return _Page(number, tuple(map(_line, lines)), sorted(tables, key=lambda one: -one.top))


def _line(line: Chunk) -> _Line:
    return _Line(line.text, line.left, line.right, line.size, line.base)


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """The paragraphs and tables of all pages in order; a table that goes on over the page is one."""
    open_: list[tuple[str, PageTable]] = []  # the parts of the last table, each with its place, while it may go on
    last_page = 0
    for page in pages:
        count = 0
        for part in _parts(page):
            if isinstance(part, Piece):
                yield from _grid(open_)
                open_ = []
                yield part
                continue
            count += 1
            if open_ and (page.number == last_page or not _same_columns(open_[-1][1], part)):
                yield from _grid(open_)
                open_ = []
            open_.append((f"trang {page.number}, bảng {count}", part))
            last_page = page.number
    yield from _grid(open_)


def _parts(page: _Page) -> Iterator[Piece | PageTable]:
    """A page's paragraphs and tables from top to bottom."""
    waiting = list(page.lines)
    first = 1
    for table in page.tables:
        above = [line for line in waiting if line.base >= table.top]
        yield from _pieces(above, page, first)
        yield table
        waiting, first = waiting[len(above) :], first + len(above)
    yield from _pieces(waiting, page, first)


def _pieces(lines: Sequence[_Line], page: _Page, first: int) -> Iterator[Piece]:
    """The paragraphs of some lines: one goes on in the next where it is full and the next has no indent or bullet."""
    rights, lefts = sorted(line.right for line in page.lines), sorted(line.left for line in page.lines)
    margin = rights[int(len(rights) * 0.9) - 1 if len(rights) > 1 else 0] if rights else 0
    edge = lefts[len(lefts) // 4] if lefts else 0
    gathered: list[_Line] = []
    start = first
    for number, line in enumerate(lines, first):
        if gathered and not _goes_on(gathered[-1], line, margin, edge):
            yield _piece(gathered, page.number, start)
            gathered, start = [], number
        gathered.append(line)
    if gathered:
        yield _piece(gathered, page.number, start)


def _goes_on(last: _Line, line: _Line, margin: float, edge: float) -> bool:
    full = last.right > margin - 4 * last.size
    indented = line.left > edge + 1.2 * line.size
    return full and not indented and not _BULLET.match(line.text)


def _piece(lines: Sequence[_Line], page: int, first: int) -> Piece:
    found = repaired(" ".join(line.text for line in lines))
    by = found.encoding.value if found.encoding else ""
    return Piece(found.text, f"trang {page}, dòng {first}", heading_level(found.text), by)


def _same_columns(one: PageTable, other: PageTable) -> bool:
    pairs = zip(one.across, other.across, strict=False)
    return len(one.across) == len(other.across) and all(abs(a - b) <= _SAME_EDGE for a, b in pairs)


def _grid(parts: Sequence[tuple[str, PageTable]]) -> Iterator[Grid]:
    """The table of these parts, none of none. A head that is repeated on each page stands once in it."""
    cells: list[GridCell] = []
    for place, table in parts:
        found = _cells(table, place)
        again, below = repeated(cells, found), last_row(cells)
        rest = [replace(cell, row=cell.row - again + below) for cell in found if cell.row > again]
        rest = _joined(cells, rest, below) if cells else rest
        cells += rest
    if parts:
        yield Grid(tuple(cells), parts[0][0])


def _cells(table: PageTable, place: str) -> list[GridCell]:
    found = []
    for cell in table.cells:
        text = repaired(" ".join(line.text for line in letter_lines(cell.letters)))
        by = text.encoding.value if text.encoding else ""
        where = f"{place}, hàng {cell.row}, ô {cell.column}"
        found.append(GridCell(cell.row, cell.column, text.text, where, cell.rows, cell.columns, converted=by))
    return found


def _joined(before: list[GridCell], cells: list[GridCell], below: int) -> list[GridCell]:
    """The rows of a table's next part without what is only the end of a row that the page has cut in two: its first
    cell is empty and none of it is a number of its own. That is added to the row above."""
    said = [cell for cell in cells if cell.row == below + 1 and cell.text]
    above = {cell.column: number for number, cell in enumerate(before) if cell.row + cell.rows - 1 == below}
    own = any(cell.column == 1 or cell.rows > 1 or _FIGURE.fullmatch(cell.text) for cell in said)
    if not said or own or any(cell.column not in above for cell in said):
        return cells
    for cell in said:
        begun = before[above[cell.column]]
        before[above[cell.column]] = replace(begun, text=f"{begun.text} {cell.text}".strip())
    return [replace(cell, row=cell.row - 1) for cell in cells if cell.row > below + 1]

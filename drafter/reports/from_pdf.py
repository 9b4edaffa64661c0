"""Turn a PDF with a text layer into paragraphs: its letters are put in order by where they stand on the page.

The order in the file is not trusted: where a typeface lacks Vietnamese letters they are drawn afterwards, from another
one, and stand in the file behind their line.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.encodings.detect import repaired
from drafter.intake.faults import Fault, Refused
from drafter.model.report import Block, Piece
from drafter.reports.headings import heading_level

MAX_PAGES = 1000
FEWEST_LETTERS = 8  # a page; a report with fewer has no text layer
_PASSWORD_ERROR = 4
_SAME_LINE = 0.3  # of the letters' size: feet nearer than this are of one line, raised figures too
_SPACE = 0.12  # of the letters' size: a wider gap parts two words
_BULLET = re.compile(r"(?:[-+*•–—●▪]|\(?\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,5}[.)]|phần\s+thứ|điều\s+\d)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?\d{1,4}(?:\s*-)?(?:\s*/\s*\d{1,4})?\s*")


@dataclass(frozen=True)
class _Letter:
    letter: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    size: float


def pdf_blocks(data: bytes) -> tuple[tuple[Block, ...], int]:
    """The paragraphs, and how many pages there are. Raises Refused for a password, a broken file, and pictures only."""
    import pypdfium2  # only who reads a PDF pays for loading it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise Refused(Fault.ENCRYPTED, "tệp PDF có mật khẩu mở") from error
        raise Refused(Fault.BROKEN, "tệp PDF hỏng hoặc tải về chưa đủ") from error
    if len(document) > MAX_PAGES:
        raise Refused(Fault.TOO_LARGE, f"tệp PDF có {len(document)} trang, quá {MAX_PAGES} trang")
    pages = [_lines(document[number], pypdfium2.raw) for number in range(len(document))]
    if sum(len(line.text) for lines in pages for line in lines) < FEWEST_LETTERS * len(pages):
        raise Refused(Fault.NOT_A_WORKBOOK, "bản quét, không có lớp chữ")
    return tuple(piece for number, lines in enumerate(pages, 1) for piece in _pieces(lines, number)), len(pages)


def _lines(page: Any, raw: Any) -> list[_Line]:
    """The lines of a page from top to bottom."""
    letters = _letters(page.get_textpage(), raw)
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda one: (-one.base, one.left)):
        if rows and rows[-1][0].base - letter.base < _SAME_LINE * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _letters(textpage: Any, raw: Any) -> Iterator[_Letter]:
    """The letters with the foot of each: on a line it is one height, whatever typefaces are mixed in it."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pointers = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFFFF):
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, pointers[0]):
            continue
        if raw.FPDFText_GetCharOrigin(textpage, index, pointers[1], pointers[2]) and box.right > box.left:
            yield _Letter(chr(code), box.left, box.right, y.value, abs(box.top - box.bottom))


def _line(row: Sequence[_Letter]) -> _Line:
    size = sorted(one.size for one in row)[len(row) // 2]
    text, edge = "", row[0].left
    for one in row:
        if one.left - edge > _SPACE * size:
            text += " "
        text += one.letter
        edge = max(edge, one.right)
    return _Line(unicodedata.normalize("NFC", text), row[0].left, edge, size)


def _pieces(lines: Sequence[_Line], page: int) -> Iterator[Piece]:
    """The paragraphs of a page: a line goes on in the next where it is full and the next has no indent or bullet."""
    kept = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text)]
    if not kept:
        return
    margin = sorted(line.right for line in kept)[int(len(kept) * 0.9) - 1 if len(kept) > 1 else 0]
    edge = sorted(line.left for line in kept)[len(kept) // 4]
    gathered: list[_Line] = []
    first = 1
    for number, line in enumerate(kept, 1):
        if gathered and not _goes_on(gathered[-1], line, margin, edge):
            yield _piece(gathered, page, first)
            gathered, first = [], number
        gathered.append(line)
    yield _piece(gathered, page, first)


def _goes_on(last: _Line, line: _Line, margin: float, edge: float) -> bool:
    full = last.right > margin - 4 * last.size
    indented = line.left > edge + 1.2 * line.size
    return full and not indented and not _BULLET.match(line.text)


def _piece(lines: Sequence[_Line], page: int, first: int) -> Piece:
    found = repaired(" ".join(line.text for line in lines))
    by = found.encoding.value if found.encoding else ""
    return Piece(found.text, f"trang {page}, dòng {first}", heading_level(found.text), by)

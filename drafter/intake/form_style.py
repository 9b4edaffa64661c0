"""How a form looks: typeface, tints, borders, page set-up (Times New Roman, A4 landscape, PL-06)."""

from __future__ import annotations

import unicodedata
from copy import copy
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

FONT_NAME = "Times New Roman"
ENTRY = "FFF9DB"
SECOND_ENTRY = "FDFBF0"
HEADER = "1F4E79"
GROUP = "DCE6F1"
CLOSED = "E7E6E6"
_LINE = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Look:
    """How a cell looks. `fill` and `color` are RGB, `fill` empty for none; an `open` cell may be typed in."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fill: str = ""
    horizontal: str = "left"
    wrap: bool = True
    indent: int = 0
    boxed: bool = True
    open: bool = False
    number_format: str = "General"


TITLE = Look(16, bold=True, horizontal="center", boxed=False)
HEAD = Look(bold=True, color="FFFFFF", fill=HEADER, horizontal="center")
_seen: WeakKeyDictionary[Workbook, dict[Look, Any]] = WeakKeyDictionary()


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its look. openpyxl works a style out anew for every cell; here once for each look of a workbook."""
    known = _seen.setdefault(cell.parent.parent, {})
    if look not in known:
        cell.font = font(look.size, bold=look.bold, italic=look.italic, color=look.color)
        cell.alignment = Alignment(look.horizontal, "center", wrap_text=look.wrap, indent=look.indent)
        cell.number_format = look.number_format
        cell.protection = Protection(locked=not look.open)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.boxed:
            cell.border = _BOX
        known[look] = cell._style
    cell._style = copy(known[look])


def font(size: float = 12, *, bold: bool = False, italic: bool = False, color: str = "000000") -> Font:
    """The form's one typeface."""
    return Font(name=FONT_NAME, size=size, bold=bold, italic=italic, color=color)


def set_typeface(workbook: Workbook) -> None:
    """Make the form's typeface that of cells without a look too; column widths are counted in its digits."""
    workbook._fonts = IndexedList([font()])
    workbook._named_styles["Normal"].font = font()


def put_text(sheet: Worksheet, row: int, column: int, text: str, look: Look | None = None) -> None:
    """Write text as text: never a formula, never a character that Excel refuses."""
    cell = sheet.cell(row, column)
    plain = unicodedata.normalize("NFC", text)
    cell.value = plain if plain.isprintable() else "".join(c for c in plain if c in "\n\t" or _printable(c))
    cell.data_type = "s"
    if look:
        dress(cell, look)


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column `width` characters wide, rather one too many than cut off."""
    room = max(1, int(width * 0.97))
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))


def set_page(sheet: Worksheet, header_row: int | None) -> None:
    """A4 landscape, one page wide, header row repeated, page number on top from page 2 (PG-01…11, PL-06)."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.top = margins.bottom = 20 / _MM_PER_INCH
    margins.left, margins.right = 30 / _MM_PER_INCH, 15 / _MM_PER_INCH
    margins.header = margins.footer = 10 / _MM_PER_INCH
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text, sheet.oddHeader.center.size = "&P", 13
    sheet.oddHeader.center.font = f"{FONT_NAME},Regular"
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"


def lock(sheet: Worksheet) -> None:
    """Keep the structure (no password: it guards against slips, not against people); sizes may still be changed."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False

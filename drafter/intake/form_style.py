"""How a form looks: fonts, tints, borders, page set-up (Times New Roman, A4 landscape, PL-06)."""

from __future__ import annotations

import unicodedata

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

FONT_NAME = "Times New Roman"
_ENTRY_TINT = "FFF9DB"
_SECOND_ENTRY_TINT = "FDFBF0"
_HEADER_TINT = "1F4E79"
_GROUP_TINT = "DCE6F1"
_CLOSED_TINT = "E7E6E6"
_LINE = Side(style="thin", color="A6A6A6")
_MM_PER_INCH = 25.4

BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
UNLOCKED = Protection(locked=False)
ENTRY = PatternFill("solid", fgColor=_ENTRY_TINT)
SECOND_ENTRY = PatternFill("solid", fgColor=_SECOND_ENTRY_TINT)
HEADER = PatternFill("solid", fgColor=_HEADER_TINT)
GROUP = PatternFill("solid", fgColor=_GROUP_TINT)
CLOSED = PatternFill("solid", fgColor=_CLOSED_TINT)


def font(size: float = 12, *, bold: bool = False, italic: bool = False, color: str = "000000") -> Font:
    """The form's one typeface."""
    return Font(name=FONT_NAME, size=size, bold=bold, italic=italic, color=color)


def align(horizontal: str = "left", *, wrap: bool = True, indent: int = 0) -> Alignment:
    """Middle of the row, wrapped unless told."""
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text: never a formula, never a character that Excel refuses."""
    cell = sheet.cell(row, column)
    cell.value = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or _printable(c))
    cell.data_type = "s"


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column `width` characters wide; Vietnamese sets a little tighter."""
    room = max(1, int(width * 1.08))
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))


def set_page(sheet: Worksheet, header_row: int | None, first_page_plain: bool = True) -> None:
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
    sheet.HeaderFooter.differentFirst = first_page_plain
    sheet.oddHeader.center.text, sheet.oddHeader.center.size = "&P", 13
    sheet.oddHeader.center.font = f"{FONT_NAME},Regular"
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"


def lock(sheet: Worksheet) -> None:
    """Keep the structure (no password: it guards against slips, not against people); sizes may still be changed."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False

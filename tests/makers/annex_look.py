"""The look of the Excel annexes: page, headings, cells, the formats of numbers; each annex maker builds on it."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter

from drafter.standards.page_format import page_format

PAGE = page_format()
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7EDF5")
WHOLE, FRACTION, PERCENT = "[$-42A]#,##0", "[$-42A]#,##0.0##", "[$-42A]0.##"
SIGNED, SIGNED_WHOLE = "[$-42A]+#,##0.0##;[$-42A]-#,##0.0##;0", "[$-42A]+#,##0;[$-42A]-#,##0;0"
ONE_LINE, TWO_LINES = 18, 33  # heights in pt of rows set in 12 pt
_ATTACHED = (
    "(Kèm theo {{ ten_loai_thuong }} số        /{{ ky_hieu }} ngày      tháng      năm {{ nam_ban_hanh }}",
    "của {{ co_quan.ten_goi }})",
)


def font(size: float = 12, *, bold: bool = False, italic: bool = False) -> Font:
    """Times New Roman, as the paper."""
    return Font(name=PAGE.font, size=size, bold=bold, italic=italic)


def new_book() -> Workbook:
    """A workbook without sheets, its columns counted in digits of the paper's font."""
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = font(12)
    return book


def set_page(sheet: Any, *, one_wide: bool = True) -> None:
    """A4 across with the paper's margins and page number; `one_wide`: as wide as one page."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = one_wide
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, getattr(PAGE, side).default / 25.4)
    sheet.page_margins.header = PAGE.header_mm / 25.4
    sheet.oddHeader.center.text = "&P"
    sheet.oddHeader.center.font, sheet.oddHeader.center.size = PAGE.font, 14
    sheet.HeaderFooter.differentFirst = True
    sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
    sheet.print_options.horizontalCentered = one_wide
    sheet.sheet_view.showGridLines = False


def heading(sheet: Any, number: str, title: str, last: str, heights: tuple[float, float, float]) -> None:
    """The word «Phụ lục», its title and the line that says to which paper it belongs (format rules CP-20 to CP-22)."""
    texts = ((number, font(14, bold=True)), (title, font(14, bold=True)), (" ".join(_ATTACHED), font(13, italic=True)))
    for row, ((text, look), height) in enumerate(zip(texts, heights, strict=True), 1):
        cell = sheet.cell(row, 1, text)
        cell.font = look
        sheet.merge_cells(f"A{row}:{last}{row}")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = height


def heading_over_loop(sheet: Any, number: str, title: str, column: str, loop: str, on_page: int) -> None:
    """The same, in rows 1 to 4, over a table whose columns a loop makes and whose first ones every page repeats.

    A merged cell would end with the repeated columns or run over several pages, so each line stands in the column in
    the middle of the first page (`on_page` columns of the loop fit on it) and flows out to both sides over cells that
    are empty. `number` and `title` are expressions.
    """
    middle = f"[([{loop} | length, {on_page}] | min - 5) // 2, 0] | max"
    bold, italic = font(14, bold=True), font(13, italic=True)
    attached = [_as_expression(part) for part in _ATTACHED]
    for row, (text, look) in enumerate(((number, bold), (title, bold), *((one, italic) for one in attached)), 1):
        for at, where in ((f"{column}{row}", f"loop.index0 == {middle}"), (f"A{row}", f"not {loop}")):
            sheet[at] = "{{ (" + text + ") if " + where + " else none }}"
            sheet[at].font = look
            sheet[at].alignment = Alignment(horizontal="center", vertical="center")
        sheet.row_dimensions[row].height = 18


def _as_expression(text: str) -> str:
    """A text with tags as one expression: a cell that is one tag is empty where that says none."""
    pieces = re.split(r"\{\{ (.*?) \}\}", text)
    return " ~ ".join(piece if number % 2 else f'"{piece}"' for number, piece in enumerate(pieces) if piece)


def put(
    sheet: Any, at: str, value: object, *, bold: bool = False, align: str = "left", form: str | None = None,
    wrap: bool = True, border: bool = True, fill: bool = False, size: float = 12, turn: int = 0, italic: bool = False,
) -> None:  # fmt: skip
    """A cell's value and look."""
    cell = sheet[at]
    cell.value = value
    cell.font = font(size, bold=bold, italic=italic)
    cell.alignment = Alignment(
        horizontal=align, vertical="center", wrap_text=wrap, shrink_to_fit=not wrap and border, text_rotation=turn
    )
    if border:
        cell.border = _BORDER
    if fill:
        cell.fill = _HEAD
    if form:
        cell.number_format = form


def row_of_heads(sheet: Any, row: int, heads: tuple[tuple[str, float], ...]) -> None:
    """The titles of a table, each with its column's width."""
    for number, (text, width) in enumerate(heads, 1):
        letter = get_column_letter(number)
        put(sheet, f"{letter}{row}", text, bold=True, align="center", fill=True)
        sheet.column_dimensions[letter].width = width


def whole_numbers_bare(sheet: Any, area: str, first: str) -> None:
    """Numbers without a fraction are shown without a decimal mark."""
    look = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=WHOLE))
    sheet.conditional_formatting.add(
        area, Rule(type="expression", dxf=look, formula=[f"AND(ISNUMBER({first}),{first}=INT({first}))"])
    )


def cut(expression: str, row: int = 4) -> str:
    """The percent as the office cuts it, which cells A and B of a hidden row say.

    The inner rounding takes away what binary fractions add.
    """
    return f"IF($A${row},TRUNC(ROUND({expression},8),$B${row}),ROUND({expression},$B${row}))"

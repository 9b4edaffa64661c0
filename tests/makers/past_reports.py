"""Make the past reports of the made-up office: a Word report of 2023, one of TCVN3 fonts, and an Excel annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from drafter.encodings.convert import to_tcvn3
from drafter.fill.package import read_package
from drafter.render.figures_workbook import workbook_bytes
from tests.makers.past_report_words import (
    ANNEX_ROWS,
    ANNEX_TOTAL,
    ANNEX_UNITS,
    HALF_TEXT,
    HALF_TITLE,
    ISSUER,
    SIGNER,
    SUPERIOR,
    YEAR_TEXT,
    YEAR_TITLE,
)
from tests.makers.van_phong_units import OFFICE_NAME, PROFILES

FOLDER = "bao-cao-cu"
YEAR_FILE, HALF_FILE, ANNEX_FILE = "bao-cao-nam-2023.docx", "bao-cao-6-thang-2023-vntime.docx", "phu-luc-nam-2023.xlsx"
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True)
class _Hand:
    """How an office typed: in a Unicode font, or in those of TCVN3 with a font of its own for capitals."""

    old: bool = False

    def write(self, paragraph: Any, text: str, size: float = 14, *, bold: bool = False, italic: bool = False) -> None:
        for stretch, capitals in self._stretches(text):
            run = paragraph.add_run(to_tcvn3(stretch) if self.old else stretch)
            run.bold, run.italic, run.font.size = bold, italic, Pt(size)
            name = (".VnTimeH" if capitals else ".VnTime") if self.old else "Times New Roman"
            run.font.name = name
            fonts = run._element.rPr.rFonts
            for slot in ("w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(slot), name)

    def _stretches(self, text: str) -> Iterator[tuple[str, bool]]:
        """TCVN3 has no capitals with tones: a line of capitals is typed in small letters of the capital font, and a
        capital with a tone within a word is one letter of that font."""
        if not self.old:
            yield text, False
        elif text.isupper():
            yield text.lower(), True
        else:
            start = 0
            for place, letter in enumerate(text):
                if letter.isupper() and not letter.isascii() and letter not in "ĂÂÊÔƠƯĐ":
                    yield text[start:place], False
                    yield letter.lower(), True
                    start = place + 1
            yield text[start:], False


def past_reports() -> Iterator[tuple[str, bytes]]:
    """The files by their path in the office's folder."""
    yield f"{FOLDER}/{YEAR_FILE}", _report(YEAR_TITLE, YEAR_TEXT, "125/BC-LĐLĐ", "ngày 12 tháng 12 năm 2023", _Hand())
    old = _report(HALF_TITLE, HALF_TEXT, "61/BC-LĐLĐ", "ngày 14 tháng 6 năm 2023", _Hand(old=True))
    yield f"{FOLDER}/{HALF_FILE}", old
    yield f"{FOLDER}/{ANNEX_FILE}", annex()


def report_of(title: Sequence[str], text: str) -> bytes:
    """A Word report of the office of any text, typed in Times New Roman."""
    return _report(title, text, "1/BC-LĐLĐ", "ngày 12 tháng 12 năm 2023", _Hand())


def make_past_reports(folder: Path) -> None:
    """Write them below the office's folder."""
    for path, data in past_reports():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _report(title: Sequence[str], text: str, number: str, day: str, hand: _Hand) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    _letterhead(document, number, day, hand)
    for line in title:
        _line(document, line, hand, align=_CENTRE, bold=True)
    table: Any = None
    for line in text.split("\n"):
        if line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            table = _row(document, table, cells, hand)
        elif line.startswith("# "):
            _line(document, line[2:], hand, bold=True)
        elif line:
            _line(document, line, hand, align=_BOTH, indent=True)
    _line(document, "TM. BAN THƯỜNG VỤ", hand, align=_CENTRE, bold=True)
    _line(document, "CHỦ TỊCH", hand, align=_CENTRE, bold=True)
    _line(document, SIGNER, hand, align=_CENTRE, bold=True)
    return _packed(document, title[1])


def _letterhead(document: Any, number: str, day: str, hand: _Hand) -> None:
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    _cell(left, (SUPERIOR, *ISSUER.split("\n"), f"Số: {number}"), hand)
    _cell(right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"Sông Vàng, {day}"), hand)


def _cell(cell: Any, lines: Sequence[str], hand: _Hand) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        hand.write(paragraph, line, 12)


def _row(document: Any, table: Any, cells: Sequence[str], hand: _Hand) -> Any:
    """The next row of a table; the first makes the table."""
    if table is None:
        table = document.add_table(0, len(cells))
        table.style = "Table Grid"
    for cell, text in zip(table.add_row().cells, cells, strict=True):
        hand.write(cell.paragraphs[0], text, 12)
    return table


def _line(
    document: Any, text: str, hand: _Hand, *, align: Any = None, bold: bool = False, indent: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(6)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    hand.write(paragraph, text, bold=bold)


def _packed(document: Any, title: str) -> bytes:
    """The file; the same document gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = title.rstrip(";"), OFFICE_NAME
    properties.created = properties.modified = datetime(2023, 12, 12)  # noqa: DTZ001 - python-docx writes naive times
    buffer = BytesIO()
    document.save(buffer)
    package = read_package(buffer.getvalue())
    return package.write({name: package.read(name) for name in package.names})


def annex() -> bytes:
    """The annex: indicators with plan, result, percent and the year before; units under a head of two rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục 1"
    _head(sheet, "Phụ lục 1", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2023", 7)
    titles = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)", "Cùng kỳ năm 2022")
    _write(sheet, 5, titles, bold=True)
    for number, row in enumerate(ANNEX_ROWS, 6):
        _write(sheet, number, row, bold=not isinstance(row[0], int))
    _widths(sheet, (6, 52, 12, 11, 11, 11, 18))
    units = book.create_sheet("Phụ lục 2")
    _head(units, "Phụ lục 2", "SỐ LIỆU MỘT SỐ CÔNG ĐOÀN CƠ SỞ NĂM 2023", 6)
    _write(
        units, 5, ("TT", "Đơn vị", "Tổng số đoàn viên", "Kết nạp đoàn viên mới", None, "Số cuộc đối thoại"), bold=True
    )
    _write(units, 6, (None, None, None, "Kế hoạch", "Thực hiện", None), bold=True)
    for area in ("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6"):
        units.merge_cells(area)
    aliases = {profile.code: f"CĐCS {profile.alias}" for profile in PROFILES}
    for number, (code, *figures) in enumerate(ANNEX_UNITS, 1):
        _write(units, 6 + number, (number, aliases[code], *figures))
    last = 7 + len(ANNEX_UNITS)
    _write(units, last, (ANNEX_TOTAL[0], None, *ANNEX_TOTAL[1:]), bold=True)
    units.merge_cells(f"A{last}:B{last}")
    _widths(units, (6, 40, 14, 12, 12, 14))
    book.properties.creator = OFFICE_NAME
    return workbook_bytes(book)


def _head(sheet: Any, name: str, title: str, columns: int) -> None:
    for row, text in ((1, OFFICE_NAME.upper()), (2, name), (3, title)):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name="Times New Roman", size=13, bold=True)
        cell.alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def _write(sheet: Any, row: int, values: Sequence[object], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        cell.font = Font(name="Times New Roman", size=12, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if column != 2 else "left")
        cell.border = _BOX


def _widths(sheet: Any, widths: Sequence[float]) -> None:
    for column, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[column].width = width

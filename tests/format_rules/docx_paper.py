"""A plan made with python-docx, as other programs make papers: two rows in the head, lists that Word counts."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def _say(paragraph: Paragraph, text: str, size: float = 14, *, bold: bool = False, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _close(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH = _CENTRE) -> Paragraph:
    """No space around it, single lines."""
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
    return paragraph


def _ruled(paragraph: Paragraph, column: float, length: float) -> None:
    """An empty paragraph under which a line is drawn, as long as its indents leave."""
    _close(paragraph)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((column - length) / 2)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    line.set(qn("w:val"), "single")
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _text(document: Document, text: str, style: str = "Normal", *, bold: bool = False) -> None:
    paragraph = _say(document.add_paragraph(style=style), text, bold=bold)
    paragraph.alignment = _BOTH
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after, form.line_spacing = Mm(10), Pt(3), Pt(3), Pt(18)
    form.left_indent = Mm(0)
    apart = OxmlElement("w:contextualSpacing")  # the list styles of python-docx set their paragraphs close
    apart.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(apart)


def _head(document: Document) -> None:
    table = document.add_table(2, 2)
    table.autofit = False
    for number, width in enumerate((Mm(66), Mm(99))):
        table.columns[number].width = width
        for cell in table.columns[number].cells:
            cell.width = width
    left, right = table.rows[0].cells
    _close(_say(left.paragraphs[0], "CÔNG ĐOÀN PHƯỜNG AN HÒA", 12))
    _close(_say(left.add_paragraph(), "CÔNG ĐOÀN CƠ SỞ", 12, bold=True))
    _close(_say(left.add_paragraph(), "TRƯỜNG TIỂU HỌC LÁ BIẾC", 12, bold=True))
    _ruled(left.add_paragraph(), 62.2, 22)
    _close(_say(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True))
    _close(_say(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, bold=True))
    _ruled(right.add_paragraph(), 95.2, 56)
    left, right = table.rows[1].cells
    _close(_say(left.paragraphs[0], "Số: 08/KH-CĐCS", 13))
    _close(_say(right.paragraphs[0], "An Hòa, ngày 12 tháng 02 năm 2026", 13, italic=True))


def _signature(document: Document) -> None:
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    _close(_say(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True), WD_ALIGN_PARAGRAPH.LEFT)
    for line in ("- Công đoàn phường (để báo cáo);", "- Các tổ công đoàn;", "- Lưu: VT."):
        _close(_say(left.add_paragraph(), line, 11), WD_ALIGN_PARAGRAPH.LEFT)
    _close(_say(right.paragraphs[0], "TM. BAN CHẤP HÀNH", 14, bold=True))
    _close(_say(right.add_paragraph(), "CHỦ TỊCH", 14, bold=True))
    for _ in range(5):
        _close(_say(right.add_paragraph(), "", 14))
    _close(_say(right.add_paragraph(), "Sùng Thị Lan", 14, bold=True))


@cache
def plan() -> bytes:
    """A plan of a grassroots union of 2026."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(20),
        Mm(20),
        Mm(30),
        Mm(15),
    )
    section.start_type = WD_SECTION.NEW_PAGE
    _head(document)
    _say(document.add_paragraph(), "KẾ HOẠCH", bold=True).alignment = _CENTRE
    _close(_say(document.add_paragraph(), "Tổ chức Tháng Công nhân năm 2026", bold=True))
    _ruled(document.add_paragraph(), 165, 30)
    _text(document, "Thực hiện Kế hoạch số 22/KH-CĐP ngày 05/02/2026, Công đoàn cơ sở lập kế hoạch như sau:")
    _text(document, "I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    _text(document, "Chăm lo thiết thực cho đoàn viên, người lao động.", "List Number")
    _text(document, "Tổ chức tiết kiệm, an toàn.", "List Number")
    _text(document, "II. TỔ CHỨC THỰC HIỆN", bold=True)
    _text(document, "Các tổ công đoàn triển khai và báo cáo kết quả trước ngày 30/5/2026./.")
    _signature(document)
    document.add_paragraph()  # Word has one after a table at the end of a file
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()

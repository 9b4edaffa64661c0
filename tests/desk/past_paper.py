"""A made-up yearly report of the sample office as an officer typed it in Word: its own words, tables, look, changes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

LINES = (
    "Căn cứ Kế hoạch số 03/KH-LĐLĐ ngày 12/01/2024, Liên đoàn Lao động tỉnh báo cáo kết quả năm 2024 như sau:",
    "I. KẾT QUẢ HOẠT ĐỘNG NĂM 2024",
    "Toàn tỉnh có 22 công đoàn cơ sở với hơn 16.200 đoàn viên; Tỉnh ủy Sông Vàng thường xuyên quan tâm chỉ đạo.",
    "1. Năm 2024 kết nạp mới được 2.101/1.500 đoàn viên, đạt 140,06% kế hoạch năm, vượt chỉ tiêu được giao.",
    "2. Dịp Tết Giáp Thìn 2024 đã tặng\xa01.080\xa0suất quà, trị giá 540 triệu đồng, mỗi suất 500.000 đồng.",
    "Các công đoàn cơ sở tặng quà Tết cho đoàn viên với số tiền gần 6,5 tỷ đồng.",
    "3. Thu đoàn phí công đoàn được 20.526.300.000 đồng; tuyên truyền Luật Công đoàn năm 2024 cho 29.314 lượt CNVCLĐ.",
    "Tỷ lệ doanh nghiệp ký thỏa ước lao động tập thể là 85,7%. Công đoàn tỉnh Mây Trắng đã đến học tập kinh nghiệm.",
    "Ngoài ra có 3 nơi tự nguyện làm điểm.",
    "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025",
    "- Kết nạp mới 1.500 đoàn viên, chăm lo tốt cho người lao động dịp 8/3 và Tháng Công nhân năm 2025.",
)
LETTERHEAD = (
    "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLĐLĐ TỈNH SÔNG VÀNG\nSố: 245/BC-LĐLĐ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSông Vàng, ngày 31 tháng 12 năm 2024",
)
INSERTED = " Trong đó có nhiều công nhân trẻ."
TYPE, SUBJECT = "BÁO CÁO", "Hoạt động công đoàn năm 2024 và nhiệm vụ năm 2025"
HEAD = ("TT", "Đơn vị", "Số đoàn viên", "Kết nạp mới")
TARGETS = (
    ("Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ"),
    ("Kết nạp đoàn viên mới", "1.500", "2.101", "140,06%"),
    ("Thành lập công đoàn cơ sở mới", "1", "1", "100%"),
)


def past_paper(rows: Sequence[tuple[str, str, str]], total: tuple[str, str]) -> bytes:
    """The report; `rows` are units with what their cells say, `total` closes the table."""
    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    _two(document, *LETTERHEAD)
    for text in (TYPE, SUBJECT):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).bold = True
    for text in LINES:
        line = document.add_paragraph()
        line.paragraph_format.first_line_indent = Cm(1.27)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        half = len(text) // 2
        line.add_run(text[:half])  # Word cuts what is typed into runs anywhere
        line.add_run(text[half:]).italic = text.startswith("Căn cứ")
        if text.startswith("1. "):
            _changed(line)
    _table(document, [HEAD, *((str(n), *row) for n, row in enumerate(rows, 1)), ("", "Tổng cộng", *total)])
    document.add_paragraph("Biểu kết quả thực hiện chỉ tiêu")
    _table(document, TARGETS)
    _two(document, "Nơi nhận:\n- Tổng Liên đoàn;\n- Lưu: VT.", "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\n\nPhan Văn Cũ")
    document.add_paragraph()
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _two(document: Any, left: str, right: str) -> None:
    cells = document.add_table(1, 2).rows[0].cells
    for cell, text in zip(cells, (left, right), strict=True):
        cell.text = text


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _changed(line: Any) -> None:
    """A sentence that somebody put in and one that somebody took out, both still tracked."""
    for tag, text_tag, text in (("w:ins", "w:t", INSERTED), ("w:del", "w:delText", " Câu này 999 đã bỏ.")):
        change, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        change.set(qn("w:id"), "901")
        change.set(qn("w:author"), "Văn thư")
        said.set(qn("xml:space"), "preserve")
        said.text = text
        run.append(said)
        change.append(run)
        line._p.append(change)

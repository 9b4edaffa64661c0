"""Two made-up reports of 2024 of the sample office in other offices' manners: how they are laid out, not what they say.

`with_tabs`: letterhead and signing block made with tabs, a table of units by how many joined, its total on top, an
award table. `with_boxes`: the state's name in a text box, who signs above who receives, a table of units without
those that have nothing to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt

Rows = Sequence[Sequence[str]]

TABBED_HEAD = (
    "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG VÀNG\tĐộc lập - Tự do - Hạnh phúc",
    "Số: 118/BC-LĐLĐ\tSông Vàng, ngày 20 tháng 12 năm 2024",
)
TABBED_LINES = (
    "A. TÌNH HÌNH CHUNG",
    "Hiện nay Liên đoàn Lao động tỉnh đang quản lý trực tiếp 22 CĐCS, tổng số đoàn viên: 16.245/18.088 CNVCLĐ.",
    "B. KẾT QUẢ THỰC HIỆN",
    "1.1. Về phát triển đoàn viên: đã kết nạp được 2.101 đoàn viên/1.500 đoàn viên (đạt 140,06% chỉ tiêu năm).",
    "1.2. Chăm lo Tết: trao 1.080 suất quà, trị giá 540.000.000 đồng; hỗ trợ 400 vé xe với 100 triệu đồng.",
    "1.3. Năm 2024, CĐCS Bệnh viện Đa khoa tỉnh kết nạp 62 đoàn viên, là đơn vị tiêu biểu.",
)
TABBED_END = (
    "Nơi nhận:\tTM. BAN THƯỜNG VỤ",
    "- Tổng Liên đoàn (b/c);\tKT. CHỦ TỊCH",
    "- Lưu: VT.\tPHÓ CHỦ TỊCH",
    "",
    "",
    "\tPhan Thị Cũ",
)
BOXED_LINES = (
    "Phần thứ nhất: KẾT QUẢ CÔNG TÁC NĂM 2024",
    "+ Tổng số đoàn viên đến 31/12/2024 là 16.245 người, trong đó nữ là 10.999 người.",
    "+ Số tiền thăm hỏi, trợ cấp khó khăn là 416 triệu đồng cho 668 lượt người.",
    "+ Ký mới 3 bản thỏa ước lao động tập thể.",
    "Phần thứ hai: PHƯƠNG HƯỚNG NĂM 2025",
    "+ Phấn đấu kết nạp 1.500 đoàn viên.",
)


def with_tabs(units: Rows, total: Sequence[str], awards: Rows) -> bytes:
    """`units` are name and new members, the most first; `total` is the first row of that table."""
    document = _document()
    for text in TABBED_HEAD:
        document.add_paragraph(text).runs[0].bold = True
    _centred(document, "BÁO CÁO", "Kết quả hoạt động công đoàn năm 2024")
    for text in TABBED_LINES:
        document.add_paragraph(text)
    document.add_paragraph("Kết quả kết nạp đoàn viên của các đơn vị:")
    _table(document, [("STT", "Tên đơn vị", "Kết nạp mới (người)"), total,
                      *((f"{n:02d}", *row) for n, row in enumerate(units, 1))])  # fmt: skip
    document.add_paragraph("Khen thưởng năm 2024:")
    _table(document, [("Hình thức", "Tập thể", "Cá nhân"), *awards])
    document.add_paragraph("C. PHƯƠNG HƯỚNG NĂM 2025")
    document.add_paragraph("Tiếp tục đổi mới hoạt động, kết nạp ít nhất 1.500 đoàn viên trong năm 2025./.")
    for text in TABBED_END:
        document.add_paragraph(text)
    return _saved(document)


def with_boxes(units: Rows) -> bytes:
    """`units` are name and new members, in the office's order, those without any left out."""
    document = _document()
    document.add_paragraph("LIÊN ĐOÀN LAO ĐỘNG\nTỈNH SÔNG VÀNG")
    state = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    document.add_paragraph()._p.append(_box(state))
    document.add_paragraph("Số: 07-BC/LĐLĐ")
    document.add_paragraph("Sông Vàng, ngày 05 tháng 01 năm 2025").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _centred(document, "BÁO CÁO", "Tổng kết công tác công đoàn năm 2024")
    for text in BOXED_LINES[:4]:
        document.add_paragraph(text)
    _table(document, [("Đơn vị", "Đoàn viên mới kết nạp"), *units])
    for text in BOXED_LINES[4:]:
        document.add_paragraph(text)
    for text in ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "", "", "Phan Văn Xưa"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text in ("Nơi nhận:", "- Như trên;", "- Lưu VT."):
        document.add_paragraph(text)
    return _saved(document)


def _document() -> Any:
    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    return document


def _centred(document: Any, *texts: str) -> None:
    for text in texts:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).bold = True


def _table(document: Any, rows: Rows) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _box(lines: Sequence[str]) -> Any:
    """A run with a text box, as older Words draw it."""
    w, v = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "urn:schemas-microsoft-com:vml"
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in lines)
    return parse_xml(
        f'<w:r xmlns:w="{w}" xmlns:v="{v}"><w:pict><v:shape style="width:220pt;height:50pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()

"""The blocks of the shipped Word templates that are the same in many kinds: letterhead, basis, annexes, signing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.makers.word_styles import PAGE, across, placed_style, upright

Paragraph = tuple[str, str]
"""A style's name and a text."""


def letterhead(document: Any, _: str) -> None:
    """Who issues the paper, its blank number; the state's name, place and blank day."""
    left, right = two_columns(document, *PAGE.letterhead_mm)
    fill(
        left,
        ("Tên cơ quan chủ quản", "{%p for dong in co_quan.cap_tren %}"),
        ("Tên cơ quan chủ quản", "{{ dong }}"),
        ("Tên cơ quan chủ quản", "{%p endfor %}"),
        ("Tên cơ quan ban hành", "{%p for dong in co_quan.ten %}"),
        ("Tên cơ quan ban hành", "{{ dong }}"),
        ("Tên cơ quan ban hành", "{%p endfor %}"),
        ("Kẻ dưới tên cơ quan", ""),
        ("Số, ký hiệu", "Số:         /{{ ky_hieu }}"),
        ("Dấu dự thảo", "DỰ THẢO"),
    )
    fill(
        right,
        ("Quốc hiệu", PAGE.quoc_hieu),
        ("Tiêu ngữ", PAGE.tieu_ngu),
        ("Kẻ dưới tiêu ngữ", ""),
        ("Địa danh, ngày tháng năm", "{{ co_quan.dia_danh }}, ngày       tháng       năm {{ nam_ban_hanh }}"),
    )


def type_and_subject(document: Any, _: str) -> None:
    """The type's name, the subject, the line under it, and what says that figures are still to come."""
    add(
        document,
        ("Tên loại văn bản", "{{ ten_loai }}"),
        ("Trích yếu", "{%p for dong in trich_yeu %}"),
        ("Trích yếu", "{{ dong }}"),
        ("Trích yếu", "{%p endfor %}"),
        ("Kẻ dưới trích yếu", ""),
        ("Số liệu tạm", "{%p if so_lieu_tam %}"),
        ("Số liệu tạm", "{{ so_lieu_tam }}"),
        ("Số liệu tạm", "{%p endif %}"),
    )


def addressed(document: Any, _: str) -> None:
    """«Kính gửi»: one addressee on the line, several each on a line of its own (format rule CP-13)."""
    add(
        document,
        ("Kính gửi", "{%p if kinh_gui_mot %}"),
        ("Kính gửi", "Kính gửi: {{ kinh_gui_mot }}"),
        ("Kính gửi", "{%p elif kinh_gui %}"),
        ("Kính gửi", "Kính gửi:"),
        ("Kính gửi, từng nơi", "{%p for dong in kinh_gui %}"),
        ("Kính gửi, từng nơi", "- {{ dong }}{% if loop.last %}.{% else %};{% endif %}"),
        ("Kính gửi, từng nơi", "{%p endfor %}"),
        ("Kính gửi, từng nơi", "{%p endif %}"),
    )


def authority(document: Any, _: str) -> None:
    """Who decides, under the subject of a decision (format rule ST-11)."""
    add(
        document,
        ("Thẩm quyền ban hành", "{%p for dong in tham_quyen %}"),
        ("Thẩm quyền ban hành", "{{ dong }}"),
        ("Thẩm quyền ban hành", "{%p endfor %}"),
    )


def basis(document: Any, closing: str) -> None:
    """The legal basis, a line each, «;» after each, «.» after the last; `closing` is a last line of the kind's own."""
    end = ";" if closing else "{% if loop.last %}.{% else %};{% endif %}"
    add(
        document,
        ("Căn cứ", "{%p for dong in can_cu %}"),
        ("Căn cứ", "{{ dong }}" + end),
        ("Căn cứ", "{%p endfor %}"),
        *([("Căn cứ", f"{closing.rstrip('.')}.")] if closing else []),
    )


def decides(document: Any, text: str) -> None:
    """The second «QUYẾT ĐỊNH» of a decision, or what else stands there."""
    add(document, ("Quyết định", text or "QUYẾT ĐỊNH:"))


def signature(document: Any, _: str) -> None:
    """Nơi nhận beside who signs."""
    before_signing(document)
    left, right = two_columns(document, *PAGE.signature_mm)
    fill(
        left,
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", "{%p for dong in noi_nhan %}"),
        ("Danh sách nơi nhận", "{{ dong }}"),
        ("Danh sách nơi nhận", "{%p endfor %}"),
    )
    fill(
        right,
        ("Chức vụ người ký", "{%p for dong in ky_ten.chuc_vu %}"),
        ("Chức vụ người ký", "{{ dong }}"),
        ("Chức vụ người ký", "{%p endfor %}"),
        *(("Họ tên người ký", ""),) * 5,
        ("Họ tên người ký", "{{ ky_ten.ho_ten }}"),
    )
    # The text cannot end on a table: Word wants a last paragraph, here too low to make a page of its own.
    low_line(document)


def two_sign(document: Any, who: str) -> None:
    """The end of minutes: two who sign side by side. `who` is «THƯ KÝ = {{ … }} | CHỦ TRÌ = {{ … }}»."""
    before_signing(document)
    sides = two_columns(document, *(PAGE.text_width_mm / 2,) * 2)
    for cell, one in zip(sides, who.split("|"), strict=True):
        title, _, name = one.partition("=")
        room = (("Họ tên người ký", ""),) * 5
        fill(cell, ("Chức vụ người ký", title.strip()), *room, ("Họ tên người ký", name.strip()))
    low_line(document)


def recipients(document: Any, _: str) -> None:
    """Nơi nhận alone, where nobody signs beside it (minutes)."""
    add(
        document,
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", "{%p for dong in noi_nhan %}"),
        ("Danh sách nơi nhận", "{{ dong }}"),
        ("Danh sách nơi nhận", "{%p endfor %}"),
    )


def annex(document: Any, what: str) -> None:
    """«PHẦN | TÊN» → a section of its own: «Phụ lục I», its title, the paper it comes with. See word_template."""
    part, *titles = (piece.strip() for piece in what.split("|"))
    _section(document)
    add(document, ("Phụ lục", "{{ phu_luc." + part + " }}"))
    _attached(document, titles)


def listed(document: Any, what: str) -> None:
    """«TÊN» → a list that comes with a paper, without the word «Phụ lục» (format rule ST-14)."""
    _section(document)
    _attached(document, [piece.strip() for piece in what.split("|")])


def placed(document: Any, what: str) -> None:
    """«X Y RỘNG [g|p] CỠ [dam] | CHỮ» → a text at its own place on the page: a frame that Word lets one drag."""
    look, _, text = what.partition("|")
    numbers = [float(one) for one in look.split() if one[0].isdigit()]
    x, y, width, size = numbers
    side = next((one for one in look.split() if one in ("g", "p")), "")
    paragraph = document.add_paragraph(text.strip(), style=placed_style(document, size, side, bold="dam" in look))
    frame = OxmlElement("w:framePr")
    measures = {"w": width, "x": x, "y": y}
    for attribute, value in {name: str(round(mm * 1440 / 25.4)) for name, mm in measures.items()}.items():
        frame.set(qn(f"w:{attribute}"), value)
    for attribute, value in (("hAnchor", "page"), ("vAnchor", "page"), ("wrap", "around")):
        frame.set(qn(f"w:{attribute}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:sectPr"
    )


def low(document: Any, _: str) -> None:
    """A line of a point's height: a page of placed texts ends with it."""
    low_line(document)


def lie_across(document: Any, _: str) -> None:
    """What follows lies across, until a line says upright again; a section that has text already ends here."""
    _section(document)
    across(document.sections[-1])


def stand_upright(document: Any, _: str) -> None:
    """What follows stands upright."""
    _section(document)
    upright(document.sections[-1])


BLOCKS: Mapping[str, Callable[[Any, str], None]] = {
    "@phan-dau": letterhead,
    "@ten-loai": type_and_subject,
    "@kinh-gui": addressed,
    "@tham-quyen": authority,
    "@can-cu": basis,
    "@quyet-dinh": decides,
    "@ky-ten": signature,
    "@ky-hai": two_sign,
    "@noi-nhan": recipients,
    "@phu-luc": annex,
    "@danh-sach": listed,
    "@o": placed,
    "@het-trang": low,
    "@ngang": lie_across,
    "@doc": stand_upright,
}
"""What a line of an outline may begin with, and what it makes of the rest of the line."""


def _attached(document: Any, titles: list[str]) -> None:
    add(
        document,
        *(("Tên phụ lục", title) for title in titles),
        ("Kèm theo", "{{ kem_theo }}"),
        ("Kẻ dưới tên phụ lục", ""),
    )


def _section(document: Any) -> None:
    """Begin a section on a new page, its pages numbered from 1 (format rule PG-13); the first page's number is hidden.

    Nothing is done at the very beginning, or where a section has just begun.
    """
    body = document.element.body
    *content, last = body
    if not content or (_ends_section(content[-1])):
        return
    if content[-1].tag != qn("w:p") or content[-1].find(f".//{qn('w:t')}") is not None:
        low_line(document)
        content = list(body)[:-1]
    content[-1].get_or_add_pPr().append(deepcopy(last))
    for reference in [one for one in last if one.tag in (qn("w:headerReference"), qn("w:footerReference"))]:
        last.remove(reference)  # as in the section before
    if last.find(qn("w:pgNumType")) is None:
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:start"), "1")
        last.find(qn("w:pgMar")).addnext(number)


def _ends_section(element: Any) -> bool:
    return element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def before_signing(document: Any) -> None:
    """The line over a signing block, which keeps the block on its page."""
    spacer = document.add_paragraph(style=document.styles["Normal"])
    spacer.paragraph_format.space_before = Pt(0)
    spacer.paragraph_format.keep_with_next = True


def low_line(document: Any) -> None:
    """An empty line of a point's height."""
    last = document.add_paragraph(style=document.styles["Normal"])
    last.paragraph_format.line_spacing_rule, last.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def add(document: Any, *paragraphs: Paragraph) -> None:
    """Paragraphs of these styles."""
    for style, text in paragraphs:
        document.add_paragraph(text, style=document.styles[style])


def two_columns(document: Any, left_mm: float, right_mm: float) -> tuple[Any, Any]:
    """A table of one unbroken row without borders."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.insert_element_before(margins, "w:tblLook")
    row = table.rows[0]
    unbroken = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unbroken)
    for cell, column, width in zip(row.cells, table.columns, (left_mm, right_mm), strict=True):
        column.width = cell.width = Mm(width)
    return row.cells[0], row.cells[1]


def fill(cell: Any, *paragraphs: Paragraph) -> None:
    """Paragraphs of these styles in a cell."""
    styles = cell.part.document.styles
    first, *rest = paragraphs
    cell.paragraphs[0].style, cell.paragraphs[0].text = styles[first[0]], first[1]
    for style, text in rest:
        cell.add_paragraph(text, style=styles[style])

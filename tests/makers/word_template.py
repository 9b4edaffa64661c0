"""Turn an outline (plain text, one paragraph a line) into a Word template in the standard format.

The shipped kinds keep their words in `templates/<kind>/report.txt`, where a change shows in a diff, and the Word file
that offices use and edit beside it. A line is body text unless it begins with a mark:

    @phan-dau, @ten-loai, @ky-ten     the letterhead, the type's name with the trích yếu, the signing block
    # Phần …     ## I. …     ### 1. …     headings of three levels; `#= ` is a part's title in capitals
    {%p … %}     a control paragraph; it leaves nothing on the page
    @neu-trong X  a visible gap, where nothing above it in the section has anything to say of group X
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafter.fill.package import read_package
from drafter.render.measure import width_mm
from drafter.standards.page_format import page_format

PAGE = page_format()
_LEFT, _CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")

# style id, name shown in Word, size in pt, bold, italic, alignment, space before in pt, first-line indent in mm
_STYLES: tuple[tuple[str, str, float, bool, bool, Any, float, float], ...] = (
    ("QuocHieu", "Quốc hiệu", 13, True, False, _CENTRE, 0, 0),
    ("TieuNgu", "Tiêu ngữ", 14, True, False, _CENTRE, 0, 0),
    ("CoQuanChuQuan", "Tên cơ quan chủ quản", 12, False, False, _CENTRE, 0, 0),
    ("CoQuanBanHanh", "Tên cơ quan ban hành", 13, True, False, _CENTRE, 0, 0),
    ("SoKyHieu", "Số, ký hiệu", 13, False, False, _CENTRE, 6, 0),
    ("DiaDanhNgayThang", "Địa danh, ngày tháng năm", 14, False, True, _CENTRE, 6, 0),
    ("DauDuThao", "Dấu dự thảo", 13, True, False, _CENTRE, 6, 0),
    ("TenLoai", "Tên loại văn bản", 14, True, False, _CENTRE, 18, 0),
    ("TrichYeu", "Trích yếu", 14, True, False, _CENTRE, 0, 0),
    ("SoLieuTam", "Số liệu tạm", 13, True, False, _CENTRE, 6, 0),
    ("NoiDung", "Nội dung", 14, False, False, _BOTH, 6, 12.7),
    ("ChucVuKy", "Chức vụ người ký", 14, True, False, _CENTRE, 0, 0),
    ("HoTenKy", "Họ tên người ký", 14, True, False, _CENTRE, 0, 0),
    ("NoiNhan", "Nơi nhận", 12, True, True, _LEFT, 0, 0),
    ("DanhSachNoiNhan", "Danh sách nơi nhận", 11, False, False, _LEFT, 0, 0),
    ("KeTieuNgu", "Kẻ dưới tiêu ngữ", 2, False, False, _CENTRE, 0, 0),
    ("KeCoQuan", "Kẻ dưới tên cơ quan", 2, False, False, _CENTRE, 0, 0),
    ("KeTrichYeu", "Kẻ dưới trích yếu", 2, False, False, _CENTRE, 0, 0),
)
_RULES = ("KeTieuNgu", "KeCoQuan", "KeTrichYeu")
_HEADINGS = ((1, 14.0, _CENTRE, 0.0), (2, 14.0, _BOTH, 12.7), (3, 14.0, _BOTH, 12.7))


_CONDITION = re.compile(r"[A-Z]\d\d[a-z]?\.(?:co|liet_ke)\b")


def build_template(outline: str) -> bytes:
    """The bytes of a .docx template for `outline`; the same outline gives the same bytes."""
    document = Document()
    _clear_defaults(document)
    _page(document)
    _styles(document)
    blocks: dict[str, Callable[[Any], None]] = {
        "@phan-dau": _letterhead,
        "@ten-loai": _type_and_subject,
        "@ky-ten": _signature,
    }
    for line in _lines(outline):
        if line in blocks:
            blocks[line](document)
        else:
            style, text = _styled(line)
            document.add_paragraph(text, style=document.styles[style])
    _keep_last_lines_with_signature(document)
    buffer = BytesIO()
    document.save(buffer)
    package = read_package(buffer.getvalue())
    return package.write({name: package.read(name) for name in package.names})


def _lines(outline: str) -> Iterable[str]:
    said: list[str] = []
    for line in outline.splitlines():
        text = line.strip()
        if text.startswith("### "):
            said.clear()
        said += _CONDITION.findall(text) if text.startswith("{%p if") else []
        if text.startswith("@neu-trong "):
            group = text.split()[1]
            spoken = " or ".join(dict.fromkeys([f"noi_bat.{group}", *said]))
            yield from ("{%p if not (" + spoken + ") %}", "{{ cho_trong.nhom_" + group.lower() + " }}", "{%p endif %}")
        elif text and not text.startswith("//"):
            yield text


def _styled(line: str) -> tuple[str, str]:
    for mark, style in (("### ", "Heading 3"), ("## ", "Heading 2"), ("#= ", "Heading 1"), ("# ", "Heading 1")):
        if line.startswith(mark):
            return style, line.removeprefix(mark)
    return "Nội dung", line


def _clear_defaults(document: Any) -> None:
    """python-docx's own template brings theme fonts, colours and an English language: take them out."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    fonts = OxmlElement("w:rFonts")
    for slot in _FONT_SLOTS:
        fonts.set(qn(slot), PAGE.font)
    run.append(fonts)
    for tag in ("w:sz", "w:szCs"):
        size = OxmlElement(tag)
        size.set(qn("w:val"), "28")
        run.append(size)
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), "vi-VN")
    run.append(language)
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr"))
    for child in list(spacing):
        spacing.remove(child)
    keep = {"Normal", "Header", "Footer", "TableNormal", "DefaultParagraphFont", "NoList", "TableGrid"}
    keep |= {f"Heading{level}" for level, *_ in _HEADINGS}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in keep:
            styles.remove(style)
    for link in [link for link in styles.iter(qn("w:link")) if link.get(qn("w:val")) not in keep]:
        link.getparent().remove(link)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)
    section.top_margin, section.bottom_margin = Mm(PAGE.top.default), Mm(PAGE.bottom.default)
    section.left_margin, section.right_margin = Mm(PAGE.left.default), Mm(PAGE.right.default)
    section.header_distance = Mm(PAGE.header_mm)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        elif kind == "text":
            run.text = text
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _styles(document: Any) -> None:
    styles = document.styles
    for name in ("Normal", "Header"):
        _reset(styles[name], 14, bold=False, italic=False)
    for style_id, name, size, bold, italic, align, before, indent in _STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), style_id)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _reset(style, size, bold=bold, italic=italic)
        _paragraph(style, align, before, indent)
        if style_id in _RULES:
            _rule(style)
    side = (PAGE.letterhead_mm[1] - width_mm(PAGE.tieu_ngu, 14, bold=True)) / 2
    for edge in ("left_indent", "right_indent"):
        setattr(styles["Kẻ dưới tiêu ngữ"].paragraph_format, edge, Mm(side))
    styles["Nội dung"].paragraph_format.line_spacing = PAGE.line_spacing.default
    for level, size, align, indent in _HEADINGS:
        style = styles[f"Heading {level}"]
        _reset(style, size, bold=True, italic=False)
        _paragraph(style, align, 6, indent)
        style.paragraph_format.keep_with_next = True


def _reset(style: Any, size: float, *, bold: bool, italic: bool) -> None:
    """State every quality of the style itself, so that nothing is inherited from a theme."""
    element = style.element
    for tag in ("w:rPr", "w:pPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    font = style.font
    font.name, font.size, font.bold, font.italic = PAGE.font, Pt(size), bold, italic
    fonts = element.rPr.rFonts
    for slot in _FONT_SLOTS:
        fonts.set(qn(slot), PAGE.font)


def _paragraph(style: Any, align: Any, before: float, indent: float) -> None:
    layout = style.paragraph_format
    layout.alignment = align
    layout.space_before, layout.space_after = Pt(before), Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    layout.widow_control = True
    if indent:
        layout.first_line_indent = Mm(indent)


def _rule(style: Any) -> None:
    """A drawn line: the bottom border of a low empty paragraph, whose indents the draft sets to the right length."""
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    layout.space_after = Pt(6)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for attribute, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
        bottom.set(qn(f"w:{attribute}"), value)
    borders.append(bottom)
    style.element.pPr.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _letterhead(document: Any) -> None:
    left, right = _two_columns(document, *PAGE.letterhead_mm)
    _fill(
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
    _fill(
        right,
        ("Quốc hiệu", PAGE.quoc_hieu),
        ("Tiêu ngữ", PAGE.tieu_ngu),
        ("Kẻ dưới tiêu ngữ", ""),
        ("Địa danh, ngày tháng năm", "{{ co_quan.dia_danh }}, ngày       tháng       năm {{ nam_ban_hanh }}"),
    )


def _type_and_subject(document: Any) -> None:
    for style, text in (
        ("Tên loại văn bản", "{{ ten_loai }}"),
        ("Trích yếu", "{%p for dong in trich_yeu %}"),
        ("Trích yếu", "{{ dong }}"),
        ("Trích yếu", "{%p endfor %}"),
        ("Kẻ dưới trích yếu", ""),
        ("Số liệu tạm", "{%p if so_lieu_tam %}"),
        ("Số liệu tạm", "{{ so_lieu_tam }}"),
        ("Số liệu tạm", "{%p endif %}"),
    ):
        document.add_paragraph(text, style=document.styles[style])


def _signature(document: Any) -> None:
    spacer = document.add_paragraph(style=document.styles["Normal"])
    spacer.paragraph_format.space_before = Pt(0)
    spacer.paragraph_format.keep_with_next = True
    left, right = _two_columns(document, *PAGE.signature_mm)
    _fill(
        left,
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", "{%p for dong in noi_nhan %}"),
        ("Danh sách nơi nhận", "{{ dong }}"),
        ("Danh sách nơi nhận", "{%p endfor %}"),
    )
    _fill(
        right,
        ("Chức vụ người ký", "{%p for dong in ky_ten.chuc_vu %}"),
        ("Chức vụ người ký", "{{ dong }}"),
        ("Chức vụ người ký", "{%p endfor %}"),
        *(("Họ tên người ký", ""),) * 5,
        ("Họ tên người ký", "{{ ky_ten.ho_ten }}"),
    )
    # The text cannot end on a table: Word wants a last paragraph, here too low to make a page of its own.
    last = document.add_paragraph(style=document.styles["Normal"])
    last.paragraph_format.line_spacing_rule, last.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _two_columns(document: Any, left_mm: float, right_mm: float) -> tuple[Any, Any]:
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


def _fill(cell: Any, *paragraphs: tuple[str, str]) -> None:
    styles = cell.part.document.styles
    first, *rest = paragraphs
    cell.paragraphs[0].style, cell.paragraphs[0].text = styles[first[0]], first[1]
    for style, text in rest:
        cell.add_paragraph(text, style=styles[style])


def _keep_last_lines_with_signature(document: Any) -> None:
    """The signing block never stands alone on a page (format rule SG-12)."""
    texts = [p for p in document.paragraphs if p.style.name == "Nội dung" and not p.text.startswith("{%p")]
    for paragraph in texts[-1:]:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True


def main() -> None:
    """Build the Word file of every kind whose outline stands beside this module."""
    here = Path(__file__).parent
    for outline in sorted(here.glob("*.txt")):
        target = here.parents[1] / "templates" / outline.stem / "report.docx"
        target.write_bytes(build_template(outline.read_text("utf-8")))


if __name__ == "__main__":
    main()

"""The look of the shipped Word templates: paper, margins, page number, and a named style for each component."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import page_format

PAGE = page_format()
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")

# style id, name shown in Word, size in pt, bold, italic, alignment, space before in pt, first-line indent in mm
STYLES: tuple[tuple[str, str, float, bool, bool, Any, float, float], ...] = (
    ("QuocHieu", "Quốc hiệu", 13, True, False, CENTRE, 0, 0),
    ("TieuNgu", "Tiêu ngữ", 14, True, False, CENTRE, 0, 0),
    ("CoQuanChuQuan", "Tên cơ quan chủ quản", 12, False, False, CENTRE, 0, 0),
    ("CoQuanBanHanh", "Tên cơ quan ban hành", 13, True, False, CENTRE, 0, 0),
    ("SoKyHieu", "Số, ký hiệu", 13, False, False, CENTRE, 6, 0),
    ("DiaDanhNgayThang", "Địa danh, ngày tháng năm", 14, False, True, CENTRE, 6, 0),
    ("DauDuThao", "Dấu dự thảo", 13, True, False, CENTRE, 6, 0),
    ("TenLoai", "Tên loại văn bản", 14, True, False, CENTRE, 18, 0),
    ("TrichYeu", "Trích yếu", 14, True, False, CENTRE, 0, 0),
    ("KinhGui", "Kính gửi", 14, False, False, CENTRE, 6, 0),
    ("KinhGuiDong", "Kính gửi, từng nơi", 14, False, False, LEFT, 0, 0),
    ("ThamQuyen", "Thẩm quyền ban hành", 14, True, False, CENTRE, 6, 0),
    ("CanCu", "Căn cứ", 14, False, True, BOTH, 6, 12.7),
    ("QuyetDinh", "Quyết định", 14, True, False, CENTRE, 6, 0),
    ("Dieu", "Điều", 14, False, False, BOTH, 6, 12.7),
    ("PhuLuc", "Phụ lục", 14, True, False, CENTRE, 0, 0),
    ("TenPhuLuc", "Tên phụ lục", 14, True, False, CENTRE, 0, 0),
    ("KemTheo", "Kèm theo", 13, False, True, CENTRE, 0, 0),
    ("TieuDeBang", "Tiêu đề bảng", 12, True, False, CENTRE, 2, 0),
    ("BangTrai", "Bảng, trái", 12, False, False, LEFT, 2, 0),
    ("BangGiua", "Bảng, giữa", 12, False, False, CENTRE, 2, 0),
    ("BangPhai", "Bảng, phải", 12, False, False, RIGHT, 2, 0),
    ("BangTraiDam", "Bảng, trái đậm", 12, True, False, LEFT, 2, 0),
    ("BangGiuaDam", "Bảng, giữa đậm", 12, True, False, CENTRE, 2, 0),
    ("BangPhaiDam", "Bảng, phải đậm", 12, True, False, RIGHT, 2, 0),
    ("SoLieuTam", "Số liệu tạm", 13, True, False, CENTRE, 6, 0),
    ("NoiDung", "Nội dung", 14, False, False, BOTH, 6, 12.7),
    ("ChucVuKy", "Chức vụ người ký", 14, True, False, CENTRE, 0, 0),
    ("HoTenKy", "Họ tên người ký", 14, True, False, CENTRE, 0, 0),
    ("NoiNhan", "Nơi nhận", 12, True, True, LEFT, 0, 0),
    ("DanhSachNoiNhan", "Danh sách nơi nhận", 11, False, False, LEFT, 0, 0),
    ("KeTieuNgu", "Kẻ dưới tiêu ngữ", 2, False, False, CENTRE, 0, 0),
    ("KeCoQuan", "Kẻ dưới tên cơ quan", 2, False, False, CENTRE, 0, 0),
    ("KeTrichYeu", "Kẻ dưới trích yếu", 2, False, False, CENTRE, 0, 0),
    ("KePhuLuc", "Kẻ dưới tên phụ lục", 2, False, False, CENTRE, 0, 0),
)
RULES = ("KeTieuNgu", "KeCoQuan", "KeTrichYeu", "KePhuLuc")
_ADDRESSEE_MM = 60.0  # where the lines of several addressees begin, under the colon of «Kính gửi:»
ARTICLE = "Số điều"
_HEADINGS = ((1, 14.0, CENTRE, 0.0), (2, 14.0, BOTH, 12.7), (3, 14.0, BOTH, 12.7))


def clear_defaults(document: Any) -> None:
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


def page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)
    section.top_margin, section.bottom_margin = Mm(PAGE.top.default), Mm(PAGE.bottom.default)
    section.left_margin, section.right_margin = Mm(PAGE.left.default), Mm(PAGE.right.default)
    section.header_distance = Mm(PAGE.header_mm)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
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


def add_styles(document: Any) -> None:
    styles = document.styles
    for name in ("Normal", "Header"):
        reset(styles[name], 14, bold=False, italic=False)
    for style_id, name, size, bold, italic, align, before, indent in STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), style_id)
        style.base_style = styles["Normal"]
        style.quick_style = True
        reset(style, size, bold=bold, italic=italic)
        lay_out(style, align, before, indent)
        if style_id in RULES:
            _rule(style)
    side = (PAGE.letterhead_mm[1] - width_mm(PAGE.tieu_ngu, 14, bold=True)) / 2
    for edge in ("left_indent", "right_indent"):
        setattr(styles["Kẻ dưới tiêu ngữ"].paragraph_format, edge, Mm(side))
    for name in ("Nội dung", "Căn cứ", "Điều"):
        styles[name].paragraph_format.line_spacing = PAGE.line_spacing.default
    styles["Kính gửi, từng nơi"].paragraph_format.left_indent = Mm(_ADDRESSEE_MM)
    for name in ("Tiêu đề bảng", *(shown for style, shown, *_ in STYLES if style.startswith("Bang"))):
        styles[name].paragraph_format.space_after = Pt(2)
    article = styles.add_style(ARTICLE, WD_STYLE_TYPE.CHARACTER)
    article.element.set(qn("w:styleId"), "SoDieu")
    article.font.bold = True
    for level, size, align, indent in _HEADINGS:
        style = styles[f"Heading {level}"]
        reset(style, size, bold=True, italic=False)
        lay_out(style, align, 6, indent)
        style.paragraph_format.keep_with_next = True


def reset(style: Any, size: float, *, bold: bool, italic: bool) -> None:
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


def lay_out(style: Any, align: Any, before: float, indent: float) -> None:
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


def placed_style(document: Any, size: float, side: str, *, bold: bool) -> Any:
    """The style of a text at its own place, made when it is first asked for. `side` is «g», «p» or empty."""
    name = f"Ô {size:g}{' giữa' if side == 'g' else ' phải' if side == 'p' else ''}{' đậm' if bold else ''}"
    styles = document.styles
    if name not in [style.name for style in styles]:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"O{size:g}{side}{'d' if bold else ''}".replace(".", "_"))
        style.base_style = styles["Normal"]
        reset(style, size, bold=bold, italic=False)
        lay_out(style, {"": LEFT, "g": CENTRE, "p": RIGHT}[side], 0, 0)
    return styles[name]


def drop_unused(document: Any) -> None:
    """Take out the styles that nothing is set in: an officer's list of styles shows what the paper has."""
    used = {element.get(qn("w:val")) for element in document.element.iter(qn("w:pStyle"), qn("w:rStyle"))}
    own = {style_id for style_id, *_ in STYLES} | {"SoDieu"}
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) in own - used:
            styles.remove(style)


def across(section: Any) -> None:
    """Lay a section's pages across; its margins stay those of their sides (format rule PG-08)."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE.height_mm), Mm(PAGE.width_mm)


def upright(section: Any) -> None:
    """Lay a section's pages upright."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)


def text_width_mm(section: Any) -> float:
    """How wide the text of a section is."""
    return float(Length(section.page_width - section.left_margin - section.right_margin).mm)

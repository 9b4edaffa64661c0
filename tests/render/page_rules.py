"""The rules of an official paper's page, each a function from a measured page to what is wrong with it.

The numbers are written out from Nghị định 30/2020/NĐ-CP, Phụ lục I; the product's own page.toml is not asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from lxml import etree
from page_measures import FONT_SLOTS, Line, Page, Run, W, mm

from drafter.standards.letter_widths import width_mm

FONT = "Times New Roman"
R1_BLANK = re.compile(r"Số:\s{4,}/(?:BC|TTr|QĐ|KH|HD|TB)-[A-ZĐ]+(?:-[A-ZĐ]+)*")
R2_BLANK = re.compile(r"[^,]+, ngày\s{3,}tháng\s{3,}năm \d{4}")
DEGREES = re.compile(r"\b(?:ThS|TS|PGS|GS|BS|CN)\.")
RULES_BELOW = ("KeTieuNgu", "KeCoQuan", "KeTrichYeu")
HEADINGS = ("Heading1", "Heading2", "Heading3")

Faults = Iterator[str]
Rule = Callable[[Page], Faults]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """Enter a rule under its code; a code stands for one function."""

    def entered(check: Rule) -> Rule:
        assert code not in RULES, code
        RULES[code] = check
        return check

    return entered


def faults(code: str, page: Page) -> list[str]:
    return list(RULES[code](page))


def _within(what: str, value: float, low: float, high: float, give: float = 0.5) -> Faults:
    if not low - give <= value <= high + give:
        yield f"{what} is {value:.2f}, not {low:g} to {high:g}"


# ---------------------------------------------------------------------------------------------- the page


@rule("PG-01")
def a4_paper(page: Page) -> Faults:
    size = page.section.find(f"{W}pgSz")
    yield from _within("paper width", mm(size.get(f"{W}w")), 210, 210, 1)
    yield from _within("paper height", mm(size.get(f"{W}h")), 297, 297, 1)


@rule("PG-02")
def portrait(page: Page) -> Faults:
    if page.section.find(f"{W}pgSz").get(f"{W}orient", "portrait") != "portrait":
        yield "the main text lies across"


@rule("PG-04")
def top_margin(page: Page) -> Faults:
    yield from _within("top margin", page.margin("top"), 20, 25)


@rule("PG-05")
def bottom_margin(page: Page) -> Faults:
    yield from _within("bottom margin", page.margin("bottom"), 20, 25)


@rule("PG-06")
def left_margin(page: Page) -> Faults:
    yield from _within("left margin", page.margin("left"), 30, 35)


@rule("PG-07")
def right_margin(page: Page) -> Faults:
    yield from _within("right margin", page.margin("right"), 15, 20)


@rule("PG-09")
def one_black_font(page: Page) -> Faults:
    for run in _runs(page):
        for slot in FONT_SLOTS:
            if run.fonts.get(slot) != FONT:
                yield f"«{run.text}»: {slot} is {run.fonts.get(slot)}"
        if run.colour not in ("auto", "000000"):
            yield f"«{run.text}» is coloured {run.colour}"
    used = {line.style for line in page.lines} | {"Header", "Normal"}
    theme = [name for style in used for name in _theme_fonts(page.styles[style])]
    theme += [name for part in ("word/document.xml", "word/styles.xml") for name in _theme_fonts(page.xml(part))]
    yield from (f"theme font {name}" for name in theme)


def _theme_fonts(element: Any) -> list[str]:
    fonts = element.iter(f"{W}rFonts")
    return [name for font in fonts for name in font.attrib if etree.QName(name).localname.endswith("Theme")]


def _runs(page: Page) -> Iterator[Run]:
    for line in page.lines:
        yield line.mark
        yield from line.runs


@rule("PG-10")
def precomposed_letters(page: Page) -> Faults:
    for name in ("word/document.xml", "word/styles.xml"):
        text = page.parts[name].decode()
        if unicodedata.normalize("NFC", text) != text:
            yield f"{name} is not in NFC"


@rule("PG-11")
def page_number_centred_in_the_header_from_page_two(page: Page) -> Faults:
    header = page.header("default")
    field = "" if header is None else "".join(header.itertext(f"{W}instrText"))
    if field.split()[:1] != ["PAGE"]:
        yield "no page number in the header"
        return
    line = page.line(next(header.iter(f"{W}p")), "body")
    if line.align != "center":
        yield f"the page number stands {line.align}"
    for run in line.runs:
        yield from _within("size of the page number", run.size_pt, 13, 14, 0)
        if run.bold or run.italic or any(run.fonts.get(slot) != FONT for slot in FONT_SLOTS):
            yield "the page number is not upright in the paper's font"
    first = page.header("first")
    if page.section.find(f"{W}titlePg") is None or (first is not None and "".join(first.itertext(f"{W}instrText"))):
        yield "the first page shows its number"
    if page.section.find(f"{W}footerReference") is not None:
        yield "there is a footer"


@rule("PG-12")
def page_number_bare(page: Page) -> Faults:
    header = page.header("default")
    around = "" if header is None else "".join(header.itertext(f"{W}t"))
    if not around.isdigit():
        yield f"the header says «{around}»"


# ---------------------------------------------------------------------------------------------- components


def _set_as(
    page: Page,
    style: str,
    size: tuple[float, float],
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
) -> Faults:
    """The faults of every line of a component: size, weight, slant, alignment; and there must be one."""
    found = [line for line in page.styled(style) if line.text]
    if not found:
        yield f"nothing is set as {style}"
    for line in found:
        if line.align != align:
            yield f"«{line.text}» stands {line.align}"
        for run in line.runs:
            yield from _within(f"size of «{run.text}»", run.size_pt, *size, give=0)
            if (run.bold, run.italic, run.underlined) != (bold, italic, False):
                yield f"«{run.text}» is bold {run.bold}, italic {run.italic}, underlined {run.underlined}"


def _capitals(page: Page, style: str) -> Faults:
    yield from (f"«{line.text}» is not in capitals" for line in page.styled(style) if line.text != line.text.upper())


@rule("CP-01")
def state_name(page: Page) -> Faults:
    yield from _set_as(page, "QuocHieu", (12, 13), bold=True)
    lines = page.styled("QuocHieu")
    if [line.text for line in lines] != ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]:
        yield f"it reads {[line.text for line in lines]}"
    for line in lines:
        if width_mm(line.text, line.mark.size_pt, bold=True) > page.column_mm(line.where):
            yield "it does not fit on one line"


@rule("CP-02")
def motto(page: Page) -> Faults:
    yield from _set_as(page, "TieuNgu", (13, 14), bold=True)
    if [line.text for line in page.styled("TieuNgu")] != ["Độc lập - Tự do - Hạnh phúc"]:
        yield "it does not read «Độc lập - Tự do - Hạnh phúc»"


def _rule_length(
    page: Page, rule_style: str, above: Iterable[Line], low: float, high: float, give: float = 0
) -> Faults:
    """A drawn line against the widest of the lines above it."""
    drawn = page.styled(rule_style)
    if len(drawn) != 1 or page.styles[rule_style].find(f"{W}pPr/{W}pBdr/{W}bottom") is None:
        yield f"{len(drawn)} lines drawn"
        return
    length = page.column_mm(drawn[0].where) - drawn[0].left_mm - drawn[0].right_mm
    text = max(width_mm(line.text, line.mark.size_pt, bold=line.mark.bold) for line in above)
    yield from _within(f"{rule_style} over its text", length / text, low, high, give)
    if abs(drawn[0].left_mm - drawn[0].right_mm) > 0.5:
        yield "it is not in the middle"


@rule("CP-03")
def line_under_the_motto(page: Page) -> Faults:
    yield from _rule_length(page, "KeTieuNgu", page.styled("TieuNgu"), 0.95, 1.05)


@rule("CP-04")
def upper_union(page: Page) -> Faults:
    yield from _set_as(page, "CoQuanChuQuan", (12, 13))
    yield from _capitals(page, "CoQuanChuQuan")


@rule("CP-05")
def issuing_union(page: Page) -> Faults:
    yield from _set_as(page, "CoQuanBanHanh", (12, 13), bold=True)
    yield from _capitals(page, "CoQuanBanHanh")


@rule("CP-06")
def line_under_the_issuer(page: Page) -> Faults:
    yield from _rule_length(page, "KeCoQuan", page.styled("CoQuanBanHanh"), 0.3333, 0.5)


@rule("CP-07")
def blank_number(page: Page) -> Faults:
    yield from _set_as(page, "SoKyHieu", (13, 13))
    yield from (f"«{x.text}» is no blank number" for x in page.styled("SoKyHieu") if not R1_BLANK.fullmatch(x.text))


@rule("CP-08")
def blank_date(page: Page) -> Faults:
    yield from _set_as(page, "DiaDanhNgayThang", (13, 14), italic=True)
    dates = page.styled("DiaDanhNgayThang")
    yield from (f"«{line.text}» is no blank date" for line in dates if not R2_BLANK.fullmatch(line.text))


@rule("CP-09")
def type_name(page: Page) -> Faults:
    yield from _set_as(page, "TenLoai", (13, 14), bold=True)
    if [line.text for line in page.styled("TenLoai")] != ["BÁO CÁO"]:
        yield "the type's name is not BÁO CÁO"


@rule("CP-10")
def subject(page: Page) -> Faults:
    yield from _set_as(page, "TrichYeu", (13, 14), bold=True)
    lines = page.styled("TrichYeu")
    if lines and not lines[0].text.startswith("Tổng kết "):
        yield f"the subject begins «{lines[0].text}»"
    yield from (f"«{line.text}» is in capitals" for line in lines if line.text == line.text.upper())


@rule("CP-11")
def line_under_the_subject(page: Page) -> Faults:
    yield from _rule_length(page, "KeTrichYeu", page.styled("TrichYeu")[-1:], 0.3333, 0.5)


@rule("CP-15")
def body_text(page: Page) -> Faults:
    yield from _set_as(page, "NoiDung", (13, 14), align="both")


@rule("CP-16")
def who_signs(page: Page) -> Faults:
    yield from _set_as(page, "ChucVuKy", (13, 14), bold=True)
    yield from _capitals(page, "ChucVuKy")
    lines = [line.text for line in page.styled("ChucVuKy")]
    if not (len(lines) in (2, 3) and re.fullmatch(r"TM\. BAN (THƯỜNG VỤ|CHẤP HÀNH)", lines[0])):
        yield f"the signing block reads {lines}"
    if len(lines) == 3 and lines[1:] != ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]:
        yield f"a deputy signs as {lines[1:]}"


@rule("CP-17")
def name_of_who_signs(page: Page) -> Faults:
    yield from _set_as(page, "HoTenKy", (13, 14), bold=True)
    names = [line.text for line in page.styled("HoTenKy") if line.text]
    if len(names) != 1 or DEGREES.search(names[0]) or names[0] == names[0].upper():
        yield f"the name reads {names}"


@rule("CP-18")
def recipients_word(page: Page) -> Faults:
    yield from _set_as(page, "NoiNhan", (12, 12), bold=True, italic=True, align="left")
    if [line.text for line in page.styled("NoiNhan")] != ["Nơi nhận:"]:
        yield "it does not read «Nơi nhận:»"


@rule("CP-19")
def recipients(page: Page) -> Faults:
    yield from _set_as(page, "DanhSachNoiNhan", (11, 11), align="left")
    *lines, last = [line.text for line in page.styled("DanhSachNoiNhan")]
    yield from (f"«{text}» does not go «- …;»" for text in lines if not re.fullmatch(r"- \S.*[^;. ];", text))
    if not re.fullmatch(r"- Lưu: VT(, [^.;]+)?\.", last):
        yield f"the last line is «{last}»"


@rule("ST-03")
def headings(page: Page) -> Faults:
    yield from _set_as(page, "Heading1", (13, 14), bold=True)
    for style in ("Heading2", "Heading3"):
        yield from _set_as(page, style, (13, 14), bold=True, align="both")
    texts = [line.text for line in page.styled("Heading1")]
    for number, title in zip(texts[::2], texts[1::2], strict=True):
        if not re.fullmatch(r"Phần [IVX]+", number) or title != title.upper():
            yield f"«{number}», «{title}»"
    yield from (f"«{x.text}»" for x in page.styled("Heading2") if not re.fullmatch(r"[IVX]+\. \S.+", x.text))
    yield from (f"«{x.text}»" for x in page.styled("Heading2") if x.text != x.text.upper())
    yield from (f"«{x.text}»" for x in page.styled("Heading3") if not re.fullmatch(r"\d+\. \w.*[^.:;]", x.text))


@rule("ST-07")
def headings_count_up(page: Page) -> Faults:
    """Numbers under each heading run from one without a hole, whatever sections fell out."""
    roman = ("I", "II", "III", "IV", "V", "VI")
    section = point = part = 0
    for line in page.lines:
        if line.style == "Heading1" and line.text.startswith("Phần "):
            part, section = part + 1, 0
            wanted = f"Phần {roman[part - 1]}"
        elif line.style == "Heading2":
            section, point = section + 1, 0
            wanted = f"{roman[section - 1]}."
        elif line.style == "Heading3":
            point += 1
            wanted = f"{point}."
        else:
            continue
        if not line.text.startswith(wanted):
            yield f"«{line.text}» should be {wanted}"


# ---------------------------------------------------------------------------------------------- paragraphs


def _prose(page: Page) -> list[Line]:
    return [line for line in page.lines if line.where == "body" and line.style in ("NoiDung", *HEADINGS)]


@rule("PA-01")
def first_line_indent(page: Page) -> Faults:
    for line in _prose(page):
        if line.style != "Heading1":
            yield from _within(f"indent of «{line.text[:30]}»", line.first_indent_mm, 12.7, 12.7)


@rule("PA-02")
def space_between_paragraphs(page: Page) -> Faults:
    for above, below in pairwise(line for line in page.lines if line.where == "body"):
        if below in _prose(page) and above.style not in RULES_BELOW:
            yield from _within(f"space over «{below.text[:30]}»", above.after_pt + below.before_pt, 6, 24, 0)


@rule("PA-03")
def line_spacing(page: Page) -> Faults:
    for line in _prose(page):
        yield from _within(f"line spacing of «{line.text[:30]}»", line.line or 0, 1.0, 1.5, 0)


@rule("PA-04")
def heads_stand_close(page: Page) -> Faults:
    for style in ("QuocHieu", "TieuNgu", "CoQuanChuQuan", "CoQuanBanHanh"):
        for line in page.styled(style):
            if (line.before_pt, line.after_pt, line.line) != (0, 0, 1):
                yield f"«{line.text}» has space around it"


@rule("PA-06")
def no_empty_paragraphs(page: Page) -> Faults:
    """In the body none stands empty: before the signing block one, and after it one of a point's height, close it."""
    body = [line for line in page.lines if line.where == "body" and line.style not in RULES_BELOW]
    *text, before_signing, last = body
    if before_signing.text or last.text or last.line is not None:
        yield "the signing block does not stand between its two empty lines"
    yield from (f"an empty {line.style}" for line in text if not line.text.strip())
    yield from (f"«{line.text}» holds two spaces" for line in _prose(page) if "  " in line.text)


@rule("PA-07")
def two_borderless_tables(page: Page) -> Faults:
    if len(page.tables) != 2:
        yield f"{len(page.tables)} tables"
    for number, table in enumerate(page.tables, 1):
        columns = [page.column_mm(f"{number}.{column}") for column in (1, 2)]
        if len(table.findall(f"{W}tblGrid/{W}gridCol")) != 2 or abs(sum(columns) - page.text_width) > 1:
            yield f"columns of {columns} mm"
        if table.find(f".//{W}tblBorders") is not None or table.find(f".//{W}tcBorders") is not None:
            yield "a table has borders"


@rule("PA-08")
def heads_fit_their_columns(page: Page) -> Faults:
    if page.column_mm("1.2") < 99.5:
        yield f"the right column of the letterhead is {page.column_mm('1.2'):.1f} mm"
    for line in page.lines:
        if line.where.startswith("1."):
            width = width_mm(line.text, line.mark.size_pt, bold=line.mark.bold)
            if width > page.column_mm(line.where):
                yield f"«{line.text}» is {width:.1f} mm wide"


@rule("PA-09")
def end_mark(page: Page) -> Faults:
    ends = [line.text for line in _prose(page)]
    if not ends[-1].endswith("./.") or any("./." in text for text in ends[:-1]):
        yield f"the text ends «{ends[-1][-20:]}»"


# ---------------------------------------------------------------------------------------------- order, signing


@rule("ST-02")
def order_of_components(page: Page) -> Faults:
    wanted = (
        "CoQuanChuQuan", "CoQuanBanHanh", "KeCoQuan", "SoKyHieu", "DauDuThao", "QuocHieu", "TieuNgu", "KeTieuNgu",
        "DiaDanhNgayThang", "TenLoai", "TrichYeu", "KeTrichYeu",
    )  # fmt: skip
    found = tuple(dict.fromkeys(line.style for line in page.lines if line.style in wanted))
    if found != wanted:
        yield f"the page opens {found}"
    last = tuple(dict.fromkeys(line.style for line in page.lines))[-4:]
    if last != ("NoiNhan", "DanhSachNoiNhan", "ChucVuKy", "HoTenKy"):
        yield f"the page closes {last}"


@rule("ST-05")
def not_addressed(page: Page) -> Faults:
    yield from (f"«{line.text}»" for line in page.lines if line.text.startswith("Kính gửi"))


@rule("ST-15")
def annexes_are_named(page: Page) -> Faults:
    text = " ".join(line.text for line in _prose(page))
    yield from (f"{name} is not named" for name in ("Phụ lục II", "Phụ lục III", "kèm theo") if name not in text)


@rule("SG-01")
def abbreviated_authority(page: Page) -> Faults:
    marks = (r"\bT/M\b", r"\bK/T\b", r"\bT/L\b", r"\bTM/", r"\bTM ", r"\bKT ")
    for line in page.styled("ChucVuKy"):
        yield from (f"«{line.text}»" for mark in marks if re.search(mark, line.text))


@rule("SG-09")
def room_for_a_signature(page: Page) -> Faults:
    empty = [line for line in page.styled("HoTenKy") if not line.text]
    height = sum((line.line or 0) * 1.15 * line.mark.size_pt + line.before_pt + line.after_pt for line in empty)
    yield from _within("room for the signature", height * 25.4 / 72, 20, 40, 0)


@rule("SG-10")
def no_seal_and_no_signature(page: Page) -> Faults:
    pictures = [name for name in page.names if name.startswith("word/media/")]
    drawn = [tag for tag in ("drawing", "pict", "object") if page.document.find(f".//{W}{tag}") is not None]
    yield from (*pictures, *drawn)


@rule("SG-12")
def signature_keeps_the_last_lines(page: Page) -> Faults:
    *_, last, empty, _ = [line for line in page.lines if line.where == "body"]
    if not (last.keeps_next and empty.keeps_next):
        yield f"«{last.text[:30]}» lets the signing block go"
    if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in page.tables[-1].iter(f"{W}tr")):
        yield "the signing block may be cut in two"


@rule("DR-01")
def marked_as_draft(page: Page) -> Faults:
    if [line.text for line in page.styled("DauDuThao")] != ["DỰ THẢO"]:
        yield "it does not say DỰ THẢO"


# ---------------------------------------------------------------------------------------------- the file


@rule("language")
def vietnamese(page: Page) -> Faults:
    languages = page.xml("word/styles.xml").findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if [one.get(f"{W}val") for one in languages] != ["vi-VN"]:
        yield "the document's language is not vi-VN"
    for part in ("word/document.xml", "word/styles.xml"):
        found = {one.get(f"{W}val") for one in page.xml(part).iter(f"{W}lang")} - {"vi-VN"}
        yield from (f"{part} speaks {language}" for language in found)


@rule("styles")
def named_styles_used(page: Page) -> Faults:
    for line in page.lines:
        if line.style not in page.styles:
            yield f"«{line.text}» has the unknown style {line.style}"
        elif line.style == "Normal" and line.text:
            yield f"«{line.text}» has no style of its own"
    own = {name for name, style in page.styles.items() if style.get(f"{W}customStyle") == "1"}
    unused = own - {line.style for line in page.lines} - {"SoLieuTam"}
    yield from (f"nothing is set as {name}" for name in sorted(unused))
    for name, style in page.styles.items():
        for tag in ("basedOn", "next", "link"):
            other = style.find(W + tag)
            if other is not None and other.get(f"{W}val") not in page.styles:
                yield f"{name} is {tag} {other.get(f'{W}val')}, which is not there"
    for name in own:
        if not page.styles[name].find(f"{W}name").get(f"{W}val").strip() or name.isspace():
            yield f"{name} has no name"


@rule("no direct looks")
def looks_come_from_styles(page: Page) -> Faults:
    for run in page.document.iter(f"{W}r"):
        own = [etree.QName(look).localname for look in run.findall(f"{W}rPr/*")]
        if set(own) - {"highlight"}:
            yield f"«{''.join(run.itertext(f'{W}t'))}» sets {own}"


# The children of these elements stand in the order of ECMA-376 (transitional); Word refuses some files that break it.
_ORDER: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}


@rule("xml")
def valid_xml(page: Page) -> Faults:
    for name, data in page.parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(data)
            if name.startswith("word/"):
                yield from _out_of_order(name, root)


def _out_of_order(part: str, root: Any) -> Faults:
    for tag, known in _ORDER.items():
        order = known.split()
        for element in root.iter(W + tag):
            names = [etree.QName(child).localname for child in element]
            if any(name not in order for name in names):
                yield f"{part}: {tag} holds {names}"
            elif names != sorted(names, key=order.index):
                yield f"{part}: {tag} goes {names}"


@rule("ids")
def unique_ids(page: Page) -> Faults:
    root = page.document
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    controls = [one.get(f"{W}val") for one in root.iter(f"{W}id")]
    for what, found in (("bookmark id", starts), ("bookmark name", names), ("control id", controls)):
        yield from (f"{what} {value} stands twice" for value, times in Counter(found).items() if times > 1)
    if sorted(starts) != sorted(ends):
        yield "a bookmark is not closed"
    if len(controls) != len(starts):
        yield f"{len(controls)} controls in {len(starts)} bookmarks"


@rule("zip")
def unique_members(page: Page) -> Faults:
    yield from (f"{name} is there twice" for name, times in Counter(page.names).items() if times > 1)
    listed = page.parts["[Content_Types].xml"].decode()
    for name in page.names:
        if f'"/{name}"' not in listed and f'Extension="{name.rsplit(".", 1)[-1]}"' not in listed:
            yield f"{name} has no content type"

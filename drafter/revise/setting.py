"""Set pages, looks and spaces otherwise in a copy of a Word file; its words stay as they are, letter for letter."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from typing import Any

from lxml import etree

from drafter.fill.package import Package
from drafter.fill.word.links import Additions, relations_of
from drafter.format_rules.mends import Look, Mends, ParagraphMend, SectionMend
from drafter.revise.names import W, local
from drafter.revise.opening import NotWritable, OpenedFile

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS = 1440 / 25.4
# Word reads the properties of a paragraph, a run and a section in a fixed order.
_P_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_R_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
_S_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


def with_mends(data: bytes, mends: Mends, paragraphs: int) -> bytes:
    """The copy. `paragraphs` is how many the text had where the mends were made. Raises NotWritable."""
    file = OpenedFile(data)
    package, main, root = file.package, file.document.name, file.document.root
    lines = [line.element for line in file.document.walked.lines]
    if mends.paragraphs and len(lines) != paragraphs:
        raise NotWritable("tệp có sửa đổi đang theo dõi làm các đoạn nhập vào nhau; hãy duyệt hết rồi chạy lại")
    for mend in mends.paragraphs:
        _mend_paragraph(lines[mend.number], mend)
    sections = list(root.iter(f"{W}sectPr"))
    for one in mends.sections:
        if one.number < len(sections):
            _mend_section(sections[one.number], one)
    if mends.compose:
        _compose(root)
    added: Mapping[str, bytes] = {}
    if mends.number_pages and sections:
        package, added = _numbered(package, main, sections)
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.write({**added, main: written})


def _child(parent: Any, tag: str, order: tuple[str, ...]) -> Any:
    """The child of that name, made in its place where there is none."""
    found = parent.find(W + tag)
    if found is None:
        found = etree.Element(W + tag)
        after = [one for one in parent if local(one) in order and order.index(local(one)) <= order.index(tag)]
        if after:
            after[-1].addnext(found)
        else:
            parent.insert(0, found)
    return found


def _properties(element: Any, tag: str) -> Any:
    found = element.find(W + tag)
    if found is None:
        found = etree.Element(W + tag)
        element.insert(0, found)
    return found


# -- a paragraph ------------------------------------------------------------------------------------------------------


def _mend_paragraph(paragraph: Any, mend: ParagraphMend) -> None:
    setting = mend.setting
    properties = _properties(paragraph, "pPr")
    if setting.align is not None:
        _child(properties, "jc", _P_ORDER).set(f"{W}val", setting.align.value)
    if setting.first_mm is not None:
        indent = _child(properties, "ind", _P_ORDER)
        for name in ("hanging", "hangingChars", "firstLineChars", "leftChars", "start", "startChars"):
            indent.attrib.pop(W + name, None)
        indent.set(f"{W}left", "0")
        indent.set(f"{W}firstLine", str(round(setting.first_mm * _TWIPS)))
    if setting.before_pt is not None:
        spacing = _child(properties, "spacing", _P_ORDER)
        spacing.attrib.pop(f"{W}beforeAutospacing", None)
        spacing.attrib.pop(f"{W}beforeLines", None)
        spacing.set(f"{W}before", str(round(setting.before_pt * 20)))
        _child(properties, "contextualSpacing", _P_ORDER).set(f"{W}val", "0")
    if setting.spacing is not None:
        spacing = _child(properties, "spacing", _P_ORDER)
        spacing.set(f"{W}line", str(round(setting.spacing * 240)))
        spacing.set(f"{W}lineRule", "auto")
    if mend.look != Look():
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p")) is paragraph:
                _mend_run(run, mend.look)
    if mend.rule_mm:
        paragraph.addnext(_rule(mend))


def _mend_run(run: Any, look: Look) -> None:
    if not any(local(child) in ("t", "tab", "sym") for child in run):
        return
    properties = _properties(run, "rPr")
    if look.size_pt is not None:
        for tag in ("sz", "szCs"):
            _child(properties, tag, _R_ORDER).set(f"{W}val", str(round(look.size_pt * 2)))
    for tag, wanted in (("b", look.bold), ("i", look.italic)):
        if wanted is not None:
            _child(properties, tag, _R_ORDER).set(f"{W}val", "1" if wanted else "0")
    if look.plain:
        _child(properties, "u", _R_ORDER).set(f"{W}val", "none")
    if look.font:
        fonts = _child(properties, "rFonts", _R_ORDER)
        for name in _THEMES:
            fonts.attrib.pop(W + name, None)
        for name in _FONTS:
            fonts.set(W + name, look.font)
        colour = _child(properties, "color", _R_ORDER)
        colour.attrib.clear()
        colour.set(f"{W}val", "auto")


def _rule(mend: ParagraphMend) -> Any:
    """A low paragraph with a line of the right length along its lower edge, in the middle of its column."""
    side = max(0, round((mend.column_mm - mend.rule_mm) / 2 * _TWIPS))
    return etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>'
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="120" w:line="60" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"'
        ' w:firstLine="0"/><w:jc w:val="center"/><w:rPr><w:sz w:val="4"/></w:rPr></w:pPr></w:p>'
    )


# -- pages ------------------------------------------------------------------------------------------------------------


def _mend_section(section: Any, mend: SectionMend) -> None:
    for name, millimetres in mend.measures:
        where = _child(section, "pgSz" if name in ("w", "h") else "pgMar", _S_ORDER)
        where.set(W + name, str(round(millimetres * _TWIPS)))
        if name == "left":
            where.attrib.pop(f"{W}gutter", None)


def _numbered(package: Package, main: str, sections: list[Any]) -> tuple[Package, dict[str, bytes]]:
    """A header with the page's number in its middle, for every section; page one shows none.

    Headers and footers that say anything else than the page's number are the officer's: then only page one is set.
    """
    for section in sections:
        _child(section, "titlePg", _S_ORDER).attrib.pop(f"{W}val", None)
    references = [
        one for section in sections for one in section if local(one) in ("headerReference", "footerReference")
    ]
    theirs = [one for one in references if one.get(f"{W}type", "default") != "first"]
    if any(_speaks(package, main, one.get(f"{_R}id", "")) for one in theirs):
        return package, {}
    for old in theirs:
        old.getparent().remove(old)
    name = "word/header_drafter.xml"
    additions = Additions(package)
    new = etree.Element(f"{W}headerReference")
    new.set(f"{W}type", "default")
    new.set(f"{_R}id", additions.part(main, name, "header", _HEADER_TYPE))
    sections[0].insert(0, new)
    parts = additions.parts()
    package = package.with_parts({known: data for known, data in parts.items() if known == "[Content_Types].xml"})
    return package, {**parts, name: _HEADER.encode()}


def _speaks(package: Package, main: str, reference: str) -> bool:
    """Whether a header or footer says more than the number of its page."""
    relations = etree.fromstring(package.read(relations_of(main)), _PARSER)
    target = next((str(one.get("Target")) for one in relations if one.get("Id") == reference), "")
    name = posixpath.normpath(posixpath.join("/", posixpath.dirname(main), target)).lstrip("/")
    if name not in package:
        return False
    root = etree.fromstring(package.read(name), _PARSER)
    words = "".join(str(text) for text in root.itertext(f"{W}t")).lower().replace("trang", "")
    return any(letter.isalpha() for letter in words) or any(local(one) in ("drawing", "pict") for one in root.iter())


_LOOK = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:b w:val="0"/>'
    '<w:i w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
)
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:pPr><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    f'<w:r>{_LOOK}<w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r>{_LOOK}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    f'<w:r>{_LOOK}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{_LOOK}<w:t>2</w:t></w:r>'
    f'<w:r>{_LOOK}<w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)


def _compose(root: Any) -> None:
    """Letters and marks that stand apart put together, also where the mark begins the next run."""
    for paragraph in root.iter(f"{W}p"):
        before: Any = None
        for text in paragraph.iter(f"{W}t", f"{W}delText"):
            letters = text.text or ""
            marks = len(letters) - len(letters.lstrip(_MARKS))
            if before is not None and marks and before.text:
                before.text = unicodedata.normalize("NFC", before.text + letters[:marks])
                letters = letters[marks:]
            text.text = unicodedata.normalize("NFC", letters)
            before = text if text.text else before


_MARKS = "".join(chr(code) for code in range(0x300, 0x370))

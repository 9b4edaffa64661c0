"""Turn a filled Word file into the draft that is handed out: rules of the right length, and its identity inside.

Both need the filled text: a rule under a name is a part of that name's printed width, and the identity is new for each
draft. The identity is a custom document property, which survives LibreOffice, .doc, .odt and .rtf, and a custom XML
part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from drafter.fill.package import read_package
from drafter.fill.word.properties import with_custom_xml, with_properties
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import page_format

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS_PER_MM = 56.693
_DOCUMENT = "word/document.xml"

IDENTITY = "drafter.doc"
"""The name of the custom property that holds a draft's doc_id."""

CUSTOM_XML = "{urn:drafter:draft}draft"
"""The root of the custom XML part that says the same, for a file whose properties were taken off."""

# Style of the rule → the component above it, how wide its column is in mm (None: as its section's text), which lines
# count (rules CP-06, CP-11, CP-22). How long the line under an annex's title is, the decree does not say.
_RULES: dict[str, tuple[str, float | None, Callable[[list[str]], list[str]]]] = {
    "KeCoQuan": ("co_quan_ban_hanh", page_format().letterhead_mm[0], lambda lines: lines),
    "KeTrichYeu": ("trich_yeu", page_format().text_width_mm, lambda lines: lines[-1:]),
    "KePhuLuc": ("phu_luc_kem_theo", None, lambda lines: lines[-1:]),
}


def finish(data: bytes, doc_id: str) -> bytes:
    """The draft with its rules drawn to length and `doc_id` in its properties."""
    package = read_package(data)
    package = package.with_parts(with_custom_xml(package, _DOCUMENT, _custom_xml(doc_id)))
    return package.write({_DOCUMENT: _ruled(package.read(_DOCUMENT)), **with_properties(package, {IDENTITY: doc_id})})


def _custom_xml(doc_id: str) -> bytes:
    root = etree.Element(CUSTOM_XML)
    root.set("doc", doc_id)
    return _written(root)


def _ruled(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for paragraph in root.iter(f"{_W}p"):
        style = _style(paragraph)
        if style in _RULES:
            component, given, chosen = _RULES[style]
            look, column = page_format().components[component], given or _text_width(paragraph)
            lines = chosen(_lines_above(paragraph))
            widest = max((width_mm(line, look.size_pt.default, bold=look.bold) for line in lines), default=0.0)
            _indent(paragraph, (column - min(widest, column) * page_format().rule_ratio[component].default) / 2)
    return _written(root)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val"))


def _text_width(paragraph: Any) -> float:
    """How wide the text of the paragraph's section is, in mm."""
    body = paragraph.getroottree().getroot().find(f"{_W}body")
    section = next(one for one in _following(paragraph, body) if one is not None)
    size, margin = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    twips = int(size.get(f"{_W}w")) - int(margin.get(f"{_W}left")) - int(margin.get(f"{_W}right"))
    return twips / _TWIPS_PER_MM


def _following(paragraph: Any, body: Any) -> Iterator[Any]:
    """The section properties after the paragraph, each or None of those that have none, the document's own last."""
    for after in paragraph.itersiblings():
        yield after.find(f"{_W}pPr/{_W}sectPr")
    yield body.find(f"{_W}sectPr")


def _lines_above(rule: Any) -> list[str]:
    """The text of the paragraphs just above that share one style: the lines of a name, or of a trích yếu."""
    lines: list[str] = []
    above, style = rule.getprevious(), ""
    while above is not None and above.tag == f"{_W}p" and style in ("", _style(above)):
        style = _style(above)
        lines.insert(0, "".join(above.itertext(f"{_W}t")))
        above = above.getprevious()
    return lines


def _indent(paragraph: Any, side_mm: float) -> None:
    properties = paragraph.find(f"{_W}pPr")
    indent = properties.find(f"{_W}ind")
    if indent is None:
        indent = etree.Element(f"{_W}ind")
        _insert_indent(properties, indent)
    for side in ("left", "right"):
        indent.set(f"{_W}{side}", str(round(side_mm * _TWIPS_PER_MM)))
    indent.set(f"{_W}firstLine", "0")


def _insert_indent(properties: Any, indent: Any) -> None:
    """Word reads a paragraph's properties in a fixed order: the indent stands before these."""
    later = ("contextualSpacing", "mirrorIndents", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange")
    for child in properties:
        if etree.QName(child).localname in later:
            child.addprevious(indent)
            return
    properties.append(indent)


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

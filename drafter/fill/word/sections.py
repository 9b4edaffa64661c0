"""Turn the sections of sub-documents into sections of the finished document, or tell what became of them.

A sub-document whose pages lie the other way, are of another size or in columns, or that has several sections, keeps
them: the template's section ends before it and goes on after it, with its headers and footers. Any other flows into
the pages of the template.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.word.xml import Element, R, W, drop, is_element, twips, w

PAGES_LOST = Kind(
    "T143",
    "tài liệu con có {found} riêng, đã đặt theo trang của mẫu",
    "the sub-document has {found} of its own and was put on the template's pages",
    "để giữ, dùng SubDocument(…, sections=True) với thẻ ở một đoạn riêng ngoài bảng, hộp chữ; "
    "để thôi nhắc, sections=False",
    "to keep it use SubDocument(…, sections=True), its tag in a paragraph of its own outside tables and text boxes; "
    "to hear no more of it, sections=False",
)

BEGIN, END = "drf-guest", "drf-guest-end"
_SECTION, _PARAGRAPH = w("sectPr"), w("p")
_REFERENCES = {w("headerReference"): "header", w("footerReference"): "footer"}
_BEFORE_TYPE = {*_REFERENCES, w("footnotePr"), w("endnotePr")}
_SHOWN = tuple(w(name) for name in ("drawing", "pict", "object", "sym", "fldChar", "fldSimple", "sdt", "br", "tab"))
_THINNEST = (
    f'<w:p xmlns:w="{W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_LETTER = (12_240, 15_840)  # twentieths of a point: what Word takes when nothing is said
_SAME_PAPER = 300  # twentieths of a point, some 5 mm

Key = tuple[str, str]


@dataclass(frozen=True)
class Lodger:
    """A sub-document that was put in: its sections as they were, whether to keep them (None: where its pages differ).

    `note` is told what was lost; `margin` gives, for the kind and relationship of a header or footer in its own file,
    the relationship here.
    """

    sections: Sequence[Element]
    keep: bool | None
    note: Callable[[TemplateError], None]
    margin: Callable[[str, str], str | None]


def own_sections(body: Element) -> list[Element]:
    """The sections of a document, the last being the body's own, which is made when there is none."""
    if not len(body) or body[-1].tag != _SECTION:
        etree.SubElement(body, _SECTION)
    return list(_sections(body))


def has_margins(section: Element) -> bool:
    """Whether a section has a header or footer of its own."""
    return any(child.tag in _REFERENCES for child in section)


def place_sections(text: str, lodgers: Sequence[Lodger], empty: Callable[[str], str]) -> str:
    """The text of a filled document whose sub-documents, marked by BEGIN and END, have their pages.

    `empty` makes an empty header or footer and gives its relationship.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.fromstring(text.encode(), parser)
    body = root.find(w("body"))
    assert body is not None
    own_sections(body)
    marks = {(mark.target, int(mark.text or 0)): mark for mark in _instructions(root) if mark.target in (BEGIN, END)}
    # From the last, so that what follows each is settled; those in tables and boxes first: they keep no section.
    order = sorted(range(len(lodgers)), reverse=True)
    for number in sorted(order, key=lambda number: _is_child(marks.get((BEGIN, number)), body)):
        if (BEGIN, number) in marks:
            _place(body, lodgers[number], marks[BEGIN, number], marks[END, number], empty)
    for mark in marks.values():
        drop(mark)
    return text[: text.index("?>") + 2] + "\n" + etree.tostring(root, encoding="unicode")


def _is_child(mark: Element | None, body: Element) -> bool:
    return mark is not None and mark.getparent() is body


def _instructions(root: Element) -> Iterator[etree._ProcessingInstruction]:
    return (node for node in root.iter(etree.PI) if isinstance(node, etree._ProcessingInstruction))


def _place(body: Element, lodger: Lodger, begin: Element, end: Element, empty: Callable[[str], str]) -> None:
    inside: list[Element] = []
    for node in begin.itersiblings():
        if node is end:
            break
        inside.append(node)
    own = [section for node in inside for section in _sections(node)]
    in_body = _is_child(begin, body)
    outer = _governing(end) if in_body else next(reversed(list(_sections(body))))
    wanted = lodger.keep if lodger.keep is not None else len(own) > 1 or _differ(own[-1], outer)
    if in_body and wanted:
        _Joint(body, begin, end, inside, own, outer).make(lodger, empty)
        return
    lost = _lost(lodger.sections, outer)
    if lost and lodger.keep is not False:
        found = Told(", ".join(word.vi for word in lost), ", ".join(word.en for word in lost))
        lodger.note(TemplateError(PAGES_LOST, found=found))
    for section in own:
        section.getparent().remove(section)  # type: ignore[union-attr]


def _lost(sections: Sequence[Element], outer: Element) -> list[Told]:
    """What a reader misses when these sections flow into `outer`."""
    found: dict[Told, None] = {}
    for section in sections:
        (width, height), (wide, high) = _paper(section), _paper(outer)
        if (width > height) != (wide > high):
            found[Told("hướng giấy", "the orientation")] = None
        elif max(abs(width - wide), abs(height - high)) > _SAME_PAPER:
            found[Told("khổ giấy", "the paper size")] = None
        if _columns(section) != _columns(outer):
            found[Told("cột", "columns")] = None
        if has_margins(section):
            found[Told("đầu trang, chân trang", "headers or footers")] = None
    return list(found)


@dataclass
class _Joint:
    """Where a sub-document with sections of its own is let into the template's section `outer`."""

    body: Element
    begin: Element
    end: Element
    inside: list[Element]
    own: list[Element]
    outer: Element

    def make(self, lodger: Lodger, empty: Callable[[str], str]) -> None:
        outer, first, last = self.outer, self.own[0], self.own[-1]
        around = _effective(self.body, outer)
        begins = all(map(_is_blank, _in_section(self.begin.itersiblings(preceding=True))))
        ends = all(map(_is_blank, _in_section(self.end.itersiblings(), with_end=True)))
        following = self._after(outer) if ends else outer
        continued = _effective(self.body, following) if following is not None else {}
        for section, original in zip(self.own, lodger.sections, strict=True):
            _bring_margins(section, original, lodger)
        brought = {key: None for section in self.own for key in _margins(section)}
        for key, relation in around.items():
            _point(first, key, relation)
        _set_type(first, _type(outer) if begins else "nextPage" if _differ(first, outer) else "continuous")
        if not begins:
            _end_section(self.begin.getprevious(), self.begin, copy.deepcopy(outer))
        self._end_own(last, ends=ends)
        if not ends:
            _set_type(outer, "nextPage" if _differ(last, outer) else "continuous")
            if not begins:
                _continue(outer)
        for key in brought:
            if following is None:
                break
            _point(following, key, continued.get(key) or "", empty)

    def _after(self, section: Element) -> Element | None:
        found = list(_sections(self.body))
        position = found.index(section) + 1
        return found[position] if position < len(found) else None

    def _end_own(self, last: Element, *, ends: bool) -> None:
        """Let the sub-document's last section end it: in place of the template's when nothing else is in that."""
        last.getparent().remove(last)  # type: ignore[union-attr]
        self.inside.remove(last)
        if ends:
            self.outer.getparent().replace(self.outer, last)  # type: ignore[union-attr]
        else:
            _end_section(self.inside[-1] if self.inside else None, self.end, last)


def _sections(node: Element) -> Iterator[Element]:
    for section in node.iter(_SECTION):
        if section.getparent() is None or section.getparent().tag != w("sectPrChange"):  # type: ignore[union-attr]
            yield section


def _governing(mark: Element) -> Element:
    """The properties of the section that the mark, a child of the body, stands in."""
    return next(section for node in mark.itersiblings() if is_element(node) for section in _sections(node))


def _in_section(nodes: Iterator[Element], *, with_end: bool = False) -> Iterator[Element]:
    """The nodes up to one that ends a section; that one too (`with_end`) when it is a paragraph."""
    for node in nodes:
        ends = is_element(node) and next(_sections(node), None) is not None
        if not ends or (with_end and node.tag != _SECTION):
            yield node
        if ends:
            return


def _is_blank(node: Element) -> bool:
    """A paragraph that shows nothing, or no paragraph at all; a sub-document beside this one is not blank."""
    if isinstance(node, etree._ProcessingInstruction):
        return node.target not in (BEGIN, END)
    if not is_element(node) or node.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        return True
    texts = (text for text in node.iter(w("t")) if (text.text or "").strip())
    return node.tag == _PARAGRAPH and next(texts, None) is None and next(node.iter(*_SHOWN), None) is None


def _paper(section: Element) -> tuple[int, int]:
    size = section.find(w("pgSz"))
    values = (size.get(w("w")), size.get(w("h"))) if size is not None else (None, None)
    width, height = (twips(value) or usual for value, usual in zip(values, _LETTER, strict=True))
    return width, height


def _columns(section: Element) -> int:
    columns = section.find(w("cols"))
    return int(columns.get(w("num")) or 1) if columns is not None else 1


def _differ(one: Element, other: Element) -> bool:
    """Whether pages lie the other way, are larger or smaller by a fifth, or have another number of columns."""
    (width, height), (wide, high) = _paper(one), _paper(other)
    ratio = width * height / max(wide * high, 1)
    return (width > height) != (wide > high) or not 0.8 <= ratio <= 1.25 or _columns(one) != _columns(other)


def _margins(section: Element) -> dict[Key, str]:
    """Of each header and footer of a section, by its kind and the pages it is for, the relationship."""
    return {
        (_REFERENCES[str(child.tag)], str(child.get(w("type")) or "default")): str(child.get(f"{{{R}}}id"))
        for child in section
        if child.tag in _REFERENCES
    }


def _effective(body: Element, section: Element) -> dict[Key, str]:
    """The headers and footers a section shows: its own, else those of the sections before it."""
    found: dict[Key, str] = {}
    for each in _sections(body):
        found.update(_margins(each))
        if each is section:
            break
    return found


def _point(section: Element, key: Key, relation: str, empty: Callable[[str], str] | None = None) -> None:
    """Give a section a header or footer where it has none of its kind."""
    if key in _margins(section):
        return
    kind, pages = key
    made = etree.Element(w(f"{kind}Reference"))
    made.set(w("type"), pages)
    made.set(f"{{{R}}}id", relation or (empty(kind) if empty else ""))
    section.insert(0, made)


def _bring_margins(section: Element, original: Element, lodger: Lodger) -> None:
    for (kind, pages), reference in _margins(original).items():
        relation = lodger.margin(kind, reference)
        if relation is not None:
            _point(section, (kind, pages), relation)


def _type(section: Element) -> str:
    found = section.find(w("type"))
    return str(found.get(w("val"))) if found is not None else "nextPage"


def _set_type(section: Element, kind: str) -> None:
    """How the section begins: on a new page or not."""
    for old in section.findall(w("type")):
        section.remove(old)
    made = etree.Element(w("type"))
    made.set(w("val"), kind)
    section.insert(sum(1 for child in section if child.tag in _BEFORE_TYPE), made)


def _continue(section: Element) -> None:
    """The second half of a section: its pages are numbered on, it has no first page of its own."""
    for title in section.findall(w("titlePg")):
        section.remove(title)
    for numbering in section.findall(w("pgNumType")):
        if w("start") in numbering.attrib:
            del numbering.attrib[w("start")]


def _end_section(last: Element | None, mark: Element, section: Element) -> None:
    """Let a section end with the paragraph `last`, or with a very thin one before `mark`."""
    if last is None or last.tag != _PARAGRAPH or next(_sections(last), None) is not None:
        last = etree.fromstring(_THINNEST)
        mark.addprevious(last)
    properties = last.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        last.insert(0, properties)
    change = properties.find(w("pPrChange"))
    if change is not None:
        change.addprevious(section)
    else:
        properties.append(section)

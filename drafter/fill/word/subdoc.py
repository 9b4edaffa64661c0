"""Turn another Word file's body into paragraphs of this one: its styles, lists, pictures and links come along.

A style is matched by its name; one that the template does not have is copied, with those it is based on. What cannot
be carried over (charts, notes, embedded objects) is an error, never a silent loss. Sections of the inner file do not
come along: its pages are those of the template.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.outside import without_outside
from drafter.fill.package import Package, read_package
from drafter.fill.values import SubDocument
from drafter.fill.word.links import Additions, relations_of
from drafter.fill.word.parts import NUMBERING, word_parts
from drafter.fill.word.print import Insert, Numbers, Site
from drafter.fill.word.xml import W14, WP, Element, R, drop, is_element, parse_xml, w

CANNOT_CARRY = Kind(
    "T129",
    "tài liệu con có {found}, không đưa sang được",
    "the sub-document has {found}, which cannot be carried over",
    "bỏ phần này khỏi tài liệu con, hoặc đặt thẳng vào mẫu",
    "take it out of the sub-document, or put it into the template itself",
)

STYLES = "word/styles.xml"
_REFERENCE = f"{{{R}}}"
_STYLE_USES = ("pStyle", "rStyle", "tblStyle")
_DROPPED = {w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "proofErr", "sectPr",
                                 "annotationRef", "lastRenderedPageBreak")}  # fmt: skip
_REFUSED = {
    w("footnoteReference"): Told("chú thích cuối trang", "footnotes"),
    w("endnoteReference"): Told("chú thích cuối văn bản", "endnotes"),
    w("object"): Told("đối tượng nhúng", "an embedded object"),
    w("altChunk"): Told("tệp nhúng", "an embedded file"),
}
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@dataclass
class Grafts:
    """What sub-documents add to the styles and lists of one rendered file."""

    package: Package
    additions: Additions
    numbers: Numbers
    _styles: dict[str, str] = field(default_factory=dict)
    _style_ids: set[str] = field(default_factory=set)
    _new_styles: list[Element] = field(default_factory=list)
    _abstracts: list[Element] = field(default_factory=list)
    _nums: list[tuple[int, int]] = field(default_factory=list)
    _bookmarks: dict[str, int] = field(default_factory=dict)

    def inserter(self, part: str, head: str) -> Insert:
        """The printer of SubDocument in one part, whose text begins with `head`."""

        def insert(value: object, _site: Site) -> str:
            assert isinstance(value, SubDocument)
            return self._insert(value, part, head)

        return insert

    def parts(self) -> dict[str, bytes]:
        """styles.xml and numbering.xml with what was added; nothing when nothing was."""
        made: dict[str, bytes] = {}
        if self._new_styles:
            made[STYLES] = self._with_children(STYLES, self._new_styles)
        if self._nums:
            made[NUMBERING] = self._numbering()
        return made

    def _insert(self, value: SubDocument, part: str, head: str) -> str:
        inner, _ = without_outside(read_package(value.read()))
        name = word_parts(inner)[0][0]
        body = parse_xml(name, inner.read(name)).find(w("body"))
        if body is None:
            return ""
        for node in [node for node in body.iter() if is_element(node)]:
            if node.tag in _REFUSED:
                raise TemplateError(CANNOT_CARRY, found=_REFUSED[str(node.tag)])
            if node.tag in _DROPPED:
                drop(node)
        self._carry_styles(inner, body)
        self._carry_lists(inner, body)
        self._carry_relations(inner, name, body, part)
        self._renumber(body)
        return "".join(_spelled(child, head) for child in body if is_element(child))

    # -- styles ------------------------------------------------------------------------------------------------------

    def _carry_styles(self, inner: Package, body: Element) -> None:
        if STYLES not in inner:
            return
        if not self._styles and STYLES in self.package:
            for style in parse_xml(STYLES, self.package.read(STYLES)).iterchildren(w("style")):
                self._styles[_style_name(style)] = str(style.get(w("styleId")))
            self._style_ids = set(self._styles.values())
        theirs = {
            str(style.get(w("styleId"))): style for style in parse_xml(STYLES, inner.read(STYLES)).iter(w("style"))
        }
        for node in body.iter(*(w(use) for use in _STYLE_USES)):
            wanted = str(node.get(w("val")))
            if wanted in theirs:
                node.set(w("val"), self._style(theirs, wanted))

    def _style(self, theirs: dict[str, Element], wanted: str) -> str:
        """The id that a style of the inner file has here, copying it when there is none of its name."""
        style = theirs[wanted]
        name = _style_name(style)
        if name not in self._styles:
            made = copy.deepcopy(style)
            fresh = wanted
            while fresh in self._style_ids:
                fresh += "x"
            self._styles[name] = fresh
            self._style_ids.add(fresh)
            made.set(w("styleId"), fresh)
            if w("default") in made.attrib:
                del made.attrib[w("default")]
            for use in ("basedOn", "next", "link"):
                other = made.find(w(use))
                if other is not None and (target := str(other.get(w("val")))) in theirs:
                    other.set(w("val"), self._style(theirs, target))
            for list_use in made.findall(f"{w('pPr')}/{w('numPr')}"):
                drop(list_use)
            self._new_styles.append(made)
        return self._styles[name]

    # -- lists -------------------------------------------------------------------------------------------------------

    def _carry_lists(self, inner: Package, body: Element) -> None:
        uses = list(body.iter(w("numId")))
        if not uses or NUMBERING not in inner:
            return
        root = parse_xml(NUMBERING, inner.read(NUMBERING))
        abstracts = {found.get(w("abstractNumId")): found for found in root.iterchildren(w("abstractNum"))}
        of = {num.get(w("numId")): num.find(w("abstractNumId")) for num in root.iterchildren(w("num"))}
        known: dict[str, int] = {}
        for use in uses:
            number = str(use.get(w("val")))
            reference = of.get(number)
            if reference is None or reference.get(w("val")) not in abstracts:
                continue
            if number not in known:
                known[number] = self._list(abstracts[reference.get(w("val"))])
            use.set(w("val"), str(known[number]))

    def _list(self, abstract: Element) -> int:
        made = copy.deepcopy(abstract)
        number = self._highest_abstract() + len(self._abstracts) + 1
        made.set(w("abstractNumId"), str(number))
        for name in ("nsid", "tmpl"):  # Word merges lists that have these alike
            for node in made.findall(w(name)):
                made.remove(node)
        for style in made.iter(w("pStyle")):
            drop(style)
        self._abstracts.append(made)
        self.numbers.last_list += 1
        self._nums.append((self.numbers.last_list, number))
        return self.numbers.last_list

    def _highest_abstract(self) -> int:
        text = self.package.read(NUMBERING) if NUMBERING in self.package else b""
        return max([0, *map(int, re.findall(rb'<w:abstractNum\b[^>]*?w:abstractNumId="(\d+)"', text))])

    def _numbering(self) -> bytes:
        if NUMBERING in self.package:
            root = parse_xml(NUMBERING, self.package.read(NUMBERING))
        else:
            root = etree.Element(w("numbering"), nsmap={"w": str(etree.QName(w("x")).namespace)})
            document = word_parts(self.package)[0][0]
            self.additions.part(document, NUMBERING, "numbering", _NUMBERING_TYPE)
        first = root.find(w("num"))
        for abstract in self._abstracts:
            if first is not None:
                first.addprevious(abstract)
            else:
                root.append(abstract)
        last = root.findall(w("num"))
        position = root.index(last[-1]) + 1 if last else len(root)
        for number, abstract_number in reversed(self._nums):
            num = etree.Element(w("num"))
            num.set(w("numId"), str(number))
            etree.SubElement(num, w("abstractNumId")).set(w("val"), str(abstract_number))
            root.insert(position, num)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _with_children(self, name: str, children: list[Element]) -> bytes:
        root = parse_xml(name, self.package.read(name))
        root.extend(children)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    # -- pictures, links, numbers --------------------------------------------------------------------------------------

    def _carry_relations(self, inner: Package, name: str, body: Element, part: str) -> None:
        relations = _relations(inner, name)
        for node in [node for node in body.iter() if is_element(node)]:
            for key, value in list(node.attrib.items()):
                if str(key).startswith(_REFERENCE) and value:
                    node.set(key, self._relation(inner, relations, str(value), part))

    def _relation(self, inner: Package, relations: dict[str, tuple[str, str]], name: str, part: str) -> str:
        kind, target = relations.get(name, ("", ""))
        if kind == "hyperlink" and (made := self.additions.link(part, target)):
            return made
        if kind == "image" and target in inner:
            extension = target.rpartition(".")[2].lower()
            return self.additions.picture(part, inner.read(target), extension, _image_type(extension))
        what = {"chart": Told("biểu đồ", "a chart"), "": Told("liên kết hỏng", "a broken link")}
        raise TemplateError(CANNOT_CARRY, found=what.get(kind, f"«{kind}»"))

    def _renumber(self, body: Element) -> None:
        begun: dict[str, str] = {}
        for node in [node for node in body.iter() if is_element(node)]:
            for key in [key for key in node.attrib if str(key).startswith(f"{{{W14}}}")]:
                del node.attrib[key]
            if node.tag == f"{{{WP}}}docPr":
                node.set("id", str(self.numbers.next_drawing()))
            elif node.tag == w("bookmarkStart"):
                begun[str(node.get(w("id")))] = number = str(self.numbers.next_bookmark())
                node.set(w("id"), number)
                node.set(w("name"), self._bookmark_name(str(node.get(w("name")))))
            elif node.tag == w("bookmarkEnd"):
                node.set(w("id"), begun.get(str(node.get(w("id"))), "0"))
            elif node.tag == w("id") and (parent := node.getparent()) is not None and parent.tag == w("sdtPr"):
                parent.remove(node)

    def _bookmark_name(self, name: str) -> str:
        self._bookmarks[name] = self._bookmarks.get(name, 0) + 1
        return f"{name[:30]}_con{len(self._bookmarks)}_{self._bookmarks[name]}"


def _style_name(style: Element) -> str:
    name = style.find(w("name"))
    return f"{style.get(w('type'))}:{str(name.get(w('val'))).lower() if name is not None else ''}"


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Of each relationship its kind and target (a member's name, or an address)."""
    found: dict[str, tuple[str, str]] = {}
    relations = relations_of(name)
    if relations not in package:
        return found
    folder = name.rpartition("/")[0]
    for node in parse_xml(relations, package.read(relations)):
        target = str(node.get("Target"))
        if node.get("TargetMode") != "External":
            target = target[1:] if target.startswith("/") else "/".join(_steps(f"{folder}/{target}"))
        found[str(node.get("Id"))] = (str(node.get("Type")).rpartition("/")[2], target)
    return found


def _steps(path: str) -> Iterator[str]:
    made: list[str] = []
    for step in path.split("/"):
        if step == "..":
            made = made[:-1]
        elif step != ".":
            made.append(step)
    return iter(made)


def _image_type(extension: str) -> str:
    return "image/" + {"jpg": "jpeg", "tif": "tiff", "emf": "x-emf", "wmf": "x-wmf"}.get(extension, extension)


def _spelled(node: Element, head: str) -> str:
    """A paragraph or table as text, with the namespaces the part's root does not declare."""
    clone = copy.deepcopy(node)
    clone.tail = None
    etree.cleanup_namespaces(clone)
    text = etree.tostring(clone, encoding="unicode")
    return re.sub(r' xmlns:[\w.-]+="[^"]*"', lambda found: "" if found.group() in head else found.group(), text)

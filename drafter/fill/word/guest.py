"""Turn what a sub-document's body speaks of (styles, lists, pictures, notes, comments) into things of the new file.

A style is matched by its name; one that the template does not have is copied, with those it is based on and the list
it numbers by. A reply to a comment becomes a comment of its own. Each kind of thing is added to its part of the
finished file once all is filled.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.package import Package
from drafter.fill.word.links import Additions, relations_of
from drafter.fill.word.loops import with_notes
from drafter.fill.word.parts import NUMBERING, word_parts
from drafter.fill.word.print import Numbers
from drafter.fill.word.xml import W14, WP, Element, R, W, drop, is_element, parse_xml, w

CANNOT_CARRY = Kind(
    "T129",
    "tài liệu con có {found}, không đưa sang được",
    "the sub-document has {found}, which cannot be carried over",
    "bỏ phần này khỏi tài liệu con, hoặc đặt thẳng vào mẫu",
    "take it out of the sub-document, or put it into the template itself",
)

STYLES = "word/styles.xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_REFERENCE = f"{{{R}}}"
_STYLE_USES = ("pStyle", "rStyle", "tblStyle")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part whose items the text refers to by number; `title` is what people call them."""

    part: str
    item: str
    marks: tuple[str, ...]
    title: Told


COMMENTS = Shelf(
    "comments",
    "comment",
    ("commentReference", "commentRangeStart", "commentRangeEnd"),
    Told("nhận xét", "comments"),
)
SHELVES = (
    COMMENTS,
    Shelf("footnotes", "footnote", ("footnoteReference",), Told("chú thích cuối trang", "footnotes")),
    Shelf("endnotes", "endnote", ("endnoteReference",), Told("chú thích cuối văn bản", "endnotes")),
)


@dataclass
class Guest:
    """A sub-document while it is put in: its package, its styles and lists, and what its lists have become."""

    package: Package
    styles: dict[str, Element] = field(default_factory=dict)
    numbering: Element | None = None
    lists: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> "Guest":
        made = cls(package)
        if STYLES in package:
            styles = parse_xml(STYLES, package.read(STYLES)).iter(w("style"))
            made.styles = {str(style.get(w("styleId"))): style for style in styles}
        if NUMBERING in package:
            made.numbering = parse_xml(NUMBERING, package.read(NUMBERING))
        return made

    @property
    def document(self) -> str:
        return word_parts(self.package)[0][0]


@dataclass
class House:
    """The finished file while guests come: what they add to its styles, lists, notes and comments."""

    package: Package
    additions: Additions
    numbers: Numbers
    _styles: dict[str, str] = field(default_factory=dict)
    _style_ids: set[str] = field(default_factory=set)
    _new_styles: list[Element] = field(default_factory=list)
    _abstracts: list[Element] = field(default_factory=list)
    _nums: list[tuple[int, int]] = field(default_factory=list)
    _bookmarks: dict[str, int] = field(default_factory=dict)
    _items: dict[Shelf, list[Element]] = field(default_factory=dict)

    def parts(self, filled: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts that guests have added to; `filled` are those that are new already."""
        made: dict[str, bytes] = {}
        if self._new_styles:
            root = parse_xml(STYLES, self.package.read(STYLES))
            root.extend(self._new_styles)
            made[STYLES] = as_bytes(root)
        if self._nums:
            made[NUMBERING] = self._numbering()
        for shelf in SHELVES:
            items, copies = self._items.get(shelf, []), self.numbers.copied.get(shelf.part, [])
            if not items and not copies:
                continue
            name = self._shelf_name(shelf)
            known = filled.get(name) or (self.package.read(name) if name in self.package else b"")
            root = parse_xml(name, known) if known else _empty_shelf(shelf)
            with_notes(root, copies)
            root.extend(items)
            made[name] = as_bytes(root)
        return made

    def welcome(self, guest: Guest, name: str, node: Element, part: str) -> None:
        """Let everything that `node`, of the guest's part `name`, speaks of come along into `part`."""
        self._bring_styles(guest, node)
        self._bring_lists(guest, node)
        self._bring_relations(guest.package, name, node, part)
        self._renumber(node)

    # -- styles ------------------------------------------------------------------------------------------------------

    def _bring_styles(self, guest: Guest, body: Element) -> None:
        if not self._styles and STYLES in self.package:
            for style in parse_xml(STYLES, self.package.read(STYLES)).iterchildren(w("style")):
                self._styles[_style_name(style)] = str(style.get(w("styleId")))
            self._style_ids = set(self._styles.values())
        for node in body.iter(*(w(use) for use in _STYLE_USES)):
            wanted = str(node.get(w("val")))
            if wanted in guest.styles:
                node.set(w("val"), self._style(guest, wanted))

    def _style(self, guest: Guest, wanted: str) -> str:
        """The id that a style of the guest has here, copying it when there is none of its name."""
        name = _style_name(guest.styles[wanted])
        if name not in self._styles:
            made = copy.deepcopy(guest.styles[wanted])
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
                if other is not None and (target := str(other.get(w("val")))) in guest.styles:
                    other.set(w("val"), self._style(guest, target))
            self._bring_lists(guest, made)
            self._new_styles.append(made)
        return self._styles[name]

    # -- lists -------------------------------------------------------------------------------------------------------

    def _bring_lists(self, guest: Guest, body: Element) -> None:
        for use in list(body.iter(w("numId"))):
            number = str(use.get(w("val")))
            if number not in guest.lists:
                abstract = _abstract(guest.numbering, number)
                if abstract is None:
                    continue
                guest.lists[number] = self._list(guest, abstract)
            use.set(w("val"), str(guest.lists[number]))

    def _list(self, guest: Guest, abstract: Element) -> int:
        made = copy.deepcopy(abstract)
        number = self._highest_abstract() + len(self._abstracts) + 1
        made.set(w("abstractNumId"), str(number))
        for name in ("nsid", "tmpl"):  # Word merges lists that have these alike
            for node in made.findall(w(name)):
                made.remove(node)
        self._abstracts.append(made)
        self.numbers.last_list += 1
        self._nums.append((self.numbers.last_list, number))
        # The number is known before the styles of its levels come along, which may number by this very list.
        guest.lists.update((each, self.numbers.last_list) for each in _numbers_of(guest.numbering, abstract))
        for style in list(made.iter(w("pStyle"))):
            wanted = str(style.get(w("val")))
            known = self._styles.get(_style_name(guest.styles[wanted])) if wanted in guest.styles else None
            if known is None or known not in {str(new.get(w("styleId"))) for new in self._new_styles}:
                drop(style)  # the template's own style of this name numbers as it does there
            else:
                style.set(w("val"), known)
        return self.numbers.last_list

    def _highest_abstract(self) -> int:
        text = self.package.read(NUMBERING) if NUMBERING in self.package else b""
        return max([0, *map(int, re.findall(rb'<w:abstractNum\b[^>]*?w:abstractNumId="(\d+)"', text))])

    def _numbering(self) -> bytes:
        if NUMBERING in self.package:
            root = parse_xml(NUMBERING, self.package.read(NUMBERING))
        else:
            root = etree.Element(w("numbering"), nsmap={"w": W})
            document = word_parts(self.package)[0][0]
            self.additions.part(document, NUMBERING, "numbering", WORD_TYPE.format("numbering"))
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
        return as_bytes(root)

    # -- notes and comments ------------------------------------------------------------------------------------------

    def bring_items(self, guest: Guest, body: Element, shelf: Shelf) -> None:
        """Let the notes or comments that `body` marks come along, each under a number of its own."""
        marks = list(body.iter(*(w(mark) for mark in shelf.marks)))
        source = next((name for name, label in word_parts(guest.package) if label == shelf.part), None)
        items: dict[str, Element] = {}
        if marks and source is not None:
            root = parse_xml(source, guest.package.read(source))
            items = {str(item.get(w("id"))): item for item in root.iterchildren(w(shelf.item))}
        numbers: dict[str, int] = {}
        for mark in marks:
            old = str(mark.get(w("id")))
            if old not in items or source is None:
                drop(mark)
                continue
            if old not in numbers:
                numbers[old] = self.numbers.next_item(shelf.part)
                made = copy.deepcopy(items[old])
                made.set(w("id"), str(numbers[old]))
                self.welcome(guest, source, made, self._shelf_name(shelf))
                self._items.setdefault(shelf, []).append(made)
            mark.set(w("id"), str(numbers[old]))

    def _shelf_name(self, shelf: Shelf) -> str:
        names = word_parts(self.package)
        found = next((name for name, label in names if label == shelf.part), None)
        if found is None:
            found = f"word/{shelf.part}.xml"
            self.additions.part(names[0][0], found, shelf.part, WORD_TYPE.format(shelf.part))
        return found

    # -- pictures, links, numbers ------------------------------------------------------------------------------------

    def _bring_relations(self, inner: Package, name: str, body: Element, part: str) -> None:
        relations = relations_in(inner, name)
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
            elif node.get(w("author")) is not None and node.tag != w("comment"):  # a tracked change
                node.set(w("id"), str(self.numbers.next_bookmark()))

    def _bookmark_name(self, name: str) -> str:
        self._bookmarks[name] = self._bookmarks.get(name, 0) + 1
        return f"{name[:30]}_con{len(self._bookmarks)}_{self._bookmarks[name]}"


def as_bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _style_name(style: Element) -> str:
    name = style.find(w("name"))
    return f"{style.get(w('type'))}:{str(name.get(w('val'))).lower() if name is not None else ''}"


def _abstract(numbering: Element | None, number: str) -> Element | None:
    """The definition of a list, None when there is none."""
    for num in numbering.iterchildren(w("num")) if numbering is not None else ():
        reference = num.find(w("abstractNumId"))
        if num.get(w("numId")) == number and reference is not None and numbering is not None:
            wanted = reference.get(w("val"))
            found = numbering.iterchildren(w("abstractNum"))
            return next((each for each in found if each.get(w("abstractNumId")) == wanted), None)
    return None


def _numbers_of(numbering: Element | None, abstract: Element) -> list[str]:
    """The one list of a definition when it has only one: then its styles number by it."""
    wanted = abstract.get(w("abstractNumId"))
    nums = numbering.iterchildren(w("num")) if numbering is not None else ()
    uses = ((str(num.get(w("numId"))), num.find(w("abstractNumId"))) for num in nums)
    found = [number for number, reference in uses if reference is not None and reference.get(w("val")) == wanted]
    return found if len(found) == 1 else []


def _empty_shelf(shelf: Shelf) -> Element:
    """A part for notes or comments; that of notes begins with the lines Word draws over them."""
    root = etree.Element(w(shelf.part), nsmap={"w": W})
    for number, kind in enumerate(("separator", "continuationSeparator"), start=-1) if shelf is not COMMENTS else ():
        note = etree.SubElement(root, w(shelf.item), {w("type"): kind, w("id"): str(number)})
        etree.SubElement(etree.SubElement(etree.SubElement(note, w("p")), w("r")), w(kind))
    return root


def relations_in(package: Package, name: str) -> dict[str, tuple[str, str]]:
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

"""Turn another Word file's body into paragraphs of this one, or into sections of its own.

Its styles, lists, pictures, links, notes and comments come along (see `guest`), its pages where they differ from the
template's (see `sections`). What cannot come (charts, embedded objects) is an error, what is left behind a note.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.package import Package
from drafter.fill.values import SubDocument
from drafter.fill.word.guest import CANNOT_CARRY, COMMENTS, SHELVES, WORD_TYPE, Guest, House, as_bytes, relations_in
from drafter.fill.word.links import Additions
from drafter.fill.word.parts import open_word
from drafter.fill.word.print import Insert, Numbers, Site
from drafter.fill.word.sections import BEGIN, END, Lodger, has_margins, own_sections, place_sections
from drafter.fill.word.xml import Element, W, drop, is_element, parse_xml, w

LEFT_BEHIND = Kind(
    "T142",
    "tài liệu con có {found}, đã bỏ vì thẻ nằm ở {place}",
    "the sub-document has {found}, left out for its tag stands in {place}",
    "đặt thẻ «{{{{p … }}}}» ở một đoạn riêng trong thân văn bản, ngoài bảng và hộp chữ",
    "put the tag «{{{{p … }}}}» into a paragraph of its own in the body, outside tables and text boxes",
)

_DROPPED = {w(name) for name in ("proofErr", "annotationRef", "lastRenderedPageBreak")}
_REFUSED = {
    w("object"): Told("đối tượng nhúng", "an embedded object"),
    w("altChunk"): Told("tệp nhúng", "an embedded file"),
}

Note = Callable[[TemplateError], None]


@dataclass
class Grafts:
    """The sub-documents of one rendered file."""

    package: Package
    additions: Additions
    numbers: Numbers
    house: House = field(init=False)
    _lodgers: list[Lodger] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.house = House(self.package, self.additions, self.numbers)

    def inserter(self, part: str, head: str, *, is_body: bool, noter: Callable[[], Note]) -> Insert:
        """The printer of SubDocument in one part, whose text begins with `head`.

        `noter` is asked while the tag is being filled, so that notes can tell its place later.
        """

        def insert(value: object, _site: Site) -> str:
            assert isinstance(value, SubDocument)
            note = noter()
            package, dropped = open_word(value.read())
            for each in dropped:
                note(each)
            guest = Guest.of(package)
            root = parse_xml(guest.document, package.read(guest.document))
            body = root.find(w("body"))
            if body is None:
                return ""
            _cleaned(body)
            if not is_body:
                return self._inside_margin(guest, body, part, head, note)
            for shelf in SHELVES:
                self.house.bring_items(guest, body, shelf)
            return self._in_body(guest, value, body, part, head, note)

        return insert

    def _in_body(self, guest: Guest, value: SubDocument, body: Element, part: str, head: str, note: Note) -> str:
        sections = [copy.deepcopy(section) for section in own_sections(body)]
        for section in body.iter(w("sectPr")):  # its headers come when it is known that it stays a section
            for reference in list(section):
                if reference.tag in (w("headerReference"), w("footerReference"), w("printerSettings")):
                    section.remove(reference)
        self.house.welcome(guest, guest.document, body, part)
        text = "".join(_spelled(child, head) for child in body if is_element(child))
        self._lodgers.append(Lodger(sections, value.sections, note, self._margins(guest, part)))
        number = len(self._lodgers) - 1
        return f"<?{BEGIN} {number}?>{text}<?{END} {number}?>"

    def _inside_margin(self, guest: Guest, body: Element, part: str, head: str, note: Note) -> str:
        """Into a header, footer or note: Word allows neither sections nor comments nor notes there."""
        place = Told("đầu trang, chân trang hoặc chú thích", "a header, footer or note")
        for shelf in SHELVES:
            marks = list(body.iter(*(w(mark) for mark in shelf.marks)))
            if marks and shelf is not COMMENTS:
                raise TemplateError(CANNOT_CARRY, found=shelf.title)
            if marks:
                note(TemplateError(LEFT_BEHIND, found=shelf.title, place=place))
            for mark in marks:
                drop(mark)
        sections = own_sections(body)
        if len(sections) > 1 or any(map(has_margins, sections)):
            note(TemplateError(LEFT_BEHIND, found=Told("trang riêng", "pages of its own"), place=place))
        for section in list(body.iter(w("sectPr"))):
            drop(section)
        self.house.welcome(guest, guest.document, body, part)
        return "".join(_spelled(child, head) for child in body if is_element(child))

    def _margins(self, guest: Guest, part: str) -> Callable[[str, str], str | None]:
        """What gives, for a reference to a header or footer of the guest, its relationship here."""
        relations = relations_in(guest.package, guest.document)
        known: dict[str, str] = {}

        def bring(kind: str, reference: str) -> str | None:
            _, target = relations.get(reference, ("", ""))
            if target not in guest.package:
                return None
            if target not in known:
                root = parse_xml(target, guest.package.read(target))
                known[target] = self._new_margin(kind, part, lambda name: self._filled(guest, target, root, name))
            return known[target]

        return bring

    def _filled(self, guest: Guest, target: str, root: Element, name: str) -> Element:
        _cleaned(root)
        self.house.welcome(guest, target, root, name)
        return root

    def empty_margin(self, kind: str, part: str) -> str:
        """The relationship of `part` to a "header" or "footer" that shows nothing."""
        root = etree.Element(w("hdr" if kind == "header" else "ftr"), nsmap={"w": W})
        etree.SubElement(root, w("p"))
        return self._new_margin(kind, part, lambda _name: root)

    def _new_margin(self, kind: str, part: str, fill: Callable[[str], Element]) -> str:
        name = f"word/{kind}Drf{self.numbers.next_margin()}.xml"
        relation = self.additions.part(part, name, kind, WORD_TYPE.format(kind))
        self.additions.raw(name, as_bytes(fill(name)))
        return relation

    def placed(self, text: str, part: str) -> str:
        """The filled document with every sub-document's pages where they belong."""
        if not self._lodgers:
            return text
        lodgers, self._lodgers = self._lodgers, []
        return place_sections(text, lodgers, lambda kind: self.empty_margin(kind, part))


def _cleaned(root: Element) -> None:
    for node in [node for node in root.iter() if is_element(node)]:
        if node.tag in _REFUSED:
            raise TemplateError(CANNOT_CARRY, found=_REFUSED[str(node.tag)])
        if node.tag in _DROPPED:
            drop(node)


def _spelled(node: Element, head: str) -> str:
    """A paragraph or table as text, with the namespaces the part's root does not declare."""
    clone = copy.deepcopy(node)
    clone.tail = None
    etree.cleanup_namespaces(clone)
    text = etree.tostring(clone, encoding="unicode")
    return re.sub(r' xmlns:[\w.-]+="[^"]*"', lambda found: "" if found.group() in head else found.group(), text)

"""Turn compiled parts and data into finished parts, and remember what was carried where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.fill.errors import TemplateError
from drafter.fill.package import Package
from drafter.fill.runtime import Limits, Room
from drafter.fill.values import Carried, Carrier, InlineImage, Listing, PageBreak, RichText, SubDocument
from drafter.fill.word.links import Additions, inline_image
from drafter.fill.word.loops import with_lists
from drafter.fill.word.parts import NUMBERING, Part, word_parts
from drafter.fill.word.print import PARAGRAPH, Insert, Numbers, Printer
from drafter.fill.word.rich import listing, page_break, rich_text
from drafter.fill.word.subdoc import Grafts, Note
from drafter.fill.word.tables import fit_columns

_BOOKMARK_ID = re.compile(rb'<w:bookmarkStart\b[^>]*?w:id="(\d+)"')
_DRAWING_ID = re.compile(rb'<wp:docPr\b[^>]*?\bid="(\d+)"')
_CONTROL_ID = re.compile(rb'<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val="(-?\d+)"', re.S)
_ITEM_IDS = {
    f"{item}s": re.compile(rb'<w:%b\b[^>]*?w:id="(\d+)"' % item.encode()) for item in ("footnote", "endnote", "comment")
}
_LIST_ID = re.compile(rb'<w:num\b[^>]*?w:numId="(\d+)"')


@dataclass(frozen=True, slots=True)
class Ids:
    """The highest numbers a template itself uses."""

    bookmark: int
    drawing: int
    controls: frozenset[int]
    lists: int
    items: Mapping[str, int]

    def numbers(self) -> Numbers:
        return Numbers(self.bookmark, self.drawing, self.controls, last_list=self.lists, items=dict(self.items))


def highest_ids(package: Package) -> Ids:
    """The numbers the template itself uses, over all its parts."""
    bookmark = drawing = 0
    controls: set[int] = set()
    items: dict[str, int] = {}
    for name, label in word_parts(package):
        data = package.read(name)
        if label in _ITEM_IDS:
            items[label] = max([0, *map(int, _ITEM_IDS[label].findall(data))])
        bookmark = max([bookmark, *map(int, _BOOKMARK_ID.findall(data))])
        drawing = max([drawing, *map(int, _DRAWING_ID.findall(data))])
        controls.update(map(int, _CONTROL_ID.findall(data)))
    numbering = package.read(NUMBERING) if NUMBERING in package else b""
    return Ids(bookmark, drawing, frozenset(controls), max([0, *map(int, _LIST_ID.findall(numbering))]), items)


class Run:
    """One rendering: what was filled so far, the numbers given out and what was carried."""

    def __init__(self, package: Package, ids: Ids, limits: Limits, *, compat: bool) -> None:
        self.additions = Additions(package)
        self.notes: list[TemplateError] = []
        self._package = package
        self._numbers = ids.numbers()
        self.grafts = Grafts(package, self.additions, self._numbers)
        self._compat = compat
        self._limits = limits
        self._room = Room(limits)
        self._parts: dict[str, bytes] = {}
        self._abstract: dict[int, str] = {}
        self._carried: list[tuple[str, list[tuple[str, Carried, int]]]] = []

    def fill(self, part: Part, context: Mapping[str, object]) -> None:
        """Fill a part that takes its own place in the package."""
        self._parts[part.name] = self.text(part, context, part.name).encode()

    def keep(self, name: str, text: str) -> None:
        """Take a finished part."""
        self._parts[name] = text.encode()

    def next_copy(self) -> None:
        """Begin another document of the same file: it has its own limits."""
        self._room = Room(self._limits)

    def text(self, part: Part, context: Mapping[str, object], name: str) -> str:
        """A part filled, to be stored as `name`; raises TemplateError."""
        printer = self.printer(part, name)
        pieces = list(part.program.run(context, printer.tools(), self._room))
        if printer.carried:
            pieces[0] = part.carrying + pieces[0][len(part.head) :]
        filled = "".join(pieces)
        for empty in printer.emptied() if printer.opened else ():
            filled = filled.replace(empty, "")
        text = self.finish(part, name, filled)
        if printer.carried:
            mended = text is not filled  # empty cells, ends of sections have paragraphs that nothing had counted
            self._carried.append((part.label, recounted(text, printer.carried) if mended else printer.carried))
        return text

    def finish(self, part: Part, name: str, text: str) -> str:
        """A filled part whose tables and sections are as Word wants them."""
        for repair in part.shape.repairs:
            text = text.replace(repair.left, repair.right)
        if part.shape.columns:
            text = fit_columns(text, part.carrying)
        self._abstract.update(part.shape.lists)
        return self.grafts.placed(text, name)

    def printer(self, part: Part, name: str) -> Printer:
        """What prints the values of a part, to be stored as `name`."""

        def noter() -> Note:
            tag, item = part.program.current()
            return lambda error: self.notes.append(part.program.told(error, tag, item))

        insert: dict[type, Insert] = {
            RichText: rich_text(lambda address: self.additions.link(name, address)),
            Listing: listing,
            PageBreak: page_break,
            SubDocument: self.grafts.inserter(name, part.head, is_body=part.label == "document", noter=noter),
            InlineImage: inline_image(self.additions, self._numbers, name),
        }
        return Printer(part.label, part.sites, self._numbers, self._compat, insert)

    def finished(self) -> dict[str, bytes]:
        """Every part that is new: those filled and those that what was filled in needs."""
        made = {**self._parts, **self.grafts.house.parts(self._parts)}
        made.update(self.additions.parts())
        if self._numbers.new_lists:
            numbering = made.get(NUMBERING) or self._package.read(NUMBERING)
            made[NUMBERING] = with_lists(numbering, self._numbers.new_lists, self._abstract)
        return made

    def located(self) -> tuple[Carrier, ...]:
        """Every carrier with the number of its paragraph in the finished part."""
        return tuple(
            Carrier(bookmark, value.key, value.label, value.text, label, paragraph)
            for label, carried in self._carried
            for bookmark, value, paragraph in carried
        )


def recounted(text: str, carried: list[tuple[str, Carried, int]]) -> list[tuple[str, Carried, int]]:
    """The carriers of a finished part with the number of the paragraph each stands in."""
    found, position, paragraph = [], 0, 0
    for bookmark, value, _ in carried:
        place = text.index(f'w:name="{bookmark}"', position)
        paragraph += len(PARAGRAPH.findall(text, position, place))
        position = place
        found.append((bookmark, value, paragraph))
    return found

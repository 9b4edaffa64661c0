"""Turn a Word file that has been through somebody's hands into what it says and how it is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafter.model.page import Block, Comment, Note, PageFile, Section
from drafter.model.problem import Place
from drafter.readback.blocks import BlockReader
from drafter.readback.carried import Spans
from drafter.readback.inline import Inline
from drafter.readback.names import W, local, mm, switch, value_of, whole
from drafter.readback.numbering import read_numbering
from drafter.readback.opening import BROKEN, NotRead, WordParts, open_word, relation_id
from drafter.readback.styles import style_sheet

_PAGE = {"w": 215.9, "h": 279.4}  # what Word takes where a file says nothing: Letter, an inch on every side
_INCH, _HALF_INCH = 25.4, 12.7
_KINDS = ("default", "first", "even")
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")


def read_page(data: bytes, soft_hyphen: str = "") -> PageFile:
    """Read a .docx of any origin. Raises NotRead when it is refused; the bytes are all that is looked at.

    `soft_hyphen` is put where a word may be parted: in TCVN3 that sign is the letter «ư».
    """
    try:
        return _Reader.of(open_word(data), soft_hyphen).file()
    except RecursionError as error:
        raise NotRead(BROKEN.at(Place(), found="word/document.xml")) from error


@dataclass
class _Reader:
    parts: WordParts
    blocks: BlockReader

    @staticmethod
    def of(parts: WordParts, soft_hyphen: str) -> _Reader:
        sheet = style_sheet(parts.related("styles"), parts.related("theme"))
        numbering, inline = read_numbering(parts.related("numbering")), Inline(Spans(), soft_hyphen)
        return _Reader(parts, BlockReader(sheet, numbering, inline))

    def file(self) -> PageFile:
        root = self.parts.tree(self.parts.main)
        assert root is not None
        body = root.find(f"{W}body")
        sections = tuple(self._sections(body))
        notes = (*self._notes("footnotes", "footnote"), *self._notes("endnotes", "endnote"))
        settings = self.parts.related("settings")
        defaults = self.blocks.sheet.run_defaults
        inline = self.blocks.inline
        return PageFile(
            sections=sections,
            carriers=inline.spans.carriers,
            comments=tuple(self._comments()),
            notes=notes,
            properties=self._properties(),
            fields=tuple(inline.instructions),
            tracked=inline.tracked,
            tab_mm=mm(value_of(settings, "defaultTabStop"), _HALF_INCH) or _HALF_INCH,
            language=value_of(defaults, "lang") or "",
            even_and_odd=switch(settings, "evenAndOddHeaders") or False,
        )

    def _sections(self, body: Any) -> Iterator[Section]:
        """The sections of a body: each ends with the paragraph that holds its `sectPr`, the last with the body's."""
        inherited: dict[str, dict[str, tuple[Block, ...]]] = {"header": {}, "footer": {}}
        gathered: list[Any] = []
        for element in body:
            gathered.append(element)
            if local(element) in ("p", "sdt"):
                properties = next(element.iterfind(f".//{W}pPr/{W}sectPr"), None)
                if properties is not None:
                    yield self._section(gathered, properties, inherited)
                    gathered = []
        yield self._section(gathered, body.find(f"{W}sectPr"), inherited)
        self.blocks.inline.end_part()

    def _section(
        self, elements: list[Any], properties: Any | None, inherited: dict[str, dict[str, tuple[Block, ...]]]
    ) -> Section:
        size, margins, numbers, columns = (
            None if properties is None else properties.find(W + tag) for tag in ("pgSz", "pgMar", "pgNumType", "cols")
        )
        width, height = (_measure(size, side, missing) for side, missing in _PAGE.items())
        left, right = (_measure(margins, side, _INCH) for side in ("left", "right"))
        blocks = self.blocks.read(elements, width - left - right)
        for kind, found in inherited.items():
            found.update(self._around(properties, kind, width - left - right))
        return Section(
            blocks=blocks,
            width_mm=width,
            height_mm=height,
            landscape=size is not None and size.get(f"{W}orient") == "landscape",
            top_mm=abs(_measure(margins, "top", _INCH)),
            bottom_mm=abs(_measure(margins, "bottom", _INCH)),
            left_mm=left + _measure(margins, "gutter", 0.0),
            right_mm=right,
            header_mm=_measure(margins, "header", _HALF_INCH),
            footer_mm=_measure(margins, "footer", _HALF_INCH),
            begins=value_of(properties, "type") or "nextPage",
            title_page=switch(properties, "titlePg") or False,
            number_from=None if numbers is None else whole(numbers.get(f"{W}start")),
            number_form="decimal" if numbers is None else numbers.get(f"{W}fmt", "decimal"),
            columns=1 if columns is None else max(1, whole(columns.get(f"{W}num"), 1) or 1),
            headers=dict(inherited["header"]),
            footers=dict(inherited["footer"]),
        )

    def _around(self, properties: Any | None, kind: str, width_mm: float) -> Iterator[tuple[str, tuple[Block, ...]]]:
        """The headers or footers that a section names itself."""
        targets = self.parts.relations(self.parts.main)
        spans = self.blocks.inline.spans
        for reference in () if properties is None else properties.findall(f"{W}{kind}Reference"):
            _, name = targets.get(relation_id(reference), ("", ""))
            root = self.parts.tree(name)
            which = reference.get(f"{W}type", "default")
            if root is None or which not in _KINDS:
                continue
            spans.part = name.rpartition("/")[2].removesuffix(".xml")
            yield which, self.blocks.read(root, width_mm)
            spans.part = "document"

    def _notes(self, kind: str, tag: str) -> Iterator[Note]:
        root = self.parts.related(kind)
        self.blocks.inline.spans.part = kind
        for note in () if root is None else root.findall(W + tag):
            if note.get(f"{W}type") is None:  # the others are the line above the notes
                yield Note(self.blocks.read(note, 0.0), at_end=tag == "endnote")
        self.blocks.inline.end_part()
        self.blocks.inline.spans.part = "document"

    def _comments(self) -> Iterator[Comment]:
        root = self.parts.related("comments")
        for comment in () if root is None else root.findall(f"{W}comment"):
            lines = ("".join(paragraph.itertext(f"{W}t")) for paragraph in comment.iter(f"{W}p"))
            yield Comment(
                author=comment.get(f"{W}author", ""),
                text="\n".join(lines),
                about=self.blocks.inline.spans.about(comment.get(f"{W}id", "")),
                on=_moment(comment.get(f"{W}date")),
            )

    def _properties(self) -> Mapping[str, str]:
        """The file's own properties by their plain names, custom ones by the name they were given."""
        found: dict[str, str] = {}
        for kind, name in self.parts.relations("").values():
            root = (
                self.parts.tree(name)
                if kind in ("core-properties", "extended-properties", "custom-properties")
                else None
            )
            for one in () if root is None else root:
                key = one.get("name") if kind == "custom-properties" else local(one)
                text = "".join(one.itertext()).strip()
                if key and text:
                    found[key] = text
        return found


def _measure(element: Any | None, name: str, missing: float) -> float:
    return missing if element is None else mm(element.get(W + name), missing)


def _moment(value: str | None) -> datetime | None:
    try:
        return None if value is None else datetime.fromisoformat(value)
    except ValueError:
        return None

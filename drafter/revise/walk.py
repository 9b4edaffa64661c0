"""Turn a part of a Word file into its paragraphs, runs and carriers, each with the element that it is.

The reading order and the pairing of bookmarks with controls are those of `readback`, which checks what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.revise.names import MC, PREFIX, W, is_ours, local, value_of

_CHANGES = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SKIPPED = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText"})
_DRAWN = frozenset({"drawing", "pict", "object"})


@dataclass(eq=False)
class Piece:
    """A run in its place: the tracked changes around it, the innermost last, and whether a field runs through it."""

    run: Any
    text: str
    changes: tuple[Any, ...]
    comments: tuple[str, ...] = ()
    in_field: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether it is there once all changes are accepted."""
        return not any(_CHANGES[local(one)] == "del" for one in self.changes)

    @property
    def is_rejected(self) -> bool:
        """Whether it is there once all changes are rejected."""
        return not any(_CHANGES[local(one)] == "ins" for one in self.changes)

    @property
    def ours(self) -> str:
        """«ins» or «del» where just one change is on it, one of ours; else empty."""
        if len(self.changes) == 1 and is_ours(self.changes[0]) and local(self.changes[0]) in ("ins", "del"):
            return local(self.changes[0])
        return ""

    @property
    def foreign(self) -> bool:
        """Whether somebody else's change is on it."""
        return bool(self.changes) and not self.ours


@dataclass(eq=False)
class Line:
    """A paragraph and its runs. `number` counts the paragraphs of the part from 1, in the order of the file."""

    element: Any
    number: int
    pieces: list[Piece] = field(default_factory=list)

    def text(self, *, accepted: bool = True) -> str:
        """What it says in a view."""
        return "".join(one.text for one in self.pieces if (one.is_accepted if accepted else one.is_rejected))


@dataclass(eq=False)
class Mark:
    """A bookmark of ours or a control, and what was met while it was open."""

    name: str
    alias: str = ""
    control: Any = None
    start: Any = None
    pieces: list[Piece] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    partner: Mark | None = None

    @property
    def is_bookmark(self) -> bool:
        return self.control is None


@dataclass
class Walked:
    """What a part holds: paragraphs and carriers, each in the order in which it begins."""

    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def walk(root: Any) -> Walked:
    """Read a part."""
    walker = _Walker()
    walker.blocks(root, ())
    return walker.found


@dataclass
class _Walker:
    found: Walked = field(default_factory=Walked)
    bookmarks: dict[str, Mark] = field(default_factory=dict)
    controls: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    fields: int = 0
    numbers: int = 0
    line: Line | None = None

    def blocks(self, parent: Any, changes: tuple[Any, ...]) -> None:
        for child in parent:
            self.node(child, changes)

    def node(self, child: Any, changes: tuple[Any, ...]) -> None:
        name = local(child)
        if name == "p":
            self.paragraph(child)
        elif name == "r":
            self.run(child, changes)
        elif name in _CHANGES:
            self.blocks(child, (*changes, child))
        elif name == "sdt":
            self.control(child, changes)
        elif name == "bookmarkStart":
            self.open_bookmark(child)
        elif name == "bookmarkEnd":
            self.bookmarks.pop(child.get(f"{W}id", ""), None)
        elif name == "commentRangeStart":
            self.comments.append(child.get(f"{W}id", ""))
        elif name == "commentRangeEnd":
            self.comments = [one for one in self.comments if one != child.get(f"{W}id", "")]
        elif child.tag == f"{MC}AlternateContent":
            for one in list(child)[:1]:
                self.blocks(one, changes)
        elif name and name not in _SKIPPED:
            simple = name == "fldSimple"
            self.fields += simple
            self.blocks(child, changes)
            self.fields -= simple

    def paragraph(self, paragraph: Any) -> None:
        outer, depth = self.line, self.fields
        self.numbers += 1
        self.line = Line(paragraph, self.numbers)
        self.found.lines.append(self.line)
        for mark in (*self.bookmarks.values(), *self.controls):
            mark.lines.append(self.line)
        self.blocks(paragraph, ())
        self.line = outer
        if outer is not None:
            self.fields = depth

    def control(self, control: Any, changes: tuple[Any, ...]) -> None:
        properties = control.find(f"{W}sdtPr")
        mark = Mark(value_of(properties, "tag"), value_of(properties, "alias"), control=control)
        around = next(reversed(self.bookmarks.values()), None)
        if around is not None and (around.partner is None or around.partner in self.controls):
            _pair(mark, around)
        if self.line is not None:
            mark.lines.append(self.line)
        self.controls.append(mark)
        self.found.marks.append(mark)
        content = control.find(f"{W}sdtContent")
        if content is not None:
            self.blocks(content, changes)
        self.controls.pop()

    def open_bookmark(self, start: Any) -> None:
        name = start.get(f"{W}name", "")
        if not name.startswith(PREFIX):
            return
        mark = Mark(name, start=start)
        if self.line is not None:
            mark.lines.append(self.line)
        self.bookmarks[start.get(f"{W}id", "")] = mark
        self.found.marks.append(mark)
        around = self.controls[-1] if self.controls else None
        named = around is not None and around.partner is None and (around.name or around.alias)
        if around is not None and named and not any(piece.text and piece.is_rejected for piece in around.pieces):
            _pair(mark, around)  # it stands at the very beginning of a control

    def run(self, run: Any, changes: tuple[Any, ...]) -> None:
        text, depth = [], self.fields
        for child in run:
            name = local(child)
            if name == "fldChar":
                self.fields += {"begin": 1, "end": -1}.get(child.get(f"{W}fldCharType"), 0)
                depth = max(depth, self.fields, 1)
            elif name in _DRAWN or child.tag == f"{MC}AlternateContent":
                self.node(child, ()) if name not in _DRAWN else self.blocks(child, ())
            else:
                text.append(_sign(child, name))
        piece = Piece(run, "".join(text), changes, tuple(self.comments), in_field=depth > 0)
        if self.line is not None:
            self.line.pieces.append(piece)
        for mark in (*self.bookmarks.values(), *self.controls):
            mark.pieces.append(piece)


def _pair(one: Mark, other: Mark) -> None:
    for mark in (one, other):
        if mark.partner is not None:
            mark.partner.partner = None
    one.partner, other.partner = other, one


def _sign(child: Any, name: str) -> str:
    if name in ("t", "delText"):
        return child.text or ""
    if name == "br":
        return "\f" if child.get(f"{W}type") == "page" else "\n"
    if name == "sym":
        try:
            return chr(int(child.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return ""
    return _SIGNS.get(name, "")


def pairs(marks: Sequence[Mark]) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Each carrier once: its bookmark and its control, None for what is gone."""
    told: set[int] = set()
    for mark in marks:
        if id(mark) in told:
            continue
        told |= {id(mark), id(mark.partner)}
        bookmark, control = (mark, mark.partner) if mark.is_bookmark else (mark.partner, mark)
        if bookmark is not None or (control is not None and (control.name or control.alias)):
            yield bookmark, control

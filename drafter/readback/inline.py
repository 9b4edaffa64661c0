"""Turn what stands in a paragraph into runs: text with its look, its tracked change and the field it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drafter.model.page import Change, Drawing, Look, Run
from drafter.readback.carried import Spans
from drafter.readback.drawings import ReadBlocks, drawings
from drafter.readback.names import MC, W, local, value_of

LookOf = Callable[[str, Any | None], Look]

_CHANGES = {"ins": Change.INSERTED, "moveTo": Change.INSERTED, "del": Change.DELETED, "moveFrom": Change.DELETED}
_WITHIN = frozenset({"hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo", *_CHANGES})
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DRAWN = frozenset({"drawing", "pict", "object"})


@dataclass
class _Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    shows: bool = False


@dataclass
class Inline:
    """Reads paragraph after paragraph; fields may run over several of them.

    `soft_hyphen` stands for a place where a word may be parted: nothing, or the letter that an old font has there.
    """

    spans: Spans
    soft_hyphen: str = ""
    instructions: list[str] = field(default_factory=list)
    tracked: int = 0
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: Any, look_of: LookOf, read_blocks: ReadBlocks) -> tuple[list[Run], list[Drawing]]:
        """The runs and drawings of a `w:p`. `look_of` gives the look for a character style and an `rPr`."""
        runs: list[Run] = []
        drawn: list[Drawing] = []
        self.spans.open_line()
        self._walk(paragraph, Change.NONE, _Sink(runs, drawn, look_of, read_blocks))
        self.spans.close_line()
        return runs, drawn

    def change_of(self, element: Any | None, outer: Change = Change.NONE) -> Change:
        """The change that a `w:rPr` or `w:trPr` tracks on its mark or row; it is counted."""
        found = outer
        for tag, change in _CHANGES.items():
            if element is not None and element.find(W + tag) is not None:
                found = _within(found, change)
                self.tracked += 1
        return found

    def end_part(self) -> None:
        """A part of the file ends, and what was left open in it."""
        self._fields.clear()
        self.spans.end_part()

    def mark(self, element: Any) -> bool:
        """Note a bookmark's or a comment's end or beginning; whether the element is one."""
        name, number = local(element), element.get(f"{W}id", "")
        if name == "bookmarkStart":
            self.spans.open_bookmark(number, element.get(f"{W}name", ""))
        elif name == "bookmarkEnd":
            self.spans.close_bookmark(number)
        elif name == "commentRangeStart":
            self.spans.open_comment(number)
        elif name == "commentRangeEnd":
            self.spans.close_comment(number)
        else:
            return False
        return True

    def _walk(self, parent: Any, change: Change, sink: _Sink) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, change, sink)
            elif name in _WITHIN:
                self._within(child, name, change, sink)
            elif child.tag == f"{MC}AlternateContent":
                self._walk(_chosen(child), change, sink)
            else:
                self.mark(child)

    def _within(self, element: Any, name: str, change: Change, sink: _Sink) -> None:
        inner = change
        if name in _CHANGES:
            self.tracked += 1
            inner = _within(change, _CHANGES[name])
        if name == "sdt":
            open_control(self.spans, element)
        if name == "fldSimple":
            self._fields.append(_Field(element.get(f"{W}instr", "").strip(), shows=True))
            self.instructions.append(self._fields[-1].instruction)
        self._walk(element, inner, sink)
        if name == "sdt":
            self.spans.close_control()
        if name == "fldSimple":
            self._fields.pop()

    def _run(self, run: Any, change: Change, sink: _Sink) -> None:
        properties = run.find(f"{W}rPr")
        text: list[str] = []
        for child in run:
            name = local(child)
            if child.tag == f"{MC}AlternateContent":
                for one in _chosen(child):
                    if local(one) in _DRAWN:
                        sink.drawn += drawings(one, sink.read_blocks)
            elif name in _DRAWN:
                sink.drawn += drawings(child, sink.read_blocks)
            elif name == "fldChar":
                self._flush(text, properties, change, sink)
                self._field(child.get(f"{W}fldCharType"))
            elif name in ("instrText", "delInstrText"):
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            else:
                text.append(self.soft_hyphen if name == "softHyphen" else _sign(child, name))
        self._flush(text, properties, change, sink)

    def _flush(self, pieces: list[str], properties: Any | None, change: Change, sink: _Sink) -> None:
        text = "".join(pieces)
        pieces.clear()
        if not text or (self._fields and not all(one.shows for one in self._fields)):
            return
        look = sink.look_of(value_of(properties, "rStyle") or "", properties)
        instruction = self._fields[-1].instruction if self._fields else ""
        sink.runs.append(Run(text, look, change, instruction, self.spans.here))
        self.spans.text(text, change)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
            self._fields[-1].instruction = self._fields[-1].instruction.strip()
        elif kind == "end" and self._fields:
            self.instructions.append(self._fields.pop().instruction.strip())


@dataclass
class _Sink:
    """Where the runs and drawings of one paragraph go."""

    runs: list[Run]
    drawn: list[Drawing]
    look_of: LookOf
    read_blocks: ReadBlocks


def open_control(spans: Spans, control: Any) -> None:
    """A `w:sdt` begins."""
    properties = control.find(f"{W}sdtPr")
    prompts = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
    spans.open_control(value_of(properties, "tag") or "", value_of(properties, "alias") or "", prompts=prompts)


def _within(outer: Change, inner: Change) -> Change:
    if outer is Change.NONE or outer is inner:
        return inner
    return Change.UNDONE


def _chosen(alternatives: Any) -> Any:
    """What Word takes of alternatives: the first choice; the fallback where there is no choice."""
    return next(iter(alternatives), alternatives)


def _sign(element: Any, name: str) -> str:
    if name in ("t", "delText"):
        return element.text or ""
    if name == "br":
        return "\f" if element.get(f"{W}type") == "page" else "\n"
    if name == "sym":
        try:
            return chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return ""
    return _SIGNS.get(name, "")

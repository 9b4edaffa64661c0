"""Turn bookmarks, content controls and comments, met in reading order, into the text they stand around in each view."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.model.page import Carrier, Change, View

PREFIX = "_drf_"


@dataclass(eq=False)
class _Line:
    """A paragraph that is being read: what it says so far, in the accepted view."""

    said: str = ""


@dataclass(eq=False)
class _Span:
    """A bookmark, control or comment and the text met while it was open."""

    name: str
    alias: str = ""
    part: str = ""
    accepted: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    partner: _Span | None = None
    line: _Line = field(default_factory=_Line)
    at: int = 0
    prompts: bool = False

    @property
    def named(self) -> bool:
        """Whether it has a name of its own: controls of Word's may have none."""
        return bool(self.name or self.alias)

    def add(self, text: str, change: Change) -> None:
        if View.ACCEPTED.shows(change):
            self.accepted.append(text)
        if View.REJECTED.shows(change):
            self.rejected.append(text)


@dataclass
class Spans:
    """What is open at this place of the reading, and what was met so far. `part` is the part being read."""

    part: str = "document"
    _bookmarks: dict[str, _Span] = field(default_factory=dict)
    _controls: list[_Span] = field(default_factory=list)
    _comments: dict[str, _Span] = field(default_factory=dict)
    _met: list[_Span] = field(default_factory=list)
    _about: dict[str, _Span] = field(default_factory=dict)
    _lines: list[_Line] = field(default_factory=lambda: [_Line()])

    def open_line(self) -> None:
        """A paragraph begins; one in a text box stands in another."""
        self._lines.append(_Line())

    def close_line(self) -> None:
        """The innermost paragraph ends."""
        self._lines.pop()

    def text(self, text: str, change: Change) -> None:
        """Text was met."""
        prompt = any(span.prompts for span in self._controls)
        carrying = () if prompt else (*self._bookmarks.values(), *self._controls)
        for span in (*carrying, *self._comments.values()):
            span.add(text, change)
        if not prompt and View.ACCEPTED.shows(change):
            self._lines[-1].said += text

    @property
    def here(self) -> str:
        """The name of the carrier that is open here, as `Run.carrier` says it; the innermost where several are."""
        mark = next(reversed(self._bookmarks), None)
        if mark is not None:
            return self._bookmarks[mark].name
        control = next((one for one in reversed(self._controls) if one.named), None)
        return "" if control is None else control.name or control.alias

    def open_bookmark(self, number: str, name: str) -> None:
        """A bookmark begins; only those that carry figures are kept."""
        if not name.startswith(PREFIX):
            return
        span = self._here(_Span(name, part=self.part))
        self._bookmarks[number] = span
        self._met.append(span)
        around = self._controls[-1] if self._controls else None
        if around is not None and around.partner is None and around.named and not around.rejected:
            _pair(span, around)  # it stands at the very beginning of a control

    def close_bookmark(self, number: str) -> None:
        """A bookmark ends."""
        self._bookmarks.pop(number, None)

    def open_control(self, tag: str, alias: str, *, prompts: bool = False) -> None:
        """A content control begins; each is closed by `close_control`, the innermost first.

        `prompts`: what stands in it is Word's own prompt to fill it in.
        """
        span = self._here(_Span(tag, alias, self.part, prompts=prompts))
        mark = next(reversed(self._bookmarks.values()), None)
        if mark is not None and (mark.partner is None or mark.partner in self._controls):
            _pair(span, mark)  # a control within a bookmark is nearer than one around it
        self._controls.append(span)
        self._met.append(span)

    def _here(self, span: _Span) -> _Span:
        span.line, span.at = self._lines[-1], len(self._lines[-1].said)
        return span

    def close_control(self) -> None:
        """The innermost control ends."""
        self._controls.pop()

    def open_comment(self, number: str) -> None:
        """The text that a comment is about begins."""
        self._comments[number] = self._about[number] = _Span(number)

    def close_comment(self, number: str) -> None:
        """And ends."""
        self._comments.pop(number, None)

    def end_part(self) -> None:
        """A part of the file ends, and what was left open in it."""
        self._bookmarks.clear()
        self._comments.clear()

    def about(self, number: str) -> str:
        """The text that a comment is set on; empty where it was not met."""
        span = self._about.get(number)
        return "" if span is None else "".join(span.accepted)

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """Every carrier in the order in which it begins; a bookmark and its control are one."""
        found, told = [], set()
        for span in self._met:
            if id(span) in told:
                continue
            told |= {id(span), id(span.partner)}
            mark, control = (span, span.partner) if _is_bookmark(span) else (span.partner, span)
            if mark is None and not span.named:
                continue
            whole = mark or span
            accepted = "".join(whole.accepted)
            found.append(
                Carrier(
                    bookmark="" if mark is None else mark.name,
                    tag="" if control is None else control.name,
                    alias="" if control is None else control.alias,
                    accepted=accepted,
                    rejected="".join(whole.rejected),
                    part=span.part,
                    before=whole.line.said[: whole.at],
                    after=whole.line.said[whole.at + len(accepted) :],
                )
            )
        return tuple(found)


def _is_bookmark(span: _Span) -> bool:
    return span.name.startswith(PREFIX)


def _pair(span: _Span, other: _Span) -> None:
    """A bookmark around a control, or in it, carries the same figure: each has at most one partner."""
    for one in (span, other):
        if one.partner is not None:
            one.partner.partner = None
    span.partner, other.partner = other, span

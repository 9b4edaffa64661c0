"""Put a paragraph into other words, tracked: what both wordings have stays, the figures in it with their carriers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from drafter.reconcile.values import folded
from drafter.revise.changes import Pen, take_out
from drafter.revise.content import Numbers, Segment, put_into
from drafter.revise.controls import can_go, emptied, take_off
from drafter.revise.names import W, element, local
from drafter.revise.realign import cut
from drafter.revise.walk import Line, Piece

_NOTHING = Segment("")
_WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class _Token:
    """A word, the spaces between two, or a figure; where it begins and ends in the paragraph, or what it is anew."""

    what: str
    start: int = 0
    end: int = 0
    segment: Segment = _NOTHING


def reword(
    line: Line,
    figures: Mapping[int, str],
    fresh: Sequence[Segment],
    closed: Collection[str],
    pen: Pen,
    numbers: Numbers,
) -> dict[int, str] | None:
    """Write the difference into a paragraph in which no change waits; None where that cannot be done.

    `figures` gives the pieces of carriers (by their id) the key of their figure; figures in `closed` must stay. Gives
    what the pieces say once all is accepted, those that changed.
    """
    old, new = _old(line, figures), _new(fresh)
    matcher = SequenceMatcher(None, [one.what for one in old], [one.what for one in new], autojunk=False)
    steps = [(old[a:b], new[c:d], a) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    if any(one.what in closed for gone, _, _ in steps for one in gone):
        return None
    places = {one.start for gone, _, _ in steps for one in gone} | {one.end for gone, _, _ in steps for one in gone}
    if not all(cut(line, place) for place in sorted(places)):
        return None
    leaving = [piece.run for gone, _, _ in steps if gone for piece in _pieces(line, gone[0].start, gone[-1].end)[1]]
    controls = emptied(leaving)
    if not all(map(can_go, controls)):
        return None
    said: dict[int, str] = {}
    for gone, come, at in reversed(steps):
        place = gone[0].start if gone else old[at - 1].end if at else 0
        _step(line, place, gone[-1].end if gone else place, [one.segment for one in come], said, pen, numbers)
    for control in controls:
        take_off(control)
    return said


def _old(line: Line, figures: Mapping[int, str]) -> list[_Token]:
    stretches: list[tuple[str, str]] = []
    for piece in line.pieces:
        if piece.is_accepted and piece.text:
            key = figures.get(id(piece), "")
            if stretches and stretches[-1][0] == key:
                stretches[-1] = (key, stretches[-1][1] + piece.text)
            else:
                stretches.append((key, piece.text))
    tokens, at = [], 0
    for key, text in stretches:
        if key:
            tokens.append(_Token(f"{{{key}}}", at, at + len(text)))
        else:
            tokens += [_Token(_plain(one.group()), at + one.start(), at + one.end()) for one in _WORD.finditer(text)]
        at += len(text)
    return tokens


def _new(fresh: Sequence[Segment]) -> list[_Token]:
    tokens: list[_Token] = []
    for one in fresh:
        if one.key:
            tokens.append(_Token(f"{{{one.key}}}", segment=one))
        else:
            tokens += [_Token(_plain(word), segment=Segment(word)) for word in _WORD.findall(one.text)]
    return tokens


def _plain(word: str) -> str:
    return folded(word) or " "


def _step(
    line: Line, start: int, end: int, come: Sequence[Segment], said: dict[int, str], pen: Pen, numbers: Numbers
) -> None:
    """Take a stretch out and put segments in instead of it."""
    before, inside = _pieces(line, start, end)
    marks = take_out([piece.run for piece in inside], pen)
    said.update(dict.fromkeys(map(id, inside), ""))
    if not come:
        return
    like = next((piece.run for piece in (*inside, *reversed(before), *line.pieces) if piece.text), None)
    scratch = element("p")
    put_into(scratch, _joined(come), like, pen, numbers)
    text = "".join(one.text for one in come)
    if marks or before:
        anchor = _after(marks[-1] if marks else before[-1].run)
        for child in reversed(list(scratch)):
            anchor.addnext(child)
    else:
        anchor = _before(line.pieces[0].run)
        for child in list(scratch):
            anchor.addprevious(child)
    if inside:
        said[id(inside[0])] = text
    elif before:
        said[id(before[-1])] = said.get(id(before[-1]), before[-1].text) + text
    else:
        said[id(line.pieces[0])] = text + said.get(id(line.pieces[0]), line.pieces[0].text)


def _pieces(line: Line, start: int, end: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces before a stretch of the paragraph, and those in it."""
    at = 0
    before: list[Piece] = []
    inside: list[Piece] = []
    for piece in line.pieces:
        length = len(piece.text) if piece.is_accepted else 0
        if length and at + length <= start:
            before.append(piece)
        elif length and start <= at and at + length <= end:
            inside.append(piece)
        at += length
    return before, inside


def _joined(come: Sequence[Segment]) -> list[Segment]:
    """Words beside each other as one segment."""
    made: list[Segment] = []
    for one in come:
        if made and not one.key and not made[-1].key:
            made[-1] = Segment(made[-1].text + one.text)
        else:
            made.append(one)
    return made


def _top(node: Any) -> Any:
    while (parent := node.getparent()) is not None and local(parent) not in ("p", "hyperlink"):
        node = parent
    return node


def _after(node: Any) -> Any:
    """The last element of what stands there: a carrier's bookmark ends after its control."""
    top = _top(node)
    while (beside := top.getnext()) is not None and beside.tag == f"{W}bookmarkEnd":
        top = beside
    return top


def _before(node: Any) -> Any:
    top = _top(node)
    while (beside := top.getprevious()) is not None and beside.tag == f"{W}bookmarkStart":
        top = beside
    return top

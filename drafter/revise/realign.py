"""Put bookmarks back that LibreOffice has moved by a letter, which it does in footnotes on their way through .doc."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

from drafter.reconcile.values import same
from drafter.revise.carriers import Carrier, Part, carriers
from drafter.revise.names import SPACE, W, local
from drafter.revise.walk import Line, Piece

_SHIFTS = ((-1, -1), (1, 1), (-1, 0), (1, 0), (0, 1), (0, -1))


def realign(part: Part, texts: Mapping[str, Collection[str]]) -> bool:
    """Whether a bookmark of the part was put back: around one of its `texts`, which stands a letter beside it.

    Nothing is put back where a change waits or a field runs: the letters of the paragraph stay as they are.
    """
    moved = False
    for carrier in list(carriers(part)):
        known = texts.get(carrier.spot.bookmark, ())
        if carrier.line is None or not carrier.pieces or any(same(carrier.spot.accepted, one) for one in known):
            continue
        found = _beside(carrier, carrier.line, known)
        if found is not None and _put_back(part.root, carrier, carrier.line, *found):
            moved = part.changed = True
            break  # the runs are others now: what was read of the part is old
    return moved


def _beside(carrier: Carrier, line: Line, known: Collection[str]) -> tuple[int, int] | None:
    """Where the text that the carrier once had begins and ends in its paragraph."""
    whole, own = line.text(), {id(piece) for piece in carrier.pieces}
    at = next(number for number, piece in enumerate(line.pieces) if id(piece) in own)
    start = sum(len(piece.text) for piece in line.pieces[:at] if piece.is_accepted)
    end = start + len(carrier.spot.accepted)
    for first, last in _SHIFTS:
        a, b = start + first, end + last
        if 0 <= a < b <= len(whole) and any(same(whole[a:b], one) for one in known):
            return (a, b) if _is_free(line, min(a, start), max(b, end)) else None
    return None


def _is_free(line: Line, start: int, end: int) -> bool:
    """Whether nothing waits and no field runs in a stretch of what the paragraph says."""
    at = 0
    for piece in line.pieces:
        length = len(piece.text) if piece.is_accepted else 0
        inside = start < at + length and at < end if length else start < at < end
        if inside and (piece.changes or piece.in_field):
            return False
        at += length
    return True


def _put_back(root: Any, carrier: Carrier, line: Line, start: int, end: int) -> bool:
    marks = [one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == carrier.spot.bookmark]
    ends = [one for one in root.iter(f"{W}bookmarkEnd") if marks and one.get(f"{W}id") == marks[0].get(f"{W}id")]
    if len(marks) != 1 or len(ends) != 1 or carrier.control is not None:
        return False
    if not (cut(line, start) and cut(line, end)):
        return False
    at, inside = 0, []
    for piece in line.pieces:
        length = len(piece.text) if piece.is_accepted else 0
        if length and start <= at and at + length <= end:
            inside.append(piece)
        at += length
    inside[0].run.addprevious(marks[0])
    inside[-1].run.addnext(ends[0])
    return True


def cut(line: Line, place: int) -> bool:
    """Make a run begin at this letter of the paragraph; False where the run there is not letters alone."""
    at = 0
    for number, piece in enumerate(line.pieces):
        length = len(piece.text) if piece.is_accepted else 0
        if at < place < at + length:
            letters = [child for child in piece.run if local(child) != "rPr"]
            if len(letters) != 1 or local(letters[0]) != "t":
                return False
            other: Any = copy.deepcopy(piece.run)
            halves = piece.text[: place - at], piece.text[place - at :]
            piece.run.addnext(other)
            for run, text in zip((piece.run, other), halves, strict=True):
                run.find(f"{W}t").text = text
                run.find(f"{W}t").set(SPACE, "preserve")
            piece.text = halves[0]
            line.pieces.insert(number + 1, Piece(other, halves[1], (), piece.comments))
            return True
        at += length
    return True

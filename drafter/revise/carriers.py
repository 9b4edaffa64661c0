"""Turn the runs of a part into the carriers in it, each told as a spot with what may be done there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.reconcile.prose import Words, bones_of
from drafter.reconcile.spots import GAP, Spot
from drafter.revise.controls import shows_prompt
from drafter.revise.names import W, local
from drafter.revise.walk import Line, Mark, Piece, Walked, pairs


@dataclass(eq=False)
class Part:
    """A part of the file in which figures may stand; `label` is what a spot calls it."""

    name: str
    label: str
    root: Any
    walked: Walked
    changed: bool = False


@dataclass(eq=False)
class Carrier:
    """A carrier with its runs; `spot` is what is told of it."""

    spot: Spot
    part: Part
    line: Line | None
    pieces: list[Piece]
    control: Any
    first: Any = None
    last: Any = None


def carriers(part: Part) -> Iterator[Carrier]:
    """Every carrier of a part, in reading order."""
    claimed = {id(piece) for mark in part.walked.marks for piece in mark.pieces}
    for bookmark, control in pairs(part.walked.marks):
        whole: Mark | None = bookmark or control
        assert whole is not None
        pieces = list(whole.pieces)
        line = whole.lines[0] if len(set(map(id, whole.lines))) == 1 else None
        if control is not None and shows_prompt(control.control):
            pieces = []  # what Word shows in a control that the officer has emptied is nobody's words
        elif line is not None:
            pieces = _with_stray(pieces, line, claimed)
        spot = Spot(
            number=0,
            bookmark="" if bookmark is None else bookmark.name,
            tag="" if control is None else control.name,
            alias="" if control is None else control.alias,
            accepted="".join(piece.text for piece in pieces if piece.is_accepted),
            rejected="".join(piece.text for piece in pieces if piece.is_rejected),
            part=part.label,
            paragraph=line.number if line else 0,
            offered=_offered(pieces),
            foreign=any(piece.foreign and piece.text for piece in pieces),
            closed=_closed(pieces, line, control),
            **_beside(pieces, line),
        )
        yield Carrier(spot, part, line, pieces, None if control is None else control.control)


def numbered(carrier: Carrier, number: int) -> Carrier:
    """The carrier with the number that it goes by."""
    return replace(carrier, spot=replace(carrier.spot, number=number))


def _with_stray(pieces: list[Piece], line: Line, claimed: Collection[int]) -> list[Piece]:
    """The runs of a carrier with our deletion beside it: through .odt that is moved out of control and bookmark."""
    kinds = {piece.ours for piece in pieces}
    if "ins" not in kinds or "del" in kinds:
        return pieces
    at = [number for number, piece in enumerate(line.pieces) if any(piece is one for one in pieces)]
    if not at:
        return pieces
    before: list[Piece] = []
    for piece in reversed(line.pieces[: at[0]]):
        if piece.ours != "del" or id(piece) in claimed:
            if piece.text:
                break
            continue
        before.insert(0, piece)
    if before:
        return [*before, *pieces]
    after: list[Piece] = []
    for piece in line.pieces[at[-1] + 1 :]:
        if piece.ours != "del" or id(piece) in claimed:
            if piece.text:
                break
            continue
        after.append(piece)
    return [*pieces, *after]


def _offered(pieces: Sequence[Piece]) -> str | None:
    if not any(piece.ours and piece.text for piece in pieces):
        return None
    return "".join(piece.text for piece in pieces if piece.ours == "ins" or (not piece.changes))


def _closed(pieces: Sequence[Piece], line: Line | None, control: Mark | None) -> str:
    """Why nothing can be written into a carrier."""
    if line is None:
        return "số này trải qua nhiều đoạn"
    if any(piece.in_field for piece in pieces):
        return "chỗ này nằm trong một trường (Field) của Word"
    if not any(piece.text for piece in pieces):
        return "chỗ này không còn chữ nào"
    if control is not None and control.control.find(f"{W}sdtPr/{W}dataBinding") is not None:
        return "ô này gắn với dữ liệu khác của Word"
    if any(local(one) == "AlternateContent" for one in line.element.iterancestors()):
        return "số này nằm trong hộp văn bản"
    return ""


def _beside(pieces: Sequence[Piece], line: Line | None) -> dict[str, str]:
    if line is None:
        return {}
    own = {id(piece) for piece in pieces}
    at = [number for number, piece in enumerate(line.pieces) if id(piece) in own]
    if not at:
        return {}
    before, after = line.pieces[: at[0]], line.pieces[at[-1] + 1 :]
    return {
        name: "".join(piece.text for piece in found if piece.is_accepted)
        for name, found in (("before", before), ("after", after))
    }


def words(line: Line, here: Sequence[Carrier], known: Mapping[str, str]) -> Words:
    """A paragraph as words, a sign for each figure in it."""
    starts, at = {}, 0
    for piece in line.pieces:
        starts[id(piece)] = at
        at += len(piece.text) if piece.is_accepted else 0
    figures = []
    for carrier in here:
        shown = [piece for piece in carrier.pieces if piece.is_accepted]
        if shown:
            start = starts[id(shown[0])]
            end = starts[id(shown[-1])] + len(shown[-1].text)
            key = known.get(carrier.spot.bookmark) or carrier.spot.tag or carrier.spot.alias
            figures.append((start, end, key.removesuffix(GAP)))
    text = line.text()
    clean = not any(piece.changes or piece.in_field for piece in line.pieces)
    return Words("document", line.number, bones_of(text, sorted(figures)), text, clean and not here, clean)


def segments(line: Line, here: Sequence[Carrier]) -> list[tuple[str, str]]:
    """A paragraph's accepted text in stretches, each with the bookmark of the figure that it is, or empty."""
    owner = {id(piece): carrier.spot.bookmark for carrier in here for piece in carrier.pieces}
    made: list[tuple[str, str]] = []
    for piece in line.pieces:
        mark = owner.get(id(piece), "")
        if not piece.is_accepted or not piece.text:
            continue
        if made and made[-1][1] == mark:
            made[-1] = (made[-1][0] + piece.text, mark)
        else:
            made.append((piece.text, mark))
    return made

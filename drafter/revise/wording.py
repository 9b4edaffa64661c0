"""Propose other words in a copy of a Word file: a tracked change of just the letters that are meant."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from lxml import etree

from drafter.revise.changes import Pen, put_in, take_out
from drafter.revise.names import SPACE, W, local
from drafter.revise.opening import OpenedFile
from drafter.revise.walk import Line, Piece

_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "trPrChange")

Words = tuple[int, str, str]
"""The number of a paragraph from 0 in reading order, what it says, what is proposed."""


def with_proposals(data: bytes, proposed: Iterable[Words], moment: datetime) -> tuple[bytes, tuple[Words, ...]]:
    """The copy, and what could be proposed: words that stand in one run on which nobody's change waits.

    Raises NotWritable.
    """
    file = OpenedFile(data)
    root, lines = file.document.root, file.document.walked.lines
    numbers = (int(one.get(f"{W}id", "0")) for tag in _REVISIONS for one in root.iter(W + tag))
    pen = Pen(moment, max(numbers, default=0))
    done = tuple(one for one in proposed if one[0] < len(lines) and _propose(lines[one[0]], one[1], one[2], pen))
    if not done:
        return data, ()
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return file.package.write({file.document.name: written}), done


def _propose(line: Line, old: str, new: str, pen: Pen) -> bool:
    piece = next((one for one in line.pieces if _open(one) and old in one.text), None)
    if piece is None:
        return False
    run = _cut_out(line, piece, old)
    control = next(run.iterancestors(f"{W}sdt"), None)
    for plain in () if control is None else control.findall(f"{W}sdtPr/{W}text"):
        plain.getparent().remove(plain)  # in a plain-text control LibreOffice 7.4 glues old and new together
    mark = take_out((run,), pen)[-1]
    put_in(mark, run, new, pen)
    return True


def _open(piece: Piece) -> bool:
    """Whether a run may be cut: only letters in it, no change and no field."""
    letters = [child for child in piece.run if local(child) != "rPr"]
    return not piece.changes and not piece.in_field and len(letters) == 1 and local(letters[0]) == "t"


def _cut_out(line: Line, piece: Piece, old: str) -> Any:
    """The run with just these letters, cut out of the one that they stand in; what is left of it may be cut again."""
    before, _, after = piece.text.partition(old)
    left = []
    for text, add in ((before, piece.run.addprevious), (after, piece.run.addnext)):
        if text:
            other = copy.deepcopy(piece.run)
            _say(other, text)
            add(other)
            left.append(replace(piece, run=other, text=text))
    _say(piece.run, old)
    at = line.pieces.index(piece)
    line.pieces[at : at + 1] = left
    return piece.run


def _say(run: Any, text: str) -> None:
    letters = run.find(f"{W}t")
    letters.text = text
    letters.set(SPACE, "preserve")

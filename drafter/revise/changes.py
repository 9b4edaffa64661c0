"""Write tracked changes into runs: text out, text in, a change of ours taken back. Nothing is ever nested."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafter.revise.names import AUTHOR, SPACE, W, drop, element, local
from drafter.revise.walk import Piece

_LETTERS = frozenset({"t", "delText", "tab", "br", "cr", "noBreakHyphen", "sym", "softHyphen", "ptab"})


def stamp(moment: datetime) -> str:
    """A moment as Word writes it: the clock on the wall, whatever the «Z» behind it says."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Pen:
    """Gives every change its number, author and moment."""

    moment: datetime
    number: int

    def mark(self, tag: str) -> Any:
        """A new `w:ins` or `w:del`."""
        self.number += 1
        return element(tag, id=str(self.number), author=AUTHOR, date=stamp(self.moment))


def take_back(pieces: Sequence[Piece], pen: Pen) -> list[Any]:
    """Undo changes of ours: what was put in goes, what was taken out stands again. Gives the runs that stand then."""
    for wrapper in dict.fromkeys(piece.changes[0] for piece in pieces if piece.ours):
        _push_down(wrapper, pen)
    standing = []
    for piece in pieces:
        wrapper = piece.run.getparent()
        if piece.ours == "ins":
            drop(wrapper)
            continue
        if piece.ours == "del":
            for letter in piece.run.iter(f"{W}delText"):
                letter.tag = f"{W}t"
            wrapper.addprevious(piece.run)
            drop(wrapper)
        standing.append(piece.run)
    return standing


def _push_down(wrapper: Any, pen: Pen) -> None:
    """Give each run of a change a change of its own, and leave what else stood in it: bookmarks, comments, controls."""
    for run in list(wrapper.iter(f"{W}r")):
        if next((one for one in run.iterancestors() if local(one) in ("ins", "del", "r")), None) is not wrapper:
            continue
        own: Any = copy.copy(wrapper)
        for child in list(own):
            own.remove(child)
        pen.number += 1
        own.set(f"{W}id", str(pen.number))
        run.addprevious(own)
        own.append(run)
    for child in list(wrapper):
        wrapper.addprevious(child)
    drop(wrapper)


def take_out(runs: Iterable[Any], pen: Pen) -> list[Any]:
    """Mark runs as deleted, each by itself; those without letters are left. Gives the marks."""
    marks = []
    for run in runs:
        if not any(local(child) in _LETTERS for child in run):
            continue
        mark = pen.mark("del")
        run.addprevious(mark)
        mark.append(run)
        for letter in run.iter(f"{W}t"):
            letter.tag = f"{W}delText"
            letter.set(SPACE, "preserve")
        marks.append(mark)
    return marks


def put_in(after: Any, like: Any | None, text: str, pen: Pen, *, plain: bool = False) -> Any:
    """New text after an element, in the look of the run `like`; `plain` drops the highlight of a gap."""
    mark = pen.mark("ins")
    mark.append(run_of(like, text, plain=plain))
    after.addnext(mark)
    return mark


def retell(runs: Sequence[Any], text: str) -> None:
    """Other words in runs that are an insertion of ours: the first that has letters says all of it."""
    lettered = [run for run in runs if any(local(child) in _LETTERS for child in run)]
    for run in lettered:
        for child in [child for child in run if local(child) in _LETTERS]:
            run.remove(child)
    lettered[0].extend(child for child in run_of(None, text))


def run_of(like: Any | None, text: str, *, plain: bool = False) -> Any:
    """A run with this text in the look of another."""
    run = element("r")
    properties = None if like is None else like.find(f"{W}rPr")
    if properties is not None:
        look = copy.deepcopy(properties)
        gone = {"rPrChange", "ins", "del", "moveFrom", "moveTo", *(("highlight",) if plain else ())}
        for child in list(look):
            if local(child) in gone:
                look.remove(child)
        run.append(look)
    for line, words in enumerate(text.split("\n")):
        if line:
            run.append(element("br"))
        letters = element("t")
        letters.text = words
        letters.set(SPACE, "preserve")
        run.append(letters)
    return run

"""Write comments into a Word file: the part where there is none, the text, and the two ends around what it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from drafter.fill.word.links import Additions
from drafter.revise.changes import stamp
from drafter.revise.names import AUTHOR, SPACE, W14, W, drop, element, is_ours

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """The comments of one file. `root` is its comments part, None where it has none yet."""

    def __init__(self, root: Any | None, used: Sequence[int], answered: Collection[str] = ()) -> None:
        """`used` are numbers that the text refers to, `answered` the paragraph ids that replies name as theirs."""
        self._answered = answered
        self.is_new = root is None
        self.root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}) if root is None else root
        self._last = max((0, *used, *(int(one) for one in self._numbers() if one.isdigit())))
        self.changed = False

    def _numbers(self) -> list[str]:
        return [str(one.get(f"{W}id", "")) for one in self.root.iter(f"{W}comment")]

    def write(self, first: Any, last: Any, lines: Sequence[str], moment: datetime) -> None:
        """A comment about all from the element `first` to the element `last`, in one paragraph."""
        self._last += 1
        number, self.changed = str(self._last), True
        first.addprevious(element("commentRangeStart", id=number))
        run = element("r")
        run.append(element("commentReference", id=number))
        last.addnext(run)
        last.addnext(element("commentRangeEnd", id=number))
        comment = element("comment", id=number, author=AUTHOR, date=stamp(moment), initials="TL")
        for line in lines:
            letters = element("t")
            letters.text, _ = line, letters.set(SPACE, "preserve")
            piece = element("r")
            piece.append(letters)
            paragraph = element("p")
            paragraph.append(piece)
            comment.append(paragraph)
        self.root.append(comment)

    def own(self) -> list[str]:
        """The first line of each comment of ours."""
        return [_first_line(one) for one in self.root.iter(f"{W}comment") if is_ours(one)]

    def beginning(self, line: str) -> list[str]:
        """The numbers of our own comments whose first paragraph says this."""
        ours = (one for one in self.root.iter(f"{W}comment") if is_ours(one))
        return [str(one.get(f"{W}id", "")) for one in ours if _first_line(one) == line]

    def take_off(self, numbers: Sequence[str], body: Any) -> bool:
        """Take our own comments of these numbers off, whether any; those of others, and answered ones, stay."""
        ours = [
            one
            for one in self.root.iter(f"{W}comment")
            if one.get(f"{W}id") in numbers and is_ours(one) and not self._is_answered(one)
        ]
        gone = {one.get(f"{W}id") for one in ours}
        for comment in ours:
            drop(comment)
        if not gone:
            return False
        self.changed = True
        for tag in ("commentRangeStart", "commentRangeEnd"):
            for mark in list(body.iter(W + tag)):
                if mark.get(f"{W}id") in gone:
                    drop(mark)
        for sign in list(body.iter(f"{W}commentReference")):
            if sign.get(f"{W}id") in gone:
                run = sign.getparent()
                drop(sign)
                if not any(child.tag != f"{W}rPr" for child in run):
                    drop(run)
        return True

    def _is_answered(self, comment: Any) -> bool:
        return any(one.get(f"{W14}paraId") in self._answered for one in comment.iter(f"{W}p"))

    def data(self) -> bytes:
        """The part, as it is written."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _first_line(comment: Any) -> str:
    first = next(comment.iter(f"{W}p"), None)
    return "" if first is None else "".join(first.itertext(f"{W}t"))


def new_part(additions: Additions, owner: str, name: str) -> None:
    """Make a comments part known to the document."""
    additions.part(owner, name, "comments", COMMENTS_TYPE)

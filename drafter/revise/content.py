"""Write new text that carries figures: runs as tracked insertions, each figure with its hidden bookmark around it.

No content control stands around a figure that is only proposed: where the proposal is rejected it would stay, empty.
Within the insertion the bookmark comes and goes with it, and LibreOffice of every version keeps it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter.revise.changes import Pen, run_of
from drafter.revise.names import W, element


@dataclass(frozen=True)
class Segment:
    """A stretch of new text; `bookmark` and `key` are empty for words that carry no figure."""

    text: str
    bookmark: str = ""
    key: str = ""


@dataclass
class Numbers:
    """Numbers and names of bookmarks that no other in the file has."""

    bookmark: int
    names: set[str]

    def free(self, segment: Segment) -> bool:
        """Whether the segment's bookmark is new to the file; then it is taken."""
        if not segment.bookmark or segment.bookmark in self.names:
            return False
        self.names.add(segment.bookmark)
        return True


def put_into(paragraph: Any, segments: Sequence[Segment], like: Any | None, pen: Pen, numbers: Numbers) -> None:
    """Append new text to a paragraph, all of it tracked."""
    for segment in segments:
        if not segment.text:
            continue
        mark = pen.mark("ins")
        mark.append(run_of(like, segment.text))
        if numbers.free(segment):
            numbers.bookmark += 1
            number = str(numbers.bookmark)
            mark.insert(0, element("bookmarkStart", id=number, name=segment.bookmark))
            mark.append(element("bookmarkEnd", id=number))
        paragraph.append(mark)


def mark_paragraph(paragraph: Any, mark: Any) -> None:
    """Track the paragraph mark itself: `w:pPr/w:rPr/w:ins` or `w:del`."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{W}rPr")
    if look is None:
        look = element("rPr")
        later = next((one for one in properties if one.tag in (f"{W}sectPr", f"{W}pPrChange")), None)
        properties.append(look) if later is None else later.addprevious(look)
    look.insert(0, mark)

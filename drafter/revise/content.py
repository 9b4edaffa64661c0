"""Write new text that carries figures: runs as tracked insertions, each figure in a bookmark around a control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter.revise.changes import Pen, run_of
from drafter.revise.names import W, element


@dataclass(frozen=True)
class Segment:
    """A stretch of new text; `bookmark`, `tag` and `alias` are empty for words that carry no figure."""

    text: str
    bookmark: str = ""
    tag: str = ""
    alias: str = ""


@dataclass
class Numbers:
    """Numbers of bookmarks and controls that no other in the file has."""

    bookmark: int
    control: int
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
        if not numbers.free(segment):
            paragraph.append(mark)
            continue
        numbers.bookmark += 1
        numbers.control += 1
        number = str(numbers.bookmark)
        paragraph.append(element("bookmarkStart", id=number, name=segment.bookmark))
        paragraph.append(_control(segment, mark, numbers.control))
        paragraph.append(element("bookmarkEnd", id=number))


def _control(segment: Segment, content: Any, number: int) -> Any:
    control, properties, inside = element("sdt"), element("sdtPr"), element("sdtContent")
    for tag, value in (("alias", segment.alias), ("tag", segment.tag), ("id", str(number))):
        properties.append(element(tag, val=value[:64]))
    inside.append(content)
    control.append(properties)
    control.append(inside)
    return control


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

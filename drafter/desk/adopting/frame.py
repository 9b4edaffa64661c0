"""Turn a paper as it was measured into the words of its letterhead and its signing block, however they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.format_rules.find import find_paper
from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.signing import is_title
from drafter.model.page import PageFile
from drafter.recast.frame import FrameWords

_COLUMNS = re.compile(r"\t+|\s{4,}")
_DASHES = ("-", "–", "+", "•")


def frame_words(page: PageFile) -> FrameWords:
    """The lines that make the letterhead and the signing block; none where too few of their parts are found."""
    paper = find_paper(page)
    head = paper.letterhead
    parts = (head.state, head.motto, head.number, head.date)
    found = [one.text for one in (*parts, *head.upper, *head.issuer, *head.about, *head.marks) if one is not None]
    whole = (head.state or head.motto) is not None and bool(head.upper or head.issuer)
    whole = whole and (head.number or head.date) is not None
    type_line = paper.type_line.text if paper.type_line is not None else ""
    return FrameWords(tuple(found) if whole else (), type_line, tuple(_closing(paper)))


def _closing(paper: Paper) -> Iterator[str]:
    """What stands in the lines of those who receive and sign, side by side or one under the other."""
    word = paper.recipients_word
    if word is None or not paper.signatures:
        return
    names = [line for block in paper.signatures for line in (*block.titles, block.name) if line is not None]
    known = {line.text for line in (word, *names, *paper.recipients)}
    orders = [line.order for line in (word, *names, *paper.recipients)]
    first, last = min(orders), max(orders)
    while first > 0 and all(is_title(part) for part in _parts(paper.lines[first - 1])):
        first -= 1
    for line in paper.lines[first : last + 1]:
        yield from (part for part in _parts(line) if _closes(part, known))


def _parts(line: Line) -> list[str]:
    return [part.strip() for part in _COLUMNS.split("".join(run.shown for run in line.runs)) if part.strip()]


def _closes(part: str, known: set[str]) -> bool:
    return part in known or is_title(part) or part.startswith(_DASHES)

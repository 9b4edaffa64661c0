"""Turn lines of a page into columns: what stands in a line, what is a figure, which places lines leave free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from drafter.reports.pdf_lines import Chunk, words

FEWEST_COLUMNS = 2  # of figures
FIGURE = re.compile(r"\(?[-+]?\d[\d.,/]*\s?%?\)?")
_NOTHING = re.compile(r"[-–—.…x]")
_ALIGNED, _MOSTLY = 2.5, 0.8  # points; the share of a column's figures that stand in line
_TOUCH = 1.0  # points that two columns may seem to share

Line = tuple[Chunk, ...]
"""A line by the chunks that wide gaps part, from left to right; never empty."""

Column = tuple[float, float]
"""Where a column begins and ends, in points."""


def figures_of(line: Line) -> list[Chunk]:
    """The figures of a line; a number before words is the row's own."""
    numbered = len(line) > 1 and not FIGURE.fullmatch(line[1].text)
    return [one for at, one in enumerate(line) if FIGURE.fullmatch(one.text) and (at or not numbered)]


def is_blank(part: Chunk) -> bool:
    return FIGURE.fullmatch(part.text) is not None or _NOTHING.fullmatch(part.text) is not None


def columns_of(rows: Sequence[Line]) -> list[Column]:
    """The columns that rows of figures leave gaps between, and the lines between them do not fill."""
    found: list[Column] = []
    for line in rows:
        if len(figures_of(line)) >= FEWEST_COLUMNS:
            for part in line:
                found = put(found, part)
    for line in rows:
        for part in line:
            if len(reached(part, found)) <= 1:
                found = put(found, part)
    return found


def put(columns: Sequence[Column], part: Chunk) -> list[Column]:
    met = [one for one in columns if part.left < one[1] - _TOUCH and one[0] + _TOUCH < part.right]
    edges = [(part.left, part.right), *met]
    rest = [one for one in columns if one not in met]
    return sorted([*rest, (min(left for left, _ in edges), max(right for _, right in edges))])


def reached(part: Chunk, columns: Sequence[Column]) -> list[int]:
    """The columns that a chunk reaches into."""
    found = enumerate(columns)
    return [at for at, (left, right) in found if part.left < right - _TOUCH and left + _TOUCH < part.right]


def number_columns(rows: Sequence[Line], columns: Sequence[Column]) -> list[int]:
    """The columns whose figures stand in line, to the right, the left or the middle."""
    placed: dict[int, list[Chunk]] = {}
    others: dict[int, int] = {}
    for line in rows:
        figures = figures_of(line)
        for part in line if figures else ():
            for at in reached(part, columns):
                if part in figures:
                    placed.setdefault(at, []).append(part)
                elif not is_blank(part):
                    others[at] = others.get(at, 0) + 1
    return sorted(at for at, ones in placed.items() if others.get(at, 0) <= len(ones) // 4 and _aligned(ones))


def _aligned(figures: Sequence[Chunk]) -> bool:
    for places in (
        [one.right for one in figures],
        [one.left for one in figures],
        [(one.left + one.right) / 2 for one in figures],
    ):
        middle = median(places)
        if sum(abs(place - middle) <= _ALIGNED for place in places) >= _MOSTLY * len(places):
            return True
    return False


def right_of(lines: Sequence[Line], columns: Sequence[Column], at: int) -> float:
    """How far to the right the words of a column reach."""
    own = (part.right for line in lines for part in line if reached(part, columns) == [at])
    return max(own, default=columns[at][0])


def broken_off(above: Chunk, part: Chunk, right: float) -> bool:
    """Whether the first word of a line would have found no room behind the line above."""
    first = next(words(part))
    return above.right + first.right - first.left > right - first.size

"""Turn the anchors of a drawing into where its shapes stand in the template, and then in an output.

A shape lies in a loop when it begins in the loop's body and does not reach beyond its closing tag; it comes out once
for each turn. Pictures, and whatever Excel does not size with the cells, hang on the cell of their top left corner:
that cell alone decides. What reaches out of a loop comes out once, beside the first copy of where it began.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafter.fill.excel.axis import Growth, Structure
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.xml import Element

_EMU_PER_POINT, _EMU_PER_PIXEL = 12_700, 9_525
_PARTS = ("twoCellAnchor", "oneCellAnchor")
_BEYOND = 10_000  # how far below a vanished line the next one is looked for


@dataclass(frozen=True, slots=True)
class Stand:
    """The template lines a thing covers on one axis, and in whose turns it comes out.

    `site` is its first line when it comes out with each copy of that line, ~n when with each turn of loop n, None
    when it comes out once. `sized` says that it takes the lines between its ends with it, else it keeps its length.
    """

    first: int
    last: int
    site: int | None = None
    sized: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """One copy on one axis: output lines, and the number among the copies of its site."""

    first: int
    last: int
    number: int


def stand(structure: Structure, first: int, last: int, *, hangs: bool = False) -> Stand:
    """`hangs`: the thing hangs on its first line, whatever else it covers."""
    around = structure.around(first)
    for loop in reversed(around):
        if hangs or last <= loop.closes:
            site = first if loop is around[-1] and first not in structure.control else ~loop.number
            return Stand(first, last, site, not hangs)
    return Stand(first, last)


def places(stand: Stand, growth: Growth) -> Iterator[Place]:
    """Where the thing comes out, in order."""
    length = stand.last - stand.first
    if stand.site is None:
        start = _once(stand, growth)
        if start is not None:
            yield Place(start, start + length, 0)
        return
    structure = growth.structure
    loop = structure.around(stand.first)[-1] if stand.site >= 0 else structure.loops[~stand.site]
    inner = min(stand.last, loop.closes - 1)
    turns = enumerate(zip(growth.starts[loop.number], growth.ends[loop.number], strict=True))
    seen = -1
    for number, window in turns:
        if stand.site >= 0:
            starts = list(growth.copies(stand.first, window))
        else:
            reach = loop.closes - 1 if stand.first in structure.control else inner
            found = growth.first_in(stand.first, reach, window)
            starts = [] if found is None else [found]
        for start in starts:
            seen = seen + 1 if stand.site >= 0 else number
            end = growth.last_in(stand.first, inner, window) if stand.sized and inner > stand.first else None
            yield Place(start, start + length if end is None else end + stand.last - inner, seen)


def turns(stand: Stand, growth: Growth) -> int:
    """How many copies its site has, those left out too."""
    if stand.site is None:
        return 1
    return len(growth.filled_copies(stand.site)) if stand.site >= 0 else len(growth.starts[~stand.site])


def _once(stand: Stand, growth: Growth) -> int | None:
    """The one first line; None when the thing went with its block."""
    number = growth.structure.block_of(stand.first)
    if number is not None and stand.last <= growth.structure.blocks[number].last:
        return growth.first_in(stand.first, stand.last)
    return whereabouts(stand.first, growth)


def whereabouts(line: int, growth: Growth) -> int:
    """Where a line came out first, or else the line that follows it."""
    return line if growth.is_still else growth.first_in(line, line + _BEYOND) or line


def cell_places(row: int, col: int, rows: Growth, cols: Growth) -> list[tuple[int, int, int]]:
    """Row, column and number of every copy of a cell; none where a table's blank row takes its place."""
    across = cols.filled_copies(col)
    return [
        (out, at, down * len(across) + far)
        for down, out in enumerate(rows.filled_copies(row))
        for far, at in enumerate(across)
    ]


def site_of(line: int, structure: Structure) -> int | None:
    """The site of something that belongs to one line, as `Stand.site`."""
    return line if structure.block_of(line) is not None else None


@dataclass(frozen=True, slots=True)
class Anchored:
    """One anchor of a drawing: its element, where it stands, and the stretches of XML that hold its four numbers."""

    element: Element
    rows: Stand
    cols: Stand
    numbers: tuple[tuple[int, int, str, bool], ...]  # start, end, "row" or "col", whether it is the far end

    @property
    def repeats(self) -> bool:
        return self.rows.site is not None or self.cols.site is not None


def anchored(drawing: Element, grid: Grid, rows: Structure, cols: Structure) -> Iterator[Anchored]:
    """The anchors of a drawing that are tied to cells."""
    for name in _PARTS:
        for anchor in drawing.find(name):
            start = anchor.child("from")
            if start is not None:
                yield _anchored(anchor, start, grid, rows, cols)


def _anchored(anchor: Element, start: Element, grid: Grid, rows: Structure, cols: Structure) -> Anchored:
    numbers: list[tuple[int, int, str, bool]] = []
    stands: dict[str, Stand] = {}
    hangs = anchor.child("pic") is not None or anchor.attrs().get("editAs") == "oneCell"
    frame = anchor.child("graphicFrame") is not None
    for name, structure in (("row", rows), ("col", cols)):
        first = _line(start, name, numbers, far=False)
        end = anchor.child("to")
        if end is not None:
            last = max(first, _line(end, name, numbers, far=True))
        else:
            last = _reached(anchor, first, name, grid) if frame else first
        stands[name] = stand(structure, first, last, hangs=hangs and not frame)
    return Anchored(anchor, stands["row"], stands["col"], tuple(numbers))


def _line(end: Element, name: str, numbers: list[tuple[int, int, str, bool]], *, far: bool) -> int:
    found = end.child(name)
    if found is None or not found.text.strip().isdigit():
        return 1
    numbers.append((found.inner, found.close, name, far))
    return int(found.text) + 1


def _reached(anchor: Element, first: int, name: str, grid: Grid) -> int:
    """The line a frame of a given size reaches, from the heights (widths) the template gives its lines."""
    size = anchor.child("ext")
    room = int(size.attrs().get("cy" if name == "row" else "cx", 0)) if size is not None else 0
    length = _height_of(grid) if name == "row" else _width_of(grid)
    line = first
    while room > length(line) and line < first + _BEYOND:
        room -= length(line)
        line += 1
    return line


def _height_of(grid: Grid) -> Callable[[int], int]:
    usual = _number(r"<(?:\w+:)?sheetFormatPr[^>]*\sdefaultRowHeight=\"([\d.]+)\"", grid.before, 15.0)

    def height(line: int) -> int:
        row = grid.rows.get(line)
        points = _number(r"\sht=\"([\d.]+)\"", row.attributes, usual) if row is not None else usual
        return int(points * _EMU_PER_POINT)

    return height


def _width_of(grid: Grid) -> Callable[[int], int]:
    widths: list[tuple[int, int, float]] = []
    for top in grid.head:
        for item in top.children() if top.name == "cols" else ():
            attrs = item.attrs()
            widths.append((int(attrs["min"]), int(attrs["max"]), float(attrs.get("width", 8.43))))

    def width(line: int) -> int:
        letters = next((wide for low, high, wide in widths if low <= line <= high), 8.43)
        return int((letters * 7 + 5) * _EMU_PER_PIXEL)

    return width


def _number(pattern: str, text: str, otherwise: float) -> float:
    found = re.search(pattern, text)
    return float(found[1]) if found else otherwise


def chart_cells(drawing: Element) -> dict[str, tuple[int, int]]:
    """The cell at which each chart of a drawing stands, by the id of its relationship."""
    found: dict[str, tuple[int, int]] = {}
    for name in _PARTS:
        for anchor in drawing.find(name):
            start, chart = anchor.child("from"), next(anchor.find("chart"), None)
            if start is not None and chart is not None:
                ids = [value for key, value in chart.attrs().items() if key.endswith(":id")]
                cell = (_line(start, "row", [], far=False), _line(start, "col", [], far=False))
                found.update(dict.fromkeys(ids, cell))
    return found

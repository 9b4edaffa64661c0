"""Turn notes, comments and pivot tables of a template into those that stand where their cells went.

A note on a row that came out several times stays on the first copy; a note on a vanished row goes with it.
"""

import re
from collections.abc import Iterator

from drafter.fill.excel.drawing import edited
from drafter.fill.excel.formula import cell_name, parse_area
from drafter.fill.excel.refs import Area, Here, Layout, Lines, area_list
from drafter.fill.excel.xml import Element, root, with_attributes

Edit = tuple[int, int, str]


def moved_comments(xml: str, lines: Lines) -> str:
    """Notes (comments part) or threaded comments at their new cells."""
    return edited(xml, [edit for name in ("comment", "threadedComment") for edit in _comments(xml, name, lines)])


def _comments(xml: str, name: str, lines: Lines) -> Iterator[Edit]:
    for comment in root(xml).find(name):
        ref = parse_area(comment.attrs().get("ref", ""))
        if ref is None or ref.r1 is None or ref.c1 is None:
            continue
        cell = _first_copy(ref.r1, ref.c1, lines)
        if cell is None:
            yield comment.start, comment.end, ""
        else:
            yield comment.start, comment.inner, with_attributes(comment.head, {"ref": cell_name(*cell)})


def _first_copy(row: int, col: int, lines: Lines) -> tuple[int, int] | None:
    rows, cols = lines.rows.copies(row), lines.cols.copies(col)
    return (rows[0], cols[0]) if rows and cols else None


def moved_vml(xml: str, lines: Lines) -> str:
    """The drawing behind notes: each box beside its new cell."""
    edits: list[Edit] = []
    for shape in root(xml).find("shape"):
        data = shape.child("ClientData")
        row, col = (data.child("Row"), data.child("Column")) if data is not None else (None, None)
        if data is None or row is None or col is None:
            continue
        line, file = int(row.text) + 1, int(col.text) + 1
        cell = _first_copy(line, file, lines)
        if cell is None:
            edits.append((shape.start, shape.end, ""))
            continue
        edits += [(row.inner, row.close, str(cell[0] - 1)), (col.inner, col.close, str(cell[1] - 1))]
        anchor = data.child("Anchor")
        if anchor is not None:
            edits.append((anchor.inner, anchor.close, _anchor(anchor, cell[0] - line, cell[1] - file)))
    return edited(xml, edits)


def _anchor(anchor: Element, rows: int, cols: int) -> str:
    """`left col, dx, top row, dy, right col, dx, bottom row, dy` moved by so many lines."""
    numbers = [int(number) for number in re.findall(r"-?\d+", anchor.text)]
    if len(numbers) != 8:
        return anchor.text
    for at, by in ((0, cols), (2, rows), (4, cols), (6, rows)):
        numbers[at] = max(0, numbers[at] + by)
    return ", ".join(map(str, numbers))


def refreshed_pivot_cache(xml: str, layout: Layout) -> str:
    """A pivot cache that reads its source anew when the file is opened, from the range the source became."""
    cache = root(xml)
    edits: list[Edit] = [(cache.start, cache.inner, with_attributes(cache.head, {"refreshOnLoad": "1"}))]
    for source in cache.find("worksheetSource"):
        attrs = source.attrs()
        areas = _hull(attrs.get("ref", ""), attrs.get("sheet", ""), layout)
        if areas:
            edits.append((source.start, source.inner, with_attributes(source.head, {"ref": area_list(areas)})))
    return edited(xml, edits)


def moved_pivot(xml: str, sheet: str, layout: Layout) -> str:
    """A pivot table where its cells went."""
    edits: list[Edit] = []
    for location in root(xml).find("location"):
        areas = _hull(location.attrs().get("ref", ""), sheet, layout)
        if areas:
            edits.append((location.start, location.inner, with_attributes(location.head, {"ref": area_list(areas)})))
    return edited(xml, edits)


def _hull(text: str, sheet: str, layout: Layout) -> list[Area]:
    ref = parse_area(text, grows="hull")
    return (layout.areas(ref, Here(sheet)) or []) if ref is not None else []

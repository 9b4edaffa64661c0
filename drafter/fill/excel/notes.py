"""Turn notes, threaded comments and the boxes drawn for them into those of an output.

A note comes out with every copy of its cell, filled in the words known there; it goes with its row.
"""

import re
from collections.abc import Iterator

from drafter.fill.excel.anchors import cell_places, whereabouts
from drafter.fill.excel.captions import Filled
from drafter.fill.excel.formula import cell_name, parse_area
from drafter.fill.excel.ranges import spoken
from drafter.fill.excel.refs import Layout, Lines
from drafter.fill.excel.xml import Element, edited, escaped, fresh_mark, root, with_attributes

_MENTION = re.compile(r"(\smentionId=\")([^\"]*)(\")")

Edit = tuple[int, int, str]


def moved_comments(xml: str, lines: Lines, filled: Filled) -> str:
    """Notes (comments part) or threaded comments at the cells of every copy."""
    authors = [author.text for author in root(xml).find("author")]
    fresh: list[str] = []
    edits: list[Edit] = []
    for comment in (*root(xml).find("comment"), *root(xml).find("threadedComment")):
        ref = parse_area(comment.attrs().get("ref", ""))
        if ref is None or ref.r1 is None or ref.c1 is None:
            continue
        text = comment.child("text")
        stretch = filled.get(text.start) if text is not None else None
        written: list[str] = []
        for row, col, number in cell_places(ref.r1, ref.c1, lines.rows, lines.cols):
            copy = len(written)
            changes = {"ref": cell_name(row, col), **_own(comment, copy, authors, fresh)}
            made = with_attributes(comment.head, changes)
            texts = [] if text is None or stretch is None else [(text.start, text.end, stretch[1][number])]
            made += edited(xml, texts, comment.inner, comment.end)
            written.append(_MENTION.sub(lambda m, k=copy: m[1] + fresh_mark(m[2], k) + m[3], made) if copy else made)  # type: ignore[misc]
        edits.append((comment.start, comment.end, "".join(written)))
    last = root(xml).child("authors")
    if fresh and last is not None:
        p = last.prefix
        edits.append((last.close, last.close, "".join(f"<{p}author>{escaped(name)}</{p}author>" for name in fresh)))
    return edited(xml, edits)


def _own(comment: Element, copy: int, authors: list[str], fresh: list[str]) -> dict[str, str | None]:
    """What the copy of a note must have for itself: its marks, and the author that leads to its thread."""
    if not copy:
        return {}
    attrs = comment.attrs()
    changes: dict[str, str | None] = {}
    for name in ("id", "parentId", "guid", "xr:uid"):
        if name in attrs:
            changes[name] = fresh_mark(attrs[name], copy)
    author = attrs.get("authorId", "")
    if author.isdigit() and int(author) < len(authors) and authors[int(author)].startswith("tc="):
        changes["authorId"] = str(len(authors) + len(fresh))
        fresh.append("tc=" + fresh_mark(authors[int(author)][3:], copy))
    return changes


def moved_vml(xml: str, layout: Layout, sheet: str, block: int) -> str:
    """The drawing behind notes and controls: a box beside every copy of a note's cell.

    `block` is the first of the numbers for groups of 1,024 shapes that no other drawing uses.
    """
    lines = layout.lines(sheet)
    if lines is None:
        return xml
    edits: list[Edit] = []
    fresh = 0
    for shape in root(xml).find("shape"):
        data = shape.child("ClientData")
        if data is None:
            continue
        row, col, anchor = data.child("Row"), data.child("Column"), data.child("Anchor")
        if row is None or col is None:
            edits += _control(data, anchor, layout, sheet, lines)
            continue
        line, file = int(row.text) + 1, int(col.text) + 1
        written: list[str] = []
        for out, at, _ in cell_places(line, file, lines.rows, lines.cols):
            cell = [(row.inner, row.close, str(out - 1)), (col.inner, col.close, str(at - 1))]
            if anchor is not None:
                cell.append((anchor.inner, anchor.close, _anchor(anchor, out - line, at - file)))
            made = edited(xml, cell, shape.start, shape.end)
            if written:
                made = re.sub(
                    r"(\s(?:o:sp)?id=)([\"'])[^\"']*\2",
                    rf"\g<1>\g<2>_x0000_s{block * 1024 + fresh + 1}\2",
                    made,
                    count=1,
                )
                fresh += 1
            written.append(made)
        edits.append((shape.start, shape.end, "".join(written)))
    for group in root(xml).find("idmap") if fresh else ():
        more = range(block, block + fresh // 1024 + 1)
        blocks = ",".join([group.attrs().get("data", "1"), *map(str, more)])
        edits.append((group.start, group.inner, with_attributes(group.head, {"data": blocks})))
    return edited(xml, edits)


_SPEAKING = {"FmlaLink", "FmlaRange", "FmlaGroup", "FmlaTxbx", "FmlaPict"}


def _control(data: Element, anchor: Element | None, layout: Layout, sheet: str, lines: Lines) -> Iterator[Edit]:
    """A control stands where its first cell went and speaks of the cells it spoke of."""
    if anchor is not None:
        numbers = [int(number) for number in re.findall(r"-?\d+", anchor.text)]
        if len(numbers) == 8:
            row, col = numbers[2] + 1, numbers[0] + 1
            down, far = whereabouts(row, lines.rows) - row, whereabouts(col, lines.cols) - col
            yield anchor.inner, anchor.close, _anchor(anchor, down, far)
    for child in data.children():
        if child.name in _SPEAKING:
            yield child.inner, child.close, escaped(spoken(child.text, layout, sheet))


def _anchor(anchor: Element, rows: int, cols: int) -> str:
    """`left col, dx, top row, dy, right col, dx, bottom row, dy` moved by so many lines."""
    numbers = [int(number) for number in re.findall(r"-?\d+", anchor.text)]
    if len(numbers) != 8:
        return anchor.text
    for at, by in ((0, cols), (2, rows), (4, cols), (6, rows)):
        numbers[at] = max(0, numbers[at] + by)
    return ", ".join(map(str, numbers))

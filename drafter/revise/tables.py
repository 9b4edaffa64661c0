"""Read tables as text and write tracked rows: LibreOffice keeps a row's change only where every run has it too."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.reconcile.rows import Grid
from drafter.revise.changes import Pen, put_in, take_out
from drafter.revise.content import Numbers, Segment, mark_paragraph, put_into
from drafter.revise.names import PREFIX, ROW_PREFIX, W, element, is_ours, local, value_of
from drafter.revise.walk import Line


@dataclass(eq=False)
class Seen:
    """A table: its rows as elements and as text, and the paragraphs of each cell by (row, column)."""

    element: Any
    rows: list[Any] = field(default_factory=list)
    texts: list[tuple[str, ...]] = field(default_factory=list)
    cells: dict[tuple[int, int], list[Line]] = field(default_factory=dict)
    heads: int = 0
    busy: set[int] = field(default_factory=set)
    marks: list[frozenset[str]] = field(default_factory=list)

    def grid(self, carrying: Mapping[int, object]) -> Grid:
        """The table as text; `carrying` are the paragraphs (by the id of the line) in which a figure is carried."""
        carried = {at for at, lines in self.cells.items() if any(id(line) in carrying for line in lines)}
        return Grid(tuple(self.texts), self.heads, frozenset(carried), tuple(self.marks))


def tables(root: Any, lines: Sequence[Line]) -> list[Seen]:
    """The tables of a part that have a head repeated on each page, in the accepted view."""
    by_paragraph = {id(line.element): line for line in lines}
    found = []
    for table in root.iter(f"{W}tbl"):
        seen = Seen(table)
        for row in _rows(table):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            _read_row(seen, row, by_paragraph)
            if (
                properties is not None
                and properties.find(f"{W}tblHeader") is not None
                and seen.heads == len(seen.rows) - 1
            ):
                seen.heads += 1
        if seen.heads:
            found.append(seen)
    return found


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(child)


def _read_row(seen: Seen, row: Any, by_paragraph: Mapping[int, Line]) -> None:
    texts: list[str] = []
    at = len(seen.rows)
    for cell in _cells(row):
        lines = [by_paragraph[id(one)] for one in cell.iter(f"{W}p") if id(one) in by_paragraph]
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val") != "restart"
        seen.cells[at, len(texts)] = lines
        texts.append("" if goes_on else "\n".join(line.text() for line in lines))
        if any(piece.changes for line in lines for piece in line.pieces):
            seen.busy.add(at)
        span = value_of(cell.find(f"{W}tcPr"), "gridSpan")
        texts += [""] * (int(span) - 1 if span.isdigit() else 0)
    names = (one.get(f"{W}name", "") for one in row.iter(f"{W}bookmarkStart"))
    seen.marks.append(frozenset(name for name in names if name.startswith((PREFIX, ROW_PREFIX))))
    seen.rows.append(row)
    seen.texts.append(tuple(texts))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def lines_of(seen: Seen, row: int) -> list[Line]:
    """The paragraphs of a row."""
    return [line for (at, _), found in seen.cells.items() if at == row for line in found]


def row_like(seen: Seen, after: int, size: int) -> Any | None:
    """The nearest row of so many cells in which no change waits; None where there is none."""

    def cells(row: Any) -> int:
        return sum(1 for _ in row.iter(f"{W}tc"))

    near = sorted(range(seen.heads, len(seen.rows)), key=lambda at: abs(at - after))
    return next((seen.rows[at] for at in near if cells(seen.rows[at]) == size and at not in seen.busy), None)


def is_waiting(seen: Seen, row: int) -> bool:
    """Whether a row is ours altogether and waits: put in as a whole, and nobody has written into it."""
    put_in = seen.rows[row].find(f"{W}trPr/{W}ins")
    ours = all(piece.ours == "ins" for line in lines_of(seen, row) for piece in line.pieces if piece.text)
    return put_in is not None and is_ours(put_in) and ours


def remove_row(row: Any, lines: Sequence[Line], pen: Pen) -> None:
    """Track a whole row as deleted."""
    _mark_row(row, pen.mark("del"))
    for line in lines:
        take_out([piece.run for piece in line.pieces if not piece.changes], pen)
        mark_paragraph(line.element, pen.mark("del"))


def add_row(
    after: Any, like: Any, cells: Sequence[Sequence[Segment]], pen: Pen, numbers: Numbers, marks: Mapping[int, str]
) -> Any:
    """Track a new row after another, in the look of `like`. `cells` has what each of its cells says.

    `marks` are the hidden bookmarks by which the row is known, by the cell that each stands in.
    """
    row = copy.deepcopy(like)
    for name in [name for name in row.attrib if local_name(name) in ("paraId", "textId")]:
        del row.attrib[name]
    _mark_row(row, pen.mark("ins"))
    for at, (cell, segments) in enumerate(zip(list(_cells(row)), cells, strict=False)):
        _fill(cell, segments, pen, numbers)
        if at in marks and numbers.free(Segment("", marks[at])):
            numbers.bookmark += 1
            paragraph, number = cell[-1], str(numbers.bookmark)
            paragraph.insert(1, element("bookmarkStart", id=number, name=marks[at]))
            paragraph.append(element("bookmarkEnd", id=number))
    after.addnext(row)
    return row


def local_name(name: str) -> str:
    """An attribute's name without its namespace."""
    return name.rpartition("}")[2]


def _fill(cell: Any, segments: Sequence[Segment], pen: Pen, numbers: Numbers) -> None:
    """Leave of a copied cell its form, the form of its first paragraph and the look of its first run."""
    first = next(cell.iter(f"{W}p"), None)
    like = None if first is None else next(first.iter(f"{W}r"), None)
    for child in list(cell):
        if local(child) != "tcPr":
            cell.remove(child)
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None:
        merged.getparent().remove(merged)
    properties = None if first is None else first.find(f"{W}pPr")
    paragraph = cell.makeelement(f"{W}p")
    if properties is not None:
        kept = copy.deepcopy(properties)
        for gone in [one for one in kept.iter() if local(one) in ("ins", "del", "pPrChange", "rPrChange", "sectPr")]:
            gone.getparent().remove(gone)
        paragraph.append(kept)
    cell.append(paragraph)
    mark_paragraph(paragraph, pen.mark("ins"))
    put_into(paragraph, segments, like, pen, numbers)


def _mark_row(row: Any, mark: Any) -> None:
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = row.makeelement(f"{W}trPr")
        before = [one for one in row if local(one) in ("tblPrEx",)]
        before[-1].addnext(properties) if before else row.insert(0, properties)
    for old in [one for one in properties if local(one) in ("ins", "del", "trPrChange", "tblHeader")]:
        properties.remove(old)
    properties.append(mark)


def rewrite(line: Line, text: str, pen: Pen) -> None:
    """Track new words for a whole paragraph that holds no figure."""
    runs = [piece.run for piece in line.pieces if piece.text]
    marks = take_out(runs, pen)
    if marks:
        put_in(marks[-1], runs[0], text, pen)
    else:
        put_into(line.element, [Segment(text)], None, pen, Numbers(0, set()))

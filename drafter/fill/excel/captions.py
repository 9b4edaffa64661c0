"""Turn the texts beside the cells that hold tags (notes, shapes, chart titles) into slots, and those into texts.

A caption is filled for each copy of the cell it belongs to, in the words that are known there; of a chart, and of what
stands outside all loops, once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.fill.errors import Kind, Place, TemplateError, Told
from drafter.fill.excel.anchors import Anchored, anchored, site_of, stand
from drafter.fill.excel.fields import Slot, markup_slot
from drafter.fill.excel.formula import parse_area
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.parts import Attached, Parts
from drafter.fill.excel.tags import SheetTags, place
from drafter.fill.excel.xml import Element, root

NOT_REPEATED = Kind(
    "T165",
    "{found} đứng trong hàng hoặc cột lặp, không nhân lên theo từng bản được",
    "{found} stands on repeated rows or columns and cannot be repeated with them",
    "chuyển ra ngoài vòng lặp; để vẽ số của từng hàng thì dùng biểu đồ thu nhỏ (Sparkline) trong ô",
    "move it out of the loop; to draw the numbers of each row use a sparkline in a cell",
)
# A chart's references are always absolute, so nothing says which copy's numbers a copy of the chart would show; what
# controls, slicers and diagrams show lies in parts of their own.
_CHART = Told("biểu đồ", "a chart")
_FRAME = Told("sơ đồ hoặc bộ lọc (Slicer)", "a diagram or slicer")
_CONTROL = Told("nút hoặc ô điều khiển (form control)", "a form control")

Filled = Mapping[int, tuple[int, Sequence[str]]]
"""The texts of captions in one part: where each begins in it, where it ends, and its XML for copy after copy."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One text with tags: the stretch [start, end) of a part. Sites as in `anchors.Stand`: None is once."""

    path: str
    start: int
    end: int
    slot: Slot
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True)
class Beside:
    """What stands beside the cells of one sheet: its captions, the anchors of its drawings, and what is wrong."""

    captions: tuple[Caption, ...]
    anchors: Mapping[str, tuple[Anchored, ...]]
    errors: tuple[TemplateError, ...]


NOTHING = Beside((), {}, ())


def read_beside(parts: Parts, attached: Iterable[Attached], grid: Grid, tags: SheetTags) -> Beside:
    """What stands beside one sheet's cells, from the parts attached to it."""
    reader = _Reader(grid, tags)
    for part in attached:
        if part.kind in ("comments", "threadedComment"):
            reader.notes(part, root(parts.text(part.path)))
        elif part.kind == "drawing":
            reader.drawing(part, root(parts.text(part.path)))
        elif part.kind == "vmlDrawing":
            reader.controls(part, root(parts.text(part.path)))
        elif part.kind in ("chart", "chartUserShapes"):
            reader.chart(part, root(parts.text(part.path)))
    return Beside(tuple(reader.captions), reader.anchors, tuple(reader.errors))


def read_chart_captions(parts: Parts, attached: Iterable[Attached]) -> Beside:
    """The captions of charts on sheets of their own."""
    reader = _Reader(None, None)
    for part in attached:
        if part.kind in ("chart", "chartUserShapes"):
            reader.chart(part, root(parts.text(part.path)))
    return Beside(tuple(reader.captions), {}, tuple(reader.errors))


class _Reader:
    def __init__(self, grid: Grid | None, tags: SheetTags | None) -> None:
        self.grid = grid
        self.tags = tags
        self.captions: list[Caption] = []
        self.anchors: dict[str, tuple[Anchored, ...]] = {}
        self.errors: list[TemplateError] = []

    def notes(self, part: Attached, comments: Element) -> None:
        assert self.tags is not None
        rows, cols = self.tags.rows, self.tags.cols
        for note in (*comments.find("comment"), *comments.find("threadedComment")):
            ref, text = parse_area(note.attrs().get("ref", "")), note.child("text")
            if ref is None or ref.r1 is None or ref.c1 is None or text is None:
                continue
            if ref.r1 in rows.control or ref.c1 in cols.control:
                continue  # a note to the template's authors: it goes with its line
            sites = (site_of(ref.r1, rows), site_of(ref.c1, cols))
            self._caption(part, text, _at("note", part.sheet, ref.r1, ref.c1), sites, "xml")

    def drawing(self, part: Attached, drawing: Element) -> None:
        assert self.tags is not None
        assert self.grid is not None
        found = tuple(anchored(drawing, self.grid, self.tags.rows, self.tags.cols))
        self.anchors[part.path] = found
        inside: set[int] = set()
        for one in found:
            where = _at("shape", part.sheet, one.rows.first, one.cols.first)
            if one.repeats and (wrong := _unrepeatable(one.element)) is not None:
                self.errors.append(TemplateError(NOT_REPEATED, where=where, found=wrong))
            for paragraph in one.element.find("p"):
                inside.add(paragraph.start)
                self._caption(part, paragraph, where, (one.rows.site, one.cols.site), "drawn")
        for paragraph in drawing.find("p"):  # of shapes tied to no cell
            if paragraph.start not in inside:
                self._caption(part, paragraph, _at("shape", part.sheet), (None, None), "drawn")

    def controls(self, part: Attached, drawing: Element) -> None:
        assert self.tags is not None
        for data in drawing.find("ClientData"):
            corner = data.child("Anchor")
            if corner is None or data.attrs().get("ObjectType") == "Note":
                continue
            numbers = [int(number) for number in re.findall(r"-?\d+", corner.text)]
            if len(numbers) == 8:
                rows = stand(self.tags.rows, numbers[2] + 1, numbers[6] + 1)
                cols = stand(self.tags.cols, numbers[0] + 1, numbers[4] + 1)
                if rows.site is not None or cols.site is not None:
                    where = _at("shape", part.sheet, rows.first, cols.first)
                    self.errors.append(TemplateError(NOT_REPEATED, where=where, found=_CONTROL))

    def chart(self, part: Attached, chart: Element) -> None:
        where = _at("chart", part.sheet, *part.cell)
        for paragraph in chart.find("p"):
            self._caption(part, paragraph, where, (None, None), "drawn")
        for title in chart.find("tx"):
            value = title.child("v")
            if value is not None:
                self._caption(part, value, where, (None, None), "xml")

    def _caption(
        self, part: Attached, element: Element, where: Place, sites: tuple[int | None, int | None], printer: str
    ) -> None:
        texts = [element] if not element.children() else list(_texts(element))
        slot, errors = markup_slot(element.xml, element.start, element.end, texts, where, printer)
        self.errors += errors
        if slot is not None:
            self.captions.append(Caption(part.path, element.start, element.end, slot, *sites))


def _texts(element: Element) -> Iterator[Element]:
    """The texts of runs, in order; those of fields and of phonetic hints are not typed by anybody."""
    for child in element.children():
        if child.name == "t":
            yield child
        elif child.name == "r":
            yield from (text for text in child.children() if text.name == "t")


def _at(step: str, sheet: str, row: int = 0, col: int = 0) -> Place:
    cell = place(sheet, row, col).cell if row and col else f"«{sheet}»" if sheet else ""
    return Place(sheet, ((step, 0),), cell)


def _unrepeatable(anchor: Element) -> Told | None:
    if next(anchor.find("graphicFrame"), None) is not None:
        return _CHART if next(anchor.find("chart"), None) is not None else _FRAME
    return None

"""Turn the body of a part into paragraphs and tables, in reading order, everything they inherit worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import tostring

from drafter.model.page import Align, Block, Borders, Cell, Layout, Paragraph, Row, Table
from drafter.readback.inline import Inline, open_control
from drafter.readback.layout import is_drawn, layout
from drafter.readback.names import TWIPS_PER_MM, W, local, mm, switch, twips, value_of, whole
from drafter.readback.numbering import Numbering
from drafter.readback.styles import StyleSheet

_CELL_MARGIN_TWIPS = 108.0  # of tables that say nothing of it
_WRAPS = frozenset({"ins", "del", "moveFrom", "moveTo", "customXml", "smartTag"})
_ALIGN = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}


@dataclass(frozen=True)
class _Around:
    """What a place gives to its paragraphs: the layers of its table's style, and how wide its column is."""

    width_mm: float
    layouts: tuple[Any, ...] = ()
    looks: tuple[Any, ...] = ()


@dataclass
class BlockReader:
    """Reads blocks of one file; lists count on from part to part as Word has them."""

    sheet: StyleSheet
    numbering: Numbering
    inline: Inline
    layouts: dict[tuple[str, float, bytes], Layout] = field(default_factory=dict)

    def read(self, parent: Any, width_mm: float) -> tuple[Block, ...]:
        """The blocks in a body, header, note, cell or text box. `width_mm` is the width of its column."""
        return tuple(self._blocks(parent, _Around(width_mm)))

    def _blocks(self, parent: Any, around: _Around) -> Iterator[Block]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child, around)
            elif name == "tbl":
                yield self._table(child, around.width_mm)
            elif name == "sdt":
                open_control(self.inline.spans, child)
                content = child.find(f"{W}sdtContent")
                yield from self._blocks(() if content is None else content, around)
                self.inline.spans.close_control()
            elif name in _WRAPS:
                yield from self._blocks(child, around)
            else:
                self.inline.mark(child)

    def _paragraph(self, element: Any, around: _Around) -> Paragraph:
        own = element.find(f"{W}pPr")
        style_id = value_of(own, "pStyle") or ""
        label, list_layout, is_own = self._list(own, style_id)
        mark_look = None if own is None else own.find(f"{W}rPr")
        mark = self.sheet.look(style_id, around.looks, None, value_of(mark_look, "rStyle") or "", mark_look)
        runs, drawn = self.inline.read(
            element,
            lambda character, properties: self.sheet.look(style_id, around.looks, None, character, properties),
            lambda box: self.read(box, around.width_mm),
        )
        return Paragraph(
            runs=tuple(runs),
            mark=mark,
            layout=self._layout(own, style_id, around, list_layout, mark.size_pt, is_own=is_own),
            style=self.sheet.name(style_id),
            label=label,
            mark_change=self.inline.change_of(mark_look),
            drawings=tuple(drawn),
            ends_section=own is not None and own.find(f"{W}sectPr") is not None,
        )

    def _layout(
        self, own: Any | None, style_id: str, around: _Around, list_layout: Any | None, size_pt: float, *, is_own: bool
    ) -> Layout:
        """The paragraph's layout; outside tables and lists it is worked out once for all that say the same."""
        key = (style_id, size_pt, b"" if own is None else tostring(own))
        plain = list_layout is None and not around.layouts
        found = self.layouts.get(key) if plain else None
        if found is None:
            found = layout(self._layers(own, style_id, around, list_layout, is_own=is_own), size_pt)
            if plain:
                self.layouts[key] = found
        return found

    def _layers(
        self, own: Any | None, style_id: str, around: _Around, list_layout: Any | None, *, is_own: bool
    ) -> list[Any]:
        """The layers of a paragraph's layout. A style's own list gives way to that style; a paragraph's does not."""
        styles = [style.part("pPr") for style in self.sheet.chain(style_id, "paragraph")]
        layers = [self.sheet.paragraph_defaults, *around.layouts]
        layers += [*styles, list_layout] if is_own else [*styles[:-1], list_layout, *styles[-1:]]
        return [layer for layer in (*layers, own) if layer is not None]

    def _list(self, own: Any | None, style_id: str) -> tuple[str, Any | None, bool]:
        """The label before a paragraph, the layout of its list's level, and whether it names the list itself."""
        named, is_own = None if own is None else own.find(f"{W}numPr"), True
        if value_of(named, "numId") is None:
            chain = self.sheet.chain(style_id, "paragraph")
            of_style = [part.find(f"{W}numPr") for style in chain if (part := style.part("pPr")) is not None]
            said = [one for one in of_style if value_of(one, "numId") is not None]
            if not said:
                return "", None, False
            named, is_own = said[-1] if named is None else named, False
            list_id = value_of(said[-1], "numId") or ""
        else:
            list_id = value_of(named, "numId") or ""
        number = max(0, min(8, whole(value_of(named, "ilvl"), 0) or 0))
        level = self.numbering.level(list_id, number)
        if level is None:
            return "", None, is_own
        return self.numbering.label(list_id, number), level.layout, is_own

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, element: Any, width_mm: float) -> Table:
        properties = element.find(f"{W}tblPr")
        style = _TableStyle.of(self.sheet, properties)
        columns = tuple(mm(one.get(f"{W}w")) for one in element.iterfind(f"{W}tblGrid/{W}gridCol"))
        found = list(_inner(element, "tr"))
        rows = [
            self._row(row, columns, style, first=number == 0, last=number == len(found) - 1, width_mm=width_mm)
            for number, row in enumerate(found)
        ]
        if not any(columns) and rows:
            columns = tuple(cell.width_mm for cell in rows[0].cells)
        return Table(tuple(rows), columns, _ALIGN.get(value_of(properties, "jc") or "", Align.LEFT))

    def _row(
        self, element: Any, columns: Sequence[float], style: _TableStyle, *, first: bool, last: bool, width_mm: float
    ) -> Row:
        properties = element.find(f"{W}trPr")
        cells, column = [], whole(value_of(properties, "gridBefore"), 0) or 0
        found = list(_inner(element, "tc"))
        for number, cell in enumerate(found):
            edges = (first, last, number == 0, number == len(found) - 1)
            read = self._cell(cell, columns, column, style, edges, width_mm)
            cells.append(read)
            column += read.span
        height = None if properties is None else properties.find(f"{W}trHeight")
        return Row(
            cells=tuple(cells),
            header=switch(properties, "tblHeader") or False,
            whole=switch(properties, "cantSplit") or False,
            height_mm=None if height is None else mm(height.get(f"{W}val")),
            change=self.inline.change_of(properties),
        )

    def _cell(
        self,
        element: Any,
        columns: Sequence[float],
        column: int,
        style: _TableStyle,
        edges: tuple[bool, bool, bool, bool],
        width_mm: float,
    ) -> Cell:
        properties = element.find(f"{W}tcPr")
        span = max(1, min(63, whole(value_of(properties, "gridSpan"), 1) or 1))
        width = _cell_width(properties, width_mm) or sum(columns[column : column + span])
        text = max(0.0, width - style.margins_mm(properties))
        merged = None if properties is None else properties.find(f"{W}vMerge")
        layouts, looks = style.layers(edges)
        return Cell(
            blocks=tuple(self._blocks(element, _Around(text, layouts, looks))),
            width_mm=width,
            text_mm=text,
            span=span,
            continues=merged is not None and merged.get(f"{W}val") != "restart",
            borders=style.borders(properties, edges),
        )


@dataclass(frozen=True)
class _TableStyle:
    """What a table and its style say of its cells, the strongest last. `parts`: of rows and columns at an edge."""

    own: Any | None
    styles: tuple[Any, ...]
    shows: tuple[bool, bool, bool, bool]

    @staticmethod
    def of(sheet: StyleSheet, properties: Any | None) -> _TableStyle:
        chain = sheet.chain(value_of(properties, "tblStyle") or "", "table")
        return _TableStyle(properties, tuple(style.element for style in chain), _looks_shown(properties))

    def layers(self, edges: tuple[bool, bool, bool, bool]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """The `pPr`s and `rPr`s for a cell at these edges (first row, last row, first column, last column)."""
        sources = [*self.styles]
        for kind, at_edge, shown in zip(("firstRow", "lastRow", "firstCol", "lastCol"), edges, self.shows, strict=True):
            if at_edge and shown:
                parts = (one for style in self.styles for one in style.findall(f"{W}tblStylePr"))
                sources += [one for one in parts if one.get(f"{W}type") == kind]
        layouts, looks = ([one.find(W + tag) for one in sources] for tag in ("pPr", "rPr"))
        return tuple(one for one in layouts if one is not None), tuple(one for one in looks if one is not None)

    def margins_mm(self, cell: Any | None) -> float:
        """What the left and right margins of a cell take of its width."""
        return sum(self._margin(cell, sides) for sides in (("left", "start"), ("right", "end"))) / TWIPS_PER_MM

    def _margin(self, cell: Any | None, sides: tuple[str, str]) -> float:
        places = [None if cell is None else cell.find(f"{W}tcMar")]
        tables = [self.own, *(style.find(f"{W}tblPr") for style in reversed(self.styles))]
        places += [one.find(f"{W}tblCellMar") for one in tables if one is not None]
        for place in places:
            for side in sides:
                found = None if place is None else place.find(W + side)
                if found is not None:
                    return twips(found.get(f"{W}w"))
        return _CELL_MARGIN_TWIPS

    def borders(self, cell: Any | None, edges: tuple[bool, bool, bool, bool]) -> Borders:
        """Which sides of a cell are drawn."""
        first_row, last_row, first_column, last_column = edges
        own = None if cell is None else cell.find(f"{W}tcBorders")
        names = {
            "top": "top" if first_row else "insideH",
            "bottom": "bottom" if last_row else "insideH",
            "left": "left" if first_column else "insideV",
            "right": "right" if last_column else "insideV",
        }
        drawn = {}
        for side, outer in names.items():
            found = None if own is None else own.find(W + side)
            drawn[side] = self._table_border(outer) if found is None else is_drawn(found)
        return Borders(**drawn)

    def _table_border(self, side: str) -> bool:
        tables = [self.own, *(style.find(f"{W}tblPr") for style in reversed(self.styles))]
        for table in tables:
            found = None if table is None else table.find(f"{W}tblBorders/{W}{side}")
            if found is not None:
                return is_drawn(found)
        return False


def _looks_shown(properties: Any | None) -> tuple[bool, bool, bool, bool]:
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return False, False, False, False
    try:
        bits = int(look.get(f"{W}val", "0"), 16)
    except ValueError:
        bits = 0
    wanted = (("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100))
    first_row, last_row, first_column, last_column = (
        look.get(W + name) in ("1", "true", "on") if look.get(W + name) is not None else bool(bits & bit)
        for name, bit in wanted
    )
    return first_row, last_row, first_column, last_column


def _cell_width(properties: Any | None, width_mm: float) -> float:
    found = None if properties is None else properties.find(f"{W}tcW")
    if found is None:
        return 0.0
    value, kind = found.get(f"{W}w", ""), found.get(f"{W}type", "dxa")
    if value.endswith("%") or kind == "pct":
        share = whole(value.rstrip("%").partition(".")[0], 0) or 0
        return width_mm * (share / 100 if value.endswith("%") else share / 5000)
    return mm(value) if kind == "dxa" else 0.0


def _inner(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in controls and tracked moves too."""
    for child in parent:
        name = local(child)
        if name == tag:
            yield child
        elif name in ("sdt", "sdtContent") or name in _WRAPS:
            yield from _inner(child, tag)

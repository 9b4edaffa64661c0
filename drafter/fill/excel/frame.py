"""Turn what stands before and after the cells of a worksheet into the same for the lines that grew."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from drafter.fill.excel.anchors import whereabouts
from drafter.fill.excel.axis import Growth, Origin
from drafter.fill.excel.formula import MAX_COL, MAX_ROW, Ref, area_text, cell_name, parse_area
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.ranges import spoken
from drafter.fill.excel.refs import Area, Here, Layout, Lines, area_list
from drafter.fill.excel.rewrite import compiled
from drafter.fill.excel.rules import Rule, rules
from drafter.fill.excel.xml import Element, edited, escaped, fresh_mark, with_attributes

_MARK = re.compile(r"(\s(?:id|xr:uid)=\")(\{[^\"]*\})(\")")
_FORMULAS = {"formula", "formula1", "formula2", "f", "oldFormula"}


@dataclass(frozen=True)
class Frame:
    """Rewrites the surroundings of one sheet's cells in one render.

    `margins` are filled headers and footers, `rule` is the one being written.
    """

    grid: Grid
    name: str
    layout: Layout
    lines: Lines
    margins: Mapping[int, str] = field(default_factory=dict)
    rule: Rule | None = None

    def before(self) -> str:
        """Up to and with the opening of sheetData."""
        return self._rewritten(self.grid.before, 0, len(self.grid.before), self.grid.head)

    def after(self) -> Iterator[str]:
        """From the end of sheetData on, in pieces."""
        text, at = self.grid.after, 0
        for element in self.grid.foot:
            yield text[at : element.start]
            yield from self.element(element)
            at = element.end
        yield text[at:]

    def _rewritten(self, text: str, start: int, end: int, children: Iterable[Element], here: Here | None = None) -> str:
        parts: list[str] = []
        at = start
        for element in children:
            parts.append(text[at : element.start])
            parts.extend(self.element(element, here))
            at = element.end
        return "".join((*parts, text[at:end]))

    # -- one element --------------------------------------------------------------------------------------------

    def element(self, element: Element, here: Here | None = None) -> Iterable[str]:
        handler = _HANDLERS.get(element.name)
        if handler is not None:
            return handler(self, element)
        if element.name in _FORMULAS and not element.children():
            return (element.head, self._formula(element.text, here), element.tail)
        return (self._inside(element, {}, here),)

    def _inside(self, element: Element, changes: dict[str, str | None], here: Here | None = None) -> str:
        """The element with some attributes changed and its children rewritten."""
        head = with_attributes(element.head, changes) if changes else element.head
        if element.inner == element.end:
            return head
        return (
            head + self._rewritten(element.xml, element.inner, element.close, element.children(), here) + element.tail
        )

    def _formula(self, text: str, here: Here | None) -> str:
        pinned = self.rule.pinned if self.rule is not None else (False, False)
        return escaped(compiled(text).text(self.layout, here or Here(self.name), pinned))

    def _areas(self, text: str, *, cut: bool) -> list[Area]:
        ref = parse_area(text, grows="hull")
        return (self.layout.areas(ref, Here(self.name), cut=cut) or []) if ref is not None else []

    def _hull(self, text: str) -> str:
        """A single range; "" when nothing of it is left."""
        return area_list(self._areas(text, cut=False))

    def _list(self, text: str) -> str:
        return area_list(area for part in text.split() for area in self._areas(part, cut=True))

    def _cell(self, text: str) -> str:
        """Where one cell came to stand; a vanished one gives way to what follows it."""
        ref = parse_area(text)
        if ref is None or ref.r1 is None or ref.c1 is None:
            return text
        row = self.lines.rows.first_in(ref.r1, max(ref.r1, self.grid.last_row + 1)) or 1
        col = self.lines.cols.first_in(ref.c1, max(ref.c1, self.grid.last_col + 1)) or 1
        return cell_name(row, col)

    # -- before the cells ---------------------------------------------------------------------------------------

    def dimension(self, element: Element) -> Iterable[str]:
        filled = [row.number for row in self.grid.rows.values() if row.cells]
        if not filled:
            return (element.whole,)
        left = min(row.cells[0].col for row in self.grid.rows.values() if row.cells)
        whole = Ref(None, min(filled), left, max(filled), self.grid.last_col, grows="hull")
        areas = self.layout.areas(whole, Here(self.name)) or [Area(1, 1, 1, 1)]
        return (with_attributes(element.head, {"ref": area_list(areas)}), element.tail)

    def view(self, element: Element) -> Iterable[str]:
        attrs = element.attrs()
        changes = {"topLeftCell": self._cell(attrs["topLeftCell"])} if "topLeftCell" in attrs else {}
        return (self._inside(element, {**changes}),)

    def pane(self, element: Element) -> Iterable[str]:
        attrs = element.attrs()
        changes: dict[str, str | None] = {}
        if attrs.get("state", "split") != "split":
            for name, growth in (("ySplit", self.lines.rows), ("xSplit", self.lines.cols)):
                if name in attrs:
                    changes[name] = str(_frozen(int(float(attrs[name])), growth))
        if "topLeftCell" in attrs:
            changes["topLeftCell"] = self._cell(attrs["topLeftCell"])
        return (self._inside(element, changes),)

    def selection(self, element: Element) -> Iterable[str]:
        attrs = element.attrs()
        changes: dict[str, str | None] = {}
        active = attrs.get("activeCell")
        if active is not None:
            changes["activeCell"] = self._cell(active)
        if "sqref" in attrs:
            whole = area_list(area for part in attrs["sqref"].split() for area in self._areas(part, cut=False))
            changes["sqref"] = changes["activeCell"] if attrs["sqref"] == active or not whole else whole
        return (self._inside(element, changes),)

    def columns(self, element: Element) -> Iterable[str]:
        growth = self.lines.cols
        if growth.is_still:
            return (element.whole,)
        found: list[tuple[int, int, Element]] = []
        for item in element.children():
            attrs = item.attrs()
            first, last = int(attrs["min"]), min(int(attrs["max"]), MAX_COL)
            found.extend((start, end, item) for start, end in growth.everywhere(first, last))
        written = (
            with_attributes(item.head, {"min": str(start), "max": str(min(end, MAX_COL))}) + item.content + item.tail
            for start, end, item in sorted(found, key=lambda one: one[0])
            if start <= MAX_COL
        )
        inside = "".join(written)
        return (element.head, inside, element.tail) if inside else ()

    # -- after the cells ----------------------------------------------------------------------------------------

    def with_list(self, element: Element) -> Iterable[str]:
        """Something said of a list of ranges (sqref), once for each meaning; it goes when no range is left."""
        attrs = element.attrs()
        inner = element.child("sqref")
        old = attrs.get("sqref") or (inner.text if inner is not None else "")
        new = self._list(old)
        if not new:
            return
        formulas = [one.text for name in _FORMULAS for one in element.find(name) if not one.children()]
        for copy, rule in enumerate(rules(Rule(new, self._first(old)), old, formulas, self.layout, self.lines)):
            ruled = replace(self, rule=rule)
            made = ruled._inside(element, {"sqref": rule.sqref} if "sqref" in attrs else {}, rule.here)
            yield _MARK.sub(lambda m, k=copy: m[1] + fresh_mark(m[2], k) + m[3], made) if copy else made  # type: ignore[misc]

    def threshold(self, element: Element) -> Iterable[str]:
        """A limit of a colour scale, bar or set of icons: a number, or a formula."""
        value = element.attrs().get("val")
        changes: dict[str, str | None] = {}
        if value is not None and element.attrs().get("type") not in ("min", "max"):
            here = self.rule.here if self.rule is not None else Here(self.name)
            changes["val"] = compiled(value).text(self.layout, here)
        return (self._inside(element, changes),)

    def inner_list(self, element: Element) -> Iterable[str]:
        return (element.head, self.rule.sqref if self.rule else self._list(element.text), element.tail)

    def _first(self, sqref: str) -> Here:
        """The cell in whose words the formulas of a list of ranges are written: the top left one."""
        refs = [ref for part in sqref.split() if (ref := parse_area(part)) is not None]
        row, col = min(ref.r1 or 1 for ref in refs), min(ref.c1 or 1 for ref in refs)
        last_row, last_col = max(ref.r2 or row for ref in refs), max(ref.c2 or col for ref in refs)
        out_row = self.lines.rows.first_in(row, last_row) or row
        out_col = self.lines.cols.first_in(col, last_col) or col
        line, _ = self.lines.rows.source(out_row)
        template_col, _ = self.lines.cols.source(out_col)
        if (line, template_col) != (row, col):  # the top left cell is gone: speak from where it would be
            return Here(self.name, Origin(row, out_row), Origin(col, out_col))
        return Here(self.name, Origin(line, out_row), Origin(template_col, out_col))

    def counted(self, element: Element) -> Iterable[str]:
        """A parent that says how many children it has; without any it goes."""
        inside = [part for child in element.children() for part in self.element(child) if part]
        if not inside:
            return ()
        count = {"count": str(len(inside))} if "count" in element.attrs() else {}
        return (with_attributes(element.head, {**count}), *inside, element.tail)

    def hull(self, element: Element) -> Iterable[str]:
        """Something said of one range (ref)."""
        attrs = element.attrs()
        new = self._hull(attrs.get("ref", ""))
        return (self._inside(element, {"ref": new}),) if new else ()

    def consolidated(self, element: Element) -> Iterable[str]:
        """A source range of a consolidation."""
        attrs = element.attrs()
        ref = parse_area(attrs.get("ref", ""), grows="hull")
        areas = self.layout.areas(ref, Here(attrs.get("sheet", ""))) if ref is not None else None
        return (with_attributes(element.head, {"ref": area_list(areas)}) if areas else element.head, element.tail)

    def auto_filter(self, element: Element) -> Iterable[str]:
        old = parse_area(element.attrs().get("ref", ""))
        areas = self._areas(element.attrs().get("ref", ""), cut=False)
        if not areas or old is None or old.c1 is None or areas[0].c1 is None:
            return ()
        inside = []
        for child in element.children():
            if child.name == "filterColumn":
                place = old.c1 + int(child.attrs().get("colId", 0))
                col = self.lines.cols.first_in(place, place)
                if col is not None:
                    inside.append(self._inside(child, {"colId": str(col - areas[0].c1)}))
            else:
                inside.extend(self.element(child))
        head = with_attributes(element.head, {"ref": area_list(areas)})
        return (head, *inside, element.tail)

    def one_cell(self, element: Element) -> Iterable[str]:
        return (self._inside(element, {"r": self._cell(element.attrs().get("r", "A1"))}),)

    def merges(self, element: Element) -> Iterable[str]:
        found = [
            one for item in element.children() if (ref := parse_area(item.attrs()["ref"])) for one in self._merge(ref)
        ]
        if not found:
            return ()
        p = element.prefix
        head = with_attributes(element.head, {"count": str(len(found))})
        return (head, "".join(f'<{p}mergeCell ref="{one}"/>' for one in found), element.tail)

    def _merge(self, ref: Ref) -> Iterator[str]:
        """A merged range once for each turn of the loop it lies in."""
        for r1, r2 in self.lines.rows.each(ref.r1 or 1, ref.r2 or MAX_ROW):
            for c1, c2 in self.lines.cols.each(ref.c1 or 1, ref.c2 or MAX_COL):
                if (r1, c1) != (r2, c2):
                    yield area_text(r1, c1, r2, c2)

    def hyperlink(self, element: Element) -> Iterable[str]:
        attrs = element.attrs()
        changes: dict[str, str | None] = {}
        if "location" in attrs:
            changes["location"] = compiled(attrs["location"]).text(self.layout, Here(self.name))
        return [
            with_attributes(element.head, {**changes, "ref": area_list([area])})
            for area in self._areas(attrs.get("ref", ""), cut=True)
        ]

    def page_margins(self, element: Element) -> Iterable[str]:
        """Headers and footers, those with tags filled."""
        inside = (
            child.head + escaped(self.margins[child.start]) + child.tail if child.start in self.margins else child.whole
            for child in element.children()
        )
        return (element.head, *inside, element.tail)

    def links(self, element: Element) -> Iterable[str]:
        inside = "".join(part for child in element.children() for part in self.element(child))
        return (element.head, inside, element.tail) if inside else ()

    def row_breaks(self, element: Element) -> Iterable[str]:
        return self._breaks(element, self.lines.rows)

    def col_breaks(self, element: Element) -> Iterable[str]:
        return self._breaks(element, self.lines.cols)

    def _breaks(self, element: Element, growth: Growth) -> Iterable[str]:
        found: dict[int, Element] = {}
        for item in element.children():
            for out in growth.ends_of(int(item.attrs().get("id", 0))):
                found.setdefault(out, item)
        if not found:
            return ()
        manual = sum(item.attrs().get("man") in ("1", "true") for item in found.values())
        head = with_attributes(element.head, {"count": str(len(found)), "manualBreakCount": str(manual)})
        inside = (with_attributes(found[out].head, {"id": str(out)}) + found[out].tail for out in sorted(found))
        return (head, *inside, element.tail)

    def control(self, element: Element) -> Iterable[str]:
        """A form control: the cells it speaks of, and its anchor, which moves with its first cell."""
        attrs = element.attrs()
        changes: dict[str, str | None] = {
            name: spoken(attrs[name], self.layout, self.name)
            for name in ("linkedCell", "listFillRange")
            if name in attrs
        }
        return (self._inside(element, changes),)

    def anchor(self, element: Element) -> Iterable[str]:
        start, end = element.child("from"), element.child("to")
        if start is None:
            return (element.whole,)
        edits: list[tuple[int, int, str]] = []
        for name, growth in (("row", self.lines.rows), ("col", self.lines.cols)):
            old = start.child(name)
            if old is None:
                continue
            by = whereabouts(int(old.text) + 1, growth) - 1 - int(old.text)
            for corner in (start, end):
                number = corner.child(name) if corner is not None else None
                if number is not None:
                    edits.append((number.inner, number.close, str(int(number.text) + by)))
        return (edited(element.xml, edits, element.start, element.end),)

    def sparkline(self, element: Element) -> Iterable[str]:
        """A little chart once for each copy of its cell."""
        target = element.child("sqref")
        ref = parse_area(target.text) if target is not None else None
        if ref is None or ref.r1 is None or ref.c1 is None:
            return (element.whole,)
        made = []
        for row in self.lines.rows.copies(ref.r1):
            for col in self.lines.cols.copies(ref.c1):
                here = Here(self.name, Origin(ref.r1, row), Origin(ref.c1, col))
                inside = [
                    child.head
                    + (cell_name(row, col) if child.name == "sqref" else self._formula(child.text, here))
                    + child.tail
                    for child in element.children()
                ]
                made.append(element.head + "".join(inside) + element.tail)
        return made


def _frozen(count: int, growth: Growth) -> int:
    """How many lines are frozen: of what repeats only the first copy."""
    for line in range(count, 0, -1):
        outs = growth.copies(line)
        if outs:
            return outs[0]
    return count if growth.is_still else 0


_HANDLERS: dict[str, Callable[[Frame, Element], Iterable[str]]] = {
    "dimension": Frame.dimension,
    "sheetView": Frame.view,
    "customSheetView": Frame.view,
    "pane": Frame.pane,
    "selection": Frame.selection,
    "cols": Frame.columns,
    "protectedRange": Frame.with_list,
    "protectedRanges": Frame.links,
    "conditionalFormatting": Frame.with_list,
    "conditionalFormattings": Frame.links,
    "dataValidation": Frame.with_list,
    "dataValidations": Frame.counted,
    "ignoredError": Frame.with_list,
    "ignoredErrors": Frame.links,
    "sqref": Frame.inner_list,
    "autoFilter": Frame.auto_filter,
    "sortState": Frame.hull,
    "sortCondition": Frame.hull,
    "inputCells": Frame.one_cell,
    "cellWatch": Frame.one_cell,
    "mergeCells": Frame.merges,
    "headerFooter": Frame.page_margins,
    "cfvo": Frame.threshold,
    "dataRef": Frame.consolidated,
    "controlPr": Frame.control,
    "anchor": Frame.anchor,
    "hyperlink": Frame.hyperlink,
    "hyperlinks": Frame.links,
    "rowBreaks": Frame.row_breaks,
    "colBreaks": Frame.col_breaks,
    "sparkline": Frame.sparkline,
    "sparklines": Frame.links,
}

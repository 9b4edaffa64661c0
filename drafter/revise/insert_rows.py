"""Put rows into a sheet of an officer's workbook, all that speaks of its rows moved along.

Formulas of every sheet, merged cells, print areas, names, charts, tables, notes, drawings and formats follow.
An area that ends where the list does, and holds the row that the new one is like, takes the new row in.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from lxml import etree

from drafter.fill.excel.formula import (
    Ref,
    area_text,
    cell_name,
    parse_area,
    sheet_of,
    shifted,
    tokens,
)
from drafter.fill.excel.parts import Parts, without_calc_chain
from drafter.fill.package import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_VML = "{urn:schemas-microsoft-com:office:excel}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_AREAS = ("ref", "sqref", "activeCell", "topLeftCell")
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"})
_BESIDE = ("comments", "threadedComment", "table", "vmlDrawing", "drawing")


@dataclass(frozen=True)
class NewRow:
    """A row to put in below another, in the look and with the formulas of a third.

    `values` are its words and numbers by column. Rows are those of the sheet before any is put in.
    """

    after: int
    like: int
    values: Mapping[int, str | Decimal] = field(default_factory=dict)


def with_new_rows(package: Package, sheet: str, rows: Sequence[NewRow]) -> Package:
    """The workbook with these rows in a sheet. Raises ValueError where its parts cannot be followed."""
    parts = Parts(package)
    path = next(one.path for one in parts.sheets if one.name == sheet)
    trees = dict(_trees(parts, path))
    done: list[int] = []
    for _, row in sorted(enumerate(rows), key=lambda pair: (pair[1].after, pair[0]), reverse=True):
        like = row.like + sum(after < row.like for after in done)
        _put_in(trees, parts, path, sheet, replace(row, like=like))
        done.append(row.after)
    made = {
        name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, (_, tree) in trees.items()
    }
    changed, dropped = without_calc_chain(parts)
    return package.with_parts({**made, **changed}, dropped=dropped)


def _trees(parts: Parts, path: str) -> Iterator[tuple[str, tuple[str, Any]]]:
    """The parts that may speak of the sheet's rows: which sheet each belongs to, and its root."""

    def parsed(name: str) -> Any:
        return etree.fromstring(parts.package.read(name), _PARSER)

    for one in parts.sheets:
        yield one.path, (one.name, parsed(one.path))
    yield parts.workbook, ("", parsed(parts.workbook))
    name = next(one.name for one in parts.sheets if one.path == path)
    for kind in _BESIDE:
        for beside in parts.linked(path, kind):
            yield beside, (name, parsed(beside))
    for part in parts.package.names:
        if part.startswith("xl/charts/chart") and part.endswith(".xml"):
            yield part, ("", parsed(part))


def _put_in(trees: Mapping[str, tuple[str, Any]], parts: Parts, path: str, sheet: str, new: NewRow) -> None:
    move = _Move(sheet, new.after, new.like)
    table = trees[path][1]
    _unshare(table)
    lines = {int(line.get("r", "0")): line for line in table.find(f"{_S}sheetData")}
    for name, (own, root) in trees.items():
        _follow(
            root, own, move, has_areas=own == sheet and (name == path or name not in {s.path for s in parts.sheets})
        )
    made = _made(lines[new.like], new, move)
    for number in sorted((number for number in lines if number > new.after), reverse=True):
        _renumber(lines[number], number + 1)
    before = [line for number, line in lines.items() if number <= new.after]
    before[-1].addnext(made) if before else table.find(f"{_S}sheetData").insert(0, made)
    _merge_as(table, new, move)


@dataclass(frozen=True)
class _Move:
    """One row comes below `after` in `sheet`; the row `like` is of the same list."""

    sheet: str
    after: int
    like: int

    def line(self, row: int) -> int:
        return row + 1 if row > self.after else row

    def ends(self, first: int, last: int, *, grows: bool) -> tuple[int, int]:
        """Where an area lies then."""
        holds = grows and first <= self.like <= last
        begin = first if holds and first == self.after + 1 else self.line(first)
        return begin, last + 1 if last > self.after or (holds and last == self.after) else last

    def ref(self, ref: Ref) -> tuple[int | None, int | None]:
        if ref.r1 is None or ref.r2 is None:
            return ref.r1, ref.r2
        column = ref.c1 == ref.c2
        return self.ends(ref.r1, ref.r2, grows=ref.is_range and (ref.r1 < ref.r2 or column))

    def formula(self, text: str, own: str) -> str:
        """A formula of the sheet `own`."""
        return "".join(self._token(token.text, token.ref, own) for token in tokens(text))

    def _token(self, text: str, ref: Ref | None, own: str) -> str:
        prefix = text[: text.rindex("!") + 1] if ref is not None and ref.sheet is not None else ""
        if ref is None or (sheet_of(prefix) or own) != self.sheet:
            return text
        r1, r2 = self.ref(ref)
        return prefix + area_text(r1, ref.c1, r2, ref.c2, ref.fixed, ref.is_range)

    def areas(self, text: str) -> str:
        """«A1:B4 D6» of the sheet itself: what is laid over a list is laid over its new row too."""
        return " ".join(map(self._area, text.split()))

    def _area(self, text: str) -> str:
        ref = parse_area(text)
        if ref is None or ref.r1 is None or ref.r2 is None:
            return text
        r1, r2 = self.ends(ref.r1, ref.r2, grows=ref.is_range and ref.r1 < ref.r2)
        return area_text(r1, ref.c1, r2, ref.c2, ref.fixed, ref.is_range)


def _follow(root: Any, own: str, move: _Move, *, has_areas: bool) -> None:
    """All in a part that names rows: formulas wherever they stand, areas where the part is the sheet's own."""
    for element in root.iter():
        name = _local(element)
        if name in _FORMULAS and element.text:
            element.text = move.formula(element.text, own)
        elif name == "sqref" and has_areas and element.text:
            element.text = move.areas(element.text)
        if not has_areas or not name:
            continue
        for attribute in _AREAS:
            if element.get(attribute):
                element.set(attribute, move.areas(element.get(attribute)))
        if name == "brk" and _local(element.getparent()) == "rowBreaks":
            element.set("id", str(move.line(int(element.get("id", "0")))))
        elif element.tag == f"{_DRAWN}row" or element.tag == f"{_VML}Row":
            element.text = str(move.line(int(element.text or "0") + 1) - 1)


def _unshare(table: Any) -> None:
    """Give each cell of a shared formula its own."""
    masters: dict[str, tuple[str, Ref]] = {}
    for cell in table.iter(f"{_S}c"):
        formula, here = cell.find(f"{_S}f"), parse_area(cell.get("r", ""))
        if formula is None or formula.get("t") != "shared" or here is None:
            continue
        number = formula.get("si", "")
        if formula.text:
            masters[number] = formula.text, here
        else:
            text, origin = masters[number]
            formula.text = shifted(text, (here.r1 or 0) - (origin.r1 or 0), (here.c1 or 0) - (origin.c1 or 0))
        for attribute in ("t", "si", "ref"):
            formula.attrib.pop(attribute, None)


def _made(like: Any, new: NewRow, move: _Move) -> Any:
    """The new row: the look and the formulas of the one it is like, the words that are its own."""
    row = copy.deepcopy(like)
    number = new.after + 1
    away = number - move.line(new.like)
    for cell in row:
        formula = cell.find(f"{_S}f")
        text = None if formula is None or formula.get("t") == "array" else formula.text
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        place = parse_area(cell.get("r", ""))
        column = 0 if place is None or place.c1 is None else place.c1
        if text:
            etree.SubElement(cell, f"{_S}f").text = shifted(text, away, 0)
        elif column in new.values:
            _say(cell, new.values[column])
    _renumber(row, number)
    return row


def _say(cell: Any, value: str | Decimal) -> None:
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{_S}v").text = f"{value:f}"
        return
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t").text = value


def _renumber(row: Any, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        place = parse_area(cell.get("r", ""))
        if place is not None and place.c1 is not None:
            cell.set("r", cell_name(number, place.c1))


def _merge_as(table: Any, new: NewRow, move: _Move) -> None:
    """Cells that are merged within the row that the new one is like are merged in it too."""
    like, group = move.line(new.like), table.find(f"{_S}mergeCells")
    for one in () if group is None else list(group):
        area = parse_area(one.get("ref", ""))
        if area is not None and area.r1 == area.r2 == like:
            text = area_text(new.after + 1, area.c1, new.after + 1, area.c2, is_range=True)
            etree.SubElement(group, f"{_S}mergeCell", ref=text)
    if group is not None:
        group.set("count", str(len(group)))


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

"""Read an officer's workbook as cells, and write numbers, notes and a colour into a copy; formulas stay as they are.

Parts in which nothing is written are copied as they lie in the file. Formulas lose what was last worked out of them and
the workbook asks to be worked out anew: a result beside a new number would be an old one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.excel.formula import cell_name, parse_area
from drafter.fill.excel.mark import notes_parts
from drafter.fill.excel.parts import Parts, calculated_on_opening
from drafter.fill.package import Package, ZipLimits, read_package
from drafter.fill.word.properties import with_properties
from drafter.reconcile.cells import CellValue, Place, Value
from drafter.revise.insert_rows import NewRow, with_new_rows

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_COLOURS = {"moi": "FFFFF2CC", "vuong": "FFF8CBAD"}
_MAIN_PARTS = ("[Content_Types].xml", "_rels/.rels")


class NotAWorkbook(Exception):  # noqa: N818 - it is no error of the program
    """The file is not read; `why` says it in Vietnamese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(eq=False)
class _Sheet:
    name: str
    path: str
    root: Any
    cells: dict[Place, CellValue]
    elements: dict[Place, Any]
    notes: dict[Place, str] = field(default_factory=dict)
    changed: bool = False


class OfficerBook:
    """One workbook, opened: its bytes, or its package. Raises NotAWorkbook."""

    def __init__(self, data: bytes | Package) -> None:
        try:
            self._package = data if isinstance(data, Package) else read_package(data, limits=_LIMITS)
            self._parts = Parts(self._package)
            strings = list(self._strings())
            self._sheets = [_read(one.name, one.path, self._tree(one.path), strings) for one in self._parts.sheets]
        except (TemplateError, etree.XMLSyntaxError, KeyError, ValueError, IndexError) as error:
            raise NotAWorkbook("tệp không phải .xlsx, có mật khẩu hoặc bị hỏng") from error
        self._styles: Any = None
        self._looks: dict[tuple[str, str], str] = {}

    @property
    def sheets(self) -> Mapping[str, Mapping[Place, CellValue]]:
        """The cells of each sheet by name, in the order of the workbook."""
        return {one.name: one.cells for one in self._sheets}

    @property
    def properties(self) -> Mapping[str, str]:
        """The custom properties by name."""
        if "docProps/custom.xml" not in self._package:
            return {}
        root = self._tree("docProps/custom.xml")
        return {one.get("name", ""): "".join(one.itertext()).strip() for one in root if isinstance(one.tag, str)}

    def again(self) -> OfficerBook:
        """The same workbook opened once more, as it was."""
        return OfficerBook(self._package)

    def with_rows(self, rows: Mapping[str, Sequence[NewRow]]) -> OfficerBook:
        """The workbook as it was opened with new rows, by sheet. Raises NotAWorkbook where they cannot be put in."""
        package = self._package
        try:
            for sheet, new in rows.items():
                package = with_new_rows(package, sheet, new)
        except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TemplateError) as error:
            raise NotAWorkbook("không thêm được hàng vào trang tính") from error
        return OfficerBook(package)

    def set_number(self, sheet: str, place: Place, value: Decimal | None) -> None:
        """Put a number into a cell that is no formula, in the colour of what is new."""
        found = self._named(sheet)
        element = found.elements.get(place)
        if element is None:
            element = _new_cell(found, place)
        for child in list(element):
            element.remove(child)
        element.attrib.pop("t", None)
        if value is not None:
            etree.SubElement(element, f"{_S}v").text = f"{value:f}"
        found.changed = True
        self._colour(found, element, "moi")

    def set_flag(self, sheet: str, place: Place, value: bool) -> None:
        """Put TRUE or FALSE into a cell: what a template's formulas ask."""
        found = self._named(sheet)
        element = found.elements[place]
        for child in list(element):
            element.remove(child)
        element.set("t", "b")
        etree.SubElement(element, f"{_S}v").text = str(int(value))
        found.changed = True

    def set_text(self, sheet: str, place: Place, text: str, *, new: bool = False) -> None:
        """Put words into a cell that is no formula; its look stays, unless it is to show that it is `new`."""
        found = self._named(sheet)
        element = found.elements[place]
        for child in list(element):
            element.remove(child)
        element.set("t", "inlineStr")
        words = etree.SubElement(etree.SubElement(element, f"{_S}is"), f"{_S}t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        found.changed = True
        if new:
            self._colour(found, element, "moi")

    def note(self, sheet: str, place: Place, text: str, *, conflict: bool = False) -> None:
        """A note on a cell; one about a conflict colours it too."""
        found = self._named(sheet)
        found.notes[place] = text
        if conflict and place in found.elements:
            self._colour(found, found.elements[place], "vuong")

    def written(self, properties: Mapping[str, str], author: str) -> bytes:
        """The copy with all that was written, and these custom properties."""
        parts: dict[str, bytes] = {}
        anew = any(one.changed for one in self._sheets)
        for one in self._sheets:
            if anew:
                one.changed = _forget_results(one.root) or one.changed
            if one.changed:
                parts[one.path] = _bytes(one.root)
        if self._styles is not None:
            parts[self._styles_path()] = _bytes(self._styles)
        if anew:
            parts[self._parts.workbook] = calculated_on_opening(self._parts.workbook_xml).encode()
        package = self._package.with_parts(parts)
        notes = {number: one.notes for number, one in enumerate(self._sheets) if one.notes}
        package = package.with_parts(notes_parts(package, notes, author))
        custom = with_properties(package, properties)
        package = package.with_parts({name: custom[name] for name in custom if name in _MAIN_PARTS})
        return package.write(custom)

    # the file

    def _named(self, name: str) -> _Sheet:
        return next(one for one in self._sheets if one.name == name)

    def _tree(self, name: str) -> Any:
        return etree.fromstring(self._package.read(name), _PARSER)

    def _strings(self) -> Iterator[str]:
        name = next((one for one in self._package.names if one.endswith("/sharedStrings.xml")), "")
        for one in self._tree(name) if name else ():
            yield "".join(text.text or "" for text in one.iter(f"{_S}t") if not _is_phonetic(text))

    def _styles_path(self) -> str:
        return next(one for one in self._package.names if one.endswith("/styles.xml"))

    def _colour(self, sheet: _Sheet, element: Any, colour: str) -> None:
        """The cell's own look with another ground."""
        if self._styles is None:
            self._styles = self._tree(self._styles_path())
        old = element.get("s", "0")
        if (old, colour) not in self._looks:
            self._looks[old, colour] = self._look(int(old), _COLOURS[colour])
        element.set("s", self._looks[old, colour])
        sheet.changed = True

    def _look(self, old: int, colour: str) -> str:
        fills, looks = self._styles.find(f"{_S}fills"), self._styles.find(f"{_S}cellXfs")
        ground = etree.SubElement(etree.SubElement(fills, f"{_S}fill"), f"{_S}patternFill", patternType="solid")
        etree.SubElement(ground, f"{_S}fgColor", rgb=colour)
        etree.SubElement(ground, f"{_S}bgColor", indexed="64")
        look = copy.deepcopy(looks[old])
        look.set("fillId", str(len(fills) - 1))
        look.set("applyFill", "1")
        looks.append(look)
        for group in (fills, looks):
            group.set("count", str(len(group)))
        return str(len(looks) - 1)


def _read(name: str, path: str, root: Any, strings: list[str]) -> _Sheet:
    cells: dict[Place, CellValue] = {}
    elements: dict[Place, Any] = {}
    for one in root.iter(f"{_S}c"):
        area = parse_area(one.get("r", ""))
        if area is None or area.r1 is None or area.c1 is None:
            continue
        elements[area.r1, area.c1] = one
        formula = one.find(f"{_S}f")
        cells[area.r1, area.c1] = CellValue(_value(one, strings), "" if formula is None else (formula.text or "="))
    return _Sheet(name, path, root, cells, elements)


def _value(element: Any, strings: list[str]) -> Value:
    kind, held = element.get("t", "n"), element.find(f"{_S}v")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in element.iter(f"{_S}t"))
    if held is None or held.text is None:
        return None
    if kind == "s":
        return str(strings[int(held.text)])
    if kind == "b":
        return bool(held.text == "1")
    if kind in ("str", "e"):
        return str(held.text)
    try:
        return _shortest(Decimal(held.text))
    except InvalidOperation:
        return str(held.text)


def _shortest(number: Decimal) -> Decimal:
    """A number as it was typed: Excel and LibreOffice keep 91.67 as 91.670000000000002."""
    return number if len(number.as_tuple().digits) < 16 else Decimal(repr(round(float(number), 10)))


def _new_cell(sheet: _Sheet, place: Place) -> Any:
    """An empty cell in its place, in its row."""
    row, column = place
    data = sheet.root.find(f"{_S}sheetData")
    line = next((one for one in data if one.get("r") == str(row)), None)
    if line is None:
        line = etree.Element(f"{_S}row", r=str(row))
        after = next((one for one in data if int(one.get("r", "0")) > row), None)
        data.append(line) if after is None else after.addprevious(line)
    cell = etree.Element(f"{_S}c", r=cell_name(row, column))
    later = next((one for one in line if _column(one) > column), None)
    line.append(cell) if later is None else later.addprevious(cell)
    sheet.elements[place] = cell
    return cell


def _column(cell: Any) -> int:
    area = parse_area(cell.get("r", ""))
    return area.c1 or 0 if area is not None else 0


def _forget_results(root: Any) -> bool:
    """Whether the sheet has formulas; they keep no results."""
    found = False
    for cell in root.iter(f"{_S}c"):
        held = cell.find(f"{_S}v")
        if cell.find(f"{_S}f") is not None:
            found = True
            if held is not None:
                cell.remove(held)
            cell.attrib.pop("t", None)
    return found


def _is_phonetic(text: Any) -> bool:
    return re.sub(r".*}", "", str(text.getparent().tag)) == "rPh"


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def address(place: Place) -> str:
    """«D12»."""
    return cell_name(*place)


def place_at(cell: str) -> Place:
    """Row and column of «D12». Raises ValueError for what is no cell."""
    area = parse_area(cell)
    if area is None or area.r1 is None or area.c1 is None:
        raise ValueError(f"not a cell: {cell!r}")
    return area.r1, area.c1

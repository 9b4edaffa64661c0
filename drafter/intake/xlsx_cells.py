"""Turn a checked .xlsx or .xlsm into plain sheets of typed cells, read sparsely.

Why not calamine here, as for the older formats: it lays a sheet out as a dense rectangle and aborts the process on one
stray cell at XFD1048576; it does not tell a formula without a cached value from an empty cell, nor 91,66 from 91,66 %;
and a figure should come from the digits in the file. A test holds both readers against each other.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from drafter.intake.faults import Fault, Refused
from drafter.intake.xml_parts import Attributes, Element, elements, local, parse

MAX_CELLS = 60_000
MAX_TEXT = 20_000
MAX_MERGES = 10_000
_MACRO_PART = "vbaproject.bin"
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_BUILT_IN_PERCENTS = frozenset([9, 10])
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class PlainSheet:
    """One sheet. Cells are (row, column, type, text), both from 1.

    Types: n number, p number shown as percent (the text is the fraction), t text, d date (ISO), b boolean, e error,
    f formula without a cached value.
    """

    name: str
    hidden: bool
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class PlainWorkbook:
    """A workbook as plain data. `names` are defined names with the reference each stands for."""

    sheets: list[PlainSheet]
    names: dict[str, str] = field(default_factory=dict)
    macros: bool = False


@dataclass(frozen=True)
class _Looks:
    """What a cell's style index says of its number, and the day that serial 0 stands for."""

    dates: frozenset[int]
    percents: frozenset[int]
    epoch_1904: bool


def read_xlsx(archive: zipfile.ZipFile) -> PlainWorkbook:
    """Read every sheet. Raises Refused when it is no workbook, is broken or holds too many cells."""
    book_part = _target(archive, "", "officeDocument") or "xl/workbook.xml"
    book = _part(archive, book_part)
    if not any(element.name == "workbook" for element in book):
        raise Refused(Fault.NOT_A_WORKBOOK, "tệp Office khác, không phải bảng tính Excel")
    links = _links(archive, book_part)
    looks = _looks(archive, _target(archive, book_part, "styles"), book)
    strings = _shared_strings(archive, _target(archive, book_part, "sharedStrings"))
    sheets, room = [], MAX_CELLS
    for element in book:
        part = links.get(element.attributes.get("id", "")) if element.name == "sheet" else None
        if part in archive.NameToInfo and "chartsheet" not in str(part):
            hidden = element.attributes.get("state", "visible") != "visible"
            sheet = _SheetReader(PlainSheet(element.attributes.get("name", ""), hidden), strings, looks, room)
            sheets.append(sheet.read(archive, str(part)))
            room -= len(sheets[-1].cells)
    names = {e.attributes.get("name", ""): e.text for e in book if e.name == "definedName"}
    macros = any(name.lower().endswith(_MACRO_PART) for name in archive.namelist())
    return PlainWorkbook(sheets, names, macros)


def _part(archive: zipfile.ZipFile, name: str) -> list[Element]:
    if name not in archive.NameToInfo:
        return []
    with archive.open(name) as stream:
        return elements(stream)


def _links(archive: zipfile.ZipFile, part: str, kind: str = "") -> dict[str, str]:
    """Relation ids of a part with the members they lead to; only of one kind where given."""
    folder, name = posixpath.split(part)
    found = {}
    for element in _part(archive, posixpath.join(folder, "_rels", f"{name}.rels")):
        if element.name == "Relationship" and element.attributes.get("Type", "").endswith("/" + kind if kind else ""):
            target = posixpath.normpath(posixpath.join("/", folder, element.attributes.get("Target", "")))
            found[element.attributes.get("Id", "")] = target.lstrip("/")
    return found


def _target(archive: zipfile.ZipFile, part: str, kind: str) -> str:
    return next(iter(_links(archive, part, kind).values()), "")


def _shared_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells point at, without phonetic guides."""
    if part not in archive.NameToInfo:
        return []
    strings: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, _attributes: Attributes) -> None:
        if (plain := local(name)) in inside:
            inside[plain] = True

    def end(name: str) -> None:
        plain = local(name)
        if plain in inside:
            inside[plain] = False
        elif plain == "si":
            strings.append(_unescaped("".join(pieces)[:MAX_TEXT]))
            pieces.clear()

    def text(found: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(found)

    with archive.open(part) as stream:
        parse(stream, start, end, text)
    return strings


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _looks(archive: zipfile.ZipFile, part: str, book: list[Element]) -> _Looks:
    styles = _part(archive, part) if part else []
    formats = {e.attributes.get("numFmtId"): e.attributes.get("formatCode", "") for e in styles if e.name == "numFmt"}
    dates, percents = set(), set()
    for index, style in enumerate(e for e in styles if e.name == "xf" and e.parent == "cellXfs"):
        number = style.attributes.get("numFmtId", "0")
        shape = re.sub(r'"[^"]*"|\\.|_.|\*.', "", formats.get(number, ""))
        if shape:
            if "%" in shape:
                percents.add(index)
            elif (
                re.search(r"[ymdhs]", re.sub(r"\[[^\]]*\]", "", shape), re.IGNORECASE)
                and "general" not in shape.lower()
            ):
                dates.add(index)
        elif number.isdigit() and int(number) in _BUILT_IN_PERCENTS:
            percents.add(index)
        elif number.isdigit() and int(number) in _BUILT_IN_DATES:
            dates.add(index)
    epoch_1904 = any(e.name == "workbookPr" and e.attributes.get("date1904") in ("1", "true") for e in book)
    return _Looks(frozenset(dates), frozenset(percents), epoch_1904)


class _SheetReader:
    """Holds one sheet open while expat walks it."""

    def __init__(self, sheet: PlainSheet, strings: list[str], looks: _Looks, room: int) -> None:
        self._sheet, self._strings, self._looks, self._room = sheet, strings, looks, room
        self._row = self._column = 0
        self._type = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._target: list[str] | None = None
        self._phonetic = False

    def read(self, archive: zipfile.ZipFile, part: str) -> PlainSheet:
        """Walk the sheet's part and hand back what was found."""
        with archive.open(part) as stream:
            parse(stream, self._start, self._end, self._text)
        return self._sheet

    def _start(self, qualified: str, attributes: Attributes) -> None:
        name = local(qualified)
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._target = self._value
        elif name == "f":
            self._formula = self._target = []
        elif name == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self._sheet.hidden_rows.append(self._row)
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell" and len(self._sheet.merged) < MAX_MERGES:
            first, _, last = attributes.get("ref", "").partition(":")
            self._sheet.merged.append((*address(first), *address(last or first)))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._sheet.hidden_columns.append((int(attributes.get("min", "1")), int(attributes.get("max", "1"))))

    def _start_cell(self, attributes: Attributes) -> None:
        if reference := attributes.get("r"):
            self._row, self._column = address(reference)
        else:
            self._column += 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._formula = [], None

    def _text(self, text: str) -> None:
        if self._target is not None:
            self._target.append(text)

    def _end(self, qualified: str) -> None:
        name = local(qualified)
        if name in ("v", "t", "f"):
            self._target = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and (found := self._cell()):
            if len(self._sheet.cells) >= self._room:
                raise Refused(Fault.TOO_LARGE, f"có hơn {MAX_CELLS} ô có dữ liệu")
            self._sheet.cells.append((self._row, self._column, *found))

    def _cell(self) -> tuple[str, str] | None:
        """The cell's type and text; None for an empty one."""
        text = "".join(self._value)[:MAX_TEXT]
        if self._formula is not None and not text:
            # an empty text as the result of a formula is written with type str: a value, and an empty one
            return None if self._type == "str" else ("f", "".join(self._formula)[:MAX_TEXT])
        if not text.strip():
            return None
        match self._type:
            case "s":
                shared = self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""
                return ("t", shared) if shared.strip() else None
            case "inlineStr" | "str":
                return "t", _unescaped(text)
            case "e" | "b" | "d":
                return self._type, text
        return self._number(text)

    def _number(self, text: str) -> tuple[str, str]:
        number = plain_number(text)
        if number is None:
            return "t", text
        style = int(self._style) if self._style.isdigit() else 0
        if style in self._looks.percents:
            return "p", f"{number:f}"
        if style in self._looks.dates and (day := as_day(number, self._looks.epoch_1904)):
            return "d", day
        return "n", f"{number:f}"


def plain_number(text: str) -> Decimal | None:
    """The number a cell shows: Excel keeps 15 digits but writes 17 (0.91659999999999997 is 0.9166)."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or not -30 < number.adjusted() < 30:
        return Decimal(0) if number.is_zero() else None
    return Decimal(f"{float(number):.15g}") if len(number.as_tuple().digits) > 15 else number


def as_day(serial: Decimal, epoch_1904: bool) -> str | None:
    """A serial day as ISO text. The 1900 calendar has a 29 February that never was: days before it stand one later."""
    whole = int(serial)
    if not 0 <= whole < 2_958_466:
        return None
    first = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 31 if whole < 60 else 30)  # noqa: DTZ001
    return (first + timedelta(days=whole)).date().isoformat()


def address(reference: str) -> tuple[int, int]:
    """Row and column, both from 1, of «E14». Raises Refused for anything else."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", reference)
    if not found:
        raise Refused(Fault.BROKEN, "địa chỉ ô không hợp lệ")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column

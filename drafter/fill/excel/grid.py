"""Turn the XML of a worksheet into rows of cells that keep their own text, and what stands before and after them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from drafter.fill.excel.formula import cell_name, column_number, parse_area, shifted
from drafter.fill.excel.xml import Element, attributes_of, elements, plain, root, with_attributes
from drafter.fill.tagtext import find_tags

Literal = None | str | bool | Decimal


@dataclass(frozen=True, slots=True)
class SharedText:
    """One entry of the shared strings: its text, and the looks of its runs when it has any."""

    text: str
    runs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CellFormula:
    """A formula in one cell; `area` is where an array formula spreads, `attributes` the rest of its tag."""

    text: str
    kind: str = "normal"
    area: str = ""
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `attributes` is everything of its tag but address and type, `content` the XML inside it."""

    row: int
    col: int
    style: int
    attributes: str
    kind: str
    content: str
    value: Literal
    runs: tuple[tuple[str, str], ...] = ()
    formula: CellFormula | None = None
    text_index: int | None = None

    @property
    def name(self) -> str:
        return cell_name(self.row, self.col)

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def is_empty(self) -> bool:
        return self.formula is None and self.value in (None, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `attributes` is everything of its tag but the number."""

    number: int
    attributes: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A worksheet cut at its cells: `before` ends with the opening of sheetData, `after` begins with its end.

    `head` and `foot` are the elements in them.
    """

    prefix: str
    before: str
    rows: dict[int, Row]
    after: str
    head: tuple[Element, ...] = ()
    foot: tuple[Element, ...] = ()

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @property
    def last_col(self) -> int:
        return max((cell.col for row in self.rows.values() for cell in row.cells), default=0)

    @property
    def may_grow(self) -> bool:
        """Whether a cell holds a control tag for lines."""
        texts = (cell.text for row in self.rows.values() for cell in row.cells if "%" in cell.text or "％" in cell.text)
        return any(tag.level in ("tr", "tc") for text in texts for tag in find_tags(text))

    def is_filled(self, row: int, c1: int, c2: int) -> bool:
        """Whether anything stands in those columns of a row."""
        found = self.rows.get(row)
        return found is not None and any(c1 <= cell.col <= c2 and not cell.is_empty for cell in found.cells)

    def with_formulas(self, change: Callable[[str], str]) -> "Grid":
        """The grid with the text of some formulas changed."""
        rows = {
            row.number: replace(
                row,
                cells=tuple(
                    cell
                    if cell.formula is None or (text := change(cell.formula.text)) == cell.formula.text
                    else replace(cell, formula=replace(cell.formula, text=text))
                    for cell in row.cells
                ),
            )
            for row in self.rows.values()
        }
        return replace(self, rows=rows)

    def cell(self, row: int, col: int) -> Cell | None:
        found = self.rows.get(row)
        return next((cell for cell in found.cells if cell.col == col), None) if found else None


def read_shared_texts(xml: str) -> list[SharedText]:
    return [_shared_text(item) for item in root(xml).children() if item.name == "si"]


def _shared_text(item: Element) -> SharedText:
    runs: list[tuple[str, str]] = []
    for child in item.children():
        if child.name == "t":
            runs.append(("", child.text))
        elif child.name == "r":
            look = child.child("rPr")
            words = child.child("t")
            runs.append((_bare(look) if look else "", words.text if words else ""))
    text = "".join(words for _, words in runs)
    return SharedText(text, tuple(runs) if any(look for look, _ in runs) else ())


def _bare(element: Element) -> str:
    """The element without its prefix: texts may stand in another part than the cells, with other prefixes."""
    return element.whole if not element.prefix else re.sub(rf"<(/?){element.prefix}", r"<\1", element.whole)


def read_grid(xml: str, shared: Sequence[SharedText]) -> Grid:
    sheet = root(xml)
    data = sheet.child("sheetData")
    if data is None:
        raise ValueError("sheetData")
    before, after = xml[: data.inner], xml[data.close :]
    if data.inner == data.end:  # <sheetData/>
        before = before[: before.rindex("/")].rstrip() + ">"
        after = f"</{data.prefix}sheetData>{after}"
    rows: dict[int, Row] = {}
    number = 0
    pending: dict[str, tuple[int, int, str]] = {}
    for element in data.children():
        if element.name != "row":
            continue
        number = int(element.attrs().get("r", number + 1))
        rows[number] = Row(number, _without(element.attributes, "r"), tuple(_cells(element, number, shared, pending)))
    head = tuple(elements(before, sheet.inner))
    return Grid(sheet.prefix, before, rows, after, head, tuple(elements(after, after.index(">") + 1)))


def _without(attributes: str, *names: str) -> str:
    return with_attributes(f"<x{attributes}>", dict.fromkeys(names))[2:-1].rstrip().removesuffix("/").rstrip()


def _cells(
    row: Element, number: int, shared: Sequence[SharedText], pending: dict[str, tuple[int, int, str]]
) -> list[Cell]:
    cells: list[Cell] = []
    col = 0
    for element in elements(row.xml, row.inner, row.close):
        if element.name != "c":
            continue
        attrs = attributes_of(element.attributes)
        address = attrs.get("r", "").rstrip("0123456789")
        col = column_number(address) if address else col + 1
        cells.append(_cell(element, number, col, attrs.get("t", "n"), int(attrs.get("s", 0)), shared, pending))
    return cells


def _cell(
    element: Element,
    row: int,
    col: int,
    kind: str,
    style: int,
    shared: Sequence[SharedText],
    pending: dict[str, tuple[int, int, str]],
) -> Cell:
    value: Literal = None
    runs: tuple[tuple[str, str], ...] = ()
    formula: CellFormula | None = None
    text_index: int | None = None
    content = element.content
    for child in element.children():
        if child.name == "f" and child.attrs().get("t") == "dataTable":
            content = content.replace(child.whole, "")  # a what-if table speaks of cells by attributes: its values stay
        elif child.name == "f":
            formula = _formula(child, row, col, pending)
        elif child.name == "is":
            inline = _shared_text(child)
            value, runs = inline.text, inline.runs
        elif child.name == "v":
            words = plain(child.content)
            if kind == "s":
                text_index = int(words)
                value, runs = shared[text_index].text, shared[text_index].runs
            else:
                value = _literal(kind, words)
    attributes = _without(element.attributes, "r", "t")
    return Cell(row, col, style, attributes, kind, content, value, runs, formula, text_index)


def _literal(kind: str, words: str) -> Literal:
    if kind in ("str", "e", "d"):
        return words
    if kind == "b":
        return words.strip() in ("1", "true")
    try:
        return Decimal(words.strip())
    except InvalidOperation:
        return words or None


def _formula(element: Element, row: int, col: int, pending: dict[str, tuple[int, int, str]]) -> CellFormula:
    """The cell's own formula; of a shared one every cell gets its own text, as Excel itself would show it."""
    attrs = element.attrs()
    kind, text = attrs.get("t", "normal"), element.text
    if kind == "shared":
        number = attrs.get("si", "")
        if text:
            pending[number] = (row, col, text)
        elif number in pending:
            first_row, first_col, first = pending[number]
            text = shifted(first, row - first_row, col - first_col)
        kind = "normal"
    rest = _without(element.attributes, "t", "ref", "si", "ca")
    return CellFormula(text, kind, attrs.get("ref", ""), rest)


def is_over(area: str, row: int, col: int) -> bool:
    """Whether an area like A1:B3 covers a cell."""
    ref = parse_area(area)
    if ref is None:
        return False
    return (ref.r1 or 0) <= row <= (ref.r2 or row) and (ref.c1 or 0) <= col <= (ref.c2 or col)

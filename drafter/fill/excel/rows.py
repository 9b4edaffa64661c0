"""Turn the values of rows into the XML of a worksheet's cells, piece by piece."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel.axis import Origin
from drafter.fill.excel.cells import CellWriter, unwrapped
from drafter.fill.excel.fields import Slot, near_text
from drafter.fill.excel.formula import cell_name, column_letters, parse_area
from drafter.fill.excel.formula_number import serial
from drafter.fill.excel.grid import Cell, CellFormula, Grid, Row
from drafter.fill.excel.program import Event
from drafter.fill.excel.refs import Here, Layout, Lines
from drafter.fill.excel.rewrite import OWN_ROW, ROW_ABOVE, compiled
from drafter.fill.excel.rowcode import AT, Gap, RowFunction, Slowly, TextMemo, row_function
from drafter.fill.excel.store import Store
from drafter.fill.excel.tags import SheetTags, place
from drafter.fill.excel.xml import escaped
from drafter.fill.values import Carried, carried_of

COLUMNS_DIFFER = Kind(
    "T161",
    "hàng này có {found} giá trị trong các cột lặp, các cột cần {wanted}",
    "this row has {found} values in its repeated columns, {wanted} are needed",
    "đừng đặt tên vòng lặp hàng trùng với danh sách của vòng lặp cột",
    "do not give the row's loop variable the name of the list the columns loop over",
)

LONGEST_FORMULA = 8_192
FORMULA_TOO_LONG = Kind(
    "T168",
    "công thức «{found}» phải kể quá nhiều vùng rời nhau, dài hơn 8.192 ký tự mà Excel nhận",
    "the formula «{found}» has to name too many separate ranges, more than the 8,192 characters Excel takes",
    "tính ở từng nhóm rồi gộp các ô ấy; nếu là tổng thì dùng SUBTOTAL cho từng nhóm và một SUBTOTAL trùm cả hàng thẻ",
    "compute it in each group and gather those cells; for totals use SUBTOTAL in each group and over all tag rows",
)

_WORTH_COMPILING = 8  # rows of one kind; making their function costs about as much as writing so many without
_CHUNK = 1 << 17
_PLAIN: frozenset[type] = frozenset({int, float, str, bool, type(None), Decimal, date, datetime})


@dataclass(frozen=True, slots=True)
class _Item:
    """One cell of a row to write: fixed XML, or a slot, or a formula."""

    xml: str = ""
    col: int = 0
    cell: Cell | None = None
    slot: Slot | None = None


@dataclass
class RowFormat:
    """One template row prepared for writing. `out` is where a static row comes out, None for a row of a block."""

    line: int
    head: str
    tail: str
    items: list[_Item]
    fixed: tuple[bytes, ...] | None
    out: int | None = None
    slots: tuple[Slot, ...] = ()
    written: int = 0
    write: RowFunction | None = None
    functions: dict[tuple[type, ...], RowFunction | None] = field(default_factory=dict)
    records: list[tuple[int, Callable[[Any], None]]] = field(default_factory=list)


class Learnt:
    """What one render learns for the next: the XML of texts, and functions of rows without formulas."""

    def __init__(self, prefix: str) -> None:
        self.texts = TextMemo(prefix)
        self.functions: dict[int, dict[tuple[type, ...], RowFunction | None]] = {}


class RowWriter:
    """Writes the rows of one sheet in one render."""

    def __init__(
        self,
        grid: Grid,
        tags: SheetTags,
        name: str,
        layout: Layout,
        lines: Lines,
        store: Store,
        cells: CellWriter,
        learnt: Learnt,
    ) -> None:
        self.grid = grid
        self.tags = tags
        self.name = name
        self.layout = layout
        self.lines = lines
        self.store = store
        self.cells = cells
        self.learnt = learnt
        self.patterns: dict[tuple[int, int], str | None] = {}
        self.formats: dict[int, RowFormat] = {}
        self.still = sorted(line for line in grid.rows if tags.rows.block_of(line) is None)
        self.carried: Callable[[int, int, Carried], None] | None = None  # told of each carried value and its cell

    # -- preparing a row ----------------------------------------------------------------------------------------

    def format(self, line: int) -> RowFormat:
        found = self.formats.get(line)
        if found is None:
            found = self.formats[line] = self._format(line)
        return found

    def _format(self, line: int) -> RowFormat:
        p = self.cells.prefix
        out = None if self.tags.rows.block_of(line) is not None else self.lines.rows.static_out(line)
        row = self.grid.rows.get(line)
        if row is None:
            return RowFormat(line, "", "", [], (b"",), out)
        items = [self._item(cell, col) for cell, col in self._columns(row)]
        attributes = row.attributes if self.lines.cols.is_still else re.sub(r"\s+spans=\"[^\"]*\"", "", row.attributes)
        head, tail = f'<{p}row r="{AT}"{attributes}>', f"</{p}row>"
        fixed = ""
        if not items:
            fixed = head[:-1] + "/>"
        elif all(item.cell is None for item in items):
            fixed = head + "".join(item.xml for item in items) + tail
        slots = tuple(item.slot for item in items if item.slot is not None)
        pieces = tuple(fixed.encode().split(AT.encode())) if fixed else None
        made = RowFormat(line, head, tail, items, pieces, out, slots)
        if self.lines.cols.is_still and not any(item.cell is not None and item.slot is None for item in items):
            made.functions = self.learnt.functions.setdefault(line, {})
        return made

    def _columns(self, row: Row) -> list[tuple[Cell, int]]:
        if self.lines.cols.is_still:
            return [(cell, cell.col) for cell in row.cells]
        control = self.tags.cols.control
        pairs = [
            (cell, out) for cell in row.cells if cell.col not in control for out in self.lines.cols.copies(cell.col)
        ]
        return sorted(pairs, key=itemgetter(1))

    def _item(self, cell: Cell, col: int) -> _Item:
        slot = self.tags.slots.get((cell.row, cell.col))
        if slot is not None or cell.formula is not None:
            return _Item("", col, cell, slot)
        p = self.cells.prefix
        kind = "" if cell.kind == "n" else f' t="{cell.kind}"'
        start = f'<{p}c r="{column_letters(col)}{AT}"{cell.attributes}{kind}'
        return _Item(f"{start}>{cell.content}</{p}c>" if cell.content else f"{start}/>")

    def _function(self, row: RowFormat, types: tuple[type, ...]) -> RowFunction | None:
        """What writes rows with values of these types; None when they must be written cell by cell."""
        if not _PLAIN.issuperset(types) or any(slot.rich for slot in row.slots):
            return None
        p = self.cells.prefix
        parts: list[str | Gap] = [row.head]
        formulas: dict[str, Callable[[bytes], bytes]] = {}
        at = 0
        for item in row.items:
            if item.cell is None:
                parts.append(item.xml)
                continue
            parts.append(f'<{p}c r="{column_letters(item.col)}{AT}"')
            if item.slot is None:
                name = f"formula{len(formulas)}"
                formulas[name] = self._formula_writer(item.cell, item.col)
                parts.append(Gap(name))
                continue
            kind = types[at]
            if kind in (date, datetime) and not self.cells.book.styles.is_date(item.cell.style):
                return None
            parts += self._gap(at, kind, item.cell.attributes)
            at += 1
        return row_function([*parts, row.tail], types, self.learnt.texts, {**formulas, "serial": self._serial})

    def _gap(self, at: int, kind: type, attributes: str) -> list[str | Gap]:
        """A cell behind its address, its value left open."""
        p = self.cells.prefix
        if kind is type(None):
            return [attributes + "/>"]
        if kind is str:
            return [attributes + ' t="inlineStr">', Gap(at), f"</{p}c>"]
        mark = ' t="b"' if kind is bool else ""
        return [f"{attributes}{mark}><{p}v>", Gap(at), f"</{p}v></{p}c>"]

    def _formula_writer(self, cell: Cell, col: int) -> Callable[[bytes], bytes]:
        return lambda out: self._formula(cell, int(out), col).encode()

    def _serial(self, value: date) -> bytes:
        days = serial(value, self.cells.date1904)
        if days < 0:
            raise Slowly
        return str(days).encode()

    # -- writing ------------------------------------------------------------------------------------------------

    def record(self, line: int, cols: Iterable[int]) -> None:
        """Keep the values of these slots of a row for the formulas that ask for them."""
        row = self.format(line)
        lists = {col: self.store.recorder(self.name, (line, col)) for col in cols}
        row.records = [(at, lists[slot.cell.col].append) for at, slot in enumerate(row.slots) if slot.cell.col in lists]

    def survey(self, events: Iterable[Event]) -> None:
        """Record values only: for formulas that speak of what is written after them."""
        for line, values in events:
            if line > 0:
                row = self.format(line)
                for at, keep in row.records:
                    self._keep(row, at, keep, values[at] if values is not None else None)

    def forget_records(self) -> None:
        for row in self.formats.values():
            row.records.clear()

    def _keep(self, row: RowFormat, at: int, keep: Callable[[Any], None], value: Any) -> None:
        try:
            keep(value if value.__class__ in _PLAIN else unwrapped(value))
        except TemplateError as error:
            tag = row.slots[at].tag
            raise error.at(where=tag.where, near=tag.near) from None

    def rows(self, events: Iterable[Event]) -> Iterator[bytes]:
        """The XML of all rows in order, in pieces of some size."""
        buffer: list[bytes] = []
        size, out = 0, 0
        stills = iter([*self.still, 1 << 30])
        still = next(stills)
        formats = self.formats
        for line, values in events:
            if line < 0:
                first = self.tags.rows.blocks[values].first
                while still < first:
                    buffer.append(self._still(still))
                    still = next(stills)
                out = self.lines.rows.block_start(values) - 1
                continue
            row = formats.get(line) or self.format(line)
            if row.out is not None:
                while still < line:
                    buffer.append(self._still(still))
                    still = next(stills)
                still = next(stills)
                out = row.out - 1
            out += 1
            if values is None:
                buffer.append(self._blank(row, out))
                continue
            if row.records:
                for at, keep in row.records:
                    value = values[at]
                    if value.__class__ in _PLAIN:
                        keep(value)
                    else:
                        self._keep(row, at, keep, value)
            text: bytes | None = None
            number = b"%d" % out
            if row.write is not None:
                try:
                    text = row.write(number, values)
                except (Slowly, TemplateError):
                    text = self._slow(row, values, out)
            elif row.fixed is not None:
                text = number.join(row.fixed)
            if text is None:
                text = self._row(row, values, out)
            buffer.append(text)
            size += len(text)
            if size > _CHUNK:
                yield b"".join(buffer)
                buffer.clear()
                size = 0
        while still < 1 << 30:
            buffer.append(self._still(still))
            still = next(stills)
        yield b"".join(buffer)

    def _blank(self, row: RowFormat, out: int) -> bytes:
        """A row of which only the looks stay: what a table without data keeps."""
        for _, keep in row.records:
            keep(None)
        p = self.cells.prefix
        cells = "".join(
            f'<{p}c r="{column_letters(col)}{out}"{cell.attributes}/>'
            for cell, col in self._columns(self.grid.rows[row.line])
        )
        return (row.head.replace(AT, str(out)) + cells + row.tail).encode()

    def _still(self, line: int) -> bytes:
        row = self.format(line)
        out = row.out or 0
        return (b"%d" % out).join(row.fixed) if row.fixed is not None else self._slow(row, (), out)

    def _row(self, row: RowFormat, values: Sequence[Any], out: int) -> bytes:
        types = tuple(map(type, values))
        if types not in row.functions:
            if len(types) != len(row.slots):
                where = row.slots[0].tag.where if row.slots else None
                raise TemplateError(COLUMNS_DIFFER, where=where, found=len(types), wanted=len(row.slots))
            row.written += 1
            if row.written < _WORTH_COMPILING:
                return self._slow(row, values, out)
            if len(row.functions) > 200:
                row.functions.clear()
            row.functions[types] = self._function(row, types)
        row.write = row.functions[types]
        try:
            text = row.write(b"%d" % out, values) if row.write is not None else None
        except (Slowly, TemplateError):
            text = None
        return self._slow(row, values, out) if text is None else text

    def _slow(self, row: RowFormat, values: Sequence[Any], out: int) -> bytes:
        """A row cell by cell, whatever its values are."""
        parts = [row.head.replace(AT, str(out))]
        at = 0
        for item in row.items:
            if item.cell is None:
                parts.append(item.xml.replace(AT, str(out)))
                continue
            parts.append(f'<{self.cells.prefix}c r="{column_letters(item.col)}{out}"')
            if item.slot is None:
                parts.append(self._formula(item.cell, out, item.col))
            else:
                parts.append(self._slot(item.slot, values[at], item.cell))
                if self.carried is not None and (found := carried_of(values[at])) is not None:
                    self.carried(out, item.col, found)
                at += 1
        parts.append(row.tail)
        return "".join(parts).encode()

    def _slot(self, slot: Slot, value: Any, cell: Cell) -> str:
        try:
            if slot.rich:
                return self.cells.runs(str(value), cell.attributes)
            return self.cells.rest(value, cell.style, cell.attributes)
        except TemplateError as error:
            raise error.at(where=slot.tag.where, near=slot.tag.near) from None

    def _formula(self, cell: Cell, row: int, col: int) -> str:
        formula = cell.formula
        assert formula is not None
        p = self.cells.prefix
        here = Here(self.name, Origin(cell.row, row), Origin(cell.col, col))
        array = formula.kind == "array"
        try:
            words = self._formula_text(cell, formula, here, row)
        except TemplateError as error:
            raise error.at(where=place(self.name, cell.row, cell.col), near=near_text("=" + formula.text)) from None
        if len(words) > LONGEST_FORMULA:
            raise TemplateError(FORMULA_TOO_LONG, where=place(self.name, cell.row, cell.col), found="=" + formula.text)
        text = escaped(words)
        kind = ""
        if array:
            kind = f' t="array" ref="{self._array_area(formula.area, here) or cell_name(row, col)}"'
        value, known = self.store.formula(self.name, row, col)
        written = f"<{p}f{kind}{formula.attributes}>{text}</{p}f>"
        return self.cells.formula(written, value, cell.attributes, known)

    def _formula_text(self, cell: Cell, formula: CellFormula, here: Here, row: int) -> str:
        key = (cell.row, cell.col)
        if key not in self.patterns:
            made = compiled(formula.text, formula.kind == "array")
            self.patterns[key] = made.pattern(self.layout, self.name, cell.row)
        pattern = self.patterns[key]
        if pattern is None:
            return compiled(formula.text, formula.kind == "array").text(self.layout, here)
        return pattern.replace(OWN_ROW, str(row)).replace(ROW_ABOVE, str(row - 1))

    def _array_area(self, area: str, here: Here) -> str:
        ref = parse_area(area, grows="hull")
        found = self.layout.areas(ref, here) if ref is not None else None
        if not found or found[0].r1 is None or found[0].c1 is None or found[0].r2 is None or found[0].c2 is None:
            return ""
        r1, r2 = found[0].r1, found[0].r2
        around = self.tags.rows.around(here.row.line) if here.row is not None else []
        if (
            ref is not None
            and here.row is not None
            and around
            and not all(around[-1].holds(end or 0) for end in (ref.r1, ref.r2))
        ):
            r1 = r2 = here.row.out  # arrays of several copies must not lie over one another
        first, last = cell_name(r1, found[0].c1), cell_name(r2, found[0].c2)
        return first if first == last else f"{first}:{last}"

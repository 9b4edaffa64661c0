"""Turn the values that were written into the values of formulas, as a reader without a calculator will see them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.fill.excel.axis import Origin
from drafter.fill.excel.formula import MAX_COL, MAX_ROW, Ref
from drafter.fill.excel.formula_functions import Scalar
from drafter.fill.excel.formula_number import CellError, ErrorText, Unknown, Value
from drafter.fill.excel.refs import Area, Here, Layout, Lines
from drafter.fill.excel.tables import Table, structured

Key = tuple[int, int]
_PATIENCE = 20_000_000  # how many cells the formulas of one render may read in ranges


@dataclass(frozen=True)
class SheetCells:
    """What the cells of a template sheet are: constants, formulas with their function (None: not understood), slots.

    `hidden` are rows that are not shown; with `is_filtered` a filter hides them, and no SUBTOTAL takes them.
    """

    name: str
    constants: Mapping[Key, Value]
    formulas: Mapping[Key, Scalar | None]
    subtotals: frozenset[Key]
    slots: frozenset[Key]
    last_row: int
    last_col: int
    hidden: frozenset[int] = frozenset()
    is_filtered: bool = False


@dataclass
class _Sheet:
    cells: SheetCells
    lines: Lines
    recorded: dict[Key, list[Value]] = field(default_factory=dict)
    results: dict[Key, list[Value]] = field(default_factory=dict)
    ends: tuple[int, int] = (0, 0)
    blank: set[int] = field(default_factory=set)


class _NotKnown:
    """The value of a formula that is not understood here."""


_NOT_KNOWN = _NotKnown()


class Store:
    """The values of one render. `names` finds the range of a defined name or a structured reference."""

    def __init__(self, layout: Layout, sheets: Sequence[SheetCells], names: "Names") -> None:
        self.layout = layout
        self.names = names
        self.sheets: dict[str, _Sheet] = {}
        self._found: dict[tuple[str, int, int], Value] = {}
        self._folds: dict[tuple[object, ...], Value] = {}
        self._patience = _PATIENCE
        self._busy: set[tuple[str, Key, int]] = set()
        for cells in sheets:
            lines = layout.lines(cells.name)
            if lines is not None:
                ends = (lines.rows.last_in(1, cells.last_row) or 0, lines.cols.last_in(1, cells.last_col) or 0)
                self.sheets[cells.name.casefold()] = _Sheet(cells, lines, ends=ends)

    def recorder(self, sheet: str, key: Key) -> list[Value]:
        """The list that takes the values of a slot, copy after copy."""
        return self.sheets[sheet.casefold()].recorded.setdefault(key, [])

    def leave_blank(self, sheet: str, line: int) -> None:
        """Say that a template row came out once, without its content."""
        self.sheets[sheet.casefold()].blank.add(line)

    # -- what formulas ask --------------------------------------------------------------------------------------

    def value(self, ref: Ref, here: Here) -> Value:
        row = here.row
        if row is None or ref.sheet is not None or ref.c1 is None or ref.c1 != ref.c2 or ref.r1 != ref.r2:
            return self._asked(ref, here)
        sheet = self.sheets[here.sheet.casefold()]
        if ref.r1 == row.line and not ref.fixed[0] and sheet.lines.cols.is_still:
            return _told(self._own(sheet, (row.line, ref.c1), here.copy, row.out))
        return self._asked(ref, here)

    def _own(self, sheet: _Sheet, key: Key, copy: int, row: int) -> Value:
        """A cell of the very row that speaks."""
        if key in sheet.cells.formulas:
            return self._formula(sheet, key, copy, row, key[1])
        if key in sheet.cells.slots:
            written = sheet.recorded.get(key, ())
            if copy >= len(written):
                raise Unknown
            return written[copy]
        return sheet.cells.constants.get(key)

    def _asked(self, ref: Ref, here: Here) -> Value:
        """The value of one cell; what every copy of a row means alike is looked up once."""
        if not self.once(ref, here):
            return self._looked_up(ref, here)
        key = (here.sheet, here.row.line if here.row is not None else 0, id(ref))
        if key not in self._found:
            self._found[key] = self._looked_up(ref, here)
        return self._found[key]

    def once(self, ref: Ref, here: Here) -> bool:
        """Whether every copy of the row that speaks means the same cells."""
        if here.row is None:
            return False
        name = here.sheet if ref.sheet is None else ref.sheet
        if ref.r1 is None or ref.r2 is None or name.casefold() != here.sheet.casefold():
            return True
        sheet = self.sheets[here.sheet.casefold()]
        if not sheet.lines.cols.is_still or not sheet.lines.rows.structure.blocks:
            return sheet.lines.cols.is_still
        ends = sheet.lines.rows.both_ends(ref.r1, ref.r2, (ref.fixed[0], ref.fixed[2]), here.row.line)
        return ends is not None and not any(isinstance(end, str) for end in ends)

    def folded(self, refs: Sequence[Ref], here: Here, fold: Callable[[], Value]) -> Value:
        """A fold over ranges, computed once where every copy of the row that speaks means the same ranges."""
        if here.row is None or not all(self.once(ref, here) for ref in refs):
            return fold()
        key = (here.sheet, here.row.line, *map(id, refs))
        if key not in self._folds:
            self._folds[key] = fold()
        return self._folds[key]

    def _looked_up(self, ref: Ref, here: Here) -> Value:
        areas = self.layout.areas(ref, here)
        if areas is None or len(areas) > 1:
            raise Unknown
        if not areas:
            return None
        area = areas[0]
        if area.r1 is None or area.c1 is None or area.r1 != area.r2 or area.c1 != area.c2:
            raise Unknown
        return _told(self.at(ref.sheet or here.sheet, area.r1, area.c1))

    def values(self, ref: Ref, here: Here, *, subtotal: int = 0) -> Sequence[Value]:
        areas = self.layout.areas(ref, here)
        sheet = self.sheets.get((ref.sheet or here.sheet).casefold())
        if areas is None or sheet is None:
            raise Unknown
        found: list[Value] = []
        for area in areas:
            found.extend(self.area(sheet, area, subtotal=subtotal))
        self._patience -= len(found)
        if self._patience < 0:
            raise Unknown  # sums that grow with every row would take for ever: Excel is left to it
        return found

    def is_gone(self, ref: Ref, here: Here) -> bool:
        return self.layout.areas(ref, here) == []

    def named(self, text: str, here: Here) -> Ref | None:
        return self.names.ref(text, here)

    def of(self, sheet: str, area: Area) -> list[Value]:
        """The values of output cells, row by row of the template."""
        return self.area(self.sheets[sheet.casefold()], area)

    def area(self, sheet: _Sheet, area: Area, *, subtotal: int = 0) -> list[Value]:
        r1, r2 = _clipped(area.r1, area.r2, MAX_ROW, sheet.ends[0])
        c1, c2 = _clipped(area.c1, area.c2, MAX_COL, sheet.ends[1])
        found: list[Value] = []
        hidden = sheet.cells.hidden if subtotal > 100 or (subtotal and sheet.cells.is_filtered) else frozenset()
        for line, first, count in sheet.lines.rows.sources(r1, r2):
            if line in hidden:
                continue
            for col, first_col, wide in sheet.lines.cols.sources(c1, c2):
                key = (line, col)
                if subtotal and key in sheet.cells.subtotals:
                    continue
                found.extend(self._chunk(sheet, key, (first, count), (first_col, wide)))
        return found

    def _chunk(self, sheet: _Sheet, key: Key, rows: tuple[int, int], cols: tuple[int, int]) -> Sequence[Value]:
        line, col = key
        size = rows[1] * cols[1]
        if key in sheet.cells.formulas:
            across = sheet.lines.cols.copies(col)
            down = sheet.lines.rows.copies(line)
            return [
                self._formula(sheet, key, k * len(across) + c, down[k], across[c])
                for k in range(rows[0], sum(rows))
                for c in range(cols[0], sum(cols))
            ]
        if key in sheet.cells.slots:
            written = sheet.recorded.get(key, ())
            wide = 1 if sheet.lines.cols.is_still else len(sheet.lines.cols.copies(col))
            if len(written) < sum(rows) * wide:
                raise Unknown
            if wide == 1:
                return written[rows[0] : sum(rows)]
            return [written[k * wide + c] for k in range(rows[0], sum(rows)) for c in range(cols[0], sum(cols))]
        return [sheet.cells.constants.get(key)] * size

    def at(self, name: str, row: int, col: int) -> Value:
        """The value of one output cell."""
        sheet = self.sheets.get(name.casefold())
        if sheet is None:
            raise Unknown
        if row > sheet.ends[0] or col > sheet.ends[1]:
            return None
        line, copy = sheet.lines.rows.source(row)
        template_col, copy_col = sheet.lines.cols.source(col)
        key = (line, template_col)
        if key in sheet.cells.formulas:
            wide = 1 if sheet.lines.cols.is_still else len(sheet.lines.cols.copies(template_col))
            return self._formula(sheet, key, copy * wide + copy_col, row, col)
        if key in sheet.cells.slots:
            return self._chunk(sheet, key, (copy, 1), (copy_col, 1))[0]
        return sheet.cells.constants.get(key)

    # -- formulas -----------------------------------------------------------------------------------------------

    def formula(self, name: str, row: int, col: int) -> tuple[Value, bool]:
        """The value of the formula in an output cell, and whether it is known."""
        try:
            return self.at(name, row, col), True
        except (Unknown, RecursionError):
            return None, False

    def _formula(self, sheet: _Sheet, key: Key, index: int, row: int, col: int) -> Value:
        if key[0] in sheet.blank:
            return None
        function = sheet.cells.formulas[key]
        if function is None:
            raise Unknown
        results = sheet.results.setdefault(key, [])
        if index < len(results):
            return _known(results[index])
        if index > len(results):
            # Earlier copies first: a running total must not climb down its whole column by recursion.
            across = sheet.lines.cols.copies(key[1])
            down = sheet.lines.rows.copies(key[0])
            for earlier in range(len(results), index):
                k, c = divmod(earlier, len(across))
                self._compute(sheet, key, function, earlier, down[k], across[c])
        self._compute(sheet, key, function, index, row, col)
        return _known(results[index])

    def _compute(self, sheet: _Sheet, key: Key, function: Scalar, index: int, row: int, col: int) -> None:
        busy = (sheet.cells.name, key, index)
        if busy in self._busy:
            raise Unknown  # a circle
        self._busy.add(busy)
        copy = index if sheet.lines.cols.is_still else index // len(sheet.lines.cols.copies(key[1]))
        here = Here(sheet.cells.name, Origin(key[0], row), Origin(key[1], col), copy)
        try:
            result = function(self, here)
        except CellError as error:
            result = ErrorText(error.args[0])
        except (Unknown, ArithmeticError, ValueError, IndexError):
            result = _NOT_KNOWN
        finally:
            self._busy.discard(busy)
        results = sheet.results[key]
        if len(results) == index:
            results.append(0 if result is None else result)


def _told(value: Value) -> Value:
    if isinstance(value, ErrorText):
        raise CellError(str(value))
    return value


def _known(value: Value) -> Value:
    if value is _NOT_KNOWN:
        raise Unknown
    return value


def _clipped(first: int | None, last: int | None, limit: int, end: int) -> tuple[int, int]:
    if first is None or last is None:
        return 1, end
    return first, min(last, end) if last >= limit or last - first > 100_000 else last


class Names:
    """Defined names and tables of a template, as far as they stand for one range."""

    def __init__(self, names: Mapping[str, Ref], tables: Sequence[Table] = ()) -> None:
        self._names = {name.casefold(): ref for name, ref in names.items()}
        self._tables = tables

    def ref(self, text: str, here: Here) -> Ref | None:
        """`text` is a name, a name of a sheet (Sheet!Name), or a structured reference."""
        return self.template_ref(text, here.sheet, here.row.line if here.row is not None else 0)

    def template_ref(self, text: str, sheet: str, row: int) -> Ref | None:
        """The range a name stands for when a cell of that template row speaks of it."""
        if "[" in text:
            return structured(text, self._tables, sheet, row)
        name = text.casefold()
        return self._names.get(f"{sheet.casefold()}!{name}") or self._names.get(name.replace("'", ""))

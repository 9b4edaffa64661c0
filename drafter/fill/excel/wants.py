"""Turn what formulas and charts speak of into: which sheets change, whose values are wanted, and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from drafter.fill.excel.axis import Structure
from drafter.fill.excel.formula import Ref, tokens
from drafter.fill.excel.formula_number import ErrorText
from drafter.fill.excel.plan import SheetPlan
from drafter.fill.excel.rewrite import compiled
from drafter.fill.excel.store import Key, Names
from drafter.fill.excel.xml import plain, root


def chart_sheets(xml: str) -> set[str]:
    """The sheets a chart shows."""
    return {
        token.ref.sheet.casefold()
        for formula in root(xml).find("f")
        for token in tokens(formula.text)
        if token.ref is not None and token.ref.sheet is not None
    }


def formula_refs(sheet: SheetPlan, names: Names) -> list[tuple[Key, Ref]]:
    """Every range a cell's formula speaks of, names included; gathered once."""
    if sheet.refs is None:
        sheet.refs = list(_formula_refs(sheet, names))
    return sheet.refs


def _formula_refs(sheet: SheetPlan, names: Names) -> Iterator[tuple[Key, Ref]]:
    """Every range a cell's formula speaks of, names included."""
    for row in sheet.grid.rows.values():
        for cell in row.cells:
            if cell.formula is None:
                continue
            for token in compiled(cell.formula.text, cell.formula.kind == "array").tokens:
                ref = token.ref
                if token.kind in ("name", "table"):
                    ref = names.template_ref(token.text, sheet.name, cell.row)
                if ref is not None:
                    yield (cell.row, cell.col), ref


def touch(sheets: list[SheetPlan], names: Names) -> None:
    """Mark the sheets that must be written anew: those with tags, and all that speak of such."""
    touched = {sheet.name.casefold() for sheet in sheets if sheet.touched}
    spoken = {
        sheet.name: {(ref.sheet or sheet.name).casefold() for _, ref in formula_refs(sheet, names)}
        | frame_sheets(sheet)
        for sheet in sheets
    }
    grew = True
    while grew:
        grew = False
        for sheet in sheets:
            if not sheet.touched and spoken[sheet.name] & touched:
                sheet.touched = grew = True
                touched.add(sheet.name.casefold())
    for sheet in sheets:
        if not sheet.touched:  # its formulas keep the values they have
            shown = {
                (cell.row, cell.col): ErrorText(cell.value) if cell.kind == "e" else cell.value
                for row in sheet.grid.rows.values()
                for cell in row.cells
            }
            sheet.cells = replace(sheet.cells, constants=shown, formulas={})


def frame_sheets(sheet: SheetPlan) -> set[str]:
    """The sheets spoken of around the cells: in conditional formats, validations, links."""
    found: set[str] = set()
    for text in (sheet.grid.before, sheet.grid.after):
        if "!" in text:
            found.update(
                (ref.sheet or "").casefold()
                for token in tokens(plain(text).replace('"', " "))  # links say it in attributes
                if (ref := token.ref) is not None
            )
    return found - {""}


def spoken_of(
    sheets: list[SheetPlan], names: Names, charts: Iterable[str]
) -> Iterator[tuple[SheetPlan, Ref, tuple[int, ...]]]:
    """Every range whose values somebody wants: its sheet, itself, and the loops that make it mean the row above."""
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    for sheet in sheets:
        for (line, _), ref in formula_refs(sheet, names):
            target = by_name.get((ref.sheet or sheet.name).casefold())
            if target is not None:
                loops = target.tags.rows.around(line) if target is sheet else []
                yield target, ref, tuple(loop.number for loop in loops)
    for chart in charts:
        for formula in root(chart).find("f"):
            for token in tokens(formula.text):
                if token.ref is not None and token.ref.sheet and token.ref.sheet.casefold() in by_name:
                    yield by_name[token.ref.sheet.casefold()], token.ref, ()


def want(sheet: SheetPlan, ref: Ref, loops: tuple[int, ...]) -> None:
    r1, r2 = ref.r1 or 1, ref.r2 or 1 << 30
    c1, c2 = ref.c1 or 1, ref.c2 or 1 << 30
    bands = [(r1, r2)]
    for number in loops:
        loop = sheet.tags.rows.loops[number]
        if loop.above <= r1 <= loop.opens or loop.above <= r2 <= loop.opens:
            bands.append((loop.opens, loop.closes))
    for line, col in sheet.tags.slots:
        if c1 <= col <= c2 and any(first <= line <= last for first, last in bands):
            sheet.wanted.setdefault(line, set()).add(col)


def is_forward(sheet: SheetPlan, names: Names, order: Mapping[str, int], sheets: list[SheetPlan]) -> bool:
    """Whether some formula of the sheet speaks of values written later than itself."""
    by_name = {other.name.casefold(): other for other in sheets}
    at = order[sheet.name.casefold()]
    live: dict[str, dict[int, list[int]]] = {}
    for (line, _), ref in formula_refs(sheet, names):
        name = (ref.sheet or sheet.name).casefold()
        target = by_name.get(name)
        if target is None or not target.touched or order[name] < at:
            continue
        if name not in live:
            live[name] = _by_column((*target.cells.slots, *target.cells.formulas))
        for col, rows in live[name].items():
            if not (ref.c1 or 1) <= col <= (ref.c2 or 1 << 30):
                continue
            covered = rows[bisect_left(rows, ref.r1 or 1) : bisect_right(rows, ref.r2 or 1 << 30)]
            if not covered:
                continue
            if order[name] > at or covered[-1] > line:
                return True
            if ref.fixed[2] and any(is_later(sheet.tags.rows, line, row) for row in covered):
                return True
    return False


def _by_column(keys: Iterable[Key]) -> dict[int, list[int]]:
    """The rows of cells by their column, in order."""
    found: dict[int, list[int]] = {}
    for row, col in sorted(keys):
        found.setdefault(col, []).append(row)
    return found


def is_later(rows: Structure, line: int, other: int) -> bool:
    """Whether a fixed reference of `line` to an earlier row means copies that come after it: all of its own loop."""
    around = rows.around(line)
    theirs = rows.around(other)
    return bool(around and theirs and around[0] == theirs[0] and around[-1] == theirs[-1])

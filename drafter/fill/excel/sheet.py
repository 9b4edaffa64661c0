"""Turn one worksheet of a template into its plan: its tags, tables, formulas and what stands beside its cells."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from drafter.fill.errors import Place, TemplateError
from drafter.fill.excel.axis import Structure
from drafter.fill.excel.captions import Caption, read_beside
from drafter.fill.excel.check import muted
from drafter.fill.excel.fields import Slot, Spot, text_slot
from drafter.fill.excel.formula import Ref, parse_area
from drafter.fill.excel.formula_number import ErrorText
from drafter.fill.excel.formula_value import evaluator, uses_subtotal
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.parts import Attached, Parts, SheetPart
from drafter.fill.excel.plan import SheetPlan
from drafter.fill.excel.program import Maker, captions, counting, filling, texts
from drafter.fill.excel.rows import Learnt
from drafter.fill.excel.store import Key, SheetCells
from drafter.fill.excel.tables import Table, misplaced, placed, read_table
from drafter.fill.excel.tags import SheetTags, read_tags
from drafter.fill.excel.wants import want

_HIDDEN = re.compile(r"\shidden=\"(?:1|true)\"")


def sheet_plan(
    parts: Parts,
    part: SheetPart,
    grid: Grid,
    maker: Maker,
    attached: Iterable[Attached],
    skipped: Collection[Spot],
) -> tuple[SheetPlan, list[TemplateError]]:
    """The plan of one sheet and what is wrong with it. Texts in `skipped` are not filled."""
    name, path = part.name, part.path
    tags = read_tags(grid, name)
    found = (read_table(parts.text(link), link, name) for link in parts.linked(path, "table"))
    tables = [placed(table, tags.rows) for table in found if table is not None]
    kept = dict(_kept(tables, tags.rows))
    for table in tables:
        _as_text(table, tags.slots)
    errors = [*tags.errors, *(error for table in tables for error in misplaced(table, tags.rows))]
    count_rows = count_cols = fill = None
    if skipped:
        slots = {key: slot for key, slot in tags.slots.items() if slot.spot not in skipped}
        row_blocks, col_blocks = muted(tags.row_blocks, skipped), muted(tags.col_blocks, skipped)
        tags = replace(tags, slots=slots, row_blocks=row_blocks, col_blocks=col_blocks)
    if tags.any or errors:  # with errors too: then for those that compiling finds
        count_rows, wrong_rows = counting(tags, "row", maker, kept)
        count_cols, wrong_cols = counting(tags, "col", maker, kept)
        fill, wrong = filling(tags, maker, kept)
        seen: dict[tuple[object, str], TemplateError] = {}
        for error in (*wrong, *wrong_rows, *wrong_cols):  # the same tag is compiled for several programs
            seen.setdefault((error.where, error.what), error)
        errors += seen.values()
    cells = _cells(grid, name, tags)
    plan = SheetPlan(
        name, path, grid, tags, cells, count_rows, count_cols, fill, tags.any, tables, kept, Learnt(grid.prefix)
    )
    beside = read_beside(parts, attached, grid, tags)
    plan.beside = replace(beside, captions=unskipped(beside.captions, skipped))
    plan.captions, more = captions(plan.beside.captions, tags, maker)
    errors += [*beside.errors, *more]
    margin_slots, wrong_margins = _margin_slots(grid, name)
    margin_slots = {at: slot for at, slot in margin_slots.items() if slot.spot not in skipped}
    margins, more = texts(margin_slots, maker)
    errors += more
    if margins is not None:
        plan.margins, plan.touched, plan.margin_slots = margins, True, tuple(margin_slots.values())
    errors += wrong_margins
    errors.sort(key=_position)
    for table in tables:
        if table.headers:  # the names of its columns are the texts of their cells
            want(plan, Ref(None, table.first_row, table.first_col, table.first_row, table.last_col), ())
    return plan, errors


def unskipped(found: Iterable[Caption], skipped: Collection[Spot]) -> tuple[Caption, ...]:
    """The captions to fill."""
    return tuple(caption for caption in found if caption.slot.spot not in skipped)


def _margin_slots(grid: Grid, name: str) -> tuple[dict[int, Slot], list[TemplateError]]:
    """What fills the headers and footers of a sheet, by where their elements begin."""
    slots: dict[int, Slot] = {}
    errors: list[TemplateError] = []
    for element in (child for top in grid.foot if top.name == "headerFooter" for child in top.children()):
        step = "header" if element.name.endswith("Header") else "footer"
        slot, wrong = text_slot(element.text, Place(name, ((step, 0),), f"«{name}»"), "margin")
        errors += wrong
        if slot is not None:
            slots[element.start] = slot
    return slots, errors


def _position(error: TemplateError) -> tuple[int, int]:
    ref = parse_area(error.where.cell.rpartition("!")[2])
    return (ref.r1 or 0, ref.c1 or 0) if ref is not None else (0, 0)


def _kept(tables: list[Table], rows: Structure) -> Iterator[tuple[int, int]]:
    """The loops that fill a whole table, with the row each leaves blank when it has no items."""
    for table in tables:
        first, last = table.data
        if any(rows.block_of(line) is None for line in range(first, last + 1)):
            continue
        for loop in rows.loops:
            body = [line for line in range(loop.opens + 1, loop.closes) if line not in rows.control]
            if loop.parent is None and body and first <= body[0] <= last:
                yield loop.number, body[0]
                break


def _as_text(table: Table, slots: dict[Key, Slot]) -> None:
    """Make the header cells of a table text whatever is put into them: Excel takes nothing else there."""
    for col in range(table.first_col, table.last_col + 1):
        slot = slots.get((table.first_row, col))
        if table.headers and slot is not None and slot.value is not None:
            slots[table.first_row, col] = replace(slot, value=None, body=(slot.value,))


def _cells(grid: Grid, name: str, tags: SheetTags) -> SheetCells:
    constants: dict[Key, object] = {}
    formulas = {}
    subtotals = set()
    for row in grid.rows.values():
        for cell in row.cells:
            key = (cell.row, cell.col)
            if cell.formula is not None:
                usable = cell.formula.kind == "normal"
                formulas[key] = evaluator(cell.formula.text) if usable else None
                if uses_subtotal(cell.formula.text):
                    subtotals.add(key)
            elif key not in tags.slots and cell.value is not None:
                constants[key] = ErrorText(cell.value) if cell.kind == "e" else cell.value
    return SheetCells(
        name,
        constants,
        formulas,
        frozenset(subtotals),
        frozenset(tags.slots),
        grid.last_row,
        grid.last_col,
        frozenset(row.number for row in grid.rows.values() if _HIDDEN.search(row.attributes)),
        any(True for element in grid.foot if element.name == "autoFilter" for _ in element.find("filterColumn")),
    )

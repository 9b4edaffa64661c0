"""Turn a checked package into a plan, or into everything that is wrong with it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from drafter.fill.errors import Place, TemplateError
from drafter.fill.excel.anchors import chart_cells
from drafter.fill.excel.axis import Structure
from drafter.fill.excel.captions import Caption, read_beside, read_chart_captions
from drafter.fill.excel.fields import Slot, Spot, text_slot
from drafter.fill.excel.formula import Ref, parse_area, tokens
from drafter.fill.excel.formula_number import ErrorText
from drafter.fill.excel.formula_value import evaluator, uses_subtotal
from drafter.fill.excel.grid import Grid, SharedText, read_grid, read_shared_texts
from drafter.fill.excel.parts import (
    BROKEN_PART,
    Attached,
    DefinedName,
    Parts,
    SheetPart,
    cleaned_shared_texts,
    date1904,
    defined_names,
    refuse_outside_data,
    without_calc_chain,
)
from drafter.fill.excel.plan import Plan, SheetPlan
from drafter.fill.excel.program import Maker, captions, counting, filling, texts
from drafter.fill.excel.ranges import listed
from drafter.fill.excel.rows import Learnt
from drafter.fill.excel.store import Key, Names, SheetCells
from drafter.fill.excel.styles import NO_STYLES, read_styles
from drafter.fill.excel.tables import Table, read_table
from drafter.fill.excel.tags import SheetTags, read_tags
from drafter.fill.excel.wants import chart_sheets, is_forward, spoken_of, touch, want
from drafter.fill.excel.xml import root
from drafter.fill.language import Program
from drafter.fill.package import Package


def planned(package: Package, maker: Maker, skipped: Collection[Spot] = ()) -> tuple[Plan, list[TemplateError]]:
    """The plan, and everything that is wrong with the template. Texts in `skipped` are not filled."""
    refuse_outside_data(package)
    parts = Parts(package)
    shared_path = parts.one("sharedStrings")
    shared = read_shared_texts(parts.text(shared_path)) if shared_path else []
    defined = defined_names(parts)
    errors: list[TemplateError] = []
    sheets = []
    attached = list(_attached(parts))
    for part in parts.sheets:
        beside = [one for one in attached if one.sheet == part.name]
        sheet, wrong = _sheet(parts, part, shared, maker, beside, skipped)
        sheets.append(sheet)
        errors += wrong
    lone = read_chart_captions(parts, [one for one in attached if not one.sheet])
    lone_program, wrong = captions(_kept_captions(lone.captions, skipped), None, maker)
    errors += [*lone.errors, *wrong]
    names = Names(_single_ranges(defined), [table for sheet in sheets for table in sheet.tables])
    sheet_names, wrong_names = _names_program(parts, maker)
    errors += wrong_names
    if sheet_names is not None:  # every sheet may speak of a name that changes
        for sheet in sheets:
            sheet.touched = True
    touch(sheets, names)
    touched = {sheet.name.casefold() for sheet in sheets if sheet.touched}
    titled = {caption.path for sheet in sheets for caption in sheet.beside.captions}
    titled |= {caption.path for caption in lone.captions}
    attached = [
        one
        for one in attached
        if one.kind != "chart" or one.path in titled or chart_sheets(parts.text(one.path)) & touched
    ]
    charts = [one.path for one in attached if one.kind == "chart"]
    refs = list(spoken_of(sheets, names, (parts.text(chart) for chart in charts)))
    for sheet, ref, loops_above in refs:
        want(sheet, ref, loops_above)
    styles_path = parts.one("styles")
    changed, dropped = without_calc_chain(parts)
    if shared_path:
        tagged = {
            cell.text_index
            for sheet in sheets
            for row in sheet.grid.rows.values()
            for cell in row.cells
            if cell.text_index is not None and _is_tagged(sheet, cell.row, cell.col)
        }
        if tagged:
            changed[shared_path] = cleaned_shared_texts(parts.text(shared_path), tagged).encode()
    if dropped or changed:
        package = package.with_parts(changed, dropped=dropped)
    plan = Plan(
        package,
        parts,
        sheets,
        names,
        defined,
        read_styles(parts.text(styles_path)) if styles_path else NO_STYLES,
        styles_path,
        date1904(parts.workbook_xml),
        attached,
        sheet_names,
        _kept_captions(lone.captions, skipped),
        lone_program,
        False,
    )
    order = {sheet.name.casefold(): at for at, sheet in enumerate(plan.touched)}
    forward = any(is_forward(sheet, names, order, plan.sheets) for sheet in plan.touched)
    return Plan(**{**plan.__dict__, "forward": forward}), errors


def _is_tagged(sheet: SheetPlan, row: int, col: int) -> bool:
    tags = sheet.tags
    return (row, col) in tags.slots or row in tags.rows.control or col in tags.cols.control


def _kept_captions(found: Iterable[Caption], skipped: Collection[Spot]) -> tuple[Caption, ...]:
    return tuple(caption for caption in found if caption.slot.spot not in skipped)


def _sheet(
    parts: Parts,
    part: SheetPart,
    shared: list[SharedText],
    maker: Maker,
    attached: Iterable[Attached],
    skipped: Collection[Spot],
) -> tuple[SheetPlan, list[TemplateError]]:
    name, path = part.name, part.path
    try:
        grid = read_grid(parts.text(path), shared)
    except (ValueError, IndexError, KeyError):
        raise TemplateError(BROKEN_PART, found=path) from None
    tags = read_tags(grid, name)
    tables = [found for link in parts.linked(path, "table") if (found := read_table(parts.text(link), link, name))]
    kept = dict(_kept(tables, tags.rows))
    for table in tables:
        _as_text(table, tags.slots)
    errors = list(tags.errors)
    count_rows = count_cols = fill = None
    for key in [key for key, slot in tags.slots.items() if slot.spot in skipped]:
        del tags.slots[key]
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
    plan.beside = replace(beside, captions=_kept_captions(beside.captions, skipped))
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


def _names_program(parts: Parts, maker: Maker) -> tuple[Program | None, list[TemplateError]]:
    """What fills the names of sheets, by their number among the sheets."""
    slots: dict[int, Slot] = {}
    errors: list[TemplateError] = []
    for number, sheet in enumerate(parts.sheets):
        slot, wrong = text_slot(sheet.name, Place(sheet.name, (), f"«{sheet.name}»"), "text")
        errors += wrong
        if slot is not None:
            slots[number] = slot
    program, wrong = texts(slots, maker)
    return program, [*errors, *wrong]


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
        name, constants, formulas, frozenset(subtotals), frozenset(tags.slots), grid.last_row, grid.last_col
    )


def _single_ranges(defined: Iterable[DefinedName]) -> dict[str, Ref]:
    """The defined names that stand for one range."""
    found = {}
    for name in defined:
        parts = [token for token in tokens(name.text) if token.kind != "space"]
        if len(parts) == 1 and parts[0].ref is not None and parts[0].ref.sheet is not None:
            key = f"{name.sheet}!{name.name}" if name.sheet else name.name
            found[key] = listed(parts[0].ref)
    return found


def _attached(parts: Parts) -> Iterator[Attached]:
    """The parts beside the sheets that speak of cells or show texts, each once."""
    seen: set[str] = set()
    holders = [(sheet.path, sheet.name) for sheet in parts.sheets]
    holders += [(path, "") for path in parts.linked(parts.workbook, "chartsheet")]
    for holder, name in holders:
        for kind in ("drawing", "comments", "threadedComment", "vmlDrawing", "pivotTable", "ctrlProp"):
            for path in parts.linked(holder, kind):
                yield Attached(kind, path, name)
                for chart in _charts(parts, path, name) if kind == "drawing" else ():
                    if chart.path not in seen:
                        seen.add(chart.path)
                        yield chart
    for path in parts.linked(parts.workbook, "pivotCacheDefinition"):
        yield Attached("pivotCacheDefinition", path, "")


def _charts(parts: Parts, drawing: str, sheet: str) -> Iterator[Attached]:
    """The charts of a drawing with the cell each stands at, and the shapes drawn into them."""
    cells = chart_cells(root(parts.text(drawing)))
    for link in parts.links(drawing):
        if link.kind == "chart" and not link.external and link.target in parts.package:
            cell = cells.get(link.id, (0, 0))
            yield Attached("chart", link.target, sheet, cell)
            for shapes in parts.linked(link.target, "chartUserShapes"):
                yield Attached("chartUserShapes", shapes, sheet, cell)

"""Turn a checked package into a plan, or into everything that is wrong with it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from drafter.fill.errors import Place, TemplateError
from drafter.fill.excel.anchors import chart_cells
from drafter.fill.excel.captions import read_chart_captions
from drafter.fill.excel.fields import Slot, Spot, text_slot
from drafter.fill.excel.formula import Ref, sheet_by_sheet, tokens
from drafter.fill.excel.grid import Grid, SharedText, read_grid, read_shared_texts
from drafter.fill.excel.parts import (
    BROKEN_PART,
    Attached,
    DefinedName,
    Parts,
    cleaned_shared_texts,
    date1904,
    defined_names,
    refuse_outside_data,
    without_calc_chain,
)
from drafter.fill.excel.plan import Plan, SheetPlan
from drafter.fill.excel.program import Maker, captions, texts
from drafter.fill.excel.ranges import listed
from drafter.fill.excel.sheet import sheet_plan, unskipped
from drafter.fill.excel.store import Names
from drafter.fill.excel.styles import NO_STYLES, read_styles
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
    for part, grid in zip(parts.sheets, _grids(parts, shared), strict=True):
        beside = [one for one in attached if one.sheet == part.name]
        sheet, wrong = sheet_plan(parts, part, grid, maker, beside, skipped)
        sheets.append(sheet)
        errors += wrong
    lone = read_chart_captions(parts, [one for one in attached if not one.sheet])
    lone_program, wrong = captions(unskipped(lone.captions, skipped), None, maker)
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
    plan = Plan(
        _kept_package(parts, sheets, shared_path),
        parts,
        sheets,
        names,
        defined,
        read_styles(parts.text(styles_path)) if styles_path else NO_STYLES,
        styles_path,
        date1904(parts.workbook_xml),
        attached,
        sheet_names,
        unskipped(lone.captions, skipped),
        lone_program,
        False,
    )
    order = {sheet.name.casefold(): at for at, sheet in enumerate(plan.touched)}
    forward = any(is_forward(sheet, names, order, plan.sheets) for sheet in plan.touched)
    return replace(plan, forward=forward), errors


def _kept_package(parts: Parts, sheets: Iterable[SheetPlan], shared_path: str | None) -> Package:
    """The package without the old order of calculation and the texts of tags."""
    changed, dropped = without_calc_chain(parts)
    tagged = {
        cell.text_index
        for sheet in sheets
        for row in sheet.grid.rows.values()
        for cell in row.cells
        if cell.text_index is not None and _is_tagged(sheet, cell.row, cell.col)
    }
    if shared_path and tagged:
        changed[shared_path] = cleaned_shared_texts(parts.text(shared_path), tagged).encode()
    return parts.package.with_parts(changed, dropped=dropped) if dropped or changed else parts.package


def _grids(parts: Parts, shared: list[SharedText]) -> list[Grid]:
    """The cells of every sheet, references through several sheets written out where one of those can grow."""
    grids = []
    for part in parts.sheets:
        try:
            grids.append(read_grid(parts.text(part.path), shared))
        except (ValueError, IndexError, KeyError):
            raise TemplateError(BROKEN_PART, found=part.path) from None
    growing = {part.name for part, grid in zip(parts.sheets, grids, strict=True) if grid.may_grow}
    names = parts.all_sheet_names
    return [
        grid.with_formulas(lambda text: sheet_by_sheet(text, names, growing) if "!" in text and ":" in text else text)
        if growing
        else grid
        for grid in grids
    ]


def _is_tagged(sheet: SheetPlan, row: int, col: int) -> bool:
    tags = sheet.tags
    return (row, col) in tags.slots or row in tags.rows.control or col in tags.cols.control


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
        if link.kind in ("chart", "chartEx") and not link.external and link.target in parts.package:
            cell = cells.get(link.id, (0, 0))
            yield Attached("chart", link.target, sheet, cell)
            for shapes in parts.linked(link.target, "chartUserShapes"):
                yield Attached("chartUserShapes", shapes, sheet, cell)

"""Turn an Excel template and data into a finished workbook.

What formulas mean when rows (and columns alike) come out any number of times:

- a range over the body row, `SUM(F6:F6)` or `SUM(F6)`, or drawn over the control rows, takes all copies; where rows
  of another kind lie between (groups with subtotals), several ranges;
- seen from inside a group, the copies are those of this group;
- a formula of the body that speaks of its own row follows its copy; `F$6:F6` is a growing range, `SUM(F$6:F$6)` the
  whole column;
- the row just above the loop (`=G5+F6`) means the row above each copy; any other cell outside stays what it was;
- a function that takes one range (COUNTIF, SUMIFS, SUMPRODUCT) is added up over the copies where rows of another kind
  lie between; one for which that would be wrong (AVERAGEIFS, SORT) is then refused;
- a conditional format or validation means for every copy what it means for the template's cell;
- with no rows totals are 0, other references go to the blank end of the sheet, a table keeps one empty row.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from drafter.fill.deflate import DEFAULT_LEVEL
from drafter.fill.errors import Lang, TemplateError, raise_all
from drafter.fill.excel.cells import CellWriter, printed, printed_drawn, printed_margin, printed_xml
from drafter.fill.excel.charts import fresh_chart
from drafter.fill.excel.compile import planned
from drafter.fill.excel.drawing import lines_broken, moved_controls, moved_drawing
from drafter.fill.excel.fields import Spot, spot_of
from drafter.fill.excel.frame import Frame
from drafter.fill.excel.notes import moved_comments, moved_vml
from drafter.fill.excel.parts import Attached, allowed_name, calculated_on_opening, renamed_sheets, renamed_titles
from drafter.fill.excel.pivots import moved_pivot, refreshed_pivot_cache
from drafter.fill.excel.plan import Plan, SheetPlan
from drafter.fill.excel.program import Maker, count, events
from drafter.fill.excel.ranges import names_xml
from drafter.fill.excel.refs import Layout, Lines
from drafter.fill.excel.rows import RowWriter
from drafter.fill.excel.slots import Wanted, wanted_values
from drafter.fill.excel.store import Store
from drafter.fill.excel.styles import StyleBook
from drafter.fill.excel.tables import Table, fresh_table
from drafter.fill.excel.xml import edited
from drafter.fill.filters import BUILT_IN, guarded
from drafter.fill.language import Program
from drafter.fill.outside import without_outside
from drafter.fill.package import read_package, written_whole
from drafter.fill.runtime import Limits, Lookups
from drafter.fill.values import Carried, CellCarrier, RenderedBook

_PROPERTIES = "docProps/app.xml"
_MOST_ERRORS = 200
# Of the XML of cells, zlib's 5 makes files 2 % larger than 6 in two thirds of the time; a fast library knows its best.
_LEVEL = 5 if DEFAULT_LEVEL == 6 else None
_TOOLS: Mapping[str, Any] = {"text": printed, "xml": printed_xml, "margin": printed_margin, "drawn": printed_drawn}


class ExcelTemplate:
    """An .xlsx template, compiled once and rendered any number of times, by any thread.

    `source` is a path or the bytes of the file, `filters` the host's own filters by name, `lang` the language of
    messages ("vi", "en"), `name` what messages call the file. Raises TemplateError, or TemplateErrors when several
    things are wrong with the template.
    """

    def __init__(
        self,
        source: str | Path | bytes,
        *,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        lang: Lang = "vi",
        name: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.lang: Lang = lang
        self.name = name if name is not None else "" if isinstance(source, bytes) else Path(source).name
        own = {key: guarded(key, function) for key, function in (filters or {}).items()}
        self._limits = limits or Limits()
        self._maker = Maker({**BUILT_IN, **own}, Lookups(), self._limits, self.name)
        try:
            package, notes = without_outside(read_package(source))
            self._plan, errors = planned(package, self._maker)
        except TemplateError as error:
            raise self._told(error) from None
        self.notes = [self._told(note) for note in notes]
        raise_all(self._told(error) for error in errors)

    def render(self, context: Mapping[str, object]) -> bytes:
        """The finished workbook; raises TemplateError when a value is missing or of the wrong kind."""
        out = io.BytesIO()
        self._write(out, context)
        return out.getvalue()

    def render_carried(self, context: Mapping[str, object]) -> RenderedBook:
        """The finished workbook and where its carried values stand; raises TemplateError as `render` does."""
        out, cells = io.BytesIO(), list[CellCarrier]()
        self._write(out, context, cells)
        return RenderedBook(out.getvalue(), tuple(cells))

    def render_to(self, path: str | Path, context: Mapping[str, object]) -> None:
        """Write the finished workbook to `path`, whole or not at all; memory stays flat however long it is."""
        with written_whole(path) as out:
            self._write(out, context)

    def slots(self) -> list[Wanted]:
        """The values the template uses, with their probable types and the cells that use them."""
        plan = self._plan
        lone = [caption.slot for caption in plan.lone_captions]
        return wanted_values(plan.sheets, lone, plan.styles)

    def check(self, data: Mapping[str, object] | None = None) -> list[TemplateError]:
        """What was dropped from the template, and everything that would go wrong with this data, not the first only."""
        found = list(self.notes)
        skipped: set[Spot] = set()
        plan = self._plan
        while data is not None and len(found) < _MOST_ERRORS:
            error = self._first_error(plan, data)
            if error is None:
                break
            found.append(self._told(error))
            spot = spot_of(error)
            if spot in skipped or spot not in self._plan.spots:
                break  # a limit: nothing behind it can be judged
            skipped.add(spot)
            plan, _ = planned(self._plan.parts.package, self._maker, skipped)
        return found

    def _first_error(self, plan: Plan, data: Mapping[str, object]) -> TemplateError | None:
        try:
            plan.package.stream(io.BytesIO(), _Render(plan, data).parts())
        except TemplateError as error:
            return error
        return None

    def _write(self, out: BinaryIO, context: Mapping[str, object], cells: list[CellCarrier] | None = None) -> None:
        try:
            self._plan.package.stream(out, _Render(self._plan, context, cells).parts(), level=_LEVEL)
        except TemplateError as error:
            raise self._told(error) from error.__cause__

    def _told(self, error: TemplateError) -> TemplateError:
        return error.at(file=self.name, lang=self.lang)


class _Render:
    """One rendering: the lines are counted first, then part after part is written as somebody reads it."""

    def __init__(self, plan: Plan, context: Mapping[str, object], cells: list[CellCarrier] | None = None) -> None:
        self.plan = plan
        self.cells = cells
        self.context = context
        self.captions: dict[str, dict[int, list[str]]] = {}
        self.lines: dict[str, Lines] = {}
        self.names = self._sheet_names()
        for sheet in plan.sheets:
            rows = count(sheet.tags.rows, sheet.count_rows, context, _TOOLS, sheet.kept)
            cols = count(sheet.tags.cols, sheet.count_cols, context, _TOOLS, {})
            self.lines[sheet.name] = Lines(self.names.get(sheet.name, sheet.name), rows, cols, sheet.grid.is_filled)
        self.layout = Layout(self.lines)
        self.store = Store(self.layout, [sheet.cells for sheet in plan.sheets], plan.names)
        for sheet in plan.sheets:
            for loop, line in sheet.kept.items():
                if not self.lines[sheet.name].rows.starts[loop]:
                    self.store.leave_blank(sheet.name, line)
        self.book = StyleBook(plan.styles)
        self.writers = {sheet.name: self._writer(sheet) for sheet in plan.touched}
        if plan.forward:
            for sheet in plan.touched:
                if sheet.fill is not None:
                    self.writers[sheet.name].survey(events(sheet.fill, context, _TOOLS))
            for writer in self.writers.values():
                writer.forget_records()

    def _texts(self, program: Program | None) -> Iterator[tuple[int, str]]:
        for number, values in events(program, self.context, _TOOLS) if program is not None else ():
            yield number, values[0]

    def _sheet_names(self) -> dict[str, str]:
        """The new names of sheets whose names hold tags, as Excel allows them."""
        sheets = self.plan.parts.sheets
        taken = {name.casefold() for name in self.plan.parts.all_sheet_names}
        return {sheets[number].name: allowed_name(text, taken) for number, text in self._texts(self.plan.sheet_names)}

    def _writer(self, sheet: SheetPlan) -> RowWriter:
        cells = CellWriter(sheet.grid.prefix, self.book, self.plan.date1904)
        lines = self.lines[sheet.name]
        writer = RowWriter(sheet.grid, sheet.tags, sheet.name, self.layout, lines, self.store, cells, sheet.learnt)
        for line, cols in sheet.wanted.items():
            writer.record(line, cols)
        if self.cells is not None:
            writer.carried = self._keeper(self.names.get(sheet.name, sheet.name), self.cells)
        return writer

    def _keeper(self, sheet: str, cells: list[CellCarrier]) -> Callable[[int, int, Carried], None]:
        def keep(row: int, column: int, found: Carried) -> None:
            cells.append(CellCarrier(sheet, row, column, found.key, found.label))

        return keep

    def parts(self) -> dict[str, bytes | Iterable[bytes]]:
        """The parts that differ from the template's; each is made when it is read, in this order."""
        plan = self.plan
        parts: dict[str, bytes | Iterable[bytes]] = {}
        for sheet in plan.touched:
            parts[sheet.path] = self._sheet(sheet)
        if self.names and _PROPERTIES in plan.package:
            parts[_PROPERTIES] = renamed_titles(plan.parts.text(_PROPERTIES), self.names).encode()
        for table in (table for sheet in plan.touched for table in sheet.tables):
            parts[table.path] = self._later(lambda table=table: self._table(table))  # type: ignore[misc]
        captioned = {caption.path for caption in plan.captions}
        for attached in plan.attached:
            if attached.kind == "chart":
                parts[attached.path] = self._chart(attached)
            elif attached.path in captioned or self._concerns(attached):
                parts[attached.path] = self._later(lambda attached=attached: self._attached(attached))  # type: ignore[misc]
        parts[plan.parts.workbook] = self._workbook().encode()
        if plan.styles_path is not None:
            parts[plan.styles_path] = self._later(
                lambda: self.book.xml() if self.book.changed else self.plan.styles.xml
            )
        return parts

    def _sheet(self, sheet: SheetPlan) -> Iterator[bytes]:
        margins = dict(self._texts(sheet.margins))
        frame = Frame(sheet.grid, sheet.name, self.layout, self.lines[sheet.name], margins)
        yield frame.before().encode()
        made = events(sheet.fill, self.context, _TOOLS) if sheet.fill is not None else iter(())
        yield from self.writers[sheet.name].rows(made)
        yield "".join(frame.after()).encode()

    def _concerns(self, attached: Attached) -> bool:
        """Whether a part may have to change: its lines stand elsewhere, or a pivot shows values that are new."""
        if attached.kind == "pivotCacheDefinition":
            return bool(self.plan.touched)
        sheet = attached.sheet
        asked = [self.lines[sheet]] if sheet in self.lines else list(self.lines.values())
        return not all(lines.rows.is_still and lines.cols.is_still for lines in asked)

    def _attached(self, attached: Attached) -> str:
        path, sheet, layout = attached.path, attached.sheet, self.layout
        xml = self.plan.parts.text(path)
        if attached.kind == "vmlDrawing":
            return moved_vml(xml, layout, sheet, self.plan.shape_block(path))
        if attached.kind == "pivotCacheDefinition":
            return refreshed_pivot_cache(xml, layout)
        if attached.kind == "pivotTable":
            return moved_pivot(xml, sheet, layout)
        if attached.kind == "ctrlProp":
            return moved_controls(xml, layout, sheet)
        filled = self._filled(attached)
        plan = next((one for one in self.plan.sheets if one.name == sheet), None)
        if plan is None or attached.kind == "chartUserShapes":
            return lines_broken(edited(xml, [(start, end, found[0]) for start, (end, found) in filled.items()]))
        if attached.kind == "drawing":
            return moved_drawing(xml, plan.beside.anchors[path], layout, sheet, filled)
        return moved_comments(xml, self.lines[sheet], filled)

    def _filled(self, attached: Attached) -> dict[int, tuple[int, list[str]]]:
        """The texts of a part's captions, those of its sheet filled at once."""
        sheet = attached.sheet
        if sheet not in self.captions:
            self.captions[sheet] = {}
            for number, text in self._texts(self.plan.caption_program(sheet)):
                self.captions[sheet].setdefault(number, []).append(text)
        mine = enumerate(self.plan.captions_of(sheet))
        texts = self.captions[sheet]
        return {one.start: (one.end, texts.get(at, [])) for at, one in mine if one.path == attached.path}

    def _chart(self, attached: Attached) -> Iterator[bytes]:
        filled = self._filled(attached)
        for start, (end, texts) in filled.items():
            filled[start] = (end, [lines_broken(text) for text in texts])
        for piece in fresh_chart(self.plan.parts.text(attached.path), self.layout, self.store, filled):
            yield piece.encode()

    def _table(self, table: Table) -> str:
        return fresh_table(table, self.layout, lambda row, col: self.store.at(table.sheet, row, col))

    def _later(self, make: Callable[[], str]) -> Iterator[bytes]:
        yield make().encode()

    def _workbook(self) -> str:
        xml = self.plan.parts.workbook_xml
        if self.names:
            xml = renamed_sheets(xml, self.names)
        xml = names_xml(xml, self.layout, self.plan.parts.all_sheet_names)
        if any(sheet.has_formulas for sheet in self.plan.touched):
            xml = calculated_on_opening(xml)
        return xml

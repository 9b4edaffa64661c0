"""What a compiled Excel template is: its sheets with their programs, and the parts beside them."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from drafter.fill.excel.captions import NOTHING, Beside, Caption
from drafter.fill.excel.check import control_spots
from drafter.fill.excel.fields import Slot, Spot
from drafter.fill.excel.formula import Ref
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.parts import Attached, DefinedName, Parts
from drafter.fill.excel.rows import Learnt
from drafter.fill.excel.store import Key, Names, SheetCells
from drafter.fill.excel.styles import Styles
from drafter.fill.excel.tables import Table
from drafter.fill.excel.tags import SheetTags
from drafter.fill.language import Program
from drafter.fill.package import Package

_IDMAP = re.compile(rb"idmap\b[^>]*\bdata=[\"']([\d,]+)")
_MOST_BLOCKS = 1_100  # of 1,024 shapes each: a note on every row of a sheet


@dataclass
class SheetPlan:
    """One sheet of the template, compiled."""

    name: str
    path: str
    grid: Grid
    tags: SheetTags
    cells: SheetCells
    count_rows: Program | None
    count_cols: Program | None
    fill: Program | None
    touched: bool
    tables: list[Table]
    kept: dict[int, int]
    learnt: Learnt
    wanted: dict[int, set[int]] = field(default_factory=dict)
    refs: list[tuple[Key, Ref]] | None = None
    margins: Program | None = None
    margin_slots: tuple[Slot, ...] = ()
    beside: Beside = NOTHING
    captions: Program | None = None

    @property
    def has_formulas(self) -> bool:
        return bool(self.cells.formulas)


@dataclass(frozen=True)
class Plan:
    """The whole template, compiled.

    `lone` fills the captions of charts on sheets of their own; `forward`: some formula speaks of values that are
    written after it.
    """

    package: Package
    parts: Parts
    sheets: list[SheetPlan]
    names: Names
    defined: list[DefinedName]
    styles: Styles
    styles_path: str | None
    date1904: bool
    attached: list[Attached]
    sheet_names: Program | None
    lone_captions: tuple[Caption, ...]
    lone: Program | None
    forward: bool

    @property
    def touched(self) -> list[SheetPlan]:
        """The sheets to write, those with tags first: what only speaks of them can then know their values."""
        return sorted((sheet for sheet in self.sheets if sheet.touched), key=lambda sheet: not sheet.tags.any)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        return (*self.lone_captions, *(one for sheet in self.sheets for one in sheet.beside.captions))

    def captions_of(self, sheet: str) -> tuple[Caption, ...]:
        """The captions beside one sheet; of charts on sheets of their own for ""."""
        found = next((one for one in self.sheets if one.name == sheet), None)
        return found.beside.captions if found is not None else self.lone_captions

    def caption_program(self, sheet: str) -> Program | None:
        found = next((one for one in self.sheets if one.name == sheet), None)
        return found.captions if found is not None else self.lone

    @cached_property
    def spots(self) -> frozenset[Spot]:
        """Every text that is filled, in cells, headers and beside the cells, and every control tag."""
        slots = [slot for sheet in self.sheets for slot in (*sheet.tags.slots.values(), *sheet.margin_slots)]
        trees = [blocks for sheet in self.sheets for blocks in (sheet.tags.row_blocks, sheet.tags.col_blocks)]
        controls = (spot for blocks in trees for spot in control_spots(blocks))
        return frozenset((*(slot.spot for slot in slots), *(one.slot.spot for one in self.captions), *controls))

    @cached_property
    def _shape_blocks(self) -> dict[str, int]:
        """For each drawing of notes the first of its numbers for groups of shapes, far enough from one another."""
        paths = [one.path for one in self.attached if one.kind == "vmlDrawing"]
        used = [
            int(number)
            for path in paths
            for found in _IDMAP.findall(self.package.read(path))
            for number in found.split(b",")
        ]
        first = max(used, default=0) + 1
        return {path: first + at * _MOST_BLOCKS for at, path in enumerate(paths)}

    def shape_block(self, path: str) -> int:
        return self._shape_blocks[path]

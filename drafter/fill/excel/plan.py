"""What a compiled Excel template is: its sheets with their programs, and the parts beside them."""

from dataclasses import dataclass, field

from drafter.fill.excel.fields import Slot
from drafter.fill.excel.formula import Ref
from drafter.fill.excel.grid import Grid
from drafter.fill.excel.parts import (
    DefinedName,
    Parts,
)
from drafter.fill.excel.rows import Learnt
from drafter.fill.excel.store import Key, Names, SheetCells
from drafter.fill.excel.styles import Styles
from drafter.fill.excel.tables import Table
from drafter.fill.excel.tags import SheetTags
from drafter.fill.language import Program
from drafter.fill.package import Package


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

    @property
    def has_formulas(self) -> bool:
        return bool(self.cells.formulas)


@dataclass(frozen=True, slots=True)
class Attached:
    """A part that speaks of cells: its kind (the last word of its relationship's type) and the sheet it belongs to."""

    kind: str
    path: str
    sheet: str


@dataclass(frozen=True)
class Plan:
    """The whole template, compiled. `forward`: some formula speaks of values that are written after it."""

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
    forward: bool

    @property
    def touched(self) -> list[SheetPlan]:
        """The sheets to write, those with tags first: what only speaks of them can then know their values."""
        return sorted((sheet for sheet in self.sheets if sheet.touched), key=lambda sheet: not sheet.tags.any)

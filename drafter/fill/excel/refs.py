"""Turn a reference of the template into the areas of an output that it means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from drafter.fill.excel.axis import Growth, Origin
from drafter.fill.excel.formula import (
    MAX_COL,
    MAX_ROW,
    Ref,
    area_text,
)

CUT = frozenset(("list", "bands", "whole"))


@dataclass(frozen=True, slots=True)
class Area:
    """Output cells; None where whole rows or whole columns are meant."""

    r1: int | None
    c1: int | None
    r2: int | None
    c2: int | None


@dataclass(frozen=True)
class Lines:
    """How one sheet grew in one render, and its name in the output.

    `filled(row, c1, c2)` says whether the template row has anything in those columns.
    """

    name: str
    rows: Growth
    cols: Growth
    filled: Callable[[int, int, int], bool] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Here:
    """The cell that speaks: its sheet's template name, and for each axis where it stands (None: nowhere).

    `copy` says which copy of its template row it is.
    """

    sheet: str
    row: Origin | None = None
    col: Origin | None = None
    copy: int = 0


class Layout:
    """Every sheet of one render by its template name; names compare as Excel does, without case."""

    def __init__(self, sheets: Mapping[str, Lines]) -> None:
        self.sheets = {name.casefold(): lines for name, lines in sheets.items()}

    def lines(self, name: str) -> Lines | None:
        return self.sheets.get(name.casefold())

    def areas(self, ref: Ref, here: Here, *, cut: bool = False) -> list[Area] | None:
        """The output areas a reference means: [] when all of it is gone, None when it speaks of a sheet unknown here.

        More than one area comes back only for a reference that takes a list, or when `cut` asks for it.
        """
        name = here.sheet if ref.sheet is None else ref.sheet
        lines = self.sheets.get(name.casefold())
        if lines is None:
            return None
        own = name.casefold() == here.sheet.casefold()
        grows = cut or ref.grows != "no"
        rows: tuple[int, int] | None = None
        cols: tuple[int, int] | None = None
        if ref.r1 is not None and ref.r2 is not None:
            fixed = (ref.fixed[0], ref.fixed[2])
            rows = lines.rows.span(ref.r1, ref.r2, fixed, grows=grows, origin=here.row if own else None)
            if rows is None:
                return []
        if ref.c1 is not None and ref.c2 is not None:
            fixed = (ref.fixed[1], ref.fixed[3])
            cols = lines.cols.span(ref.c1, ref.c2, fixed, grows=grows, origin=here.col if own else None)
            if cols is None:
                return []
        if (cut or ref.grows in CUT) and not (lines.rows.is_still and lines.cols.is_still):
            return self._cut(ref, lines, rows, cols, exact=cut)
        return [_area(rows, cols)]

    def _cut(
        self, ref: Ref, lines: Lines, rows: tuple[int, int] | None, cols: tuple[int, int] | None, *, exact: bool
    ) -> list[Area]:
        """The hull cut where cells of another kind lie inside it."""
        bands: list[tuple[int, int] | None] = [rows]
        if rows is not None and ref.r1 is not None and ref.r2 is not None:
            c1, c2 = ref.beside or (ref.c1 or 1, ref.c2 or MAX_COL)
            bands = list(
                lines.rows.runs(ref.r1, ref.r2, rows, None if exact else lambda row: lines.filled(row, c1, c2))
            )
        files: list[tuple[int, int] | None] = [cols]
        if cols is not None and ref.c1 is not None and ref.c2 is not None:
            files = list(lines.cols.runs(ref.c1, ref.c2, cols))
        return [_area(band, file) for band in bands for file in files]


def _area(rows: tuple[int, int] | None, cols: tuple[int, int] | None) -> Area:
    return Area(rows and rows[0], cols and cols[0], rows and rows[1], cols and cols[1])


def gone(ref: Ref) -> str:
    """What stands for cells that did not come out: the blank end of the sheet, never #REF!."""
    row = None if ref.r1 is None else MAX_ROW
    col = None if ref.c1 is None else ref.c1 if ref.r1 is not None else MAX_COL
    return area_text(row, col, row, col, ref.fixed, ref.is_range)


def area_list(areas: Iterable[Area]) -> str:
    """Areas as `sqref` writes them."""
    return " ".join(area_text(area.r1, area.c1, area.r2, area.c2) for area in areas)

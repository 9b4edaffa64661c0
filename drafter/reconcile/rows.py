"""Turn the rows of a list, as drafted, as the officer has it and as it is now, into rows to add, take out or renew.

Rows are known by their key, the name of the person or unit (with the rest of the row where two bear one name), never by
their place: an officer may have sorted them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from drafter.reconcile.values import folded, same

Cells = tuple[str, ...]
_NAME_HEADS = (
    "họ và tên",
    "họ tên",
    "tên tập thể",
    "tên đơn vị",
    "tập thể",
    "đơn vị",
    "công đoàn cơ sở",
    "chỉ tiêu",
    "nội dung",
)
_NUMBER_HEADS = ("stt", "tt", "số tt", "số thứ tự")


@dataclass(frozen=True)
class Grid:
    """A table as text: `rows` are all its rows, `heads` how many of them are its head, which tells what it lists.

    `carried` are the cells (row, column) whose text is a figure with a carrier: those are decided one by one.
    """

    rows: tuple[Cells, ...]
    heads: int = 1
    carried: frozenset[tuple[int, int]] = frozenset()

    @property
    def title(self) -> Cells:
        """The head as it is compared with those of other tables."""
        return tuple(folded(cell).casefold() for row in self.rows[: self.heads] for cell in row)

    @property
    def name_column(self) -> int | None:
        """The column that names what a row is about; None where the table lists nothing by name."""
        for name in _NAME_HEADS:
            for row in self.rows[: self.heads]:
                for at, cell in enumerate(row):
                    if folded(cell).casefold().startswith(name):
                        return at
        return None

    @property
    def number_columns(self) -> frozenset[int]:
        """The columns that only count the rows."""
        return frozenset(
            at
            for row in self.rows[: self.heads]
            for at, cell in enumerate(row)
            if folded(cell).casefold() in _NUMBER_HEADS
        )


@dataclass(frozen=True)
class RowChange:
    """One row to add after another, or to take out. Rows are counted from 0 over the officer's whole table."""

    name: str
    cells: Cells = ()
    after: int = -1
    fresh_row: int = -1


@dataclass(frozen=True)
class CellChange:
    """One cell of the officer's table in which new text stands for what nobody has touched; `name` is that of its row.

    `counts`: it is only the number of the row.
    """

    row: int
    column: int
    old: str
    new: str
    name: str = ""
    counts: bool = False


@dataclass(frozen=True)
class RowMerge:
    """What is done to one table; `kept` and `conflicts` say which rows were left as the officer has them."""

    added: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass
class _Found:
    added: list[RowChange] = field(default_factory=list)
    removed: list[RowChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def merge_rows(base: Grid, officer: Grid, fresh: Grid) -> RowMerge:
    """What late names mean for the officer's table. Nothing where the three are not one table with names."""
    column = base.name_column
    alike = base.title == officer.title == fresh.title and len({len(row) for row in (base.rows[0], fresh.rows[0])}) == 1
    if column is None or not alike:
        return RowMerge()
    twins = {name for grid in (base, officer, fresh) for name in _twins(grid, column)}
    was, has, now = (_keyed(grid, column, twins) for grid in (base, officer, fresh))
    found = _Found()
    _took_out(found, was, has, now, base, officer, fresh)
    _put_in(found, was, has, now, fresh)
    return RowMerge(*(tuple(part) for part in vars(found).values()))


def _names(grid: Grid, column: int) -> list[str]:
    return [folded(row[column]).casefold() if column < len(row) else "" for row in grid.rows]


def _twins(grid: Grid, column: int) -> set[str]:
    """The names that two rows of a table bear."""
    counted = Counter(_names(grid, column)[grid.heads :])
    return {name for name, count in counted.items() if count > 1}


def _keyed(grid: Grid, column: int, twins: Collection[str]) -> dict[Cells, int]:
    """Each row by its key. Rows that name nobody (headings of groups, empty rows) have their whole text as key."""
    numbers = grid.number_columns
    found: dict[Cells, int] = {}
    names = _names(grid, column)
    for at in range(grid.heads, len(grid.rows)):
        row, name = grid.rows[at], names[at]
        whole = tuple(folded(cell).casefold() for nth, cell in enumerate(row) if nth not in numbers)
        key = (name,) if name and name not in twins and len(row) == len(grid.rows[0]) else ("", *whole)
        while key in found:
            key = (*key, "+")
        found[key] = at
    return found


def _took_out(
    found: _Found,
    base: Mapping[Cells, int],
    officer: Mapping[Cells, int],
    fresh: Mapping[Cells, int],
    was: Grid,
    has: Grid,
    now: Grid,
) -> None:
    numbers = was.number_columns
    for key, at in base.items():
        mine = officer.get(key)
        if mine is None:
            if key in fresh and key[0]:
                found.kept.append(_name(was.rows[at], key))
            continue
        figures = frozenset(column for row, column in was.carried | has.carried if row in (at, mine))
        touched = not _alike(was.rows[at], has.rows[mine], numbers | figures)
        if key not in fresh:
            if touched:
                found.conflicts.append(_name(has.rows[mine], key))
            else:
                found.removed.append(RowChange(_name(has.rows[mine], key), has.rows[mine], mine))
            continue
        _cells(
            found,
            _name(has.rows[mine], key),
            mine,
            was.rows[at],
            has.rows[mine],
            now.rows[fresh[key]],
            numbers,
            figures,
        )


def _alike(one: Cells, other: Cells, numbers: frozenset[int]) -> bool:
    if len(one) != len(other):
        return False
    return all(same(a, b) for at, (a, b) in enumerate(zip(one, other, strict=True)) if at not in numbers)


def _cells(
    found: _Found,
    name: str,
    row: int,
    was: Cells,
    has: Cells,
    now: Cells,
    numbers: frozenset[int],
    figures: frozenset[int],
) -> None:
    if not len(was) == len(has) == len(now):
        return
    for at, (old, mine, new) in enumerate(zip(was, has, now, strict=True)):
        if at in figures or same(old, new) or same(mine, new):
            continue
        if same(old, mine):
            found.cells.append(CellChange(row, at, mine, new, name, at in numbers))
        elif at not in numbers:
            found.conflicts.append(f"{name}: đồng chí ghi «{mine}», danh sách mới ghi «{new}»")


def _put_in(
    found: _Found, base: Mapping[Cells, int], officer: Mapping[Cells, int], fresh: Mapping[Cells, int], now: Grid
) -> None:
    """New rows, each after the row that it follows in the fresh list and that the officer's copy has too."""
    after = now.heads - 1
    for key, at in fresh.items():
        if key in officer:
            after = officer[key]
        elif key not in base:
            found.added.append(RowChange(_name(now.rows[at], key), now.rows[at], after, at))


def _name(row: Cells, key: Cells) -> str:
    if key[0]:
        return next((cell for cell in row if folded(cell).casefold() == key[0]), key[0])
    return next((cell for cell in row if cell.strip() and not cell.strip().isdigit()), "dòng trống")

"""Turn the rows of a list, as drafted, as the officer has it and as it is now, into rows to add, take out or renew.

Rows are known by the hidden bookmarks in them, which name the person or unit and the figures that are theirs; where
those are gone by the name itself (with the rest of the row where two bear one name); and where that was corrected by
the rest of the row. Never by their place: an officer may have sorted them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
_TELLING = 2  # so many words of a row besides its name say whose it is
_NUMBER_HEADS = ("stt", "tt", "số tt", "số thứ tự")


@dataclass(frozen=True)
class Grid:
    """A table as text: `rows` are all its rows, `heads` how many of them are its head, which tells what it lists.

    `carried` are the cells (row, column) whose text is a figure with a carrier: those are decided one by one. `marks`
    are the hidden bookmarks in each row; empty where nothing is known of them.
    """

    rows: tuple[Cells, ...]
    heads: int = 1
    carried: frozenset[tuple[int, int]] = frozenset()
    marks: tuple[frozenset[str], ...] = ()

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
class RowConflict:
    """A row of the officer's table, counted from 0, which was left as it is though the fresh list says otherwise."""

    words: str
    row: int


@dataclass(frozen=True)
class RowMerge:
    """What is done to one table; `kept` and `conflicts` say which rows were left as the officer has them."""

    added: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[RowConflict, ...] = ()


@dataclass
class _Found:
    added: list[RowChange] = field(default_factory=list)
    removed: list[RowChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[RowConflict] = field(default_factory=list)


def merge_rows(base: Grid, officer: Grid, fresh: Grid, earlier: Grid | None = None) -> RowMerge:
    """What late names mean for the officer's table. Nothing where the three are not one table with names.

    `earlier` is the fresh draft's table at the round that the officer's file came from, None where it came from none:
    rows that were added then, and words that were proposed then, are as little the officer's own as those of the base.
    """
    column = base.name_column
    alike = base.title == officer.title == fresh.title and len({len(row) for row in (base.rows[0], fresh.rows[0])}) == 1
    if column is None or not alike:
        return RowMerge()
    grids = (base, officer, fresh, *((earlier,) if earlier else ()))
    twins = {name for grid in grids for name in _twins(grid, column)}
    was, has, now = (_keyed(grid, column, twins) for grid in (base, officer, fresh))
    then = {} if earlier is None else _as_known(_keyed(earlier, column, twins), earlier, ((was, base),), column)
    ours = ((was, base), *(((then, earlier),) if earlier else ()))
    has = _as_known(has, officer, ours, column)
    now = _as_known(now, fresh, (*ours, (has, officer)), column)
    found = _Found()
    for key in (*was, *(key for key in then if key not in was)):
        if key in has:
            drafted = [grid.rows[rows[key]] for rows, grid in ours if key in rows]
            new = fresh.rows[now[key]] if key in now else None
            _weigh(found, drafted, officer, has[key], new, _carried(key, (*ours, (has, officer))))
        elif key in was and key in now and key[0]:
            found.kept.append(_name(base, was[key]))
    _put_in(found, was, has, now, fresh)
    return RowMerge(*(tuple(part) for part in vars(found).values()))


def _carried(key: Cells, grids: Sequence[tuple[Mapping[Cells, int], Grid]]) -> frozenset[int]:
    """The columns of a row in which any of the grids carries a figure."""
    return frozenset(column for rows, grid in grids for row, column in grid.carried if row == rows.get(key))


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


def _as_known(
    keys: Mapping[Cells, int], grid: Grid, known: Sequence[tuple[Mapping[Cells, int], Grid]], column: int
) -> dict[Cells, int]:
    """The rows of a grid by the keys that they have in other grids, the first that knows them, else by their own."""
    given: dict[int, Cells] = {}
    for others, other in known:
        for pairs in (_by_marks, _by_name, _by_rest):
            free = {key: at for key, at in others.items() if key not in given.values()}
            rest = {key: at for key, at in keys.items() if at not in given}
            given |= pairs(rest, grid, free, other, column)
    found: dict[Cells, int] = {}
    for key, at in sorted(keys.items(), key=lambda pair: pair[1]):
        mine = given.get(at, key)
        while mine in found or (at not in given and mine in given.values()):
            mine = (*mine, "+")  # somebody else of that name
        found[mine] = at
    return found


def _by_marks(
    rows: Mapping[Cells, int], grid: Grid, others: Mapping[Cells, int], other: Grid, column: int
) -> dict[int, Cells]:
    """Rows that share a hidden bookmark. What names nobody is no row of anybody: a total, the head of a group."""
    places = {
        mark: key
        for key, at in others.items()
        if at < len(other.marks) and other.rows[at][column : column + 1] not in ((), ("",))
        for mark in other.marks[at]
    }
    found: dict[int, Cells] = {}
    for at in rows.values():
        keys = {places[mark] for mark in (grid.marks[at] if at < len(grid.marks) else ()) if mark in places}
        if len(keys) == 1 and not keys & set(found.values()):
            found[at] = keys.pop()
    return found


def _by_name(rows: Mapping[Cells, int], _: Grid, others: Mapping[Cells, int], __: Grid, ___: int) -> dict[int, Cells]:
    return {at: key for key, at in rows.items() if key in others}


def _by_rest(
    rows: Mapping[Cells, int], grid: Grid, others: Mapping[Cells, int], other: Grid, column: int
) -> dict[int, Cells]:
    """Rows that are alike in all but the name, where no other is: the name was corrected."""
    mine = _rests(rows, grid, column)
    theirs = _rests(others, other, column)
    return {
        rows[keys[0]]: theirs[rest][0] for rest, keys in mine.items() if len(keys) == len(theirs.get(rest, ())) == 1
    }


def _rests(rows: Mapping[Cells, int], grid: Grid, column: int) -> dict[Cells, list[Cells]]:
    """The keys of rows by what they say besides name, number and figures; rows that say too little are left out."""
    found: dict[Cells, list[Cells]] = {}
    apart = {column, *grid.number_columns}
    for key, at in rows.items():
        cells = enumerate(grid.rows[at])
        rest = tuple(
            "" if nth in apart or (at, nth) in grid.carried else folded(cell).casefold() for nth, cell in cells
        )
        if key[0] and sum(map(bool, rest)) >= _TELLING:
            found.setdefault(rest, []).append(key)
    return found


def _weigh(
    found: _Found,
    drafted: Sequence[Cells],
    officer: Grid,
    mine: int,
    fresh: Cells | None,
    figures: frozenset[int],
) -> None:
    """What becomes of a row that is ours: `drafted` is how the base had it, and then how it was offered."""
    has, numbers, name = officer.rows[mine], officer.number_columns, _name(officer, mine)
    if fresh is None:
        words = (at for at in range(len(has)) if at not in numbers | figures)
        if len(has) == len(drafted[0]) and all(_is_ours(drafted, has, at) for at in words):
            found.removed.append(RowChange(name, has, mine))
        else:
            found.conflicts.append(RowConflict(name, mine))
        return
    if not len(drafted[0]) == len(has) == len(fresh):
        return
    for at, (cell, new) in enumerate(zip(has, fresh, strict=True)):
        first, last, ours = drafted[0][at], drafted[-1][at], _is_ours(drafted, has, at)
        refused = same(cell, first) and same(new, last)
        if at in figures or same(cell, new) or refused or (same(new, first) and not ours):
            continue
        if ours:
            found.cells.append(CellChange(mine, at, cell, new, name, at in numbers))
        elif at not in numbers:
            found.conflicts.append(RowConflict(f"{name}: đồng chí ghi «{cell}», danh sách mới ghi «{new}»", mine))


def _is_ours(drafted: Sequence[Cells], has: Cells, at: int) -> bool:
    """Whether a cell says what we wrote there."""
    return any(at < len(row) and same(row[at], has[at]) for row in drafted)


def _put_in(
    found: _Found, base: Mapping[Cells, int], officer: Mapping[Cells, int], fresh: Mapping[Cells, int], now: Grid
) -> None:
    """New rows, each after the row that it follows in the fresh list and that the officer's copy has too."""
    after = now.heads - 1
    for key, at in fresh.items():
        if key in officer:
            after = officer[key]
        elif key not in base:
            found.added.append(RowChange(_name(now, at), now.rows[at], after, at))


def _name(grid: Grid, at: int) -> str:
    row, column = grid.rows[at], grid.name_column or 0
    named = row[column] if column < len(row) and row[column].strip() else ""
    return named or next((cell for cell in row if cell.strip() and not cell.strip().isdigit()), "dòng trống")

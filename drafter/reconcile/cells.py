"""Turn two states of a sheet into which row is which and which column is which: rows are added, sorted and taken out.

A line is known by its words, which officers seldom change, not by where it stands. Numbers and formulas say nothing of
it: they are what differs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from drafter.reconcile.values import folded

Value = str | Decimal | bool | None
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell holds: `formula` is empty where it is no formula; of one, `value` is what was last worked out."""

    value: Value = None
    formula: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.formula and self.value in (None, "")


EMPTY = CellValue()
Cells = Mapping[Place, CellValue]


class CellAction(StrEnum):
    """What is done with a cell; the value is for people."""

    NOTHING = "giữ nguyên"
    AGREED = "đã ghi đúng số mới"
    UPDATE = "cập nhật"
    KEPT = "đồng chí đã sửa"
    CONFLICT = "vướng"
    GONE = "không còn ô này"


def decide_cell(base: Value, officer: CellValue | None, fresh: Value) -> CellAction:
    """The decision table of one cell. `officer` is None where the cell is gone; a formula counts as an edit."""
    if officer is None:
        return CellAction.NOTHING if equal(base, fresh) else CellAction.GONE
    mine = officer.value
    if not officer.formula and equal(mine, base):
        return CellAction.NOTHING if equal(base, fresh) else CellAction.UPDATE
    if not officer.formula and equal(mine, fresh):
        return CellAction.AGREED
    return CellAction.KEPT if equal(base, fresh) else CellAction.CONFLICT


def equal(one: Value, other: Value) -> bool:
    """Whether two cells hold the same; an empty text is no value."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other
    return _plain(one) == _plain(other)


def _plain(value: Value) -> object:
    return (folded(value) or None) if isinstance(value, str) else value


def places_of(base: Cells, officer: Cells) -> dict[Place, Place]:
    """Where each cell of the base stands in the officer's sheet; those whose row or column is gone are not in."""
    rows = _lines(base, officer, 0)
    columns = _lines(base, officer, 1, rows)
    return {(row, column): (rows[row], columns[column]) for row, column in base if row in rows and column in columns}


def _lines(base: Cells, officer: Cells, axis: int, known: Mapping[int, int] | None = None) -> dict[int, int]:
    """The rows (axis 0) or columns (1) of the base and those of the officer's sheet that they are.

    Columns are compared over the rows that are `known` only, for rows that were added say nothing of a column.
    """
    was, now = _marks(base, axis, known), _marks(officer, axis, None if known is None else _same(known.values()))
    pairs: dict[int, int] = {}
    for most in (None, 3, 2, 1):  # the whole line, then what it begins with: remarks stand at the end and change
        rest_of_was = {line: mark[:most] for line, mark in was.items() if line not in pairs}
        rest_of_now = {line: mark[:most] for line, mark in now.items() if line not in set(pairs.values())}
        pairs |= _unique(rest_of_was, rest_of_now)
    old = [line for line in was if line not in pairs]
    new = [line for line in now if line not in set(pairs.values())]
    matcher = SequenceMatcher(None, [was[line] for line in old], [now[line] for line in new], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            if was[old[block.a + step]]:
                pairs[old[block.a + step]] = new[block.b + step]
    return _filled(list(was), list(now), pairs)


def untouched(base: CellValue, officer: CellValue) -> bool:
    """Whether an officer has left a cell as it was; neither is a formula."""
    return not base.formula and not officer.formula and equal(base.value, officer.value)


def _same(lines: Collection[int]) -> dict[int, int]:
    return {line: line for line in lines}


def _marks(cells: Cells, axis: int, known: Mapping[int, int] | None) -> dict[int, tuple[str, ...]]:
    """The words of each line, in order; a line of numbers only has none. Keys are in order."""
    found: dict[int, list[str]] = {}
    for place in sorted(cells):
        cell, line = cells[place], place[axis]
        if cell.is_empty:
            continue
        words = found.setdefault(line, [])
        counts = known is None or place[0] in known
        if counts and not cell.formula and isinstance(cell.value, str):
            words.append(folded(cell.value).casefold())
    return {line: tuple(found[line]) for line in sorted(found)}


def _unique(was: Mapping[int, tuple[str, ...]], now: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """Lines whose words no other line of either sheet has: sorting does not part them."""
    old, new = _by_mark(was), _by_mark(now)
    return {lines[0]: new[mark][0] for mark, lines in old.items() if mark and len(lines) == len(new.get(mark, ())) == 1}


def _by_mark(lines: Mapping[int, tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for line, mark in lines.items():
        found.setdefault(mark, []).append(line)
    return found


def _filled(was: Sequence[int], now: Sequence[int], pairs: dict[int, int]) -> dict[int, int]:
    """The pairs, with lines that stand between two paired neighbours on both sides and are equally many."""
    taken = set(pairs.values())
    run: list[int] = []
    before: int | None = 0
    for line in (*was, None):
        if line is not None and line not in pairs:
            run.append(line)
            continue
        after = pairs[line] if line is not None else None
        if run and before is not None:
            free = [one for one in now if one > before and (after is None or one < after) and one not in taken]
            if len(free) == len(run):
                pairs.update(zip(run, free, strict=True))
                taken.update(free)
        run, before = [], after
    return pairs

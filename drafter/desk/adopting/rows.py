"""Turn the tables of last year's paper whose rows are a list of it (units, awards, scores, targets) into loops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from drafter.adoption.rows import RowList, RowLoop, find_rows
from drafter.desk.adopting import problems as told
from drafter.desk.adopting.tables import row_lists
from drafter.model.problem import Place, Problem
from drafter.recast.file import Line, Recast
from drafter.recast.lines import Edit

_FIGURE = re.compile(r"\{\{ x\.([A-Z]\w+)")
_NUMBER = re.compile(r"[\d.,]+\s*%?")
_UNITS = "hang_don_vi"


def adopt_rows(
    recast: Recast, context: Mapping[str, object], heard: Callable[[str], Sequence[str]]
) -> tuple[list[int], dict[int, str], list[Problem]]:
    """Rows that are entries of a list become loops. `heard` gives the codes that the head of a column may name.

    The lines they took, the figures of the lines above and under them by their column, and what to tell of tables that
    stay.
    """
    tables = sorted({line.table for line in recast.lines if line.table is not None and not line.framed})
    lists = tuple(row_lists(context)) if tables else ()
    taken: list[int] = []
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    for number in tables:
        lines = [line for line in recast.lines if line.table == number and line.row is not None]
        grid = _grid(lines)
        found = [(listed, loop) for listed in lists if (loop := find_rows(grid, listed, heard)) is not None]
        looped, by = next(((loop, listed) for listed, loop in found if loop.cells), (None, None))
        if looped is not None and by is not None:
            taken += _summed(recast, lines, looped, by)
            taken += _loop(recast, number, lines, looped)
            columns |= _totals(lines, looped)
        elif found:
            listed, loop = min(found, key=lambda one: -one[1].count)
            problems.append(_left(listed, loop))
            columns |= {line.number: "" for line in lines}  # units' figures are not the office's
    return taken, columns, problems


def _left(listed: RowList, loop: RowLoop) -> Problem:
    """What to tell of a table that stays."""
    before, after = " ".join(listed.before), " ".join(listed.after)
    return told.ROWS_LEFT.at(Place(), count=loop.count, what=listed.what, found=loop.unlike, before=before, after=after)


def _totals(lines: list[Line], found: RowLoop) -> dict[int, str]:
    """The numbers of rows above and under a loop whose column is a figure's: its total stands there."""
    codes = {cell: code[1] for cell, tag in enumerate(found.cells) if tag and (code := _FIGURE.search(tag))}
    looped = range(found.first, found.first + found.count)
    return {
        line.number: codes[line.cell]
        for line in lines
        if line.row not in looped and line.cell in codes and _NUMBER.fullmatch(line.text.strip())
    }


def _summed(recast: Recast, lines: list[Line], found: RowLoop, listed: RowList) -> list[int]:
    """The lines of the row under a loop that say the sum of their column, which become slots."""
    taken = []
    for line in lines:
        tag = found.cells[line.cell] if line.cell is not None and line.cell < len(found.cells) else None
        total = listed.totals.get(tag or "")
        if line.row == found.first + found.count and total is not None and line.text.strip() == total[1]:
            recast.edit(line.number, [Edit(0, len(line.text), total[0])])
            taken.append(line.number)
    return taken


def _grid(lines: list[Line]) -> list[list[str]]:
    """The words of each row's cells."""
    rows: dict[int, dict[int, list[str]]] = {}
    for line in lines:
        assert line.row is not None  # rows and cells were asked for
        assert line.cell is not None
        rows.setdefault(line.row, {}).setdefault(line.cell, []).append(line.text)
    return [
        [" ".join(rows.get(row, {}).get(cell, [])).strip() for cell in range(max(rows.get(row, {0: []})) + 1)]
        for row in range(max(rows, default=-1) + 1)
    ]


def _loop(recast: Recast, table: int, lines: list[Line], found: RowLoop) -> list[int]:
    """Make the loop; the lines it took."""
    inside = [line for line in lines if line.row is not None and found.first <= line.row < found.first + found.count]
    taken = {line.number for line in inside}
    if found.wide is not None:
        column, size, wide = found.wide
        last = found.first + found.count
        sums = [(last, wide.total, wide.value)] if any(line.row == last for line in lines) else []
        for row, list_, tag in (
            *sums,
            (found.first - 1, wide.heads, wide.head),
            (found.first, wide.values, wide.value),
        ):
            taken |= {one.number for one in _cells(lines, row, range(column, column + size))}
            recast.say_cell(table, row, column, tag)
            recast.loop_cells(table, row, column, size, "{%tc for n in " + list_ + " %}", "{%tc endfor %}")
    said: set[int] = set()
    first = found.first + 1 if found.head else found.first
    for line in inside:
        if found.head and line.row == found.first and line.text.strip():
            recast.edit(line.number, [Edit(0, len(line.text), found.head)])
        said_tag = found.cells[line.cell or 0] if line.row == first else None
        if said_tag is not None and line.cell not in said:
            said.add(line.cell or 0)
            if line.text.strip():
                recast.edit(line.number, [Edit(0, len(line.text), said_tag)])
            else:  # a cell that is blank for the first entry
                recast.say(line.number, said_tag)
    recast.loop_rows(table, found.first, found.count, found.before, found.after, headed=bool(found.head))
    return sorted(taken)


def _cells(lines: list[Line], row: int, cells: range) -> Iterator[Line]:
    return (line for line in lines if line.row == row and line.cell in cells)

"""Turn the tables of last year's paper whose rows are units or awards into one row and a loop each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.adoption.rows import RowLoop, find_rows
from drafter.desk import adopt_problems as told
from drafter.desk.adopt_offers import award_table, unit_rows
from drafter.model.problem import Place, Problem
from drafter.recast.file import Line, Recast
from drafter.recast.lines import Edit


def adopt_rows(recast: Recast, context: Mapping[str, object]) -> tuple[list[int], dict[int, str], list[Problem]]:
    """Rows that are units or awards become loops.

    The lines they took, the figures of the lines under them by their column, and what to tell of tables that stay.
    """
    tables = sorted({line.table for line in recast.lines if line.table is not None and not line.framed})
    units = [cells for _, cells in unit_rows(context)] if tables else []
    lists = (
        ("hang_don_vi", units, ("x.ten", "x.ten_ngan")),
        ("hang_khen_thuong", list(award_table(context)), ("x.hinh_thuc",)),
    )
    taken: list[int] = []
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    for number in tables:
        lines = [line for line in recast.lines if line.table == number and line.row is not None]
        grid = _grid(lines)
        for name, entries, names in lists:
            found = find_rows(grid, entries, names) if entries else None
            if found is not None and found.cells:
                taken += _loop(recast, number, lines, found, name)
                columns |= _under(lines, found)
                break
            if found is not None and found.unlike and name == "hang_don_vi":
                problems.append(told.ROWS_LEFT.at(Place(), count=found.count, found=found.unlike))
                columns |= {line.number: "" for line in lines}  # units' figures are not the office's
    return taken, columns, problems


def _under(lines: list[Line], found: RowLoop) -> dict[int, str]:
    """The lines of rows under a loop whose column is a figure's: its total stands there."""
    codes = {
        cell: code[1] for cell, tag in enumerate(found.cells) if tag and (code := re.search(r"\{\{ x\.([A-Z]\w+)", tag))
    }
    end = found.first + found.count
    return {
        line.number: codes[line.cell]
        for line in lines
        if line.row is not None and line.row >= end and line.cell in codes
    }


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


def _loop(recast: Recast, table: int, lines: list[Line], found: RowLoop, name: str) -> list[int]:
    inside = [line for line in lines if line.row is not None and found.first <= line.row < found.first + found.count]
    for line in inside:
        tag = found.cells[line.cell or 0]
        if line.row == found.first and tag is not None and line.text.strip():
            recast.edit(line.number, [Edit(0, len(line.text), tag)])
    recast.loop_rows(table, found.first, found.count, "{%tr for x in " + name + " %}", "{%tr endfor %}")
    return [line.number for line in inside]

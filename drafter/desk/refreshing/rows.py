"""Turn units and persons that have come since into rows of an officer's workbook, each where it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.reconcile.cells import EMPTY, Cells, Place, equal, places_of
from drafter.revise.insert_rows import NewRow
from drafter.revise.workbook import NotAWorkbook, OfficerBook


@dataclass(frozen=True)
class Grown:
    """The officer's workbook with new rows: where each stands, by sheet and in their order, and what it is about."""

    book: OfficerBook
    rows: Mapping[str, Sequence[tuple[int, str]]]


def grown(
    officer: OfficerBook, fresh: OfficerBook, new: Iterable[tuple[str, Place]], known: set[tuple[str, Place]]
) -> Grown:
    """The workbook with a row for each row of today's that has `new` figures and no row in the officer's.

    `known` are the cells of all of today's figures, by sheet. Where a list has no row to be like, nothing is put in.
    """
    wanted: dict[str, list[NewRow]] = {}
    for sheet, rows in _rows_of(new).items():
        if sheet in officer.sheets:
            wanted[sheet] = list(_placed(officer.sheets[sheet], fresh.sheets[sheet], rows, _rows_of(known)[sheet]))
    wanted = {sheet: rows for sheet, rows in wanted.items() if rows}
    if not wanted:
        return Grown(officer, {})
    try:
        made = officer.with_rows(wanted)
    except NotAWorkbook:
        return Grown(officer, {})  # the figures are told as having no place
    if any(not _is_same(officer.sheets[sheet], made.sheets[sheet], rows) for sheet, rows in wanted.items()):
        return Grown(officer, {})
    return Grown(made, {sheet: list(_named(made.sheets[sheet], rows)) for sheet, rows in wanted.items()})


def _rows_of(cells: Iterable[tuple[str, Place]]) -> dict[str, dict[int, set[int]]]:
    """The columns that cells take, by sheet and row."""
    found: dict[str, dict[int, set[int]]] = {}
    for sheet, (row, column) in cells:
        found.setdefault(sheet, {}).setdefault(row, set()).add(column)
    return found


def _placed(
    officer: Cells, fresh: Cells, new: Mapping[int, set[int]], figures: Mapping[int, set[int]]
) -> Iterable[NewRow]:
    places = places_of(fresh, officer)
    rows = {here[0]: there[0] for here, there in places.items()}
    columns = {here[1]: there[1] for here, there in places.items()}
    for row in sorted(new):
        if row in rows:
            continue
        alike = [one for one, taken in figures.items() if one in rows and taken & figures[row]]
        above = [one for one in rows if one < row]
        if not alike or not above:
            continue
        like = min(alike, key=lambda one: (abs(one - row), one))
        values = {
            columns[column]: cell.value
            for (line, column), cell in fresh.items()
            if line == row and column in columns and column not in figures[row] and not cell.formula
            if isinstance(cell.value, (str, Decimal)) and cell.value != ""
        }
        yield NewRow(rows[max(above)], rows[like], values)


def _is_same(before: Cells, after: Cells, rows: Sequence[NewRow]) -> bool:
    """Whether every cell stands where it must now, with what it held."""
    for (row, column), cell in before.items():
        now = after.get((row + sum(new.after < row for new in rows), column), EMPTY)
        if bool(cell.formula) is not bool(now.formula) or not equal(cell.value, now.value):
            return False
    return True


def _named(cells: Cells, rows: Sequence[NewRow]) -> Iterable[tuple[int, str]]:
    for at, new in enumerate(sorted(rows, key=lambda one: one.after)):
        row = new.after + at + 1
        words = (cell.value for place, cell in sorted(cells.items()) if place[0] == row)
        yield row, next((word for word in words if isinstance(word, str) and not word.isdigit()), "")

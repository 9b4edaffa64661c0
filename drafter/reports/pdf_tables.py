"""Turn the ruled lines of a page into tables: which cells they draw, and how many rows and columns each covers.

A line that is not drawn between two cells makes one merged cell of them, so heads of several rows come out as they
were made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafter.reports.pdf_page import Letter, Rule

_NEAR = 3.0  # points: lines nearer than this are one (a double border), ends nearer than this touch
_MOST_LINES = 3000
_MOST_CELLS = 20_000
_FEWEST_FILLED = 2


@dataclass
class Cell:
    """A cell as drawn: where it is in the table, counted from 1, how much it covers, and the letters in it."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    letters: list[Letter] = field(default_factory=list)


@dataclass(frozen=True)
class PageTable:
    """A table on a page, in points: `across` are the edges of its columns, `down` those of its rows from the top."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def top(self) -> float:
        return self.down[0]


def ruled_tables(rules: Iterable[Rule], letters: Iterable[Letter]) -> tuple[list[PageTable], list[Letter]]:
    """The tables from top to bottom, and the letters that stand in none of them, in their order."""
    tables = [table for group in _connected(_joined(rules)) if (table := _table(group)) is not None]
    homes = [_Home(table) for table in tables]
    outside: list[Letter] = []
    placed: dict[int, list[tuple[Cell, Letter]]] = {}
    for letter in letters:
        found = [(home, cell) for home in homes if (cell := home.cell_of(letter)) is not None]
        if not found:
            outside.append(letter)
            continue
        home, cell = min(found, key=lambda one: one[0].area)  # a table within a frame
        placed.setdefault(id(home.table), []).append((cell, letter))
    kept = []
    for table in tables:
        within = placed.get(id(table), [])
        if len({id(cell) for cell, _ in within}) < _FEWEST_FILLED:
            outside += [letter for _, letter in within]  # a frame around text, or a drawing
            continue
        for cell, letter in within:
            cell.letters.append(letter)
        kept.append(table)
    return sorted(kept, key=lambda table: -table.top), outside


class _Home:
    """Finds the cell in which a letter stands."""

    def __init__(self, table: PageTable) -> None:
        self.table = table
        self._falling = [-edge for edge in table.down]
        self._at = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self.area = (table.across[-1] - table.across[0]) * (table.down[0] - table.down[-1])

    def cell_of(self, letter: Letter) -> Cell | None:
        column = bisect_right(self.table.across, (letter.left + letter.right) / 2)
        row = bisect_right(self._falling, -(letter.base + letter.size / 4))  # above the foot: within its line
        return self._at.get((row, column))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """The lines put together from their pieces: Word draws one a cell, Excel too."""
    joined: list[Rule] = []
    for upright in (False, True):
        same = sorted((rule for rule in rules if rule.upright is upright), key=lambda rule: rule.at)
        for line in _near([(rule.at, rule) for rule in same]):
            at = sum(rule.at for rule in line) / len(line)
            pieces: list[Rule] = []
            for rule in sorted(line, key=lambda one: one.start):
                if pieces and rule.start <= pieces[-1].end + _NEAR:
                    pieces[-1] = Rule(upright, at, pieces[-1].start, max(pieces[-1].end, rule.end))
                else:
                    pieces.append(Rule(upright, at, rule.start, rule.end))
            joined += pieces
    return joined


def _near(placed: Sequence[tuple[float, Rule]]) -> Iterator[list[Rule]]:
    """The rules in groups of those that lie on one line; given in order."""
    group: list[Rule] = []
    last = 0.0
    for at, rule in placed:
        if group and at - last > _NEAR:
            yield group
            group = []
        group.append(rule)
        last = at
    if group:
        yield group


def _connected(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines in groups of those that cross or touch; what touches none (an underline) is alone."""
    if len(rules) > _MOST_LINES:
        return
    level = [rule for rule in rules if not rule.upright]
    upright = [rule for rule in rules if rule.upright]
    waiting = set(range(len(upright)))
    free = set(range(len(level)))
    while waiting:
        group, edge = [], [(True, waiting.pop())]
        while edge:
            is_upright, number = edge.pop()
            one = upright[number] if is_upright else level[number]
            group.append(one)
            others, left = (level, free) if is_upright else (upright, waiting)
            touched = [other for other in left if _touch(one, others[other])]
            left.difference_update(touched)
            edge += [(not is_upright, other) for other in touched]
        yield group


def _touch(one: Rule, other: Rule) -> bool:
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _table(rules: Sequence[Rule]) -> PageTable | None:
    """The table that these lines draw; None for a frame of one cell and for lines that draw none."""
    level = [rule for rule in rules if not rule.upright]
    upright = [rule for rule in rules if rule.upright]
    if len(level) < 2 or not upright:
        return None
    across = _edges([rule.at for rule in upright], [end for rule in level for end in (rule.start, rule.end)])
    down = _edges([rule.at for rule in level], [end for rule in upright for end in (rule.start, rule.end)])[::-1]
    rows, columns = len(down) - 1, len(across) - 1
    if not 1 < rows * columns <= _MOST_CELLS:
        return None
    parted_right = _parted(upright, across[1:-1], [(low + high) / 2 for high, low in pairwise(down)])
    parted_below = _parted(level, down[1:-1], [(a + b) / 2 for a, b in pairwise(across)])
    cells = _cells(rows, columns, parted_right, parted_below)
    return PageTable(tuple(across), tuple(down), tuple(cells)) if len(cells) > 1 else None


def _edges(lines: Iterable[float], ends: Iterable[float]) -> list[float]:
    """Where columns or rows part: at the lines, and where the lines across them end without one (an open side)."""
    edges: list[float] = []
    for place in sorted(lines):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    for place in sorted(ends):
        if all(abs(place - edge) > 2 * _NEAR for edge in edges) and not edges[0] < place < edges[-1]:
            edges.append(place)
    return sorted(edges)


def _parted(rules: Sequence[Rule], edges: Sequence[float], middles: Sequence[float]) -> set[tuple[int, int]]:
    """The pairs of an inner edge and a stretch along it, by number, where a line is drawn."""
    return {
        (number, along)
        for number, edge in enumerate(edges)
        for rule in rules
        if abs(rule.at - edge) <= _NEAR
        for along, middle in enumerate(middles)
        if rule.start <= middle <= rule.end
    }


def _cells(
    rows: int, columns: int, parted_right: set[tuple[int, int]], parted_below: set[tuple[int, int]]
) -> list[Cell]:
    """The cells in reading order: fields with no line between them are one."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            region = _region((row, column), rows, columns, parted_right, parted_below)
            last_row, last_column = max(r for r, _ in region), max(c for _, c in region)
            area = {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
            if region != area:  # no oblong: only what lies beside one another in this row belongs together
                last_row, last_column = row, column
                while (row, last_column + 1) in region and (last_column, row) not in parted_right:
                    last_column += 1
                area = {(row, c) for c in range(column, last_column + 1)}
            taken |= area
            cells.append(Cell(row + 1, column + 1, last_row - row + 1, last_column - column + 1))
    return cells


def _region(
    start: tuple[int, int],
    rows: int,
    columns: int,
    parted_right: set[tuple[int, int]],
    parted_below: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    found, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        beside = (
            ((row, column + 1), (column, row) not in parted_right and column + 1 < columns),
            ((row, column - 1), column > 0 and (column - 1, row) not in parted_right),
            ((row + 1, column), (row, column) not in parted_below and row + 1 < rows),
            ((row - 1, column), row > 0 and (row - 1, column) not in parted_below),
        )
        for place, is_open in beside:
            if is_open and place not in found:
                found.add(place)
                edge.append(place)
    return found

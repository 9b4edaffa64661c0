"""Turn lines of a page into tables without ruled lines: columns by the gaps that all rows leave, rows by their height.

A table is only what has a head over at least two columns of figures, and three rows of them, one under another; what
goes on over the page needs no head of its own. All else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.reports.pdf_columns import (
    FEWEST_COLUMNS,
    Column,
    Line,
    broken_off,
    columns_of,
    figures_of,
    is_blank,
    number_columns,
    put,
    reached,
    right_of,
)
from drafter.reports.pdf_lines import Chunk, parted
from drafter.reports.pdf_rows import head_cells, row_cells, row_groups
from drafter.reports.pdf_tables import PageTable

_GAP = 0.6  # of the letters' size: a wider gap may part two columns; a stretched blank does so too, but in one line
_FEWEST_ROWS = 3  # of figures
_LOOSE, _TIGHT = 2.0, 1.5  # of the size: how far apart lines of a table may stand at all, and lines of one cell
_APART = 1.3  # of the pitch of lines: rows stand that far apart where they have space between them
_MOST_WRAPPED = 12  # lines between two rows of figures
_ROW_NUMBER = re.compile(r"(?:[A-Z]|[IVX]+|\d{1,3})[.)]?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def gap_tables(lines: Sequence[Chunk], before: PageTable | None = None) -> tuple[list[PageTable], list[Chunk]]:
    """The tables from top to bottom, and the lines that stand in none, in their order.

    `before` is the table at the foot of the page before, that the first lines may go on.
    """
    cut = [tuple(parted(line, _GAP)) for line in lines]
    tables: list[PageTable] = []
    outside: list[Chunk] = []
    done = 0
    for first, last in _runs(cut):
        if first < done:
            continue
        found = _table(cut, done, first, last, before if not done else None)
        if found is not None:
            table, start, end = found
            tables.append(table)
            outside += lines[done:start]
            done = end
    return tables, [*outside, *lines[done:]]


def _runs(cut: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first and the last of lines with figures that stand under one another."""
    run: list[int] = []
    for at, line in enumerate(cut):
        figures = figures_of(line)
        if len(figures) < FEWEST_COLUMNS:
            continue
        if run and not (_in_line(figures_of(cut[run[-1]]), figures) and _one_table(cut, run[-1], at)):
            yield run[0], run[-1]
            run = []
        run.append(at)
    if run:
        yield run[0], run[-1]


def _in_line(above: Sequence[Chunk], below: Sequence[Chunk]) -> bool:
    pairs = sum(any(_overlap(one, other) for other in below) for one in above)
    return pairs >= FEWEST_COLUMNS


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.left < other.right and other.left < one.right


def _one_table(cut: Sequence[Line], above: int, below: int) -> bool:
    """Whether nothing between two rows of figures is text of the page, or another table's head."""
    figures = figures_of(cut[above])
    if below - above > _MOST_WRAPPED:
        return False
    across = 0
    for at in range(above + 1, below):
        over = [sum(_overlap(part, one) for one in figures) for part in cut[at]]
        said = [part for part, count in zip(cut[at], over, strict=True) if count and not is_blank(part)]
        if len(said) >= FEWEST_COLUMNS:
            return False
        if max(over) >= FEWEST_COLUMNS:
            across += 1
            gaps = (_gap(cut, at - 1), _gap(cut, at))
            if across > 1 or max(gaps) > _LOOSE * cut[at][0].size:
                return False
    return True


def _gap(cut: Sequence[Line], at: int) -> float:
    """How far a line stands above the next."""
    return cut[at][0].base - cut[at + 1][0].base


def _table(
    cut: Sequence[Line], floor: int, first: int, last: int, before: PageTable | None
) -> tuple[PageTable, int, int] | None:
    """The table about a run of rows, with its first line and the one behind its last; None where it is none.

    No line above `floor` is of it.
    """
    rows = cut[first : last + 1]
    gone_on = before is not None and first - floor <= _MOST_WRAPPED and _fits(cut[floor : last + 1], before)
    columns = [*pairwise(before.across)] if before is not None and gone_on else columns_of(rows)
    numeric = number_columns(rows, columns)
    head = _head(cut, floor, (first, last), columns, numeric) if len(numeric) >= FEWEST_COLUMNS else None
    if head is None and gone_on:
        top, body = floor, floor
    elif head is None or (sum(len(figures_of(line)) >= FEWEST_COLUMNS for line in rows) < _FEWEST_ROWS and not gone_on):
        return None
    else:
        top, body = head
        columns = columns if gone_on else _headed(cut[top:body], columns)
    end = _end(cut, body, last, columns)
    across = before.across if before is not None and gone_on else _edges(cut[body:end], columns)
    spaces = [*pairwise(across)]
    heads = head_cells(cut[top:body], spaces) if body > top else []
    start = max((cell.row + cell.rows - 1 for cell in heads), default=0)
    groups = row_groups(cut[body:end], spaces)
    cells = [*heads, *(cell for row, group in enumerate(groups, start + 1) for cell in row_cells(group, row, spaces))]
    bases = [cut[top][0].base + cut[top][0].size, *(group[-1][0].base for group in groups)]
    return PageTable(across, tuple(bases), tuple(cells)), top, end


def _fits(rows: Sequence[Line], before: PageTable) -> bool:
    """Whether all that stands in these rows stands in the columns of the table on the page before."""
    columns = [*pairwise(before.across)]
    return all(
        len(at := reached(part, columns)) == 1 or (at and part not in figures_of(line) and not figures_of(line))
        for line in rows
        for part in line
    )


def _headed(head: Sequence[Line], columns: Sequence[Column]) -> list[Column]:
    """The columns as wide as their heads, and those that have a head and nothing under it."""
    found = [*columns]
    for number, line in reversed([*enumerate(head)]):
        for part in line:
            at = reached(part, found)
            alone = all(part.left - right > part.size or left - part.right > part.size for left, right in found)
            if alone or (len(at) == 1 and not _over_two(part, at[0], head[number:], found)):
                found = put(found, part)
    return found


def _over_two(part: Chunk, column: int, head: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether words in the first line of a head stand in the middle of a column and of the next, under which both have
    words of their own."""
    beside = {at for one in head[0] if one != part for at in reached(one, columns)}
    below = {at for line in head[1:] for one in line for at in reached(one, columns)}
    for other in (column - 1, column + 1):
        if other in below and column in below and other not in beside:
            (left, _), (_, right) = sorted((columns[column], columns[other]))
            if abs(part.left + part.right - left - right) / 2 <= part.size:
                return not _stands_in(part, columns[column])
    return False


def _stands_in(part: Chunk, column: Column) -> bool:
    """Whether words that reach into a column are in line with it, to the left, the right or the middle."""
    left, right = part.left - column[0], part.right - column[1]
    return min(abs(left), abs(right), abs(left + right) / 2) <= part.size


def _edges(lines: Sequence[Line], columns: Sequence[Column]) -> tuple[float, ...]:
    """Where the columns part: in the middle of what the widest words on either side leave."""
    wide = [*columns]
    for line in lines:
        for part in line:
            if len(at := reached(part, columns)) == 1:
                left, right = wide[at[0]]
                wide[at[0]] = (min(left, part.left), max(right, part.right))
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(wide)]
    return (wide[0][0], *inner, wide[-1][1])


# -- the head and the foot ---------------------------------------------------------------------------------------------


def _over(line: Line, columns: Sequence[Column], numeric: Sequence[int]) -> set[int]:
    """The columns of figures that words of a line, or a row of years, stand over."""
    years = all(_YEAR.fullmatch(one.text) for one in figures_of(line))
    heads = [part for part in line if not is_blank(part) or (years and _YEAR.fullmatch(part.text))]
    return {at for part in heads for at in reached(part, columns)} & {*numeric}


def _head(
    cut: Sequence[Line], floor: int, rows: tuple[int, int], columns: Sequence[Column], numeric: Sequence[int]
) -> tuple[int, int] | None:
    """The first line of the head, and the one behind its last; None where nothing names the columns of figures."""
    first = rows[0]
    limit = max(_LOOSE * cut[first][0].size, _APART * max((_gap(cut, at) for at in range(*rows)), default=0.0))
    top, body, named = first, 0, set[int]()
    years = _over(cut[first], columns, numeric)
    if len(years) > 1:
        top, body, named = first, first + 1, years
    for at in range(first - 1, floor - 1, -1):
        size, gap, line = cut[at][0].size, _gap(cut, at), cut[at]
        text = any(_is_text(part, columns, numeric[0]) for part in line)
        row = not all(_YEAR.fullmatch(part.text) for part in figures_of(line))
        if gap > limit or (body and (text or row)):
            break
        over = set() if text or row else _over(line, columns, numeric)
        if body and not over and len(line) == 1 and gap > _TIGHT * size:
            break
        body = body or (at + 1 if over else 0)
        named |= over
        top = at if body else top
    if len(named) < FEWEST_COLUMNS:
        return None
    while body < first and _gap(cut, body - 1) <= cut[body][0].size and _is_rest(cut[body]):
        body += 1  # the last words of the head of a column of words
    return top, body


def _end(cut: Sequence[Line], body: int, last: int, columns: Sequence[Column]) -> int:
    """The line behind a table: figures may stand alone in its last rows, and words may go on in lines of their own."""
    at = last + 1
    pitch = min((_gap(cut, number) for number in range(body, last)), default=0.0)
    rights = [right_of(cut[body:at], columns, number) for number in range(len(columns))]
    numeric = {place for part in figures_of(cut[last]) for place in reached(part, columns)}
    while at < len(cut) and _gap(cut, at - 1) <= _LOOSE * cut[at][0].size:
        line = cut[at]
        within = all(len(reached(part, columns)) <= 1 for part in line)
        figures = [part for part in figures_of(line) if numeric & {*reached(part, columns)}]
        near = _gap(cut, at - 1) <= max(_TIGHT * line[0].size, 1.1 * pitch)
        goes_on = near and all(_wraps(cut[at - 1], part, columns, rights) for part in line)
        numbered = len(line) > 1 and _ROW_NUMBER.fullmatch(line[0].text) and reached(line[0], columns) == [0]
        if not (within or numbered) or not (figures or goes_on or numbered):
            break
        at += 1
    return at


def _is_text(part: Chunk, columns: Sequence[Column], numeric: int) -> bool:
    """Whether words reach over columns as no head does: over those before `numeric`, most of all, or out of line."""
    at = reached(part, columns)
    if len(at) < FEWEST_COLUMNS:
        return False
    left, right = columns[at[0]][0], columns[at[-1]][1]
    return at[0] < numeric or 2 * len(at) > len(columns) or not _stands_in(part, (left, right))


def _is_rest(line: Line) -> bool:
    """Whether a line is only the rest of the words above."""
    return all(part.text[0].islower() for part in line)


def _wraps(above: Line, part: Chunk, columns: Sequence[Column], rights: Sequence[float]) -> bool:
    """Whether words are the rest of those in their column in the line above."""
    at = reached(part, columns)
    over = [one for one in above if at and reached(one, columns) == at]
    return bool(over) and (part.text[0].islower() or broken_off(over[-1], part, rights[at[0]]))

"""Turn the lines of a table without ruled lines into its cells: merged ones in its head, rows of several lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafter.reports.pdf_columns import Column, Line, broken_off, figures_of, is_blank, reached, right_of
from drafter.reports.pdf_lines import Chunk, joined, words
from drafter.reports.pdf_tables import Cell

_ONE_BAND = 0.8  # of the size: lines nearer than this are of one row (a figure in the middle of two lines of words)
_APART = 1.3  # of the pitch of lines: rows stand that far apart where they have space between them


@dataclass
class _Span:
    """Columns from `first` to `last`, and the chunks that stand over or in them."""

    first: int
    last: int
    chunks: list[Chunk] = field(default_factory=list)


def head_cells(lines: Sequence[Line], columns: Sequence[Column]) -> list[Cell]:
    """The cells of a head: words over several columns, under which there are more, are a merged cell."""
    spans: list[_Span] = []
    single: list[_Span] = [_Span(at, at) for at in range(len(columns))]
    lowest = {at[0]: part.base for line in lines for part in line if len(at := reached(part, columns)) == 1}
    for line in lines:
        for part in line:
            at = reached(part, columns)
            if len(at) > 1 and all(lowest.get(one, part.base) < part.base for one in at):
                _span(spans, at).chunks.append(part)
            else:
                for place, chunk in _split(part, columns):
                    single[place].chunks.append(chunk)
    level: list[int] = []
    for one in spans:
        level.append(1 + max(_levels(spans, level, one), default=0))
    rows = 1 + max(level, default=0)
    cells = [
        Cell(at, one.first + 1, 1, one.last - one.first + 1, [*joined(one.chunks)])
        for one, at in zip(spans, level, strict=True)
    ]
    for one in single:
        under = 1 + max(_levels(spans, level, one), default=0)
        cells.append(Cell(under, one.first + 1, rows - under + 1, 1, [*joined(one.chunks)]))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _levels(spans: Sequence[_Span], level: Sequence[int], one: _Span) -> Iterator[int]:
    """The rows of those merged cells, of the first ones, that stand over the columns of one."""
    placed = zip(spans, level, strict=False)
    return (at for other, at in placed if other.first <= one.last and one.first <= other.last)


def _span(spans: list[_Span], at: Sequence[int]) -> _Span:
    """The merged cell over these columns: one that has begun above, or a new one."""
    same = [one for one in spans if one.first == at[0] and one.last == at[-1]]
    if not same:
        spans.append(_Span(at[0], at[-1]))
    return same[-1] if same else spans[-1]


# -- rows --------------------------------------------------------------------------------------------------------------


def row_groups(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """The lines of each row."""
    bands: list[list[Line]] = []
    for line in lines:
        if bands and bands[-1][-1][0].base - line[0].base < _ONE_BAND * line[0].size:
            bands[-1].append(line)
        else:
            bands.append([line])
    label = _label(lines, columns)
    right = right_of(lines, columns, label)
    seen = [_Band(band, columns, label) for band in bands]
    gaps = [one.lines[-1][0].base - other.lines[0][0].base for one, other in pairwise(seen)]
    pitch = min(gaps, default=0.0)
    at_top = [one.new for one in seen if one.figures and one.words]
    top = sum(at_top) >= 0.9 * len(at_top)  # figures stand beside the first line of their words
    groups: list[list[_Band]] = []
    for one, gap in zip(seen, [0.0, *gaps], strict=False):
        if groups and gap <= _APART * pitch and _goes_on(groups[-1], one, right, top=top):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [[line for one in group for line in one.lines] for group in groups]


def _label(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """The column with the most words, of those that are not figures."""
    said = [0] * len(columns)
    for line in lines:
        for part in line:
            for at in reached(part, columns)[:1]:
                said[at] += 0 if is_blank(part) else len(part.letters)
    return said.index(max(said))


class _Band:
    """Lines of one row for sure, and what stands in them."""

    def __init__(self, lines: list[Line], columns: Sequence[Column], label: int) -> None:
        self.lines = lines
        parts = [(part, reached(part, columns)) for line in lines for part in line]
        self.figures = any(is_blank(part) and at[:1] > [label] for part, at in parts)
        self.across = any(len(at) > 1 for _, at in parts)
        self.number = any(at and at[-1] < label for _, at in parts)
        self.words = [part for part, at in parts if label in at]
        self.new = bool(self.words) and not (self.words[0].text[0].islower() or self.words[0].text[0] in "(")


def _goes_on(group: Sequence[_Band], one: _Band, right: float, *, top: bool) -> bool:
    """Whether a row goes on: it has no second figures or number, and its words were broken off at the column's edge."""
    figures, number = any(band.figures for band in group), any(band.number for band in group)
    said = [part for band in group for part in band.words]
    if (one.figures and figures) or (one.number and number):
        return False
    if not one.words or not one.new or not said:
        return True
    if (figures and not top) or (one.number and top) or one.across or group[-1].across:
        return False
    return broken_off(said[-1], one.words[0], right)


def row_cells(group: Sequence[Line], row: int, columns: Sequence[Column]) -> list[Cell]:
    """The cells of a row, empty ones too; words over several columns, in a row without figures, are a merged cell."""
    wide = [at for line in group for part in line if len(at := reached(part, columns)) > 1]
    merged = range(0)
    if wide and not any(figures_of(line) for line in group):
        merged = range(min(at[0] for at in wide), max(at[-1] for at in wide) + 1)
    cells = {at: Cell(row, at + 1) for at in range(len(columns)) if at not in merged[1:]}
    if merged:
        cells[merged[0]].columns = len(merged)
    for line in group:
        for part in line:
            for place, chunk in _split(part, columns):
                cells[merged[0] if place in merged else place].letters += chunk.letters
    return [cell for _, cell in sorted(cells.items())]


def _split(part: Chunk, columns: Sequence[Column]) -> Iterable[tuple[int, Chunk]]:
    """A chunk by columns; the words of one that reaches over several each in its own."""
    at = reached(part, columns)
    if len(at) == 1:
        yield at[0], part
        return
    for word in words(part):
        middle = (word.left + word.right) / 2
        yield min(range(len(columns)), key=lambda one: _away(middle, columns[one])), word


def _away(place: float, column: Column) -> float:
    return max(column[0] - place, place - column[1], 0.0)

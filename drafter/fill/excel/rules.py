"""Turn a rule over ranges (a conditional format, a validation) into rules that mean the same for every copy.

Excel reads the formulas of a rule from its top left cell and moves their relative references from cell to cell. For
copies of a row that is right when every copy's meaning is the first one's, moved; else the rule is written once for
each meaning, and what all copies mean alike is fixed with $.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.fill.excel.axis import Growth, Origin, runs_of
from drafter.fill.excel.formula import Ref, parse_area, shifted
from drafter.fill.excel.refs import Area, Here, Layout, Lines, area_list
from drafter.fill.excel.rewrite import compiled


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the output: its ranges, and the cell in whose words its formulas are written."""

    sqref: str
    here: Here
    pinned: tuple[bool, bool] = (False, False)


def rules(whole: Rule, old: str, formulas: Sequence[str], layout: Layout, lines: Lines) -> Iterator[Rule]:
    """The rules that one rule over the ranges `old` becomes; `whole` is it in one piece."""
    row, col = whole.here.row, whole.here.col
    refs = [ref for part in old.split() if (ref := parse_area(part)) is not None]
    if not formulas or row is None or col is None or not refs:
        yield whole
        return
    pinned = (_repeats(lines.rows, row.line, refs, 0), _repeats(lines.cols, col.line, refs, 1))
    if pinned == (False, False):
        yield whole
        return
    first = Rule(whole.sqref, whole.here, pinned)
    if not lines.cols.structure.around(col.line) and all(
        compiled(text).pattern(layout, whole.here.sheet, row.line) is not None for text in formulas
    ):
        yield first
        return
    yield from _by_meaning(first, refs, formulas, layout, lines)


def _repeats(growth: Growth, line: int, refs: Sequence[Ref], axis: int) -> bool:
    """Whether the rule stands on one line that comes out again and again."""
    ends = {end for ref in refs for end in ((ref.r1, ref.r2) if axis == 0 else (ref.c1, ref.c2))}
    return ends == {line} and bool(growth.structure.around(line))


def _by_meaning(
    first: Rule, refs: Sequence[Ref], formulas: Sequence[str], layout: Layout, lines: Lines
) -> Iterator[Rule]:
    row, col = first.here.row, first.here.col
    assert row is not None
    assert col is not None
    plain: set[tuple[str, ...]] = set()
    meanings: dict[tuple[str, ...], list[Here]] = {}
    for out in lines.rows.copies(row.line) if first.pinned[0] else (row.out,):
        for at in lines.cols.copies(col.line) if first.pinned[1] else (col.out,):
            here = Here(first.here.sheet, Origin(row.line, out), Origin(col.line, at))
            by = (row.out - out, col.out - at)
            if len(plain) < 2:
                plain.add(tuple(shifted(compiled(text).text(layout, here), *by) for text in formulas))
            texts = tuple(shifted(compiled(text).text(layout, here, first.pinned), *by) for text in formulas)
            meanings.setdefault(texts, []).append(here)
    if len(plain) == 1:
        yield Rule(first.sqref, first.here)
        return
    if len(meanings) == 1:
        yield first
        return
    for found in meanings.values():
        yield Rule(area_list(_areas(found, refs, first.pinned, lines)), found[0], first.pinned)


def _areas(found: Sequence[Here], refs: Sequence[Ref], pinned: tuple[bool, bool], lines: Lines) -> Iterator[Area]:
    """The ranges of some copies of a rule's cells."""
    rows = {here.row.out for here in found if here.row is not None}
    cols = {here.col.out for here in found if here.col is not None}
    for ref in refs:
        downs = runs_of(sorted(rows)) if pinned[0] else lines.rows.everywhere(ref.r1 or 1, ref.r2 or 1)
        across = list(runs_of(sorted(cols)) if pinned[1] else lines.cols.everywhere(ref.c1 or 1, ref.c2 or 1))
        yield from (Area(r1, c1, r2, c2) for r1, r2 in downs for c1, c2 in across)

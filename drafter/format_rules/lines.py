"""Turn a measured file into lines as a reader sees them, each with its runs and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.format_rules.paper import Line, Spot
from drafter.model.page import Block, PageFile, Paragraph, Run, Table


@dataclass
class _Count:
    """Numbers given so far."""

    lines: int = 0
    tables: int = 0


def lines_of(file: PageFile) -> tuple[Line, ...]:
    """Every line of the file's pages in reading order. Hidden text is not printed and not there."""
    count = _Count()
    found: list[Line] = []
    for number, section in enumerate(file.sections):
        found += _blocks(section.blocks, number, section.text_mm, Spot.BODY, (), count)
    return tuple(found)


def _blocks(
    blocks: tuple[Block, ...], section: int, width: float, spot: Spot, cell: tuple[int, ...], count: _Count
) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block, section, count)
            continue
        yield from _paragraph(block, section, width, spot, cell, count)
        for drawing in block.drawings:
            if drawing.blocks:
                yield from _blocks(drawing.blocks, section, drawing.width_mm or width, Spot.BOX, (), count)


def _table(table: Table, section: int, count: _Count) -> Iterator[Line]:
    count.tables += 1
    number = count.tables
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            place = (number, row_number, column)
            yield from _blocks(cell.blocks, section, cell.text_mm, Spot.CELL, place, count)


def _paragraph(
    paragraph: Paragraph, section: int, width: float, spot: Spot, cell: tuple[int, ...], count: _Count
) -> Iterator[Line]:
    runs = [run for run in paragraph.runs if not run.look.hidden]
    for piece in _pieces(runs):
        text = "".join(run.shown for run in piece)
        yield Line(
            text=text.replace("\f", "").strip(),
            runs=tuple(piece),
            paragraph=paragraph,
            order=count.lines,
            section=section,
            spot=spot,
            cell=cell,
            column_mm=max(0.0, width - paragraph.layout.left_mm - paragraph.layout.right_mm),
            own="\t" not in text.strip("\t "),
            breaks_page="\f" in text,
        )
        count.lines += 1


def _pieces(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of each line: a line break ends one."""
    if not any("\n" in run.text for run in runs):
        yield runs
        return
    piece: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        if first:
            piece.append(replace(run, text=first))
        for other in others:
            yield piece
            piece = [replace(run, text=other)] if other else []
    yield piece


def halves(line: Line, pattern: re.Pattern[str]) -> tuple[Line | None, Line | None]:
    """A line on which two columns are made with tabs or spaces: what stands left of the pattern, and from it on.

    The left is None where nothing stands there; the right where the pattern is not found.
    """
    text = "".join(run.shown for run in line.runs)
    met = pattern.search(text)
    if met is None:
        return line, None
    left, right = part_of(line, 0, met.start()), part_of(line, met.start(), len(text))
    return (left if not left.empty else None), right


def part_of(line: Line, start: int, end: int) -> Line:
    """A line's letters from `start` to `end` as a line that does not stand alone."""
    runs, at = [], 0
    for run in line.runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            runs.append(replace(run, text=text))
        at += len(run.text)
    return replace(line, text="".join(run.shown for run in runs).strip(), runs=tuple(runs), own=False)

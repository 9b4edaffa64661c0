"""Turn a measured file with tracked changes into the file as it is with all of them accepted, or all rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.model.page import Block, Change, Drawing, Note, PageFile, Paragraph, Row, Table, View, paragraphs


def in_view(file: PageFile, view: View) -> PageFile:
    """The file in a view: no change is left on it. A paragraph whose mark is gone runs on into the next one.

    What a change of formatting (rPrChange, pPrChange) looked like before is not told: both views show the new look.
    """
    sections = tuple(
        replace(
            section,
            blocks=blocks_in_view(section.blocks, view),
            headers={kind: blocks_in_view(blocks, view) for kind, blocks in section.headers.items()},
            footers={kind: blocks_in_view(blocks, view) for kind, blocks in section.footers.items()},
        )
        for section in file.sections
    )
    notes = tuple(Note(blocks_in_view(note.blocks, view), note.at_end) for note in file.notes)
    return replace(file, sections=sections, notes=notes, tracked=0)


def blocks_in_view(blocks: Iterable[Block], view: View) -> tuple[Block, ...]:
    """The blocks in a view; rows and paragraphs that are gone are gone."""
    return tuple(_blocks(blocks, view))


def _blocks(blocks: Iterable[Block], view: View) -> Iterator[Block]:
    before: list[Paragraph] = []  # paragraphs whose mark is not there: they run on into the next
    for block in blocks:
        if isinstance(block, Table):
            yield from _joined(before)
            before = []
            table = replace(block, rows=tuple(_rows(block.rows, view)))
            if table.rows:
                yield table
            continue
        seen = _paragraph(block, view)
        if view.shows(block.mark_change):
            yield from _joined([*before, seen])
            before = []
        else:
            before.append(seen)
    yield from _joined(before)


def _joined(pieces: list[Paragraph]) -> Iterator[Paragraph]:
    """One paragraph of several; it is set as the last one, whose mark remained. Nothing where nothing is left."""
    if not pieces:
        return
    if len(pieces) == 1 and pieces[0].mark_change is Change.NONE:
        yield pieces[0]
        return
    runs = tuple(run for piece in pieces for run in piece.runs)
    drawings = tuple(drawing for piece in pieces for drawing in piece.drawings)
    kept = pieces[-1].mark_change is Change.NONE
    if runs or drawings or kept:
        yield replace(pieces[-1], runs=runs, drawings=drawings, mark_change=Change.NONE)


def _paragraph(paragraph: Paragraph, view: View) -> Paragraph:
    runs = paragraph.runs
    if any(run.change is not Change.NONE for run in runs):
        runs = tuple(replace(run, change=Change.NONE) for run in runs if view.shows(run.change))
    mark = Change.NONE if view.shows(paragraph.mark_change) else paragraph.mark_change
    if runs is paragraph.runs and mark is paragraph.mark_change and not paragraph.drawings:
        return paragraph
    drawings = tuple(_drawing(drawing, view) for drawing in paragraph.drawings)
    return replace(paragraph, runs=runs, mark_change=mark, drawings=drawings)


def _drawing(drawing: Drawing, view: View) -> Drawing:
    return replace(drawing, blocks=blocks_in_view(drawing.blocks, view)) if drawing.blocks else drawing


def _rows(rows: Iterable[Row], view: View) -> Iterator[Row]:
    for row in rows:
        if view.shows(row.change):
            cells = tuple(replace(cell, blocks=blocks_in_view(cell.blocks, view)) for cell in row.cells)
            yield replace(row, cells=cells, change=Change.NONE)


def visible_text(file: PageFile, view: View = View.ACCEPTED, *, around: bool = False) -> str:
    """The words of the file's pages in a view, a line for each paragraph, labels of lists included.

    `around`: headers, footers and notes too, after the text.
    """
    seen = in_view(file, view)
    lines = [line for section in seen.sections for line in _lines(section.blocks)]
    if around:
        for section in seen.sections:
            for blocks in (*section.headers.values(), *section.footers.values()):
                lines += _lines(blocks)
        for note in seen.notes:
            lines += _lines(note.blocks)
    return "\n".join(lines)


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for paragraph in paragraphs(blocks):
        label = f"{paragraph.label} " if paragraph.label else ""
        yield label + "".join(run.shown for run in paragraph.runs if not run.look.hidden)

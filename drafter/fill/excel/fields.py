"""Turn the text of one cell, header or name into text and tags in order, each run of rich text kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drafter.fill.errors import Place, TemplateError
from drafter.fill.excel.grid import Cell
from drafter.fill.excel.xml import escaped
from drafter.fill.syntax import NOT_CLOSED, Block, For, If, Piece, Print, Tag, With, parse
from drafter.fill.tagtext import Found, find_tags


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to fill. `value` is set where the cell is one expression, else `body` is text with tags.

    `rich` says that the body's text is XML of runs already, so that values are escaped as they are put in.
    """

    cell: Cell
    tag: Tag
    value: Print | None = None
    body: tuple[Block, ...] = ()
    rich: bool = False


def near_text(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def text_slot(text: str, where: Place, printer: str) -> tuple[Slot | None, list[TemplateError]]:
    """A text outside the cells (a header, a sheet's name) as a slot; None when it holds no tag."""
    found = list(find_tags(text))
    if not found:
        return None, []
    cell = Cell(0, 0, 0, "", "n", "", text)
    unclosed = next((mark for mark in found if mark.end < 0), None)
    if unclosed is not None:
        close = {"{{": "}}", "{%": "%}", "{#": "#}"}[unclosed.kind]
        return None, [
            TemplateError(NOT_CLOSED, where=where, near=near_text(text), found=text[unclosed.start :], close=close)
        ]
    tag = Tag("print", "", where, near_text(text))
    pieces = pieces_of(cell, found, lambda mark: Tag(KINDS[mark.kind], mark.body, where, near_text(text), printer))
    blocks, errors = parse(list(pieces))
    return (None, errors) if errors else (Slot(cell, tag, body=tuple(blocks)), [])


KINDS = {"{{": "print", "{%": "block"}


def printer_of(rich: bool) -> str:
    return "xml" if rich else "text"


def pieces_of(cell: Cell, found: Sequence[Found], tag: Callable[[Found], Tag]) -> Iterable[Piece]:
    """Text and tags of a cell in order; with runs the text is XML, and a tag belongs to the run it begins in."""
    bounds = _run_bounds(cell)
    at = 0
    for mark in found:
        yield from _stretch(cell, bounds, at, mark.start)
        if mark.kind != "{#":
            yield tag(mark)
        at = mark.end
        if bounds:  # runs that begin inside the tag still begin
            yield from _openings(bounds, mark.start + 1, mark.end)
    yield from _stretch(cell, bounds, at, len(cell.text))
    if bounds:
        yield "</t></r>"


def _run_bounds(cell: Cell) -> dict[int, str]:
    """The opening XML of each run by the position at which it begins."""
    bounds: dict[int, str] = {}
    at = 0
    for look, words in cell.runs:
        opening = f'{"</t></r>" if bounds else ""}<r>{look}<t xml:space="preserve">'
        if words:
            bounds[at] = opening
        at += len(words)
    return bounds


def _openings(bounds: dict[int, str], start: int, end: int) -> Iterable[str]:
    return (opening for at, opening in bounds.items() if start <= at < end)


def _stretch(cell: Cell, bounds: dict[int, str], start: int, end: int) -> Iterable[str]:
    if not bounds:
        if end > start:
            yield cell.text[start:end]
        return
    cuts = sorted({start, end, *(at for at in bounds if start <= at <= end and at < len(cell.text))})
    for at, following in zip(cuts, [*cuts[1:], end], strict=True):
        if at in bounds:
            yield bounds.pop(at)
        if following > at:
            yield escaped(cell.text[at:following])


def walk(blocks: Iterable[Block]) -> Iterable[Block]:
    """Every block of a tree, outer before inner."""
    for block in blocks:
        yield block
        if isinstance(block, If):
            for _, _, branch in block.branches:
                yield from walk(branch)
        elif isinstance(block, For):
            yield from walk(block.body)
            yield from walk(block.otherwise)
        elif isinstance(block, With):
            yield from walk(block.body)

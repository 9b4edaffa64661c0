"""Turn the text of one cell, header or name into text and tags in order, each run of rich text kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.excel.grid import Cell
from drafter.fill.excel.xml import Element, escaped
from drafter.fill.syntax import NOT_CLOSED, Block, For, If, Piece, Print, Tag, With, parse
from drafter.fill.tagtext import Found, find_tags

WRONG_LEVEL = Kind(
    "T154",
    "thẻ «{found}» không dùng được trong Excel",
    "the tag «{found}» is of no use in Excel",
    "dùng {{%tr %}} cho hàng, {{%tc %}} cho cột, {{{{ }}}} và {{% %}} trong một ô",
    "use {{%tr %}} for rows, {{%tc %}} for columns, {{{{ }}}} and {{% %}} inside one cell",
)


Spot = tuple[Place, str]
"""One text that is filled: where it stands, and how it begins (a chart has several texts at one place)."""


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

    @property
    def spot(self) -> Spot:
        return spot_of_tag(self.tag)


def spot_of_tag(tag: Tag) -> Spot:
    return tag.where, tag.near


def spot_of(error: TemplateError) -> Spot:
    """The text an error was found in, whatever the data row."""
    return replace(error.where, steps=tuple(step for step in error.where.steps if step[0] != "item")), error.near


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
        words = {"found": text[unclosed.start :], "close": CLOSINGS[unclosed.kind]}
        return None, [TemplateError(NOT_CLOSED, where=where, near=near_text(text), **words)]  # type: ignore[arg-type]
    tag = Tag("print", "", where, near_text(text))
    pieces = pieces_of(cell, found, lambda mark: Tag(KINDS[mark.kind], mark.body, where, near_text(text), printer))
    blocks, errors = parse(list(pieces))
    return (None, errors) if errors else (Slot(cell, tag, body=tuple(blocks)), [])


def markup_slot(
    xml: str, start: int, end: int, texts: Sequence[Element], where: Place, printer: str
) -> tuple[Slot | None, list[TemplateError]]:
    """xml[start:end] as a slot when the texts in it (elements in order) hold tags, joined over their runs.

    A tag belongs to the text it begins in; what of it stands in later runs is taken out there.
    """
    texts = [one for one in texts if one.inner < one.end and not one.children()]
    whole = "".join(one.text for one in texts)
    found = list(find_tags(whole)) if "{" in whole.replace("｛", "{") else []
    if not found:
        return None, []
    near = near_text(whole)
    unclosed = next((mark for mark in found if mark.end < 0), None)
    if unclosed is not None:
        words = {"found": whole[unclosed.start : unclosed.start + 40], "close": CLOSINGS[unclosed.kind]}
        return None, [TemplateError(NOT_CLOSED, where=where, near=near, **words)]  # type: ignore[arg-type]
    wrong = next((mark for mark in found if mark.level), None)
    if wrong is not None:
        return None, [TemplateError(WRONG_LEVEL, where=where, near=near, found=whole[wrong.start : wrong.end])]
    pieces: list[Piece] = []
    at, position = 0, start
    for one in texts:
        stop = at + len(one.text)
        pieces.append(xml[position : one.inner])
        pieces += _stretch(
            whole, at, stop, found, lambda mark: Tag(KINDS[mark.kind], mark.body, where, near, printer), escaped
        )
        at, position = stop, one.close
    pieces.append(xml[position:end])
    blocks, errors = parse([piece for piece in pieces if piece != ""])
    if errors:
        return None, errors
    cell = Cell(0, 0, 0, "", "n", "", whole)
    return Slot(cell, Tag("print", "", where, near), body=tuple(blocks), rich=True), []


KINDS = {"{{": "print", "{%": "block"}
CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}


def printer_of(rich: bool) -> str:
    return "xml" if rich else "text"


def pieces_of(cell: Cell, found: Sequence[Found], tag: Callable[[Found], Tag]) -> Iterable[Piece]:
    """Text and tags of a cell in order; with runs the text is XML, and a tag belongs to the run it begins in."""
    if not cell.runs:
        yield from _stretch(cell.text, 0, len(cell.text), found, tag, lambda text: text)
        return
    start = 0
    for look, words in cell.runs:
        stop = start + len(words)
        inside = list(_stretch(cell.text, start, stop, found, tag, escaped))
        if inside:
            yield from (f'<r>{look}<t xml:space="preserve">', *inside, "</t></r>")
        start = stop


def _stretch(
    text: str, start: int, stop: int, found: Sequence[Found], tag: Callable[[Found], Tag], write: Callable[[str], str]
) -> Iterable[Piece]:
    """text[start:stop] and the tags that begin in it; of a tag that began before only what follows it."""
    at = start
    for mark in found:
        if mark.start >= stop or mark.end <= at:
            continue
        if mark.start > at:
            yield write(text[at : mark.start])
        if mark.start >= start and mark.kind != "{#":
            yield tag(mark)
        at = mark.end
    if at < stop:
        yield write(text[at:stop])


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

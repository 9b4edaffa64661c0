"""Refuse loops that stand beside one another: their lines cannot come out so often for the one, so often for the other.

Tags on lines are read as nested. They are beside one another, though written apart, when each closes under the other,
or when the inner one stands elsewhere, repeats something of its own, and no cell speaks of both.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.excel.fields import near_text
from drafter.fill.excel.grid import Cell
from drafter.fill.syntax import Tag, keyword

SIDE_BY_SIDE = Kind(
    "T151",
    "hai vòng lặp đứng cạnh nhau trên cùng một hàng: «{tag}» và «{found}»",
    "two loops stand side by side on the same rows: «{tag}» and «{found}»",
    "đặt hai danh sách trên dưới nhau, hoặc sang hai trang tính; vòng lặp lồng thì gõ trên hai hàng riêng",
    "put one list below the other or on two sheets; write nested loops on rows of their own",
)
OVERLAPPING = Kind(
    "T166",
    "hai vòng lặp dùng chung một số {lines}: «{tag}» ({cells}) và «{found}» ({others})",
    "two loops share some {lines}: «{tag}» ({cells}) and «{found}» ({others})",
    "đặt hai danh sách tách nhau, hoặc sang hai trang tính; nếu vòng sau nằm trong vòng trước thì gõ thẻ của nó thẳng"
    " hàng với thẻ của vòng trước",
    "keep the two lists apart or on two sheets; when the second is meant inside the first, write its tags in line with"
    " those of the first",
)

Controls = Mapping[int, Sequence[tuple[Cell, tuple[Tag, ...]]]]


@dataclass(frozen=True, slots=True)
class _Loop:
    """A pair of loop tags: the cells they stand in, and the loops around it, outermost first."""

    tag: Tag
    opens: Cell
    closes: Cell
    around: tuple[tuple[Tag, Cell], ...]


def neighbours(controls: Controls, axis: str, cells: Iterable[tuple[Cell, str]]) -> Iterator[TemplateError]:
    """What is wrong with the loops of rows ("row") or columns; `cells` are those with tags and the words in them."""
    if axis == "row":
        yield from _on_one_row(controls)
    found = list(_loops(controls))
    spoken = [(cell, set(re.findall(r"\w+", words))) for cell, words in cells]
    made = {name for _, words in cells for name in re.findall(r"\bset\s+(\w+)", words)}
    made |= {name for tag in _tags(controls) if keyword(tag.body) in ("set", "with") for name in _words(tag.body)}
    by_opening = {(loop.opens.row, loop.opens.col): loop for loop in found}
    for loop in found:
        for outer_tag, opens in loop.around:
            outer = by_opening.get((opens.row, opens.col))
            if outer is not None and outer is not loop and _beside(outer, loop, axis, spoken, made):
                yield TemplateError(
                    OVERLAPPING,
                    where=loop.tag.where,
                    near=near_text(loop.opens.text),
                    lines=Told("hàng", "rows") if axis == "row" else Told("cột", "columns"),
                    tag=outer_tag.source,
                    cells=_ends(outer),
                    found=loop.tag.source,
                    others=_ends(loop),
                )
                break


def _on_one_row(controls: Controls) -> Iterator[TemplateError]:
    """Two loops opened in different cells of one row are nested only when the second speaks of the first's name."""
    for cells in controls.values():
        openers = [(cell, tag) for cell, tags in cells for tag in tags if keyword(tag.body) == "for"]
        for (_, first), (cell, second) in pairwise(openers):
            if first.where != second.where and not _names(first) & _source(second):
                yield TemplateError(
                    SIDE_BY_SIDE,
                    where=second.where,
                    near=near_text(cell.text),
                    tag=first.source,
                    found=second.source,
                )


def _loops(controls: Controls) -> Iterator[_Loop]:
    """The pairs of loop tags in the order in which they close."""
    opened: list[tuple[Tag, Cell]] = []
    for line in sorted(controls):
        for cell, tags in controls[line]:
            for tag in tags:
                if keyword(tag.body) == "for":
                    opened.append((tag, cell))
                elif keyword(tag.body) == "endfor" and opened:
                    first, opens = opened.pop()
                    yield _Loop(first, opens, cell, tuple(opened))


def _beside(outer: _Loop, inner: _Loop, axis: str, spoken: Sequence[tuple[Cell, set[str]]], made: set[str]) -> bool:
    def line(cell: Cell) -> int:
        return cell.row if axis == "row" else cell.col

    def file(cell: Cell) -> int:
        return cell.col if axis == "row" else cell.row

    if line(outer.opens) == line(inner.opens) or file(outer.opens) == file(inner.opens):
        return False
    if file(inner.closes) == file(outer.opens) and file(outer.closes) == file(inner.opens):
        return True
    theirs, own = {name for tag, _ in inner.around for name in _names(tag)}, _names(inner.tag)
    if _source(inner.tag) & (theirs | made | {"loop"}):
        return False
    if own & theirs:
        return True
    body = [words for cell, words in spoken if line(inner.opens) < line(cell) < line(inner.closes)]
    apart = any(words & theirs for words in body) and any(words & own for words in body)
    return apart and not any(words & theirs and words & own for words in body)


def _tags(controls: Controls) -> Iterator[Tag]:
    return (tag for cells in controls.values() for _, tags in cells for tag in tags)


def _names(tag: Tag) -> set[str]:
    """The names a loop gives."""
    return set(_words(tag.body.partition(" in ")[0])[1:])


def _source(tag: Tag) -> set[str]:
    """The names in what a loop repeats."""
    return set(_words(tag.body.partition(" in ")[2]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _ends(loop: _Loop) -> str:
    return f"{loop.opens.name}–{loop.closes.name}"

"""Turn the tags of a worksheet into two programs: one that counts its lines, one that yields the values of its rows.

Events are tuples. Filling yields (row line, values of its slots). Counting yields (line,) and the marks below; a loop
over plain lines is one mark, whatever its length.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel.axis import Growth, Structure
from drafter.fill.excel.captions import Caption
from drafter.fill.excel.fields import Slot, walk
from drafter.fill.excel.spread import (
    BLOCK_BEGINS,
    BLOCK_ENDS,
    TURN_BEGINS,
    TURN_ENDS,
    TURNS,
    BlankRow,
    CellValues,
    Effects,
    Mark,
    Row,
    RowCompiler,
    Turns,
)
from drafter.fill.excel.tags import SheetTags
from drafter.fill.filters import Filter
from drafter.fill.language import Program
from drafter.fill.runtime import Limits, Lookups, Room
from drafter.fill.syntax import Block, For, Hook, If, Set, With

TOO_MANY_LINES = Kind(
    "T162",
    "kết quả có {found} hàng hoặc cột, trang tính Excel chỉ chứa {limit}",
    "the result has {found} rows or columns, a sheet holds {limit}",
    "chia dữ liệu ra nhiều tệp",
    "divide the data over several files",
)


Event = tuple[Any, ...]


def counting(
    tags: SheetTags, axis: str, language: "Maker", kept: Mapping[int, int]
) -> tuple[Program | None, list[TemplateError]]:
    """The program that counts rows or columns; None when nothing of them can change."""
    structure, blocks = (tags.rows, tags.row_blocks) if axis == "row" else (tags.cols, tags.col_blocks)
    if not structure.blocks:
        return None, []
    return language.make(_Counting(structure, tags, axis, kept).blocks(blocks))


def filling(tags: SheetTags, language: "Maker", kept: Mapping[int, int]) -> tuple[Program | None, list[TemplateError]]:
    """The program that yields the rows with slots, and every row of a block.

    `kept` gives the line that a loop leaves as one blank row when it has no items (a table must have one); its
    values are None.
    """
    return language.make(_Filling(tags, kept).blocks(tags.row_blocks))


def texts(slots: Mapping[int, Slot], language: "Maker") -> tuple[Program | None, list[TemplateError]]:
    """The program that yields texts outside the cells, each with its number."""
    if not slots:
        return None, []
    return language.make([Row(number, [CellValues((slot,), "")]) for number, slot in slots.items()])


def captions(
    found: Sequence[Caption], tags: SheetTags | None, language: "Maker"
) -> tuple[Program | None, list[TemplateError]]:
    """The program that yields the texts of captions, each with its number, for copy after copy of its place."""
    if not found:
        return None, []
    if tags is None:
        return texts({number: caption.slot for number, caption in enumerate(found)}, language)
    return language.make(_Captions(found, tags).blocks())


@dataclass(frozen=True)
class Maker:
    """What compiling needs of the template's language."""

    filters: Mapping[str, Filter]
    lookups: Lookups
    limits: Limits
    name: str

    def make(self, blocks: list[Any]) -> tuple[Program | None, list[TemplateError]]:
        compiler = RowCompiler(self.filters, frozenset(), self.lookups)
        function = compiler.function(blocks, f"<template {self.name}>")
        if function is None or compiler.errors:
            return None, compiler.errors
        return Program(function, tuple(compiler.tags), tuple(compiler.loops), (), self.limits), []


def events(
    program: Program, context: Mapping[str, object], tools: Mapping[str, Any], room: Room | None = None
) -> Iterator[Event]:
    return cast(Iterator[Event], program.run(context, tools, room))


def count(
    structure: Structure,
    program: Program | None,
    context: Mapping[str, object],
    tools: Mapping[str, Any],
    kept: Mapping[int, int],
) -> Growth:
    """The lines of one render."""
    growth = Growth(structure)
    if program is None:
        return growth
    block = 0
    for event in events(program, context, tools):
        kind = event[0]
        if kind > 0:
            growth.line(kind, block)
        elif kind == TURNS:
            loop = structure.loops[event[1]]
            lines = [line for line in range(loop.opens + 1, loop.closes) if line not in structure.control]
            growth.turns(event[1], lines, event[2], block)
            if not event[2] and event[1] in kept:
                growth.line(kept[event[1]], block)
        elif kind == TURN_BEGINS:
            growth.turn_begins(event[1])
        elif kind == TURN_ENDS:
            growth.turn_ends(event[1])
        elif kind == BLOCK_BEGINS:
            block = event[1]
            growth.block_begins(block)
        else:
            growth.block_ends(block)
    if growth.at > structure.limit:
        raise TemplateError(TOO_MANY_LINES, found=growth.at - 1, limit=structure.limit)
    return growth


class _Tree:
    """Rewrites a tree of blocks; loops are numbered in the order in which they open, as the structure has them."""

    def __init__(self) -> None:
        self.loops = -1

    def body(self, blocks: Iterable[Block]) -> list[Any]:
        return [made for block in blocks for made in self.one(block)]

    def one(self, block: Block) -> list[Any]:
        if isinstance(block, Hook):
            return self.line(block.site)
        if isinstance(block, For):
            self.loops += 1
            return self.loop(block, self.loops)
        if isinstance(block, If):
            return [If(block.tag, [(tag, test, self.body(body)) for tag, test, body in block.branches])]
        if isinstance(block, With):
            return [With(block.tag, block.targets, block.values, self.body(block.body))]
        return [block]

    def line(self, line: int) -> list[Any]:
        raise NotImplementedError

    def loop(self, block: For, number: int) -> list[Any]:  # noqa: ARG002 - those who count want the number
        return [For(block.tag, block.loop, self.body(block.body), self.body(block.otherwise))]


class _Counting(_Tree):
    def __init__(self, structure: Structure, tags: SheetTags, axis: str, kept: Mapping[int, int]) -> None:
        super().__init__()
        self.kept = kept if axis == "row" else {}
        self.structure = structure
        self.effects = _effects(tags) if axis == "row" else {}

    def blocks(self, blocks: list[Block]) -> list[Any]:
        return _marked(self.structure, blocks, self._static, self.one, ends=True)

    def _static(self, block: Block) -> list[Any]:
        slots = self.effects.get(block.site, ()) if isinstance(block, Hook) else ()
        return [Effects(tuple(slots))] if slots else []

    def line(self, line: int) -> list[Any]:
        mark: list[Any] = [Mark((line,))]
        return [*mark, Effects(tuple(self.effects[line]))] if line in self.effects else mark

    def loop(self, block: For, number: int) -> list[Any]:
        plain = all(isinstance(inner, Hook) and inner.site not in self.effects for inner in block.body)
        if plain and not block.otherwise and block.loop.test is None:
            return [Turns(number, block)]
        body = [Mark((TURN_BEGINS, number)), *self.body(block.body), Mark((TURN_ENDS, number))]
        otherwise = self.body(block.otherwise)
        if not otherwise and number in self.kept:
            otherwise = [Mark((self.kept[number],))]
        return [For(block.tag, block.loop, body, otherwise)]


def _effects(tags: SheetTags) -> dict[int, list[Slot]]:
    """The slots that set names, by their row."""
    found: dict[int, list[Slot]] = {}
    for (line, _), slot in sorted(tags.slots.items()):
        if any(isinstance(block, Set) for block in walk(slot.body)):
            found.setdefault(line, []).append(slot)
    return found


def _marked(
    structure: Structure,
    blocks: list[Block],
    static: Callable[[Block], list[Any]],
    inside: Callable[[Block], list[Any]],
    *,
    ends: bool,
) -> list[Any]:
    """The outermost blocks in order, a mark where each stretch that may change begins (and ends)."""
    made: list[Any] = []
    at = 0
    for number, stretch in enumerate(structure.blocks):
        while at < len(blocks) and _line_of(blocks[at]) < stretch.first:
            made += static(blocks[at])
            at += 1
        made.append(Mark((BLOCK_BEGINS, number)))
        while at < len(blocks) and _line_of(blocks[at]) <= stretch.last:
            made += inside(blocks[at])
            at += 1
        if ends:
            made.append(Mark((BLOCK_ENDS, number)))
    return [*made, *(one for block in blocks[at:] for one in static(block))]


def _line_of(block: Any) -> int:
    return block.site if isinstance(block, Hook) else int(block.tag.site)


class _Filling(_Tree):
    def __init__(self, tags: SheetTags, kept: Mapping[int, int]) -> None:
        super().__init__()
        self.tags = tags
        self.kept = kept
        self.by_line: dict[int, list[Slot]] = {}
        for (line, _), slot in sorted(tags.slots.items()):
            self.by_line.setdefault(line, []).append(slot)

    def blocks(self, blocks: list[Block]) -> list[Any]:
        return _marked(self.tags.rows, blocks, self.one, self.one, ends=False)

    def loop(self, block: For, number: int) -> list[Any]:
        made: list[Any] = super().loop(block, number)
        if number in self.kept and not block.otherwise:
            made[0].otherwise.append(BlankRow(self.kept[number]))
        return made

    def line(self, line: int) -> list[Any]:
        slots = self.by_line.get(line, [])
        if not slots and self.tags.rows.block_of(line) is None:
            return []
        if not self.tags.cols.blocks:
            return [Row(line, [CellValues(tuple(slots), "")] if slots else [])]
        return [Row(line, _Columns(line, self.tags).body(self.tags.col_blocks))]


class _Columns(_Tree):
    """The slots of one row inside the column loops they stand in."""

    def __init__(self, line: int, tags: SheetTags) -> None:
        super().__init__()
        self.row = line
        self.tags = tags

    def line(self, line: int) -> list[Any]:
        slot = self.tags.slots.get((self.row, line))
        return [CellValues((slot,), f"row{self.row}")] if slot else []

    def loop(self, block: For, number: int) -> list[Any]:
        made = super().loop(block, number)
        return made if made[0].body or made[0].otherwise else []


class _Captions(_Tree):
    """The captions of a sheet at their places among its rows, those outside all of them last."""

    def __init__(self, found: Sequence[Caption], tags: SheetTags) -> None:
        super().__init__()
        self.tags = tags
        self.effects = _effects(tags)
        self.found = found
        self.by_site: dict[int | None, list[int]] = {}
        for number, caption in enumerate(found):
            self.by_site.setdefault(caption.row, []).append(number)

    def blocks(self) -> list[Any]:
        return [*self.body(self.tags.row_blocks), *self._at(None)]

    def line(self, line: int) -> list[Any]:
        effects = [Effects(tuple(self.effects[line]))] if line in self.effects else []
        return [*effects, *self._at(line)]

    def loop(self, block: For, number: int) -> list[Any]:
        made = super().loop(block, number)
        made[0].body.extend(self._at(~number))
        return made

    def _at(self, site: int | None) -> list[Any]:
        return [one for number in self.by_site.get(site, ()) for one in self._across(number)]

    def _across(self, number: int) -> list[Any]:
        caption = self.found[number]
        text = Row(number, [CellValues((caption.slot,), "")])
        return [text] if caption.col is None else _Across(caption.col, text).body(self.tags.col_blocks)


class _Across(_Tree):
    """One caption at its place among the columns."""

    def __init__(self, site: int, text: Row) -> None:
        super().__init__()
        self.site = site
        self.text = text

    def line(self, line: int) -> list[Any]:
        return [self.text] if line == self.site else []

    def loop(self, block: For, number: int) -> list[Any]:
        made = super().loop(block, number)
        if ~number == self.site:
            made[0].body.append(self.text)
        return made if made[0].body or made[0].otherwise else []

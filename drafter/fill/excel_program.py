"""Turn the tags of a worksheet into two programs: one that counts its lines, one that yields the values of its rows.

Events are tuples. Filling yields (row line, values of its slots). Counting yields (line,) and the marks below; a loop
over plain lines is one mark, whatever its length.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

from jinja2 import nodes

from drafter.fill.compiler import Compiler
from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel_axis import Growth, Structure
from drafter.fill.excel_tags import SheetTags, Slot, walk
from drafter.fill.filters import Filter
from drafter.fill.language import Program
from drafter.fill.runtime import Limits, Lookups, Room
from drafter.fill.syntax import Block, For, Hook, If, Print, Set, With

TOO_MANY_LINES = Kind(
    "T162",
    "kết quả có {found} hàng hoặc cột, trang tính Excel chỉ chứa {limit}",
    "the result has {found} rows or columns, a sheet holds {limit}",
    "chia dữ liệu ra nhiều tệp",
    "divide the data over several files",
)

TURN_BEGINS, TURN_ENDS, BLOCK_BEGINS, BLOCK_ENDS, TURNS = -1, -2, -3, -4, -5

Event = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event without values."""

    event: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Turns:
    """A loop over plain lines, counted at once."""

    number: int
    loop: For


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to yield; `cells` are its slots, with the column loops around them where there are any."""

    line: int
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class _Blank:
    """A row that keeps only its looks."""

    line: int


@dataclass(frozen=True, slots=True)
class _Cells:
    """Slots next to one another, their values put at the end of the list `into`."""

    slots: tuple[Slot, ...]
    into: str


@dataclass(frozen=True, slots=True)
class _Effects:
    """Slots evaluated only for the names they set, while lines are counted."""

    slots: tuple[Slot, ...]


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
    return language.make([_Row(number, [_Cells((slot,), "")]) for number, slot in slots.items()])


@dataclass(frozen=True)
class Maker:
    """What compiling needs of the template's language."""

    filters: Mapping[str, Filter]
    lookups: Lookups
    limits: Limits
    name: str

    def make(self, blocks: list[Any]) -> tuple[Program | None, list[TemplateError]]:
        compiler = _RowCompiler(self.filters, frozenset(), self.lookups)
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
        self.effects: dict[int, list[Slot]] = {}
        if axis == "row":
            for (line, _), slot in sorted(tags.slots.items()):
                if any(isinstance(block, Set) for block in walk(slot.body)):
                    self.effects.setdefault(line, []).append(slot)

    def blocks(self, blocks: list[Block]) -> list[Any]:
        return _marked(self.structure, blocks, self._static, self.one, ends=True)

    def _static(self, block: Block) -> list[Any]:
        slots = self.effects.get(block.site, ()) if isinstance(block, Hook) else ()
        return [_Effects(tuple(slots))] if slots else []

    def line(self, line: int) -> list[Any]:
        mark: list[Any] = [_Mark((line,))]
        return [*mark, _Effects(tuple(self.effects[line]))] if line in self.effects else mark

    def loop(self, block: For, number: int) -> list[Any]:
        plain = all(isinstance(inner, Hook) and inner.site not in self.effects for inner in block.body)
        if plain and not block.otherwise and block.loop.test is None:
            return [_Turns(number, block)]
        body = [_Mark((TURN_BEGINS, number)), *self.body(block.body), _Mark((TURN_ENDS, number))]
        otherwise = self.body(block.otherwise)
        if not otherwise and number in self.kept:
            otherwise = [_Mark((self.kept[number],))]
        return [For(block.tag, block.loop, body, otherwise)]


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
        made.append(_Mark((BLOCK_BEGINS, number)))
        while at < len(blocks) and _line_of(blocks[at]) <= stretch.last:
            made += inside(blocks[at])
            at += 1
        if ends:
            made.append(_Mark((BLOCK_ENDS, number)))
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
            made[0].otherwise.append(_Blank(self.kept[number]))
        return made

    def line(self, line: int) -> list[Any]:
        slots = self.by_line.get(line, [])
        if not slots and self.tags.rows.block_of(line) is None:
            return []
        if not self.tags.cols.blocks:
            return [_Row(line, [_Cells(tuple(slots), "")] if slots else [])]
        return [_Row(line, _Columns(line, self.tags).body(self.tags.col_blocks))]


class _Columns(_Tree):
    """The slots of one row inside the column loops they stand in."""

    def __init__(self, line: int, tags: SheetTags) -> None:
        super().__init__()
        self.row = line
        self.tags = tags

    def line(self, line: int) -> list[Any]:
        slot = self.tags.slots.get((self.row, line))
        return [_Cells((slot,), f"row{self.row}")] if slot else []

    def loop(self, block: For, number: int) -> list[Any]:
        made = super().loop(block, number)
        return made if made[0].body or made[0].otherwise else []


class _RowCompiler(Compiler):
    """Compiles the blocks above besides those of the language."""

    def _statement(self, block: Any) -> list[ast.stmt]:
        if isinstance(block, _Mark):
            return [_yield(ast.Tuple([ast.Constant(number) for number in block.event], ast.Load()))]
        if isinstance(block, _Blank):
            return [_yield(ast.Tuple([ast.Constant(block.line), ast.Constant(None)], ast.Load()))]
        if isinstance(block, _Turns):
            return self._turns(block)
        if isinstance(block, _Row):
            return self._row(block)
        if isinstance(block, _Cells):
            before, values = self._values(block.slots)
            grown = ast.AugAssign(ast.Name(block.into, ast.Store()), ast.Add(), ast.List(values, ast.Load()))
            return [*before, grown]
        if isinstance(block, _Effects):
            return [statement for slot in block.slots for statement in self._text(slot)[0]]
        return super()._statement(block)

    def _turns(self, block: _Turns) -> list[ast.stmt]:
        tag = block.loop.tag
        items = self._at(tag, lambda: self._called("begin", self.value(block.loop.loop.iter), _name("room")))
        event = [ast.Constant(TURNS), ast.Constant(block.number), self._called("len", items)]
        return [_yield(ast.Tuple(event, ast.Load()))]

    def _called(self, function: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(_name(function), [*arguments], [])

    def _row(self, block: _Row) -> list[ast.stmt]:
        line = ast.Constant(block.line)
        if len(block.cells) == 1 and isinstance(block.cells[0], _Cells) and not block.cells[0].into:
            before, values = self._values(block.cells[0].slots)
            return [*before, _yield(ast.Tuple([line, ast.Tuple(values, ast.Load())], ast.Load()))]
        if not block.cells:
            return [_yield(ast.Tuple([line, ast.Tuple([], ast.Load())], ast.Load()))]
        name = f"row{block.line}"
        empty = ast.Assign([ast.Name(name, ast.Store())], ast.List([], ast.Load()))
        return [empty, *self._body(block.cells), _yield(ast.Tuple([line, _name(name)], ast.Load()))]

    def _values(self, slots: Sequence[Slot]) -> tuple[list[ast.stmt], list[ast.expr]]:
        """The values of slots in order; fields of one record next to one another are fetched together."""
        before: list[ast.stmt] = []
        values: list[ast.expr] = []
        at = 0
        while at < len(slots):
            slot = slots[at]
            together = _same_record(slots, at)
            if len(together) > 1:
                values.append(ast.Starred(self._fetch(slot, together), ast.Load()))
                at += len(together)
                continue
            if slot.value is not None:
                expression = slot.value.value
                values.append(self._at(slot.tag, lambda node=expression: self.value(node)))  # type: ignore[misc]
            else:
                statements, value = self._text(slot)
                before += statements
                values.append(value)
            at += 1
        return before, values

    def _fetch(self, slot: Slot, names: list[str]) -> ast.expr:
        assert slot.value is not None
        record = slot.value.value
        assert isinstance(record, nodes.Getattr)
        function = self._fresh("fetch")
        self._globals[function] = _fetcher(cast(Callable[[object, str], object], self._globals["look"]), names)
        return self._at(slot.tag, lambda: self._called(function, self.value(record.node)))

    def _text(self, slot: Slot) -> tuple[list[ast.stmt], ast.expr]:
        """The text of a cell: one f-string, or with `if` and `for` inside it statements that gather it."""
        if all(isinstance(block, str | Print) for block in slot.body):
            parts: list[ast.expr] = []
            for block in slot.body:
                if isinstance(block, str):
                    parts.append(ast.Constant(block))
                elif isinstance(block, Print):
                    shown = self._at(block.tag, lambda block=block: self._print(block))  # type: ignore[misc]
                    parts.append(ast.FormattedValue(shown, -1, None))
            return [], ast.JoinedStr(parts)
        name = self._fresh("text")
        start: ast.stmt = ast.Assign([ast.Name(name, ast.Store())], ast.Constant(""))
        gather = _Gather(name)
        return [start, *(gather.visit(statement) for statement in self._body(list(slot.body)))], _name(name)


class _Gather(ast.NodeTransformer):
    """Makes `yield x` into `name += x`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Yield) and node.value.value is not None:
            grown = ast.AugAssign(ast.Name(self.name, ast.Store()), ast.Add(), node.value.value)
            return ast.copy_location(grown, node) if hasattr(node, "lineno") else grown
        return node


def _same_record(slots: Sequence[Slot], start: int) -> list[str]:
    """The field names from `start` on as long as they are plain fields of one and the same record."""
    names: list[str] = []
    record = None
    for slot in slots[start:]:
        node = slot.value.value if slot.value is not None else None
        if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name) or node.attr.startswith("__"):
            break
        if node.node.name == "loop" or record not in (None, node.node.name):
            break
        record = node.node.name
        names.append(node.attr)
    return names


def _fetcher(look: Callable[[object, str], object], names: Sequence[str]) -> Callable[[Any], Any]:
    """Several fields of a record at once; dicts, by far the most, are asked in C."""
    getter = itemgetter(*names)

    def fetch(record: Any) -> Any:
        if record.__class__ is dict:
            try:
                return getter(record)
            except KeyError:
                pass
        return tuple([look(record, name) for name in names])

    return fetch


def _yield(value: ast.expr) -> ast.stmt:
    return ast.Expr(ast.Yield(value))


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())

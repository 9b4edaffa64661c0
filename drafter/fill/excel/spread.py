"""Turn the blocks of a worksheet's program into Python: rows that are yielded, loops that are only counted."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

from jinja2 import nodes

from drafter.fill.compiler import Compiler
from drafter.fill.excel.fields import Slot
from drafter.fill.syntax import For, Print

TURN_BEGINS, TURN_ENDS, BLOCK_BEGINS, BLOCK_ENDS, TURNS = -1, -2, -3, -4, -5


@dataclass(frozen=True, slots=True)
class Mark:
    """An event without values."""

    event: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """A loop over plain lines, counted at once."""

    number: int
    loop: For


@dataclass(frozen=True, slots=True)
class Row:
    """A row to yield; `cells` are its slots, with the column loops around them where there are any."""

    line: int
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A row that keeps only its looks."""

    line: int


@dataclass(frozen=True, slots=True)
class CellValues:
    """Slots next to one another, their values put at the end of the list `into`."""

    slots: tuple[Slot, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Effects:
    """Slots evaluated only for the names they set, while lines are counted."""

    slots: tuple[Slot, ...]


class RowCompiler(Compiler):
    """Compiles the blocks above besides those of the language."""

    def _statement(self, block: Any) -> list[ast.stmt]:
        if isinstance(block, Mark):
            return [_yield(ast.Tuple([ast.Constant(number) for number in block.event], ast.Load()))]
        if isinstance(block, BlankRow):
            return [_yield(ast.Tuple([ast.Constant(block.line), ast.Constant(None)], ast.Load()))]
        if isinstance(block, Turns):
            return self._turns(block)
        if isinstance(block, Row):
            return self._row(block)
        if isinstance(block, CellValues):
            before, values = self._values(block.slots)
            grown = ast.AugAssign(ast.Name(block.into, ast.Store()), ast.Add(), ast.List(values, ast.Load()))
            return [*before, grown]
        if isinstance(block, Effects):
            return [statement for slot in block.slots for statement in self._text(slot)[0]]
        return super()._statement(block)

    def _turns(self, block: Turns) -> list[ast.stmt]:
        tag = block.loop.tag
        items = self._at(tag, lambda: self._called("begin", self.value(block.loop.loop.iter), _name("room")))
        event = [ast.Constant(TURNS), ast.Constant(block.number), self._called("len", items)]
        return [_yield(ast.Tuple(event, ast.Load()))]

    def _called(self, function: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(_name(function), [*arguments], [])

    def _row(self, block: Row) -> list[ast.stmt]:
        line = ast.Constant(block.line)
        if len(block.cells) == 1 and isinstance(block.cells[0], CellValues) and not block.cells[0].into:
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

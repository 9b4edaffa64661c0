"""Turn texts and tags into a program, and a program and data into finished text.

The language of Word and Excel templates: Jinja2's syntax, parsed by a sandboxed environment, allowed node by node
(see `compiler`), run with limits. `Language` is made once per template, `Program` is run many times, by any thread.
"""

import copy
import itertools
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import DecimalException
from re import Pattern
from types import FrameType, FunctionType, TracebackType
from typing import Any

from drafter.fill import runtime
from drafter.fill.compiler import Compiler
from drafter.fill.errors import Place, TemplateError, raise_all
from drafter.fill.filters import BUILT_IN, Filter, guarded
from drafter.fill.runtime import Limits, Room
from drafter.fill.scopes import LoopSpan
from drafter.fill.syntax import Block, Hook, Piece, Tag, parse

__all__ = ["Block", "Hook", "Language", "Limits", "Piece", "Program", "Tag"]

_BATCH = 256


class Language:
    """The filters and the manner of one template; `compat` prints nothing where a value is missing, as docxtpl."""

    def __init__(
        self,
        *,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        compat: bool = False,
        limits: Limits | None = None,
    ) -> None:
        own = {name: guarded(name, function) for name, function in (filters or {}).items()}
        self.filters: Mapping[str, Filter] = {**BUILT_IN, **own}
        self.compat = compat
        self.limits = limits or Limits()
        self._lookups = runtime.Lookups(runtime.Blank if compat else runtime.Missing)
        self._wrap: Callable[[Filter], Filter] | None = None

    def noting(self, note: Callable[[Exception], None]) -> "Language":
        """The same language for programs that hand their errors to `note` and go on."""
        other = copy.copy(self)
        if not self.compat:
            other._lookups = runtime.Lookups(lambda name, known=(): runtime.Noted(name, known, note))
        other._wrap = lambda function: _forgiving(function, note)
        return other

    def program(self, pieces: Sequence[Piece], *, name: str = "", memoised: frozenset[str] = frozenset()) -> "Program":
        """Compile; raises TemplateError, or TemplateErrors when several things are wrong.

        A printer in `memoised` has its texts taken from a memo first: see `Program.run`.
        """
        program, errors = self.try_program(pieces, name=name, memoised=memoised)
        raise_all(errors)
        assert program is not None
        return program

    def try_program(
        self,
        pieces: Sequence[Piece],
        *,
        name: str = "",
        memoised: frozenset[str] = frozenset(),
        counted: Pattern[str] | None = None,
    ) -> "tuple[Program | None, list[TemplateError]]":
        """Compile, and give back everything that is wrong instead of raising it.

        With `counted`, a printer is also told how many of its matches in the template's own text went before.
        """
        blocks, errors = parse(pieces)
        compiler = Compiler(self.filters, memoised, self._lookups, self._wrap, counted)
        function = compiler.function(blocks, f"<template {name}>")
        errors = [*errors, *compiler.errors]
        if errors or function is None:
            return None, sorted(errors, key=lambda error: _order(error, pieces))
        return Program(function, tuple(compiler.tags), tuple(compiler.loops), tuple(blocks), self.limits), []

    def expression(self, body: str, *, where: Place | None = None) -> "Expression":
        """Compile one expression, such as the inside of `{{ … }}`; `value(context)` gives its value, typed."""
        tag = Tag("print", body, where or Place(), printer="keep")
        return Expression(self.program([tag]))


def _order(error: TemplateError, pieces: Sequence[Piece]) -> int:
    places = [piece.where for piece in pieces if isinstance(piece, Tag)]
    return places.index(error.where) if error.where in places else -1


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled template part. `blocks` is its syntax tree, for whoever wants to know what it uses."""

    function: FunctionType
    tags: tuple[Tag, ...]
    loops: tuple[LoopSpan, ...]
    blocks: tuple[Block, ...]
    limits: Limits

    def run(self, context: Mapping[str, object], tools: Mapping[str, Any], room: Room | None = None) -> Iterator[str]:
        """The finished text, piece by piece; raises TemplateError with its place.

        `tools` has a function (value, site) -> str for each printer, (site) -> str for each hook, and for each
        memoised printer P under "P:memo" a dict from plain text to finished text (give it `__missing__`).
        """
        room = room or Room(self.limits)
        left = self.limits.characters
        try:
            texts = self.function(context, tools, room)
            while batch := list(itertools.islice(texts, _BATCH)):
                left -= sum(map(len, batch))
                if left < 0:
                    limit = f"{self.limits.characters:,}".replace(",", ".")
                    raise TemplateError(runtime.SIZE_LIMIT, limit=limit)
                if time.thread_time() > room.deadline:
                    room.check_time()
                yield from batch
        except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
            raise self._placed(error) from error

    def _placed(self, error: Exception) -> TemplateError:
        return self.told(error, *self._tag_of(error.__traceback__))

    def current(self) -> tuple[Tag | None, int]:
        """The tag this program is filling now, in the calling thread."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code is self.function.__code__ and 0 < frame.f_lineno <= len(self.tags):
                return self.tags[frame.f_lineno - 1], self._round(frame.f_lineno, frame.f_locals)
            frame = frame.f_back
        return None, 0

    def told(self, error: Exception, tag: Tag | None, item: int) -> TemplateError:
        """An error with the place of a tag, and the round of its loop (0: in none)."""
        told = error if isinstance(error, TemplateError) else _translated(error)
        if tag is None:
            return told
        steps = (*tag.where.steps, ("item", item)) if item else tag.where.steps
        return told.at(where=Place(tag.where.part, steps, tag.where.cell), near=tag.near)

    def _tag_of(self, trace: TracebackType | None) -> tuple[Tag | None, int]:
        """The tag that was being filled, and which round of its innermost loop (0: in no loop)."""
        for frame, line in traceback.walk_tb(trace):
            if frame.f_code is self.function.__code__ and 0 < line <= len(self.tags):
                return self.tags[line - 1], self._round(line, frame.f_locals)
        return None, 0

    def _round(self, line: int, found: Mapping[str, Any]) -> int:
        spans = [span for span in self.loops if span.first <= line <= span.last]
        if not spans:
            return 0
        inner = max(spans, key=lambda span: span.first)
        item = found.get(inner.item)
        return next((number for number, each in enumerate(found.get(inner.items) or (), 1) if each is item), 0)


def _forgiving(function: Filter, note: Callable[[Exception], None]) -> Filter:
    def call(*arguments: Any, **options: Any) -> Any:
        try:
            return function(*arguments, **options)
        except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
            note(error)
            return runtime.Blank("")

    return call


def _translated(error: Exception) -> TemplateError:
    if isinstance(error, (ZeroDivisionError, DecimalException)):
        return TemplateError(runtime.DIVIDED_BY_ZERO)
    if isinstance(error, TypeError):
        return TemplateError(runtime.NOT_COMPARABLE)
    return TemplateError(runtime.SIZE_LIMIT, limit=str(error)[:60])


@dataclass(frozen=True, slots=True)
class Expression:
    """One compiled expression."""

    program: Program

    def value(self, context: Mapping[str, object]) -> object:
        """Its value for `context`, typed; raises TemplateError."""
        kept: list[object] = []

        def keep(value: object, _site: int) -> str:
            if isinstance(value, runtime.Missing) and not isinstance(value, runtime.Blank):
                value.fail()
            kept.append(value)
            return ""

        for _ in self.program.run(context, {"keep": keep}):
            pass
        return kept[0]

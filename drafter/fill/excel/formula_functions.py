"""Turn the arguments of a spreadsheet function into the function that computes it.

`AGGREGATES` fold ranges, `SCALARS` take single values, `CONDITIONAL` take pairs of ranges and conditions.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from typing import Any, Protocol

from drafter.fill.excel.formula import Ref
from drafter.fill.excel.formula_number import (
    BINARY,
    NUMERIC,
    CellError,
    ErrorText,
    Number,
    Unknown,
    Value,
    compare,
    divide,
    number,
    numbers,
    rounded,
    total,
    truth,
)


class Cells(Protocol):
    """Where values come from; `here` is whatever the caller gave as the place of the formula."""

    def value(self, ref: Ref, here: Any) -> Value: ...

    def values(self, ref: Ref, here: Any, *, subtotal: int = 0) -> Sequence[Value]:
        """All values of a range, blanks as None; for a SUBTOTAL (by its first argument) only those it takes."""

    def folded(self, refs: Sequence[Ref], here: Any, fold: Callable[[], Value]) -> Value:
        """`fold()`, a fold over these ranges, computed no oftener than its value can change."""

    def is_gone(self, ref: Ref, here: Any) -> bool:
        """Whether no cell of the range came out."""

    def named(self, text: str, here: Any) -> Ref | None:
        """The one range a defined name or a structured reference stands for."""


Scalar = Callable[[Cells, Any], Value]


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument: a range when `ref` or `name` says so, else `scalar`."""

    scalar: Scalar
    ref: Ref | None = None
    name: str = ""

    def range(self, cells: Cells, here: Any) -> Ref | None:
        if self.name:
            found = cells.named(self.name, here)
            if found is None:
                raise Unknown
            return found
        return self.ref


Chunks = list[Sequence[Value]]


def _numbers_of(chunks: Chunks) -> list[Number]:
    return [found for chunk in chunks for found in numbers(chunk)]


def _average(chunks: Chunks) -> Number:
    count = sum(_count_numbers(chunk) for chunk in chunks)
    return divide(sum((total(chunk) for chunk in chunks), 0), count)


def _count_numbers(chunk: Sequence[Value]) -> int:
    return sum(isinstance(value, NUMERIC) and not isinstance(value, bool) for value in chunk)


AGGREGATES: dict[str, Callable[[Chunks], Value]] = {
    "SUM": lambda chunks: sum((total(chunk) for chunk in chunks), 0),
    "COUNT": lambda chunks: sum(_count_numbers(chunk) for chunk in chunks),
    "COUNTA": lambda chunks: sum(value is not None for chunk in chunks for value in chunk),
    "COUNTBLANK": lambda chunks: sum(value is None or value == "" for chunk in chunks for value in chunk),
    "AVERAGE": _average,
    "MIN": lambda chunks: min(_numbers_of(chunks), default=0),
    "MAX": lambda chunks: max(_numbers_of(chunks), default=0),
    "PRODUCT": lambda chunks: math.prod(_numbers_of(chunks)) if _numbers_of(chunks) else 0,
}
_SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 9: "SUM"}


def _chunks(args: Iterable[Arg], cells: Cells, here: Any, *, subtotal: int = 0) -> Iterator[Sequence[Value]]:
    for arg in args:
        ref = arg.range(cells, here)
        if ref is not None:
            yield cells.values(ref, here, subtotal=subtotal)
        else:
            value = arg.scalar(cells, here)
            yield (number(value) if isinstance(value, bool) else value,)


def _all_gone(args: Iterable[Arg], cells: Cells, here: Any) -> bool:
    """Whether every argument is a range of which nothing came out: such a total is 0, an average too."""
    return all(arg.ref is not None and arg.ref.grows == "list" and cells.is_gone(arg.ref, here) for arg in args)


def aggregate(fold: Callable[[Chunks], Value], args: list[Arg]) -> Scalar:
    refs = [arg.ref for arg in args if arg.ref is not None]

    def folded(cells: Cells, here: Any) -> Value:
        chunks = list(_chunks(args, cells, here))
        return 0 if not any(chunks) and _all_gone(args, cells, here) else fold(chunks)

    def value(cells: Cells, here: Any) -> Value:
        if len(refs) < len(args):
            return folded(cells, here)
        return cells.folded(refs, here, lambda: folded(cells, here))

    return value


def subtotal(args: list[Arg]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        code = int(number(args[0].scalar(cells, here)))
        name = _SUBTOTALS.get(code % 100)
        if name is None:
            raise Unknown
        chunks = list(_chunks(args[1:], cells, here, subtotal=code))
        return 0 if not any(chunks) and _all_gone(args[1:], cells, here) else AGGREGATES[name](chunks)

    return value


def _if(args: list[Scalar]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        if truth(args[0](cells, here)):
            return args[1](cells, here)
        return args[2](cells, here) if len(args) > 2 else False

    return value


def _iferror(args: list[Scalar]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        try:
            found = args[0](cells, here)
        except CellError:
            return args[1](cells, here)
        return args[1](cells, here) if isinstance(found, ErrorText) else found

    return value


def _rounding(how: str) -> Callable[[list[Scalar]], Scalar]:
    def make(args: list[Scalar]) -> Scalar:
        def value(cells: Cells, here: Any) -> Value:
            places = int(number(args[1](cells, here))) if len(args) > 1 else 0
            return rounded(number(args[0](cells, here)), places, how)

        return value

    return make


def _mod(args: list[Scalar]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        a, b = number(args[0](cells, here)), number(args[1](cells, here))
        if b == 0:
            raise CellError("#DIV/0!")
        return a - b * rounded(Decimal(a) / Decimal(b), 0, ROUND_FLOOR)

    return value


def _one(apply: Callable[[Value], Value]) -> Callable[[list[Scalar]], Scalar]:
    return lambda args: lambda cells, here: apply(args[0](cells, here))


SCALARS: dict[str, tuple[int, int, Callable[[list[Scalar]], Scalar]]] = {
    "IF": (2, 3, _if),
    "IFERROR": (2, 2, _iferror),
    "ROUND": (2, 2, _rounding(ROUND_HALF_UP)),
    "ROUNDUP": (2, 2, _rounding(ROUND_UP)),
    "ROUNDDOWN": (2, 2, _rounding(ROUND_DOWN)),
    "TRUNC": (1, 2, _rounding(ROUND_DOWN)),
    "INT": (1, 1, _rounding(ROUND_FLOOR)),
    "CEILING": (1, 1, _rounding(ROUND_CEILING)),
    "MOD": (2, 2, _mod),
    "ABS": (1, 1, _one(lambda value: abs(number(value)))),
    "N": (1, 1, _one(lambda value: number(value) if isinstance(value, bool) or not isinstance(value, str) else 0)),
    "NOT": (1, 1, _one(lambda value: not truth(value))),
    "AND": (1, 30, lambda args: lambda cells, here: all(truth(arg(cells, here)) for arg in args)),
    "OR": (1, 30, lambda args: lambda cells, here: any(truth(arg(cells, here)) for arg in args)),
}


def _criterion(wanted: Value) -> Callable[[Value], bool]:
    """What SUMIF and COUNTIF take as a condition: a value, or text such as ">=5" (no wildcards: Unknown)."""
    if not isinstance(wanted, str):
        return lambda value: value is not None and not isinstance(value, str) and compare(value, wanted) == 0
    sign = next((sign for sign in ("<=", ">=", "<>", "<", ">", "=") if wanted.startswith(sign)), "")
    rest: Value = wanted[len(sign) :]
    if any(char in rest for char in "*?~"):
        raise Unknown
    try:
        rest = Decimal(rest)
    except InvalidOperation:
        if sign in ("<", ">", "<=", ">="):
            raise Unknown from None
    if rest == "":
        raise Unknown
    test = BINARY[sign or "="][1]
    if sign in ("", "=") and isinstance(rest, str):  # what most sums ask; thousands of cells are held against one text
        name = rest.casefold()
        return lambda value: isinstance(value, str) and not isinstance(value, ErrorText) and value.casefold() == name
    alike = (int, float, Decimal, date) if isinstance(rest, Decimal) else (str,)
    if sign == "<>":
        return lambda value: not isinstance(value, alike) or bool(test(value, rest))
    return lambda value: isinstance(value, alike) and not isinstance(value, bool) and bool(test(value, rest))


def _matching(pairs: Sequence[Arg], cells: Cells, here: Any) -> list[bool]:
    """Which positions meet every (range, condition) pair."""
    met: list[bool] = []
    for area, condition in zip(pairs[::2], pairs[1::2], strict=True):
        ref = area.range(cells, here)
        if ref is None:
            raise Unknown
        test = _criterion(condition.scalar(cells, here))
        found = [test(value) for value in cells.values(ref, here)]
        if met and len(met) != len(found):
            raise CellError("#VALUE!")
        met = [a and b for a, b in zip(met, found, strict=True)] if met else found
    return met


def _picked(area: Arg, met: list[bool], cells: Cells, here: Any) -> list[Value]:
    ref = area.range(cells, here)
    if ref is None:
        raise Unknown
    values = cells.values(ref, here)
    if len(values) != len(met):
        raise Unknown
    return [value for value, wanted in zip(values, met, strict=True) if wanted]


def _count_if(args: list[Arg]) -> Scalar:
    if not args or len(args) % 2:
        raise Unknown
    return lambda cells, here: sum(_matching(args, cells, here))


def _fold_if(fold: str, *, first: bool) -> Callable[[list[Arg]], Scalar]:
    def make(args: list[Arg]) -> Scalar:
        if (first and len(args) not in (2, 3)) or (not first and len(args) % 2 == 0):
            raise Unknown
        target, pairs = (args[-1] if len(args) == 3 else args[0], args[:2]) if first else (args[0], args[1:])

        def value(cells: Cells, here: Any) -> Value:
            return AGGREGATES[fold]([_picked(target, _matching(pairs, cells, here), cells, here)])

        return value

    return make


def _sum_product(args: list[Arg]) -> Scalar:
    if any(arg.ref is None and not arg.name for arg in args):
        raise Unknown

    def value(cells: Cells, here: Any) -> Value:
        columns = [cells.values(ref, here) for arg in args if (ref := arg.range(cells, here)) is not None]
        if len({len(column) for column in columns}) > 1:
            raise CellError("#VALUE!")
        counted = [[number(v) if isinstance(v, NUMERIC) and not isinstance(v, bool) else 0 for v in c] for c in columns]
        return sum((math.prod(factors) for factors in zip(*counted, strict=True)), 0)

    return value


CONDITIONAL: dict[str, Callable[[list[Arg]], Scalar]] = {
    "COUNTIF": _count_if,
    "COUNTIFS": _count_if,
    "SUMIF": _fold_if("SUM", first=True),
    "SUMIFS": _fold_if("SUM", first=False),
    "AVERAGEIF": _fold_if("AVERAGE", first=True),
    "AVERAGEIFS": _fold_if("AVERAGE", first=False),
    "SUMPRODUCT": _sum_product,
}

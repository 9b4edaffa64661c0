"""Turn a formula into a function that computes its value, where it uses only what is understood here.

Understood are +, -, *, /, ^, %, &, comparisons and the functions of `_SCALARS` and `_AGGREGATES`; a formula with
anything else has no value (`evaluator` gives None) and is left to Excel. Numbers are exact: int and Decimal.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation, Overflow
from functools import lru_cache
from typing import Any, Protocol

from drafter.fill.formula import Ref, Token, tokens

Value = Any  # None, bool, int, float, Decimal, str, date, datetime, time, ErrorText
Number = int | Decimal


class ErrorText(str):
    """An error as a cell shows it: #DIV/0!"""

    __slots__ = ()


class CellError(Exception):
    """The formula's value is an error; `args[0]` is what the cell shows."""


class Unknown(Exception):  # noqa: N818 - not a fault: the value is just not known here
    """The value depends on something not understood here."""


class Cells(Protocol):
    """Where values come from; `here` is whatever the caller gave as the place of the formula."""

    def value(self, ref: Ref, here: Any) -> Value: ...

    def values(self, ref: Ref, here: Any, *, skip_subtotals: bool = False) -> Sequence[Value]:
        """All values of a range, blanks as None."""

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


@lru_cache(maxsize=2048)
def evaluator(text: str) -> Scalar | None:
    """The function that computes the formula; None when it uses something not understood here."""
    try:
        parser = _Parser([token for token in tokens(text) if token.kind != "space"])
        result = parser.expression(0)
        return result if parser.at == len(parser.tokens) else None
    except Unknown:
        return None


def uses_subtotal(text: str) -> bool:
    return any(token.kind == "function" and token.text.upper() in ("SUBTOTAL(", "AGGREGATE(") for token in tokens(text))


# -- numbers --------------------------------------------------------------------------------------------------------

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone


def serial(value: date | time | timedelta, date1904: bool = False) -> Number:
    """A date or time as a sheet counts it: days since 1899-12-30, whose false 29 February 1900 is kept."""
    if isinstance(value, timedelta):
        return _days(value)
    if isinstance(value, time):
        return _days(
            timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        )
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    days = _days(moment - _EPOCH)
    if date1904:
        return days - 1462
    return days if days >= 61 else days - 1


def _days(span: timedelta) -> Number:
    if not span.seconds and not span.microseconds:
        return span.days
    parts = Decimal(span.seconds) + Decimal(span.microseconds) / 1_000_000
    return span.days + (parts / 86_400).quantize(Decimal("1e-10")).normalize()


def number(value: Value) -> Number:
    """A value as an operand: blank is 0, text that reads as a number counts, other text is #VALUE!."""
    kind = type(value)
    if kind is int or kind is Decimal:
        return value  # type: ignore[no-any-return]
    if value is None:
        return 0
    if isinstance(value, ErrorText):
        raise CellError(str(value))
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Decimal):
        return value
    if isinstance(value, date | time | timedelta):
        return serial(value)
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        raise CellError("#VALUE!") from None
    return found


_NUMERIC = (int, float, Decimal, date, time, timedelta)


def numbers(values: Iterable[Value]) -> list[Number]:
    """The numbers among the values of a range; text, booleans and blanks do not count there."""
    found: list[Number] = []
    for value in values:
        if isinstance(value, ErrorText):
            raise CellError(str(value))
        if isinstance(value, _NUMERIC) and not isinstance(value, bool):
            found.append(number(value))
    return found


def total(values: Sequence[Value]) -> Number:
    """The sum of the numbers of a range; fast for long columns of one kind."""
    kinds = set(map(type, values))
    if kinds <= {int}:
        return sum(values)
    if kinds <= {int, float}:
        return Decimal(repr(math.fsum(values)))
    return sum(numbers(values), 0)


def text(value: Value) -> str:
    """A value as & joins it."""
    if value is None:
        return ""
    if isinstance(value, ErrorText):
        raise CellError(str(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else plain_number(number(value))


def plain_number(value: Number) -> str:
    """A number as a cell stores it: at most 17 significant digits, no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    rounded = value.normalize() if len(value.as_tuple().digits) <= 17 else _round_significant(value, 17)
    return f"{rounded:f}"


def _round_significant(value: Decimal, digits: int) -> Decimal:
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1)).normalize()


def truth(value: Value) -> bool:
    if isinstance(value, ErrorText):
        raise CellError(str(value))
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise CellError("#VALUE!")
    return bool(number(value))


# -- operators ------------------------------------------------------------------------------------------------------


def _divide(a: Value, b: Value) -> Number:
    divisor = number(b)
    if divisor == 0:
        raise CellError("#DIV/0!")
    dividend = number(a)
    if isinstance(dividend, int) and isinstance(divisor, int) and dividend % divisor == 0:
        return dividend // divisor
    return Decimal(dividend) / Decimal(divisor)


def _power(a: Value, b: Value) -> Number:
    base, exponent = number(a), number(b)
    if base == 0 and exponent == 0:
        raise CellError("#NUM!")
    try:
        return Decimal(base) ** Decimal(exponent)
    except (InvalidOperation, Overflow, ZeroDivisionError):
        raise CellError("#NUM!") from None


def _rank(value: Value) -> tuple[int, Any]:
    """How Excel orders values of different kinds: numbers, then text (without case), then booleans."""
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str) and not isinstance(value, ErrorText):
        return 1, value.casefold()
    return 0, number(value)


def _compare(a: Value, b: Value) -> int:
    if a is None and b is not None:
        a = "" if isinstance(b, str) else False if isinstance(b, bool) else 0
    if b is None and a is not None:
        b = "" if isinstance(a, str) else False if isinstance(a, bool) else 0
    left, right = _rank(a), _rank(b)
    return (left > right) - (left < right)


_BINARY: dict[str, tuple[int, Callable[[Value, Value], Value]]] = {
    "=": (1, lambda a, b: _compare(a, b) == 0),
    "<>": (1, lambda a, b: _compare(a, b) != 0),
    "<": (1, lambda a, b: _compare(a, b) < 0),
    ">": (1, lambda a, b: _compare(a, b) > 0),
    "<=": (1, lambda a, b: _compare(a, b) <= 0),
    ">=": (1, lambda a, b: _compare(a, b) >= 0),
    "&": (2, lambda a, b: text(a) + text(b)),
    "+": (3, lambda a, b: number(a) + number(b)),
    "-": (3, lambda a, b: number(a) - number(b)),
    "*": (4, lambda a, b: number(a) * number(b)),
    "/": (4, _divide),
    "^": (5, _power),
}


class _Parser:
    def __init__(self, all_tokens: list[Token]) -> None:
        self.tokens = all_tokens
        self.at = 0

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise Unknown
        self.at += 1
        return token

    def expression(self, least: int) -> Scalar:
        left = self.unary()
        while (token := self.peek()) is not None and token.kind == "op":
            if token.text == "%":
                self.at += 1
                left = _percent(left)
                continue
            level, apply = _BINARY.get(token.text, (-1, None))
            if apply is None:
                raise Unknown
            if level <= least:
                break
            self.at += 1
            left = _binary(apply, left, self.expression(level))
        return left

    def unary(self) -> Scalar:
        token = self.peek()
        if token is not None and token.kind == "op" and token.text in "+-":
            self.at += 1
            inner = self.unary()
            return inner if token.text == "+" else lambda cells, here: -number(inner(cells, here))
        return self.primary()

    def primary(self) -> Scalar:
        token = self.take()
        if token.kind == "number":
            constant: Value = int(token.text) if token.text.isdigit() else Decimal(token.text)
            return _constant(constant)
        if token.kind == "text":
            words = token.text[1:-1].replace('""', '"')
            return _constant(words)
        if token.ref is not None:
            ref = token.ref
            return lambda cells, here: cells.value(ref, here)
        if token.kind == "open" and token.text == "(":
            inner = self.expression(0)
            if self.take().kind != "close":
                raise Unknown
            return inner
        if token.kind == "function":
            return self.call(token.text[:-1].upper())
        if token.kind == "name" and token.text.upper() in ("TRUE", "FALSE"):
            truth_value = token.text.upper() == "TRUE"
            return _constant(truth_value)
        if token.kind in ("name", "table"):
            return _named(token.text)
        raise Unknown

    def call(self, name: str) -> Scalar:
        args: list[Arg] = []
        if (token := self.peek()) is not None and token.kind == "close":
            self.at += 1
        else:
            while True:
                args.append(self.argument())
                token = self.take()
                if token.kind == "close":
                    break
                if token.kind != "comma":
                    raise Unknown
        if name in _AGGREGATES:
            return _aggregate(_AGGREGATES[name], args)
        if name == "SUBTOTAL" and len(args) > 1:
            return _subtotal(args)
        if name in _CONDITIONAL:
            return _CONDITIONAL[name](args)
        if name in _SCALARS:
            least, most, make = _SCALARS[name]
            if least <= len(args) <= most:
                return make([arg.scalar for arg in args])
        raise Unknown

    def argument(self) -> Arg:
        start = self.at
        token = self.peek()
        if token is not None and token.kind in ("comma", "close"):
            return Arg(_constant(None))
        scalar = self.expression(0)
        if self.at == start + 1 and token is not None:
            if token.ref is not None:
                return Arg(scalar, token.ref)
            if token.kind in ("name", "table") and token.text.upper() not in ("TRUE", "FALSE"):
                return Arg(scalar, None, token.text)
        return Arg(scalar)


def _constant(value: Value) -> Scalar:
    return lambda *_: value


def _binary(apply: Callable[[Value, Value], Value], left: Scalar, right: Scalar) -> Scalar:
    return lambda cells, here: apply(left(cells, here), right(cells, here))


def _percent(inner: Scalar) -> Scalar:
    return lambda cells, here: Decimal(number(inner(cells, here))) / 100


def _named(name: str) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        ref = cells.named(name, here)
        if ref is None:
            raise Unknown
        return cells.value(ref, here)

    return value


# -- functions ------------------------------------------------------------------------------------------------------

Chunks = list[Sequence[Value]]


def _numbers_of(chunks: Chunks) -> list[Number]:
    return [found for chunk in chunks for found in numbers(chunk)]


def _average(chunks: Chunks) -> Number:
    count = sum(_count_numbers(chunk) for chunk in chunks)
    return _divide(sum((total(chunk) for chunk in chunks), 0), count)


def _count_numbers(chunk: Sequence[Value]) -> int:
    return sum(isinstance(value, _NUMERIC) and not isinstance(value, bool) for value in chunk)


_AGGREGATES: dict[str, Callable[[Chunks], Value]] = {
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


def _chunks(args: Iterable[Arg], cells: Cells, here: Any, *, skip_subtotals: bool = False) -> Iterator[Sequence[Value]]:
    for arg in args:
        ref = arg.range(cells, here)
        if ref is not None:
            yield cells.values(ref, here, skip_subtotals=skip_subtotals)
        else:
            value = arg.scalar(cells, here)
            yield (number(value) if isinstance(value, bool) else value,)


def _all_gone(args: Iterable[Arg], cells: Cells, here: Any) -> bool:
    """Whether every argument is a range of which nothing came out: such a total is 0, an average too."""
    return all(arg.ref is not None and arg.ref.grows == "list" and cells.is_gone(arg.ref, here) for arg in args)


def _aggregate(fold: Callable[[Chunks], Value], args: list[Arg]) -> Scalar:
    refs = [arg.ref for arg in args if arg.ref is not None]

    def folded(cells: Cells, here: Any) -> Value:
        chunks = list(_chunks(args, cells, here))
        return 0 if not any(chunks) and _all_gone(args, cells, here) else fold(chunks)

    def value(cells: Cells, here: Any) -> Value:
        if len(refs) < len(args):
            return folded(cells, here)
        return cells.folded(refs, here, lambda: folded(cells, here))

    return value


def _subtotal(args: list[Arg]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        name = _SUBTOTALS.get(int(number(args[0].scalar(cells, here))) % 100)
        if name is None:
            raise Unknown
        chunks = list(_chunks(args[1:], cells, here, skip_subtotals=True))
        return 0 if not any(chunks) and _all_gone(args[1:], cells, here) else _AGGREGATES[name](chunks)

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


def rounded(value: Number, places: int, how: str) -> Number:
    """The number cut at so many decimal places (negative: tens, hundreds)."""
    if isinstance(value, int) and places >= 0:
        return value
    unit = Decimal(1).scaleb(-places)
    scaled = (Decimal(value) / unit).to_integral_value(rounding=how) * unit
    return int(scaled) if places <= 0 else scaled


def _mod(args: list[Scalar]) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        a, b = number(args[0](cells, here)), number(args[1](cells, here))
        if b == 0:
            raise CellError("#DIV/0!")
        return a - b * rounded(Decimal(a) / Decimal(b), 0, ROUND_FLOOR)

    return value


def _one(apply: Callable[[Value], Value]) -> Callable[[list[Scalar]], Scalar]:
    return lambda args: lambda cells, here: apply(args[0](cells, here))


_SCALARS: dict[str, tuple[int, int, Callable[[list[Scalar]], Scalar]]] = {
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
        return lambda value: value is not None and not isinstance(value, str) and _compare(value, wanted) == 0
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
    test = _BINARY[sign or "="][1]
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
            return _AGGREGATES[fold]([_picked(target, _matching(pairs, cells, here), cells, here)])

        return value

    return make


def _sum_product(args: list[Arg]) -> Scalar:
    if any(arg.ref is None and not arg.name for arg in args):
        raise Unknown

    def value(cells: Cells, here: Any) -> Value:
        columns = [cells.values(ref, here) for arg in args if (ref := arg.range(cells, here)) is not None]
        if len({len(column) for column in columns}) > 1:
            raise CellError("#VALUE!")
        counted = [
            [number(v) if isinstance(v, _NUMERIC) and not isinstance(v, bool) else 0 for v in c] for c in columns
        ]
        return sum((math.prod(factors) for factors in zip(*counted, strict=True)), 0)

    return value


_CONDITIONAL: dict[str, Callable[[list[Arg]], Scalar]] = {
    "COUNTIF": _count_if,
    "COUNTIFS": _count_if,
    "SUMIF": _fold_if("SUM", first=True),
    "SUMIFS": _fold_if("SUM", first=False),
    "AVERAGEIF": _fold_if("AVERAGE", first=True),
    "AVERAGEIFS": _fold_if("AVERAGE", first=False),
    "SUMPRODUCT": _sum_product,
}

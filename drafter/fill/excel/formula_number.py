"""Turn the values of cells into numbers, texts and truths, and apply the operators of formulas to them.

Numbers are exact: int and Decimal; a float counts as the decimal it is written as.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation, Overflow
from typing import Any

Value = Any  # None, bool, int, float, Decimal, str, date, datetime, time, ErrorText
Number = int | Decimal
NUMERIC = (int, float, Decimal, date, time, timedelta)


class ErrorText(str):
    """An error as a cell shows it: #DIV/0!"""

    __slots__ = ()


class CellError(Exception):
    """The formula's value is an error; `args[0]` is what the cell shows."""


class Unknown(Exception):  # noqa: N818 - not a fault: the value is just not known here
    """The value depends on something not understood here."""


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


def numbers(values: Iterable[Value]) -> list[Number]:
    """The numbers among the values of a range; text, booleans and blanks do not count there."""
    found: list[Number] = []
    for value in values:
        if isinstance(value, ErrorText):
            raise CellError(str(value))
        if isinstance(value, NUMERIC) and not isinstance(value, bool):
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


def rounded(value: Number, places: int, how: str) -> Number:
    """The number cut at so many decimal places (negative: tens, hundreds)."""
    if isinstance(value, int) and places >= 0:
        return value
    unit = Decimal(1).scaleb(-places)
    scaled = (Decimal(value) / unit).to_integral_value(rounding=how) * unit
    return int(scaled) if places <= 0 else scaled


# -- operators ------------------------------------------------------------------------------------------------------


def divide(a: Value, b: Value) -> Number:
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


def compare(a: Value, b: Value) -> int:
    if a is None and b is not None:
        a = "" if isinstance(b, str) else False if isinstance(b, bool) else 0
    if b is None and a is not None:
        b = "" if isinstance(a, str) else False if isinstance(a, bool) else 0
    left, right = _rank(a), _rank(b)
    return (left > right) - (left < right)


BINARY: dict[str, tuple[int, Callable[[Value, Value], Value]]] = {
    "=": (1, lambda a, b: compare(a, b) == 0),
    "<>": (1, lambda a, b: compare(a, b) != 0),
    "<": (1, lambda a, b: compare(a, b) < 0),
    ">": (1, lambda a, b: compare(a, b) > 0),
    "<=": (1, lambda a, b: compare(a, b) <= 0),
    ">=": (1, lambda a, b: compare(a, b) >= 0),
    "&": (2, lambda a, b: text(a) + text(b)),
    "+": (3, lambda a, b: number(a) + number(b)),
    "-": (3, lambda a, b: number(a) - number(b)),
    "*": (4, lambda a, b: number(a) * number(b)),
    "/": (4, divide),
    "^": (5, _power),
}

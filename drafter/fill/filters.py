"""The filters every template may use: those of Jinja2 that are useful in papers, rewritten to be harmless.

They look into mappings by key only, and whatever they make has a bound. A host program adds its own.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.formatting import braces, day_text, of_percents, percents
from drafter.fill.names import fold
from drafter.fill.runtime import (
    NOT_A_LIST,
    SIZE_LIMIT,
    Lookups,
    Missing,
    as_decimal,
    bounded,
    calculate,
    described,
    in_bounds,
    plain,
)
from drafter.fill.values import Carried, carried_of

FILTER_FAILED = Kind(
    "T120",
    "bộ lọc «{name}» không dùng được ở đây: {found}",
    "the filter «{name}» failed: {found}",
    "xem lại giá trị và các tham số của bộ lọc",
    "check the value and the arguments of the filter",
)

NO_NUMBER = Kind(
    "T126",
    "cần một số, gặp {found}",
    "a number is needed, found {found}",
    "sửa giá trị trong dữ liệu, hoặc bỏ bộ lọc",
    "correct the value in the data, or remove the filter",
)

NO_TEXT = Kind(
    "T146",
    "cần chữ, gặp {found}",
    "a text is needed, found {found}",
    "sửa giá trị trong dữ liệu, hoặc bỏ bộ lọc",
    "correct the value in the data, or remove the filter",
)

Filter = Callable[..., Any]
MOST_ITEMS = 100_000  # of what a template makes; lists of the data may be longer
_keys = Lookups()


def guarded(name: str, function: Filter, *, takes_missing: bool = False) -> Filter:
    """`function` such that any failure becomes a TemplateError which names the filter."""

    def call(value: object, *arguments: object, **options: object) -> object:
        if not takes_missing and isinstance(value, Missing):
            value.fail()
        try:
            return function(value, *arguments, **options)
        except TemplateError:
            raise
        except Exception as error:
            raise TemplateError(FILTER_FAILED, name=name, found=str(error) or type(error).__name__) from error

    return call


def on_text(change: Callable[..., str]) -> Filter:
    """A filter of text; a carried value keeps its key."""

    def call(value: object, *arguments: object, **options: object) -> object:
        carried = carried_of(value)
        if carried is not None:
            return replace(carried, text=bounded(change(carried.text, *arguments, **options)))
        return bounded(change("" if value is None else str(value), *arguments, **options))

    return call


def _items(value: object) -> list[Any]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise TemplateError(NOT_A_LIST, found=described(value))
    if isinstance(value, (list, tuple)):
        return list(value)
    items = list(itertools.islice(value, MOST_ITEMS + 1))
    if len(items) > MOST_ITEMS:
        raise TemplateError(SIZE_LIMIT, limit=f"{MOST_ITEMS:,}".replace(",", "."))
    return items


def _get(item: object, attribute: str | int | None) -> object:
    if attribute is None:
        return item
    if isinstance(attribute, int):
        return _keys.item(item, attribute)
    for step in attribute.split("."):
        item = _keys.item(item, int(step)) if step.isdigit() else _keys.key(item, step)
    return item


def _key(attribute: str | int | None) -> Callable[[object], Any]:
    """A sort key: numbers by value, texts by their folded form, None last."""

    def key(item: object) -> Any:
        value = plain(_get(item, attribute))
        if isinstance(value, Missing):
            value.fail()
        if value is None:
            return (2, 0)
        return (1, fold(value), value) if isinstance(value, str) else (0, value)

    return key


def default(value: object, instead: object = "", boolean: bool = False) -> object:
    return instead if isinstance(value, Missing) or (boolean and not value) else value


def number(value: object) -> int | float | Decimal:
    value = plain(value)
    if isinstance(value, (int, float, Decimal)):
        return value
    try:
        made = Decimal(str(value).strip())
    except InvalidOperation:
        raise TemplateError(NO_NUMBER, found=described(value)) from None
    if not made.is_finite():
        raise TemplateError(NO_NUMBER, found=described(value))
    return in_bounds(made)  # type: ignore[no-any-return]


def rounded(value: object, digits: int = 0, method: str = "common") -> object:
    """Half up (as people round), "floor" or "ceil"; Decimal in, Decimal out."""
    if not 0 <= digits <= 20 or method not in ("common", "floor", "ceil"):
        raise ValueError(f"{digits}, {method}")
    figure = number(value)
    mode = {"common": ROUND_HALF_UP, "floor": "ROUND_FLOOR", "ceil": "ROUND_CEILING"}[method]
    made = as_decimal(figure).quantize(Decimal(1).scaleb(-digits), rounding=mode)
    return float(made) if isinstance(figure, float) else made


def joined(value: object, between: str = "", attribute: str | None = None) -> str:
    return bounded(str(between).join("" if item is None else str(item) for item in _mapped(value, attribute)))


def _mapped(value: object, attribute: str | int | None = None, default: object = None) -> list[object]:
    found = (_get(item, attribute) for item in _items(value))
    made = [default if isinstance(item, Missing) and default is not None else item for item in found]
    for item in made:
        if isinstance(item, Missing):
            item.fail()
    return made


def summed(value: object, attribute: str | None = None, start: object = 0) -> object:
    figures = [number(item) for item in (start, *_mapped(value, attribute))]
    if any(isinstance(figure, Decimal) for figure in figures):
        return in_bounds(sum(as_decimal(figure) for figure in figures))
    return in_bounds(sum(figures))


def ordered(value: object, reverse: bool = False, _case: bool = False, attribute: str | None = None) -> object:
    """Sorted by a key or several ("a,b"); Vietnamese letters sort with their plain form."""
    keys = [_key(part.strip()) for part in attribute.split(",")] if attribute else [_key(None)]
    return sorted(_items(value), key=lambda item: tuple(key(item) for key in keys), reverse=reverse)


def grouped(value: object, attribute: str, default: object = None) -> list[tuple[object, list[object]]]:
    groups: dict[object, list[object]] = {}
    for item in _items(value):
        key = plain(_get(item, attribute))
        if isinstance(key, Missing):
            key = default if default is not None else key.fail()
        groups.setdefault(key, []).append(item)
    return sorted(groups.items(), key=lambda pair: _key(None)(pair[0]))


def batched(value: object, size: int, fill: object = None) -> list[list[object]]:
    items = _items(value)
    if size < 1:
        raise ValueError(str(size))
    rows = [items[i : i + size] for i in range(0, len(items), size)]
    if fill is not None and rows and size <= len(items) + 1000:
        rows[-1].extend([fill] * (size - len(rows[-1])))
    return rows


def unique(value: object, attribute: str | None = None) -> list[object]:
    seen: dict[object, object] = {}
    for item in _items(value):
        seen.setdefault(plain(_get(item, attribute)), item)
    return list(seen.values())


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "equalto": lambda a, b: a == b, "eq": lambda a, b: a == b, "==": lambda a, b: a == b,
    "ne": lambda a, b: a != b, "!=": lambda a, b: a != b,
    "gt": lambda a, b: a > b, ">": lambda a, b: a > b, "ge": lambda a, b: a >= b, ">=": lambda a, b: a >= b,
    "lt": lambda a, b: a < b, "<": lambda a, b: a < b, "le": lambda a, b: a <= b, "<=": lambda a, b: a <= b,
    "in": lambda a, b: a in b,
}  # fmt: skip


def _kept(value: object, attribute: str | None, test: str, wanted: object, keep: bool) -> list[object]:
    def holds(item: object) -> bool:
        found = _get(item, attribute)
        if test == "defined":
            return not isinstance(found, Missing)
        if test == "none":
            return found is None
        if isinstance(found, Missing):
            return False
        return _COMPARISONS[test](plain(found), wanted) if test else bool(found)

    if test and test not in _COMPARISONS and test not in ("defined", "none"):
        raise ValueError(test)
    return [item for item in _items(value) if holds(item) is keep]


def selectattr(value: object, attribute: str, test: str = "", wanted: object = None) -> object:
    return _kept(value, attribute, test, wanted, True)


def rejectattr(value: object, attribute: str, test: str = "", wanted: object = None) -> object:
    return _kept(value, attribute, test, wanted, False)


def select(value: object, test: str = "", wanted: object = None) -> object:
    return _kept(value, None, test, wanted, True)


def reject(value: object, test: str = "", wanted: object = None) -> object:
    return _kept(value, None, test, wanted, False)


def first(value: object) -> object:
    items = value if isinstance(value, str) else _items(value)
    return items[0] if items else Missing("first")


def last(value: object) -> object:
    items = value if isinstance(value, str) else _items(value)
    return items[-1] if items else Missing("last")


def length(value: object) -> int:
    if isinstance(value, (str, list, tuple, dict, set, range)):
        return len(value)
    return len(_items(value))


def dictsort(value: object, _case: bool = False, by: str = "key", reverse: bool = False) -> object:
    if not isinstance(value, Mapping):
        raise TypeError(str(described(value)))
    which = 1 if by == "value" else 0
    return sorted(value.items(), key=lambda pair: _key(None)(pair[which]), reverse=reverse)


def truncated(text: str, size: int = 255, killwords: bool = False, end: str = "…", leeway: int = 5) -> str:
    if len(text) <= size + leeway:
        return text
    cut = text[: max(size - len(end), 0)]
    return (cut if killwords else cut.rsplit(" ", 1)[0]) + end


def replaced(text: str, old: object, new: object, count: int = -1) -> str:
    old, new = str(old), str(new)
    if len(text) + text.count(old) * len(new) > 1_000_000:
        raise TemplateError(SIZE_LIMIT, limit="1.000.000")
    return text.replace(old, new, -1 if count is None else count)


def titled(text: str) -> str:
    return re.sub(r"\w+", lambda word: word.group()[0].upper() + word.group()[1:].lower(), text)


def indented(text: str, width: int = 4, first: bool = False) -> str:
    lines = text.split("\n")
    if not 0 <= width <= 100 or len(lines) * width > 1_000_000:
        raise ValueError(str(width))
    return "\n".join(" " * width + line if line and (first or i) else line for i, line in enumerate(lines))


def unchanged(value: object) -> object:
    """`safe`, `e` and `escape`: everything is escaped where it is printed, once."""
    return value


def as_int(value: object, default: int = 0) -> object:
    try:
        return int(number(value))
    except TemplateError:
        return default


def as_float(value: object, default: float = 0.0) -> object:
    try:
        return float(number(value))
    except TemplateError:
        return default


def _extreme(pick: Callable[..., object]) -> Filter:
    def call(value: object, _case: bool = False, attribute: str | None = None) -> object:
        items = _items(value)
        return pick(items, key=_key(attribute)) if items else Missing("min/max")

    return call


def _text(value: object) -> str:
    """A text; of a carried value what it says."""
    if isinstance(value, str):
        return value
    carried = carried_of(value)
    if carried is None:
        raise TemplateError(NO_TEXT, found=described(value))
    return carried.text


_FUNCTIONS: dict[str, Filter] = {
    "abs": lambda value: abs(number(value)),
    "batch": batched,
    "capitalize": on_text(lambda text: text[:1].upper() + text[1:].lower()),
    "count": length,
    "d": default,
    "default": default,
    "dictsort": dictsort,
    "e": unchanged,
    "escape": unchanged,
    "endswith": lambda value, end: _text(value).endswith(_text(end)),
    "first": first,
    "float": as_float,
    "forceescape": unchanged,
    "format": percents,
    "get": lambda value, name, other=None: default(_keys.key(value, _text(name)), other),
    "groupby": grouped,
    "indent": on_text(indented),
    "int": as_int,
    "items": lambda value: [*value.items()] if isinstance(value, Mapping) else _items(value),
    "join": joined,
    "last": last,
    "length": length,
    "list": lambda value: list(value) if isinstance(value, str) else _items(value),
    "lower": on_text(str.lower),
    "map": _mapped,
    "max": _extreme(max),
    "min": _extreme(min),
    "reject": reject,
    "rejectattr": rejectattr,
    "replace": on_text(replaced),
    "reverse": lambda value: value[::-1] if isinstance(value, str) else _items(value)[::-1],
    "round": rounded,
    "safe": unchanged,
    "select": select,
    "selectattr": selectattr,
    "sort": ordered,
    "split": lambda value, by=None: _text(value).split(None if by is None else _text(by)),
    "startswith": lambda value, start: _text(value).startswith(_text(start)),
    "strftime": day_text,
    "string": lambda value: value if isinstance(value, Carried) else bounded(str(value)),
    "sum": summed,
    "title": on_text(titled),
    "trim": on_text(lambda text, chars=None: text.strip(chars)),
    "truncate": on_text(truncated),
    "unique": unique,
    "upper": on_text(str.upper),
    "wordcount": lambda value: len(str(value).split()),
}


def remainder(left: object, right: object) -> object:
    """`a % b`: of two numbers the remainder, of a pattern and values the text."""
    if isinstance(left, str) and "%" in left:
        return of_percents(left, right)
    return calculate("%", left, right)


# What templates call on a value: each is one of our functions, handed the value first.
METHODS: dict[str, Filter] = {
    "format": guarded("format", braces),
    "join": guarded("join", lambda value, items: joined(items, value)),
}

BUILT_IN: dict[str, Filter] = {
    name: guarded(name, function, takes_missing=name in ("default", "d")) for name, function in _FUNCTIONS.items()
}

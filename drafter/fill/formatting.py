"""Turn numbers, texts and days into text by Python's format patterns, of which only what papers need is known.

Neither `str.format` nor `%` is ever called on a pattern of a template: each field is taken out, looked at, and its
plain value formatted by a short specification. No attribute, index, width of a thousand or object gets through.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from string import Formatter

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.runtime import bounded, described, plain

BAD_PATTERN = Kind(
    "T145",
    "không định dạng được «{found}»: {why}",
    "«{found}» cannot be formatted: {why}",
    "dùng mẫu đơn giản, ví dụ «{{:,.2f}}», «%.2f», «%d/%m/%Y»",
    "use a simple pattern such as «{{:,.2f}}», «%.2f», «%d/%m/%Y»",
)

_SPEC = re.compile(r"(?:.?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,2})?[bcdeEfFgGnosxX%]?", re.S)
_PERCENT = re.compile(r"%(?:(%)|([-+ 0#]*\d{0,3}(?:\.\d{1,2})?[diouxXeEfFgGsc])|)")
_DAY = re.compile(r"%(-?)(.?)", re.S)
_DAY_LETTERS = "aAbBdmyYHIMSpjUw"

_NO_PART = Told("trong dấu ngoặc chỉ được ghi số thứ tự hoặc tên", "only a number or name may stand in the braces")
_NO_SPEC = Told("phần sau dấu hai chấm quá phức tạp", "what stands behind the colon is not plain")
_NO_VALUE = Told("thiếu giá trị cho một chỗ", "a value is missing for one of its places")
_TOO_MANY = Told("có giá trị thừa", "there are values too many")
_NO_PERCENT = Told("sau dấu % không phải một kiểu đã biết", "no known letter stands behind a %")
_NO_DAY = Told("cần một ngày tháng", "a date is needed")


def braces(pattern: object, *values: object, **named: object) -> str:
    """`"{:,}".format(x)`."""
    text = str(pattern)
    made: list[str] = []
    count = used = 0
    for literal, name, spec, conversion in Formatter().parse(text):
        made.append(literal)
        if name is None:
            continue
        if conversion or not (name == "" or name.isdigit() or name in named):
            raise TemplateError(BAD_PATTERN, found=text, why=_NO_PART)
        position = count if name == "" else int(name) if name.isdigit() else -1
        count += name == ""
        if position >= len(values):
            raise TemplateError(BAD_PATTERN, found=text, why=_NO_VALUE)
        used = max(used, position + 1)
        made.append(_formatted(named[name] if position < 0 else values[position], spec or "", text))
    if used < len(values):
        raise TemplateError(BAD_PATTERN, found=text, why=_TOO_MANY)
    return bounded("".join(made))


def _formatted(value: object, spec: str, pattern: str) -> str:
    value = _simple(value, pattern)
    if isinstance(value, (date, time)):
        return day_text(value, spec) if spec else str(value)
    if not _SPEC.fullmatch(spec):
        raise TemplateError(BAD_PATTERN, found=pattern, why=_NO_SPEC)
    return format(value, spec)


def _simple(value: object, pattern: str) -> object:
    """A number, text or day; of a carried figure the number. Nothing else is ever formatted."""
    found = plain(value)
    if found is None:
        return ""
    if not isinstance(found, (str, int, float, Decimal, date, time)):
        raise TemplateError(BAD_PATTERN, found=pattern, why=described(found))
    return found


def percents(pattern: object, *values: object) -> str:
    """`"%.2f"|format(x)` and `"%d-%d" % (x, y)`."""
    text, left = str(pattern), list(values)

    def put(found: re.Match[str]) -> str:
        if found.group(1):
            return "%"
        if found.group(2) is None:
            raise TemplateError(BAD_PATTERN, found=text, why=_NO_PERCENT)
        if not left:
            raise TemplateError(BAD_PATTERN, found=text, why=_NO_VALUE)
        made: str = f"%{found.group(2)}" % (_simple(left.pop(0), text),)
        return made

    made = _PERCENT.sub(put, text)
    if left:
        raise TemplateError(BAD_PATTERN, found=text, why=_TOO_MANY)
    return bounded(made)


def of_percents(pattern: str, values: object) -> str:
    """The operator `%`, whose right side is a value or several in brackets."""
    if isinstance(values, Mapping):
        raise TemplateError(BAD_PATTERN, found=pattern, why=_NO_PERCENT)
    several = isinstance(values, Sequence) and not isinstance(values, str)
    return percents(pattern, *values) if several else percents(pattern, values)  # type: ignore[misc]


def day_text(value: object, pattern: object) -> str:
    """`day.strftime("%d/%m/%Y")`; "%-d" is the day without a zero in front, on every system."""
    if not isinstance(value, (date, datetime, time)):
        raise TemplateError(BAD_PATTERN, found=str(pattern), why=_NO_DAY)
    text = bounded(str(pattern))

    def put(found: re.Match[str]) -> str:
        short, letter = found.groups()
        if letter == "%" and not short:
            return "%"
        if not letter or letter not in _DAY_LETTERS:
            raise TemplateError(BAD_PATTERN, found=text, why=_NO_PERCENT)
        made = value.strftime(f"%{letter}")
        return (made.lstrip("0") or "0") if short else made

    return bounded(_DAY.sub(put, text))

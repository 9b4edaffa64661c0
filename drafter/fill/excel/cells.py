"""Turn a value into the XML of a cell, its type kept: number, date, boolean, text that stays text, or nothing."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel.formula_number import ErrorText, plain_number, serial
from drafter.fill.excel.styles import StyleBook
from drafter.fill.excel.xml import escaped
from drafter.fill.runtime import Missing, described
from drafter.fill.values import Carried, Listing, Phrase, RichText, carried_of

NOT_A_CELL_VALUE = Kind(
    "T155",
    "một ô không chứa được {found}",
    "a cell cannot hold {found}",
    'chọn một giá trị bên trong bằng dấu chấm, hoặc nối danh sách bằng «|join(", ")»',
    'pick one value inside it with a dot, or join a list with «|join(", ")»',
)
NOT_A_NUMBER = Kind(
    "T156",
    "một ô không chứa được số vô cực hoặc không xác định ({found})",
    "a cell cannot hold an infinite or undefined number ({found})",
    "kiểm tra phép chia trong dữ liệu",
    "look for a division by zero in the data",
)
TOO_LONG = Kind(
    "T157",
    "chữ trong ô dài {found} ký tự, Excel chỉ nhận {limit}",
    "the text is {found} characters long, Excel takes {limit}",
    "rút ngắn nội dung, hoặc chia ra nhiều ô",
    "shorten it, or divide it over several cells",
)

LONGEST = 32_767
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def unwrapped(value: Any) -> Any:
    """What a lone cell really holds: of a carried figure its value, of the special texts their text."""
    if isinstance(value, Missing):
        return str(value)  # fails with its name, or is "" where missing values are silent
    carried = carried_of(value)
    if carried is not None:
        return unwrapped(carried.text if carried.value is None else carried.value)
    if isinstance(value, Listing | Phrase | RichText):
        return str(value)
    if value is None or isinstance(value, str | bool | int | float | Decimal | date | time | timedelta):
        return value
    raise TemplateError(NOT_A_CELL_VALUE, found=described(value))


def printed(value: Any, _site: int = 0) -> str:
    """A value inside a text."""
    if value.__class__ is str:
        return str(value)
    if isinstance(value, Carried):
        return value.text
    carried = carried_of(value)
    if carried is not None:
        return carried.text
    value = unwrapped(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    return str(value)


def printed_xml(value: Any, _site: int = 0) -> str:
    """As `printed`, inside XML."""
    return escaped(cleaned(printed(value)))


def printed_margin(value: Any, _site: int = 0) -> str:
    """As `printed`, in a header or footer, where & begins a code."""
    return _ILLEGAL.sub("", printed(value)).replace("&", "&&")


def printed_drawn(value: Any, _site: int = 0) -> str:
    """As `printed`, inside the XML of a drawing; a new line is marked, for it ends the run."""
    text = printed(value).replace("\r\n", "\n").replace("\r", "\n")
    return escaped(_ILLEGAL.sub("", text)).replace("\n", "\v")


def cleaned(text: str) -> str:
    """Text without what XML cannot hold; what looks like Excel's own escape is kept from being one."""
    text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE_LIKE.sub("_x005F_", text)


def decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise TemplateError(NOT_A_NUMBER, found=str(value))
    return f"{value:f}"


class CellWriter:
    """Writes values as the rest of a cell's tag: everything after its address."""

    def __init__(self, prefix: str, book: StyleBook, date1904: bool) -> None:
        self.prefix = prefix
        self.book = book
        self.date1904 = date1904

    def rest(self, value: Any, style: int, attributes: str) -> str:
        """E.g. ` s="3"><v>12</v></c>`. `attributes` is what the template's cell has besides address and type."""
        value = unwrapped(value)
        p = self.prefix
        if value is None:
            return f"{attributes}/>"
        if isinstance(value, str):
            return self._text(str(value), style, attributes)
        if isinstance(value, bool):
            return f'{attributes} t="b"><{p}v>{int(value)}</{p}v></{p}c>'
        if isinstance(value, date | time | timedelta):
            return self._date(value, style, attributes)
        if isinstance(value, float) and not math.isfinite(value):
            raise TemplateError(NOT_A_NUMBER, found=str(value))
        words = decimal_text(value) if isinstance(value, Decimal) else str(value)
        return f"{attributes}><{p}v>{words}</{p}v></{p}c>"

    def _text(self, text: str, style: int, attributes: str) -> str:
        p = self.prefix
        text = cleaned(text)
        if len(text) > LONGEST:
            raise TemplateError(TOO_LONG, found=len(text), limit=LONGEST)
        if text.startswith(_RISKY):
            attributes = restyled(attributes, self.book.quoted(style))
        space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f'{attributes} t="inlineStr"><{p}is><{p}t{space}>{escaped(text)}</{p}t></{p}is></{p}c>'

    def _date(self, value: date | time | timedelta, style: int, attributes: str) -> str:
        p = self.prefix
        days = serial(value, self.date1904)
        if days < 0:  # before a sheet's calendar begins: text is all that is left
            return self._text(printed(value), style, attributes)
        attributes = restyled(attributes, self.book.dated(style, value))
        return f"{attributes}><{p}v>{days}</{p}v></{p}c>"

    def runs(self, xml: str, attributes: str) -> str:
        """A cell whose text is XML of runs already, without prefixes."""
        p = self.prefix
        if p:
            xml = re.sub(r"<(/?)(?=\w)", rf"<\1{p}", xml)
        return f'{attributes} t="inlineStr"><{p}is>{xml}</{p}is></{p}c>'

    def formula(self, formula: str, value: Any, attributes: str, known: bool) -> str:
        """A formula element with the value last computed; without one when it is not known."""
        p = self.prefix
        if not known or value is None:
            shown = f"<{p}v>0</{p}v>" if known else ""
            return f"{attributes}>{formula}{shown}</{p}c>"
        if isinstance(value, ErrorText):
            kind, words = ' t="e"', str(value)
        elif isinstance(value, bool):
            kind, words = ' t="b"', str(int(value))
        elif isinstance(value, str):
            kind, words = ' t="str"', escaped(cleaned(value))
        else:
            kind, words = "", self.number(value)
        return f"{attributes}{kind}>{formula}<{p}v>{words}</{p}v></{p}c>"

    def number(self, value: Any) -> str:
        if isinstance(value, date | time | timedelta):
            return str(serial(value, self.date1904))
        return repr(value) if isinstance(value, float) else plain_number(value)


def restyled(attributes: str, style: int) -> str:
    if re.search(r"\ss=\"", attributes):
        return re.sub(r"(\ss=\")\d+", rf"\g<1>{style}", attributes)
    return f'{attributes} s="{style}"' if style else attributes


Convert = Callable[[Any], Any]


def as_bool(value: Any) -> int:
    return int(value)

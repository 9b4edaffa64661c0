"""Turn exact values into the texts that columns hold, and back: decimals, moments, periods, JSON.

No column holds a binary float, so SQLite and PostgreSQL give back what was put in, digit for digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from drafter.model.period import Period


def number_text(value: Decimal | None) -> str | None:
    """A Decimal as its own digits; the same digits come back, «1.50» as «1.50»."""
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that can be stored")
    return str(value)


def number_of(text: str | None) -> Decimal | None:
    """The Decimal that `number_text` wrote."""
    return None if text is None else Decimal(text)


def with_offset(moment: datetime) -> datetime:
    """The moment with its offset from UTC. One without is taken as this machine's local time, as Python does."""
    return moment if moment.tzinfo is not None else moment.astimezone()


def moment_text(moment: datetime | None) -> str | None:
    """A date and time as ISO text with its offset."""
    return None if moment is None else with_offset(moment).isoformat()


@lru_cache(maxsize=4096)
def moment_of(text: str) -> datetime:
    """The moment that `moment_text` wrote."""
    return datetime.fromisoformat(text)


@lru_cache(maxsize=4096)
def period_text(period: Period) -> str:
    """The period's code. Raises ValueError for one that its own code would not give back: it could never be read."""
    code = period.code
    if Period.parse(code) != period:
        raise ValueError(f"{period!r} is not what its code {code!r} reads as")
    return code


@lru_cache(maxsize=4096)
def period_of(code: str) -> Period:
    """The period that `period_text` wrote."""
    return Period.parse(code)


def json_text(value: Any) -> str:
    """JSON-able data as readable JSON; the order of keys is kept, NaN is refused, tuples come back as lists."""
    return writable(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def values_text(values: Mapping[str, str | Decimal | date | bool]) -> str:
    """The values of a row as JSON: texts and answers as they are, numbers and days under a key that says so."""
    return json_text({name: _plain(value) for name, value in values.items()})


def values_of(text: str) -> dict[str, str | Decimal | date | bool]:
    """The values that `values_text` wrote."""
    return {name: _value(plain) for name, plain in json.loads(text).items()}


def _plain(value: str | Decimal | date | bool) -> object:
    if isinstance(value, Decimal):
        return {"number": number_text(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(plain: Any) -> str | Decimal | date | bool:
    if not isinstance(plain, dict):
        return bool(plain) if isinstance(plain, bool) else str(plain)
    return Decimal(plain["number"]) if "number" in plain else date.fromisoformat(plain["day"])


def writable(text: str) -> str:
    """The text with what no database takes as text (NUL, halves of surrogate pairs) shown as «\ufffd».

    A file name in an old encoding may hold such halves; a figure must not be lost for that.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text.replace("\0", "\ufffd") if "\0" in text else text


def all_writable(values: dict[str, Any]) -> dict[str, Any]:
    """The row with every text writable; they nearly always are, so they are tried together first."""
    texts = "".join([value for value in values.values() if type(value) is str])
    if writable(texts) is texts:
        return values
    return {name: writable(value) if isinstance(value, str) else value for name, value in values.items()}

"""Turn moments, figures and keys into the short words that the store's own messages need."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.wording.dates import short_date
from drafter.wording.numbers import number

_LONGEST = 40  # digits: beyond that a number is a slip of the hand and would only fill the page


def moment_words(moment: datetime) -> str:
    """«14 giờ 05, ngày 05/3/2020»."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}, ngày {short_date(moment.date())}"


def value_words(figure: Figure | None) -> str:
    """A figure in full, not rounded: two that differ must look different."""
    if figure is None or not figure.reported:
        return "«chưa có số liệu»"
    parts = (
        f"{_digits(figure.numerator)}/{_digits(figure.denominator)}"
        if figure.numerator is not None and figure.denominator is not None
        else ""
    )
    if figure.value is None:
        return parts
    joiner = "" if figure.unit == "%" else " "
    hedge = f"{figure.qualifier} " if figure.qualifier else ""
    shown = f"{hedge}{_digits(figure.value)}{joiner}{figure.unit}".rstrip()
    return f"{shown} ({parts})" if parts else shown


def key_words(key: FigureKey) -> dict[str, str]:
    """The key's parts as the patterns of problems name them."""
    return {"indicator": key.indicator, "organisation": key.organisation, "period": key.period.words}


def slot_words(organisation: str, period: Period) -> dict[str, str]:
    """A unit and a period as the patterns of problems name them."""
    return {"organisation": organisation, "period": period.words}


def _digits(value: Decimal) -> str:
    return number(value) if abs(value.adjusted()) + len(value.as_tuple().digits) < _LONGEST else str(value)

"""Turn a value in an indicator's unit into words: money, a percent, or a number with its noun."""

from __future__ import annotations

from fractions import Fraction

from drafter.model.figure import Qualifier
from drafter.wording.hedges import hedged, shorten
from drafter.wording.money import Scale, money
from drafter.wording.numbers import Exact, exact, number
from drafter.wording.percents import percent, points
from drafter.wording.style import STANDARD, Style

_MONEY = {
    "đồng": Scale.DONG,
    "nghìn đồng": Scale.THOUSAND,
    "triệu đồng": Scale.MILLION,
    "tỷ đồng": Scale.BILLION,
    "tỉ đồng": Scale.BILLION,
}


def quantity(
    value: Exact, unit: str, noun: str = "", style: Style = STANDARD, qualifier: Qualifier = Qualifier.EXACT
) -> str:
    """A figure inside a sentence: «82,5 triệu đồng», «91,66%», «183 suất quà», «hơn 1,8 tỷ đồng».

    `unit` is the indicator's; `noun` is what follows a count, the unit itself when empty. Money is brought to the
    scale that reads best, whatever unit it was reported in. A missing value has no words: ask before calling.
    """
    return hedged(_bare(value, unit, noun or unit, style), qualifier, style)


def short_quantity(value: Exact, unit: str, noun: str = "", style: Style = STANDARD, digits: int = 2) -> str:
    """The same, cut to `digits` significant digits with the hedge that keeps it true: «hơn 1,8 tỷ đồng»."""
    short = shorten(value, digits, _most_decimals(unit, style))
    return quantity(short.value, unit, noun, style, short.qualifier)


def difference(value: Exact, unit: str, noun: str = "", style: Style = STANDARD) -> str:
    """The size of a difference of two figures; that of two percents is in percentage points (điểm phần trăm)."""
    size = abs(exact(value))
    return points(size, style) if unit == "%" else _bare(size, unit, noun or unit, style)


def _most_decimals(unit: str, style: Style) -> int | None:
    """How many decimals of a value in this unit can be printed: money goes to the whole đồng; None is no bound."""
    return style.max_decimals if unit == "%" else len(str(int(_MONEY[unit]))) - 1 if unit in _MONEY else None


def _bare(value: Exact, unit: str, noun: str, style: Style) -> str:
    if unit == "%":
        return percent(value, style)
    if unit in _MONEY:
        return money(exact(value) * Fraction(_MONEY[unit], Scale.MILLION), style)
    return f"{_in_full(value, style)} {noun}"


def _in_full(value: Exact, style: Style) -> str:
    """In full; only what has no last digit (a mean) is cut to the style's decimals."""
    try:
        return number(value)
    except ValueError:
        return number(value, style.max_decimals, style)

"""Turn a part and its whole into a printed percent, computed exactly and cut as the office cuts it."""

from __future__ import annotations

from fractions import Fraction

from drafter.wording.numbers import Exact, exact, number
from drafter.wording.style import STANDARD, Style


def share(part: Exact | None, whole: Exact | None) -> Fraction | None:
    """How many percent `part` is of `whole`, exactly. None when either is missing or the whole is zero."""
    if part is None or whole is None or whole == 0:
        return None
    return 100 * exact(part) / exact(whole)


def percent(value: Exact, style: Style = STANDARD) -> str:
    """A value already in percent, as printed: «91,66%», «104%». The sign is glued to the number (format NB-11)."""
    return f"{_cut(value, style)}%"


def percent_of(part: Exact | None, whole: Exact | None, style: Style = STANDARD) -> str | None:
    """What share the part is of the whole, as printed; None when there is none to print (see `share`)."""
    value = share(part, whole)
    return None if value is None else percent(value, style)


def change_percent(value: Exact, style: Style = STANDARD) -> str:
    """A percent of change: one too small to be seen is «dưới 0,01%», for «tăng (0%)» would contradict itself."""
    return f"{_visible(value, style)}%"


def points(value: Exact, style: Style = STANDARD) -> str:
    """A difference of two percents, in percentage points: «3,5 điểm phần trăm»."""
    return f"{_visible(value, style)} điểm phần trăm"


def _cut(value: Exact, style: Style) -> str:
    return number(value, style.max_decimals, style, style.percent_mode)


def _visible(value: Exact, style: Style) -> str:
    shown = _cut(value, style)
    if value == 0 or any(digit in "123456789" for digit in shown):
        return shown
    return f"dưới {number(Fraction(1, 10**style.max_decimals), style.max_decimals, style)}"

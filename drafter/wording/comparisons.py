"""Turn a change since an earlier period into «tăng 24 đoàn viên (3,68%) so với cùng kỳ năm trước»."""

from __future__ import annotations

from drafter.model.figure import Qualifier
from drafter.model.period import Period
from drafter.model.result import Change, Direction
from drafter.wording.percents import change_percent
from drafter.wording.quantities import difference
from drafter.wording.style import STANDARD, Style


def change_words(
    change: Change | None,
    unit: str,
    noun: str = "",
    style: Style = STANDARD,
    against: Period | None = None,
) -> str | None:
    """The change as a clause; None when there is none, or none that is true as it would be printed.

    That is one of hedged figures, whose size is not known, and one of totals that are not of the same units.

    `against` is the earlier period, when it is to be named («so với năm 2019»); None says «cùng kỳ năm trước». Rates
    change by percentage points, without a percent of a percent behind them.
    """
    if change is None or change.qualifier is not Qualifier.EXACT or change.uneven:
        return None
    earlier = against.words if against else "cùng kỳ năm trước"
    if change.direction is Direction.SAME:
        return f"{Direction.SAME} {earlier}"
    size = difference(change.difference, unit, noun, style)
    relative = f" ({change_percent(abs(change.percent), style)})" if change.percent is not None and unit != "%" else ""
    return f"{change.direction} {size}{relative} so với {earlier}"

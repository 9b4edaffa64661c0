"""Turn this period's figure and an earlier one into «tăng 24 đoàn viên (3,68%) so với cùng kỳ năm trước»."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from drafter.model.period import Period
from drafter.wording.numbers import Exact, exact
from drafter.wording.percents import change_percent, share
from drafter.wording.quantities import difference
from drafter.wording.style import STANDARD, Style


class Direction(StrEnum):
    """Which way a figure went."""

    UP = "tăng"
    DOWN = "giảm"
    SAME = "bằng"


@dataclass(frozen=True)
class Change:
    """A change in the figure's own unit, always with its sign.

    `percent` is in percent of the earlier value, None where that is zero or negative: nothing grows by a percent of
    nothing.
    """

    direction: Direction
    difference: Fraction
    percent: Fraction | None


def compare(now: Exact | None, before: Exact | None) -> Change | None:
    """How the figure changed; None when either is missing. Give it only exact figures: «hơn 1,8 tỷ» has no change."""
    if now is None or before is None:
        return None
    gap = exact(now) - exact(before)
    direction = Direction.SAME if gap == 0 else Direction.UP if gap > 0 else Direction.DOWN
    return Change(direction, gap, share(gap, before) if before > 0 else None)


def change_words(
    now: Exact | None,
    before: Exact | None,
    unit: str,
    noun: str = "",
    style: Style = STANDARD,
    against: Period | None = None,
) -> str | None:
    """The change as a clause; None when either figure is missing.

    `against` is the earlier period, when it is to be named («so với năm 2019»); None says «cùng kỳ năm trước». Rates
    change by percentage points, without a percent of a percent behind them.
    """
    change = compare(now, before)
    if change is None:
        return None
    earlier = against.words if against else "cùng kỳ năm trước"
    if change.direction is Direction.SAME:
        return f"{Direction.SAME} {earlier}"
    size = difference(change.difference, unit, noun, style)
    relative = f" ({change_percent(abs(change.percent), style)})" if change.percent is not None and unit != "%" else ""
    return f"{change.direction} {size}{relative} so với {earlier}"

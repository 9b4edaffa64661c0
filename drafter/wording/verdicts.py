"""Turn a result and its target into the words of a plan: how much of it is done, what is over and what is lacking."""

from __future__ import annotations

from drafter.model.figure import Comparator
from drafter.wording.numbers import Exact, exact
from drafter.wording.percents import change_percent, percent, share
from drafter.wording.quantities import difference, quantity
from drafter.wording.style import STANDARD, Style


def plan_percent(actual: Exact | None, target: Exact | None, style: Style = STANDARD) -> str | None:
    """«91,66% kế hoạch»; None when a side is missing or the target is zero. A rate has a `margin` instead.

    Where the digits shown would read 100% of a plan that is not exactly reached, the truth is told by a hedge:
    «gần 100% kế hoạch», «hơn 100% kế hoạch».
    """
    value = share(actual, target)
    if value is None:
        return None
    whole, shown = percent(100, style), percent(value, style)
    if shown == whole and value != 100:
        shown = f"gần {whole}" if value < 100 else f"{style.over} {whole}"
    return f"{shown} kế hoạch"


def excess_percent(actual: Exact | None, target: Exact | None, style: Style = STANDARD) -> str | None:
    """«vượt 4%»: by how much of the target the result passes it; None when it does not, or there is no percent."""
    value = share(actual, target)
    return f"vượt {change_percent(value - 100, style)}" if value is not None and value > 100 else None


def margin(
    actual: Exact | None,
    target: Exact | None,
    unit: str,
    noun: str = "",
    style: Style = STANDARD,
    comparator: Comparator = Comparator.AT_LEAST,
) -> str | None:
    """How far the result is from the target: «vượt kế hoạch 26 đoàn viên», «còn thiếu 1 đơn vị so với kế hoạch».

    Rates and ceilings are «cao hơn», «thấp hơn» the target. None when the two are equal or one is missing.
    """
    if actual is None or target is None or exact(actual) == exact(target):
        return None
    over = exact(actual) > exact(target)
    words = difference(exact(actual) - exact(target), unit, noun, style)
    if unit == "%" or comparator is Comparator.AT_MOST:
        return f"{'cao' if over else 'thấp'} hơn chỉ tiêu {words}"
    return f"vượt kế hoạch {words}" if over else f"còn thiếu {words} so với kế hoạch"


def target_words(
    target: Exact, unit: str, noun: str = "", style: Style = STANDARD, comparator: Comparator = Comparator.AT_LEAST
) -> str:
    """A target as a plan states it: «từ 70% trở lên», «trên 80%», «không quá 5 cuộc», «100%»."""
    words = quantity(target, unit, noun, style)
    if unit == "%" and target == 100:
        return words
    match comparator:
        case Comparator.AT_LEAST:
            return f"từ {words} trở lên"
        case Comparator.MORE_THAN:
            return f"trên {words}"
        case Comparator.AT_MOST:
            return f"không quá {words}"
        case Comparator.EXACTLY:
            return words

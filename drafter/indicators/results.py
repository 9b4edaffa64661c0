"""Turn totals and targets into percents, verdicts and changes, all on unrounded values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from drafter.indicators.exact import combined, opposite
from drafter.model.figure import Comparator, Qualifier
from drafter.model.result import Change, Direction, Total, Verdict

Exact = Fraction | Decimal | int


def percent(part: Exact | None, whole: Exact | None) -> Fraction | None:
    """`part` in percent of `whole`, exact: 11 of 12 is 1100/12. None when one is missing or the whole is 0."""
    if part is None or whole is None or whole == 0:
        return None
    return Fraction(part) * 100 / Fraction(whole)


def percent_of_target(total: Total) -> Fraction | None:
    """The result in percent of its target; None when one is missing or the target is 0.

    For a rate it is the rate in percent of the rate asked for, which few offices print: `verdict_of` needs no percent.
    """
    return percent(total.exact, total.target)


def judge(actual: Exact | None, target: Exact | None, comparator: Comparator = Comparator.AT_LEAST) -> Verdict | None:
    """The verdict; None when the result or the target is missing.

    A floor and a bare figure are met when reached and exceeded above: who is asked for 95% and has 97% has not failed.
    «Trên 80%» must be passed, and has no point above which it would be passed twice. A ceiling is met or not: «vượt»
    of a ceiling would praise a failure.
    """
    if actual is None or target is None:
        return None
    result, asked = Fraction(actual), Fraction(target)
    match comparator:
        case Comparator.AT_MOST:
            return Verdict.MET if result <= asked else Verdict.NOT_MET
        case Comparator.MORE_THAN:
            return Verdict.MET if result > asked else Verdict.NOT_MET
        case Comparator.AT_LEAST | Comparator.EXACTLY:
            if result == asked:
                return Verdict.MET
            return Verdict.EXCEEDED if result > asked else Verdict.NOT_MET


def verdict_of(total: Total) -> Verdict | None:
    """The verdict on a total; None as in `judge`, and where its hedge leaves more than one verdict open.

    «Hơn 70%» is above 70 and exceeds a floor of 70; against a floor of 75 it may or may not reach it, and a person must
    say. «Khoảng» is never judged.
    """
    if total.exact is None or total.target is None:
        return None
    shown = judge(total.exact, total.target, total.comparator)
    match total.qualifier:
        case Qualifier.EXACT:
            return shown
        case Qualifier.ABOUT:
            return None
        case Qualifier.OVER:
            step, open_side = 1, total.exact < total.target
        case Qualifier.UNDER:
            step, open_side = -1, total.exact > total.target
    return None if open_side else judge(total.exact + step, total.target, total.comparator)


def tally(totals: Iterable[Total]) -> Mapping[Verdict, int]:
    """How many of the judged totals came out each way; those that cannot be judged are in none."""
    found = dict.fromkeys(Verdict, 0)
    for total in totals:
        if (verdict := verdict_of(total)) is not None:
            found[verdict] += 1
    return found


def change(now: Exact | None, before: Exact | None) -> Change | None:
    """How a value changed; None when either is missing."""
    if now is None or before is None:
        return None
    gap = Fraction(now) - Fraction(before)
    direction = Direction.SAME if gap == 0 else Direction.UP if gap > 0 else Direction.DOWN
    return Change(gap, percent(gap, before) if before > 0 else None, direction)


def change_of(now: Total, before: Total | None) -> Change | None:
    """How a total changed since the same period a year before; None when either has no value."""
    if before is None or (found := change(now.exact, before.exact)) is None:
        return None
    hedge = combined((now.qualifier, opposite(before.qualifier)))
    return Change(found.difference, found.percent, found.direction, hedge, _uneven(now, before))


def _whole(total: Total) -> bool:
    """Whether a total is what a past report prints for the whole organisation."""
    return bool(total.contributions) and all(figure.whole for figure in total.contributions)


def _uneven(now: Total, before: Total) -> tuple[str, ...]:
    """The units that gave a figure in one period and owed it in the other.

    A unit that had been merged away, or was founded since, owed nothing: the totals are still those of the whole.
    """
    if _whole(now) or _whole(before):  # a past report's total is of all units, whoever they were
        either = dict.fromkeys((*now.missing, *before.missing))
        return tuple(unit for unit in either if unit != now.organisation)
    here, there = set(now.units), set(before.units)
    owed_now, owed_then = {*now.missing, now.organisation}, {*before.missing, before.organisation}
    lacking = (there - here) & owed_now | (here - there) & owed_then
    return tuple(unit for unit in dict.fromkeys((*now.units, *before.units)) if unit in lacking)

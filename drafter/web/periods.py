"""Turn what is stored and the day into the periods that a page offers, and the one it shows unless told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from drafter.model.period import Period, PeriodType


def usual_period(periods: Iterable[Period], today: date, received: Callable[[Period], int]) -> Period:
    """The newest period that is over and that anything is stored for, terms aside; else the year of a quarter ago.

    One that still runs goes before it when more units have handed in for it, as `received` counts them: a form that
    comes late for last year takes nobody away from this year's.
    """
    stored = sorted((period for period in periods if period.end_year is None), key=_newest)
    over = [period for period in stored if period.end <= today]
    running = [period for period in stored if period.end > today]
    if not stored:
        return Period(PeriodType.YEAR, (today - timedelta(days=90)).year)
    if not over or not running:
        return stored[-1]
    return max((over[-1], *running), key=received)


def period_choices(periods: Iterable[Period], today: date, shown: Period) -> tuple[Period, ...]:
    """What is stored, what an office is about to report on, and what is shown; the newest first.

    In the last quarter the next year is among them: its targets go into this year's report.
    """
    year = today.year
    about = [Period(PeriodType.YEAR, each) for each in (year - 1, year)]
    if today.month > 9:
        about.append(Period(PeriodType.YEAR, year + 1))
    about += [Period(PeriodType.QUARTER, year, quarter) for quarter in range(1, 5) if 3 * quarter - 3 < today.month]
    if today.month > 5:
        about.append(Period(PeriodType.HALF, year, 1))
    if today.month > 8:
        about.append(Period(PeriodType.NINE_MONTHS, year))
    return tuple(sorted({*periods, *about, shown}, key=_newest, reverse=True))


def _newest(period: Period) -> tuple[date, int]:
    return period.end, (period.end - period.start).days

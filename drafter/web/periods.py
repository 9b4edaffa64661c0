"""Turn what is stored and the day into the periods that a page offers, and the one it shows unless told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from drafter.model.period import Period, PeriodType


def usual_period(periods: Iterable[Period], today: date) -> Period:
    """The newest period that is over and that anything is stored for, terms aside; else the year of a quarter ago."""
    stored = [period for period in periods if period.end_year is None]
    if stored:
        return max([period for period in stored if period.end <= today] or stored, key=_newest)
    return Period(PeriodType.YEAR, (today - timedelta(days=90)).year)


def period_choices(periods: Iterable[Period], today: date, shown: Period) -> tuple[Period, ...]:
    """What is stored, what an office is about to report on, and what is shown; the newest first."""
    year = today.year
    about = [Period(PeriodType.YEAR, each) for each in (year - 1, year)]
    about += [Period(PeriodType.QUARTER, year, quarter) for quarter in range(1, 5) if 3 * quarter - 3 < today.month]
    if today.month > 5:
        about.append(Period(PeriodType.HALF, year, 1))
    if today.month > 8:
        about.append(Period(PeriodType.NINE_MONTHS, year))
    return tuple(sorted({*periods, *about, shown}, key=_newest, reverse=True))


def _newest(period: Period) -> tuple[date, int]:
    return period.end, (period.end - period.start).days

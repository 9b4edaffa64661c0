"""Turn a period and a level into the day by which its report is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from drafter.model.organisation import Level
from drafter.model.period import Period, PeriodType
from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class DeadlineRule:
    """When reports of a type of period are due. `ordinal` 0 is every period of it, no `levels` are all levels.

    `month` 0 is the period's last month. `first` is the earliest usual day, `day` the last; equal where there is one.
    """

    period: PeriodType
    day: int
    first: int
    ordinal: int = 0
    month: int = 0
    levels: tuple[Level, ...] = ()

    def applies(self, period: Period, level: Level) -> bool:
        """Whether it is about that period and level."""
        fits = period.type is self.period and self.ordinal in (0, period.ordinal)
        return fits and (not self.levels or level in self.levels)


@dataclass(frozen=True)
class Occasion:
    """A day of the year on which awards of one kind are given."""

    name: str
    month: int
    day: int


@dataclass(frozen=True)
class RunRule:
    """When a kind of paper is drafted by itself, unless the office's own calendar says otherwise.

    `after` is how many days after the period's end. `ordinals` empty: every period of the type. `forms`: the units'
    forms of such a period are written too; `reminders` are the days before these are due.
    """

    kind: str
    period: PeriodType
    after: int
    ordinals: tuple[int, ...] = ()
    forms: bool = False
    reminders: tuple[int, ...] = ()


@cache
def run_rules() -> tuple[RunRule, ...]:
    """The default calendar of papers that are drafted by themselves; no regulation behind it was found."""
    return tuple(
        RunRule(
            entry["kind"],
            PeriodType(entry["period"]),
            entry["after"],
            tuple(entry.get("ordinals", ())),
            entry.get("forms", False),
            tuple(entry.get("reminders", ())),
        )
        for entry in shipped("calendar.toml")["run"]
    )


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The default calendar; no regulation behind it was found."""
    return tuple(_rule(entry) for entry in shipped("calendar.toml")["deadline"])


@cache
def occasions() -> tuple[Occasion, ...]:
    """The days of the year for awards."""
    return tuple(Occasion(**entry) for entry in shipped("calendar.toml")["occasion"])


def deadline(period: Period, level: Level) -> date | None:
    """The last day for the report of `period`; None where the calendar has none (terms, the second half-year)."""
    rule = next((rule for rule in deadline_rules() if rule.applies(period, level)), None)
    if rule is None:
        return None
    end = period.end
    return date(end.year, rule.month or end.month, rule.day)


def _rule(entry: Mapping[str, Any]) -> DeadlineRule:
    return DeadlineRule(
        period=PeriodType(entry["period"]),
        day=entry["day"],
        first=entry.get("first", entry["day"]),
        ordinal=entry.get("ordinal", 0),
        month=entry.get("month", 0),
        levels=tuple(Level(code) for code in entry.get("levels", ())),
    )

"""An office's calendar: which paper of which periods is drafted by itself, when, and when units' forms are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from drafter.model.period import Period, PeriodType
from drafter.standards.deadlines import RunRule, run_rules

INBOX = "bieu-mau/{ky}_da-nhan"
FORMS_BEFORE = 10


@dataclass(frozen=True)
class Job:
    """One kind of paper that is drafted by itself (một dòng của lịch).

    `ordinals` are the periods of the year it is for, empty for all. `after` is how many days after the period's end it
    is due; `forms_after` the same for the units' forms. `forms`: forms of such a period are written for the units.
    `reminders` are how many days before the forms are due the units are reminded. `recipients` get an e-mail of it.
    """

    kind: str
    period: PeriodType
    after: int
    forms_after: int
    ordinals: tuple[int, ...] = ()
    forms: bool = False
    reminders: tuple[int, ...] = ()
    recipients: tuple[str, ...] = ()

    def is_for(self, period: Period) -> bool:
        """Whether the paper is drafted for that period."""
        return period.type is self.period and (not self.ordinals or period.ordinal in self.ordinals)

    def due(self, period: Period) -> date:
        """The day on which the paper is drafted, whoever is missing."""
        return period.end + timedelta(days=self.after)

    def forms_due(self, period: Period) -> date:
        """The last day for units' forms (hạn nộp biểu)."""
        return period.end + timedelta(days=self.forms_after)


@dataclass(frozen=True)
class Calendar:
    """The jobs of an office. Nothing of a period that ended before `since` is drafted; None: since it first ran.

    `forms_before` is how many days before a period's end its forms are written. `inbox` is the folder where an office
    puts the forms it has received, with {ky} for the period's code.
    """

    jobs: tuple[Job, ...]
    since: date | None = None
    forms_before: int = FORMS_BEFORE
    inbox: str = INBOX

    def forms_from(self, period: Period) -> date:
        """The day from which the forms of a period are written."""
        return period.end - timedelta(days=self.forms_before)


def default_calendar(forms_after: int) -> Calendar:
    """The shipped calendar for an office whose forms are due so many days after a period's end.

    A paper is never due before its forms are.
    """
    return Calendar(tuple(_job(rule, forms_after) for rule in run_rules()))


def _job(rule: RunRule, forms_after: int) -> Job:
    return Job(
        kind=rule.kind,
        period=rule.period,
        after=max(rule.after, forms_after),
        forms_after=forms_after,
        ordinals=rule.ordinals,
        forms=rule.forms,
        reminders=rule.reminders,
    )

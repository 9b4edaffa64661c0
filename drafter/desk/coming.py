"""Turn the office's calendar into what comes next of each of its papers: period, day for forms, day of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from drafter.desk.unattended.facts import calendar_here, issued_here
from drafter.desk.workspace import Workspace
from drafter.schedule.calendar import Job
from drafter.schedule.due import Occasion, next_due
from drafter.store.records import Issued
from drafter.store.store import Store


@dataclass(frozen=True)
class Coming:
    """The next occasion of one paper of the calendar, with the paper's subject; `issued` where it has gone out."""

    occasion: Occasion
    title: str
    issued: Issued | None = None


def coming(ws: Workspace, store: Store, today: date) -> tuple[Coming, ...]:
    """The next occasion of each paper, and where that has gone out already the next that is due; the earliest first."""
    here, issued = calendar_here(ws), issued_here(ws, store)

    def of(job: Job) -> Iterator[Coming]:
        alone = replace(here.calendar, jobs=(job,))
        for one in dict.fromkeys((next_due(alone, today), next_due(alone, today, issued))):
            if one is not None:
                yield Coming(one, here.title_of(one), issued.get((job.kind, one.period)))

    found = (one for job in here.calendar.jobs for one in of(job))
    return tuple(sorted(found, key=lambda one: (one.occasion.due, one.title)))

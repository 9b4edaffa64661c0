"""Turn the office's calendar into what comes next of each of its papers: period, day for forms, day of the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from drafter.desk.unattended.facts import calendar_here
from drafter.desk.workspace import Workspace
from drafter.schedule.due import Occasion, next_due


@dataclass(frozen=True)
class Coming:
    """The next occasion of one paper of the calendar, with the paper's subject."""

    occasion: Occasion
    title: str


def coming(ws: Workspace, today: date) -> tuple[Coming, ...]:
    """The next occasion of each paper, the earliest first."""
    here = calendar_here(ws)
    each = (next_due(replace(here.calendar, jobs=(job,)), today) for job in here.calendar.jobs)
    found = [Coming(one, here.title_of(one)) for one in each if one is not None]
    return tuple(sorted(found, key=lambda one: (one.occasion.due, one.title)))

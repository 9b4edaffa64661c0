"""What is due on a day: the periods that the calendar expects, less what the ledger holds; oldest first, bounded.

The day is given, the clock is never read: a machine that was off for seven months, or whose clock was set back, finds
by the same subtraction what is still to do, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from drafter.model.period import Period, PeriodType
from drafter.schedule.calendar import Calendar, Job

QUARTERS_BACK = 4
REMINDED_FOR = 10  # days after the forms were due in which units are still reminded
_LONG_OFF = timedelta(days=400)


class Work(StrEnum):
    """What is done for a job and period: the units' forms, their reminders, the paper."""

    FORMS = "bieu"
    REMIND = "nhac"
    DRAFT = "van-ban"


class Stage(StrEnum):
    """What a paper was made of: forms of some units only (bản tạm), or of all."""

    PROVISIONAL = "tam"
    FULL = "du"
    NONE = ""


@dataclass(frozen=True)
class Occasion:
    """A job in one of its periods."""

    job: Job
    period: Period

    @property
    def due(self) -> date:
        """The day its paper is due."""
        return self.job.due(self.period)

    @property
    def forms_due(self) -> date:
        """The last day for its units' forms."""
        return self.job.forms_due(self.period)


@dataclass(frozen=True)
class Facts:
    """What the office knows of an occasion on the day.

    `inputs` is a digest of all that its paper would be made of; `units` one of the units that must report. `expected`
    and `missing` count units; `came` is whether anything at all came to make it from. `waits`: it waits for units'
    forms. `issued`: the paper has gone out, nothing more is made.
    """

    inputs: str
    units: str
    expected: int
    missing: int
    came: bool
    waits: bool = True
    issued: bool = False


@dataclass(frozen=True)
class Key:
    """What the ledger knows a piece of work by; taken before the work is begun, so that it is done once.

    `job` is the work and what it is of («van-ban:bao-cao-quy»), `inputs` a digest of what it is made from.
    """

    job: str
    period: str
    inputs: str


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: what was done, and of a paper from what."""

    key: Key
    stage: Stage = Stage.NONE


@dataclass(frozen=True)
class Task:
    """A piece of work that is due. `day` is the day it was due on, which the paper is drafted for."""

    occasion: Occasion
    work: Work
    key: Key
    day: date
    stage: Stage = Stage.NONE


def occasions(calendar: Calendar, today: date, first_run: date | None = None) -> tuple[Occasion, ...]:
    """The occasions that there may be something to do for: ended within the last four quarters, or soon to end.

    Oldest due day first. `first_run` is the first day the office ran on: nothing older than the quarter before it is
    caught up, unless the calendar says since when.
    """
    since = calendar.since or _quarter_before(min(first_run or today, today)).start
    oldest = max(since, _quarter_back(today, QUARTERS_BACK).start)
    newest = today + timedelta(days=calendar.forms_before)
    found = [
        Occasion(job, period)
        for job in calendar.jobs
        for period in _periods(job.period, oldest, newest)
        if job.is_for(period)
    ]
    order = {job: number for number, job in enumerate(calendar.jobs)}
    return tuple(sorted(found, key=lambda one: (one.due, order[one.job], one.period.code)))


def _periods(type_: PeriodType, oldest: date, newest: date) -> Iterator[Period]:
    """The periods of a type that end within the two days, both included."""
    for year in range(oldest.year, newest.year + 1):
        whole = Period(PeriodType.YEAR, year)
        for period in (whole,) if type_ is PeriodType.YEAR else whole.parts(type_):
            if oldest <= period.end <= newest:
                yield period


def _quarter_of(day: date) -> Period:
    return Period(PeriodType.QUARTER, day.year, (day.month + 2) // 3)


def _quarter_back(day: date, count: int) -> Period:
    quarter = _quarter_of(day)
    for _ in range(count):
        quarter = quarter.previous()
    return quarter


def _quarter_before(day: date) -> Period:
    return _quarter_back(day, 1)


def forms_task(calendar: Calendar, one: Occasion, facts: Facts, done: Collection[Entry], today: date) -> Task | None:
    """The writing of an occasion's forms where it is due: in time before the end, until its paper is whole."""
    if not one.job.forms or not facts.expected or not facts.missing or today < calendar.forms_from(one.period):
        return None
    key = Key(f"{Work.FORMS}:{one.job.period}", one.period.code, facts.units)
    held = any(entry.key == key for entry in done) or _made(one, done, Stage.FULL)
    return None if held or facts.issued else Task(one, Work.FORMS, key, calendar.forms_from(one.period))


def reminder_task(one: Occasion, facts: Facts, done: Collection[Entry], today: date) -> Task | None:
    """The reminder that is due: the newest of those whose day has come, once; none when nobody is missing.

    The last is written the day after the forms were due; long after that nobody is reminded any more.
    """
    if not one.job.forms or not facts.missing or facts.issued:
        return None
    days = [one.forms_due - timedelta(days=before) for before in one.job.reminders]
    days.append(one.forms_due + timedelta(days=1))
    past = [day for day in days if day <= today]
    if not one.job.reminders or not past or today > one.forms_due + timedelta(days=REMINDED_FOR):
        return None
    day = max(past)
    key = Key(f"{Work.REMIND}:{one.job.period}", one.period.code, day.isoformat())
    return None if any(entry.key == key for entry in done) else Task(one, Work.REMIND, key, day)


def draft_task(one: Occasion, facts: Facts, done: Collection[Entry], today: date) -> Task | None:
    """The drafting that is due: the whole paper as soon as all have come, at the deadline one of what there is.

    A whole paper is made again where what it is made of has changed since.
    """
    over = min(one.due, one.period.end + timedelta(days=1))
    if facts.issued or not facts.came or today < over:
        return None
    key = Key(f"{Work.DRAFT}:{one.job.kind}", one.period.code, facts.inputs)
    if any(entry.key == key for entry in done):
        return None
    if not (facts.waits and facts.missing):
        return Task(one, Work.DRAFT, key, one.due, Stage.FULL)
    if today < one.due or _made(one, done, Stage.PROVISIONAL, Stage.FULL):
        return None
    return Task(one, Work.DRAFT, key, one.due, Stage.PROVISIONAL)


def _made(one: Occasion, done: Collection[Entry], *stages: Stage) -> bool:
    job = f"{Work.DRAFT}:{one.job.kind}"
    return any(entry.key.job == job and entry.key.period == one.period.code and entry.stage in stages for entry in done)


def next_due(calendar: Calendar, today: date, issued: Collection[tuple[str, Period]] = frozenset()) -> Occasion | None:
    """The occasion whose paper is due next, from tomorrow on; None where the calendar is empty.

    `issued` are the kinds and periods whose paper has gone out: nothing is due of them.
    """
    coming = [
        Occasion(job, period)
        for job in calendar.jobs
        for period in _periods(job.period, today - timedelta(days=400), today + timedelta(days=800))
        if job.is_for(period) and job.due(period) > today and (job.kind, period) not in issued
    ]
    return min(coming, key=lambda one: one.due, default=None)


def overdue(one: Occasion, done: Collection[Entry], today: date, grace: int = 3) -> bool:
    """Whether its paper is more than so many days late, of whatever stage."""
    return today > one.due + timedelta(days=grace) and not _made(one, done, Stage.PROVISIONAL, Stage.FULL)


class Clock(StrEnum):
    """How the machine's day stands to the days on which it ran before."""

    RIGHT = "right"
    SET_BACK = "set_back"
    FAR_AHEAD = "far_ahead"


def judge_clock(today: date, days_run: Sequence[date]) -> Clock:
    """Set back: some run was on a later day. Far ahead: more than a year after the last, which a person must confirm:
    forms would be written and units reminded for years that have not come.
    """
    if not days_run:
        return Clock.RIGHT
    last = max(days_run)
    if today < last:
        return Clock.SET_BACK
    return Clock.FAR_AHEAD if today - last > _LONG_OFF else Clock.RIGHT

"""Turn starts of the unattended run, and each piece of its work, into rows that let nothing be done twice.

A start is one transaction: of fifty at once one finds no other running. A piece of work is taken by an INSERT before it
is begun; its steps are written down as they are done, and what it made, with the mail that tells of it, in the same
transaction that calls it done. What a run that was killed had taken is taken over by the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from drafter.model.mail import Letter
from drafter.schedule.due import Entry, Key, Stage
from drafter.schedule.holder import Holder
from drafter.store import outbox
from drafter.store.schema import LEDGER, LEDGER_STEP, RUN
from drafter.store.texts import json_text, moment_of, moment_text


class RunState(StrEnum):
    """How a start went: it works, ended, found another at work, was held back, or was killed on the way."""

    RUNNING = "running"
    ENDED = "ended"
    SKIPPED = "skipped"
    HELD = "held"
    KILLED = "killed"


class WorkState(StrEnum):
    """How a piece of work stands. FAILED and TAKEN by a run that is no more: it is taken up again."""

    TAKEN = "taken"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class RunRecord:
    """One start. `exit_code` is None while it works and of one that was killed; `told` is what it did, in numbers."""

    id: str
    day: date
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkRecord:
    """One line of the ledger. `outcome` is what it made: paths, counts; of a failed one the problems' codes."""

    key: Key
    stage: Stage
    state: WorkState
    taken_at: datetime
    ended_at: datetime | None
    attempts: int
    outcome: Mapping[str, Any] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """What the rules know of it."""
        return Entry(self.key, self.stage)


IsGone = Callable[[Holder], bool]


def start(connection: Connection, run: str, day: date, me: Holder, is_gone: IsGone) -> RunRecord | None:
    """Begin a run, or give the one that is at work (and then this start is written down as skipped).

    A run whose process is gone is written down as killed, and makes room.
    """
    row = connection.execute(select(RUN).where(RUN.c.state == RunState.RUNNING.value)).one_or_none()
    state = RunState.RUNNING
    if row is not None and is_gone(_holder(row)):
        connection.execute(update(RUN).where(RUN.c.id == row.id).values(state=RunState.KILLED.value))
        row = None
    if row is not None:
        state = RunState.SKIPPED
    connection.execute(insert(RUN), [_started(run, day, me, state)])
    return None if row is None else _run(row)


def beat(connection: Connection, run: str, me: Holder) -> None:
    """Say that the run is at work still."""
    values = {"since_boot": repr(me.since_boot), "beat_at": moment_text(me.beat_at)}
    connection.execute(update(RUN).where(RUN.c.id == run).values(**values))


def end(connection: Connection, run: str, at: datetime, exit_code: int, told: Mapping[str, Any], *, held: bool) -> None:
    """Write down that the run has ended and what it did; `held`: it was held back, and its day tells nothing."""
    values = {
        "state": (RunState.HELD if held else RunState.ENDED).value,
        "ended_at": moment_text(at),
        "exit_code": exit_code,
        "told": json_text(dict(told)),
    }
    connection.execute(update(RUN).where(RUN.c.id == run).values(**values))


def runs(connection: Connection, limit: int | None = None) -> tuple[RunRecord, ...]:
    """The starts, newest first."""
    query = select(RUN).order_by(RUN.c.started_at.desc(), RUN.c.id.desc())
    rows = connection.execute(query if limit is None else query.limit(limit))
    return tuple(sorted((_run(row) for row in rows), key=lambda one: (one.started_at, one.id), reverse=True))


def days_run(connection: Connection) -> tuple[date, ...]:
    """The days on which runs worked; those held back, or skipped, tell nothing."""
    worked = (RunState.ENDED.value, RunState.KILLED.value)
    rows = connection.execute(select(RUN.c.day).where(RUN.c.state.in_(worked)).distinct())
    return tuple(sorted(date.fromisoformat(day) for (day,) in rows))


def take(connection: Connection, key: Key, stage: Stage, run: str, at: datetime) -> bool:
    """Take a piece of work; False where it is done. Only the one running run takes any."""
    row = connection.execute(select(LEDGER.c.state, LEDGER.c.attempts).where(_of(LEDGER, key))).one_or_none()
    taken = {
        "stage": stage.value,
        "state": WorkState.TAKEN.value,
        "run": run,
        "taken_at": moment_text(at),
        "outcome": "{}",
    }
    if row is None:
        connection.execute(insert(LEDGER), [vars(key) | taken | {"attempts": 1}])
        return True
    if row.state == WorkState.DONE.value:
        return False
    connection.execute(update(LEDGER).where(_of(LEDGER, key)).values(**taken, attempts=row.attempts + 1))
    return True


def step(connection: Connection, key: Key, name: str, at: datetime, outcome: Mapping[str, Any]) -> None:
    """Write down a step as done, with what it made."""
    connection.execute(
        insert(LEDGER_STEP),
        [vars(key) | {"step": name, "at": moment_text(at), "outcome": json_text(dict(outcome))}],
    )


def steps(connection: Connection, key: Key) -> Mapping[str, Mapping[str, Any]]:
    """The steps of a piece of work that are done, with what each made."""
    rows = connection.execute(select(LEDGER_STEP.c.step, LEDGER_STEP.c.outcome).where(_of(LEDGER_STEP, key)))
    return {name: json.loads(outcome) for name, outcome in rows}


def finish(
    connection: Connection,
    key: Key,
    at: datetime,
    outcome: Mapping[str, Any],
    letters: Sequence[Letter] = (),
) -> None:
    """Call a piece of work done, and put the mail that tells of it into the outbox: both or neither."""
    _end(connection, key, WorkState.DONE, at, outcome)
    outbox.put(connection, letters)


def fail(connection: Connection, key: Key, at: datetime, outcome: Mapping[str, Any]) -> None:
    """Write down that a piece of work could not be done; a later run tries again."""
    _end(connection, key, WorkState.FAILED, at, outcome)


def works(connection: Connection) -> tuple[WorkRecord, ...]:
    """The whole ledger, in the order in which it was taken."""
    rows = connection.execute(select(LEDGER)).all()
    found = (_work(row) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.taken_at, one.key.job, one.key.period, one.key.inputs)))


def _end(connection: Connection, key: Key, state: WorkState, at: datetime, outcome: Mapping[str, Any]) -> None:
    values = {"state": state.value, "ended_at": moment_text(at), "outcome": json_text(dict(outcome))}
    connection.execute(update(LEDGER).where(_of(LEDGER, key)).values(**values))


def _of(table: Any, key: Key) -> ColumnElement[bool]:
    columns = table.c
    found: ColumnElement[bool] = (
        (columns.job == key.job) & (columns.period == key.period) & (columns.inputs == key.inputs)
    )
    return found


def _started(run: str, day: date, me: Holder, state: RunState) -> dict[str, Any]:
    return {
        "id": run,
        "day": day.isoformat(),
        "state": state.value,
        "started_at": moment_text(me.beat_at),
        "ended_at": None,
        "host": me.host,
        "boot": me.boot,
        "pid": me.pid,
        "since_boot": repr(me.since_boot),
        "beat_at": moment_text(me.beat_at),
        "exit_code": None,
        "told": "{}",
    }


def _holder(row: Any) -> Holder:
    return Holder(row.host, row.boot, row.pid, float(row.since_boot), moment_of(row.beat_at))


def _run(row: Any) -> RunRecord:
    ended = None if row.ended_at is None else moment_of(row.ended_at)
    day, told = date.fromisoformat(row.day), json.loads(row.told)
    return RunRecord(row.id, day, RunState(row.state), moment_of(row.started_at), ended, row.exit_code, told)


def _work(row: Any) -> WorkRecord:
    ended = None if row.ended_at is None else moment_of(row.ended_at)
    key, outcome = Key(row.job, row.period, row.inputs), json.loads(row.outcome)
    taken = moment_of(row.taken_at)
    return WorkRecord(key, Stage(row.stage), WorkState(row.state), taken, ended, row.attempts, outcome)

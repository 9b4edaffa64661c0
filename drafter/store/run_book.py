"""Turn the ledger, its steps and the outbox into single transactions for whoever runs unattended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from drafter.model.mail import Letter
from drafter.schedule.due import Key, Stage
from drafter.schedule.holder import Holder
from drafter.store import ledger, outbox
from drafter.store.database import Database
from drafter.store.ledger import IsGone, RunRecord, WorkRecord
from drafter.store.outbox import MailRecord, MailState


class RunBook:
    """What the store knows of unattended runs. Every method is one transaction and raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, run: str, day: date, me: Holder, is_gone: IsGone) -> RunRecord | None:
        """Begin a run; the one that is at work where there is one, and then nothing has begun."""
        with self._database.writing() as connection:
            return ledger.start(connection, run, day, me, is_gone)

    def beat(self, run: str, me: Holder) -> None:
        """Say that the run is at work still."""
        with self._database.writing() as connection:
            ledger.beat(connection, run, me)

    def end(self, run: str, at: datetime, exit_code: int, told: Mapping[str, Any], *, held: bool = False) -> None:
        """Write down that the run has ended and what it did; `held`: it was held back, and its day tells nothing."""
        with self._database.writing() as connection:
            ledger.end(connection, run, at, exit_code, told, held=held)

    def runs(self, limit: int | None = None) -> tuple[RunRecord, ...]:
        """The starts, newest first."""
        with self._database.reading() as connection:
            return ledger.runs(connection, limit)

    def days_run(self) -> tuple[date, ...]:
        """The days on which runs worked, in order."""
        with self._database.reading() as connection:
            return ledger.days_run(connection)

    def take(self, key: Key, stage: Stage, run: str, at: datetime) -> bool:
        """Take a piece of work before it is begun; False where it is done."""
        with self._database.writing() as connection:
            return ledger.take(connection, key, stage, run, at)

    def step(self, key: Key, name: str, at: datetime, outcome: Mapping[str, Any]) -> None:
        """Write down a step as done, with what it made."""
        with self._database.writing() as connection:
            ledger.step(connection, key, name, at, outcome)

    def steps(self, key: Key) -> Mapping[str, Mapping[str, Any]]:
        """The steps that are done, with what each made."""
        with self._database.reading() as connection:
            return ledger.steps(connection, key)

    def finish(self, key: Key, at: datetime, outcome: Mapping[str, Any], letters: Sequence[Letter] = ()) -> None:
        """Call a piece of work done and put the mail of it into the outbox: both or neither."""
        with self._database.writing() as connection:
            ledger.finish(connection, key, at, outcome, letters)

    def fail(self, key: Key, at: datetime, outcome: Mapping[str, Any]) -> None:
        """Write down that a piece of work could not be done; a later run tries again."""
        with self._database.writing() as connection:
            ledger.fail(connection, key, at, outcome)

    def works(self) -> tuple[WorkRecord, ...]:
        """The whole ledger, in the order in which it was taken."""
        with self._database.reading() as connection:
            return ledger.works(connection)

    def mailed(self, letter: Letter, state: MailState, at: datetime, error: str = "") -> None:
        """Write down what came of an attempt to send."""
        with self._database.writing() as connection:
            outbox.tried(connection, letter, state, at, error)

    def letters(self, state: MailState | None = None) -> tuple[MailRecord, ...]:
        """The letters of that state, or all, oldest first."""
        with self._database.reading() as connection:
            return outbox.letters(connection, state)

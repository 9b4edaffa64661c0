"""Turn letters into rows that wait until a server has taken them: at least once each, and seen as one by their id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from drafter.model.mail import Letter
from drafter.store.schema import OUTBOX
from drafter.store.texts import all_writable, moment_of, moment_text


class MailState(StrEnum):
    """How a letter stands. REFUSED: the server will never take it, or it was tried too often."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True)
class MailRecord:
    """A letter with how it stands; `error` is what the server said last, empty where it took it."""

    letter: Letter
    state: MailState
    attempts: int
    sent_at: datetime | None
    error: str


def put(connection: Connection, letters: Iterable[Letter]) -> None:
    """Put letters in; one of the same id to the same address is there already and stays as it is."""
    for letter in letters:
        if connection.execute(select(OUTBOX.c.state).where(_of(letter))).one_or_none() is None:
            values = vars(letter) | {"written_at": moment_text(letter.written_at)}
            waiting = {"state": MailState.WAITING.value, "attempts": 0, "sent_at": None, "error": ""}
            connection.execute(insert(OUTBOX), [all_writable(values | waiting)])


def tried(connection: Connection, letter: Letter, state: MailState, at: datetime, error: str) -> None:
    """Write down what came of an attempt."""
    values: dict[str, Any] = {"state": state.value, "error": error, "attempts": OUTBOX.c.attempts + 1}
    if state is MailState.SENT:
        values["sent_at"] = moment_text(at)
    connection.execute(update(OUTBOX).where(_of(letter)).values(**values))


def letters(connection: Connection, state: MailState | None = None) -> tuple[MailRecord, ...]:
    """The letters of that state, or all, oldest first."""
    query = select(OUTBOX).order_by(OUTBOX.c.written_at, OUTBOX.c.message_id, OUTBOX.c.recipient)
    rows = connection.execute(query if state is None else query.where(OUTBOX.c.state == state.value))
    return tuple(_record(row) for row in rows)


def _of(letter: Letter) -> ColumnElement[bool]:
    found: ColumnElement[bool] = (OUTBOX.c.message_id == letter.message_id) & (OUTBOX.c.recipient == letter.recipient)
    return found


def _record(row: Any) -> MailRecord:
    letter = Letter(row.message_id, row.recipient, row.subject, row.body, moment_of(row.written_at))
    sent = None if row.sent_at is None else moment_of(row.sent_at)
    return MailRecord(letter, MailState(row.state), row.attempts, sent, row.error)

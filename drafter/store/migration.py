"""Turn an empty database, or a store of an older version, into a store of this program's version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, select, text

import drafter
from drafter.model.problem import Place
from drafter.store.errors import NOT_A_STORE, STORE_TOO_NEW, refusal
from drafter.store.schema import DRAFTER_SCHEMA, METADATA, REVISION, SCHEMA_VERSION
from drafter.store.texts import moment_text

Step = Callable[[Connection], None]


def _add_previous(connection: Connection) -> None:
    """Version 2 keeps the last period's value as a form states it; forms stored before did not tell."""
    for table in ("figure", "correction"):
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN previous TEXT"))


def _add_registers(connection: Connection) -> None:
    """Version 3 keeps registers: a file says which it holds; of each, one version a unit and period counts."""
    connection.execute(text("ALTER TABLE submission ADD COLUMN register TEXT DEFAULT '' NOT NULL"))
    connection.execute(text("DROP INDEX submission_one_current"))
    connection.execute(
        text(
            "CREATE UNIQUE INDEX submission_one_current ON submission (period, organisation, register) "
            "WHERE state = 'current'"
        )
    )
    types = "TEXT NOT NULL"
    connection.execute(
        text(
            "CREATE TABLE register_row (submission_id INTEGER NOT NULL, position INTEGER NOT NULL, "
            f'"values" {types}, source_file {types}, source_sheet {types}, source_cell {types}, source_by {types}, '
            "source_at TEXT, PRIMARY KEY (submission_id, position), "
            "FOREIGN KEY(submission_id) REFERENCES submission (id))"
        )
    )


def _add_issued(connection: Connection) -> None:
    """Version 4 keeps which drafts were issued, under which number and day, with the bytes that went out."""
    types = "TEXT NOT NULL"
    connection.execute(
        text(
            f"CREATE TABLE issued (doc_id {types}, version INTEGER NOT NULL, number {types}, day {types}, "
            f"file {types}, at {types}, document {_bytes(connection)} NOT NULL, PRIMARY KEY (doc_id))"
        )
    )


def _add_listing(connection: Connection) -> None:
    """Version 5 keeps the Word list of a draft beside its paper: an officer's list is refreshed against it."""
    connection.execute(text(f"ALTER TABLE draft ADD COLUMN listing {_bytes(connection)}"))


def _add_runs(connection: Connection) -> None:
    """Version 6 keeps the unattended runs: each start, the ledger of what was done, its steps, mail on its way out."""
    types = "TEXT NOT NULL"
    key = f"job {types}, period {types}, inputs {types}"
    for statement in (
        (
            f"CREATE TABLE run (id {types}, day {types}, state {types}, started_at {types}, ended_at TEXT, "
            f"host {types}, boot {types}, pid INTEGER NOT NULL, since_boot {types}, beat_at {types}, "
            f"exit_code INTEGER, told {types}, PRIMARY KEY (id))"
        ),
        "CREATE UNIQUE INDEX run_one_running ON run (state) WHERE state = 'running'",
        (
            f"CREATE TABLE ledger ({key}, stage {types}, state {types}, run {types}, taken_at {types}, ended_at TEXT, "
            f"attempts INTEGER NOT NULL, outcome {types}, PRIMARY KEY (job, period, inputs), "
            "FOREIGN KEY(run) REFERENCES run (id))"
        ),
        (
            f"CREATE TABLE ledger_step ({key}, step {types}, at {types}, outcome {types}, "
            "PRIMARY KEY (job, period, inputs, step))"
        ),
        (
            f"CREATE TABLE outbox (message_id {types}, recipient {types}, subject {types}, body {types}, "
            f"written_at {types}, state {types}, attempts INTEGER NOT NULL, sent_at TEXT, error {types}, "
            "PRIMARY KEY (message_id, recipient))"
        ),
    ):
        connection.execute(text(statement))


def _bytes(connection: Connection) -> str:
    """The database's own type for bytes."""
    return "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"


# The first brings a store of version 1 to version 2, and so on. A step is never changed once released.
STEPS: tuple[Step, ...] = (_add_previous, _add_registers, _add_issued, _add_listing, _add_runs)


def version_of(connection: Connection, place: Place) -> int:
    """The store's version; 0 for an empty database. Raises StoreError for a database of something else."""
    tables = inspect(connection).get_table_names()
    if DRAFTER_SCHEMA.name in tables:
        version = connection.execute(select(func.max(DRAFTER_SCHEMA.c.version))).scalar()
        if version is not None:
            return int(version)
    elif not tables:
        return 0
    raise refusal(NOT_A_STORE, place, why="trong đó có dữ liệu của một chương trình khác")


def refuse_newer(version: int, place: Place, known: int = SCHEMA_VERSION) -> None:
    """Raise StoreError for a store that a newer program has made: it may hold what this one would lose."""
    if version > known:
        raise refusal(STORE_TOO_NEW, place, found=version, known=known)


def bring_up(connection: Connection, version: int, steps: Sequence[Step] = STEPS) -> None:
    """Make the tables of a new store, or take the steps an older one lacks; all within the caller's transaction."""
    if version == 0:
        METADATA.create_all(connection)
        connection.execute(insert(REVISION).values(number=0))
        _stamp(connection, SCHEMA_VERSION)
        return
    for reached, step in enumerate(steps[version - 1 :], start=version + 1):
        step(connection)
        _stamp(connection, reached)


def _stamp(connection: Connection, version: int) -> None:
    stamp = {"version": version, "program": drafter.__version__, "at": moment_text(datetime.now(UTC))}
    connection.execute(insert(DRAFTER_SCHEMA), [stamp])

"""Turn the store's rules into tables: what is handed in is only ever added, and one version per unit and period counts.

A submission's rows never change but for its `state`. What counts for a key is read from the submission that is
CURRENT for its unit and period, with the office's live corrections laid over it. A register's file is a submission that
bears the register's code and has rows of its own; a form of figures bears none. What the texts hold, `texts` says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA_VERSION = 6


class State(StrEnum):
    """How a submission stands. LATE was never used: it came after a version received later. REJECTED gave nothing."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    LATE = "late"
    REJECTED = "rejected"


class Event(StrEnum):
    """What happened to a figure in the office. REPLACED: the unit sent another number, which ended the corrections."""

    CORRECTED = "corrected"
    UNDONE = "undone"
    REPLACED = "replaced"


METADATA = MetaData()


def _key() -> tuple[Column[Any], ...]:
    return (
        Column("indicator", Text, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("period", Text, nullable=False),
    )


def _source() -> tuple[Column[Any], ...]:
    return (
        Column("source_file", Text, nullable=False),
        Column("source_sheet", Text, nullable=False),
        Column("source_cell", Text, nullable=False),
        Column("source_by", Text, nullable=False),
        Column("source_at", Text),
    )


def _figure(*, nullable: bool = False) -> tuple[Column[Any], ...]:
    """The columns of one figure, `nullable`: the event may carry no figure."""
    source = _source()
    for column in source[:-1]:
        column.nullable = nullable
    return (
        *_key(),
        Column("value", Text),
        Column("unit", Text, nullable=nullable),
        Column("qualifier", Text, nullable=nullable),
        Column("numerator", Text),
        Column("denominator", Text),
        Column("target", Text),
        Column("comparator", Text, nullable=nullable),
        Column("note", Text, nullable=nullable),
        *source,
        Column("previous", Text),
    )


def _of_submission() -> tuple[Column[Any], ...]:
    return (
        Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
    )


# One row per version the store has had; the newest says what it is.
DRAFTER_SCHEMA = Table(
    "drafter_schema",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    Column("at", Text, nullable=False),
)

# The number of the last thing that happened; submissions and corrections take their ids from it, so ids tell the order.
REVISION = Table("revision", METADATA, Column("number", Integer, nullable=False))

SUBMISSION = Table(
    "submission",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organisation", Text),
    Column("period", Text),
    Column("file", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("register", Text, nullable=False, server_default=""),
)
Index("submission_slot", SUBMISSION.c.period, SUBMISSION.c.organisation)
Index(
    "submission_one_current",
    SUBMISSION.c.period,
    SUBMISSION.c.organisation,
    SUBMISSION.c.register,
    unique=True,
    sqlite_where=SUBMISSION.c.state == State.CURRENT.value,
    postgresql_where=SUBMISSION.c.state == State.CURRENT.value,
)

FIGURE = Table("figure", METADATA, *_of_submission(), *_figure(), sqlite_with_rowid=False)
Index("figure_key", FIGURE.c.period, FIGURE.c.organisation, FIGURE.c.indicator)

CORRECTION = Table(
    "correction",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("event", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    *_figure(nullable=True),
)
Index("correction_key", CORRECTION.c.period, CORRECTION.c.organisation, CORRECTION.c.indicator)

AWARD = Table(
    "award",
    METADATA,
    *_of_submission(),
    Column("organisation", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("granter", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("reason", Text, nullable=False),
    *_source(),
)
Index("award_period", AWARD.c.period)

NARRATIVE = Table(
    "narrative",
    METADATA,
    *_of_submission(),
    Column("organisation", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("group", Text, nullable=False),
    *_source(),
)
Index("narrative_period", NARRATIVE.c.period)

# `values` is JSON by column code; see `rows.register_row_values`.
REGISTER_ROW = Table("register_row", METADATA, *_of_submission(), Column("values", Text, nullable=False), *_source())

PROBLEM = Table(
    "problem",
    METADATA,
    *_of_submission(),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("fix", Text, nullable=False),
    Column("request", Text, nullable=False),
)

# Bytes are kept compressed (zlib, whose checksum tells a damaged one).
DRAFT = Table(
    "draft",
    METADATA,
    Column("doc_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("template_hash", Text, nullable=False),
    Column("figures_version", Integer, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("gaps", Text, nullable=False),
    Column("left_out", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("appendix", LargeBinary),
    Column("listing", LargeBinary),
)
Index("draft_period", DRAFT.c.period)

# A draft that was issued: which version it came from, and the bytes that went out (compressed as drafts are).
ISSUED = Table(
    "issued",
    METADATA,
    Column("doc_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# One row a start of the unattended run. At most one is RUNNING; `held` is why nothing was done, empty where it was.
RUN = Table(
    "run",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("host", Text, nullable=False),
    Column("boot", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since_boot", Text, nullable=False),
    Column("beat_at", Text, nullable=False),
    Column("exit_code", Integer),
    Column("told", Text, nullable=False),
)
Index(
    "run_one_running",
    RUN.c.state,
    unique=True,
    sqlite_where=RUN.c.state == "running",
    postgresql_where=RUN.c.state == "running",
)

# The ledger of unattended work: a row is there before the work is begun, so that it is done once.
LEDGER = Table(
    "ledger",
    METADATA,
    Column("job", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("inputs", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("run", Text, ForeignKey("run.id"), nullable=False),
    Column("taken_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("attempts", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
)

# The steps of a piece of work that are done: a run that was killed goes on after the last of them.
LEDGER_STEP = Table(
    "ledger_step",
    METADATA,
    Column("job", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("inputs", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

# Mail on its way out. The message's id comes of what it tells: one that is there is never written a second time.
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("message_id", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("written_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Text),
    Column("error", Text, nullable=False),
)

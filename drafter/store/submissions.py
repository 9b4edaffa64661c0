"""Turn files that came into a record of each: who sent what when, how it stands, what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.store.numbering import next_number
from drafter.store.records import Standing, SubmissionRecord
from drafter.store.rows import PROBLEM_COLUMNS, Values, numbered, problem_of, problem_values
from drafter.store.schema import PROBLEM, SUBMISSION, State
from drafter.store.texts import all_writable, moment_of, moment_text, period_of, period_text


def reject(
    connection: Connection,
    file: str,
    digest: str,
    organisation: str | None,
    period: Period | None,
    received_at: datetime,
    problems: Sequence[Problem],
    register: str = "",
) -> int:
    """Keep what was wrong with a file that gave no submission; the same file with the same problems is kept once.

    `register` is the code of the register that it should have given.
    """
    columns = SUBMISSION.c
    before = select(columns.id).where(columns.digest == digest, columns.state == State.REJECTED.value)
    before = before.where(_of_period(period), columns.organisation.is_not_distinct_from(organisation))
    told = _problems_of(connection, columns.id.in_(before))
    for (known,) in connection.execute(before.order_by(columns.id.desc())):
        if told.get(known, ()) == tuple(problems):
            return int(known)
    number = next_number(connection)
    rejected = State.REJECTED
    values = submission_values(number, organisation, period, file, digest, received_at, "", rejected, 0, register)
    connection.execute(insert(SUBMISSION), [values])
    if rows := numbered(number, [problem_values(problem) for problem in problems]):
        connection.execute(insert(PROBLEM), rows)
    return number


def submission_values(
    number: int,
    organisation: str | None,
    period: Period | None,
    file: str,
    digest: str,
    received_at: datetime,
    submitted_by: str,
    state: State,
    version: int,
    register: str = "",
) -> Values:
    """The file by column name."""
    return all_writable(
        {
            "id": number,
            "organisation": organisation,
            "period": None if period is None else period_text(period),
            "file": file,
            "digest": digest,
            "received_at": moment_text(received_at),
            "submitted_by": submitted_by,
            "state": state.value,
            "version": version,
            "register": register,
        }
    )


def files(connection: Connection, period: Period | None, *, faulty: bool = False) -> tuple[SubmissionRecord, ...]:
    """The files of the period, newest first, of figures and of registers; None: the rejected files that did not tell
    their period. `faulty`: only those with problems.
    """
    columns = SUBMISSION.c
    told = _problems_of(connection, _of_period(period))
    if faulty and not told:
        return ()
    rows = connection.execute(select(SUBMISSION).where(_of_period(period)).order_by(columns.id.desc())).all()
    mended = _mended(connection, rows)
    shown = (row for row in rows if not faulty or row.id in told)
    return tuple(_record(row, told.get(row.id, ()), row.id not in mended) for row in shown)


def handed_in(connection: Connection, periods: Iterable[Period]) -> frozenset[str]:
    """The organisations of which a form of figures is in use for one of these periods."""
    columns = SUBMISSION.c
    query = (
        select(columns.organisation)
        .where(columns.period.in_([period_text(period) for period in periods]))
        .where(columns.state == State.CURRENT.value, columns.register == "")
    )
    return frozenset(connection.execute(query).scalars())


def problems(connection: Connection, period: Period | None) -> tuple[Problem, ...]:
    """What is wrong now: with the files in use and with rejected files nothing has mended, oldest file first."""
    records = reversed(files(connection, period))
    return tuple(problem for record in records if record.in_use or record.outstanding for problem in record.problems)


def _record(row: Any, problems: tuple[Problem, ...], unmended: bool) -> SubmissionRecord:
    rejected = row.state == State.REJECTED.value
    accepted = Standing.RESUBMITTED if row.version > 1 else Standing.SUBMITTED
    return SubmissionRecord(
        submission_id=row.id,
        organisation=row.organisation,
        period=None if row.period is None else period_of(row.period),
        file=row.file,
        digest=row.digest,
        received_at=moment_of(row.received_at),
        submitted_by=row.submitted_by,
        standing=Standing.REJECTED if rejected else accepted,
        version=row.version,
        in_use=row.state == State.CURRENT.value,
        outstanding=rejected and unmended,
        problems=problems,
        register=row.register,
    )


def _mended(connection: Connection, rows: Sequence[Any]) -> frozenset[int]:
    """The rejected files whose place a later file takes, accepted or rejected in its turn.

    A later file is one of the same register (or none), unit and period; where the rejected one did not tell these, one
    of the same name.
    """
    rejected = [row for row in rows if row.state == State.REJECTED.value]
    nameless = {row.file for row in rejected if _slot(row) is None}
    named = select(SUBMISSION.c.file, SUBMISSION.c.id).where(SUBMISSION.c.file.in_(list(nameless)))
    by_file = _newest(connection.execute(named).all()) if nameless else {}
    by_slot = _newest([(_slot(row), row.id) for row in rows])
    newest = {row.id: by_file[row.file] if _slot(row) is None else by_slot[_slot(row)] for row in rejected}
    return frozenset(number for number, later in newest.items() if later > number)


def _slot(row: Any) -> tuple[str, str, str] | None:
    told = row.organisation is not None and row.period is not None
    return (row.register, row.organisation, row.period) if told else None


def _newest(pairs: Sequence[Any]) -> dict[Any, int]:
    newest: dict[Any, int] = {}
    for key, number in pairs:
        newest[key] = max(number, newest.get(key, 0))
    return newest


def _of_period(period: Period | None) -> ColumnElement[bool]:
    return SUBMISSION.c.period.is_not_distinct_from(None if period is None else period_text(period))


def _problems_of(connection: Connection, which: ColumnElement[bool]) -> dict[int, tuple[Problem, ...]]:
    query = (
        select(PROBLEM.c.submission_id, *PROBLEM_COLUMNS)
        .join(SUBMISSION, SUBMISSION.c.id == PROBLEM.c.submission_id)
        .where(which)
        .order_by(PROBLEM.c.submission_id, PROBLEM.c.position)
    )
    found: dict[int, list[Problem]] = {}
    for submission_id, *problem in connection.execute(query):
        found.setdefault(submission_id, []).append(problem_of(problem))
    return {submission_id: tuple(listed) for submission_id, listed in found.items()}

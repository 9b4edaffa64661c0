"""Turn registers into stored versions, and the versions in use back into registers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, insert, select, update

from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.model.register import Register, Row
from drafter.store.comparison import added_rows
from drafter.store.notices import older, sent_before
from drafter.store.numbering import next_number
from drafter.store.records import Recorded, Status
from drafter.store.rows import ROW_COLUMNS, numbered, problem_values, row_of, row_values, write_rows
from drafter.store.schema import PROBLEM, REGISTER_ROW, SUBMISSION, State
from drafter.store.submissions import submission_values
from drafter.store.texts import moment_of, period_of, period_text, with_offset
from drafter.store.versions import KnownFile, Slot, known_files, standing_of
from drafter.store.versions import in_use as counts

Handed = tuple[Register, Sequence[Problem]]


def record_all(connection: Connection, handed: Sequence[Handed], *, force: bool) -> tuple[Recorded, ...]:
    """Record registers in the order given. `force` puts an older or the same version into use again."""
    files = known_files(connection, (_slot(register) for register, _ in handed))
    return tuple(
        _record(connection, register, problems, files.setdefault(_slot(register), []), force=force)
        for register, problems in handed
    )


def in_use(
    connection: Connection,
    code: str,
    periods: Iterable[Period],
    organisations: Collection[str] | None,
    until: int | None = None,
) -> tuple[Register, ...]:
    """The files in use of a register, in the order of the periods, then as they came in; `until`: at that revision."""
    codes = [period_text(period) for period in dict.fromkeys(periods)]
    columns = SUBMISSION.c
    query = (
        select(SUBMISSION)
        .where(columns.register == code, counts(until), columns.period.in_(codes))
        .order_by(columns.id)
    )
    wanted = None if organisations is None else frozenset(organisations)
    found = [row for row in connection.execute(query) if wanted is None or row.organisation in wanted]
    rows = _rows(connection, [row.id for row in found])
    found.sort(key=lambda row: codes.index(row.period))
    return tuple(
        Register(
            code=code,
            organisation=row.organisation,
            period=period_of(row.period),
            rows=rows.get(row.id, ()),
            file=row.file,
            digest=row.digest,
            received_at=moment_of(row.received_at),
            submitted_by=row.submitted_by,
        )
        for row in found
    )


def _record(
    connection: Connection, register: Register, problems: Sequence[Problem], files: list[KnownFile], *, force: bool
) -> Recorded:
    standing = standing_of(register.digest, register.received_at, files, force=force)
    current, before = standing.current, standing.before
    if current is None or standing.status is Status.REVISED:
        return _take(connection, register, problems, files, current)
    if before is None:
        told = older(register, current.name, current.received_at)
        number = _add(connection, register, (*problems, told), State.LATE, files)
        return Recorded(Status.OLDER, number, problems=(told,))
    if standing.status is Status.UNCHANGED:
        return Recorded(Status.UNCHANGED, current.id)
    return Recorded(Status.OLDER, before.id, problems=(sent_before(register, before.received_at, current.name),))


def _take(
    connection: Connection,
    register: Register,
    problems: Sequence[Problem],
    files: list[KnownFile],
    current: KnownFile | None,
) -> Recorded:
    """Put the register into use, in the place of the current one where there is one."""
    if current is None:
        return Recorded(Status.NEW, _add(connection, register, problems, State.CURRENT, files))
    old = _rows(connection, [current.id]).get(current.id, ())
    superseded = update(SUBMISSION).where(SUBMISSION.c.id == current.id).values(state=State.SUPERSEDED.value)
    connection.execute(superseded)
    files[files.index(current)] = KnownFile(
        current.id, current.name, current.digest, current.received_at, State.SUPERSEDED
    )
    number = _add(connection, register, problems, State.CURRENT, files)
    appeared, vanished = added_rows(old, register.rows), added_rows(register.rows, old)
    return Recorded(Status.REVISED, number, appeared=appeared, vanished=vanished)


def _add(
    connection: Connection, register: Register, problems: Sequence[Problem], state: State, files: list[KnownFile]
) -> int:
    number = next_number(connection)
    file = submission_values(
        number,
        register.organisation,
        register.period,
        register.file,
        register.digest,
        register.received_at,
        register.submitted_by,
        state,
        len(files) + 1,
        register.code,
    )
    connection.execute(insert(SUBMISSION), [file])
    write_rows(connection, REGISTER_ROW, numbered(number, [row_values(row) for row in register.rows]))
    write_rows(connection, PROBLEM, numbered(number, [problem_values(problem) for problem in problems]))
    files.append(KnownFile(number, register.file, register.digest, with_offset(register.received_at), state))
    return number


def _rows(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Row, ...]]:
    """The rows of these files, in the order of each."""
    query = (
        select(REGISTER_ROW.c.submission_id, SUBMISSION.c.organisation, *ROW_COLUMNS)
        .join(SUBMISSION, SUBMISSION.c.id == REGISTER_ROW.c.submission_id)
        .where(REGISTER_ROW.c.submission_id.in_(ids))
        .order_by(REGISTER_ROW.c.submission_id, REGISTER_ROW.c.position)
    )
    found: dict[int, list[Row]] = {}
    for number, *row in connection.execute(query):
        found.setdefault(number, []).append(row_of(row))
    return {number: tuple(rows) for number, rows in found.items()}


def _slot(register: Register) -> Slot:
    return register.code, register.organisation, register.period

"""Turn the files that came for a unit and period into what a further one is: new, the same again, revised, or older."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from drafter.model.period import Period
from drafter.store.records import Status
from drafter.store.schema import SUBMISSION, State
from drafter.store.texts import moment_of, period_of, period_text, with_offset

Slot = tuple[str, str, Period]  # register (empty: the form of figures), organisation, period
REPORTS = "bao-cao-cu"  # what stands for a register where figures were read out of past reports

_FEW = 500  # so many units are asked for by name; for more, their periods are read whole


@dataclass(frozen=True)
class KnownFile:
    """What is known of one accepted file of a slot."""

    id: int
    name: str
    digest: str
    received_at: datetime
    state: State


@dataclass(frozen=True)
class Standing:
    """How a further file stands to those known: `before` is the known file of the same bytes, `current` that in use."""

    status: Status
    current: KnownFile | None = None
    before: KnownFile | None = None


def standing_of(digest: str, received_at: datetime, files: Sequence[KnownFile], *, force: bool) -> Standing:
    """NEW or REVISED: it is to be used; UNCHANGED: it is in use; OLDER: it was sent before (`before`), or received
    before the one in use. `force` puts it into use whatever came.
    """
    current = next((file for file in files if file.state is State.CURRENT), None)
    if current is None:
        return Standing(Status.NEW)
    if force:
        return Standing(Status.REVISED, current)
    before = next((file for file in reversed(files) if file.digest == digest), None)
    if before is None:
        late = with_offset(received_at) < current.received_at
        return Standing(Status.OLDER if late else Status.REVISED, current)
    return Standing(Status.UNCHANGED if digest == current.digest else Status.OLDER, current, before)


def in_use(until: int | None) -> ColumnElement[bool]:
    """Whether a submission counts; `until`: whether it counted when that was the store's revision.

    Files are numbered as they come, and each that was used took the earlier one's place at once.
    """
    columns = SUBMISSION.c
    if until is None:
        return columns.state == State.CURRENT.value
    used = columns.state.in_((State.CURRENT.value, State.SUPERSEDED.value))
    newest = (
        select(func.max(columns.id))
        .where(used, columns.id <= until)
        .group_by(columns.register, columns.organisation, columns.period)
    )
    return columns.id.in_(newest)


def known_files(connection: Connection, slots: Iterable[Slot]) -> dict[Slot, list[KnownFile]]:
    """The accepted files of these slots, and perhaps of others, oldest first."""
    wanted: Collection[Slot] = set(slots)
    organisations = {organisation for _, organisation, _ in wanted}
    columns = SUBMISSION.c
    query = (
        select(
            columns.register,
            columns.organisation,
            columns.period,
            columns.id,
            columns.file,
            columns.digest,
            columns.received_at,
            columns.state,
        )
        .where(columns.period.in_({period_text(period) for _, _, period in wanted}))
        .where(columns.register.in_({register for register, _, _ in wanted}))
        .where(columns.state != State.REJECTED.value)
        .order_by(columns.id)
    )
    if len(organisations) <= _FEW:
        query = query.where(columns.organisation.in_(organisations))
    known: dict[Slot, list[KnownFile]] = {}
    for register, organisation, period, number, file, digest, received_at, state in connection.execute(query):
        of_slot = known.setdefault((register, organisation, period_of(period)), [])
        of_slot.append(KnownFile(number, file, digest, moment_of(received_at), State(state)))
    return known

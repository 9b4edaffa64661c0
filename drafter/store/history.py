"""Turn everything that ever happened to one figure into its versions, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from drafter.model.figure import Figure, FigureKey
from drafter.store.records import FigureVersion, Origin
from drafter.store.rows import CORRECTION_COLUMNS, FIGURE_COLUMNS, figure_of
from drafter.store.schema import CORRECTION, FIGURE, SUBMISSION, Event, State
from drafter.store.texts import moment_of, period_text
from drafter.store.versions import REPORTS

_Slot = tuple[str, str, str]  # a register (empty: the form), a unit and a period's code


@dataclass(frozen=True)
class _Sent:
    """A submission that has the figure, or one that follows such a submission and has it no more."""

    number: int
    slot: _Slot
    late: bool
    figure: Figure | None
    who: str
    at: datetime


@dataclass(frozen=True)
class _Office:
    """An event in the office; `figure` is None but for a correction."""

    number: int
    event: Event
    figure: Figure | None
    who: str
    at: datetime
    reason: str


def history(connection: Connection, key: FigureKey) -> tuple[FigureVersion, ...]:
    """The figure's versions; empty when nobody ever gave it."""
    happened: list[_Sent | _Office] = [*_sent(connection, key), *_office(connection, key)]
    replay = _Replay()
    for event in sorted(happened, key=lambda event: event.number):
        replay.take(event)
    return tuple(replace(version, current=version.number == replay.current) for version in replay.versions)


class _Replay:
    """The state of one figure while its events are gone through."""

    def __init__(self) -> None:
        self.versions: list[FigureVersion] = []
        self.current = 0  # the number of the version in use
        self._sent: dict[_Slot, FigureVersion] = {}  # what each unit's file in use says, where it has the figure
        self._pile: list[Figure] = []

    def take(self, event: _Sent | _Office) -> None:
        if isinstance(event, _Sent):
            self._take_sent(event)
        elif event.event is Event.REPLACED:
            self._pile.clear()
            self.current = self._sent_last().number
        elif event.event is Event.CORRECTED and event.figure is not None:
            self._pile.append(event.figure)
            self._take_office(event, Origin.CORRECTED)
        else:
            self._pile.pop()
            self._take_office(event, Origin.UNDONE)

    def _take_sent(self, event: _Sent) -> None:
        origin = Origin.REPORTED if event.slot[0] else Origin.SUBMITTED
        self._add(event.figure, origin, event.who, event.at, "", event.number)
        if event.late:
            return
        self._sent.pop(event.slot, None)
        if event.figure is not None:
            self._sent[event.slot] = self.versions[-1]
        if not self._pile:
            self.current = self._sent_last().number

    def _take_office(self, event: _Office, origin: Origin) -> None:
        self._add(self._in_use(), origin, event.who, event.at, event.reason, None)
        self.current = self.versions[-1].number

    def _in_use(self) -> Figure | None:
        if self._pile:
            return self._pile[-1]
        return self._sent_last().figure if self._sent else None

    def _sent_last(self) -> FigureVersion:
        """The newest of a form in use, else of a past report; when none has it any more, what dropped it."""
        forms = [version for slot, version in self._sent.items() if not slot[0]]
        return max(forms or self._sent.values(), key=lambda version: version.number, default=self.versions[-1])

    def _add(
        self, figure: Figure | None, origin: Origin, who: str, at: datetime, reason: str, submission_id: int | None
    ) -> None:
        number = len(self.versions) + 1
        self.versions.append(FigureVersion(number, figure, origin, who, at, reason, submission_id, current=False))


def _sent(connection: Connection, key: FigureKey) -> Iterator[_Sent]:
    """What each file said, in order, of the units and periods whose files ever had the figure."""
    slot_columns = (SUBMISSION.c.register, SUBMISSION.c.organisation, SUBMISSION.c.period)
    slots = select(*slot_columns).join(FIGURE, FIGURE.c.submission_id == SUBMISSION.c.id).where(*_is(key))
    query = (
        select(
            SUBMISSION.c.id,
            *slot_columns,
            SUBMISSION.c.state,
            SUBMISSION.c.submitted_by,
            SUBMISSION.c.received_at,
            *FIGURE_COLUMNS,
        )
        .outerjoin(FIGURE, and_(FIGURE.c.submission_id == SUBMISSION.c.id, *_is(key)))
        .where(tuple_(*slot_columns).in_(slots), SUBMISSION.c.state != State.REJECTED.value)
        .where(SUBMISSION.c.register.in_(("", REPORTS)))
        .order_by(SUBMISSION.c.id)
    )
    had: dict[_Slot, bool] = {}
    for number, register, organisation, period, state, who, at, *columns in connection.execute(query):
        slot, late = (register, organisation, period), state == State.LATE.value
        figure = figure_of(columns) if columns[0] is not None else None
        if figure is not None or had.get(slot, False):
            yield _Sent(number, slot, late, figure, who, moment_of(at))
        if not late:
            had[slot] = figure is not None


def _office(connection: Connection, key: FigureKey) -> Iterator[_Office]:
    columns = CORRECTION.c
    query = (
        select(columns.id, columns.event, columns.who, columns.at, columns.reason, *CORRECTION_COLUMNS)
        .where(columns.indicator == key.indicator)
        .where(columns.organisation == key.organisation, columns.period == period_text(key.period))
        .order_by(columns.id)
    )
    for number, event, who, at, reason, *figure in connection.execute(query):
        happened = Event(event)
        corrected = figure_of(figure) if happened is Event.CORRECTED else None
        yield _Office(number, happened, corrected, who, moment_of(at), reason)


def _is(key: FigureKey) -> tuple[ColumnElement[bool], ...]:
    columns = FIGURE.c
    return (
        columns.period == period_text(key.period),
        columns.organisation == key.organisation,
        columns.indicator == key.indicator,
    )

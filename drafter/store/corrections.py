"""Turn the office's corrections of figures into further versions, and take them back.

The corrections of one key are a pile: correcting lays one on, undoing takes the top one off, and a unit that sends a
different number sweeps the pile away (the number it sent counts, and a problem says so).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.model.problem import Place
from drafter.store.errors import CHANGED_MEANWHILE, NO_REASON, NOTHING_TO_UNDO, StoreError, refusal
from drafter.store.history import history
from drafter.store.numbering import next_number
from drafter.store.phrases import key_words, moment_words, value_words
from drafter.store.records import FigureVersion
from drafter.store.rows import CORRECTION_COLUMNS, Values, figure_of, figure_values, key_of, no_figure_values
from drafter.store.schema import CORRECTION, Event
from drafter.store.texts import all_writable, moment_of, moment_text, period_text


@dataclass(frozen=True)
class Correction:
    """A correction that is in force."""

    figure: Figure
    who: str
    at: datetime
    reason: str


def in_force(
    connection: Connection, periods: Iterable[Period], until: int | None = None
) -> dict[FigureKey, Correction]:
    """The correction on top of each key's pile; `until`: as it was at that revision of the store."""
    query = (
        select(CORRECTION.c.event, CORRECTION.c.who, CORRECTION.c.at, CORRECTION.c.reason, *CORRECTION_COLUMNS)
        .where(CORRECTION.c.period.in_([period_text(period) for period in periods]))
        .order_by(CORRECTION.c.id)
    )
    if until is not None:
        query = query.where(CORRECTION.c.id <= until)
    piles: dict[FigureKey, list[Correction]] = {}
    for event, who, at, reason, *figure in connection.execute(query):
        pile = piles.setdefault(key_of(figure), [])
        match Event(event):
            case Event.CORRECTED:
                pile.append(Correction(figure_of(figure), who, moment_of(at), reason))
            case Event.UNDONE:
                pile.pop()
            case _:
                pile.clear()
    return {key: pile[-1] for key, pile in piles.items() if pile}


def overlaid(submitted: Mapping[FigureKey, Figure], over: Mapping[FigureKey, Correction]) -> dict[FigureKey, Figure]:
    """What counts: what units sent, with the corrections in force laid over it."""
    return {**submitted, **{key: correction.figure for key, correction in over.items()}}


def correct(
    connection: Connection, figure: Figure, reason: str, who: str, at: datetime, seen: int | None
) -> FigureVersion:
    """Lay a correction on. Raises StoreError when reason or person is missing, or another change came in between."""
    key = figure.key
    _check_words(key, reason, who)
    _check_seen(connection, key, seen)
    _add(connection, Event.CORRECTED, figure_values(figure), reason, who, at)
    return history(connection, key)[-1]


def undo(
    connection: Connection, key: FigureKey, reason: str, who: str, at: datetime, seen: int | None
) -> FigureVersion:
    """Take the newest correction off. Raises StoreError when there is none, or as `correct` does."""
    _check_words(key, reason, who)
    _check_seen(connection, key, seen)
    if key not in in_force(connection, [key.period]):
        raise refusal(NOTHING_TO_UNDO, Place(), **key_words(key))
    _add(connection, Event.UNDONE, no_figure_values(key), reason, who, at)
    return history(connection, key)[-1]


def replaced_values(number: int, key: FigureKey, who: str, at: datetime) -> Values:
    """The row that ends a key's corrections because the unit has sent another number."""
    return _event_values(number, Event.REPLACED, no_figure_values(key), "", who, at)


def _add(connection: Connection, event: Event, figure: Values, reason: str, who: str, at: datetime) -> None:
    connection.execute(insert(CORRECTION), [_event_values(next_number(connection), event, figure, reason, who, at)])


def _event_values(number: int, event: Event, figure: Values, reason: str, who: str, at: datetime) -> Values:
    told = {"id": number, "event": event.value, "who": who, "at": moment_text(at), "reason": reason}
    return figure | all_writable(told)


def _check_words(key: FigureKey, reason: str, who: str) -> None:
    lacking = " và ".join(word for word, given in (("lý do", reason), ("họ tên người sửa", who)) if not given.strip())
    if lacking:
        raise refusal(NO_REASON, Place(), lacking=lacking, **key_words(key))


def _check_seen(connection: Connection, key: FigureKey, seen: int | None) -> None:
    """`seen` is the number of the version the person looked at; None: they did not say."""
    if seen is None:
        return
    versions = history(connection, key)
    if len(versions) != seen:
        raise _meanwhile(key, versions)


def _meanwhile(key: FigureKey, versions: tuple[FigureVersion, ...]) -> StoreError:
    now = next((version for version in versions if version.current), versions[-1])
    return refusal(
        CHANGED_MEANWHILE,
        Place(),
        who=now.who or "đơn vị",
        at=moment_words(now.at),
        value=value_words(now.figure),
        **key_words(key),
    )

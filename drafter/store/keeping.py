"""Turn figures read once into answers for as long as they count, reading anew only whose figures something happened to.

What counts changes only by a file that came or an office's correction, and both are numbered: of all that is numbered
higher than what was read, the units and periods concerned are read again, and nothing else.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from drafter.model.figure import Figure
from drafter.model.period import Period
from drafter.store import numbering, reading
from drafter.store.changes import changed_since


@dataclass
class _Kept:
    """A period's figures by organisation, in the order of their codes, as they counted at `revision`."""

    revision: int
    by_unit: dict[str, tuple[Figure, ...]]

    @property
    def size(self) -> int:
        return sum(map(len, self.by_unit.values()))


class KeptFigures:
    """The figures of the periods asked for last, about `most` of them. It may be used from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._periods: OrderedDict[Period, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def figures(
        self, connection: Connection, periods: Iterable[Period], organisations: Collection[str] | None
    ) -> tuple[Figure, ...]:
        """As `reading.figures`. A reader whose transaction began before another's is given what the other read."""
        wanted = tuple(dict.fromkeys(periods))
        units = None if organisations is None else frozenset(organisations)
        with self._lock:
            self._bring_up(connection, wanted)
            found = tuple(
                figure
                for period in wanted
                for unit, figures in self._periods[period].by_unit.items()
                if units is None or unit in units
                for figure in figures
            )
            self._forget(len(wanted))
        return found

    def _bring_up(self, connection: Connection, wanted: tuple[Period, ...]) -> None:
        revision = numbering.last_number(connection)
        stale = [period for period, kept in self._periods.items() if period in wanted and kept.revision < revision]
        changed = changed_since(connection, min((self._periods[one].revision for one in stale), default=revision))
        for period in stale:
            if changed is None:
                del self._periods[period]
                continue
            kept, units = self._periods[period], changed.get(period, set())
            if units:
                fresh = {**kept.by_unit, **dict.fromkeys(units, ()), **_by_unit(connection, period, units)}
                kept.by_unit = {unit: fresh[unit] for unit in sorted(fresh) if fresh[unit]}
            kept.revision = revision
        for period in wanted:
            if period not in self._periods:
                self._periods[period] = _Kept(revision, _by_unit(connection, period, None))
            self._periods.move_to_end(period)

    def _forget(self, just_asked: int) -> None:
        """Let the periods go that were asked for longest ago; those just asked for stay, however many figures."""
        total = sum(kept.size for kept in self._periods.values())
        while total > self._most and len(self._periods) > just_asked:
            total -= self._periods.popitem(last=False)[1].size


def _by_unit(
    connection: Connection, period: Period, organisations: Collection[str] | None
) -> dict[str, tuple[Figure, ...]]:
    found = reading.figures(connection, (period,), organisations)
    return {unit: tuple(figures) for unit, figures in groupby(found, key=lambda one: one.key.organisation)}

"""Turn what was worked out of some periods into the same answer again, until something happens to one of them.

An answer is never mended here and never trusted by its age: it is held with the numbers of what last happened to the
periods that it was worked out of, and any other number of any of them has it worked out anew. The numbers are read
before the answer is begun, so that what happens meanwhile makes it one for the next to work out again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from drafter.model.period import Period
from drafter.store import numbering
from drafter.store.changes import changed_since

Stamp = tuple[int, ...]
_T = TypeVar("_T")


class Happenings:
    """The number of what last happened to each period, as far as it has been looked at. For several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = self._before = -1
        self._last: dict[Period, int] = {}

    def stamp(self, connection: Connection, periods: tuple[Period, ...]) -> Stamp:
        """One number a period: as long as it stays, the store says the same of the period."""
        with self._lock:
            revision = numbering.last_number(connection)
            if revision > self._seen:
                changed = changed_since(connection, self._seen) if self._seen >= 0 else None
                if changed is None:
                    self._before, self._last = revision, {}
                else:
                    self._last.update(dict.fromkeys(changed, revision))
                self._seen = revision
            return tuple(self._last.get(period, self._before) for period in periods)


@dataclass
class _Answer:
    """What was made last, of which office as read and at which stamp; `owner` None: nothing yet."""

    owner: object = None
    stamp: Stamp = ()
    made: Any = None
    lock: threading.RLock = field(default_factory=threading.RLock)


class KeptAnswers:
    """The answers asked for last, at most so many. Of several threads that ask for one at once, one works it out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def answer(self, owner: object, key: Hashable, stamp: Callable[[], Stamp], make: Callable[[_T | None], _T]) -> _T:
        """What `make` gives; handed what it gave last time of the same owner (None: nothing), it may do less."""
        with self._lock:
            held = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        with held.lock:
            now = stamp()
            if held.owner is not owner or held.stamp != now:
                held.made = make(held.made if held.owner is owner else None)
                held.owner, held.stamp = owner, now
            return cast("_T", held.made)

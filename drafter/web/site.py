"""What one running page holds open: the office's folder, its store, who is in, the work under way."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from drafter.desk.crash import crash_problem
from drafter.desk.figures import figure_table
from drafter.desk.workspace import (
    DATABASE,
    OWN_AWARDS,
    OWN_INDICATORS,
    OWN_REGISTERS,
    OWN_SCORING,
    SETTINGS,
    UNITS,
    Workspace,
    open_workspace,
)
from drafter.intake.sandbox import Sandbox
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.store.store import Store, open_store
from drafter.web.audit import Audit
from drafter.web.jobs import Jobs
from drafter.web.periods import usual_period
from drafter.web.roles import OWNER, Account
from drafter.web.sessions import Session, Sessions, Tries
from drafter.web.users import USERS, User, read_users

TRIAL = Path("ban-dung-thu") / "van-phong-mau"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_KEPT = 64
_FIGURES = 300_000  # kept in memory: eight quarters of 3,500 units with ten each; every page reads three periods
_T = TypeVar("_T")
Stamp = tuple[tuple[str, int, int], ...]


class Site:
    """One running page over one folder. It may be used from several threads.

    `port` is where it listens. `public` is the address under which an office's server is reached («https://…», from
    behind a reverse proxy), empty on one's own machine. `local` is true where no users are configured: whoever holds
    the one-time token is then the office's owner.
    """

    def __init__(self, home: Path, port: int, *, public: str = "", now: Callable[[], datetime] | None = None) -> None:
        self.home = home
        self.folder = home
        self.public = urlsplit(public.rstrip("/")) if public else None
        self.hosts = frozenset({self.public.netloc} if self.public else {f"{name}:{port}" for name in _LOOPBACK})
        scheme = self.public.scheme if self.public else "http"
        self.origins = frozenset(f"{scheme}://{host}" for host in self.hosts)
        self.secure = scheme == "https"
        self.cookie = "__Host-drafter" if self.secure else f"drafter_{port}"
        self.local = not read_users(home)
        self.sessions = Sessions()
        self.tries = Tries()
        self.jobs = Jobs(self.unexpected, self.warm)
        self.audit = Audit(home)
        self.sandbox = Sandbox()  # its children are kept warm: a single form is then read in milliseconds
        self.last_seen = time.monotonic()
        self._now = now or (lambda: datetime.now().astimezone())
        self._lock = threading.RLock()
        self._closed = False
        self._users: tuple[Stamp, Mapping[str, User]] = ((), {})
        self._workspace: tuple[Path, Stamp, Workspace] | None = None
        self._store: tuple[Path, Store] | None = None
        self._kept: OrderedDict[object, tuple[object, object]] = OrderedDict()

    @property
    def now(self) -> datetime:
        """The present moment with the machine's offset."""
        return self._now()

    @property
    def trial(self) -> bool:
        """Whether the sample office is worked in."""
        return self.folder != self.home

    def enter(self, folder: Path) -> None:
        """Work in another folder from now on: the sample office, or the one that was served."""
        with self._lock:
            self.folder = folder
            self._close_store()
            self._kept.clear()

    def has_office(self) -> bool:
        """Whether the folder is an office's workspace."""
        return (self.folder / SETTINGS).is_file()

    def workspace(self) -> Workspace:
        """The office's folder, read again where any of its files has changed. Raises DeskError."""
        with self._lock:
            stamp = _stamp(self.folder, SETTINGS, UNITS, OWN_INDICATORS, OWN_AWARDS, OWN_SCORING, OWN_REGISTERS)
            if self._workspace is None or self._workspace[:2] != (self.folder, stamp):
                self._workspace = self.folder, stamp, open_workspace(self.folder)
            return self._workspace[2]

    def store(self) -> Store:
        """The office's store, opened once. Raises StoreError."""
        with self._lock:
            database = self.workspace().database
            if self._store is None or self._store[0] != database:
                self._close_store()
                self._store = database, open_store(database, keep=_FIGURES)
            return self._store[1]

    def kept(self, key: object, make: Callable[[], _T]) -> _T:
        """What `make` gives, made again only when the office's folder or its store has changed meanwhile.

        `key` tells what it is, with all that it hangs on besides (period, day).
        """
        with self._lock:
            stamp = self._today()
            held = self._kept.get(key)
        if held is not None and held[0] == stamp:
            return held[1]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = stamp, made
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def holds(self, key: object) -> bool:
        """Whether `kept` gives what there is of that key without making it."""
        with self._lock:
            held = self._kept.get(key)
            return held is not None and held[0] == self._today()

    def _today(self) -> object:
        """How the office's folder and its store stand."""
        self.workspace()
        return *(self._workspace or ())[:2], _stamp(self.folder, DATABASE, f"{DATABASE}-wal")

    def stored_periods(self) -> tuple[Period, ...]:
        """Every period that anything is stored for. Raises DeskError and StoreError."""
        return self.kept("periods", self.store().periods)

    def usual_period(self) -> Period:
        """The period that pages show unless told. Raises DeskError and StoreError."""
        return usual_period(self.stored_periods(), self.now.date(), self._received)

    def _received(self, period: Period) -> int:
        """How many organisations a form of the period came from."""
        return self.kept(
            ("received", period), lambda: len({record.organisation for record in self.store().submissions(period)})
        )

    def warm(self) -> None:
        """Work out what pages ask of the usual period's thousands of figures before anybody looks: the desk keeps it.

        What goes wrong is for whoever looks to be told.
        """
        with contextlib.suppress(Exception):
            if self.has_office() and not self._closed:
                figure_table(self.workspace(), self.store(), self.usual_period())

    def users(self) -> Mapping[str, User]:
        """The users as their file has them now; nobody, where it cannot be read."""
        with self._lock:
            stamp = _stamp(self.home, USERS)
            if self._users[0] != stamp:
                self._users = stamp, read_users(self.home)
            return self._users[1]

    def account_of(self, session: Session) -> Account | None:
        """Whose session it is, with the role that the account has today; None for one that is no more."""
        if session.account is None or session.account == OWNER:
            return OWNER if session.account and self.local else None
        return next((user.account for user in self.users().values() if user.id == session.account.id), None)

    def unexpected(self, error: Exception, what: str) -> Problem:
        """Keep in a log what nobody expected, and give the problem that a person reads."""
        return crash_problem(error, self.folder, ("serve", what), self.now)

    def note(self, account: str, what: str, status: int, ids: Mapping[str, object]) -> None:
        """A line of the audit log; a folder that is no office yet has none."""
        if (self.home / SETTINGS).is_file() or not self.local:
            self.audit.note(account, what, status, ids, self.now)

    def close(self) -> None:
        """Finish the work under way and let the store go."""
        with self._lock:
            closed, self._closed = self._closed, True
        if closed:
            return
        self.jobs.close()
        self.sandbox.__exit__(None, None, None)
        with self._lock:
            self._close_store()

    def _close_store(self) -> None:
        if self._store is not None:
            self._store[1].close()
            self._store = None


def _stamp(folder: Path, *names: str) -> Stamp:
    """How the files of these names stand; of a folder, how each in it does."""
    found = []
    for name in names:
        path = folder / name
        for file in (path, *sorted(path.glob("*.toml"))) if path.is_dir() else (path,):
            try:
                state = file.stat()
            except OSError:
                continue
            found.append((str(file.relative_to(folder)), state.st_mtime_ns, state.st_size))
    return tuple(found)

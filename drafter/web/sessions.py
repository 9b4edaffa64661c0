"""Who is at the page: one-time tokens that open it, the sessions they open, and how often a sign-in may fail."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from drafter.web.roles import Account

TOKEN_SECONDS = 10 * 60.0
IDLE_SECONDS = 12 * 3600.0
_MOST_SESSIONS = 2000
_MOST_NAMES = 10_000
_FREE_TRIES = 5
_LONGEST_WAIT = 15 * 60.0


@dataclass
class Session:
    """One browser that was let in. `account` is None until somebody has signed in; `csrf` is what its forms carry."""

    id: str
    account: Account | None
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    seen: float = 0.0


class Sessions:
    """The sessions and one-time tokens of one running page; both are kept as digests and in memory only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._tokens: dict[str, float] = {}

    def new_token(self) -> str:
        """A token that opens one session, within ten minutes."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[_digest(token)] = self._clock() + TOKEN_SECONDS
        return token

    def spend(self, token: str) -> bool:
        """Whether the token is good; it is used up by asking."""
        with self._lock:
            until = self._tokens.pop(_digest(token), None)
            return until is not None and self._clock() < until

    def open(self, account: Account | None) -> tuple[str, Session]:
        """A new session and the secret its cookie holds."""
        secret = secrets.token_urlsafe(32)
        session = Session(_digest(secret), account, seen=self._clock())
        with self._lock:
            while len(self._sessions) >= _MOST_SESSIONS:
                nobody = (key for key, held in self._sessions.items() if held.account is None)
                self._sessions.pop(next(nobody, next(iter(self._sessions))))
            self._sessions[session.id] = session
        return secret, session

    def find(self, secret: str) -> Session | None:
        """The session of a cookie; None where it is over or never was."""
        with self._lock:
            session = self._sessions.get(_digest(secret))
            if session is None:
                return None
            if self._clock() - session.seen > IDLE_SECONDS:
                del self._sessions[session.id]
                return None
            session.seen = self._clock()
            self._sessions.move_to_end(session.id)
            return session

    def close(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session.id, None)

    def close_of(self, account: str, but: Session | None = None) -> None:
        """End the sessions of an account: its password has changed, or it is no more. `but` is the one that goes on."""
        with self._lock:
            for key, session in list(self._sessions.items()):
                whose = session.account.id if session.account is not None else ""
                if whose == account and (but is None or key != but.id):
                    del self._sessions[key]

    def close_others(self, keep: set[str]) -> None:
        """End the sessions of accounts that are no more; `keep` are the ids of those that are."""
        with self._lock:
            for key, session in list(self._sessions.items()):
                if session.account is not None and session.account.id not in keep:
                    del self._sessions[key]


class Tries:
    """How often signing in by a name has failed: after five times each further try waits, twice as long each time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, name: str) -> float:
        """The seconds until the next try by this name; 0 for at once."""
        with self._lock:
            _, until = self._failed.get(name, (0, 0.0))
            return max(0.0, until - self._clock())

    def failed(self, name: str) -> None:
        """Count a failure."""
        with self._lock:
            count = self._failed.pop(name, (0, 0.0))[0] + 1
            pause = min(_LONGEST_WAIT, 30.0 * 2 ** (count - _FREE_TRIES)) if count >= _FREE_TRIES else 0.0
            self._failed[name] = count, self._clock() + pause
            while len(self._failed) > _MOST_NAMES:
                self._failed.popitem(last=False)

    def worked(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._lock:
            self._failed.pop(name, None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""Turn a database address into transactions: any number of readers at once, one writer after another.

SQLite: WAL, BEGIN IMMEDIATE for writers, ten seconds of patience, foreign keys on, a full sync at each commit.
PostgreSQL: readers see one moment (REPEATABLE READ); writers queue at one advisory lock, as SQLite's do.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from drafter.store.errors import (
    BUSY,
    CANNOT_OPEN,
    DAMAGED,
    DISK_FULL,
    NO_DRIVER,
    NO_SERVER,
    NOT_A_STORE,
    UNEXPECTED,
    StoreError,
    refusal,
)
from drafter.store.location import database_url, place_of, refuse_network_share
from drafter.wording.numbers import number

PATIENCE = 10.0  # seconds: with none, 1,400 of 1,600 concurrent writes were lost to "locked"

_WRITES = "drafter_writes"
_WRITERS_LOCK = 0x64726166746572  # "drafter": any fixed number would do
_NO_HEADER = "tệp không có phần đầu của một kho SQLite"
_NO_SHARING = "ổ đĩa này không cho nhiều chương trình cùng mở một kho"


class Database:
    """An open database. Connections are made when first needed; `close` lets them go."""

    def __init__(self, address: str | Any, patience: float = PATIENCE) -> None:
        self.url = database_url(address)
        self.place = place_of(self.url)
        self.patience = patience
        self.is_file = self.url.get_backend_name() == "sqlite"
        if self.is_file:
            refuse_network_share(Path(self.url.database or ""))
        self._engine = self._sqlite(self.url) if self.is_file else self._postgresql(self.url)
        self._writing_engine = self._engine.execution_options(**{_WRITES: True})
        self._reading_engine = (
            self._engine if self.is_file else self._engine.execution_options(isolation_level="REPEATABLE READ")
        )

    def close(self) -> None:
        """Let every connection go; the last one to leave an SQLite file tidies its WAL away."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the store. Raises StoreError."""
        with self._told(), self._reading_engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only writer; all of it is kept when the block ends, nothing when it raises."""
        with self._told(), self._writing_engine.begin() as connection:
            if not self.is_file:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            yield connection

    def learn_sizes(self, connection: Connection) -> None:
        """Tell PostgreSQL's planner at once how large the tables now are; SQLite plans well without.

        Until its own housekeeping came by, reading 210,000 figures just recorded took 142 s instead of 8 s.
        """
        if not self.is_file:
            connection.execute(text("ANALYZE submission, figure"))

    def use_wal(self) -> None:
        """Put a new SQLite file into WAL mode, which it then keeps. No effect on PostgreSQL.

        SQLite does not wait for other openers here, so this does.
        """
        if not self.is_file:
            return
        until = time.monotonic() + self.patience
        while not self._wal_is_on():
            if time.monotonic() > until:
                raise refusal(BUSY, self.place, seconds=self._patience_words())
            time.sleep(0.02)

    def _patience_words(self) -> str:
        return number(Decimal(str(self.patience)))

    def _wal_is_on(self) -> bool:
        with self._told():
            raw = self._engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("PRAGMA journal_mode=WAL")
                if cursor.fetchone()[0] != "wal":  # not a matter of waiting: this file system has no shared memory
                    raise refusal(CANNOT_OPEN, self.place, why=_NO_SHARING)
                return True
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    return False
                raise
            finally:
                raw.close()

    def _sqlite(self, url: URL) -> Any:
        engine = create_engine(url, connect_args={"timeout": self.patience, "isolation_level": None})

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA synchronous=FULL")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get(_WRITES, False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _postgresql(self, url: URL) -> Any:
        try:
            return create_engine(url, connect_args={"connect_timeout": int(max(self.patience, 1))})
        except (ImportError, NoSuchModuleError):
            raise refusal(NO_DRIVER, self.place) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the database says into a StoreError."""
        try:
            yield
        except DBAPIError as error:
            raise self._as_told(error.orig or error) from error
        except sqlite3.Error as error:
            raise self._as_told(error) from error

    def _as_told(self, error: BaseException) -> StoreError:
        if not isinstance(error, sqlite3.Error):
            return self._as_server_told(error)
        detail = _first_line(error)
        match getattr(error, "sqlite_errorcode", 0) & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return refusal(BUSY, self.place, seconds=self._patience_words())
            case sqlite3.SQLITE_NOTADB:
                return refusal(NOT_A_STORE, self.place, why=_NO_HEADER)
            case sqlite3.SQLITE_CORRUPT:
                return refusal(DAMAGED, self.place, detail=detail)
            case sqlite3.SQLITE_FULL:
                return refusal(DISK_FULL, self.place)
            case sqlite3.SQLITE_CANTOPEN:
                return refusal(CANNOT_OPEN, self.place, why=_why_not(Path(self.url.database or "")))
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                return refusal(CANNOT_OPEN, self.place, why="tệp hoặc thư mục chỉ được đọc, không ghi được")
            case _:
                return refusal(UNEXPECTED, self.place, detail=detail)

    def _as_server_told(self, error: BaseException) -> StoreError:
        # SQLSTATE class 08 is the connection, 28 the password, 3D the database's name; None: never connected
        state = getattr(error, "sqlstate", None)
        detail = _first_line(error)
        if state is None or state[:2] in ("08", "28", "3D", "57"):
            return refusal(NO_SERVER, self.place, detail=detail)
        if state == "53100":
            return refusal(DISK_FULL, self.place)
        return refusal(UNEXPECTED, self.place, detail=detail)


def _why_not(path: Path) -> str:
    if path.is_dir():
        return "đây là một thư mục, không phải tệp"
    if not path.parent.is_dir():
        return f"không có thư mục «{path.parent}»"
    return "tài khoản đang dùng không có quyền mở tệp này"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

"""kill -9 at every step of a run, then a start as the scheduler's: the old state or the new, never a mix.

The run is a process of its own, forked; it dies at the n-th of the points where something becomes lasting: before and
after each rename, each flush of a file, each statement that writes to the store, each commit, each letter handed over.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from drafter.desk.unattended.run_due import run_due
from drafter.fill import package
from drafter.mail.smtp import Fate, Sent
from drafter.model.mail import Letter, MailServer
from drafter.store.store import open_store
from tests.desk.due_office import UNITS, DueOffice, made
from tests.desk.small_office import HANOI

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

DAY = "2026-04-20"
STEP = 24
FIRSTS = [2, *(pytest.param(first, marks=pytest.mark.long) for first in (1, *range(3, STEP + 1)))]
"""At which point a series of runs is killed first, then at every STEP-th after it: together, at every one."""


class FilePostman:
    """A server of another process: what it took stays taken when the program dies."""

    def __init__(self, file: Path, point: Callable[[], None] = lambda: None) -> None:
        self.file, self.point = file, point

    def __call__(self, server: MailServer, letters: Iterable[Letter]) -> Iterator[Sent]:
        for letter in letters:
            self.point()
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps([letter.message_id, letter.recipient, letter.body]) + "\n")
            self.point()
            yield Sent(letter, Fate.SENT)

    def taken(self) -> list[tuple[str, ...]]:
        lines = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        return [tuple(json.loads(line)) for line in lines]


def in_child(work: Callable[[], None]) -> int:
    """Do it in a forked process; its exit status, negative where it was killed."""
    pid = os.fork()
    if not pid:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc(file=sys.stderr)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def run(office: DueOffice, postman: Any) -> None:
    DueOffice(office.folder, postman).run(DAY)


def run_killed_at(office: DueOffice, mail: Path, nth: int) -> None:
    """A run that kills itself, as nobody can refuse, at the n-th point."""
    passed = [0]

    def point(*_: object, **__: object) -> None:
        passed[0] += 1
        if passed[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            point()
            found = real(*given)
            point()
            return found

        return call

    package.os.replace, package.os.fsync = around(os.replace), around(os.fsync)  # type: ignore[assignment]
    event.listen(Engine, "commit", point)

    @event.listens_for(Engine, "before_cursor_execute")
    def writes(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            point()

    run(office, FilePostman(mail, point))


def state(office: DueOffice, mail: Path) -> dict[str, object]:
    """All that lasts: files for people, what the store holds; not when, by which process, in which attempt."""
    with sqlite3.connect(office.folder / "drafter.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        asked = {
            "ledger": "SELECT job, period, inputs, stage, state, outcome FROM ledger ORDER BY 1, 2, 3",
            "outbox": "SELECT message_id, recipient, state, body FROM outbox ORDER BY 1, 2",
            "drafts": "SELECT doc_id, version, document FROM draft ORDER BY 1, 2",
            "files": "SELECT organisation, period, digest, state, version FROM submission ORDER BY id",
            "figures": "SELECT count(*) FROM figure",
        }
        found: dict[str, object] = {name: raw.execute(query).fetchall() for name, query in asked.items()}
    forms = {p.name: p.read_bytes() for p in (office.folder / "bieu-mau").glob("*_gui-di/[!.]*")}
    return {**found, "made": office.files(), "forms": forms, "mail": set(FilePostman(mail).taken())}


def assert_whole(office: DueOffice, after: dict[str, object]) -> None:
    """What stands amid: each file whole and, but for the summary, as it will be."""
    finished: Any = after["made"]
    for name, data in office.files().items():
        if name.endswith((".docx", ".xlsx")):
            assert zipfile.ZipFile(office.folder / name).testzip() is None
        if "CAN_XEM_LAI" not in name:
            assert data == finished[name], name


@pytest.fixture
def ready(due_office: DueOffice) -> DueOffice:
    """An office on the day a paper is due: two of three forms lie in its folder, mail is on; next forms are written."""
    due_office.mail_on()
    for unit in UNITS[:2]:
        due_office.comes(unit, "2026-Q1")
    calendar = '\n[[lich.van-ban]]\nloai = "bao-cao-quy"\nky = "quy"\nsau-ngay = 20\nlap-bieu = true\n'
    settings = due_office.folder / "drafter.toml"
    settings.write_text(settings.read_text("utf-8") + calendar, "utf-8")
    assert due_office.ws.problems == ()  # read before any fork
    return due_office


def copied(office: DueOffice, home: Path) -> DueOffice:
    shutil.copytree(office.folder, home)
    copy = DueOffice(home)
    assert copy.ws.folder == home
    return copy


@pytest.mark.parametrize("first", FIRSTS)
def test_a_run_killed_at_any_point_is_taken_up_where_it_stopped(first: int, ready: DueOffice, tmp_path: Path) -> None:
    whole = copied(ready, tmp_path / "whole")
    assert in_child(lambda: run(whole, FilePostman(tmp_path / "whole.mail"))) == 0
    after = state(whole, tmp_path / "whole.mail")
    assert len(after["mail"]) == 2  # type: ignore[arg-type]
    points, nth, status = 0, first, -signal.SIGKILL
    while status == -signal.SIGKILL:
        office, mail = copied(ready, tmp_path / f"{nth}"), tmp_path / f"{nth}.mail"
        status = in_child(lambda office=office, mail=mail, nth=nth: run_killed_at(office, mail, nth))
        assert status in (0, -signal.SIGKILL)
        assert_whole(office, after)
        points = nth
        assert in_child(lambda office=office, mail=mail: run(office, FilePostman(mail))) == 0
        assert state(office, mail) == after, f"killed at point {nth}"
        taken = FilePostman(mail).taken()
        assert len(taken) <= len(set(taken)) + 1  # the one letter that was on its way, under the same id
        shutil.rmtree(office.folder)
        nth += STEP
    assert points >= 40


def test_fifty_starts_at_once_are_one_run(ready: DueOffice, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    mail = tmp_path / "mail"
    children = []
    for _ in range(50):
        pid = os.fork()
        if not pid:
            try:
                os.close(writing)
                os.read(reading, 1)  # all wait until the parent lets go
                with open_store(ready.folder / "drafter.db", patience=60) as store:
                    report = _run(ready, store, mail)
                os._exit(10 + len(made(report)))
            except BaseException:
                traceback.print_exc(file=sys.stderr)
                os._exit(1)
        children.append(pid)
    os.close(reading)
    os.close(writing)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    assert sorted(codes) == [10] * 49 + [13]  # forms, the reminder, the draft: all by one
    with open_store(ready.folder / "drafter.db") as store:
        assert {work.attempts for work in store.book.works()} == {1}
        assert len(store.book.runs()) == 50
        assert len(store.drafts()) == 1
    assert len(FilePostman(mail).taken()) == 2


def _run(office: DueOffice, store: Any, mail: Path) -> Any:
    now = datetime.combine(date.fromisoformat(DAY), time(7, 30), HANOI)
    return run_due(office.ws, store, now=now, send=FilePostman(mail))

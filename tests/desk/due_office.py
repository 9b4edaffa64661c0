"""The small office with a calendar: forms of quarters come into its folder, runs happen on days that a test chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.desk.unattended.run_due import RunReport, run_due
from drafter.desk.workspace import SETTINGS, Workspace, open_workspace
from drafter.mail.smtp import Fate, Sent
from drafter.model.mail import Letter, MailServer
from drafter.store.ledger import WorkState
from drafter.store.store import Store, open_store
from tests.desk.small_office import COMMUNE, HANOI, MEMBERS, NEW_MEMBERS, SCHOOL, SEWING, fill_form, small_kind

UNITS = (SCHOOL, SEWING, COMMUNE)
KINDS = ("bao-cao-quy", "bao-cao-6-thang", "bao-cao-9-thang", "bao-cao-nam")
MAIL = """
[thu-dien-tu]
may-chu = "127.0.0.1"
nguoi-gui = "vanphong@nuixanh.vn"
gui-den = ["chanhvp@nuixanh.vn", "vanthu@nuixanh.vn"]
"""


@dataclass
class Postman:
    """What a server would have taken: every letter handed over, in order. `answers` are its fates; then it is kind."""

    taken: list[Letter] = field(default_factory=list)
    answers: list[Fate] = field(default_factory=list)

    def __call__(self, server: MailServer, letters: Iterable[Letter]) -> Iterator[Sent]:
        for letter in letters:
            fate = self.answers.pop(0) if self.answers else Fate.SENT
            if fate is Fate.SENT:
                self.taken.append(letter)
            yield Sent(letter, fate, "" if fate is Fate.SENT else "thử")


@dataclass(frozen=True)
class DueOffice:
    """The office's folder; each run opens it anew, as the scheduler's would."""

    folder: Path
    postman: Postman = field(default_factory=Postman)

    @property
    def ws(self) -> Workspace:
        settings = (self.folder / SETTINGS).read_bytes()
        return replace(_opened(self.folder, settings), folder=self.folder)

    @property
    def drafts(self) -> Path:
        return self.folder / "du-thao"

    def run(self, day: str, **told: Any) -> RunReport:
        """What the scheduler starts at 07:30 of a day."""
        with open_store(self.folder / "drafter.db") as store:
            return self.run_in(store, day, **told)

    def run_in(self, store: Store, day: str, **told: Any) -> RunReport:
        now = datetime.combine(date.fromisoformat(day), time(7, 30), HANOI)
        return run_due(self.ws, store, now=now, send=self.postman, **told)

    def comes(self, unit: str, period: str, **more: object) -> Path:
        """A unit's form is put into the folder of received forms."""
        typed = {"A01": 50, MEMBERS: 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 4, "G06": 1, **more}
        return fill_form(self.folder / "bieu-mau" / f"{period}_da-nhan" / f"{unit}.xlsx", unit, period, typed)

    def everybody(self, period: str) -> None:
        for unit in UNITS:
            self.comes(unit, period)

    def mail_on(self) -> None:
        settings = self.folder / SETTINGS
        settings.write_text(settings.read_text("utf-8") + MAIL, "utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything that runs made for people, by its path."""
        found = (path for path in self.drafts.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in sorted(found)}

    def ledger(self) -> Mapping[tuple[str, str, str], WorkState]:
        """What the ledger holds, in its order."""
        with open_store(self.folder / "drafter.db") as store:
            return {(w.key.job, w.key.period, w.stage.value): w.state for w in store.book.works()}


@lru_cache(maxsize=8)
def _opened(folder: Path, settings: bytes) -> Workspace:
    """The folder, read once as long as its settings are the same: reading the list of units starts a process."""
    return open_workspace(folder)


def small_kinds(folder: Path) -> None:
    """Papers of a few lines in place of the shipped ones: for what is not about their words."""
    for code in KINDS:
        small_kind(folder, code)


def made(report: RunReport) -> list[tuple[str, str, str]]:
    """The tasks that a run did: job, period, stage."""
    return [(t.task.key.job, t.task.key.period, t.task.stage.value) for t in report.tasks if t.done is not None]


def drafts_of(report: RunReport) -> list[tuple[str, str, str]]:
    return [one for one in made(report) if one[0].startswith("van-ban:")]


def codes(report: RunReport) -> list[str]:
    return [problem.code for problem in report.problems]

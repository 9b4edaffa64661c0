"""Turn a task that is due into what it makes: the units' forms, their reminders, a draft; each may be begun again.

Whatever was killed on the way is begun again from its last step and makes the same files: the day is the task's own,
what stands there with the same bytes is left, and what an officer has touched is refreshed beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drafter.desk.draft import NOTES, DraftReport, draft, redraft
from drafter.desk.forms import write_forms
from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.refresh import refresh_files
from drafter.desk.refreshing.words import Refreshed
from drafter.desk.status import board
from drafter.desk.unattended.facts import Known
from drafter.desk.unattended.problems import IS_PROVISIONAL, TOUCHED_NOT_REFRESHED
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.fill.package import save
from drafter.model.problem import Place, Problem, Severity
from drafter.schedule.due import Stage, Task, Work
from drafter.store.store import Store

REMINDERS = "nhac-don-vi"


_KEPT = 20  # so many problems of a task are kept in the ledger; the draft's own notes have them all


@dataclass(frozen=True)
class Done:
    """What a task made. `files` are relative to the workspace; `told` is what the ledger keeps of it."""

    files: tuple[str, ...]
    told: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many figures wait for a person in a refreshed draft."""
        return int(self.told.get("conflicts", 0))

    def kept(self) -> dict[str, Any]:
        """All of it as the ledger keeps it."""
        return {**self.told, "files": list(self.files), "look": look_of(self.problems)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Done:
        """What `kept` wrote down."""
        return cls(tuple(kept["files"]), kept, problems_of(kept))


def look_of(problems: Iterable[Problem]) -> list[list[str]]:
    """What a person must look at, as the ledger keeps it; notes are not kept."""
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    return [[p.code, p.severity.name, str(p.place), p.what, p.fix] for p in serious[:_KEPT]]


def problems_of(outcome: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The problems that the ledger kept of a piece of work."""
    return tuple(
        Problem(code, Severity[severity], Place(text=place), what, fix)
        for code, severity, place, what, fix in outcome.get("look", ())
    )


@dataclass(frozen=True)
class Desk:
    """Where a task works: the office, its store, the moment of the run and its day."""

    ws: Workspace
    store: Store
    now: datetime
    today: date


def perform(desk: Desk, known: Known, task: Task) -> Done:
    """Do a task. Raises DeskError and StoreError; what is then there is whole, and the task is begun again later."""
    if task.work is Work.FORMS:
        return _forms(desk, task)
    return _reminders(desk, task) if task.work is Work.REMIND else _draft(desk, known, task)


def _forms(desk: Desk, task: Task) -> Done:
    paths = write_forms(desk.ws, desk.store, task.occasion.period)
    folder = _relative(desk.ws, paths[0].parent)
    return Done((folder,), {"files": [folder], "count": len(paths)})


def _reminders(desk: Desk, task: Task) -> Done:
    """One text a unit that has not reported, or whose form has faults, ready to be pasted into a message."""
    period = task.occasion.period
    found = board(desk.ws, desk.store, period, desk.today)
    asked = [row for row in found.rows if row.request and (row.expected or row.problems)]
    lines = [f"LỜI NHẮC GỬI CÁC ĐƠN VỊ, {period.words.upper()}"]
    lines += [f"Hạn nộp biểu {task.occasion.forms_due:%d/%m/%Y}. Chép từng đoạn dưới đây gửi cho đơn vị.", ""]
    for number, row in enumerate(asked, 1):
        lines += [f"{number}. {row.name}", *row.request.split("\n"), ""]
    path = desk.ws.folder / DRAFTS / REMINDERS / f"{_code(period.code)}_{task.day:%Y-%m-%d}.txt"
    _save(path, "\r\n".join(lines).encode("utf-8-sig"))
    file = _relative(desk.ws, path)
    return Done((file,), {"files": [file], "count": len(asked)})


def _draft(desk: Desk, known: Known, task: Task) -> Done:
    folder = desk.ws.folder / DRAFTS / f"{known.kind.code}_{_code(task.occasion.period.code)}"
    edited = _edited(desk, known, folder)
    problems: list[Problem] = []
    if edited is not None:
        try:
            return _refreshed(desk, known, task, edited)
        except DeskError as error:
            why = error.problems[0].what
            problems.append(TOUCHED_NOT_REFRESHED.at(Place(), file=_relative(desk.ws, edited), reason=why))
            problems += error.problems[:1]
    report = draft(desk.ws, desk.store, known.kind.code, task.occasion.period, now=desk.now, day=_day(desk, task))
    files = [_relative(desk.ws, path) for path in report.files if path.name != NOTES]
    told = {**_told(known, task, files), "doc_id": report.doc_id, "points": _points(report), "title": report.title}
    return Done(tuple(files), told, (*problems, *_provisional(known, task, report.title)))


def _day(desk: Desk, task: Task) -> date:
    """The day the paper is drafted for: the day it was due, so that one caught up later reads the same."""
    until = desk.ws.office.organisation.last_day
    return min(task.day, until) if until is not None else task.day


def _edited(desk: Desk, known: Known, folder: Path) -> Path | None:
    """The newest Word file of the draft's folder that is none of what drafter made: an officer works in it."""
    if not folder.is_dir():
        return None
    made = set(_digests_of_drafts(desk.store, known))
    found = [path for path in folder.glob("*.docx") if not path.name.startswith(("~$", "."))]
    edited = [path for path in found if made and hashlib.sha256(path.read_bytes()).hexdigest() not in made]
    return max(edited, key=lambda path: (path.stat().st_mtime, path.name), default=None)


def _digests_of_drafts(store: Store, known: Known) -> Iterable[str]:
    for record in store.drafts(known.occasion.period):
        kept = store.draft(record.doc_id, record.version) if record.kind == known.kind.code else None
        if kept is not None:
            yield from (hashlib.sha256(data).hexdigest() for data in (kept.document, kept.listing) if data is not None)


def _refreshed(desk: Desk, known: Known, task: Task, edited: Path) -> Done:
    """The officer's file with today's figures as tracked changes in a file beside it, and the annex of today."""
    period = task.occasion.period
    (made,) = refresh_files(desk.ws, desk.store, (edited,), now=desk.now).files
    files = [_relative(desk.ws, path) for path in (made.target, _annex(desk, known, task, edited.parent)) if path]
    title = known.kind.subject_for(period)
    told = {
        **_told(known, task, files),
        "doc_id": made.doc_id,
        "title": title,
        "points": len(made.changed) + len(made.problems) + len(made.conflicts),
        "officer": _relative(desk.ws, edited),
        "conflicts": len(made.conflicts),
    }
    problems = (*made.conflicts, *_asked(made), *_provisional(known, task, title))
    return Done(tuple(files), told, problems)


def _asked(made: Refreshed) -> tuple[Problem, ...]:
    return tuple(problem for problem in made.problems if problem.severity is not Severity.NOTE)


def _annex(desk: Desk, known: Known, task: Task, folder: Path) -> Path | None:
    """The Excel annex of today's figures beside what is there; None where the kind has none."""
    paper = task.occasion.period
    day = _day(desk, task)
    _, drafted = redraft(desk.ws, desk.store, known.kind.code, paper, organisation=None, day=day, today=desk.today)
    if drafted.annex is None:
        return None
    try:
        path = versioned(folder, "appendix", "xlsx", free_version(folder, [("appendix", "xlsx", drafted.annex)]))
        if not path.exists():
            save(path, drafted.annex)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=folder, reason=reason_of(error)) from error
    return path


def _told(known: Known, task: Task, files: list[str]) -> dict[str, Any]:
    facts = known.facts
    missing = facts.missing if task.stage is Stage.PROVISIONAL else 0
    return {"files": files, "missing": missing, "expected": facts.expected}


def _points(report: DraftReport) -> int:
    return len(report.gaps) + len(report.left_out) + len(report.problems) + len(report.remarks)


def _provisional(known: Known, task: Task, title: str) -> tuple[Problem, ...]:
    if task.stage is not Stage.PROVISIONAL:
        return ()
    found = {"missing": known.facts.missing, "expected": known.facts.expected}
    return (IS_PROVISIONAL.at(Place(), title=title, **found),)


def _save(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


def _relative(ws: Workspace, path: Path) -> str:
    return path.relative_to(ws.folder).as_posix()


def _code(period: str) -> str:
    return period.replace("/", "-")

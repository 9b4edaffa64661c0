"""Turn the ledger into how unattended runs stand: the last good one, what is late, what is due next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from drafter.desk.unattended.facts import calendar_here, issued_here, known_now
from drafter.desk.unattended.problems import OVERDUE
from drafter.desk.workspace import Workspace
from drafter.model.problem import Place, Problem
from drafter.schedule.due import Occasion, Work, next_due, overdue
from drafter.store.ledger import RunRecord, RunState, WorkRecord, WorkState
from drafter.store.outbox import MailState
from drafter.store.store import Store

_GOOD = (0, 1, 3)
_JOBS = {Work.FORMS: "lập biểu gửi đơn vị", Work.REMIND: "nhắc đơn vị nộp biểu", Work.DRAFT: "soạn «{}»"}


@dataclass(frozen=True)
class RunsView:
    """How unattended runs stand. `last_good` is the newest start that did its work, None where none has.

    `coming` is the paper that is due next, with its title; `titles` are those of kinds, by code.

    `waiting_mail` is how many letters wait to be sent.
    """

    runs: tuple[RunRecord, ...]
    works: tuple[WorkRecord, ...]
    last_good: RunRecord | None
    coming: Occasion | None
    coming_title: str
    titles: dict[str, str]
    waiting_mail: int
    problems: tuple[Problem, ...]


def runs_view(ws: Workspace, store: Store, today: date, limit: int = 10) -> RunsView:
    """The state of runs as it can be asked at any time. Nothing is changed."""
    book = store.book
    runs, works = book.runs(), book.works()
    entries = tuple(work.entry for work in works if work.state is WorkState.DONE)
    here = calendar_here(ws)
    late = [
        OVERDUE.at(Place(), title=here.title_of(one.occasion), due=f"{one.occasion.due:%d/%m/%Y}")
        for one in known_now(ws, store, here, today)
        if overdue(one.occasion, entries, today) and not one.facts.issued
    ]
    coming = next_due(here.calendar, today, issued_here(ws, store))
    good = (run for run in runs if run.state is RunState.ENDED and run.exit_code in _GOOD)
    return RunsView(
        runs=runs[:limit],
        works=works[-limit:],
        last_good=next(good, None),
        coming=coming,
        coming_title=here.title_of(coming) if coming else "",
        titles=here.titles,
        waiting_mail=len(book.letters(MailState.WAITING)),
        problems=(*here.problems, *late),
    )


def work_words(work: WorkRecord, titles: Mapping[str, str]) -> str:
    """What was done, in words; `titles` are those of kinds, by code."""
    sort, _, kind = work.key.job.partition(":")
    return _JOBS[Work(sort)].format(titles.get(kind, kind))

"""Turn a day into everything that is due on it, made once: forms out, forms in, reminders, drafts, news of them.

Due is what the calendar expects less what the ledger holds, so that a missed day, a second start and a run that was
killed come to the same. One start works at a time; each piece of work is taken in the ledger before it is begun.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from drafter.desk.collect import FileOutcome, Outcome, collect
from drafter.desk.problems import NOT_READABLE, NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.this_process import is_gone, this_holder
from drafter.desk.unattended.facts import Here, Known, calendar_here, issued_here, known_now
from drafter.desk.unattended.log import RunLog
from drafter.desk.unattended.mail import Send, letters_of, post
from drafter.desk.unattended.problems import (
    ANOTHER_AT_WORK,
    CLOCK_FAR_AHEAD,
    CLOCK_SET_BACK,
    INBOX_FAULTS,
    NOT_TOLD,
    NOTHING_CAME,
)
from drafter.desk.unattended.summary import write_summary
from drafter.desk.unattended.tasks import Desk, Done, look_of, perform, problems_of
from drafter.desk.workspace import DRAFTS, FORMS, Workspace
from drafter.fill.package import sweep
from drafter.mail.smtp import send as send_by_smtp
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, Severity
from drafter.schedule.due import (
    Clock,
    Entry,
    Occasion,
    Task,
    Work,
    draft_task,
    forms_task,
    judge_clock,
    next_due,
    reminder_task,
)
from drafter.schedule.holder import BEAT_SECONDS
from drafter.store.errors import DISK_FULL, StoreError
from drafter.store.ledger import WorkRecord, WorkState
from drafter.store.store import Store

MADE = "made"
_NAMED = 5


@dataclass(frozen=True)
class TaskReport:
    """A task and what came of it: `done` None where it failed, and then `problems` say why."""

    task: Task
    title: str
    done: Done | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RunReport:
    """What a start did. `held` is true where it did nothing on purpose: another is at work, the clock is wrong.

    `tried_again` is true where what failed may well succeed later (a locked file, a full disk, a busy store), `broken`
    where the store stopped it on the way.
    """

    run: str
    day: date
    tasks: tuple[TaskReport, ...] = ()
    received: tuple[FileOutcome, ...] = ()
    mailed: int = 0
    problems: tuple[Problem, ...] = ()
    held: bool = False
    tried_again: bool = False
    summary: Path | None = None
    coming: Occasion | None = None
    broken: bool = False
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether some task could not be done."""
        return any(one.done is None for one in self.tasks)

    @property
    def conflicts(self) -> int:
        """How many figures of refreshed drafts wait for a person."""
        return sum(one.done.conflicts for one in self.tasks if one.done is not None)

    @property
    def exit_code(self) -> int:
        """0 done or nothing due, 1 to be looked at, 2 not done, 3 conflicts wait for a person, 75 try again."""
        if self.broken:
            return 75
        if self.failed:
            return 75 if self.tried_again else 2
        if self.conflicts:
            return 3
        return 1 if any(problem.severity is not Severity.NOTE for problem in self.problems) else 0


@dataclass(frozen=True)
class Plan:
    """What is due on a day, nothing of it done: the tasks in order, and files that wait to be taken in."""

    day: date
    tasks: tuple[Task, ...]
    titles: dict[str, str]
    waiting: tuple[Path, ...]
    problems: tuple[Problem, ...]
    coming: Occasion | None


@dataclass
class _Round:
    """A run on its way."""

    ws: Workspace
    store: Store
    now: datetime
    today: date
    run: str
    log: RunLog
    reports: list[TaskReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tried_again: bool = False


def plan(ws: Workspace, store: Store, today: date) -> Plan:
    """What a run on that day would do. Nothing is changed."""
    here = calendar_here(ws)
    found, problems = known_now(ws, store, here, today), list(here.problems)
    done = _entries(store)
    tasks = [task for one in found for task in _tasks(here, one, done, today)]
    waiting = tuple(path for _, folder in _inboxes(ws, found) for path in _new_files(store, folder, found))
    problems += _nothing_came(ws, found, today)
    coming = next_due(here.calendar, today, issued_here(ws, store))
    return Plan(today, tuple(_in_order(tasks)), here.titles, waiting, tuple(problems), coming)


def run_due(
    ws: Workspace, store: Store, *, now: datetime, today: date | None = None, send: Send = send_by_smtp,
    beat_seconds: float = BEAT_SECONDS,
) -> RunReport:  # fmt: skip
    """Do what is due on `today` (the clock's day where a person gives none), once. Raises StoreError.

    A task that cannot be done keeps no other from being done; a later run tries it again.
    """
    day, run = today or now.date(), f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
    log = RunLog(ws.folder, run)
    other = store.book.start(run, day, this_holder(now), partial(is_gone, now))
    if other is not None:
        note = ANOTHER_AT_WORK.at(Place(), since=f"{other.started_at:%H:%M ngày %d/%m/%Y}")
        log.write(now, note.what, "skipped", other=other.id)
        return RunReport(run, day, problems=(note,), held=True)
    one = _Round(ws, store, now, day, run, log)
    report = RunReport(run, day, broken=True)  # what it is called where the store stops it on the way
    for folder in (FORMS, DRAFTS):
        sweep(ws.folder / folder)
    with _beating(store, run, beat_seconds):
        try:
            report = _work(one, send, confirmed=today is not None)
        finally:
            _close(one, report)
    return report


def _work(one: _Round, send: Send, *, confirmed: bool) -> RunReport:
    clock = _clock_problem(one)
    one.log.write(one.now, f"Bắt đầu chạy, ngày {one.today:%d/%m/%Y}.", "start", day=one.today)
    if clock is not None:
        one.problems.append(clock)
        one.log.write(one.now, clock.what, "clock", code=clock.code)
        if clock.code == CLOCK_FAR_AHEAD.code and not confirmed:
            return RunReport(one.run, one.today, problems=tuple(one.problems), held=True)
    here = calendar_here(one.ws)
    found = known_now(one.ws, one.store, here, one.today)
    received = _receive(one, found)
    if received:
        found = known_now(one.ws, one.store, here, one.today)
    done = _entries(one.store)
    jobs = [(known, task) for known in found for task in _tasks(here, known, done, one.today)]
    order = {task: place for place, task in enumerate(_in_order([task for _, task in jobs]))}
    for known_one, task in sorted(jobs, key=lambda job: order[job[1]]):
        _do(one, known_one, task)
    state = (*here.problems, *_nothing_came(one.ws, found, one.today), *_faulty(one.ws, one.store, found))
    mailed = _post(one, send)
    one.problems += state
    coming = next_due(here.calendar, one.today, issued_here(one.ws, one.store))
    path = _summarise(one, found, coming, "" if coming is None else here.title_of(coming))
    return RunReport(
        one.run, one.today, tuple(one.reports), received, mailed, tuple(one.problems), False, one.tried_again, path,
        coming, titles=here.titles,
    )  # fmt: skip


def _close(one: _Round, report: RunReport) -> None:
    """Write down how the run ended; where even that cannot be written the next one finds it killed."""
    told: dict[str, Any] = {
        "made": [_told(task) for task in report.tasks if task.done is not None],
        "failed": [_told(task) for task in report.tasks if task.done is None],
        "received": len(report.received),
        "mailed": report.mailed,
        "codes": sorted({problem.code for problem in report.problems}),
        "held": report.held,
    }
    code = report.exit_code
    with contextlib.suppress(StoreError):
        one.store.book.end(one.run, one.now, code, told, held=report.held)
    made, failed = len(told["made"]), len(told["failed"])
    words = f"Kết thúc: làm {made} việc, {failed} việc chưa làm được; mã thoát {code}."
    one.log.write(one.now, words, "end", exit_code=code, **told)


def _told(report: TaskReport) -> dict[str, Any]:
    key, done = report.task.key, report.done
    files = list(done.files) if done is not None else []
    return {"job": key.job, "period": key.period, "stage": report.task.stage.value, "files": files}


@contextlib.contextmanager
def _beating(store: Store, run: str, seconds: float) -> Iterator[None]:
    """Tell every so many seconds that the run is at work, from a thread of its own; a beat that fails is left out."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(seconds):
            with contextlib.suppress(StoreError):
                store.book.beat(run, this_holder(datetime.now().astimezone()))

    thread = threading.Thread(target=beat, name="drafter-beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _clock_problem(one: _Round) -> Problem | None:
    days = one.store.book.days_run()
    match judge_clock(one.today, days):
        case Clock.SET_BACK:
            return CLOCK_SET_BACK.at(Place(), today=f"{one.today:%d/%m/%Y}", last=f"{max(days):%d/%m/%Y}")
        case Clock.FAR_AHEAD:
            last = f"{max(days):%d/%m/%Y}"
            return CLOCK_FAR_AHEAD.at(Place(), today=f"{one.today:%d/%m/%Y}", last=last, iso=one.today.isoformat())
    return None


def _entries(store: Store) -> tuple[Entry, ...]:
    return tuple(work.entry for work in store.book.works() if work.state is WorkState.DONE)


def _tasks(here: Here, one: Known, done: Sequence[Entry], today: date) -> list[Task]:
    found = (
        forms_task(here.calendar, one.occasion, one.facts, done, today),
        reminder_task(one.occasion, one.facts, done, today),
        draft_task(one.occasion, one.facts, done, today),
    )
    return [task for task in found if task is not None]


def _in_order(tasks: Sequence[Task]) -> list[Task]:
    """Drafts first, the oldest due first; then what goes out to units. Each key once: two papers share their forms."""
    rank = {Work.DRAFT: 0, Work.FORMS: 1, Work.REMIND: 2}
    unique = {task.key: task for task in reversed(tasks)}
    return sorted(unique.values(), key=lambda task: (rank[task.work], task.day, task.key.job, task.key.period))


def _do(one: _Round, known_one: Known, task: Task) -> None:
    """Take a task, do it, call it done; whatever stops it is told and keeps no other from being done."""
    book, title = one.store.book, known_one.kind.title
    try:
        if not book.take(task.key, task.stage, one.run, one.now):
            return
        one.log.write(one.now, f"Làm: {_words(task, title)}.", "task", **_of(task))
        before = book.steps(task.key).get(MADE)  # a run that was killed had made it already
        done = (
            perform(Desk(one.ws, one.store, one.now, one.today), known_one, task) if before is None else Done.of(before)
        )
        if before is None:
            book.step(task.key, MADE, one.now, done.kept())
        book.finish(task.key, one.now, done.kept(), letters_of(one.ws, task, done, one.now))
    except DeskError as error:
        _failed(one, task, title, error.problems)
    except StoreError as error:
        _failed(one, task, title, (error.problem,), again=error.passing)
    except OSError as error:
        kind = NOT_READABLE if isinstance(error, FileNotFoundError) else NOT_WRITABLE
        found = error.filename or one.ws.folder
        _failed(one, task, title, stop(kind, found=found, reason=reason_of(error)).problems)
    else:
        one.reports.append(TaskReport(task, title, done))
        one.problems += done.problems
        one.log.write(one.now, f"Xong: {_words(task, title)}.", "done", files=done.files, **_of(task))


_AGAIN = (NOT_WRITABLE.code, NOT_READABLE.code, DISK_FULL.code)


def _failed(one: _Round, task: Task, title: str, problems: Sequence[Problem], *, again: bool = False) -> None:
    codes = [problem.code for problem in problems]
    one.tried_again |= again or any(code in _AGAIN for code in codes)
    one.reports.append(TaskReport(task, title, None, tuple(problems)))
    one.problems += problems
    one.log.write(one.now, f"Chưa làm được: {_words(task, title)} ({', '.join(codes)}).", "failed", codes=codes,
                  **_of(task))  # fmt: skip
    with contextlib.suppress(StoreError):
        one.store.book.fail(task.key, one.now, {"codes": codes, "look": look_of(problems)})


def _of(task: Task) -> dict[str, Any]:
    return {"job": task.key.job, "period": task.key.period, "stage": task.stage.value}


def _words(task: Task, title: str) -> str:
    """A task in words for the log and the terminal."""
    period = task.occasion.period.words
    match task.work:
        case Work.FORMS:
            return f"lập biểu {period} gửi các đơn vị"
        case Work.REMIND:
            return f"soạn lời nhắc nộp biểu {period}"
        case Work.DRAFT:
            return f"soạn «{title}» {period}{' (bản tạm)' if task.stage == 'tam' else ''}"


task_words = _words


def _inboxes(ws: Workspace, found: Sequence[Known]) -> list[tuple[Period, Path]]:
    """The folders of received forms, one a period, those that are there."""
    periods = dict.fromkeys(one.occasion.period for one in found if not one.facts.issued)
    named = ((p, ws.folder / ws.settings.calendar.inbox.format(ky=p.code.replace("/", "-"))) for p in periods)
    return [(period, folder) for period, folder in named if folder.is_dir()]


def _new_files(store: Store, folder: Path, found: Sequence[Known]) -> list[Path]:
    """The files of a folder whose bytes have not been seen yet, in order of name."""
    seen = {record.digest for record in store.submissions(None)}
    for period in dict.fromkeys(one.occasion.period for one in found):
        seen |= {record.digest for record in (*store.submissions(period), *store.register_files(period))}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
    return [path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() not in seen]


def _receive(one: _Round, found: Sequence[Known]) -> tuple[FileOutcome, ...]:
    """Take in the forms that lie in the office's folders and are new; a folder that cannot be read is told."""
    received: list[FileOutcome] = []
    for period, folder in _inboxes(one.ws, found):
        try:
            files = _new_files(one.store, folder, found)
            outcomes = collect(one.ws, one.store, files, now=one.now) if files else ()
        except OSError as error:
            one.problems += stop(NOT_READABLE, found=folder, reason=reason_of(error)).problems
            continue
        received += (replace(outcome, changes=()) for outcome in outcomes)  # of a thousand forms they fill the memory
        if outcomes:
            faulty = sum(outcome.outcome is Outcome.REFUSED for outcome in outcomes)
            words = f"Nhận {len(outcomes)} tệp của {period.words}, {faulty} tệp chưa dùng được."
            one.log.write(one.now, words, "received", period=period.code, files=len(outcomes), faulty=faulty)
    return tuple(received)


def _faulty(ws: Workspace, store: Store, found: Sequence[Known]) -> list[Problem]:
    """The files of each period that came and could not be used, and that none since has mended."""
    problems = []
    nameless = [record.file for record in store.submissions(None) if record.outstanding]
    folders = dict(_inboxes(ws, found))
    for period in dict.fromkeys(one.occasion.period for one in found if not one.facts.issued):
        here = {path.name for path in folders[period].rglob("*")} if period in folders else set()
        files = [record.file for record in store.submissions(period) if record.outstanding]
        files += [file for file in nameless if file in here]
        if files:
            more = f" và {len(files) - _NAMED} tệp khác" if len(files) > _NAMED else ""
            inbox = ws.settings.calendar.inbox.format(ky=period.code)
            told = {"inbox": inbox, "count": len(files), "files": ", ".join(sorted(files)[:_NAMED]) + more}
            problems.append(INBOX_FAULTS.at(Place(), period=period.code, **told))
    return problems


def _nothing_came(ws: Workspace, found: Sequence[Known], today: date) -> list[Problem]:
    """The papers that are due, for which units hand in forms, and for which nothing has come."""
    return [
        NOTHING_CAME.at(
            Place(),
            title=one.kind.title,
            period=one.occasion.period.words,
            due=f"{one.occasion.due:%d/%m/%Y}",
            inbox=ws.settings.calendar.inbox.format(ky=one.occasion.period.code),
        )
        for one in found
        if today >= one.occasion.due and not one.facts.came and one.facts.waits and one.facts.expected
        if not one.facts.issued
    ]


def _post(one: _Round, send: Send) -> int:
    try:
        sent, problems = post(one.ws, one.store.book, one.now, send)
    except StoreError as error:  # what went out is there; it will be said again, under the same id
        one.problems.append(error.problem)
        return 0
    one.problems += problems
    if sent or problems:
        codes = [problem.code for problem in problems]
        one.log.write(one.now, f"Gửi {sent} thư báo tin.", "mail", sent=sent, codes=codes)
    return sent


def _summarise(one: _Round, found: Sequence[Known], coming: Occasion | None, title: str) -> Path | None:
    """Write the page for the secretary from the state that the run leaves: a second start says the same."""
    try:
        works = one.store.book.works()
        kept = [problem for work in _newest_works(works, found) for problem in problems_of(work.outcome)]
        of_tasks = {problem.what for report in one.reports for problem in (*report.problems, *_made_problems(report))}
        now = [problem for problem in one.problems if problem.what not in of_tasks]
        return write_summary(one.ws, one.today, found, works, [*kept, *now], coming, title)
    except OSError as error:
        one.problems.append(NOT_TOLD.at(Place(), found=f"{DRAFTS}/CAN_XEM_LAI.txt", reason=reason_of(error)))
        return None


def _made_problems(report: TaskReport) -> tuple[Problem, ...]:
    return report.done.problems if report.done is not None else ()


def _newest_works(works: Sequence[WorkRecord], found: Sequence[Known]) -> list[WorkRecord]:
    """The last piece of work of each job and period that the calendar still has to do with."""
    periods = {one.occasion.period.code for one in found}
    last = {(work.key.job, work.key.period): work for work in works if work.key.period in periods}
    return list(last.values())

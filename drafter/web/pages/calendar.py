"""Lịch: what is due and overdue, the last runs, what comes next; what is due can be done now."""

from __future__ import annotations

from starlette.responses import Response

from drafter.desk.coming import coming
from drafter.desk.unattended.problems import OVERDUE
from drafter.desk.unattended.run_due import RunReport, plan, run_due, task_words
from drafter.desk.unattended.status import runs_view, work_words
from drafter.schedule.due import Task
from drafter.store.ledger import RunState, WorkState
from drafter.web.jobs import Job
from drafter.web.visit import Visit

RUN_STATES = {
    RunState.RUNNING: "đang chạy",
    RunState.ENDED: "xong",
    RunState.SKIPPED: "nhường lần chạy khác",
    RunState.HELD: "không làm",
    RunState.KILLED: "bị ngắt giữa chừng",
}
WORK_STATES = {WorkState.DONE: "xong", WorkState.FAILED: "chưa làm được", WorkState.TAKEN: "đang làm"}


def show(visit: Visit) -> Response:
    """How the calendar stands today."""
    today = visit.now.date()
    view = runs_view(visit.ws, visit.store, today)
    found = plan(visit.ws, visit.store, today)
    tasks = [(_words(task, found.titles), task.day, task.occasion.period) for task in found.tasks]
    return visit.page(
        "calendar.html",
        title="Lịch",
        today=today,
        view=view,
        plan=found,
        tasks=tasks,
        late=[one for one in view.problems if one.code == OVERDUE.code],
        other=[one for one in dict.fromkeys((*view.problems, *found.problems)) if one.code != OVERDUE.code],
        coming=coming(visit.ws, visit.store, today),
        run_states=RUN_STATES,
        work_states=WORK_STATES,
        work_words=work_words,
        command_text="drafter run-due;  drafter runs;  drafter schedule install",
    )


def run(visit: Visit) -> Response:
    """Do what is due now, as the daily start would."""
    ws, store, now = visit.ws, visit.store, visit.now

    def work(job: Job) -> RunReport:
        job.what = "Đang làm những việc đến hạn"
        return run_due(ws, store, now=now)

    return visit.await_job(visit.site.jobs.start("Làm việc đến hạn", "calendar_run.html", visit.who, work))


def _words(task: Task, titles: dict[str, str]) -> str:
    words = task_words(task, titles.get(task.occasion.job.kind, task.occasion.job.kind))
    return words[:1].upper() + words[1:]

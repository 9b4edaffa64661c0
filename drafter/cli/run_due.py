"""`drafter run-due` and `drafter runs`: what is due today, made once; how such runs stand."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.unattended.run_due import Plan, RunReport, plan, task_words
from drafter.desk.unattended.run_due import run_due as run_what_is_due
from drafter.desk.unattended.status import RunsView, runs_view, work_words
from drafter.model.period import Period
from drafter.schedule.due import Occasion, Task
from drafter.store.ledger import RunRecord, RunState, WorkRecord, WorkState
from drafter.store.store import open_store

_STATES = {
    RunState.RUNNING: "đang chạy",
    RunState.ENDED: "xong",
    RunState.SKIPPED: "nhường lần chạy khác",
    RunState.HELD: "không làm",
    RunState.KILLED: "bị ngắt giữa chừng",
}
_WORKS = {WorkState.DONE: "xong", WorkState.FAILED: "chưa làm được", WorkState.TAKEN: "đang làm"}
_STAGES = {"tam": "bản tạm", "du": "bản đủ", "": ""}


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter run-due --dry-run")
@click.option(
    "--today",
    metavar="NGÀY",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Coi như hôm nay là ngày này, viết năm-tháng-ngày; dùng để soạn bù hoặc khi đồng hồ máy sai.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ nêu việc đến hạn, không làm.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def run_due(workspace: Path, today: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Làm những việc đến hạn theo lịch, mỗi việc một lần: lập biểu, nhận biểu, nhắc đơn vị, soạn dự thảo, báo tin."""
    ws, moment = opened(workspace), now()
    day = today.date() if today else None
    with open_store(ws.database) as store:
        if dry_run:
            found = plan(ws, store, day or moment.date())
            say_json(_plan_data(found)) if as_json else _show_plan(found)
            sys.exit(worst((*ws.problems, *found.problems)))
        report = run_what_is_due(ws, store, now=moment, today=day)
    say_json(_report_data(report)) if as_json else _show(report)
    sys.exit(report.exit_code or worst(ws.problems))


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter runs")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def runs(workspace: Path, as_json: bool) -> None:
    """Các lần chạy tự động: đã làm gì, quá hạn gì, sắp đến hạn gì; lần chạy tốt gần nhất là khi nào."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        view = runs_view(ws, store, now().date())
    say_json(_view_data(view)) if as_json else _show_view(view)
    sys.exit(worst((*ws.problems, *view.problems)))


def _show_plan(found: Plan) -> None:
    say(f"Việc đến hạn ngày {found.day:%d/%m/%Y} (chỉ xem, chưa làm):")
    say(*(f"  {number}. {_task(task, found.titles)}" for number, task in enumerate(found.tasks, 1)))
    if not found.tasks:
        say("  Không có việc nào đến hạn.")
    if found.waiting:
        say(f"Có {len(found.waiting)} tệp mới trong thư mục biểu đã nhận; khi chạy thật sẽ nhận trước rồi mới soạn.")
    _say_coming(found.coming, found.titles)
    say_problems(found.problems)


def _task(task: Task, titles: Mapping[str, str]) -> str:
    words = task_words(task, titles.get(task.occasion.job.kind, task.occasion.job.kind))
    return f"{words[:1].upper()}{words[1:]} (đến hạn {task.day:%d/%m/%Y})"


def _show(report: RunReport) -> None:
    if report.received:
        say(f"Đã nhận {len(report.received)} tệp biểu mới.")
    for one in report.tasks:
        words = task_words(one.task, one.title)
        if one.done is None:
            say(f"Chưa làm được: {words}.")
        else:
            say(f"Đã {words}:", *(f"  {file}" for file in one.done.files))
    if not report.tasks and not report.held:
        say("Không có việc nào đến hạn.")
    if report.mailed:
        say(f"Đã gửi {report.mailed} thư báo tin.")
    if report.summary is not None:
        say(f"Xem tóm tắt: {report.summary}")
    _say_coming(report.coming, report.titles)
    say_problems(report.problems)


def _say_coming(coming: Occasion | None, titles: Mapping[str, str]) -> None:
    if coming is not None:
        title = titles.get(coming.job.kind, coming.job.kind)
        say(f"Văn bản đến hạn tiếp theo: «{title}» {coming.period.words}, ngày {coming.due:%d/%m/%Y}.")


def _show_view(view: RunsView) -> None:
    if view.last_good is None:
        say("Chưa có lần chạy tự động nào làm xong.")
    else:
        say(f"Lần chạy tốt gần nhất: {view.last_good.started_at:%d/%m/%Y %H:%M}.")
    _say_coming(view.coming, view.titles)
    if view.waiting_mail:
        say(f"Còn {view.waiting_mail} thư báo tin chờ gửi.")
    if view.runs:
        columns = (("Bắt đầu", "left"), ("Ngày", "left"), ("Tình trạng", "left"), ("Mã thoát", "right"),
                   ("Đã làm", "right"))  # fmt: skip
        say_table("Các lần chạy gần đây", columns, map(_run_cells, view.runs))
    if view.works:
        columns = (("Việc", "left"), ("Kỳ", "left"), ("Bản", "left"), ("Tình trạng", "left"), ("Lúc", "left"))
        say_table("Việc gần đây", columns, (_work_cells(one, view.titles) for one in reversed(view.works)))
    say_problems(view.problems)


def _run_cells(run: RunRecord) -> tuple[str, ...]:
    made = str(len(run.told.get("made", ()))) if run.told else ""
    code = "" if run.exit_code is None else str(run.exit_code)
    return f"{run.started_at:%d/%m/%Y %H:%M}", f"{run.day:%d/%m/%Y}", _STATES[run.state], code, made


def _work_cells(work: WorkRecord, titles: Mapping[str, str]) -> tuple[str, ...]:
    at = work.ended_at or work.taken_at
    stage = _STAGES[work.stage.value]
    return (
        work_words(work, titles),
        Period.parse(work.key.period).words,
        stage,
        _WORKS[work.state],
        f"{at:%d/%m/%Y %H:%M}",
    )


def _task_data(task: Task) -> dict[str, object]:
    return {
        "job": task.key.job,
        "period": task.key.period,
        "stage": task.stage.value,
        "due": task.day.isoformat(),
    }


def _coming_data(coming: Occasion | None) -> dict[str, object] | None:
    if coming is None:
        return None
    return {"kind": coming.job.kind, "period": coming.period.code, "due": coming.due.isoformat()}


def _plan_data(found: Plan) -> dict[str, object]:
    return {
        "day": found.day.isoformat(),
        "tasks": [_task_data(task) for task in found.tasks],
        "waiting_files": len(found.waiting),
        "next": _coming_data(found.coming),
        "problems": [problem_data(problem) for problem in found.problems],
    }


def _report_data(report: RunReport) -> dict[str, object]:
    return {
        "run": report.run,
        "day": report.day.isoformat(),
        "exit_code": report.exit_code,
        "held": report.held,
        "received": len(report.received),
        "tasks": [
            {
                **_task_data(one.task),
                "done": one.done is not None,
                "files": list(one.done.files) if one.done is not None else [],
                "problems": [problem_data(problem) for problem in one.problems],
            }
            for one in report.tasks
        ],
        "mailed": report.mailed,
        "summary": None if report.summary is None else str(report.summary),
        "next": _coming_data(report.coming),
        "problems": [problem_data(problem) for problem in report.problems],
    }


def _view_data(view: RunsView) -> dict[str, object]:
    return {
        "last_good": None if view.last_good is None else _run_data(view.last_good),
        "next": _coming_data(view.coming),
        "waiting_mail": view.waiting_mail,
        "runs": [_run_data(run) for run in view.runs],
        "works": [
            {
                "job": work.key.job,
                "period": work.key.period,
                "stage": work.stage.value,
                "state": work.state.value,
                "at": (work.ended_at or work.taken_at).isoformat(),
                "attempts": work.attempts,
                "files": work.outcome.get("files", []),
            }
            for work in view.works
        ],
        "problems": [problem_data(problem) for problem in view.problems],
    }


def _run_data(run: RunRecord) -> dict[str, object]:
    return {
        "id": run.id,
        "day": run.day.isoformat(),
        "state": run.state.value,
        "started_at": run.started_at.isoformat(),
        "ended_at": None if run.ended_at is None else run.ended_at.isoformat(),
        "exit_code": run.exit_code,
        "told": dict(run.told),
    }

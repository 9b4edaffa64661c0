"""`drafter draft`: the Word draft and its Excel annex."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems, worst
from drafter.desk.draft import DraftReport
from drafter.desk.draft import draft as draft_paper
from drafter.desk.workspace import read_period
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter draft bao-cao-nam --period 2025")
@click.argument("kind", metavar="LOẠI_VĂN_BẢN")
@click.option("--period", "period_text", metavar="KỲ", required=True, help="Kỳ báo cáo: 2025, 2026-Q1, 2026-H1…")
@click.option("--org", metavar="MÃ", default=None, help="Mã đơn vị; bỏ trống là văn bản của cơ quan.")
@click.option(
    "--date",
    "day",
    metavar="NGÀY",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Ngày dự kiến ban hành, viết năm-tháng-ngày: 2026-01-15.",
)
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Thư mục ghi dự thảo.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def draft(
    workspace: Path,
    kind: str,
    period_text: str,
    org: str | None,
    day: datetime | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Soạn dự thảo Word và phụ lục Excel của một loại văn bản cho một kỳ."""
    ws, period = opened(workspace), read_period(period_text)
    chosen: date | None = day.date() if day else None
    with open_store(ws.database) as store:
        report = draft_paper(ws, store, kind, period, now=now(), organisation=org, day=chosen, folder=out)
    if as_json:
        say_json(_data(report))
    else:
        show(report)
    sys.exit(max(EXIT_DONE if report.clean else EXIT_LOOK, worst(ws.problems)))


def show(report: DraftReport) -> None:
    """What was written and what to look at."""
    say(f"Đã soạn: {report.title}", *(f"  {path}" for path in report.files))
    if report.provisional:
        say(f"{report.provisional}: {', '.join(report.absent)}.")
    for title, problems in (
        ("Còn thiếu trong bản thảo:", report.gaps),
        ("Số liệu không đưa vào văn bản:", report.left_out),
        ("Số liệu cần xem lại:", report.problems),
        ("Căn cứ, thể thức cần kiểm tra trước khi ký:", report.remarks),
    ):
        if problems:
            say("", title)
            say_problems(problems)


def _data(report: DraftReport) -> dict[str, object]:
    return {
        "doc_id": report.doc_id,
        "title": report.title,
        "files": [str(path) for path in report.files],
        "provisional": report.provisional,
        "absent": list(report.absent),
        "gaps": [problem_data(problem) for problem in report.gaps],
        "left_out": [problem_data(problem) for problem in report.left_out],
        "problems": [problem_data(problem) for problem in report.problems],
        "remarks": [problem_data(problem) for problem in report.remarks],
    }

"""`drafter draft`: the Word draft and its Excel annex."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems, worst
from drafter.desk.draft import NOTES, DraftReport
from drafter.desk.draft import draft as draft_paper
from drafter.desk.draft_all import AllDrafted, draft_all
from drafter.desk.workspace import read_period
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter draft bao-cao-nam --period 2025")
@click.argument("kind", metavar="[LOẠI_VĂN_BẢN]", required=False, default=None)
@click.option("--all", "every", is_flag=True, help="Soạn mọi loại văn bản lập được cho kỳ ấy.")
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
    kind: str | None,
    every: bool,
    period_text: str,
    org: str | None,
    day: datetime | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Soạn dự thảo Word và phụ lục Excel của một loại văn bản cho một kỳ; xem các loại bằng «drafter kinds»."""
    if (kind is None) is not every:
        raise click.UsageError("cần mã một loại văn bản, hoặc --all để soạn mọi loại; không dùng cả hai")
    ws, period = opened(workspace), read_period(period_text)
    chosen: date | None = day.date() if day else None
    with open_store(ws.database) as store:
        if kind is None:
            found = draft_all(ws, store, period, now=now(), organisation=org, day=chosen, folder=out)
        else:
            report = draft_paper(ws, store, kind, period, now=now(), organisation=org, day=chosen, folder=out)
            found = AllDrafted(((kind, report),), ())
    if as_json:
        say_json(_data(found.reports[0][1]) if kind else _all_data(found))
    elif kind:
        show(found.reports[0][1])
    else:
        _show_all(found)
    clean = bool(found.reports) and all(report.clean for _, report in found.reports)
    sys.exit(max(EXIT_DONE if clean else EXIT_LOOK, worst(ws.problems)))


def _show_all(found: AllDrafted) -> None:
    """Each paper with its files and how much is to be looked at, which its notes tell; then what was not drafted."""
    for code, report in found.reports:
        points = len(report.gaps) + len(report.left_out) + len(report.problems) + len(report.remarks)
        say(f"Đã soạn {code}: {report.title}", *(f"  {path}" for path in report.files))
        say(f"  {points} điểm cần xem lại, ghi ở {NOTES}." if points else "  Không còn điểm nào phải xem lại.")
    if not found.reports:
        say("Chưa soạn được văn bản nào của kỳ này.")
    if found.skipped:
        say("", "Không soạn:")
        say_problems(problem for one in found.skipped for problem in one.problems)


def show(report: DraftReport) -> None:
    """What was written and what to look at."""
    say(f"Đã soạn: {report.title}", *(f"  {path}" for path in report.files))
    if report.provisional:
        say(f"{report.provisional}: {', '.join(report.absent)}.")
    for title, problems in (
        ("Chỗ còn trống trong bản thảo:", report.gaps),
        ("Số liệu không đưa vào văn bản:", report.left_out),
        ("Số liệu cần xem lại:", report.problems),
        ("Cần kiểm tra trước khi ký:", report.remarks),
    ):
        if problems:
            say("", title)
            say_problems(problems)


def _all_data(found: AllDrafted) -> dict[str, object]:
    return {
        "drafted": {code: _data(report) for code, report in found.reports},
        "skipped": {one.code: [problem_data(problem) for problem in one.problems] for one in found.skipped},
    }


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

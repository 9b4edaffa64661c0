"""`drafter issue`: a finished draft is numbered, dated and fixed as issued."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, now, say, say_json, say_problems
from drafter.desk.issue import IssueReport
from drafter.desk.issue import issue as issue_paper
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter issue ban-cuoi.docx --number 45 --date 2026-01-15")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--number", metavar="SỐ", required=True, help="Số văn bản, lấy ở sổ văn thư: 45.")
@click.option(
    "--date",
    "day",
    metavar="NGÀY",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="Ngày ban hành, viết năm-tháng-ngày: 2026-01-15.",
)
@click.option(
    "--out", "-o", metavar="TỆP_MỚI", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="Tên tệp phát hành; bỏ trống thì đặt theo số, ký hiệu.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Phát hành cả khi còn chỗ trống, chú thích, số đã dùng, ngày lạ.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def issue(
    workspace: Path, file: Path, number: str, day: datetime, out: Path | None, force: bool, as_json: bool
) -> None:
    """Phát hành: ghi số, ngày vào một bản mới, bỏ dấu «DỰ THẢO», lưu vào kho; về sau không sửa, không cập nhật nữa."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        done = issue_paper(ws, store, file, number=number, day=day.date(), now=now(), out=out, force=force)
    if as_json:
        say_json(_data(done))
    else:
        say(f"Đã phát hành: số {done.symbol}, ngày {done.day:%d/%m/%Y}", f"  {done.file}")
        if done.figures:
            say(f"Đã ghi {done.figures} số của văn bản vào kho để các kỳ sau so sánh.")
        say_problems(done.problems)
    sys.exit(EXIT_DONE)


def _data(done: IssueReport) -> dict[str, object]:
    return {
        "file": str(done.file),
        "number": done.symbol,
        "day": done.day,
        "doc_id": done.doc_id,
        "figures": done.figures,
        "problems": [problem.what for problem in done.problems],
    }

"""`drafter form` and `drafter import`: forms out, forms in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_NOT_DONE, console, now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.collect import FileOutcome, Outcome, change_line, collect
from drafter.desk.forms import rewrite_forms, write_forms
from drafter.desk.register_forms import write_register_forms
from drafter.desk.registers import register_named
from drafter.desk.workspace import Workspace, read_period
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter form --period 2026-Q3 --unit CDCS-01")
@click.option(
    "--period", "period_text", metavar="KỲ", required=True, help="Kỳ báo cáo: 2025, 2026-Q1, 2026-H1, 2026-9M…"
)
@click.option("--unit", metavar="MÃ", default=None, help="Mã một đơn vị; bỏ trống thì lập biểu cho tất cả.")
@click.option("--register", metavar="MÃ_SỔ", default=None, help="Lập mẫu của một sổ: de-nghi-khen, bo-phieu, xep-loai…")
@click.option(
    "--out", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục ghi biểu."
)
@click.option(
    "--again",
    is_flag=True,
    help="Lập lại biểu của đơn vị chưa nộp, khi đã chọn lại chỉ tiêu; biểu lập trước chuyển sang thư mục …_gui-di-cu.",
)
@click.pass_obj
def form(
    workspace: Path, period_text: str, unit: str | None, register: str | None, out: Path | None, again: bool
) -> None:
    """Lập biểu Excel gửi các đơn vị, có sẵn số kỳ trước bên cạnh ô cần điền; hoặc mẫu của một sổ."""
    if again and (register or out):
        raise click.UsageError("--again lập lại biểu trong thư mục gửi đi, không dùng cùng --register, --out")
    ws, period = opened(workspace), read_period(period_text)
    with open_store(ws.database) as store:
        if register:
            paths, what = write_register_forms(ws, store, register, period, unit, out), "mẫu sổ"
        else:
            made = rewrite_forms(ws, store, period, unit) if again else write_forms(ws, store, period, unit, out)
            paths, what = made, "biểu"
    named = f" «{register_named(ws, register).title}»" if register else ""
    say(f"Đã có {len(paths)} {what}{named} {period.words} trong thư mục:", f"  {paths[0].parent}")
    own = len(paths) == 1 and register is not None and unit is None
    say(
        f"Điền tệp {paths[0].name} rồi chạy «drafter import» với tệp ấy."
        if own
        else "Gửi mỗi đơn vị tệp của mình; khi nhận lại, chạy «drafter import THƯ_MỤC»."
    )
    sys.exit(worst(ws.problems))


@click.command("import", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter import bieu-mau/da-nhan --period 2026-Q3")
@click.argument("paths", metavar="TỆP_HOẶC_THƯ_MỤC...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--period", "period_text", metavar="KỲ", default=None, help="Chỉ nhận biểu của kỳ này; biểu kỳ khác báo lỗi."
)
@click.option("--from", "submitted_by", metavar="HỌ_TÊN", default="", help="Người nộp, ghi vào nguồn số liệu.")
@click.option(
    "--received",
    metavar="NGÀY",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Ngày nhận, nếu không phải hôm nay, viết năm-tháng-ngày: 2026-01-12.",
)
@click.option("--force", is_flag=True, help="Dùng lại một bản cũ đã bị thay.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def import_(
    workspace: Path,
    paths: tuple[Path, ...],
    period_text: str | None,
    submitted_by: str,
    received: datetime | None,
    force: bool,
    as_json: bool,
) -> None:
    """Nhận biểu đã điền (.xlsx, .json, thư mục, tệp nén); tệp lỗi được nêu rõ, các tệp khác vẫn nhận."""
    ws = opened(workspace)
    period = read_period(period_text) if period_text else None
    with open_store(ws.database) as store, console(error=True).status("Đang đọc biểu…") as shown:
        outcomes = collect(
            ws,
            store,
            paths,
            now=received.astimezone() if received else now(),
            period=period,
            submitted_by=submitted_by,
            force=force,
            progress=lambda number, name: shown.update(f"Đã đọc {number} tệp: {name}"),
        )
    if as_json:
        say_json([outcome_data(ws, outcome) for outcome in outcomes])
    else:
        show_outcomes(ws, outcomes)
    sys.exit(_exit_code(ws, outcomes))


def _exit_code(ws: Workspace, outcomes: Sequence[FileOutcome]) -> int:
    """2 where no file was of any use, 1 where one was not or something is to be looked at."""
    refused = [outcome.outcome is Outcome.REFUSED for outcome in outcomes]
    if all(refused):
        return EXIT_NOT_DONE
    return max(int(any(refused)), worst((*ws.problems, *(p for outcome in outcomes for p in outcome.problems))))


def show_outcomes(ws: Workspace, outcomes: Sequence[FileOutcome]) -> None:
    """A table of the files, then the problems of each."""
    say_table(
        f"Đã đọc {len(outcomes)} tệp",
        (("Tệp", "left"), ("Đơn vị", "left"), ("Kỳ", "left"), ("Kết quả", "left"), ("Cần xem", "right")),
        ((one.file, one.unit, one.period, _result(one), str(len(one.problems) or "")) for one in outcomes),
    )
    for outcome in outcomes:
        for change in outcome.changes:
            say(f"  thay đổi: {change_line(ws, change)}")
        if outcome.appeared or outcome.vanished:
            say(f"  thay đổi: {outcome.register}: thêm {outcome.appeared} dòng, bỏ {outcome.vanished} dòng")
        say_problems(outcome.problems, requests=True)


def _result(one: FileOutcome) -> str:
    """«nhận mới», and of a register its title and how many rows of it were read."""
    if not one.register:
        return one.outcome.value
    rows = f", {one.rows} dòng" if one.rows else ""
    return f"{one.outcome.value} ({one.register}{rows})"


def outcome_data(ws: Workspace, outcome: FileOutcome) -> dict[str, object]:
    """One file's outcome as JSON has it."""
    return {
        "file": outcome.file,
        "outcome": outcome.outcome.name.lower(),
        "unit": outcome.unit,
        "period": outcome.period,
        "register": outcome.register,
        "rows": outcome.rows,
        "changes": [change_line(ws, change) for change in outcome.changes],
        "problems": [problem_data(problem) for problem in outcome.problems],
    }

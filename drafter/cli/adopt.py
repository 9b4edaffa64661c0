"""`drafter adopt`: last year's paper becomes the office's own template."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems
from drafter.desk.adopting.adopt import AdoptReport, adopt
from drafter.desk.workspace import read_period
from drafter.store.store import open_store


@click.command(
    "adopt",
    options_metavar="[TÙY_CHỌN]",
    epilog="Ví dụ: drafter adopt bao-cao-2024.docx --kind bao-cao-nam --period 2024",
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--kind", metavar="LOẠI_VĂN_BẢN", required=True, help="Loại văn bản của tệp; xem bằng «drafter kinds».")
@click.option("--period", "period_text", metavar="KỲ", required=True, help="Kỳ của văn bản cũ, ví dụ 2024.")
@click.option(
    "-o",
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Thư mục của mẫu, dưới templates; bỏ trống thì mẫu thay cho loại văn bản ấy.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def adopt_(workspace: Path, file: Path, kind: str, period_text: str, out: Path | None, as_json: bool) -> None:
    """Biến văn bản năm trước thành mẫu của văn phòng: số liệu, năm, tên thành chỗ điền; chữ và kiểu chữ giữ nguyên."""
    ws, period = opened(workspace), read_period(period_text)
    with open_store(ws.database) as store:
        report = adopt(ws, store, file, kind, period, now().date(), out)
    if as_json:
        say_json(_data(report))
    else:
        show(report)
    sys.exit(EXIT_LOOK if report.problems else EXIT_DONE)


def show(report: AdoptReport) -> None:
    """What became a slot, what is left, what to do next."""
    say(f"Đã lập mẫu: {report.folder}", *(f"  {path.name}" for path in report.files))
    say(
        f"{report.slots} chỗ điền, trong đó {report.figures} chỗ là số liệu; {report.loops} vòng lặp. "
        f"Văn bản cũ có {report.numbers} con số ngoài các vòng lặp."
    )
    if report.problems:
        say("", "Cần xem lại trong mẫu (đã tô vàng chỗ còn lại của năm cũ):")
        say_problems(report.problems)
    say("", f"Kiểm tra: drafter kinds check {report.kind}", f"Soạn: drafter draft {report.kind} --period KỲ")


def _data(report: AdoptReport) -> dict[str, object]:
    return {
        "kind": report.kind,
        "folder": str(report.folder),
        "files": [str(path) for path in report.files],
        "numbers": report.numbers,
        "slots": report.slots,
        "figures": report.figures,
        "loops": report.loops,
        "problems": [problem_data(problem) for problem in report.problems],
    }

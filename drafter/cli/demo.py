"""`drafter demo`: every kind of paper on the sample offices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from drafter.cli.demo_life import LifeTold
from drafter.cli.talk import say
from drafter.desk.adopting.adopt import AdoptReport
from drafter.desk.collect import FileOutcome, Outcome
from drafter.desk.demonstrating.demo import Show
from drafter.desk.demonstrating.demo import demo as run_demo
from drafter.desk.demonstrating.due import FOLDER as UNATTENDED_FOLDER
from drafter.desk.demonstrating.due import TITLE as UNATTENDED
from drafter.desk.demonstrating.due import demo_due
from drafter.desk.demonstrating.life import FOLDER as LIFE_FOLDER
from drafter.desk.demonstrating.life import OFFICE as LIFE_OFFICE
from drafter.desk.draft import DraftReport
from drafter.desk.draft_all import Skipped
from drafter.desk.status import Board, UnitState
from drafter.desk.unattended.run_due import RunReport, task_words
from drafter.model.problem import Problem


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter demo ban-dung-thu")
@click.argument("folder", metavar="[THƯ_MỤC]", type=click.Path(path_type=Path, file_okay=False), default="ban-dung-thu")
def demo(folder: Path) -> None:
    """Dựng các văn phòng mẫu, soạn đủ các loại văn bản; một dự thảo đi hết đường: sửa, cập nhật, soát, phát hành."""
    run_demo(folder, Show(_office, _step, _imported, _board, _drafted, _skipped, _adopted, LifeTold(_step, _listed)))
    _office(UNATTENDED, folder / UNATTENDED_FOLDER)
    if demo_due(folder, _step, _ran) is None:
        say("  Đã dựng ở lần trước; muốn xem lại từ đầu thì xóa thư mục này rồi chạy lại.")
    say(
        "",
        "Việc tiếp theo:",
        f"  1. Mở các tệp report.docx và appendix.xlsx trong {folder} bằng Word và Excel.",
        "  2. Đọc can-xem-lai.txt bên cạnh: nêu chỗ còn trống và số liệu cần hỏi lại đơn vị.",
        f"  3. Mở các tệp trong {folder / LIFE_OFFICE / LIFE_FOLDER}: một dự thảo từ lúc sửa đến lúc phát hành.",
        f"  4. Đọc {folder / UNATTENDED_FOLDER}/du-thao/CAN_XEM_LAI.txt: trang tóm tắt khi máy chạy tự động.",
        "  5. Lập văn phòng của đồng chí: tạo một thư mục mới rồi chạy «drafter init» trong thư mục ấy.",
    )


def _office(title: str, home: Path) -> None:
    say("", "=" * 78, title, f"Thư mục: {home}", "=" * 78)


def _step(note: str, command: str) -> None:
    say("", f"▸ {note[:1].upper()}{note[1:]}", f"  $ {command}")


def _imported(outcomes: tuple[FileOutcome, ...]) -> None:
    counts = {outcome: sum(one.outcome is outcome for one in outcomes) for outcome in Outcome}
    told = ", ".join(f"{outcome}: {number}" for outcome, number in counts.items() if number)
    say(f"  Đã đọc {len(outcomes)} tệp ({told}).")
    _listed("Cần xem", [problem for one in outcomes for problem in one.problems])


def _board(found: Board) -> None:
    say(
        "  "
        + ", ".join(f"{state}: {found.count(state)}" for state in UnitState)
        + f"; tổng số {len(found.expected)} đơn vị."
    )
    for row in found.rows:
        if row.state in (UnitState.MISSING, UnitState.FAULTY):
            say(f"    {row.state}: {row.name}")


def _drafted(report: DraftReport) -> None:
    say(f"  {report.title}", *(f"    {path}" for path in report.files))
    if report.provisional:
        say(f"  {report.provisional}: {', '.join(report.absent)}.")
    _listed("Chỗ còn trống trong bản thảo", report.gaps)
    _listed("Số liệu không đưa vào văn bản", report.left_out)
    _listed("Số liệu cần xem lại", report.problems)
    _listed("Cần kiểm tra trước khi ký", report.remarks)


def _skipped(found: tuple[Skipped, ...]) -> None:
    if found:
        say(f"  Không soạn {len(found)} loại chưa có gì để lập: {', '.join(one.title for one in found)}.")


def _adopted(report: AdoptReport) -> None:
    say(f"  Đã lập mẫu {report.kind}: {report.slots} chỗ điền ({report.figures} số liệu), {report.loops} vòng lặp.")
    _listed("Cần xem lại trong mẫu", report.problems)


_SHOWN = 4


def _listed(title: str, problems: Sequence[Problem]) -> None:
    """The first few, one line each; the draft's notes file has them all."""
    if not problems:
        return
    say(f"  {title}: {len(problems)} điểm")
    for problem in problems[:_SHOWN]:
        where = f"{problem.place}: " if str(problem.place) else ""
        say(f"    {problem.code} {where}{problem.what}")
    if len(problems) > _SHOWN:
        say(f"    … và {len(problems) - _SHOWN} điểm khác")


def _ran(report: RunReport) -> None:
    """What a run did by itself."""
    if report.received:
        say(f"  Đã nhận {len(report.received)} tệp biểu mới.")
    for one in report.tasks:
        done = one.done is not None
        say(f"  {'Đã' if done else 'Chưa làm được:'} {task_words(one.task, one.title)}")
        say(*(f"    {file}" for file in (one.done.files if one.done is not None else ())))
    if not report.tasks:
        say("  Không có việc nào đến hạn.")
    _listed("Cần xem", report.problems)

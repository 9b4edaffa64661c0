"""`drafter refresh`: late figures into a draft that officers have edited."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.refresh_books import refresh_books
from drafter.cli.talk import (
    EXIT_CONFLICTS,
    EXIT_DONE,
    EXIT_LOOK,
    now,
    problem_data,
    say,
    say_json,
    say_problems,
    worst,
)
from drafter.desk.refreshing.refresh import Refreshing, refresh_files
from drafter.desk.refreshing.words import Refreshed
from drafter.reconcile.choices import Choice
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter refresh report-da-sua.docx -o report-moi.docx")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Tên tệp mới; bỏ trống thì đặt cạnh tệp đã sửa, thêm «-cap-nhat». Không ghi đè tệp nào.",
)
@click.option("--force", is_flag=True, help="Vẫn cập nhật dù quá nhiều số trong tệp khác bản đã soạn.")
@click.option("--open", "try_open", is_flag=True, help="Mở thử tệp mới bằng LibreOffice (nếu có) trước khi giao.")
@click.option(
    "--take-ours",
    "take",
    metavar="MÃ",
    multiple=True,
    help="Chỗ vướng này lấy số liệu mới (đề nghị thay bằng Track Changes); mã in ở đầu mỗi chỗ vướng, Excel thì là ô.",
)
@click.option(
    "--keep-mine",
    "keep",
    metavar="MÃ",
    multiple=True,
    help="Chỗ vướng này giữ số đồng chí ghi; số mới ấy không được hỏi lại nữa.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ nêu những gì sẽ làm, không ghi tệp nào.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def refresh(
    workspace: Path,
    files: tuple[Path, ...],
    out: Path | None,
    force: bool,
    try_open: bool,
    take: tuple[str, ...],
    keep: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Đưa số liệu về muộn vào bản thảo đã sửa: Word thành đề nghị (Track Changes), Excel tô màu và ghi chú ở ô.

    Tệp đã sửa không bị ghi. Nhiều bản sửa của cùng một dự thảo thì mỗi bản ra một tệp, chỗ ghi khác nhau được liệt kê.
    """
    if out is not None and len(files) > 1:
        raise click.UsageError("-o chỉ dùng khi cập nhật một tệp")
    if both := set(take) & set(keep):
        raise click.UsageError(f"«{min(both)}» vừa lấy số mới vừa giữ số cũ")
    choices = dict.fromkeys(take, Choice.TAKE) | dict.fromkeys(keep, Choice.KEEP)
    ws = opened(workspace)
    if workbooks := [path for path in files if path.suffix.casefold() == ".xlsx"]:
        if len(workbooks) < len(files):
            raise click.UsageError("cập nhật tệp Word và tệp Excel bằng hai lần chạy riêng")
        sys.exit(refresh_books(ws, workbooks, out, choices, dry_run=dry_run, as_json=as_json))
    with open_store(ws.database) as store:
        found = refresh_files(
            ws,
            store,
            files,
            now=now(),
            out=out,
            force=force,
            try_open=try_open,
            choices=choices,
            dry_run=dry_run,
        )
    if as_json:
        say_json(_data(found))
    else:
        for one in found.files:
            _show(one, dry_run=dry_run)
        if found.between:
            say("", "CÁC BẢN SỬA GHI KHÁC NHAU:")
            say_problems(found.between)
    sys.exit(_exit_code(found))


def _exit_code(found: Refreshing) -> int:
    if found.between or any(one.conflicts for one in found.files):
        return EXIT_CONFLICTS
    look = any(one.changed for one in found.files)
    return max(EXIT_LOOK if look else EXIT_DONE, worst(problem for one in found.files for problem in one.problems))


def _show(one: Refreshed, *, dry_run: bool) -> None:
    if dry_run:
        say(f"{one.path}: chưa ghi gì (--dry-run).")
    elif one.target is None:
        say(f"{one.path}: không có số nào phải thay trong tệp.")
    else:
        say(f"Đã cập nhật: {one.path}", f"  {one.target}", f"  {one.notes}")
    if one.annex is not None:
        say(f"Phụ lục Excel số liệu mới ở trong kho, lấy ra bằng: drafter restore {one.doc_id}")
    if one.conflicts:
        say("", f"Vướng, cần quyết định: {len(one.conflicts)} chỗ")
        say_problems(one.conflicts)
        waiting = (question for question in one.asked if not question.refused_before)
        say("Mã để quyết định (--take-ours lấy số mới, --keep-mine giữ số đang ghi):")
        say(*(f"  {asked.ref}  {asked.label}: đang ghi «{asked.officer}», số mới «{asked.fresh}»" for asked in waiting))
    if one.changed:
        say("", f"Đề nghị thay: {len(one.changed)} chỗ (mở tệp mới, xem và bấm Accept hoặc Reject)")
        say(*(f"  {change.words}" for change in one.changed))
    if one.agreed or one.waiting:
        say("", f"Đã trùng số mới: {one.agreed} chỗ; đề nghị trước còn chờ duyệt: {one.waiting} chỗ.")
    if one.problems:
        say("", "Cần xem lại:")
        say_problems(one.problems)


def _data(found: Refreshing) -> dict[str, object]:
    return {
        "files": [
            {
                "file": str(one.path),
                "doc_id": one.doc_id,
                "result": None if one.target is None else str(one.target),
                "notes": None if one.notes is None else str(one.notes),
                "conflicts": [problem_data(problem) for problem in one.conflicts],
                "changed": [vars(change) for change in one.changed],
                "edits": [vars(edit) for edit in one.edits],
                "problems": [problem_data(problem) for problem in one.problems],
                "asked": [vars(question) for question in one.asked],
                "agreed": one.agreed,
                "waiting": one.waiting,
            }
            for one in found.files
        ],
        "between": [problem_data(problem) for problem in found.between],
    }

"""`drafter kinds`: the document kinds there are, what one needs, a copy of one's own, a check of it."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.kind_check import check_kind
from drafter.desk.kinds import KindLine, KindSheet, list_kinds, new_kind, show_kind
from drafter.desk.own_templates import old_templates, put_template, template_files
from drafter.desk.problems import NO_FILES, stop
from drafter.desk.workspace import SETTINGS, open_workspace
from drafter.documents.kind import Figures
from drafter.model.problem import Problem
from drafter.store.store import open_store

_FIGURES = {
    Figures.ALL: "nêu đủ số liệu của kỳ; số không dùng đến được kể ra",
    Figures.SOME: "chỉ dùng số liệu chính",
    Figures.NONE: "không dùng số liệu trong biểu của đơn vị",
}
_COLUMNS = (("Mã", "left"), ("Tên", "left"), ("Lập cho kỳ", "left"), ("Bản xem thử", "left"))


@click.group(
    invoke_without_command=True,
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="[LỆNH] [THAM_SỐ]...",
    epilog="Ví dụ: drafter kinds show bao-cao-quy",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def kinds(context: click.Context, as_json: bool) -> None:
    """Các loại văn bản: liệt kê, xem, chép thành loại riêng, kiểm tra; không ghi lệnh con thì liệt kê."""
    if context.invoked_subcommand is not None:
        return
    lines = list_kinds(context.obj)
    if as_json:
        say_json([_line_data(line) for line in lines])
    else:
        for group, of_group in groupby(lines, key=lambda line: line.group):
            say_table(group, _COLUMNS, map(_row, of_group))
        say(
            "Xem một loại cần gì: drafter kinds show MÃ. Soạn: drafter draft MÃ --period KỲ.",
            "Bản xem thử: loại có trong các văn phòng mẫu mà «drafter demo» dựng.",
        )
    problems = [problem for line in lines for problem in line.problems]
    say_problems(problems, error=as_json)
    sys.exit(worst(problems))


def _row(line: KindLine) -> tuple[str, str, str, str]:
    if line.kind is None:
        return line.code, "(chưa dùng được)", "", ""
    shown = "có" if line.sample else ""
    return line.code, line.kind.title + (" (bản riêng)" if line.own else ""), line.kind.period_words, shown


@kinds.command("show", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter kinds show bao-cao-quy")
@click.argument("code", metavar="MÃ")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def show_(workspace: Path, code: str, as_json: bool) -> None:
    """Một loại văn bản: để làm gì, cho kỳ nào, cần số liệu và sổ nào, gồm những tệp gì, dùng giá trị nào."""
    ws = open_workspace(workspace) if (workspace / SETTINGS).is_file() else None
    sheet = show_kind(workspace, code, ws)
    if as_json:
        say_json(_sheet_data(sheet))
    else:
        _show(sheet)
    sys.exit(EXIT_DONE)


def _show(sheet: KindSheet) -> None:
    kind = sheet.line.kind
    assert kind is not None  # a kind that can be shown has been read
    say(f"{kind.title} ({kind.code})", kind.purpose, "")
    say(f"Lập cho: {kind.period_words}. Ví dụ: drafter draft {kind.code} --period {kind.period_example}")
    say(f"Số liệu: {_FIGURES[kind.figures]}.")
    if sheet.required:
        say(
            "Chỉ tiêu bắt buộc:", *(f"  {code}  {name or '(không có trong danh mục)'}" for code, name in sheet.required)
        )
    for code, name in sheet.registers:
        say(
            f"Sổ cần có: {name or code}",
            f"  lập biểu: drafter form --register {code} --period {kind.period_example}",
        )
    if kind.basis:
        say(f"Căn cứ, chọn theo ngày của văn bản: {', '.join(kind.basis)}.")
    say(f"Thư mục: {sheet.folder}", "Các tệp mẫu:")
    for file, slots in sheet.slots:
        say(f"  {file}: dùng {len(slots)} giá trị", f"    {', '.join(slots)}")
    if sheet.line.sample:
        say(f"Xem mẫu: «drafter demo», văn phòng {kind.sample[0]}, kỳ {' '.join(kind.sample[1:])}.")


@kinds.command(
    "new",
    options_metavar="[TÙY_CHỌN]",
    epilog='Ví dụ: drafter kinds new bao-cao-chuyen-de --from bao-cao-quy --title "Báo cáo chuyên đề"',
)
@click.argument("code", metavar="MÃ_MỚI")
@click.option("--from", "source", metavar="MÃ", required=True, help="Loại văn bản có sẵn để chép.")
@click.option("--title", metavar="TÊN", default="", help="Tên của loại mới; bỏ trống thì giữ tên cũ.")
@click.pass_obj
def new_(workspace: Path, code: str, source: str, title: str) -> None:
    """Chép một loại văn bản vào thư mục templates của văn phòng, để sửa bằng Word; không ghi đè loại đã có."""
    ws = opened(workspace)
    target = new_kind(ws.folder, code, source, title)
    say(
        f"Đã chép vào {target}.",
        "  1. Mở kind.toml bằng Notepad: sửa tên, trích yếu, nơi gửi.",
        "  2. Mở các tệp .docx, .xlsx bằng Word, Excel: sửa chữ; chỗ điền số viết trong {{ … }}.",
        f"  3. Kiểm tra: drafter kinds check {code}",
    )
    sys.exit(EXIT_DONE)


@kinds.command("put", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter kinds put bao-cao-quy report-da-sua.docx")
@click.argument("code", metavar="MÃ")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "name", metavar="TÊN", default="", help="Thay tệp mẫu nào; bỏ trống là tệp cùng đuôi đầu tiên.")
@click.option("--force", is_flag=True, help="Vẫn thay khi tệp mới mất gần hết chỗ điền, hoặc phần đầu văn bản.")
@click.pass_obj
def put_(workspace: Path, code: str, file: Path, name: str, *, force: bool) -> None:
    """Nhận một mẫu đã sửa bằng Word, Excel làm mẫu của văn phòng; mẫu có lỗi thì không nhận, bản trước được giữ."""
    ws = opened(workspace)
    if not file.is_file():
        raise stop(NO_FILES, found=file)
    files = [path.name for path in template_files(ws, code)]
    same = [each for each in files if each.endswith(file.suffix.lower())]
    target = put_template(ws, code, name or (same[0] if same else file.name), file.read_bytes(), now(), force=force)
    say(f"Đã nhận mẫu: {target}", *(f"  bản trước: {one.name}" for one in old_templates(ws, code)[:1]))
    sys.exit(EXIT_DONE)


@kinds.command("check", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter kinds check bao-cao-quy")
@click.argument("code", metavar="[MÃ]", required=False, default=None)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def check_(workspace: Path, code: str | None, as_json: bool) -> None:
    """Kiểm tra một loại văn bản, hoặc mọi loại: giá trị trong mẫu, chỉ tiêu, sổ, căn cứ, kiểu chữ."""
    ws = opened(workspace)
    codes = [code] if code else [line.code for line in list_kinds(ws.folder)]
    with open_store(ws.database) as store:
        found = {each: check_kind(ws, store, each, now().date()) for each in codes}
    if as_json:
        say_json({each: [problem_data(problem) for problem in problems] for each, problems in found.items()})
    else:
        for each, problems in found.items():
            _told(each, problems)
    sys.exit(max(EXIT_DONE, *(worst(problems) for problems in found.values())) if found else EXIT_LOOK)


def _told(code: str, problems: tuple[Problem, ...]) -> None:
    say(f"{code}: {'không có lỗi' if not problems else f'{len(problems)} điểm'}.")
    say_problems(problems)


def _line_data(line: KindLine) -> dict[str, object]:
    kind = line.kind
    return {
        "code": line.code,
        "title": kind.title if kind else "",
        "group": line.group,
        "periods": [type_.value for type_ in kind.periods] if kind else [],
        "own": line.own,
        "sample": list(kind.sample) if kind and line.sample else [],
        "problems": [problem_data(problem) for problem in line.problems],
    }


def _sheet_data(sheet: KindSheet) -> dict[str, object]:
    kind = sheet.line.kind
    return {
        **_line_data(sheet.line),
        "purpose": kind.purpose if kind else "",
        "folder": str(sheet.folder),
        "required": dict(sheet.required),
        "registers": dict(sheet.registers),
        "files": {file: list(slots) for file, slots in sheet.slots},
    }

"""`drafter check` and `drafter rule`: what is wrong with a paper's form and with what it says; a rule and why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.sarif import sarif
from drafter.cli.talk import EXIT_DONE, EXIT_NOT_DONE, now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.checking.basis import Desk
from drafter.desk.checking.check import CheckedFile, all_rules, check_files, find_rule
from drafter.desk.checking.copies import Copy, clean_copy, write_copy
from drafter.desk.workspace import SETTINGS, Workspace
from drafter.format_rules.rule import Ruled
from drafter.model.problem import Severity
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter check du-thao/report.docx bao-cao-quy.docx --draft")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--draft/--final",
    "draft",
    default=None,
    help="Coi là bản thảo hay bản phát hành; bỏ trống thì xem dấu «DỰ THẢO» và dòng số.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Ghi bản sao đã sửa chỗ an toàn (lề, phông, cỡ chữ, giãn dòng, số trang, vạch kẻ; Excel: khổ giấy, lề, phông, "
    "vừa bề ngang, dòng tiêu đề lặp lại); chữ và số chỉ đề nghị.",
)
@click.option(
    "--only", metavar="MÃ", multiple=True, help="Với --fix: chỉ sửa chỗ sai của quy tắc này, ví dụ --only PG-06."
)
@click.option("--comments", is_flag=True, help="Ghi các chỗ sai thành ghi chú (comment, ghi chú ô) trong bản sao.")
@click.option(
    "--clean",
    is_flag=True,
    help="Ghi bản sao sạch của tệp Word: bỏ chú thích của Drafter; chú thích của người khác, thay đổi chờ duyệt và mọi "
    "chữ giữ nguyên.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="In kết quả dạng SARIF 2.1.0 để phần mềm khác đọc.")
@click.pass_obj
def check(
    workspace: Path,
    files: tuple[Path, ...],
    draft: bool | None,
    fix: bool,
    only: tuple[str, ...],
    comments: bool,
    clean: bool,
    as_json: bool,
    as_sarif: bool,
) -> None:
    """Soát văn bản Word, Excel trước khi ký: thể thức, số liệu, kỳ, căn cứ, chữ. Tệp không bị sửa.

    Danh sách, phụ lục Excel đưa cùng lệnh thì được đối chiếu với văn bản cùng thư mục. Chạy trong thư mục làm việc của
    văn phòng thì số trong dự thảo còn được đối chiếu với kho số liệu.
    """
    rules = tuple(find_rule(code).code for code in only)
    if rules and not fix:
        raise click.UsageError("--only đi cùng --fix")
    if clean and (fix or comments):
        raise click.UsageError("--clean không đi cùng --fix, --comments: chạy riêng từng lệnh")
    ws = opened(workspace) if (workspace / SETTINGS).is_file() else None
    found = _checked(ws, files, draft)
    copies = tuple(_copies(ws, found, draft, rules, fix=fix, comments=comments)) if fix or comments else ()
    if clean:
        copies = tuple(clean_copy(one.path, now()) for one in found if one.read)
    if as_sarif:
        say_json(sarif(found, all_rules()))
    elif as_json:
        say_json({"files": [_data(one) for one in found], "copies": [_copy_data(one) for one in copies]})
    else:
        for one in found:
            say_problems(one.problems)
        say_problems(tuple(one.problem for one in copies if one.problem is not None))
        say(*_summary(found), *(line for one in copies for line in _told(one)))
    unread = any(not one.read for one in found)
    sys.exit(EXIT_NOT_DONE if unread else worst(problem for one in found for problem in one.problems))


def _checked(ws: Workspace | None, files: tuple[Path, ...], draft: bool | None) -> tuple[CheckedFile, ...]:
    """What a check finds, with the office's store where it has one."""
    if ws is None or not ws.database.is_file():
        return check_files(files, now().date(), draft=draft, ws=ws)
    with open_store(ws.database) as store:
        return check_files(files, now().date(), draft=draft, ws=ws, store=store)


def _copies(
    ws: Workspace | None,
    found: Sequence[CheckedFile],
    draft: bool | None,
    only: Sequence[str],
    *,
    fix: bool,
    comments: bool,
) -> Iterator[Copy]:
    """The copies of those files that could be read."""
    desk = Desk(now().date(), ws)
    for one in found:
        if one.read:
            yield write_copy(desk, one, now=now(), draft=draft, fix=fix, comments=comments, only=only)


def _told(copy: Copy) -> Iterator[str]:
    """What was done in a copy."""
    if copy.path is None:
        if copy.problem is None:
            yield f"{copy.source}: không có gì để ghi vào bản sao."
        return
    yield f"Bản sao: {copy.path}"
    yield from (f"  đã sửa {one.code}, {one.place.text or 'cả văn bản'}: {one.what}" for one in copy.mended)
    yield from (f"  đề nghị {one.code}: «{one.old}» → «{one.new}» (duyệt ở thẻ Review)" for one in copy.proposed)
    if copy.comments:
        yield f"  đã ghi {copy.comments} ghi chú"
    if copy.cleared:
        yield f"  đã bỏ {copy.cleared} chú thích của Drafter{_answered(copy)}"


def _answered(copy: Copy) -> str:
    return f"; {copy.answered} chú thích đã có người trả lời thì giữ lại" if copy.answered else ""


def _copy_data(copy: Copy) -> dict[str, object]:
    return {
        "file": str(copy.source),
        "copy": None if copy.path is None else str(copy.path),
        "mended": [problem_data(one) for one in copy.mended],
        "proposed": [{"code": one.code, "old": one.old, "new": one.new} for one in copy.proposed],
        "comments": copy.comments,
        "cleared": copy.cleared,
        "answered": copy.answered,
        "problem": None if copy.problem is None else problem_data(copy.problem),
    }


def _data(found: CheckedFile) -> dict[str, object]:
    return {
        "file": str(found.path),
        "read": found.read,
        "draft": found.is_draft,
        "problems": [problem_data(problem) for problem in found.problems],
    }


def _summary(files: Sequence[CheckedFile]) -> Iterator[str]:
    for one in files:
        if not one.read:
            yield f"{one.path}: không đọc được."
        elif not one.problems:
            yield f"{one.path}: không thấy gì phải sửa."
        else:
            counts = [(sum(p.severity is level for p in one.problems), level.value) for level in Severity]
            words = ", ".join(f"{count} {name}" for count, name in counts if count)
            yield f"{one.path}: {words}."


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter rule PG-06")
@click.argument("code", metavar="[MÃ]", required=False, default=None)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def rule(code: str | None, as_json: bool) -> None:
    """Một quy tắc soát văn bản: nêu điều gì, vì sao, cách sửa, quy định ở đâu. Không ghi mã thì liệt kê tất cả."""
    rules = all_rules() if code is None else (find_rule(code),)
    if as_json:
        say_json([_rule_data(one) for one in rules])
    elif code is None:
        rows = ((one.code, str(one.severity), one.title) for one in rules)
        say_table("Quy tắc soát văn bản", (("Mã", "left"), ("Mức", "left"), ("Quy tắc", "left")), rows)
    else:
        say(*_page(rules[0]))
    sys.exit(EXIT_DONE)


def _page(rule: Ruled) -> Iterator[str]:
    """The page of a rule."""
    yield f"{rule.code} ({rule.severity}) {rule.title}"
    yield f"  nêu khi:  {_pattern(rule.what)}"
    yield f"  vì sao:   {rule.why}"
    yield f"  cách sửa: {_pattern(rule.fix)}"
    yield f"  quy định: {rule.clause}"
    if rule.since is not None:
        yield f"  áp dụng:  văn bản từ ngày {rule.since:%d/%m/%Y}"


def _pattern(words: str) -> str:
    """A message before anything is found: what would be found is «…»."""
    plain = re.sub(r"\{[^}]*\}", "…", words).replace("«…»", "…")
    return plain if plain != "…" else "như thông báo ghi"


def _rule_data(rule: Ruled) -> dict[str, object]:
    return {
        "code": rule.code,
        "severity": rule.severity.name.lower(),
        "title": rule.title,
        "what": _pattern(rule.what),
        "why": rule.why,
        "fix": _pattern(rule.fix),
        "clause": rule.clause,
        "since": rule.since,
    }

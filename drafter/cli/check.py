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
from drafter.desk.check import CheckedFile, all_rules, check_files, find_rule
from drafter.desk.workspace import SETTINGS
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
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="In kết quả dạng SARIF 2.1.0 để phần mềm khác đọc.")
@click.pass_obj
def check(workspace: Path, files: tuple[Path, ...], draft: bool | None, as_json: bool, as_sarif: bool) -> None:
    """Soát văn bản Word, Excel trước khi ký: thể thức, số liệu, kỳ, căn cứ, chữ. Tệp không bị sửa.

    Danh sách, phụ lục Excel đưa cùng lệnh thì được đối chiếu với văn bản cùng thư mục. Chạy trong thư mục làm việc của
    văn phòng thì số trong dự thảo còn được đối chiếu với kho số liệu.
    """
    found = _checked(workspace, files, draft)
    if as_sarif:
        say_json(sarif(found, all_rules()))
    elif as_json:
        say_json({"files": [_data(one) for one in found]})
    else:
        for one in found:
            say_problems(one.problems)
        say(*_summary(found))
    unread = any(not one.read for one in found)
    sys.exit(EXIT_NOT_DONE if unread else worst(problem for one in found for problem in one.problems))


def _checked(workspace: Path, files: tuple[Path, ...], draft: bool | None) -> tuple[CheckedFile, ...]:
    """What a check finds, with the office's store where the folder is an office's that has one."""
    ws = opened(workspace) if (workspace / SETTINGS).is_file() else None
    if ws is None or not ws.database.is_file():
        return check_files(files, now().date(), draft=draft, ws=ws)
    with open_store(ws.database) as store:
        return check_files(files, now().date(), draft=draft, ws=ws, store=store)


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

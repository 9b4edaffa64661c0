"""Turn Word files into what is wrong with their form: read each, find its parts, judge them by the rules of its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.desk.problems import NO_FILES, NOT_READABLE, reason_of, stop
from drafter.format_rules.find import find_paper
from drafter.format_rules.rule import Rule
from drafter.format_rules.rules import RULES, judge, rule_of
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page

NO_RULE = ProblemKind(
    code="W320",
    severity=Severity.ERROR,
    title="Không có quy tắc thể thức này",
    what="không có quy tắc «{found}»",
    fix="gõ mã như trong thông báo, ví dụ PG-06; «drafter rule» liệt kê tất cả",
)
KINDS = (NO_RULE,)


@dataclass(frozen=True)
class CheckedFile:
    """What a check found in one file. `read` is False where it could not be read: its one problem says why.

    `is_draft` is how it was judged.
    """

    path: Path
    problems: tuple[Problem, ...]
    read: bool = True
    is_draft: bool = False


def check_files(paths: Sequence[Path], today: date, *, draft: bool | None = None) -> tuple[CheckedFile, ...]:
    """Check files one after the other; `draft` as in `find_paper`. Papers without a day are judged by `today`.

    Raises DeskError where a file is not there; a file that is there and cannot be read costs only itself.
    """
    for path in paths:
        if not path.is_file():
            raise stop(NO_FILES, found=path)
    return tuple(_check(path, today, draft) for path in paths)


def _check(path: Path, today: date, draft: bool | None) -> CheckedFile:
    try:
        file = read_page(path.read_bytes())
    except NotRead as refused:
        return CheckedFile(path, (replace(refused.problem, place=Place(path.name)),), read=False)
    except OSError as error:
        problem = NOT_READABLE.at(Place(path.name), found=path, reason=reason_of(error))
        return CheckedFile(path, (problem,), read=False)
    paper = find_paper(file, name=path.name, day=today, draft=draft)
    return CheckedFile(path, judge(paper), is_draft=paper.is_draft)


def find_rule(code: str) -> Rule:
    """The rule of that id; raises DeskError where there is none."""
    found = rule_of(code)
    if found is None:
        raise stop(NO_RULE, found=code)
    return found


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which a paper is judged by them."""
    return RULES

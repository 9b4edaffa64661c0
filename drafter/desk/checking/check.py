"""Turn papers into what is wrong with them: read each, judge its form by the rules of its day, hold what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.desk.checking.basis import Desk, account_of, attached_to, tables_of
from drafter.desk.problems import NO_FILES, NOT_READABLE, reason_of, stop
from drafter.desk.workspace import Workspace
from drafter.format_rules.find import find_paper
from drafter.format_rules.paper import Paper
from drafter.format_rules.rule import Ruled
from drafter.format_rules.rules import RULES, judge
from drafter.format_rules.sheet_rules import RULES as BOOK_RULES
from drafter.format_rules.sheet_rules import judge_book
from drafter.model.page import PageFile
from drafter.model.problem import Place, Problem, ProblemKind, Severity, by_severity
from drafter.readback.opening import NotRead
from drafter.reports.foreign import read_foreign_page
from drafter.reports.looks import read_looks
from drafter.reports.opening import read_reports
from drafter.store.store import Store
from drafter.truth_rules.account import Account, Attached
from drafter.truth_rules.rules import RULES as TRUTH_RULES
from drafter.truth_rules.rules import hold

NO_RULE = ProblemKind(
    code="W320",
    severity=Severity.ERROR,
    title="Không có quy tắc này",
    what="không có quy tắc «{found}»",
    fix="gõ mã như trong thông báo, ví dụ PG-06; «drafter rule» liệt kê tất cả",
)
KINDS = (NO_RULE,)

WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class CheckedFile:
    """What a check found in one file, the gravest first. `read` is False where it could not be read: its one problem
    says why.

    `is_draft` is how it was judged.
    """

    path: Path
    problems: tuple[Problem, ...]
    read: bool = True
    is_draft: bool = False


def check_files(
    paths: Sequence[Path],
    today: date,
    *,
    draft: bool | None = None,
    ws: Workspace | None = None,
    store: Store | None = None,
) -> tuple[CheckedFile, ...]:
    """Check files; `draft` as in `find_paper`. Papers without a day are judged by `today`.

    Lists and workbooks are held against the paper of their folder. `ws`, `store`: the office whose papers they are.
    Raises DeskError where a file is not there; a file that is there and cannot be read costs only itself.
    """
    for path in paths:
        if not path.is_file():
            raise stop(NO_FILES, found=path)
    opened = {path: _open(path) for path in paths}
    desk = Desk(today, ws, store)
    found = {path: _found(path, one, today, draft) for path, one in opened.items() if isinstance(one, PageFile)}
    attached = {path: one for path, one in opened.items() if isinstance(one, Attached)}
    for path, paper in found.items():
        if paper.is_list:
            attached[path] = Attached(path.name, tables_of(_file(opened[path])), paper)
    papers = [path for path, paper in found.items() if not paper.is_list]
    return tuple(_checked(desk, path, opened[path], found, attached, papers) for path in paths)


def _open(path: Path) -> PageFile | Attached | Problem:
    """A Word file, measured; a workbook, as tables; or why it cannot be read."""
    if path.suffix.lower() in WORKBOOKS:
        answer = next(read_reports((path,), workers=1))
        if answer.report is None:
            assert answer.problem is not None
            return answer.problem
        return Attached(path.name, answer.report.grids)
    try:
        return read_foreign_page(path.read_bytes())
    except NotRead as refused:
        return replace(refused.problem, place=Place(path.name))
    except OSError as error:
        return NOT_READABLE.at(Place(path.name), found=path, reason=reason_of(error))


def _file(opened: PageFile | Attached | Problem) -> PageFile:
    assert isinstance(opened, PageFile)
    return opened


def _found(path: Path, file: PageFile, today: date, draft: bool | None) -> Paper:
    return find_paper(file, name=path.name, day=today, draft=draft)


def _checked(
    desk: Desk,
    path: Path,
    opened: PageFile | Attached | Problem,
    found: dict[Path, Paper],
    attached: dict[Path, Attached],
    papers: Sequence[Path],
) -> CheckedFile:
    if isinstance(opened, Problem):
        return CheckedFile(path, (opened,), read=False)
    if isinstance(opened, Attached):
        alone = Paper(file=PageFile(sections=()), name=path.name, is_list=True)
        return CheckedFile(path, by_severity((*_form_of_book(path), *hold(Account(alone, grids=opened.grids)))))
    paper = found[path]
    account = account_of(desk, opened, paper, attached_to(path, attached, papers) if path in papers else ())
    return CheckedFile(path, by_severity((*judge(paper), *hold(account))), is_draft=paper.is_draft)


def _form_of_book(path: Path) -> tuple[Problem, ...]:
    """How a workbook is set; nothing where that cannot be told: its figures could be read."""
    looks = read_looks(path.read_bytes(), path.name)
    return judge_book(looks) if looks is not None else ()


@dataclass(frozen=True)
class Judged:
    """A paper by itself, held against itself and the store: its account and what is wrong with its form."""

    account: Account
    form: tuple[Problem, ...]


def check_data(desk: Desk, path: Path, data: bytes, draft: bool | None) -> Judged:
    """The judgement of a Word file's bytes, for who makes a copy of it. Raises NotRead."""
    file = read_foreign_page(data)
    paper = _found(path, file, desk.today, draft)
    return Judged(account_of(Desk(desk.today, desk.ws), file, paper, ()), judge(paper))


def find_rule(code: str) -> Ruled:
    """The rule of that id, whatever its letters' case; raises DeskError where there is none."""
    found = next((rule for rule in all_rules() if rule.code == code.strip().upper()), None)
    if found is None:
        raise stop(NO_RULE, found=code)
    return found


def all_rules() -> tuple[Ruled, ...]:
    """Every rule: of form, of workbooks, then of truth, in the order in which a paper is judged by them."""
    return (*RULES, *BOOK_RULES, *TRUTH_RULES)

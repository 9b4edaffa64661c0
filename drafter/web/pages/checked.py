"""Soát văn bản: what is wrong with a paper beside its pages, mended where that is safe; then numbered and issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from drafter.desk.checking.basis import Desk
from drafter.desk.checking.check import CheckedFile, check_files
from drafter.desk.checking.copies import beginning, clean_copy, own_comments, safe_fixes, write_copy
from drafter.desk.issue import annex_faults, to_finish
from drafter.desk.issue import issue as issue_paper
from drafter.desk.problems import DeskError
from drafter.desk.received import Batch, id_of
from drafter.desk.returned import identity
from drafter.model.problem import Problem, by_severity
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.web.pages.drafts import store_id
from drafter.web.pages.returned import FileLine, found_file, not_there, relative
from drafter.web.paging import alike, counted
from drafter.web.preview import Preview, preview
from drafter.web.roles import Role
from drafter.web.visit import Visit

CHANGES = "thay-doi"


@dataclass(frozen=True)
class Point:
    """One thing that was found. `place_id` is the paragraph of the page that it is about, empty where there is none.

    `mendable`: the program can set it right, or propose other words for it.
    """

    problem: Problem
    place_id: str
    mendable: bool


@dataclass(frozen=True)
class Asked:
    """Number and day that somebody is asked to look at once more; `sure` is what the form brings back when they are.

    `problems` are what the annex says otherwise than the paper.
    """

    number: str
    day: date
    sure: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Found:
    """What the check of one file found, and its pages; None where it is no Word file that can be read.

    `tracked` changes wait in it, `ours` of its comments were put in by the program.
    """

    file: CheckedFile
    points: tuple[Point, ...]
    pages: Preview | None
    tracked: int
    ours: int = 0


def show(visit: Visit) -> Response:
    """What is wrong beside the pages."""
    found = found_file(visit)
    return not_there(visit) if found is None else _show(visit, *found)


def style_sheet(visit: Visit) -> Response:
    """The style sheet that the pages need."""
    found = found_file(visit)
    pages = None if found is None else _found(visit, found[1]).pages
    return not_there(visit) if pages is None else Response(pages.css, media_type="text/css; charset=utf-8")


def mend(visit: Visit) -> Response:
    """A copy in which what is safe is set right: of one rule, or all."""
    sent = found_file(visit)
    if sent is None:
        return not_there(visit)
    batch, line = sent
    only = [visit.body.text("ma")] if visit.body.text("ma") else []
    desk = Desk(visit.now.date(), visit.ws)
    found = _found(visit, line)
    copy = write_copy(desk, found.file, now=visit.now, draft=None, fix=True, comments=False, only=only)
    if copy.problem is not None:
        return _show(visit, batch, line, (copy.problem,), HTTPStatus.UNPROCESSABLE_ENTITY)
    if copy.path is None:
        return visit.go(_address(batch, line.path), **{"da-sua": "0"})
    promised = [one.problem.code for one in found.points if one.mendable]  # points, as the button counts them
    mended, words = {one.code for one in copy.mended}, {one.code for one in copy.proposed}
    done, proposed = (sum(code in codes for code in promised) for codes in (mended | words, words))
    return visit.go(_address(batch, copy.path), **{"da-sua": done, "de-nghi": proposed or ""})


def clean(visit: Visit) -> Response:
    """A copy without the comments that the program put in: nobody deletes fifty of them by hand."""
    sent = found_file(visit)
    if sent is None:
        return not_there(visit)
    batch, line = sent
    copy = clean_copy(line.path, visit.now)
    if copy.problem is not None:
        return _show(visit, batch, line, (copy.problem,), HTTPStatus.UNPROCESSABLE_ENTITY)
    told = {"da-bo": copy.cleared, "con-lai": copy.answered or ""}
    return visit.go(_address(batch, copy.path or line.path), **told)


def issue(visit: Visit) -> Response:
    """Number, date and fix the paper."""
    found = found_file(visit)
    if found is None:
        return not_there(visit)
    batch, line = found
    body = visit.body
    day = _day(body.text("ngay"))
    if day is None:
        return _show(visit, batch, line, (), HTTPStatus.UNPROCESSABLE_ENTITY, fault="Cần ngày ban hành.")
    sure = f"{body.text('so')} {day.isoformat()}"
    if body.text("da-xem-so-ngay") != sure:
        return _show(visit, batch, line, ask=Asked(body.text("so"), day, sure, _of_annex(visit, line)))
    try:
        done = issue_paper(
            visit.ws,
            visit.store,
            line.path,
            number=body.text("so"),
            day=day,
            now=visit.now,
            force=bool(body.text("van-phat-hanh")),
        )
    except DeskError as error:
        return _show(visit, batch, line, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go(_address(batch, done.file), **{"phat-hanh": done.symbol, "so-luu": done.figures})


def _of_annex(visit: Visit, line: FileLine) -> tuple[Problem, ...]:
    try:
        return annex_faults(visit.ws, visit.store, line.path, visit.now)
    except DeskError:  # issuing tells it
        return ()


def _stored(visit: Visit, line: FileLine) -> str:
    """Where the issued paper is kept with its annex; empty where it has none."""
    paper = visit.store.issued(identity(line.path))
    draft = None if paper is None else visit.store.draft(paper.doc_id, paper.version)
    if paper is None or draft is None or draft.appendix is None:
        return ""
    return f"/du-thao/{store_id(paper.doc_id)}/{paper.version}"


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _address(batch: Batch, path: Path) -> str:
    return f"/ban-sua/{batch.id}/soat/{id_of(path.name)}"


def _show(
    visit: Visit,
    batch: Batch,
    line: FileLine,
    problems: tuple[Problem, ...] = (),
    status: int = HTTPStatus.OK,
    *,
    fault: str = "",
    ask: Asked | None = None,
) -> Response:
    found = _found(visit, line)
    body = visit.body
    return visit.page(
        "checked.html",
        title=f"Soát {line.saved_as}",
        status=status,
        problems=problems,
        batch=batch,
        line=line,
        found=found,
        lines=alike(found.points, lambda one: one.problem),
        counts=counted(one.problem for one in found.points),
        mendable=sum(one.mendable for one in found.points),
        address=_address(batch, line.path),
        changes=bool(visit.query(CHANGES)),
        mended=visit.query("da-sua"),
        proposed=visit.query("de-nghi"),
        cleared=visit.query("da-bo"),
        answered=visit.query("con-lai"),
        issued=visit.query("phat-hanh"),
        kept=visit.query("so-luu"),
        stored=_stored(visit, line) if visit.query("phat-hanh") else "",
        may_issue=line.is_word and visit.has(Role.REVIEWER),
        given={name: body.text(name) for name in ("so", "ngay", "van-phat-hanh")},
        fault=fault,
        ask=ask,
        file=relative(visit, line.path),
    )


def _found(visit: Visit, line: FileLine) -> Found:
    today, changes = visit.now.date(), bool(visit.query(CHANGES))
    stamp = line.path.stat().st_mtime_ns
    return visit.site.kept(("checked", line.path, stamp, today, changes), lambda: _check(visit, line, today, changes))


def _check(visit: Visit, line: FileLine, today: date, changes: bool) -> Found:
    (file,) = check_files((line.path,), today, ws=visit.ws, store=visit.store)
    safe = safe_fixes(Desk(today, visit.ws), line.path) if file.read else frozenset()
    plain = tuple(Point(one, "", one.code in safe) for one in file.problems)
    if not line.is_word or not file.read:
        return Found(file, plain, None, 0)
    try:
        page = read_page(line.path.read_bytes())
    except NotRead:
        return Found(file, plain, None, 0)
    told = by_severity((*to_finish(page, line.path.name), *file.problems))
    ids: dict[str, str] = {}
    for problem in told:
        words = beginning(problem.place.text)
        if words:
            ids.setdefault(words, f"cho-{len(ids) + 1}")
    pages = preview(page, changes=changes, places=ids)
    points = tuple(Point(one, _there(pages, ids.get(beginning(one.place.text), "")), one.code in safe) for one in told)
    return Found(file, points, pages, page.tracked, own_comments(page))


def _there(pages: Preview, place_id: str) -> str:
    """The id where the pages have it; empty where no paragraph of theirs begins so."""
    return place_id if place_id and f'id="{place_id}"' in pages.html else ""

"""Chỉ tiêu trong biểu: which indicators the forms that go out to units ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from starlette.responses import Response

from drafter.desk.asked import AskedLine, asked_lines, choose_asked, settings_seen, short_set, with_group
from drafter.desk.forms import forms_made
from drafter.desk.problems import DeskError
from drafter.model.problem import Problem
from drafter.web.visit import Visit
from drafter.wording.fold import unaccented

_ALL, _NONE = "+", "-"


@dataclass(frozen=True)
class ShownLine:
    """A line of the page; `found` is false of one that the search leaves out: it is out of sight, its mark counts."""

    line: AskedLine
    plain: str
    found: bool


@dataclass(frozen=True)
class Group:
    """A group with its lines in order."""

    code: str
    name: str
    lines: tuple[ShownLine, ...]

    @property
    def chosen(self) -> int:
        """How many of it are marked."""
        return sum(one.line.chosen for one in self.lines)

    @property
    def found(self) -> bool:
        """Whether the search leaves any of it in sight."""
        return any(one.found for one in self.lines)


def show(visit: Visit) -> Response:
    """Every indicator by group, those that are asked for marked."""
    return _page(visit)


def choose(visit: Visit) -> Response:
    """Have the forms ask for what is marked; the buttons that mark many at once write nothing yet."""
    body, ws = visit.body, visit.ws
    codes: Collection[str] = {value for name, value in body.fields if name == "chi-tieu"}
    group = body.text("nhom")
    if group.startswith((_ALL, _NONE)):
        return _page(visit, with_group(ws, codes, group[1:], asked=group.startswith(_ALL)))
    if body.text("rut-gon"):
        return _page(visit, short_set(ws))
    if body.text("moi-chi-tieu"):
        return _page(visit, {one.code for one in ws.catalogue.indicators})
    if body.text("tim-chi-tieu"):
        return _page(visit, codes)
    try:
        choose_asked(ws, codes, seen=body.text("da-xem"))
    except DeskError as error:
        return _page(visit, problems=error.problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go("/don-vi/chi-tieu", **{"da-ghi": 1})


def _page(
    visit: Visit,
    picked: Collection[str] | None = None,
    *,
    problems: tuple[Problem, ...] = (),
    status: int = HTTPStatus.OK,
) -> Response:
    """The page with the `picked` marked, which are not written yet; None: what forms ask for now."""
    ws, search = visit.ws, visit.body.text("tim")
    lines = asked_lines(ws, picked)
    groups = [
        Group(code, ws.catalogue.groups.get(code, code), _shown(of_group, search))
        for code, of_group in groupby(lines, key=lambda line: line.indicator.group)
    ]
    return visit.page(
        "asked.html",
        title="Chỉ tiêu trong biểu",
        status=status,
        problems=problems,
        groups=groups,
        chosen=sum(line.chosen for line in lines),
        asked=len(ws.asked),
        above=sum(one.upper_only for one in ws.asked),
        total=len(lines),
        short=sum(line.short for line in lines),
        search=search,
        seen=settings_seen(ws) if picked is None else visit.body.text("da-xem"),
        unsaved=picked is not None,
        saved=bool(visit.query("da-ghi")),
        made=forms_made(ws),
    )


def _shown(lines: Iterable[AskedLine], search: str) -> tuple[ShownLine, ...]:
    wanted = _plain(search)
    told = ((line, _plain(f"{line.indicator.code} {line.indicator.name}")) for line in lines)
    return tuple(ShownLine(line, plain, wanted in plain) for line, plain in told)


def _plain(text: str) -> str:
    return unaccented(text).casefold()

"""Chỉ tiêu trong biểu: which indicators the forms that go out to units ask for."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby

from starlette.responses import Response

from drafter.desk.asked import asked_lines, choose_asked, settings_seen
from drafter.desk.problems import DeskError
from drafter.model.problem import Problem
from drafter.web.visit import Visit


def show(visit: Visit) -> Response:
    """Every indicator by group, those that are asked for marked."""
    return _page(visit)


def _page(visit: Visit, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK) -> Response:
    ws = visit.ws
    lines = asked_lines(ws)
    return visit.page(
        "asked.html",
        title="Chỉ tiêu trong biểu",
        status=status,
        problems=problems,
        groups=[
            (code, ws.catalogue.groups.get(code, code), list(of_group))
            for code, of_group in groupby(lines, key=lambda line: line.indicator.group)
        ],
        chosen=sum(line.chosen for line in lines),
        total=len(lines),
        seen=settings_seen(ws),
        saved=bool(visit.query("da-ghi")),
    )


def choose(visit: Visit) -> Response:
    """Have the forms ask for what is marked, or for everything."""
    body = visit.body
    codes = {value for name, value in body.fields if name == "chi-tieu"}
    if body.text("moi-chi-tieu"):
        codes = {one.code for one in visit.ws.catalogue.indicators}
    try:
        choose_asked(visit.ws, codes, seen=body.text("da-xem"))
    except DeskError as error:
        return _page(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go("/don-vi/chi-tieu", **{"da-ghi": 1})

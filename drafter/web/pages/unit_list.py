"""Danh sách đơn vị: the units of the office, another list in its place, one unit out of it and back."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from drafter.desk.problems import DeskError
from drafter.desk.unit_list import (
    LIST_CHANGED,
    add_lines,
    drop_unit,
    follow_again,
    list_seen,
    old_lists,
    periods_of,
    put_list_back,
    replace_list,
    stop_following,
)
from drafter.desk.workspace import UNITS, Workspace, read_period
from drafter.intake.units import LEVEL_WORDS
from drafter.model.organisation import Organisation
from drafter.model.problem import Problem
from drafter.web.paging import part_of
from drafter.web.roles import Role
from drafter.web.show import download
from drafter.web.visit import Visit
from drafter.wording.fold import unaccented

_OLD_SHOWN = 12
_LONG = 1000  # units of a list whose like takes long to read: of the old ones only the newest is, unless asked for


def show(visit: Visit) -> Response:
    """The list of units and the two ways to change it."""
    return _page(visit)


def file(visit: Visit) -> Response:
    """The list as the office keeps it."""
    path = visit.ws.folder / UNITS
    if not path.is_file():
        return visit.absent("văn phòng chưa có tệp danh sách đơn vị")
    return download(path.read_bytes(), UNITS)


def change(visit: Visit) -> Response:
    """Another list, an old one again, or more units; refused where the list is no longer the one that was looked at."""
    body, now = visit.body, visit.now
    seen, uploads = body.text("da-xem"), body.uploads("tep")
    try:
        if body.text("ban"):
            put_list_back(visit.ws, body.text("ban"), now, seen=seen)
        elif uploads and uploads[0].path is not None:
            data, force = uploads[0].path.read_bytes(), bool(body.text("van-thay"))
            replace_list(visit.ws, data, uploads[0].name, now, seen=seen, force=force)
        elif unit := body.text("bo-han"):
            drop_unit(visit.ws, visit.store, unit, now, seen=seen)
            return visit.go("/don-vi/danh-sach", **{"da-bo": unit})
        elif unit := body.text("thoi-theo-doi"):
            stop_following(visit.ws, unit, read_period(body.text("tu-ky")), now, seen=seen)
            return visit.go("/don-vi/danh-sach", thoi=unit)
        elif unit := body.text("theo-doi-lai"):
            follow_again(visit.ws, unit, now, seen=seen)
            return visit.go("/don-vi/danh-sach", lai=unit)
        else:
            told = add_lines(visit.ws, body.lines("dong"), now, seen=seen)
            return visit.go(
                "/don-vi/danh-sach", **{"da-them": told.added, "bo-qua": told.repeated, "doi-ma": told.recoded}
            )
    except DeskError as error:
        code = error.problems[0].code
        if code == LIST_CHANGED.code:
            return _page(visit, changed=True, status=HTTPStatus.CONFLICT)
        return _page(visit, problems=error.problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go("/don-vi/danh-sach", **{"da-thay": 1})


def one(visit: Visit) -> Response:
    """How one unit is taken out of the list, with what becomes of its figures told before."""
    ws, code = visit.ws, visit.part("unit")
    unit = next((one for one in ws.units if one.code == code), None)
    if unit is None:
        return visit.absent("không có đơn vị này trong danh sách")
    periods = periods_of(visit.store, code)
    short = [one for one in periods if one.end_year is None]
    after = short[-1].next() if short else visit.site.usual_period()
    choices = {after, *(one for one in visit.choices() if one.end_year is None)}
    return visit.page(
        "unit_out.html",
        title=f"Bỏ {unit.short_name} khỏi danh sách",
        unit=unit,
        periods=periods,
        after=after,
        choices=sorted(choices, key=lambda one: (one.start, one.end), reverse=True),
        seen=list_seen(ws.folder),
    )


def _page(
    visit: Visit, *, changed: bool = False, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK
) -> Response:
    ws, search = visit.site.workspace(), visit.query("tim")
    wanted = unaccented(search).casefold()
    most = _OLD_SHOWN if visit.query("cu") or len(ws.units) <= _LONG else 1
    return visit.page(
        "unit_list.html",
        title="Danh sách đơn vị",
        status=status,
        problems=problems,
        changed=changed,
        replaced=bool(visit.query("da-thay")),
        old=visit.site.kept(("old-lists", most), lambda: old_lists(ws, visit.site.sandbox, most)),
        older=most < _OLD_SHOWN,
        told={name: _named(ws, visit.query(name)) for name in ("da-bo", "thoi", "lai")},
        added={name: _number(visit.query(name)) for name in ("da-them", "bo-qua", "doi-ma")},
        units=ws.units,
        search=search,
        page=part_of([unit for unit in ws.units if wanted in _folded(unit)], visit.query("trang")),
        seen=list_seen(ws.folder),
        given=visit.body.lines("dong"),
        level_words=LEVEL_WORDS,
        may_change=visit.has(Role.ADMIN),
        list_problems=[problem for problem in ws.problems if problem.place.file == UNITS and ws.units],
    )


def _folded(unit: Organisation) -> str:
    """What a search without accents finds a unit by."""
    return unaccented(" ".join((unit.code, *(one.name for one in unit.standings), *unit.aliases))).casefold()


def _named(ws: Workspace, code: str) -> str:
    """The unit by its name; what is not in the list by its code, nothing where there is none."""
    return next((one.short_name for one in ws.units if one.code == code), code)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0

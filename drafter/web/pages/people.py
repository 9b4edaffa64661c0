"""Người dùng: who may use the page of an office's server, with roles and passwords; for administrators."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from drafter.desk.problems import DeskError
from drafter.model.problem import Problem
from drafter.web.roles import ROLE_CODES
from drafter.web.users import SHORTEST, User, add_user, read_users, remove_user, set_password
from drafter.web.visit import Visit

_PLACE = "/nguoi-dung"


def show(visit: Visit) -> Response:
    """The users with their roles; on one's own machine, how an office's server is set up."""
    return _page(visit)


def _page(
    visit: Visit, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK, *, fault: str = ""
) -> Response:
    body = visit.body
    return visit.page(
        "people.html",
        title="Người dùng",
        status=status,
        problems=problems,
        fault=fault,
        users=sorted(read_users(visit.site.home).values(), key=lambda user: user.name),
        roles=[(code, role.words) for code, role in ROLE_CODES.items()],
        shortest=SHORTEST,
        given={name: body.text(name) for name in ("ten", "ho-ten", "vai-tro")},
        done=visit.query("da-lam"),
    )


def add(visit: Visit) -> Response:
    """A new user."""
    if visit.site.local:
        return _on_this_machine(visit)
    body = visit.body
    if body.raw("mat-khau") != body.raw("mat-khau-lai"):
        return _page(visit, status=HTTPStatus.UNPROCESSABLE_ENTITY, fault="Hai lần gõ mật khẩu không giống nhau.")
    if body.text("vai-tro") not in ROLE_CODES:
        return _page(visit, status=HTTPStatus.UNPROCESSABLE_ENTITY, fault="Chưa chọn vai trò.")
    try:
        add_user(visit.site.home, body.text("ten"), body.text("ho-ten"), body.text("vai-tro"), body.raw("mat-khau"))
    except DeskError as error:
        return _page(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go(_PLACE, **{"da-lam": "them"})


def password(visit: Visit) -> Response:
    """Another password for a user, who is signed out wherever they are in; not where it was set."""
    user = _user(visit)
    if user is None:
        return _not_there(visit)
    body = visit.body
    if body.raw("mat-khau") != body.raw("mat-khau-lai"):
        return _page(visit, status=HTTPStatus.UNPROCESSABLE_ENTITY, fault="Hai lần gõ mật khẩu không giống nhau.")
    try:
        set_password(visit.site.home, user.name, body.raw("mat-khau"))
    except DeskError as error:
        return _page(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    visit.site.sessions.close_of(user.id, visit.session)
    return visit.go(_PLACE, **{"da-lam": "mat-khau"})


def remove(visit: Visit) -> Response:
    """Take a user away; their sessions end with them."""
    user = _user(visit)
    if user is None:
        return _not_there(visit)
    try:
        remove_user(visit.site.home, user.name)
    except DeskError as error:
        return _page(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    visit.site.sessions.close_of(user.id)
    return visit.go(_PLACE, **{"da-lam": "bo"})


def _user(visit: Visit) -> User | None:
    """The user that the address names, by id; None where there is none, or no users are configured."""
    if visit.site.local:
        return None
    return next((user for user in read_users(visit.site.home).values() if user.id == visit.part("user")), None)


def _not_there(visit: Visit) -> Response:
    return visit.absent("không có người dùng này")


def _on_this_machine(visit: Visit) -> Response:
    return _page(
        visit, status=HTTPStatus.CONFLICT, fault="Trang này chỉ mở trên máy của đồng chí nên không có người dùng."
    )

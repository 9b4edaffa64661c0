"""Signing in and out, where the office has configured users."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from drafter.web.guard import with_cookie
from drafter.web.users import sign_in as account_of
from drafter.web.visit import Visit


def show(visit: Visit) -> Response:
    """The form, or the first page for who is in already."""
    if visit.account is not None:
        return visit.go("/")
    return _form(visit)


def sign_in(visit: Visit) -> Response:
    """Check name and password; the session of before is ended, so that nobody can have prepared it."""
    name, password = visit.body.text("ten"), visit.body.raw("mat-khau")
    if wait := visit.site.tries.wait(name):
        return _form(visit, f"Đã sai nhiều lần; hãy thử lại sau {int(wait) + 1} giây.", HTTPStatus.TOO_MANY_REQUESTS)
    account = account_of(visit.site.users(), name, password)
    if account is None:
        visit.site.tries.failed(name)
        return _form(visit, "Tên đăng nhập hoặc mật khẩu không đúng.", HTTPStatus.FORBIDDEN)
    visit.site.tries.worked(name)
    if visit.session is not None:
        visit.site.sessions.close(visit.session)
    return with_cookie(visit.site, visit.go("/"), visit.site.sessions.open(account)[0])


def sign_out(visit: Visit) -> Response:
    """End the session."""
    if visit.session is not None:
        visit.site.sessions.close(visit.session)
    return visit.go("/dang-nhap" if not visit.site.local else "/")


def _form(visit: Visit, fault: str = "", status: int = 200) -> Response:
    answer = visit.page("sign_in.html", title="Đăng nhập", fault=fault, status=status)
    secret = visit.request.scope["state"].get("secret")
    return with_cookie(visit.site, answer, secret) if secret else answer

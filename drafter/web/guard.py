"""The one door of the page: what may come in, who it is, and the headers of every answer.

A request passes, in this order: its path, its method, its Host, where it comes from (Origin and Sec-Fetch-Site of what
changes anything), its cookie, its body with the form's token. Whatever fails is answered here and reaches no page.
"""

from __future__ import annotations

import time
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafter.web import show
from drafter.web.body import Body, RefusedError, read_body
from drafter.web.roles import OWNER
from drafter.web.sessions import Session
from drafter.web.site import Site
from drafter.web.visit import Visit

ENTRY, SIGN_IN, STATIC = "/vao", "/dang-nhap", "/tinh/"
_METHODS = ("GET", "HEAD", "POST")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send «Origin: null» with a form, and a form from here could not be told from one
    # that hides where it comes from. Other sites are told nothing either way.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_REASONS = {
    HTTPStatus.NOT_FOUND: "Không có trang này",
    HTTPStatus.FORBIDDEN: "Không vào được trang",
    HTTPStatus.MISDIRECTED_REQUEST: "Địa chỉ không đúng",
    HTTPStatus.METHOD_NOT_ALLOWED: "Yêu cầu không đúng cách",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Gửi lên quá nhiều",
}


class Guard:
    """ASGI middleware around the whole page."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._http(scope, receive, _with_headers(send))

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = Body()
        try:
            early = await run_in_threadpool(self._enter, request)
            if early is not None:
                await early(scope, receive, send)
                return
            if request.method == "POST":
                session: Session = scope["state"]["session"]
                body = await read_body(request, session.csrf)
            state = scope["state"]
            state["visit"] = Visit(request, self._site, state["session"], state["account"], body)
            await self._app(scope, receive, send)
        except ClientDisconnect:
            return
        except RefusedError as refused:
            self._site.note("", f"{request.method} (từ chối)", refused.status, {})
            await refusal(refused.status, refused.why)(scope, receive, send)
        finally:
            await run_in_threadpool(body.close)

    def _enter(self, request: Request) -> Response | None:
        """Check all but the body. Raises RefusedError; gives an answer where the request needs no page."""
        path = request.scope["path"]
        if path.startswith("//") or "\\" in path or any(part in ("..", ".") for part in path.split("/")):
            raise RefusedError(HTTPStatus.NOT_FOUND, "địa chỉ này không có")
        if request.method not in _METHODS:
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "trang không nhận kiểu yêu cầu này")
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._site.hosts:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "hãy mở trang bằng đúng địa chỉ mà drafter đã cho")
        if request.method == "POST":
            self._same_origin(request)
        return self._admit(request, path)

    def _same_origin(self, request: Request) -> None:
        origins = request.headers.getlist("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        if len(origins) != 1 or origins[0].lower() not in self._site.origins or site not in ("same-origin", "none"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "yêu cầu đến từ một trang khác nên không được làm")

    def _admit(self, request: Request, path: str) -> Response | None:
        site, state = self._site, request.scope.setdefault("state", {})
        if path.startswith(STATIC):
            found = show.static_file(path.removeprefix(STATIC)) if request.method != "POST" else None
            if found is None:
                raise RefusedError(HTTPStatus.NOT_FOUND, "địa chỉ này không có")
            return found
        if path == ENTRY:
            return self._open_door(request)
        session = site.sessions.find(request.cookies.get(site.cookie, ""))
        account = site.account_of(session) if session else None
        if path == SIGN_IN and not site.local:
            if session is None:
                if request.method == "POST":
                    raise RefusedError(HTTPStatus.FORBIDDEN, "trang đăng nhập đã cũ; hãy tải lại trang")
                state["secret"], session = site.sessions.open(None)  # the sign-in page gives it to the browser
            state.update(session=session, account=account)
            return None
        if session is None or account is None:
            if not site.local and request.method != "POST":
                return RedirectResponse(SIGN_IN, 303)
            raise RefusedError(
                HTTPStatus.FORBIDDEN,
                "phiên làm việc đã hết hoặc chưa mở; hãy mở trang từ cửa sổ drafter (bấm Enter trong cửa sổ ấy)",
            )
        site.last_seen = time.monotonic()
        state.update(session=session, account=account)
        return None

    def _open_door(self, request: Request) -> Response:
        """The one-time token opens a session on one's own machine, and is gone from the address at once."""
        site = self._site
        if request.method != "GET" or not site.local or not site.sessions.spend(request.query_params.get("ma", "")):
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "đường dẫn này đã dùng hoặc đã hết hạn; hãy mở lại từ cửa sổ drafter"
            )
        site.last_seen = time.monotonic()
        answer = RedirectResponse("/", 303, headers={"Referrer-Policy": "no-referrer"})
        return with_cookie(site, answer, site.sessions.open(OWNER)[0])


def with_cookie(site: Site, answer: Response, secret: str) -> Response:
    """The answer with a session's cookie: unread by scripts, sent to this site only, half a day long."""
    answer.set_cookie(
        site.cookie, secret, max_age=12 * 3600, path="/", secure=site.secure, httponly=True, samesite="strict"
    )
    return answer


def refusal(status: int, why: str) -> Response:
    """The page of a request that went no further: it shows nothing of the office."""
    title = _REASONS.get(HTTPStatus(status), "Chưa làm được")
    return show.html("closed.html", {"title": title, "why": why}, status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending

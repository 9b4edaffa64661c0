"""The page as an ASGI application: one table of routes, each with the least role that may use it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from drafter.desk.problems import NO_WORKSPACE, DeskError
from drafter.store.errors import StoreError
from drafter.web.guard import Guard, refusal
from drafter.web.pages import (
    asked,
    awards,
    beat,
    calendar,
    checked,
    clusters,
    draft,
    drafts,
    figures,
    past,
    people,
    returned,
    sign_in,
    start,
    templates,
    unit_list,
    units,
    work,
)
from drafter.web.roles import Role
from drafter.web.site import Site
from drafter.web.visit import Visit

Page = Callable[[Visit], Response]


@dataclass(frozen=True)
class Row:
    """A line of the table of routes. `role` is None for what anybody may see. A GET changes nothing."""

    method: str
    path: str
    page: Page
    role: Role | None = Role.OFFICER


ROUTES: tuple[Row, ...] = (
    Row("GET", "/", start.show),
    Row("GET", "/con-day", beat.alive),
    Row("POST", "/dung-thu", start.try_out, Role.ADMIN),
    Row("POST", "/dung-thu/thoi", start.leave_trial, Role.ADMIN),
    Row("POST", "/dung-thu/nop-muon", start.late_forms, Role.ADMIN),
    Row("GET", "/lap-van-phong", start.wizard, Role.ADMIN),
    Row("POST", "/lap-van-phong", start.found, Role.ADMIN),
    Row("GET", "/dang-nhap", sign_in.show, None),
    Row("POST", "/dang-nhap", sign_in.sign_in, None),
    Row("POST", "/dang-xuat", sign_in.sign_out),
    Row("GET", "/viec/{job}", work.show),
    Row("GET", "/don-vi", units.show),
    Row("POST", "/don-vi/nhap", units.take_in),
    Row("POST", "/don-vi/lap-bieu", units.make_forms),
    Row("GET", "/don-vi/bieu/{unit:path}", units.form),
    Row("GET", "/don-vi/bieu.zip", units.all_forms),
    Row("GET", "/don-vi/so/{register}", units.register_form),
    Row("GET", "/don-vi/danh-sach", unit_list.show),
    Row("GET", "/don-vi/danh-sach.xlsx", unit_list.file),
    Row("POST", "/don-vi/danh-sach", unit_list.change, Role.ADMIN),
    Row("GET", "/don-vi/danh-sach/{unit:path}", unit_list.one, Role.ADMIN),
    Row("GET", "/don-vi/chi-tieu", asked.show, Role.ADMIN),
    Row("POST", "/don-vi/chi-tieu", asked.choose, Role.ADMIN),
    Row("GET", "/don-vi/loi-nhan", units.requests),
    Row("GET", "/don-vi/{unit:path}", units.one),
    Row("GET", "/so-lieu", figures.show),
    Row("GET", "/so-lieu.xlsx", figures.export),
    Row("GET", "/so-lieu/chi-tieu", figures.indicator),
    Row("GET", "/so-lieu/so", figures.number),
    Row("POST", "/so-lieu/so/sua", figures.correct),
    Row("POST", "/so-lieu/so/hoan-tac", figures.undo),
    Row("GET", "/so-lieu/tep-goc/{number}", figures.source_file),
    Row("GET", "/du-thao", drafts.show),
    Row("POST", "/du-thao/soan", drafts.make),
    Row("GET", "/du-thao/so-sanh", drafts.compare),
    Row("GET", "/du-thao/{draft}/{version}", draft.show),
    Row("GET", "/du-thao/{draft}/{version}/trang.css", draft.style_sheet),
    Row("GET", "/du-thao/{draft}/{version}/tai/{piece}", draft.download),
    Row("GET", "/du-thao/{draft}/{version}/in/{piece}", draft.pdf),
    Row("GET", "/du-thao/{draft}/{version}/trang/{piece}/{number}", draft.picture),
    Row("POST", "/du-thao/{draft}/{version}/khoi-phuc", draft.put_back),
    Row("GET", "/ban-sua", returned.show),
    Row("POST", "/ban-sua/gui", returned.take_in),
    Row("GET", "/ban-sua/{batch}", returned.one),
    Row("POST", "/ban-sua/{batch}/lap/{file}", returned.make),
    Row("GET", "/ban-sua/{batch}/tai/{file}", returned.download),
    Row("GET", "/ban-sua/{batch}/soat/{file}", checked.show),
    Row("GET", "/ban-sua/{batch}/soat/{file}/trang.css", checked.style_sheet),
    Row("POST", "/ban-sua/{batch}/soat/{file}/sua", checked.mend),
    Row("POST", "/ban-sua/{batch}/soat/{file}/sach", checked.clean),
    Row("POST", "/ban-sua/{batch}/soat/{file}/phat-hanh", checked.issue, Role.REVIEWER),
    Row("GET", "/bao-cao-cu", past.show),
    Row("POST", "/bao-cao-cu/gui", past.take_in),
    Row("GET", "/bao-cao-cu/{batch}", past.one),
    Row("POST", "/bao-cao-cu/{batch}/dong/{row}", past.row),
    Row("POST", "/bao-cao-cu/{batch}/vao-kho", past.store_rows),
    Row("GET", "/bao-cao-cu/{batch}/doi-chieu.xlsx", past.workbook),
    Row("GET", "/bao-cao-cu/{batch}/tai/{file}", past.original),
    Row("POST", "/bao-cao-cu/{batch}/lap-mau/{file}", past.make_template, Role.REVIEWER),
    Row("GET", "/mau", templates.show),
    Row("GET", "/mau/{kind}", templates.one),
    Row("GET", "/mau/{kind}/tai", templates.download),
    Row("POST", "/mau/{kind}/kiem-tra", templates.check),
    Row("POST", "/mau/{kind}/gui", templates.upload, Role.REVIEWER),
    Row("POST", "/mau/{kind}/ban-cu", templates.put_back, Role.REVIEWER),
    Row("POST", "/mau/{kind}/chep", templates.copy, Role.REVIEWER),
    Row("GET", "/khen-thuong", awards.show),
    Row("GET", "/cum-thi-dua", clusters.show),
    Row("GET", "/nguoi-dung", people.show, Role.ADMIN),
    Row("POST", "/nguoi-dung/them", people.add, Role.ADMIN),
    Row("POST", "/nguoi-dung/{user}/mat-khau", people.password, Role.ADMIN),
    Row("POST", "/nguoi-dung/{user}/bo", people.remove, Role.ADMIN),
    Row("GET", "/lich", calendar.show),
    Row("POST", "/lich/chay", calendar.run),
)


def make_app(site: Site) -> Starlette:
    """The application over one site; it closes the site when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        site.close()

    routes = [Route(row.path, _endpoint(row), methods=[row.method]) for row in ROUTES]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, site=site)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _not_found},
    )
    app.router.redirect_slashes = False  # a redirect to an address that was sent is a redirect to anywhere
    return app


def _endpoint(row: Row) -> Callable[[Request], Response]:
    """The page with what goes wrong in it told as a page too; Starlette runs it in a thread."""

    def endpoint(request: Request) -> Response:
        visit: Visit = request.scope["state"]["visit"]
        visit.request = request  # this one knows the parts of the path
        answer = _allowed(row, visit)
        if row.method == "POST":
            visit.site.note(visit.who, f"POST {row.path}", answer.status_code, request.path_params)
        return answer

    return endpoint


def _allowed(row: Row, visit: Visit) -> Response:
    if row.role is not None and (visit.account is None or visit.account.role < row.role):
        return refusal(HTTPStatus.FORBIDDEN, f"việc này dành cho {row.role.words}")
    try:
        return row.page(visit)
    except DeskError as error:
        if any(problem.code == NO_WORKSPACE.code for problem in error.problems) and row.method == "GET":
            return visit.go("/")
        return visit.refuse(*error.problems)
    except StoreError as error:
        status = HTTPStatus.SERVICE_UNAVAILABLE if error.passing else HTTPStatus.CONFLICT
        return visit.refuse(error.problem, status=status)
    except Exception as error:  # the last door: it is kept in a log, the person reads what to do
        return visit.refuse(
            visit.site.unexpected(error, f"{row.method} {row.path}"), status=HTTPStatus.INTERNAL_SERVER_ERROR
        )


async def _not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    visit: Visit | None = request.scope["state"].get("visit")
    if visit is None or visit.account is None or request.method != "GET":
        return refusal(status, "địa chỉ này không có, hoặc không nhận kiểu yêu cầu này")
    return await run_in_threadpool(lambda: visit.refuse(status=status, title="Không có trang này"))

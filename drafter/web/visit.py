"""One request as a page sees it: who asks, in which office, for which period, with what form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace, read_period
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.store.store import Store
from drafter.web import show
from drafter.web.body import Body
from drafter.web.jobs import Job
from drafter.web.menu import MENU
from drafter.web.periods import period_choices
from drafter.web.roles import Account, Role
from drafter.web.sessions import Session
from drafter.web.site import Site

SOON = 1.5  # seconds: work that is done by then is shown at once


@dataclass
class Visit:
    """What a page is called with. `account` is None on pages that anybody may see."""

    request: Request
    site: Site
    session: Session | None
    account: Account | None
    body: Body = field(default_factory=Body)

    @property
    def now(self) -> datetime:
        """The present moment with the machine's offset."""
        return self.site.now

    @property
    def who(self) -> str:
        """The account's id: whose job it is, and what the audit log names."""
        return self.account.id if self.account else ""

    @property
    def shown(self) -> str:
        """How other users see who did something; empty on one's own machine."""
        return self.account.shown if self.account else ""

    @cached_property
    def ws(self) -> Workspace:
        """The office's workspace. Raises DeskError."""
        return self.site.workspace()

    @cached_property
    def store(self) -> Store:
        """The office's store. Raises StoreError."""
        return self.site.store()

    @cached_property
    def period(self) -> Period:
        """The period that the address or the form names, else the usual one. Raises DeskError."""
        given = self.query("ky") or self.body.text("ky")
        return read_period(given) if given else self.site.usual_period()

    def part(self, name: str) -> str:
        """A part of the path, as the route names it."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """A value of the address's query on one line; empty where there is none."""
        return " ".join(self.request.query_params.get(name, "").split())

    def page(
        self, template: str, *, title: str, status: int = 200, problems: Iterable[Problem] = (), **values: object
    ) -> Response:
        """A template with what every page has (menu, office, period choices) and these values.

        `problems` are told above everything else of the page.
        """
        return show.html(template, {**self._frame(title, tuple(problems)), **values}, status)

    def refuse(self, *problems: Problem, status: int = 422, title: str = "Chưa làm được") -> Response:
        """The page that says why something was not done."""
        back = self._came_from()
        return self.page("refused.html", title=title, status=status, problems=problems, back=back, why="")

    def absent(self, why: str) -> Response:
        """The page that says what there is not, with the menu: an address may be old, or typed by hand."""
        why = f"{why[:1].upper()}{why[1:]}."
        back = self._came_from()
        return self.page("refused.html", title="Không có trang này", status=404, why=why, back=back)

    def _came_from(self) -> str:
        """The address of this site that the request was sent from; empty where it is not told or is a job's."""
        told = urlsplit(self.request.headers.get("referer", ""))
        path = told.path if told.netloc.lower() in self.site.hosts else ""
        if not path.startswith("/") or path.startswith(("//", "/viec/")) or path == self.request.url.path:
            return ""
        return f"{path}?{told.query}" if told.query else path

    def go(self, path: str, **query: object) -> Response:
        """To a page of this site, by GET."""
        assert path.startswith("/")
        assert not path.startswith("//")
        return RedirectResponse(show.link(quote(path), **query), 303)

    def await_job(self, job: Job) -> Response:
        """To the job's page; where the work is done soon, that page already shows the result."""
        job.done.wait(SOON)
        return self.go(f"/viec/{job.id}")

    def _frame(self, title: str, problems: tuple[Problem, ...]) -> dict[str, object]:
        inside = self.account is not None and self.site.has_office()
        return {
            "title": title,
            "problems": problems,
            "account": self.account,
            "csrf": self.session.csrf if self.session else "",
            "path": self.request.url.path,
            "menu": [item for item in MENU if inside and self.can_open(item.path)],
            "office": self._office() if inside else "",
            "trial": self.site.trial,
            "local": self.site.local,
            "ky": self.query("ky") or self.body.text("ky"),
        }

    def _office(self) -> str:
        """The office's name today; empty where its folder cannot be read, which the page itself tells."""
        try:
            return self.site.workspace().office.organisation.name_on(self.now.date())
        except DeskError:
            return ""

    def can_open(self, path: str) -> bool:
        """Whether the menu has this page for whoever asks."""
        role = self.account.role if self.account else 0
        local = self.site.local
        return any(item.path == path and role >= item.role and not (item.shared and local) for item in MENU)

    def has(self, role: Role) -> bool:
        """Whether whoever asks may do what is for this role."""
        return self.account is not None and self.account.role >= role

    def stored_periods(self) -> tuple[Period, ...]:
        """Every period that anything is stored for."""
        return self.site.stored_periods()

    def choices(self) -> tuple[Period, ...]:
        """The periods that a page offers, the newest first, always with the one it shows."""
        return period_choices(self.stored_periods(), self.now.date(), self.period)

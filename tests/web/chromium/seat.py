"""A person before a real browser: what the page asks for and complains of is kept, what hinders a reader is found."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from drafter.web.guard import ENTRY, SIGN_IN
from tests.web.live import Live, live

PATIENCE = 300_000  # milliseconds: on a machine ten times slower nothing fails that would have come
expect.set_options(timeout=PATIENCE)
AXE = Path(__file__).parents[3] / ".browser" / "node_modules" / "axe-core" / "axe.min.js"
DESK: Mapping[str, Any] = {"viewport": {"width": 1366, "height": 768}}
PHONE: Mapping[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
ZOOMED: Mapping[str, Any] = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2}
"""What a desk screen of 1366 × 768 leaves at a zoom of 200 %."""

_AXE_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.slice(0, 4).map(node => node.html.slice(0, 160)).join(' | ')}`)"""
_WIDER = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        && !one.parentElement.closest('.wide, .paper, .chart-box, .chosen'))
    .slice(0, 4).map(one => one.outerHTML.slice(0, 160))"""


@dataclass
class Seat:
    """One browser window at one running page. `asked` is every address that was asked for, `complaints` what the
    browser's console says against the page; neither may hold anything when the window is closed.
    """

    context: BrowserContext
    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def main(self) -> str:
        """What a person reads of the main part."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sign_in(self, name: str, password: str) -> None:
        """On the page for it."""
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def press(self, *keys: str) -> None:
        """Keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, target: Locator, most: int = 150) -> None:
        """To a control by the Tab key alone, as who has no mouse; the control must show that it has the focus."""
        handle = target.element_handle()
        assert handle is not None
        for _ in range(most):
            if handle.evaluate("one => one === document.activeElement"):
                ring = handle.evaluate("one => getComputedStyle(one).outlineStyle")
                assert ring != "none", f"no ring: {handle.evaluate('one => one.outerHTML.slice(0, 160)')}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {target}")

    def axe(self) -> list[str]:
        """The serious and critical faults that axe-core finds on the page; none where axe-core is not installed."""
        if not AXE.is_file():
            return []
        self.page.evaluate(AXE.read_text("utf-8"))
        found: list[str] = self.page.evaluate(_AXE_RUN)
        return found

    def wider(self) -> list[str]:
        """What makes the page wider than the window, empty where nothing does."""
        found: list[str] = self.page.evaluate(_WIDER)
        return found

    def look(self) -> None:
        """The page that is open may be used by anybody: nothing for axe-core to say, nothing beside the window."""
        path = self.page.url.removeprefix(self.address)
        faults, wider = self.axe(), self.wider()
        assert not faults, f"{path}: {faults}"
        assert not wider, f"{path}: {wider}"

    def save(self, press: Locator, folder: Path) -> Path:
        """A file that a press of a button downloads, under the name that the browser gives it."""
        with self.page.expect_download() as waited:
            press.click()
        path = folder / waited.value.suggested_filename
        waited.value.save_as(path)
        return path

    def told(self) -> list[str]:
        """What went wrong behind the window."""
        host = urlsplit(self.address).netloc
        strangers = [
            one for one in self.asked if urlsplit(one).netloc != host and not one.startswith(("data:", "blob:"))
        ]
        return [*(f"asked for {one}" for one in strangers), *self.complaints]


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """Debian's Chromium, started without a window."""
    with sync_playwright() as driver:
        path = shutil.which("chromium")
        browser = driver.chromium.launch(
            executable_path=path, args=["--disable-gpu", "--disable-quic"], timeout=PATIENCE
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def seat(
    browser: Browser, address: str, entry: str, *, script: bool = True, window: Mapping[str, Any] = DESK
) -> Iterator[Seat]:
    """A window of its own at a running page, let in by its one-time address. Raises AssertionError at its end where the
    page asked for anything beside itself, or the browser complained of it.
    """
    context = browser.new_context(
        java_script_enabled=script, locale="vi-VN", accept_downloads=True, reduced_motion="reduce", **window
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sitting = Seat(context, page, address)

    def request(one: Request) -> None:
        sitting.asked.append(one.url)

    def console(one: ConsoleMessage) -> None:
        # A page that says why something was not done comes with a status of 4xx, which the console notes as well.
        if one.type == "error" and "status of 4" not in one.text:
            sitting.complaints.append(one.text)

    def broken(one: Error) -> None:
        sitting.complaints.append(str(one))

    context.on("request", request)
    page.on("console", console)
    page.on("pageerror", broken)
    page.goto(entry)
    yield sitting
    context.close()
    assert sitting.told() == []


@contextlib.contextmanager
def at_office(
    browser: Browser,
    home: Path,
    *,
    now: datetime | None = None,
    script: bool = True,
    window: Mapping[str, Any] = DESK,
) -> Iterator[Seat]:
    """A window at a page of its own over a folder."""
    with live(home, now=now) as running, seat_at(browser, running, script=script, window=window) as one:
        yield one


@contextlib.contextmanager
def seat_at(
    browser: Browser,
    running: Live,
    user: tuple[str, str] | None = None,
    *,
    script: bool = True,
    window: Mapping[str, Any] = DESK,
) -> Iterator[Seat]:
    """A window at a running page: let in by a fresh one-time address, at an office's server by `user`, a name and a
    password.
    """
    entry = f"{ENTRY}?ma={running.site.sessions.new_token()}" if running.site.local else SIGN_IN
    with seat(browser, running.origin, f"{running.origin}{entry}", script=script, window=window) as one:
        if not running.site.local and user is not None:
            one.look()
            one.sign_in(*user)
            expect(one.page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        yield one

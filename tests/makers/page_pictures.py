"""Turn the page over the sample office into pictures of the user's guide: samples/hinh-anh/trang-*.png.

Needs Chromium and ImageMagick (convert); run where one of these pages has changed:

    python -m tests.makers.page_pictures
"""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from drafter.desk.collect import collect
from drafter.desk.demo import Show, first_round
from drafter.desk.demo_life import edited
from drafter.desk.demo_officer import FIRST_HAND
from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from drafter.web.app import make_app
from drafter.web.roles import OWNER
from drafter.web.site import Site
from tests.makers.pictures import ROOT, TARGET
from tests.web.browser import Browser

_LARGEST = 100_000  # bytes: the pictures are shipped with the program
_OFFICE, _DRAFT, _LATE = "van-phong-mau", "du-thao/bao-cao-nam_2025/report.docx", "bieu-nop-muon"
_PAST = ROOT / "samples" / _OFFICE / "bao-cao-cu"
_CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


@dataclass(frozen=True)
class PagePicture:
    """A page's picture: the window that it is seen in, in CSS pixels."""

    name: str
    width: int = 1180
    height: int = 700


PICTURES = (PagePicture("trang-ban-da-sua"), PagePicture("trang-soat"), PagePicture("trang-bao-cao-cu"))


def make(target: Path = TARGET) -> None:
    """Work the office on the page as a secretary does, and take the pictures. Raises ValueError for one too large."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        home = Path(folder) / _OFFICE
        copy = _office(home)
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        port = listening.getsockname()[1]
        site = Site(home, port)
        addresses = _worked(Browser(site, f"http://127.0.0.1:{port}").enter(), copy)
        server = uvicorn.Server(uvicorn.Config(_let_in(site), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        for picture in PICTURES:
            _take(picture, f"http://127.0.0.1:{port}{addresses[picture.name]}", Path(folder), target)
        server.should_exit = True
        thread.join(10)
        site.close()


def _office(home: Path) -> bytes:
    """The sample office up to its first draft, then the late forms; the copy that the scripted officer has edited."""
    first_round(home, _OFFICE, Show(*(lambda *_: None,) * 7))
    copy, _ = edited((home / _DRAFT).read_bytes(), FIRST_HAND)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        collect(ws, store, (home / _LATE,), now=datetime.now().astimezone())
    return copy


def _worked(browser: Browser, copy: bytes) -> Mapping[str, str]:
    """The addresses of the pages, once files have been dropped."""
    browser.settled(browser.post("/ban-sua/gui", files=[("Báo cáo chị Hoa sửa.docx", copy)]))
    past = [(path.name, path.read_bytes()) for path in sorted(_PAST.iterdir())]
    browser.settled(browser.post("/bao-cao-cu/gui", files=past))
    returned, reports = (_first(browser, f"/{page}", rf"/{page}/[0-9a-f]{{16}}") for page in ("ban-sua", "bao-cao-cu"))
    checked = _first(browser, returned, rf"{returned}/soat/\w+")
    return {"trang-ban-da-sua": returned, "trang-soat": checked, "trang-bao-cao-cu": reports}


def _first(browser: Browser, page: str, pattern: str) -> str:
    found = re.search(rf'href="({pattern})"', browser.get(page).text)
    if found is None:
        raise ValueError(f"{page} leads to no {pattern}")
    return found.group(1)


def _let_in(site: Site) -> ASGIApp:
    """The page to a browser that holds no cookie: it is given one on the way in."""
    app, cookie = make_app(site), f"{site.cookie}={site.sessions.open(OWNER)[0]}".encode()

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"cookie", cookie)]}
        await app(scope, receive, send)

    return asked


def _take(picture: PagePicture, address: str, work: Path, target: Path) -> None:
    """Write one picture."""
    whole, path = work / f"{picture.name}.png", target / f"{picture.name}.png"
    size = (f"--window-size={picture.width},{picture.height}", f"--user-data-dir={work / 'chromium'}")
    _run(*_CHROMIUM, *size, f"--screenshot={whole}", address)
    rule = ("-bordercolor", "#b0b0b0", "-border", "1")
    plain = ("-strip", "-dither", "None", "-colors", "48", "-define", "png:exclude-chunks=date,time")
    _run("convert", str(whole), *rule, *plain, f"PNG8:{path}")
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"too large: {path.name}, {path.stat().st_size} bytes")


def _run(*command: str) -> None:
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=300)


if __name__ == "__main__":
    make()

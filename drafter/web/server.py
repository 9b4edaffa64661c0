"""Turn a site into a running server: on this machine only, unless the office has users; ended when nobody looks."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from drafter.desk.problems import stop
from drafter.model.problem import ProblemKind, Severity
from drafter.web.app import make_app
from drafter.web.guard import ENTRY
from drafter.web.site import Site
from drafter.web.users import read_users

IDLE = timedelta(minutes=30)
LOOPBACK = "127.0.0.1"

NO_USERS = ProblemKind(
    code="W140",
    severity=Severity.ERROR,
    title="Chưa có người dùng nên chỉ mở trang trên máy này",
    what="không mở trang cho máy khác ở «{found}» vì chưa có người dùng nào và địa chỉ https của trang",
    fix="thêm người dùng bằng «drafter users add TÊN --role quan-tri», rồi chạy lại kèm --public https://…",
)
BAD_PUBLIC = ProblemKind(
    code="W141",
    severity=Severity.ERROR,
    title="Địa chỉ công khai của trang không dùng được",
    what="«{found}» không phải địa chỉ https của một máy",
    fix="ghi như --public https://baocao.congdoan.example: tên máy mà người dùng gõ, không có phần đường dẫn phía sau",
)
PORT_TAKEN = ProblemKind(
    code="W142",
    severity=Severity.ERROR,
    title="Cổng đang có chương trình khác dùng",
    what="không mở được cổng {found}",
    fix="bỏ --port để drafter tự chọn cổng còn trống, hoặc chọn số khác",
)
KINDS = (NO_USERS, BAD_PUBLIC, PORT_TAKEN)
_GC = (50_000, 20, 10)  # with 3,500 units' figures in memory, a look through all of it for cycles takes a second


def serve(
    folder: Path, *, host: str, port: int, public: str, idle: timedelta, say: Callable[[str], None], browser: bool
) -> None:
    """Serve a folder until it is broken off or nobody has looked for as long as `idle` (zero: never). Raises DeskError.

    `port` 0 is any that is free.
    """
    _check(folder, host, public)
    with _listening(host, port) as sockets:
        site = Site(folder, sockets[0].getsockname()[1], public=public)
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(site),
                log_level="error",
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                limit_concurrency=600,
                timeout_keep_alive=15,
                ws="none",
            )
        )
        gc.set_threshold(*_GC)
        _tell(site, say, browser=browser)
        threading.Thread(target=site.warm, daemon=True).start()
        if site.local and idle:
            threading.Thread(target=_watch, args=(site, server, idle, say), daemon=True).start()
        server.run(sockets=sockets)


def _check(folder: Path, host: str, public: str) -> None:
    """Refuse to open the page to other machines without users and an https address."""
    parts = urlsplit(public)
    if public and (
        parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query or parts.username
    ):
        raise stop(BAD_PUBLIC, found=public)
    users = read_users(folder)
    if (not is_loopback(host) or public) and not (users and public):
        raise stop(NO_USERS, found=public or host)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """The sockets to serve on; on loopback also the same port of ::1 where the machine has it."""
    found: list[socket.socket] = []
    try:
        found.append(_bound(socket.AF_INET6 if ":" in host else socket.AF_INET, host.strip("[]"), port))
        if host in (LOOPBACK, "localhost"):
            with contextlib.suppress(OSError):
                found.append(_bound(socket.AF_INET6, "::1", found[0].getsockname()[1]))
        yield found
    except OSError as error:
        if found:
            raise
        raise stop(PORT_TAKEN, found=f"{host}:{port}") from error
    finally:
        for one in found:
            one.close()


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    # With the protocol named asyncio sends a small answer at once; without, it waits 40 ms for the other side.
    one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may take the same port beside us
            one.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((host, port))
        one.listen(512)
    except OSError:
        one.close()
        raise
    return one


def entry(site: Site) -> str:
    """The address that opens the page: with a one-time token, or that of the sign-in."""
    if site.public is not None:
        return site.public.geturl()
    host = next(host for host in sorted(site.hosts) if host.startswith(LOOPBACK))
    return f"http://{host}{ENTRY}?ma={site.sessions.new_token()}" if site.local else f"http://{host}/"


def _tell(site: Site, say: Callable[[str], None], *, browser: bool) -> None:
    address = entry(site)
    say(f"Trang làm việc: {address}")
    if site.local:
        say("Đường dẫn trên dùng một lần, trên máy này. Bấm Enter trong cửa sổ này để mở lại trang; Ctrl + C để tắt.")
        threading.Thread(target=_reopen, args=(site, say), kwargs={"browser": browser}, daemon=True).start()
    if browser:
        webbrowser.open(address)


def _reopen(site: Site, say: Callable[[str], None], *, browser: bool) -> None:
    """Give a new address each time Enter is pressed."""
    import sys

    if sys.stdin is None or not sys.stdin.isatty():
        return
    for _ in sys.stdin:
        address = entry(site)
        say(f"Trang làm việc: {address}")
        if browser:
            webbrowser.open(address)


def _watch(site: Site, server: uvicorn.Server, idle: timedelta, say: Callable[[str], None]) -> None:
    """End the server when no page has been open and nothing has been under way for so long."""
    while not server.should_exit:
        time.sleep(1)
        if site.jobs.busy:
            site.last_seen = time.monotonic()
        if time.monotonic() - site.last_seen > idle.total_seconds():
            say("Không có trang nào đang mở nên drafter đã tắt. Chạy lại «drafter serve» khi cần.")
            server.should_exit = True

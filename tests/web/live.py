"""The page on a real server on loopback, for what only a socket can do: slow, broken off, many at once."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from drafter.web.app import make_app
from drafter.web.site import Site


@dataclass(frozen=True)
class Live:
    """A running page, a cookie that is let in and the token of its forms."""

    site: Site
    port: int
    cookie: str
    token: str

    @property
    def origin(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.port}"

    def head(self, path: str, boundary: str, length: int | None) -> bytes:
        """The head of a POST of a form with files, as a browser sends it; `length` None: in chunks."""
        told = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
        return (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nOrigin: {self.origin}\r\n"
            f"Cookie: {self.cookie}\r\nContent-Type: multipart/form-data; boundary={boundary}\r\n{told}\r\n\r\n"
        ).encode()

    def connect(self) -> socket.socket:
        """A connection of one's own."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


@contextlib.contextmanager
def live(home: Path, now: datetime | None = None) -> Iterator[Live]:
    """Serve a folder in a thread of this process; `now` stops the page's clock."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", 0))
        listening.listen(256)
        site = Site(home, listening.getsockname()[1], now=(lambda: now) if now else None)
        server = uvicorn.Server(
            uvicorn.Config(make_app(site), log_level="error", access_log=False, timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        from drafter.web.roles import OWNER

        secret, session = site.sessions.open(OWNER)
        yield Live(site, listening.getsockname()[1], f"{site.cookie}={secret}", session.csrf)
        server.should_exit = True
        thread.join(10)


def part(name: str, content: bytes, boundary: str, file: str = "") -> bytes:
    """One part of a form's body."""
    named = f'; filename="{file}"' if file else ""
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"

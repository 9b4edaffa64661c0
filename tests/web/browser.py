"""A browser for the tests of the page: it keeps its cookie, sends what browsers send, and reads the token of a form."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from drafter.web.app import make_app
from drafter.web.guard import ENTRY
from drafter.web.site import Site

PORT = 8123
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


class Browser:
    """One browser at one page. `got` is the last answer."""

    def __init__(self, site: Site, origin: str = ORIGIN) -> None:
        self.site = site
        self.origin = origin
        self.client = TestClient(make_app(site), base_url=origin, follow_redirects=True)

    def enter(self) -> Browser:
        """Open the page by a fresh one-time token."""
        found = self.get(f"{ENTRY}?ma={self.site.sessions.new_token()}", follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, "/"), found.text
        return self

    def get(self, path: str, **told: Any) -> Any:
        """GET a page."""
        return self.client.get(path, **told)

    def token(self, path: str = "/don-vi/danh-sach") -> str:
        """The token that the forms of a page carry."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found is not None
        return found.group(1)

    def post(
        self,
        path: str,
        fields: Mapping[str, str | list[str]] | None = None,
        files: Iterable[tuple[str, bytes]] = (),
        *,
        page: str = "/don-vi/danh-sach",
        headers: Mapping[str, str] | None = None,
        **told: Any,
    ) -> Any:
        """Send a form of a page as a browser does, its token first; files go in the field `tep`."""
        data = {"csrf": self.token(page), **(fields or {})}
        sent = {"origin": self.origin, "sec-fetch-site": "same-origin", **(headers or {})}
        given = [("tep", (name, content)) for name, content in files]
        return self.client.post(path, data=data, files=given or None, headers=sent, **told)

    def settled(self, answer: Any) -> Any:
        """The result page of a job, waited for as the waiting page does."""
        for _ in range(6000):
            if "<progress" not in answer.text:
                return answer
            time.sleep(0.05)
            answer = self.get(answer.url.path)
        raise AssertionError(answer.text)


def words(answer: Any) -> str:
    """What a person reads of a page's main part."""
    main = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    assert main is not None, answer.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.group(0))).split())


def files_below(folder: Path) -> set[str]:
    """Every file below a folder, but for the store's own."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith("drafter.db")}

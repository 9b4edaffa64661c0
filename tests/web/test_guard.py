"""The door of the page: who gets in, from where, by which address, and what every answer carries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.desk.unit_list import list_seen
from drafter.web.app import ROUTES
from drafter.web.audit import AUDIT
from drafter.web.body import MAX_BODY
from drafter.web.guard import ENTRY
from drafter.web.sessions import IDLE_SECONDS, TOKEN_SECONDS, Sessions
from drafter.web.site import Site
from tests.web.browser import HOST, ORIGIN, PORT, Browser, files_below, words

PAGES = [row.path for row in ROUTES if row.method == "GET" and "{" not in row.path and row.role is not None]
CHANGES = [row.path for row in ROUTES if row.method == "POST" and "{" not in row.path]

HOSTS = {
    f"127.0.0.1:{PORT}": 200,
    f"localhost:{PORT}": 200,
    f"LOCALHOST:{PORT}": 200,
    f"[::1]:{PORT}": 200,
    "127.0.0.1": 421,
    f"127.0.0.1:{PORT + 1}": 421,
    f"evil.example:{PORT}": 421,
    f"127.0.0.1.evil.example:{PORT}": 421,
    f"localhost.evil.example:{PORT}": 421,
    f"127.0.0.1:{PORT}@evil.example": 421,
    f"0.0.0.0:{PORT}": 421,
    f"192.168.1.10:{PORT}": 421,
    f"2130706433:{PORT}": 421,
    "": 421,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items(), ids=HOSTS)
def test_only_the_addresses_of_this_machine_are_answered(browser: Browser, host: str, status: int) -> None:
    """A name that somebody else's DNS turns to 127.0.0.1 (DNS rebinding) is none of them."""
    found = browser.get("/don-vi", headers={"host": host})
    assert found.status_code == status
    assert ("Suối Trong" in found.text) is (status == 200)


def test_two_hosts_are_none(browser: Browser) -> None:
    found = browser.client.get("/don-vi", headers=[("host", HOST), ("host", "evil.example")])
    assert found.status_code == 421


ORIGINS = {
    ORIGIN: 200,
    f"http://localhost:{PORT}": 200,
    f"https://127.0.0.1:{PORT}": 403,
    f"http://127.0.0.1:{PORT + 1}": 403,
    "http://127.0.0.1": 403,
    "http://evil.example": 403,
    f"http://127.0.0.1:{PORT}.evil.example": 403,
    f"http://evil.example/?{ORIGIN}": 403,
    "null": 403,
    "": 403,
}


@pytest.mark.parametrize(("origin", "status"), ORIGINS.items(), ids=ORIGINS)
def test_what_changes_anything_comes_from_the_page_itself(browser: Browser, origin: str, status: int) -> None:
    """The token alone is not enough: it may have leaked."""
    fields = {"dong": "Công đoàn cơ sở Mới", "da-xem": list_seen(browser.site.folder)}
    assert browser.post("/don-vi/danh-sach", fields, headers={"origin": origin}).status_code == status
    assert ("<td>Công đoàn cơ sở Mới</td>" in browser.get("/don-vi/danh-sach").text) is (status == 200)


def test_a_missing_origin_is_refused(browser: Browser) -> None:
    token = browser.token()
    found = browser.client.post("/dung-thu/thoi", data={"csrf": token})
    assert found.status_code == 403


@pytest.mark.parametrize(
    ("site_word", "status"), [("same-origin", 200), ("none", 200), ("same-site", 403), ("cross-site", 403), ("x", 403)]
)
def test_the_browser_says_where_a_request_is_from(browser: Browser, site_word: str, status: int) -> None:
    """Another program's page on another port of this machine is «same-site»: it is told from our own."""
    assert browser.post("/dung-thu/thoi", headers={"sec-fetch-site": site_word}).status_code == status


@pytest.mark.parametrize("path", PAGES)
def test_no_cookie_no_page(site: Site, path: str) -> None:
    found = Browser(site).get(path)
    assert found.status_code == 403
    assert words(found).startswith("Không vào được trang Phiên làm việc đã hết hoặc chưa mở")
    assert "Núi Xanh" not in found.text


@pytest.mark.parametrize("path", CHANGES)
def test_no_cookie_no_change(site: Site, path: str, home: Path) -> None:
    before = files_below(home)
    found = Browser(site).client.post(path, data={"csrf": "x"}, headers={"origin": ORIGIN})
    assert found.status_code == 403
    assert files_below(home) - before <= {AUDIT}


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("token", [None, "", "x", "của-người-khác"], ids=str)
def test_no_token_no_change(browser: Browser, home: Path, path: str, token: str | None) -> None:
    before = files_below(home)
    data = {"dong": "Công đoàn cơ sở Mới", "da-xem": ""} | ({} if token is None else {"csrf": token})
    found = browser.client.post(path, data=data, headers={"origin": ORIGIN})
    assert found.status_code == 403
    assert "trang này đã cũ hoặc yêu cầu đến từ một trang khác" in found.text.lower()
    assert files_below(home) - before <= {AUDIT}


def test_a_token_of_another_session_opens_nothing(site: Site) -> None:
    one, other = Browser(site).enter(), Browser(site).enter()
    found = one.client.post("/dung-thu/thoi", data={"csrf": other.token()}, headers={"origin": ORIGIN})
    assert found.status_code == 403


def test_the_one_time_token_opens_once_and_leaves_the_address(site: Site) -> None:
    token = site.sessions.new_token()
    first, second = Browser(site), Browser(site)
    found = first.get(f"{ENTRY}?ma={token}")
    assert (found.status_code, str(found.url)) == (200, f"{ORIGIN}/")
    assert found.history[0].headers["referrer-policy"] == "no-referrer"
    again = second.get(f"{ENTRY}?ma={token}")
    assert again.status_code == 403
    assert "Đường dẫn này đã dùng hoặc đã hết hạn" in words(again)
    assert second.get("/don-vi").status_code == 403


@pytest.mark.parametrize("query", ["", "?ma=", "?ma=sai", "?ma=%00", "?Ma=x"])
def test_a_wrong_token_opens_nothing(site: Site, query: str) -> None:
    site.sessions.new_token()
    assert Browser(site).get(f"{ENTRY}{query}").status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5000, "../../etc", '"'])
def test_a_made_up_cookie_is_none(site: Site, cookie: str) -> None:
    found = Browser(site).get("/don-vi", headers={"cookie": f"{site.cookie}={cookie}"})
    assert found.status_code == 403


def test_tokens_and_sessions_end_with_time() -> None:
    at = [0.0]
    sessions = Sessions(lambda: at[0])
    token = sessions.new_token()
    at[0] = TOKEN_SECONDS + 1
    assert not sessions.spend(token)
    secret, session = sessions.open(None)
    at[0] += IDLE_SECONDS - 1
    assert sessions.find(secret) is session
    at[0] += IDLE_SECONDS + 1
    assert sessions.find(secret) is None


def test_strangers_cannot_fill_the_memory_with_sessions() -> None:
    sessions = Sessions()
    kept, _ = sessions.open(None)
    for _ in range(2500):
        sessions.open(None)
    assert len(sessions._sessions) == 2000
    assert sessions.find(kept) is None


def test_the_cookie_is_for_this_page_alone(site: Site) -> None:
    found = Browser(site).client.get(f"{ENTRY}?ma={site.sessions.new_token()}", follow_redirects=False)
    cookie = found.headers["set-cookie"]
    assert cookie.startswith(f"drafter_{PORT}=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {
        "httponly", "samesite=strict", "path=/", "max-age=43200",
    }  # fmt: skip
    assert site.sessions.find(cookie.split("=", 1)[1].split(";")[0]) is not None


def test_behind_https_the_cookie_is_secure(home: Path) -> None:
    site = Site(home, PORT, public="https://baocao.example")
    assert (site.cookie, site.secure) == ("__Host-drafter", True)
    assert site.hosts == {"baocao.example"}
    assert site.origins == {"https://baocao.example"}
    site.close()


@pytest.mark.parametrize(
    "path", [*PAGES, "/khong-co", "/tinh/drafter.css", "/don-vi/CDCS-01", "/don-vi/danh-sach.xlsx"]
)
def test_what_every_answer_carries(browser: Browser, path: str) -> None:
    found = browser.get(path).headers
    policy = found["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith(("default-src 'self'", "default-src 'none'"))
    if policy.startswith("default-src 'self'"):
        assert {"frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(policy.split("; "))
    assert found["x-content-type-options"] == "nosniff"
    assert found["x-frame-options"] == "DENY"
    assert found["referrer-policy"] in ("same-origin", "no-referrer")
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert ("no-store" in found["cache-control"]) is not path.startswith("/tinh/")
    assert "access-control-allow-origin" not in found
    assert "server" not in found


TRAVERSALS = [
    "/tinh/../app.py",
    "/tinh/..%2fapp.py",
    "/tinh/%2e%2e/app.py",
    "/tinh/..%5capp.py",
    "/tinh//etc/passwd",
    "/tinh/%00drafter.css",
    "/don-vi/bieu/..%2f..%2fdrafter.toml",
    "/don-vi/bieu/%2e%2e%2fdrafter.toml",
    "/don-vi/so/..%2fdrafter.toml",
    "/don-vi/so/%2fetc%2fpasswd",
    "/viec/..%2f..%2fdrafter.toml",
    "/don-vi/..%5c..%5cdrafter.toml",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_leads_out_of_the_page(browser: Browser, path: str) -> None:
    """Files are asked for by ids, never by paths."""
    found = browser.client.get(f"{ORIGIN}{path}")
    assert found.status_code in (404, 422)
    assert "co-quan" not in found.text
    assert "root:" not in found.text


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/don-vi", "/\\evil.example", "/don-vi/", "//"])
def test_no_address_leads_to_another_site(browser: Browser, path: str) -> None:
    found = browser.client.request("GET", f"{ORIGIN}{path}", follow_redirects=False)
    assert found.status_code == 404
    assert "location" not in found.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_not_known(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/don-vi").status_code == 405


@pytest.mark.parametrize("path", CHANGES)
def test_a_get_changes_nothing(browser: Browser, home: Path, path: str) -> None:
    before = files_below(home)
    found = browser.get(f"{path}?csrf={browser.token()}&dong=Mới")
    assert found.status_code in (200, 404, 405, 403, 409)
    assert files_below(home) == before


@pytest.mark.parametrize("override", ["X-HTTP-Method-Override", "X-Method-Override"])
def test_a_method_is_what_it_is(browser: Browser, override: str) -> None:
    found = browser.client.get("/don-vi/nhap", headers={override: "POST"})
    assert found.status_code in (404, 405)
    assert browser.post("/don-vi", {"_method": "GET"}).status_code == 405


@pytest.mark.parametrize(
    ("kind", "status"),
    [("application/json", 415), ("text/plain", 415), ("", 415), ("multipart/form-data", 415), ("application/xml", 415)],
)
def test_only_forms_are_taken(browser: Browser, kind: str, status: int) -> None:
    found = browser.client.post("/dung-thu/thoi", content=b"csrf=x", headers={"origin": ORIGIN, "content-type": kind})
    assert found.status_code == status


def test_a_form_without_end_is_refused(browser: Browser) -> None:
    assert browser.post("/don-vi/danh-sach", {"dong": "x" * 1_100_000}).status_code == 413
    many = {f"n{number}": "" for number in range(5001)}
    assert browser.post("/don-vi/danh-sach", many).status_code == 400
    headers = {"origin": ORIGIN, "content-length": str(2 * MAX_BODY), "content-type": "multipart/form-data; boundary=x"}
    assert browser.client.post("/don-vi/nhap", content=b"", headers=headers).status_code == 413


@pytest.mark.parametrize("content", [b"csrf=%ff%fe", b"\xff\xfe", "csrf=ấ".encode()])
def test_a_form_that_is_no_text_is_refused(browser: Browser, content: bytes) -> None:
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/dung-thu/thoi", content=content, headers=headers).status_code in (400, 403)


def test_a_websocket_is_closed_at_once(browser: Browser) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), browser.client.websocket_connect("/don-vi"):
        pass


def test_what_was_done_is_logged_without_personal_data(browser: Browser, home: Path) -> None:
    browser.post("/don-vi/nhap", {"ky": "2025", "nguoi-nop": "Lò Thị Ban"}, [("CĐ của Lò Thị Ban.xlsx", b"x")])
    browser.post("/dung-thu/thoi", headers={"origin": "http://evil.example"})
    text = (home / AUDIT).read_text("ascii")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["who"], line["what"], line["status"]) for line in lines] == [
        ("may-nay", "POST /don-vi/nhap", 303),
        ("", "POST (từ chối)", 403),
    ]
    assert not [word for word in ("Ban", "xlsx", "127.0.0.1") if word in text]

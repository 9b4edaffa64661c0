"""Users of an office's server: roles, passwords, signing in, two at once."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.desk.problems import DeskError
from drafter.desk.unit_list import LIST_CHANGED, add_lines, list_seen
from drafter.desk.workspace import open_workspace
from drafter.web import users
from drafter.web.app import ROUTES, Row
from drafter.web.audit import AUDIT
from drafter.web.roles import ROLE_CODES, Role
from drafter.web.sessions import Tries
from drafter.web.site import Site
from drafter.web.users import USERS, add_user, read_users, remove_user, set_password, sign_in
from tests.cli.command_runs import Program
from tests.web.accessible import faults, parsed
from tests.web.browser import PORT, Browser, words

PUBLIC = "https://baocao.example"
PASSWORD = "mật khẩu dài 1"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords at a small cost, but for the test of the cost itself."""
    monkeypatch.setattr(users, "_N", 2**4)


@pytest.fixture
def shared(home: Path) -> Iterator[Site]:
    """The page of an office's server with one user of each role."""
    for role in ROLE_CODES:
        add_user(home, role, f"Đồng chí {role}", role, PASSWORD)
    site = Site(home, PORT, public=PUBLIC)
    yield site
    site.close()


def signed_in(site: Site, name: str, password: str = PASSWORD) -> Browser:
    """A browser at the server, signed in."""
    browser = Browser(site, PUBLIC)
    found = browser.post("/dang-nhap", {"ten": name, "mat-khau": password}, page="/dang-nhap")
    assert found.status_code == 200, words(found)
    return browser


def test_nothing_is_shown_before_signing_in(shared: Site) -> None:
    browser = Browser(shared, PUBLIC)
    for path in ("/", "/don-vi", "/don-vi/danh-sach.xlsx", "/viec/x"):
        found = browser.get(path)
        assert (found.url.path, found.status_code) == ("/dang-nhap", 200)
        assert "Núi Xanh" not in found.text
    assert browser.client.post("/don-vi/nhap", headers={"origin": PUBLIC}).status_code == 403


def test_the_one_time_token_is_of_no_use_where_there_are_users(shared: Site) -> None:
    assert Browser(shared, PUBLIC).get(f"/vao?ma={shared.sessions.new_token()}").status_code == 403


def test_signing_in_and_out(shared: Site) -> None:
    browser = signed_in(shared, "chuyen-vien")
    assert "Đồng chí chuyen-vien (chuyên viên)" in browser.get("/").text
    cookie = browser.client.cookies[shared.cookie]
    assert browser.post("/dang-xuat", page="/").url.path == "/dang-nhap"
    assert browser.get("/don-vi", headers={"cookie": f"{shared.cookie}={cookie}"}).url.path == "/dang-nhap"


def test_the_session_of_before_is_not_the_session_of_after(shared: Site) -> None:
    """Who gave somebody a cookie beforehand does not share what it is signed in for (session fixation)."""
    browser = Browser(shared, PUBLIC)
    browser.get("/dang-nhap")
    before = browser.client.cookies[shared.cookie]
    browser.post("/dang-nhap", {"ten": "quan-tri", "mat-khau": PASSWORD}, page="/dang-nhap")
    assert browser.client.cookies[shared.cookie] != before
    assert shared.sessions.find(before) is None


WRONG = [
    ("quan-tri", ""),
    ("quan-tri", "sai"),
    ("quan-tri", PASSWORD + " "),
    ("ai-đó", PASSWORD),
    ("", ""),
    ("' OR 1=1", "x"),
]


@pytest.mark.parametrize(("name", "password"), WRONG)
def test_a_wrong_name_or_password(shared: Site, name: str, password: str) -> None:
    """The same words for both: nobody learns which names there are."""
    found = Browser(shared, PUBLIC).post("/dang-nhap", {"ten": name, "mat-khau": password}, page="/dang-nhap")
    assert found.status_code == 403
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in words(found)


def test_after_five_failures_each_try_waits(shared: Site) -> None:
    browser = Browser(shared, PUBLIC)
    for _ in range(5):
        browser.post("/dang-nhap", {"ten": "quan-tri", "mat-khau": "sai"}, page="/dang-nhap")
    found = browser.post("/dang-nhap", {"ten": "quan-tri", "mat-khau": PASSWORD}, page="/dang-nhap")
    assert found.status_code == 429
    assert "Đã sai nhiều lần; hãy thử lại sau" in words(found)
    assert signed_in(shared, "chuyen-vien")


def test_the_waiting_doubles_ends_and_is_forgotten() -> None:
    at = [0.0]
    tries = Tries(lambda: at[0])
    waits = []
    for _ in range(12):
        tries.failed("hoa")
        waits.append(tries.wait("hoa"))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    at[0] = 901
    assert tries.wait("hoa") == 0
    tries.worked("hoa")
    tries.failed("hoa")
    assert tries.wait("hoa") == 0


@pytest.mark.parametrize(
    "row", [row for row in ROUTES if row.role and row.role > Role.OFFICER], ids=lambda row: row.path
)
def test_a_role_does_what_is_its_own(shared: Site, row: object) -> None:
    """Every route that asks for more than an officer refuses one."""

    assert isinstance(row, Row)
    path = re.sub(r"\{\w+\}", "x", row.path)
    browser = signed_in(shared, "chuyen-vien")
    found = browser.get(path) if row.method == "GET" else browser.post(path)
    assert found.status_code == 403
    assert f"Việc này dành cho {row.role.words if row.role else ''}" in words(found)


def test_a_user_who_is_gone_is_out_at_once_and_a_role_is_todays(shared: Site, home: Path) -> None:
    browser = signed_in(shared, "can-bo-duyet")
    rows = json.loads((home / USERS).read_text("utf-8"))
    for row in rows:
        row["role"] = "quan-tri" if row["name"] == "can-bo-duyet" else row["role"]
    (home / USERS).write_text(json.dumps(rows), "utf-8")
    assert "(quản trị)" in browser.get("/").text
    remove_user(home, "can-bo-duyet")
    assert browser.get("/").url.path == "/dang-nhap"


def test_emptying_the_file_of_users_opens_nothing(shared: Site, home: Path) -> None:
    browser = signed_in(shared, "quan-tri")
    (home / USERS).unlink()
    assert browser.get("/don-vi").url.path == "/dang-nhap"
    (home / USERS).write_text("[]")
    with pytest.raises(DeskError, match="W130"):
        read_users(home)
    with pytest.raises(DeskError, match="W130"):
        Site(home, PORT)


def test_a_job_is_its_owners(shared: Site) -> None:
    one, other = signed_in(shared, "chuyen-vien"), signed_in(shared, "quan-tri")
    found = one.settled(one.post("/don-vi/nhap", files=[("a.xlsx", b"x")], page="/don-vi"))
    assert found.status_code == 200
    assert other.get(found.url.path).status_code == 404


def test_two_who_change_the_same_list_see_each_other(shared: Site, home: Path) -> None:
    one, other = signed_in(shared, "quan-tri"), signed_in(shared, "quan-tri")
    seen = list_seen(home)
    first = {"dong": "CDCS-50; Công đoàn cơ sở Một", "da-xem": seen}
    assert one.post("/don-vi/danh-sach", first).status_code == 200
    late = other.post("/don-vi/danh-sach", {"dong": "CDCS-51; Công đoàn cơ sở Hai", "da-xem": seen})
    assert late.status_code == 409
    assert "vừa có người thay" in words(late)
    assert "Công đoàn cơ sở Một" in words(late)
    assert "CDCS-51; Công đoàn cơ sở Hai" in words(late)  # what was typed is still there
    assert "CDCS-51" not in {unit.code for unit in open_workspace(home).units}
    assert other.post("/don-vi/danh-sach", {"dong": "CDCS-51; Công đoàn cơ sở Hai", "da-xem": list_seen(home)})
    assert {"CDCS-50", "CDCS-51"} <= {unit.code for unit in open_workspace(home).units}


def test_a_list_changed_meanwhile_is_a_problem_of_its_own(home: Path) -> None:
    ws = open_workspace(home)
    from tests.desk.small_office import CAME

    with pytest.raises(DeskError) as stopped:
        add_lines(ws, "Công đoàn cơ sở Mới", CAME, seen="khác")
    assert [problem.code for problem in stopped.value.problems] == [LIST_CHANGED.code] == ["W126"]


def test_the_audit_log_names_accounts_by_id(shared: Site, home: Path) -> None:
    browser = signed_in(shared, "chuyen-vien")
    browser.post("/don-vi/nhap", files=[("a.xlsx", b"x")], page="/don-vi")
    text = (home / AUDIT).read_text("ascii")
    whose = {json.loads(line)["who"] for line in text.splitlines()}
    assert whose == {"", read_users(home)["chuyen-vien"].id}
    assert "chuyen-vien" not in text
    if os.name == "posix":
        assert stat.S_IMODE((home / AUDIT).stat().st_mode) == 0o600


def test_passwords_are_kept_as_scrypt_makes_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_N", 2**15)
    one = add_user(home, "hoa", "", "quan-tri", PASSWORD)
    two = add_user(home, "mai", "", "chuyen-vien", PASSWORD)
    text = (home / USERS).read_text("utf-8")
    assert PASSWORD not in text
    assert (one.n, one.r, one.p) == (32768, 8, 1)
    assert one.key != two.key
    assert one.salt != two.salt
    assert len(bytes.fromhex(one.key)) == 64
    if os.name == "posix":
        assert stat.S_IMODE((home / USERS).stat().st_mode) == 0o600
    found = sign_in(read_users(home), "hoa", "mật khẩu dài 1")
    assert found is not None
    assert found.id == one.id


def test_what_users_may_be_called_and_choose(home: Path) -> None:
    refused = {
        ("hoa", "ngắn"): "W133", ("hoà", PASSWORD): "W133", ("", PASSWORD): "W133", ("a/b", PASSWORD): "W133",
        ("nguoi-dung", "Nguoi-Dung"): "W133", ("x" * 41, PASSWORD): "W133", ("hoa", "x" * 2000): "W133",
    }  # fmt: skip
    for (name, password), code in refused.items():
        with pytest.raises(DeskError, match=code):
            add_user(home, name, "", "quan-tri", password)
    add_user(home, "hoa", "", "quan-tri", PASSWORD)
    with pytest.raises(DeskError, match="W131"):
        add_user(home, "hoa", "", "quan-tri", PASSWORD)
    for gone in (lambda: remove_user(home, "ai"), lambda: set_password(home, "ai", PASSWORD)):
        with pytest.raises(DeskError, match="W132"):
            gone()
    with pytest.raises(DeskError, match="W134"):
        remove_user(home, "hoa")
    set_password(home, "hoa", "mật khẩu khác 2")
    assert sign_in(read_users(home), "hoa", PASSWORD) is None
    assert sign_in(read_users(home), "hoa", "mật khẩu khác 2") is not None


def test_users_by_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafter = Program(capsys, home)
    assert "Chưa có người dùng nào" in drafter("users", "list").out
    done = drafter("users", "add", "hoa", "--role", "quan-tri", "--shown", "Bà Hoa", "--password", PASSWORD)
    assert (done.code, done.out) == (0, "Đã thêm hoa, quản trị.\n")
    assert drafter("users", "list").out == "hoa: Bà Hoa, quản trị\n"
    assert drafter("users", "password", "hoa", "--password", "mật khẩu khác 2").code == 0
    assert drafter("users", "remove", "hoa").codes == ["W134"]


def test_an_administrator_adds_changes_and_removes_users_on_the_page(shared: Site, home: Path) -> None:
    admin = signed_in(shared, "quan-tri")
    page = admin.get("/nguoi-dung")
    assert faults(page.text) == []
    assert "Người dùng" in [one.text for one in parsed(page.text).all("nav")[0].all("a")]
    new = {"ten": "hoa", "ho-ten": "<b>Bà Hoa</b>", "vai-tro": "chuyen-vien"}
    twice = {"mat-khau": PASSWORD, "mat-khau-lai": PASSWORD}
    assert admin.post("/nguoi-dung/them", {**new, **twice, "mat-khau-lai": "khác"}).status_code == 422
    assert admin.post("/nguoi-dung/them", {**new, **twice, "vai-tro": "chủ"}).status_code == 422
    assert "W133" in words(admin.post("/nguoi-dung/them", {**new, "mat-khau": "x", "mat-khau-lai": "x"}))
    assert "hoa" not in read_users(home)
    added = admin.post("/nguoi-dung/them", {**new, **twice})
    assert "Đã thêm người dùng." in words(added)
    assert "<b>Bà" not in added.text
    hoa = signed_in(shared, "hoa")
    user = read_users(home)["hoa"]
    other = {"mat-khau": "mật khẩu khác 2", "mat-khau-lai": "mật khẩu khác 2"}
    assert "phải đăng nhập lại" in words(admin.post(f"/nguoi-dung/{user.id}/mat-khau", other))
    assert hoa.get("/").url.path == "/dang-nhap"
    hoa = signed_in(shared, "hoa", "mật khẩu khác 2")
    assert hoa.get("/nguoi-dung").status_code == 403
    admin.post(f"/nguoi-dung/{user.id}/bo")
    assert hoa.get("/").url.path == "/dang-nhap"
    assert admin.post(f"/nguoi-dung/{user.id}/bo").status_code == 404
    last = read_users(home)["quan-tri"]
    assert "W134" in words(admin.post(f"/nguoi-dung/{last.id}/bo"))
    assert "nd-" in (home / AUDIT).read_text("ascii")
    assert "hoa" not in (home / AUDIT).read_text("ascii")


def test_on_ones_own_machine_there_are_no_users(browser: Browser, home: Path) -> None:
    page = browser.get("/nguoi-dung")
    assert "drafter users add TÊN --role quan-tri" in words(page)
    assert faults(page.text) == []
    fields = {"ten": "hoa", "vai-tro": "quan-tri", "mat-khau": PASSWORD, "mat-khau-lai": PASSWORD}
    assert browser.post("/nguoi-dung/them", fields).status_code == 409
    assert browser.post("/nguoi-dung/x/bo").status_code == 404
    assert not (home / USERS).exists()

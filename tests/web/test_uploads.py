"""Files sent to the page: within limits, whole or not at all, each by itself, nothing lost when many come at once."""

from __future__ import annotations

import http.client
import io
import json
import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from drafter.desk.received import RECEIVED
from drafter.model.figure import FigureKey
from drafter.model.period import Period
from drafter.web import body
from drafter.web.audit import AUDIT
from drafter.web.body import file_name
from tests.desk.small_office import NEW_MEMBERS, SCHOOL, fill_form
from tests.web.browser import ORIGIN, Browser, files_below, words
from tests.web.live import Live, live, part

BOUNDARY = "ranh-gioi"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads lie until they are kept, looked at by each test."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def running(home: Path) -> Iterator[Live]:
    """The page on a socket."""
    with live(home) as page:
        yield page


def received(home: Path) -> list[str]:
    """The names of the files that were kept."""
    return sorted(path.name for path in (home / RECEIVED).rglob("*") if path.is_file())


def test_a_form_dropped_on_the_page_is_kept_read_and_told(browser: Browser, home: Path, tmp_path: Path) -> None:
    form = fill_form(tmp_path / "x.xlsx", SCHOOL, "2025", {"A01": 50, NEW_MEMBERS: "bốn"}).read_bytes()
    found = browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("CĐCS Suối Trong.xlsx", form)]))
    told = words(found)
    assert "Đã đọc 1 tệp: nhận mới 1." in told
    assert "CĐCS Suối Trong.xlsx, trang tính «Số liệu», ô F" in told  # file, sheet, cell
    assert "Cách sửa:" in told
    assert "Gửi đơn vị: " in told
    assert received(home) == ["CĐCS Suối Trong.xlsx"]
    assert f"drafter import {RECEIVED}/" in told
    assert "Công đoàn cơ sở Trường Tiểu học Suối Trong lỗi" in words(browser.get("/don-vi?ky=2025"))


def test_a_zip_and_two_files_of_one_name(browser: Browser, home: Path) -> None:
    found = browser.settled(browser.post("/don-vi/nhap", files=[("a.xlsx", b"x"), ("A.XLSX", b"y"), ("rỗng.zip", b"")]))
    assert "Đã đọc 3 tệp: chưa nhận được 3." in words(found)
    assert received(home) == ["A (2).XLSX", "a.xlsx", "rỗng.zip"]


def test_a_draft_among_the_forms_is_shown_where_drafts_go(browser: Browser) -> None:
    paper = io.BytesIO()
    Document().save(paper)
    files = [("BC sửa.docx", paper.getvalue()), ("ảnh.png", b"\x89PNG\r\n\x1a\n")]
    found = browser.settled(browser.post("/don-vi/nhap", files=files))
    assert words(found).count("D149") == 2
    assert found.text.count('href="/ban-sua">Mở Nhận lại bản đã sửa') == 1


def test_nothing_chosen(browser: Browser, home: Path) -> None:
    assert browser.post("/don-vi/nhap", files=[]).status_code == 400
    assert received(home) == []


def test_a_file_that_is_too_large_harms_no_other(
    browser: Browser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_temporary_folder: Path
) -> None:
    monkeypatch.setattr(body, "MAX_FILE", 100_000)
    form = fill_form(tmp_path / "x.xlsx", SCHOOL, "2025", {"A01": 50}).read_bytes()
    sent = [("lớn.xlsx", b"x" * 100_001), ("vừa.xlsx", form)]
    told = words(browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, sent)))
    assert "Đã đọc 2 tệp: nhận mới 1, chưa nhận được 1." in told
    assert "D144 lớn.xlsx: tệp quá lớn so với một biểu số liệu: quá 50 MB" in told
    assert received(home) == ["vừa.xlsx"]
    assert list(own_temporary_folder.iterdir()) == []


def test_too_many_files_are_refused_as_a_whole(browser: Browser, home: Path, own_temporary_folder: Path) -> None:
    found = browser.post("/don-vi/nhap", files=[(f"{number}.xlsx", b"x") for number in range(501)])
    assert found.status_code == 413
    assert "quá 500 tệp; hãy nén thành một tệp .zip" in words(found)
    assert (received(home), list(own_temporary_folder.iterdir())) == ([], [])


def test_more_than_the_whole_may_be_is_refused_while_it_comes(
    running: Live, home: Path, monkeypatch: pytest.MonkeyPatch, own_temporary_folder: Path
) -> None:
    """A body that does not say its size is counted."""
    monkeypatch.setattr(body, "MAX_BODY", 0)
    with running.connect() as connection:
        connection.sendall(running.head("/don-vi/nhap", BOUNDARY, None))
        start = part("csrf", running.token.encode(), BOUNDARY) + part("tep", b"", BOUNDARY, "a.xlsx")[:-2]
        status = b""
        for piece in (start, *[b"x" * 65536] * 20):
            try:
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            except OSError:
                break
        connection.settimeout(10)
        status = connection.recv(100)
    assert status.startswith(b"HTTP/1.1 413")
    settle(own_temporary_folder)
    assert received(home) == []


def settle(folder: Path) -> None:
    """Wait until an upload that went nowhere has been taken away."""
    until = time.monotonic() + 10
    while list(folder.iterdir()):
        assert time.monotonic() < until, list(folder.iterdir())
        time.sleep(0.02)


def test_a_slow_upload_ends(
    running: Live, home: Path, monkeypatch: pytest.MonkeyPatch, own_temporary_folder: Path
) -> None:
    monkeypatch.setattr(body, "PIECE_SECONDS", 0.3)
    with running.connect() as connection:
        connection.sendall(running.head("/don-vi/nhap", BOUNDARY, 5_000_000))
        connection.sendall(part("csrf", running.token.encode(), BOUNDARY) + part("tep", b"PK", BOUNDARY, "a.xlsx"))
        connection.settimeout(10)
        assert connection.recv(100).startswith(b"HTTP/1.1 408")
    settle(own_temporary_folder)
    assert received(home) == []


def test_a_broken_off_upload_leaves_nothing(running: Live, home: Path, own_temporary_folder: Path) -> None:
    before = files_below(home)
    connection = running.connect()
    connection.sendall(running.head("/don-vi/nhap", BOUNDARY, 5_000_000))
    connection.sendall(part("csrf", running.token.encode(), BOUNDARY) + part("tep", b"PK" * 9999, BOUNDARY, "a.xlsx"))
    until = time.monotonic() + 10
    while not list(own_temporary_folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.02)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()
    settle(own_temporary_folder)
    assert files_below(home) - before <= {AUDIT}


FILE = part("tep", b"PK", BOUNDARY, "a.xlsx")
HALVES = {
    "đứt trước ranh giới cuối": (lambda token: part("csrf", token, BOUNDARY) + FILE, 400),
    "tệp trước mã của trang": (
        lambda token: FILE + part("csrf", token, BOUNDARY) + b"--ranh-gioi--\r\n", 403,
    ),
    "không có mã": (lambda _: FILE + b"--ranh-gioi--\r\n", 403),
    "phần không tên": (
        lambda token: part("csrf", token, BOUNDARY) + b"--ranh-gioi\r\nX: y\r\n\r\nz\r\n--ranh-gioi--\r\n", 400,
    ),
    "không phải nhiều phần": (lambda _: b"csrf=x", 400),
    "rỗng": (lambda _: b"", 400),
    "hai mã": (
        lambda token: part("csrf", b"x", BOUNDARY) + part("csrf", token, BOUNDARY) + b"--ranh-gioi--\r\n", 403,
    ),
    "chữ quá dài": (
        lambda token: part("csrf", token, BOUNDARY) + part("a", b"x" * 1_100_000, BOUNDARY) + b"--ranh-gioi--\r\n", 413,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HALVES)
def test_a_body_that_is_no_whole_form(browser: Browser, home: Path, own_temporary_folder: Path, case: str) -> None:
    make, status = HALVES[case]
    before = files_below(home)
    headers = {"origin": ORIGIN, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    found = browser.client.post("/don-vi/nhap", content=make(browser.token().encode()), headers=headers)
    assert found.status_code == status, found.text
    assert list(own_temporary_folder.iterdir()) == []
    assert files_below(home) - before <= {AUDIT}


NAMES = {
    "Biểu CĐCS Hoà.xlsx": "Biểu CĐCS Hoà.xlsx",
    "Biê\u0309u.xlsx": "Biểu.xlsx",
    "../../drafter.toml": "drafter.toml",
    "..\\..\\drafter.toml": "drafter.toml",
    "C:\\Users\\Hoa\\a.xlsx": "a.xlsx",
    "/etc/passwd": "passwd",
    "a\nb\x00c.xlsx": "a b c.xlsx",
    "\u202excod.exe": "xcod.exe",
    "CON": "_CON",
    "com1.xlsx": "_com1.xlsx",
    "a.xlsx. . ": "a.xlsx",
    ".ẩn": "ẩn",
    "": "tep",
    "..": "tep",
    "<script>.xlsx": "script.xlsx",
    "ấ" * 200 + ".xlsx": "ấ" * 58 + ".xlsx",
}


@pytest.mark.parametrize(("given", "name"), NAMES.items(), ids=range(len(NAMES)))
def test_a_name_is_a_name_and_no_path(given: str, name: str) -> None:
    assert file_name(given) == name
    assert len(file_name(given).encode()) <= 200


def submission(number: int) -> bytes:
    """A JSON submission of one unit with a figure of its own."""
    figures = [{"indicator": NEW_MEMBERS, "value": number}]
    return json.dumps({"unit": SCHOOL, "period": "2025", "figures": figures}).encode()


def send(page: Live, number: int) -> str:
    """One upload on a connection of its own; the address of its job."""
    content = part("csrf", page.token.encode(), BOUNDARY) + part("ky", b"2025", BOUNDARY)
    content += part("tep", submission(number), BOUNDARY, f"{number:03}.json") + b"--ranh-gioi--\r\n"
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=120)
    headers = {
        "Origin": page.origin,
        "Cookie": page.cookie,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    connection.request("POST", "/don-vi/nhap", content, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 303
    return str(answer.headers["location"])


def test_a_hundred_uploads_at_once_lose_nothing(running: Live, home: Path) -> None:
    with ThreadPoolExecutor(100) as threads:
        jobs = list(threads.map(lambda number: send(running, number), range(1, 101)))
    assert len(set(jobs)) == 100
    for job in jobs:
        found = running.site.jobs.find(job.rpartition("/")[2], "may-nay")
        assert found is not None
        assert found.done.wait(60)
        assert found.problems == ()
    assert received(home) == [f"{number:03}.json" for number in range(1, 101)]
    key = FigureKey(NEW_MEMBERS, SCHOOL, Period.parse("2025"))
    values = [version.figure.value for version in running.site.store().history(key) if version.figure]
    assert sorted(value for value in values if value is not None) == [Decimal(number) for number in range(1, 101)]

"""The first page: from an empty folder to an office, or to the sample office, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.desk.workspace import SETTINGS, open_workspace
from drafter.web.pages.start import code_for
from drafter.web.site import TRIAL, Site
from tests.web.browser import PORT, Browser, files_below, words

OFFICE = {"ten": "Liên đoàn Lao động tỉnh Núi Biếc", "cap": "tinh", "dia-danh": "Núi Biếc"}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Browser]:
    """A browser over an empty folder."""
    folder = tmp_path / "Thư mục trống"
    folder.mkdir()
    site = Site(folder, PORT)
    yield Browser(site).enter()
    site.close()


def test_an_empty_folder_offers_two_ways_and_stays_empty(empty: Browser) -> None:
    told = words(empty.get("/"))
    assert "Thư mục này chưa có văn phòng nào." in told
    assert "Dùng thử với văn phòng mẫu" in told
    assert "Lập văn phòng mới" in told
    assert files_below(empty.site.home) == set()


@pytest.mark.parametrize(
    "path", ["/don-vi", "/don-vi/danh-sach", "/don-vi/loi-nhan", "/don-vi/CDCS-01", "/don-vi/bieu.zip"]
)
def test_without_an_office_every_page_is_the_first(empty: Browser, path: str) -> None:
    found = empty.get(path)
    assert (found.status_code, found.url.path) == (200, "/")


def test_four_questions_make_an_office(empty: Browser) -> None:
    found = empty.post(
        "/lap-van-phong", {**OFFICE, "cap-tren": "Tổng Liên đoàn Lao động Việt Nam"}, page="/lap-van-phong"
    )
    assert found.url.path == "/don-vi/danh-sach"
    assert "Hiện có 0 đơn vị." in words(found)
    assert "Lập danh sách từ tệp Excel" in words(found)
    assert "Thay" not in words(found)
    ws = open_workspace(empty.site.home)
    assert ws.office.organisation.code == "LDLD-NUIBIEC"
    lines = "1\tCông đoàn cơ sở Một\nCDX-02; Công đoàn xã Hai\n\nCông đoàn cơ sở Một\n"
    added = empty.post("/don-vi/danh-sach", {"dong": lines, "da-xem": _seen(empty)})
    assert "Hiện có 2 đơn vị." in words(added)
    assert "Các danh sách cũ" not in words(added)  # the one before was empty
    units = open_workspace(empty.site.home).units
    assert [(unit.code, unit.standings[0].name, unit.standings[0].level.value) for unit in units] == [
        ("CDCS-001", "Công đoàn cơ sở Một", "co-so"),
        ("CDX-02", "Công đoàn xã Hai", "xa-phuong"),
    ]
    assert "Bảng đơn vị" in empty.get("/").text
    again = empty.post("/lap-van-phong", OFFICE)
    assert again.status_code == 422
    assert "W111" in words(again)  # nothing is written over


def _seen(browser: Browser) -> str:
    from drafter.desk.unit_list import list_seen

    return list_seen(browser.site.folder)


@pytest.mark.parametrize("lacking", OFFICE)
def test_a_question_left_open_is_asked_again(empty: Browser, lacking: str) -> None:
    found = empty.post("/lap-van-phong", {**OFFICE, lacking: " "}, page="/lap-van-phong")
    assert found.status_code == 422
    assert "Cần tên cơ quan, cấp công đoàn và địa danh." in words(found)
    kept = next(value for name, value in OFFICE.items() if name not in (lacking, "cap"))
    assert kept in found.text
    assert files_below(empty.site.home) == set()


def test_the_sample_office_is_tried_and_left(empty: Browser) -> None:
    """From the empty folder to the board with what is missing, then the forms that came late."""
    found = empty.settled(empty.post("/dung-thu", page="/"))
    assert "Văn phòng mẫu đã sẵn sàng." in words(found)
    board = words(empty.get("/don-vi?ky=2025"))
    assert "20 nộp 0 nộp lại 1 lỗi 2 thiếu" in board
    assert "Còn 2/23 đơn vị chưa nộp; 1/23 đơn vị đã nộp nhưng biểu còn lỗi." in board
    assert "Tệp chưa rõ của đơn vị nào" in board
    start = empty.get("/")
    assert "Công việc của năm 2025" in words(start)
    assert "Đang dùng thử với văn phòng mẫu" in start.text
    late = empty.settled(empty.post("/dung-thu/nop-muon", {"ky": "2025"}, page="/"))
    assert "Đã đọc 2 tệp: nhận mới 1, nộp lại 1." in words(late)
    assert "21 nộp 1 nộp lại 0 lỗi 1 thiếu" in words(empty.get("/don-vi?ky=2025"))
    empty.post("/dung-thu/thoi", page="/")
    assert "Thư mục này chưa có văn phòng nào." in words(empty.get("/"))
    assert (empty.site.home / TRIAL / SETTINGS).is_file()
    assert not (empty.site.home / SETTINGS).exists()
    empty.settled(empty.post("/dung-thu", page="/"))  # what was done there is still there
    assert "21 nộp 1 nộp lại" in words(empty.get("/don-vi?ky=2025"))


CODES = {
    "Liên đoàn Lao động tỉnh Phương Vân": "LDLD-PHUONGVAN",
    "Liên đoàn Lao động thành phố Hà Nội": "LDLD-HANOI",
    "Công đoàn phường Vân Sơn": "CD-VANSON",
    "Công đoàn cơ sở Trường Tiểu học Suối Trong": "CDCS-TRUONGTIEUHOCSUOITRONG",
    "Cụm thi đua số 2": "CUM-2",
    "Tổng Liên đoàn Lao động Việt Nam": "TLD-VIETNAM",
    "Ban nữ công": "BAN-NU-CONG",
    "工会": "VAN-PHONG",
}


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_an_office_gets_a_code_of_its_name(name: str, code: str) -> None:
    assert code_for(name) == code


def test_a_broken_settings_file_is_told_on_the_first_page(browser: Browser, home: Path) -> None:
    (home / SETTINGS).write_text("[co-quan", "utf-8")
    found = browser.get("/")
    assert found.status_code == 422
    assert "W101" in words(found)
    assert browser.get("/don-vi").status_code == 422


def test_an_office_is_not_founded_twice(browser: Browser) -> None:
    found = browser.get("/lap-van-phong")
    assert found.status_code == 409
    assert "Thư mục này đã có văn phòng" in words(found)
    assert 'aria-label="Các trang"' in browser.get("/khong-co").text  # and what is not there keeps the menu


@pytest.mark.parametrize(
    "path",
    ["/don-vi/KHONG-CO?ky=2025", "/don-vi/bieu.zip?ky=2025", "/du-thao/0123456789abcdef/1", "/ban-sua/0123456789abcdef",
     "/bao-cao-cu/0123456789abcdef", "/so-lieu/tep-goc/99", "/viec/khong-co"],
)  # fmt: skip
def test_what_there_is_not_is_told_beside_the_menu(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert 'aria-label="Các trang"' in answer.text
    assert (
        "không có" in words(answer).casefold() or "không còn" in words(answer) or "chưa lập" in words(answer).casefold()
    )

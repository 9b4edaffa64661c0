"""What came from outside (names of files, sheets, units, what was typed) is text on the page and nothing else."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from drafter.desk.unit_list import list_seen
from drafter.desk.workspace import SETTINGS
from drafter.intake.form_layout import FIGURES_SHEET
from drafter.web import show
from tests.desk.small_office import OFFICE_NAME, SCHOOL, edit_settings, fill_form
from tests.web.browser import Browser, words

EVIL = {
    "thẻ script": "<script>alert(1)</script>",
    "ảnh": "<img src=x onerror=alert(1)>",
    "thoát thuộc tính": '" autofocus onfocus=alert(1) x="',
    "thoát nháy đơn": "' onmouseover='alert(1)",
    "đóng ô chữ": "</textarea><script>alert(1)</script>",
    "đóng tiêu đề": "</title><script>alert(1)</script>",
    "svg": "<svg/onload=alert(1)>",
    "địa chỉ": "javascript:alert(1)",
    "mẫu": "{{ 7*191 }}{% for x in y %}",
    "thực thể": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "ghi chú": "--><script>alert(1)</script>",
}
# An element or attribute that the page would not write itself: all that scripts would need.
ACTIVE = re.compile(
    r"<script>|<img src=x|<svg/|\son(error|load|focus|mouseover)\s*=(?=[^<]*>)|href=\"javascript:", re.IGNORECASE
)


def harmless(text: str) -> bool:
    """Whether nothing of a page acts; what is inside quoted attributes or escaped is text."""
    bare = re.sub(r'="[^"]*"', '=""', text)
    return ACTIVE.search(bare) is None and "1337" not in text and 'href="javascript' not in text


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_the_name_of_a_unit(browser: Browser, evil: str) -> None:
    name = f"Công đoàn cơ sở {evil.replace(';', ' ')}"
    seen = list_seen(browser.site.folder)
    assert browser.post("/don-vi/danh-sach", {"dong": f"CDCS-99; {name}", "da-xem": seen}).status_code == 200
    for path in ("/don-vi/danh-sach", "/don-vi?ky=2025", "/don-vi/CDCS-99?ky=2025", "/don-vi/loi-nhan?ky=2025", "/"):
        found = browser.get(path)
        assert found.status_code == 200
        assert harmless(found.text), path
    form = browser.get("/don-vi/bieu/CDCS-99?ky=2025")
    assert form.status_code == 200
    assert not set("\r\n<>") & set(form.headers["content-disposition"])


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_the_name_of_a_file_and_of_a_sheet(browser: Browser, tmp_path: Path, evil: str) -> None:
    """The name of a file in a zip is as whoever packed it wrote it."""
    path = fill_form(tmp_path / "x.xlsx", SCHOOL, "2025", {"A01": "chữ"})
    book = load_workbook(path)
    book[FIGURES_SHEET].title = re.sub(r"[\[\]:*?/\\]", " ", evil)[:31]
    book.save(path)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{evil}.xlsx", path.read_bytes())
        archive.writestr(f"hỏng {evil}.xlsx", b"x")
    found = browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("biểu.zip", packed.getvalue())]))
    assert "Đã đọc 2 tệp" in words(found)
    assert harmless(found.text)
    assert harmless(browser.get("/don-vi?ky=2025").text)
    assert harmless(browser.get(f"/don-vi/{SCHOOL}?ky=2025").text)


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_what_is_asked_for_in_the_address(browser: Browser, evil: str) -> None:
    for query in ({"tim": evil}, {"loc": evil}, {"ky": evil}, {"trang": evil}):
        found = browser.get("/don-vi", params=query)
        assert found.status_code in (200, 422)
        assert harmless(found.text), query
    assert harmless(browser.get(f"/don-vi/{evil.replace('/', '')}").text)


def test_the_name_of_the_office(browser: Browser, home: Path) -> None:
    edit_settings(home, f'ten = "{OFFICE_NAME}"', "ten = '<script>alert(1)</script>'")
    found = browser.get("/")
    assert "&lt;script&gt;" in found.text
    assert harmless(found.text)
    assert (home / SETTINGS).is_file()


def test_what_was_typed_into_the_wizard_comes_back_as_text(tmp_path: Path) -> None:
    from drafter.web.site import Site
    from tests.web.browser import PORT

    (tmp_path / "trống").mkdir()
    site = Site(tmp_path / "trống", PORT)
    browser = Browser(site).enter()
    for evil in EVIL.values():
        found = browser.post("/lap-van-phong", {"ten": evil, "cap": "tinh", "cap-tren": evil}, page="/lap-van-phong")
        assert found.status_code == 422
        assert harmless(found.text)
    site.close()


def test_no_template_lets_a_value_through() -> None:
    """Autoescape is on for all of them, and none turns it off."""
    for path in (Path(show.__file__).parent / "html").glob("*.html"):
        assert re.search(r"\|\s*safe|autoescape|Markup", path.read_text("utf-8")) is None, path.name
    assert show._templates().autoescape is True


def test_no_page_loads_anything_from_elsewhere_or_runs_what_is_written_in_it() -> None:
    for path in (Path(show.__file__).parent / "html").glob("*.html"):
        text = path.read_text("utf-8")
        assert re.search(r"(src|href|action)=\"(https?:)?//", text) is None, path.name
        assert re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=\"|hx-on|hx-vals=\"js", text) is None, (
            path.name
        )
    for name in ("drafter.css", "drafter.js"):
        assert b"http" not in show.STATIC[name].replace(b"XMLHttpRequest", b""), name


DOWNLOADS = {
    "Báo cáo năm 2025 – Núi Xanh.docx": "Bao cao nam 2025 _ Nui Xanh.docx",
    'a"b\r\nSet-Cookie: x=1.docx': "a_b__Set-Cookie_ x_1.docx",
    "Đơn vị; filename=x.exe": "Don vi_ filename_x.exe",
    "..\\a.docx": ".._a.docx",
}


@pytest.mark.parametrize(("name", "plain"), DOWNLOADS.items(), ids=DOWNLOADS)
def test_a_download_has_its_vietnamese_name(name: str, plain: str) -> None:
    from urllib.parse import unquote

    told = show.download(b"x", name).headers["content-disposition"]
    assert told.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")
    assert unquote(told.partition("''")[2]) == name
    assert not set("\r\n") & set(told)

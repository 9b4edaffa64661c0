from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.desk.small_office import MEETINGS, NEW_MEMBERS, SCHOOL, SEWING, fill_form
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words

AT = f"ct={NEW_MEMBERS}&dv={SCHOOL}&ky=2025"
MEND = {"ct": NEW_MEMBERS, "dv": SCHOOL, "ky": "2025", "so": "24", "ly-do": "đơn vị báo lại", "nguoi": "Lê Thị Mai"}


def _row(browser: Browser, path: str, code: str) -> str:
    """What the table says of an indicator."""
    rows = parsed(browser.get(path).text).all("tr")
    return next(row.text for row in rows if row.text.startswith(f"{code} "))


def test_figures_stand_by_group_with_totals_and_last_year(worked: Browser) -> None:
    page = worked.get("/so-lieu?ky=2025")
    assert [one.text for one in parsed(page.text).all("h2")][:2] == [
        "A. Tình hình công nhân, viên chức, lao động và tổ chức công đoàn",
        "C. Công tác đại diện, chăm lo, bảo vệ quyền, lợi ích hợp pháp, chính đáng của đoàn viên, người lao động",
    ]
    assert _row(worked, "/so-lieu?ky=2025", NEW_MEMBERS).startswith(
        f"{NEW_MEMBERS} Số đoàn viên kết nạp mới 22 đoàn viên"
    )
    assert "drafter figures --period 2025" in page.text


@pytest.mark.parametrize("typed", ["ket nap moi", "KẾT NẠP MỚI", "kêt nap mơi", NEW_MEMBERS.lower()])
def test_indicators_are_found_without_accents(worked: Browser, typed: str) -> None:
    found = words(worked.get("/so-lieu", params={"ky": "2025", "tim": typed}))
    assert re.search(r"\b1/\d+ chỉ tiêu có số liệu", found)
    assert "Số đoàn viên kết nạp mới" in found


def test_a_number_leads_to_the_cells_and_the_cell_to_the_file(worked: Browser) -> None:
    sheet = worked.get(f"/so-lieu/chi-tieu?ct={NEW_MEMBERS}&ky=2025")
    assert "14 + 4 + 4 = 22." in words(sheet)
    links = [one.attributes["href"] for one in parsed(sheet.text).all("a")]
    of_school = next(one for one in links if f"dv={SCHOOL}" in one and one.startswith("/so-lieu/so?"))
    number = worked.get(of_school)
    assert "14 người đang dùng" in words(number)
    assert "trang tính «Số liệu», ô " in words(number)
    file = re.search(r'href="(/so-lieu/tep-goc/\d+\?ky=2025)"', number.text)
    assert file is not None
    given = worked.get(file.group(1))
    assert given.content == (worked.site.folder / "da-nhan" / f"{SCHOOL}-2025.xlsx").read_bytes()
    assert f"{SCHOOL}-2025.xlsx" in unquote(given.headers["content-disposition"])


def test_charts_say_in_words_what_they_show(worked: Browser) -> None:
    pictures = parsed(worked.get(f"/so-lieu/chi-tieu?ct={NEW_MEMBERS}&ky=2025").text).all("svg")
    told = [one.all("desc")[0].text for one in pictures]
    assert told[0] == "năm 2025: 22 đoàn viên; năm 2024: 8 đoàn viên"
    assert told[1] == "năm 2024: 8 đoàn viên; năm 2025: 22 đoàn viên"
    assert told[2].startswith("Công đoàn cơ sở Trường Tiểu học Suối Trong: 14 đoàn viên")


def test_a_correction_is_made_seen_and_taken_back(worked: Browser) -> None:
    page = worked.post("/so-lieu/so/sua", {**MEND, "da-xem": "2"})
    assert page.url.path == "/so-lieu/so"
    assert "24 người đang dùng" in words(page)
    assert "đơn vị báo lại" in words(page)
    assert "32 đoàn viên" in _row(worked, "/so-lieu?ky=2025", NEW_MEMBERS)
    page = worked.post("/so-lieu/so/hoan-tac", {**MEND, "da-xem": "3"})
    assert "14 người đang dùng" in words(page)
    assert "Hoàn tác lần sửa gần nhất" not in words(page)


def test_two_people_at_once_see_each_others_change(worked: Browser) -> None:
    worked.post("/so-lieu/so/sua", {**MEND, "da-xem": "2"})
    late = worked.post("/so-lieu/so/sua", {**MEND, "so": "25", "nguoi": "Trần Văn Hai", "da-xem": "2"})
    assert late.status_code == 409
    assert "Lê Thị Mai" in words(late)
    assert 'value="25"' in late.text  # what was typed is not lost
    assert "24 người đang dùng" in words(late)


@pytest.mark.parametrize(("field", "value", "says"), [
    ("so", "mười", "không đọc được thành số|cần một số nguyên"), ("ly-do", "", "lý do"), ("nguoi", "", "họ tên"),
])  # fmt: skip
def test_a_correction_that_lacks_something_says_what(worked: Browser, field: str, value: str, says: str) -> None:
    page = worked.post("/so-lieu/so/sua", {**MEND, "da-xem": "2", field: value})
    assert page.status_code in (409, 422)
    assert re.search(says, words(page))
    assert "14 người đang dùng" in words(page)


def test_nothing_is_corrected_by_an_address_alone(worked: Browser) -> None:
    assert worked.get("/so-lieu/so/sua", params=MEND).status_code in (404, 405)
    assert "14 người đang dùng" in words(worked.get(f"/so-lieu/so?{AT}"))


def test_the_excel_file_holds_totals_and_cells(worked: Browser) -> None:
    given = worked.get("/so-lieu.xlsx?ky=2025")
    book = load_workbook(BytesIO(given.content))
    assert book.sheetnames == ["Tổng hợp", "Nguồn số liệu"]
    rows = {row[0].value: row[4].value for row in book["Tổng hợp"].iter_rows(min_row=2)}
    assert rows[NEW_MEMBERS] == 22
    assert "Số liệu năm 2025.xlsx" in unquote(given.headers["content-disposition"])


def test_one_unit_alone(worked: Browser) -> None:
    found = _row(worked, f"/so-lieu?ky=2025&dv={SEWING}", NEW_MEMBERS)
    assert "4 đoàn viên" in found
    assert "Công ty May Lá Biếc" in words(worked.get(f"/so-lieu?ky=2025&dv={SEWING}"))


@pytest.mark.parametrize("path", [
    "/so-lieu/chi-tieu?ct=ZZ9&ky=2025", f"/so-lieu/so?ct={NEW_MEMBERS}&dv=KHONG-CO&ky=2025",
    "/so-lieu?ky=nam-ngoai", "/so-lieu?ky=2025&dv=KHONG-CO",
])  # fmt: skip
def test_what_there_is_not_is_said(worked: Browser, path: str) -> None:
    page = worked.get(path)
    assert page.status_code == 422
    assert "Cách sửa:" in words(page)


@pytest.mark.parametrize("number", ["0", "999999", "-1", "1%20", "9" * 30, "%2e%2e%2fdrafter.toml", "..%2f..%2fetc"])
def test_files_go_by_their_numbers_only(worked: Browser, number: str) -> None:
    assert worked.get(f"/so-lieu/tep-goc/{number}?ky=2025").status_code == 404


@pytest.mark.parametrize("path", [
    "/so-lieu?ky=2025", "/so-lieu?ky=2030", f"/so-lieu/chi-tieu?ct={NEW_MEMBERS}&ky=2025",
    f"/so-lieu/chi-tieu?ct={MEETINGS}&ky=2025&dv={SCHOOL}", f"/so-lieu/so?{AT}",
])  # fmt: skip
def test_pages_of_figures_can_be_heard_and_worked_by_keyboard(worked: Browser, path: str) -> None:
    page = worked.get(path)
    assert page.status_code == 200
    assert faults(page.text) == []


def test_hostile_names_stay_text(worked: Browser) -> None:
    evil = '"><script>alert(1)</script>'
    search = worked.get("/so-lieu", params={"ky": "2025", "tim": evil, "nhom": evil, "loc": evil})
    assert "<script>alert" not in search.text
    path = fill_form(
        worked.site.folder / "da-nhan" / "<img src=x onerror=alert(1)>.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 15}
    )
    worked.settled(worked.post("/don-vi/nhap", {"ky": "2025", "nguoi-nop": evil}, [(path.name, path.read_bytes())]))
    page = worked.get(f"/so-lieu/so?{AT}")
    assert "15 người" in words(page)
    assert "<script>alert" not in page.text
    assert "<img" not in page.text

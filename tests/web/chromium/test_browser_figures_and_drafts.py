"""Số liệu and Dự thảo in a real browser: from a number to its cell and file, corrections, drafts and their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from drafter.desk.printed import can_print
from tests.desk.small_office import NEW_MEMBERS, SCHOOL
from tests.web.chromium.seat import Seat

TOTAL = "Số đoàn viên kết nạp mới: 22 đoàn viên, xem nguồn"
OF_SCHOOL = "Công đoàn cơ sở Trường Tiểu học Suối Trong: 14 người, xem nguồn và sửa"


def test_a_number_leads_to_its_cell_and_its_file(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/so-lieu?ky=2025")
    page.get_by_role("link", name=TOTAL).click()
    expect(page.locator("main")).to_contain_text("14 + 4 + 4 = 22.")
    expect(page.locator("svg.chart").first).to_be_visible()
    at_work.look()
    page.get_by_role("link", name=OF_SCHOOL).click()
    newest = page.locator("tbody tr").first
    expect(newest).to_contain_text(f"{SCHOOL}-2025.xlsx")
    cell = newest.locator("td").nth(4).inner_text().rpartition("ô ")[2].strip()
    given = at_work.save(newest.get_by_role("link", name="Tải tệp gốc"), tmp_path)
    assert load_workbook(given)["Số liệu"][cell].value == 14
    at_work.look()


def test_a_correction_needs_a_reason_counts_and_is_taken_back(at_work: Seat) -> None:
    page = at_work.open(f"/so-lieu/so?ct={NEW_MEMBERS}&dv={SCHOOL}&ky=2025")
    page.get_by_label("Số đúng").fill("24")
    page.get_by_label("Họ tên người sửa").fill("Lê Thị Mai")
    page.get_by_role("button", name="Ghi số sửa").click()
    expect(page.get_by_label("Lý do", exact=True)).to_be_focused()  # the browser itself asks for it
    page.get_by_label("Lý do", exact=True).fill("đơn vị báo lại qua điện thoại")
    page.get_by_role("button", name="Ghi số sửa").click()
    expect(page.locator("dl.facts")).to_contain_text("24 người")
    expect(page.locator("dl.facts")).to_contain_text("cơ quan đã sửa")
    expect(page.locator("tbody tr").first).to_contain_text("đơn vị báo lại qua điện thoại")
    at_work.look()
    at_work.open("/so-lieu?ky=2025")
    page.get_by_role("link", name="Số đoàn viên kết nạp mới: 32 đoàn viên").click()
    page.get_by_role("link", name="Suối Trong: 24 người").click()
    page.get_by_label("Lý do hoàn tác").fill("nhầm đơn vị")
    page.get_by_label("Họ tên người hoàn tác").fill("Lê Thị Mai")
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(page.locator("dl.facts")).to_contain_text("14 người")
    at_work.open("/so-lieu?ky=2025")
    expect(page.get_by_role("link", name=TOTAL)).to_be_visible()


def test_what_is_typed_wrong_is_told_and_kept(at_work: Seat) -> None:
    page = at_work.open(f"/so-lieu/so?ct={NEW_MEMBERS}&dv={SCHOOL}&ky=2025")
    page.get_by_label("Số đúng").fill("hai tư")
    page.get_by_label("Lý do", exact=True).fill("x")
    page.get_by_label("Họ tên người sửa").fill("Lê Thị Mai")
    page.get_by_role("button", name="Ghi số sửa").click()
    expect(page.get_by_role("alert")).to_contain_text("hai tư")
    expect(page.get_by_label("Số đúng")).to_have_value("hai tư")
    at_work.look()


def test_indicators_are_filtered_without_accents_and_by_choice(at_work: Seat) -> None:
    page = at_work.open("/so-lieu?ky=2025")
    page.get_by_label("Tìm chỉ tiêu").fill("ket nap moi")
    page.get_by_label("Tìm chỉ tiêu").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1/")
    page.get_by_role("link", name="Bỏ lọc").click()
    page.get_by_label("Nhóm").select_option("E")  # goes by itself
    expect(page.get_by_role("heading", level=2).first).to_contain_text("E.")
    assert "nhom=E" in page.url
    page.get_by_label("Kỳ báo cáo").select_option("2024")
    expect(page.get_by_role("heading", level=1)).to_have_text("Số liệu năm 2024")


def test_figures_are_taken_home_as_excel(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/so-lieu?ky=2025")
    path = at_work.save(page.get_by_role("link", name="Tải bảng Excel"), tmp_path)
    assert path.name == "Số liệu năm 2025.xlsx"
    rows = [row for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True)]
    assert any(NEW_MEMBERS in row and 22 in row for row in rows)


def test_a_figure_in_the_draft_shows_its_source_beside_it(at_work: Seat) -> None:
    page = at_work.open("/du-thao?ky=2025")
    page.get_by_role("region", name="Đã soạn").get_by_role("link").first.click()
    paper = page.get_by_role("region", name="Nội dung văn bản")
    expect(paper.locator("mark.figure-gap").first).to_contain_text("còn trống")
    figure = paper.locator("mark.figure a", has_text="22 đoàn viên").first
    figure.click()
    source = page.get_by_role("complementary", name="Nguồn của số")
    expect(source).to_contain_text("14 + 4 + 4 = 22")
    expect(source).to_contain_text(f"{SCHOOL}-2025.xlsx, «Số liệu», ô ")
    expect(page.locator("#nguon")).to_be_focused()  # reading goes on there
    expect(figure).to_be_in_viewport()  # and the page stays where it is
    expect(page.locator("mark.figure-chosen")).to_have_text("22 đoàn viên")
    at_work.look()
    source.get_by_role("link", name="Xem chỉ tiêu E02").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số đoàn viên kết nạp mới")
    page.go_back()
    expect(paper).to_be_visible()
    for width in (1366, 1180, 800, 390):  # the sheet is never wider than its column
        page.set_viewport_size({"width": width, "height": 768})
        assert paper.evaluate("one => one.scrollWidth <= one.clientWidth"), width


def test_a_draft_is_made_taken_home_compared_and_put_back(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/du-thao?ky=2025")
    made = page.get_by_role("region", name="Đã soạn").locator("tbody tr")
    count = made.count()
    page.get_by_role("button", name="Soạn dự thảo: Báo cáo tóm tắt tổng kết năm, năm 2025").click()
    page.get_by_role("link", name="Xem dự thảo").click()
    at_work.look()
    word = at_work.save(page.get_by_role("link", name="Tải văn bản (Word)"), tmp_path)
    assert word.name == "Báo cáo tóm tắt tổng kết năm – năm 2025.docx"
    assert any("đoàn viên" in one.text for one in Document(str(word)).paragraphs)
    at_work.open("/du-thao?ky=2025")
    expect(made).to_have_count(count + 1)
    page.get_by_role("link", name="Khác bản trước: Báo cáo tổng kết năm").first.click()
    expect(page.get_by_role("region", name="Số khác nhau")).to_contain_text("12 đoàn viên")
    at_work.look()
    page.get_by_role("link", name="soạn lúc").first.click()
    excel = at_work.save(page.get_by_role("link", name="Tải phụ lục (Excel)"), tmp_path)
    assert load_workbook(excel).sheetnames
    page.get_by_role("button", name="Khôi phục bản này").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi lại vào thư mục của văn phòng")
    at_work.look()


@pytest.mark.skipif(not can_print(), reason="NOT TESTED: LibreOffice is not installed")
def test_pages_are_seen_as_they_print_and_taken_home_as_pdf(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/du-thao?ky=2025")
    page.get_by_role("region", name="Đã soạn").get_by_role("link").first.click()
    page.get_by_role("link", name="Văn bản: trang in").click()
    first = page.get_by_role("img", name="Trang 1/")
    expect(first).to_be_visible()
    page.wait_for_function("() => document.querySelector('img.printed').naturalWidth > 500")
    at_work.look()
    pdf = at_work.save(page.get_by_role("link", name="Tải văn bản (PDF)"), tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF-")

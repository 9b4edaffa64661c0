"""Bắt đầu and Bảng đơn vị in a real browser: an empty folder becomes an office, forms go out and come in every way."""

from __future__ import annotations

import base64
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from tests.desk.small_office import COMMUNE, MEMBERS, NEW_MEMBERS, SCHOOL, SEWING, fill_form
from tests.web.chromium.seat import PATIENCE, Seat, at_office, seat_at
from tests.web.conftest import LATER
from tests.web.live import live

GOOD = {"A01": 50, MEMBERS: 40, NEW_MEMBERS: 4}


@pytest.fixture
def forms(tmp_path: Path) -> list[Path]:
    """What the units sent: two in order, one with a word where a number belongs."""
    return [
        fill_form(tmp_path / "gửi" / "Trường Suối Trong.xlsx", SCHOOL, "2025", GOOD),
        fill_form(tmp_path / "gửi" / "xã Nguồn Cội.xlsx", COMMUNE, "2025", GOOD),
        fill_form(tmp_path / "gửi" / "may Lá Biếc.xlsx", SEWING, "2025", {**GOOD, "A01": "nhiều"}),
    ]


def test_an_empty_folder_becomes_an_office_by_four_questions(chromium: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "Báo cáo công đoàn"
    folder.mkdir()
    with at_office(chromium, folder) as seat:
        page = seat.page
        expect(page.get_by_role("button", name="Dùng thử với văn phòng mẫu")).to_be_visible()
        page.get_by_role("link", name="Lập văn phòng mới").click()
        page.get_by_label("1. Tên đầy đủ của cơ quan").fill("Liên đoàn Lao động tỉnh Núi Biếc")
        page.get_by_label("3. Công đoàn cấp trên").fill("Tổng Liên đoàn Lao động Việt Nam")
        page.get_by_role("button", name="Lập văn phòng").click()
        expect(
            page.get_by_label("4. Địa danh ghi trên văn bản")
        ).to_be_focused()  # the browser itself asks for what is missing
        page.get_by_label("4. Địa danh ghi trên văn bản").fill("Núi Biếc")
        page.get_by_role("button", name="Lập văn phòng").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách đơn vị")
        page.get_by_label("Mỗi dòng một đơn vị").fill("CĐCS Trường Mầm non Lá Non\nCDX-02; Công đoàn xã Suối Mơ")
        page.get_by_role("button", name="Ghi danh sách").click()
        expect(page.get_by_role("cell", name="Công đoàn xã Suối Mơ", exact=True)).to_be_visible()
        seat.look()
        page.get_by_role("link", name="Bắt đầu").click()
        expect(page.locator("main")).to_contain_text("Hiện có:")
        seat.look()


def test_the_sample_office_is_tried_and_left(chromium: Browser, tmp_path: Path) -> None:
    with live(tmp_path, now=LATER) as running, seat_at(chromium, running) as seat:
        page = seat.page
        seen = threading.Event()
        running.site.jobs.start("", "", "", lambda _: seen.wait(PATIENCE / 1000))  # it waits until it has been seen
        page.get_by_role("button", name="Dùng thử với văn phòng mẫu").click()
        expect(page.locator("progress")).to_be_visible()
        seat.look()
        seen.set()
        expect(page.locator("main")).to_contain_text("Văn phòng mẫu đã sẵn sàng.")  # by itself
        seat.look()
        page.get_by_role("link", name="Xem bảng đơn vị").click()
        page.get_by_role("link", name="1 lỗi").click()
        page.get_by_role("region", name="Các đơn vị").get_by_role("link", name="điểm").click()
        cells = page.get_by_role("region", name="Bảng những điểm cần xem").locator("tbody td").all_inner_texts()[:6]
        assert cells[1].endswith(".xlsx")
        assert cells[2] == "Số liệu"
        assert cells[3][:1].isalpha()
        assert cells[3][1:].isdecimal()
        assert all(cells[4:])
        seat.look()
        page.get_by_role("link", name="Bắt đầu").click()
        expect(page.locator("main")).to_contain_text("lỗi 1,")
        page.get_by_role("button", name="Nhận biểu nộp muộn của văn phòng mẫu").click()
        expect(page.locator("main")).to_contain_text("Đã đọc")
        seat.look()
        page.get_by_role("link", name="Bắt đầu").click()
        expect(page.locator("main")).to_contain_text("lỗi 0,")
        page.get_by_role("button", name="Thôi dùng thử").click()
        expect(page.get_by_role("button", name="Dùng thử với văn phòng mẫu")).to_be_visible()


def test_forms_go_out_one_by_one_and_in_a_zip(at_new_office: Seat, tmp_path: Path) -> None:
    page = at_new_office.open("/don-vi?ky=2025")
    one = at_new_office.save(page.get_by_role("link", name="Tải biểu trống của Công đoàn xã Nguồn Cội"), tmp_path)
    assert one.name == "Biểu năm 2025 – Công đoàn xã Nguồn Cội.xlsx"
    assert "Số liệu" in load_workbook(one).sheetnames
    page.get_by_role("button", name="Lập biểu năm 2025 cho mọi đơn vị").click()
    expect(page.get_by_role("status")).to_contain_text("Đã có 3 biểu")
    at_new_office.look()
    packed = at_new_office.save(page.get_by_role("link", name="Tải tất cả (.zip)"), tmp_path)
    assert len(zipfile.ZipFile(packed).namelist()) == 3


def _data_transfer(seat: Seat, forms: list[Path]) -> object:
    given = [(one.name, base64.b64encode(one.read_bytes()).decode()) for one in forms]
    return seat.page.evaluate_handle(
        """given => { const all = new DataTransfer();
        for (const [name, data] of given)
            all.items.add(new File([Uint8Array.from(atob(data), one => one.charCodeAt(0))], name));
        return all; }""",
        given,
    )


def test_files_are_dropped_and_pasted(at_new_office: Seat, forms: list[Path]) -> None:
    page = at_new_office.open("/don-vi?ky=2025")
    zone = page.locator("form[data-drop]")
    zone.dispatch_event("dragover", {"dataTransfer": _data_transfer(at_new_office, forms[:1])})
    expect(zone).to_have_class("drop over")
    zone.dispatch_event("drop", {"dataTransfer": _data_transfer(at_new_office, forms[:1])})
    expect(zone).to_have_class("drop")
    page.evaluate(
        "all => document.dispatchEvent(new ClipboardEvent('paste', {clipboardData: all, bubbles: true}))",
        _data_transfer(at_new_office, forms[1:2]),
    )
    expect(page.locator(".chosen li")).to_have_count(2)
    at_new_office.look()
    page.get_by_role("button", name="Nhận các tệp này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đọc 2 tệp: nhận mới 2")
    page.get_by_role("link", name="Xem bảng đơn vị").click()
    expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("2 nộp")


@pytest.mark.parametrize("packed", [False, True])
def test_many_files_and_a_zip_with_a_fault_told_to_its_cell(
    at_new_office: Seat, forms: list[Path], tmp_path: Path, packed: bool
) -> None:
    given = forms
    if packed:
        given = [tmp_path / "các đơn vị.zip"]
        with zipfile.ZipFile(given[0], "w") as archive:
            for one in forms:
                archive.write(one, one.name)
    page = at_new_office.open("/don-vi?ky=2025")
    page.get_by_label("Thả tệp vào đây").set_input_files(given)
    page.get_by_role("button", name="Nhận các tệp này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đọc 3 tệp")
    fault = page.locator(".problem-list li.error").first
    expect(fault).to_contain_text("may Lá Biếc.xlsx, trang tính «Số liệu», ô F")
    expect(fault).to_contain_text("Cách sửa:")
    at_new_office.look()
    page.get_by_role("link", name="Xem bảng đơn vị").click()
    page.get_by_role("link", name="1 lỗi").click()
    page.get_by_role("link", name="Công đoàn cơ sở Công ty May Lá Biếc", exact=True).click()
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("nhiều")
    at_new_office.look()
    at_new_office.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép lời nhắn").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Kính gửi Công đoàn cơ sở Công ty May Lá Biếc!")


def test_what_is_mended_comes_in_again_and_a_provisional_report_can_be_had_before(
    at_new_office: Seat, forms: list[Path], tmp_path: Path
) -> None:
    page = at_new_office.open("/don-vi?ky=2025")
    page.get_by_label("Thả tệp vào đây").set_input_files([forms[0], forms[2]])
    page.get_by_role("button", name="Nhận các tệp này").click()
    page.get_by_role("link", name="Xem bảng đơn vị").click()
    expect(page.locator("main")).to_contain_text("Còn 1/3 đơn vị chưa nộp; 1/3 đơn vị đã nộp nhưng biểu còn lỗi.")
    page.get_by_role("link", name="Soạn báo cáo tạm").click()
    expect(page.locator("main")).to_contain_text("Còn thiếu 1/3 đơn vị")
    at_new_office.look()
    page.get_by_role("button", name="Soạn dự thảo: Báo cáo tổng kết năm, năm 2025").click()
    expect(page.locator("main")).to_contain_text("SỐ LIỆU TẠM")
    at_new_office.look()
    page.get_by_role("link", name="Xem dự thảo").click()
    expect(page.get_by_role("region", name="Nội dung văn bản")).to_contain_text("SỐ LIỆU TẠM")
    mended = fill_form(tmp_path / "gửi lại" / "may Lá Biếc.xlsx", SEWING, "2025", GOOD)
    at_new_office.open("/don-vi?ky=2025")
    page.get_by_label("Thả tệp vào đây").set_input_files([mended, forms[1]])
    page.get_by_role("button", name="Nhận các tệp này").click()
    page.get_by_role("link", name="Xem bảng đơn vị").click()
    expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("0 lỗi")
    expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("0 thiếu")


def test_what_is_no_form_is_told_where_the_file_was_sent(at_new_office: Seat, tmp_path: Path) -> None:
    stray = tmp_path / "ảnh.xlsx"
    stray.write_bytes(b"\x89PNG\r\n\x1a\n")
    page = at_new_office.open("/don-vi?ky=2025")
    page.get_by_label("Thả tệp vào đây").set_input_files(stray)
    page.get_by_role("button", name="Nhận các tệp này").click()
    expect(page.locator(".problem-list")).to_contain_text("ảnh.xlsx")
    at_new_office.look()


def test_units_are_found_without_accents(at_new_office: Seat) -> None:
    page = at_new_office.open("/don-vi?ky=2025")
    page.get_by_label("Tìm đơn vị").fill("suoi trong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Các đơn vị").locator("tbody tr")).to_have_count(1)


def test_without_javascript_the_way_from_forms_to_draft_is_whole(
    chromium: Browser, home: Path, forms: list[Path], tmp_path: Path
) -> None:
    with at_office(chromium, home, now=LATER, script=False) as seat:
        page = seat.open("/don-vi?ky=2025")
        page.locator("#tep").set_input_files(forms)
        page.get_by_role("button", name="Nhận các tệp này").click()
        page.get_by_role("link", name="Xem bảng đơn vị").click()  # the waiting page renews itself
        expect(page.locator("body")).to_contain_text("1 lỗi")
        page.get_by_role("link", name="Lời nhắn soạn sẵn để gửi đơn vị").click()
        assert "Kính gửi" in page.locator("textarea").first.input_value()
        expect(page.get_by_role("button", name="Chép lời nhắn")).to_have_count(0)
        seat.open("/don-vi?ky=2025")
        page.locator("select#ky").select_option("2026")
        page.get_by_role("button", name="Xem kỳ này").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bảng đơn vị năm 2026")
        seat.open("/so-lieu?ky=2025")
        page.get_by_role("link", name="Số đoàn viên kết nạp mới: 12").click()
        expect(page.locator("main")).to_contain_text("4 + 4 + 4 = 12")
        seat.open("/du-thao?ky=2025")
        page.get_by_role("button", name="Soạn dự thảo: Báo cáo tổng kết năm, năm 2025").click()
        page.get_by_role("link", name="Xem dự thảo").click()
        page.locator("mark.figure a", has_text="12 đoàn viên").first.click()
        expect(page.get_by_role("complementary", name="Nguồn của số")).to_contain_text("4 + 4 + 4 = 12")
        paper = seat.save(page.get_by_role("link", name="Tải văn bản (Word)"), tmp_path)
        assert zipfile.ZipFile(BytesIO(paper.read_bytes())).testzip() is None

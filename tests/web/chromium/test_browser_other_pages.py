"""Mẫu, Khen thưởng, Cụm thi đua and Lịch in a real browser; then the whole work by keyboard alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docx import Document
from playwright.sync_api import Browser, expect

from tests.desk.small_office import HANOI
from tests.web.chromium.conftest import SAMPLE_DAYS
from tests.web.chromium.seat import Seat, at_office


def test_a_template_goes_home_comes_back_edited_and_the_old_one_is_used_again(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/mau")
    page.get_by_role("link", name="Báo cáo tổng kết năm", exact=True).click()
    expect(page.get_by_role("heading", name="Chỗ điền và giá trị hôm nay")).to_be_visible()
    expect(page.locator("tbody tr", has_text="E02.ket_qua").first).to_contain_text("22")
    path = at_work.save(page.get_by_role("link", name="Tải report.docx"), tmp_path)
    shipped = path.read_bytes()
    document = Document(str(path))
    document.add_paragraph("Kèm theo: {{ E02.ket_qua")
    broken = tmp_path / "hỏng.docx"
    document.save(str(broken))
    page.get_by_label("Mẫu đã sửa").set_input_files(broken)
    page.get_by_role("button", name="Kiểm tra và nhận mẫu này").click()
    expect(page.get_by_role("alert", name="Điều cần biết")).to_contain_text("đoạn")  # where the fault is
    at_work.look()
    document.paragraphs[-1].runs[0].text = "Kèm theo: {{ E02.ket_qua }}"
    mended = tmp_path / "sửa rồi.docx"
    document.save(str(mended))
    at_work.open("/mau/bao-cao-nam?ky=2025")
    page.get_by_label("Thay tệp").select_option("report.docx")
    page.get_by_label("Mẫu đã sửa").set_input_files(mended)
    page.get_by_role("button", name="Kiểm tra và nhận mẫu này").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã nhận mẫu report.docx")
    at_work.look()
    page.get_by_role("button", name="Kiểm tra mẫu này").click()
    expect(page.get_by_role("link", name="Về mẫu này")).to_be_visible()
    at_work.look()
    page.get_by_role("link", name="Về mẫu này").click()
    page.get_by_role("button", name="Dùng lại bản này: report.docx").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã nhận mẫu report.docx")
    assert at_work.save(page.get_by_role("link", name="Tải report.docx"), tmp_path).read_bytes() == shipped


def test_nominations_are_listed_checked_and_put_in_order(chromium: Browser, sample_office: dict[str, Path]) -> None:
    name = "khen-thuong-mau"
    with at_office(chromium, sample_office[name], now=SAMPLE_DAYS[name]) as seat:
        page = seat.open("/khen-thuong")
        expect(page.locator("main")).to_contain_text("Tiền thưởng do cơ quan quyết định:")
        expect(page.locator("main")).to_contain_text("Phần mềm chỉ hỏi, không xóa, không sửa.")
        names = page.get_by_role("region", name="Danh sách", exact=True).locator("tbody th")
        found = []
        for order in ("ten", "don-vi"):
            page.get_by_label("Xếp theo").select_option(order)  # goes by itself
            page.wait_for_url(f"**xep={order}#danh-sach")
            found.append(names.all_inner_texts())
        assert found[0] != found[1]
        page.get_by_role("link", name="Trang sau").click()
        expect(page.get_by_role("navigation", name="Trang của danh sách")).to_contain_text("Trang 2/")


def test_a_cluster_is_ranked_with_ballots(chromium: Browser, sample_office: dict[str, Path]) -> None:
    name = "cum-thi-dua-mau"
    with at_office(chromium, sample_office[name], now=SAMPLE_DAYS[name]) as seat:
        page = seat.open("/cum-thi-dua?ky=2026")
        best = page.get_by_role("region", name="Xếp hạng").locator("tbody tr").first
        expect(best).to_contain_text("Công đoàn phường An Hòa")
        expect(best).to_contain_text("hơn kém nhau ở phiếu suy tôn")
        expect(page.get_by_role("region", name="Bỏ phiếu").locator("tbody tr").first).to_be_visible()
        expect(page.locator("svg.chart")).to_be_visible()


def test_what_is_overdue_is_told_and_done(chromium: Browser, at_work: Seat, office_worked: Path) -> None:
    page = at_work.open("/lich")
    expect(page.locator("main")).to_contain_text("Đến hạn hôm nay (20/01/2026)")
    home = Path(at_work.open("/").locator("dd code").first.inner_text())
    with at_office(chromium, home, now=datetime(2026, 3, 2, 8, tzinfo=HANOI)) as later:
        page = later.open("/lich")
        overdue = page.get_by_role("alert", name="Quá hạn")
        expect(overdue).to_contain_text("quá hạn")
        ground = page.locator(".state.overdue").evaluate("one => getComputedStyle(one).color")
        assert ground == "rgb(138, 28, 28)"  # red, beside the word
        later.look()
        page.get_by_role("button", name="Làm việc đến hạn ngay").click()
        expect(page.locator("main")).to_contain_text(": xong")
        later.look()
        later.open("/lich")
        expect(page.get_by_role("alert", name="Quá hạn")).to_have_count(0)
        later.look()
        page.get_by_role("link", name="Lời nhắn soạn sẵn của").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Lời nhắn gửi đơn vị")


def test_the_work_is_done_by_keyboard_alone(at_work: Seat) -> None:
    page = at_work.open("/")
    at_work.press("Tab")
    expect(page.get_by_role("link", name="Tới nội dung chính")).to_be_focused()
    at_work.press("Enter")
    expect(page.locator("main")).to_be_focused()
    at_work.open("/")
    at_work.tab_to(page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Số liệu"))
    at_work.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu")
    at_work.open("/so-lieu?ky=2025")
    at_work.tab_to(page.get_by_label("Tìm chỉ tiêu"))
    page.keyboard.type("ket nap")
    at_work.press("Enter")
    page.wait_for_url("**tim=ket**")
    at_work.tab_to(page.get_by_role("link", name="Số đoàn viên kết nạp mới: 22 đoàn viên"))
    at_work.press("Enter")
    at_work.tab_to(page.get_by_role("link", name="Suối Trong: 14 người"))
    at_work.press("Enter")
    at_work.tab_to(page.get_by_label("Số đúng"))
    page.keyboard.type("20")
    at_work.press("Tab")
    page.keyboard.type("đơn vị báo lại")
    at_work.press("Tab")
    page.keyboard.type("Lê Thị Mai")
    at_work.press("Tab", "Enter")
    expect(page.locator("dl.facts")).to_contain_text("20 người")
    at_work.open("/du-thao?ky=2025")
    at_work.tab_to(page.get_by_role("button", name="Soạn dự thảo: Báo cáo tổng kết năm, năm 2025"))
    at_work.press("Space")
    expect(page.get_by_role("link", name="Xem dự thảo")).to_be_visible()
    at_work.tab_to(page.get_by_role("link", name="Xem dự thảo"))
    at_work.press("Enter")
    figure = page.locator("mark.figure a", has_text="28 đoàn viên").first
    figure.focus()  # hundreds of figures come before it, each a stop of the Tab key
    at_work.press("Enter")
    expect(page.locator("#nguon")).to_be_focused()
    expect(page.locator("#nguon")).to_contain_text("20 + 4 + 4 = 28")
    at_work.tab_to(page.get_by_role("link", name="Về chỗ ghi số này trong văn bản"))

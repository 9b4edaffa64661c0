"""Nhận lại bản đã sửa and Báo cáo cũ in a real browser: conflicts one by one, past figures beside their sentences."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from tests.web.chromium.seat import Seat
from tests.web.test_page_past import NAME, report
from tests.web.test_page_returned import typed_over


def test_an_officers_number_meets_a_late_one_and_a_person_decides(at_work: Seat, tmp_path: Path) -> None:
    page = at_work.open("/du-thao?ky=2025")
    older = page.get_by_role("region", name="Đã soạn").locator("tbody tr").last
    older.get_by_role("link").first.click()
    paper = at_work.save(page.get_by_role("link", name="Tải văn bản (Word)"), tmp_path)
    edited = tmp_path / "Báo cáo chị Hoa sửa.docx"
    edited.write_bytes(typed_over(paper.read_bytes()))
    at_work.open("/ban-sua")
    page.get_by_label("Thả tệp vào đây").set_input_files(edited)
    page.get_by_role("button", name="Xem các bản này").click()
    expect(page.get_by_label("Tóm tắt")).to_contain_text("Cần quyết định 1 chỗ")
    at_work.look()
    page.get_by_label("Lấy số mới: 22 đoàn viên").check()
    page.get_by_role("button", name="Lập tệp cập nhật").click()
    made = at_work.save(page.get_by_role("link", name="đã cập nhật số liệu").first, tmp_path)
    at_work.look()
    said = visible_text(read_page(made.read_bytes()), View.ACCEPTED)
    assert "22 đoàn viên" in said
    assert "15 đoàn viên" not in said
    page.get_by_role("link", name="Soát, xem trước").first.click()
    expect(page.locator("#ket-qua")).to_be_visible()
    at_work.look()
    page.get_by_label("Số văn bản").fill("145")
    page.get_by_label("Ngày ban hành").fill("2026-01-20")
    page.get_by_role("button", name="Phát hành văn bản này").click()
    expect(page.get_by_role("button", name="Đúng, phát hành")).to_be_focused()
    expect(page.locator("#hoi-lai")).to_be_in_viewport(ratio=1)


def test_a_past_report_is_read_beside_its_sentences(at_work: Seat, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(report())
    page = at_work.open("/bao-cao-cu")
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator("form[data-drop] button[type=submit]").click()
    page.locator("main a[href^='/bao-cao-cu/']").first.click()
    expect(page.locator("article").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("676")
    at_work.look()
    page.locator("article").first.focus()
    page.keyboard.press("b")
    expect(page.locator("#so-dong")).to_contain_text("1 bỏ")

"""Người dùng in a real browser: an office's server lets in whom its administrator knows, each as far as their role."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web.chromium.conftest import ADMIN
from tests.web.chromium.seat import seat_at
from tests.web.live import live

OFFICER = ("mai", "mật khẩu của Mai")


def test_an_administrator_adds_a_user_who_signs_in_and_is_taken_away(
    chromium: Browser, server_office: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(server_office, tmp_path / "vp"))
    with live(home) as running, seat_at(chromium, running, ADMIN) as chief, seat_at(chromium, running) as other:
        page = chief.page
        page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Người dùng").click()
        form = page.locator("#them-nguoi")
        form.get_by_label("Tên đăng nhập").fill(OFFICER[0])
        form.get_by_label("Tên hiện trên trang").fill("Lê Thị Mai")
        form.get_by_label("Vai trò").select_option("chuyên viên")
        form.get_by_label("Mật khẩu, từ").fill(OFFICER[1])
        form.get_by_label("Gõ lại mật khẩu").fill("khác hẳn mật khẩu ấy")
        form.get_by_role("button", name="Thêm người dùng").click()
        expect(page.get_by_role("alert")).to_contain_text("Hai lần gõ mật khẩu không giống nhau.")
        expect(form.get_by_label("Tên hiện trên trang")).to_have_value("Lê Thị Mai")  # what was typed is kept
        chief.look()
        form.get_by_label("Mật khẩu, từ").fill(OFFICER[1])
        form.get_by_label("Gõ lại mật khẩu").fill(OFFICER[1])
        form.get_by_role("button", name="Thêm người dùng").click()
        expect(page.get_by_role("status")).to_contain_text("Đã thêm người dùng.")

        other.sign_in(OFFICER[0], "không nhớ")
        expect(other.page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng.")
        other.look()
        other.sign_in(*OFFICER)
        expect(other.page.locator("header")).to_contain_text("Lê Thị Mai (chuyên viên)")
        menu = other.page.get_by_role("navigation", name="Các trang")
        expect(menu.get_by_role("link", name="Bảng đơn vị")).to_be_visible()
        expect(menu.get_by_role("link", name="Người dùng")).to_have_count(0)
        answer = other.page.goto(f"{other.address}/nguoi-dung")
        assert answer is not None
        assert answer.status == 403
        other.look()

        page.get_by_label(f"Bỏ người dùng {OFFICER[0]}", exact=True).click()
        page.get_by_role("button", name=f"Bỏ {OFFICER[0]}", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Đã bỏ người dùng.")
        other.page.goto(f"{other.address}/don-vi")
        expect(other.page.get_by_role("button", name="Đăng nhập")).to_be_visible()  # out at once

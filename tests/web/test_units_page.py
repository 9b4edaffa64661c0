"""Bảng đơn vị: states, filters, each fault with its place, ready texts, forms and registers out."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from drafter.desk.asked import settings_seen
from drafter.desk.forms import asked_in, form_folder
from drafter.desk.unit_list import OLD_LISTS, list_seen
from drafter.desk.workspace import UNITS, open_workspace
from drafter.intake.unit_list_writer import write_units
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.web.paging import part_of
from drafter.web.periods import period_choices, usual_period
from tests.desk.small_office import ASKED, COMMUNE, SCHOOL, SEWING, Desk, fill_form
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words


@pytest.fixture
def handed_in(browser: Browser, tmp_path: Path) -> Browser:
    """The school handed in, the sewing company's form has a fault, the commune is missing."""
    good = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {"A01": 50, "A04": 40}).read_bytes()
    bad = fill_form(tmp_path / "b.xlsx", SEWING, "2025", {"A01": "nhiều"}).read_bytes()
    browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("truong.xlsx", good), ("may.xlsx", bad)]))
    return browser


def test_the_board_counts_and_filters_by_state(handed_in: Browser) -> None:
    told = words(handed_in.get("/don-vi?ky=2025"))
    assert "1 nộp 0 nộp lại 1 lỗi 1 thiếu" in told
    missing = words(handed_in.get("/don-vi?ky=2025&loc=missing"))
    assert COMMUNE in missing
    assert SCHOOL not in missing
    assert words(handed_in.get("/don-vi?ky=2025&loc=resubmitted")).count("Không có đơn vị nào như vậy.") == 1


@pytest.mark.parametrize("search", ["suoi trong", "SUỐI", "cdcs-01", "tieu hoc"])
def test_units_are_found_without_accents(handed_in: Browser, search: str) -> None:
    told = words(handed_in.get("/don-vi", params={"ky": "2025", "tim": search}))
    assert "Suối Trong" in told
    assert "Lá Biếc" not in told


def test_a_unit_is_told_with_place_remedy_and_text_to_send(handed_in: Browser) -> None:
    found = handed_in.get(f"/don-vi/{SEWING}?ky=2025")
    told = words(found)
    row = re.search(r"lỗi (D\d{3}) may\.xlsx Số liệu (F\d+) (.+)", told)
    assert row is not None
    text = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", found.text, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert text.startswith("Kính gửi Công đoàn cơ sở Công ty May Lá Biếc!")
    assert 'data-copy="loi-nhan" hidden' in found.text  # without scripts the box itself is what is copied
    assert words(handed_in.get("/don-vi/KHONG-CO?ky=2025")).startswith("Không có trang này")


def test_all_texts_on_one_page(handed_in: Browser) -> None:
    found = handed_in.get("/don-vi/loi-nhan?ky=2025")
    assert "2 đơn vị cần nhắc." in words(found)
    assert found.text.count("<textarea") == 2
    assert "chưa nhận được biểu số liệu năm 2025" in found.text


def test_what_goes_out_with_the_forms_comes_before_any_reminder(browser: Browser) -> None:
    first = browser.get("/don-vi/loi-nhan?ky=2027")
    assert "chưa nhận được" not in first.text
    assert first.text.count("<textarea") == 4
    assert "Kính gửi các đơn vị! Liên đoàn Lao động tỉnh Núi Xanh gửi kèm biểu số liệu năm 2027" in words(first)
    assert "điền vào biểu kèm theo và gửi lại trước ngày 15/01/2028" in words(first)
    assert "chưa nhận được" not in browser.get(f"/don-vi/{SCHOOL}?ky=2027").text
    made = browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2027"}, page="/don-vi?ky=2027"))
    assert "Kính gửi các đơn vị!" in words(made)
    assert "lời nhắn gửi kèm biểu" in words(browser.get("/don-vi?ky=2027"))
    assert "3 đơn vị cần nhắc." in words(browser.get("/don-vi/loi-nhan?ky=2027"))
    assert "Kính gửi các đơn vị!" in words(browser.get("/don-vi/loi-nhan?ky=2027&kem-bieu=1"))


def test_the_same_in_another_process_is_seen(browser: Browser, home: Path, tmp_path: Path) -> None:
    """What a command does meanwhile shows on the page: nothing is kept that the store has left behind."""
    from drafter.store.store import open_store

    assert "0 nộp 0 nộp lại 0 lỗi 3 thiếu" in words(browser.get("/don-vi?ky=2025"))
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        Desk(ws, store).everybody()
    assert "3 nộp 0 nộp lại 0 lỗi 0 thiếu" in words(browser.get("/don-vi?ky=2025"))


def test_forms_of_all_units_are_made_and_packed(browser: Browser, home: Path) -> None:
    assert browser.get("/don-vi/bieu.zip?ky=2026").status_code == 404
    made = browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2026"}, page="/don-vi?ky=2026"))
    assert "Đã có 3 biểu trong thư mục bieu-mau/2026_gui-di ." in words(made)
    packed = browser.get("/don-vi/bieu.zip?ky=2026")
    names = zipfile.ZipFile(BytesIO(packed.content)).namelist()
    assert names == [path.name for path in sorted(form_folder(open_workspace(home), Period.parse("2026")).iterdir())]
    assert len(names) == 3
    board = words(browser.get("/don-vi?ky=2026"))
    assert board.index("Chọn chỉ tiêu hỏi trong biểu") < board.index("Lập biểu năm 2026 cho mọi đơn vị")
    again = browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2026"}, page="/don-vi?ky=2026"))
    assert "3 biểu đã lập trước đó được giữ nguyên." in words(again)


def test_forms_are_made_anew_once_the_choice_has_changed(browser: Browser, home: Path, tmp_path: Path) -> None:
    assert "Lập lại biểu chưa nhận" not in words(browser.get("/don-vi/chi-tieu?da-ghi=1"))
    browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2025"}))
    assert "Lập lại biểu chưa nhận" in words(browser.get("/don-vi/chi-tieu?da-ghi=1"))
    form = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {"A01": 50}).read_bytes()
    browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("a.xlsx", form)]))
    seen = settings_seen(open_workspace(home))
    browser.post("/don-vi/chi-tieu", {"chi-tieu": ["A01", "E02"], "da-xem": seen})
    same = browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2025"}))
    assert "giữ nguyên, vẫn hỏi 7 chỉ tiêu; văn phòng nay chọn 2 chỉ tiêu" in words(same)
    new = browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2025", "lap-lai": "1"}))
    assert "1 biểu đã lập trước đó được giữ nguyên" in words(new)  # of the unit that has handed in
    ws = open_workspace(home)
    folder = form_folder(ws, Period.parse("2025"))
    assert sorted(str(asked_in(ws, path)) for path in folder.iterdir()) == ["2", "2", "7"]
    assert [asked_in(ws, path) for path in folder.with_name("2025_gui-di-cu").iterdir()] == [7, 7]
    assert asked_in(ws, tmp_path / "không có.xlsx") is None
    browser.settled(browser.post("/don-vi/lap-bieu", {"ky": "2025", "lap-lai": "1"}))  # what lies there stays
    again = sorted((asked_in(ws, path) or 0, path.stem[-3:]) for path in folder.with_name("2025_gui-di-cu").iterdir())
    assert [asks for asks, _ in again] == [2, 2, 7, 7]
    assert [ending for asks, ending in again if asks == 2] == ["-v2", "-v2"]


def test_the_form_of_a_unit_is_made_for_the_download_only(browser: Browser, home: Path) -> None:
    found = browser.get(f"/don-vi/bieu/{SCHOOL}?ky=2026-Q1")
    assert "Số liệu" in load_workbook(BytesIO(found.content)).sheetnames
    assert "filename*=UTF-8''Bi%E1%BB%83u%20qu%C3%BD%20I" in found.headers["content-disposition"]
    assert not list((home / "bieu-mau").iterdir())
    assert browser.get("/don-vi/bieu/KHONG-CO?ky=2026").status_code == 422
    assert browser.get(f"/don-vi/bieu/{SCHOOL}?ky=năm-nay").status_code == 422


def test_registers_are_listed_and_sent_out(browser: Browser) -> None:
    told = words(browser.get("/don-vi?ky=2025"))
    assert "Danh sách đề nghị khen thưởng chưa có" in told
    one = browser.get("/don-vi/so/xep-loai?ky=2025")
    assert load_workbook(BytesIO(one.content)).sheetnames
    assert browser.get("/don-vi/so/khong-co?ky=2025").status_code == 422


def test_a_new_list_takes_the_old_ones_place_and_the_old_one_stays(browser: Browser, home: Path) -> None:
    old = (home / UNITS).read_bytes()
    units = [Organisation("CDCS-77", (Standing(Level.GRASSROOTS, "Công đoàn cơ sở Bảy Bảy", parent="LDLD-NUIXANH"),))]
    seen = {"da-xem": list_seen(home)}
    bad = browser.post("/don-vi/danh-sach", seen, [("danh sách.xlsx", b"x")])
    assert bad.status_code == 422
    assert "W137" in words(bad)
    assert "D149" not in words(bad)
    assert "Thay bằng tệp Excel" in words(bad)  # the page itself, to try again
    assert (home / UNITS).read_bytes() == old
    found = browser.post("/don-vi/danh-sach", seen, [("danh sách.xlsx", write_units(units))])
    assert "Hiện có 1 đơn vị." in words(found)
    assert [path.read_bytes() for path in (home / OLD_LISTS).iterdir()] == [old]
    listed = browser.get("/don-vi/danh-sach.xlsx")
    assert listed.content == (home / UNITS).read_bytes()
    none = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": "Công đoàn cơ sở Bảy Bảy"})
    assert none.status_code == 422
    assert "không có dòng nào là đơn vị mới" in words(none)


def test_a_table_pasted_from_excel_is_told_line_by_line(browser: Browser, home: Path) -> None:
    before = {unit.code for unit in open_workspace(home).units}
    taken = min(before)
    lines = (
        "STT\tTên đơn vị\tSố đoàn viên\n1\tCĐCS Sở Xây dựng\t45\n2\tCĐCS Sở Y tế\t90\n"
        f"3\tCông đoàn cơ sở Sở Y tế\t90\n4\t{taken}\tCĐCS Sở Nội vụ\n"
    )
    told = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": lines})
    assert (
        "Đã thêm 3 đơn vị, bỏ qua 1 dòng trùng tên đã có, đổi mã 1 đơn vị vì mã ghi ở dòng ấy đã có đơn vị khác dùng."
        in words(told)
    )
    new = [unit for unit in open_workspace(home).units if unit.code not in before]
    assert [unit.standings[0].name for unit in new] == ["CĐCS Sở Xây dựng", "CĐCS Sở Y tế", "CĐCS Sở Nội vụ"]
    plain = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": "CĐCS Sở Công Thương"})
    assert "Đã thêm 1 đơn vị." in words(plain)
    assert 'href="/don-vi#gui-bieu"' in plain.text
    assert 'id="gui-bieu"' in browser.get("/don-vi").text


def test_one_unit_is_taken_out_and_back_and_its_figures_are_told_first(
    browser: Browser, home: Path, tmp_path: Path
) -> None:
    def expected(year: str) -> tuple[str, ...]:
        return open_workspace(home).expected(Period.parse(year))

    path = "/don-vi/danh-sach"
    out = browser.get(f"{path}/{SEWING}")
    assert "chưa có kỳ nào" in words(out)
    assert faults(out.text) == []
    dropped = browser.post(path, {"da-xem": list_seen(home), "bo-han": SEWING})
    assert f"Đã bỏ «{SEWING}» khỏi danh sách." in words(dropped)
    assert SEWING not in expected("2025")
    assert "có 1 đơn vị nay không còn" in words(dropped)  # what the old list has more than the one in use
    (old,) = re.findall(r'name="ban" value="([^"]+)"><button type="submit">Đưa lại vào danh sách', dropped.text)
    browser.post(path, {"da-xem": list_seen(home), "ban": old})
    assert SEWING in expected("2025")

    form = fill_form(tmp_path / "a.xlsx", SEWING, "2025", {"A01": 50}).read_bytes()
    browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("a.xlsx", form)]))
    out = browser.get(f"{path}/{SEWING}")
    assert "Đã có biểu, số liệu của năm 2025" in words(out)
    assert 'value="2026" selected' in out.text  # the period after what it has given
    assert "Bỏ hẳn" not in words(out)
    refused = browser.post(path, {"da-xem": list_seen(home), "bo-han": SEWING})
    assert (refused.status_code, "W138" in words(refused)) == (422, True)
    gone = browser.post(path, {"da-xem": list_seen(home), "thoi-theo-doi": SEWING, "tu-ky": "2026"})
    assert "thôi theo dõi sau 31/12/2025" in words(gone)
    assert faults(gone.text) == []
    assert (SEWING in expected("2025"), SEWING in expected("2026")) == (True, False)
    browser.post(path, {"da-xem": list_seen(home), "theo-doi-lai": SEWING})
    assert SEWING in expected("2026")
    early = browser.post(path, {"da-xem": list_seen(home), "thoi-theo-doi": COMMUNE, "tu-ky": "2025"})
    assert "«Công đoàn xã Nguồn Cội» bắt đầu từ ngày 01/07/2025, không thôi theo dõi được từ năm 2025" in words(early)
    assert browser.get(f"{path}/KHONG-CO").status_code == 404


def test_a_unit_whose_code_has_a_stroke_has_its_pages(browser: Browser, home: Path) -> None:
    browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": "CN/07; Công đoàn cơ sở Cảng Bảy"})
    board = browser.get("/don-vi?ky=2026")
    for address in re.findall(r'href="([^"]*CN/07[^"]*)"', board.text):
        assert browser.get(unescape(address)).status_code == 200, address
    assert "Công đoàn cơ sở Cảng Bảy" in words(browser.get("/don-vi/CN/07?ky=2026"))
    assert "Bỏ hẳn" in words(browser.get("/don-vi/danh-sach/CN/07"))
    found = browser.get("/don-vi/danh-sach?tim=cang bay")  # the list itself is searched without accents too
    assert ("Cảng Bảy" in words(found), "Lá Biếc" in words(found)) == (True, False)
    assert faults(found.text) == []
    assert "Không có đơn vị nào như vậy." in words(browser.get("/don-vi/danh-sach?tim=zzz"))


def test_old_lists_are_told_apart(browser: Browser, home: Path) -> None:
    for lines in ("CĐCS Sở Xây dựng", "CĐCS Sở Y tế\nCĐCS Sở Nội vụ"):
        found = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": lines})
    assert re.findall(r"(\d+) thiếu (\d) đơn vị nay đang có", words(found)) == [("5", "2"), ("4", "3")]


def test_of_long_lists_only_the_newest_old_one_is_read_unless_asked(
    browser: Browser, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.web.pages.unit_list._LONG", 3)
    for lines in ("CĐCS Sở Xây dựng", "CĐCS Sở Y tế"):
        found = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "dong": lines})
    assert found.text.count("Dùng lại danh sách dùng đến") == 1
    older = browser.get("/don-vi/danh-sach?cu=1")
    assert "Xem các danh sách cũ hơn" in found.text
    assert "Xem các danh sách cũ hơn" not in older.text
    assert older.text.count("Dùng lại danh sách dùng đến") == 2


def test_the_first_deeds_stand_in_their_order_and_make_room_once_done(browser: Browser, handed_in: Browser) -> None:
    fresh = browser.get("/don-vi?ky=2026")
    told = words(fresh)
    order = ("Danh sách đơn vị :", "Chọn chỉ tiêu hỏi", "Lập biểu năm 2026 cho mọi", "Nhận biểu", "Các đơn vị")
    assert sorted(order, key=told.index) == [*order]
    assert 'class="told"' not in fresh.text
    later = browser.get("/don-vi?ky=2025")
    assert '<details class="told"><summary>Gửi biểu' in later.text
    assert "Còn 1/3 đơn vị chưa nộp; 1/3 đơn vị đã nộp nhưng biểu còn lỗi." in words(later)
    assert "CÒN THIẾU 2/3 ĐƠN VỊ»: 2 đơn vị chưa nộp hoặc biểu gửi về chưa dùng được." in words(later)
    assert "Còn thiếu 2/3 đơn vị" in words(browser.get("/du-thao?ky=2025"))  # the same number
    assert faults(later.text) == []


def test_a_form_with_faults_is_not_told_as_simply_taken(browser: Browser, tmp_path: Path) -> None:
    bad = fill_form(tmp_path / "b.xlsx", SEWING, "2025", {"A01": 50, "A04": "nhiều"}).read_bytes()
    good = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {"A01": 50, "A04": 40}).read_bytes()
    done = browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("may.xlsx", bad), ("truong.xlsx", good)]))
    assert '<span class="state faulty">nhận mới, còn lỗi</span>' in done.text
    assert '<span class="state new">nhận mới</span>' in done.text
    assert "1 tệp đã nhận nhưng còn lỗi" in words(done)


def test_a_list_with_faults_leaves_the_good_one_in_use_and_an_old_one_comes_back(browser: Browser, home: Path) -> None:
    good = (home / UNITS).read_bytes()
    faulty = "Mã;Tên;Cấp\nCDCS-88;Công đoàn cơ sở Tám Tám;\n;Công đoàn cơ sở Chín;\nCDCS-90;Công đoàn X;Cấp lạ\n"
    files = [("đơn vị.csv", faulty.encode("utf-8-sig"))]
    refused = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home)}, files)
    assert refused.status_code == 422
    told = words(refused)
    assert "danh sách mới có 2 chỗ lỗi" in told
    assert all(code in told for code in ("W127", "D171", "D173"))
    assert (home / UNITS).read_bytes() == good
    assert faults(refused.text) == []
    done = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "van-thay": "1"}, files)
    assert "Đã thay danh sách đơn vị" in words(done)
    assert [unit.code for unit in open_workspace(home).units] == ["CDCS-88"]
    (old,) = (home / OLD_LISTS).iterdir()
    assert old.name in done.text
    assert faults(done.text) == []
    again = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "ban": old.name})
    assert "Đã thay danh sách đơn vị" in words(again)
    assert (home / UNITS).read_bytes() == good
    outside = browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home), "ban": "../drafter.toml"})
    assert "W128" in words(outside)
    assert browser.post("/don-vi/danh-sach", {"da-xem": "khac", "ban": old.name}).status_code == 409


def test_what_forms_ask_for_is_chosen_on_the_page(browser: Browser, home: Path) -> None:
    assert "Biểu hỏi 7 chỉ tiêu" in words(browser.get("/don-vi?ky=2026"))
    page = browser.get("/don-vi/chi-tieu")
    assert faults(page.text) == []
    marked = [one for one in parsed(page.text).all("input") if "checked" in one.attributes]
    assert {one.attributes["value"] for one in marked} == {*ASKED}
    seen = next(one.attributes["value"] for one in parsed(page.text).all("input") if one.attributes["name"] == "da-xem")
    done = browser.post("/don-vi/chi-tieu", {"chi-tieu": ["A01", "E02"], "da-xem": seen})
    assert "Biểu lập từ nay hỏi 2 chỉ tiêu" in words(done)
    assert [one.code for one in open_workspace(home).asked] == ["A01", "E02"]
    late = browser.post("/don-vi/chi-tieu", {"chi-tieu": "A04", "da-xem": seen})
    assert late.status_code == 422
    assert "W135" in words(late)


def _marked(page: Any) -> set[str]:
    return {one.attributes["value"] or "" for one in parsed(page.text).all("input") if "checked" in one.attributes}


def test_groups_and_the_short_set_are_marked_without_scripts_and_not_written(browser: Browser, home: Path) -> None:
    path, seen = "/don-vi/chi-tieu", settings_seen(open_workspace(home))
    catalogue = open_workspace(home).catalogue
    group = {one.code for one in catalogue.in_group("B")}
    told = {"chi-tieu": ["A01", "B01"], "da-xem": seen}
    every = browser.post(path, {**told, "nhom": "+B"})
    assert _marked(every) == {"A01", *group}
    assert f"Chưa ghi. Đang đánh dấu {1 + len(group)}/{len(catalogue.indicators)} chỉ tiêu" in words(every)
    assert f"(chọn {len(group)} /{len(group)})" in words(every)
    assert faults(every.text) == []
    assert _marked(browser.post(path, {**told, "nhom": "-B"})) == {"A01"}
    short = browser.post(path, {**told, "rut-gon": "1"})
    assert _marked(short) == {one.code for one in catalogue.indicators if one.core} | {"A04", "A08", "E01", "E02"}
    found = browser.post(path, {**told, "tim": "TO ROI", "tim-chi-tieu": "1"})
    assert _marked(found) == {"A01", "B01"}  # what is out of sight stays as it was marked
    shown = [one for one in parsed(found.text).all("label") if "data-plain" in one.attributes]
    assert [one.attributes["data-plain"] for one in shown if "hidden" not in one.attributes] == [
        "b05a so to roi, tai lieu tuyen truyen da phat hanh"
    ]
    none = browser.post(path, {**told, "tim": "không có đâu", "tim-chi-tieu": "1"})
    assert "Không có chỉ tiêu nào như vậy." in words(none)
    assert [one.code for one in open_workspace(home).asked] == [*ASKED]  # nothing of this was written


def test_a_csv_becomes_the_list(browser: Browser, home: Path) -> None:
    text = "Mã;Tên\nCDCS-88;Công đoàn cơ sở Tám Tám\n".encode("utf-8-sig")
    browser.post("/don-vi/danh-sach", {"da-xem": list_seen(home)}, [("đơn vị.csv", text)])
    assert [unit.code for unit in open_workspace(home).units] == ["CDCS-88"]


def test_only_this_period_and_who_handed_in(browser: Browser, tmp_path: Path) -> None:
    form = fill_form(tmp_path / "a.xlsx", SCHOOL, "2024", {"A01": 50}).read_bytes()
    told = {"ky": "2025", "chi-ky-nay": "1", "nguoi-nop": "Văn thư"}
    found = browser.settled(browser.post("/don-vi/nhap", told, [("a.xlsx", form)]))
    assert "chưa nhận được 1" in words(found)
    assert "chưa nhận được" not in words(
        browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("a.xlsx", form)]))
    )


def test_a_page_that_fails_is_told_and_logged(browser: Browser, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.web.pages import units

    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(units, "registers_in", fail)
    found = browser.get("/don-vi?ky=2025")
    assert found.status_code == 500
    assert "W199" in words(found)
    assert "secret detail" not in found.text
    (log,) = home.glob("drafter-loi-*.log")
    assert "GET /don-vi" in log.read_text("utf-8")


def test_a_busy_store_asks_to_try_again(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.model.problem import Place
    from drafter.store.errors import BUSY, refusal
    from drafter.web.pages import units

    def busy(*_: object) -> None:
        raise refusal(BUSY, Place(file="drafter.db"), seconds="10")

    monkeypatch.setattr(units, "registers_in", busy)
    found = browser.get("/don-vi?ky=2025")
    assert found.status_code == 503
    assert "W205" in words(found)


@pytest.mark.parametrize(
    ("asked", "number", "rows"), [("", 1, 100), ("2", 2, 100), ("3", 3, 50), ("9", 3, 50), ("0", 1, 100), ("x", 1, 100)]
)
def test_a_long_list_is_shown_in_parts(asked: str, number: int, rows: int) -> None:
    part = part_of(range(250), asked)
    assert (part.number, part.count, part.total, len(part.rows)) == (number, 3, 250, rows)


def test_the_usual_period_is_over_and_the_choices_are_the_newest_first(desk: Desk) -> None:
    from datetime import date

    def usual() -> str:
        received = {str(period): len(desk.store.submissions(period)) for period in desk.store.periods()}
        return str(usual_period(desk.store.periods(), today, lambda period: received[str(period)]))

    today = date(2026, 10, 5)
    assert usual() == "2026"
    desk.everybody("2025")
    desk.hand_in(SCHOOL, {"A01": 1}, "2026")
    assert usual() == "2025"
    choices = [str(period) for period in period_choices(desk.store.periods(), today, Period.parse("2019"))]
    assert choices == ["2027", "2026", "2026-Q4", "2026-9M", "2026-Q3", "2026-H1", "2026-Q2", "2026-Q1", "2025", "2019"]


def test_one_late_form_of_last_year_takes_nobody_away_from_this_year() -> None:
    from datetime import date

    given = {Period.parse("2026"): 5, Period.parse("2025"): 1}
    assert str(usual_period(given, date(2026, 11, 27), given.__getitem__)) == "2026"
    assert str(usual_period(given, date(2027, 1, 9), given.__getitem__)) == "2026"
    last_years = {**given, Period.parse("2025"): 5}
    assert str(usual_period(last_years, date(2026, 11, 27), last_years.__getitem__)) == "2025"


def test_after_files_the_board_is_the_one_they_were_sent_from_or_that_of_most(browser: Browser, tmp_path: Path) -> None:
    last_year = fill_form(tmp_path / "a.xlsx", SCHOOL, "2024", {"A01": 50}).read_bytes()
    this_year = fill_form(tmp_path / "b.xlsx", SCHOOL, "2025", {"A01": 50}).read_bytes()
    sent = {"ky": "2025"}
    alone = browser.settled(browser.post("/don-vi/nhap", sent, [("a.xlsx", last_year)]))
    assert 'href="/don-vi?ky=2024"' in alone.text
    both = browser.settled(browser.post("/don-vi/nhap", sent, [("a.xlsx", last_year), ("b.xlsx", this_year)]))
    assert 'href="/don-vi?ky=2025"' in both.text


def test_the_offices_own_form_is_offered_and_followed(browser: Browser, tmp_path: Path) -> None:
    """Targets and texts come from it: it is on the board, and it has a page before and after it came."""
    from tests.desk.small_office import OFFICE

    told = browser.get("/don-vi?ky=2025")
    assert f"/don-vi/bieu/{OFFICE}?ky=2025" in told.text
    assert "Chưa điền biểu năm 2025." in words(told)
    assert "Tình trạng năm 2025 chưa điền" in words(browser.get(f"/don-vi/{OFFICE}?ky=2025"))
    own = fill_form(tmp_path / "co-quan.xlsx", OFFICE, "2025", {"A04": 40}).read_bytes()
    browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("co-quan.xlsx", own)]))
    assert "Đã nhận" in words(browser.get("/don-vi?ky=2025"))
    assert "co-quan.xlsx" in words(browser.get(f"/don-vi/{OFFICE}?ky=2025"))


def test_the_draft_leads_to_the_offices_form_where_it_has_gaps(worked: Browser) -> None:
    from tests.desk.small_office import OFFICE

    found = worked.get("/du-thao?ky=2025")
    draft = re.search(r'href="(/du-thao/[a-z0-9]+/\d+)', found.text)
    assert draft is not None
    assert f"/don-vi/bieu/{OFFICE}?ky=2025" in worked.get(draft.group(1)).text


def test_a_file_is_told_with_the_points_that_the_board_has(browser: Browser, tmp_path: Path) -> None:
    bad = fill_form(tmp_path / "b.xlsx", SEWING, "2025", {"A01": "nhiều"}).read_bytes()
    done = browser.settled(browser.post("/don-vi/nhap", {"ky": "2025"}, [("may.xlsx", bad)]))
    (points,) = re.findall(r"(\d+) điểm cần xem", words(done))
    assert f" {points} điểm" in words(browser.get("/don-vi?ky=2025"))
    assert "năm 2025" in words(done)


def test_a_late_form_says_that_the_draft_is_older_and_where_to_go(worked: Browser, tmp_path: Path) -> None:
    late = fill_form(tmp_path / "c.xlsx", SEWING, "2025", {"A01": 77}).read_bytes()
    done = worked.settled(worked.post("/don-vi/nhap", {"ky": "2025"}, [("may.xlsx", late)]))
    assert "Dự thảo năm 2025 đã soạn trước khi các số này về" in words(done)
    assert 'href="/ban-sua"' in done.text
    again = worked.settled(worked.post("/don-vi/nhap", {"ky": "2025"}, [("may.xlsx", late)]))
    assert "đã soạn trước khi" not in words(again)
    assert faults(done.text) == []

"""Báo cáo cũ: past reports read, each figure decided on, what is accepted stored as a whole, a template made."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from drafter.desk.past_reports import PAST, STATE, Quoted, find_past, quoted, review_of
from drafter.desk.received import id_of
from drafter.model.period import Period
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.web.roles import Account, Role
from tests.desk.small_office import NEW_MEMBERS, OFFICE, OFFICE_NAME, SCHOOL, fill_form
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words

Y2023 = Period.parse("2023")
LINES = (
    OFFICE_NAME.upper(),
    "BÁO CÁO",
    "Tổng kết hoạt động công đoàn năm 2023",
    "Trong năm 2023, các cấp công đoàn kết nạp mới 676 đoàn viên công đoàn, người lao động phấn khởi.",
    "Công đoàn tặng 1.150 suất quà Tết cho đoàn viên, người lao động với số tiền 575 triệu đồng.",
    "Cuối năm kết nạp mới 690 đoàn viên công đoàn, cộng các công đoàn cơ sở.",
)
NAME = "Báo cáo 2023.docx"


def report(*lines: str) -> bytes:
    document = Document()
    for line in lines or LINES:
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def send(browser: Browser, *files: tuple[str, bytes], **fields: str) -> str:
    """Drop reports on the page and wait until they are read; the address of their batch."""
    page = browser.settled(browser.post("/bao-cao-cu/gui", fields, files))
    found = re.search(r'href="(/bao-cao-cu/[0-9a-f]{16})"', page.text)
    assert found is not None, words(page)
    return found.group(1)


def rows(browser: Browser, batch: str) -> dict[str, int]:
    """The rows of a batch: what each says, and its number."""
    held = find_past(browser.site.workspace(), batch.rpartition("/")[2])
    review = None if held is None else review_of(held)
    assert review is not None
    return {f"{row.indicator} {row.value}": number for number, row in enumerate(review.rows)}


def fields_of(browser: Browser, batch: str, number: int) -> dict[str, str]:
    """What the form of a row sends when nothing is typed."""
    page = parsed(browser.get(batch).text)
    row = next(one for one in page.all("article") if one.attributes["id"] == f"dong-{number + 1}")
    sent = {}
    for one in row.all("input"):
        if one.attributes.get("type") != "radio" or "checked" in one.attributes:
            sent[one.attributes["name"]] = one.attributes.get("value", "")
    for one in row.all("select"):
        chosen = next(each for each in one.all("option") if "selected" in each.attributes)
        sent[one.attributes["name"]] = chosen.attributes.get("value", chosen.text)
    sent.pop("csrf")
    return sent


def decide(browser: Browser, batch: str, number: int, how: str, **typed: str) -> object:
    sent = {**fields_of(browser, batch, number), **{name.replace("_", "-"): text for name, text in typed.items()}}
    return browser.post(f"{batch}/dong/{number}", {**sent, "quyet": how})


def stored(browser: Browser) -> dict[str, str]:
    return {one.key.indicator: str(one.value) for one in browser.site.store().figures([Y2023])}


def test_each_figure_stands_beside_its_words_the_most_doubtful_first(browser: Browser) -> None:
    batch = send(browser, (NAME, report()))
    page = browser.get(batch)
    assert faults(page.text) == []
    articles = parsed(page.text).all("article")
    said = next(one for one in articles if "676" in one.all("mark")[0].text)
    assert "Trong năm 2023, các cấp công đoàn kết nạp mới" in said.all("blockquote")[0].text
    assert [one.text for one in said.all("mark")] == ["676"]
    assert NEW_MEMBERS in {
        one.attributes["value"] for one in said.all("input") if one.attributes.get("type") == "radio"
    }
    doubts = [int(found) for found in re.findall(r"Độ ngờ (\d+)", page.text)]
    assert doubts == sorted(doubts, reverse=True)
    assert "Số không khớp nhau trong báo cáo" in words(page)
    assert stored(browser) == {}
    assert ", năm 2023" in said.text
    assert {one.attributes["value"] for one in said.all("input") if one.attributes["name"] == "ky-so"} == {"năm 2023"}


def test_a_cell_stands_behind_the_heads_of_its_row_and_column() -> None:
    row = ReviewRow("a.xlsx", "ô C11", "Phụ lục 2", "876", "Cộng | 876 đoàn viên", Decimal(876), "người", RowKind.STOCK)
    assert quoted(row) == Quoted("Cộng | 876 đoàn viên: ", "", "876", "", "")
    text = replace(row, sheet="", quote="gần 1,5 tỷ đồng", context="Chi gần 1,5 tỷ đồng.", value=Decimal(1500))
    assert quoted(text) == Quoted("Chi ", "gần ", "1,5", " tỷ đồng", ".")
    other = replace(text, quote="một trăm suất", context="")
    assert quoted(other) == Quoted("", "", "một trăm suất", "", "")


def test_what_is_accepted_corrected_and_rejected_is_stored_at_once_and_only_then(browser: Browser) -> None:
    batch = send(browser, (NAME, report()))
    at = rows(browser, batch)
    decide(browser, batch, at[f"{NEW_MEMBERS} 690"], "bo")
    answer = decide(browser, batch, at[f"{NEW_MEMBERS} 676"], "nhan", so="677")
    assert answer.url.path == batch  # type: ignore[attr-defined]
    assert "Sửa" in parsed(browser.get(batch).text).all("article")[at[f"{NEW_MEMBERS} 676"]].text
    assert stored(browser) == {}
    nobody = browser.settled(browser.post(f"{batch}/vao-kho", {"nguoi-nhan": " "}))
    assert "D379" in words(nobody)
    assert stored(browser) == {}
    done = browser.settled(browser.post(f"{batch}/vao-kho", {"nguoi-nhan": "Lò Thị Ban"}))
    assert "Đã đưa" in words(done)
    assert stored(browser)[NEW_MEMBERS] == "677"
    figure = next(one for one in browser.site.store().figures([Y2023]) if one.key.indicator == NEW_MEMBERS)
    assert (figure.source.file, figure.source.submitted_by, figure.key.organisation) == (NAME, "Lò Thị Ban", OFFICE)
    assert "đã vào kho" in words(browser.get(f"{batch}?loc=nhan"))
    before = len(browser.site.store().history(figure.key))
    browser.settled(browser.post(f"{batch}/vao-kho", {"nguoi-nhan": "Lò Thị Ban"}))
    assert len(browser.site.store().history(figure.key)) == before


def test_two_values_of_one_figure_are_neither_stored(browser: Browser) -> None:
    batch = send(browser, (NAME, report()))
    at = rows(browser, batch)
    for value in ("676", "690"):
        decide(browser, batch, at[f"{NEW_MEMBERS} {value}"], "nhan")
    done = browser.settled(browser.post(f"{batch}/vao-kho", {"nguoi-nhan": "Lò Thị Ban"}))
    assert "D376" in words(done)
    assert NEW_MEMBERS not in stored(browser)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"so": "sáu trăm"}, "«sáu trăm» không phải một số"),
        ({"so": ""}, "ô trống"),
        ({"ky_so": "hôm qua"}, "«hôm qua» không phải một kỳ báo cáo"),
        ({"don_vi": "KHONG-CO"}, "không có đơn vị mã «KHONG-CO»"),
        ({"chi_tieu_khac": "Z99"}, "không có chỉ tiêu «Z99»"),
        ({"loai_so": "<script>"}, "không có trong danh sách"),
    ],
)
def test_what_cannot_be_used_is_told_at_the_row(browser: Browser, typed: dict[str, str], told: str) -> None:
    batch = send(browser, (NAME, report()))
    number = rows(browser, batch)[f"{NEW_MEMBERS} 676"]
    answer = decide(browser, batch, number, "nhan", **typed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert told in words(answer)
    assert "<script>»" not in answer.text  # type: ignore[attr-defined]
    held = find_past(browser.site.workspace(), batch.rpartition("/")[2])
    assert held is not None
    review = review_of(held)
    assert review is not None
    assert review.rows[number].decision in (Decision.OPEN, Decision.ACCEPT)


def test_somebody_quicker_is_told_and_nothing_is_written_over(browser: Browser) -> None:
    batch = send(browser, (NAME, report()))
    number = rows(browser, batch)[f"{NEW_MEMBERS} 676"]
    mine = fields_of(browser, batch, number)
    decide(browser, batch, number, "bo")
    answer = browser.post(f"{batch}/dong/{number}", {**mine, "quyet": "nhan"})
    assert answer.status_code == 422
    assert "D378" in words(answer)
    assert "Bỏ" in parsed(browser.get(batch).text).all("article")[number].text


def test_with_javascript_the_row_alone_comes_back(browser: Browser) -> None:
    batch = send(browser, (NAME, report()))
    number = rows(browser, batch)[f"{NEW_MEMBERS} 690"]
    sent = {**fields_of(browser, batch, number), "quyet": "bo"}
    answer = browser.post(f"{batch}/dong/{number}", sent, headers={"hx-request": "true"})
    tree = parsed(answer.text)
    assert [one.attributes["id"] for one in tree.all("article")] == [f"dong-{number + 1}"]
    assert not tree.all("main")
    assert "Bỏ" in tree.all("article")[0].text
    heads = {
        one.attributes["id"]: one.text
        for one in (*tree.all("ul"), *tree.all("span"))
        if "hx-swap-oob" in one.attributes
    }
    whole = parsed(browser.get(batch).text)
    assert heads == {
        one.attributes["id"]: one.text
        for one in (*whole.all("ul"), *whole.all("span"))
        if one.attributes.get("id") in heads
    }
    assert " 1 bỏ" in heads["so-dong"]
    assert heads.keys() == {"so-dong", "dua-vao-kho"}


def test_files_that_are_no_reports_are_told_each_by_itself(browser: Browser) -> None:
    bomb, entity = BytesIO(), BytesIO()
    with ZipFile(bomb, "w", 8) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    with ZipFile(entity, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    given = [("bom.docx", bomb.getvalue()), ("<b>x.docx", entity.getvalue()), ("a.exe", b"MZ"), (NAME, report())]
    batch = send(browser, *given)
    page = browser.get(batch)
    assert "root:" not in page.text
    assert "<b>x" not in page.text
    assert words(page).count("không đọc được") >= 3
    assert rows(browser, batch)


def test_a_units_form_is_shown_the_board_of_units(browser: Browser, tmp_path: Path) -> None:
    form = fill_form(tmp_path / "bieu.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 12}).read_bytes()
    page = browser.get(send(browser, ("bieu.xlsx", form)))
    assert "biểu số liệu của Công đoàn cơ sở Trường Tiểu học Suối Trong, năm 2025" in words(page)
    assert '<a class="button" href="/don-vi">Mở Bảng đơn vị</a>' in page.text
    assert faults(page.text) == []
    browser.settled(browser.post("/ban-sua/gui", files=[("bieu.xlsx", form)]))
    (batch,) = set(re.findall(r'href="(/ban-sua/[0-9a-f]{16})"', browser.get("/ban-sua").text))
    returned = browser.get(batch)
    assert "D398" in words(returned)
    assert "R101" not in words(returned)
    assert "Mở Bảng đơn vị" in words(returned)


@pytest.mark.parametrize("fields", [{"ky-bao-cao": "hôm qua"}, {"don-vi": "KHONG-CO"}])
def test_a_period_or_unit_that_there_is_not(browser: Browser, fields: dict[str, str]) -> None:
    assert browser.post("/bao-cao-cu/gui", fields, [(NAME, report())]).status_code == 422
    assert not (browser.site.folder / PAST).exists()


def test_nothing_from_elsewhere_and_nothing_that_there_is_not(browser: Browser) -> None:
    away = {"origin": "https://xau.example", "sec-fetch-site": "cross-site"}
    assert browser.post("/bao-cao-cu/gui", files=[(NAME, report())], headers=away).status_code == 403
    plain = {"origin": browser.origin, "sec-fetch-site": "same-origin"}
    assert browser.client.post("/bao-cao-cu/gui", files=[("tep", (NAME, b"x"))], headers=plain).status_code == 403
    assert browser.post("/bao-cao-cu/gui").status_code == 400
    assert not (browser.site.folder / PAST).exists()
    batch = send(browser, (NAME, report()))
    for path in ("/bao-cao-cu/0123456789abcdef", "/bao-cao-cu/x/doi-chieu.xlsx", f"{batch}/tai/{id_of(STATE)}"):
        assert browser.get(path).status_code == 404
    for path in (f"{batch}/dong/99999", f"{batch}/dong/x", f"{batch}/lap-mau/{id_of('x')}", "/bao-cao-cu/x/vao-kho"):
        assert browser.post(path, {"quyet": "nhan"}).status_code == 404
    assert browser.post(f"{batch}/dong/0").status_code == 400
    assert browser.get(f"{batch}/vao-kho").status_code in (404, 405)
    assert browser.get(f"{batch}/doi-chieu.xlsx").content.startswith(b"PK")
    assert browser.get(f"{batch}/tai/{id_of(NAME)}").content.startswith(b"PK")


def test_last_years_paper_becomes_a_template(worked: Browser) -> None:
    address = re.findall(r'href="(/du-thao/[0-9a-f]{16}/\d+)"', worked.get("/du-thao?ky=2025").text)[0]
    batch = send(worked, ("bao-cao-2025.docx", worked.get(f"{address}/tai/van-ban").content))
    (form,) = set(re.findall(rf'action="({batch}/lap-mau/\w+)"', worked.get(batch).text))
    assert re.search(r'<option value="bao-cao-nam[^"]*" selected', worked.get(batch).text)  # guessed from its period
    sent = {"loai": "bao-cao-nam", "ky-van-ban": "2025", "ma": "bao-cao-nam-cua-ta"}
    page = worked.settled(worked.post(form, sent))
    told = words(page)
    assert "Đã lập mẫu «bao-cao-nam-cua-ta»" in told
    assert faults(page.text) == []
    tied = [row.text for row in parsed(page.text).all("tr")]
    assert any(NEW_MEMBERS in row and "22" in row for row in tied)
    assert "Giữ nguyên như văn bản cũ" in told
    assert (worked.site.folder / "templates" / "bao-cao-nam-cua-ta" / "report.docx").is_file()
    again = worked.settled(worked.post(form, sent))
    assert "D382" in words(again)
    assert "Thay mẫu văn phòng đang có" in words(again)
    replaced = worked.settled(worked.post(form, {**sent, "thay-mau": "1"}))
    assert "Đã lập mẫu «bao-cao-nam-cua-ta»" in words(replaced)
    assert "Dùng lại bản này" in words(worked.get("/mau/bao-cao-nam-cua-ta"))
    came = {"referer": f"{worked.origin}{batch}"}
    outside = worked.settled(worked.post(form, {**sent, "ma": "../../ngoai"}, headers=came))
    assert "D384" in words(outside)
    assert f'href="{batch}">Quay lại' in outside.text
    worked.site.account_of = lambda _: Account("cv", "Chuyên viên", Role.OFFICER)  # type: ignore[method-assign]
    assert "Lập mẫu từ văn bản này" not in worked.get(batch).text
    assert worked.post(form, {**sent, "ma": "khac"}).status_code == 403
    assert not (worked.site.folder / "templates" / "khac").exists()


def test_the_page_can_be_heard(browser: Browser) -> None:
    assert faults(browser.get("/bao-cao-cu").text) == []

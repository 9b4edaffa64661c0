from __future__ import annotations

import re
import struct
import threading
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook

from drafter.desk.book_page import BookPage, book_page
from drafter.desk.printed import can_print
from drafter.model.page import View
from drafter.model.problem import Place, Problem, Severity
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.web.paging import counted, folded
from tests.desk.small_office import MEMBERS, SCHOOL, SEWING, Y2025, Desk
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words

PAGES = re.compile(r'href="(/du-thao/[0-9a-f]{16}/\d+)"')


def _drafts(browser: Browser) -> list[str]:
    """The addresses of the drafts, newest first."""
    return list(dict.fromkeys(PAGES.findall(browser.get("/du-thao?ky=2025").text)))


def _figure(browser: Browser, address: str, says: str) -> str:
    """The link of the figure that says this."""
    marks = parsed(browser.get(address).text).all("mark")
    return next(one.all("a")[0].attributes["href"] for one in marks if one.text == says)


def test_kinds_stand_with_what_each_lacks_and_the_drafts_there_are(worked: Browser) -> None:
    page = worked.get("/du-thao?ky=2025")
    assert "Báo cáo tổng kết năm" in words(page)
    told = words(page)
    assert "Khen thưởng" in told
    assert told.count("«Danh sách đề nghị khen thưởng» của năm 2025 chưa có dòng nào") == 1  # of all kinds that list it
    assert "loại này: sổ «Danh sách đề nghị khen thưởng»" in told
    assert len(_drafts(worked)) == 2
    assert "drafter draft LOẠI --period 2025" in page.text


def test_errors_of_the_figures_stand_above_the_kinds_before_anything_is_drafted(desk: Desk, browser: Browser) -> None:
    desk.hand_in(SCHOOL, {"A01": 50, MEMBERS: 40})
    desk.hand_in(SEWING, {MEMBERS: 60})
    page = browser.get("/du-thao?ky=2025")
    assert page.text.index("C236") < page.text.index("Báo cáo tổng kết năm")
    assert "Số liệu có 1 lỗi" in words(page)
    assert faults(page.text) == []


def test_notes_and_many_warnings_of_one_kind_are_one_line_and_errors_stand_first() -> None:
    def problem(code: str, severity: Severity, what: str = "") -> Problem:
        return Problem(code, severity, Place(), what, "")

    note, other, warning, error = (
        [problem("D213", Severity.NOTE, str(number)) for number in range(3)],
        problem("D207", Severity.NOTE),
        problem("D201", Severity.WARNING),
        problem("C236", Severity.ERROR),
    )
    lines = folded((note[0], other, warning, *note[1:], error))
    assert lines == [(error,), (warning,), tuple(note), (other,)]
    many = [problem("R161", Severity.WARNING, str(number)) for number in range(6)]
    assert folded((*many, note[0], warning)) == [(warning,), tuple(many), (note[0],)]
    assert folded(many[:5]) == [(one,) for one in many[:5]]
    assert counted((*note, error)) == "1 lỗi, 3 ghi chú"


def test_a_draft_is_made_from_the_page(worked: Browser) -> None:
    page = worked.settled(worked.post("/du-thao/soan", {"ky": "2025", "loai": "bao-cao-nam-tom-tat"}))
    assert "Xem dự thảo" in words(page)
    made = PAGES.search(page.text)
    assert made is not None
    assert "Báo cáo tóm tắt tổng kết năm" in words(worked.get(made.group(1)))
    assert any((worked.site.folder / "du-thao").glob("bao-cao-nam-tom-tat_2025/report.docx"))


def test_the_pages_say_what_the_word_file_says(worked: Browser) -> None:
    address = _drafts(worked)[0]
    shown = "".join(one.text for sheet in parsed(worked.get(address).text).all("section") for one in sheet.all("p"))
    file = worked.get(f"{address}/tai/van-ban").content
    said = visible_text(read_page(file), View.ACCEPTED)
    for line in said.splitlines():
        assert re.sub(r"\s", "", line) in re.sub(r"\s|\(còn trống\)", "", shown), line
    assert Document(BytesIO(file)).paragraphs


def test_a_figure_shows_what_it_comes_from(worked: Browser) -> None:
    address = _drafts(worked)[0]
    page = worked.get(_figure(worked, address, "22 đoàn viên").removesuffix("#nguon"))
    panel = next(one for one in parsed(page.text).all("aside") if one.attributes.get("id") == "nguon")
    assert "14 + 4 + 4 = 22" in panel.text
    assert "Công đoàn cơ sở Trường Tiểu học Suối Trong: 14 người" in panel.text
    assert f"{SCHOOL}-2025.xlsx, «Số liệu», ô " in panel.text
    chosen = [one for one in parsed(page.text).all("mark") if "figure-chosen" in one.attributes["class"]]
    assert [one.text for one in chosen] == ["22 đoàn viên"]
    back = [one.attributes["href"] for one in panel.all("a")][-1]
    assert back == f"#{chosen[0].attributes['id']}"


def test_an_older_draft_tells_the_figures_of_its_own_day(worked: Browser) -> None:
    address = _drafts(worked)[1]
    page = worked.get(_figure(worked, address, "12 đoàn viên").removesuffix("#nguon"))
    assert "4 + 4 + 4 = 12" in words(page)


def test_gaps_are_marked_by_word(worked: Browser) -> None:
    marks = parsed(worked.get(_drafts(worked)[0]).text).all("mark")
    gaps = [one for one in marks if "figure-gap" in one.attributes["class"].split()]
    assert gaps
    assert all(one.text.startswith(("(còn trống)", "chỗ còn trống")) for one in gaps)


def test_files_come_under_vietnamese_names(worked: Browser) -> None:
    address = _drafts(worked)[0]
    names = [
        unquote(worked.get(f"{address}/tai/{piece}").headers["content-disposition"]) for piece in ("van-ban", "phu-luc")
    ]
    assert "Báo cáo tổng kết năm – năm 2025.docx" in names[0]
    assert "Báo cáo tổng kết năm – năm 2025 – phụ lục.xlsx" in names[1]


def test_two_drafts_are_compared_in_words(worked: Browser) -> None:
    found = re.search(r'href="(/du-thao/so-sanh\?[^"]+)"', worked.get("/du-thao?ky=2025").text)
    assert found is not None
    page = worked.get(found.group(1).replace("&amp;", "&"))
    rows = [row.text for row in parsed(page.text).all("tr")]
    assert any("12 đoàn viên 22 đoàn viên" in row for row in rows)
    assert faults(page.text) == []


def test_a_draft_is_written_back_without_overwriting(worked: Browser) -> None:
    address = _drafts(worked)[1]
    page = worked.post(f"{address}/khoi-phuc", page=address)
    assert "Đã ghi lại vào thư mục của văn phòng" in words(page)
    written = list((worked.site.folder / "du-thao" / "khoi-phuc").glob("*.docx"))
    assert [one.read_bytes() for one in written] == [worked.get(f"{address}/tai/van-ban").content]


def test_the_style_sheet_of_the_pages_is_a_file_of_its_own(worked: Browser) -> None:
    page = worked.get(_drafts(worked)[0])
    (sheet,) = [
        one.attributes["href"] for one in parsed(page.text).all("link") if "trang.css" in one.attributes["href"]
    ]
    given = worked.get(sheet)
    assert given.headers["content-type"] == "text/css; charset=utf-8"
    assert "font-size:14pt" in given.text


@pytest.mark.office
@pytest.mark.skipif(not can_print(), reason="LibreOffice is not installed")
def test_pages_are_shown_as_they_print(worked: Browser) -> None:
    address = _drafts(worked)[0]
    page = worked.settled(worked.get(f"{address}?xem=trang-in"))
    pictures = [one.attributes for one in parsed(page.text).all("img")]
    assert len(pictures) >= 2
    assert pictures[0]["alt"] == f"Trang 1/{len(pictures)}"
    first = worked.get(pictures[0]["src"])
    width, height = struct.unpack(">II", first.content[16:24])
    assert first.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert 1.40 < height / width < 1.43  # A4
    assert worked.get(f"{address}/trang/van-ban/{len(pictures) + 1}").status_code == 404
    assert worked.get(f"{address}/in/van-ban").content.startswith(b"%PDF-")
    assert faults(page.text) == []


def test_without_libreoffice_the_pages_are_still_read(worked: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.desk.printed.find_office", lambda: None)
    address = _drafts(worked)[0]
    page = worked.get(address)
    assert "22 đoàn viên" in words(page)
    assert "PDF" not in words(page)
    assert "chưa cài LibreOffice" in words(worked.get(f"{address}?xem=trang-in"))


@pytest.mark.parametrize("path", [
    "/du-thao/0123456789abcdef/1", "/du-thao/xyz/1", "/du-thao/so-sanh?cu=a@1&moi=b@1", "/du-thao/so-sanh",
])  # fmt: skip
def test_drafts_that_there_are_not(worked: Browser, path: str) -> None:
    assert worked.get(path).status_code == 404


@pytest.mark.parametrize("rest", [
    "/tai/khong-co", "/tai/..%2f..%2fdrafter.toml", "/trang/van-ban/0", "/trang/van-ban/x", "?phan=khong-co",
    "/trang.css?phan=khong-co", "/in/khong-co",
])  # fmt: skip
def test_parts_that_a_draft_has_not(worked: Browser, rest: str) -> None:
    assert worked.get(_drafts(worked)[0] + rest).status_code == 404


def test_pages_of_drafts_can_be_heard_and_worked_by_keyboard(worked: Browser) -> None:
    address = _drafts(worked)[0]
    shown = [worked.get(path) for path in ("/du-thao?ky=2025", "/du-thao?ky=2030-Q1", address)]
    shown.append(worked.get(_figure(worked, address, "22 đoàn viên").removesuffix("#nguon")))
    assert [faults(page.text) for page in shown] == [[]] * 4


def test_nothing_is_drafted_by_an_address_alone(worked: Browser) -> None:
    assert worked.get("/du-thao/soan?ky=2025&loai=bao-cao-nam").status_code in (404, 405)
    assert len(_drafts(worked)) == 2


def test_tracked_changes_are_shown_when_asked_for(worked: Browser) -> None:
    store = worked.site.store()
    record = store.drafts(Y2025)[0]
    kept = store.draft(record.doc_id)
    assert kept is not None
    document = Document(BytesIO(kept.document))
    changed = f'<w:ins {nsdecls("w")} w:id="9001" w:author="A"><w:r><w:t>THÊM VÀO</w:t></w:r></w:ins>'
    document.paragraphs[0]._p.append(parse_xml(changed))
    buffer = BytesIO()
    document.save(buffer)
    version = store.save_draft(replace(kept, document=buffer.getvalue()))
    address = f"{_drafts(worked)[0].rpartition('/')[0]}/{version}"
    plain = worked.get(address)
    assert "Văn bản có 1 chỗ thay đổi đang chờ duyệt." in words(plain)
    assert not parsed(plain.text).all("ins")
    told = worked.get(f"{address}?phan=van-ban&thay-doi=1")
    assert [one.text for one in parsed(told.text).all("ins")] == ["THÊM VÀO"]
    assert faults(told.text) == []


def test_the_annex_is_seen_with_its_figures_leading_to_their_source(worked: Browser) -> None:
    address = _drafts(worked)[0]
    page = worked.get(f"{address}?phan=phu-luc")
    assert faults(page.text) == []
    root = parsed(page.text)
    book = load_workbook(BytesIO(worked.get(f"{address}/tai/phu-luc").content))
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    sheets = root.all("section")
    assert [one.all("p")[0].text for one in sheets] == [one.title for one in shown]
    heads = [cell for cell in sheets[0].all("th") if cell.attributes.get("colspan") or cell.attributes.get("rowspan")]
    assert heads
    cells = [cell for row in shown[0].iter_rows() for cell in row if cell.value is not None]
    hidden = {cell.row for cell in cells if shown[0].row_dimensions[cell.row].hidden}
    assert hidden
    table = sheets[0].all("table")[0]
    lines = len(sheets[0].all("p")) - len(table.all("p")) - 1  # the first is the sheet's name
    assert lines + len(table.all("tr")) == len({cell.row for cell in cells} - hidden)
    marks = {one.text: one.all("a")[0].attributes["href"] for one in root.all("mark") if one.all("a")}
    assert "14" in marks, [*marks]
    source = parsed(worked.get(marks["14"].removesuffix("#nguon")).text)
    panel = next(one for one in source.all("aside") if one.attributes.get("id") == "nguon")
    assert f"{SCHOOL}-2025.xlsx, «Số liệu», ô " in panel.text
    assert [one.text for one in source.all("mark") if "figure-chosen" in one.attributes["class"]] == ["14"]
    css = next(one.attributes["href"] for one in root.all("link") if "trang.css" in one.attributes["href"])
    assert "width:297mm" in worked.get(css).text


def test_an_annex_that_takes_long_to_open_says_so_and_then_stands_at_its_address(
    worked: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.web.visit.SOON", 0.0)
    may_go_on = threading.Event()

    def slowly(*told: Any) -> BookPage | None:
        may_go_on.wait(60)
        return book_page(*told)

    monkeypatch.setattr("drafter.web.pages.draft.book_page", slowly)
    address = f"{_drafts(worked)[0]}?phan=phu-luc"
    waiting = worked.get(address)
    assert "<progress" in waiting.text
    assert faults(waiting.text) == []
    may_go_on.set()
    shown = worked.settled(waiting)
    assert f"{shown.url.path}?{shown.url.query.decode()}" == address
    source = next(one.attributes["href"] for one in parsed(shown.text).all("a") if "so=" in one.attributes["href"])
    again = worked.get(source.removesuffix("#nguon"), headers={"hx-request": "true"})
    assert "Từ " in words(again)
    assert not parsed(again.text).all("section")  # only the source is wanted: the pages are not sent again
    assert parsed(worked.get(source.removesuffix("#nguon")).text).all("section")


def test_the_points_to_look_at_count_the_figures_in_doubt(worked: Browser) -> None:
    told = words(worked.get(_drafts(worked)[0]))
    asked = re.search(r"Số liệu cần xem lại trước khi soạn: ([\w, ]+)", words(worked.get("/du-thao?ky=2025")))
    assert asked is not None
    points = sum(map(int, re.findall(r"(\d+) (?:lỗi|cần xem|ghi chú)", asked.group(1))))
    assert f"{points} điểm trong số liệu của năm 2025" in told
    total = re.search(r"Cần xem lại trước khi ký: (\d+) điểm", told)
    assert total is not None
    assert int(total.group(1)) > points


def test_totals_and_rates_that_an_annex_works_out_lead_to_their_source(worked: Browser) -> None:
    address = _drafts(worked)[0]
    page = worked.get(f"{address}?phan=phu-luc")
    totals = next(row for row in parsed(page.text).all("tr") if row.text.startswith("Tổng cộng"))
    links = [one.attributes["href"] for one in totals.all("a")]
    assert len(links) > 8  # sums of the units' columns, and rates of the whole
    members = next(one.attributes["href"] for one in totals.all("a") if one.text == "22")
    assert "14 + 4 + 4 = 22" in words(worked.get(members))
    unit = next(row for row in parsed(page.text).all("tr") if "CĐCS Công ty May" in row.text)
    rate = words(worked.get(unit.all("a")[-1].attributes["href"]))
    assert re.search(r"Cách tính: \d+ ÷ \d+ × 100", rate)

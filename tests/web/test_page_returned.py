"""Nhận lại bản đã sửa: files that officers sent back, conflicts decided one by one, checked, mended, issued."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from drafter.desk.received import NAMES, id_of
from drafter.desk.returned import RETURNED
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.web.roles import Account, Role
from tests.desk.small_office import NEW_MEMBERS, OFFICE
from tests.revise.officer import Desk as Screen
from tests.revise.officer import decide_changes, set_text, track_inside
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words

WORD = "Báo cáo chị Hoa sửa.docx"
PAGES = re.compile(r'href="(/du-thao/[0-9a-f]{16}/\d+)"')
TYPED = "15 đoàn viên"  # the draft said 12, the figures say 22 by now


@pytest.fixture
def drafted(worked: Browser) -> str:
    """The address of the first draft, made before the school corrected its form."""
    return list(dict.fromkeys(PAGES.findall(worked.get("/du-thao?ky=2025").text)))[1]


def typed_over(data: bytes, text: str = TYPED) -> bytes:
    """The paper as an officer gives it back: one number typed over."""
    return edited(data, lambda screen, name: set_text(screen.control(name), text))


def edited(data: bytes, change: Callable[[Screen, str], object]) -> bytes:
    screen = Screen.of(data, 1)
    change(screen, mark_of(data))
    return screen.data()


def mark_of(data: bytes) -> str:
    """The bookmark of the new members' own figure."""
    with ZipFile(BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    key = re.escape(f"{NEW_MEMBERS}/{OFFICE}/2025")
    found = re.search(rf'bookmarkStart[^>]*w:name="(_drf_\w+)"[^>]*/><w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*{key}"', text)
    assert found is not None
    return found.group(1)


def paper(browser: Browser, address: str) -> bytes:
    return bytes(browser.get(f"{address}/tai/van-ban").content)


def send(browser: Browser, *files: tuple[str, bytes]) -> str:
    """Drop files on the page; the address of their batch."""
    browser.settled(browser.post("/ban-sua/gui", files=files))
    found = re.search(r'href="(/ban-sua/[0-9a-f]{16})"', browser.get("/ban-sua").text)
    assert found is not None
    return found.group(1)


def form_of(browser: Browser, batch: str, number: int = 1) -> tuple[str, list[str]]:
    """Where the form of one file goes, and the names of its choices."""
    page = parsed(browser.get(batch).text)
    form = next(one for one in page.all("form") if one.attributes.get("id") == f"lap-{number}")
    names = [one.attributes["name"] for one in form.all("input") if one.attributes.get("type") == "radio"]
    return form.attributes["action"], list(dict.fromkeys(names))


def result(browser: Browser, answer: object) -> bytes:
    """The file that was made, downloaded from the result page."""
    found = re.search(r'href="(/ban-sua/\w+/tai/\w+)"', answer.text)  # type: ignore[attr-defined]
    assert found is not None
    return bytes(browser.get(found.group(1)).content)


def test_a_file_is_looked_at_and_nothing_is_made_yet(worked: Browser, drafted: str) -> None:
    batch = send(worked, (WORD, typed_over(paper(worked, drafted))))
    page = worked.get(batch)
    told = words(page)
    assert "Nhận ra là bản sửa của: Báo cáo tổng kết năm – năm 2025" in told
    assert "Giữ số cán bộ ghi: 15 đoàn viên" in told
    assert "Lấy số mới: 22 đoàn viên" in told
    assert "Bản soạn ghi «12 đoàn viên»" in told
    assert "CDCS-01-2025.xlsx, trang «Số liệu», ô" in told
    assert any("12 đoàn viên 15 đoàn viên" in row.text for row in parsed(page.text).all("tr"))
    assert "thả cả tệp phụ lục" in told  # what changes in the text changes in the annex too
    assert "--dry-run" not in told
    assert faults(page.text) == []
    folder = next((worked.site.folder / RETURNED).iterdir())
    assert [path.name for path in folder.glob("*.docx")] == [WORD]


def test_ours_is_taken_where_it_is_chosen(worked: Browser, drafted: str) -> None:
    sent = typed_over(paper(worked, drafted))
    batch = send(worked, (WORD, sent))
    action, names = form_of(worked, batch)
    done = worked.settled(worked.post(action, {names[0]: "lay"}))
    assert f"--take-ours {names[0].removeprefix('chon-')}" in words(done)
    file = read_page(result(worked, done))
    assert "22 đoàn viên" in visible_text(file, View.ACCEPTED)
    assert TYPED not in visible_text(file, View.ACCEPTED)
    assert visible_text(file, View.REJECTED) == visible_text(read_page(sent), View.REJECTED)
    assert any("15 đoàn viên → 22 đoàn viên" in one.text for one in file.comments)
    name = unquote(worked.get(re.search(r"/ban-sua/\w+/tai/\w+", done.text)[0]).headers["content-disposition"])  # type: ignore[index]
    assert "Báo cáo tổng kết năm – năm 2025 – đã cập nhật số liệu.docx" in name


def cell_of_annex(data: bytes, code: str = NEW_MEMBERS) -> object:
    """What the annex has of an indicator's result."""
    return next(row[5].value for row in load_workbook(BytesIO(data))["Phụ lục II"].iter_rows() if row[1].value == code)


def test_the_annex_of_the_new_figures_comes_with_the_text(worked: Browser, drafted: str) -> None:
    assert cell_of_annex(worked.get(f"{drafted}/tai/phu-luc").content) == 12
    batch = send(worked, (WORD, typed_over(paper(worked, drafted))))
    action, names = form_of(worked, batch)
    done = worked.settled(worked.post(action, {names[0]: "lay"}))
    assert "Tải phụ lục (Excel), số liệu mới" in words(done)
    assert faults(done.text) == []
    address = re.search(r'href="(/ban-sua/\w+/tai/\w+)"[^>]*>Tải phụ lục \(Excel\)', done.text)
    assert address is not None
    answer = worked.get(address[1])
    assert "– phụ lục, số liệu mới.xlsx" in unquote(answer.headers["content-disposition"])
    assert cell_of_annex(answer.content) == 22
    assert "phụ lục, số liệu mới" in words(worked.get(batch))
    accepted = decide_changes(result(worked, done), lambda: "accept")
    last = send(worked, ("đã duyệt.docx", accepted))
    (checked,) = set(re.findall(rf'href="({last}/soat/\w+)"', worked.get(last).text))
    given = {"so": "45", "ngay": "2026-01-20", "van-phat-hanh": "1"}
    assert "R163" not in words(worked.post(f"{checked}/phat-hanh", given))
    issued = worked.post(f"{checked}/phat-hanh", {**given, "da-xem-so-ngay": "45 2026-01-20"})
    (stored,) = re.findall(r'href="(/du-thao/[^"]+/tai/phu-luc)"', issued.text)
    assert cell_of_annex(worked.get(stored).content) == 22
    assert "R164" in words(worked.get(send(worked, ("phụ lục.xlsx", answer.content))))
    second = f"{drafted.rpartition('/')[0]}/2"  # and the version of the draft that the text is from by now has it
    assert worked.get(f"{second}/tai/phu-luc").content == answer.content
    page = worked.settled(worked.get(f"{second}?phan=phu-luc"))
    link = re.search(r'id="[^"]*"[^>]*><a href="([^"#]+)#nguon"[^>]*>22</a>', page.text)
    assert link is not None
    assert "22" in words(worked.get(unescape(link[1])))


def test_what_is_kept_is_not_asked_again(worked: Browser, drafted: str) -> None:
    batch = send(worked, (WORD, typed_over(paper(worked, drafted))))
    action, names = form_of(worked, batch)
    kept = result(worked, worked.settled(worked.post(action, {names[0]: "giu"})))
    assert TYPED in visible_text(read_page(kept), View.ACCEPTED)
    again = words(worked.get(send(worked, ("lần hai.docx", decide_changes(kept, lambda: "accept")))))
    assert "Cần quyết định 0 chỗ" in again
    assert "Lần trước đã chọn giữ số đang ghi" in again


def test_what_cannot_be_put_in_is_said_and_not_offered(worked: Browser, drafted: str) -> None:
    sent = edited(paper(worked, drafted), track_inside)
    batch = send(worked, (WORD, sent))
    action, names = form_of(worked, batch)
    assert "chỗ này phải sửa trong Word" in words(worked.get(batch))
    refused = worked.settled(worked.post(action, {names[0]: "lay"}))
    assert refused.status_code == 422
    assert "R123" in words(refused)
    assert "R122" in words(worked.settled(worked.post(action, {"chon-khong-co": "lay"})))
    assert not list(worked.site.folder.glob(f"{RETURNED}/*/*cap-nhat*"))


def test_two_copies_say_where_they_differ(worked: Browser, drafted: str) -> None:
    base = paper(worked, drafted)
    batch = send(worked, ("chị Hoa.docx", typed_over(base)), ("anh Nam.docx", typed_over(base, "19 đoàn viên")))
    told = words(worked.get(batch))
    assert "Các bản sửa ghi khác nhau: 1 chỗ" in told
    assert "«chị Hoa.docx» ghi «15 đoàn viên», «anh Nam.docx» ghi «19 đoàn viên»" in told
    assert form_of(worked, batch, 1)[0] != form_of(worked, batch, 2)[0]


def test_a_workbook_is_decided_by_its_cells(worked: Browser, drafted: str) -> None:
    book = load_workbook(BytesIO(worked.get(f"{drafted}/tai/phu-luc").content))
    sheet = book["Phụ lục II"]
    row = next(row for row in sheet.iter_rows() if row[1].value == NEW_MEMBERS)
    row[5].value = 15
    buffer = BytesIO()
    book.save(buffer)
    batch = send(worked, ("Phụ lục.xlsx", buffer.getvalue()))
    action, names = form_of(worked, batch)
    assert names == [f"chon-Phụ lục II!{row[5].coordinate}"]
    done = worked.settled(worked.post(action, {names[0]: "lay"}))
    made = load_workbook(BytesIO(result(worked, done)))["Phụ lục II"][row[5].coordinate]
    assert made.value == 22
    assert made.comment.text.startswith("15 → 22")


def test_a_paper_is_checked_beside_its_pages_and_mended(worked: Browser, drafted: str) -> None:
    data = paper(worked, drafted)
    document = Screen.of(data, 1)
    for margin in document.document.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pgMar"):
        margin.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}left", "600")
    batch = send(worked, (WORD, document.data()))
    (address,) = set(re.findall(rf'href="({batch}/soat/\w+)"', worked.get(batch).text))
    page = worked.get(address)
    assert "PG-06" in words(page)
    assert "12 đoàn viên" in words(page)
    assert worked.get(unescape(re.search(r'href="([^"]+trang\.css[^"]*)"', page.text)[1])).status_code == 200  # type: ignore[index]
    assert faults(page.text) == []
    promised = re.search(r"Sửa (\d+) chỗ an toàn", words(page))
    done = re.search(r"Đã ghi bản sao này: sửa (\d+) chỗ", words(worked.post(f"{address}/sua")))
    assert promised is not None
    assert done is not None
    assert done[1] == promised[1]
    one = worked.post(f"{address}/sua", {"ma": "PG-06"})
    assert "Đã ghi bản sao này: sửa" in words(one)
    assert "PG-06" not in words(one)
    was, now = (read_page(data).sections[0].left_mm for data in (document.data(), paper_of(worked, one)))
    assert was < 15 < now


def paper_of(browser: Browser, page: object) -> bytes:
    found = re.search(r'href="(/ban-sua/\w+/tai/\w+)"', page.text)  # type: ignore[attr-defined]
    assert found is not None
    return bytes(browser.get(found.group(1)).content)


def test_a_paper_is_issued_from_the_page(worked: Browser, drafted: str) -> None:
    data = paper(worked, drafted)
    mark = mark_of(data)
    batch = send(worked, (WORD, typed_over(data)))
    (address,) = set(re.findall(rf'href="({batch}/soat/\w+)"', worked.get(batch).text))
    checked = worked.get(address)
    assert "R161" in words(checked)
    assert re.search(r'R161</span>\s*<span class="place"><a href="#cho-', checked.text)
    given = {"so": "45", "ngay": "2026-01-20"}
    asked = worked.post(f"{address}/phat-hanh", given)
    assert "Số 45, ngày 20/01/2026, đúng không?" in words(asked)
    assert 'name="da-xem-so-ngay" value="45 2026-01-20"' in asked.text
    assert "R163" in words(asked)  # typed over in the text, not in the annex
    assert "văn bản 15, phụ lục 12" in words(asked)
    assert 'autofocus aria-describedby="hoi-lai">Đúng, phát hành' in asked.text  # the browser goes where it is asked
    assert "autofocus" not in checked.text
    assert '<div class="listed" tabindex="0" role="region" aria-labelledby="ket-qua">' in checked.text
    assert worked.site.store().all_issued() == ()
    sure = {**given, "da-xem-so-ngay": "45 2026-01-20"}
    early = worked.post(f"{address}/phat-hanh", sure)
    assert early.status_code == 422
    assert "R155" in words(early)
    assert 'value="45"' in early.text
    other = worked.post(f"{address}/phat-hanh", {**sure, "ngay": "2020-01-01", "van-phat-hanh": "1"})
    assert "ngày 01/01/2020, đúng không?" in words(other)  # another day than the one that was looked at
    assert worked.post(f"{address}/phat-hanh", {**sure, "ngay": "hôm nay"}).status_code == 422
    done = worked.post(f"{address}/phat-hanh", {**sure, "van-phat-hanh": "1"})
    assert "Đã phát hành: số 45/BC-LĐLĐ" in words(done)
    (issued,) = worked.site.store().all_issued()
    assert issued.number == "45"
    page = worked.get(drafted)  # the draft's own page gives out, and shows, what went out
    assert words(page).index("Tải văn bản đã phát hành (Word)") < words(page).index("Tải bản dự thảo (Word)")
    assert "45/BC-LĐLĐ" in words(page)
    assert worked.get(f"{drafted}/tai/phat-hanh").content == issued.document
    assert worked.get(f"{drafted}?phan=van-ban").status_code == 200
    (link,) = re.findall(
        rf'id="{mark}"[^>]*><a href="([^"#]+)#nguon"', page.text
    )  # a click leads to the number's source
    source = words(worked.get(link.replace("&amp;", "&")))
    assert TYPED in source
    assert "Cán bộ đã sửa số này; phần mềm đã điền «12" in source
    assert "Công đoàn cơ sở Trường Tiểu học Suối Trong" in source
    assert "R107" in words(worked.get(batch))


def test_a_clean_copy_is_made_with_one_click_and_can_be_taken_back_in(worked: Browser, drafted: str) -> None:
    batch = send(worked, (WORD, typed_over(paper(worked, drafted))))
    action, names = form_of(worked, batch)
    done = worked.settled(worked.post(action, {names[0]: "lay"}))
    made = result(worked, done)
    assert read_page(made).comments
    (address,) = set(re.findall(rf'href="({batch}/soat/\w+)"', done.text))
    page = worked.get(address)
    count = len(read_page(made).comments)
    assert f"Lập bản sạch: bỏ {count} chú thích của Drafter" in words(page)
    assert "-cap-nhat.docx --clean" in words(page).replace('"', "")
    cleaned = worked.post(f"{address}/sach")
    assert f"đã bỏ {count} chú thích của Drafter" in words(cleaned)
    assert "Lập bản sạch" not in words(cleaned)
    assert faults(cleaned.text) == []
    clean = paper_of(worked, cleaned)
    assert read_page(clean).comments == ()
    assert visible_text(read_page(clean)) == visible_text(read_page(made))
    assert "bản sạch" in words(worked.get(batch))
    back = words(worked.get(send(worked, ("bản cuối.docx", decide_changes(clean, lambda: "accept")))))
    assert "Nhận ra là bản sửa của: Báo cáo tổng kết năm – năm 2025" in back
    assert "Số liệu mới đổi 0 chỗ" in back


def test_an_officer_may_not_issue(worked: Browser, drafted: str) -> None:
    batch = send(worked, (WORD, paper(worked, drafted)))
    (address,) = set(re.findall(rf'href="({batch}/soat/\w+)"', worked.get(batch).text))
    token = worked.token()
    cookie = worked.client.cookies[worked.site.cookie]
    session = worked.site.sessions.find(cookie)
    assert session is not None
    worked.site.account_of = lambda _: Account("cv", "Chuyên viên", Role.OFFICER)  # type: ignore[method-assign]
    assert "Phát hành văn bản này" not in worked.get(address).text
    sent = {"origin": worked.origin, "sec-fetch-site": "same-origin"}
    refused = worked.client.post(
        f"{address}/phat-hanh",
        data={"csrf": token, "so": "45", "ngay": "2026-01-20", "van-phat-hanh": "1"},
        headers=sent,
    )
    assert refused.status_code == 403
    assert worked.site.store().all_issued() == ()


HOSTILE = {
    "văn bản thường.txt": (b"xin chao", "R124"),
    "không phải zip.docx": (b"PK\x03\x04rac", ""),
    "rỗng.docx": (b"", ""),
    "bảng.xlsx": (b"<html>", "R159"),
    "vĩ lệnh.docm": (b"PK", "R124"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_draft_is_told_and_harms_nothing(worked: Browser, name: str) -> None:
    data, code = HOSTILE[name]
    answer = worked.settled(worked.post("/ban-sua/gui", files=[(name, data)]))
    if code == "R124":
        assert answer.status_code == 422
        assert not (worked.site.folder / RETURNED).exists()
        assert code in words(answer)
        return
    batch = re.search(r'href="(/ban-sua/[0-9a-f]{16})"', worked.get("/ban-sua").text)
    assert batch is not None
    page = worked.get(batch.group(1))
    assert page.status_code == 200
    assert code in words(page)
    assert "lỗi" in words(page)


def test_a_bomb_and_an_entity_are_refused_by_the_reader(worked: Browser) -> None:
    bomb, entity = BytesIO(), BytesIO()
    with ZipFile(bomb, "w", 8) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    with ZipFile(entity, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    batch = send(worked, ("bom.docx", bomb.getvalue()), ("<script>alert(1)</script>.docx", entity.getvalue()))
    page = worked.get(batch)
    assert page.status_code == 200
    assert "root:" not in page.text
    assert "<script>alert" not in page.text
    assert words(page).count("lỗi") >= 2


def test_another_paper_is_not_known_and_a_strange_one_is_looked_at_when_told_so(worked: Browser, drafted: str) -> None:
    screen = Screen.of(paper(worked, drafted), 1)
    for name in screen.bookmarks():
        set_text(screen.control(name), "987.654 chiếc")
    batch = send(worked, (WORD, screen.data()))
    page = worked.get(batch)
    assert "R106" in words(page)
    assert "Đúng là văn bản này, vẫn xem" in words(page)
    assert "R106" not in words(worked.get(f"{batch}?dung=1"))


@pytest.mark.parametrize("path", [
    "/ban-sua/0123456789abcdef", "/ban-sua/..%2f..%2fdrafter.toml", "/ban-sua/x/tai/y", "/ban-sua/x/soat/y",
    "/ban-sua/x/soat/y/trang.css",
])  # fmt: skip
def test_batches_and_files_that_there_are_not(worked: Browser, path: str) -> None:
    assert worked.get(path).status_code == 404


def test_files_of_the_folder_that_did_not_come_are_not_given_out(worked: Browser, drafted: str) -> None:
    batch = send(worked, (WORD, paper(worked, drafted)))
    for name in (NAMES, "drafter.toml", "../../drafter.db"):
        assert worked.get(f"{batch}/tai/{id_of(name)}").status_code == 404
    assert worked.post(f"{batch}/lap/{id_of('x.docx')}").status_code == 404
    assert worked.post(f"{batch}/soat/{id_of('x.docx')}/sua").status_code == 404
    assert worked.post(f"{batch}/soat/{id_of('x.docx')}/phat-hanh", {"so": "1"}).status_code == 404


def test_nothing_is_sent_or_made_from_elsewhere(worked: Browser, drafted: str) -> None:
    data = paper(worked, drafted)
    away = {"origin": "https://xau.example", "sec-fetch-site": "cross-site"}
    assert worked.post("/ban-sua/gui", files=[(WORD, data)], headers=away).status_code == 403
    plain = {"origin": worked.origin, "sec-fetch-site": "same-origin"}
    assert worked.client.post("/ban-sua/gui", files=[("tep", (WORD, data))], headers=plain).status_code == 403
    assert worked.post("/ban-sua/gui").status_code == 400
    assert not (worked.site.folder / RETURNED).exists()
    assert worked.get("/ban-sua/gui").status_code in (404, 405)


def test_the_page_can_be_heard(worked: Browser) -> None:
    assert faults(worked.get("/ban-sua").text) == []

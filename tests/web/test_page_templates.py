from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from docx import Document

from drafter.desk.own_templates import OLD
from drafter.web.roles import Account, Role
from tests.web.accessible import faults, parsed
from tests.web.browser import Browser, words

KIND = "bao-cao-nam"
AT = f"/mau/{KIND}"


def _word(*lines: str) -> bytes:
    document, buffer = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def _slot(browser: Browser, name: str) -> str:
    rows = parsed(browser.get(f"{AT}?ky=2025").text).all("tr")
    return next(row.text for row in rows if row.text.startswith(f"{name} "))


def test_kinds_stand_by_group(worked: Browser) -> None:
    page = worked.get("/mau")
    assert "Báo cáo tổng kết năm" in words(page)
    assert parsed(page.text).all("h2")[0].text == "Báo cáo của cơ quan"


def test_slots_say_what_they_print_today(worked: Browser) -> None:
    told = _slot(worked, "E02.ket_qua")
    assert "có 22" in told or "22 đoàn viên" in told
    missing = words(worked.get(f"{AT}?ky=2025&loc=missing"))
    assert "còn trống" in missing
    assert "E02.ket_qua" not in missing


def test_a_template_goes_out_comes_back_edited_and_is_used(worked: Browser) -> None:
    given = worked.get(f"{AT}/tai?tep=report.docx")
    assert f"{KIND}-report.docx" in unquote(given.headers["content-disposition"])
    edited = _word("BẢN RIÊNG {{ E02.ket_qua }}")
    refused = worked.post(f"{AT}/gui", {"thay": "report.docx"}, [("sửa rồi.docx", edited)])
    assert refused.status_code == 422
    assert "C234" in words(refused)
    page = worked.post(f"{AT}/gui", {"thay": "report.docx", "van-thay": "1"}, [("sửa rồi.docx", edited)])
    assert "Đã nhận mẫu report.docx" in words(page)
    folder = worked.site.folder / "templates" / KIND
    assert (folder / "report.docx").read_bytes() == edited
    made = worked.settled(worked.post("/du-thao/soan", {"ky": "2025", "loai": KIND}))
    link = next(one.attributes["href"] for one in parsed(made.text).all("a") if "/du-thao/" in one.attributes["href"])
    assert "BẢN RIÊNG 22 đoàn viên" in words(worked.get(link))
    (old,) = (folder / OLD).iterdir()
    page = worked.post(f"{AT}/ban-cu", {"ban": old.name})
    assert (folder / "report.docx").read_bytes() == given.content


def test_a_template_with_faults_is_not_taken_and_each_is_told(worked: Browser) -> None:
    page = worked.post(f"{AT}/gui", {"thay": "report.docx"}, [("a.docx", _word("đúng", "{{ E02.ket_qua"))])
    assert page.status_code == 422
    assert "đoạn 2" in words(page)
    assert not (worked.site.folder / "templates" / KIND).exists()


@pytest.mark.parametrize("thay", ["../../drafter.toml", "kind.toml", "khac.docx", ""])
def test_only_the_kinds_files_are_replaced(worked: Browser, thay: str) -> None:
    before = (worked.site.folder / "drafter.toml").read_bytes()
    page = worked.post(f"{AT}/gui", {"thay": thay}, [("a.docx", _word("x"))])
    assert page.status_code == 422
    assert (worked.site.folder / "drafter.toml").read_bytes() == before
    assert worked.get(f"{AT}/tai", params={"tep": thay}).status_code == 422


def test_a_kind_of_ones_own_is_begun_from_another(worked: Browser) -> None:
    page = worked.post(f"{AT}/chep", {"ma": "bao-cao-rieng", "ten": "Báo cáo <riêng>"})
    assert page.url.path == "/mau/bao-cao-rieng"
    assert "Báo cáo <riêng>" in words(page)
    assert "<riêng>" not in page.text
    assert worked.post(f"{AT}/chep", {"ma": "../x", "ten": "x"}).status_code == 422


def test_a_kind_is_checked_beside_the_server(worked: Browser) -> None:
    worked.post(f"{AT}/gui", {"thay": "report.docx", "van-thay": "1"}, [("a.docx", _word("{{ E02.ket_qa }}"))])
    page = worked.settled(worked.post(f"{AT}/kiem-tra"))
    assert "E02.ket_qa" in words(page) or "ket_qa" in words(page)
    assert faults(page.text) == []


def test_templates_are_changed_by_a_reviewer_only(worked: Browser) -> None:
    session = next(iter(worked.site.sessions._sessions.values()))
    worked.site.account_of = lambda _: Account("a", "an", Role.OFFICER)  # type: ignore[method-assign]
    assert session is not None
    page = worked.post(f"{AT}/gui", {"thay": "report.docx"}, [("a.docx", _word("x"))], page=AT)
    assert page.status_code == 403
    assert not (worked.site.folder / "templates" / KIND).exists()


@pytest.mark.parametrize(
    "path", ["/mau", f"{AT}?ky=2025", f"{AT}?ky=2025&loc=given&tim=doan", "/mau/to-trinh-khen-thuong"]
)
def test_pages_of_templates_can_be_heard_and_worked_by_keyboard(worked: Browser, path: str) -> None:
    page = worked.get(path)
    assert page.status_code == 200
    assert faults(page.text) == []


@pytest.mark.parametrize("path", ["/mau/khong-co", "/mau/%2e%2e%2fx", "/mau/kind.toml"])
def test_kinds_that_there_are_not(worked: Browser, path: str) -> None:
    assert worked.get(path).status_code in (404, 422)

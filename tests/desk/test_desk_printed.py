from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from drafter.desk import printed as desk_printed
from drafter.desk.printed import FOLDER, can_print, printed, save_printed
from drafter.desk.problems import DeskError
from drafter.reports.convert import NotConverted
from tests.desk.small_office import Desk


def _paper(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    document.add_comment(document.paragraphs[0].runs[0], "LỜI BÌNH", "Trợ lý") if hasattr(
        document, "add_comment"
    ) else 0
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.office
@pytest.mark.skipif(not can_print(), reason="LibreOffice is not installed")
def test_a_paper_is_printed_once_without_comments(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = _paper("Báo cáo tổng kết năm 2025")
    pdf = printed(desk.ws, paper, "bao-cao.docx")
    page = PdfDocument(pdf)[0]
    text = page.get_textpage().get_text_range()
    assert "Báo cáo tổng kết năm 2025" in text
    assert "LỜI BÌNH" not in text
    monkeypatch.setattr(desk_printed, "to_pdf", lambda *_: pytest.fail("printed twice"))
    assert printed(desk.ws, paper, "bao-cao.docx") == pdf


def test_without_libreoffice_it_says_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise NotConverted("máy này chưa cài LibreOffice", missing=True)

    monkeypatch.setattr(desk_printed, "to_pdf", missing)
    with pytest.raises(DeskError) as refused:
        printed(desk.ws, _paper("x"), "bao-cao.docx")
    (problem,) = refused.value.problems
    assert problem.code == "W175"
    assert "máy này chưa cài LibreOffice" in problem.what


def test_of_what_is_kept_the_oldest_gives_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_printed, "to_pdf", lambda *_: b"%PDF-")
    monkeypatch.setattr(desk_printed, "_KEPT", 2)
    for number in range(4):
        printed(desk.ws, b"PK%d" % number, "x")
    assert len(list((desk.folder / FOLDER).iterdir())) == 2


def test_a_pdf_is_never_written_over_another(desk: Desk) -> None:
    first = save_printed(b"one", desk.folder / "a.pdf")
    second = save_printed(b"two", desk.folder / "a.pdf")
    assert (first.name, second.name, first.read_bytes()) == ("a.pdf", "a-v2.pdf", b"one")
    with pytest.raises(DeskError, match="không ghi được"):
        save_printed(b"x", desk.folder / "khong-co" / "a.pdf")

"""Files of every kind as plain data: paragraphs and tables with their places, old letters put right, faults told."""

from __future__ import annotations

import codecs
import json
import unicodedata
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from report_files import pdf, saved, sheet, strict, with_part, word, write

from drafter.encodings.convert import to_tcvn3
from drafter.encodings.tables import TABLES, Encoding
from drafter.intake.faults import Fault
from drafter.model.report import Grid, PastReport, Piece
from drafter.reports.child import answer
from drafter.reports.headings import heading_level
from drafter.reports.wire import from_plain

TEXT = "Công đoàn tỉnh kết nạp mới 676 đoàn viên, đạt 104% kế hoạch năm; tặng 183 suất quà Tết."


def read(data: bytes) -> PastReport:
    """The report of a file, by way of the text that goes through the pipe."""
    found, _ = answer(data)
    assert found["kind"] == "report", found
    return from_plain(json.loads(json.dumps(found)), "tep", "")


def texts(report: PastReport) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Piece)]


def fault(data: bytes) -> tuple[str, str]:
    found, _ = answer(data)
    assert found["kind"] == "fault", found
    return found["fault"], found["detail"]


def test_a_word_file_is_paragraphs_and_tables_with_their_places() -> None:
    found = read(word("BÁO CÁO", "", TEXT, table=[["Chỉ tiêu", "Kết quả"], ["Kết nạp", "676"]]))
    pieces = [block for block in found.blocks if isinstance(block, Piece)]
    assert [(one.text, one.place) for one in pieces] == [("BÁO CÁO", "đoạn 1"), (TEXT, "đoạn 2")]
    assert [(cell.row, cell.column, cell.text, cell.place) for cell in found.grids[0].cells] == [
        (1, 1, "Chỉ tiêu", "bảng 1, hàng 1, ô 1"),
        (1, 2, "Kết quả", "bảng 1, hàng 1, ô 2"),
        (2, 1, "Kết nạp", "bảng 1, hàng 2, ô 1"),
        (2, 2, "676", "bảng 1, hàng 2, ô 2"),
    ]


def test_merged_cells_of_a_word_table_cover_their_rows_and_columns() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Đơn vị"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Kết nạp"
    table.cell(1, 1).text, table.cell(1, 2).text = "Kế hoạch", "Thực hiện"
    table.cell(2, 0).text, table.cell(2, 1).text, table.cell(2, 2).text = "CĐCS A", "10", "12"
    cells = {(one.row, one.column): (one.text, one.rows, one.columns) for one in read(saved(document)).grids[0].cells}
    assert cells[1, 1] == ("Đơn vị", 2, 1)
    assert cells[1, 2] == ("Kết nạp", 1, 2)
    assert cells[2, 3] == ("Thực hiện", 1, 1)
    assert (2, 1) not in cells


def test_a_file_of_iso_strict_reads_as_any_other() -> None:
    assert texts(read(strict(word(TEXT)))) == [TEXT]


def test_old_fonts_are_converted_run_by_run_and_marked() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    write(paragraph, "Công đoàn kết nạp ", ".VnTime")
    write(paragraph, "1.846 đoàn viên mới", "Times New Roman")
    heading = document.add_paragraph()
    write(heading, "báo cáo tổng kết", ".VnTimeH")
    found = read(saved(document))
    assert texts(found) == ["Công đoàn kết nạp 1.846 đoàn viên mới", "BÁO CÁO TỔNG KẾT"]
    assert found.converted == {"TCVN3 (ABC)": 2}


def test_right_text_french_and_english_are_left_alone() -> None:
    lines = ["L'été à Genève, près de l'hôtel", "The trade union paid 1,200 members", TEXT, "Straße und Öl"]
    found = read(word(*lines))
    assert (texts(found), found.converted) == (lines, {})


def test_a_sheet_is_a_table_of_numbers_and_words() -> None:
    found = read(sheet(("Chỉ tiêu", "Thực hiện"), ("Kết nạp", 1846), ("Tỷ lệ", "91,66%"), merged=("A4:B4",)))
    cells = {cell.place: (cell.text, cell.number) for cell in found.grids[0].cells}
    assert (found.grids[0].sheet, found.grids[0].place) == ("Phụ lục", "trang tính «Phụ lục»")
    assert cells["ô B2"] == ("1.846", Decimal(1846))
    assert cells["ô B3"] == ("91,66%", None)


def viscii(text: str) -> bytes:
    letters = {letter: shown for shown, letter in TABLES[Encoding.VISCII].items()}
    return "".join(letters.get(letter, letter) for letter in text).encode("latin-1")


def windows_1258(text: str) -> bytes:
    """As Windows wrote it: the vowel with its hat, the tone as a sign behind it."""
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tones
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "converted"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (to_tcvn3(TEXT).encode("latin-1"), "TCVN3 (ABC)"),
        (viscii(TEXT), "VISCII"),
        (windows_1258(TEXT), "Windows-1258"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16 be", "utf-16 bare", "tcvn3", "viscii", "windows-1258"],
)
def test_plain_text_of_every_encoding(data: bytes, converted: str) -> None:
    found = read(data)
    assert texts(found) == [TEXT]
    assert found.converted == ({converted: 1} if converted else {})


def test_the_letters_of_a_pdf_are_put_in_order() -> None:
    found = read(pdf("Cong doan co so ket nap 676 doan vien,", "dat 104% ke hoach nam; tang 183 suat qua.", pages=2))
    assert found.pages == 2
    joined = "Cong doan co so ket nap 676 doan vien, dat 104% ke hoach nam; tang 183 suat qua."
    assert [(block.text, block.place) for block in found.blocks if isinstance(block, Piece)] == [
        (joined, "trang 1, dòng 1"),
        (joined, "trang 2, dòng 1"),
    ]


def test_a_scan_has_no_text_layer() -> None:
    assert fault(pdf(pages=3)) == (Fault.NOT_A_WORKBOOK, "bản quét, không có lớp chữ")


def test_three_hundred_pages_are_read() -> None:
    found = read(pdf("Cong doan co so ket nap 676 doan vien", pages=300))
    assert (found.pages, len(found.blocks)) == (300, 300)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Fault.EMPTY),
        (b"\x00" * 64, Fault.EMPTY),
        (b"PK\x03\x04 nothing", Fault.BROKEN),
        (b"%PDF-1.7 nothing", Fault.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), Fault.NOT_A_WORKBOOK),
        (bytes(range(256)) * 8, Fault.NOT_A_WORKBOOK),
        (b"<html><body>1</body></html>", Fault.NOT_A_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Fault.ENCRYPTED),
        (with_part(word("x"), "word/document.xml", b"<w:broken"), Fault.BROKEN),
        (with_part(word("x"), "word/document.xml", b"<!DOCTYPE a><a/>"), Fault.UNSAFE),
        (with_part(word("x"), "word/document.xml", b" " * 40_000_000), Fault.UNSAFE),
    ],
    ids=["empty", "zeros", "zip", "pdf", "picture", "binary", "web", "locked", "broken part", "doctype", "bomb"],
)
def test_a_hostile_file_is_a_fault_and_nothing_else(data: bytes, kind: Fault) -> None:
    assert fault(data)[0] == kind


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"{\\rtf1\\ansi Cong doan}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80) + "WordDocument".encode("utf-16-le"), "doc"),
    ],
)
def test_old_files_are_to_be_converted(data: bytes, form: str) -> None:
    assert answer(data)[0] == {"kind": "convert", "form": form}


def test_an_odt_is_to_be_converted_and_a_presentation_is_none() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert answer(buffer.getvalue())[0] == {"kind": "convert", "form": "odt"}
    slides = with_part(buffer.getvalue(), "mimetype", b"application/vnd.oasis.opendocument.presentation")
    assert fault(slides) == (Fault.NOT_A_WORKBOOK, "tệp nén")


def test_an_empty_table_is_a_table_without_figures() -> None:
    found = read(word("BÁO CÁO", table=[["", ""], ["", ""]]))
    assert isinstance(found.blocks[-1], Grid)
    assert all(not cell.text for cell in found.grids[0].cells)


@pytest.mark.parametrize(
    ("text", "bold", "level"),
    [
        ("Phần thứ nhất", False, 1),
        ("I. TÌNH HÌNH CHUNG", True, 2),
        ("1. Công tác tuyên truyền", True, 3),
        ("1.1. Tuyên truyền pháp luật", False, 4),
        ("1. Kết nạp mới 2.000 đoàn viên trở lên; thành lập mới 01 công đoàn cơ sở.", False, 0),
        ("Năm 2023, kết nạp 676 đoàn viên.", False, 0),
        ("", False, 0),
    ],
)
def test_headings_are_known_by_look_and_number(text: str, bold: bool, level: int) -> None:
    assert heading_level(text, bold=bold) == level

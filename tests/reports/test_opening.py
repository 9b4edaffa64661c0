"""Past reports from paths: each file by itself, each fault with its code and its remedy, old files by LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from report_files import pdf, sheet, with_part, word

from drafter.intake import sandbox
from drafter.model.report import Piece
from drafter.reports import convert, opening
from drafter.reports.opening import ReadReport, read_reports

RTF = b"{\\rtf1\\ansi\\ansicpg1252 \\u272?o\\u224?n vi\\u234?n: 676 \\par}"

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(folder: Path, **files: bytes) -> list[ReadReport]:
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return list(read_reports([folder]))


def told(found: ReadReport) -> tuple[str, str]:
    assert found.problem is not None
    return found.problem.code, str(found.problem)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "D340", "đây là tệp ảnh, không phải báo cáo"),
        (b"", "D341", "tệp không có nội dung"),
        (b"PK\x03\x04 nothing", "D342", "không đọc được tệp: tệp nén bị hỏng hoặc tải về chưa đủ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "D343", "tệp có mật khẩu mở"),
        (pdf(), "D348", "tệp PDF chỉ có ảnh của các trang"),
    ],
)
def test_a_fault_has_its_code_and_its_remedy(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    (found,) = read(tmp_path, bao_cao__docx=data)
    assert told(found)[0] == code
    assert words in told(found)[1]
    assert "cách sửa: " in told(found)[1]


@pytest.mark.parametrize("ending", ["doc", "odt", "xls", "ods", "pdf"])
def test_a_locked_file_of_every_format_says_so(tmp_path: Path, ending: str) -> None:
    """Files that LibreOffice locked with a password; a locked .docx or .xlsx is a sealed stream, as above."""
    locked = Path(__file__).parent / "locked" / f"khoa.{ending}"
    (found,) = read_reports([locked])
    assert told(found)[0] == "D343"
    assert "có mật khẩu mở" in told(found)[1]


def test_unsafe_files_are_not_opened(tmp_path: Path) -> None:
    (found,) = read(tmp_path, a__docx=with_part(word("x"), "word/document.xml", b"<!DOCTYPE a><a/>"))
    assert told(found)[0] == "D344"


def test_one_bad_file_spoils_no_other_and_folders_hold_files(tmp_path: Path) -> None:
    found = read(tmp_path, a__docx=word("Kết nạp 676 đoàn viên"), b__docx=b"", c__txt="Tặng 183 suất quà".encode())
    (tmp_path / "~$a.docx").write_bytes(b"x")
    assert [(one.path.name, one.report is not None) for one in found] == [
        ("a.docx", True), ("b.docx", False), ("c.txt", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "bao-cao.docx",
            "BÁO CÁO\nKết nạp 676 đoàn viên".encode(),
            "tệp mang đuôi .docx nhưng bên trong là văn bản thường; drafter đọc theo nội dung, không có bảng",
        ),
        ("bao-cao.pdf", word("Kết nạp 676 đoàn viên"), "tệp mang đuôi .pdf nhưng bên trong là tệp Word;"),
        ("phu-luc.docx", sheet(("Kết nạp", 676)), "tệp mang đuôi .docx nhưng bên trong là bảng tính;"),
        ("phu-luc.xls", pdf("Ket nap 676 doan vien"), "tệp mang đuôi .xls nhưng bên trong là tệp PDF;"),
    ],
)
def test_a_file_that_is_another_kind_than_its_name_says_is_read_with_a_warning(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (found,) = read(tmp_path, **{name.replace(".", "__"): data})
    assert found.report is not None
    assert told(found)[0] == "D357"
    assert words in told(found)[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", word("Kết nạp 676 đoàn viên")),
        ("a.xls", sheet(("Kết nạp", 676))),
        ("a.txt", b"Ket nap 676 doan vien"),
        ("a.2023", word("Kết nạp 676 đoàn viên")),
    ],
)
def test_a_name_that_promises_no_other_kind_needs_no_word(tmp_path: Path, name: str, data: bytes) -> None:
    (found,) = read(tmp_path, **{name.replace(".", "__"): data})
    assert found.report is not None
    assert found.problem is None


def test_three_hundred_pages_of_word_are_read_whole(tmp_path: Path) -> None:
    """Some 2.100 letters a page; measured with as many tables and figures as a report has: 16 s, 220 MB."""
    paragraphs = (
        f"<w:p><w:r><w:t>{number}. Công đoàn cơ sở số {number} kết nạp {number * 7} đoàn viên; "
        + "tổ chức tuyên truyền, phổ biến pháp luật cho đoàn viên, người lao động tại các phân xưởng. " * 4
        + "</w:t></w:r></w:p>"
        for number in range(1, 300 * 2100 // 420 + 1)
    )
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    data = with_part(word("x"), "word/document.xml", body.encode(), packed=False)
    (found,) = read(tmp_path, dai__docx=data)
    assert found.report is not None, found.problem
    pieces = [block.text for block in found.report.blocks if isinstance(block, Piece)]
    assert len(pieces) == 1500
    assert pieces[-1].startswith("1500. Công đoàn cơ sở số 1500 kết nạp 10500 đoàn viên")
    assert sum(map(len, pieces)) > 300 * 2000


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 10)
    (found,) = read(tmp_path, a__txt=b"Cong doan co so")
    assert told(found)[0] == "D345"


def test_a_file_that_takes_too_long_or_kills_its_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sandbox, "_COMMAND", [sys.executable, "-c", "import os; os.abort()"])
    assert told(read(tmp_path, a__txt=b"Cong doan")[0])[0] == "D347"
    monkeypatch.setattr(sandbox, "_COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(opening.Sandbox.__init__, "__defaults__", (2, 0.5, opening._CHILD))
    assert told(read(tmp_path, a__txt=b"Cong doan")[0])[0] == "D346"


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    (found,) = read_reports([tmp_path / "khong-co.docx"])
    assert told(found)[0] == "D351"


def test_an_old_file_without_libreoffice_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_office", lambda: None)
    (found,) = read(tmp_path, a__rtf=RTF)
    code, words = told(found)
    assert code == "D349"
    assert "tệp .rtf cần LibreOffice để đọc, máy này chưa cài LibreOffice" in words


def test_an_old_file_on_a_machine_whose_path_has_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(convert, "_PLACES", ())
    (found,) = read(tmp_path, a__rtf=RTF)
    assert told(found)[0] == "D349"
    assert "cài LibreOffice (miễn phí, libreoffice.org) rồi đọc lại" in told(found)[1]


def test_an_office_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_office", lambda: shutil.which("false"))
    (found,) = read(tmp_path, a__rtf=RTF)
    code, words = told(found)
    assert code == "D350"
    assert "LibreOffice không mở được tệp này" in words


def test_an_office_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "hang"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    with pytest.raises(convert.NotConverted, match="LibreOffice chạy quá 1 giây"):
        convert.to_docx(RTF, "rtf", wall_seconds=1, office=str(program))


@pytest.mark.office
@pytest.mark.skipif(convert.find_office() is None, reason="LibreOffice is not installed")
def test_an_rtf_is_read_by_libreoffice(tmp_path: Path) -> None:
    (found,) = read(tmp_path, a__rtf=RTF)
    assert found.report is not None
    assert [block.text for block in found.report.blocks if isinstance(block, Piece)] == ["Đoàn viên: 676"]

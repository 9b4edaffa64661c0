"""`drafter template check`: everything wrong at once, the values used, and a marked copy."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.command_runs import Program
from tests.fill.excel_books import book
from tests.fill.word_samples import docx

ROWS = [["{%tr for r in rows %}"], ["{{ r.x / r.y }}"], ["{%tr endfor %}"]]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "giay-moi.docx"
    path.write_bytes(docx("Kính gửi {{ ten }}", "{{ ghi_chu|default('') }}", ROWS))
    return path


def data(folder: Path, values: object) -> Path:
    path = folder / "du-lieu.json"
    path.write_text(json.dumps(values), "utf-8")
    return path


def test_a_good_template_tells_the_values_it_uses(drafter: Program, letter: Path) -> None:
    found = drafter("template", "check", letter)
    assert (found.code, found.err) == (0, "")
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in found.out.splitlines() if "│" in line]
    assert lines == [
        ["ten", "giá trị", "có", "đoạn 1"],
        ["ghi_chu", "giá trị", "không bắt buộc", "đoạn 2"],
        ["rows", "danh sách", "có", "bảng 1, hàng 1, ô 1"],
        ["rows[].x", "số", "có", "bảng 1, hàng 2, ô 1"],
        ["rows[].y", "số", "có", "bảng 1, hàng 2, ô 1"],
    ]
    assert found.out.endswith("\nMẫu giay-moi.docx không có lỗi.\n")


def test_all_errors_of_the_data_are_told_at_once(drafter: Program, letter: Path, tmp_path: Path) -> None:
    found = drafter("template", "check", letter, data(tmp_path, {"tenn": "An", "rows": [{"x": 1, "y": 0}]}))
    assert found.code == 1
    assert found.err == ""
    assert found.out.endswith(
        "\nMẫu giay-moi.docx có 2 lỗi.\n"
        "T110 mẫu giay-moi.docx, đoạn 1: không có «ten»; ý đồng chí là «tenn»?\n"
        "     gần: «Kính gửi {{ ten }}»\n"
        "     cách sửa: sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu\n"
        "T115 mẫu giay-moi.docx, bảng 1, hàng 2, ô 1, dòng dữ liệu 1: chia cho 0\n"
        "     gần: «{{ r.x / r.y }}»\n"
        "     cách sửa: đặt phép chia trong «{% if … %}» kiểm tra số chia khác 0\n"
    )


def test_records_are_tried_one_by_one_when_the_template_is_meant_for_each(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_bytes(docx("{{ ten }} {{ tuoi + 1 }}"))
    records = [{"ten": "An", "tuoi": 30}, {"ten": "Bình"}, {"ten": "Chi", "tuoi": "ba mươi"}]
    found = drafter("template", "check", tmp_path / "thu.docx", data(tmp_path, records), "--json")
    assert found.code == 1
    assert [(one["place"], one["what"]) for one in found.data["errors"]] == [
        ("bản 2, đoạn 1", "không có «tuoi»"),
        ("bản 3, đoạn 1", "không tính được «+» giữa chữ «ba mươi» và số 1"),
    ]


def test_excel_as_json(drafter: Program, tmp_path: Path) -> None:
    cells = {"A1": "{{ ten }}", "B1": "{{ ghi|default('') }}", "C1": "{% if x is defined %}{{ x }}{% endif %}"}
    (tmp_path / "bang.xlsx").write_bytes(book(cells))
    found = drafter("template", "check", tmp_path / "bang.xlsx", data(tmp_path, {"tenn": 1}), "--json", "--lang", "en")
    assert (found.code, found.err) == (1, "")
    assert found.data == {
        "file": str(tmp_path / "bang.xlsx"),
        "errors": [
            {
                "code": "T110",
                "file": "bang.xlsx",
                "part": "S",
                "place": "«S»!A1",
                "found": "ten",
                "near": "{{ ten }}",
                "what": "there is no «ten»; did you mean «tenn»?",
                "fix": "correct the name in the template, or add this value to the data",
            }
        ],
        "notes": [],
        "slots": [
            {"name": "ten", "kind": "text", "optional": False, "places": ["«S»!A1"]},
            {"name": "ghi", "kind": "text", "optional": True, "places": ["«S»!B1"]},
            {"name": "x", "kind": "text", "optional": False, "places": ["«S»!C1"]},
        ],
        "marked": None,
    }


def test_a_marked_copy_of_each_kind_opens(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ a b }}", "{{ c d }}"))
    (tmp_path / "b.xlsx").write_bytes(book({"B2": "{{ a b }}"}))
    word, excel = tmp_path / "a-nx.docx", tmp_path / "nhận xét" / "b-nx.xlsx"
    found = drafter("template", "check", tmp_path / "a.docx", "--mark", word)
    assert (found.code, found.codes) == (1, ["T101", "T101"])
    assert found.out.startswith("Mẫu a.docx có 2 lỗi.\nT101 ")
    assert found.out.endswith(f"\nĐã ghi bản mẫu có nhận xét: {word}\n")
    assert len(list(Document(str(word)).part.part_related_by(COMMENTS).element)) == 2
    assert drafter("template", "check", tmp_path / "b.xlsx", "--mark", excel).code == 1
    assert openpyxl.load_workbook(excel)["S"]["B2"].comment.text.startswith("T101 mẫu b.xlsx, «S»!B2: không hiểu thẻ")


COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def test_a_marked_copy_replaces_nothing(drafter: Program, letter: Path, tmp_path: Path) -> None:
    there = tmp_path / "cũ.docx"
    there.write_bytes(b"x")
    found = drafter("template", "check", letter, "--mark", there)
    assert (found.code, found.codes, there.read_bytes()) == (2, ["W308"], b"x")
    assert drafter("template", "check", letter, "--mark", letter, "--force").codes == ["W309"]
    assert drafter("template", "check", letter, "--mark", tmp_path / "x.xlsx").codes == ["W310"]
    assert drafter("template", "check", letter, "--mark", there, "--force").code == 0
    assert there.read_bytes() != b"x"


def test_files_that_cannot_be_a_template(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "hỏng.xlsx").write_bytes(b"khong phai zip")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    broken = drafter("template", "check", tmp_path / "hỏng.xlsx")
    assert (broken.code, broken.codes) == (1, ["T130"])
    unmarked = drafter("template", "check", tmp_path / "hỏng.xlsx", "--mark", tmp_path / "x.xlsx")
    assert (unmarked.code, (tmp_path / "x.xlsx").exists()) == (2, False)
    assert drafter("template", "check", tmp_path / "a.pdf").err == (
        "W307 (lỗi) a.pdf: mẫu có đuôi «.pdf», cần .docx hoặc .xlsx\n"
        "     cách sửa: mở mẫu bằng Word hoặc Excel rồi lưu lại dạng .docx hoặc .xlsx\n"
    )
    missing = drafter("template", "check", tmp_path / "không có.docx")
    assert (missing.code, missing.codes) == (2, ["W116"])


def test_what_reaches_outside_is_told(drafter: Program, tmp_path: Path) -> None:
    def link(document: object) -> None:
        document.part.relate_to("file:///c:/mat.dotm", ATTACHED, is_external=True)  # type: ignore[attr-defined]

    (tmp_path / "a.docx").write_bytes(docx("{{ ten }}", link))
    found = drafter("template", "check", tmp_path / "a.docx")
    assert (found.code, found.codes) == (1, ["T140"])


ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"

"""`drafter fill`: one output from one mapping, one for each record, and nothing ever written over by mistake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.command_runs import Program
from tests.fill.excel_books import book
from tests.fill.word_samples import docx

TITLES = ("Họ và tên", "Ngày sinh", "Lương", "Tỷ lệ", "Mã", "Đảng viên")
PEOPLE = (("An/Bình", date(1990, 2, 3), 1500000, 0.5, "007", True), ("Chi", None, 2.5, 0.25, "008", False))


def sheet(path: Path, *rows: Sequence[object]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return sheet(tmp_path / "danh-sach.xlsx", TITLES, *PEOPLE)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "thu.docx"
    path.write_bytes(docx("{{ ho_va_ten }}: {{ ma }} {{ luong }} {{ ty_le }} {% if dang_vien %}đv{% endif %}"))
    return path


def text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs).strip()


def test_one_mapping_fills_one_word_file(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }} {{ so + 0.1 }}"))
    (tmp_path / "d.toml").write_text('ten = "An"\nso = 0.2\n', "utf-8")
    out = tmp_path / "mới" / "kq.docx"
    found = drafter("fill", tmp_path / "a.docx", tmp_path / "d.toml", "-o", out)
    assert (found.code, found.out, found.err) == (0, f"Đã ghi {out}\n", "")
    assert text(out) == "An 0.3"  # figures are decimals, never floats


def test_yaml_fills_as_json_does(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }} {{ so + 0.1 }} {{ ma }}"))
    data = "\ufeffnguoi:\n- {ten: An, so: 0.2, ma: 007}\n- ten: Chi\n  so: 1\n  ma: '1'\n"
    (tmp_path / "d.yaml").write_text(data, "utf-8")
    assert drafter("fill", tmp_path / "a.docx", tmp_path / "d.yaml", "-o", tmp_path / "ra", "--each").code == 0
    assert [text(tmp_path / "ra" / f"000{n}.docx") for n in (1, 2)] == ["An 0.3 007", "Chi 1.1 1"]


def test_values_of_a_workbook_keep_their_types(drafter: Program, people: Path, tmp_path: Path) -> None:
    names = ("ho_va_ten", "ngay_sinh", "luong", "ty_le", "ma", "dang_vien")
    cells = {"A1": "{%tr for r in rows %}", "A3": "{%tr endfor %}"}
    cells |= {f"{letter}2": f"{{{{ r.{name} }}}}" for letter, name in zip("ABCDEF", names, strict=True)}
    (tmp_path / "b.xlsx").write_bytes(book(cells))
    assert drafter("fill", tmp_path / "b.xlsx", people, "-o", tmp_path / "kq.xlsx").code == 0
    rows = list(openpyxl.load_workbook(tmp_path / "kq.xlsx")["S"].iter_rows(values_only=True))
    assert rows[0][0] == "An/Bình"
    assert rows[0][1].date() == date(1990, 2, 3)
    assert rows[0][2:] == (1500000, 0.5, "007", True)
    assert rows[1] == ("Chi", None, 2.5, 0.25, "008", False)


def test_each_record_fills_a_file_named_by_the_pattern(
    drafter: Program, letter: Path, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    found = drafter("fill", letter, people, "-o", out, "--each", "--name", "{{ Mã }} {{ ho_va_ten }}")
    assert (found.code, found.out, found.err) == (0, f"Đã ghi 2 tệp vào {out}\n", "")
    assert {path.name: text(path) for path in out.iterdir()} == {
        "007 An-Bình.docx": "An/Bình: 007 1500000 0.5 đv",
        "008 Chi.docx": "Chi: 008 2.5 0.25",
    }


def test_names_are_fit_for_every_file_system(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }}"))
    names = ["../../x", "CON", "An", "an", "x" * 500, "...", "a\nb"]
    data = tmp_path / "d.json"
    data.write_text(json.dumps([{"ten": name} for name in names]), "utf-8")
    assert drafter("fill", tmp_path / "a.docx", data, "-o", tmp_path / "ra", "--each", "--name", "{{ ten }}").code == 0
    made = sorted(path.name for path in (tmp_path / "ra").iterdir())
    assert made == ["-..-x.docx", "0006.docx", "An.docx", "_CON.docx", "a-b.docx", "an (2).docx", "x" * 180 + ".docx"]


def test_without_a_pattern_files_are_numbered(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(book({"A1": "{{ ten }} {{ nam }}"}))
    (tmp_path / "d.toml").write_text('nam = 2026\n[[nguoi]]\nten = "An"\n[[nguoi]]\nten = "Chi"\n', "utf-8")
    assert drafter("fill", tmp_path / "b.xlsx", tmp_path / "d.toml", "-o", tmp_path / "ra", "--each").code == 0
    made = {path.name: openpyxl.load_workbook(path)["S"]["A1"].value for path in (tmp_path / "ra").iterdir()}
    assert made == {"0001.xlsx": "An 2026", "0002.xlsx": "Chi 2026"}


def test_each_record_is_a_section_of_one_word_file(
    drafter: Program, letter: Path, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tất cả.docx"
    assert drafter("fill", letter, people, "-o", out, "--each").out == f"Đã ghi {out}\n"
    assert len(Document(str(out)).sections) == 2
    assert "Chi: 008" in text(out)


def test_a_record_that_cannot_be_filled_costs_its_own_file(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }}"))
    (tmp_path / "d.json").write_text('[{"ten": "An"}, {"tenn": "Chi"}]', "utf-8")
    found = drafter("fill", tmp_path / "a.docx", tmp_path / "d.json", "-o", tmp_path / "ra", "--each")
    assert (found.code, [path.name for path in (tmp_path / "ra").iterdir()]) == (1, ["0001.docx"])
    assert found.out.endswith(
        "T110 mẫu a.docx, bản 2, đoạn 1: không có «ten»; ý đồng chí là «tenn»?\n"
        "     gần: «{{ ten }}»\n"
        "     cách sửa: sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu\n"
    )


@pytest.mark.parametrize("out", ["kq.docx", "ra"])
def test_where_nothing_can_be_filled_nothing_is_written(drafter: Program, tmp_path: Path, out: str) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }}"))
    (tmp_path / "d.json").write_text('[{"x": 1}, {"x": 2}]', "utf-8")
    found = drafter("fill", tmp_path / "a.docx", tmp_path / "d.json", "-o", tmp_path / out, "--each", "--lang", "en")
    assert found.code == 2
    assert found.err.startswith("T110 template a.docx, copy 1, paragraph 1: there is no «ten»\n")
    assert list(tmp_path.rglob(f"{out}/*" if out == "ra" else out)) == []


def test_a_wrong_template_is_told_whole(drafter: Program, people: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ a b }}", "{% if x %}"))
    found = drafter("fill", tmp_path / "a.docx", people, "-o", tmp_path / "kq.docx")
    assert (found.code, found.codes) == (2, ["T101", "T103"])


def test_nothing_is_written_over(drafter: Program, letter: Path, people: Path, tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "0002.docx").write_bytes(b"x")
    found = drafter("fill", letter, people, "-o", tmp_path / "ra", "--each")
    assert found.code == 2
    assert found.err == (
        f"W308 (lỗi) đã có tệp «{tmp_path / 'ra' / '0002.docx'}»; drafter không ghi đè\n"
        "     cách sửa: chọn tên hoặc thư mục khác, hoặc thêm --force nếu muốn thay tệp cũ\n"
    )
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["0002.docx"]
    assert drafter("fill", letter, people, "-o", tmp_path / "ra", "--each", "--force").code == 0
    assert text(tmp_path / "ra" / "0002.docx") == "Chi: 008 2.5 0.25"


@pytest.mark.parametrize("name", ["thu.docx", "danh-sach.xlsx"])
def test_not_even_by_force_the_template_or_the_data(
    drafter: Program, letter: Path, people: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "b.xlsx").write_bytes(book({"A1": "{% for r in rows %}{{ r.ma }}{% endfor %}"}))
    before = (tmp_path / name).read_bytes()
    made = letter if name == "thu.docx" else tmp_path / "b.xlsx"
    found = drafter("fill", made, people, "-o", tmp_path / "." / name, "--force")
    assert (found.code, found.codes, (tmp_path / name).read_bytes()) == (2, ["W309"], before)


def test_places_that_do_not_fit(drafter: Program, letter: Path, people: Path, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(book({"A1": "{{ ma }}"}))
    fix = (
        "     cách sửa: sau -o ghi tên tệp có đuôi như mẫu; với --each ghi tên thư mục (mẫu Word: hoặc một tệp .docx)\n"
    )
    cases: list[tuple[tuple[str | Path, ...], str]] = [
        ((letter, people, "-o", tmp_path / "a.pdf"), "kết quả của mẫu .docx không thể là «a.pdf»"),
        ((letter, people, "-o", tmp_path), f"«{tmp_path}» là một thư mục"),
        ((letter, people, "-o", people, "--each"), f"«{people}» là một tệp"),
        (
            (tmp_path / "b.xlsx", people, "-o", tmp_path / "a.xlsx", "--each"),
            "với --each, mẫu Excel cho mỗi dòng một tệp riêng nên cần một thư mục",
        ),
    ]
    for words, message in cases:
        found = drafter("fill", *words)
        assert (found.code, found.err) == (2, f"W310 (lỗi) {message}\n{fix}")


def test_a_list_for_a_template_of_one_person(drafter: Program, letter: Path, people: Path, tmp_path: Path) -> None:
    found = drafter("fill", letter, people, "-o", tmp_path / "kq.docx")
    assert (found.code, (tmp_path / "kq.docx").exists()) == (2, False)
    assert found.err == (
        "W311 (lỗi) mẫu dùng «ho_va_ten» của từng dòng, mà dữ liệu có 2 dòng\n"
        "     cách sửa: thêm --each để mỗi dòng điền một bản; hoặc trong mẫu lặp qua danh sách: {% for r in rows %}\n"
    )
    one = sheet(tmp_path / "một.xlsx", TITLES, PEOPLE[0])
    assert drafter("fill", letter, one, "-o", tmp_path / "kq.docx").code == 0


def test_each_needs_records_and_names_need_values(drafter: Program, letter: Path, people: Path, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"ten": "An"}', "utf-8")
    assert drafter("fill", letter, tmp_path / "d.json", "-o", tmp_path / "ra", "--each").codes == ["W312"]
    found = drafter("fill", letter, people, "-o", tmp_path / "ra", "--each", "--name", "{{ ngay_sinh }}")
    assert (found.code, (tmp_path / "ra").exists()) == (2, False)
    assert found.err == (
        "W313 (lỗi) --name dùng «ngay_sinh», dòng dữ liệu 2 không có giá trị ấy\n"
        "     cách sửa: sửa tên trong --name cho đúng một cột của dữ liệu, hoặc điền giá trị còn trống\n"
    )


BAD_DATA = {
    "d.csv": (b"ten", "W301 (lỗi) d.csv: dữ liệu có đuôi «.csv», chỉ đọc được .json, .yaml, .toml và .xlsx"),
    "a.yaml": (b"a: [1\n", "W302 (lỗi) a.yaml: không đọc được dữ liệu: dòng 2, ký tự thứ 1 sai cú pháp YAML"),
    "b.yml": (b"- 1\n- 2\n", "W303 (lỗi) b.yml: dữ liệu phải là một nhóm giá trị có tên, hoặc một danh sách các nhóm"),
    "c.yaml": (b"a: \xff", "W302 (lỗi) c.yaml: không đọc được dữ liệu: tệp không lưu bằng mã UTF-8"),
    "e.yaml": (b"", "W303 (lỗi) e.yaml: dữ liệu phải là một nhóm giá trị có tên"),
    "a.json": (b'{"a": 1,\n}', "W302 (lỗi) a.json: không đọc được dữ liệu: dòng 2, ký tự thứ 1 sai cú pháp JSON"),
    "b.json": (b'{"a": 1e999999}', "W302 (lỗi) b.json: không đọc được dữ liệu: có một số quá lớn hoặc không phải số"),
    "c.json": (b"\xff\xfe{", "W302 (lỗi) c.json: không đọc được dữ liệu: tệp không lưu bằng mã UTF-8"),
    "d.json": (b"[" * 100_000, "W302 (lỗi) d.json: không đọc được dữ liệu: các nhóm lồng nhau quá sâu"),
    "e.json": (b"[1, 2]", "W303 (lỗi) e.json: dữ liệu phải là một nhóm giá trị có tên, hoặc một danh sách các nhóm"),
    "f.json": (b'{"a": NaN}', "W302 (lỗi) f.json: không đọc được dữ liệu: có một số quá lớn hoặc không phải số"),
    "a.toml": (b"a = \n", "W302 (lỗi) a.toml: không đọc được dữ liệu: dòng 1, ký tự thứ 5 sai cú pháp TOML"),
    "b.toml": (b"a = inf\n", "W302 (lỗi) b.toml: không đọc được dữ liệu: có một số quá lớn hoặc không phải số"),
    "a.xlsx": (b"PK\x03\x04", "D141 (lỗi) a.xlsx: không đọc được tệp: "),
}


@pytest.mark.parametrize("name", BAD_DATA)
def test_data_that_cannot_be_read(drafter: Program, letter: Path, tmp_path: Path, name: str) -> None:
    content, message = BAD_DATA[name]
    (tmp_path / name).write_bytes(content)
    found = drafter("fill", letter, tmp_path / name, "-o", tmp_path / "kq.docx")
    assert found.code == 2
    assert found.err.startswith(message)
    assert not (tmp_path / "kq.docx").exists()


def test_data_that_is_not_there(drafter: Program, letter: Path, tmp_path: Path) -> None:
    assert drafter("fill", letter, tmp_path / "d.json", "-o", tmp_path / "kq.docx").codes == ["W116"]


def test_titles_and_cells_that_cannot_be_used(drafter: Program, letter: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "d.xlsx", ("Tên", "tên", None, "2 năm", "Tổng"), ("An", "B", "C", "D", "=1+1"))
    found = drafter("fill", letter, path, "-o", tmp_path / "kq.docx")
    assert (found.code, found.codes) == (2, ["W304", "W304", "W304", "W305"])
    assert [line for line in found.err.splitlines() if line.startswith("W")] == [
        "W304 (lỗi) d.xlsx, trang tính «Sheet», ô B1: tên cột «tên» trùng với ô A1",
        "W304 (lỗi) d.xlsx, trang tính «Sheet», ô C1: cột có dữ liệu mà chưa có tên",
        "W304 (lỗi) d.xlsx, trang tính «Sheet», ô D1: tên cột «2 năm» bắt đầu bằng chữ số",
        "W305 (lỗi) d.xlsx, trang tính «Sheet», ô E2: gặp «=1+1», không phải một giá trị",
    ]
    assert drafter("fill", letter, sheet(path, TITLES), "-o", tmp_path / "kq.docx").codes == ["W306"]


def test_text_of_data_is_text_and_halves_of_characters_are_no_fault(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("{{ ten }}"))
    (tmp_path / "d.json").write_bytes(b'{"ten": "{{ 1 + 1 }} <b> \\ud800"}')
    assert drafter("fill", tmp_path / "a.docx", tmp_path / "d.json", "-o", tmp_path / "kq.docx").code == 0
    assert text(tmp_path / "kq.docx") == "{{ 1 + 1 }} <b> \ufffd"

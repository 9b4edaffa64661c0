"""Where kinds are found, which one wins, and what is said of a folder that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.render.kinds import KINDS, kind_codes, load_kind, template_folders
from drafter.render.shipped import shipped_folder

TOML = """
title = "Báo cáo quý"
type_name = "BÁO CÁO"
symbol = "BC"
subject = "Sơ kết {ky}"
periods = ["quy"]
"""


def put(folder: Path, code: str, text: str = TOML, *files: str) -> None:
    home = folder / code
    home.mkdir(parents=True)
    (home / "kind.toml").write_text(text, "utf-8")
    for name in files:
        (home / name).write_bytes(b"")


def told(code: str, *folders: Path) -> list[str]:
    found, problems = load_kind(code, folders)
    assert found is None
    return [str(problem) for problem in problems]


def test_a_folder_becomes_a_kind_with_its_files(tmp_path: Path) -> None:
    put(tmp_path, "bao-cao-quy", TOML + 'annex = "phu-luc.xlsx"', "report.docx", "phu-luc.xlsx")
    found, problems = load_kind("bao-cao-quy", (tmp_path,))
    assert problems == ()
    assert found is not None
    assert (found.kind.code, found.report, found.annex) == (
        "bao-cao-quy",
        tmp_path / "bao-cao-quy" / "report.docx",
        tmp_path / "bao-cao-quy" / "phu-luc.xlsx",
    )


def test_a_kind_need_not_have_an_annex(tmp_path: Path) -> None:
    put(tmp_path, "bao-cao-quy", TOML, "report.docx")
    found, _ = load_kind("bao-cao-quy", (tmp_path,))
    assert found is not None
    assert found.annex is None


def test_the_offices_own_kind_wins_over_the_shipped_one(tmp_path: Path) -> None:
    put(tmp_path / "templates", "bao-cao-nam", TOML, "report.docx")
    found, _ = load_kind("bao-cao-nam", template_folders(tmp_path))
    assert found is not None
    assert found.kind.title == "Báo cáo quý"


def test_an_office_without_templates_uses_the_shipped_ones(tmp_path: Path) -> None:
    found, problems = load_kind("bao-cao-nam", template_folders(tmp_path))
    assert problems == ()
    assert found is not None
    assert found.report == shipped_folder("templates") / "bao-cao-nam" / "report.docx"


def test_codes_of_all_folders_are_listed_once_and_sorted(tmp_path: Path) -> None:
    for folder, code in (("a", "quy"), ("a", "nam"), ("b", "nam"), ("b", "6-thang")):
        put(tmp_path / folder, code)
    (tmp_path / "a" / "khong-phai").mkdir()
    assert kind_codes((tmp_path / "a", tmp_path / "b", tmp_path / "none")) == ("6-thang", "nam", "quy")


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    put(tmp_path, "bao-cao-quy", "\ufeff" + TOML, "report.docx")
    found, problems = load_kind("bao-cao-quy", (tmp_path,))
    assert (found is not None, problems) == (True, ())


@pytest.mark.parametrize(("code", "hint"), [("bao-cao-nan", "; ý đồng chí là «bao-cao-nam»?"), ("xyz", "")])
def test_an_unknown_kind_is_told_with_those_there_are(tmp_path: Path, code: str, hint: str) -> None:
    put(tmp_path, "bao-cao-nam")
    put(tmp_path, "danh-sach")
    assert told(code, tmp_path) == [
        f"C204 không có loại văn bản «{code}»{hint}\n     cách sửa: chọn một trong các loại: bao-cao-nam, danh-sach"
    ]


def test_a_kind_is_a_folder_below_templates_and_no_path(tmp_path: Path) -> None:
    put(tmp_path / "templates", "bao-cao-nam", TOML, "report.docx")
    put(tmp_path, "ngoai", TOML, "report.docx")
    assert told("../ngoai", tmp_path / "templates")[0].startswith("C204 không có loại văn bản «../ngoai»")


def test_toml_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, "quy", 'title = "Báo cáo')
    assert told("quy", tmp_path) == [
        (
            "C205 quy/kind.toml: tệp viết sai cú pháp: Unterminated string (at end of document)\n"
            "     cách sửa: mở kind.toml bằng Notepad, sửa dòng được nêu rồi lưu lại với mã UTF-8"
        )
    ]


def test_another_encoding_is_told(tmp_path: Path) -> None:
    put(tmp_path, "quy")
    (tmp_path / "quy" / "kind.toml").write_bytes('title = "Báo cáo"'.encode("utf-16"))
    (message,) = told("quy", tmp_path)
    assert message.startswith("C205 quy/kind.toml: tệp viết sai cú pháp: 'utf-8' codec can't decode byte 0xff")


def test_faults_of_the_kind_itself_are_passed_on(tmp_path: Path) -> None:
    put(tmp_path, "quy", TOML.replace('symbol = "BC"', ""))
    assert [message.splitlines()[0] for message in told("quy", tmp_path)] == [
        "C201 quy/kind.toml: mục «symbol» còn thiếu"
    ]


def test_each_file_that_is_missing_is_named(tmp_path: Path) -> None:
    put(tmp_path, "quy", TOML + 'annex = "phu-luc.xlsx"')
    assert told("quy", tmp_path) == [
        f"C206 quy: thư mục của loại văn bản không có tệp mẫu «{name}»\n"
        f"     cách sửa: chép «{name}» vào thư mục này, hoặc sửa tên tệp trong kind.toml"
        for name in ("report.docx", "phu-luc.xlsx")
    ]


def test_problem_codes() -> None:
    assert [kind.code for kind in KINDS] == ["C204", "C205", "C206"]

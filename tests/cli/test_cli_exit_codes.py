"""The exit code of each command in each case: 0 done, 1 done and to be looked at, 2 not done, 75 try again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import load_workbook

from drafter.cli import forms
from drafter.desk.workspace import UNITS
from drafter.store.store import open_store
from tests.cli.command_runs import Program
from tests.desk.small_office import COMMUNE, MEMBERS, NEW_MEMBERS, SCHOOL, SEWING, edit_settings, fill_form

WHOLE = {"A01": 50, MEMBERS: 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 4, "G06": 1}


@pytest.fixture
def complete(drafter: Program) -> Program:
    """An office whose units have all handed in for 2024, in order."""
    for unit in (SCHOOL, SEWING, "CDCS-03"):
        fill_form(drafter.folder / "da-nhan" / f"{unit}.xlsx", unit, "2024", WHOLE)
    assert drafter("import", drafter.folder / "da-nhan").code == 0
    return drafter


def test_init(drafter: Program, tmp_path: Path) -> None:
    words = ("init", "--ma", "LD", "--ten", "LĐLĐ tỉnh Thử", "--cap", "tinh", "--cap-tren", "", "--dia-danh", "Thử",
             "--nguoi-ky", "Lò Thị Ban")  # fmt: skip
    made = drafter(*words, folder=tmp_path / "mới")
    assert (made.code, made.err) == (0, "")
    assert "Việc tiếp theo:" in made.out
    again = drafter(*words, folder=tmp_path / "mới")
    assert (again.code, again.out, again.codes) == (2, "", ["W111"])


def test_form(drafter: Program) -> None:
    made = drafter("form", "--period", "2025")
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines()[0] == "Đã có 3 biểu năm 2025 trong thư mục:"
    assert (drafter.folder / "bieu-mau" / "2025_gui-di").is_dir()
    assert drafter("form", "--period", "2025", "--again", "--unit", SCHOOL).code == 0
    (old,) = (drafter.folder / "bieu-mau" / "2025_gui-di-cu").iterdir()
    assert old.name.startswith("cdcs-01_")
    assert drafter("form", "--period", "2025", "--again", "--out", "khac").code == 2
    assert drafter("form", "--period", "2025", "--unit", "CDCS-1").codes == ["W113"]
    assert drafter("form", "--period", "2025", "--unit", "CDCS-1").code == 2
    edit_settings(drafter.folder, '"E02"', '"E2"')
    told = drafter("form", "--period", "2025")
    assert (told.code, told.codes) == (1, ["W122"])
    (drafter.folder / UNITS).unlink()
    none = drafter("form", "--period", "2025")
    assert (none.code, none.codes[-1]) == (2, "W119")


def test_import(drafter: Program, tmp_path: Path) -> None:
    good = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", WHOLE)
    assert drafter("import", good).code == 0
    assert drafter("import", good).code == 0  # the same again
    asked = fill_form(tmp_path / "b.xlsx", SEWING, "2025", {**WHOLE, MEMBERS: "bốn mươi"})
    assert drafter("import", asked).code == 1
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 hong")
    assert drafter("import", good, tmp_path / "c.xlsx").code == 1  # the good one is in
    assert drafter("import", tmp_path / "c.xlsx").code == 2  # nothing is


def test_status(drafter: Program, complete: Program) -> None:
    assert drafter("status", "--period", "2024").code == 0
    missing = drafter("status", "--period", "2025", "--requests")
    assert missing.code == 1
    assert "nộp: 0, nộp lại: 0, lỗi: 0, thiếu: 3; tổng số: 3 đơn vị." in missing.out
    assert missing.out.count("Kính gửi ") == 3


def test_figures(drafter: Program, complete: Program) -> None:
    found = drafter("figures", "--period", "2024", "--sources")
    assert (found.code, set(found.codes)) == (0, {"D213"})  # a note asks nobody to stop
    assert "120 đoàn viên" in found.out
    assert "Công đoàn cơ sở Công ty May Lá Biếc: 40 đoàn viên  [CDCS-02.xlsx, «Số liệu»!F" in found.out
    odd = fill_form(drafter.folder / "da-nhan" / "x.xlsx", SCHOOL, "2025", {**WHOLE, "A01": 30})
    drafter("import", odd)
    assert drafter("figures", "--period", "2025").code == 1  # more members than workers
    assert drafter("figures", "--period", "2025", "--org", "CDCS-1").code == 2


def test_draft(drafter: Program, complete: Program) -> None:
    found = drafter("draft", "bao-cao-nam", "--period", "2024")
    assert found.code == 1  # the small office does not ask for all that the paper needs
    assert "C210" in found.codes
    assert "report.docx" in found.out
    for words, code in (
        (("bao-cao-nm", "--period", "2024"), "C204"),
        (("bao-cao-nam", "--period", "2024-Q1"), "C202"),
        (("bao-cao-nam", "--period", "2024", "--org", "CDCS-99"), "W113"),
        (("bao-cao-nam", "--period", "2024", "--org", COMMUNE), "W114"),
        (("bao-cao-nam", "--period", "2024", "--out", drafter.folder / UNITS / "x"), "W115"),
    ):
        refused = drafter("draft", *words)
        assert (refused.code, refused.codes, refused.out) == (2, [code], "")


def test_schema(drafter: Program) -> None:
    found = drafter("schema", "submission")
    assert (found.code, found.data["title"]) == (0, "Bài nộp số liệu")
    assert drafter("schema", "khác").code == 2


@pytest.mark.parametrize("words", [("form",), ("status",), ("figures",), ("draft", "bao-cao-nam")], ids=" ".join)
def test_a_period_nobody_can_read(drafter: Program, words: tuple[str, ...]) -> None:
    found = drafter(*words, "--period", "quý này")
    assert (found.code, found.out, found.codes) == (2, "", ["W112"])


@pytest.mark.parametrize(
    "words",
    [
        ("form", "--period", "2025"), ("import", "."), ("status", "--period", "2025"), ("figures", "--period", "2025"),
        ("draft", "bao-cao-nam", "--period", "2025"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_no_office_in_the_folder(drafter: Program, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "trống").mkdir()
    found = drafter(*words, folder=tmp_path / "trống")
    assert (found.code, found.out, found.codes) == (2, "", ["W110"])
    assert list((tmp_path / "trống").iterdir()) == []


def test_a_busy_store_asks_to_try_again(drafter: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", WHOLE)
    drafter("status", "--period", "2025")
    monkeypatch.setattr(forms, "open_store", partial(open_store, patience=0.1))
    with closing(sqlite3.connect(drafter.folder / "drafter.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = drafter("import", good)
        assert (found.code, found.out, found.codes) == (75, "", ["W205"])
        other.execute("ROLLBACK")
    assert drafter("import", good).code == 0


def test_a_store_that_is_none(drafter: Program) -> None:
    copyfile(drafter.folder / UNITS, drafter.folder / "drafter.db")
    found = drafter("status", "--period", "2025")
    assert (found.code, found.out, found.codes) == (2, "", ["W203"])


def test_a_list_of_units_with_a_bad_row_is_told_by_every_command(drafter: Program) -> None:
    book = load_workbook(drafter.folder / UNITS)
    book.active.append(["CDCS-05", "", "", "Công đoàn cơ sở"])
    book.save(drafter.folder / UNITS)
    for words in (("form",), ("status",), ("figures",)):
        found = drafter(*words, "--period", "2025")
        assert (found.code, found.codes[0]) == (1, "D171")

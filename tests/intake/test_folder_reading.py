"""Files, folders and zips of forms: a result for each file, nothing lost beside a bad one."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from form_samples import EXPECTED, RECEIVED, UNIT, at, blank_form, filled, put

from drafter.intake.findings import ReadForm
from drafter.intake.folder import read_paths
from drafter.intake.form_layout import FIGURES_SHEET
from drafter.intake.sandbox import Sandbox

GOOD = filled(put("A01", 5))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder as an office keeps it: forms, other files, lock files, folders below, a zip."""
    folder = tmp_path / "bieu-mau"
    (folder / "phường Hòa Mẫu").mkdir(parents=True)
    (folder / ".an").mkdir()
    (folder / "a.xlsx").write_bytes(GOOD)
    (folder / "B trống.xlsx").write_bytes(blank_form())
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / ".an" / "x.xlsx").write_bytes(GOOD)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "công văn.pdf").write_bytes(b"%PDF-1.4")
    (folder / "hỏng.xlsx").write_bytes(GOOD[:3000])
    (folder / "phường Hòa Mẫu" / "c.xlsx").write_bytes(filled(put("A01", 7)))
    with zipfile.ZipFile(folder / "gửi.zip", "w") as archive:
        archive.writestr("1/d.xlsx", filled(put("A01", 9)))
        archive.writestr("~$d.xlsx", b"lock")
        archive.writestr("__MACOSX/._d.xlsx", b"x")
        archive.writestr("e.txt", b"ghi")
        archive.writestr("trong.zip", (tmp_path / "bieu-mau" / "a.xlsx").read_bytes()[:0] + _zip_bytes(tmp_path))
    return folder


def _zip_bytes(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "nho.zip", "w") as archive:
        archive.writestr("x.xlsx", b"x")
    return (folder / "nho.zip").read_bytes()


def results(*paths: Path, sandbox: Sandbox | None = None) -> list[ReadForm]:
    return list(read_paths(paths, EXPECTED, received_at=RECEIVED, submitted_by="Văn thư", sandbox=sandbox))


def test_a_mixed_folder(mixed: Path, sandbox: Sandbox) -> None:
    found = [(r.file, bool(r.submission), [p.code for p in r.problems]) for r in results(mixed, sandbox=sandbox)]
    assert found == [
        ("B trống.xlsx", False, ["D124"]),
        ("a.xlsx", True, []),
        ("công văn.pdf", False, ["D149"]),
        ("gửi.zip/1/d.xlsx", True, []),
        ("gửi.zip/e.txt", False, ["D149"]),
        ("gửi.zip/trong.zip", False, ["D153"]),
        ("hỏng.xlsx", False, ["D141"]),
        ("phường Hòa Mẫu/c.xlsx", True, []),
    ]


def test_a_result_says_when_by_whom_and_which_bytes(mixed: Path, sandbox: Sandbox) -> None:
    [result] = results(mixed / "a.xlsx", sandbox=sandbox)
    assert result.submission is not None
    assert (result.submission.received_at, result.submission.submitted_by) == (RECEIVED, "Văn thư")
    assert result.digest == result.submission.digest
    assert (result.organisation, result.period) == (UNIT, EXPECTED.period)


def test_no_such_file_an_empty_folder_an_empty_zip(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "trống").mkdir()
    with zipfile.ZipFile(tmp_path / "trống.zip", "w") as archive:
        archive.writestr("thư mục/", b"")
    found = results(tmp_path / "không có.xlsx", tmp_path / "trống", tmp_path / "trống.zip", sandbox=sandbox)
    assert [str(problem).splitlines()[0] for result in found for problem in result.problems] == [
        f"D150 không có.xlsx: không có tệp hoặc thư mục «{tmp_path / 'không có.xlsx'}»",
        "D151 trống: không có tệp nào bên trong",
        "D151 trống.zip: không có tệp nào bên trong",
    ]


def test_a_file_that_cannot_be_opened(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    (tmp_path / "b.xlsx").write_bytes(GOOD)
    whole = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = [(r.file, [p.code for p in r.problems]) for r in results(tmp_path, sandbox=sandbox)]
    assert found == [("a.xlsx", ["D150"]), ("b.xlsx", [])]


def test_names_of_files_are_fit_for_messages(tmp_path: Path, sandbox: Sandbox) -> None:
    name = "bi\u0065\u0302\u0309u\u202e\nx.xlsx"
    (tmp_path / name).write_bytes(b"")
    assert [result.file for result in results(tmp_path, sandbox=sandbox)] == ["biểu x.xlsx"]


def test_a_sandbox_of_its_own_is_closed_after_the_call(mixed: Path) -> None:
    assert [bool(result.submission) for result in results(mixed / "a.xlsx")] == [True]


def test_many_forms_take_little_time_each(tmp_path: Path, sandbox: Sandbox) -> None:
    """The door must take 1,000 forms in a sitting: here thirty, at far less than 100 ms each on a busy machine."""
    for number in range(30):
        (tmp_path / f"{number:03}.xlsx").write_bytes(GOOD)
    (tmp_path / "015.xlsx").write_bytes(
        filled(put("A01", 5), at(FIGURES_SHEET, "D1", "2024"), at(FIGURES_SHEET, "C6", ""))
    )
    start = time.perf_counter()
    found = results(tmp_path, sandbox=sandbox)
    assert time.perf_counter() - start < 6
    assert [result.file for result in found if not result.submission] == ["015.xlsx"]
    assert len(found) == 30

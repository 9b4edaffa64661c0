"""Registers on the command line: what a person reads, and the exit codes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command_runs import Program
from tests.desk.small_office import COMMUNE, MEMBERS, SCHOOL, SEWING, fill_form
from tests.desk.test_desk_registers import BALLOT, OTHER, fill

OWN = "bieu-mau/2025_gui-di/ldld-nuixanh_so-bo-phieu.xlsx"


def form(drafter: Program) -> Path:
    """The office's own form of the register of ballots."""
    assert drafter("form", "--register", "bo-phieu", "--period", "2025").code == 0
    return drafter.folder / OWN


def test_the_form_of_a_register_is_written_and_what_to_do_with_it_said(drafter: Program) -> None:
    made = drafter("form", "--register", "bo-phieu", "--period", "2025")
    assert made.code == 0
    assert made.out.splitlines() == [
        "Đã có 1 mẫu sổ «Kết quả bỏ phiếu» năm 2025 trong thư mục:",
        f"  {drafter.folder / 'bieu-mau' / '2025_gui-di'}",
        "Điền tệp ldld-nuixanh_so-bo-phieu.xlsx rồi chạy «drafter import» với tệp ấy.",
    ]
    sent = drafter("form", "--register", "bo-phieu", "--period", "2025", "--unit", SCHOOL)
    assert sent.out.splitlines()[-1] == "Gửi mỗi đơn vị tệp của mình; khi nhận lại, chạy «drafter import THƯ_MỤC»."


def test_an_unknown_register_is_told_with_the_nearest(drafter: Program) -> None:
    told = drafter("form", "--register", "bophieu", "--period", "2025")
    assert (told.code, told.codes) == (2, ["D197"])
    assert "gần giống: bo-phieu" in told.said


def test_a_register_is_imported_and_told_with_its_rows(drafter: Program) -> None:
    told = drafter("import", fill(form(drafter), BALLOT, OTHER))
    assert told.code == 0
    assert "nhận mới (Kết quả bỏ phiếu, 2 dòng)" in told.out
    data = drafter("import", drafter.folder / OWN, "--json").data
    assert [(one["outcome"], one["register"], one["rows"]) for one in data] == [("unchanged", "Kết quả bỏ phiếu", 2)]


def test_a_register_sent_again_tells_what_changed(drafter: Program) -> None:
    path = form(drafter)
    drafter("import", fill(path, BALLOT, OTHER))
    told = drafter("import", fill(path, {"dong-y": 12}))
    assert "  thay đổi: Kết quả bỏ phiếu: thêm 1 dòng, bỏ 1 dòng" in told.out
    assert "nộp lại (Kết quả bỏ phiếu, 2 dòng)" in told.out


def test_a_faulty_row_of_the_offices_own_is_told_with_its_remedy_and_no_letter_to_itself(drafter: Program) -> None:
    told = drafter("import", fill(form(drafter), BALLOT, {**OTHER, "dong-y": "mười ba"}))
    assert (told.code, told.codes) == (1, ["D184"])
    assert "cột «Phiếu đồng ý» cần một số nguyên (phiếu), gặp «mười ba»: dòng này chưa được nhận" in told.said
    assert "cách sửa: " in told.said
    assert "Kính đề nghị" not in told.said


def test_a_file_of_no_well_row_is_not_done(drafter: Program) -> None:
    told = drafter("import", fill(form(drafter), {**OTHER, "dong-y": "mười ba"}))
    assert (told.code, told.codes) == (2, ["D184"])
    assert "chưa nhận được (Kết quả bỏ phiếu)" in told.out


def test_the_board_says_in_a_line_which_registers_have_come(drafter: Program) -> None:
    assert "Sổ đã nhận" not in drafter("status", "--period", "2025").out
    drafter("import", fill(form(drafter), BALLOT, OTHER))
    drafter("form", "--register", "bo-phieu", "--period", "2025", "--unit", SCHOOL)
    unit = drafter.folder / OWN.replace("ldld-nuixanh", "cdcs-01")
    drafter("import", fill(unit, {**BALLOT, "dong-y": "nhiều"}, OTHER))
    told = drafter("status", "--period", "2025")
    assert "Sổ đã nhận: Kết quả bỏ phiếu (3 dòng, 1 điều cần xem)." in told.out
    assert told.codes == ["D184"]
    assert "gửi đơn vị" not in told.said
    assert "gửi đơn vị: Kính đề nghị" in drafter("status", "--period", "2025", "--requests").said
    (line,) = drafter("status", "--period", "2025", "--json").data["registers"]
    assert {key: line[key] for key in ("code", "title", "files", "rows", "expected")} == {
        "code": "bo-phieu", "title": "Kết quả bỏ phiếu", "files": 2, "rows": 3, "expected": None,
    }  # fmt: skip


def test_a_fault_in_a_register_is_something_to_look_at(drafter: Program) -> None:
    for unit in (SCHOOL, SEWING, COMMUNE):
        drafter("import", fill_form(drafter.folder / "da-nhan" / f"{unit}.xlsx", unit, "2025", {MEMBERS: 41}))
    path = form(drafter)
    drafter("import", fill(path, BALLOT))
    before = drafter("status", "--period", "2025")
    drafter("import", fill(path, BALLOT, {**OTHER, "dong-y": "nhiều"}))
    assert (before.code, drafter("status", "--period", "2025").code) == (0, 1)

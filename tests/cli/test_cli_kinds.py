"""`drafter kinds` and `drafter draft --all` as a person sees them: tables, sheets, what to do next, exit codes."""

from __future__ import annotations

from pathlib import Path

from drafter.render.kinds import kind_codes
from drafter.render.shipped import shipped_folder
from tests.cli.command_runs import Program
from tests.desk.small_office import SCHOOL, fill_form

SHIPPED = kind_codes((shipped_folder("templates"),))


def test_the_kinds_are_listed_by_group(drafter: Program) -> None:
    found = drafter("kinds")
    assert found.code == 0
    places = [found.out.index(title) for title in ("Báo cáo của cơ quan", "Nhiệm kỳ", "Cụm thi đua", "Khen thưởng")]
    assert places == sorted(places)
    assert all(f" {code} " in found.out for code in SHIPPED)


def test_the_kinds_as_data(drafter: Program) -> None:
    found = {one["code"]: one for one in drafter("kinds", "--json").data}
    assert set(found) == set(SHIPPED)
    assert found["bao-cao-quy"] == {
        "code": "bao-cao-quy",
        "title": "Báo cáo sơ kết quý",
        "group": "Báo cáo của cơ quan",
        "periods": ["quy"],
        "own": False,
        "sample": ["cang-song-vang", "2026-Q2"],
        "problems": [],
    }


def test_kinds_are_listed_in_any_folder(drafter: Program, tmp_path: Path) -> None:
    assert drafter("kinds", folder=tmp_path).code == 0
    assert drafter("kinds", "show", "bao-cao-nam", folder=tmp_path).code == 0


def test_one_kind_is_shown_with_what_it_needs(drafter: Program) -> None:
    said = drafter("kinds", "show", "giay-khen").out
    assert "Lập cho: năm, 6 tháng, quý. Ví dụ: drafter draft giay-khen --period 2025" in said
    assert "Sổ cần có: Danh sách đề nghị khen thưởng" in said
    assert "lập biểu: drafter form --register de-nghi-khen --period 2025" in said
    assert "report.docx: dùng " in said


def test_one_kind_as_data(drafter: Program) -> None:
    found = drafter("kinds", "show", "bao-cao-quy", "--json").data
    assert found["required"]["E02"] == "Số đoàn viên kết nạp mới"
    assert "so_ket.E02" in found["files"]["report.docx"]


def test_an_unknown_kind_is_told_the_nearest(drafter: Program) -> None:
    found = drafter("kinds", "show", "bao-cao-qui")
    assert found.code == 2
    assert "ý đồng chí là «bao-cao-quy»?" in found.err


def test_a_copy_is_made_and_what_to_do_next_is_said(drafter: Program, office: Path) -> None:
    words = ("kinds", "new", "bao-cao-rieng", "--from", "bao-cao-nam", "--title", "Báo cáo riêng")
    found = drafter(*words)
    assert found.code == 0
    assert "drafter kinds check bao-cao-rieng" in found.out
    assert (office / "templates" / "bao-cao-rieng" / "report.docx").is_file()
    assert "Báo cáo riêng (bản riêng)" in drafter("kinds").out
    assert drafter("kinds", "check", "bao-cao-rieng").out == "bao-cao-rieng: không có lỗi.\n"
    again = drafter(*words)
    assert (again.code, again.codes) == (2, ["C225"])


def test_a_kind_with_a_fault_is_one_to_look_at(drafter: Program, office: Path) -> None:
    drafter("kinds", "new", "bao-cao-rieng", "--from", "bao-cao-nam")
    toml = office / "templates" / "bao-cao-rieng" / "kind.toml"
    toml.write_text(toml.read_text("utf-8").replace('"A04"', '"A94"'), "utf-8")
    found = drafter("kinds", "check", "bao-cao-rieng")
    assert (found.code, found.codes) == (1, ["C227"])
    assert drafter("kinds", "check", "bao-cao-rieng", "--json").data["bao-cao-rieng"][0]["code"] == "C227"


def test_every_paper_of_a_period(drafter: Program, office: Path) -> None:
    fill_form(office / "da-nhan" / f"{SCHOOL}.xlsx", SCHOOL, "2025", {"E02": 4})
    drafter("import", office / "da-nhan")
    found = drafter("draft", "--all", "--period", "2025", "--date", "2026-01-15")
    assert found.code == 1
    assert "Đã soạn bao-cao-nam: Tổng kết phong trào công nhân, viên chức, lao động" in found.out
    assert "Đã soạn bao-cao-nam-tom-tat: Tóm tắt kết quả" in found.out
    assert "điểm cần xem lại, ghi ở can-xem-lai.txt." in found.out
    assert "Không soạn:" in found.out
    assert set(found.codes) == {"C230"}
    data = drafter("draft", "--all", "--period", "2025", "--date", "2026-01-15", "--json").data
    assert {"bao-cao-nam", "bao-cao-nam-tom-tat"} <= set(data["drafted"])
    assert data["skipped"]["giay-khen"][0]["code"] == "C230"


def test_a_period_without_any_paper(drafter: Program) -> None:
    found = drafter("draft", "--all", "--period", "2025")
    assert found.code == 1
    assert "Chưa soạn được văn bản nào của kỳ này." in found.out

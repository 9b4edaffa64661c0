"""`drafter extract` as a secretary runs it: what it says, its JSON, its exit codes, and the import of its review."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_runs import Program

TEXT = """BÁO CÁO
Kết quả hoạt động công đoàn năm 2023
Các cấp công đoàn đã kết nạp mới 676/650 đoàn viên, đạt 104% kế hoạch năm.
Liên đoàn Lao động tỉnh tặng hơn 183 suất quà Tết cho đoàn viên, người lao động.
Công đoàn phối hợp thăm hỏi đoàn viên, người lao động.
"""


@pytest.fixture
def report(office: Path) -> Path:
    path = office / "bao-cao-2023.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_it_says_what_was_read_and_stores_nothing(drafter: Program, report: Path) -> None:
    found = drafter("extract", report)
    assert found.code == 0
    assert "Đã đọc 1/1 tệp, 2 con số" in found.out
    assert "Chưa số nào vào kho" in found.out
    assert drafter("figures", "--period", "2023", "--json").data["figures"] == []


def test_review_out_and_in(drafter: Program, report: Path, office: Path) -> None:
    review = office / "doi-chieu.xlsx"
    found = drafter("extract", report, "-o", review)
    assert found.code == 0
    assert f"Đã ghi bảng đối chiếu {review}: 2 dòng; 1 dòng không có gì đáng ngờ đã chọn sẵn «Nhận»." in found.out
    taken = drafter("import", review, "--from", "Lê Thị Mai")
    assert taken.code == 0
    assert "nhận mới (Đối chiếu báo cáo cũ, 1 dòng)" in taken.out
    assert "1 dòng chưa có quyết định nên chưa nhận" in taken.said
    (row,) = drafter("figures", "--period", "2023", "--json").data["figures"]
    assert (row["indicator"], row["value"]) == ("E02", "676")


def test_accept_says_what_it_left(drafter: Program, report: Path) -> None:
    found = drafter("extract", report, "--accept", "--from", "Lê Thị Mai")
    assert "Đã nhận 1 số liệu, 0 dòng khen thưởng; còn 1 số chưa nhận." in found.out


def test_explain_says_which_words_decided(drafter: Program, report: Path) -> None:
    found = drafter("extract", report, "--explain")
    assert "bao-cao-2023.txt, dòng 3: «676/650 đoàn viên, đạt 104% kế hoạch năm»" in found.out
    assert "đọc là: 676 đoàn viên (kết quả); E02 Số đoàn viên kết nạp mới; kỳ 2023" in found.out
    assert "vì: tỷ lệ kế hoạch: «104% kế hoạch năm»" in found.out
    assert "độ ngờ 25: số gần đúng («hơn»)" in found.out


def test_json_is_stable(drafter: Program, report: Path) -> None:
    data = drafter("extract", report, "--json").data
    assert list(data) == ["files", "figures", "questions", "review", "taken"]
    assert data["files"][0]["period"] == "2023"
    first = data["figures"][0]
    assert list(first) == [
        "file", "sheet", "place", "quote", "context", "value", "value_max", "unit", "kind", "qualifier", "target",
        "percent_of_target", "denominator", "indicator", "candidates", "period", "organisation", "existing", "doubt",
        "reasons", "questions", "converted", "sure", "why",
    ]  # fmt: skip
    assert (first["value"], first["target"], first["percent_of_target"]) == ("676", "650", "104")
    assert (first["kind"], first["qualifier"], first["indicator"]) == ("actual", "exact", "E02")
    assert drafter("extract", report, "--json").data == data


def test_exit_codes(drafter: Program, report: Path, office: Path) -> None:
    bad = office / "hong.docx"
    bad.write_bytes(b"PK\x03\x04")
    alone = drafter("extract", bad)
    assert (alone.code, alone.codes) == (2, ["D342"])
    beside = drafter("extract", bad, report)
    assert (beside.code, beside.codes) == (1, ["D342"])
    assert drafter("extract", office / "khong-co.docx").code == 2
    assert drafter("extract", report, "--period", "năm ngoái").codes == ["W112"]
    assert drafter("extract", report, "--org", "CD-99").codes == ["W113"]

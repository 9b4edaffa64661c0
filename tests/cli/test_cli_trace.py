"""`trace`, `drafts`, `diff`, `restore`, `issue` and `refresh` of workbooks: what they say and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.command_runs import Program
from tests.desk.small_office import COMMUNE, NEW_MEMBERS, OFFICE, SCHOOL, SEWING, fill_form, small_kind


@pytest.fixture
def paper(drafter: Program) -> Path:
    """A small complete paper: 4 + 4 + 4 new members."""
    home = small_kind(drafter.folder)
    template = Document()
    for line in ("Số:         /BC-LĐLĐ", "Núi Xanh, ngày       tháng       năm 2026", "Kết nạp {{ E02.ket_qua }}."):
        template.add_paragraph(line)
    template.save(str(home / "report.docx"))
    for unit in (SCHOOL, SEWING, COMMUNE):
        whole = {"A01": 50, "A04": 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 4, "G06": 1}
        fill_form(drafter.folder / "da-nhan" / f"{unit}.xlsx", unit, "2025", whole)
    assert drafter("import", drafter.folder / "da-nhan").code in (0, 1)
    drafter("draft", "bao-cao-nam", "--period", "2025", "--date", "2026-01-10")
    return drafter.folder / "du-thao" / "bao-cao-nam_2025" / "report.docx"


def test_the_commands_tell_a_drafts_life(drafter: Program, paper: Path) -> None:
    traced = drafter("trace", paper, "--at", "12 đoàn viên")
    assert traced.code == 0
    assert "1. «12 đoàn viên» – E02 Số đoàn viên kết nạp mới\n   cách tính: 4 + 4 + 4 = 12\n" in traced.out
    data = drafter("trace", paper, "--json").data
    (figure,) = data["figures"]
    assert (figure["key"], figure["found_by"], figure["retyped"]) == (f"{NEW_MEMBERS}/{OFFICE}/2025", "bookmark", False)
    assert {(fact["sheet"], fact["file"]) for fact in figure["origin"]["facts"]} == {
        ("Số liệu", f"{unit}.xlsx") for unit in (SCHOOL, SEWING, COMMUNE)
    }
    copy = drafter.folder / "nguon.docx"
    assert "Đã ghi 1 chú thích" in drafter("trace", paper, "--comments", copy).out
    assert drafter("trace", paper, "--comments", copy).codes == ["R104"]
    assert (drafter("trace", paper, "--at", "999").code, drafter("trace", paper, "--at", "999").codes) == (2, ["R151"])

    (listed,) = drafter("drafts", "--json").data["drafts"]
    assert (listed["doc_id"], listed["version"], listed["issued"]) == (data["doc_id"], 1, None)
    assert "Chưa soạn dự thảo nào." in drafter("drafts", "--period", "2024").out
    assert drafter("diff", data["doc_id"], paper).out == "Hai bản như nhau.\n"
    assert drafter("diff", "khong-co", paper).codes == ["R153"]
    restored = drafter("restore", data["doc_id"], "--version", "1")
    assert restored.code == 0
    assert f"{data['doc_id']}.docx" in restored.out

    done = drafter("issue", paper, "--number", "45", "--date", "2026-01-15")
    assert done.code == 0
    assert done.out.splitlines()[0] == "Đã phát hành: số 45/BC-LĐLĐ, ngày 15/01/2026"
    assert (drafter("issue", paper, "--number", "46", "--date", "2026-01-16").codes) == ["W234"]
    assert "đã phát hành: số 45, ngày 15/01/2026" in drafter("drafts").out
    assert drafter("drafts", "--json").data["drafts"][0]["issued"]["number"] == "45"


def test_a_retyped_figure_is_to_be_looked_at(drafter: Program, paper: Path) -> None:
    document = Document(str(paper))
    for text in document.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        if text.text == "12 đoàn viên":
            text.text = "13 đoàn viên"
    edited = paper.with_name("sua.docx")
    document.save(str(edited))
    traced = drafter("trace", edited)
    assert traced.code == 1
    assert "đã sửa tay: phần mềm soạn «12 đoàn viên»" in traced.out
    differs = drafter("diff", paper, edited)
    assert (differs.code, differs.out) == (
        1, "Số khác nhau: 1\n  E02 Số đoàn viên kết nạp mới: «12 đoàn viên» → «13 đoàn viên»\n",
    )  # fmt: skip


def test_workbooks_are_refreshed_by_themselves(drafter: Program, paper: Path) -> None:
    annex = paper.with_name("appendix.xlsx")
    assert drafter("refresh", annex).out == f"{annex}: không có ô nào phải thay.\n"
    assert drafter("refresh", annex, "--json").data["files"][0]["target"] is None
    assert drafter("refresh", annex, paper).codes == ["W198"]

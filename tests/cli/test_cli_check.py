"""`drafter check` and `drafter rule`: what they say and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.desk.checking.check import all_rules
from tests.cli.command_runs import Program
from tests.format_rules.changes import both, look, page, said
from tests.format_rules.papers import report

RULES = all_rules()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A right paper, a spoiled one, one whose year is only asked about, and a file that is none."""
    (tmp_path / "báo cáo.docx").write_bytes(report())
    spoiled = both(page(left=25), look("BÁO CÁO", b=False))(report())
    (tmp_path / "sai.docx").write_bytes(spoiled)
    (tmp_path / "nhỏ.docx").write_bytes(said("tết Nguyên đán", "tết nguyên đán")(report()))
    (tmp_path / "hỏng.docx").write_bytes(b"PK\x03\x04")
    return tmp_path


def test_a_paper_in_form(drafter: Program, papers: Path) -> None:
    found = drafter("check", papers / "báo cáo.docx")
    assert (found.code, found.err) == (0, "")
    assert found.out.endswith("báo cáo.docx: không thấy gì phải sửa.\n")


def test_what_is_wrong_is_told_with_its_place_and_remedy(drafter: Program, papers: Path) -> None:
    before = (papers / "sai.docx").read_bytes()
    found = drafter("check", papers / "sai.docx")
    assert found.code == 1
    assert found.err == ""
    assert found.out.startswith(
        "PG-06 (lỗi) sai.docx: lề trái 25 mm; cần 30–35 mm\n"
        "     cách sửa: Layout – Margins – Custom Margins, ô Left: 30 mm\n"
        "CP-09 (lỗi) sai.docx, tên loại văn bản «BÁO CÁO»: không đậm; cần cỡ 13–14, in hoa, đứng, đậm, căn giữa\n"
        "     cách sửa: bôi đen tên loại, đặt in hoa, cỡ 13–14, đứng, đậm, căn giữa\n"
    )
    assert found.out.endswith("sai.docx: 2 lỗi.\n")
    assert (papers / "sai.docx").read_bytes() == before


def test_a_note_asks_nobody_to_stop(drafter: Program, papers: Path) -> None:
    found = drafter("check", papers / "nhỏ.docx")
    assert found.code == 0
    assert "VH-07 (ghi chú)" in found.out


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(drafter: Program, papers: Path) -> None:
    found = drafter("check", papers / "hỏng.docx", papers / "sai.docx")
    assert found.code == 2
    assert "F101 (lỗi) hỏng.docx: không đọc được tệp" in found.out
    assert "PG-06" in found.out
    assert [line.partition(": ")[2] for line in found.out.splitlines()[-2:]] == ["không đọc được.", "2 lỗi."]
    missing = drafter("check", papers / "không có.docx")
    assert (missing.code, missing.codes) == (2, ["W116"])


def test_a_draft_or_a_paper_to_be_issued(drafter: Program, papers: Path) -> None:
    draft = drafter("check", "--draft", papers / "báo cáo.docx")
    assert draft.code == 1
    assert {"NB-04", "DR-01"} == {line.split()[0] for line in draft.out.splitlines()[:-1] if "cách sửa" not in line}
    assert drafter("check", "--final", papers / "báo cáo.docx").code == 0


def test_as_json(drafter: Program, papers: Path) -> None:
    found = drafter("check", "--json", papers / "sai.docx", papers / "hỏng.docx")
    assert found.code == 2
    first, second = json.loads(found.out)["files"]
    assert (first["read"], first["draft"], second["read"]) == (True, False, False)
    assert [one["code"] for one in first["problems"]] == ["PG-06", "CP-09"]
    assert first["problems"][0]["severity"] == "error"
    assert second["problems"][0]["code"] == "F101"


def test_as_sarif(drafter: Program, papers: Path) -> None:
    found = drafter("check", "--sarif", papers / "sai.docx")
    log = json.loads(found.out)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], [one["id"] for one in rules]) == ("2.1.0", [rule.code for rule in RULES])
    first, second = run["results"]
    assert (first["ruleId"], first["level"], rules[first["ruleIndex"]]["id"]) == ("PG-06", "error", "PG-06")
    assert first["message"]["text"].startswith("lề trái 25 mm; cần 30–35 mm. Cách sửa: ")
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/sai.docx")
    assert second["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "tên loại văn bản «BÁO CÁO»"


def test_a_rule_says_what_why_how_and_where(drafter: Program) -> None:
    found = drafter("rule", "pg-11")
    assert found.code == 0
    assert found.out == (
        "PG-11 (lỗi) Số trang\n"
        "  nêu khi:  …; cần số Ả Rập cỡ 13–14, đứng, giữa lề trên, không hiện ở trang thứ nhất\n"
        "  vì sao:   tờ rời vẫn biết thuộc trang nào\n"
        "  cách sửa: Insert – Page Number – Top of Page – Plain Number 2; đánh dấu Different First Page, "
        "trang thứ nhất để trống\n"
        "  quy định: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 7; phần V, mục 14\n"
        "  áp dụng:  văn bản từ ngày 05/03/2020\n"
    )


def test_all_rules_are_listed(drafter: Program) -> None:
    found = drafter("rule")
    assert found.code == 0
    assert [rule.code for rule in RULES if rule.code not in found.out] == []
    told = json.loads(drafter("rule", "--json").out)
    assert [(one["code"], one["clause"]) for one in told] == [(rule.code, rule.clause) for rule in RULES]
    assert drafter("rule", "XX-01").codes == ["W320"]
    assert drafter("rule", "XX-01").code == 2


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_has_a_page(drafter: Program, rule: object) -> None:
    found = drafter("rule", rule.code)  # type: ignore[attr-defined]
    assert (found.code, found.err) == (0, "")
    assert "{" not in found.out
    assert len(found.out.splitlines()) in (5, 6)

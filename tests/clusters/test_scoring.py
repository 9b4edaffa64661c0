"""Score sheets: what counts, what is kept out, what is missing, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from drafter.clusters.score_sheet import UnitSheet
from drafter.clusters.scoring import score_sheets
from drafter.model.figure import Figure
from drafter.model.problem import Problem
from drafter.model.register import Row
from tests.clusters.cluster_rows import NAMES, figure, row, small_table, totals_of

FULL = (
    row(don_vi="A", tieu_chi="1.2", tham_dinh=3, minh_chung="BC 12/BC-CĐ"),
    row(don_vi="A", tieu_chi="2.1", tham_dinh=Decimal("7.5")),
)
MEMBERS = figure("E02", "A", 325, target=650)  # 4 points of 8


def sheet(
    rows: Sequence[Row] = FULL, figures: Sequence[Figure] = (MEMBERS,), units: str = "A"
) -> tuple[UnitSheet, list[Problem]]:
    sheets, problems = score_sheets(small_table(), rows, units, totals_of(*figures), NAMES)
    return sheets[0], list(problems)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_the_total_is_the_verified_and_the_automatic_scores_with_bonus_and_penalty() -> None:
    rows = [
        *FULL,
        row(don_vi="A", tieu_chi="thuong", tham_dinh=1, minh_chung="QĐ 3"),
        row(don_vi="A", tieu_chi="tru", tham_dinh=Decimal("0.5")),
    ]
    found, problems = sheet(rows)
    assert [line.counted for line in found.lines] == [4, 3, Decimal("7.5")]
    assert (found.bonus, found.penalty, found.total) == (1, Decimal("-0.5"), 15)
    assert (found.points_of("1"), found.points_of("2.1"), found.points_of("9")) == (7, Decimal("7.5"), None)
    assert problems == []


def test_a_penalty_takes_off_whichever_sign_was_typed() -> None:
    for typed in (Decimal("0.5"), Decimal("-0.5")):
        assert sheet([*FULL, row(don_vi="A", tieu_chi="tru", tham_dinh=typed)])[0].penalty == Decimal("-0.5")


def test_what_was_not_scored_is_missing_and_not_nought() -> None:
    found, problems = sheet(FULL[:1])
    assert found.missing == ("2.1",)
    assert found.total is None
    assert found.points_of("1") == 7
    assert found.points_of("2") is None
    assert codes(problems) == ["D276"]
    assert "còn 1 tiêu chí chưa có điểm thẩm định (2.1)" in problems[0].what


def test_an_automatic_score_without_figures_is_missing_too() -> None:
    found, problems = sheet(figures=())
    assert found.missing == ("1.1",)
    assert codes(problems) == ["D274", "D276"]
    assert problems[0].what == (
        "Công đoàn phường An Hòa, tiêu chí 1.1 (Kết nạp): chưa có số liệu; điểm để trống, không tính là 0"
    )
    verified, asked = sheet([*FULL, row(don_vi="A", tieu_chi="1.1", tham_dinh=6)], figures=())
    assert (verified.total, asked) == (Decimal("16.5"), [])


def test_a_unit_without_a_score_is_named() -> None:
    sheets, problems = score_sheets(small_table(), FULL, "AB", totals_of(MEMBERS), NAMES)
    assert [one.scored for one in sheets] == [True, False]
    assert codes(problems) == ["D275", "D274"]
    assert problems[0].what.startswith("Công đoàn phường Bình Minh chưa có dòng nào")


@pytest.mark.parametrize("given", ["4.5", "17", "-1"])
@pytest.mark.parametrize("column", ["tu_cham", "cham_cheo", "tham_dinh"])
def test_a_score_above_the_maximum_is_kept_out(given: str, column: str) -> None:
    """A rating tool seen in use let 17 of 15 pass (domain §7.2)."""
    rows = [FULL[1], row(don_vi="A", tieu_chi="1.2", minh_chung="BC", cell="A7", **{column: Decimal(given)})]
    found, problems = sheet(rows)
    assert found.lines[1].score.own is found.lines[1].score.cross is found.lines[1].counted is None
    assert codes(problems) == ["D270", "D276"]
    assert problems[0].place.cell == "A7"
    assert "phải từ 0 đến 4; chưa dùng điểm này" in problems[0].what


def test_a_bonus_is_no_less_than_nought() -> None:
    found, problems = sheet([*FULL, row(don_vi="A", tieu_chi="thuong", tham_dinh=-1, minh_chung="x")])
    assert found.bonus == 0
    assert codes(problems) == ["D270"]


def test_a_bonus_is_cut_at_its_cap() -> None:
    found, problems = sheet([*FULL, row(don_vi="A", tieu_chi="thuong", tham_dinh=3, minh_chung="x")])
    assert found.bonus == 2
    assert codes(problems) == ["D288"]
    assert "ghi 3, chỉ tính 2" in problems[0].what


def test_a_bonus_claimed_and_not_verified_is_missing() -> None:
    found, problems = sheet([*FULL, row(don_vi="A", tieu_chi="thuong", tu_cham=1)])
    assert found.missing == ("thuong",)
    assert found.total is None
    assert found.own_total == 1
    assert codes(problems) == ["D276"]


def test_a_verified_score_needs_its_evidence() -> None:
    rows = [row(don_vi="A", tieu_chi="1.2", tham_dinh=3), FULL[1], row(don_vi="A", tieu_chi="thuong", tham_dinh=1)]
    found, problems = sheet(rows)
    assert found.total == Decimal("15.5")  # it counts; the cluster is asked
    assert codes(problems) == ["D271", "D271"]
    assert problems[0].request == "Đề nghị Công đoàn phường An Hòa gửi minh chứng cho tiêu chí 1.2 (Chăm lo Tết)."


def test_a_verified_score_goes_before_the_automatic_one_and_that_is_said() -> None:
    found, problems = sheet([*FULL, row(don_vi="A", tieu_chi="1.1", tham_dinh=5)])
    assert found.lines[0].counted == 5
    assert codes(problems) == ["D287"]
    assert "thẩm định 5, tính theo số liệu là 4" in problems[0].what
    assert sheet([*FULL, row(don_vi="A", tieu_chi="1.1", tham_dinh=4)])[1] == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (row(don_vi="A", tieu_chi="1.9", tham_dinh=1), "D277"),
        (row(don_vi="A", tieu_chi="2.1", tham_dinh=1), "D279"),
        (row(don_vi="D", tieu_chi="2.1", tham_dinh=1), "D281"),
    ],
)
def test_a_row_that_fits_nowhere_changes_nothing_and_is_told(more: Row, code: str) -> None:
    found, problems = sheet([*FULL, more])
    assert found.total == Decimal("14.5")
    assert codes(problems) == [code]


def test_a_criterion_typed_with_a_comma_is_the_same() -> None:
    assert sheet([FULL[0], row(don_vi="A", tieu_chi=" 2,1 ", tham_dinh=8)])[0].total == 15


def test_scores_have_the_tables_decimals() -> None:
    found, _ = sheet([FULL[0], row(don_vi="A", tieu_chi="2.1", tham_dinh=Decimal("7.125"))])
    assert str(found.lines[2].counted) == "7.13"

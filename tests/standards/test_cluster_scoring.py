"""The scoring table of a cluster: the shipped one, and what is wrong with an office's own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue
from drafter.standards.cluster_scoring import Rule, default_scoring, scoring_table, stand_ins
from tests.clusters.cluster_rows import SMALL


def test_the_shipped_table_names_known_indicators_and_award_forms() -> None:
    table, known = default_scoring(), load_catalogue().by_code
    assert table.unverified
    assert [
        criterion.code for criterion in table.criteria if criterion.auto and criterion.auto.indicator not in known
    ] == []
    assert {rule.form for rule in table.proposals} <= set(load_award_forms().by_code)
    assert {criterion.auto.rule for criterion in table.criteria if criterion.auto} == set(Rule)
    for one in stand_ins().values():
        assert {one.indicator, one.count} <= set(known)


def test_a_share_of_votes_is_of_all_members_unless_the_cluster_says_otherwise() -> None:
    assert (default_scoring().ballot_base, default_scoring().ballot_least) == ("thanh_vien", 80)


def changed(path: str, value: object) -> dict[str, Any]:
    """The small table with one entry changed; None takes it out. `path` is such as «group.0.max»."""
    data: Any = deepcopy(SMALL)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    at = data
    for step in way:
        at = at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    found: dict[str, Any] = data
    return found


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("total", 21, "total: các nhóm cộng lại được 20 điểm, khác tổng 21"),
        ("group.1.criterion.0.max", 7, "nhóm «2»: các tiêu chí cộng lại được 7 điểm, khác điểm tối đa 8"),
        ("group.1.criterion.0.code", "1.1", "mã «1.1»: được dùng hai lần"),
        ("tie", ["phieu", "9"], "tie: «9» không phải «phieu» hay mã của một nhóm, một tiêu chí"),
        ("tie", ["1", "2", "1.1", "1.2", "2.1"], "tie: có 5 bước, nhiều nhất là 4"),
        ("ballot_base", "co_mat", "ballot_base: «co_mat» không có; chọn một trong: thanh_vien, phat_ra, thu_ve"),
        ("decimals", 9, "decimals: phải từ 0 đến 4"),
        ("adjustment.0.cap", -1, "điểm thưởng, điểm trừ «thuong»: points phải khác 0; cap phải là số dương"),
        ("adjustment.1.points", 0, "điểm thưởng, điểm trừ «tru»: points phải khác 0"),
        ("group.0.name", None, "cả bảng: còn thiếu mục «name»"),
        ("total", "hai mươi", "cả bảng: có một mục ghi sai kiểu"),
        ("group.0.max", True, "cả bảng: có một mục ghi sai kiểu"),
        ("group.0.criterion.0.rule", "ty-le", "cả bảng: có một mục ghi sai kiểu"),
        ("group.0.criterion.0.rule", "bands", "tiêu chí «1.1»: chấm theo mức thì phải có bands"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_hold_together_says_where(path: str, value: object, said: str) -> None:
    table, problems = scoring_table(changed(path, value), "cham-diem.toml")
    assert table is None
    assert {problem.code for problem in problems} == {"D280"}
    assert any(said in problem.what for problem in problems), [problem.what for problem in problems]


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([[90, 2], [100, 4]], "bands phải xếp từ mức cao xuống mức thấp, điểm cũng giảm dần"),
        ([[100, 2], [90, 4]], "bands phải xếp từ mức cao xuống mức thấp, điểm cũng giảm dần"),
        ([[100, 9], [90, 4]], "điểm của các mức phải từ 0 đến 8"),
        ([[100, 8], [90, -1]], "điểm của các mức phải từ 0 đến 8"),
    ],
)
def test_bands_go_down(bands: list[list[int]], said: str) -> None:
    data = changed("group.0.criterion.0.rule", "bands")
    data["group"][0]["criterion"][0]["bands"] = bands
    _, problems = scoring_table(data, "cham-diem.toml")
    assert [problem.what for problem in problems] == [f"tiêu chí «1.1»: {said}"]

"""Ranks: by total, then step by step; what cannot be parted stays tied and is said; what it leads to be proposed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.clusters.ballots import Ballot, read_ballots
from drafter.clusters.proposals import propose
from drafter.clusters.ranking import Ranking, check_ranking, rank, step_words
from drafter.clusters.score_sheet import UnitSheet
from drafter.clusters.scoring import score_sheets
from tests.clusters.cluster_rows import NAMES, row, small_table

TABLE = small_table()
FORMS = {"CTD_T": "Cờ thi đua", "BK_T": "Bằng khen"}


def sheets(points: Mapping[str, tuple[object, object]]) -> tuple[UnitSheet, ...]:
    """Each unit's points of criteria 1.1 and 2.1; None for one not verified. 1.2 is 4 for all."""
    rows = [
        row(don_vi=unit, tieu_chi=code, tham_dinh=given, minh_chung="x")
        for unit, (one, two) in points.items()
        for code, given in (("1.1", one), ("1.2", 4), ("2.1", two))
        if given is not None
    ]
    return score_sheets(TABLE, rows, tuple(points), {}, NAMES)[0]


def votes(**agreed: int) -> tuple[Ballot, ...]:
    return read_ballots(
        [
            row(noi_dung="Suy tôn", doi_tuong=unit, so_thanh_vien=18, phat_ra=18, thu_ve=18, hop_le=18, dong_y=number)
            for unit, number in agreed.items()
        ],
        NAMES,
    )


def ranks(ranking: Ranking) -> dict[str, int | None]:
    return {one.unit: one.rank for one in ranking.units}


def test_the_higher_total_ranks_first_and_units_keep_the_clusters_order() -> None:
    found = rank(TABLE, sheets({"A": (5, 5), "B": (7, 7), "C": (6, 5)}))
    assert ranks(found) == {"A": 3, "B": 1, "C": 2}
    assert [one.unit for one in found.in_order()] == ["B", "C", "A"]
    assert not found.provisional


def test_the_ballot_parts_equal_totals() -> None:
    found = rank(TABLE, sheets({"A": (5, 5), "B": (6, 4), "C": (4, 4)}), votes(A=12, B=17, C=18))
    assert ranks(found) == {"A": 2, "B": 1, "C": 3}
    assert [one.parted_by for one in found.units] == ["phieu", "phieu", ""]


def test_the_next_step_parts_where_the_ballot_does_not() -> None:
    found = rank(TABLE, sheets({"A": (5, 5), "B": (6, 4)}), votes(A=12, B=12))
    assert ranks(found) == {"A": 1, "B": 2}  # step «2»: 5 points against 4


def test_a_ballot_that_was_not_held_for_all_parts_nobody() -> None:
    """A vote that nobody counted is not nought."""
    found = rank(TABLE, sheets({"A": (5, 5), "B": (6, 4)}), votes(B=18))
    assert ranks(found) == {"A": 1, "B": 2}
    assert found.units[0].votes is None


def test_a_ballot_that_does_not_add_up_is_not_used() -> None:
    found = rank(TABLE, sheets({"A": (5, 5), "B": (6, 4)}), votes(A=3, B=19))
    assert ranks(found) == {"A": 1, "B": 2}
    assert found.units[1].votes is None


def test_a_tie_that_stays_shares_its_rank_and_is_said() -> None:
    found = rank(TABLE, sheets({"A": (5, 5), "B": (5, 5), "C": (4, 4)}), votes(A=12, B=12, C=18))
    assert ranks(found) == {"A": 1, "B": 1, "C": 3}
    (asked,) = check_ranking(TABLE, found, NAMES)
    assert asked.code == "D278"
    assert asked.what == (
        "Công đoàn phường An Hòa, Công đoàn phường Bình Minh cùng xếp hạng 1 "
        "sau khi đã xét tổng điểm, phiếu suy tôn, điểm nhóm 2"
    )


def test_a_unit_whose_total_is_not_whole_has_no_rank() -> None:
    found = rank(TABLE, sheets({"A": (8, None), "B": (5, 5), "C": (4, 4)}))
    assert ranks(found) == {"A": None, "B": 1, "C": 2}
    assert found.provisional
    assert [one.unit for one in found.in_order()] == ["B", "C", "A"]


def test_flags_are_proposed_by_rank() -> None:
    ranking = rank(TABLE, sheets({"A": (5, 5), "B": (7, 7), "C": (6, 5)}))
    made, problems = propose(TABLE, ranking, votes(B=17), NAMES, FORMS)
    assert [(one.unit, one.form, one.rank) for one in made] == [("B", "CTD_T", 1), ("C", "BK_T", 2), ("A", "BK_T", 3)]
    assert problems == ()


def test_nothing_is_proposed_while_a_rank_is_open() -> None:
    ranking = rank(TABLE, sheets({"A": (5, None), "B": (7, 7), "C": (6, 5)}))
    made, problems = propose(TABLE, ranking, (), NAMES, FORMS)
    assert made == ()
    assert [problem.code for problem in problems] == ["D289", "D289"]
    assert "chưa xếp hạng được Công đoàn phường An Hòa" in problems[0].what


def test_two_first_units_are_for_people_to_choose() -> None:
    ranking = rank(TABLE, sheets({"A": (5, 5), "B": (5, 5), "C": (4, 4)}))
    made, problems = propose(TABLE, ranking, (), NAMES, FORMS)
    assert [(one.unit, one.form) for one in made] == [("C", "BK_T")]
    assert [problem.code for problem in problems] == ["D289"]
    assert "đồng hạng, nhiều hơn số được đề nghị" in problems[0].what


def test_a_vote_too_small_keeps_a_unit_from_being_proposed() -> None:
    ranking = rank(TABLE, sheets({"A": (5, 5), "B": (7, 7), "C": (6, 5)}))
    low = read_ballots([row(noi_dung="Tặng Cờ", doi_tuong="B", hinh_thuc="CTD_T", so_thanh_vien=18, dong_y=14)], NAMES)
    made, _ = propose(TABLE, ranking, low, NAMES, FORMS)
    assert [one.unit for one in made] == ["C", "A"]


@pytest.mark.parametrize(
    ("step", "words"), [("phieu", "phiếu suy tôn"), ("2", "điểm nhóm 2"), ("1.1", "điểm tiêu chí 1.1")]
)
def test_steps_in_words(step: str, words: str) -> None:
    assert step_words(TABLE, step) == words


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 18)), min_size=1, max_size=4))
def test_ranks_follow_the_keys_and_no_place_is_lost(given_: list[tuple[int, int, int]]) -> None:
    units = dict(zip(NAMES, given_, strict=False))
    found = rank(
        TABLE,
        sheets({u: (one, two) for u, (one, two, _) in units.items()}),
        votes(**{u: v for u, (*_, v) in units.items()}),
    )
    keys = {unit: (one + two, voted, two) for unit, (one, two, voted) in units.items()}
    for one in found.units:
        assert one.rank == 1 + sum(other > keys[one.unit] for other in keys.values())
        assert set(one.tied) == {unit for unit, key in keys.items() if key == keys[one.unit]} - {one.unit}
        assert one.total == Decimal(keys[one.unit][0] + 4)

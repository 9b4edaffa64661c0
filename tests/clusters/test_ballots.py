"""Secret ballots: what adds up, what share was reached, what is asked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from drafter.clusters.ballots import check_ballots, read_ballots, unit_called
from tests.clusters.cluster_rows import NAMES, row


def ballot(members: object, issued: object, returned: object, valid: object, agreed: object, form: str = "") -> tuple:  # type: ignore[type-arg]
    given = {"so_thanh_vien": members, "phat_ra": issued, "thu_ve": returned, "hop_le": valid, "dong_y": agreed}
    known = {name: number for name, number in given.items() if number is not None}
    return read_ballots([row(noi_dung="Suy tôn", doi_tuong="An Hòa", hinh_thuc=form, **known)], NAMES)


@pytest.mark.parametrize(
    ("numbers", "adds_up"),
    [
        ((18, 18, 18, 17, 15), True),
        ((18, 16, 16, 16, 16), True),
        ((18, 18, 19, 17, 15), False),
        ((18, 18, 17, 18, 15), False),
        ((18, 18, 17, 15, 16), False),
        ((18, 19, 17, 15, 15), False),
        ((18, 18, None, 15, 16), False),  # also across a number that nobody gave
        ((18, None, None, None, 15), True),
        ((18, 18, 18, 18, -1), False),
    ],
)
def test_no_more_papers_come_back_than_went_out(numbers: tuple[int | None, ...], *, adds_up: bool) -> None:
    (found,) = ballot(*numbers)
    assert found.adds_up is adds_up
    assert (found.share("thanh_vien") is None) is not adds_up
    problems = check_ballots([found], "thanh_vien", Decimal(80), NAMES)
    assert ("D272" in [problem.code for problem in problems]) is not adds_up


@pytest.mark.parametrize(
    ("of", "share"),
    [
        ("thanh_vien", Fraction(1400, 18)),
        ("phat_ra", Fraction(1400, 17)),
        ("thu_ve", Fraction(1400, 16)),
        ("hop_le", Fraction(1400, 15)),
    ],
)
def test_the_share_is_of_what_the_rules_say_and_exact(of: str, share: Fraction) -> None:
    (found,) = ballot(18, 17, 16, 15, 14)
    assert found.share(of) == share
    assert found.suffices(of, Decimal(80)) is (share >= 80)


def test_a_number_nobody_gave_is_not_nought() -> None:
    (found,) = ballot(18, 18, None, None, 15)
    assert found.share("hop_le") is None
    assert found.suffices("hop_le", Decimal(80)) is None
    (asked,) = check_ballots([found], "hop_le", Decimal(80), NAMES)
    assert asked.code == "D283"
    assert asked.what == "phiếu của Công đoàn phường An Hòa chưa có số thu về, hợp lệ"


def test_a_vote_too_small_for_the_form_proposed_is_told_with_its_share() -> None:
    (found,) = ballot(18, 18, 18, 18, 14, form="CTD_T")
    (asked,) = check_ballots([found], "thanh_vien", Decimal(80), NAMES)
    assert asked.code == "D282"
    assert asked.what == "Công đoàn phường An Hòa được 14/18 phiếu đồng ý (77,78%), chưa đủ 80%"
    assert check_ballots(ballot(18, 18, 18, 18, 14), "thanh_vien", Decimal(80), NAMES) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("An Hòa", "A"),
        ("công đoàn phường  bình minh", "B"),
        ("C", "C"),
        ("Hòa", "A"),
        ("phường", "phường"),
        ("Công đoàn phường Xuân An", "Công đoàn phường Xuân An"),
        ("", ""),
    ],
)
def test_a_unit_is_known_by_code_name_or_the_end_of_its_name(text: str, code: str) -> None:
    assert unit_called(text, NAMES) == code


def test_a_name_that_ends_two_units_names_is_neither() -> None:
    assert unit_called("Hòa", {"X": "Công đoàn xã Hòa", "Y": "Công đoàn xã An Hòa"}) == "Hòa"

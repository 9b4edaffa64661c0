"""Questions about award lists: the whole messages, and what is not asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from seed_awards import COLLECTIVE, FORMS, GRANTERS, INDIVIDUAL, NAMES, S0, award, named

from drafter.awards.checks import KINDS, check_awards
from drafter.awards.summary import summarise
from drafter.model.award import Award
from drafter.model.figure import Source
from drafter.model.problem import Problem

BINH = named(
    "GK_CTTT",
    "Trần Văn Bình",
    title="Chủ tịch CĐCS",
    organisation="cdcs-a",
    source=Source("anh-duong.xlsx", "Khen thưởng", "C9"),
)

SHOWN: dict[str, tuple[Award, ...]] = {
    "44 of the Confederation against 08 and 14": S0,
    "the same line twice": (BINH, BINH),
    "one name, two titles": (BINH, replace(BINH, title="Phó Chủ tịch CĐCS")),
    "a form nobody knows": (replace(BINH, form="BK_X", name="", count=3),),
    "a form of another level": (replace(BINH, form="BK_TLD", granter="TT"),),
}
GOLDEN = Path(__file__).with_name("award_checks.golden.txt")


def asked(*awards: Award) -> tuple[Problem, ...]:
    return check_awards(awards, FORMS, NAMES, GRANTERS)


def test_the_whole_of_every_message() -> None:
    pages = []
    for name, awards in SHOWN.items():
        (problem,) = asked(*awards)
        pages.append(f"== {name}: {problem.severity}\n{problem}\ngửi đơn vị: {problem.request}\n")
    assert "\n".join(pages) == GOLDEN.read_text("utf-8")


def test_every_kind_is_raised_here() -> None:
    raised = {problem.code for awards in SHOWN.values() for problem in asked(*awards)}
    assert raised == {kind.code for kind in KINDS} == {"D231", "D232", "D233", "D234", "D235"}


def test_asking_changes_no_count() -> None:
    assert asked(*S0)
    assert summarise(S0, FORMS).individuals == 66


@pytest.mark.parametrize(
    "awards",
    [
        [],
        [award("BK_TLD", count=44)],  # nothing below it was handed in
        [award("BK_TLD", count=28), award("GK_CTTT", count=14)],
        [award("BK_TLD", count=9), award("GK_CTTT", count=1)],
        [award("BK_TLD", count=44), award("GK_CTTT", COLLECTIVE, 2)],
        [award("CTD_CP", COLLECTIVE, 40), award("GK_CTTT", COLLECTIVE, 2)],
        [award("VH_MOI", COLLECTIVE, 83), award("CTD_T", COLLECTIVE, 2)],
        [named("GK_CTTT", "Ánh Dương"), named("GK_CTTT", "Bình Minh")],
        [named("GK_CTTT", "Lê Thị Cúc"), named("BK_T", "Lê Thị Cúc")],
        [award("GK_CTTT", count=5), award("GK_CTTT", count=5)],
        [award("BK_T", granter="T"), award("BK_T", granter="cong-doan-nganh"), award("VH_GIU", granter="UBND")],
    ],
)
def test_what_is_in_order_is_not_asked_about(awards: list[Award]) -> None:
    assert asked(*awards) == ()


def test_each_level_is_held_against_every_level_below() -> None:
    rows = [award("BK_TLD", count=90), award("BK_T", count=60), award("GK_CTTT", count=20), award("GK_CS", count=40)]
    assert [problem.code for problem in asked(*rows)] == []  # 60 is not more than twice the 40 of the lowest
    (problem,) = asked(*rows[:3])
    assert problem.what.startswith(
        "Liên đoàn Lao động thành phố Hà Nội khen 60 cá nhân, trong khi Liên đoàn Lao động huyện"
    )


def test_the_place_is_that_of_the_largest_line() -> None:
    place = asked(*S0)[0].place
    assert (place.file, place.sheet, place.cell) == ("thanh-tri.xlsx", "Khen thưởng", "D7")
    assert place.text == "LĐLĐ huyện Thanh Trì, khen thưởng"


def test_three_of_one_name_are_one_question() -> None:
    rows = [replace(BINH, title=title) for title in ("", "Chủ tịch", "Ủy viên")]
    (problem,) = asked(*rows)
    assert "có 03 dòng" in problem.what
    assert {award.recipient for award in rows} == {INDIVIDUAL}

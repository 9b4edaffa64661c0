"""Summaries of award lists: levels, order, totals, what is the same line twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_awards import COLLECTIVE, FORMS, GRANTERS, INDIVIDUAL, S0, YEAR, award, named

from drafter.awards.summary import merged, summarise
from drafter.model.award import Award, Recipient
from drafter.model.period import Period
from drafter.standards.award_forms import AwardLevel


def test_s0_by_level_form_and_recipient() -> None:
    found = summarise(S0, FORMS)
    assert [(row.level.value, row.form.code, row.collectives, row.individuals) for row in found.rows] == [
        ("TW", "CTD_TLD", 1, 0),
        ("TW", "BK_TLD", 1, 44),
        ("T", "CTD_T", 1, 0),
        ("T", "BK_T", 7, 8),
        ("TT", "GK_CTTT", 13, 14),
    ]
    assert [(row.form.code, row.collectives) for row in found.external] == [("VH_GIU", 26), ("VH_MOI", 83)]


def test_s0_gives_23_collectives_and_66_individuals_without_the_cultural_units() -> None:
    found = summarise(S0, FORMS)
    assert (found.collectives, found.individuals) == (23, 66)
    assert found.at_level(AwardLevel.CONFEDERATION, INDIVIDUAL) == 44
    assert found.at_level(AwardLevel.GOVERNMENT, COLLECTIVE) == 109
    assert (found.repeated, found.unknown) == ((), ())


def test_s0_counts_for_the_indicators_that_count_lists() -> None:
    found = summarise(S0, FORMS).by_indicator()
    assert {code: found[code] for code in ("K01b", "K01c", "K02a", "K02b", "K03a", "K03b", "K04a", "K04b")} == {
        "K01b": 1,
        "K01c": 1,
        "K02a": 1,
        "K02b": 44,
        "K03a": 7,
        "K03b": 8,
        "K04a": 13,
        "K04b": 14,
    }
    assert (found["D09a"], found["D09b"]) == (26, 83)


def test_state_awards_come_first_and_are_not_the_unions_own() -> None:
    found = summarise([award("GK_CS"), award("CTD_CP", COLLECTIVE), award("HCLD_3"), award("BK_UBND")], FORMS)
    assert [row.form.code for row in found.rows] == ["HCLD_3", "CTD_CP", "GK_CS"]
    assert [row.form.code for row in found.external] == ["BK_UBND"]
    assert (found.collectives, found.individuals) == (0, 1)


def test_names_and_counts_add_up() -> None:
    rows = [award("BK_T", count=6), named("BK_T", "Trần Văn Bình"), named("BK_T", "Lê Thị Cúc"), award("BK_T", count=6)]
    (row,) = summarise(rows, FORMS).rows
    assert (row.individuals, row.awards) == (14, tuple(rows))


def test_two_granters_of_one_level_are_two_rows() -> None:
    rows = [award("BK_T", granter="cong-doan-nganh"), award("BK_T", granter="T", count=2), award("BK_T", count=3)]
    found = summarise(rows, FORMS).rows
    assert [(row.granter, row.individuals) for row in found] == [("T", 5), ("cong-doan-nganh", 1)]
    assert {row.level for row in found} == {AwardLevel.PROVINCE}


def test_the_level_in_the_list_wins_over_the_forms() -> None:
    (row,) = summarise([award("GK_CTTT", granter="T")], FORMS).rows
    assert (row.level, row.granter) == (AwardLevel.PROVINCE, "T")
    found = summarise([award("BK_T", granter="UBND")], FORMS)
    assert (found.rows, len(found.external)) == ((), 1)


def test_an_unknown_form_is_kept_apart_and_not_counted() -> None:
    lost = award("BK_X", count=5)
    found = summarise([lost, award("BK_T")], FORMS)
    assert (found.unknown, found.individuals) == ((lost,), 1)


BINH = named("BK_T", "Trần Văn Bình", title="Chủ tịch CĐCS", unit="Công ty Ánh Dương")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (BINH, True),
        (replace(BINH, organisation="cdcs-a"), True),  # entered by the office and by the unit
        (replace(BINH, name="  TRẦN VĂN   BÌNH ", title="chủ tịch cđcs"), True),
        (replace(BINH, name="Tra\u0302\u0300n Va\u0306n Bi\u0300nh"), True),  # the same letters, combining
        (replace(BINH, unit="Công ty Bình Minh"), False),  # domain §0.9: one name, two people
        (replace(BINH, title=""), False),
        (replace(BINH, form="GK_CTTT"), False),
        (replace(BINH, granter="T"), False),
        (replace(BINH, period=Period.parse("2021")), False),
        (replace(BINH, reason="chuyên đề nữ công"), False),
    ],
)
def test_the_same_line_twice_is_counted_once(other: Award, same: bool) -> None:
    kept, repeated = merged([BINH, other])
    assert (len(kept), len(repeated)) == ((1, 1) if same else (2, 0))


def test_no_awards_are_no_rows() -> None:
    found = summarise([], FORMS)
    assert (found.rows, found.external, found.collectives, found.individuals) == ((), (), 0, 0)


lines = st.builds(
    Award,
    organisation=st.sampled_from(["u", "v"]),
    period=st.just(YEAR),
    form=st.sampled_from([*FORMS, "BK_X"]),
    granter=st.sampled_from(["", *GRANTERS, "ngành"]),
    recipient=st.sampled_from(list(Recipient)),
    count=st.integers(0, 50),
    name=st.sampled_from(["", "", "An", "Bình"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(lines, max_size=12))
def test_every_line_is_counted_once_and_in_one_place(awards: list[Award]) -> None:
    found = summarise(awards, FORMS)
    placed = [a for row in (*found.rows, *found.external) for a in row.awards]
    everything = [*placed, *found.repeated, *found.unknown]
    assert len(everything) == len(awards)
    assert sorted(map(repr, everything)) == sorted(map(repr, awards))
    assert sum(row.collectives + row.individuals for row in (*found.rows, *found.external)) == sum(
        a.count for a in placed
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(lines, max_size=12), st.randoms())
def test_the_order_of_lines_does_not_change_a_count(awards: list[Award], chance: object) -> None:
    shuffled = list(awards)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    rows = [
        [(row.level, row.granter, row.form.code, row.collectives + row.individuals) for row in summarise(a, FORMS).rows]
        for a in (
            [replace(award, name="") for award in awards],
            [replace(award, name="") for award in shuffled],
        )
    ]
    assert rows[0] == rows[1]

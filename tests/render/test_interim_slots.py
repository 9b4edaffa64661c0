"""What a review within the year says: the period, the year to date, the plan, and what a sum leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from papers import CATALOGUE, OFFICE, figure, paper, summed

from drafter.fill.values import Carried
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.model.period import Period
from drafter.render.context import figure_slots
from drafter.render.interim_annex import interim_annex
from drafter.render.interim_slots import interim_slots
from drafter.render.paper import Lack, Paper, ToDate

Q1, Q2, H1 = (Period.parse(code) for code in ("2021-Q1", "2021-Q2", "2021-H1"))
YEAR = Period.parse("2021")
Q2_BEFORE, H1_BEFORE = Period.parse("2020-Q2"), Period.parse("2020-H1")


def at(period: Period, code: str, value: int | None = None, **more: object) -> Figure:
    return figure(code, str(more.pop("unit", "CG")), value, period=period, **more)  # type: ignore[arg-type]


def review(
    *now: Figure,
    upto: Iterable[Figure] = (),
    before: Iterable[Figure] = (),
    plan: Iterable[Figure] = (),
    lacking: dict[str, tuple[Lack, ...]] | None = None,
    period: Period = Q2,
    units: tuple[str, ...] = ("CG",),
) -> Paper:
    """A review of a quarter (or of six months, its own year to date) over these units."""
    span = H1 if period == Q2 else period
    return replace(
        paper(),
        period=period,
        totals=summed(*now, units=units, period=period),
        previous=summed(*before, units=units, period=Q2_BEFORE if period == Q2 else H1_BEFORE),
        to_date=ToDate(
            period=span,
            totals=summed(*(upto if period == Q2 else now), units=units, period=span),
            previous=summed(units=units, period=H1_BEFORE),
            plan=summed(*plan, units=(OFFICE,), period=YEAR),
            lacking=lacking or {},
        ),
    )


def said(of: Paper, code: str) -> str:
    found = interim_slots(of)["so_ket"]
    assert isinstance(found, dict)
    return str(found[code])


def test_a_quarter_is_told_with_the_same_quarter_the_sum_and_the_plan() -> None:
    of = review(
        at(Q2, "E02", 45),
        upto=[at(H1, "E02", 80)],
        before=[at(Q2_BEFORE, "E02", 40)],
        plan=[at(YEAR, "E02", unit=OFFICE, target=160)],
    )
    assert said(of, "E02") == (
        "45 đoàn viên, tăng 5 đoàn viên (12,5%) so với quý II năm 2020; lũy kế từ đầu năm 80/160 đoàn viên, đạt 50% kế "
        "hoạch năm"
    )


def test_a_thing_is_named_once_in_a_result() -> None:
    of = review(
        at(Q2, "H01", 4),
        upto=[at(H1, "H01", 9)],
        before=[at(Q2_BEFORE, "H01", 5)],
        plan=[at(YEAR, "H01", unit=OFFICE, target=12)],
    )
    assert said(of, "H01") == (
        "4 cuộc kiểm tra, giảm 1 cuộc (20%) so với quý II năm 2020; lũy kế từ đầu năm 9/12 cuộc, đạt 75% kế hoạch năm"
    )


def test_without_a_plan_the_sum_stands_alone() -> None:
    of = review(at(Q2, "E02", 45), upto=[at(H1, "E02", 80)])
    assert said(of, "E02") == "45 đoàn viên; lũy kế từ đầu năm 80 đoàn viên"


def test_six_months_are_their_own_sum() -> None:
    of = review(
        at(H1, "E02", 80),
        before=[at(H1_BEFORE, "E02", 100)],
        plan=[at(YEAR, "E02", unit=OFFICE, target=160)],
        period=H1,
    )
    assert said(of, "E02") == (
        "80 đoàn viên, đạt 50% kế hoạch năm, giảm 20 đoàn viên (20%) so với 6 tháng đầu năm 2020"
    )


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        ((94, 100), 95, "94% (chỉ tiêu năm: từ 95% trở lên)"),
        ((96, 100), 95, "96%, vượt chỉ tiêu năm (từ 95% trở lên)"),
        ((95, 100), 95, "95%, đạt chỉ tiêu năm (từ 95% trở lên)"),
    ],
)
def test_a_rate_stands_beside_its_target_and_is_not_called_missed(
    value: tuple[int, int], target: int, words: str
) -> None:
    of = review(at(Q2, "B03", parts=value), plan=[at(YEAR, "B03", unit=OFFICE, target=target)])
    assert said(of, "B03") == words


def test_a_state_has_no_sum_over_time() -> None:
    of = review(at(Q2, "A04", 1916), upto=[at(H1, "A04", 1916)], plan=[at(YEAR, "A04", unit=OFFICE, target=2000)])
    assert said(of, "A04") == "1.916 đoàn viên (chỉ tiêu năm: 2.000 đoàn viên)"


def test_a_ceiling_is_no_plan_to_fulfil() -> None:
    ceiling = at(YEAR, "A14a", unit=OFFICE, target=3, comparator=Comparator.AT_MOST)
    of = review(at(Q2, "A14a", 1), upto=[at(H1, "A14a", 2)], plan=[ceiling])
    assert "kế hoạch" not in said(of, "A14a")
    progress = interim_slots(of)["tien_do"]
    assert isinstance(progress, dict)
    assert (str(progress["da_dat"]), progress["con_lai"]) == ("0 chỉ tiêu", [])


def test_a_hedged_sum_has_no_percent() -> None:
    of = review(
        at(Q2, "E02", 45),
        upto=[at(H1, "E02", 80, hedge=Qualifier.OVER)],
        plan=[at(YEAR, "E02", unit=OFFICE, target=160)],
    )
    assert said(of, "E02") == "45 đoàn viên; lũy kế từ đầu năm hơn 80 đoàn viên"


def test_what_a_sum_leaves_out_is_marked_beside_it_and_named_once() -> None:
    lacks = {"E02": (Lack("TH", (Q1,)),), "B01": (Lack("TH", (Q1,)),)}
    of = review(at(Q2, "E02", 45), upto=[at(H1, "E02", 80)], lacking=lacks)
    assert said(of, "E02") == "45 đoàn viên; lũy kế từ đầu năm 80 đoàn viên (chưa đủ số liệu)"
    (told,) = interim_slots(of)["luy_ke_thieu"]  # type: ignore[misc]
    assert told.text == ("[chưa có số liệu: quý I năm 2021 của LĐLĐ quận Tây Hồ, vì thế số lũy kế từ đầu năm chưa đủ]")
    assert told.label == (
        "quý I năm 2021 của LĐLĐ quận Tây Hồ trong số lũy kế từ đầu năm: «Đoàn viên kết nạp mới» và «Cuộc tuyên truyền»"
    )


def test_a_sum_that_is_not_whole_is_not_compared() -> None:
    figures = {"before": [at(H1_BEFORE, "E02", 100)], "period": H1}
    whole, partial = (
        review(at(H1, "E02", 80), **figures),
        review(  # type: ignore[arg-type]
            at(H1, "E02", 80),
            lacking={"E02": (Lack("TH", (Q1,)),)},
            **figures,  # type: ignore[arg-type]
        ),
    )
    assert "so với" in said(whole, "E02")
    assert said(partial, "E02") == "80 đoàn viên (chưa đủ số liệu)"


def test_what_nobody_reported_is_a_gap() -> None:
    of = review(plan=[at(YEAR, "E02", unit=OFFICE, target=160)])
    assert said(of, "E02").startswith("[chưa có số liệu: Số đoàn viên kết nạp mới]")


def test_the_targets_of_the_year_that_are_still_to_be_reached_are_listed() -> None:
    plans = {"E01": 2, "E02": 160, "D03a": 50}
    of = review(
        *(at(Q2, code, 1) for code in plans),
        upto=[at(H1, "E01", 2), at(H1, "E02", 80)],
        plan=[at(YEAR, code, unit=OFFICE, target=target) for code, target in plans.items()],
    )
    progress = interim_slots(of)["tien_do"]
    assert isinstance(progress, dict)
    assert (str(progress["tong"]), str(progress["da_dat"])) == ("03 chỉ tiêu", "01 chỉ tiêu")
    assert [(one["ten"], str(one["ket_qua"])) for one in progress["con_lai"]] == [
        ("Số đoàn viên kết nạp mới", "80/160 đoàn viên, đạt 50% kế hoạch năm")
    ]


def test_a_state_still_to_be_reached_is_the_one_told_in_the_results() -> None:
    """The year to date carries a late unit's state over from the quarter before; one paper tells one number."""
    of = review(at(Q2, "A04", 3095), upto=[at(H1, "A04", 3155)], plan=[at(YEAR, "A04", unit=OFFICE, target=3300)])
    progress = interim_slots(of)["tien_do"]
    assert isinstance(progress, dict)
    assert str(progress["con_lai"][0]["ket_qua"]) == "3.095 đoàn viên; chỉ tiêu năm 3.300 đoàn viên"
    assert said(of, "A04").startswith("3.095 đoàn viên")


def test_an_annual_paper_has_none_of_it() -> None:
    assert interim_slots(paper()) == {}
    assert interim_annex(paper(), {}) == {}


def test_the_year_to_date_is_a_slot_of_its_own() -> None:
    of = review(at(Q2, "E02", 45), upto=[at(H1, "E02", 80)], plan=[at(YEAR, "E02", unit=OFFICE, target=160)])
    found = interim_slots(of)["luy_ke"]
    assert isinstance(found, dict)
    assert found["E02"].carried().key == f"E02/{OFFICE}/2021-H1"
    assert str(found[CATALOGUE.by_code["E02"].slot]["ty_le"]) == "50%"


def held(value: object) -> object:
    """What a cell will hold: of a carried number the number."""
    return value.value if isinstance(value, Carried) else value


def test_the_annex_has_a_row_for_each_result_and_each_plan() -> None:
    of = review(
        at(Q2, "E02", 45),
        at(Q2, "A04", 1916),
        upto=[at(H1, "E02", 80), at(H1, "A04", 1916)],
        before=[at(Q2_BEFORE, "E02", 40)],
        plan=[at(YEAR, "E02", unit=OFFICE, target=160), at(YEAR, "D03a", unit=OFFICE, target=50)],
        lacking={"E02": (Lack("TH", (Q1,)),)},
    )
    groups = interim_annex(of, figure_slots(of))["nhom_so_ket"]
    assert isinstance(groups, list)
    rows = {row["ma"]: row for group in groups for row in group["dong"]}
    kept = ("trong_ky", "luy_ke", "cung_ky", "so_sanh_duoc", "ke_hoach", "tinh_ke_hoach")
    assert [held(rows["E02"][name]) for name in kept] == [45, 80, 40, True, 160, True]
    assert rows["E02"]["ghi_chu"] == "lũy kế chưa đủ: thiếu quý I năm 2021 của 1 đơn vị"
    assert [held(rows["A04"][name]) for name in kept] == [1916, None, None, False, None, False]
    assert [held(rows["D03a"][name]) for name in kept] == [None, None, None, False, 50, False]

"""The year to date: from which forms it is put together, against which plan, and what it leaves out."""

from __future__ import annotations

import pytest

from drafter.desk.figures import check_figures
from drafter.desk.gather import scope_of
from drafter.desk.to_date import year_to_date
from drafter.intake.form_layout import FigureColumn
from drafter.model.period import Period
from drafter.render.paper import Lack, ToDate
from tests.desk.small_office import (
    COMMUNE,
    GIFTS,
    MEMBERS,
    NEW_MEMBERS,
    OFFICE,
    SCHOOL,
    SEWING,
    Desk,
    fill_form,
    retype,
)

Q1, Q2, H1 = (Period.parse(code) for code in ("2026-Q1", "2026-Q2", "2026-H1"))


def upto(desk: Desk, period: Period = Q2) -> ToDate:
    found = year_to_date(desk.ws, desk.store, period, scope_of(desk.ws, period))
    assert found is not None
    return found


def quarters(desk: Desk, *but: tuple[str, Period]) -> None:
    """Two quarters of the three units: in the second each has one new member more than in the first."""
    for period, joined in ((Q1, 3), (Q2, 4)):
        for unit in (SCHOOL, SEWING, COMMUNE):
            if (unit, period) not in but:
                desk.hand_in(unit, {NEW_MEMBERS: joined, MEMBERS: 30 + joined, GIFTS: 0}, str(period))


def test_what_adds_up_is_added_and_a_state_is_the_last_one(desk: Desk) -> None:
    quarters(desk)
    found = upto(desk)
    assert found.period == H1
    assert (found.totals[NEW_MEMBERS].value, found.totals[MEMBERS].value) == (21, 102)
    assert found.lacking == {}


def test_a_quarter_that_nobody_reported_is_named_with_its_unit_and_not_zero(desk: Desk) -> None:
    quarters(desk, (SEWING, Q1))
    found = upto(desk)
    assert found.totals[NEW_MEMBERS].value == 18
    assert found.lacking[NEW_MEMBERS] == (Lack(SEWING, (Q1,)),)
    assert MEMBERS not in found.lacking  # its last state is known


def test_a_state_that_is_older_than_the_period_is_named(desk: Desk) -> None:
    quarters(desk, (SEWING, Q2))
    found = upto(desk)
    assert found.lacking[MEMBERS] == (Lack(SEWING, (Q2,)),)
    assert found.totals[MEMBERS].value == 101


def test_a_form_of_the_whole_span_stands_for_its_quarters(desk: Desk) -> None:
    quarters(desk, (SEWING, Q1))
    desk.hand_in(SEWING, {NEW_MEMBERS: 10, MEMBERS: 40}, "2026-H1")
    found = upto(desk)
    assert found.totals[NEW_MEMBERS].value == 24
    assert NEW_MEMBERS not in found.lacking


def test_the_plan_is_the_offices_own_for_the_year(desk: Desk) -> None:
    quarters(desk)
    for unit, target in ((OFFICE, 60), (SCHOOL, 25)):
        path = fill_form(desk.folder / "ke-hoach" / f"{unit}.xlsx", unit, "2026", {})
        desk.take(retype(path, {NEW_MEMBERS: target}, FigureColumn.TARGET))
    assert upto(desk).plan[NEW_MEMBERS].target == 60


def test_the_same_span_of_the_year_before(desk: Desk) -> None:
    quarters(desk)
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 2}, "2025-Q1")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 5}, "2025-Q2")
    assert upto(desk).previous[NEW_MEMBERS].value == 7


def test_six_months_are_their_own_year_to_date(desk: Desk) -> None:
    quarters(desk)
    found = upto(desk, H1)
    assert found.period == H1
    assert found.totals[NEW_MEMBERS].value == 21


@pytest.mark.parametrize("period", ["2026", "NK2023-2028", "2026-05"])
def test_a_year_a_term_and_a_span_without_a_name_have_none(desk: Desk, period: str) -> None:
    of = Period.parse(period)
    assert year_to_date(desk.ws, desk.store, of, scope_of(desk.ws, of)) is None


def test_a_quarter_is_not_asked_for_targets_nor_for_what_comes_once_a_year(desk: Desk) -> None:
    """Targets are the year's; Tết gifts of the first quarter are none in the second (D213, D210)."""
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 3, MEMBERS: 33, GIFTS: 40}, "2026-Q1")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4, MEMBERS: 37, GIFTS: 0}, "2026-Q2")
    scope = scope_of(desk.ws, Q2, SCHOOL)
    asked = check_figures(desk.ws, desk.store, Q2, scope)
    assert {problem.code for problem in asked} & {"D210", "D213"} == set()
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 3, MEMBERS: 33, GIFTS: 40}, "2025")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4, MEMBERS: 37, GIFTS: 0}, "2026")
    year = Period.parse("2026")
    scope = scope_of(desk.ws, year, SCHOOL)
    asked = check_figures(desk.ws, desk.store, year, scope)
    assert {"D210", "D213"} <= {problem.code for problem in asked}

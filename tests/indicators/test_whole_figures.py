"""A figure that a past report prints for the whole organisation: it stands alone, and is never added to the units'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from drafter.indicators.results import change_of
from drafter.indicators.totals import total
from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.standards.catalogue import load_catalogue

YEAR = Period.parse("2023")
MEMBERS = load_catalogue().by_code["E02"]


def given(unit: str, value: int) -> Figure:
    return Figure(FigureKey("E02", unit, YEAR), Decimal(value), "người")


WHOLE = replace(given("LDLD", 676), whole=True)


def test_it_is_the_total_where_no_unit_gave_anything() -> None:
    found = total(MEMBERS, [WHOLE], ("CD-1", "CD-2"), YEAR, "LDLD")
    assert (found.value, found.missing, found.units) == (Decimal(676), (), ("LDLD",))


def test_it_is_left_out_where_a_unit_gave_its_own() -> None:
    found = total(MEMBERS, [WHOLE, given("CD-1", 30)], ("CD-1", "CD-2", "LDLD"), YEAR, "LDLD")
    assert (found.value, found.missing, found.units) == (Decimal(30), ("CD-2",), ("CD-1",))


def test_it_stands_beside_some_units_of_past_reports_and_gives_way_to_all_of_them() -> None:
    some = [replace(given("CD-1", 30), whole=True)]
    every = [*some, replace(given("CD-2", 40), whole=True)]
    units = ("CD-1", "CD-2", "LDLD")
    found = total(MEMBERS, [WHOLE, *some], units, YEAR, "LDLD")
    assert (found.value, found.missing, found.units) == (Decimal(676), (), ("LDLD",))
    found = total(MEMBERS, [WHOLE, *every], units, YEAR, "LDLD")
    assert (found.value, found.missing, found.units) == (Decimal(70), (), ("CD-1", "CD-2"))


def test_a_form_of_the_office_itself_still_adds() -> None:
    found = total(MEMBERS, [given("LDLD", 5), given("CD-1", 30)], ("CD-1", "LDLD"), YEAR, "LDLD")
    assert found.value == Decimal(35)


def test_a_change_against_it_is_a_change_of_the_whole() -> None:
    units = [given("CD-1", 600), given("CD-2", 101)]
    now = total(MEMBERS, units, ("CD-1", "CD-2"), YEAR, "LDLD")
    found = change_of(now, total(MEMBERS, [WHOLE], ("CD-1", "CD-2"), YEAR, "LDLD"))
    assert found is not None
    assert (found.difference, found.uneven) == (25, ())


def test_a_unit_that_has_not_reported_yet_leaves_the_change_uneven() -> None:
    now = total(MEMBERS, [given("CD-1", 600)], ("CD-1", "CD-2"), YEAR, "LDLD")
    found = change_of(now, total(MEMBERS, [WHOLE], ("CD-1", "CD-2"), YEAR, "LDLD"))
    assert found is not None
    assert found.uneven == ("CD-2",)

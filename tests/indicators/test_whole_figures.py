"""A figure that a past report prints for the whole organisation: it stands alone, and is never added to the units'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from drafter.indicators.results import change_of
from drafter.indicators.totals import as_printed, total, totals
from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.standards.catalogue import load_catalogue

YEAR = Period.parse("2023")
CATALOGUE = load_catalogue()
MEMBERS = CATALOGUE.by_code["E02"]


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


# -- a rate, and what an issued paper prints beside the units' forms ---------------------------------------------------


def row(code: str, unit: str, value: str, *, whole: bool = False) -> Figure:
    return Figure(FigureKey(code, unit, YEAR), Decimal(value), "người", whole=whole)


FORMS = (row("A04", "CD-1", "90"), row("A01", "CD-1", "100"), row("A01", "CD-2", "300"))  # CD-2 left A04 empty
PAPER = (row("A04", "LDLD", "90", whole=True), row("A01", "LDLD", "400", whole=True))


def rate(*figures: Figure, units: tuple[str, ...] = ("CD-1", "CD-2", "LDLD")) -> tuple[Decimal | None, tuple[str, ...]]:
    found = total(CATALOGUE.by_code["A06"], figures, units, YEAR, "LDLD")
    return found.value, found.units


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (FORMS, (Decimal(90), ("CD-1",))),
        ((*FORMS, *PAPER), (Decimal(90), ("CD-1",))),
        ((*FORMS, *PAPER, row("A06", "LDLD", "90", whole=True)), (Decimal(90), ("CD-1",))),
        ((*PAPER, row("A06", "LDLD", "90", whole=True)), (Decimal(90), ("LDLD",))),
        (PAPER, (Decimal("22.5"), ("LDLD",))),
        ((PAPER[0], row("A01", "LDLD", "300")), (None, ())),
    ],
    ids=[
        "forms",
        "a paper of the parts",
        "a paper of the rate too",
        "a paper alone",
        "parts of a paper",
        "one of each",
    ],
)
def test_a_rate_is_never_worked_out_of_parts_of_two_origins(
    figures: tuple[Figure, ...], found: tuple[Decimal | None, tuple[str, ...]]
) -> None:
    assert rate(*figures) == found


def test_what_a_paper_prints_otherwise_stands_beside_the_forms_and_counts_in_comparisons() -> None:
    printed = replace(given("LDLD", 31), whole=True)
    found = total(MEMBERS, [printed, given("CD-1", 30)], ("CD-1", "LDLD"), YEAR, "LDLD")
    assert (found.value, found.beside) == (Decimal(30), printed)
    before = as_printed(found)
    assert (before.value, before.units, before.missing) == (Decimal(31), ("LDLD",), ())
    assert before.beside is not None
    assert (before.beside.value, before.beside.whole) == (Decimal(30), False)
    assert as_printed(before) == before


@pytest.mark.parametrize("printed", ["33", "33.3", "33.33", "33.34"])
def test_a_printed_number_of_fewer_digits_says_nothing_else(printed: str) -> None:
    figures = [row("A04", "CD-1", "1"), row("A01", "CD-1", "3"), row("A06", "LDLD", printed, whole=True)]
    found = totals(CATALOGUE.indicators, figures, ("CD-1",), YEAR, "LDLD")["A06"]
    assert (found.beside, as_printed(found)) == (None, found)

"""A part that adds up to more than its whole is told before a paper is drafted, and when it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from drafter.desk.clashing_totals import clashing_totals
from drafter.desk.draft import draft
from drafter.desk.readiness import readiness
from drafter.model.problem import Severity
from drafter.model.result import Total
from tests.desk.small_office import CAME, MEMBERS, OFFICE, SCHOOL, SEWING, Y2025, Desk, small_kind

WORKERS = "A01"


def test_a_part_larger_than_its_whole_is_told_first_with_who_has_not_told_the_whole(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.hand_in(SCHOOL, {WORKERS: 50, MEMBERS: 40})
    desk.hand_in(SEWING, {MEMBERS: 60})
    first, *rest = readiness(desk.ws, desk.store, Y2025).questions
    assert (first.code, first.severity) == ("C236", Severity.ERROR)
    assert "được 100 người, lớn hơn «Tổng số CNVCLĐ» là 50 người" in first.what
    assert "của Công đoàn cơ sở Công ty May Lá Biếc và Công đoàn xã Nguồn Cội" in first.what
    assert rest
    made = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    assert made.problems[0] == first
    assert first.what in made.files[-1].read_text("utf-8-sig")


def test_a_share_of_more_than_all_is_told_by_both_numbers(desk: Desk) -> None:
    total = Total("C04", OFFICE, Y2025, Decimal(150), numerator=Decimal(3), denominator=Decimal(2))
    (told,) = clashing_totals(desk.ws, Y2025, {"C04": total})
    assert told.code == "C236"
    assert "cộng các đơn vị được 3, lớn hơn «" in told.what
    assert "là 2;" in told.what
    whole = replace(total, value=Decimal(100), numerator=Decimal(2))
    assert list(clashing_totals(desk.ws, Y2025, {"C04": whole})) == []


def test_what_fits_is_not_told(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {WORKERS: 50, MEMBERS: 50})
    desk.hand_in(SEWING, {MEMBERS: None})
    assert "C236" not in {one.code for one in readiness(desk.ws, desk.store, Y2025).questions}

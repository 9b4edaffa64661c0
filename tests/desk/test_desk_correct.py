from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from zipfile import ZipFile

import pytest

from drafter.desk.correct import correct, figure_key, undo, versions
from drafter.desk.figures import figure_table
from drafter.desk.originals import original, record_of
from drafter.desk.problems import DeskError
from drafter.model.figure import FigureKey
from drafter.store.errors import StoreError
from drafter.store.records import Origin
from tests.desk.small_office import (
    CAME,
    GIFT_MONEY,
    MEETINGS,
    MEMBERS,
    NEW_MEMBERS,
    SCHOOL,
    SEWING,
    Y2025,
    Desk,
    fill_form,
)

NEW = FigureKey(NEW_MEMBERS, SCHOOL, Y2025)
SAID = {"reason": "đơn vị báo lại qua điện thoại", "who": "Lê Thị Mai", "now": CAME + timedelta(days=1)}


def _total(desk: Desk, code: str) -> Decimal | None:
    table = figure_table(desk.ws, desk.store, Y2025)
    return next(row.total.value for row in table.rows if row.indicator.code == code)


def test_a_correction_counts_from_then_on_and_tells_why(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    desk.hand_in(SEWING, {NEW_MEMBERS: 5})
    version, problems = correct(desk.ws, desk.store, NEW, "14", **SAID)
    assert (version.number, version.who, version.reason) == (2, "Lê Thị Mai", "đơn vị báo lại qua điện thoại")
    assert problems == ()
    assert _total(desk, NEW_MEMBERS) == 19
    assert [one.origin for one in versions(desk.ws, desk.store, NEW)] == [Origin.SUBMITTED, Origin.CORRECTED]


def test_taken_back_the_units_number_counts_again(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    correct(desk.ws, desk.store, NEW, "14", **SAID)
    undo(desk.ws, desk.store, NEW, **SAID)
    assert _total(desk, NEW_MEMBERS) == 4
    assert [one.current for one in versions(desk.ws, desk.store, NEW)] == [False, False, True]


def test_what_is_typed_is_read_as_in_the_form(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEETINGS: (1, 2), GIFT_MONEY: 5, MEMBERS: 40})
    meetings, money = FigureKey(MEETINGS, SCHOOL, Y2025), FigureKey(GIFT_MONEY, SCHOOL, Y2025)
    corrected, _ = correct(desk.ws, desk.store, meetings, "2/2", **SAID)
    assert corrected.figure is not None
    assert (corrected.figure.numerator, corrected.figure.denominator) == (2, 2)
    corrected, _ = correct(desk.ws, desk.store, money, "7.500.000 đồng", **SAID)
    assert corrected.figure is not None
    assert corrected.figure.value == Decimal("7.5")


def test_the_target_of_the_form_stays(desk: Desk) -> None:
    from drafter.intake.form_layout import FigureColumn
    from tests.desk.small_office import retype

    path = fill_form(desk.folder / "da-nhan" / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 4})
    desk.take(retype(path, {NEW_MEMBERS: 10}, FigureColumn.TARGET))
    correct(desk.ws, desk.store, NEW, "14", **SAID)
    (figure,) = (one for one in desk.store.figures((Y2025,)) if one.key == NEW)
    assert (figure.value, figure.target) == (14, 10)


@pytest.mark.parametrize(
    ("typed", "code"), [("mười", "D104"), ("1,5", "D106"), ("-3", "D107"), ("", "W173"), ("chưa có", "W173")]
)
def test_what_is_no_number_changes_nothing(desk: Desk, typed: str, code: str) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    with pytest.raises(DeskError) as refused:
        correct(desk.ws, desk.store, NEW, typed, **SAID)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.place.cell == ""
    assert len(versions(desk.ws, desk.store, NEW)) == 1


def test_what_the_program_counts_is_not_typed_over(desk: Desk) -> None:
    counted = next(
        one for one in desk.ws.catalogue.indicators if one.kind == "rate" and one.numerator and one.denominator
    )
    with pytest.raises(DeskError) as refused:
        correct(desk.ws, desk.store, FigureKey(counted.code, SCHOOL, Y2025), "5", **SAID)
    (problem,) = refused.value.problems
    assert problem.code == "W172"
    assert counted.numerator in problem.fix


def test_unknown_indicators_and_units_are_named(desk: Desk) -> None:
    with pytest.raises(DeskError, match="ZZ9"):
        figure_key(desk.ws, "ZZ9", SCHOOL, Y2025)
    with pytest.raises(DeskError, match="CDCS-99"):
        figure_key(desk.ws, NEW_MEMBERS, "CDCS-99", Y2025)


def test_who_did_not_see_the_newest_version_overwrites_nothing(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    correct(desk.ws, desk.store, NEW, "14", seen=1, **SAID)
    with pytest.raises(StoreError, match="Lê Thị Mai"):
        correct(desk.ws, desk.store, NEW, "15", seen=1, **{**SAID, "who": "Trần Văn Hai"})
    assert _total(desk, NEW_MEMBERS) == 14


def test_no_reason_no_correction(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    with pytest.raises(StoreError, match="lý do"):
        correct(desk.ws, desk.store, NEW, "14", **{**SAID, "reason": " "})


def test_the_original_of_a_figure_is_given_back_byte_for_byte(desk: Desk) -> None:
    path = fill_form(desk.folder / "da-nhan" / "sâu hơn" / "Biểu trường.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 4})
    desk.take(desk.folder / "da-nhan")
    record = record_of(desk.store, Y2025, versions(desk.ws, desk.store, NEW)[0].submission_id or 0)
    assert record is not None
    assert original(desk.ws, record).data == path.read_bytes()
    assert original(desk.ws, record).name == "Biểu trường.xlsx"


def test_the_original_is_found_in_its_archive_too(desk: Desk) -> None:
    path = fill_form(desk.folder / "bieu.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 4})
    data = path.read_bytes()
    with ZipFile(desk.folder / "Gửi cơ quan.zip", "w") as archive:
        archive.write(path, "tháng 1/bieu.xlsx")
    path.unlink()
    desk.take(desk.folder / "Gửi cơ quan.zip")
    (record,) = desk.store.submissions(Y2025)
    assert original(desk.ws, record).data == data


def test_a_file_that_was_changed_since_is_not_passed_off_as_the_original(desk: Desk) -> None:
    path = fill_form(desk.folder / "da-nhan" / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 4})
    desk.take(path)
    (record,) = desk.store.submissions(Y2025)
    fill_form(path, SCHOOL, "2025", {NEW_MEMBERS: 5})
    with pytest.raises(DeskError) as refused:
        original(desk.ws, record)
    assert refused.value.problems[0].code == "W174"

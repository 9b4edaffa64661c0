"""The board of units: nộp, thiếu, lỗi, nộp lại, trễ hạn, and the text to send to each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from drafter.desk.collect import collect
from drafter.desk.status import Board, UnitState, board
from drafter.model.period import Period
from tests.desk.small_office import (
    CAME,
    CLINIC,
    COMMUNE,
    HANOI,
    MEMBERS,
    OFFICE,
    SCHOOL,
    SEWING,
    Y2024,
    Y2025,
    Desk,
    fill_form,
)

TODAY = date(2026, 1, 7)
LATER = CAME + timedelta(days=1)
AFTER_DEADLINE = datetime(2026, 1, 16, 8, tzinfo=HANOI)


def states(found: Board) -> dict[str, str]:
    return {row.code: f"{row.state}{' trễ' if row.late else ''}" for row in found.rows}


def test_nobody_has_handed_in_yet(desk: Desk) -> None:
    found = board(desk.ws, desk.store, Y2025, TODAY)
    assert states(found) == {SCHOOL: "thiếu", SEWING: "thiếu", COMMUNE: "thiếu"}
    assert found.deadline == date(2026, 1, 15)
    assert found.rows[0].request == (
        "Kính gửi Công đoàn cơ sở Trường Tiểu học Suối Trong! Liên đoàn Lao động tỉnh Núi Xanh chưa nhận được biểu số "
        "liệu năm 2025 của đơn vị. Đề nghị đơn vị điền biểu và gửi về trước ngày 15/01/2026. Trân trọng cảm ơn!"
    )


def test_a_missing_unit_is_late_once_the_deadline_has_passed(desk: Desk) -> None:
    on_time, late = (board(desk.ws, desk.store, Y2025, date(2026, 1, day)) for day in (15, 16))
    assert {row.late for row in on_time.rows} == {False}
    assert {row.late for row in late.rows} == {True}
    assert late.rows[0].request.endswith("gửi về sớm nhất, vì đã quá hạn nộp (15/01/2026). Trân trọng cảm ơn!")


def test_each_state_a_unit_can_be_in(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41}, name="a.xlsx")
    desk.hand_in(SCHOOL, {MEMBERS: 42}, name="b.xlsx", now=LATER)
    desk.hand_in(SEWING, {MEMBERS: "bốn mươi", "A01": 50})
    found = board(desk.ws, desk.store, Y2025, TODAY)
    assert states(found) == {SCHOOL: "nộp lại", SEWING: "lỗi", COMMUNE: "thiếu"}
    assert [found.count(state) for state in UnitState] == [0, 1, 1, 1]
    school, sewing, _ = found.rows
    assert (school.file, school.received_at, school.request) == ("b.xlsx", LATER, "")
    assert [problem.code for problem in sewing.problems] == ["D104"]
    assert sewing.request.splitlines() == [
        "Kính gửi Công đoàn cơ sở Công ty May Lá Biếc! Biểu số liệu năm 2025 của đơn vị có nội dung cần xem lại:",
        sewing.problems[0].request.replace(
            "Công đoàn cơ sở Công ty May Lá Biếc", "đơn vị"
        ),  # named once, in the greeting
    ]
    assert sewing.request.count("Lá Biếc") == 1


def test_a_corrected_form_takes_the_fault_away(desk: Desk) -> None:
    desk.hand_in(SEWING, {MEMBERS: "bốn mươi", "A01": 50})
    desk.hand_in(SEWING, {MEMBERS: 40, "A01": 50}, now=LATER)
    assert states(board(desk.ws, desk.store, Y2025, TODAY))[SEWING] == "nộp lại"


def test_an_empty_form_is_a_fault_and_no_submission(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {})
    row = board(desk.ws, desk.store, Y2025, TODAY).rows[0]
    assert (row.state, row.received_at, [p.code for p in row.problems]) == (UnitState.FAULTY, None, ["D124"])


def test_who_was_on_time_is_not_late_for_correcting(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41}, name="a.xlsx")
    desk.hand_in(SCHOOL, {MEMBERS: 42}, name="b.xlsx", now=AFTER_DEADLINE)
    desk.hand_in(SEWING, {MEMBERS: 42}, now=AFTER_DEADLINE)
    found = states(board(desk.ws, desk.store, Y2025, AFTER_DEADLINE.date()))
    assert found == {SCHOOL: "nộp lại", SEWING: "nộp trễ", COMMUNE: "thiếu trễ"}


def test_others_that_handed_in_follow_the_expected(desk: Desk) -> None:
    desk.hand_in(CLINIC, {MEMBERS: 12}, "2025")
    desk.hand_in(OFFICE, {MEMBERS: 3}, "2025")
    found = board(desk.ws, desk.store, Y2025, TODAY)
    assert [row.code for row in found.expected] == [SCHOOL, SEWING, COMMUNE]
    assert {row.code for row in found.rows if not row.expected} == {CLINIC, OFFICE}
    assert found.count(UnitState.SUBMITTED) == 0


def test_a_unit_is_not_asked_about_a_file_of_another_that_bears_the_same_name(desk: Desk) -> None:
    fill_form(desk.folder / "a" / "bieu.xlsx", SCHOOL, "2025", {MEMBERS: 41, "A01": 30})  # more members than workers
    fill_form(desk.folder / "b" / "bieu.xlsx", SEWING, "2025", {MEMBERS: 40, "A01": 50})
    collect(desk.ws, desk.store, (desk.folder / "a" / "bieu.xlsx", desk.folder / "b" / "bieu.xlsx"), now=CAME)
    school, sewing, _ = board(desk.ws, desk.store, Y2025, TODAY).rows
    assert ([p.code for p in school.problems], sewing.problems, sewing.request) == (["D201"], (), "")


def test_a_file_of_nobody_is_told_until_a_good_one_of_its_name_comes(desk: Desk) -> None:
    path = desk.folder / "da-nhan" / "la.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 hong")
    desk.take(path)
    assert [p.code for p in board(desk.ws, desk.store, Y2025, TODAY).strays] == ["D141"]
    assert [p.code for p in board(desk.ws, desk.store, Period.parse("2026-Q1"), TODAY).strays] == ["D141"]
    assert board(desk.ws, desk.store, Y2024, TODAY).strays == ()
    fill_form(desk.folder / "da-nhan" / "b.xlsx", SCHOOL, "2024", {MEMBERS: 41})
    path.write_bytes(b"PK\x03\x04 hong nua")
    collect(desk.ws, desk.store, (path.parent,), now=LATER)
    assert {p.code for p in board(desk.ws, desk.store, Y2024, TODAY).strays} == {"D141"}  # one came with it
    fill_form(path, SCHOOL, "2025", {MEMBERS: 41})
    desk.take(path, now=LATER + timedelta(hours=1))
    found = board(desk.ws, desk.store, Y2025, TODAY)
    assert (found.strays, states(found)[SCHOOL]) == ((), "nộp")


def test_a_form_of_an_unknown_unit_is_told_until_it_is_mended(desk: Desk) -> None:
    stranger = Desk(replace(desk.ws, units=desk.ws.units[1:]), desk.store)
    stranger.hand_in(SCHOOL, {MEMBERS: 41})
    assert [p.code for p in board(stranger.ws, desk.store, Y2025, TODAY).strays] == ["D102"]
    desk.take(desk.folder / "da-nhan" / "CDCS-01-2025.xlsx", now=LATER)
    assert board(desk.ws, desk.store, Y2025, TODAY).strays == ()

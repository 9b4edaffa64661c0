"""What the desk asks when forms that came together, or came again, do not say the same."""

from __future__ import annotations

from decimal import Decimal

from drafter.desk.collect import collect
from drafter.desk.figures import figure_table
from drafter.desk.gather import period_figures, scope_of
from tests.desk.small_office import (
    CAME,
    CLINIC,
    GIFT_MONEY,
    GIFTS,
    MEETINGS,
    MEMBERS,
    NEW_MEMBERS,
    SCHOOL,
    Y2025,
    Desk,
    fill_form,
)

WHOLE = {"A01": 50, MEMBERS: 40, MEETINGS: (1, 1), GIFTS: 10, GIFT_MONEY: 5, NEW_MEMBERS: 4, "G06": 1}


def test_a_form_sent_again_nearly_empty_is_asked_about(desk: Desk) -> None:
    desk.hand_in(SCHOOL, WHOLE)
    again = desk.hand_in(SCHOOL, {NEW_MEMBERS: 5}, name="sua-mot-so.xlsx")
    (asked,) = [problem for problem in again.problems if problem.code == "W123"]
    assert asked.what == (
        "biểu nộp lại của Công đoàn cơ sở Trường Tiểu học Suối Trong bỏ trống 6/7 số đã báo ở lần trước; "
        "các số ấy nay là chưa có số liệu"
    )
    assert asked.request == (
        "Kính đề nghị Công đoàn cơ sở Trường Tiểu học Suối Trong gửi lại cả biểu: tệp sua-mot-so.xlsx bỏ trống 6 số "
        "mà lần trước đơn vị đã báo."
    )


def test_a_form_sent_again_with_a_few_cells_empty_is_not(desk: Desk) -> None:
    desk.hand_in(SCHOOL, WHOLE)
    again = desk.hand_in(SCHOOL, {**WHOLE, GIFTS: None, GIFT_MONEY: None}, name="bo-hai-so.xlsx")
    assert "W123" not in {problem.code for problem in again.problems}


def test_two_versions_in_one_folder_are_named(desk: Desk) -> None:
    folder = desk.folder / "da-nhan"
    fill_form(folder / "truong sua.xlsx", SCHOOL, "2025", {**WHOLE, NEW_MEMBERS: 6})
    fill_form(folder / "truong.xlsx", SCHOOL, "2025", WHOLE)
    asked = [p for one in collect(desk.ws, desk.store, (folder,), now=CAME) for p in one.problems if p.code == "W124"]
    (problem,) = asked
    assert problem.what == (
        "lần nhập này có 2 biểu khác nhau của Công đoàn cơ sở Trường Tiểu học Suối Trong, năm 2025: "
        "truong sua.xlsx, truong.xlsx; đang dùng tệp cuối «truong.xlsx»"
    )


def test_the_same_form_twice_is_no_question(desk: Desk) -> None:
    folder = desk.folder / "da-nhan"
    fill_form(folder / "truong.xlsx", SCHOOL, "2025", WHOLE)
    (folder / "truong ban sao.xlsx").write_bytes((folder / "truong.xlsx").read_bytes())
    outcomes = collect(desk.ws, desk.store, (folder,), now=CAME)
    assert "W124" not in {problem.code for one in outcomes for problem in one.problems}


def test_states_of_a_unit_merged_away_are_not_counted_beside_its_successor(desk: Desk) -> None:
    """A flow of the merged unit counts; its members are its successor's at the year's end (domain §4.2)."""
    desk.hand_in(SCHOOL, WHOLE)
    desk.hand_in(CLINIC, {MEMBERS: 12, NEW_MEMBERS: 3})
    scope = scope_of(desk.ws, Y2025)
    held = period_figures(desk.ws, desk.store, Y2025, scope)
    assert {figure.key.indicator for figure in held.passed_on} == {MEMBERS}
    table = figure_table(desk.ws, desk.store, Y2025)
    totals = {row.indicator.code: row.total.value for row in table.rows}
    assert totals[MEMBERS] == Decimal(40)
    assert totals[NEW_MEMBERS] == Decimal(7)
    (told,) = [problem for problem in table.problems if problem.code == "W125"]
    assert told.what == (
        "Công đoàn cơ sở Trạm Y tế Đồi Cọ không còn vào cuối năm 2025: số cuối kỳ của «Tổng số đoàn viên» "
        "không cộng, vì đơn vị nhận sáp nhập đã tính"
    )


def test_what_was_refused_at_the_door_is_told_with_the_figures(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {**WHOLE, GIFT_MONEY: "5.977"})
    asked = [problem for problem in figure_table(desk.ws, desk.store, Y2025).problems if problem.code == "D105"]
    assert [str(problem.place) for problem in asked] == ["CDCS-01-2025.xlsx, trang tính «Số liệu», ô F15"]

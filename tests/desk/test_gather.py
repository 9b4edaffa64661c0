"""A year put together from quarters is whole or says what it lacks; award lists are asked about with the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.desk.draft import NOTES, draft
from drafter.desk.figures import check_figures, figure_table
from drafter.desk.gather import Scope, period_figures, scope_of, scoped_awards
from drafter.desk.incomplete import incomplete
from drafter.desk.workspace import SETTINGS, Workspace, open_workspace
from drafter.intake.office import settings_text
from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.model.submission import Submission
from drafter.store.store import Store, open_store

YEAR = Period.parse("2025")
OFFICE, SEN, MAI = "LD-HOA-BINH", "CD-HOA-SEN", "CD-HOA-MAI"
CAME = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
MEMBERS, ALL_MEMBERS, INCOME, RATE = "E02", "A04", "A11", "C06"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "drafter.db") as opened:
        yield opened


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """An office of two units; the second was merged away in the middle of 2025."""
    text = settings_text(
        code=OFFICE,
        name="Liên đoàn Lao động phường Hòa Bình",
        level=Level.COMMUNE,
        superior="Liên đoàn Lao động tỉnh Hòa Bình",
        place="Hòa Bình",
        signer="Trần Văn Lâm",
    )
    (tmp_path / SETTINGS).write_text(text, "utf-8")
    units = (
        Organisation(SEN, (Standing(Level.GRASSROOTS, "CĐCS Công ty Hoa Sen"),)),
        Organisation(MAI, (Standing(Level.GRASSROOTS, "CĐCS Công ty Hoa Mai", valid_to=date(2025, 6, 30)),)),
    )
    return replace(open_workspace(tmp_path), units=units)


def hand_in(
    store: Store, period: str, values: Mapping[str, object], unit: str = SEN, awards: tuple[Award, ...] = ()
) -> None:
    """A form of a unit with these values by indicator; a Figure stands for itself, a pair is a rate's parts."""
    when, rows = Period.parse(period), []
    for code, value in values.items():
        key, source = FigureKey(code, unit, when), Source(f"{period}.xlsx", "Số liệu", "E14")
        if isinstance(value, tuple):
            rows.append(
                Figure(key, None, "%", numerator=Decimal(value[0]), denominator=Decimal(value[1]), source=source)
            )
        elif isinstance(value, Figure):
            rows.append(replace(value, key=key))
        else:
            rows.append(Figure(key, None if value is None else Decimal(str(value)), "người", source=source))
    digest = f"{period}{unit}".ljust(64, "-")
    store.record(Submission(unit, when, f"{period}.xlsx", digest, CAME, "Lê Thị Mai", tuple(rows), awards))


def problems(ws: Workspace, store: Store, period: Period = YEAR) -> tuple[Problem, ...]:
    return incomplete(ws, period, period_figures(ws, store, period, scope_of(ws, period)))


def asked(ws: Workspace, store: Store, period: Period = YEAR) -> list[str]:
    return [str(problem) for problem in problems(ws, store, period)]


def of_year(ws: Workspace, store: Store, code: str, unit: str = SEN) -> Figure:
    (found,) = (
        figure
        for figure in period_figures(ws, store, YEAR, scope_of(ws, YEAR)).figures
        if (figure.key.indicator, figure.key.organisation) == (code, unit)
    )
    return found


def test_a_year_of_four_quarters_is_whole(ws: Workspace, store: Store) -> None:
    for quarter, new, members in (("2025-Q1", 5, 100), ("2025-Q2", 0, 90), ("2025-Q3", 7, 95), ("2025-Q4", 1, 96)):
        hand_in(store, quarter, {MEMBERS: new, ALL_MEMBERS: members})
    assert (of_year(ws, store, MEMBERS).value, of_year(ws, store, ALL_MEMBERS).value) == (Decimal(13), Decimal(96))
    assert of_year(ws, store, MEMBERS).source.file == "2025-Q4.xlsx"
    assert asked(ws, store) == []


def test_a_quarter_that_nobody_reported_is_asked_for(ws: Workspace, store: Store) -> None:
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q4"):
        hand_in(store, quarter, {MEMBERS: 5})
    assert of_year(ws, store, MEMBERS).value == 15
    (problem,) = problems(ws, store)
    assert str(problem) == (
        "W120 CĐCS Công ty Hoa Sen: «Đoàn viên kết nạp mới» thiếu số liệu của quý III năm 2025, "
        "số liệu cả năm 2025 chưa đủ\n"
        "     cách sửa: nhập số liệu của quý III năm 2025 khi đơn vị gửi; kỳ nào không phát sinh thì đơn vị ghi 0, "
        "không để trống"
    )
    assert problem.request == (
        "Đề nghị CĐCS Công ty Hoa Sen bổ sung số liệu của quý III năm 2025 cho «Đoàn viên kết nạp mới»; "
        "nếu không phát sinh, đề nghị ghi 0 và gửi lại biểu."
    )


def test_rows_that_lack_the_same_quarters_are_one_question(ws: Workspace, store: Store) -> None:
    rows: dict[str, object] = {MEMBERS: 5, ALL_MEMBERS: 90, RATE: (1, 2), "B01": 3, "B02": 4}
    hand_in(store, "2025-Q1", rows)
    hand_in(store, "2025-Q2", rows | {MEMBERS: None})
    first, second = asked(ws, store)
    assert "«Đoàn viên kết nạp mới» thiếu số liệu của quý II năm 2025, quý III năm 2025 và quý IV năm 2025," in first
    assert " và 1 chỉ tiêu khác thiếu số liệu của quý III năm 2025 và quý IV năm 2025," in second
    assert "«Tổng số đoàn viên»" in second


def test_a_year_that_was_reported_as_such_lacks_nothing(ws: Workspace, store: Store) -> None:
    hand_in(store, "2025", {MEMBERS: 20})
    hand_in(store, "2025-Q1", {MEMBERS: 5})
    assert of_year(ws, store, MEMBERS).value == 20
    assert asked(ws, store) == []


def test_what_nobody_ever_gave_is_a_gap_and_no_question_here(ws: Workspace, store: Store) -> None:
    hand_in(store, "2025-Q1", {MEMBERS: None})
    assert not of_year(ws, store, MEMBERS).reported
    assert asked(ws, store) == []


def test_a_unit_is_not_asked_for_the_time_after_it_was_merged_away(ws: Workspace, store: Store) -> None:
    hand_in(store, "2025-Q1", {MEMBERS: 5}, MAI)
    hand_in(store, "2025-Q2", {MEMBERS: 5}, MAI)
    assert of_year(ws, store, MEMBERS, MAI).value == 10
    assert asked(ws, store) == []


def test_a_row_of_the_year_that_holds_only_a_target_takes_the_quarters_value(ws: Workspace, store: Store) -> None:
    row = Figure(
        FigureKey("", "", YEAR), None, "người", target=Decimal(12), comparator=Comparator.MORE_THAN, note="giao"
    )
    hand_in(store, "2025", {MEMBERS: row})
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"):
        over = Figure(FigureKey("", "", YEAR), Decimal(3), "người", Qualifier.OVER)
        hand_in(store, quarter, {MEMBERS: over if quarter == "2025-Q2" else 3})
    found = of_year(ws, store, MEMBERS)
    assert (found.value, found.qualifier, found.target, found.comparator, found.note) == (
        Decimal(12),
        Qualifier.OVER,
        Decimal(12),
        Comparator.MORE_THAN,
        "giao",
    )


def test_what_does_not_add_up_over_time_is_asked_for(ws: Workspace, store: Store) -> None:
    hand_in(store, "2025-H1", {INCOME: 8, RATE: (10, 20)})
    hand_in(store, "2025-H2", {INCOME: 9, RATE: 90})
    first, second = problems(ws, store)
    assert (first.code, second.code) == ("W121", "W121")
    assert first.what == (
        "«Thu nhập bình quân» không tổng hợp được: số bình quân và số đếm của cả kỳ không cộng được từ các kỳ ngắn hơn"
        "; số liệu cả năm 2025 còn trống"
    )
    assert second.what == (
        "«Tỷ lệ tổ chức hội nghị CBCCVC» không tổng hợp được: 6 tháng cuối năm 2025 chỉ báo tỷ lệ, thiếu tử số, mẫu số"
        "; số liệu cả năm 2025 còn trống"
    )
    assert second.fix == "hỏi đơn vị số liệu của cả năm 2025 rồi nhập bằng biểu của kỳ ấy"
    assert second.request == (
        "Đề nghị CĐCS Công ty Hoa Sen gửi số liệu của cả năm 2025 cho «Tỷ lệ tổ chức hội nghị CBCCVC»: "
        "số liệu các kỳ ngắn hơn không cộng lại được."
    )


def test_a_rate_of_two_rows_follows_their_rows(ws: Workspace, store: Store) -> None:
    hand_in(store, "2025-Q1", {"C01": 50, "C02": 20, "C04": 40})
    hand_in(store, "2025-Q4", {"C01": 60, "C02": 45, "C04": 75})
    found = of_year(ws, store, "C04")
    assert (found.value, found.numerator, found.denominator) == (Decimal(75), Decimal(45), Decimal(60))
    assert asked(ws, store) == []


def test_figures_and_draft_list_what_is_not_whole_and_what_to_ask_of_awards(ws: Workspace, store: Store) -> None:
    flag = Award(SEN, YEAR, "GK_CTTT", "", Recipient.INDIVIDUAL, name="Nguyễn Thị Bình")
    hand_in(store, "2024-Q4", {MEMBERS: 9})
    hand_in(store, "2025-Q1", {MEMBERS: 5})
    hand_in(store, "2025", {}, awards=(flag, replace(flag, title="Kế toán trưởng")))
    table = figure_table(ws, store, YEAR)
    assert [problem.code for problem in table.problems] == ["W120", "W120", "D233", "D213"]
    assert "số liệu cả năm 2025 chưa đủ" in table.problems[0].what
    assert "số liệu cả năm 2024 chưa đủ" in table.problems[1].what
    scope = scope_of(ws, YEAR)
    assert check_figures(ws, store, YEAR, scope) == table.problems
    report = draft(ws, store, "bao-cao-nam", YEAR, now=CAME)
    assert report.problems == table.problems
    assert "W120 CĐCS Công ty Hoa Sen: «Đoàn viên kết nạp mới» thiếu" in (report.files[-1].parent / NOTES).read_text(
        "utf-8-sig"
    )


def test_awards_of_a_quarter_are_in_those_of_its_half_year(tmp_path: Path) -> None:
    """A unit that lists its awards for the half-year and had listed some for the first quarter gave them once."""
    h1, q1, q3 = (Period.parse(code) for code in ("2025-H1", "2025-Q1", "2025-Q3"))
    with open_store(tmp_path / "drafter.db") as store:
        for period, count in ((q1, 2), (h1, 5), (q3, 1)):
            award = Award("A", period, "GK_CS", "CS", Recipient.INDIVIDUAL, count)
            told = datetime(2026, 1, 5, tzinfo=UTC)
            store.record(Submission("A", period, f"{period}.xlsx", str(period), told, awards=(award,)))
        found = scoped_awards(store, Period.parse("2025"), Scope("A", ("A",), ("A",)))
    assert sorted((str(award.period), award.count) for award in found) == [("2025-H1", 5), ("2025-Q3", 1)]

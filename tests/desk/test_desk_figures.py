"""Figures of a period: totals that say what they lack, comparisons, the cell of each source, an Excel file of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from drafter.desk.figures import FigureRow, figure_table, save_figures
from drafter.desk.problems import DeskError
from drafter.desk.workspace import read_period
from drafter.intake.form_layout import FigureColumn
from drafter.model.result import Direction, Verdict
from tests.desk.small_office import (
    CLINIC,
    COMMUNE,
    GIFT_MONEY,
    GIFTS,
    MEETINGS,
    MEMBERS,
    NEW_MEMBERS,
    SCHOOL,
    SEWING,
    Y2025,
    Desk,
    fill_form,
    retype,
)


def row(desk: Desk, code: str, unit: str | None = None) -> FigureRow:
    (found,) = (row for row in figure_table(desk.ws, desk.store, Y2025, unit).rows if row.indicator.code == code)
    return found


def test_a_total_adds_the_units_and_names_who_gave_nothing(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 40, NEW_MEMBERS: 4})
    desk.hand_in(SEWING, {MEMBERS: 60})
    members, new = row(desk, MEMBERS).total, row(desk, NEW_MEMBERS).total
    assert (members.value, members.missing) == (Decimal(100), (COMMUNE,))
    assert (new.value, new.missing) == (Decimal(4), (SEWING, COMMUNE))
    assert [(f.key.organisation, f.source.file) for f in members.contributions] == [
        (SCHOOL, "CDCS-01-2025.xlsx"),
        (SEWING, "CDCS-02-2025.xlsx"),
    ]


def test_a_total_of_some_units_says_of_how_many(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 40, NEW_MEMBERS: 4})
    desk.hand_in(SEWING, {MEMBERS: 60})
    assert (row(desk, MEMBERS).coverage, row(desk, NEW_MEMBERS).coverage) == ("2/3 đơn vị", "1/3 đơn vị")
    desk.everybody()
    assert row(desk, MEMBERS).coverage == ""


def test_a_unit_merged_away_within_the_year_counts_where_it_reported(desk: Desk) -> None:
    desk.everybody()
    assert row(desk, NEW_MEMBERS).total.value == 12
    desk.hand_in(CLINIC, {NEW_MEMBERS: 3})
    total = row(desk, NEW_MEMBERS).total
    assert (total.value, total.missing) == (Decimal(15), ())


def test_a_rate_is_recomputed_from_its_parts(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEETINGS: (1, 2)})
    desk.hand_in(SEWING, {MEETINGS: (9, 9)})
    total = row(desk, MEETINGS).total
    assert (total.numerator, total.denominator) == (Decimal(10), Decimal(11))
    assert total.exact is not None
    assert (total.exact.numerator, total.exact.denominator) == (1000, 11)


def test_a_result_is_held_against_the_year_before(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 8}, "2024")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 11})
    found = row(desk, NEW_MEMBERS)
    assert found.verdict is None  # nobody gave a target
    assert found.change is not None
    assert (found.change.difference, found.change.direction) == (3, Direction.UP)


def test_one_units_figures_are_its_own(desk: Desk) -> None:
    desk.everybody()
    assert row(desk, MEMBERS, SEWING).total.value == 40
    with pytest.raises(DeskError, match="W113"):
        figure_table(desk.ws, desk.store, Y2025, "CDCS-77")


def test_what_nobody_reported_is_no_row(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {GIFTS: 10, GIFT_MONEY: 5})
    assert [row.indicator.code for row in figure_table(desk.ws, desk.store, Y2025).rows] == [GIFTS, GIFT_MONEY]


@pytest.mark.parametrize("period", ["2025-03", "2025-Q2", "2025-H1", "2025-9M", "2025", "NK2023-2028", "NK2023-2028/1"])
def test_every_type_of_period_has_a_table(desk: Desk, period: str) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41}, "2025")
    table = figure_table(desk.ws, desk.store, read_period(period))
    assert str(table.period) == period


def test_the_workbook_holds_totals_and_every_source(desk: Desk, tmp_path: Path) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 40, MEETINGS: (1, 2)}, submitted_by="=1+1")
    desk.hand_in(SEWING, {MEMBERS: 60})
    path = save_figures(figure_table(desk.ws, desk.store, Y2025), tmp_path / "so-lieu.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "Nguồn số liệu"]
    totals = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows(min_row=2)]
    assert (totals[0][0], totals[0][4], totals[0][9]) == (MEMBERS, 100, "2/3 đơn vị")
    sources = [[cell.value for cell in row] for row in book["Nguồn số liệu"].iter_rows(min_row=2)]
    assert [(line[0], line[2], line[4], line[7]) for line in sources[:2]] == [
        (MEMBERS, "Công đoàn cơ sở Trường Tiểu học Suối Trong", 40, "CDCS-01-2025.xlsx"),
        (MEMBERS, "Công đoàn cơ sở Công ty May Lá Biếc", 60, "CDCS-02-2025.xlsx"),
    ]
    assert sources[0][10] == "=1+1"
    assert "f" not in {cell.data_type for row in book["Nguồn số liệu"].iter_rows() for cell in row}  # no formula


def test_a_workbook_that_is_there_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 40})
    table = figure_table(desk.ws, desk.store, Y2025)
    mine = tmp_path / "so-lieu.xlsx"
    mine.write_bytes(b"somebody's own")
    assert save_figures(table, mine) == tmp_path / "so-lieu-v2.xlsx"
    assert mine.read_bytes() == b"somebody's own"


def test_a_workbook_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as stopped:
        save_figures(figure_table(desk.ws, desk.store, Y2025), tmp_path / "không có" / "so-lieu.xlsx")
    assert str(stopped.value).startswith(
        f"W115 không ghi được «{tmp_path / 'không có' / 'so-lieu.xlsx'}»: không có thư mục ấy\n"
    )


def test_a_verdict_is_judged_against_the_given_target(desk: Desk) -> None:
    path = fill_form(desk.folder / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 11})
    retype(path, {NEW_MEMBERS: 12}, FigureColumn.TARGET)
    desk.take(path)
    found = row(desk, NEW_MEMBERS, SCHOOL)
    assert (found.verdict, found.percent_of_target) == (Verdict.NOT_MET, "91,66%")

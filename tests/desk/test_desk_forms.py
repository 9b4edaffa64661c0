"""Forms out: one for each unit that must report, last year's values and targets beside the cells, none written over."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from drafter.desk.forms import asked_in, write_forms
from drafter.desk.gather import period_totals, scope_of
from drafter.desk.init import create_workspace
from drafter.desk.problems import DeskError
from drafter.desk.workspace import OWN_INDICATORS, open_workspace
from drafter.intake.form_layout import FIGURES_SHEET, FigureColumn
from drafter.model.figure import Figure, FigureKey
from drafter.model.organisation import Level
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.store.store import open_store
from tests.desk.small_office import (
    ASKED,
    CAME,
    CLINIC,
    COMMUNE,
    GIFT_MONEY,
    MEETINGS,
    MEMBERS,
    OFFICE,
    SCHOOL,
    SEWING,
    Y2024,
    Y2025,
    Y2026,
    Desk,
    edit_settings,
)


def column(data: bytes, title: FigureColumn) -> dict[str, object]:
    """What stands in a column of a form's figures, by indicator code."""
    sheet: Any = load_workbook(BytesIO(data))[FIGURES_SHEET]
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == FigureColumn.CODE)
    at = {cell.value: cell.column for cell in sheet[head]}
    rows = ((sheet.cell(row, at["Mã"]).value, row) for row in range(head + 1, sheet.max_row + 1))
    return {code: sheet.cell(row, at[title]).value for code, row in rows if code in ASKED}


def test_every_unit_that_must_report_gets_a_form(desk: Desk) -> None:
    paths = write_forms(desk.ws, desk.store, Y2025)
    assert [path.relative_to(desk.folder).as_posix() for path in paths] == [
        "bieu-mau/2025_gui-di/cdcs-01_cong-doan-co-so-truong-tieu-hoc-suoi-trong.xlsx",
        "bieu-mau/2025_gui-di/cdcs-02_cong-doan-co-so-cong-ty-may-la-biec.xlsx",
        "bieu-mau/2025_gui-di/cdx-04_cong-doan-xa-nguon-coi.xlsx",
    ]
    assert {path.parent.name for path in paths} == {"2025_gui-di"}
    assert list(column(paths[0].read_bytes(), FigureColumn.ACTUAL)) == list(ASKED)


def test_a_grassroots_union_is_not_asked_what_only_those_above_it_know(desk: Desk) -> None:
    edit_settings(desk.folder, '"A04"', '"A04", "A10a", "E13"')
    ws = open_workspace(desk.folder)
    assert [one.code for one in ws.asked if one.upper_only] == ["A10a", "E13"]
    every = tuple(one.code for one in ws.asked)
    below = tuple(code for code in every if code not in ("A10a", "E13"))
    asked = {code: tuple(one.code for one in ws.asked_of(code, Y2025)) for code in (SCHOOL, COMMUNE, OFFICE)}
    assert asked == {SCHOOL: below, COMMUNE: every, OFFICE: every}
    forms = {path.name[:7]: asked_in(ws, path) for path in write_forms(ws, desk.store, Y2025)}
    assert forms == {"cdcs-01": len(below), "cdcs-02": len(below), "cdx-04_": len(every)}
    desk.store.record(
        Submission(
            OFFICE,
            Y2025,
            "co-quan.xlsx",
            "x",
            CAME,
            figures=(Figure(FigureKey("A10a", OFFICE, Y2025), Decimal(70), ""),),
        )
    )
    totals = period_totals(ws, desk.store, Y2025, scope_of(ws, Y2025))
    assert (totals["A10a"].value, totals["A10a"].missing) == (70, (COMMUNE,))
    assert SCHOOL in totals["A01"].missing
    (desk.folder / OWN_INDICATORS).write_text('[[indicator]]\ncode = "A10a"\nupper_only = false\n', "utf-8")
    assert "A10a" in {one.code for one in open_workspace(desk.folder).asked_of(SCHOOL, Y2025)}


def test_a_form_of_before_the_merger_is_for_the_units_of_that_time(desk: Desk) -> None:
    codes = [path.name.split("_")[0].upper() for path in write_forms(desk.ws, desk.store, Y2024)]
    assert codes == [SCHOOL, SEWING, CLINIC]


def test_last_years_values_and_the_targets_stand_beside_the_cells(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41, MEETINGS: (1, 2), GIFT_MONEY: "8,5"}, "2025")
    (path,) = write_forms(desk.ws, desk.store, Y2026, SCHOOL)
    before = column(path.read_bytes(), FigureColumn.PREVIOUS)
    assert before == {
        "A01": None, MEMBERS: 41, MEETINGS: 0.5, "C16a": None, GIFT_MONEY: 8.5, "E02": None, "G06": None,
    }  # fmt: skip
    assert set(column(path.read_bytes(), FigureColumn.ACTUAL).values()) == {None}


def test_a_form_that_is_there_is_left_as_it_is(desk: Desk) -> None:
    first = write_forms(desk.ws, desk.store, Y2025)
    first[0].write_bytes(b"the unit is typing into it")
    first[1].unlink()
    assert write_forms(desk.ws, desk.store, Y2025) == first
    assert first[0].read_bytes() == b"the unit is typing into it"
    assert list(column(first[1].read_bytes(), FigureColumn.ACTUAL)) == list(ASKED)


def test_one_units_form_into_a_folder_of_its_own(desk: Desk, tmp_path: Path) -> None:
    paths = write_forms(desk.ws, desk.store, Y2025, SEWING, tmp_path / "gửi cô Mai")
    assert [path.name for path in (tmp_path / "gửi cô Mai").iterdir()] == [path.name for path in paths]


def test_a_unit_nobody_knows(desk: Desk) -> None:
    with pytest.raises(DeskError, match="W113 không có đơn vị nào mang mã «CDCS-99»"):
        write_forms(desk.ws, desk.store, Y2025, "CDCS-99")


def test_no_unit_must_report(tmp_path: Path) -> None:
    create_workspace(
        tmp_path, code=OFFICE, name="LĐLĐ tỉnh Núi Xanh", level=Level.PROVINCE, superior="", place="Núi Xanh", signer=""
    )
    ws = open_workspace(tmp_path)
    with open_store(ws.database) as store, pytest.raises(DeskError) as stopped:
        write_forms(ws, store, Period.parse("2026-Q1"))
    assert str(stopped.value).startswith(
        "W119 don-vi.xlsx: danh sách đơn vị không có đơn vị nào hoạt động vào cuối quý I năm 2026\n"
    )
    assert not list((tmp_path / "bieu-mau").iterdir())


def test_a_folder_that_cannot_be_made(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("đã có")
    with pytest.raises(DeskError) as stopped:
        write_forms(desk.ws, desk.store, Y2025, None, tmp_path / "tệp" / "biểu")
    assert str(stopped.value) == (
        f"W115 không ghi được «{tmp_path / 'tệp' / 'biểu'}»: có một tệp mang tên của thư mục\n"
        "     cách sửa: đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền ghi và chỗ trống trên đĩa rồi "
        "chạy lại"
    )

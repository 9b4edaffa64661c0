"""The plain workbook of figures: what was typed stays what it is, and the same rows give the same bytes."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from drafter.render.figures_workbook import figures_workbook, workbook_bytes

HEADS = ("Mã", "Chỉ tiêu", "Giá trị")
ROW = ("E02", "Số đoàn viên kết nạp mới", Decimal(676))


def opened(*rows: tuple[object, ...]) -> Workbook:
    return load_workbook(BytesIO(figures_workbook((HEADS, rows), (("Mã", "Tệp"), [("E02", "a.xlsx")]))))


def first(value: object) -> Any:
    return opened((value,))["Tổng hợp"]["A2"]


def test_two_sheets_with_their_titles_and_rows() -> None:
    book = opened(ROW)
    assert {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book} == {
        "Tổng hợp": [HEADS, ("E02", "Số đoàn viên kết nạp mới", 676)],
        "Nguồn số liệu": [("Mã", "Tệp"), ("E02", "a.xlsx")],
    }


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+84", "-5", "@SUM(A1)", "00123"])
def test_text_is_never_a_formula_or_a_number(text: str) -> None:
    cell = first(text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_characters_that_a_sheet_cannot_hold_fall_out() -> None:
    assert first("Công\x0bđoàn\x00").value == "Côngđoàn"


@pytest.mark.parametrize(("value", "kept"), [(Decimal("82.5"), 82.5), (0, 0), (None, None), (True, True)])
def test_other_values_keep_their_type(value: object, kept: object) -> None:
    assert first(value).value == kept


def test_titles_are_bold_stay_in_sight_and_filter() -> None:
    sheet = opened(ROW)["Tổng hợp"]
    assert [cell.font.bold for cell in (sheet["A1"], sheet["A2"])] == [True, False]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [16, 40, 16]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert figures_workbook((HEADS, [ROW]), (HEADS, [])) == figures_workbook((HEADS, [ROW]), (HEADS, []))
    assert workbook_bytes(Workbook()) == workbook_bytes(Workbook())

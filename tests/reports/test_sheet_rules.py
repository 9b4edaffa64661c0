"""The form of workbooks that go with a paper: each flaw is found by its rule, and what is right is silent."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from drafter.desk.checking.check import check_files
from drafter.format_rules.sheet_rules import RULES, judge_book
from drafter.reports.looks import read_looks
from tests.truth_rules.papers import TODAY

Change = Callable[[Any], object]


def _book(*changes: Change, rows: int = 60, columns: int = 12, head: bool = True) -> bytes:
    """A right annex: A4 across, one page wide, its head repeated, one font; then changed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục I"
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column, f"Cột {column}" if row == 1 else row * column).font = Font("Times New Roman", 12)
    for column in "ABCDEFGHIJKL"[:columns]:
        sheet.column_dimensions[column].width = 15
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    for side, inches in (("top", 0.8), ("bottom", 0.8), ("left", 1.2), ("right", 0.6)):
        setattr(sheet.page_margins, side, inches)
    if head:
        sheet.print_title_rows = "1:1"
    for change in changes:
        change(sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _font(cell: str, name: str) -> Change:
    return lambda sheet: setattr(sheet[cell], "font", Font(name, 12))


def _not_fitted(sheet: Any) -> None:
    sheet.sheet_properties.pageSetUpPr.fitToPage = False


def _upright(sheet: Any) -> None:
    sheet.page_setup.orientation = "portrait"


def _says(cell: str, text: str) -> Change:
    return lambda sheet: sheet[cell].__setattr__("value", text)


def _paper(size: int | None) -> Change:
    return lambda sheet: setattr(sheet.page_setup, "paperSize", size)


BAD = [
    ("XL-01", _book(_font("B2", "Calibri"))),
    ("XL-01", _book(_font("A1", ".VnTime"), _font("C3", "Arial"))),
    ("XL-02", _book(_paper(1))),
    ("XL-02", _book(_paper(None))),
    ("XL-03", _book(_not_fitted)),
    ("XL-03", _book(_not_fitted, lambda sheet: setattr(sheet.page_setup, "orientation", "portrait"), columns=8)),
    ("XL-04", _book(head=False)),
    ("XL-04", _book(head=False, rows=31)),
    ("XL-05", _book(lambda sheet: setattr(sheet.page_margins, "left", 0.7))),
    ("XL-05", _book(lambda sheet: setattr(sheet.page_margins, "bottom", 1.5))),
    ("XL-06", _book(_upright)),
    ("XL-06", _book(_upright, columns=6)),
    ("XL-07", _book(_says("A1", unicodedata.normalize("NFD", "Đơn vị")))),
    ("XL-07", _book(_says("C7", unicodedata.normalize("NFD", "Hồ Thị Bưởi")))),
]
GOOD = [
    _book(),
    _book(head=False, rows=20),  # one page
    _book(_not_fitted, columns=6),  # no wider than a page
    _book(_not_fitted, lambda sheet: setattr(sheet, "print_title_cols", "A:B")),  # over several pages on purpose
    _book(lambda sheet: setattr(sheet.page_margins, "left", 35 / 25.4)),
    _book(lambda sheet: setattr(sheet.page_margins, "right", 20 / 25.4)),
    _book(_upright, columns=5),  # no wider than an upright page
    _book(_upright, _not_fitted, columns=4),
    _book(_says("A1", "Đơn vị"), _says("B1", "Họ và tên")),
    _book(_says("A1", "=1+1")),
    _book(lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True), _font("B2", "Calibri")),  # it is not printed
]


def _codes(data: bytes) -> set[str]:
    looks = read_looks(data, "phu-luc.xlsx")
    assert looks is not None
    return {one.code for one in judge_book(looks)}


@pytest.mark.parametrize(("code", "data"), BAD)
def test_a_flaw_is_found_by_its_rule_and_by_no_other(code: str, data: bytes) -> None:
    assert _codes(data) == {code}


@pytest.mark.parametrize("data", GOOD)
def test_what_is_in_form_is_not_spoken_of(data: bytes) -> None:
    assert _codes(data) == set()


def test_every_rule_is_broken_twice() -> None:
    assert [code for code, _ in BAD] == [rule.code for rule in RULES for _ in range(2)]


def test_the_whole_of_every_message() -> None:
    spoiled = _book(_font("B2", "Calibri"), _paper(1), _not_fitted, head=False)
    looks = read_looks(spoiled, "phu-luc.xlsx")
    assert looks is not None
    assert [str(one) for one in judge_book(looks)] == [
        (
            "XL-01 phu-luc.xlsx, trang tính «Phụ lục I»: phông Calibri (1 ô); cần Times New Roman\n"
            "     cách sửa: bấm Ctrl+A, chọn phông Times New Roman"
        ),
        "XL-02 phu-luc.xlsx, trang tính «Phụ lục I»: chưa đặt khổ giấy A4\n     cách sửa: Page Layout – Size – A4",
        (
            "XL-03 phu-luc.xlsx, trang tính «Phụ lục I»: bảng rộng hơn trang giấy, in ra bị cắt cột sang trang khác\n"
            "     cách sửa: Page Layout – Orientation: Landscape; Width: 1 page; bảng rất rộng thì đặt Print Titles – "
            "Columns to repeat"
        ),
        (
            "XL-04 phu-luc.xlsx, trang tính «Phụ lục I»: bảng dài 60 dòng, dòng tiêu đề chỉ in ở trang đầu\n"
            "     cách sửa: Page Layout – Print Titles – Rows to repeat at top: chọn các dòng tiêu đề"
        ),
    ]


def test_a_broken_workbook_costs_only_itself(tmp_path: Path) -> None:
    broken, right = tmp_path / "hỏng.xlsx", tmp_path / "đúng.xlsx"
    broken.write_bytes(_book()[:400])
    right.write_bytes(_book())
    first, second = check_files((broken, right), TODAY)
    assert (first.read, [one.code for one in first.problems]) == (False, ["D342"])
    assert (second.read, second.problems) == (True, ())
    assert read_looks(b"PK\x03\x04", "x.xlsx") is None

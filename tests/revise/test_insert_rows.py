"""Rows put into an officer's workbook: whatever speaks of rows moves along, and what lies over a list takes them in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from drafter.fill.package import read_package
from drafter.revise.insert_rows import NewRow, with_new_rows

LIST, OTHER = "Danh sách", "Tổng hợp"


@pytest.fixture
def book() -> bytes:
    """Head in row 3, three units in rows 4 to 6, their sums in row 7, a remark in row 9."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = LIST
    sheet.append(["PHỤ LỤC"])
    sheet.append([])
    sheet.append(["TT", "Đơn vị", "Nam", "Nữ", "Cộng", "Ghi chú", None])
    for number, name in enumerate(("An", "Bình", "Cúc"), start=1):
        row = number + 3
        sheet.append([number, name, 10 * number, number, f"=C{row}+D{row}", "không", None])
        sheet.merge_cells(f"F{row}:G{row}")
    sheet.append([None, "Cộng", "=SUM(C4:C6)", "=SUM(D4:D6)", "=SUM($E$4:$E$6)", "=C7/E7"])
    sheet["B9"] = "Người lập"
    sheet["B9"].comment = Comment("ký", "a")
    sheet.merge_cells("B9:D9")
    sheet.print_area = "A1:G7"
    sheet.conditional_formatting.add("E4:E6", CellIsRule(operator="greaterThan", formula=["$E$7"]))
    valid = DataValidation(type="list", formula1=f"'{LIST}'!$B$4:$B$6")
    valid.add("F4:F6")
    sheet.add_data_validation(valid)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=6))
    sheet.add_chart(chart, "I9")
    sheet.add_table(Table(displayName="Bang", ref="J3:K6"))
    sheet["J3"], sheet["K3"] = "x", "y"
    other = made.create_sheet(OTHER)
    other["A1"] = f"=SUM('{LIST}'!E4:E6)+'{LIST}'!C7"
    other["A2"] = "=A7"
    made.defined_names["CacDonVi"] = DefinedName("CacDonVi", attr_text=f"'{LIST}'!$B$4:$B$6")
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def put_in(data: bytes, *rows: NewRow) -> tuple[Any, bytes]:
    written = with_new_rows(read_package(data), LIST, rows).write({})
    return load_workbook(BytesIO(written)), written


def texts(data: bytes, part: str) -> Iterator[str]:
    package = read_package(data)
    yield from (package.read(name).decode() for name in package.names if part in name)


def test_a_row_at_the_end_of_a_list_is_in_its_sums(book: bytes) -> None:
    made, data = put_in(book, NewRow(6, 6, {1: Decimal(4), 2: "Dung"}))
    sheet = made[LIST]
    assert [cell.value for cell in sheet[7]][:5] == [4, "Dung", None, None, "=C7+D7"]
    assert [cell.value for cell in sheet[8]][2:6] == ["=SUM(C4:C7)", "=SUM(D4:D7)", "=SUM($E$4:$E$7)", "=C8/E8"]
    assert made[OTHER]["A1"].value == f"=SUM('{LIST}'!E4:E7)+'{LIST}'!C8"
    assert made[OTHER]["A2"].value == "=A7"
    assert sheet.print_area == f"'{LIST}'!$A$1:$G$8"
    assert made.defined_names["CacDonVi"].attr_text == f"'{LIST}'!$B$4:$B$7"
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert merged == {"F4:G4", "F5:G5", "F6:G6", "F7:G7", "B10:D10"}
    assert sheet["B10"].comment.text == "ký"
    assert str(next(iter(sheet.conditional_formatting)).sqref) == "E4:E7"
    assert sheet.data_validations.dataValidation[0].formula1 == f"'{LIST}'!$B$4:$B$7"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F4:F7"
    assert sheet.tables["Bang"].ref == "J3:K7"
    assert any("$C$4:$C$7" in text for text in texts(data, "charts/chart"))
    assert any("<xdr:row>9</xdr:row>" in text or "<row>9</row>" in text for text in texts(data, "drawings/drawing"))


def test_rows_at_the_beginning_and_in_the_middle_are_in_the_sums_too(book: bytes) -> None:
    made, _ = put_in(book, NewRow(3, 4, {2: "Ái"}), NewRow(4, 4, {2: "Bách"}), NewRow(4, 5, {2: "Bảo"}))
    sheet = made[LIST]
    assert [sheet.cell(row, 2).value for row in range(4, 11)] == ["Ái", "An", "Bách", "Bảo", "Bình", "Cúc", "Cộng"]
    assert sheet["C10"].value == "=SUM(C4:C9)"
    assert [sheet.cell(row, 5).value for row in range(4, 10)] == [f"=C{row}+D{row}" for row in range(4, 10)]


def test_looks_and_heights_are_those_of_the_row_that_it_is_like(book: bytes) -> None:
    source = load_workbook(BytesIO(book))
    source[LIST].row_dimensions[5].height = 33
    source[LIST]["B5"].font = Font(bold=True)
    buffer = BytesIO()
    source.save(buffer)
    made, _ = put_in(buffer.getvalue(), NewRow(6, 5, {2: "Dung"}))
    assert made[LIST].row_dimensions[7].height == 33
    assert made[LIST]["B7"].font.b


def test_shared_formulas_are_written_out(book: bytes) -> None:
    package = read_package(book)
    name = next(one for one in package.names if one.endswith("sheet1.xml"))
    xml = package.read(name).decode()
    xml = xml.replace("<f>C4+D4</f>", '<f t="shared" ref="E4:E6" si="0">C4+D4</f>')
    for row in (5, 6):
        xml = xml.replace(f"<f>C{row}+D{row}</f>", '<f t="shared" si="0"/>')
    made, _ = put_in(package.with_parts({name: xml.encode()}).write({}), NewRow(4, 4, {2: "Bách"}))
    assert [made[LIST].cell(row, 5).value for row in range(4, 8)] == [f"=C{row}+D{row}" for row in range(4, 8)]

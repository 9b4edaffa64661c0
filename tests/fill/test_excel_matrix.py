"""What follows when rows and columns grow: each line of the list is a template, rendered and looked at.

The last test opens every output in LibreOffice (where it is installed), lets it compute all formulas afresh, and
compares with the values stored by the engine.
"""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_books import (
    LIST,
    MAIN,
    book,
    found,
    part,
    render,
    rows,
    sheet_xml,
    shown,
    with_part,
    with_related,
    without_values,
    written,
)
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.table import Table, TableStyleInfo

Case = Callable[[], bytes]
CASES: dict[str, Case] = {}


def case(make: Case) -> Case:
    """Register an output for the test with LibreOffice."""
    CASES[make.__name__] = make
    return make


def listed(edit: Callable[[Workbook], None] | None = None, **cells: Any) -> bytes:
    return book({**LIST, **cells}, edit=edit)


# -- formulas -------------------------------------------------------------------------------------------------------


@case
def ranges() -> bytes:
    source = listed(
        C4="=B4*2", D4="=SUM(B$4:B4)", E4="=B4/B$6", F4="=IF(B4>1,ROUND(B4/3,2),0)", C6="=SUM(B3:B5)", D6="=SUM(B4)",
        E6="=AVERAGE(B4:B4)", F6="=SUBTOTAL(9,B4:B4)+COUNT(B4:B4)+COUNTA(A4:A4)", G6="=MIN(B4)+MAX(B4)", C1="=B6",
        D1="=SUM($B$4:$B$4)", H6="=TRUNC(B6/7,1)", I6='=SUMIF(B4:B4,">1",B4:B4)', J6="=SUMPRODUCT(B4:B4,C4:C4)",
    )  # fmt: skip
    return render(source, rows(1, 2, 4))


def test_ranges_over_the_body_row_or_its_control_rows_take_all_copies() -> None:
    cells = written(ranges())
    assert cells["B6"] == "=SUM(B3:B5)"
    assert cells["C6"] == "=SUM(B3:B5)"
    assert cells["D6"] == "=SUM(B3:B5)"
    assert cells["E6"] == "=AVERAGE(B3:B5)"
    assert cells["F6"] == "=SUBTOTAL(9,B3:B5)+COUNT(B3:B5)+COUNTA(A3:A5)"
    assert cells["I6"] == '=SUMIF(B3:B5,">1",B3:B5)'
    assert cells["D1"] == "=SUM($B$3:$B$5)"


def test_formulas_of_the_body_follow_their_copy() -> None:
    cells = written(ranges())
    assert [cells[f"C{row}"] for row in (3, 4, 5)] == ["=B3*2", "=B4*2", "=B5*2"]
    assert [cells[f"D{row}"] for row in (3, 4, 5)] == ["=SUM(B$3:B3)", "=SUM(B$3:B4)", "=SUM(B$3:B5)"]
    assert [cells[f"E{row}"] for row in (3, 4, 5)] == ["=B3/B$6", "=B4/B$6", "=B5/B$6"]


def test_stored_values_of_grown_formulas_are_computed_even_above_the_list() -> None:
    values = shown(ranges())
    assert [values[name] for name in ("B6", "C6", "D6", "F6", "G6", "C1", "D1", "H6", "I6", "J6")] == [
        7, 7, 7, 13, 5, 7, 7, 1, 6, 42,
    ]  # fmt: skip
    assert [values[f"D{row}"] for row in (3, 4, 5)] == [1, 3, 7]
    assert [values[f"F{row}"] for row in (3, 4, 5)] == [0, 0.67, 1.33]


@case
def running_total() -> bytes:
    cells = {**LIST, "C2": 100, "C4": "=C2+B4", "D4": "=B4*$C$2", "E4": "=B4*C1", "C1": 10}
    return render(book(cells), rows(5, 6, 7))


def test_the_row_just_above_means_the_row_above_each_copy_and_other_cells_stay() -> None:
    cells = written(running_total())
    assert [cells[f"C{row}"] for row in (3, 4, 5)] == ["=C2+B3", "=C3+B4", "=C4+B5"]
    assert [cells[f"D{row}"] for row in (3, 4, 5)] == ["=B3*$C$2", "=B4*$C$2", "=B5*$C$2"]
    assert [cells[f"E{row}"] for row in (3, 4, 5)] == ["=B3*C1", "=B4*C1", "=B5*C1"]
    assert [shown(running_total())[f"C{row}"] for row in (3, 4, 5)] == [105, 111, 118]


@case
def other_sheets() -> bytes:
    summary = {
        "A1": "=SUM(S!B4:B4)",
        "A2": "=S!B6",
        "A3": "=SUM(TongSo)",
        "A4": "=COUNTIF(S!B4:B4,2)",
        "A5": "=SUM(S!B:B)",
    }

    def name(made: Workbook) -> None:
        made.defined_names["TongSo"] = DefinedName("TongSo", attr_text="S!$B$4:$B$4")

    return render(book(LIST, sheets={"Tổng hợp": summary}, edit=name), rows(1, 2, 2))


def test_formulas_of_other_sheets_and_names_follow() -> None:
    out = other_sheets()
    cells = written(out, "Tổng hợp")
    assert cells == {
        "A1": "=SUM(S!B3:B5)", "A2": "=S!B6", "A3": "=SUM(TongSo)", "A4": "=COUNTIF(S!B3:B5,2)", "A5": "=SUM(S!B:B)",
    }  # fmt: skip
    assert shown(out, "Tổng hợp") == {"A1": 5, "A2": 5, "A3": 5, "A4": 2, "A5": 10}
    assert ">S!$B$3:$B$5<" in part(out, "xl/workbook.xml")


@case
def whole_lines() -> bytes:
    source = listed(D1="=SUM(B:B)/2", D2="=COUNTA(2:2)", E1="=COUNTA(6:6)", E2="=COUNTA($4:$4)")
    return render(source, rows(1, 2, 3))


def test_whole_rows_and_columns_follow() -> None:
    cells = written(whole_lines())
    assert (cells["D1"], cells["D2"]) == ("=SUM(B:B)/2", "=COUNTA(2:2)")
    assert (cells["E1"], cells["E2"]) == ("=COUNTA(6:6)", "=COUNTA($3:$5)")


@case
def shared_formula() -> bytes:
    def share(xml: str) -> str:
        xml = xml.replace("<f>B4*2</f>", '<f t="shared" ref="C4:D4" si="0">B4*2</f>')
        return xml.replace("<f>C4*2</f>", '<f t="shared" si="0"/>')

    return render(with_part(listed(C4="=B4*2", D4="=C4*2"), "xl/worksheets/sheet1.xml", share), rows(1, 2))


def test_a_shared_formula_becomes_each_cells_own() -> None:
    cells = written(shared_formula())
    assert [cells[name] for name in ("C3", "D3", "C4", "D4")] == ["=B3*2", "=C3*2", "=B4*2", "=C4*2"]
    assert "shared" not in sheet_xml(shared_formula())


@case
def array_formula() -> bytes:
    def enter(made: Workbook) -> None:
        made["S"]["C6"] = ArrayFormula("C6", "=SUM(B4:B4*2)")

    return render(listed(enter), rows(1, 2))


def test_an_array_formula_keeps_its_kind_and_grows() -> None:
    assert found(r'<f t="array" ref="([^"]*)"[^>]*>([^<]*)</f>', sheet_xml(array_formula())) == [("C5", "SUM(B3:B4*2)")]


@case
def nested_groups() -> bytes:
    cells = {
        "A1": "Nhóm", "C1": "Số",
        "A2": "{%tr for g in groups %}",
        "A3": "{{ g.ten }}", "C3": "=SUM(C5)",
        "A4": "{%tr for r in g.rows %}",
        "B5": "{{ loop.index }}", "C5": "{{ r }}", "D5": "=D4+C5", "E5": "=C5/SUM(C$5:C$5)",
        "A6": "{%tr endfor %}",
        "A7": "Cộng nhóm", "C7": "=SUBTOTAL(9,C5:C5)",
        "A8": "{%tr endfor %}",
        "A9": "Tổng cộng", "C9": "=SUM(C5:C5)", "D9": "=SUM(C7)", "E9": "=SUBTOTAL(9,C2:C8)",
    }  # fmt: skip

    def merge(made: Workbook) -> None:
        made["S"].merge_cells("A3:B3")
        made["S"].merge_cells("A7:B7")

    return render(book(cells, edit=merge), {"groups": [
        {"ten": "Một", "rows": [1, 2]}, {"ten": "Hai", "rows": []}, {"ten": "Ba", "rows": [4]},
    ]})  # fmt: skip


def test_nested_groups_total_their_own_rows_and_the_whole_totals_every_row_once() -> None:
    out = nested_groups()
    cells, values = written(out), shown(out)
    assert [(cells[name], values[name]) for name in ("C2", "C6", "C8")] == [
        ("=SUM(C3:C4)", 3),
        ("=0", 0),
        ("=SUM(C9)", 4),
    ]
    assert (cells["C11"], values["C11"]) == ("=SUM(C3:C4,C9:C9)", 7)
    assert (cells["D11"], values["D11"]) == ("=SUM(C5,C7,C10)", 7)
    assert (cells["E11"], values["E11"]) == ("=SUBTOTAL(9,C2:C10)", 14)
    assert (cells["D9"], cells["E9"]) == ("=D8+C9", "=C9/SUM(C$9:C$9)")
    assert found('mergeCell ref="([^"]*)"', sheet_xml(out)) == ["A2:B2", "A6:B6", "A8:B8", "A5:B5", "A7:B7", "A10:B10"]


@case
def several_loops() -> bytes:
    cells = {
        "A1": "{%tr for a in first %}", "A2": "{{ a }}", "A3": "{%tr endfor %}", "A4": "=SUM(A2:A2)",
        "A5": "{%tr if note %}", "A6": "Ghi chú: {{ note }}", "A7": "{%tr endif %}",
        "A8": "{%tr for b in second %}", "A9": "{{ b }}", "A10": "{%tr endfor %}", "A11": "=SUM(A9:A9)+A4",
    }  # fmt: skip
    return render(book(cells), {"first": [1, 2, 3], "second": [10, 20], "note": ""})


def test_loops_one_below_the_other_keep_apart() -> None:
    cells = written(several_loops())
    assert (cells["A4"], cells["A7"]) == ("=SUM(A1:A3)", "=SUM(A5:A6)+A4")
    assert shown(several_loops())["A7"] == 36


@case
def columns() -> bytes:
    cells = {
        "A1": "Tên", "B1": "{%tc for m in months %}", "C1": "{{ m }}", "D1": "{%tc endfor %}", "E1": "Cả năm",
        "A2": "{%tr for r in rows %}", "A3": "{{ r.ten }}", "C3": "{{ r.so[loop.index0] }}", "E3": "=SUM(C3:C3)",
        "A4": "{%tr endfor %}", "A5": "Cộng", "C5": "=SUM(C3:C3)", "E5": "=SUM(E3:E3)", "F5": "=SUM(C3:C3)",
    }  # fmt: skip

    def shape(made: Workbook) -> None:
        made["S"].merge_cells("C7:C7")
        made["S"].merge_cells("A8:E8")
        made["S"].column_dimensions["C"].width = 20
        made["S"].column_dimensions["E"].width = 30
        made["S"].print_title_cols = "A:A"

    return render(book(cells, edit=shape), {
        "months": ["T1", "T2", "T3"], "rows": [{"ten": "x", "so": [1, 2, 3]}, {"ten": "y", "so": [4, None, 6]}],
    })  # fmt: skip


def test_columns_grow_like_rows() -> None:
    out = columns()
    cells, values = written(out), shown(out)
    assert [cells[name] for name in ("B1", "C1", "D1", "E1")] == ["T1", "T2", "T3", "Cả năm"]
    assert [cells[name] for name in ("E2", "B4", "C4", "D4")] == [
        "=SUM(B2:D2)",
        "=SUM(B2:B3)",
        "=SUM(C2:C3)",
        "=SUM(D2:D3)",
    ]
    assert (cells["F4"], values["F4"]) == ("=SUM(B2:D3)", 16)
    assert values["E4"] == 16
    assert found('mergeCell ref="([^"]*)"', sheet_xml(out)) == ["A7:E7"]
    assert found(r'<col [^>]*?width="(\d+)"[^>]*min="(\d+)" max="(\d+)"', sheet_xml(out)) == [
        ("20", "2", "4"), ("30", "5", "5"),
    ]  # fmt: skip


# -- what stands around the cells -----------------------------------------------------------------------------------


@case
def surroundings() -> bytes:
    def shape(made: Workbook) -> None:
        sheet = made["S"]
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A8:B8")
        sheet["A8"] = "Người lập"
        sheet.row_dimensions[4].height = 21
        sheet.row_dimensions[6].height = 33
        sheet.row_dimensions[4].outlineLevel = 1
        sheet.conditional_formatting.add("B4:B4", FormulaRule(formula=["$B4>$B$6/2"], font=Font(bold=True)))
        sheet.conditional_formatting.add("A6:B6", FormulaRule(formula=["A$6>0"], font=Font(bold=True)))
        check = DataValidation(type="whole", operator="lessThan", formula1="$B$6")
        check.add("B4:B4")
        sheet.add_data_validation(check)
        sheet.auto_filter.ref = "A2:B4"
        sheet.freeze_panes = "A3"
        sheet.print_area = "A1:B8"
        sheet.print_title_rows = "2:2"
        sheet["A4"].hyperlink = "https://example.org/"
        sheet["A6"].hyperlink = Hyperlink(ref="A6", location="S!B6")
        sheet.row_breaks.append(Break(id=6))
        sheet["B6"].comment = Comment("Tổng", "CĐ")
        sheet["A2"].comment = Comment("Đầu", "CĐ")
        sheet.sheet_view.selection[0].activeCell = "B6"
        sheet.sheet_view.selection[0].sqref = "B6"
        made.defined_names["Cot"] = DefinedName("Cot", attr_text="S!$B$4")
        made.defined_names["TongCong"] = DefinedName("TongCong", attr_text="S!$B$6")

    return render(listed(shape), rows(1, 2, 3, 4))


def test_merged_cells_follow() -> None:
    assert sorted(found('mergeCell ref="([^"]*)"', sheet_xml(surroundings()))) == ["A1:B1", "A9:B9"]


def test_row_heights_and_outline_levels_follow() -> None:
    heights = found(r'<row r="(\d+)"[^>]*?ht="(\d+)"', sheet_xml(surroundings()))
    assert heights == [("3", "21"), ("4", "21"), ("5", "21"), ("6", "21"), ("7", "33")]
    assert found(r'<row r="(\d+)"[^>]*outlineLevel="1"', sheet_xml(surroundings())) == ["3", "4", "5", "6"]


def test_conditional_formatting_follows() -> None:
    xml = sheet_xml(surroundings())
    assert found(r'<conditionalFormatting sqref="([^"]*)"', xml) == ["B3:B6", "A7:B7"]
    assert found(r"<cfRule.*?<formula>([^<]*)</formula>", xml) == ["$B3&gt;$B$7/2", "A$7&gt;0"]


def test_data_validation_follows() -> None:
    xml = sheet_xml(surroundings())
    assert found(r'<dataValidation [^>]*sqref="([^"]*)"', xml) == ["B3:B6"]
    assert found(r"<formula1>([^<]*)</formula1>", xml) == ["$B$7"]


def test_filter_dimension_panes_and_selection_follow() -> None:
    xml = sheet_xml(surroundings())
    assert found(r'<autoFilter ref="([^"]*)"', xml) == ["A2:B6"]
    assert found(r'<dimension ref="([^"]*)"', xml) == ["A1:B9"]
    assert found(r'<pane [^>]*ySplit="(\d+)"[^>]*topLeftCell="([^"]*)"|<pane [^>]*topLeftCell="([^"]*)"', xml)
    assert 'ySplit="2"' in xml
    assert 'topLeftCell="A3"' in xml
    assert 'activeCell="B7" sqref="B7"' in xml


def test_names_print_area_and_print_titles_follow() -> None:
    names = dict(found(r'<definedName name="([^"]*)"[^>]*>([^<]*)<', part(surroundings(), "xl/workbook.xml")))
    assert names["Cot"] == "S!$B$3:$B$6"
    assert names["TongCong"] == "S!$B$7"
    assert names["_xlnm.Print_Area"].replace("'", "") == "S!$A$1:$B$9"
    assert names["_xlnm.Print_Titles"].replace("'", "") == "S!$2:$2"
    assert names["_xlnm._FilterDatabase"].replace("'", "") == "S!$A$2:$B$6"


def test_hyperlinks_and_page_breaks_follow() -> None:
    xml = sheet_xml(surroundings())
    assert found(r'<hyperlink [^>]*ref="([^"]*)"', xml) == ["A3:A6", "A7"]
    assert found(r'<hyperlink [^>]*location="([^"]*)"', xml) == ["S!B7"]
    assert found(r'<brk id="(\d+)"', xml) == ["7"]


def test_notes_follow_with_their_boxes() -> None:
    out = surroundings()
    notes = next(
        name for name in zipfile.ZipFile(io.BytesIO(out)).namelist() if "comment" in name and name.endswith("xml")
    )
    assert sorted(found(r'<comment [^>]*ref="([^"]*)"', part(out, notes))) == ["A2", "B7"]
    boxes = next(name for name in zipfile.ZipFile(io.BytesIO(out)).namelist() if name.endswith(".vml"))
    assert sorted(found(r"<\w+:Row>(\d+)</", part(out, boxes))) == ["1", "6"]


@case
def group_page_breaks() -> bytes:
    cells = {
        "A1": "{%tr for g in groups %}", "A2": "{%tr for r in g %}", "A3": "{{ r }}", "A4": "{%tr endfor %}",
        "A5": "Hết nhóm", "A6": "{%tr endfor %}",
    }  # fmt: skip

    def shape(made: Workbook) -> None:
        made["S"].row_breaks.append(Break(id=5))
        made["S"].conditional_formatting.add("A3:A3", FormulaRule(formula=["A3>1"], font=Font(bold=True)))

    return render(book(cells, edit=shape), {"groups": [[1, 2], [3]]})


def test_a_page_break_in_a_group_comes_after_each_group_and_formats_skip_other_rows() -> None:
    xml = sheet_xml(group_page_breaks())
    assert found(r'<brk id="(\d+)"', xml) == ["3", "5"]
    assert 'count="2"' in found(r"<rowBreaks[^>]*>", xml)[0]
    assert found(r'<conditionalFormatting sqref="([^"]*)"', xml) == ["A1:A2 A4"]


@case
def chart() -> bytes:
    return charted(rows(5, 6, None))


def charted(data: dict[str, object]) -> bytes:
    """The list with a chart of its numbers by name, as Excel stores it."""

    def draw(made: Workbook) -> None:
        sheet = made["S"]
        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=2, min_row=4, max_row=4))
        bars.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=4))
        sheet.add_chart(bars, "D8")

    def cached(xml: str) -> str:
        cache = '<numCache><formatCode>General</formatCode><ptCount val="1"/><pt idx="0"><v>0</v></pt></numCache>'
        xml = re.sub(
            r"<cat><numRef>(<f>[^<]*</f>)</numRef>",
            r'<cat><strRef>\1<strCache><ptCount val="0"/></strCache></strRef>',
            xml,
        )
        return re.sub(r"(<val><numRef><f>[^<]*</f>)", r"\1" + cache, xml)

    return render(with_part(listed(draw), "xl/charts/chart1.xml", cached), data)


def test_a_charts_ranges_and_its_stored_points_follow() -> None:
    xml = part(chart(), "xl/charts/chart1.xml")
    assert found(r"<f>([^<]*)</f>", xml) == ["'S'!$A$3:$A$5", "'S'!$B$3:$B$5"]
    assert found(r"<ptCount val=\"(\d+)\"/>", xml) == ["3", "3"]
    assert found(r"<pt idx=\"(\d+)\"><v>([^<]*)</v>", xml) == [
        ("0", "Tên 1"), ("1", "Tên 2"), ("2", "Tên 3"), ("0", "5"), ("1", "6"),
    ]  # fmt: skip


def test_what_xml_cannot_hold_does_not_reach_a_charts_stored_points() -> None:
    odd = {"rows": [{"ten": "a\x0b<b>&", "so": 1.5}, {"ten": "_x0041_", "so": Decimal("2.50")}]}
    xml = part(charted(odd), "xl/charts/chart1.xml")
    assert found(r"<pt idx=\"\d+\"><v>([^<]*)</v>", xml) == ["a&lt;b&gt;&amp;", "_x005F_x0041_", "1.5", "2.5"]


def test_an_anchor_below_the_list_moves_with_its_cells() -> None:
    xml = part(chart(), "xl/drawings/drawing1.xml")
    assert found(r"<(?:xdr:)?from>.*?row>(\d+)<", xml) == ["7"]


@case
def table() -> bytes:
    return render(table_source(), rows(1, 2, 3))


def table_source() -> bytes:
    def shape(made: Workbook) -> None:
        made_table = Table(displayName="Bang", ref="A2:C6", tableStyleInfo=TableStyleInfo(name="TableStyleMedium2"))
        made_table.totalsRowCount = 1
        made["S"].add_table(made_table)
        made_table._initialise_columns()
        for column, name in zip(made_table.tableColumns, ("Tên", "Số", "Gấp đôi"), strict=True):
            column.name = name

    cells = {
        **LIST, "C2": "Gấp đôi", "C4": "=Bang[[#This Row],[Số]]*2", "B6": "=SUBTOTAL(109,Bang[Số])",
        "C6": "=SUM(Bang[Gấp đôi])", "D1": "=SUM(Bang[[#Data],[Số]])", "D4": "=B4/SUM(Bang[Số])",
    }  # fmt: skip
    return book(cells, edit=shape)


def test_a_table_follows_and_its_structured_references_have_values() -> None:
    out = table()
    assert found(r'<table [^>]*ref="([^"]*)"', part(out, "xl/tables/table1.xml")) == ["A2:C6"]
    assert found(r'<autoFilter ref="([^"]*)"', part(out, "xl/tables/table1.xml")) == ["A2:C5"]
    values = shown(out)
    assert [values[name] for name in ("C3", "C5", "B6", "C6", "D1", "D5")] == [2, 6, 6, 12, 6, 0.5]
    grown = render(table_source(), rows(*range(10)))
    assert found(r'<table [^>]*ref="([^"]*)"', part(grown, "xl/tables/table1.xml")) == ["A2:C13"]


@case
def empty_table() -> bytes:
    return render(table_source(), rows())


def test_a_table_without_data_keeps_one_empty_row() -> None:
    out = empty_table()
    assert found(r'<table [^>]*ref="([^"]*)"', part(out, "xl/tables/table1.xml")) == ["A2:C4"]
    values = shown(out)
    assert "A3" not in values
    assert "C3" not in values
    assert [values[name] for name in ("B4", "C4", "D1")] == [0, 0, 0]


@case
def table_columns() -> bytes:
    cells = {
        "A1": "Tên", "B1": "{%tc for m in months %}", "C1": "Tháng {{ m }}", "D1": "{%tc endfor %}", "E1": "Cộng",
        "A2": "{%tr for r in rows %}", "A3": "{{ r }}", "C3": "{{ m }}", "E3": "=SUM(C3:C3)", "A4": "{%tr endfor %}",
    }  # fmt: skip

    def shape(made: Workbook) -> None:
        made_table = Table(displayName="Bang", ref="A1:E4")
        made["S"].add_table(made_table)
        made_table._initialise_columns()
        for column, name in zip(made_table.tableColumns, ("Tên", "x", "Tháng {{ m }}", "y", "Cộng"), strict=True):
            column.name = name

    return render(book(cells, edit=shape), {"months": [1, 2], "rows": ["a", "b"]})


def test_a_tables_columns_grow_under_the_names_of_their_headers() -> None:
    xml = part(table_columns(), "xl/tables/table1.xml")
    assert found(r'<table [^>]*ref="([^"]*)"', xml) == ["A1:D3"]
    assert found(r'<tableColumn id="(\d)" name="([^"]*)"', xml) == [
        ("1", "Tên"), ("2", "Tháng 1"), ("3", "Tháng 2"), ("4", "Cộng"),
    ]  # fmt: skip


SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
    "<x14:sparklines><x14:sparkline><xm:f>S!B4:C4</xm:f><xm:sqref>D4</xm:sqref></x14:sparkline>"
    "<x14:sparkline><xm:f>S!B4:B4</xm:f><xm:sqref>D6</xm:sqref></x14:sparkline>"
    "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:conditionalFormattings xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:conditionalFormatting><x14:cfRule type="expression" priority="3" id="{1}"><xm:f>B4&gt;1</xm:f></x14:cfRule>'
    "<xm:sqref>B4:B4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>S!$A$4:$A$4</xm:f></x14:formula1>'
    "<xm:sqref>B4</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


@case
def sparklines() -> bytes:
    source = with_part(
        listed(C4="=B4*2"),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</worksheet>", f"{SPARKLINES}</worksheet>"),
    )
    return render(source, rows(1, 2))


def test_sparklines_and_new_conditional_formats_follow() -> None:
    xml = sheet_xml(sparklines())
    assert found(r"<x14:sparkline><xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref>", xml) == [
        ("S!B3:C3", "D3"), ("S!B4:C4", "D4"), ("S!B3:B4", "D5"),
    ]  # fmt: skip
    assert found(r"<xm:f>([^<]*)</xm:f></x14:cfRule><xm:sqref>([^<]*)<", xml) == [("B3&gt;1", "B3:B4")]
    assert found(r"<xm:f>([^<]*)</xm:f></x14:formula1><xm:sqref>([^<]*)<", xml) == [("S!$A$3:$A$4", "B3:B4")]


@case
def protected() -> bytes:
    def shape(made: Workbook) -> None:
        made["S"].protection = SheetProtection(sheet=True)

    extra = (
        '<protectedRanges><protectedRange sqref="B4:B4" name="Nhap"/>'
        '<protectedRange sqref="A3" name="Mat"/></protectedRanges>'
    )
    ignored = '<ignoredErrors><ignoredError sqref="B4 A6" numberStoredAsText="1"/></ignoredErrors>'
    source = with_part(
        listed(shape), "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r"(<sheetProtection[^>]*/>)", rf"\1{extra}", xml).replace(
            "</worksheet>", f"{ignored}</worksheet>"
        ),
    )  # fmt: skip
    return render(source, rows(1, 2, 3))


def test_protected_ranges_and_ignored_errors_follow_or_go() -> None:
    xml = sheet_xml(protected())
    assert found(r'<protectedRange sqref="([^"]*)" name="([^"]*)"', xml) == [("B3:B5", "Nhap")]
    assert found(r'<ignoredError sqref="([^"]*)"', xml) == ["B3:B5 A6"]


def test_the_old_order_of_calculation_is_dropped_and_excel_told_to_compute() -> None:
    chain = f'<calcChain xmlns="{MAIN}"><c r="B6" i="1"/></calcChain>'
    out = render(with_related(listed(), "calcChain", "calcChain.xml", chain), rows(1))
    assert "xl/calcChain.xml" not in zipfile.ZipFile(io.BytesIO(out)).namelist()
    assert "calcChain" not in part(out, "[Content_Types].xml") + part(out, "xl/_rels/workbook.xml.rels")
    assert 'fullCalcOnLoad="1"' in part(out, "xl/workbook.xml")


def test_a_pivot_cache_reads_its_grown_source_when_the_file_is_opened() -> None:
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="1"><cacheSource type="worksheet">'
        '<worksheetSource ref="A2:B4" sheet="S"/></cacheSource></pivotCacheDefinition>'
    )
    source = with_related(listed(), "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", cache)
    out = render(source, rows(1, 2, 3))
    xml = part(out, "xl/pivotCache/pivotCacheDefinition1.xml")
    assert 'refreshOnLoad="1"' in xml
    assert 'ref="A2:B5"' in xml


@case
def headers_and_sheet_names() -> bytes:
    def shape(made: Workbook) -> None:
        made["S"].oddHeader.center.text = "{{ don_vi }} - &P"
        made["T"]["A1"] = "=SUM('{{ ten }}'!B4:B4)"
        made["S"].title = "{{ ten }}"

    context = {**rows(1, 2), "don_vi": "Sông & Biển", "ten": "Quý I/2026"}
    return render(book(LIST, sheets={"T": {"A1": 1}}, edit=shape), context)


def test_headers_and_names_of_sheets_are_filled_and_formulas_follow_the_name() -> None:
    out = headers_and_sheet_names()
    assert found(r"<oddHeader>([^<]*)<", sheet_xml(out)) == ["&amp;CSông &amp;&amp; Biển - &amp;P"]
    assert found(r'<sheet [^>]*name="([^"]*)"', part(out, "xl/workbook.xml")) == ["Quý I 2026", "T"]
    assert (written(out, "T")["A1"], shown(out, "T")["A1"]) == ("=SUM('Quý I 2026'!B3:B4)", 3)


@case
def conditions() -> bytes:
    cells = {
        "A1": "{%tr for r in rows %}", "A2": "{%tr if r > 1 %}", "A3": "{{ r }}", "A4": "{%tr else %}", "A5": "bé",
        "A6": "{%tr endif %}", "A7": "{%tr endfor %}", "A8": "=SUM(A3:A5)", "B8": "=SUM(A3)", "C8": "=COUNTA(A5:A5)",
        "B3": "=A3*2", "C3": "=A5",
    }  # fmt: skip
    return render(book(cells), {"rows": [1, 2, 0, 4]})


def test_conditions_leave_no_blank_row_and_formulas_take_what_came_out() -> None:
    cells, values = written(conditions()), shown(conditions())
    assert [values[f"A{row}"] for row in (1, 2, 3, 4)] == ["bé", 2, "bé", 4]
    assert (cells["A5"], cells["B5"], cells["C5"]) == ("=SUM(A1:A4)", "=SUM(A2,A4)", "=COUNTA(A1:A1,A3:A3)")
    assert [values[name] for name in ("A5", "B5", "C5", "B2")] == [6, 6, 2, 4]
    assert cells["C2"] == "=A1048576"


@case
def images() -> bytes:
    def draw(made: Workbook) -> None:
        for cell in ("D1", "D6"):
            bars = BarChart()
            bars.add_data(Reference(made["S"], min_col=2, min_row=4, max_row=4))
            made["S"].add_chart(bars, cell)

    def two_cells(xml: str) -> str:
        one = re.compile(r"<(\w*:?)oneCellAnchor>(.*?</\1from>)<\1ext [^>]*/>(.*?)</\1oneCellAnchor>", re.DOTALL)
        to = r"<\1to><\1col>9</\1col><\1colOff>0</\1colOff><\1row>20</\1row><\1rowOff>0</\1rowOff></\1to>"
        return one.sub(rf"<\1twoCellAnchor>\2{to}\3</\1twoCellAnchor>", xml)

    return render(with_part(listed(draw), "xl/drawings/drawing1.xml", two_cells), rows(1, 2, 3, 4, 5))


def test_shapes_move_with_their_first_cell_and_keep_their_size() -> None:
    xml = part(images(), "xl/drawings/drawing1.xml")
    assert found(r"<(?:xdr:)?row>(\d+)<", xml) == ["0", "20", "7", "22"]


@case
def odd_places() -> bytes:
    def shape(made: Workbook) -> None:
        sheet = made["S"]
        sheet.col_breaks.append(Break(id=2))
        sheet.row_dimensions[6].hidden = True
        sheet.merge_cells("C3:C5")
        sheet["C3"] = None
        sheet["D8"] = "{{ x }}"
        sheet.merge_cells("D8:E9")

    return render(listed(shape), {**rows(1, 2, 3), "x": "gộp"})


def test_merges_across_the_list_span_it_and_other_places_follow() -> None:
    xml = sheet_xml(odd_places())
    assert sorted(found('mergeCell ref="([^"]*)"', xml)) == ["C3:C5", "D8:E9"]
    assert found(r'<row r="(\d+)"[^>]*hidden="1"', xml) == ["6"]
    assert 'brk id="2"' in xml
    assert shown(odd_places())["D8"] == "gộp"


# -- nothing there --------------------------------------------------------------------------------------------------


@case
def empty() -> bytes:
    def shape(made: Workbook) -> None:
        sheet = made["S"]
        sheet.merge_cells("A4:B4")
        sheet.auto_filter.ref = "A2:B4"
        sheet.conditional_formatting.add("B4:B4", FormulaRule(formula=["B4>1"], font=Font(bold=True)))
        check = DataValidation(type="whole", operator="lessThan", formula1="5")
        check.add("B4:B4")
        sheet.add_data_validation(check)
        made.defined_names["Cot"] = DefinedName("Cot", attr_text="S!$B$4:$B$4")

    extra = {
        "C6": "=AVERAGE(B4:B4)+COUNT(B4)+COUNTA(B4:B4)",
        "D6": "=B4*2",
        "E6": '=COUNTIF(B4:B4,">0")',
        "C1": "=SUM(Cot)",
    }
    return render(listed(shape, **extra), rows())


def test_a_list_without_rows_has_totals_of_zero_and_nothing_refers_to_nowhere() -> None:
    out = empty()
    values = shown(out)
    assert [values[name] for name in ("B3", "C3", "D3", "E3", "C1")] == [0, 0, 0, 0, 0]
    xml = sheet_xml(out)
    assert "#REF!" not in xml + part(out, "xl/workbook.xml")
    assert found('mergeCell ref="([^"]*)"', xml) == []
    assert found(r'<autoFilter ref="([^"]*)"', xml) == ["A2:B2"]
    assert "conditionalFormatting" not in xml
    assert "dataValidation" not in xml


# -- opened elsewhere -----------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same_values(tmp_path: Path) -> None:
    for name, make in CASES.items():
        (tmp_path / f"{name}.xlsx").write_bytes(without_values(make()))
    done = tmp_path / "done"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", done, *tmp_path.glob("*.xlsx")], check=True, capture_output=True, timeout=180)
    compared = 0
    for name, make in CASES.items():
        theirs = openpyxl.load_workbook(done / f"{name}.xlsx", data_only=True)
        ours = openpyxl.load_workbook(io.BytesIO(make()), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(make()))
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        mine = ours[sheet.title][cell.coordinate].value
                        other = theirs[sheet.title][cell.coordinate].value
                        place = f"{name} {quote_sheetname(sheet.title)}!{cell.coordinate} {cell.value}"
                        if mine is not None:
                            assert mine == pytest.approx(other), place
                            compared += 1
    assert compared > 90

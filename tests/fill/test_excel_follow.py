"""What follows in templates as Excel itself writes them: rules by group, tables, charts' newer parts, odd cells."""

import io
import re
import shutil
import subprocess
import zipfile
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
    with_parts,
    with_related,
    without_values,
    written,
)
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from drafter.fill.errors import TemplateError
from drafter.fill.excel.template import ExcelTemplate

GROUPS = {
    "A1": "{%tr for g in groups %}", "A2": "{{ g.ten }}", "B2": "=SUM(B4)", "A3": "{%tr for r in g.rows %}",
    "A4": "{{ r.ten }}", "B4": "{{ r.so }}", "A5": "{%tr endfor %}", "A6": "Cộng", "B6": "=SUBTOTAL(9,B4)",
    "A7": "{%tr endfor %}", "A8": "Tổng", "B8": "=SUBTOTAL(9,B2:B7)",
}  # fmt: skip
THREE: dict[str, object] = {
    "groups": [
        {"ten": "Một", "rows": rows(1, 2)["rows"]},
        {"ten": "Hai", "rows": []},
        {"ten": "Ba", "rows": rows(5)["rows"]},
    ]
}
"""Rows of the output: 1 Một, 2–3, 4 Cộng, 5 Hai, 6 Cộng, 7 Ba, 8, 9 Cộng, 10 Tổng."""


def formats(out: bytes) -> list[tuple[str, str]]:
    return found(r'<conditionalFormatting sqref="([^"]*)".*?<formula>(.*?)</formula>', sheet_xml(out))


def formatted(cells: dict[str, Any], rules: dict[str, str], data: dict[str, object]) -> list[tuple[str, str]]:
    def shape(made: Workbook) -> None:
        for area, formula in rules.items():
            made["S"].conditional_formatting.add(area, FormulaRule(formula=[formula], font=Font(bold=True)))

    return formats(render(book(cells, edit=shape), data))


# -- rules ----------------------------------------------------------------------------------------------------------


def test_a_format_that_speaks_of_its_groups_total_is_written_for_each_group() -> None:
    assert formatted(GROUPS, {"B4": "B4>B$6/2", "A6:B6": "A6>A2"}, THREE) == [
        ("B2:B3", "B2&gt;B$4/2"), ("B8", "B8&gt;B$9/2"),
        ("A4:B4", "A4&gt;A$1"), ("A6:B6", "A6&gt;A$5"), ("A9:B9", "A9&gt;A$7"),
    ]  # fmt: skip


def test_what_every_copy_means_alike_is_fixed_so_that_excel_does_not_move_it() -> None:
    assert formatted(GROUPS, {"B4": "B4>B8", "A4": "A4=A3", "C4": "B4>SUM(T!A1:A1)"}, THREE) == [
        ("B2:B3 B8", "B2&gt;B$10"), ("A2:A3 A8", "A2=A1"), ("C2:C3 C8", "B2&gt;SUM(T!A1:A1)"),
    ]  # fmt: skip
    assert formatted(LIST, {"A4:B4": "A4>A6", "B4": "COUNTIF(B$4:B$4,B4)>1"}, rows(1, 2, 3)) == [
        ("A3:B5", "A3&gt;A$6"), ("B3:B5", "COUNTIF(B$3:B$5,B3)&gt;1"),
    ]  # fmt: skip


def test_a_format_over_lines_that_do_not_repeat_is_left_to_excel() -> None:
    assert formatted(LIST, {"A2:B6": "A2>A7"}, rows(1, 2, 3)) == [("A2:B6", "A2&gt;A7")]


def test_formats_of_bodies_of_two_lines_are_one_rule() -> None:
    cells = {"A1": "{%tr for r in rows %}", "A2": "{{ r.ten }}", "A3": "{{ r.so }}", "A4": "{%tr endfor %}"}
    assert formatted(cells, {"A2": "A2>A3", "A3": "A2>A3"}, rows(1, 2)) == [
        ("A1 A3", "A1&gt;A2"), ("A2 A4", "A1&gt;A2"),
    ]  # fmt: skip


def test_validations_by_group_are_counted() -> None:
    def shape(made: Workbook) -> None:
        for formula in ("B8", "B$6"):
            check = DataValidation(type="whole", operator="lessThan", formula1=formula)
            check.add("B4")
            made["S"].add_data_validation(check)

    xml = sheet_xml(render(book(GROUPS, edit=shape), THREE))
    assert found(r'<dataValidations count="(\d)"', xml) == ["3"]
    assert found(r'<dataValidation sqref="([^"]*)".*?<formula1>([^<]*)<', xml) == [
        ("B2:B3 B8", "B$10"), ("B2:B3", "B$4"), ("B8", "B$9"),
    ]  # fmt: skip


def test_copies_of_newer_rules_have_marks_of_their_own() -> None:
    rule = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings'
        ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormatting><x14:cfRule '
        'type="expression" priority="3" id="{2B6F4B5A-0000-4000-8000-000000000001}"><xm:f>B4&gt;B$6</xm:f></x14:cfRule>'
        "<xm:sqref>B4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    source = with_part(
        book(GROUPS), "xl/worksheets/sheet1.xml", lambda x: x.replace("</worksheet>", rule + "</worksheet>")
    )
    xml = sheet_xml(render(source, THREE))
    assert found(r"<xm:f>([^<]*)</xm:f></x14:cfRule><xm:sqref>([^<]*)<", xml) == [
        ("B2&gt;B$4", "B2:B3"), ("B8&gt;B$9", "B8"),
    ]  # fmt: skip
    assert len(set(found(r'id="(\{[^"]*\})"', xml))) == 2


def test_limits_of_colour_scales_follow() -> None:
    def shape(made: Workbook) -> None:
        scale = ColorScaleRule(
            start_type="formula",
            start_value="$B$6",
            start_color="FF0000",
            end_type="num",
            end_value="9",
            end_color="00FF00",
        )
        made["S"].conditional_formatting.add("B4", scale)

    xml = sheet_xml(render(book(LIST, edit=shape), rows(1, 2, 3, 4)))
    assert found(r'<cfvo type="(\w+)" val="([^"]*)"', xml) == [("formula", "$B$7"), ("num", "9")]


def test_panes_frozen_over_what_repeats_hold_its_first_copy_only() -> None:
    def shape(made: Workbook) -> None:
        made["S"].freeze_panes = "A3"

    xml = sheet_xml(render(book(GROUPS, edit=shape), THREE))
    assert found(r'ySplit="(\d+)" topLeftCell="([^"]*)"', xml) == [("1", "A2")]


# -- formulas -------------------------------------------------------------------------------------------------------


def test_references_through_several_sheets_take_the_rows_of_each() -> None:
    other = {**LIST, "A3": "{%tr for r in khac %}"}
    source = book({**LIST, "C6": "=SUM(S:T!B4:B4)"}, sheets={"T": other, "U": {"A1": "=AVERAGE(S:T!B4)+SUM('S:U'!A9)"}})
    out = render(source, {**rows(1, 2), "khac": rows(5, 6, 7)["rows"]})
    assert (written(out)["C5"], shown(out)["C5"]) == ("=SUM(S!B3:B4,T!B3:B5)", 21)
    assert written(out, "U")["A1"] == "=AVERAGE(S!B3:B4,T!B3:B5)+SUM(S!A8,T!A9,U!A9)"


def test_subtotals_leave_out_hidden_rows_as_excel_does() -> None:
    def shape(made: Workbook) -> None:
        made["S"].row_dimensions[4].hidden = True

    cells = {
        "A1": "{%tr for r in rows %}", "A2": "{{ r.so }}", "A3": "{%tr if r.so > 1 %}", "A4": "{{ r.so * 10 }}",
        "A5": "{%tr endif %}", "A6": "{%tr endfor %}", "A7": "=SUBTOTAL(109,A2:A5)", "B7": "=SUBTOTAL(9,A2:A5)",
        "C7": "=SUBTOTAL(103,A4)",
    }  # fmt: skip
    values = shown(render(book(cells, edit=shape), rows(1, 2, 3)))
    assert (values["A6"], values["B6"], values["C6"]) == (6, 56, 0)


def test_arrays_of_copies_do_not_lie_over_one_another() -> None:
    def enter(made: Workbook) -> None:
        made["S"]["C4"] = ArrayFormula("C3:C5", "=B3:B5*2")

    xml = sheet_xml(render(book(LIST, edit=enter), rows(1, 2)))
    assert found(r'<f t="array" ref="([^"]*)"', xml) == ["C3", "C4"]


def test_links_from_a_sheet_without_tags_follow() -> None:
    def link(made: Workbook) -> None:
        made["T"]["A1"].hyperlink = Hyperlink(ref="A1", location="S!B6")

    out = render(book(LIST, sheets={"T": {"A1": 1}}, edit=link), rows(1, 2, 3, 4))
    assert found(r'location="([^"]*)"', sheet_xml(out, 2)) == ["S!B7"]


# -- tables ---------------------------------------------------------------------------------------------------------


def tabled(cells: dict[str, Any], ref: str, *, totals: bool = False) -> bytes:
    def shape(made: Workbook) -> None:
        table = Table(displayName="Bang", ref=ref)
        table.totalsRowCount = 1 if totals else None
        made["S"].add_table(table)
        table._initialise_columns()
        for column, name in zip(table.tableColumns, ("Tên", "Số"), strict=True):
            column.name = name

    return book(cells, edit=shape)


def test_a_table_drawn_over_the_opening_tag_only_takes_its_loop() -> None:
    for ref in ("A2:B3", "A2:B4", "A2:B5"):
        for data, end in ((rows(1, 2, 3), 5), (rows(), 3)):
            out = render(tabled(LIST, ref), data)
            assert found(r'<table [^>]*ref="([^"]*)"', part(out, "xl/tables/table1.xml")) == [f"A2:B{end}"], ref


def test_a_table_whose_header_repeats_is_refused_with_its_place() -> None:
    cells = {
        "A1": "{%tr for g in groups %}", "A2": "Tên", "B2": "Số", "A3": "{%tr for r in g.rows %}", "A4": "{{ r.ten }}",
        "B4": "{{ r.so }}", "A5": "{%tr endfor %}", "A6": "{%tr endfor %}",
    }  # fmt: skip
    with pytest.raises(TemplateError, match=r"«S»!A2: bảng Excel \(Table\) «Bang» có hàng tiêu đề") as caught:
        ExcelTemplate(tabled(cells, "A2:B5"))
    assert caught.value.code == "T167"
    with pytest.raises(TemplateError, match="the header or total row of the Excel table «Bang»"):
        ExcelTemplate(tabled(cells, "A2:B5"), lang="en")


def test_what_a_tables_filter_asks_goes_with_its_column() -> None:
    cells = {
        "A1": "{%tc for m in ms %}", "B1": "T{{ m }}", "C1": "{%tc endfor %}", "D1": "Cộng", "D2": 1, "B2": "{{ m }}",
    }  # fmt: skip

    def shape(made: Workbook) -> None:
        table = Table(displayName="Bang", ref="A1:D2")
        made["S"].add_table(table)
        table._initialise_columns()
        for column, name in zip(table.tableColumns, ("x", "T{{ m }}", "y", "Cộng"), strict=True):
            column.name = name

    plain, wish = (
        '<autoFilter ref="A1:D2"/>',
        '<filterColumn colId="3"><filters><filter val="1"/></filters></filterColumn>',
    )
    wish = f'<autoFilter ref="A1:D2">{wish}</autoFilter>'
    source = with_part(book(cells, edit=shape), "xl/tables/table1.xml", lambda xml: xml.replace(plain, wish))
    out = part(render(source, {"ms": [1, 2, 3]}), "xl/tables/table1.xml")
    assert found(r'<autoFilter ref="([^"]*)"><filterColumn colId="(\d)"', out) == [("A1:D2", "3")]
    out = part(render(source, {"ms": [1]}), "xl/tables/table1.xml")
    assert found(r'<autoFilter ref="([^"]*)"><filterColumn colId="(\d)"', out) == [("A1:B2", "1")]


# -- charts and pivots ----------------------------------------------------------------------------------------------


def test_labels_and_filtered_series_of_charts_follow_with_their_points() -> None:
    def draw(made: Workbook) -> None:
        bars = BarChart()
        bars.add_data(Reference(made["S"], min_col=2, min_row=4, max_row=4))
        made["S"].add_chart(bars, "D8")

    more = (
        '<extLst><ext xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:datalabelsRange>'
        '<c15:f>S!$A$4</c15:f><c15:dlblRangeCache><ptCount val="1"/><pt idx="0"><v>x</v></pt></c15:dlblRangeCache>'
        "</c15:datalabelsRange><c15:fullRef><c15:sqref>S!$B$4:$B$4</c15:sqref></c15:fullRef></ext></extLst></ser>"
    )
    source = with_part(book(LIST, edit=draw), "xl/charts/chart1.xml", lambda xml: xml.replace("</ser>", more))
    xml = part(render(source, rows(5, 6)), "xl/charts/chart1.xml")
    assert found(r"<c15:(?:f|sqref)>([^<]*)<", xml) == ["S!$A$3:$A$4", "S!$B$3:$B$4"]
    assert found(r'<c15:dlblRangeCache><ptCount val="2"/><pt idx="0"><v>([^<]*)<', xml) == ["Tên 1"]


def test_a_pivot_is_read_anew_when_only_values_changed_and_knows_the_sheets_new_name() -> None:
    def name(made: Workbook) -> None:
        made["S"].title = "{{ ky }}"

    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="0"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B2" sheet="{{ ky }}"/></cacheSource></pivotCacheDefinition>'
    )
    source = with_related(
        book({"A1": "a", "B1": "b", "A2": "{{ ky }}"}, edit=name),
        "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", cache,
    )  # fmt: skip
    xml = part(render(source, {"ky": "Quý I"}), "xl/pivotCache/pivotCacheDefinition1.xml")
    assert found(r'refreshOnLoad="(\d)"', xml) == ["1"]
    assert found(r'ref="([^"]*)" sheet="([^"]*)"', xml) == [("A1:B2", "Quý I")]


# -- cells as Excel and others write them ---------------------------------------------------------------------------

RICH = "<r><rPr><b/></rPr><t>Đồng chí {{ r</t></r><r><rPr><i/></rPr><t>.ten }}</t></r><r><t>{{ r.so }}</t></r>"


def with_rich(prefixes: str = "") -> bytes:
    source = book(LIST)
    table = part(source, "xl/sharedStrings.xml").replace("<t>{{ r.ten }}</t>", RICH)
    if "s" in prefixes:
        table = re.sub(r"<(/?)(\w)", r"<\1y:\2", table).replace('xmlns="', 'xmlns:y="')
    sheet = sheet_xml(source)
    if "w" in prefixes:
        sheet = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace('xmlns="', 'xmlns:x="')
    return with_parts(source, {"xl/sharedStrings.xml": table, "xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize("prefixes", ["", "w", "s", "ws"])
def test_runs_keep_their_looks_whatever_run_a_tag_ends_in(prefixes: str) -> None:
    out = render(with_rich(prefixes), {"rows": [{"ten": "<An>", "so": 1}, {"ten": "Bình & Cường", "so": 2}]})
    sheet = openpyxl.load_workbook(io.BytesIO(out), rich_text=True)["S"]
    cell = sheet["A3"].value
    assert [(run.text, bool(run.font.b)) for run in cell if not isinstance(run, str)] == [("Đồng chí <An>", True)]
    assert str(cell) == "Đồng chí <An>1"
    assert str(sheet["A4"].value) == "Đồng chí Bình & Cường2"


def test_cells_of_every_kind_are_kept_or_filled() -> None:
    odd = (
        '<row r="8"><c r="A8" t="str"><f>A6&amp;"x"</f><v>Cộngx</v></c>'
        '<c r="B8" t="inlineStr"><is><t>{{ x }}</t></is></c><c r="C8" t="inlineStr"><is>'
        '<r><rPr><b/></rPr><t>a {{ x }}</t></r><r><t xml:space="preserve"> b</t></r></is></c>'
        '<c r="D8" t="e"><v>#N/A</v></c><c r="E8" t="b"><v>1</v></c><c r="F8" t="str"><v>{{ x }}</v></c>'
        "<c><v>7</v></c></row><row><c><v>1</v></c></row></sheetData>"
    )
    source = with_part(book(LIST), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", odd))
    values = shown(render(source, {**rows(1, 2), "x": "<b>"}))
    assert {name: values[name] for name in ("A7", "B7", "C7", "D7", "E7", "F7", "G7", "A8")} == {
        "A7": "Cộngx", "B7": "<b>", "C7": "a <b> b", "D7": "#N/A", "E7": True, "F7": "<b>", "G7": 7, "A8": 1,
    }  # fmt: skip


def test_what_the_engine_does_not_touch_is_copied_byte_for_byte() -> None:
    others = {"customXml/item1.xml": "<a/>", "xl/printerSettings/printerSettings1.bin": "\0zz", "docProps/x.wmf": "x"}
    source = with_parts(book(LIST, sheets={"T": {"A1": "x"}}), others)
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (source, render(source, rows(1))))
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]


# -- ranges that lie apart ------------------------------------------------------------------------------------------


def test_functions_of_one_range_do_not_take_the_totals_between_groups() -> None:
    cells = {
        **GROUPS, "C8": '=COUNTIF(B4:B4,">1")', "D8": '=SUMIFS(B4:B4,A4:A4,"Tên*",B4:B4,"<9")',
        "E8": "=SUMPRODUCT(B4:B4,B4:B4)+1", "F8": "=LARGE(B4:B4,1)", "G8": '=SUMPRODUCT((A4:A4<>"")*B4:B4)/2',
        "C4": "=RANK(B4,B$4:B$4)", "D4": "=COUNTIF(B$4:B4,B4)", "H8": "=COUNTBLANK(A4:A4)", "I8": "=SUMIF(B4,1)",
    }  # fmt: skip
    out = render(book(cells), THREE)
    formulas, values = written(out), shown(out)
    assert (formulas["C10"], values["C10"]) == ('=(COUNTIF(B2:B3,">1")+COUNTIF(B8:B8,">1"))', 2)
    assert formulas["D10"] == '=(SUMIFS(B2:B3,A2:A3,"Tên*",B2:B3,"<9")+SUMIFS(B8:B8,A8:A8,"Tên*",B8:B8,"<9"))'
    assert (formulas["E10"], values["E10"]) == ("=(SUMPRODUCT(B2:B3,B2:B3)+SUMPRODUCT(B8:B8,B8:B8))+1", 31)
    assert formulas["F10"] == "=LARGE((B2:B3,B8:B8),1)"
    assert formulas["G10"] == '=(SUMPRODUCT((A2:A3<>"")*B2:B3)+SUMPRODUCT((A8:A8<>"")*B8:B8))/2'
    assert (formulas["C3"], formulas["D3"], values["D3"]) == ("=RANK(B3,B$2:B$3)", "=COUNTIF(B$2:B3,B3)", 1)
    assert (formulas["I10"], values["I10"]) == ("=(SUMIF(B2:B3,1)+SUMIF(B8,1))", 1)


def test_more_ranges_than_a_function_takes_go_into_brackets_and_too_many_are_refused() -> None:
    cells = {**GROUPS, "B8": "=SUM(B4:B4)"}

    def groups(count: int) -> dict[str, object]:
        return {"groups": [{"ten": "x", "rows": rows(1, 2)["rows"]}] * count}

    out = render(book(cells), groups(300))
    assert written(out)["B1201"].startswith("=SUM((B2:B3,B6:B7,")
    assert written(out)["B1201"].count("(") == 3
    assert shown(out)["B1201"] == 900
    with pytest.raises(TemplateError, match=r"«S»!B8: công thức «=SUM\(B4:B4\)» phải kể quá nhiều vùng") as caught:
        ExcelTemplate(book(cells)).render(groups(1000))
    assert caught.value.code == "T168"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same_over_ranges_that_lie_apart(tmp_path: Path) -> None:
    cells = {
        **GROUPS, "C8": '=COUNTIF(B4:B4,">1")', "D8": "=SUMPRODUCT(B4:B4*1)", "E8": "=SUM(B4:B4)",
        "F8": "=LARGE(B4:B4,1)", "G8": "=SUMIF(B4,2)", "H8": "=AVERAGE(B4:B4)", "C4": "=RANK(B4,B4:B4)",
    }  # fmt: skip
    groups = [{"ten": "x", "rows": rows(1, 2, at)["rows"]} for at in range(300)]
    file = tmp_path / "apart.xlsx"
    file.write_bytes(without_values(render(book(cells), {"groups": groups})))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "done", file], check=True, capture_output=True, timeout=180)
    last = openpyxl.load_workbook(tmp_path / "done" / "apart.xlsx", data_only=True)["S"][1501]
    total = 3 * 300 + 299 * 150
    assert [cell.value for cell in last[2:7]] == [300 + 298, total, total, 299, 2 * 301]
    assert last[7].value == pytest.approx(total / 900)


def test_functions_that_cannot_leave_out_what_lies_between_are_refused_with_their_cell() -> None:
    cells = {**GROUPS, "C8": '=AVERAGEIFS(B4:B4,A4:A4,"Tên*")'}
    with pytest.raises(TemplateError, match="«S»!C8: vùng «B4:B4» của công thức bị các hàng khác") as caught:
        ExcelTemplate(book(cells)).render(THREE)
    assert caught.value.code == "T169"
    with pytest.raises(TemplateError, match="«S»!C8: vùng «B4:B4»"):
        render(book({**GROUPS, "C8": "=SUM(B4:B4*2)"}), THREE)
    assert written(render(book({**GROUPS, "C6": "=SUM(B4:B4*2)"}), THREE))["C4"] == "=SUM(B2:B3*2)"
    one = {"groups": [{"ten": "x", "rows": rows(1, 2)["rows"]}]}
    assert written(render(book(cells), one))["C5"] == '=AVERAGEIFS(B2:B3,A2:A3,"Tên*")'

"""Turn each Python engine for Excel into one function: make the template ready, then fill it again and again."""

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.bench.excel_lists import COLUMNS, FIRST, write_list

Fill = Callable[[Mapping[str, Any], Path], object]


def drafter(template: Path) -> Fill:
    from drafter.fill import ExcelTemplate

    made = ExcelTemplate(template)
    return lambda context, out: made.render_to(out, context)


def xlsxwriter(template: Path) -> Fill:
    """No template at all: the program writes everything."""
    return lambda context, out: write_list(out, context)


def xltpl(template: Path) -> Fill:
    from xltpl.writerx import BookWriter

    def fill(context: Mapping[str, Any], out: Path) -> None:
        writer = BookWriter(str(template))
        sheets = ("DanhSach", "TongHop")
        writer.render_book([{**context, "tpl_name": name, "sheet_name": name} for name in sheets])
        writer.save(str(out))

    return fill


def openpyxl(template: Path) -> Fill:
    """Load, fill, put right by hand all that speaks of the rows, save."""
    from openpyxl import load_workbook

    def fill(context: Mapping[str, Any], out: Path) -> None:
        book = load_workbook(str(template))
        sheet = book["DanhSach"]
        rows = context["rows"]
        grown = len(rows) - 1
        last, total = FIRST + grown, FIRST + grown + 1
        sheet["A1"] = context["don_vi"]
        sheet["A3"] = f"Năm {context['nam']}"
        looks = [copy.copy(sheet.cell(FIRST, col)._style) for col in range(1, len(COLUMNS) + 1)]
        _move_end(sheet, grown)
        keys = list(COLUMNS)
        for line, row in enumerate(rows, start=FIRST):
            for col, (key, look) in enumerate(zip(keys, looks, strict=True), start=1):
                cell = sheet.cell(line, col, row[key])
                cell._style = look
        _totals(book, sheet, last, total)
        _areas(book, sheet, last, total)
        _charts(sheet, last)
        book.save(str(out))

    return fill


def _move_end(sheet: Any, grown: int) -> None:
    """Totals and signature below the new rows, with their merged cells."""
    for area in list(sheet.merged_cells.ranges):
        if area.min_row > FIRST:
            sheet.unmerge_cells(str(area))
            area.shift(row_shift=grown)
            moved = area.coord
            sheet.move_range(f"A{area.min_row - grown}:J{area.max_row - grown}", rows=grown)
            sheet.merge_cells(moved)


def _totals(book: Any, sheet: Any, last: int, total: int) -> None:
    for col, function in (("F", "SUM"), ("G", "AVERAGE"), ("H", "SUM"), ("I", "SUM")):
        sheet[f"{col}{total}"] = f"={function}({col}{FIRST}:{col}{last})"
    book["TongHop"]["B1"] = f"=SUM(DanhSach!H{FIRST}:H{last})"
    book["TongHop"]["B2"] = f"=DanhSach!H{total}"


def _areas(book: Any, sheet: Any, last: int, total: int) -> None:
    from openpyxl.formatting.formatting import ConditionalFormattingList

    old, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for area in old:
        column = str(area.sqref)[0]
        for rule in area.rules:
            sheet.conditional_formatting.add(f"{column}{FIRST}:{column}{last}", rule)
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = type(validation.sqref)(f"E{FIRST}:E{last}")
    sheet.auto_filter.ref = f"A{FIRST - 1}:J{last}"
    sheet.print_area = f"A1:J{total + 2}"
    book.defined_names["TongPhi"].attr_text = f"DanhSach!$H${FIRST}:$H${last}"


def _charts(sheet: Any, last: int) -> None:
    for chart in sheet._charts:
        for series in chart.series:
            series.val.numRef.f = f"DanhSach!$H${FIRST}:$H${last}"
            series.val.numRef.numCache = None
            names = series.cat.strRef or series.cat.numRef
            names.f = f"DanhSach!$B${FIRST}:$B${last}"

"""Make the annex workbooks of the interim reviews: results beside the same period and the year's plan, then units."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from tests.makers.annex_look import (
    FRACTION,
    ONE_LINE,
    PERCENT,
    SIGNED,
    SIGNED_WHOLE,
    TWO_LINES,
    cut,
    heading,
    new_book,
    put,
    row_of_heads,
    set_page,
    whole_numbers_bare,
)
from tests.makers.annex_template import by_unit_sheet, opinions_sheet, sources_sheet


def quarter_annex() -> Workbook:
    """Of a quarter: what was done in it, and from 1 January."""
    return _annex(with_year_to_date=True)


def months_annex() -> Workbook:
    """Of six or nine months, which begin on 1 January: the period is the year to date."""
    return _annex(with_year_to_date=False)


def _annex(*, with_year_to_date: bool) -> Workbook:
    book = new_book()
    _results(book.create_sheet("Phụ lục I"), with_year_to_date=with_year_to_date)
    by_unit_sheet(book.create_sheet("Phụ lục II"))
    opinions_sheet(book.create_sheet("Nội dung của đơn vị"))
    sources_sheet(book.create_sheet("Nguồn số liệu"))
    return book


def _results(sheet: Any, *, with_year_to_date: bool) -> None:
    """A row an indicator. Columns F to J are the period, the year to date, the same period, the change in two ways."""
    set_page(sheet)
    heading(sheet, "{{ phu_luc.chi_tieu }}", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU {{ ky | upper }}", "L", (20, 20, 20))
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}")):
        put(sheet, at, value, border=False)
    sheet.row_dimensions[4].hidden = True
    done = "Thực hiện trong quý" if with_year_to_date else "Thực hiện từ đầu năm"
    heads = (
        ("TT", 4.5), ("Mã", 6.5), ("Chỉ tiêu", 38), ("Đơn vị tính", 11), (done, 11),
        ("Lũy kế từ đầu năm", 11), ("Cùng kỳ năm trước", 11), ("Tăng, giảm", 10), ("Tỷ lệ tăng, giảm (%)", 9.5),
        ("Kế hoạch năm", 10.5), ("Đạt kế hoạch năm (%)", 9.5), ("Ghi chú", 30),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.column_dimensions["F"].hidden = not with_year_to_date
    sheet.row_dimensions[5].height = 48
    sheet["A6"], sheet["A8"] = "{%tr for n in nhom_so_ket %}", "{%tr for d in n.dong %}"
    put(sheet, "A7", "{{ n.ma }}", bold=True, align="center")
    put(sheet, "B7", None)
    put(sheet, "C7", "{{ n.ten }}", bold=True)
    for letter in "DEFGHIJKL":
        put(sheet, f"{letter}7", None)
    sheet.merge_cells("C7:L7")
    sheet.row_dimensions[7].height, sheet.row_dimensions[9].height = ONE_LINE, TWO_LINES
    put(sheet, "A9", "{{ loop.index }}", align="center")
    put(sheet, "B9", "{{ d.ma }}", align="center")
    put(sheet, "C9", "{{ d.ten }}")
    put(sheet, "D9", "{{ d.dvt }}", align="center", size=10)
    for letter, name in (("E", "trong_ky"), ("F", "luy_ke"), ("G", "cung_ky"), ("J", "ke_hoach")):
        put(sheet, f"{letter}9", "{{ d." + name + " }}", align="right", form=FRACTION)
    put(sheet, "H9", '=IF(OR(NOT(N9),E9="",G9=""),"",E9-G9)', align="right", form=SIGNED)
    put(sheet, "I9", f'=IF(OR(H9="",M9,G9=0),"",{cut("H9/G9*100")})', align="right", form=PERCENT)
    put(sheet, "K9", f'=IF(OR(NOT(O9),F9="",J9="",J9=0),"",{cut("F9/J9*100")})', align="right", form=PERCENT)
    put(sheet, "L9", "{{ d.ghi_chu }}", italic=True, size=9)
    for letter, name in (("M", "la_ty_le"), ("N", "so_sanh_duoc"), ("O", "tinh_ke_hoach")):
        put(sheet, f"{letter}9", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    sheet["A10"], sheet["A11"] = "{%tr endfor %}", "{%tr endfor %}"
    for letter in "EFGIJK":
        whole_numbers_bare(sheet, f"{letter}9:{letter}9", f"{letter}9")
    signed = DifferentialStyle(numFmt=NumberFormat(numFmtId=165, formatCode=SIGNED_WHOLE))
    sheet.conditional_formatting.add(
        "H9:H9", Rule(type="expression", dxf=signed, formula=["AND(ISNUMBER(H9),H9=INT(H9))"])
    )
    put(sheet, "A13", "Ô để trống: chưa có số liệu (không phải bằng 0) hoặc không tính.", border=False, italic=True)
    sheet.merge_cells("A13:L13")
    sheet.freeze_panes = "D6"
    sheet.print_title_rows = "5:5"

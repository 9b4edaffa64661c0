"""Make the workbook of a cluster's reviews: units side by side in its own order, and where each number is from."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.makers.annex_look import (
    FRACTION,
    ONE_LINE,
    heading,
    new_book,
    put,
    row_of_heads,
    set_page,
    whole_numbers_bare,
)
from tests.makers.annex_template import opinions_sheet, sources_sheet


def build_cluster_annex() -> Workbook:
    """The workbook, with its tags."""
    book = new_book()
    comparison_sheet(book.create_sheet("So sánh"))
    opinions_sheet(book.create_sheet("Nội dung của đơn vị"))
    sources_sheet(book.create_sheet("Nguồn số liệu"))
    return book


def comparison_sheet(sheet: Any) -> None:
    """A row an indicator, a column a unit; sums are formulas, and say of how many units they are."""
    set_page(sheet)
    title = "BẢNG SO SÁNH KẾT QUẢ CỦA CÁC ĐƠN VỊ TRONG CỤM {{ ky | upper }}"
    heading(sheet, "{{ phu_luc.so_sanh }}", title, "K", (20, 20, 20))
    heads = (
        ("TT", 5), ("Mã", 7), ("Chỉ tiêu", 40), ("Đơn vị tính", 13),
        ("{%tc for ten in cum.cot %}", 3), ("{{ ten }}", 11), ("{%tc endfor %}", 3),
        ("Cụm báo chung", 10), ("Tính chung", 11), ("Mức độ", 8), ("Số đơn vị báo cáo", 10),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 48
    put(sheet, "A4", "{{ cum.so_don_vi }}", border=False)
    sheet.row_dimensions[4].hidden = True
    sheet["A6"] = "{%tr for d in cum.so_sanh %}"
    tags = {
        "A": ("{{ loop.index }}", "center"), "B": ("{{ d.ma }}", "center"), "C": ("{{ d.ten }}", "left"),
        "D": ("{{ d.dvt }}", "center"),
    }  # fmt: skip
    for letter, (tag, align) in tags.items():
        put(sheet, f"{letter}7", tag, align=align, size=10 if letter == "D" else 12)
    put(sheet, "F7", "{{ d.o[loop.index0] }}", align="right", form=FRACTION, wrap=False)
    put(sheet, "H7", "{{ d.cum }}", align="right", form=FRACTION, wrap=False)
    total = '=IF(L7,IF(COUNT(F7:F7,H7)=0,"",SUM(F7:F7,H7)),M7)'
    put(sheet, "I7", total, align="right", form=FRACTION, wrap=False, bold=True)
    put(sheet, "J7", "{{ d.muc_do }}", align="center", italic=True, size=10)
    put(sheet, "K7", '=COUNT(F7:F7)&"/"&$A$4', align="center")
    for letter, name in (("L", "cong_duoc"), ("M", "chung")):
        put(sheet, f"{letter}7", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    sheet.row_dimensions[7].height = 2 * ONE_LINE
    sheet["A8"] = "{%tr endfor %}"
    whole_numbers_bare(sheet, "F7:I7", "F7")
    note = (
        "Ô để trống: đơn vị chưa có số liệu (không phải bằng 0). Dấu –: tỷ lệ không có đủ tử số, mẫu số nên không tính "
        "chung được và không lấy bình quân."
    )
    put(sheet, "A9", note, border=False, italic=True)
    sheet.merge_cells("A9:K9")
    sheet.row_dimensions[9].height = 2 * ONE_LINE
    sheet.freeze_panes = "D6"
    sheet.print_title_rows = "5:5"

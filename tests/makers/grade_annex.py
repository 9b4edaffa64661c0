"""Make the annex workbook of a year's classification: the table by sector counts the rows of the list by formulas."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.makers.annex_look import ONE_LINE, PERCENT, WHOLE, cut, heading, new_book, put, row_of_heads, set_page

_LIST = "'Phụ lục II'"
_SECTOR, _GRADE = f"{_LIST}!$C$7:$C$7", f"{_LIST}!$F$7:$F$7"


def build_grade_annex() -> Workbook:
    """The workbook, with its tags."""
    book = new_book()
    _by_sector(book.create_sheet("Phụ lục I"))
    _listed(book.create_sheet("Phụ lục II"))
    return book


def _by_sector(sheet: Any) -> None:
    """A line a sector; counts are of the list's rows, percents of those assessed."""
    set_page(sheet)
    title = "TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CÔNG ĐOÀN CƠ SỞ THEO KHỐI {{ ky | upper }}"
    heading(sheet, "{{ phu_luc.xep_loai_khoi }}", title, "I", (20, 20, 20))
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}")):
        put(sheet, at, value, border=False)
    sheet.row_dimensions[4].hidden = True
    heads = (
        ("TT", 5), ("Khối", 38), ("Tổng số", 10), ("Được đánh giá", 11), ("", 2), ("{{ m.ten }}", 12), ("Tỷ lệ (%)", 9),
        ("", 2), ("Chưa xếp loại", 11),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet["E5"], sheet["H5"] = "{%tc for m in xep_loai.muc %}", "{%tc endfor %}"
    put(sheet, "F6", "{{ m.ten }}", border=False)
    sheet.row_dimensions[6].hidden = True
    sheet.row_dimensions[5].height = 50
    sheet["A7"], sheet["A9"] = "{%tr for k in xep_loai.khoi %}", "{%tr endfor %}"
    put(sheet, "A8", "{{ loop.index }}", align="center")
    put(sheet, "B8", "{{ k.ten }}")
    put(sheet, "C8", f"=COUNTIF({_SECTOR},$B8)", align="right", form=WHOLE)
    put(sheet, "F8", f"=COUNTIFS({_SECTOR},$B8,{_GRADE},F$6)", align="right", form=WHOLE)
    put(sheet, "D8", f'=C8-COUNTIFS({_SECTOR},$B8,{_GRADE},"–")', align="right", form=WHOLE)
    put(sheet, "A10", None)
    put(sheet, "B10", "Tổng cộng", bold=True)
    for letter in "CDFI":
        put(sheet, f"{letter}10", f"=SUM({letter}8:{letter}8)", bold=True, align="right", form=WHOLE)
    for row in (8, 10):
        share = cut(f"F{row}/$D{row}*100")
        put(sheet, f"G{row}", f'=IF($D{row}=0,"–",{share})', bold=row == 10, align="right", form=PERCENT)
        sheet.row_dimensions[row].height = ONE_LINE
    put(sheet, "I8", "=C8-D8", align="right", form=WHOLE)
    note = "Tỷ lệ tính trên số đơn vị được đánh giá; tổng các tỷ lệ có thể không tròn 100% do cắt bớt số lẻ."
    put(sheet, "A12", note, border=False, italic=True, wrap=False)
    sheet.print_title_rows = "5:5"


def _listed(sheet: Any) -> None:
    """Every union, the sector beside it; those without a grade have a dash and their reason."""
    set_page(sheet)
    title = "DANH SÁCH CÔNG ĐOÀN CƠ SỞ VÀ KẾT QUẢ XẾP LOẠI {{ ky | upper }}"
    heading(sheet, "{{ phu_luc.xep_loai_danh_sach }}", title, "H", (20, 20, 20))
    heads = (
        ("TT", 5), ("Công đoàn cơ sở, nghiệp đoàn", 54), ("Khối", 30), ("Số đoàn viên", 10), ("Điểm", 8),
        ("Xếp loại", 26), ("Xếp loại năm trước", 26), ("Ghi chú", 28),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 34
    sheet["A6"], sheet["A8"] = "{%tr for d in xep_loai.don_vi %}", "{%tr endfor %}"
    put(sheet, "A7", "{{ d.tt }}", align="center")
    for letter, name in (("B", "ten"), ("C", "khoi"), ("F", "xep_loai_o"), ("G", "nam_truoc"), ("H", "ghi_chu")):
        put(sheet, f"{letter}7", "{{ d." + name + " }}", size=11)
    put(sheet, "D7", "{{ d.doan_vien }}", align="right", form=WHOLE)
    put(sheet, "E7", "{{ d.diem }}", align="right", form="[$-42A]0.##")
    sheet.row_dimensions[7].height = 2 * ONE_LINE
    sheet.auto_filter.ref = "A5:H7"
    sheet.freeze_panes = "C6"
    sheet.print_title_rows = "5:5"

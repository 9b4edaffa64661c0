"""Make the annex workbooks of a term: targets with live verdicts, figures year by year, sources."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.makers.annex_look import (
    FRACTION,
    ONE_LINE,
    PERCENT,
    cut,
    heading,
    new_book,
    put,
    row_of_heads,
    set_page,
    whole_numbers_bare,
)

_TARGET = 62  # the height in pt of four lines of 11 pt
_YEAR = "{{ n.ten }}"


def build_term_annex() -> Workbook:
    """The workbook of a term's or half-term's report."""
    book = build_target_table()
    _by_year(book.create_sheet("Phụ lục II", 1))
    _sources(book.create_sheet("Nguồn số liệu"))
    return book


def build_target_table() -> Workbook:
    """The workbook that follows a term's targets: one sheet."""
    book = new_book()
    _targets(book.create_sheet("Chỉ tiêu nhiệm kỳ"))
    return book


def _targets(sheet: Any) -> None:
    """A row a figure: what is asked, each year's result, the whole, percent and verdict by formulas."""
    set_page(sheet)
    title = "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU {{ nhiem_ky.ten_hoa }}"
    heading(sheet, "{{ phu_luc.chi_tieu_nhiem_ky }}", title, "M", (20, 20, 20))
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}"), ("C4", "{{ nhiem_ky.ket_thuc }}")):
        put(sheet, at, value, border=False)
    put(sheet, "D4", "{{ nhiem_ky.giua_ky }}", border=False)
    sheet.row_dimensions[4].hidden = True
    heads = (
        ("TT", 5), ("Chỉ tiêu", 44), ("Đơn vị tính", 10), ("Mức đề ra", 15), ("Mức (số)", 9), ("Phạm vi", 12),
        ("", 2), (_YEAR, 9), ("", 2), ("Cả kỳ", 10), ("Tỷ lệ (%)", 9), ("Đánh giá", 13), ("Ghi chú", 22),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet["G5"], sheet["I5"] = "{%tc for n in nhiem_ky.nam %}", "{%tc endfor %}"
    sheet.column_dimensions["E"].hidden = True  # the level as a number, for the formulas
    sheet.row_dimensions[5].height = 36
    sheet["A6"], sheet["A7"] = "{%tr for x in nhiem_ky.chi_tieu %}", "{%tr for d in x.dong %}"
    # A target that is assigned year by year has a row of what was assigned over the row of results.
    sheet["A8"] = "{%tr if d.giao %}"
    for letter in "ACDEFJKLM":
        put(sheet, f"{letter}9", None)
    put(sheet, "B9", "{{ d.chi_so or d.ten }}: chỉ tiêu giao", italic=True, size=11)
    put(sheet, "H9", "{{ d.giao[n.ma] }}", align="right", form=FRACTION, italic=True)
    sheet.row_dimensions[9].height = ONE_LINE
    sheet["A10"] = "{%tr endif %}"
    _target_row(sheet, 11)
    sheet["A12"], sheet["A13"] = "{%tr endfor %}", "{%tr endfor %}"
    note = (
        "Ô trống: năm chưa đến hoặc chưa có số liệu (không phải bằng 0). Tỷ lệ không cộng và không lấy bình quân "
        "các năm. Chỉ tiêu hằng năm chỉ đạt khi năm nào cũng đạt."
    )
    put(sheet, "A15", note, border=False, italic=True, size=11)
    sheet.merge_cells("A15:M15")
    sheet.row_dimensions[15].height = 2 * ONE_LINE
    for letter in "EHJK":
        whole_numbers_bare(sheet, f"{letter}9:{letter}11", f"{letter}9")
    sheet.freeze_panes = "C6"
    sheet.print_title_rows = "5:5"


def _target_row(sheet: Any, row: int) -> None:
    texts = (
        ("A", "{{ d.so }}", "center"),
        ("B", "{{ d.ten }}{% if d.ten and d.chi_so %}: {% endif %}{{ d.chi_so }}", "left"),
        ("C", "{{ d.dvt }}", "center"),
        ("D", "{{ d.de_ra_chu }}", "center"),
        ("F", "{{ d.pham_vi }}", "center"),
        ("M", "{{ d.ghi_chu }}", "left"),
    )
    for letter, value, side in texts:
        put(sheet, f"{letter}{row}", value, align=side, size=10 if letter in "CM" else 11)
    put(sheet, f"E{row}", "{{ d.muc }}", align="right", form=FRACTION)
    put(sheet, f"H{row}", "{{ d.o[n.ma] }}", align="right", form=FRACTION)
    years, level, whole = f"$H{row}:$H{row}", f"$E{row}", f"$J{row}"
    total = f'IF(COUNT({years})=0,"",SUM({years}))'
    put(sheet, f"J{row}", f'=IF(O{row}<>"",O{row},IF(P{row},{total},""))', align="right", form=FRACTION)
    share = cut(f"{whole}/{level}*100")
    lacks = f'OR({whole}="",{level}="",{level}=0,R{row})'
    put(sheet, f"K{row}", f'=IF({lacks},"",{share})', align="right", form=PERCENT)
    put(sheet, f"L{row}", f'=IF(U{row}<>"",U{row}&"",{_verdict(row, years, level, whole)})', align="center", size=11)
    hidden = ("rieng", "cong", "hang_nam", "la_ty_le", "phep", "so_nam", "san")
    for letter, name in zip("OPQRSTU", hidden, strict=True):
        put(sheet, f"{letter}{row}", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    sheet.row_dimensions[row].height = _TARGET


def _verdict(row: int, years: str, level: str, whole: str) -> str:
    """The verdict as the rules have it: every year, or the sum, which waits while the term runs."""
    below = f'COUNTIF({years},"<"&{level})'
    failed = f'IF(S{row}="qua",COUNTIF({years},">"&{level}),IF(S{row}="tren",COUNTIF({years},"<="&{level}),{below}))'
    over = f'IF(OR(S{row}="tren",S{row}="qua"),0,COUNTIF({years},">"&{level}))'
    short = f"COUNT({years})<T{row}"
    held = f'IF(AND({over}>0,{over}=COUNT({years})),"vượt","đạt")'
    open_ = f"OR(T{row}=0,AND(NOT($C$4),NOT($D$4)))"
    each = f'IF({failed}>0,"chưa đạt",IF({short},"chưa đủ số liệu",IF({open_},"đang thực hiện",{held})))'
    late = f'IF(NOT($C$4),"đang thực hiện",IF({short},"chưa đủ số liệu","chưa đạt"))'
    floor = f'IF(AND(S{row}<>"tren",{whole}={level}),"đạt",IF({whole}>{level},IF(S{row}="tren","đạt","vượt"),{late}))'
    kept = f'IF(NOT($C$4),"đang thực hiện",IF({short},"chưa đủ số liệu","đạt"))'
    ceiling = f'IF({whole}>{level},"chưa đạt",{kept})'
    total = f'IF({whole}="",IF(T{row}=0,"đang thực hiện","chưa đủ số liệu"),IF(S{row}="qua",{ceiling},{floor}))'
    return f"IF(Q{row},{each},{total})"


def _by_year(sheet: Any) -> None:
    """Every indicator that has a figure: each year's, and the whole of what adds up."""
    set_page(sheet)
    title = "SỐ LIỆU CHỦ YẾU TỪNG NĂM, {{ nhiem_ky.ten_hoa }}"
    heading(sheet, "{{ phu_luc.so_lieu_nam }}", title, "H", (20, 20, 20))
    heads = (
        ("Mã", 7), ("Chỉ tiêu", 70), ("Đơn vị tính", 14), ("", 2), (_YEAR, 12), ("", 2), ("Cả kỳ", 14), ("Ghi chú", 24),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet["D5"], sheet["F5"] = "{%tc for n in nhiem_ky.nam %}", "{%tc endfor %}"
    sheet.row_dimensions[5].height = 20
    sheet["A6"] = "{%tr for g in nhiem_ky.so_lieu %}"
    put(sheet, "A7", "{{ g.ma }}", bold=True, align="center")
    put(sheet, "B7", "{{ g.ten }}", bold=True)
    for letter in "CEGH":
        put(sheet, f"{letter}7", None)
    sheet["A8"] = "{%tr for d in g.dong %}"
    put(sheet, "A9", "{{ d.ma }}", align="center")
    put(sheet, "B9", "{{ d.ten }}", size=11)
    put(sheet, "C9", "{{ d.dvt }}", align="center", size=10)
    put(sheet, "E9", "{{ d.o[n.ma] }}", align="right", form=FRACTION)
    total = 'IF(COUNT($E9:$E9)=0,"",SUM($E9:$E9))'
    put(sheet, "G9", f'=IF(I9<>"",I9,IF(J9,{total},""))', align="right", form=FRACTION)
    put(sheet, "H9", "{{ d.ghi_chu }}", italic=True, size=10)
    for letter, name in (("I", "rieng"), ("J", "cong")):
        put(sheet, f"{letter}9", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    for row in (7, 9):
        sheet.row_dimensions[row].height = 2 * ONE_LINE
    sheet["A10"], sheet["A11"] = "{%tr endfor %}", "{%tr endfor %}"
    for letter in "EG":
        whole_numbers_bare(sheet, f"{letter}9:{letter}9", f"{letter}9")
    sheet.freeze_panes = "C6"
    sheet.print_title_rows = "5:5"


def _sources(sheet: Any) -> None:
    """Each figure and the cell it was read from; the sheet may be deleted before the annex is issued."""
    set_page(sheet)
    put(sheet, "A1", "NGUỒN SỐ LIỆU", bold=True, border=False, wrap=False, size=13)
    put(sheet, "A2", "Trang này để đối chiếu, có thể xóa trước khi phát hành.", border=False, italic=True, wrap=False)
    heads = (
        ("Kỳ", 14), ("Mã", 8), ("Chỉ tiêu", 44), ("Đơn vị", 34), ("Mức độ", 9), ("Giá trị", 13), ("Tử số", 10),
        ("Mẫu số", 10), ("Đơn vị tính", 13), ("Tệp", 34), ("Trang tính", 12), ("Ô", 7), ("Người nộp", 20),
        ("Ngày nhận", 17),
    )  # fmt: skip
    row_of_heads(sheet, 4, heads)
    sheet["A5"], sheet["A7"] = "{%tr for s in nhiem_ky.nguon %}", "{%tr endfor %}"
    names = (
        "ky", "ma", "ten", "don_vi", "muc_do", "gia_tri", "tu", "mau", "dvt", "tep", "trang", "o", "nguoi_nop",
        "ngay_nhan",
    )  # fmt: skip
    for number, name in enumerate(names, 1):
        numeric = name in ("gia_tri", "tu", "mau")
        put(
            sheet, f"{get_column_letter(number)}6", "{{ s." + name + " }}", align="right" if numeric else "left",
            form=FRACTION if numeric else None, size=11, wrap=False,
        )  # fmt: skip
    whole_numbers_bare(sheet, "F6:H6", "F6")
    sheet.auto_filter.ref = "A4:N6"
    sheet.freeze_panes = "D5"
    sheet.print_title_rows = "4:4"

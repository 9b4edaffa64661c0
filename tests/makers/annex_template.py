"""Make the annex workbook of the annual summary: four sheets with tags, formulas and print set-up."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter

from tests.makers.annex_look import (
    FRACTION,
    ONE_LINE,
    PERCENT,
    SIGNED,
    SIGNED_WHOLE,
    TWO_LINES,
    WHOLE,
    cut,
    heading,
    heading_over_loop,
    new_book,
    put,
    row_of_heads,
    set_page,
    whole_numbers_bare,
)


def build_annex() -> Workbook:
    """The workbook, with its tags."""
    book = new_book()
    by_unit_sheet(book.create_sheet("Phụ lục I"))
    results_sheet(book.create_sheet("Phụ lục II"))
    awards_sheet(book.create_sheet("Phụ lục III"))
    opinions_sheet(book.create_sheet("Nội dung của đơn vị"))
    sources_sheet(book.create_sheet("Nguồn số liệu"))
    return book


def by_unit_sheet(sheet: Any) -> None:
    """Annex I: a row a unit, a column an indicator; what adds up has a sum, what is a rate is worked out."""
    set_page(sheet, one_wide=False)
    sheet.page_setup.scale = 72
    title = '"BẢNG TỔNG HỢP SỐ LIỆU THEO ĐƠN VỊ " ~ (ky | upper)'
    heading_over_loop(sheet, "phu_luc.don_vi", title, "D", "cot_cong", on_page=13)
    # Columns: A number, B unit, then three loops of one column each between their control columns.
    for at, text in (("A", "TT"), ("B", "Đơn vị")):
        put(sheet, f"{at}5", text, bold=True, align="center", fill=True)
        for row in (6, 7):
            put(sheet, f"{at}{row}", None, fill=True, align="center")
        sheet.merge_cells(f"{at}5:{at}7")
    sheet.row_dimensions[5].height = 120
    for opens, body, closes, loop in (
        ("C", "D", "E", "cot_cong"),
        ("F", "G", "H", "cot_ty_le"),
        ("I", "J", "K", "cot_gia_tri"),
    ):
        sheet[f"{opens}5"] = "{%tc for c in " + loop + " %}"
        sheet[f"{closes}5"] = "{%tc endfor %}"
        put(sheet, f"{body}5", "{{ c.ten }}", bold=True, align="center", fill=True, turn=90, size=10)
        put(sheet, f"{body}6", "{{ c.dvt }}", align="center", fill=True, italic=True, size=9)
        put(sheet, f"{body}7", "{{ c.ma }}", align="center", fill=True, size=9, wrap=False)
        sheet.column_dimensions[body].width = 8.3
    for at, value in (("A8", "{{ cat_bot }}"), ("B8", "{{ so_le }}")):
        put(sheet, at, value, border=False)
    for row, code in ((8, "tu"), (9, "mau")):
        put(sheet, f"G{row}", "{{ c." + code + " }}", border=False)
        sheet.row_dimensions[row].hidden = True
    sheet["A10"], sheet["A12"] = "{%tr for u in don_vi %}", "{%tr endfor %}"
    put(sheet, "A11", "{{ loop.index }}", align="center")
    put(sheet, "B11", "{{ u.ten }}", wrap=False)
    for row in (11, 13):
        sheet.row_dimensions[row].height = 16.5
    put(sheet, "D11", "{{ u.o[c.ma] }}", align="right", form=FRACTION, wrap=False)
    put(sheet, "G11", _rate_formula(11), align="right", form=PERCENT, wrap=False)
    put(sheet, "J11", "{{ u.o[c.ma] }}", align="right", form=FRACTION, wrap=False)
    put(sheet, "A13", None)
    put(sheet, "B13", "Tổng cộng", bold=True)
    put(sheet, "D13", '=IF(COUNT(D11:D11)=0,"",SUM(D11:D11))', bold=True, align="right", form=FRACTION, wrap=False)
    put(sheet, "G13", _rate_formula(13), bold=True, align="right", form=PERCENT, wrap=False)
    put(sheet, "J13", "{{ c.tong }}", bold=True, align="right", form=FRACTION)
    for area, first in (("D11:D13", "D11"), ("J11:J13", "J11"), ("G11:G13", "G11")):
        whole_numbers_bare(sheet, area, first)
    _notes_under_units(sheet, 15)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 36
    sheet.freeze_panes = "C10"
    sheet.print_title_rows, sheet.print_title_cols = "5:7", "A:B"


def _notes_under_units(sheet: Any, row: int) -> None:
    """What a reader of the table must know, below the units' names, which every page across repeats."""
    blank = (
        "Ô để trống: đơn vị chưa có số liệu (không phải bằng 0). Dấu – ở dòng tổng cộng: không tổng hợp được "
        "vì có đơn vị chỉ báo tỷ lệ, thiếu tử số và mẫu số."
    )
    lines = (
        ("{%tr if chua_nop %}", 0), ("Đơn vị chưa nộp biểu:", 1),
        ("{%tr for ten in chua_nop %}", 0), ("- {{ ten }}", 2), ("{%tr endfor %}", 0),
        ("{%tr endif %}", 0), ("{%tr if gan_dung %}", 0), ("Số ghi gần đúng trong biểu:", 1),
        ("{%tr for g in gan_dung %}", 0), ("- {{ g.don_vi }}: {{ g.muc_do }} {{ g.gia_tri }} ({{ g.ma }})", 2),
        ("{%tr endfor %}", 0), ("{%tr endif %}", 0), (blank, 5),
    )  # fmt: skip
    for at, (text, high) in enumerate(lines, row):
        if not high:
            sheet[f"A{at}"] = text
            continue
        put(sheet, f"A{at}", text, border=False, italic=True, size=11)
        sheet.merge_cells(f"A{at}:B{at}")
        sheet.row_dimensions[at].height = high * 15 + 3


def _rate_formula(row: int) -> str:
    """Numerator over denominator in percent, both found by their codes among the columns that add up."""
    above = f"SUMIF($D$7:$D$7,G$8,$D{row}:$D{row})"
    below = f"SUMIF($D$7:$D$7,G$9,$D{row}:$D{row})"
    return f'=IF({below}=0,"",{cut(f"{above}/{below}*100", 8)})'


def results_sheet(sheet: Any) -> None:
    """Annex II: targets against results, with percent, verdict and change on the year before."""
    set_page(sheet)
    heading(sheet, "{{ phu_luc.chi_tieu }}", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU {{ ky | upper }}", "L", (20, 20, 20))
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}")):
        put(sheet, at, value, border=False)
    sheet.row_dimensions[4].hidden = True
    heads = (
        ("TT", 4.5), ("Mã", 6.5), ("Chỉ tiêu", 40), ("Đơn vị tính", 11), ("Chỉ tiêu giao", 10), ("Thực hiện", 10.5),
        ("Tỷ lệ (%)", 8.5), ("Đánh giá", 9.5), ("Cùng kỳ năm trước", 10.5), ("Tăng, giảm", 10),
        ("Tỷ lệ tăng, giảm (%)", 9.5), ("Ghi chú", 24),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 48
    sheet["A6"] = "{%tr for n in nhom %}"
    put(sheet, "A7", "{{ n.ma }}", bold=True, align="center")
    put(sheet, "B7", None)
    put(sheet, "C7", "{{ n.ten }}", bold=True)
    for letter in "DEFGHIJKL":
        put(sheet, f"{letter}7", None)
    sheet.merge_cells("C7:L7")
    sheet["A8"] = "{%tr for d in n.dong %}"
    # Rows have their height from the template: LibreOffice does not fit it to wrapped text when it opens a file.
    sheet.row_dimensions[7].height, sheet.row_dimensions[9].height = ONE_LINE, TWO_LINES
    put(sheet, "A9", "{{ loop.index }}", align="center")
    put(sheet, "B9", "{{ d.ma }}", align="center")
    put(sheet, "C9", "{{ d.ten }}")
    put(sheet, "D9", "{{ d.dvt }}", align="center", size=10)
    put(sheet, "E9", "{{ d.chi_tieu }}", align="right", form=FRACTION)
    put(sheet, "F9", "{{ d.thuc_hien }}", align="right", form=FRACTION)
    share = cut("F9/E9*100")
    put(sheet, "G9", f'=IF(OR(M9,E9="",F9="",E9=0),"",{share})', align="right", form=PERCENT)
    reached = 'IF(F9>E9,"vượt",IF(F9=E9,"đạt","chưa đạt"))'
    verdict = f'IF(N9,IF(F9<=E9,"đạt","chưa đạt"),IF(O9,IF(F9>E9,"đạt","chưa đạt"),{reached}))'
    put(sheet, "H9", f'=IF(OR(M9,P9="",E9="",F9=""),P9&"",{verdict})', align="center")
    put(sheet, "I9", "{{ d.ky_truoc }}", align="right", form=FRACTION)
    put(sheet, "J9", '=IF(OR(NOT(Q9),F9="",I9=""),"",F9-I9)', align="right", form=SIGNED)
    put(sheet, "K9", f'=IF(OR(J9="",M9,I9=0),"",{cut("J9/I9*100")})', align="right", form=PERCENT)
    put(sheet, "L9", "{{ d.ghi_chu }}", italic=True, size=9)
    for letter, name in (("M", "la_ty_le"), ("N", "tran"), ("O", "lon_hon"), ("P", "danh_gia"), ("Q", "so_sanh_duoc")):
        put(sheet, f"{letter}9", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    sheet["A10"], sheet["A11"] = "{%tr endfor %}", "{%tr endfor %}"
    for letter in "EFGIK":
        whole_numbers_bare(sheet, f"{letter}9:{letter}9", f"{letter}9")
    signed = DifferentialStyle(numFmt=NumberFormat(numFmtId=165, formatCode=SIGNED_WHOLE))
    sheet.conditional_formatting.add(
        "J9:J9", Rule(type="expression", dxf=signed, formula=["AND(ISNUMBER(J9),J9=INT(J9))"])
    )
    sheet.freeze_panes = "D6"
    sheet.print_title_rows = "5:5"


def awards_sheet(sheet: Any) -> None:
    """Annex III: the union's own awards, then those of other bodies."""
    set_page(sheet)
    heading(sheet, "{{ phu_luc.khen_thuong }}", "TỔNG HỢP KẾT QUẢ KHEN THƯỞNG {{ ky | upper }}", "E", (20, 20, 20))
    row_of_heads(
        sheet, 5, (("TT", 6), ("Cấp khen", 52), ("Hình thức, danh hiệu", 52), ("Tập thể", 12), ("Cá nhân", 12))
    )
    _block(sheet, 6, "KHEN THƯỞNG CỦA TỔ CHỨC CÔNG ĐOÀN VÀ NHÀ NƯỚC", "khen.cong_doan")
    _block(sheet, 13, "KHEN THƯỞNG CỦA CƠ QUAN KHÁC", "khen.ngoai")
    sheet.freeze_panes = "A6"
    sheet.print_title_rows = "5:5"


def _block(sheet: Any, row: int, title: str, name: str) -> None:
    sheet[f"A{row}"] = "{%tr if " + name + " %}"
    put(sheet, f"A{row + 1}", title, bold=True)
    for letter in "BCDE":
        put(sheet, f"{letter}{row + 1}", None)
    sheet.merge_cells(f"A{row + 1}:E{row + 1}")
    sheet[f"A{row + 2}"] = "{%tr for k in " + name + " %}"
    body = row + 3
    for line in (row + 1, body, row + 5):
        sheet.row_dimensions[line].height = ONE_LINE
    put(sheet, f"A{body}", "{{ loop.index }}", align="center")
    put(sheet, f"B{body}", "{{ k.cap }}")
    put(sheet, f"C{body}", "{{ k.hinh_thuc }}")
    for letter, field in (("D", "tap_the"), ("E", "ca_nhan")):
        put(sheet, f"{letter}{body}", "{{ k." + field + " }}", align="right", form=WHOLE)
    sheet[f"A{row + 4}"] = "{%tr endfor %}"
    total = row + 5
    for letter in "AC":
        put(sheet, f"{letter}{total}", None)
    put(sheet, f"B{total}", "Cộng", bold=True)
    for letter in "DE":
        put(
            sheet,
            f"{letter}{total}",
            f'=IF(COUNT({letter}{body}:{letter}{body})=0,"",SUM({letter}{body}:{letter}{body}))',
            bold=True,
            align="right",
            form=WHOLE,
        )
    sheet[f"A{row + 6}"] = "{%tr endif %}"


def opinions_sheet(sheet: Any) -> None:
    """What the units wrote, for the officer to choose from."""
    set_page(sheet)
    put(sheet, "A1", "NỘI DUNG DO ĐƠN VỊ VIẾT", bold=True, border=False, wrap=False, size=13)
    put(sheet, "A2", "Để cán bộ chọn lọc; không tự đưa vào báo cáo.", border=False, italic=True, wrap=False)
    row_of_heads(sheet, 4, (("TT", 6), ("Đơn vị", 40), ("Nội dung về", 26), ("Đơn vị viết", 80)))
    sheet["A5"], sheet["A7"] = "{%tr for y in y_kien %}", "{%tr endfor %}"
    sheet.row_dimensions[6].height = 3 * ONE_LINE
    for letter, tag in (("A", "loop.index"), ("B", "y.don_vi"), ("C", "y.ve"), ("D", "y.noi_dung")):
        put(sheet, f"{letter}6", "{{ " + tag + " }}", align="center" if letter == "A" else "left")
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"


def sources_sheet(sheet: Any) -> None:
    """Each figure and the cell it was read from; the sheet may be deleted before the annex is issued."""
    set_page(sheet)
    put(sheet, "A1", "NGUỒN SỐ LIỆU", bold=True, border=False, wrap=False, size=13)
    note = "Trang này để đối chiếu, có thể xóa trước khi phát hành."
    put(sheet, "A2", note, border=False, italic=True, wrap=False)
    heads = (
        ("TT", 6), ("Mã", 8), ("Chỉ tiêu", 44), ("Đơn vị", 34), ("Mức độ", 9), ("Giá trị", 13), ("Tử số", 10),
        ("Mẫu số", 10), ("Đơn vị tính", 13), ("Tệp", 34), ("Trang tính", 12), ("Ô", 7), ("Người nộp", 20),
        ("Ngày nhận", 17),
    )  # fmt: skip
    row_of_heads(sheet, 4, heads)
    sheet["A5"], sheet["A7"] = "{%tr for s in nguon %}", "{%tr endfor %}"
    names = (
        "loop.index", "s.ma", "s.ten", "s.don_vi", "s.muc_do", "s.gia_tri", "s.tu", "s.mau", "s.dvt", "s.tep",
        "s.trang", "s.o", "s.nguoi_nop", "s.ngay_nhan",
    )  # fmt: skip
    for number, name in enumerate(names, 1):
        letter = get_column_letter(number)
        numeric = name in ("s.gia_tri", "s.tu", "s.mau")
        put(
            sheet, f"{letter}6", "{{ " + name + " }}", align="right" if numeric else "left",
            form=FRACTION if numeric else None, size=11, wrap=False,
        )  # fmt: skip
    whole_numbers_bare(sheet, "F6:H6", "F6")
    sheet.auto_filter.ref = "A4:N6"
    sheet.freeze_panes = "D5"
    sheet.print_title_rows = "4:4"

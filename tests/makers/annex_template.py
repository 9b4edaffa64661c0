"""Make the annex workbook of the annual summary: four sheets with tags, formulas and print set-up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter

from drafter.render.figures_workbook import workbook_bytes
from drafter.standards.page_format import page_format

PAGE = page_format()
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7EDF5")
_WHOLE, _FRACTION, _PERCENT = "[$-42A]#,##0", "[$-42A]#,##0.0##", "[$-42A]0.##"
_ONE_LINE, _TWO_LINES = 18, 33  # heights in pt of rows set in 12 pt
_ATTACHED = (
    "(Kèm theo {{ ten_loai_thuong }} số        /{{ ky_hieu }} ngày      tháng      năm {{ nam_ban_hanh }} "
    "của {{ co_quan.ten_goi }})"
)


def font(size: float = 12, *, bold: bool = False, italic: bool = False) -> Font:
    """Times New Roman, as the paper."""
    return Font(name=PAGE.font, size=size, bold=bold, italic=italic)


def build_annex() -> Workbook:
    """The workbook, with its tags."""
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = font(12)  # column widths are counted in digits of this font
    _by_unit(book.create_sheet("Phụ lục I"))
    _results(book.create_sheet("Phụ lục II"))
    _awards(book.create_sheet("Phụ lục III"))
    _opinions(book.create_sheet("Nội dung của đơn vị"))
    _sources(book.create_sheet("Nguồn số liệu"))
    return book


def _page(sheet: Any, *, one_wide: bool = True) -> None:
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = one_wide
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, getattr(PAGE, side).default / 25.4)
    sheet.page_margins.header = PAGE.header_mm / 25.4
    sheet.oddHeader.center.text = "&P"
    sheet.oddHeader.center.font, sheet.oddHeader.center.size = PAGE.font, 14
    sheet.HeaderFooter.differentFirst = True
    sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
    sheet.print_options.horizontalCentered = one_wide
    sheet.sheet_view.showGridLines = False


def _heading(sheet: Any, number: str, title: str, last: str, heights: tuple[float, float, float]) -> None:
    """The word «Phụ lục», its title and the line that says to which paper it belongs (format rules CP-20 to CP-22)."""
    texts = ((number, font(14, bold=True)), (title, font(14, bold=True)), (_ATTACHED, font(13, italic=True)))
    for row, ((text, look), height) in enumerate(zip(texts, heights, strict=True), 1):
        cell = sheet.cell(row, 1, text)
        cell.font = look
        sheet.merge_cells(f"A{row}:{last}{row}")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = height


def _put(
    sheet: Any, at: str, value: object, *, bold: bool = False, align: str = "left", form: str | None = None,
    wrap: bool = True, border: bool = True, fill: bool = False, size: float = 12, turn: int = 0, italic: bool = False,
) -> None:  # fmt: skip
    cell = sheet[at]
    cell.value = value
    cell.font = font(size, bold=bold, italic=italic)
    cell.alignment = Alignment(
        horizontal=align, vertical="center", wrap_text=wrap, shrink_to_fit=not wrap and border, text_rotation=turn
    )
    if border:
        cell.border = _BORDER
    if fill:
        cell.fill = _HEAD
    if form:
        cell.number_format = form


def _row_of_heads(sheet: Any, row: int, heads: tuple[tuple[str, float], ...]) -> None:
    for number, (text, width) in enumerate(heads, 1):
        letter = get_column_letter(number)
        _put(sheet, f"{letter}{row}", text, bold=True, align="center", fill=True)
        sheet.column_dimensions[letter].width = width


def _whole_numbers_bare(sheet: Any, area: str, first: str) -> None:
    """Numbers without a fraction are shown without a decimal mark."""
    look = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=_WHOLE))
    sheet.conditional_formatting.add(
        area, Rule(type="expression", dxf=look, formula=[f"AND(ISNUMBER({first}),{first}=INT({first}))"])
    )


def _cut(expression: str) -> str:
    """The percent as the office cuts it; the inner rounding takes away what binary fractions add."""
    return f"IF($A$4,TRUNC(ROUND({expression},8),$B$4),ROUND({expression},$B$4))"


def _by_unit(sheet: Any) -> None:
    """Annex I: a row a unit, a column an indicator; what adds up has a sum, what is a rate is worked out."""
    _heading(sheet, "{{ phu_luc.don_vi }}", "BẢNG TỔNG HỢP SỐ LIỆU THEO ĐƠN VỊ {{ ky | upper }}", "B", (20, 40, 54))
    _page(sheet, one_wide=False)
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}")):
        _put(sheet, at, value, border=False)
    sheet.row_dimensions[4].hidden = True
    # Columns: A number, B unit, then three loops of one column each between their control columns.
    for at, text in (("A", "TT"), ("B", "Đơn vị")):
        _put(sheet, f"{at}5", text, bold=True, align="center", fill=True)
        for row in (6, 7):
            _put(sheet, f"{at}{row}", None, fill=True, align="center")
        sheet.merge_cells(f"{at}5:{at}7")
    sheet.row_dimensions[5].height = 132
    for opens, body, closes, loop in (
        ("C", "D", "E", "cot_cong"),
        ("F", "G", "H", "cot_ty_le"),
        ("I", "J", "K", "cot_gia_tri"),
    ):
        sheet[f"{opens}5"] = "{%tc for c in " + loop + " %}"
        sheet[f"{closes}5"] = "{%tc endfor %}"
        _put(sheet, f"{body}5", "{{ c.ten }}", bold=True, align="center", fill=True, turn=90, size=10)
        _put(sheet, f"{body}6", "{{ c.dvt }}", align="center", fill=True, italic=True, size=9)
        _put(sheet, f"{body}7", "{{ c.ma }}", align="center", fill=True, size=9, wrap=False)
        sheet.column_dimensions[body].width = 9.5
    for row, code in ((8, "tu"), (9, "mau")):
        _put(sheet, f"A{row}", None, border=False)
        _put(sheet, f"G{row}", "{{ c." + code + " }}", border=False)
        sheet.row_dimensions[row].hidden = True
    sheet["A10"], sheet["A12"] = "{%tr for u in don_vi %}", "{%tr endfor %}"
    _put(sheet, "A11", "{{ loop.index }}", align="center")
    _put(sheet, "B11", "{{ u.ten }}", wrap=False)
    for row in (11, 13):
        sheet.row_dimensions[row].height = _ONE_LINE
    _put(sheet, "D11", "{{ u.o[c.ma] }}", align="right", form=_FRACTION, wrap=False)
    _put(sheet, "G11", _rate_formula(11), align="right", form=_PERCENT, wrap=False)
    _put(sheet, "J11", "{{ u.o[c.ma] }}", align="right", form=_FRACTION, wrap=False)
    _put(sheet, "A13", None)
    _put(sheet, "B13", "Tổng cộng", bold=True)
    _put(sheet, "D13", '=IF(COUNT(D11:D11)=0,"",SUM(D11:D11))', bold=True, align="right", form=_FRACTION, wrap=False)
    _put(sheet, "G13", _rate_formula(13), bold=True, align="right", form=_PERCENT, wrap=False)
    _put(sheet, "J13", "{{ c.tong }}", bold=True, align="right", form=_FRACTION)
    for area, first in (("D11:D13", "D11"), ("J11:J13", "J11"), ("G11:G13", "G11")):
        _whole_numbers_bare(sheet, area, first)
    sheet["A15"] = "{%tr if chua_nop %}"
    _put(sheet, "A16", "Đơn vị chưa nộp biểu: {{ chua_nop | join(', ') }}.", border=False, italic=True)
    sheet.merge_cells("A16:B16")
    sheet.row_dimensions[16].height = 5 * _ONE_LINE
    sheet["A17"] = "{%tr endif %}"
    note = (
        "Ô để trống: đơn vị chưa có số liệu (không phải bằng 0). Dấu – ở dòng tổng cộng: không tổng hợp được "
        "vì có đơn vị chỉ báo tỷ lệ, thiếu tử số và mẫu số."
    )
    _put(sheet, "A18", note, border=False, italic=True)
    sheet.merge_cells("A18:B18")
    sheet.row_dimensions[18].height = 5 * _ONE_LINE
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 40
    sheet.freeze_panes = "C10"
    sheet.print_title_rows, sheet.print_title_cols = "5:7", "A:B"


def _rate_formula(row: int) -> str:
    """Numerator over denominator in percent, both found by their codes among the columns that add up."""
    above = f"SUMIF($D$7:$D$7,G$8,$D{row}:$D{row})"
    below = f"SUMIF($D$7:$D$7,G$9,$D{row}:$D{row})"
    return f'=IF({below}=0,"",{_cut(f"{above}/{below}*100")})'


def _results(sheet: Any) -> None:
    """Annex II: targets against results, with percent, verdict and change on the year before."""
    _page(sheet)
    _heading(sheet, "{{ phu_luc.chi_tieu }}", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU {{ ky | upper }}", "L", (20, 20, 20))
    for at, value in (("A4", "{{ cat_bot }}"), ("B4", "{{ so_le }}")):
        _put(sheet, at, value, border=False)
    sheet.row_dimensions[4].hidden = True
    heads = (
        ("TT", 4.5), ("Mã", 6.5), ("Chỉ tiêu", 40), ("Đơn vị tính", 11), ("Chỉ tiêu giao", 10), ("Thực hiện", 10.5),
        ("Tỷ lệ (%)", 8.5), ("Đánh giá", 9.5), ("Cùng kỳ năm trước", 10.5), ("Tăng, giảm", 10),
        ("Tỷ lệ tăng, giảm (%)", 9.5), ("Ghi chú", 15),
    )  # fmt: skip
    _row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 48
    sheet["A6"] = "{%tr for n in nhom %}"
    _put(sheet, "A7", "{{ n.ma }}", bold=True, align="center")
    _put(sheet, "B7", None)
    _put(sheet, "C7", "{{ n.ten }}", bold=True)
    for letter in "DEFGHIJKL":
        _put(sheet, f"{letter}7", None)
    sheet.merge_cells("C7:L7")
    sheet["A8"] = "{%tr for d in n.dong %}"
    # Rows have their height from the template: LibreOffice does not fit it to wrapped text when it opens a file.
    sheet.row_dimensions[7].height, sheet.row_dimensions[9].height = _ONE_LINE, _TWO_LINES
    _put(sheet, "A9", "{{ loop.index }}", align="center")
    _put(sheet, "B9", "{{ d.ma }}", align="center")
    _put(sheet, "C9", "{{ d.ten }}")
    _put(sheet, "D9", "{{ d.dvt }}", align="center", size=10)
    _put(sheet, "E9", "{{ d.chi_tieu }}", align="right", form=_FRACTION)
    _put(sheet, "F9", "{{ d.thuc_hien }}", align="right", form=_FRACTION)
    share = _cut("F9/E9*100")
    _put(sheet, "G9", f'=IF(OR(M9,E9="",F9="",E9=0),"",{share})', align="right", form=_PERCENT)
    reached = 'IF(F9>E9,"vượt",IF(F9=E9,"đạt","chưa đạt"))'
    verdict = f'IF(N9,IF(F9<=E9,"đạt","chưa đạt"),IF(O9,IF(F9>E9,"đạt","chưa đạt"),{reached}))'
    _put(sheet, "H9", f'=IF(OR(M9,P9="",E9="",F9=""),P9&"",{verdict})', align="center")
    _put(sheet, "I9", "{{ d.ky_truoc }}", align="right", form=_FRACTION)
    _put(sheet, "J9", '=IF(OR(NOT(Q9),F9="",I9=""),"",F9-I9)', align="right", form="+#,##0.0##;-#,##0.0##;0")
    _put(sheet, "K9", f'=IF(OR(J9="",M9,I9=0),"",{_cut("J9/I9*100")})', align="right", form=_PERCENT)
    _put(sheet, "L9", "{{ d.ghi_chu }}", italic=True, size=9)
    for letter, name in (("M", "la_ty_le"), ("N", "tran"), ("O", "lon_hon"), ("P", "danh_gia"), ("Q", "so_sanh_duoc")):
        _put(sheet, f"{letter}9", "{{ d." + name + " }}", border=False)
        sheet.column_dimensions[letter].hidden = True
    sheet["A10"], sheet["A11"] = "{%tr endfor %}", "{%tr endfor %}"
    for letter in "EFGIK":
        _whole_numbers_bare(sheet, f"{letter}9:{letter}9", f"{letter}9")
    signed = DifferentialStyle(numFmt=NumberFormat(numFmtId=165, formatCode="+#,##0;-#,##0;0"))
    sheet.conditional_formatting.add(
        "J9:J9", Rule(type="expression", dxf=signed, formula=["AND(ISNUMBER(J9),J9=INT(J9))"])
    )
    sheet.freeze_panes = "D6"
    sheet.print_title_rows = "5:5"


def _awards(sheet: Any) -> None:
    """Annex III: the union's own awards, then those of other bodies."""
    _page(sheet)
    _heading(sheet, "{{ phu_luc.khen_thuong }}", "TỔNG HỢP KẾT QUẢ KHEN THƯỞNG {{ ky | upper }}", "E", (20, 20, 20))
    _row_of_heads(
        sheet, 5, (("TT", 6), ("Cấp khen", 52), ("Hình thức, danh hiệu", 52), ("Tập thể", 12), ("Cá nhân", 12))
    )
    _block(sheet, 6, "KHEN THƯỞNG CỦA TỔ CHỨC CÔNG ĐOÀN VÀ NHÀ NƯỚC", "khen.cong_doan")
    _block(sheet, 13, "KHEN THƯỞNG CỦA CƠ QUAN KHÁC", "khen.ngoai")
    sheet.freeze_panes = "A6"
    sheet.print_title_rows = "5:5"


def _block(sheet: Any, row: int, title: str, name: str) -> None:
    sheet[f"A{row}"] = "{%tr if " + name + " %}"
    _put(sheet, f"A{row + 1}", title, bold=True)
    for letter in "BCDE":
        _put(sheet, f"{letter}{row + 1}", None)
    sheet.merge_cells(f"A{row + 1}:E{row + 1}")
    sheet[f"A{row + 2}"] = "{%tr for k in " + name + " %}"
    body = row + 3
    for line in (row + 1, body, row + 5):
        sheet.row_dimensions[line].height = _ONE_LINE
    _put(sheet, f"A{body}", "{{ loop.index }}", align="center")
    _put(sheet, f"B{body}", "{{ k.cap }}")
    _put(sheet, f"C{body}", "{{ k.hinh_thuc }}")
    for letter, field in (("D", "tap_the"), ("E", "ca_nhan")):
        _put(sheet, f"{letter}{body}", "{{ k." + field + " }}", align="right", form=_WHOLE)
    sheet[f"A{row + 4}"] = "{%tr endfor %}"
    total = row + 5
    for letter in "AC":
        _put(sheet, f"{letter}{total}", None)
    _put(sheet, f"B{total}", "Cộng", bold=True)
    for letter in "DE":
        _put(
            sheet,
            f"{letter}{total}",
            f'=IF(COUNT({letter}{body}:{letter}{body})=0,"",SUM({letter}{body}:{letter}{body}))',
            bold=True,
            align="right",
            form=_WHOLE,
        )
    sheet[f"A{row + 6}"] = "{%tr endif %}"


def _opinions(sheet: Any) -> None:
    """What the units wrote, for the officer to choose from."""
    _page(sheet)
    _put(sheet, "A1", "NỘI DUNG DO ĐƠN VỊ VIẾT", bold=True, border=False, wrap=False, size=13)
    _put(sheet, "A2", "Để cán bộ chọn lọc; không tự đưa vào báo cáo.", border=False, italic=True, wrap=False)
    _row_of_heads(sheet, 4, (("TT", 6), ("Đơn vị", 40), ("Nội dung về", 26), ("Đơn vị viết", 80)))
    sheet["A5"], sheet["A7"] = "{%tr for y in y_kien %}", "{%tr endfor %}"
    sheet.row_dimensions[6].height = 3 * _ONE_LINE
    for letter, tag in (("A", "loop.index"), ("B", "y.don_vi"), ("C", "y.ve"), ("D", "y.noi_dung")):
        _put(sheet, f"{letter}6", "{{ " + tag + " }}", align="center" if letter == "A" else "left")
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"


def _sources(sheet: Any) -> None:
    """Each figure and the cell it was read from; the sheet may be deleted before the annex is issued."""
    _page(sheet)
    _put(sheet, "A1", "NGUỒN SỐ LIỆU", bold=True, border=False, wrap=False, size=13)
    note = "Trang này để đối chiếu, có thể xóa trước khi phát hành."
    _put(sheet, "A2", note, border=False, italic=True, wrap=False)
    heads = (
        ("TT", 6), ("Mã", 8), ("Chỉ tiêu", 44), ("Đơn vị", 34), ("Mức độ", 9), ("Giá trị", 13), ("Tử số", 10),
        ("Mẫu số", 10), ("Đơn vị tính", 13), ("Tệp", 34), ("Trang tính", 12), ("Ô", 7), ("Người nộp", 20),
        ("Ngày nhận", 17),
    )  # fmt: skip
    _row_of_heads(sheet, 4, heads)
    sheet["A5"], sheet["A7"] = "{%tr for s in nguon %}", "{%tr endfor %}"
    names = (
        "loop.index", "s.ma", "s.ten", "s.don_vi", "s.muc_do", "s.gia_tri", "s.tu", "s.mau", "s.dvt", "s.tep",
        "s.trang", "s.o", "s.nguoi_nop", "s.ngay_nhan",
    )  # fmt: skip
    for number, name in enumerate(names, 1):
        letter = get_column_letter(number)
        numeric = name in ("s.gia_tri", "s.tu", "s.mau")
        _put(
            sheet, f"{letter}6", "{{ " + name + " }}", align="right" if numeric else "left",
            form=_FRACTION if numeric else None, size=11, wrap=False,
        )  # fmt: skip
    _whole_numbers_bare(sheet, "F6:H6", "F6")
    sheet.auto_filter.ref = "A4:N6"
    sheet.freeze_panes = "D5"
    sheet.print_title_rows = "4:4"


def main() -> None:
    """Write the annex template beside the annual summary's report."""
    target = Path(__file__).parents[2] / "templates" / "bao-cao-nam" / "appendix.xlsx"
    target.write_bytes(workbook_bytes(build_annex()))


if __name__ == "__main__":
    main()

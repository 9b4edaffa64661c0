"""Make the scoring workbook of a cluster: what was given is typed, everything else is a formula that stays alive.

Sheets: ranks, scores side by side, the score sheets of the units one below the other, ballots, the table of rules. A
missing score is an empty cell, never a nought; a unit with one has no total and no rank.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.makers.annex_look import ONE_LINE, TWO_LINES, WHOLE, cut, heading, new_book, put, row_of_heads, set_page

_POINTS = "[$-42A]0.##;[$-42A]-0.##;0"
_AMOUNT = "[$-42A]#,##0.##"
_WRONG = PatternFill("solid", bgColor="F8CBAD")
_FIRST, _LAST = 8, 17  # all rows of a unit on the score sheet; those that hold a score have the unit's code in A
_BAND = 14  # the row of the sheet of rules that holds a band
_TIES = 4
_ANY = '">-1E+99"'  # a condition that every number meets, and nothing else


def build_score_workbook() -> Workbook:
    """The workbook, with its tags."""
    book = new_book()
    rank_sheet(book.create_sheet("Xếp hạng"))
    matrix_sheet(book.create_sheet("Tổng hợp"))
    score_sheet(book.create_sheet("Chấm điểm"))
    ballot_sheet(book.create_sheet("Bỏ phiếu"))
    rules_sheet(book.create_sheet("Quy tắc"))
    return book


def _top(sheet: Any, annex: str, title: str, last: str) -> None:
    """The heading; row 4 keeps the number of decimals in B and, where nobody confirmed the table, a word on it."""
    set_page(sheet)
    heading(sheet, "{{ phu_luc." + annex + " }}", title, last, (20, 20, 20))
    put(sheet, "A4", "{{ cat_bot }}", border=False)
    put(sheet, "B4", "{{ cum.so.so_le }}", border=False)
    sheet.row_dimensions[4].hidden = True


# Columns of the score sheet that formulas look at: unit, key of the group, bonus or penalty, key of the line, what the
# unit gave itself, what counts, whether that is missing, whether the unit gave itself anything.
_UNIT, _GROUP, _SORT, _LINE, _OWN, _COUNTED, _MISSING, _GAVE = "ABCDLORS"


def _column(letter: str) -> str:
    """A column of all score rows of all units."""
    return f"'Chấm điểm'!${letter}${_FIRST}:${letter}${_LAST}"


def _sum(what: str, *conditions: str) -> str:
    """The sum of a column where others meet their conditions: column, value, column, value …"""
    pairs = ",".join(_column(one) if number % 2 == 0 else one for number, one in enumerate(conditions))
    return f"SUMIFS({_column(what)},{pairs})"


def _points(*conditions: str) -> str:
    """The points of the rows that meet the conditions; an empty text while one of them has none."""
    return f'IF({_sum(_MISSING, *conditions)}>0,"",ROUND({_sum(_COUNTED, *conditions)},$B$4))'


def rank_sheet(sheet: Any) -> None:
    """A row a unit: points by group, total, votes, rank; the steps that part equal totals stand at the right."""
    _top(sheet, "xep_hang", "KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG THI ĐUA {{ ky | upper }}", "N")
    heads = (
        ("Mã", 3), ("TT", 5), ("Đơn vị", 36), ("Tự chấm", 10),
        ("{%tc for g in cum.nhom_diem %}", 3), ("{{ g.ten }}", 15), ("{%tc endfor %}", 3),
        ("Điểm thưởng", 9), ("Điểm trừ", 9), ("Tổng điểm", 10), ("Tiêu chí chưa có điểm", 10),
        ("Phiếu suy tôn", 9), ("Thứ hạng", 8), ("Ghi chú", 14),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 96
    for letter in "ABCDHIJKLMN":
        put(sheet, f"{letter}6", None, fill=True)
    put(sheet, "C6", "Điểm tối đa", fill=True, italic=True)
    put(sheet, "F6", "{{ g.max }}", fill=True, italic=True, align="center", form=_POINTS)
    put(sheet, "J6", "{{ cum.tong_toi_da }}", fill=True, italic=True, align="center", form=_POINTS)
    put(sheet, "F7", "{{ g.khoa }}", border=False)
    sheet.row_dimensions[7].hidden = True
    sheet["A8"], sheet["A10"] = "{%tr for u in cum.so.don_vi %}", "{%tr endfor %}"
    put(sheet, "A9", "{{ u.ma }}", border=False)
    put(sheet, "B9", "{{ loop.index }}", align="center")
    put(sheet, "C9", "{{ u.ten }}")
    own = f'IF({_sum(_GAVE, _UNIT, "$A9")}=0,"",ROUND({_sum(_OWN, _UNIT, "$A9")},$B$4))'
    put(sheet, "D9", f"={own}", align="center", form=_POINTS)
    put(sheet, "F9", f"={_points(_UNIT, '$A9', _GROUP, 'F$7')}", align="center", form=_POINTS)
    for letter, sort in (("H", "cong"), ("I", "tru")):
        found = _sum(_COUNTED, _UNIT, "$A9", _SORT, f'"{sort}"')
        put(sheet, f"{letter}9", f"=ROUND({found},$B$4)", align="center", form=_POINTS)
    put(sheet, "J9", '=IF(K9>0,"",ROUND(SUM(F9:F9,H9,I9),$B$4))', align="center", form=_POINTS, bold=True)
    put(sheet, "K9", f"={_sum(_MISSING, _UNIT, '$A9')}", align="center", form=WHOLE)
    put(sheet, "L9", "{{ u.phieu }}", align="center", form=WHOLE)
    last = get_column_letter(16 + 2 * _TIES - 1)
    put(sheet, "M9", f'=IF(J9="","",{last}9)', align="center", bold=True, form=WHOLE)
    put(
        sheet,
        "N9",
        '=IF(K9>0,"chưa đủ điểm",IF(COUNTIF(M$9:M$9,M9)>1,"đồng hạng",""))',
        align="center",
        italic=True,
        size=10,
    )
    sheet.row_dimensions[9].height = TWO_LINES
    _tie_steps(sheet)
    note = (
        "Tổng điểm gồm điểm thẩm định (tiêu chí tự động chưa thẩm định thì lấy điểm tính từ số liệu), điểm thưởng, "
        "điểm trừ. Bằng điểm thì xét lần lượt theo các cột bên phải; bước nào có đơn vị chưa có số thì bỏ qua. Ô trống "
        "không phải bằng 0."
    )
    for at, text in (("C11", note), ("C12", "{{ cum.chua_kiem_chung }}")):
        put(sheet, at, text, border=False, italic=True)
        sheet.merge_cells(f"C{at[1:]}:N{at[1:]}")
    sheet.row_dimensions[11].height = TWO_LINES
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D9"
    sheet.print_title_rows = "5:6"
    sheet.print_area = "A1:N12"


def _tie_steps(sheet: Any) -> None:
    """The rank by total, then a key and the rank after it for each step: 1 + those better in all steps so far.

    A step parts a tie only where its key is known of every unit of the tie.
    """
    put(sheet, "O5", "Hạng theo tổng điểm", align="center", fill=True, size=10)
    put(sheet, "O9", '=IF(J9="","",1+COUNTIF(J$9:J$9,">"&J9))', align="center")
    sheet.column_dimensions["O"].width = 9
    for step in range(_TIES):
        key, place = get_column_letter(16 + 2 * step), get_column_letter(17 + 2 * step)
        before = get_column_letter(15 + 2 * step)
        put(sheet, f"{key}5", "{{ cum.so.buoc[" + str(step) + "].ten }}", align="center", fill=True, size=10)
        put(sheet, f"{key}7", "{{ cum.so.buoc[" + str(step) + "].khoa }}", border=False)
        put(sheet, f"{place}5", f"Hạng sau bước {step + 1}", align="center", fill=True, size=10)
        of_group, of_line = (_UNIT, "$A9", _GROUP, f"{key}$7"), (_UNIT, "$A9", _LINE, f"{key}$7")
        missing = f"{_sum(_MISSING, *of_group)}+{_sum(_MISSING, *of_line)}"
        points = f'IF({missing}>0,"",ROUND({_sum(_COUNTED, *of_group)}+{_sum(_COUNTED, *of_line)},$B$4))'
        votes = 'IF($L9="","",$L9)'
        put(sheet, f"{key}9", f'=IF({key}$7="","",IF({key}$7="phieu",{votes},{points}))', align="center", form=_POINTS)
        tied = f"{before}$9:{before}$9,{before}9"
        known = f"COUNTIFS({tied},{key}$9:{key}$9,{_ANY})"
        better = f'COUNTIFS({tied},{key}$9:{key}$9,">"&{key}9)'
        moved = f"{before}9+IF({known}<COUNTIF({tied}),0,{better})"
        put(sheet, f"{place}9", f'=IF({before}9="","",{moved})', align="center")
        sheet.column_dimensions[key].width = sheet.column_dimensions[place].width = 9


def matrix_sheet(sheet: Any) -> None:
    """Criteria by units: the points that count."""
    _top(sheet, "tong_hop", "BẢNG TỔNG HỢP ĐIỂM THEO TIÊU CHÍ {{ ky | upper }}", "G")
    heads = (
        ("Mã", 8), ("Tiêu chí", 60), ("Điểm tối đa", 9), ("Khóa", 3),
        ("{%tc for u in cum.so.don_vi %}", 3), ("{{ u.ten }}", 13), ("{%tc endfor %}", 3),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height = 48
    put(sheet, "F6", "{{ u.ma }}", border=False)
    sheet.row_dimensions[6].hidden = sheet.column_dimensions["D"].hidden = True
    for row, tag in ((7, "for q in cum.so.quy_tac"), (8, "if q.nhom"), (10, "else"), (12, "endif"), (13, "endfor")):
        sheet[f"A{row}"] = "{%tr " + tag + " %}"
    for row, keys in ((9, _GROUP), (11, _LINE)):
        bold = keys == _GROUP
        put(sheet, f"A{row}", "{{ q.ma }}", align="center", bold=bold, wrap=False)
        put(sheet, f"B{row}", "{{ q.ten }}", bold=bold)
        put(sheet, f"C{row}", "{{ q.max }}", align="center", form=_POINTS, bold=bold)
        put(sheet, f"D{row}", "{{ q.khoa }}", border=False)
        points = _points(_UNIT, "F$6", keys, f"$D{row}")
        put(sheet, f"F{row}", f"={points}", align="center", form=_POINTS, bold=bold)
        sheet.row_dimensions[row].height = TWO_LINES
    put(sheet, "A14", None)
    put(sheet, "B14", "Tổng điểm", bold=True)
    put(sheet, "C14", "{{ cum.tong_toi_da }}", align="center", bold=True, form=_POINTS)
    put(sheet, "F14", f"={_points(_UNIT, 'F$6')}", align="center", bold=True, form=_POINTS)
    sheet.row_dimensions[14].height = ONE_LINE
    sheet.freeze_panes = "E7"
    sheet.print_title_rows = "5:5"


def score_sheet(sheet: Any) -> None:
    """The sheet of every unit: what was given, what the rule gives, what counts."""
    _top(sheet, "cham_diem", "BẢNG CHẤM ĐIỂM CỦA TỪNG ĐƠN VỊ {{ ky | upper }}", "Q")
    heads = (
        ("Mã đơn vị", 3), ("Nhóm", 3), ("Quy tắc", 3), ("Tiêu chí", 3), ("Mức", 3), ("Mã", 7),
        ("Nội dung tiêu chí", 46), ("Điểm tối đa", 8), ("Kết quả", 10), ("Chỉ tiêu", 10), ("Điểm tự động", 9),
        ("Điểm tự chấm", 8.5), ("Điểm cụm chấm chéo", 9), ("Điểm thẩm định", 9), ("Điểm được tính", 9),
        ("Minh chứng", 24), ("Ghi chú", 18), ("Còn thiếu", 3), ("Có tự chấm", 3),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].hidden = 64, True
    sheet["F7"] = "{%tr for u in cum.so.don_vi %}"
    for letter in "FGHIJKLMNOPQ":
        put(sheet, f"{letter}8", None, fill=True)
        put(sheet, f"{letter}10", None)
        put(sheet, f"{letter}15", None)
    put(sheet, "F8", "{{ loop.index }}", bold=True, align="center", fill=True)
    put(sheet, "G8", "{{ u.ten }}", bold=True, fill=True)
    whole = '=IF(SUM(R12:R12,R17:R17)>0,"",ROUND(SUM(O12:O12,O17:O17),$B$4))'
    put(sheet, "O8", whole, bold=True, align="center", fill=True, form=_POINTS)
    sheet["F9"] = "{%tr for g in u.nhom %}"
    put(sheet, "F10", "{{ g.ma }}", bold=True, align="center")
    put(sheet, "G10", "{{ g.ten }}", bold=True)
    put(sheet, "H10", "{{ g.max }}", bold=True, align="center", form=_POINTS)
    of_group = '=IF(SUM(R12:R12)>0,"",ROUND(SUM(O12:O12),$B$4))'
    put(sheet, "O10", of_group, bold=True, align="center", form=_POINTS)
    sheet["F11"], sheet["F13"], sheet["F14"] = "{%tr for d in g.dong %}", "{%tr endfor %}", "{%tr endfor %}"
    hidden = (("A", "u.ma"), ("B", "g.khoa"), ("C", "d.quy_tac"), ("D", "d.khoa"), ("E", "d.tu_muc"))
    _score_row(sheet, 12, "d", hidden)
    put(sheet, "I12", "{{ d.ket_qua }}", align="center", form=_AMOUNT)
    put(sheet, "J12", "{{ d.chi_tieu }}", align="center", form=_AMOUNT)
    measured = 'ROUND(IF(C12="bands_target",I12/J12*100,I12),8)'
    added, keys, lows = (f"'Quy tắc'!${letter}${_BAND}:${letter}${_BAND}" for letter in "FED")
    bands = f'SUMIFS({added},{keys},D12,{lows},"<="&{measured})'
    share = f'IF(C12="proportional",MIN(H12,H12*MAX(I12,0)/J12),IF(C12="yes_no",IF(I12>=E12,H12,0),{bands}))'
    put(sheet, "K12", f'=IF(OR(C12="",I12=""),"",ROUND({share},$B$4))', align="center", form=_POINTS)
    put(sheet, "O12", '=IF(N12<>"",N12,K12)', align="center", form=_POINTS, bold=True)
    put(sheet, "G15", "Điểm thưởng, điểm trừ", bold=True)
    sheet["F16"], sheet["F18"], sheet["F19"] = "{%tr for t in u.thuong_tru %}", "{%tr endfor %}", "{%tr endfor %}"
    _score_row(sheet, 17, "t", (("A", "u.ma"), ("C", "t.loai"), ("D", "t.khoa")))
    for letter in "IJK":
        put(sheet, f"{letter}17", None)
    given = 'IF(C17="tru",-ABS(N17),N17)'
    capped = f'IF(H17="",{given},MAX(-H17,MIN(H17,{given})))'
    put(sheet, "O17", f'=IF(N17<>"",{capped},IF(AND(L17="",M17=""),0,""))', align="center", form=_POINTS, bold=True)
    for row, height in ((8, ONE_LINE), (10, TWO_LINES), (15, ONE_LINE)):
        sheet.row_dimensions[row].height = height
    for letter in "ABCDERS":
        sheet.column_dimensions[letter].hidden = True
    allowed = DataValidation(
        type="decimal", operator="between", formula1="0", formula2="$H12", allow_blank=True, showErrorMessage=True,
        errorTitle="Điểm không hợp lệ", error="Điểm phải từ 0 đến điểm tối đa của tiêu chí. Chưa chấm thì để trống.",
    )  # fmt: skip
    allowed.add("L12:N12")
    sheet.add_data_validation(allowed)
    wrong = FormulaRule(formula=['AND(L12<>"",OR(L12<0,L12>$H12))'], fill=_WRONG)
    sheet.conditional_formatting.add("L12:N12", wrong)
    sheet.freeze_panes = "H6"
    sheet.print_title_rows = "5:5"


def _score_row(sheet: Any, row: int, of: str, hidden: tuple[tuple[str, str], ...]) -> None:
    for letter, name in hidden:
        put(sheet, f"{letter}{row}", "{{ " + name + " }}", border=False)
    cells = (
        ("F", "ma", "center"), ("G", "ten", "left"), ("H", "max" if of == "d" else "tran", "center"),
        ("L", "tu_cham", "center"), ("M", "cham_cheo", "center"), ("N", "tham_dinh", "center"),
        ("P", "minh_chung", "left"), ("Q", "ghi_chu", "left"),
    )  # fmt: skip
    for letter, name, align in cells:
        words = letter in "PQ"
        put(
            sheet, f"{letter}{row}", "{{ " + f"{of}.{name}" + " }}", align=align, size=10 if words else 12,
            form=None if letter in "FGPQ" else _POINTS, italic=letter == "Q",
        )  # fmt: skip
    put(sheet, f"R{row}", f'=IF(O{row}="",1,0)', border=False)
    put(sheet, f"S{row}", f'=IF(L{row}="",0,1)', border=False)
    sheet.row_dimensions[row].height = TWO_LINES


def ballot_sheet(sheet: Any) -> None:
    """The record of secret ballots: counts are typed, the share and whether they add up are worked out."""
    _top(sheet, "bo_phieu", "KẾT QUẢ BỎ PHIẾU KÍN {{ ky | upper }}", "L")
    put(sheet, "B4", "{{ so_le }}", border=False)  # percents are cut as the office cuts them
    put(sheet, "C4", "{{ cum.so.goc }}", border=False)
    put(sheet, "D4", "{{ cum.so.can_dat }}", border=False)
    heads = (
        ("TT", 6), ("Nội dung bỏ phiếu", 36), ("Đơn vị, cá nhân", 30), ("Thành viên", 9), ("Phát ra", 8), ("Thu về", 8),
        ("Hợp lệ", 8), ("Đồng ý", 8), ("Tỷ lệ đồng ý (%)", 11), ("Hình thức đề nghị", 26), ("Đủ tỷ lệ", 9),
        ("Kiểm tra", 12),
    )  # fmt: skip
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].hidden = 48, True
    sheet["A7"], sheet["A9"] = "{%tr for p in cum.so.phieu %}", "{%tr endfor %}"
    names = ("loop.index", "p.noi_dung", "p.doi_tuong", "p.thanh_vien", "p.phat_ra", "p.thu_ve", "p.hop_le", "p.dong_y")
    for number, name in enumerate(names, 1):
        letter = get_column_letter(number)
        put(sheet, f"{letter}8", "{{ " + name + " }}", align="left" if letter in "BC" else "center", form=WHOLE)
    base = 'IF($C$4="thanh_vien",D8,IF($C$4="phat_ra",E8,IF($C$4="thu_ve",F8,G8)))'
    pairs = combinations("DEFGH", 2)
    fits = "AND(" + ",".join(f'IF(AND({a}8<>"",{b}8<>""),{a}8>={b}8,TRUE)' for a, b in pairs) + ")"
    put(sheet, "L8", f'=IF({fits},"khớp","không khớp")', align="center")
    usable = f'OR(H8="",{base}="",{base}=0,L8<>"khớp")'
    put(sheet, "I8", f'=IF({usable},"",{cut(f"H8/{base}*100")})', align="center", form="[$-42A]0.##")
    put(sheet, "J8", "{{ p.hinh_thuc }}", size=10)
    put(sheet, "K8", f'=IF(OR(J8="",{usable}),"",IF(ROUND(H8/{base}*100,8)>=$D$4,"đủ","chưa đủ"))', align="center")
    sheet.row_dimensions[8].height = TWO_LINES
    put(sheet, "A10", "Tỷ lệ tính trên {{ cum.goc_phieu }}; cần đạt {{ cum.so.can_dat }}%.", border=False, italic=True)
    sheet.merge_cells("A10:L10")
    sheet.print_title_rows = "5:5"


def rules_sheet(sheet: Any) -> None:
    """The table of the cluster in words; the bands stand at its right, where the formulas look them up."""
    _top(sheet, "quy_tac", "BẢNG TIÊU CHÍ CHẤM ĐIỂM {{ ky | upper }}", "F")
    heads = (
        ("Mã", 16),
        ("Nội dung tiêu chí", 62),
        ("Điểm tối đa", 9),
        ("Chỉ tiêu", 9),
        ("Cách chấm", 52),
        ("Phải có minh chứng", 10),
    )
    row_of_heads(sheet, 5, heads)
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].hidden = 48, True
    sheet["A7"], sheet["A9"] = "{%tr for q in cum.so.quy_tac %}", "{%tr endfor %}"
    cells = (("A", "ma"), ("B", "ten"), ("C", "max"), ("D", "chi_so"), ("E", "cach"), ("F", "minh_chung"))
    for letter, name in cells:
        put(
            sheet, f"{letter}8", "{{ q." + name + " }}", align="left" if letter in "BE" else "center",
            form=_POINTS if letter == "C" else None, size=11 if letter == "E" else 12,
        )  # fmt: skip
    sheet.row_dimensions[8].height = TWO_LINES
    put(sheet, "A10", "{{ cum.chua_kiem_chung }}", border=False, italic=True, wrap=False)
    put(
        sheet,
        "A11",
        "Mức điểm của các tiêu chí chấm theo mức (công thức tra ở bảng này)",
        border=False,
        bold=True,
        wrap=False,
    )
    for letter, text in (("A", "Mã"), ("B", "Tiêu chí"), ("C", "Điểm"), ("D", "Từ"), ("E", "Khóa"), ("F", "Thêm")):
        put(sheet, f"{letter}12", text, bold=True, align="center", fill=True)
    sheet["A13"], sheet["A15"] = "{%tr for m in cum.so.muc %}", "{%tr endfor %}"
    for letter, name in (("A", "ma"), ("B", "ten"), ("C", "diem"), ("D", "tu"), ("E", "khoa"), ("F", "them")):
        numeric = letter in "CDF"
        put(
            sheet, f"{letter}{_BAND}", "{{ m." + name + " }}", align="left" if letter == "B" else "center",
            form=_POINTS if numeric else None,
        )  # fmt: skip
    sheet.print_title_rows = "5:5"

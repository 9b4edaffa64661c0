"""The Excel lists that come with award papers: collectives and individuals, the same rows as the Word list."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.makers.annex_look import ONE_LINE, TWO_LINES, heading, new_book, put, row_of_heads, set_page

Column = tuple[str, float, str, str]
"""A column's title, its width, the field of a row it prints, and its side."""

_COLLECTIVES: tuple[Column, ...] = (
    ("STT", 6, "tt", "center"), ("Tên tập thể", 40, "ten", "left"),
    ("Đơn vị quản lý trực tiếp", 26, "don_vi", "left"), ("Số đoàn viên", 8, "so_doan_vien", "center"),
    ("Trong đó nữ", 8, "so_nu", "center"), ("Hình thức, danh hiệu", 26, "hinh_thuc", "left"),
    ("Khen thưởng đã đạt", 30, "da_khen", "left"), ("Ghi chú", 12, "ghi_chu", "left"),
)  # fmt: skip
_INDIVIDUALS: tuple[Column, ...] = (
    ("STT", 6, "tt", "center"), ("Danh xưng", 7, "danh_xung", "center"), ("Họ và tên", 22, "ten", "left"),
    ("Năm sinh (Nam)", 7, "nam_sinh_nam", "center"), ("Năm sinh (Nữ)", 7, "nam_sinh_nu", "center"),
    ("Chức vụ", 17, "chuc_vu", "left"), ("Đơn vị công tác", 23, "don_vi", "left"),
    ("Phân loại đối tượng", 15, "phan_loai", "left"), ("Hình thức, danh hiệu", 20, "hinh_thuc", "left"),
    ("Sáng kiến", 6, "sang_kien", "center"), ("Khen thưởng đã đạt", 24, "da_khen", "left"),
    ("Xếp loại", 13, "xep_loai", "left"), ("Phiếu đồng ý", 9, "phieu", "center"), ("Ghi chú", 9, "ghi_chu", "left"),
)  # fmt: skip
THREE_LINES, FIVE_LINES = 47, 74  # heights in pt of rows set in 11 or 12 pt
_RECORD = frozenset(("so_doan_vien", "so_nu", "phan_loai", "sang_kien", "da_khen", "xep_loai", "phieu"))
"""What a list of those proposed tells of each, and a list of those awarded does not."""


def award_lists(section: str, doing: str, *, record: bool = True) -> Workbook:
    """The workbook for a section of `de_nghi` («trinh»); `doing` is what the titles say («ĐỀ NGHỊ KHEN THƯỞNG»).

    `record`: with the columns of each one's record.
    """
    book = new_book()
    for name, who, field, all_columns in (
        ("Tập thể", "TẬP THỂ", "tap_the", _COLLECTIVES),
        ("Cá nhân", "CÁ NHÂN", "ca_nhan", _INDIVIDUALS),
    ):
        columns = tuple(column for column in all_columns if record or column[2] not in _RECORD)
        sheet: Any = book.create_sheet(name)
        set_page(sheet)
        last = get_column_letter(len(columns))
        heading(sheet, f"DANH SÁCH {who} {doing}", "{{ ky | upper }}", last, (20, 20, 20))
        row_of_heads(sheet, 5, tuple((title, width) for title, width, _, _ in columns))
        sheet.row_dimensions[5].height = THREE_LINES
        _rows(
            sheet,
            f"de_nghi.{section}.{field}.nhom",
            columns,
            (THREE_LINES if field == "tap_the" else FIVE_LINES) if record else TWO_LINES,
        )
        sheet.freeze_panes = "D6"
        sheet.print_title_rows = "5:5"
    return book


def _rows(sheet: Any, groups: str, columns: tuple[Column, ...], height: float) -> None:
    """Each group's head where it has one, then its rows, all of one height."""
    last = get_column_letter(len(columns))
    sheet["A6"], sheet["A7"] = "{%tr for nhom in " + groups + " %}", "{%tr if nhom.ten %}"
    put(sheet, "A8", "{{ nhom.ten }}: {{ nhom.so }}", bold=True)
    for number in range(2, len(columns) + 1):
        put(sheet, f"{get_column_letter(number)}8", None)
    sheet.merge_cells(f"A8:{last}8")
    sheet["A9"], sheet["A10"] = "{%tr endif %}", "{%tr for x in nhom.dong %}"
    for number, (_, _, field, side) in enumerate(columns, 1):
        put(sheet, f"{get_column_letter(number)}11", "{{ x." + field + " }}", align=side, size=11)
    sheet["A12"], sheet["A13"] = "{%tr endfor %}", "{%tr endfor %}"
    sheet.row_dimensions[8].height, sheet.row_dimensions[11].height = ONE_LINE, height

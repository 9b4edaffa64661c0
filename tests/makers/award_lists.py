"""The Excel lists that come with award papers: collectives and individuals, the same rows as the Word list."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.makers.annex_look import ONE_LINE, TWO_LINES, heading, new_book, put, row_of_heads, set_page

Column = tuple[str, float, str, str]
"""A column's title, its width, the field of a row it prints, and its side."""

_COLLECTIVES: tuple[Column, ...] = (
    ("STT", 6, "tt", "center"), ("Tên tập thể", 42, "ten", "left"),
    ("Đơn vị quản lý trực tiếp", 30, "don_vi", "left"), ("Số đoàn viên", 10, "so_doan_vien", "center"),
    ("Trong đó nữ", 9, "so_nu", "center"), ("Hình thức, danh hiệu", 30, "hinh_thuc", "left"),
    ("Khen thưởng đã đạt", 30, "da_khen", "left"), ("Ghi chú", 16, "ghi_chu", "left"),
)  # fmt: skip
_INDIVIDUALS: tuple[Column, ...] = (
    ("STT", 6, "tt", "center"), ("Danh xưng", 9, "danh_xung", "center"), ("Họ và tên", 24, "ten", "left"),
    ("Năm sinh (Nam)", 8, "nam_sinh_nam", "center"), ("Năm sinh (Nữ)", 8, "nam_sinh_nu", "center"),
    ("Chức vụ", 24, "chuc_vu", "left"), ("Đơn vị công tác", 28, "don_vi", "left"),
    ("Phân loại đối tượng", 20, "phan_loai", "left"), ("Hình thức, danh hiệu", 28, "hinh_thuc", "left"),
    ("Số sáng kiến", 8, "sang_kien", "center"), ("Khen thưởng đã đạt", 34, "da_khen", "left"),
    ("Xếp loại", 18, "xep_loai", "left"), ("Phiếu đồng ý", 13, "phieu", "center"), ("Ghi chú", 14, "ghi_chu", "left"),
)  # fmt: skip


def award_lists(section: str, doing: str) -> Workbook:
    """The workbook for a section of `de_nghi` («trinh»); `doing` is what the titles say («ĐỀ NGHỊ KHEN THƯỞNG»)."""
    book = new_book()
    for name, who, field, columns in (
        ("Tập thể", "TẬP THỂ", "tap_the", _COLLECTIVES),
        ("Cá nhân", "CÁ NHÂN", "ca_nhan", _INDIVIDUALS),
    ):
        sheet: Any = book.create_sheet(name)
        set_page(sheet)
        last = get_column_letter(len(columns))
        heading(sheet, f"DANH SÁCH {who} {doing}", "{{ ky | upper }}", last, (20, 20, 20))
        row_of_heads(sheet, 5, tuple((title, width) for title, width, _, _ in columns))
        sheet.row_dimensions[5].height = TWO_LINES
        _rows(sheet, f"de_nghi.{section}.{field}.nhom", columns, last)
        sheet.freeze_panes = "D6"
        sheet.print_title_rows = "5:5"
    return book


def _rows(sheet: Any, groups: str, columns: tuple[Column, ...], last: str) -> None:
    """Each group's head where it has one, then its rows: text that wraps, so that a row is as high as it needs."""
    sheet["A6"], sheet["A7"] = "{%tr for nhom in " + groups + " %}", "{%tr if nhom.ten %}"
    put(sheet, "A8", "{{ nhom.ten }}: {{ nhom.so }}", bold=True)
    for number in range(2, len(columns) + 1):
        put(sheet, f"{get_column_letter(number)}8", None)
    sheet.merge_cells(f"A8:{last}8")
    sheet["A9"], sheet["A10"] = "{%tr endif %}", "{%tr for x in nhom.dong %}"
    for number, (_, _, field, side) in enumerate(columns, 1):
        put(sheet, f"{get_column_letter(number)}11", "{{ x." + field + " }}", align=side, size=11)
    sheet["A12"], sheet["A13"] = "{%tr endfor %}", "{%tr endfor %}"
    sheet.row_dimensions[8].height, sheet.row_dimensions[11].height = ONE_LINE, 2 * TWO_LINES

"""Turn one description of a member list into an Excel template in each engine's syntax, or into the finished list.

XlsxWriter writes XML as Excel does. The body is one styled row between the heads on row 5 and the totals; formulas,
merges, conditional formats, a validation, a chart, a picture, names, print settings and a second sheet speak of it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

COLUMNS = {
    "stt": ("STT", 6),
    "ho_ten": ("Họ và tên", 26),
    "ngay_sinh": ("Ngày sinh", 12),
    "don_vi": ("Đơn vị", 30),
    "chuc_vu": ("Chức vụ", 16),
    "luong": ("Lương", 14),
    "he_so": ("Hệ số", 8),
    "doan_phi": ("Đoàn phí", 14),
    "da_nop": ("Đã nộp", 14),
    "ghi_chu": ("Ghi chú", 40),
}
NUMBERS = frozenset({"stt", "luong", "he_so", "doan_phi", "da_nop"})
_MONEY = frozenset({"luong", "doan_phi", "da_nop"})
FIRST = 6
"""The row, counted from 1, of the first member in the finished list."""

Cells = Sequence[Any]


def _mark_row() -> list[str]:
    return [f"@@{key}" for key in COLUMNS]


def _jinja_row() -> list[str]:
    return [f"{{{{ r.{key} }}}}" for key in COLUMNS]


def _xltpl_row() -> list[str]:
    cells = [f"{{% xv r.{key} %}}" if key in NUMBERS else f"{{{{ r.{key} }}}}" for key in COLUMNS]
    return ["{% for r in rows %}" + cells[0], *cells[1:]]


def _npm_row() -> list[str]:
    return [f"${{table:rows.{key}}}" for key in COLUMNS]


def _carbone_row(at: str) -> list[str]:
    return [f"{{d.rows[{at}].{key}{':formatN()' if at == 'i' and key in NUMBERS else ''}}}" for key in COLUMNS]


_SLOTS = {"jinja": "{{ %s }}", "xltpl": "{{ %s }}", "npm": "${%s}", "carbone": "{d.%s}", "marks": "@@%s"}
_BODIES: Mapping[str, Callable[[], list[Cells]]] = {
    "jinja": lambda: [["{%tr for r in rows %}"], _jinja_row(), ["{%tr endfor %}"]],
    "xltpl": lambda: [_xltpl_row()],
    "npm": lambda: [_npm_row()],
    "carbone": lambda: [_carbone_row("i"), _carbone_row("i+1")],
    "marks": lambda: [_mark_row()],
}
SYNTAXES = tuple(_BODIES)


def write_excel_template(path: Path, syntax: str) -> None:
    slot = _SLOTS[syntax]
    before = "{% endfor %}" if syntax == "xltpl" else ""
    _write(path, slot % "don_vi", "Năm " + slot % "nam", _BODIES[syntax](), total=f"{before}TỔNG CỘNG")


def write_list(path: Path, data: Mapping[str, Any]) -> None:
    """The finished list from nothing, with the totals beside their formulas."""
    body = [tuple(row.values()) for row in data["rows"]]
    sums = {key: sum(row[key] for row in data["rows"]) for key in NUMBERS}
    _write(path, data["don_vi"], f"Năm {data['nam']}", body, total="TỔNG CỘNG", sums=sums)


def _write(
    path: Path, title: str, year: str, body: Sequence[Cells], *, total: str, sums: Mapping[str, Any] | None = None
) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("DanhSach")
    centred = book.add_format({"align": "center"})
    sheet.merge_range("A1:J1", title, book.add_format({"bold": True, "font_size": 14, "align": "center"}))
    sheet.merge_range("A2:J2", "DANH SÁCH ĐOÀN VIÊN ĐÓNG ĐOÀN PHÍ", centred)
    sheet.merge_range("A3:J3", year, centred)
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    for col, (text, width) in enumerate(COLUMNS.values()):
        sheet.write(FIRST - 2, col, text, head)
        sheet.set_column(col, col, width)
    look = {"font_name": "Times New Roman", "font_size": 12, "border": 1}
    plain, money, rate = (
        book.add_format(look | more) for more in ({}, {"num_format": "#,##0"}, {"num_format": "0.00"})
    )
    formats = [money if key in _MONEY else rate if key == "he_so" else plain for key in COLUMNS]
    _write_body(sheet, body, formats)
    last = FIRST + len(body) - 1
    _write_end(book, sheet, last, total, (plain, money, rate, centred), sums or {}, max(len(body), 1))
    _write_settings(book, sheet, last)
    book.close()


def _write_body(sheet: Any, body: Sequence[Cells], formats: Sequence[Any]) -> None:
    for row, cells in enumerate(body, start=FIRST - 1):
        for col, (value, look) in enumerate(zip(cells, formats, strict=False)):
            if isinstance(value, str):
                sheet.write_string(row, col, value, look)
            else:
                sheet.write_number(row, col, value, look)


def _write_end(
    book: Any, sheet: Any, last: int, total: str, formats: Sequence[Any], sums: Mapping[str, Any], count: int
) -> None:
    plain, money, rate, centred = formats
    line = last + 1
    sheet.merge_range(f"A{line}:E{line}", total, plain)
    for col, key in (("F", "luong"), ("H", "doan_phi"), ("I", "da_nop")):
        sheet.write_formula(f"{col}{line}", f"=SUM({col}{FIRST}:{col}{last})", money, sums.get(key, 0))
    sheet.write_formula(f"G{line}", f"=AVERAGE(G{FIRST}:G{last})", rate, sums.get("he_so", 0) / count)
    sheet.merge_range(f"H{line + 2}:J{line + 2}", "TM. BAN CHẤP HÀNH", centred)
    other = book.add_worksheet("TongHop")
    fees = sums.get("doan_phi", 0)
    other.write("A1", "Tổng đoàn phí")
    other.write_formula("B1", f"=SUM(DanhSach!H{FIRST}:H{last})", None, fees)
    other.write_formula("B2", f"=DanhSach!H{line}", None, fees)
    other.write_formula("B3", "=SUM(TongPhi)", None, fees)


def _write_settings(book: Any, sheet: Any, last: int) -> None:
    from tests.bench.cases import POSTS

    late = {"type": "formula", "criteria": f"=$I{FIRST}<$H{FIRST}", "format": book.add_format({"bg_color": "#FFC7CE"})}
    sheet.conditional_format(f"I{FIRST}:I{last}", late)
    sheet.conditional_format(f"F{FIRST}:F{last}", {"type": "data_bar"})
    sheet.data_validation(f"E{FIRST}:E{last}", {"validate": "list", "source": list(POSTS)})
    chart = book.add_chart({"type": "column"})
    span = f"${FIRST}:${{col}}${last}"
    chart.add_series(
        {
            "name": f"=DanhSach!$H${FIRST - 1}",
            "categories": "=DanhSach!$B" + span.format(col="B"),
            "values": "=DanhSach!$H" + span.format(col="H"),
        }
    )
    chart.set_title({"name": "Đoàn phí"})
    sheet.insert_chart("L6", chart)
    sheet.insert_image("L1", "logo.png", {"image_data": io.BytesIO(_logo())})
    sheet.print_area(f"A1:J{last + 3}")
    sheet.repeat_rows(FIRST - 2)
    sheet.autofilter(f"A{FIRST - 1}:J{last}")
    sheet.freeze_panes(FIRST - 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CTrang &P/&N")
    book.define_name("TongPhi", "=DanhSach!$H" + span.format(col="H"))


def _logo() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (120, 60), (200, 30, 40)).save(out, "PNG")
    return out.getvalue()

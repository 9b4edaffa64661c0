"""The figures as a plain workbook: every row looks alike below its titles, and text is never a formula."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from drafter.render.figures_workbook import figures_workbook


def test_every_row_below_the_titles_looks_alike() -> None:
    rows = [("E02", "=1+1", Decimal("1.5"), None)] * 4
    titles = ("Mã", "Chỉ tiêu", "Giá trị", "Tử số")
    data = figures_workbook((titles, []), (titles, rows))
    assert data == figures_workbook((titles, []), (titles, rows))
    totals, sources = load_workbook(BytesIO(data)).worksheets
    assert [cell.value for cell in totals[1]] == list(titles)
    looks = [{(cell.font.name, cell.font.b, cell.alignment.wrap_text) for cell in row} for row in sources]
    assert [look for (look,) in looks] == [("Times New Roman", True, True)] + [("Times New Roman", False, True)] * 4
    assert [(cell.value, cell.data_type) for cell in sources[5]] == [
        ("E02", "s"),
        ("=1+1", "s"),
        (1.5, "n"),
        (None, "n"),
    ]

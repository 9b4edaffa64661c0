"""Turn Organisations into the office's list of units as an .xlsx, or write an example of such a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import drafter.intake.form_style as style
from drafter.intake.form_writer import to_bytes
from drafter.intake.units import EXAMPLE_NOTE, LEVEL_WORDS, UnitColumn
from drafter.model.organisation import Level, Organisation

_WIDTHS = dict(zip(UnitColumn, (14, 46, 40, 24, 20, 16, 13, 13, 16, 15, 30), strict=True))
_EXAMPLE = (
    ("CDCS-001", "Công đoàn cơ sở Trường Tiểu học Thịnh An", "CĐCS TH Thịnh An; TH Thịnh An", "Hành chính, sự nghiệp"),
    ("CDCS-002", "Công đoàn cơ sở Công ty TNHH May Hòa Mẫu", "CĐCS May Hòa Mẫu", "Doanh nghiệp ngoài nhà nước"),
)


def write_units(units: Iterable[Organisation] = ()) -> bytes:
    """The list as an .xlsx; without units, an example list whose rows say that they are examples."""
    workbook = Workbook()
    style.set_typeface(workbook)
    sheet = workbook.active
    sheet.title = "Đơn vị"
    for number, column in enumerate(UnitColumn, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[column]
        style.put_text(sheet, 1, number, column.value + (" (;)" if column is UnitColumn.ALIASES else ""), style.HEAD)
    for row, values in enumerate(list(_rows(units)) or _example_rows(), start=2):
        for number, value in enumerate(values, start=1):
            _put(sheet, row, number, value)
    sheet.freeze_panes = "C2"
    style.set_page(sheet, 1)
    return to_bytes(workbook)


def _put(sheet: Worksheet, row: int, column: int, value: str | date | None) -> None:
    """A value in its own type: dates as dates, the rest as text."""
    cell = sheet.cell(row, column)
    style.dress(cell, style.Look(number_format="dd/mm/yyyy" if isinstance(value, date) else "General"))
    if isinstance(value, date):
        cell.value = value
    elif value:
        style.put_text(sheet, row, column, value)


def _rows(units: Iterable[Organisation]) -> Iterable[tuple[str | date | None, ...]]:
    for unit in units:
        for standing in unit.standings:
            aliases = "; ".join(unit.aliases)
            yield (
                unit.code, standing.name, aliases, LEVEL_WORDS[standing.level], unit.sector, standing.parent,
                standing.valid_from, standing.valid_to, unit.merged_into, unit.merged_on, "",
            )  # fmt: skip


def _example_rows() -> list[tuple[str | date | None, ...]]:
    level = LEVEL_WORDS[Level.GRASSROOTS]
    return [
        (code, name, aliases, level, sector, "", None, None, "", None, EXAMPLE_NOTE)
        for code, name, aliases, sector in _EXAMPLE
    ]

"""The made-up office of tỉnh Sông Vàng: forms of 2024 that are in order, forms of 2025 with planted faults.

The faults are the constants below; everything else in the forms is true to `van_phong_figures`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidationList

from drafter.intake.form_layout import FIGURES_SHEET, FigureColumn, FormSpec
from drafter.model.figure import Figure, FigureKey, Qualifier
from drafter.model.period import Period
from drafter.render.figures_workbook import workbook_bytes
from drafter.standards.catalogue import load_catalogue
from drafter.wording.fold import slug
from tests.makers.past_reports import make_past_reports
from tests.makers.samples import Row, filled_form, spec_for, unit_list
from tests.makers.van_phong_figures import OFFICE_FIGURES, Given, Year, unit_figures
from tests.makers.van_phong_registers import write_registers
from tests.makers.van_phong_units import OFFICE, OFFICE_NAME, PROFILES, SETTINGS, Profile, stood
from tests.makers.van_phong_words import OFFICE_AWARDS, OFFICE_WORDS, UNIT_AWARDS, UNIT_WORDS

IN, LATE_IN = "bieu-da-nhan", "bieu-nop-muon"
DEADLINE_DAYS = 15

# The planted faults of 2025.

MISSING_UNIT = "CDCS-15"
"""No form at all."""

LATE_UNIT = "CDCS-09"
"""Its form lies in `bieu-nop-muon/2025/`: it comes after the deadline and after the first draft."""

RATE_ONLY_UNIT, RATE_ONLY = "CDCS-10", {"C07": Decimal("0.833")}
"""A percent alone, 83,3% in Excel's way: how many of how many is not told (5/6), so there is no rate of the whole."""

TEXT_UNIT = "CDCS-13"
TEXT_NUMBERS: Mapping[str, tuple[str, Decimal, Qualifier]] = {
    "A01": ("1.228", Decimal(1228), Qualifier.EXACT),
    "B02": ("hơn 1.400", Decimal(1400), Qualifier.OVER),
    "C18": ("435,2 triệu đồng", Decimal("435.2"), Qualifier.EXACT),
    "G02a": ("1,84 tỷ đ", Decimal(1840), Qualifier.EXACT),
}
"""Numbers typed as text: what was typed, and the one thing it can mean in the row's unit."""

AMBIGUOUS_UNIT, AMBIGUOUS = "CDCS-20", {"G02a": "5.977"}
"""Money with three digits behind the dot: 5977 or 5,977 triệu đồng. The unit must be asked."""

EXCESS_UNIT, EXCESS = "CDCS-22", {"A05": 726}
"""More women members than members: 726 typed for 326, of 666 members."""

FLOW_UNIT, FLOW = "CDCS-18", {"E02": 31}
"""31 new members typed for 21: begin + in − out is 244, the form says 234."""

MOVED_UNIT = "CDCS-21"
"""Its rows were sorted the other way round and its columns put in another order: it must read as if they had not."""

DUPLICATED_UNIT = AMBIGUOUS_UNIT
"""Its form came twice, the second an exact copy under another name; a corrected form follows late."""

STRAY_FILE = "danh-sach-lien-he.xlsx"
"""A list of telephone numbers among the forms."""

MOVED_COLUMNS = (
    FigureColumn.NOTE,
    FigureColumn.ACTUAL,
    FigureColumn.CODE,
    FigureColumn.DENOMINATOR,
    FigureColumn.NUMERATOR,
    FigureColumn.NAME,
    FigureColumn.TARGET,
    FigureColumn.PREVIOUS,
    FigureColumn.UNIT,
)

OFFICE_TARGETS: Mapping[int, Mapping[str, object]] = {
    2024: {
        "A04": 16000, "A14a": "không quá 1", "B03": Decimal("0.95"), "C03": 2, "C04": Decimal("0.8"), "C06": 1,
        "C07": Decimal("0.8"), "C08": Decimal("0.9"), "C23a": 5, "D03a": 440, "E01": 1, "E02": 1500,
        "E07a": Decimal("0.95"), "E07b": Decimal("0.7"), "E08a": 5, "E08b": 430, "F01b": 1, "G01": 19500, "G02a": 25500,
        "H01": 32, "H02a": 25, "I01": 75, "I02a": 40, "I05": 3,
    },
    2025: {
        "A04": 16700, "A14a": "không quá 1", "B03": Decimal("0.95"), "C03": 3, "C04": Decimal("0.85"), "C06": 1,
        "C07": Decimal("0.8"), "C08": Decimal("0.9"), "C23a": 5, "D03a": 460, "E01": 2, "E02": 1500,
        "E07a": Decimal("0.95"), "E07b": Decimal("0.75"), "E08a": 6, "E08b": 450, "F01b": 1, "G01": 16500,
        "G02a": 28000, "H01": 31, "H02a": 28, "I01": 75, "I02a": 40, "I05": 4,
    },
    2026: {
        "A04": 17500, "A14a": "không quá 1", "B03": Decimal("0.96"), "C03": 4, "C04": Decimal("0.88"), "C06": 1,
        "C07": Decimal("0.85"), "C08": Decimal("0.92"), "C23a": 6, "D03a": 470, "E01": 3, "E02": 1600,
        "E07a": Decimal("0.95"), "E07b": Decimal("0.8"), "E08a": 6, "E08b": 500, "F01b": 1, "G01": 14500,
        "G02a": 31000, "H01": 33, "H02a": 28, "I01": 80, "I02a": 45, "I05": 4,
    },
}  # fmt: skip
"""What the office sets for the whole, as typed (Excel keeps 95% as 0,95)."""


def unit_targets(year: Year) -> Mapping[str, Decimal]:
    """What the office gives a unit: whole numbers a little under what it will reach, sometimes a little above."""
    found = {}
    for code, share in (("E02", Decimal("0.97")), ("G01", Decimal("0.98")), ("G02a", Decimal("0.98"))):
        value = year[code]
        assert isinstance(value, Decimal)
        found[code] = (value * share).quantize(Decimal(1))
    return found


def typed_rows(year: Year) -> dict[str, Row]:
    """The cells a careful secretary fills in: rates by their two numbers."""
    return {
        code: Row(numerator=value[0], denominator=value[1]) if isinstance(value, tuple) else Row(actual=value)
        for code, value in year.items()
    }


def faulty_rows(code: str, year: Year) -> dict[str, Row]:
    """The cells of a 2025 form with the unit's planted fault, if it has one."""
    rows = typed_rows(year)
    faults: Mapping[str, Mapping[str, object]] = {
        RATE_ONLY_UNIT: RATE_ONLY,
        TEXT_UNIT: {indicator: typed for indicator, (typed, _, _) in TEXT_NUMBERS.items()},
        AMBIGUOUS_UNIT: AMBIGUOUS,
        EXCESS_UNIT: EXCESS,
        FLOW_UNIT: FLOW,
    }
    return rows | {indicator: Row(actual=typed) for indicator, typed in faults.get(code, {}).items()}


def unit_spec(folder: Path, profile: Profile, years: Mapping[int, Year], year: int) -> FormSpec:
    """The form as the office sent it: last year beside the cells, the targets given, the day it is due."""
    period = Period.parse(str(year))
    spec = spec_for(folder, profile.code, f"Công đoàn cơ sở {profile.name}", period)
    return replace(
        spec,
        previous=_figures(profile.code, years.get(year - 1, {}), Period.parse(str(year - 1))),
        targets=unit_targets(years[year]),
        deadline=period.end + timedelta(days=DEADLINE_DAYS),
    )


def _figures(code: str, year: Year, period: Period) -> dict[str, Figure]:
    units = {indicator.code: indicator.unit for indicator in load_catalogue().indicators}
    return {key: _figure(FigureKey(key, code, period), value, units[key]) for key, value in year.items()}


def _figure(key: FigureKey, value: Given, unit: str) -> Figure:
    if isinstance(value, tuple):
        return Figure(key, None, unit, numerator=Decimal(value[0]), denominator=Decimal(value[1]))
    return Figure(key, value, unit)


def unit_form(folder: Path, profile: Profile, years: Mapping[int, Year], year: int, rows: Mapping[str, Row]) -> bytes:
    """A unit's form of a year with these cells filled in."""
    words = UNIT_WORDS.get(profile.code, ()) if year == 2025 else ()
    author = f"CĐCS {profile.alias}"
    return filled_form(unit_spec(folder, profile, years, year), rows, UNIT_AWARDS.get(profile.code, ()), words, author)


def rearranged(data: bytes) -> bytes:
    """The same form after somebody sorted its rows the other way round and moved its columns about."""
    book = load_workbook(BytesIO(data))
    sheet: Any = book[FIGURES_SHEET]
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == FigureColumn.CODE)
    at = {sheet.cell(head, column).value: column for column in range(1, len(FigureColumn) + 1)}
    last = max(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, at[FigureColumn.CODE]).value)
    rows = [head, *range(last, head, -1)]
    table = [[_look(sheet.cell(row, at[column])) for column in MOVED_COLUMNS] for row in rows]
    heights = [sheet.row_dimensions[row].height for row in rows]
    letters = [sheet.cell(head, column).column_letter for column in range(1, len(MOVED_COLUMNS) + 1)]
    widths = [sheet.column_dimensions[letters[at[column] - 1]].width for column in MOVED_COLUMNS]
    for row, (cells, height) in enumerate(zip(table, heights, strict=True), head):
        sheet.row_dimensions[row].height = height
        for column, (value, style) in enumerate(cells, 1):
            sheet.cell(row, column).value, sheet.cell(row, column)._style = value, style
    for letter, width in zip(letters, widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.data_validations = DataValidationList()
    return workbook_bytes(book)


def _look(cell: Any) -> tuple[object, Any]:
    return cell.value, copy(cell._style)


def stray_list() -> bytes:
    """A plain list that is no form."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Liên hệ"
    sheet.append(("STT", "Họ và tên", "Đơn vị", "Số điện thoại"))
    for number, (name, where) in enumerate((("Ninh Văn Tiến", "Sở Xây dựng"), ("Âu Thị Lan", "May Sông Vàng")), 1):
        sheet.append((number, name, where, f"0900 000 00{number}"))
    return workbook_bytes(book)


def _name(profile: Profile) -> str:
    return f"{slug(profile.code)}_{slug(profile.alias)}"


def make(folder: Path) -> None:
    """Write the office's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
    (folder / "don-vi.xlsx").write_bytes(unit_list(*(profile.organisation for profile in PROFILES)))
    write_registers(folder)
    make_past_reports(folder)
    for path, data in _forms(folder):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _forms(folder: Path) -> Iterator[tuple[str, bytes]]:
    answers = unit_figures()
    for profile in PROFILES:
        years = answers[profile.code]
        if stood(profile.code, 2024):
            yield f"{IN}/2024/{_name(profile)}.xlsx", unit_form(folder, profile, years, 2024, typed_rows(years[2024]))
        if stood(profile.code, 2025):
            yield from _forms_of_2025(folder, profile, years)
    for year in (2024, 2025, 2026):
        name = f"chi-tieu-{year}" if year == 2026 else f"{slug(OFFICE)}_van-phong"
        yield f"{IN}/{year}/{name}.xlsx", _office_form(folder, year)
    yield f"{IN}/2025/{STRAY_FILE}", stray_list()


def _forms_of_2025(folder: Path, profile: Profile, years: Mapping[int, Year]) -> Iterator[tuple[str, bytes]]:
    code, name = profile.code, _name(profile)
    if code == MISSING_UNIT:
        return
    data = unit_form(folder, profile, years, 2025, faulty_rows(code, years[2025]))
    if code == MOVED_UNIT:
        data = rearranged(data)
    yield f"{LATE_IN if code == LATE_UNIT else IN}/2025/{name}.xlsx", data
    if code == DUPLICATED_UNIT:
        yield f"{IN}/2025/{name}_ban-sao.xlsx", data
        right = unit_form(folder, profile, years, 2025, typed_rows(years[2025]))
        yield f"{LATE_IN}/2025/{name}_nop-lai.xlsx", right


def _office_form(folder: Path, year: int) -> bytes:
    """The office's own form: what it did itself, and the targets for the whole."""
    rows = typed_rows(OFFICE_FIGURES.get(year, {}))
    for code, target in OFFICE_TARGETS[year].items():
        rows[code] = replace(rows.get(code, Row()), target=target)
    spec = spec_for(folder, OFFICE, OFFICE_NAME, Period.parse(str(year)))
    before = Period.parse(str(year - 1))
    spec = replace(spec, previous=_figures(OFFICE, OFFICE_FIGURES.get(year - 1, {}), before))
    author = "Văn phòng LĐLĐ tỉnh"
    return filled_form(spec, rows, OFFICE_AWARDS.get(year, ()), OFFICE_WORDS.get(year, ()), author)

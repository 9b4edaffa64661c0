"""Our sparse reader of .xlsx against openpyxl's files, calamine's eyes and hand-made XML."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from drafter.intake.faults import Fault, Refused
from drafter.intake.xlsx_cells import PlainSheet, address, as_day, plain_number, read_xlsx

VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 3)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20),
    st.booleans(),
    st.dates(date(1905, 1, 1), date(2099, 12, 31)),
)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def first_sheet(data: bytes) -> PlainSheet:
    return read_xlsx(zipfile.ZipFile(io.BytesIO(data))).sheets[0]


@given(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 30)), VALUES, min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_the_same_cells_as_calamine(cells: dict[tuple[int, int], object]) -> None:
    book = Workbook()
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    data = saved(book)
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    seen = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if str(value).strip():
                seen[row, column] = value
    ours = {(row, column): (kind, text) for row, column, kind, text in first_sheet(data).cells}
    assert ours.keys() == seen.keys()
    for place, value in seen.items():
        assert _as_calamine(*ours[place]) == (value.date() if isinstance(value, datetime) else value)


def _as_calamine(kind: str, text: str) -> object:
    match kind:
        case "b":
            return text == "1"
        case "d":
            return date.fromisoformat(text)
        case "n":
            return float(text)
    return text


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("0.91659999999999997", "0.9166"), ("0.30000000000000004", "0.3"), ("82.5", "82.5"), ("1E+3", "1E+3"),
        ("1.8460000000000001", "1.846"), ("123456789012345678", "1.23456789012346E+17"), ("0", "0"), ("-5", "-5"),
    ],
)  # fmt: skip
def test_numbers_are_the_fifteen_digits_excel_shows(digits: str, number: str) -> None:
    assert plain_number(digits) == Decimal(number)


@pytest.mark.parametrize("digits", ["", "abc", "NaN", "Infinity", "1e999", "1e-999"])
def test_what_is_no_number_of_a_form(digits: str) -> None:
    assert plain_number(digits) is None


@pytest.mark.parametrize(
    ("serial", "mac", "day"),
    [
        ("1", False, "1900-01-01"), ("59", False, "1900-02-28"), ("61", False, "1900-03-01"),
        ("45992", False, "2025-12-01"),
        ("45992.75", False, "2025-12-01"), ("0", True, "1904-01-01"), ("44530", True, "2025-12-01"),
    ],
)  # fmt: skip
def test_days_of_both_calendars(serial: str, mac: bool, day: str) -> None:
    assert as_day(Decimal(serial), mac) == day


@pytest.mark.parametrize("serial", ["-1", "2958466", "99999999999"])
def test_days_that_are_none(serial: str) -> None:
    assert as_day(Decimal(serial), False) is None


def test_the_1904_calendar_is_the_workbooks_own() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2025, 12, 1)
    assert first_sheet(saved(book)).cells == [(1, 1, "d", "2025-12-01")]


@pytest.mark.parametrize(
    ("number_format", "kind"),
    [
        ("General", "n"), ("#,##0", "n"), ("0.00%", "p"), ("0%", "p"), ("# ##0,0 %", "p"), ('0.0"%"', "n"),
        ('"hơn "#,##0', "n"),
        ("dd/mm/yyyy", "d"), ("d-mmm", "d"), ("[$-42A]dd mmmm yyyy", "d"), ("h:mm", "d"), ("[Red]0.0", "n"),
        ('#,##0" đồng"', "n"),
        ("_-* #,##0_-", "n"),
    ],
)  # fmt: skip
def test_what_a_number_format_says(number_format: str, kind: str) -> None:
    book = Workbook()
    book.active["A1"] = 0.5
    book.active["A1"].number_format = number_format
    assert [cell[2] for cell in first_sheet(saved(book)).cells] == [kind]


SHEET = (
    '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>{}'
    "</x:sheetData></x:worksheet>"
)


def hand_made(rows: str, strings: str = "") -> list[tuple[int, int, str, str]]:
    """The cells of a sheet written by hand, in the strict namespace and with prefixes, as other programs do."""
    relation = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
    rels = "<Relationships>{}</Relationships>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "_rels/.rels", rels.format(f'<Relationship Id="r" Type="{relation}officeDocument" Target="/x/b.xml"/>')
        )
        archive.writestr("x/b.xml", '<workbook xmlns:r="q"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>')
        parts = f'<Relationship Id="r1" Type="{relation}worksheet" Target="../s.xml"/>'
        parts += f'<Relationship Id="r2" Type="{relation}sharedStrings" Target="t.xml"/>'
        archive.writestr("x/_rels/b.xml.rels", rels.format(parts))
        archive.writestr("x/t.xml", f"<sst>{strings}</sst>")
        archive.writestr("s.xml", SHEET.format(rows))
    return first_sheet(buffer.getvalue()).cells


def test_cells_without_addresses_stand_one_after_another() -> None:
    rows = "<x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row>"
    rows += "<x:row r='7'><x:c><x:v>3</x:v></x:c></x:row>"
    assert hand_made(rows) == [(1, 1, "n", "1"), (1, 3, "n", "2"), (7, 1, "n", "3")]


def test_every_way_to_write_text() -> None:
    strings = "<si><t>một</t></si><si><r><t>h</t></r><r><t>ai</t></r><rPh><t>XX</t></rPh></si><si><t>_x0041_3</t></si>"
    rows = (
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c>'
        '<x:c t="s"><x:v>99</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:r><x:t>bố</x:t></x:r><x:r><x:t>n</x:t></x:r></x:is></x:c>'
        '<x:c t="str"><x:f>A1</x:f><x:v>năm</x:v></x:c></x:row>'
    )
    assert [(cell[2], cell[3]) for cell in hand_made(rows, strings)] == [
        ("t", "một"), ("t", "hai"), ("t", "A3"), ("t", "bốn"), ("t", "năm"),
    ]  # fmt: skip


def test_formulas_with_and_without_a_value() -> None:
    rows = (
        "<x:row><x:c><x:f>SUM(A1)</x:f><x:v>7</x:v></x:c><x:c><x:f>SUM(A1)</x:f></x:c><x:c><x:f>B1</x:f><x:v/></x:c>"
        '<x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
    )
    assert [(cell[1], cell[2], cell[3]) for cell in hand_made(rows)] == [
        (1, "n", "7"), (2, "f", "SUM(A1)"), (3, "f", "B1"), (5, "e", "#DIV/0!"),
    ]  # fmt: skip


def test_merges_and_what_is_hidden() -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = 1
    sheet.merge_cells("B2:C4")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    found = read_xlsx(zipfile.ZipFile(io.BytesIO(saved(book))))
    assert found.sheets[0].merged == [(2, 2, 4, 3)]
    assert found.sheets[0].hidden_rows == [3]
    assert found.sheets[0].hidden_columns == [(5, 5)]
    assert [sheet.hidden for sheet in found.sheets] == [False, True]


@pytest.mark.parametrize(
    ("text", "place"), [("A1", (1, 1)), ("E14", (14, 5)), ("AA10", (10, 27)), ("XFD1048576", (1048576, 16384))]
)
def test_addresses(text: str, place: tuple[int, int]) -> None:
    assert address(text) == place


@pytest.mark.parametrize("text", ["", "A0", "1A", "a1", "AAAA1", "A12345678", "A1:B2"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Refused) as refused:
        address(text)
    assert refused.value.fault is Fault.BROKEN

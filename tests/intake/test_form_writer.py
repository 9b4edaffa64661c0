"""The form as it goes out: what is in it, what may be typed, how it prints."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from form_samples import AWARD_FORMS, CODES, SPEC, UNIT, UNIT_NAME, blank_form, place
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from drafter.intake.form_layout import (
    AWARDS_SHEET,
    FIGURES_SHEET,
    FORM_MARK,
    GUIDE_SHEET,
    LISTS_SHEET,
    NARRATIVE_SHEET,
    TOPIC_ROWS,
    TOPIC_WORDS,
    Asked,
    FigureColumn,
    asked_for,
)
from drafter.intake.form_writer import write_form
from drafter.intake.write_lists import guide_lines
from drafter.model.figure import Figure, FigureKey, Qualifier
from drafter.model.period import Period

NOTE = (
    "Gõ vào các ô màu vàng nhạt; ô xám do máy tính. Không phát sinh: gõ 0; chưa có số liệu: để trống. "
    "Gửi về trước ngày 25/11/2025."
)
ENTRY_SHEETS = (FIGURES_SHEET, AWARDS_SHEET, NARRATIVE_SHEET)


@pytest.fixture(scope="module")
def figures() -> Worksheet:
    return load_workbook(BytesIO(blank_form()))[FIGURES_SHEET]


def test_same_spec_same_bytes_whatever_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_form(SPEC)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert write_form(SPEC) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_another_unit_gives_other_bytes() -> None:
    assert write_form(replace(SPEC, organisation="CDCS-MAY")) != write_form(SPEC)


def test_the_sheets_in_order_with_the_lists_hidden() -> None:
    book = load_workbook(BytesIO(blank_form()))
    assert [(s.title, s.sheet_state) for s in book.worksheets] == [
        (GUIDE_SHEET, "visible"),
        (FIGURES_SHEET, "visible"),
        (AWARDS_SHEET, "visible"),
        (NARRATIVE_SHEET, "visible"),
        (LISTS_SHEET, "hidden"),
    ]
    assert book.active.title == FIGURES_SHEET
    assert book.security.lockStructure


def test_unit_and_period_stand_in_sight_and_in_the_hidden_row(figures: Worksheet) -> None:
    assert [figures.cell(1, column).value for column in (1, 2, 3, 4)] == [FORM_MARK, "1", UNIT, "2025"]
    assert figures.row_dimensions[1].hidden
    seen = [figures[cell].value for cell in ("A2", "A3", "A4", "A5", "A6", "C6", "F5")]
    assert seen == [
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN THANH MẪU",
        "BIỂU SỐ LIỆU NĂM 2025",
        NOTE,
        f"Đơn vị báo cáo: {UNIT_NAME}",
        f"Mã đơn vị: {UNIT}",
        "Mã kỳ báo cáo: 2025",
        "Người lập biểu:",
    ]


def test_a_row_for_each_indicator_under_its_group(figures: Worksheet) -> None:
    codes = [cell.value for cell in figures["A"] if cell.row > 8 and cell.value]
    assert codes == list(CODES)
    headings = [figures.cell(row, 2).value for row in range(9, figures.max_row) if not figures.cell(row, 1).value]
    assert [heading[:2] for heading in headings if heading][:7] == ["A.", "C.", "E.", "G.", "I.", "K.", "NG"]


def test_what_is_asked_of_each_kind_of_row() -> None:
    asked = {code: asked_for(indicator) for code, indicator in zip(CODES, SPEC.indicators, strict=True)}
    assert asked == {
        **dict.fromkeys(("A01", "A04", "A11", "C02", "C16a", "C16b", "E01", "E02", "E03b", "G06"), Asked.VALUE),
        **dict.fromkeys(("A06", "I03", "K02b"), Asked.NOTHING),
        "C06": Asked.RATE,
        "C33": Asked.RATIO,
    }


@pytest.mark.parametrize(
    ("code", "open_columns"),
    [
        ("A01", "FI"),  # a value and a note
        ("A04", "EFI"),  # it may have a target and the office gave none
        ("E02", "FI"),  # the office gave the target
        ("C06", "FGHI"),  # a rate: parts, and the bare rate if need be
        ("C33", "GHI"),  # a ratio: parts only
        ("K02b", ""),  # counted by drafter
    ],
)
def test_only_what_is_asked_may_be_typed(figures: Worksheet, code: str, open_columns: str) -> None:
    row = place(code)[1:]
    assert "".join(c for c in "ABCDEFGHI" if not figures[f"{c}{row}"].protection.locked) == open_columns
    assert figures.protection.sheet
    assert figures.protection.password is None


def test_last_period_and_target_stand_beside_the_empty_cell(figures: Worksheet) -> None:
    assert figures[place("A01", FigureColumn.PREVIOUS)].value == 1846
    assert figures[place("C16b", FigureColumn.PREVIOUS)].value == 82.5
    assert figures[place("E02", FigureColumn.TARGET)].value == 650
    assert figures[place("C06", FigureColumn.TARGET)].value == 1
    assert figures[place("C06", FigureColumn.TARGET)].number_format == "0.00%"
    assert all(figures[place(code)].value is None for code in CODES)


def test_last_period_of_rates_ratios_and_hedged_numbers() -> None:
    key = FigureKey("C06", UNIT, Period.parse("2024"))
    previous = {
        "C06": Figure(key, None, "%", numerator=Decimal(11), denominator=Decimal(12)),
        "C33": Figure(key, Decimal(6), "đơn vị", numerator=Decimal(6), denominator=Decimal(6)),
        "E02": Figure(key, Decimal(1800), "người", Qualifier.OVER),
        "C02": Figure(key, None, "bản"),
    }
    sheet = load_workbook(BytesIO(write_form(replace(SPEC, previous=previous))))[FIGURES_SHEET]
    cells = [sheet[place(code, FigureColumn.PREVIOUS)] for code in ("C06", "C33", "E02", "C02")]
    assert [cell.value for cell in cells] == [pytest.approx(11 / 12), "6/6", 1800, None]
    assert [cell.number_format for cell in cells][::2] == ["0.00%", '"hơn "#,##0']


def test_number_checks_warn_and_let_words_pass(figures: Worksheet) -> None:
    checks = figures.data_validations.dataValidation
    assert {check.errorStyle for check in checks} == {"warning"}
    assert all(check.showErrorMessage and "Vẫn giữ như đã gõ?" in check.error for check in checks)
    assert all(len(check.error) <= 255 and len(check.errorTitle) <= 32 for check in checks)  # Excel's own limits
    assert all(len(check.prompt or "") <= 255 and len(check.promptTitle or "") <= 32 for check in checks)
    checked = {str(area) for check in checks for area in check.sqref.ranges}
    rate = place("C06")[1:]
    assert {place("A01"), place("C16b"), f"F{rate}", f"G{rate}:H{rate}"} <= checked


def test_drop_downs_choose_from_the_hidden_lists() -> None:
    book = load_workbook(BytesIO(blank_form()))
    awards = {str(c.sqref): c.formula1 for c in book[AWARDS_SHEET].data_validations.dataValidation if c.type == "list"}
    assert awards == {
        "A5:A48": "'Danh mục'!$B$2:$B$7",
        "B5:B48": f"'Danh mục'!$A$2:$A${len(AWARD_FORMS) + 1}",
        "C5:C48": "'Danh mục'!$C$2:$C$3",
    }
    lists = book[LISTS_SHEET]
    assert lists["C2"].value == "Tập thể"
    assert lists["A2"].value == f"{AWARD_FORMS[0].name} [{AWARD_FORMS[0].code}]"
    assert [lists.cell(row, 4).value for row in range(2, 2 + len(TOPIC_WORDS))] == list(TOPIC_WORDS.values())


def test_every_topic_has_rows_ready() -> None:
    sheet = load_workbook(BytesIO(blank_form()))[NARRATIVE_SHEET]
    topics = [cell.value for cell in sheet["A"] if cell.row > 4]
    assert topics == [TOPIC_WORDS[topic] for topic, rows in TOPIC_ROWS.items() for _ in range(rows)]


@pytest.mark.parametrize("name", ENTRY_SHEETS)
def test_print_set_up(name: str) -> None:
    sheet = load_workbook(BytesIO(blank_form()))[name]
    header = 8 if name == FIGURES_SHEET else 4
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == ("C9" if name == FIGURES_SHEET else "A5")
    margins = sheet.page_margins
    shown = [round(inches * 25.4) for inches in (margins.top, margins.bottom, margins.left, margins.right)]
    assert shown == [20, 20, 30, 15]


def test_one_typeface_everywhere() -> None:
    book = load_workbook(BytesIO(blank_form()))
    fonts = {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row}
    assert fonts == {"Times New Roman"}


def test_the_guide_is_short_and_names_where_to_send_it() -> None:
    lines = guide_lines(SPEC)
    assert 8 <= len(lines) <= 10
    assert lines[-1].startswith(
        "Lưu tệp dạng .xlsx rồi gửi về Liên đoàn Lao động huyện Thanh Mẫu trước ngày 25/11/2025."
    )
    guide = load_workbook(BytesIO(blank_form()))[GUIDE_SHEET]
    assert [guide.cell(row, 2).value for row in range(4, 4 + len(lines))] == list(lines)


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+84", "-Nguyễn", "@SUM(A1)", "Tên\x0bcó\x00ký tự", "\ud800lẻ"])
def test_names_stay_text_and_are_writable(name: str) -> None:
    book = load_workbook(BytesIO(write_form(replace(SPEC, organisation=name, organisation_name=name))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert book[FIGURES_SHEET]["C1"].value == "".join(c for c in name if c not in "\x0b\x00\ud800")


def test_nothing_active_is_in_a_form() -> None:
    with zipfile.ZipFile(BytesIO(blank_form())) as archive:
        names = " ".join(archive.namelist()).lower()
    assert not any(word in names for word in ("vba", "ole", "activex", "externallink"))

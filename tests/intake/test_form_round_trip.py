"""A form written, filled in and read back says what was typed, wherever the rows and columns have moved to."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from form_samples import (
    CATALOGUE,
    CODES,
    EXPECTED,
    RECEIVED,
    SPEC,
    UNIT,
    at,
    blank_form,
    figures_of,
    filled,
    parts,
    place,
    put,
    read,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from drafter.intake.findings import Expected
from drafter.intake.form_layout import AWARDS_SHEET, FIGURES_SHEET, NARRATIVE_SHEET, Asked, FigureColumn, asked_for
from drafter.intake.sandbox import Sandbox
from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.indicator import ValueType
from drafter.model.narrative import Narrative, Topic
from drafter.model.period import Period
from drafter.wording.numbers import number

OFFICE = shutil.which("soffice")


def source(cell: str, sheet: str = FIGURES_SHEET, by: str = "") -> Source:
    return Source("bieu.xlsx", sheet, cell, by, RECEIVED)


def test_figures_with_their_sources(sandbox: Sandbox) -> None:
    result = read(
        filled(
            put("A01", 1900),
            put("A04", "hơn 1.800"),
            put("C16b", 82.5),
            put("C16b", "quà trước Tết", FigureColumn.NOTE),
            parts("C06", 11, 12),
            parts("C33", 6, 6),
            put("E02", 676),
            put("E03b", -5),
            put("G06", "3,1 tỷ đồng"),
        ),
        sandbox,
        by="Trần Thị Mẫu",
    )
    by = "Trần Thị Mẫu"
    d, keys = Decimal, {code: FigureKey(code, UNIT, SPEC.period) for code in CODES}
    assert [str(p).splitlines()[0] for p in result.problems] == [
        f"D108 bieu.xlsx, trang tính «Số liệu», ô {place('E03b')}: dòng E03b có số âm: «-5»"
    ]
    assert result.submission is not None
    assert result.submission.submitted_by == by
    assert result.submission.figures == (
        Figure(keys["A01"], d(1900), "người", source=source(place("A01"), by=by), previous=d(1846)),
        Figure(keys["A04"], d(1800), "người", Qualifier.OVER, source=source(place("A04"), by=by)),
        Figure(
            keys["C06"], None, "%", numerator=d(11), denominator=d(12), target=d(100),
            source=source(place("C06", FigureColumn.NUMERATOR), by=by),
        ),
        Figure(
            keys["C16b"], d("82.5"), "triệu đồng", note="quà trước Tết", source=source(place("C16b"), by=by),
            previous=d("82.5"),
        ),
        Figure(
            keys["C33"], d(6), "đơn vị", numerator=d(6), denominator=d(6),
            source=source(place("C33", FigureColumn.NUMERATOR), by=by),
        ),
        Figure(keys["E02"], d(676), "người", target=d(650), source=source(place("E02"), by=by)),
        Figure(keys["E03b"], d(-5), "người", source=source(place("E03b"), by=by)),
        Figure(keys["G06"], d(3100), "triệu đồng", source=source(place("G06"), by=by)),
    )  # fmt: skip


def test_awards_and_narrative(sandbox: Sandbox) -> None:
    rows = (
        ("Tổng Liên đoàn", "Bằng khen của Tổng Liên đoàn Lao động Việt Nam [BK_TLD]", "Cá nhân", 44, "", "", "", ""),
        ("", "LDTT", "", "", "Nguyễn Văn Mẫu", "Tổ trưởng", "Tổ 4", ""),
        ("LĐLĐ thành phố Mẫu", "BK_T", "tập thể", "02", "Tổ Toán\nTổ Văn", "", "", "thi đua năm"),
    )
    edits = [
        at(AWARDS_SHEET, f"{c}{5 + i}", v)
        for i, row in enumerate(rows)
        for c, v in zip("ABCDEFGH", row, strict=True)
        if v
    ]
    lines = (
        at(NARRATIVE_SHEET, "C5", "Đơn vị có 24 tổ công đoàn.\nĐa số là nữ."),
        at(NARRATIVE_SHEET, "C8", "Đạt giải Nhất."),
    )
    result = read(filled(*edits, *lines, at(NARRATIVE_SHEET, "B8", "D. Phong trào thi đua")), sandbox)
    assert result.problems == ()
    assert result.submission is not None
    person, both = Recipient.INDIVIDUAL, Recipient.COLLECTIVE
    when = SPEC.period
    sources = [source(f"B{row}", AWARDS_SHEET) for row in (5, 6, 7)]
    assert result.submission.awards == (
        Award(UNIT, when, "BK_TLD", "TW", person, 44, source=sources[0]),
        Award(UNIT, when, "LDTT", "CS", person, 1, "Nguyễn Văn Mẫu", "Tổ trưởng", "Tổ 4", source=sources[1]),
        Award(UNIT, when, "BK_T", "LĐLĐ thành phố Mẫu", both, 1, "Tổ Toán", "", "", "thi đua năm", sources[2]),
        Award(UNIT, when, "BK_T", "LĐLĐ thành phố Mẫu", both, 1, "Tổ Văn", "", "", "thi đua năm", sources[2]),
    )
    assert result.submission.narratives == (
        Narrative(UNIT, when, Topic.CONTEXT, "Đơn vị có 24 tổ công đoàn.", "", source("C5", NARRATIVE_SHEET)),
        Narrative(UNIT, when, Topic.CONTEXT, "Đa số là nữ.", "", source("C5", NARRATIVE_SHEET)),
        Narrative(UNIT, when, Topic.HIGHLIGHT, "Đạt giải Nhất.", "D", source("C8", NARRATIVE_SHEET)),
    )


def test_the_form_itself_can_say_who_filled_it(sandbox: Sandbox) -> None:
    data = filled(put("A01", 5), at(FIGURES_SHEET, "G5", "Lê Thị Mẫu"))
    result = read(data, sandbox)
    assert result.submission is not None
    assert result.submission.submitted_by == "Lê Thị Mẫu"
    assert figures_of(result)["A01"].source.submitted_by == "Lê Thị Mẫu"
    assert figures_of(read(data, sandbox, by="Văn thư"))["A01"].source.submitted_by == "Văn thư"


def test_same_bytes_same_digest(sandbox: Sandbox) -> None:
    data = filled(put("A01", 5))
    one, two = read(data, sandbox), read(data, sandbox, file="lần 2.xlsx")
    assert one.digest == two.digest
    assert len(one.digest) == 64


@pytest.mark.parametrize(
    ("typed", "target", "comparator"),
    [
        (0.7, "70", Comparator.AT_LEAST),
        ("70%", "70", Comparator.AT_LEAST),
        ("trên 70%", "70", Comparator.MORE_THAN),
        ("70% trở lên", "70", Comparator.AT_LEAST),
        ("Từ 70% trở lên", "70", Comparator.AT_LEAST),
        ("ít nhất 70", "70", Comparator.AT_LEAST),
        ("không quá 5%", "5", Comparator.AT_MOST),
        ("≤ 5%", "5", Comparator.AT_MOST),
        ("đúng 100%", "100", Comparator.EXACTLY),
    ],
)
def test_targets_say_how_they_are_held(sandbox: Sandbox, typed: object, target: str, comparator: Comparator) -> None:
    result = read(filled(put("C06", typed, FigureColumn.TARGET), parts("C06", 3, 4)), sandbox)
    figure = figures_of(result)["C06"]
    assert (figure.target, figure.comparator) == (Decimal(target), comparator)


def _swap_columns(book: Workbook) -> None:
    """Move the code column to the end, and leave the first one empty."""
    sheet = book[FIGURES_SHEET]
    for row in range(8, sheet.max_row + 1):
        sheet.cell(row, 12).value, sheet.cell(row, 1).value = sheet.cell(row, 1).value, None


def _insert_rows(book: Workbook) -> None:
    book[FIGURES_SHEET].insert_rows(12, 3)
    book[FIGURES_SHEET].insert_rows(2, 1)


def _move_row_to_the_end(book: Workbook) -> None:
    sheet = book[FIGURES_SHEET]
    row = int(place("E02")[1:])
    for column in range(1, 10):
        sheet.cell(200, column).value, sheet.cell(row, column).value = sheet.cell(row, column).value, None


def _rename_and_reorder_sheets(book: Workbook) -> None:
    book[FIGURES_SHEET].title = "Sheet1"
    book.move_sheet("Sheet1", 3)
    del book["Hướng dẫn"]


def _drop_the_hidden_row(book: Workbook) -> None:
    book[FIGURES_SHEET].delete_rows(1)


def _retype_titles(book: Workbook) -> None:
    sheet = book[FIGURES_SHEET]
    sheet["A8"], sheet["F8"], sheet["E8"] = "MÃ SỐ", "Kết  quả thực hiện", "Kế hoạch"


def _head_of_two_rows(book: Workbook) -> None:
    sheet = book[FIGURES_SHEET]
    sheet.insert_rows(9)
    sheet["G8"], sheet["H8"], sheet["G9"], sheet["H9"] = "Tỷ lệ", None, "Tử số", "Mẫu số"
    sheet.merge_cells("G8:H8")
    sheet.merge_cells("A8:A9")


@pytest.mark.parametrize(
    "change",
    [
        _swap_columns, _insert_rows, _move_row_to_the_end, _rename_and_reorder_sheets, _drop_the_hidden_row,
        _retype_titles, _head_of_two_rows,
    ],
)  # fmt: skip
def test_a_moved_form_reads_the_same(sandbox: Sandbox, change: object) -> None:
    edits = (put("A01", 1900), put("E02", 676), parts("C06", 11, 12))
    plain = figures_of(read(filled(*edits), sandbox))
    assert callable(change)
    moved = read(filled(*edits, change), sandbox)
    assert moved.problems == ()
    found = figures_of(moved)
    assert found.keys() == plain.keys()
    for code, figure in plain.items():
        assert (found[code].value, found[code].numerator, found[code].target) == (
            figure.value,
            figure.numerator,
            figure.target,
        )


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_saved_by_another_program_as_xls(sandbox: Sandbox, tmp_path: Path) -> None:
    """Figures are the same; the old format hides that the target 1 is shown as 100%, and so that is asked."""
    (tmp_path / "f.xlsx").write_bytes(filled(put("A01", 1900), put("C16b", 82.5), parts("C06", 11, 12)))
    command = [OFFICE, f"-env:UserInstallation={tmp_path.as_uri()}/lo", "--headless", "--convert-to", "xls", "f.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    result = read((tmp_path / "f.xls").read_bytes(), sandbox, file="f.xls")
    told = [(problem.code, problem.place.cell) for problem in result.problems]
    assert told == [("D148", ""), ("D105", place("C06", FigureColumn.TARGET))]
    found = figures_of(result)
    assert (found["A01"].value, found["C16b"].value, found["C06"].denominator) == (1900, Decimal("82.5"), 12)


COUNTS = st.integers(0, 10**7).map(Decimal)
AMOUNTS = st.decimals(0, 10**6, places=3, allow_nan=False)


@st.composite
def reported(draw: st.DrawFn) -> dict[str, Figure]:
    """Any figures that a unit could report in the sample form."""
    found = {}
    for code in draw(
        st.sets(st.sampled_from([c for c in CODES if asked_for(CATALOGUE.by_code[c]) is not Asked.NOTHING]))
    ):
        indicator = CATALOGUE.by_code[code]
        key = FigureKey(code, UNIT, SPEC.period)
        if asked_for(indicator) in (Asked.RATE, Asked.RATIO):
            bottom = draw(st.integers(1, 5000))
            top = draw(st.integers(0, bottom))
            value = Decimal(top) if asked_for(indicator) is Asked.RATIO else None
            found[code] = Figure(key, value, indicator.unit, numerator=Decimal(top), denominator=Decimal(bottom))
        else:
            value = draw(COUNTS if indicator.value_type is ValueType.COUNT else AMOUNTS)
            hedge = draw(st.sampled_from(Qualifier)) if indicator.value_type is ValueType.COUNT else Qualifier.EXACT
            found[code] = Figure(key, value, indicator.unit, hedge)
    return found


@given(reported())
@settings(max_examples=8, deadline=None)
def test_any_figures_round_trip(sandbox: Sandbox, figures: dict[str, Figure]) -> None:
    book = load_workbook(BytesIO(blank_form()))
    sheet = book[FIGURES_SHEET]
    rows = {sheet.cell(row, 1).value: row for row in range(9, sheet.max_row + 1)}
    for code, figure in figures.items():
        if figure.numerator is not None:
            sheet.cell(rows[code], 7).value, sheet.cell(rows[code], 8).value = figure.numerator, figure.denominator
        elif figure.qualifier:
            sheet.cell(rows[code], 6).value = f"{figure.qualifier.value} {number(figure.value or 0)}"
        else:
            sheet.cell(rows[code], 6).value = figure.value
    sheet.cell(rows["K02b"], 9).value = None
    buffer = BytesIO()
    book.save(buffer)
    result = read(buffer.getvalue(), sandbox)
    if not figures:
        assert [problem.code for problem in result.problems] == ["D124"]
        return
    assert result.problems == ()
    found = {code: figure for code, figure in figures_of(result).items() if figure.reported}
    shown = {c: (f.value, f.qualifier, f.numerator, f.denominator) for c, f in found.items()}
    assert shown == {c: (f.value, f.qualifier, f.numerator, f.denominator) for c, f in figures.items()}


def test_without_a_list_of_units_any_unit_is_taken(sandbox: Sandbox) -> None:
    anyone = Expected(CATALOGUE, None, None, EXPECTED.award_forms)
    result = read(filled(put("A01", 5)), sandbox, anyone)
    assert (result.organisation, result.period) == (UNIT, Period.parse("2025"))

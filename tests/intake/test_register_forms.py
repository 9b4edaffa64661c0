"""A register's form as it goes out, and what comes back from it: every kind of column, moved columns, many rows."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from form_samples import CATALOGUE, PERIOD, RECEIVED, UNIT, UNIT_NAME, at, filled, on
from openpyxl import load_workbook
from register_samples import (
    EXPECTING,
    FIRST_ROW,
    FORM,
    SHEET,
    SPEC,
    TYPED,
    blank_register,
    cell_of,
    filled_register,
    read_register_file,
    rows_of,
    shown,
    typed,
    values_of,
)

from drafter.intake.form_layout import LISTS_SHEET
from drafter.intake.register_layout import shown_title
from drafter.intake.register_writer import HEADER_ROW, write_register
from drafter.intake.sandbox import Sandbox
from drafter.model.award import Recipient
from drafter.model.register import Value
from drafter.standards.registers import Prefill, RegisterColumn, RegisterForm, register_codes, register_form

WHOLE: Mapping[str, Value] = {
    "ten": "Nguyễn Thị An",
    "don-vi": "CDCS-MAY",
    "so-phieu": Decimal(27),
    "diem": Decimal("-2.5"),
    "tien": Decimal("82.5"),
    "ty-le": Decimal("96.43"),
    "ngay": date(2025, 12, 1),
    "tu": "5/2019",
    "kin": True,
    "vai-tro": "pho",
    "chi-tieu": "E02",
    "hinh-thuc": "BK_TLD",
    "doi-tuong": Recipient.INDIVIDUAL.value,
}


def test_same_spec_same_bytes_whatever_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_register(SPEC)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert write_register(SPEC) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def test_what_the_form_says_of_itself_in_sight_and_out_of_sight() -> None:
    sheet = load_workbook(BytesIO(blank_register()))[SHEET]
    assert [cell.value for cell in sheet[1]][:5] == ["DRAFTER-SO", "1", UNIT, "2025", "so-mau"]
    assert sheet.row_dimensions[1].hidden
    words = [cell.value for row in sheet.iter_rows(2, 7) for cell in row if cell.value]
    assert words == [
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN THANH MẪU",
        "SỔ MẪU NĂM 2025",
        (
            "Mỗi người một dòng.\nGõ vào các ô màu vàng nhạt; cột có dấu * phải điền. Thiếu dòng thì gõ tiếp xuống "
            "dưới. Gửi về Liên đoàn Lao động huyện Thanh Mẫu trước ngày 25/11/2025."
        ),
        f"Đơn vị báo cáo: {UNIT_NAME}",
        "Người lập biểu:",
        f"Mã đơn vị: {UNIT}",
        "Mã kỳ báo cáo: 2025",
        "Mã sổ: so-mau",
    ]
    assert shown(blank_register())[0] == [
        "TT", "Họ và tên\u00a0*", "Đơn vị", "Số phiếu (phiếu)\u00a0*", "Điểm (điểm)", "Tiền thưởng (triệu đồng)",
        "Tỷ lệ (%)", "Ngày họp", "Từ", "Bỏ phiếu kín", "Vai trò", "Chỉ tiêu", "Hình thức", "Đối tượng",
    ]  # fmt: skip


def test_an_unverified_register_says_so() -> None:
    sheet = load_workbook(BytesIO(blank_register(replace(FORM, unverified=True))))[SHEET]
    assert "Các cột của sổ này chưa kiểm chứng với quy định gốc." in sheet["A4"].value


def test_the_form_prints_on_a4_landscape_with_its_head_on_each_page_and_is_locked_but_for_its_rows() -> None:
    book = load_workbook(BytesIO(blank_register()))
    sheet = book[SHEET]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.freeze_panes == f"C{FIRST_ROW}"
    assert book[LISTS_SHEET].sheet_state == "hidden"
    assert (sheet.protection.sheet, sheet.protection.insertRows, sheet.protection.deleteRows) == (True, False, False)
    assert sheet[f"B{HEADER_ROW}"].protection.locked
    assert not sheet[cell_of("ten")].protection.locked
    assert not sheet.column_dimensions["B"].protection.locked  # the rows below those that stand ready


def test_drop_downs_offer_what_a_column_takes() -> None:
    book = load_workbook(BytesIO(blank_register()))
    lists = {
        next(iter(check.sqref.ranges)).coord[0]: check.formula1
        for check in book[SHEET].data_validations.dataValidation
        if check.type == "list"
    }
    offered = {}
    for column, formula in lists.items():
        cells = book[LISTS_SHEET][formula.partition("!")[2].replace("$", "")]
        offered[column] = [row[0].value for row in cells]
    assert offered["C"] == [
        "CĐCS Trường Tiểu học Thịnh An [CDCS-TTA]",
        "CĐCS Trường THCS Thịnh An [CDCS-THCS]",
        "CĐCS Công ty TNHH May Hòa Mẫu [CDCS-MAY]",
    ]
    assert (offered["J"], offered["K"], offered["N"]) == (
        ["Có", "Không"], ["Cụm trưởng", "Cụm phó"], ["Tập thể", "Cá nhân"],
    )  # fmt: skip
    assert f"{CATALOGUE.by_code['E02'].name} [E02]" in offered["L"]
    assert "Bằng khen của Tổng Liên đoàn Lao động Việt Nam [BK_TLD]" in offered["M"]
    assert set(offered) == {"C", "J", "K", "L", "M", "N"}


def test_a_note_stands_beside_the_cell() -> None:
    form = replace(FORM, columns=(*FORM.columns, RegisterColumn("ghi-chu", "Ghi chú", note="nếu có")))
    checks = load_workbook(BytesIO(blank_register(form)))[SHEET].data_validations.dataValidation
    assert [(check.promptTitle, check.prompt) for check in checks if check.prompt] == [("Ghi chú", "nếu có")]


def test_rows_that_stand_ready_come_back_as_they_were(sandbox: Sandbox) -> None:
    more = {"ten": "Trần Văn Bình", "so-phieu": Decimal(0), "kin": False, "tu": "2019"}
    result = read_register_file(write_register(replace(SPEC, rows=(WHOLE, more))), sandbox)
    assert result.problems == ()
    assert values_of(result) == [WHOLE, more]


def test_what_is_read_bears_its_place_its_file_and_who_sent_it(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed(TYPED)), sandbox, by="Giàng Thị Mỷ")
    register = result.register
    assert register is not None
    assert (register.code, register.organisation, register.period) == ("so-mau", UNIT, PERIOD)
    assert (register.file, register.received_at, register.submitted_by) == ("so.xlsx", RECEIVED, "Giàng Thị Mỷ")
    source = register.rows[0].source
    assert (source.sheet, source.cell, source.submitted_by) == (SHEET, cell_of("ten"), "Giàng Thị Mỷ")
    assert (result.submission, result.register_code, result.organisation) == (None, "so-mau", UNIT)


def test_who_filled_it_in_is_who_sent_it_when_nobody_says_otherwise(sandbox: Sandbox) -> None:
    sheet = load_workbook(BytesIO(blank_register()))[SHEET]
    row, column = next((c.row, c.column) for r in sheet.iter_rows() for c in r if c.value == "Người lập biểu:")
    spans = (span for span in sheet.merged_cells if span.min_row == row and span.min_col > column)
    beside = next(spans).coord.partition(":")[0]
    register = read_register_file(filled_register(typed(TYPED), at(SHEET, beside, "Lê Thị Cúc")), sandbox).register
    assert register is not None
    assert register.submitted_by == "Lê Thị Cúc"


READ: list[tuple[str, object, Value | None]] = [
    ("ten", "  Nguyễn Thị An ", "Nguyễn Thị An"),
    ("ten", 2019, "2019"),
    ("ten", 12.5, "12,5"),
    ("ten", date(2025, 3, 5), "05/03/2025"),
    ("ten", "dòng một\ndòng hai", "dòng một\ndòng hai"),
    ("don-vi", "CĐCS Trường THCS Thịnh An [CDCS-THCS]", "CDCS-THCS"),
    ("don-vi", "cdcs-may", "CDCS-MAY"),
    ("don-vi", "cđcs trường tiểu học thịnh an", "CDCS-TTA"),
    ("don-vi", "TH Thịnh An", "CDCS-TTA"),
    ("don-vi", "-", None),
    ("so-phieu", "1.846", Decimal(1846)),
    ("so-phieu", "27 phiếu", Decimal(27)),
    ("so-phieu", "27/27", None),
    ("diem", "82,5", Decimal("82.5")),
    ("diem", "-3", Decimal(-3)),
    ("diem", "chưa có", None),
    ("tien", "3,1 tỷ đồng", Decimal(3100)),
    ("tien", 82.5, Decimal("82.5")),
    ("ty-le", "91,66%", Decimal("91.66")),
    ("ty-le", "91,66", Decimal("91.66")),
    ("ty-le", 0.9166, Decimal("91.66")),
    ("ngay", date(2025, 3, 5), date(2025, 3, 5)),
    ("ngay", "5/3/2025", date(2025, 3, 5)),
    ("ngay", "05.03.2025", date(2025, 3, 5)),
    ("ngay", "ngày 5 tháng 3 năm 2025", date(2025, 3, 5)),
    ("tu", 2019, "2019"),
    ("tu", "2019", "2019"),
    ("tu", "05/2019", "5/2019"),
    ("tu", "tháng 5/2019", "5/2019"),
    ("tu", "5/3/2019", date(2019, 3, 5)),
    ("kin", "có", True),
    ("kin", "x", True),
    ("kin", "✓", True),
    ("kin", "KHÔNG", False),
    ("kin", True, True),
    ("kin", 0, False),
    ("kin", "—", None),
    ("vai-tro", "cụm trưởng", "truong"),
    ("vai-tro", "pho", "pho"),
    ("chi-tieu", "E02", "E02"),
    ("chi-tieu", "e02 – số đoàn viên", "E02"),
    ("chi-tieu", "Số đoàn viên kết nạp mới", "E02"),
    ("hinh-thuc", "bằng khen của Tổng LĐLĐ Việt Nam", "BK_TLD"),
    ("hinh-thuc", "bk_tld", "BK_TLD"),
    ("doi-tuong", "tập thể", Recipient.COLLECTIVE.value),
    ("doi-tuong", "CN", Recipient.INDIVIDUAL.value),
]


@pytest.fixture(scope="module")
def answers(sandbox: Sandbox) -> Mapping[int, Mapping[str, Value]]:
    """Every cell of the table in a row of its own of one file, by its row."""
    form = replace(FORM, rows=len(READ), columns=tuple(replace(column, required=False) for column in FORM.columns))
    data = filled_register(typed(*({code: value} for code, value, _ in READ), form=form), form=form)
    result = read_register_file(data, sandbox, replace(EXPECTING, registers={form.code: form}))
    return {int(row.source.cell[1:]): row.values for row in rows_of(result)}


@pytest.mark.parametrize("number", range(len(READ)), ids=[f"{code}: {value}" for code, value, _ in READ])
def test_how_a_cell_is_read(answers: Mapping[int, Mapping[str, Value]], number: int) -> None:
    code, _, expected = READ[number]
    assert answers.get(FIRST_ROW + number, {}).get(code) == expected


def test_moved_columns_inserted_rows_and_other_titles_are_no_harm(sandbox: Sandbox) -> None:
    def rearrange(book: object) -> None:
        sheet = book[SHEET]  # type: ignore[index]
        sheet.insert_rows(3, 2)
        sheet.insert_cols(2)
        sheet.move_range("D8:D60", cols=-2)  # the units' column stands before the names
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Họ và tên\u00a0*":
                    cell.value = "HỌ TÊN"
                if cell.value == "TT":
                    cell.value = "STT"

    rows = ({**TYPED, "don-vi": "CDCS-MAY"}, {**TYPED, "ten": "Trần Văn Bình"})
    straight = read_register_file(filled_register(typed(*rows)), sandbox)
    moved = read_register_file(filled_register(typed(*rows), rearrange), sandbox)
    assert values_of(moved) == values_of(straight)
    assert moved.problems == ()


def test_a_register_without_its_hidden_marks_is_known_by_those_in_sight(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed(TYPED), on(SHEET, lambda s: s.delete_rows(1))), sandbox)
    assert [values["ten"] for values in values_of(result)] == ["Nguyễn Thị An"]


def test_empty_rows_between_are_passed_over(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed(TYPED, {}, {}, {**TYPED, "ten": "Bình"})), sandbox)
    assert [values["ten"] for values in values_of(result)] == ["Nguyễn Thị An", "Bình"]
    assert result.problems == ()


def test_a_cell_merged_over_rows_speaks_for_each(sandbox: Sandbox) -> None:
    merge = on(SHEET, lambda s: s.merge_cells(f"C{FIRST_ROW}:C{FIRST_ROW + 1}"))
    rows = ({**TYPED, "don-vi": "CDCS-MAY"}, {**TYPED, "ten": "Bình"})
    result = read_register_file(filled_register(typed(*rows), merge), sandbox)
    assert [values["don-vi"] for values in values_of(result)] == ["CDCS-MAY", "CDCS-MAY"]


def test_a_second_sheet_of_the_same_kind_is_read_too(sandbox: Sandbox) -> None:
    def copy(book: object) -> None:
        sheet = book.copy_worksheet(book[SHEET])  # type: ignore[attr-defined,index]
        sheet.title = "Sổ mẫu (2)"
        sheet[cell_of("ten")] = "Trần Văn Bình"

    result = read_register_file(filled_register(typed(TYPED), copy), sandbox)
    assert [row.source.sheet for row in rows_of(result)] == [SHEET, "Sổ mẫu (2)"]


def test_twelve_hundred_rows_go_out_and_in_within_seconds(sandbox: Sandbox) -> None:
    rows = tuple({**WHOLE, "ten": f"Nguyễn Thị {number}"} for number in range(1200))
    started = time.monotonic()
    data = write_register(replace(SPEC, rows=rows))
    result = read_register_file(data, sandbox)
    took = time.monotonic() - started
    assert values_of(result) == list(rows)
    assert result.problems == ()
    assert took < 10, f"{took:.1f} s"  # about two on an idle machine


@pytest.mark.parametrize("code", register_codes())
def test_each_shipped_register_comes_back_as_it_went_out(code: str, sandbox: Sandbox) -> None:
    form = register_form(code)
    values = {column.code: _some(column) for column in form.columns}
    period = SPEC.period if not form.periods else _period_of(form)
    expected = replace(EXPECTING, registers={code: form}, period=None)
    data = write_register(replace(SPEC, form=form, period=period, rows=(values,)))
    result = read_register_file(data, sandbox, expected)
    assert result.problems == ()
    assert values_of(result) == [values]


def _period_of(form: RegisterForm) -> object:
    from drafter.model.period import Period

    codes = {"nam": "2025", "quy": "2025-Q1", "nua-nam": "2025-H1", "nhiem-ky": "NK2023-2028"}
    return Period.parse(codes[form.periods[0].value])


def _some(column: RegisterColumn) -> Value:
    """A value that the column takes."""
    some: dict[str, Value] = {
        "text": "Một nội dung", "whole": Decimal(12), "number": Decimal("7.5"), "money": Decimal(3),
        "percent": Decimal("82.5"), "date": date(2025, 3, 5), "yes_no": True, "unit": "CDCS-MAY", "indicator": "E02",
        "award_form": "BK_TLD", "recipient": "tập thể",
    }  # fmt: skip
    return next(iter(column.choices), "") or some[column.kind.value]


def test_the_column_titles_of_a_form_are_those_it_is_known_by() -> None:
    titles = [shown_title(column) for column in FORM.columns]
    assert shown(blank_register())[0][1:] == titles


def test_a_narrow_register_has_room_for_its_head(sandbox: Sandbox) -> None:
    form = replace(FORM, columns=FORM.columns[:1], key=("ten",))
    data = filled(at(SHEET, f"B{FIRST_ROW}", "An"), form=blank_register(form))
    result = read_register_file(data, sandbox, replace(EXPECTING, registers={form.code: form}))
    assert values_of(result) == [{"ten": "An"}]


def test_prefill_is_what_a_form_stands_ready_with() -> None:
    assert [choice.value for choice in Prefill] == ["", "units", "previous"]

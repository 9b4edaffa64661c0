"""A register with a column of every kind for the tests: written by the writer, filled with openpyxl as in Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from form_samples import AWARD_FORMS, CATALOGUE, EXPECTED, PERIOD, UNIT, UNIT_NAME, UNITS, Edit, filled, read
from openpyxl import load_workbook

from drafter.intake.findings import Expected, ReadForm
from drafter.intake.register_layout import Choices, RegisterSpec
from drafter.intake.register_writer import HEADER_ROW, write_register
from drafter.intake.sandbox import Sandbox
from drafter.model.register import Row, Value
from drafter.standards.registers import ColumnKind, RegisterColumn, RegisterForm

SHEET = "Sổ mẫu"
FORM = RegisterForm(
    code="so-mau",
    title="Sổ mẫu",
    sheet=SHEET,
    guide=("Mỗi người một dòng.",),
    key=("ten", "don-vi"),
    rows=10,
    columns=(
        RegisterColumn("ten", "Họ và tên", required=True, width=28, synonyms=("Họ tên",)),
        RegisterColumn("don-vi", "Đơn vị", ColumnKind.UNIT, width=34),
        RegisterColumn("so-phieu", "Số phiếu", ColumnKind.WHOLE, unit="phiếu", required=True),
        RegisterColumn("diem", "Điểm", ColumnKind.NUMBER, unit="điểm"),
        RegisterColumn("tien", "Tiền thưởng", ColumnKind.MONEY, unit="triệu đồng"),
        RegisterColumn("ty-le", "Tỷ lệ", ColumnKind.PERCENT),
        RegisterColumn("ngay", "Ngày họp", ColumnKind.DATE),
        RegisterColumn("tu", "Từ", ColumnKind.DATE, year=True),
        RegisterColumn("kin", "Bỏ phiếu kín", ColumnKind.YES_NO),
        RegisterColumn("vai-tro", "Vai trò", ColumnKind.CHOICE, choices={"truong": "Cụm trưởng", "pho": "Cụm phó"}),
        RegisterColumn("chi-tieu", "Chỉ tiêu", ColumnKind.INDICATOR, width=40),
        RegisterColumn("hinh-thuc", "Hình thức", ColumnKind.AWARD_FORM, width=40),
        RegisterColumn("doi-tuong", "Đối tượng", ColumnKind.RECIPIENT),
    ),
)
CHOICES = Choices(UNITS, AWARD_FORMS, CATALOGUE.indicators)
SPEC = RegisterSpec(
    form=FORM,
    organisation=UNIT,
    organisation_name=UNIT_NAME,
    office_name="Liên đoàn Lao động huyện Thanh Mẫu",
    period=PERIOD,
    choices=CHOICES,
    deadline=date(2025, 11, 25),
)
EXPECTING = replace(EXPECTED, registers={FORM.code: FORM})
FIRST_ROW = HEADER_ROW + 1
TYPED: Mapping[str, object] = {"ten": "Nguyễn Thị An", "so-phieu": 27}


def blank_register(form: RegisterForm = FORM) -> bytes:
    """The sample register's form, empty."""
    return _blank() if form is FORM else write_register(replace(SPEC, form=form))


@cache
def _blank() -> bytes:
    return write_register(SPEC)


def cell_of(code: str, row: int = FIRST_ROW, form: RegisterForm = FORM) -> str:
    """The address of a column's cell."""
    where = [column.code for column in form.columns].index(code)
    return f"{'BCDEFGHIJKLMN'[where]}{row}"


def typed(*rows: Mapping[str, object], form: RegisterForm = FORM) -> Edit:
    """Type rows into the form, from its first row on."""

    def edit(book: object) -> None:
        sheet = book[form.sheet]  # type: ignore[index]
        for number, row in enumerate(rows, start=FIRST_ROW):
            for code, value in row.items():
                sheet[cell_of(code, number, form)] = value

    return edit


def filled_register(*edits: Edit, form: RegisterForm = FORM) -> bytes:
    """The sample register after some edits, saved by openpyxl."""
    return filled(*edits, form=blank_register(form))


def read_register_file(
    data: bytes, sandbox: Sandbox, expected: Expected = EXPECTING, file: str = "so.xlsx", by: str = ""
) -> ReadForm:
    """What the door makes of a register's bytes."""
    return read(data, sandbox, expected, file, by)


def rows_of(result: ReadForm) -> tuple[Row, ...]:
    """The rows that were read."""
    assert result.register is not None, result.problems
    return result.register.rows


def values_of(result: ReadForm) -> Sequence[Mapping[str, Value]]:
    """The values that were read, row by row."""
    return [row.values for row in rows_of(result)]


def shown(data: bytes, sheet: str = SHEET) -> list[list[object]]:
    """The values of a form's rows, the titles first."""
    rows = load_workbook(BytesIO(data))[sheet].iter_rows(min_row=HEADER_ROW, values_only=True)
    return [list(row) for row in rows]

"""Forms for the tests: written by the writer, filled with openpyxl as a unit would fill them in Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from drafter.intake.findings import Expected, ReadForm, Receipt
from drafter.intake.folder import digest_of, read_bytes
from drafter.intake.form_layout import FIGURES_SHEET, FigureColumn, FormSpec
from drafter.intake.form_writer import write_form
from drafter.intake.sandbox import Sandbox
from drafter.model.figure import Figure, FigureKey
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue

CATALOGUE = load_catalogue()
AWARD_FORMS = load_award_forms().forms
PERIOD = Period.parse("2025")
RECEIVED = datetime(2025, 11, 20, 8, 30, tzinfo=UTC)
CODES = ("A01", "A04", "A06", "A11", "C02", "C06", "C16a", "C16b", "C33", "E01", "E02", "E03b", "G06", "I03", "K02b")
UNIT = "CDCS-TTA"
UNIT_NAME = "CĐCS Trường Tiểu học Thịnh An"


def _unit(code: str, *names: str) -> Organisation:
    return Organisation(code, (Standing(Level.GRASSROOTS, names[0]),), names[1:])


UNITS = (
    _unit(UNIT, UNIT_NAME, "TH Thịnh An"),
    _unit("CDCS-THCS", "CĐCS Trường THCS Thịnh An"),
    _unit("CDCS-MAY", "CĐCS Công ty TNHH May Hòa Mẫu"),
)
EXPECTED = Expected(CATALOGUE, UNITS, PERIOD, AWARD_FORMS)


def before(code: str, value: str) -> Figure:
    """Last year's figure of an indicator."""
    return Figure(FigureKey(code, UNIT, Period.parse("2024")), Decimal(value), CATALOGUE.by_code[code].unit)


SPEC = FormSpec(
    organisation=UNIT,
    organisation_name=UNIT_NAME,
    office_name="Liên đoàn Lao động huyện Thanh Mẫu",
    period=PERIOD,
    indicators=tuple(CATALOGUE.by_code[code] for code in CODES),
    groups=CATALOGUE.groups,
    previous={"A01": before("A01", "1846"), "C16b": before("C16b", "82.5")},
    targets={"E02": Decimal(650), "C06": Decimal(100)},
    award_forms=AWARD_FORMS,
    deadline=date(2025, 11, 25),
)


@cache
def blank_form() -> bytes:
    """The sample form, empty."""
    return write_form(SPEC)


def place(code: str, column: FigureColumn = FigureColumn.ACTUAL) -> str:
    """The address of an indicator's cell in the sample form."""
    return f"{'ABCDEFGHI'[list(FigureColumn).index(column)]}{_rows()[code]}"


@cache
def _rows() -> Mapping[str, int]:
    sheet = load_workbook(BytesIO(blank_form()))[FIGURES_SHEET]
    return {cell.value: cell.row for cell in sheet["A"] if cell.value}


Edit = Callable[[Workbook], None]


def filled(*edits: Edit, form: bytes | None = None) -> bytes:
    """The sample form after some edits, saved by openpyxl."""
    book = load_workbook(BytesIO(form or blank_form()))
    for edit in edits:
        edit(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(code: str, value: object, column: FigureColumn = FigureColumn.ACTUAL, sheet: str = FIGURES_SHEET) -> Edit:
    """Type a value into an indicator's cell."""

    def edit(book: Workbook) -> None:
        book[sheet][place(code, column)] = value

    return edit


def at(sheet: str, cell: str, value: object) -> Edit:
    """Type a value into a cell."""

    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


def parts(code: str, numerator: object, denominator: object) -> Edit:
    """Type a rate's two parts."""

    def edit(book: Workbook) -> None:
        put(code, numerator, FigureColumn.NUMERATOR)(book)
        put(code, denominator, FigureColumn.DENOMINATOR)(book)

    return edit


def on(sheet: str, change: Callable[[Worksheet], object]) -> Edit:
    """Do something to a sheet."""

    def edit(book: Workbook) -> None:
        change(book[sheet])

    return edit


def read(
    data: bytes, sandbox: Sandbox, expected: Expected = EXPECTED, file: str = "bieu.xlsx", by: str = ""
) -> ReadForm:
    """What the door makes of a file's bytes."""
    return read_bytes(data, Receipt(file, digest_of(data), RECEIVED, by), expected, sandbox)


def figures_of(result: ReadForm) -> Mapping[str, Figure]:
    """The figures that were read, by code."""
    assert result.submission is not None, result.problems
    return {figure.key.indicator: figure for figure in result.submission.figures}

"""A made-up union office of four units, small enough to follow by hand, worked as a secretary works it.

Two units stand all the time, one was merged away on 30/06/2025, one was founded the day after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook

from drafter.desk.collect import FileOutcome, collect
from drafter.desk.forms import write_forms
from drafter.desk.init import create_workspace
from drafter.desk.workspace import SETTINGS, UNITS, Workspace, open_workspace
from drafter.intake.form_layout import FIGURES_SHEET, FigureColumn
from drafter.intake.unit_list_writer import write_units
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.render.shipped import shipped_folder
from drafter.store.store import Store, open_store

OFFICE, OFFICE_NAME = "LDLD-NUIXANH", "Liên đoàn Lao động tỉnh Núi Xanh"
SCHOOL, SEWING, CLINIC, COMMUNE = "CDCS-01", "CDCS-02", "CDCS-03", "CDX-04"
HANOI = timezone(timedelta(hours=7))
CAME = datetime(2026, 1, 6, 8, 30, tzinfo=HANOI)
Y2024, Y2025, Y2026 = (Period.parse(str(year)) for year in (2024, 2025, 2026))
ASKED = ("A01", "A04", "C06", "C16a", "C16b", "E02", "G06")
MEMBERS, NEW_MEMBERS, MEETINGS, GIFTS, GIFT_MONEY = "A04", "E02", "C06", "C16a", "C16b"

_UNITS = (
    Organisation(SCHOOL, (Standing(Level.GRASSROOTS, "Công đoàn cơ sở Trường Tiểu học Suối Trong", parent=OFFICE),)),
    Organisation(SEWING, (Standing(Level.GRASSROOTS, "Công đoàn cơ sở Công ty May Lá Biếc", parent=OFFICE),)),
    Organisation(
        CLINIC,
        (Standing(Level.GRASSROOTS, "Công đoàn cơ sở Trạm Y tế Đồi Cọ", parent=OFFICE, valid_to=date(2025, 6, 30)),),
        merged_into=SCHOOL,
        merged_on=date(2025, 6, 30),
    ),
    Organisation(
        COMMUNE,
        (Standing(Level.COMMUNE, "Công đoàn xã Nguồn Cội", parent=OFFICE, valid_from=date(2025, 7, 1)),),
    ),
)

Typed = Mapping[str, object]
"""What a unit types into «Thực hiện» by indicator; a pair is a rate's two numbers, None leaves the cell empty."""


def make_office(folder: Path) -> Path:
    """The office's folder as `drafter init` makes it, with its units, asking for a few indicators only."""
    create_workspace(
        folder,
        code=OFFICE,
        name=OFFICE_NAME,
        level=Level.PROVINCE,
        superior="Tổng Liên đoàn Lao động Việt Nam",
        place="Núi Xanh",
        signer="Lò Thị Ban",
    )
    codes = ", ".join(f'"{code}"' for code in ASKED)
    edit_settings(folder, "chi-tieu = []", f"chi-tieu = [{codes}]")
    (folder / UNITS).write_bytes(write_units(_UNITS))
    return folder


def edit_settings(folder: Path, old: str, new: str) -> None:
    """Change a line of drafter.toml, which must be there."""
    text = (folder / SETTINGS).read_text("utf-8")
    assert old in text
    (folder / SETTINGS).write_text(text.replace(old, new), "utf-8")


@cache
def _blank_form(unit: str, period: str) -> bytes:
    with TemporaryDirectory() as place:
        ws = open_workspace(make_office(Path(place)))
        with open_store(ws.database) as store:
            (path,) = write_forms(ws, store, Period.parse(period), unit)
        return path.read_bytes()


def fill_form(path: Path, unit: str, period: str, typed: Typed) -> Path:
    """A form of the office as a unit sends it back: typed into with openpyxl."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_filled_form(unit, period, tuple(typed.items())))
    return path


@cache
def _filled_form(unit: str, period: str, typed: tuple[tuple[str, object], ...]) -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place) / "bieu.xlsx"
        path.write_bytes(_blank_form(unit, period))
        return retype(path, dict(typed)).read_bytes()


def retype(path: Path, typed: Typed, column: FigureColumn = FigureColumn.ACTUAL) -> Path:
    """Type into a column's cells of a form that stands in a file."""
    book = load_workbook(path)
    sheet: Any = book[FIGURES_SHEET]
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == FigureColumn.CODE)
    at = {cell.value: cell.column for cell in sheet[head]}
    rows = {sheet.cell(row, at[FigureColumn.CODE]).value: row for row in range(head + 1, sheet.max_row + 1)}
    for code, value in typed.items():
        if isinstance(value, tuple):
            sheet.cell(rows[code], at[FigureColumn.NUMERATOR]).value = value[0]
            sheet.cell(rows[code], at[FigureColumn.DENOMINATOR]).value = value[1]
        else:
            sheet.cell(rows[code], at[column]).value = value
    book.save(path)
    return path


def small_kind(folder: Path, code: str = "bao-cao-nam") -> Path:
    """The office's own yearly report of a few lines: for what is not about the words of the paper."""
    home = folder / "templates" / code
    home.mkdir(parents=True)
    shipped = (shipped_folder("templates") / code / "kind.toml").read_text("utf-8")
    (home / "kind.toml").write_text(shipped, "utf-8")
    report, annex = _small_templates()
    (home / "report.docx").write_bytes(report)
    (home / "appendix.xlsx").write_bytes(annex)
    return home


@cache
def _small_templates() -> tuple[bytes, bytes]:
    lines = ("{{ so_lieu_tam }}", "{{ co_quan.ten|join(' ') }}", "Năm {{ nam_ban_hanh }}", "{{ E02.ket_qua }}.")
    document, book = Document(), Workbook()
    for line in lines:
        document.add_paragraph(line)
    book.active["A1"] = "{{ ky }}: {{ so_lieu_tam }}"
    buffers = BytesIO(), BytesIO()
    document.save(buffers[0])
    book.save(buffers[1])
    return buffers[0].getvalue(), buffers[1].getvalue()


@dataclass(frozen=True)
class Desk:
    """The office at work: its workspace and its open store."""

    ws: Workspace
    store: Store

    @property
    def folder(self) -> Path:
        """The office's folder."""
        return self.ws.folder

    def hand_in(
        self, unit: str, typed: Typed, period: str = "2025", *, name: str = "", now: datetime = CAME, **told: Any
    ) -> FileOutcome:
        """A form comes in from a unit and is imported."""
        path = fill_form(self.folder / "da-nhan" / (name or f"{unit}-{period}.xlsx"), unit, period, typed)
        return self.take(path, now=now, **told)

    def take(self, path: Path, *, now: datetime = CAME, **told: Any) -> FileOutcome:
        """Import one file."""
        (outcome,) = collect(self.ws, self.store, (path,), now=now, **told)
        return outcome

    def everybody(self, period: str = "2025") -> None:
        """The forms of all units that stand at the end of 2025, in order and complete."""
        whole: Typed = {"A01": 50, MEMBERS: 40, MEETINGS: (1, 1), GIFTS: 10, GIFT_MONEY: 5, NEW_MEMBERS: 4, "G06": 1}
        folder = self.folder / "da-nhan" / period
        for unit in (SCHOOL, SEWING, COMMUNE):
            fill_form(folder / f"{unit}-{period}.xlsx", unit, period, whole)
        collect(self.ws, self.store, (folder,), now=CAME)

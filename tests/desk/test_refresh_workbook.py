"""An Excel draft that the office has worked in: late figures come in, what the office did stays."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from drafter.desk.draft import draft
from drafter.desk.forms import write_forms
from drafter.desk.problems import DeskError
from drafter.desk.refreshing.refresh import refresh_files
from drafter.desk.refreshing.workbook import RefreshedBook, refresh_workbook
from drafter.desk.tracing.comments import write_comments
from drafter.desk.tracing.trace import trace
from drafter.desk.workspace import UNITS as UNITS_FILE
from drafter.desk.workspace import open_workspace
from drafter.intake.unit_list_writer import write_units
from drafter.model.organisation import Level, Organisation, Standing
from drafter.reconcile.cells import CellAction
from drafter.revise.workbook import OfficerBook
from drafter.store.records import Issued
from tests.desk import small_office
from tests.desk.small_office import CAME, NEW_MEMBERS, OFFICE, SCHOOL, Y2025, Desk, retype

WHOLE = {"A01": 50, "A04": 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 4, "G06": 1}
LATER = CAME + timedelta(days=3)
RESULTS, UNITS = "Phụ lục II", "Phụ lục I"


@pytest.fixture
def annex(desk: Desk) -> Path:
    """The annex of the yearly report; afterwards the school's 4 new members have become 9."""
    desk.everybody()
    path = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[1]
    form = {"A01": 50, "A04": 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 9, "G06": 1}
    desk.hand_in(SCHOOL, form, name="nop-lai.xlsx", now=LATER)
    return path


def refreshed(desk: Desk, path: Path, **told: Any) -> RefreshedBook:
    return refresh_workbook(desk.ws, desk.store, path, now=LATER, **told)


def cell_of(path: Path, sheet: str, code: str, column: str) -> str:
    """The address of a result's cell, found by its code in column B."""
    rows = load_workbook(path)[sheet].iter_rows()
    return f"{column}{next(row[1].row for row in rows if row[1].value == code)}"


def edited(path: Path, change: Any) -> Path:
    book = load_workbook(path)
    change(book)
    out = path.with_name("da-sua.xlsx")
    book.save(out)
    return out


def test_a_cell_nobody_touched_gets_the_new_number_a_colour_and_a_note(desk: Desk, annex: Path) -> None:
    before = annex.read_bytes()
    done = refreshed(desk, annex)
    assert done.target is not None
    at = cell_of(annex, RESULTS, NEW_MEMBERS, "F")
    cell = load_workbook(done.target)[RESULTS][at]
    assert (cell.value, cell.fill.fgColor.rgb) == (17, "FFFFF2CC")
    assert cell.comment.text.startswith(
        "12 → 17. Nguồn: Công đoàn cơ sở Trường Tiểu học Suối Trong: 9 người; nop-lai.xlsx"
    )
    assert {(one.cell.sheet, str(one.cell.base), str(one.fresh)) for one in done.of(CellAction.UPDATE)} == {
        (RESULTS, "12", "17"), (UNITS, "4", "9"),
    }  # fmt: skip
    assert (done.conflicts, done.edits, done.unplaced) == ((), (), ())
    assert annex.read_bytes() == before


def test_formulas_stay_and_forget_their_old_results(desk: Desk, annex: Path) -> None:
    done = refreshed(desk, annex)
    assert done.target is not None
    was, now = (OfficerBook(path.read_bytes()).sheets for path in (annex, done.target))
    formulas = {(s, p): c.formula for s, cells in was.items() for p, c in cells.items() if c.formula}
    assert formulas
    assert {at: now[at[0]][at[1]].formula for at in formulas} == formulas
    assert {now[sheet][place].value for sheet, place in formulas} == {None}


def test_the_same_again_has_nothing_to_do(desk: Desk, annex: Path) -> None:
    first = refreshed(desk, annex)
    assert first.target is not None
    second = refreshed(desk, first.target)
    assert (second.target, second.edits) == (None, ())
    assert {one.action for one in second.lines} == {CellAction.NOTHING}


def test_what_the_office_changed_is_kept_and_listed(desk: Desk, annex: Path) -> None:
    at = cell_of(annex, RESULTS, "A04", "F")

    def change(book: Any) -> None:
        book[RESULTS][at] = 121
        book[RESULTS][at.replace("F", "L")] = "đã đối chiếu"

    done = refreshed(desk, edited(annex, change))
    (kept,) = done.of(CellAction.KEPT)
    assert (kept.cell.words, kept.cell.officer and kept.cell.officer.value) == (f"{RESULTS}!{at}", Decimal(121))
    assert [one.rpartition(" → ")[2] for one in done.edits] == ["«đã đối chiếu»"]
    assert done.target is not None
    sheet = load_workbook(done.target)[RESULTS]
    assert (sheet[at].value, sheet[at.replace("F", "L")].value) == (121, "đã đối chiếu")


def test_a_number_of_the_offices_own_against_a_new_one_is_a_conflict(desk: Desk, annex: Path) -> None:
    at = cell_of(annex, RESULTS, NEW_MEMBERS, "F")
    done = refreshed(desk, edited(annex, lambda book: book[RESULTS].__setitem__(at, 13)))
    (conflict,) = done.conflicts
    assert (conflict.code, conflict.place.sheet, conflict.place.cell) == ("R110", RESULTS, at)
    assert "bản soạn «12», đồng chí ghi «13», số liệu mới «17»" in conflict.what
    assert done.target is not None
    cell = load_workbook(done.target)[RESULTS][at]
    assert (cell.value, cell.fill.fgColor.rgb) == (13, "FFF8CBAD")
    assert cell.comment.text.startswith("Đồng chí ghi «13», số liệu mới khác: 12 → 17.")


def test_rows_put_in_and_sheets_taken_out_do_not_mislead_it(desk: Desk, annex: Path) -> None:
    def change(book: Any) -> None:
        book[UNITS].insert_rows(12)
        book[UNITS]["B12"] = "Đơn vị ghi thêm"
        del book["Nguồn số liệu"]

    path = edited(annex, change)
    done = refreshed(desk, path)
    assert done.target is not None
    (unit,) = [one for one in done.of(CellAction.UPDATE) if one.cell.sheet == UNITS]
    sheet = load_workbook(done.target)[UNITS]
    row = int("".join(filter(str.isdigit, unit.cell.words.rpartition("!")[2])))
    assert sheet[f"B{row}"].value == "CĐCS Trường Tiểu học Suối Trong"
    assert sheet[unit.cell.words.rpartition("!")[2]].value == 9


def test_a_unit_that_has_come_gets_a_row_at_its_place(desk: Desk, annex: Path) -> None:
    units = [
        *small_office._UNITS,
        Organisation("CDX-05", (Standing(Level.COMMUNE, "Công đoàn xã Rừng Lim", parent=OFFICE),)),
    ]
    (desk.folder / UNITS_FILE).write_bytes(write_units(units))
    wider = Desk(open_workspace(desk.folder), desk.store)
    (form,) = write_forms(wider.ws, wider.store, Y2025, "CDX-05", desk.folder / "moi")
    wider.take(retype(form, {**WHOLE, "A04": 7}), now=LATER)
    path = edited(annex, lambda book: book[UNITS].__setitem__("A2", "đã xem"))
    before = load_workbook(path)[UNITS]
    done = refreshed(wider, path)
    assert done.target is not None
    assert (done.added, done.unplaced, done.conflicts) == ((f"{UNITS}: Công đoàn xã Rừng Lim",), (), ())
    sheet = load_workbook(done.target)[UNITS]
    rows = {cell.value: cell.row for cell in sheet["B"] if isinstance(cell.value, str)}
    was = {cell.value: cell.row for cell in before["B"] if isinstance(cell.value, str)}
    new, last = rows["Công đoàn xã Rừng Lim"], was["Công đoàn xã Nguồn Cội"]
    assert (new, sheet["A2"].value) == (last + 1, "đã xem")
    assert sheet.cell(new, 2).fill.fgColor.rgb == "FFFFF2CC"
    assert sheet.cell(new, 2).comment.text.startswith("Dòng mới")
    assert 7 in [cell.value for cell in sheet[new]]
    totals = [cell.value for cell in sheet[new + 1] if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert totals
    assert any(f"{new})" in one for one in totals)
    assert refreshed(wider, done.target).target is None


def test_an_issued_draft_and_a_foreign_workbook_are_refused(desk: Desk, annex: Path, tmp_path: Path) -> None:
    doc_id = desk.store.drafts()[0].doc_id
    other = tmp_path / "khac.xlsx"
    other.write_bytes((desk.folder / "don-vi.xlsx").read_bytes())
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK no workbook")
    desk.store.issue(Issued(doc_id, 1, "45", date(2026, 1, 15), "45.docx", CAME, b"PK"))
    for path, told in ((annex, "R164"), (other, "R101"), (broken, "R159")):
        with pytest.raises(DeskError) as error:
            refreshed(desk, path)
        assert error.value.problems[0].code == told
    assert str(error.value).splitlines()[0] == (
        "R159 hong.xlsx: không đọc được «hong.xlsx»: tệp không phải .xlsx, có mật khẩu hoặc bị hỏng"
    )


def test_a_cell_leads_to_its_form_also_where_it_has_moved(desk: Desk, annex: Path) -> None:
    path = edited(annex, lambda book: book[RESULTS].insert_rows(6))
    at = cell_of(path, RESULTS, NEW_MEMBERS, "F")
    (one,) = trace(desk.ws, desk.store, path, at=f"{RESULTS}!{at}").lines
    assert one.origin is not None
    assert (one.key, one.text, one.origin.formula) == (f"{NEW_MEMBERS}/{OFFICE}/2025", "12", "4 + 4 + 4 = 12")


def test_a_trace_is_written_as_notes_on_cells_of_a_copy(desk: Desk, annex: Path) -> None:
    found, out = trace(desk.ws, desk.store, annex), annex.with_name("ghi-chu.xlsx")
    assert write_comments(found, out, CAME) == sum(len(one.places) for one in found.lines)
    note = load_workbook(out)[RESULTS][cell_of(annex, RESULTS, NEW_MEMBERS, "F")].comment.text
    assert note.splitlines()[:2] == ["Nguồn số: E02 Số đoàn viên kết nạp mới", "cách tính: 4 + 4 + 4 = 12"]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_is_refreshed_and_worked_out_anew(desk: Desk, annex: Path, tmp_path: Path) -> None:
    def saved(path: Path, folder: str) -> Path:
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
        done = [*command, "--outdir", str(tmp_path / folder), str(path)]
        subprocess.run(done, check=True, capture_output=True, timeout=180)
        return tmp_path / folder / path.name

    done = refreshed(desk, saved(annex, "mot"))
    assert done.target is not None
    assert {(str(one.cell.base), str(one.fresh)) for one in done.of(CellAction.UPDATE)} == {("12", "17"), ("4", "9")}
    again = load_workbook(saved(done.target, "hai"), data_only=True)
    assert 17 in {cell.value for row in again[UNITS].iter_rows() for cell in row}  # the sum's own formula


def test_a_paper_refreshed_before_does_not_stand_in_the_way_of_its_workbook(desk: Desk, annex: Path) -> None:
    """The round of the Word paper keeps no workbook."""
    assert refresh_files(desk.ws, desk.store, (annex.with_name("report.docx"),), now=LATER).files[0].target
    assert refreshed(desk, annex).target is not None

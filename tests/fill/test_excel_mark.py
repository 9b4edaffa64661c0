"""The errors of an Excel template stand as notes on their cells in a copy that Excel and its like open."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_books import book, no_duplicates, part
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table

from drafter.fill import ExcelTemplate, TemplateError, TemplateErrors, mark_excel
from drafter.fill.errors import Kind, Place

WRONG = {"A1": "Kính gửi", "B2": "{{ a b }}"}
REMEDY = "cách sửa: xem lại dấu ngoặc, dấu nháy và tên trong thẻ (tên viết liền, như ho_ten)"
KIND = Kind("T999", "sai <«{found}»> & hơn", "wrong", "sửa lại", "mend it")


def errors_of(source: bytes, **options: Any) -> list[TemplateError]:
    with pytest.raises((TemplateError, TemplateErrors)) as caught:
        ExcelTemplate(source, **options)
    error = caught.value
    return list(error.errors) if isinstance(error, TemplateErrors) else [error]


def notes(marked: bytes) -> dict[str, tuple[str, str]]:
    """Author and text of the note on each cell."""
    sheets = openpyxl.load_workbook(io.BytesIO(marked)).worksheets
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.comment)
    return {f"{cell.parent.title}!{cell.coordinate}": (cell.comment.author, cell.comment.text) for cell in cells}


def old_note(made: Workbook) -> None:
    made["S"]["A1"].comment = Comment("đã dặn", "Lan")


def test_each_error_is_a_note_on_its_cell() -> None:
    source = book(WRONG, sheets={"Trang <hai>": {"C3": "{{ x y }}", "A1": 1}})
    marked = mark_excel(source, errors_of(source))
    assert no_duplicates(marked)
    assert notes(marked) == {
        "S!B2": (
            "Kiểm tra mẫu",
            f"T101 «S»!B2: không hiểu thẻ «{{{{ a b }}}}»\ngần: «{{{{ a b }}}}»\n{REMEDY}",
        ),
        "Trang <hai>!C3": (
            "Kiểm tra mẫu",
            f"T101 «Trang <hai>»!C3: không hiểu thẻ «{{{{ x y }}}}»\ngần: «{{{{ x y }}}}»\n{REMEDY}",
        ),
    }


def test_notes_that_are_there_are_kept_and_added_to() -> None:
    source = book({"A1": "{{ a b }}", "B2": "{{ c d }}"}, edit=old_note)
    errors = errors_of(source, lang="en")
    found = notes(mark_excel(source, errors))
    assert found["S!A1"][0] == "Lan"
    assert found["S!A1"][1].startswith("đã dặn\n\nT101 «S»!A1: the tag «{{ a b }}» cannot be understood")
    assert found["S!B2"][0] == "Template check"


def test_a_marked_copy_can_be_marked_again() -> None:
    source = book(WRONG)
    once = mark_excel(source, errors_of(source))
    twice = mark_excel(once, errors_of(source))
    assert no_duplicates(twice)
    assert notes(twice)["S!B2"][1].count("T101") == 2


@pytest.mark.parametrize(
    ("where", "cell"),
    [
        (Place(), "S!A1"),
        (Place("xl/_rels/workbook.xml.rels"), "S!A1"),
        (Place("Hai", (), "«Hai»"), "Hai!A1"),
        (Place("Hai", (("header", 0),), "«Hai»"), "Hai!A1"),
        (Place("Hai", (("item", 4),), "«Hai»!D7"), "Hai!D7"),
    ],
)
def test_an_error_without_a_cell_stands_in_the_first(where: Place, cell: str) -> None:
    source = book({"A1": "x"}, sheets={"Hai": {"A1": "y"}})
    found = notes(mark_excel(source, [TemplateError(KIND, where=where, found="a\x01b")]))
    assert list(found) == [cell]
    assert "sai <«a\ufffdb»> & hơn" in found[cell][1]  # a character that XML has not is shown as one


def test_several_errors_of_a_cell_are_one_note() -> None:
    errors = [TemplateError(KIND, where=Place("S", (), "«S»!B2"), found=word) for word in ("một", "hai")]
    ((cell, (_, text)),) = notes(mark_excel(book(WRONG), errors)).items()
    assert cell == "S!B2"
    assert text.count("T999") == 2


def test_the_text_of_a_thread_is_not_touched() -> None:
    def thread(made: Workbook) -> None:
        made["S"]["B2"].comment = Comment("[Threaded comment]", "tc={AB}")

    source = book(WRONG, edit=thread)
    found = notes(mark_excel(source, errors_of(source)))
    assert found["S!B2"] == ("tc={AB}", "[Threaded comment]")
    assert found["S!C2"][1].startswith("T101 «S»!B2:")


def test_the_drawing_stands_where_a_worksheet_allows_it() -> None:
    def with_table(made: Workbook) -> None:
        made["S"]["A4"], made["S"]["A5"] = "Tên", "x"
        made["S"].add_table(Table(displayName="Bang", ref="A4:A5"))

    source = book(WRONG, edit=with_table)
    sheet = part(mark_excel(source, errors_of(source)), "xl/worksheets/sheet1.xml")
    order = re.findall(r"<(sheetData|pageMargins|legacyDrawing|tableParts)\b", sheet)
    assert order == ["sheetData", "pageMargins", "legacyDrawing", "tableParts"]


def test_shapes_have_numbers_of_their_own() -> None:
    source = book({"A1": "{{ a b }}", "B2": "{{ c d }}", "B3": "{{ e f }}"}, edit=old_note)
    marked = mark_excel(source, errors_of(source))
    drawings = [name for name in zipfile.ZipFile(io.BytesIO(marked)).namelist() if name.endswith(".vml")]
    shapes = [
        one for name in drawings for one in re.findall(r'<(?:\w+:)?shape [^>]*?\bid="([^"]+)"', part(marked, name))
    ]
    assert len(shapes) == len(set(shapes)) == 3


def test_without_errors_the_copy_says_nothing() -> None:
    assert notes(mark_excel(book(WRONG), [])) == {}


def test_what_is_no_workbook_cannot_be_marked() -> None:
    with pytest.raises(TemplateError) as caught:
        mark_excel(b"no zip", [])
    assert caught.value.code == "T130"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_notes(tmp_path: Path) -> None:
    source = book({**WRONG, "A1": "{{ c d }}"}, edit=old_note)
    (tmp_path / "m.xlsx").write_bytes(mark_excel(source, errors_of(source)))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    convert = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), "m.xlsx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "m.fods").read_text("utf-8")
    assert shown.count("<office:annotation ") == 2
    assert "đã dặn" in shown
    assert "T101 «S»!B2: không hiểu thẻ" in shown

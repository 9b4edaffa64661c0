"""A workbook that goes with a paper is mended in a copy: how it prints, and nothing else of the file."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from drafter.desk.checking.basis import Desk
from drafter.desk.checking.check import CheckedFile, check_files
from drafter.desk.checking.copies import Copy, safe_fixes, write_copy
from drafter.format_rules.sheet_rules import RULES
from tests.golden.drafts import golden_draft
from tests.truth_rules.papers import TODAY

NOW = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)
ALL = {rule.code for rule in RULES}
MENDED = {"xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}


@cache
def foreign() -> bytes:
    """Somebody's annex with all that Excel may hold, and every fault of form: Calibri, letters apart, no page set."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục «I» 's"
    heads = ("TT", unicodedata.normalize("NFD", "Đơn vị"), "Số đoàn viên", "Số CĐCS", "Nữ", "Khen", "Ghi chú")
    sheet.append(("DANH SÁCH", *[None] * 6))
    sheet.append(heads)
    for row in range(1, 61):
        sheet.append((row, f"Công đoàn cơ sở số {row}", 100 + row, 1, 40, None, "☑" if row == 3 else None))
    sheet.append((None, "Cộng", "=SUM(C3:C62)", "=SUM(D3:D62)", "=SUM(E3:E62)", None, None))
    sheet.merge_cells("A1:G1")
    for column in "ABCDEFG":
        sheet.column_dimensions[column].width = 24
    sheet["G5"].font = Font("Wingdings", 11)
    sheet["B3"].comment = Comment("xem lại", "Lò Thị Ban")
    sheet.add_data_validation(DataValidation(type="whole", formula1="0", sqref="C3:C62"))
    sheet.conditional_formatting.add(
        "C3:C62", CellIsRule("lessThan", ["110"], fill=PatternFill("solid", bgColor="FFF2CC"))
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=62), titles_from_data=True)
    sheet.add_chart(chart, "I2")
    other = book.create_sheet("Tạm")
    other.sheet_state = "hidden"
    other.append(("ẩn",))
    for side, inches in (("top", 0.75), ("bottom", 0.75), ("left", 0.7), ("right", 0.7)):  # as Excel sets them
        setattr(sheet.page_margins, side, inches)
    buffer = BytesIO()
    book.save(buffer)
    return _with_shared_strings(buffer.getvalue())


def _with_shared_strings(data: bytes) -> bytes:
    """The workbook as Excel writes it: the text of B2 stands apart, with a run of its own font; and parts of others."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    text = unicodedata.normalize("NFD", "Đơn vị")
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><r><rPr>'
        f'<rFont val="Arial"/></rPr><t>{text}</t></r></si></sst>'
    )
    made = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(made, "w") as written:
        for name in package.namelist():
            xml = package.read(name)
            if name == "xl/worksheets/sheet1.xml":
                xml = re.sub(rb'<c r="B2" t="inlineStr">.*?</c>', b'<c r="B2" t="s"><v>0</v></c>', xml)
            elif name == "[Content_Types].xml":
                override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                xml = xml.replace(b"</Types>", override.encode())
            elif name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
                xml = xml.replace(b"</Relationships>", link.encode())
            written.writestr(name, xml)
        written.writestr("xl/sharedStrings.xml", strings)
        written.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n")
        written.writestr("customXml/item1.xml", "<a/>")
    return made.getvalue()


def checked(path: Path) -> CheckedFile:
    return check_files((path,), TODAY)[0]


def fixed(path: Path, **told: object) -> Copy:
    known = {"now": NOW, "draft": None, "fix": True, "comments": False} | told
    return write_copy(Desk(TODAY), checked(path), **known)  # type: ignore[arg-type]


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(foreign())
    return path


def test_what_is_safe_is_mended_in_a_copy_and_told(annex: Path) -> None:
    assert {one.code for one in checked(annex).problems if one.code in ALL} == ALL - {"XL-06"}
    done = fixed(annex)
    assert done.path == annex.with_name("phu-luc-da-soat.xlsx")
    assert [one.code for one in done.mended] == ["XL-02", "XL-03", "XL-04", "XL-05", "XL-07"]
    assert annex.read_bytes() == foreign()
    sheet = load_workbook(done.path).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        9,
        "landscape",
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    sides = (sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.left, sheet.page_margins.right)
    assert [round(25.4 * side) for side in sides] == [20, 20, 30, 18]
    assert (sheet["B2"].value, sheet["B2"].font.name, sheet["A1"].font.name) == ("Đơn vị",) + ("Times New Roman",) * 2
    # What is drawn with symbols is no letter: it is told, and a person decides.
    assert sheet["G5"].font.name == "Wingdings"
    assert [one.code for one in checked(done.path).problems] == ["XL-01"]


def test_every_other_part_of_the_file_is_as_it_was(annex: Path) -> None:
    done = fixed(annex)
    assert done.path is not None
    with ZipFile(annex) as before, ZipFile(done.path) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == MENDED
    sheet = load_workbook(done.path).worksheets[0]
    assert (len(sheet._charts), len(sheet.data_validations.dataValidation)) == (1, 1)
    assert (len(sheet.conditional_formatting), sheet["B3"].comment.text) == (1, "xem lại")
    assert sheet["C63"].value == "=SUM(C3:C62)"


def test_the_second_time_there_is_nothing_to_mend(annex: Path) -> None:
    done = fixed(annex)
    assert done.path is not None
    assert safe_fixes(Desk(TODAY), annex) == ALL - {"XL-06"}
    assert fixed(done.path, only=tuple(ALL - {"XL-01"})) == Copy(done.path)
    again = fixed(done.path)
    assert (again.path, again.mended) == (None, ())


def test_only_what_is_asked_for_is_mended(annex: Path) -> None:
    done = fixed(annex, only=("XL-05",))
    assert [one.code for one in done.mended] == ["XL-05"]
    assert done.path is not None
    assert load_workbook(done.path).worksheets[0].page_setup.paperSize is None


def test_columns_that_come_again_stay_beside_the_rows(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(foreign()))
    book.worksheets[0].print_title_cols = "A:B"
    path = tmp_path / "phu-luc.xlsx"
    book.save(path)
    done = fixed(path, only=("XL-04",))
    assert done.path is not None
    sheet = load_workbook(done.path).worksheets[0]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$2", "$A:$B")


def test_a_workbook_that_cannot_be_read_is_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "hong.xlsx"
    path.write_bytes(foreign()[:900])
    assert safe_fixes(Desk(TODAY), path) == frozenset()
    assert not checked(path).read


@pytest.mark.parametrize("name", ["thanh-tri-2020", "cum-4-2026-cham-diem", "van-phong-mau-2025-xep-loai"])
def test_our_own_workbooks_are_in_form_and_add_up(name: str, tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(golden_draft(name).annex)
    found = checked(path)
    assert (found.read, found.problems) == (True, ())
    assert fixed(path) == Copy(path)


def test_a_number_retyped_in_our_own_annex_is_held_against_the_text(tmp_path: Path) -> None:
    """The sheet of sources, which has every number once more, does not hide it."""
    report, annex = tmp_path / "report.docx", tmp_path / "appendix.xlsx"
    report.write_bytes(golden_draft("thanh-tri-2020").report)
    annex.write_bytes(golden_draft("thanh-tri-2020").annex)
    assert [one.problems for one in check_files((report, annex), TODAY)] == [(), ()]
    book = load_workbook(annex)
    (cell,) = (cell for row in book["Phụ lục II"].iter_rows() for cell in row if cell.value == 676)
    cell.value = 681
    book.save(annex)
    first, _ = check_files((report, annex), TODAY)
    assert [(one.code, one.what) for one in first.problems] == [
        ("SL-04", f"lời văn ghi «676/650 đoàn viên», appendix.xlsx, ô {cell.coordinate} ghi 681")
    ]


def added_up() -> bytes:
    """An annex that does not add up, as Excel writes it: with its totals as numbers."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục I"
    for row in (
        ("BIỂU ĐOÀN VIÊN",),
        ("TT", "Đơn vị", "Số đoàn viên", "Số lao động"),
        (1, "Công đoàn cơ sở Một", 120, 130),
        (2, "Công đoàn cơ sở Hai", 80, 95),
        (None, "Cộng", 210, 225),
    ):
        sheet.append(row)
    sheet["C5"].comment = Comment("đã hỏi kế toán", "Lò Thị Ban")
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font("Times New Roman", 13)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def noted(path: Path) -> Copy:
    return fixed(path, fix=False, comments=True)


def notes_of(path: Path) -> dict[str, tuple[str, str]]:
    cells = (cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.comment)
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells}


def test_what_is_found_stands_as_notes_on_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    before = added_up()
    path.write_bytes(before)
    found = checked(path)
    done = noted(path)
    assert path.read_bytes() == before
    assert done.comments == len(found.problems)
    assert done.path is not None
    notes = notes_of(done.path)
    (wrong,) = (one for one in found.problems if one.code == "SL-02")
    assert notes["C5"] == (
        "Lò Thị Ban",
        f"đã hỏi kế toán\n\nSL-02: {wrong.what}\nCách sửa: {wrong.fix}",
    )
    assert notes["A1"][0] == "Trợ lý soạn thảo"
    assert {one[:5] for one in notes["A1"][1].split("\n\n")} == {one.code for one in found.problems} - {"SL-02"}
    with ZipFile(done.path) as package:
        assert len(set(package.namelist())) == len(package.namelist())


def test_notes_of_an_earlier_check_are_renewed_and_never_stacked(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(added_up())
    done = noted(path)
    assert done.path is not None
    assert noted(done.path) == Copy(done.path)
    book = load_workbook(done.path)
    book.worksheets[0]["C5"].value = 200
    book.save(done.path)
    again = fixed(done.path, comments=True)
    assert again.path is not None
    assert notes_of(again.path) == {"C5": ("Lò Thị Ban", "đã hỏi kế toán")}
    with ZipFile(again.path) as package:
        (drawn,) = (package.read(name) for name in package.namelist() if name.endswith(".vml"))
    assert len(re.findall(rb"<\w+:Row>", drawn)) == 1

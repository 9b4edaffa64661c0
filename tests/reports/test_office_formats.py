"""Past reports in the formats of other years and programs: what LibreOffice makes of ours reads as ours does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border
from openpyxl.worksheet.properties import PageSetupProperties
from report_files import saved

from drafter.model.report import Grid, PastReport
from drafter.prose.documents import DocumentReader
from drafter.reports.opening import read_reports
from tests.makers.past_reports import ANNEX_FILE, FOLDER, HALF_FILE, YEAR_FILE
from tests.makers.samples import SAMPLES
from tests.prose.scoring import reader

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

OLD = SAMPLES / "van-phong-mau" / FOLDER
TABLES, NO_LINES, NO_BORDERS = "bang-bieu.docx", "bang-khong-ke.docx", "phu-luc-khong-ke.xlsx"
ROWS = 60
READER = DocumentReader(reader(), lambda name: name if name.startswith("CĐCS ") else "")


def tables(style: str = "Table Grid") -> bytes:
    """A report whose tables are those that a PDF makes hard: a head of two rows, merged, repeated on every page."""
    document = Document()
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Kết quả hoạt động công đoàn năm 2023")
    document.add_paragraph("Số liệu của các công đoàn cơ sở năm 2023:")
    table = document.add_table(3 + ROWS, 6)
    table.style = style
    for left, right, text in (
        ((0, 0), (1, 0), "TT"), ((0, 1), (1, 1), "Đơn vị"), ((0, 2), (1, 2), "Tổng số đoàn viên"),
        ((0, 3), (0, 4), "Kết nạp đoàn viên mới"), ((0, 5), (1, 5), "Số cuộc đối thoại"),
        ((2 + ROWS, 0), (2 + ROWS, 1), "Cộng"),
    ):  # fmt: skip
        table.cell(*left).merge(table.cell(*right)).text = text
    table.cell(1, 3).text, table.cell(1, 4).text = "Kế hoạch", "Thực hiện"
    for number in range(1, ROWS + 1):
        members, plan, new, talks = 100 + number, 10 + number % 7, 9 + number % 11, 1 + number % 4
        name = f"CĐCS Công ty trách nhiệm hữu hạn một thành viên Sông Vàng số {number}"
        texts = (str(number), name, f"1.{members}", str(plan), str(new), str(talks))
        for cell, text in zip(table.rows[1 + number].cells, texts, strict=True):
            cell.text = text
    for column, text in ((2, "68.830"), (3, "777"), (4, "838"), (5, "150")):
        table.cell(2 + ROWS, column).text = text
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph("Các công đoàn cơ sở kết nạp mới 838 đoàn viên. Chi tiết theo chỉ tiêu:")
    if style == "Table Grid":  # without lines two rows would be no table
        _plain(document, "Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện", "Số cuộc tư vấn pháp luật | cuộc | 12 | 15")
    return saved(document)


def without_borders(path: Path) -> Workbook:
    """The workbook with no line drawn in it, each sheet as wide as the paper."""
    book = load_workbook(path)
    for one in book:
        for row in one.iter_rows():
            for cell in row:
                cell.border = Border()
        one.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        one.page_setup.fitToHeight = 0
    return book


def _plain(document: Any, *rows: str) -> None:
    table = document.add_table(0, rows[0].count("|") + 1)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.split("|"), strict=True):
            cell.text = text.strip()
            cell._tc.get_or_add_tcPr().append(OxmlElement("w:vAlign"))
            cell._tc.tcPr[-1].set(qn("w:val"), "center")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, PastReport]:
    """Every file as read, by name: the samples and the tables, and what LibreOffice makes of them in other formats."""
    folder = tmp_path_factory.mktemp("Báo cáo")
    for name in (YEAR_FILE, HALF_FILE, ANNEX_FILE):
        shutil.copyfile(OLD / name, folder / name)
    (folder / TABLES).write_bytes(tables())
    (folder / NO_LINES).write_bytes(tables("Normal Table"))
    without_borders(OLD / ANNEX_FILE).save(folder / NO_BORDERS)
    for ending, files in (
        ("doc", (HALF_FILE,)), ("odt", (HALF_FILE,)), ("rtf", (HALF_FILE,)), ("xls", (ANNEX_FILE,)),
        ("ods", (ANNEX_FILE,)), ("pdf", (YEAR_FILE, TABLES, NO_LINES, NO_BORDERS)),
    ):  # fmt: skip
        _convert(folder, ending, files)
    found = {one.path.name: one for one in read_reports([folder])}
    assert {name: one.problem for name, one in found.items() if one.report is None} == {}
    return {name: one.report for name, one in found.items() if one.report is not None}


def _convert(folder: Path, ending: str, files: tuple[str, ...]) -> None:
    profile = f"-env:UserInstallation={(folder / '.profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / name) for name in files)], capture_output=True, timeout=120, check=True)


def figures(report: PastReport) -> list[tuple[object, ...]]:
    """What is read of a report, without the places."""
    return [
        (
            one.reading.value, one.reading.unit, one.reading.kind, one.reading.qualifier, one.reading.period,
            one.reading.target, one.reading.percent_of_target, one.unit,
            one.reading.candidates[0].code if one.reading.candidates else "",
        )
        for one in READER.read(report).found
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_a_word_file_of_another_format_gives_the_same_figures_from_the_same_places(
    made: Mapping[str, PastReport], ending: str
) -> None:
    ours, other = made[HALF_FILE], made[HALF_FILE.replace("docx", ending)]
    assert len(figures(ours)) == 12
    assert figures(other) == figures(ours)
    assert [one.place for one in READER.read(other).found] == [one.place for one in READER.read(ours).found]
    assert other.converted == ours.converted  # «ư» of TCVN3 too, which LibreOffice takes for a soft hyphen


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_workbook_of_another_format_gives_the_same_figures_and_merged_cells(
    made: Mapping[str, PastReport], ending: str
) -> None:
    ours, other = made[ANNEX_FILE], made[ANNEX_FILE.replace("xlsx", ending)]
    assert len(figures(ours)) == 29
    assert figures(other) == figures(ours)
    assert [merged(grid) for grid in other.grids] == [merged(grid) for grid in ours.grids]
    texts = [cell.text for grid in other.grids for cell in grid.cells]
    assert texts == [cell.text for grid in ours.grids for cell in grid.cells]  # 1.864, never 1.864,0


def merged(grid: Grid) -> set[tuple[int, int, int, int]]:
    return {(one.row, one.column, one.rows, one.columns) for one in grid.cells if one.rows * one.columns > 1}


@pytest.mark.parametrize("name", [YEAR_FILE, TABLES, NO_LINES])
def test_a_pdf_gives_the_figures_of_its_word_file(made: Mapping[str, PastReport], name: str) -> None:
    ours, printed = made[name], made[name.replace("docx", "pdf")]
    assert printed.pages > 1
    assert figures(printed) == figures(ours)
    assert len(figures(printed)) > 40


def test_an_annex_printed_without_lines_gives_the_figures_of_its_workbook(made: Mapping[str, PastReport]) -> None:
    ours, printed = made[NO_BORDERS], made[NO_BORDERS.replace("xlsx", "pdf")]
    assert len(figures(ours)) == 29
    assert sorted(map(str, figures(printed))) == sorted(map(str, figures(ours)))


def test_prose_is_no_table(made: Mapping[str, PastReport]) -> None:
    assert made[YEAR_FILE.replace("docx", "pdf")].grids == ()


@pytest.mark.parametrize(("name", "tables"), [(TABLES, 2), (NO_LINES, 1)])
def test_a_table_over_many_pages_is_one_with_one_head(made: Mapping[str, PastReport], name: str, tables: int) -> None:
    ours, printed = made[name].grids, made[name.replace("docx", "pdf")].grids
    assert len(printed) == len(ours) == tables
    for ours_one, printed_one in zip(ours, printed, strict=True):
        whole = len({cell.row for cell in ours_one.cells}) - (name == NO_LINES)  # no line shows that «Cộng» is merged
        assert [one for one in placed(printed_one) if one[0] <= whole] == [
            one for one in placed(ours_one) if one[0] <= whole
        ]
    pages = {cell.place.partition(",")[0] for cell in printed[0].cells}
    assert len(pages) >= 3  # how many depends on the fonts that LibreOffice finds
    assert pages == {f"trang {page}" for page in range(1, len(pages) + 1)}


def placed(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(one.row, one.column, one.rows, one.columns, " ".join(one.text.split())) for one in grid.cells]

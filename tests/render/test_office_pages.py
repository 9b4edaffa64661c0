"""LibreOffice opens the golden drafts, works out the annex's formulas anew and prints the pages as designed."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from drafter.fill.package import read_package
from drafter.format_rules.lines import lines_of
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.standards.letter_widths import width_mm
from tests.golden.drafts import golden_draft

_DRAFTS = ("thanh-tri-2020", "van-phong-mau-2025")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@dataclass(frozen=True)
class Printed:
    """What LibreOffice made of a draft: the recalculated annex, and the report's pages as text with places."""

    annex: Workbook
    report_pdf: Path
    visible: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """One start of LibreOffice for the annexes, one for the reports."""
    folder = tmp_path_factory.mktemp("Bản in")
    for name in _DRAFTS:
        draft = golden_draft(name)
        (folder / f"{name}.xlsx").write_bytes(_without_stored_results(draft.annex))
        (folder / f"{name}.docx").write_bytes(draft.report)
    _convert(folder, "xlsx", "tính lại")
    _convert(folder, "pdf", "in", of="docx")
    return {
        name: Printed(
            load_workbook(folder / "tính lại" / f"{name}.xlsx", data_only=True),
            folder / "in" / f"{name}.pdf",
            visible_text(read_page(golden_draft(name).report)),
        )
        for name in _DRAFTS
    }


def _convert(folder: Path, to: str, into: str, of: str | None = None) -> None:
    profile = (folder / "profile").as_uri()
    files = sorted(map(str, folder.glob(f"*.{of or to}")))
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder / into), *files], capture_output=True, text=True, timeout=120, check=True
    )
    assert len(list((folder / into).glob(f"*.{to}"))) == len(files), done.stderr


def _without_stored_results(data: bytes) -> bytes:
    """The workbook with nothing in its formula cells but the formulas, so that every result seen is worked out."""
    package = read_package(data)
    sheets = {name: package.read(name).decode() for name in package.names if name.startswith("xl/worksheets/sheet")}
    emptied = {name: re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text) for name, text in sheets.items()}
    assert emptied != sheets
    return package.write({name: text.encode() for name, text in emptied.items()})


def rows(sheet: Any, first: int) -> Iterator[dict[str, Any]]:
    """The rows of a table by the letters of their columns."""
    for row in sheet.iter_rows(min_row=first, values_only=True):
        yield {get_column_letter(number): value for number, value in enumerate(row, 1)}


def results(book: Workbook) -> dict[str, dict[str, Any]]:
    """The rows of Annex II by indicator."""
    return {row["B"]: row for row in rows(book["Phụ lục II"], 6) if row["B"]}


def totals(book: Workbook) -> dict[str, object]:
    """The last row of Annex I by indicator; a column of parts goes by «C06.tu»."""
    sheet = book["Phụ lục I"]
    codes = {cell.column_letter: cell.value for cell in sheet[7] if cell.value not in (None, "")}
    (last,) = [row for row in rows(sheet, 10) if row["B"] == "Tổng cộng"]
    return {str(code): last[letter] for letter, code in codes.items()}


def test_the_annex_of_thanh_tri_gives_the_numbers_of_the_text(printed: Mapping[str, Printed]) -> None:
    found = results(printed["thanh-tri-2020"].annex)
    assert [(found["E01"][x]) for x in "EFGH"] == [12, 11, pytest.approx(91.66), "chưa đạt"]
    assert [(found["E02"][x]) for x in "EFGH"] == [650, 676, 104, "vượt"]
    given = {code: row["F"] for code, row in found.items()}
    assert given == {"C16a": 183, "C16b": 82.5, "C17a": 297, "C17b": 59.4, "C18": 1800, "E01": 11, "E02": 676}


def test_the_awards_of_thanh_tri_add_up(printed: Mapping[str, Printed]) -> None:
    awards = rows(printed["thanh-tri-2020"].annex["Phụ lục III"], 6)
    sums = [(row["D"], row["E"]) for row in awards if row["B"] == "Cộng"]
    assert [(collectives, individuals or 0) for collectives, individuals in sums] == [(23, 66), (109, 0)]
    assert "23 tập thể và 66 cá nhân" in printed["thanh-tri-2020"].visible


@pytest.mark.parametrize("name", _DRAFTS)
def test_both_annexes_have_the_same_totals_and_rates(printed: Mapping[str, Printed], name: str) -> None:
    first, second = totals(printed[name].annex), results(printed[name].annex)
    compared = 0
    for code, total in first.items():
        if code in second and isinstance(total, int | float):
            assert second[code]["F"] == pytest.approx(total), code
            compared += 1
    assert compared == sum(isinstance(row["F"], int | float) for row in second.values())


@pytest.mark.parametrize("name", _DRAFTS)
def test_percents_and_verdicts_of_the_text_are_those_of_the_annex(printed: Mapping[str, Printed], name: str) -> None:
    """Each «11/12 …, đạt 91,66% kế hoạch» of the text stands in Annex II."""
    text = printed[name].visible
    said = re.findall(r"([\d.]+)/([\d.]+) [^,;]*?, đạt ([\d.,]+)% kế hoạch(?:, (chưa đạt|vượt|đạt))?", text)
    shown = {(row["F"], row["E"]): (row["G"], row["H"]) for row in results(printed[name].annex).values()}
    assert len(said) >= 2
    for actual, target, percent, verdict in said:
        share, judged = shown[_number(actual), _number(target)]
        assert share == pytest.approx(_number(percent)), (actual, target)
        assert verdict in ("", judged)


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("name", _DRAFTS)
def test_the_stored_results_are_those_worked_out(printed: Mapping[str, Printed], name: str) -> None:
    """Who opens the annex in a viewer that works nothing out sees the same numbers."""
    stored = load_workbook(BytesIO(golden_draft(name).annex), data_only=True)
    for sheet in stored:
        if sheet.title == "Nguồn số liệu":
            continue
        for row in sheet.iter_rows():
            for cell in row:
                worked_out = printed[name].annex[sheet.title][cell.coordinate].value
                if isinstance(worked_out, float):
                    assert cell.value == pytest.approx(worked_out), f"{sheet.title}!{cell.coordinate}"
                else:
                    assert (cell.value or "") == (worked_out or ""), f"{sheet.title}!{cell.coordinate}"


@dataclass(frozen=True)
class PrintedLine:
    """A line on a page, in mm. Its text has no spaces: a font without Vietnamese letters tears the words apart."""

    page: int
    left: float
    right: float
    top: float
    text: str
    words: Mapping[str, float]
    """The words that were printed in one piece, and how wide they are."""


def _lines(pdf: Path) -> list[PrintedLine]:
    command = ["pdftotext", "-bbox-layout", str(pdf), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    found, page = [], 0
    for opened, place, inside in re.findall(r"(<page )|<line ([^>]*)>(.*?)</line>", out, re.DOTALL):
        page += bool(opened)
        if place:
            words = {html.unescape(word): right - left for left, right, word in _words(inside)}
            left, top, right, _ = _mm(place)
            text = "".join(html.unescape(word) for _, _, word in _words(inside))
            found.append(PrintedLine(page, left, right, top, text, words))
    return found


def _words(inside: str) -> Iterator[tuple[float, float, str]]:
    for place, word in re.findall(r"<word ([^>]*)>([^<]*)</word>", inside):
        left, _, right, _ = _mm(place)
        yield left, right, word


def _mm(place: str) -> list[float]:
    return [float(number) * 25.4 / 72 for number in re.findall(r'"([\d.]+)"', place)]


def _bare(text: str) -> str:
    return "".join(text.split())


needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


@needs_poppler
@pytest.mark.parametrize(("name", "least", "most"), [("thanh-tri-2020", 3, 4), ("van-phong-mau-2025", 6, 8)])
def test_pages_and_their_numbers(printed: Mapping[str, Printed], name: str, least: int, most: int) -> None:
    """How many pages there are depends on the fonts of the machine; Times New Roman is the narrowest."""
    lines = _lines(printed[name].report_pdf)
    pages = max(line.page for line in lines)
    assert least <= pages <= most
    for page in range(1, pages + 1):
        above = [line for line in lines if line.page == page and line.top < 18]
        assert [line.text for line in above] == ([] if page == 1 else [str(page)])
        assert [(line.left + line.right) / 2 for line in above] == [pytest.approx((30 + 195) / 2, abs=1)] * len(above)


@needs_poppler
def test_words_are_printed_as_wide_as_they_are_measured(printed: Mapping[str, Printed]) -> None:
    """The drawn lines get their length from measured text, so the letterhead's words are held against print."""
    seen: dict[str, list[float]] = {}
    for line in _lines(printed["thanh-tri-2020"].report_pdf):
        for word, width in line.words.items():
            seen.setdefault(word, []).append(width)
    compared = 0
    for line in lines_of(read_page(golden_draft("thanh-tri-2020").report)):
        upright = line.cell[:1] == (1,) and not line.look.italic
        for word in line.text.split() if upright else ():
            if word in seen and len(word) > 2:
                width = width_mm(word, line.look.size_pt, bold=line.look.bold)
                assert min(abs(width - one) for one in seen[word]) < 0.15, word
                compared += 1
    assert compared > 8


@needs_poppler
@pytest.mark.parametrize("name", _DRAFTS)
def test_the_signing_block_stands_with_the_end_of_the_text(printed: Mapping[str, Printed], name: str) -> None:
    lines = _lines(printed[name].report_pdf)
    (end,) = [line.page for line in lines if line.text.endswith("./.")]
    assert {line.page for line in lines if line.text in ("Nơinhận:", "TM.BANTHƯỜNGVỤ")} == {end}


@needs_poppler
@pytest.mark.parametrize("name", _DRAFTS)
def test_the_text_is_whole_in_print(printed: Mapping[str, Printed], name: str) -> None:
    """Nothing is lost on the way, what stands in content controls neither."""
    text = "".join(line.text for line in _lines(printed[name].report_pdf) if line.top >= 18)
    said = re.split(r"\n| {3,}", printed[name].visible)
    assert [piece for piece in said if _bare(piece) not in text] == []


@needs_poppler
def test_what_is_before_the_margins_stays_empty(printed: Mapping[str, Printed]) -> None:
    for name in _DRAFTS:
        lines = _lines(printed[name].report_pdf)
        assert [line.text for line in lines if line.left < 29.5 or line.right > 195.8] == []

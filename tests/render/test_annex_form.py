"""Every golden annex keeps the form of a printed annex, and every rule notices when one does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.golden.drafts import golden_draft

ANNEXES = ("Phụ lục I", "Phụ lục II", "Phụ lục III")
SHEETS = (*ANNEXES, "Nội dung của đơn vị", "Nguồn số liệu")
ATTACHED = re.compile(
    r"\(Kèm theo Báo cáo số {4,}/BC-[A-ZĐ-]+ ngày {4,}tháng {4,}năm \d{4} của (?:Liên đoàn Lao động|Công đoàn) .+\)"
)

Faults = Iterator[str]
Rule = Callable[[Workbook], Faults]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    def entered(check: Rule) -> Rule:
        assert code not in RULES, code
        RULES[code] = check
        return check

    return entered


@rule("sheets")
def sheets_in_order(book: Workbook) -> Faults:
    if tuple(book.sheetnames) != SHEETS:
        yield f"the sheets are {book.sheetnames}"
    yield from (f"{sheet.title} is {sheet.sheet_state}" for sheet in book if sheet.sheet_state != "visible")


@rule("PL-06")
def a4_across(book: Workbook) -> Faults:
    for sheet in book:
        if (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) != ("9", "landscape"):
            yield f"{sheet.title}: paper {sheet.page_setup.paperSize}, {sheet.page_setup.orientation}"


@rule("PG-08")
def margins(book: Workbook) -> Faults:
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    for sheet in book:
        for side, (low, high) in allowed.items():
            value = getattr(sheet.page_margins, side) * 25.4
            if not low - 0.5 <= value <= high + 0.5:
                yield f"{sheet.title}: {side} {value:.1f} mm"


def _one_of_each_look(sheet: Any, first_row: int = 1) -> list[Any]:
    """A filled cell for every style that filled cells of the sheet have: a big office has many thousands of cells."""
    found = {
        cell.style_id: cell for row in sheet.iter_rows(min_row=first_row) for cell in row if cell.value is not None
    }
    return list(found.values())


@rule("PG-09")
def one_font(book: Workbook) -> Faults:
    for sheet in book:
        for cell in _one_of_each_look(sheet):
            coloured = cell.font.color is not None and cell.font.color.rgb not in ("FF000000", "00000000")
            if cell.font.name != "Times New Roman" or coloured:
                yield f"{sheet.title}!{cell.coordinate}: {cell.font.name}"


@rule("PG-11")
def page_numbers(book: Workbook) -> Faults:
    for sheet in book:
        number = sheet.oddHeader.center
        if (number.text, number.size) != ("&P", 14) or "Times New Roman" not in (number.font or ""):
            yield f"{sheet.title}: header «{number.text}» in {number.font} {number.size}"
        shown_first = not sheet.HeaderFooter.differentFirst or sheet.firstHeader.center.text
        if shown_first or not sheet.page_setup.useFirstPageNumber or sheet.page_setup.firstPageNumber != 1:
            yield f"{sheet.title}: its pages are not numbered by themselves from a bare first page"


@rule("repeated")
def heads_repeated(book: Workbook) -> Faults:
    """On every page the row with the columns' titles stands again, and beside a wide table the units' names."""
    wanted = {"Phụ lục I": ("$5:$7", "$A:$B"), "Phụ lục II": ("$5:$5", None), "Phụ lục III": ("$5:$5", None)}
    for title, areas in wanted.items():
        sheet = book[title]
        if (sheet.print_title_rows, sheet.print_title_cols) != areas:
            yield f"{title}: repeats {sheet.print_title_rows}, {sheet.print_title_cols}"
        if sheet["A5"].value != "TT" or not sheet["A5"].font.bold:
            yield f"{title}: row 5 does not hold the titles"


@rule("one wide")
def fits_one_page_wide(book: Workbook) -> Faults:
    for sheet in book:
        wide = sheet.title == "Phụ lục I"  # an office with seventy columns could not read them on one page
        if bool(sheet.sheet_properties.pageSetUpPr.fitToPage) == wide:
            yield f"{sheet.title}: fits {sheet.sheet_properties.pageSetUpPr.fitToPage}"
        if (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) != (1, 0):
            yield f"{sheet.title}: fits {sheet.page_setup.fitToWidth} by {sheet.page_setup.fitToHeight}"


def _set_as(cell: Any, size: tuple[float, float], *, bold: bool, italic: bool) -> Faults:
    where = f"{cell.parent.title}!{cell.coordinate}"
    if not size[0] <= cell.font.size <= size[1] or (cell.font.bold, cell.font.italic) != (bold, italic):
        yield f"{where}: {cell.font.size} pt, bold {cell.font.bold}, italic {cell.font.italic}"
    if cell.alignment.horizontal != "center":
        yield f"{where}: stands {cell.alignment.horizontal}"


def _headed(book: Workbook, title: str, row: int) -> Any:
    """The cell of a heading's line: over a table of many columns it stands in the middle of the first page."""
    filled = [cell for cell in book[title][row] if cell.value is not None]
    assert len(filled) == 1, f"{title}: row {row} holds {filled}"
    return filled[0]


@rule("CP-20")
def annex_word(book: Workbook) -> Faults:
    for title in ANNEXES:
        cell = _headed(book, title, 1)
        yield from _set_as(cell, (14, 14), bold=True, italic=False)
        if cell.value != title:
            yield f"{title}: headed «{cell.value}»"


@rule("CP-21")
def annex_title(book: Workbook) -> Faults:
    for title in ANNEXES:
        cell = _headed(book, title, 2)
        yield from _set_as(cell, (13, 14), bold=True, italic=False)
        if cell.value != cell.value.upper() or not re.search(r"NĂM \d{4}$", cell.value):
            yield f"{title}: entitled «{cell.value}»"


@rule("CP-22")
def attached_to_the_paper(book: Workbook) -> Faults:
    for title in ANNEXES:
        lines = [_headed(book, title, row) for row in ((3, 4) if title == "Phụ lục I" else (3,))]
        for cell in lines:
            yield from _set_as(cell, (13, 14), bold=False, italic=True)
        text = " ".join(cell.value for cell in lines)
        if not ATTACHED.fullmatch(text):
            yield f"{title}: «{text}»"


@rule("CP-27")
def readable_sizes(book: Workbook) -> Faults:
    """What is printed in tables is of 10 to 14 pt; codes and units over the columns, and remarks, may have 9."""
    for sheet in book:
        for cell in _one_of_each_look(sheet, 8):
            remark = sheet.title == "Phụ lục II" and cell.column_letter == "L"
            if not (9 if remark else 10) <= cell.font.size <= 14:
                yield f"{sheet.title}!{cell.coordinate}: {cell.font.size} pt"


@rule("no tags")
def nothing_of_the_template_left(book: Workbook) -> Faults:
    left = re.compile(r"\{[{%#]|[%#}]\}|#REF!|#NAME\?|None")
    for sheet in book:
        texts = (value for row in sheet.iter_rows(values_only=True) for value in row if isinstance(value, str))
        yield from (f"{sheet.title}: {text}" for text in texts if left.search(text))


@rule("blank is missing")
def no_cell_turns_missing_into_zero(book: Workbook) -> Faults:
    """What a unit did not give is an empty cell; a note under the table says so."""
    last = _notes(book)[-1].value
    if not last.startswith("Ô để trống: đơn vị chưa có số liệu (không phải bằng 0)."):
        yield f"the last note is «{last}»"


def _notes(book: Workbook) -> list[Any]:
    return [row[0] for row in book["Phụ lục I"].iter_rows() if isinstance(row[0].value, str)]


def _book(name: str) -> Workbook:
    return load_workbook(BytesIO(golden_draft(name).annex))


@pytest.mark.parametrize("name", ["thanh-tri-2020", "van-phong-mau-2025"])
def test_golden_annex_keeps_every_rule(name: str) -> None:
    book = _book(name)
    assert {code: list(check(book)) for code, check in RULES.items()} == {code: [] for code in RULES}


def _font(book: Workbook, place: str, **look: object) -> None:
    cell = book["Phụ lục II"][place]
    kept = {"name": cell.font.name, "size": cell.font.size, "bold": cell.font.bold, "italic": cell.font.italic}
    cell.font = Font(**{**kept, **look})  # type: ignore[arg-type]


def _second(book: Workbook) -> Any:
    return book["Phụ lục II"]


MUTATIONS: tuple[tuple[str, str, Callable[[Workbook], object]], ...] = (
    ("sheets", "one is gone", lambda book: book.remove(book["Nguồn số liệu"])),
    ("sheets", "one is hidden", lambda book: setattr(book["Nguồn số liệu"], "sheet_state", "hidden")),
    ("PL-06", "upright", lambda book: setattr(_second(book).page_setup, "orientation", "portrait")),
    ("PL-06", "Letter", lambda book: setattr(_second(book).page_setup, "paperSize", 1)),
    ("PG-08", "left 25 mm", lambda book: setattr(_second(book).page_margins, "left", 25 / 25.4)),
    ("PG-09", "a cell in Calibri", lambda book: _font(book, "C7", name="Calibri")),
    ("PG-09", "a red cell", lambda book: _font(book, "C7", color="FFFF0000")),
    ("PG-11", "in words", lambda book: setattr(_second(book).oddHeader.center, "text", "Trang &P")),
    ("PG-11", "on the first page", lambda book: setattr(_second(book).HeaderFooter, "differentFirst", False)),
    ("PG-11", "numbers go on", lambda book: setattr(_second(book).page_setup, "firstPageNumber", 7)),
    ("repeated", "no row", lambda book: setattr(_second(book), "print_title_rows", "1:1")),
    ("repeated", "no units", lambda book: setattr(book["Phụ lục I"], "print_title_cols", "A:A")),
    ("one wide", "spread", lambda book: setattr(_second(book).sheet_properties.pageSetUpPr, "fitToPage", False)),
    ("one wide", "one page in all", lambda book: setattr(_second(book).page_setup, "fitToHeight", 1)),
    ("CP-20", "13 pt", lambda book: _font(book, "A1", size=13)),
    ("CP-20", "Arabic number", lambda book: setattr(_second(book)["A1"], "value", "Phụ lục 2")),
    ("CP-21", "small letters", lambda book: setattr(_second(book)["A2"], "value", "Kết quả thực hiện NĂM 2020")),
    ("CP-21", "not bold", lambda book: _font(book, "A2", bold=False)),
    ("CP-22", "upright", lambda book: _font(book, "A3", italic=False)),
    ("CP-22", "a number given", lambda book: setattr(_second(book)["A3"], "value", "(Kèm theo Báo cáo số 5/BC-LĐLĐ)")),
    ("CP-27", "8 pt", lambda book: _font(book, "C8", size=8)),
    ("no tags", "a tag", lambda book: setattr(_second(book)["C8"], "value", "{{ d.ten }}")),
    ("blank is missing", "no note", lambda book: setattr(_notes(book)[-1], "value", None)),
)


@pytest.mark.parametrize(("code", "change"), [pytest.param(c, m, id=f"{c} {n}") for c, n, m in MUTATIONS])
def test_rule_notices_an_annex_that_breaks_it(code: str, change: Callable[[Workbook], object]) -> None:
    book = _book("thanh-tri-2020")
    change(book)
    assert list(RULES[code](book)) != []


def test_every_rule_is_broken_by_some_change() -> None:
    assert {code for code, _, _ in MUTATIONS} == set(RULES)

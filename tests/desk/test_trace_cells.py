"""Every number in a cell of a drafted workbook can be followed, or needs no source, and it is said why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from drafter.reconcile.cells import Cells
from drafter.render.kinds import load_kind
from drafter.render.shipped import shipped_folder
from drafter.revise.workbook import OfficerBook, address
from drafter.store.records import Draft
from drafter.store.store import open_store
from tests.golden.drafts import OCCASIONS, golden_draft, office_of

BOOKS = (
    "cang-2026-quy-2", "cang-2026-6-thang", "cang-2026-9-thang", "cum-1-quy-1-2021", "cum-2-2019", "cum-4-2026",
    "cum-4-2026-cham-diem", "khen-thuong-mau-to-trinh", "thanh-tri-2020", "thanh-tri-2020-danh-sach",
    "thanh-tri-2020-quyet-dinh", "thuong-tin-nhiem-ky", "van-phong-mau-2025-xep-loai", "van-phong-mau-chi-tieu",
    "van-phong-mau-giua-nhiem-ky",
)  # fmt: skip
"""A draft of every kind that has a workbook."""

SOURCES, TARGETS, SCORES = "Nguồn số liệu", "Chỉ tiêu nhiệm kỳ", "Chấm điểm"
COUNTS_ROWS = frozenset(("TT", "STT"))


def needs_none(sheet: str, row: int, column: int, cells: Cells) -> str:
    """Why the number of a cell has no source; empty where it must have one."""
    above = (cells[line, column].value for line in (4, 5, 6) if (line, column) in cells)
    heads = {value for value in above if isinstance(value, str)}
    if sheet == SOURCES:
        return "the row itself names the file, the sheet and the cell"
    if heads & COUNTS_ROWS or (sheet == SCORES and heads == {"Mã"}):
        return "it counts the rows, or the units"
    if (row, column) in ((4, 2), (8, 2)):  # below the head, whose rows an annex by unit has more of
        return "hidden: how many decimals the formulas keep, the office's style"
    if sheet == TARGETS and not heads:
        return "hidden: how many years of the term are over on the paper's day"
    return ""


def stored(name: str) -> Draft:
    """The draft as the store keeps it, with the cells of its figures."""
    made = golden_draft(name)
    with open_store(office_of(name).database) as store:
        first = min(one.version for one in store.drafts() if one.doc_id == made.doc_id)
        found = store.draft(made.doc_id, first)
    assert found is not None
    return found


def numbers_of(book: OfficerBook) -> Iterator[tuple[str, int, int]]:
    for sheet, cells in book.sheets.items():
        for (row, column), cell in cells.items():
            if not cell.formula and isinstance(cell.value, Decimal):
                yield sheet, row, column


def test_every_kind_that_has_a_workbook_is_here() -> None:
    kinds = [path.parent.name for path in shipped_folder("templates").glob("*/kind.toml")]
    folders = {kind: load_kind(kind, (shipped_folder("templates"),))[0] for kind in kinds}
    having = {kind for kind, folder in folders.items() if folder is not None and folder.annex is not None}
    assert having == {OCCASIONS[name].kind for name in BOOKS}


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_of_a_workbook_is_followed(name: str) -> None:
    book = OfficerBook(golden_draft(name).annex)
    carried = {(sheet, row, column) for sheet, row, column, *_ in stored(name).manifest["cells"]}
    lost = [
        f"{sheet}!{address((row, column))}"
        for sheet, row, column in numbers_of(book)
        if (sheet, row, column) not in carried and not needs_none(sheet, row, column, book.sheets[sheet])
    ]
    assert lost == []


@pytest.mark.parametrize("name", BOOKS)
def test_one_key_of_a_sheet_says_one_number(name: str) -> None:
    """What a refresh goes by: a key that stood for two numbers would bring one of them into the other's cell."""
    sheets = OfficerBook(golden_draft(name).annex).sheets
    said: dict[tuple[str, str], set[object]] = {}
    for sheet, row, column, key, _ in stored(name).manifest["cells"]:
        said.setdefault((sheet, key), set()).add(sheets[sheet][row, column].value)
    assert {at: values for at, values in said.items() if len(values) > 1} == {}

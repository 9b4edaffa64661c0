"""One number changed at random in an annex of ours is found, but for those from which nothing else is made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from drafter.desk.checking.basis import tables_of
from drafter.format_rules.find import find_paper
from drafter.format_rules.paper import Paper
from drafter.model.page import PageFile
from drafter.model.report import Grid, GridCell
from drafter.prose.sheets import Role, Shape, shape_of
from drafter.readback.reader import read_page
from drafter.reports.opening import read_reports
from drafter.truth_rules.account import Account, Attached, plain_number
from drafter.truth_rules.rules import RULES, hold
from tests.golden.drafts import OCCASIONS, golden_draft

NAME, WORD = "van-phong-mau-2025", "van-phong-mau-2025-xep-loai"
SUMS = [rule for rule in RULES if rule.code in ("SL-01", "SL-02", "SL-04", "SL-11")]
SHEETS = ("Phụ lục I", "Phụ lục II", "Phụ lục III")  # the others hold each number as it was handed in, once
EACH = 8
A_RATE = ("%", "/")


@cache
def annexes(folder: Path) -> tuple[Account, tuple[Grid, ...]]:
    """The paper's account, and the tables of its workbook as a check reads them."""
    draft = golden_draft(NAME)
    path = folder / "appendix.xlsx"
    path.write_bytes(draft.annex)
    report = next(read_reports((path,), workers=1)).report
    assert report is not None
    paper = find_paper(read_page(draft.report), name="report.docx", day=OCCASIONS[NAME].day)
    return Account(paper), tuple(grid for grid in report.grids if grid.sheet in SHEETS)


def unheld(shape: Shape, cell: GridCell) -> str:
    """Why nothing in the papers contradicts another number in this cell; empty where something does."""
    column = next(one for one in shape.columns if one.number == cell.column)
    row = next((one for one in shape.rows if one.number == cell.row), None)
    if row is None or column.role is Role.NUMBER:
        return "a row's number in its list, or above the table"
    if column.role in (Role.EARLIER, Role.CHANGE):
        return "what was a year ago: no change is printed where a unit is missing"
    percents = [one.number for one in shape.columns if one.role is Role.PERCENT]
    if column.role is Role.PLAN and not any(at in row.cells and row.cells[at].number is not None for at in percents):
        return "a target whose percent is not printed"
    if not row.total and any(sign in column.title for sign in A_RATE):
        return "one unit's rate or mean, whose parts need not stand in the table"
    beside = [one for one in shape.rows if cell.column in one.cells and one.cells[cell.column].number is not None]
    ends = [one.number for one in shape.rows if one.total and one.number >= cell.row]
    starts = [one.number for one in shape.rows if one.total and one.number < cell.row]
    alone = [one for one in beside if max(starts, default=0) < one.number < min(ends, default=10**6)]
    return "the one number of its column: it may be the only one that was asked for" if len(alone) < 2 else ""


def chosen(grids: tuple[Grid, ...]) -> Iterator[tuple[int, int]]:
    """Cells of each sheet at random, by the sheet's and the cell's place in the list."""
    pick = random.Random(20261127)
    for at, grid in enumerate(grids):
        shape = shape_of(grid)
        assert shape is not None
        held = [n for n, cell in enumerate(grid.cells) if cell.number is not None and not unheld(shape, cell)]
        told = [n for n, cell in enumerate(grid.cells) if cell.number is not None]
        assert len(held) >= 0.3 * len(told)
        yield from ((at, number) for number in pick.sample(held, min(EACH, len(held))))


def test_a_number_changed_in_our_workbook_is_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    account, grids = annexes(tmp_path_factory.mktemp("annex"))
    alone = Paper(file=PageFile(sections=()), name="appendix.xlsx", is_list=True)

    def problems(tables: tuple[Grid, ...]) -> list[str]:
        found = hold(Account(alone, grids=tables), SUMS)
        return [str(one) for one in found or hold(replace(account, attached=(Attached("a.xlsx", tables),)), SUMS[2:])]

    assert problems(grids) == []
    missed = []
    for at, number in chosen(grids):
        cell = grids[at].cells[number]
        assert cell.number is not None
        cells = list(grids[at].cells)
        cells[number] = replace(cell, number=cell.number * 2 + 1)
        spoiled = replace(grids[at], cells=tuple(cells))
        if not problems((*grids[:at], spoiled, *grids[at + 1 :])):
            missed.append(f"{grids[at].sheet}!{cell.place}: {cell.number}")
    assert missed == []


def test_a_number_changed_in_an_annex_of_a_word_paper_is_found() -> None:
    paper = find_paper(read_page(golden_draft(WORD).report), name="report.docx", day=OCCASIONS[WORD].day)
    grids = tables_of(paper.file)
    summed = [
        (at, shape) for at, grid in enumerate(grids) if (shape := shape_of(grid)) and any(r.total for r in shape.rows)
    ]
    assert summed
    missed = []
    for at, shape in summed:
        for n, cell in enumerate(grids[at].cells):
            value = plain_number(cell.text)
            title = next((one.title for one in shape.columns if one.number == cell.column), "")
            if value is None or "%" in title or "Tỷ lệ" in title or title == "TT" or cell.row < shape.rows[0].number:
                continue
            cells = list(grids[at].cells)
            cells[n] = replace(cell, text=str(value * 2 + 1))
            spoiled = (*grids[:at], replace(grids[at], cells=tuple(cells)), *grids[at + 1 :])
            if not hold(Account(paper, grids=spoiled), SUMS[:2]):
                missed.append(f"{title}, {cell.place}: {cell.text}")
    assert missed == []

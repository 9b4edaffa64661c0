"""Turn a checked workbook into a copy that prints as it should: pages, margins, font; not a cell says anything else."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path

from drafter.format_rules.sheet_mends import sheet_mends
from drafter.format_rules.sheet_rules import judge_book
from drafter.model.problem import Problem
from drafter.reconcile.cells import CellValue, Place
from drafter.reports.looks import read_looks
from drafter.revise.book_setting import with_book_mends
from drafter.revise.opening import NotWritable
from drafter.revise.workbook import NotAWorkbook, OfficerBook


def mendable(path: Path, data: bytes) -> frozenset[str]:
    """The rules whose breaches in a workbook the program can mend. Empty where it cannot be read."""
    looks = read_looks(data, path.name)
    return frozenset() if looks is None else frozenset(mend.code for mend in sheet_mends(looks))


def mended_book(path: Path, data: bytes, only: Collection[str] = ()) -> tuple[bytes, tuple[Problem, ...]]:
    """The copy and what is mended in it; the same bytes where nothing is. Raises NotWritable.

    `only`: mend only what is of these rules; empty: of all.
    """
    looks = read_looks(data, path.name)
    mends = () if looks is None else sheet_mends(looks, only)
    if looks is None or not mends:
        return data, ()
    made = with_book_mends(data, mends)
    after = read_looks(made, path.name)
    if after is None or _said(made) != _said(data):
        raise NotWritable("bản sao không còn nguyên nội dung các ô, nên không giao ra")
    left = {(one.code, one.place.text) for one in judge_book(after)}
    return made, tuple(one for one in judge_book(looks) if (one.code, one.place.text) not in left)


def _said(data: bytes) -> Mapping[str, Mapping[Place, CellValue]]:
    """What every cell says, however its letters are composed."""
    try:
        sheets = OfficerBook(data).sheets
    except NotAWorkbook as refused:
        raise NotWritable(refused.why) from refused
    return {
        name: {
            place: CellValue(unicodedata.normalize("NFC", cell.value), cell.formula)
            if isinstance(cell.value, str)
            else cell
            for place, cell in cells.items()
        }
        for name, cells in sheets.items()
    }

"""Turn a checked workbook into a copy that prints as it should, or with notes on its cells; no cell says anything else.

What is mended are pages, margins and fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from drafter.format_rules.sheet_mends import sheet_mends
from drafter.format_rules.sheet_rules import judge_book
from drafter.model.problem import Problem
from drafter.reconcile.cells import CellValue, Place
from drafter.reports.looks import read_looks
from drafter.revise.book_notes import with_notes
from drafter.revise.book_setting import with_book_mends
from drafter.revise.opening import NotWritable
from drafter.revise.workbook import NotAWorkbook, OfficerBook, place_at


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


def noted_book(
    data: bytes, told: Sequence[tuple[str, Sequence[str]]], is_ours: Callable[[str], bool]
) -> tuple[bytes, int]:
    """The copy with notes, and how many are new; the same bytes where it has them all. Raises NotWritable.

    `told` are places as rules name them («trang tính «Phụ lục I», ô C12») and what is said there. What is about a whole
    sheet stands on its first cell that is filled. `is_ours` knows what an earlier check said.
    """
    said = _said(data)
    notes: dict[str, dict[Place, list[str]]] = {}
    for place, lines in told:
        sheet = max((name for name in said if f"«{name}»" in place), key=len, default=next(iter(said), ""))
        cell = re.search(r"ô ([A-Z]{1,3}\d+)", place.replace(f"«{sheet}»", "", 1))
        first = min((at for at, value in said.get(sheet, {}).items() if value.value not in (None, "")), default=(1, 1))
        at = place_at(cell[1]) if cell else first
        notes.setdefault(sheet, {}).setdefault(at, []).append("\n".join(lines))
    made, count = with_notes(data, notes, is_ours)
    if made != data and _said(made) != said:
        raise NotWritable("bản sao không còn nguyên nội dung các ô, nên không giao ra")
    return made, count


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

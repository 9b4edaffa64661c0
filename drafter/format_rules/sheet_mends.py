"""Turn the rules that a workbook breaks into what is safe to set otherwise: how it is printed, never what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from drafter.format_rules.sheet_rules import RULES, allowed_margin
from drafter.model.sheet_look import BookLook, SheetLook
from drafter.standards.page_format import page_format

_MOST_SHRUNK = 280.0  # a sheet of more letters across is not read on one page: a person says which columns repeat


@dataclass(frozen=True)
class SheetMend:
    """What is set otherwise in a sheet. `margins` are in mm by side, `head` the rows that each page repeats.

    `across`: the page is laid across; `one_wide`: it is shrunk to one page's width; `compose`: letters and marks that
    stand apart are put together (NFC).
    """

    code: str
    sheet: str
    font: str = ""
    a4: bool = False
    across: bool = False
    one_wide: bool = False
    head: tuple[int, int] | None = None
    margins: tuple[tuple[str, float], ...] = ()
    compose: bool = False


def sheet_mends(book: BookLook, only: Collection[str] = ()) -> tuple[SheetMend, ...]:
    """What of a workbook can be mended, sheet by sheet; `only`: of these rules, empty for all."""
    found: list[SheetMend] = []
    for sheet in book.sheets:
        alone = replace(book, sheets=(sheet,))
        broken = {rule.code for rule in RULES if (not only or rule.code in only) and any(rule.check(alone))}
        found += [mend for mend in _of_sheet(sheet) if mend.code in broken]
    return tuple(found)


def _of_sheet(sheet: SheetLook) -> Iterator[SheetMend]:
    """What each rule's breach would be mended with."""
    name = sheet.title
    yield SheetMend("XL-01", name, font=page_format().font)
    yield SheetMend("XL-02", name, a4=True)
    if sheet.width_chars <= _MOST_SHRUNK:
        yield SheetMend("XL-03", name, across=True, one_wide=True)
    if sheet.head is not None:
        yield SheetMend("XL-04", name, head=sheet.head)
    wrong = [
        (side, allowed_margin(side).default)
        for side, value in sheet.margins.items()
        if not allowed_margin(side).holds(value, page_format().tolerance_mm)
    ]
    yield SheetMend("XL-05", name, margins=tuple(wrong))
    yield SheetMend("XL-06", name, across=True)
    yield SheetMend("XL-07", name, compose=True)

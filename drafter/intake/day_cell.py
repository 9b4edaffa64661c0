"""Turn one cell of a date column into a day."""

from __future__ import annotations

import re
from datetime import date

from drafter.intake.grid import Cell

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(?:tháng )?(0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)", re.IGNORECASE)
_SPOKEN = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm ((?:19|20)\d\d)", re.IGNORECASE)


def read_day(cell: Cell, last: bool) -> date | None:
    """A date cell, «30/06/2025», «30.6.2025», or a bare year: its first day, or its `last`. None when unreadable.

    The day stands before the month, as Vietnamese dates do; «12/31/2026» is no date.
    """
    text = cell.text.strip()
    if cell.kind == "d":
        return date.fromisoformat(text)
    if re.fullmatch(r"(19|20)\d\d", text):
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def read_day_or_year(cell: Cell) -> date | str | None:
    """A day, or the text of a bare year or month («2019», «5/2019»); None when it is neither."""
    text = " ".join(cell.text.split())
    if _YEAR.fullmatch(text):
        return text
    if found := _MONTH.fullmatch(text):
        return f"{int(found[1])}/{found[2]}"
    return read_full_day(cell)


def read_full_day(cell: Cell) -> date | None:
    """A date cell, «30/06/2025», «30.6.2025» or «30 tháng 6 năm 2025»; None for anything else, a bare year too."""
    text = " ".join(cell.text.split())
    if _YEAR.fullmatch(text) or cell.kind not in "dt":
        return None
    if found := _SPOKEN.fullmatch(text):
        text = f"{found[1]}/{found[2]}/{found[3]}"
    return read_day(Cell(cell.kind, text), last=False)

"""How the sheets of a workbook look on paper, as read: plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetLook:
    """A visible sheet with something in it. `rows`, `columns` are how far it is filled; `width_chars` its columns' sum.

    `paper` is Excel's number of the paper size (9 is A4), None where the file says none. `fits_width`: it is shrunk to
    one page's width, or has a range of columns repeated over several. `repeats`: head rows come again on each page.
    `fonts` counts the cells with letters by font. `margins` are in mm by side («top», «left» …). `head` are the first
    and last row of the table's head, None where it cannot be told. `apart` counts the cells whose letters and marks
    stand apart (not NFC).
    """

    title: str
    rows: int
    columns: int
    width_chars: float
    paper: int | None
    landscape: bool
    fits_width: bool
    repeats: bool
    fonts: Mapping[str, int]
    margins: Mapping[str, float]
    head: tuple[int, int] | None = None
    apart: int = 0


@dataclass(frozen=True)
class BookLook:
    """The visible sheets of a workbook, in order."""

    name: str
    sheets: tuple[SheetLook, ...]

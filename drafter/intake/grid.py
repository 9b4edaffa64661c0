"""Turn the child's plain answer into sheets of cells with clean text, found by row and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any

from drafter.wording.fold import fold
from drafter.wording.numbers import number

_LONGEST_TITLE = 80


@dataclass(frozen=True)
class Cell:
    """One cell. Kinds: n number, p number shown as percent (`text` is the fraction), t text, d date, b boolean,
    e error, f formula without a cached value."""

    kind: str
    text: str

    @property
    def shown(self) -> str:
        """The content as the person sees it, shortened: what a message quotes."""
        match self.kind:
            case "n":
                return number(Decimal(self.text))
            case "p":
                return f"{number(Decimal(self.text) * 100)}%"
            case "d":
                year, month, day = self.text.split("-")
                return f"{day}/{month}/{year}"
            case "b":
                return "TRUE" if self.text in ("1", "true") else "FALSE"
            case "f":
                return f"={self.text[:40]}"
        return self.text if len(self.text) <= 60 else f"{self.text[:57]}…"


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns count from 1. `dirty` are the cells whose text had characters that were dropped."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    dirty: tuple[tuple[int, int], ...] = ()

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell, stripped; empty where there is none."""
        cell = self.cells.get((row, column)) if column else None
        return cell.shown.strip() if cell and cell.kind != "t" else cell.text.strip() if cell else ""

    @cached_property
    def by_title(self) -> Mapping[str, list[tuple[int, int]]]:
        """The cells of text that may be titles, by their folded text: a form is asked for many heads."""
        found: dict[str, list[tuple[int, int]]] = {}
        for place, cell in self.cells.items():
            if cell.kind == "t" and (key := title_key(cell.text)):
                found.setdefault(key, []).append(place)
        return found

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a cell is out of sight."""
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)

    def rows(self) -> Iterator[int]:
        """The rows that hold anything, in order."""
        return iter(sorted({row for row, _ in self.cells}))


@dataclass(frozen=True)
class Workbook:
    """A workbook as read; `format` is xlsx, xls, xlsb or ods."""

    format: str
    sheets: tuple[Sheet, ...] = field(default=())
    macros: bool = False


def to_workbook(data: Mapping[str, Any]) -> Workbook:
    """The workbook of a child's answer."""
    return Workbook(str(data["format"]), tuple(_to_sheet(sheet) for sheet in data["sheets"]), bool(data["macros"]))


def _to_sheet(sheet: Mapping[str, Any]) -> Sheet:
    cells, dirty = {}, []
    for row, column, kind, text in sheet["cells"]:
        plain = clean(text) if kind == "t" else text
        if kind == "t" and plain != unicodedata.normalize("NFC", text):
            dirty.append((row, column))
        if plain.strip():
            cells[row, column] = Cell(kind, plain)
    return Sheet(
        clean(sheet["name"]),
        bool(sheet["hidden"]),
        cells,
        tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
        frozenset(sheet["hidden_rows"]),
        tuple((first, last) for first, last in sheet["hidden_columns"]),
        tuple(dirty),
    )


def clean(text: str) -> str:
    """NFC, without control, invisible, direction and surrogate characters; line breaks and tabs stay."""
    plain = unicodedata.normalize("NFC", text)
    if plain.isprintable():
        return plain
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or _belongs_in_text(c))


def _belongs_in_text(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn")


def address(row: int, column: int) -> str:
    """«E14»."""
    return f"{_letters(column)}{row}"


@cache
def _letters(column: int) -> str:
    """1 is A, 27 is AA. Written out here, as openpyxl is a second's loading for what reads no Excel."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def find_titles(sheet: Sheet, titles: Mapping[str, str], needed: tuple[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row of column titles and the column of each, found by folded text; None when the needed two are not there.

    `titles` gives each accepted spelling (folded) the column it names. A head of two rows is one: titles are looked
    for in the row of the first needed one and in the rows just above and below.
    """
    named = sorted((place, title) for text, title in titles.items() for place in sheet.by_title.get(text, ()))
    for row, column in [place for place, title in named if title == needed[0]]:
        found = {needed[0]: column}
        for near in (row, row + 1, row - 1):
            for (at, where), title in named:
                if at == near:
                    found.setdefault(title, where)
        if needed[1] in found:
            return row, found
    return None


@lru_cache(maxsize=8192)
def title_key(text: str) -> str:
    """The folded text of what may be a title; empty for a long one. Kept: forms say the same few hundred texts."""
    return fold(text) if len(text) <= _LONGEST_TITLE else ""

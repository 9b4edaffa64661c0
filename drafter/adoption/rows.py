"""Turn the rows of a table that are units or awards, one after another, into one row of a loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cells = Sequence[str]
"""What the cells of a row say."""

_OUT_OF_ORDER = "các đơn vị không liền nhau, không theo thứ tự của danh sách, hoặc thiếu quá nửa"
_BLANKS = frozenset({"", "-", "–", "…"})


@dataclass(frozen=True)
class RowLoop:
    """`count` rows from `first` on print a list; `cells` are the tags of the row that is left, None where words stay.

    `unlike` is why rows that name all entries are still no loop; empty where they are.
    """

    first: int
    count: int
    cells: tuple[str | None, ...] = ()
    unlike: str = ""


def find_rows(table: Sequence[Cells], entries: Sequence[Mapping[str, str]], names: Sequence[str]) -> RowLoop | None:
    """Where the rows of a table print the entries one by one, in order; None where they do not name them.

    Entries that had no row, fewer than half, will have one.

    `names` are the expressions of an entry by any of which a row names it («x.ten»). A cell that is blank for some
    entries is blank where the figure is missing.
    """
    places = [(at, [n for n, entry in enumerate(entries) if _named(row, entry, names)]) for at, row in enumerate(table)]
    named = [(at, found[0]) for at, found in places if found]
    if len(named) < 2 and len(named) < len(entries):
        return None
    at, last = (named[0][0], named[-1][0]) if named else (0, 0)
    order = [number for _, number in named]
    if not named or last - at + 1 != len(named) or order != sorted(set(order)) or 2 * len(named) < len(entries):
        return RowLoop(at, len(named), unlike=_OUT_OF_ORDER) if named else None
    rows, entries, wanted = table[at : last + 1], [entries[number] for number in order], len(named)
    if len({len(row) for row in rows}) != 1:
        return RowLoop(at, wanted, unlike="có ô gộp")
    cells = []
    for column in range(len(rows[0])):
        tag = _tag([row[column].strip() for row in rows], entries)
        if tag == "?":
            return RowLoop(at, wanted, unlike=f"cột {column + 1} không khớp số liệu của mọi đơn vị")
        cells.append(tag)
    return RowLoop(at, wanted, tuple(cells))


def _named(row: Cells, entry: Mapping[str, str], names: Sequence[str]) -> bool:
    said = {cell.strip().lower() for cell in row}
    return any(entry.get(name, "").lower() in said for name in names if entry.get(name))


def _tag(column: Sequence[str], entries: Sequence[Mapping[str, str]]) -> str | None:
    """The tag that prints a column; None where all its cells say the same words, «?» where nothing prints it."""
    if all(cell == str(number) for number, cell in enumerate(column, 1)):
        return "{{ loop.index }}"
    keys = dict.fromkeys(key for entry in entries for key in entry)
    for key in keys:
        shown = [entry.get(key, "") for entry in entries]
        if [cell.lower() for cell in column] == [text.lower() for text in shown] and any(shown):
            return "{{ " + key + " }}" if all(shown) or _prints_nothing(key) else _guarded(key, "")
        given = [(cell, text) for cell, text in zip(column, shown, strict=True) if text]
        blanks = {cell for cell, text in zip(column, shown, strict=True) if not text}
        if given and all(cell == text for cell, text in given) and len(blanks) == 1 and blanks <= _BLANKS:
            return _guarded(key, blanks.pop())
    if len(set(column)) == 1 and not any(letter.isdigit() for letter in column[0]):
        return None
    return "?"


def _prints_nothing(key: str) -> bool:
    """Whether the value itself is empty where there is none (the counts of awards)."""
    return key.count(".") == 1 and key[2:3].islower()


def _guarded(key: str, blank: str) -> str:
    """The value where the unit has it, and what the table has in its place where not."""
    code = ".".join(key.split(".")[:2])
    otherwise = "{% else %}" + blank if blank else ""
    return "{% if " + code + ".co %}{{ " + key + " }}" + otherwise + "{% endif %}"

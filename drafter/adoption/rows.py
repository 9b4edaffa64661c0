"""Turn the rows of a table that print a list of a paper, one after another, into one row of a loop.

Units may stand in the order of a column's figures, and those that have none may have no row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

Cells = Sequence[str]
"""What the cells of a row say."""

OUT_OF_ORDER = "các dòng không liền nhau, không theo thứ tự nào nhận ra được, hoặc thiếu quá nửa"
_MERGED = "có ô gộp"
_BLANKS = frozenset({"", "-", "–", "…"})
_FIGURE = re.compile(r"\{\{ x\.([A-Z]\w+)")
_LOOP_NUMBERS = {"{}": "{{ loop.index }}", "{:02d}": '{{ "%02d" | format(loop.index) }}', "{}.": "{{ loop.index }}."}


@dataclass(frozen=True)
class Wide:
    """Values of an entry that stand in cells side by side, one a cell, under heads that are a list themselves.

    `values` is the list in an entry («x.o»), `heads` the list above («cum.cot») with what a head prints of it, `said`
    what the heads say, `cells` what the cells of each entry say, `value` what a template says of each. `total` is the
    list of a last row that sums all up, `sums` what its cells say; empty where such a row is none of the table.
    """

    values: str
    heads: str
    head: str
    said: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    value: str = "{{ n }}"
    total: str = ""
    sums: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowList:
    """A list that rows may print. `entries` give what each prints by its tag («{{ x.ten }}»).

    A row is known by one of the tags in `names`. `before` and `after` are the control rows around. `labels` are the
    words of the head under which a tag is meant. `orders` gives for the figures of the columns the other orders that
    the list may be gone through, each with its control row; None where it has one only. `what` is what the rows are of.
    `groups` are the heads that entries stand under, by tag what each says, and how many do; the outer of two control
    rows goes through them. `totals` are, by the tag of a column, the tag of what sums it up, and what that prints.
    """

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    entries: tuple[Mapping[str, str], ...]
    names: tuple[str, ...]
    labels: Mapping[str, str]
    wide: tuple[Wide, ...] = ()
    groups: tuple[tuple[Mapping[str, str], int], ...] = ()
    orders: Callable[[Sequence[str]], Iterable[tuple[str, Sequence[int]]]] | None = None
    totals: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class RowLoop:
    """`count` rows from `first` on print a list; `cells` are the tags of the row that is left, None where words stay.

    `wide` are the cells that a loop over cells takes the place of: the first, how many, and what they are. `unlike` is
    why rows that name entries are still no loop; empty where they are. `head` is the tag of the row above each group of
    rows, which is kept too; empty where there is none.
    """

    first: int
    count: int
    cells: tuple[str | None, ...] = ()
    unlike: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    wide: tuple[int, int, Wide] | None = None
    head: str = ""


Heard = Callable[[str], Sequence[str]]
"""The codes of the figures that the head of a column may name, the likeliest first."""


def find_rows(table: Sequence[Cells], listed: RowList, heard: Heard = lambda _: ()) -> RowLoop | None:
    """Where the rows of a table print the entries one by one; None where they do not name them.

    A cell that is blank for some entries is blank where the figure is missing. Entries without a row, fewer than half,
    will have one, unless it is just those without a figure of some column.
    """
    for tag in _tags([head for head, _ in listed.groups]):
        at = [number for number, row in enumerate(table) if _says(row, tag, listed)]
        if len(at) == len(listed.groups) and _parted(at, listed):
            rest = [row for number, row in enumerate(table) if number not in at]
            found = _find(rest, listed, heard)
            if found is not None and found.cells and found.first == at[0]:
                return replace(found, count=found.count + len(at), head=tag)
    return _find(table, listed, heard)


def _says(row: Cells, tag: str, listed: RowList) -> bool:
    """Whether a row says the head of a group and nothing else."""
    said = {cell.strip().lower() for cell in row if cell.strip()}
    return len(said) == 1 and any(head.get(tag, "").lower() in said for head, _ in listed.groups)


def _parted(at: Sequence[int], listed: RowList) -> bool:
    """Whether the heads stand as far from each other as their groups are long."""
    sizes = [count for _, count in listed.groups]
    return all(after - before == size + 1 for before, after, size in zip(at, at[1:], sizes, strict=False))


def _find(table: Sequence[Cells], listed: RowList, heard: Heard) -> RowLoop | None:
    entries = listed.entries
    named = _named(table, listed)
    if not named or (len(named) < 2 and len(named) < len(entries)):
        return None
    at, last = named[0][0], named[-1][0]
    count, order = len(named), [number for _, number in named]
    if last - at + 1 != count or len(set(order)) != count or 2 * count < len(entries):
        return RowLoop(at, count, unlike=OUT_OF_ORDER)
    rows = table[at : last + 1]
    if len({len(row) for row in rows}) != 1:
        return RowLoop(at, count, unlike=_MERGED)
    wide = _wide(table, at, count, listed, order)
    taken = range(wide[0], wide[0] + wide[1]) if wide else range(0)
    heads = _heads(table, at, len(rows[0]))
    chosen = [entries[number] for number in order]
    cells: list[str | None] = []
    for column in range(len(rows[0])):
        if column in taken:
            cells.append(None)
            continue
        free = [tag for tag in _tags(chosen) if tag not in cells]
        tag, why = _tag([row[column].strip() for row in rows], chosen, free, heads[column], listed, heard)
        if why:
            return RowLoop(at, count, unlike=f"cột {column + 1} {why}")
        cells.append(tag)
    before = _ordered(listed, order, cells)
    if before is None:
        return RowLoop(at, count, unlike=OUT_OF_ORDER)
    return RowLoop(at, count, tuple(cells), "", before, listed.after, wide)


def _named(table: Sequence[Cells], listed: RowList) -> list[tuple[int, int]]:
    """The rows that name an entry, each with the next entry of that name."""
    found: list[tuple[int, int]] = []
    free = list(range(len(listed.entries)))
    for at, row in enumerate(table):
        said = {cell.strip().lower() for cell in row}
        fitting = [
            number
            for number in free
            if any((name := listed.entries[number].get(tag)) and name.lower() in said for tag in listed.names)
        ]
        if fitting:
            last = found[-1][1] if found else -1
            number = next((number for number in fitting if number > last), fitting[0])
            free.remove(number)
            found.append((at, number))
    return found


def _heads(table: Sequence[Cells], first: int, width: int) -> list[str]:
    """What stands above each column; nothing where a head spans several."""
    above = [row for row in table[:first] if len(row) == width]
    return [" ".join(row[column].strip() for row in above).lower() for column in range(width)]


def _tags(entries: Sequence[Mapping[str, str]]) -> list[str]:
    return [*dict.fromkeys(tag for entry in entries for tag in entry)]


def _tag(
    column: Sequence[str],
    entries: Sequence[Mapping[str, str]],
    free: Sequence[str],
    head: str,
    listed: RowList,
    heard: Heard,
) -> tuple[str | None, str]:
    """The tag that prints a column, None where all its cells say the same words; or why nothing prints it."""
    for number, tag in _LOOP_NUMBERS.items() if len(listed.before) == 1 else ():  # the inner of two counts its own
        if all(cell == number.format(at) for at, cell in enumerate(column, 1)):
            return tag, ""
    found = {tag: made for tag in free if (made := _prints(tag, column, entries))}
    codes = {code[1]: tag for tag in reversed(found) if (code := _FIGURE.search(tag))}
    if len(codes) > 1:
        best = next((codes[code] for code in heard(head) if code in codes), None)
        if best is None:
            return None, "khớp nhiều số liệu, đầu cột không nói rõ là số nào"
        found = {best: found[best]}
    labelled = [tag for tag in found if (said := listed.labels.get(tag)) and said in head]
    if found:
        return found[labelled[0] if labelled else next(iter(found))], ""
    if len(set(column)) == 1 and not any(letter.isdigit() for letter in column[0]):
        return None, ""
    return None, _unlike(column, entries, free)


def _prints(tag: str, column: Sequence[str], entries: Sequence[Mapping[str, str]]) -> str:
    """The tag as it prints a column: guarded where an entry has none of it; empty where it does not."""
    shown = [entry.get(tag, "") for entry in entries]
    if not any(shown):
        return ""
    if [cell.lower() for cell in column] == [text.lower() for text in shown]:
        return _guarded(tag, "") if not all(shown) and _FIGURE.search(tag) else tag
    given = [(cell, text) for cell, text in zip(column, shown, strict=True) if text]
    blanks = {cell for cell, text in zip(column, shown, strict=True) if not text}
    if all(cell == text for cell, text in given) and len(blanks) == 1 and blanks <= _BLANKS:
        return _guarded(tag, blanks.pop())
    return ""


def _unlike(column: Sequence[str], entries: Sequence[Mapping[str, str]], free: Sequence[str]) -> str:
    """Why nothing prints a column: the cell that differs, where all others are one figure's."""
    for tag in free:
        off = [
            (entry, cell) for entry, cell in zip(entries, column, strict=True) if entry.get(tag, "") != cell
        ]  # fmt: skip
        if len(off) * 4 <= len(column) and _FIGURE.search(tag):
            entry, cell = off[0]
            name = next(iter(entry.values()))
            return f"ghi «{cell}» ở dòng «{name}», kho có «{entry.get(tag, '')}»"
    return "không khớp số liệu của mọi dòng"


def _guarded(tag: str, blank: str) -> str:
    """The value where the entry has it, and what the table has in its place where not."""
    figure = _FIGURE.search(tag)
    condition = f"x.{figure[1]}.co" if figure else tag.removeprefix("{{ ").removesuffix(" }}")
    otherwise = "{% else %}" + blank if blank else ""
    return "{% if " + condition + " %}" + tag + otherwise + "{% endif %}"


def _ordered(listed: RowList, order: Sequence[int], cells: Sequence[str | None]) -> tuple[str, ...] | None:
    """The control rows that go through the list in the order of the rows; None where it is no order of the list."""
    codes = [*dict.fromkeys(code[1] for tag in cells if tag and (code := _FIGURE.search(tag)))]
    own = (listed.before[-1], range(len(listed.entries)))
    for control, all_ in (own, *(listed.orders(codes) if listed.orders is not None else ())):
        if [number for number in all_ if number in order] == [*order]:
            return (*listed.before[:-1], _narrowed(control, listed, order, codes))
    return None


def _narrowed(control: str, listed: RowList, order: Sequence[int], codes: Sequence[str]) -> str:
    """The loop that leaves out those without a figure of a column, where it is just they that have no row."""
    without = {number for number in range(len(listed.entries)) if number not in order}
    for code in codes if without else ():
        tag = "{{ x." + code + ".so }}"
        blank = {number for number, entry in enumerate(listed.entries) if not entry.get(tag)}
        nothing = {number for number, entry in enumerate(listed.entries) if entry.get(tag, "") in ("", "0")}
        for left_out, condition in ((blank, "co"), (nothing, "khac_khong")):
            if without == left_out:
                return control.replace(" %}", f" if x.{code}.{condition} %}}")
    return control


def _wide(
    table: Sequence[Cells], first: int, count: int, listed: RowList, order: Sequence[int]
) -> tuple[int, int, Wide] | None:
    """The cells that print a list of an entry side by side under its heads, in a table of nothing else but a total."""
    under = table[first + count :]
    for one in listed.wide if first and len(under) <= 1 else ():
        size = len(one.said)
        for column in range(len(table[first]) - size + 1):
            heads = [cell.strip().lower() for cell in table[first - 1][column : column + size]]
            if (
                first == 1
                and heads == [said.lower() for said in one.said]
                and all([cell.strip() for cell in row[column : column + size]] == [*one.sums] for row in under)
                and all(
                    [cell.strip() for cell in row[column : column + size]] == [*one.cells[number]]
                    for row, number in zip(table[first : first + count], order, strict=True)
                )
            ):
                return column, size, one
    return None

"""Turn lines or rows that print one list of a paper, entry by entry, into one line or row and a loop over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.adoption.offers import Swap

Entry = Mapping[str, str]
"""What an entry of a list prints by the name of each of its values; of a list of plain texts the one name is empty."""

_SHORTEST = 12  # a list of one shorter text than this is found anywhere by chance
_COUNTED = re.compile(r"^(\s*\(?)(\d{1,3})([.)]?\s)")


@dataclass(frozen=True)
class Listing:
    """A list that templates may loop over, as last year's paper has it."""

    expression: str
    entries: tuple[Entry, ...]
    otherwise: str = ""  # what a template says in its place where the list is empty: an expression, or nothing


@dataclass(frozen=True)
class Repeat:
    """`count` lines from `first` on print a list; `swaps` make the first of them the line of the loop.

    `inline`: all entries stand in the one line. `variable` is what an entry is called.
    """

    first: int
    count: int
    listing: Listing
    swaps: tuple[Swap, ...]
    variable: str
    inline: bool = False


@dataclass(frozen=True)
class _Shape:
    """How a line prints an entry: where its values stand, in order, and the words between them."""

    places: tuple[tuple[int, int, str], ...]
    between: tuple[str, ...]


def find_lines(lines: Sequence[str], listing: Listing, free: Sequence[bool]) -> Repeat | None:
    """Lines one after another, each printing the next entry in the same words; None where there are none such."""
    count = len(listing.entries)
    if not count or (count == 1 and max(map(len, listing.entries[0].values()), default=0) < _SHORTEST):
        return None
    for first in range(len(lines) - count + 1):
        if not all(free[first : first + count]):
            continue
        shapes = []
        for number, entry in enumerate(listing.entries):
            shape = _shape(lines[first + number], entry, number + 1)
            if shape is None:
                break
            shapes.append(shape)
        else:
            made = None if count == 1 and _said_before(shapes[0]) else _loop_line(lines[first], shapes, listing)
            if made is not None:
                return Repeat(first, count, listing, made, _variable(listing))
    return None


def _said_before(shape: _Shape) -> bool:
    """Whether a sentence leads up to the entry: then a list of one stands in it, and is no line of its own."""
    return shape.places[0][2] != "#" and len(shape.places) > 1 and len(re.findall(r"[^\W\d_]+", shape.between[0])) > 2


def _variable(listing: Listing) -> str:
    return "doan" if "" in listing.entries[0] else "x"


def _shape(line: str, entry: Entry, number: int) -> _Shape | None:
    places: list[tuple[int, int, str]] = []
    counted = _COUNTED.match(line)
    if counted is not None and int(counted[2]) == number:
        places.append((*counted.span(2), "#"))
    for name, text in sorted(entry.items(), key=lambda item: -len(item[1])):
        start = line.find(text) if text else -1
        while start >= 0 and any(start < stop and begin < start + len(text) for begin, stop, _ in places):
            start = line.find(text, start + 1)
        if start < 0:
            return None
        places.append((start, start + len(text), name))
    places.sort()
    cuts = [0, *(edge for place in places for edge in place[:2]), len(line)]
    return _Shape(tuple(places), tuple(line[cuts[at] : cuts[at + 1]] for at in range(0, len(cuts), 2)))


def _loop_line(line: str, shapes: Sequence[_Shape], listing: Listing) -> tuple[Swap, ...] | None:
    """The swaps that make the first line the line of the loop; None where the lines differ but in their last mark."""
    first, last = shapes[0], shapes[-1]
    if any([name for _, _, name in one.places] != [name for _, _, name in first.places] for one in shapes):
        return None
    if any(one.between[:-1] != first.between[:-1] for one in shapes):
        return None
    tails = [one.between[-1] for one in shapes]
    variable = _variable(listing)
    swaps = [
        Swap(start, end, "{{ loop.index }}" if name == "#" else _tag(variable, name), line[start:end])
        for start, end, name in first.places
    ]
    if len(set(tails)) == 1:
        return tuple(swaps)
    if len(set(tails[:-1])) == 1 and max(map(len, tails)) <= 2:
        tag = "{% if loop.last %}" + last.between[-1] + "{% else %}" + first.between[-1] + "{% endif %}"
        return (*swaps, Swap(len(line) - len(tails[0]), len(line), tag, tails[0])) if tails[0] else None
    return None


def _tag(variable: str, name: str) -> str:
    return "{{ " + (f"{variable}.{name}" if name else variable) + " }}"


def find_inline(line: str, listing: Listing) -> tuple[int, int, str] | None:
    """Where one line prints a whole list («a (1); b (2)»), and the loop that does so; None where it does not."""
    if not listing.entries or "" in listing.entries[0]:
        return None
    spots: list[tuple[int, int, str, int]] = []
    at = 0
    for number, entry in enumerate(listing.entries):
        for name, text in entry.items():
            start = line.find(text, at)
            if start < 0 or not text:
                return None
            at = start + len(text)
            spots.append((start, at, name, number))
    size = len(listing.entries[0])
    inner = {
        tuple(line[spots[i][1] : spots[i + 1][0]] for i in range(k, k + size - 1)) for k in range(0, len(spots), size)
    }
    closing = _closing(line, spots, size)
    if len(inner) != 1 or closing is None:
        return None
    tail, between = closing
    words = next(iter(inner))
    body = "".join(_tag("x", spots[i][2]) + (words[i] if i < size - 1 else tail) for i in range(size))
    loop = (
        "{% for x in "
        + listing.expression
        + " %}"
        + body
        + "{% if not loop.last %}"
        + between
        + "{% endif %}{% endfor %}"
    )
    return spots[0][0], spots[-1][1] + len(tail), loop


def _closing(line: str, spots: Sequence[tuple[int, int, str, int]], size: int) -> tuple[str, str] | None:
    """What closes each entry, and what stands between two of them; None where that is not always the same."""
    gaps = {line[spots[i + size - 1][1] : spots[i + size][0]] for i in range(0, len(spots) - size, size)}
    rest = line[spots[-1][1] :]
    if not gaps:  # of one entry only a bracket can be known to be its own
        opened = "(" in line[spots[0][1] : spots[-1][0]]
        return (")" if opened and rest.startswith(")") else "", "; ")
    if len(gaps) != 1:
        return None
    gap = gaps.pop()
    tail = next((gap[:length] for length in range(len(gap), -1, -1) if rest.startswith(gap[:length])), "")
    return tail, gap[len(tail) :]

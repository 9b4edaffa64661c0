"""Turn lines that print one list of a paper, entry by entry, into one line and a loop over it.

What an entry does not have (the years of a target that was met) may be left out of its line with the words around it:
the line of the loop then says it under a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.adoption.offers import Swap

Entry = Mapping[str, str]
"""What an entry of a list prints by the name of each of its values, empty where it has none of it; of a list of plain
texts the one name is empty. A name that is a tag («{% for») is all that the template says, of an entry called `x`."""

_SHORTEST = 12  # a list of one shorter text than this is found anywhere by chance
_TELLING = 4  # an entry is known by a value of so many letters
_COUNTED = re.compile(r"^(\s*\(?)(\d{1,3})([.)]?\s)")
_WORD, _MOST_WORDS = re.compile(r"[^\W\d_]+"), 8  # a line with more words around its entry is a sentence
_NUMBER = "#"  # the number that a line begins with


@dataclass(frozen=True)
class Listing:
    """A list that templates may loop over, as last year's paper has it."""

    expression: str
    entries: tuple[Entry, ...]
    otherwise: str = ""  # what a template says in its place where the list is empty: an expression, or nothing
    inline: bool = True  # whether a sentence may print it


@dataclass(frozen=True)
class Repeat:
    """`count` lines from `first` on print a list; `swaps` make the line `kept` that of the loop.

    `variable` is what an entry is called.
    """

    first: int
    count: int
    kept: int
    listing: Listing
    swaps: tuple[Swap, ...]
    variable: str


@dataclass(frozen=True)
class _Value:
    """A value in a line: where it stands, and the words around that go with it where an entry may lack it."""

    name: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    optional: bool = False


@dataclass(frozen=True)
class _Pattern:
    """How lines print entries: words, a value, words, … (one more of words than of values)."""

    values: tuple[_Value, ...]
    words: tuple[str, ...]

    def said(self, entry: Entry, number: int, first: int = 0, end: int | None = None) -> str:
        """What the values from `first` up to `end` print, with the words between them."""
        end = len(self.values) if end is None else end
        parts = []
        for at in range(first, end):
            one = self.values[at]
            text = str(number) if one.name == _NUMBER else entry[one.name]
            parts += [one.before + text + one.after if text else "", self.words[at + 1] if at + 1 < end else ""]
        return "".join(parts)

    def line(self, entry: Entry, number: int) -> str:
        """The whole line of an entry."""
        return self.words[0] + self.said(entry, number) + self.words[-1]


def find_lines(lines: Sequence[str], listing: Listing, free: Sequence[bool]) -> Repeat | None:
    """Lines one after another, each printing the next entry in the same words; None where there are none such."""
    count = len(listing.entries)
    if not count or (count == 1 and max(map(len, listing.entries[0].values()), default=0) < _SHORTEST):
        return None
    for first in range(len(lines) - count + 1):
        window = lines[first : first + count]
        if all(free[first : first + count]) and all(map(_tells, window, listing.entries)):
            made = _loop_line(window, listing)
            if made is not None:
                kept, swaps = made
                return Repeat(first, count, first + kept, listing, swaps, _variable(listing))
    return None


def _variable(listing: Listing) -> str:
    return "doan" if "" in listing.entries[0] else "x"


def _tag(variable: str, name: str) -> str:
    if name == _NUMBER:
        return "{{ loop.index }}"
    if name.startswith("{%"):
        return name
    return "{{ " + (f"{variable}.{name}" if name else variable) + " }}"


def _tells(line: str, entry: Entry) -> bool:
    """Whether a line says enough of an entry to be its line."""
    if set(entry) == {""}:
        return entry[""] in line
    short = all(_letters(text) < _TELLING for text in entry.values())
    return any(text and text in line and (short or _letters(text) >= _TELLING) for text in entry.values())


def _enough(names: Iterable[str], entries: Sequence[Entry]) -> bool:
    """Whether such values make a list: of one entry they must have the longest, which is no chance."""
    return len(entries) > 1 or max(entries[0], key=lambda name: len(entries[0][name])) in names


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _loop_line(window: Sequence[str], listing: Listing) -> tuple[int, tuple[Swap, ...]] | None:
    """Which of the lines becomes that of the loop, and how; None where the lines differ in more than their last mark
    and in what entries lack.
    """
    entries = listing.entries
    counted = all(_counts(line, number) for number, line in enumerate(window, 1))
    found = [_places(line, entry, counted=counted) for line, entry in zip(window, entries, strict=True)]
    names = {
        name
        for name in dict.fromkeys(name for entry in entries for name in entry)
        if all(name in places or not entry[name] for places, entry in zip(found, entries, strict=True))
        and any(entry[name] for entry in entries)
    }
    asked = [{name: text for name, text in entry.items() if name in names} for entry in entries]
    if not all(map(_tells, window, asked)) or not _enough(names, entries):
        return None
    found = [_places(line, entry, counted=counted) for line, entry in zip(window, asked, strict=True)]
    if any(bool(entry[name]) != (name in places) for entry, places in zip(asked, found, strict=True) for name in names):
        return None
    kept = max(range(len(window)), key=lambda at: (len(found[at]), at + 1 < len(window), -at))
    if len(window) == 1 and _said_before(window[0], found[0]):
        return None
    pattern = _solved(_pattern(window[kept], found[kept]), window, asked)
    return None if pattern is None else _swaps(kept, pattern, window, asked, _variable(listing))


def _counts(line: str, number: int) -> bool:
    counted = _COUNTED.match(line)
    return counted is not None and int(counted[2]) == number


def _said_before(line: str, places: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a sentence leads up to the entry, or goes around it: then a list of one is no line of its own."""
    begins = min(start for start, _ in places.values())
    if _NUMBER in places:
        return False
    own = line
    for start, end in sorted(places.values(), reverse=True):
        own = own[:start] + " " + own[end:]
    wordy = "" not in places and len(_WORD.findall(own)) > _MOST_WORDS
    return wordy or (len(places) > 1 and len(_WORD.findall(line[:begins])) > 2)


def _places(line: str, entry: Entry, *, counted: bool) -> dict[str, tuple[int, int]]:
    """Where a line prints the values of an entry, the longest found first."""
    found: dict[str, tuple[int, int]] = {}
    number = _COUNTED.match(line) if counted else None
    if number is not None:
        found[_NUMBER] = number.span(2)
    for name, text in sorted(entry.items(), key=lambda item: -len(item[1])):
        for start in _whole(line, text):
            if not any(start < stop and begin < start + len(text) for begin, stop in found.values()):
                found[name] = (start, start + len(text))
                break
    return found


def _whole(line: str, text: str) -> Iterator[int]:
    """Where a text stands in a line that is no part of a longer word or number."""
    start = line.find(text) if text else -1
    while start >= 0:
        end = start + len(text)
        before, after = line[:start], line[end:]
        longer = text[0].isalnum() and re.search(r"[\w/]$|\d[.,]$" if text[0].isdigit() else r"\w$", before)
        if not longer and not (
            text[-1].isalnum() and re.match(r"[\w/]|[.,]\d" if text[-1].isdigit() else r"\w", after)
        ):
            yield start
        start = line.find(text, start + 1)


def _pattern(line: str, places: Mapping[str, tuple[int, int]]) -> _Pattern:
    values = sorted((_Value(name, *at) for name, at in places.items()), key=lambda one: one.start)
    cuts = [0, *(edge for one in values for edge in (one.start, one.end)), len(line)]
    return _Pattern(tuple(values), tuple(line[cuts[at] : cuts[at + 1]] for at in range(0, len(cuts), 2)))


def _solved(pattern: _Pattern, window: Sequence[str], entries: Sequence[Entry]) -> _Pattern | None:
    """The pattern that knows which words go with the values that an entry may lack; None where that is not clear."""
    open_ = [
        one.name for one in pattern.values if one.name != _NUMBER and not all(entry[one.name] for entry in entries)
    ]
    if len({name for entry in entries for name in entry if entry[name]} - {one.name for one in pattern.values}):
        return None  # no line has all the values
    for name in [*open_]:
        if (made := _bracketed(pattern, name)) is not None:
            pattern = made
            open_.remove(name)
    while open_:
        made = None
        for name in open_:
            for number, (line, entry) in enumerate(zip(window, entries, strict=True), 1):
                if not entry[name] and all(entry[other] for other in open_ if other != name):
                    made = made or _without(pattern, name, line, entry, number)
            if made is not None:
                open_.remove(name)
                break
        if made is None:
            return None
        pattern = made
    return pattern


def _bracketed(pattern: _Pattern, name: str) -> _Pattern | None:
    """A value in brackets of its own goes with them."""
    at = next(at for at, one in enumerate(pattern.values) if one.name == name)
    opened = re.search(r"\s*[(\[]$", pattern.words[at])
    closed = re.match(r"[)\]]", pattern.words[at + 1])
    if opened is None or closed is None:
        return None
    return _cut(pattern, at, opened.start(), closed.end())


def _without(pattern: _Pattern, name: str, line: str, entry: Entry, number: int) -> _Pattern | None:
    """The words that go with a value, as a line without it shows."""
    at = next(at for at, one in enumerate(pattern.values) if one.name == name)
    left = (pattern.words[0] if at else "") + pattern.said(entry, number, 0, at)
    right = pattern.said(entry, number, at + 1) + (pattern.words[-1] if at + 1 < len(pattern.values) else "")
    if not line.startswith(left) or not line.endswith(right) or len(left) + len(right) > len(line):
        return None
    between = line[len(left) : len(line) - len(right)]
    before, after = pattern.words[at], pattern.words[at + 1]
    for length in range(len(before), -1, -1):
        rest = between[length:]
        if between.startswith(before[:length]) and after.endswith(rest):
            return _cut(pattern, at, length, len(after) - len(rest))
    return None


def _cut(pattern: _Pattern, at: int, before: int, after: int) -> _Pattern:
    """The pattern whose value takes the words before it from there on, and so many letters after it."""
    values, words = [*pattern.values], [*pattern.words]
    values[at] = replace(values[at], before=words[at][before:], after=words[at + 1][:after], optional=True)
    words[at], words[at + 1] = words[at][:before], words[at + 1][after:]
    return _Pattern(tuple(values), tuple(words))


def _swaps(
    kept: int, pattern: _Pattern, window: Sequence[str], entries: Sequence[Entry], variable: str
) -> tuple[int, tuple[Swap, ...]] | None:
    """The swaps that make the line kept that of the loop; None where it would not print the other lines."""
    printed = [pattern.line(entry, number) for number, entry in enumerate(entries, 1)]
    line = window[kept]
    swaps = []
    for one in pattern.values:
        start, end = one.start - len(one.before), one.end + len(one.after)
        tag = one.before + _tag(variable, one.name) + one.after
        if one.optional and one.name.startswith("{%"):
            if one.before or one.after:
                return None
        elif one.optional:
            tag = "{% if " + f"{variable}.{one.name}" + " %}" + tag + "{% endif %}"
        swaps.append(Swap(start, end, tag, line[start:end]))
    if printed == [*window]:
        return kept, tuple(swaps)
    tail = pattern.words[-1]  # of the line kept, which is not the last where there is a choice
    closing = window[-1].removeprefix(printed[-1].removesuffix(tail))
    if printed[:-1] != [*window[:-1]] or not tail or closing == window[-1] or max(len(tail), len(closing)) > 2:
        return None
    tag = "{% if loop.last %}" + closing + "{% else %}" + tail + "{% endif %}"
    return kept, (*swaps, Swap(len(line) - len(tail), len(line), tag, tail))


def find_inline(line: str, listing: Listing) -> tuple[int, int, str] | None:
    """Where one line prints a whole list («a (1); b (2)»), and the loop that does so; None where it does not."""
    if not listing.inline or not listing.entries or "" in listing.entries[0]:
        return None
    for names in _told_in(line, listing.entries):
        found = _inline(line, listing, names)
        if found is not None:
            return found
    return None


def _told_in(line: str, entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The values that a line may say of every entry: all of them, those it says, those that no other says with it."""
    every = tuple(entries[0])
    said = tuple(name for name in every if all(entry[name] and entry[name] in line for entry in entries))
    alone = tuple(
        name
        for name in said
        if not any(
            name != other and len(entry[name]) < len(entry[other]) and entry[name] in entry[other]
            for other in said
            for entry in entries[:1]
        )
    )
    varied = tuple(name for name in alone if len({entry[name] for entry in entries}) > 1)
    # What one entry says besides its name («11/12 công đoàn cơ sở») may well be said of it elsewhere.
    for names in dict.fromkeys((every, said, alone, varied)) if len(entries) > 1 else (every,):
        letters = [sum(_letters(entry[name]) for name in names) for entry in entries]
        if names and _enough(names, entries) and min(letters) >= (_TELLING if len(names) == 1 else _TELLING - 1):
            yield names


def _inline(line: str, listing: Listing, names: tuple[str, ...]) -> tuple[int, int, str] | None:
    spots: list[tuple[int, int, str]] = []
    at = 0
    for entry in listing.entries:
        for name in names:
            start = next((start for start in _whole(line, entry[name]) if start >= at), -1)
            if start < 0:
                return None
            at = start + len(entry[name])
            spots.append((start, at, name))
    size = len(names)
    inner = {
        tuple(line[spots[i][1] : spots[i + 1][0]] for i in range(k, k + size - 1)) for k in range(0, len(spots), size)
    }
    closing = _closing(line, spots, size)
    if len(inner) != 1 or closing is None:
        return None
    tail, between = closing
    words = next(iter(inner))
    if any(letter.isdigit() for letter in between + "".join(words)):  # «10 tập thể và 52 cá nhân»
        return None
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


def _closing(line: str, spots: Sequence[tuple[int, int, str]], size: int) -> tuple[str, str] | None:
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

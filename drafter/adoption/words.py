"""Turn the years, periods and names of a text into slots, and find what of last year is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.adoption.offers import Swap

# A year that names a law or closes a date stays: the law is of that year, whatever year the paper is of.
_FIXED_YEAR = re.compile(r"(?:(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b[^,.;:()]{0,60}|ngày\s+\d+\s+tháng\s+\d+\s+)$")
_NUMBER = re.compile(r"\d[\d.,/:%-]*(?<=[\d%])")
_LUNAR = re.compile(
    r"\b(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)\s+"
    r"(?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Tị|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)\b(?:\s+(?:19|20)\d{2}\b)?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?")
NUMBERING = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[-+•*])\s+")


@dataclass(frozen=True)
class Word:
    """A word of a paper that a template says by itself: a period, a name, a place."""

    text: str
    expression: str
    year: bool = False


@dataclass(frozen=True)
class Left:
    """A stretch of last year that stays in the template, and what it is («năm», «số», «tên cơ quan khác»)."""

    start: int
    end: int
    what: str


def swap_words(text: str, words: Iterable[Word], taken: Sequence[tuple[int, int]]) -> tuple[Swap, ...]:
    """The words that become slots, longest first, in what is not `taken` yet; in capitals too."""
    found: list[Swap] = []
    for word in sorted(words, key=lambda one: -len(one.text)):
        for said, tag in _spellings(word):
            for start in _places(text, said):
                end = start + len(said)
                spoken_for = (*taken, *((one.start, one.end) for one in found))
                fixed = word.year and _FIXED_YEAR.search(text[:start]) is not None
                if not fixed and not any(start < stop and begin < end for begin, stop in spoken_for):
                    found.append(Swap(start, end, tag, said))
    return tuple(sorted(found, key=lambda one: one.start))


def _spellings(word: Word) -> Iterator[tuple[str, str]]:
    yield word.text, "{{ " + word.expression + " }}"
    if word.text.upper() != word.text:
        yield word.text.upper(), "{{ " + word.expression + " | upper }}"
    first = word.text[:1].upper() + word.text[1:]
    if word.year and first != word.text:
        letter = word.text[
            :1
        ]  # the next period begins with the same letter; «capitalize» would make «quý ii» of «quý II»
        yield first, "{{ " + f"{word.expression} | replace('{letter}', '{letter.upper()}', 1)" + " }}"


def _places(text: str, said: str) -> Iterator[int]:
    pattern = rf"(?<![\w/]){re.escape(said)}(?![\w/]|-\d|\.\d)"
    return (found.start() for found in re.finditer(pattern, text)) if said else iter(())


def left_lunar(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Left, ...]:
    """The names of lunar years that stay («Tết Giáp Thìn»)."""
    return tuple(
        Left(found.start(), found.end(), "năm âm lịch")
        for found in _LUNAR.finditer(text)
        if not any(found.start() < stop and begin < found.end() for begin, stop in taken)
    )


def left_numbers(text: str, taken: Sequence[tuple[int, int]], harmless: Sequence[tuple[int, int]]) -> tuple[Left, ...]:
    """The numbers that stay. `harmless` are those of no year (numbers of headings, feasts, rates set by law)."""
    numbering = NUMBERING.match(text)
    for start, end in taken:  # what stands behind a slot («{{ A04.so }}/18.088») is a number of its own
        text = text[:start] + "\0" * (end - start) + text[end:]
    kept = [*harmless, *([(0, numbering.end())] if numbering else [])]
    return tuple(
        Left(
            found.start(), found.end(), "năm" if re.fullmatch(r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?", found[0]) else "số"
        )
        for found in _NUMBER.finditer(text)
        if not any(found.start() < stop and begin < found.end() for begin, stop in kept)
    )

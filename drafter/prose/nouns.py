"""The nouns that figures count and the class of unit each belongs to, found at a place of a text or before one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MONEY, PERCENT, PEOPLE, TURNS, UNITS, HOMES, OTHER = "đồng", "%", "người", "lượt người", "đơn vị", "nhà", "other"
NOT_COUNTED = "khong"  # the class of words that begin like a noun and are none: «nhà nước»
OTHER_NOUNS = "khac"  # the class of nouns that are units of their own
_ANY_WORD = "~"  # of «~ viên»: any word
_FIRST_WORD = re.compile(r"\s*\"?\s*(\w+)")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)(?!\w)")
_WORD = re.compile(r"\W")
_MOST_WORDS = 2  # before the ending of a noun that is not listed
NOT_NOUNS = re.compile(
    r"(?:là|và|của|trong|so|được|đã|đang|sẽ|cho|để|tại|với|đạt|tăng|giảm|vượt|bằng|theo|thì|mà|nên|khi|nếu|do|"
    r"bởi|từ|đến|ở|trên|dưới|"
    r"hoặc|hay|lên|xuống|còn|cùng|có|không|tới|về|như|này|đó|kia|nhằm|qua|ra|vào|ngoài|thuộc|năm|tháng|ngày|giờ)"
)  # words that are no noun, whatever they stand behind
_NEXT_LABEL = re.compile(r"[^.,;()\d]{1,30}\d")  # «71 đơn vị, doanh nghiệp ngoài nhà nước 24 …»
_COUNTED = re.compile(r"\b(?:tổng số|số|số lượng)\s+$")
# Whose figure it is, rather than what is counted: «đoàn viên thành phố 12.000».
_PLACES = frozenset(
    ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "ngành", "cụm", "địa phương", "đặc khu")
)
_OF = re.compile(r"\b(?:toàn|của|tại|ở|thuộc|trong|các)\s+$")


@dataclass
class Nouns:
    """The nouns of units, found at a place or before one."""

    units: Mapping[str, Sequence[str]]
    behind: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _classes: dict[str, str] = field(init=False)
    _by_word: dict[str, list[str]] = field(init=False)
    _endings: dict[tuple[str, int], str] = field(init=False)
    _any: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        given = (*self.units.items(), *self.behind.items())
        listed = [(noun, name) for name, nouns in given for noun in nouns]
        only_behind = {noun for nouns in self.behind.values() for noun in nouns}
        self._classes = {noun: name for noun, name in listed if not noun.startswith(_ANY_WORD)}
        # «~ ~ viên»: the class of a noun by its last word and which of its words that is
        self._endings = {
            (noun.split()[-1], noun.count(_ANY_WORD)): name for noun, name in listed if noun.startswith(_ANY_WORD)
        }
        longest_first = sorted(self._classes, key=len, reverse=True)
        self._by_word = {}
        for noun in longest_first:
            self._by_word.setdefault(_WORD.split(noun, maxsplit=1)[0], []).append(noun)
        before = [noun for noun in longest_first if noun not in only_behind]
        self._any = re.compile(r"(?:" + "|".join(map(re.escape, before)) + r")(?!\w)")

    def at(self, plain: str, place: int) -> tuple[str, str, int] | None:
        """The class, the noun and its end where a noun stands at `place`, spaces and a quote before it aside."""
        word = _FIRST_WORD.match(plain, place)
        if word is None:
            return None
        start = word.start(1)
        noun = next((one for one in self._by_word.get(word[1], ()) if _stands(one, plain, start)), "")
        if not noun:
            return None if NOT_NOUNS.fullmatch(word[1]) else self._by_ending(plain, word.end())
        if self._classes[noun] == NOT_COUNTED:
            return None
        end = start + len(noun)
        first, comma, _ = noun.partition(",")
        if comma and first in self._classes and _NEXT_LABEL.match(plain, end):
            return self._classes[first], first, start + len(first)
        if noun == "lượt" and (after := self.at(plain, end)):
            return TURNS if after[0] == PEOPLE else noun, plain[start : after[2]], after[2]
        return self._classes[noun], noun, end

    def _by_ending(self, plain: str, end: int) -> tuple[str, str, int] | None:
        """A noun that is not listed, by the word it ends with: «tư vấn viên»."""
        start, words = plain.rfind(" ", 0, end) + 1, 0
        while words < _MOST_WORDS and (word := _NEXT_WORD.match(plain, end)):
            words, end = words + 1, word.end()
            if name := self._endings.get((word[1], words)):
                return name, plain[start:end], end
        return None

    def before(self, plain: str, start: int, end: int) -> tuple[str, str] | None:
        """The class and noun that is counted, of the stretch before a number: the last after «số», else the last."""
        found = [
            match
            for match in self._any.finditer(plain, start, end)
            if (start == 0 or not plain[match.start() - 1].isalnum()) and self._classes[match[0]] != NOT_COUNTED
        ]
        counted = [match for match in found if _COUNTED.search(plain, max(0, match.start() - 12), match.start())]
        heads = [
            match
            for match in found
            if match[0] not in _PLACES and not _OF.search(plain, max(0, match.start() - 8), match.start())
        ]
        chosen = (counted or heads or found)[-1:]
        return (self._classes[chosen[0][0]], chosen[0][0]) if chosen else None


def _stands(noun: str, plain: str, start: int) -> bool:
    """Whether a noun stands whole at a place."""
    end = start + len(noun)
    return plain.startswith(noun, start) and not (end < len(plain) and (plain[end].isalnum() or plain[end] == "_"))

"""Turn names into keys that sort in the order of the Vietnamese alphabet (xếp theo thứ tự ABC).

Letters go a ă â b c d đ e ê … y z, tones ngang huyền hỏi ngã sắc nặng (domain §1.5). Words are compared one after
another as a dictionary does, letters before tone, so that every «Hà …» stands together; numbers go by their value.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

from drafter.wording.tones import TONES, split_tone

Word: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
Words: TypeAlias = tuple[Word, ...]

_PLACE = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_FOREIGN = len(_PLACE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def collation_key(text: str) -> tuple[Words, str]:
    """A sort key for any name. Two different texts never have the same key, so an order never depends on chance."""
    composed = unicodedata.normalize("NFC", text)
    return _words(_TOKEN.findall(composed)), composed


def person_key(name: str) -> tuple[Words, Words, Words, str]:
    """A sort key for a full name without titles: by the given name (the last word), then middle, then family name."""
    composed = unicodedata.normalize("NFC", name)
    tokens = _TOKEN.findall(composed)
    return _words(tokens[-1:]), _words(tokens[1:-1]), _words(tokens[:-1][:1]), composed


def _words(tokens: list[str]) -> Words:
    return tuple(_number(token) if token[0].isdecimal() else _syllable(token) for token in tokens)


def _number(token: str) -> Word:
    return (-1, int(token)), ()


@lru_cache(maxsize=4096)  # names are made of a few syllables, over and over
def _syllable(token: str) -> Word:
    parted = [split_tone(letter) for letter in token.lower()]
    return (
        tuple(_place(letter) for letter, _ in parted),
        tuple(TONES[tone] for _, tone in parted if tone),
    )


def _place(letter: str) -> int:
    """A letter's place; one with a foreign accent goes with its base, other scripts come last."""
    base = unicodedata.normalize("NFD", letter)[:1]
    return _PLACE.get(letter, _PLACE.get(base, _FOREIGN + ord(base)))

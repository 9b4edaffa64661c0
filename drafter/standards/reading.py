"""Turn reading.toml into the words by which figures are read out of reports: nouns of units, cues of indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Cue:
    """Words that speak for an indicator: all of `words` must be there; a cue that is `against` speaks it off."""

    words: tuple[str, ...]
    against: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """`units` gives each class of unit («người», «suất», «khac») its nouns, `behind` those that are nouns of units only
    behind a number; `cues` gives each indicator code its cues.

    `words` are lists by what their words tell («done_to_counted»: of whom something was done). `follows` gives a code
    those whose figures papers tell right behind its own.
    """

    units: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Cue, ...]]
    words: Mapping[str, tuple[str, ...]]
    follows: Mapping[str, tuple[str, ...]]


@cache
def reading_words() -> Vocabulary:
    """The shipped words, lower-case, tones placed as the catalogue places them."""
    data = shipped("reading.toml")
    return Vocabulary(
        units={name: tuple(nouns) for name, nouns in data["units"].items()},
        behind={name: tuple(nouns) for name, nouns in data["behind"].items()},
        cues={code: tuple(map(_cue, phrases)) for code, phrases in data["cues"].items()},
        follows={code: tuple(codes) for code, codes in data["follows"].items()},
        words={name: tuple(words) for name, words in data["words"].items()},
    )


def any_word(name: str) -> str:
    """The alternatives of a regular expression that finds each word of a list, longest first."""
    return "|".join(map(re.escape, sorted(reading_words().words[name], key=len, reverse=True)))


def _cue(phrase: str) -> Cue:
    return Cue(tuple(part.strip() for part in phrase.removeprefix("!").split("+")), phrase.startswith("!"))

"""Turn reading.toml into the words by which figures are read out of reports: nouns of units, cues of indicators."""

from __future__ import annotations

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
    """`units` gives each class of unit («người», «suất», «khac») its nouns; `cues` each indicator code its cues."""

    units: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Cue, ...]]


@cache
def reading_words() -> Vocabulary:
    """The shipped words, lower-case, tones placed as the catalogue places them."""
    data = shipped("reading.toml")
    return Vocabulary(
        units={name: tuple(nouns) for name, nouns in data["units"].items()},
        cues={code: tuple(map(_cue, phrases)) for code, phrases in data["cues"].items()},
    )


def _cue(phrase: str) -> Cue:
    return Cue(tuple(part.strip() for part in phrase.removeprefix("!").split("+")), phrase.startswith("!"))

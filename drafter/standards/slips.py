"""Turn slips.toml into the slips of the hand that papers of unions have, and the words that are never doubled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Slip:
    """A slip and what was meant. `pattern` finds it in lower-case text; `source` is where it was met."""

    wrong: str
    right: str
    pattern: re.Pattern[str]
    source: str


@dataclass(frozen=True)
class Slips:
    """All slips; `doubled` are words that are never right twice in a row, `kept` phrases that are."""

    slips: tuple[Slip, ...]
    any: re.Pattern[str]
    doubled: frozenset[str]
    kept: frozenset[str]


@cache
def slips() -> Slips:
    """The shipped ones."""
    data = shipped("slips.toml")
    made = tuple(_slip(**entry) for entry in data["slip"])
    every = "|".join(sorted({re.escape(one.wrong) for one in made}))
    doubles = data["doubles"]
    found = re.compile(rf"(?<!\w)(?:{every})(?!\w)")
    return Slips(made, found, frozenset(doubles["single"]), frozenset(doubles["kept"]))


def _slip(
    wrong: str, right: str, source: str, after: str = "", before: str = "", not_after: str = "", not_before: str = ""
) -> Slip:
    """A slip may need a word before it or behind it to be one, and may be none beside another."""
    lead = rf"(?:{after})\s+" if after else r"(?<!\w)"
    lead = "".join(rf"(?<!(?<!\w){word}\s)" for word in not_after.split("|") if word) + lead
    tail = rf"(?=\s+(?:{before})(?!\w))" if before else r"(?!\w)"
    tail += rf"(?!\s+(?:{not_before})(?!\w))" if not_before else ""
    return Slip(wrong, right, re.compile(rf"{lead}(?P<slip>{re.escape(wrong)}){tail}"), source)

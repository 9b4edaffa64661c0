"""Turn what is plainly a slip into other words for it: proposed to a person, never put in by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.format_rules.capital_rules import COUNTRY_MISWRITTEN
from drafter.format_rules.paper import Line
from drafter.truth_rules.account import Account
from drafter.truth_rules.percents import wrong_percents
from drafter.truth_rules.wording import doubled, slipped, superfluous
from drafter.wording.percents import percent_of
from drafter.wording.style import STANDARD


@dataclass(frozen=True)
class Proposal:
    """Other words for a stretch of a paragraph; `paragraph` counts all of the text from 0 in reading order."""

    code: str
    paragraph: int
    old: str
    new: str


def proposals(account: Account) -> tuple[Proposal, ...]:
    """What to propose, in the order of the rules."""
    numbers: dict[int, int] = {}
    for line in account.paper.lines:
        numbers.setdefault(id(line.paragraph), len(numbers))
    found = (*_percents(account), *_doubles(account), *_slips(account), *_signs(account), *_country(account))
    told = (Proposal(code, numbers[id(line.paragraph)], old, new) for code, line, old, new in found if old != new)
    return tuple(dict.fromkeys(told))


def _percents(account: Account) -> Iterator[tuple[str, Line, str, str]]:
    """The percent as its two numbers make it; «vượt 41%» is left to a person."""
    for said, one, base, printed in wrong_percents(account):
        words = said.passage.text[one.span.start : one.span.end]
        shown = [met[0] for met in re.finditer(r"\d[\d.]*(?:,\d+)?\s?%", words)]
        right = percent_of(one.quantity.value, base, account.style or STANDARD)
        same = [text for text in shown if text.rstrip("% ").replace(".", "").replace(",", ".") == f"{printed:f}"]
        if right is not None and len(same) == 1:
            yield "SL-01", said.line, same[0], right


def _doubles(account: Account) -> Iterator[tuple[str, Line, str, str]]:
    for line, said in doubled(account):
        yield "CT-01", line, f"{said} {said}", said


def _slips(account: Account) -> Iterator[tuple[str, Line, str, str]]:
    for line, start, wrong, right in slipped(account):
        old = unicodedata.normalize("NFC", line.text)[start : start + len(wrong)]
        yield "CT-03", line, old, _cased(old, right)


def _signs(account: Account) -> Iterator[tuple[str, Line, str, str]]:
    for line, _, old, new in superfluous(account):
        yield "CT-07", line, old, new


def _country(account: Account) -> Iterator[tuple[str, Line, str, str]]:
    for line in account.paper.lines:
        for met in re.finditer(COUNTRY_MISWRITTEN, line.text):
            yield "VH-03", line, met[0], "Việt Nam"


def _cased(old: str, right: str) -> str:
    """The right words in the capitals of the wrong ones."""
    if old.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if old[:1].isupper() else right

"""The frozen types between a paper's text and a template: what a slot prints, what was read, what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What an offer says of its figure. Where two print the same, the first of this order is taken."""

    RESULT = 0  # count against plan, percent and verdict in one («ket_qua»)
    LISTED = 1  # the units' own figures
    CHANGE = 2  # since the same period a year before
    VALUE = 3
    OF_TARGET = 4
    SHORT = 5  # cut to a few digits, with the hedge that keeps it true
    NUMBER = 6  # without its unit
    PERCENT = 7  # of the plan
    TARGET = 8
    BEFORE = 9  # the same period a year before
    VERDICT = 10


@dataclass(frozen=True)
class Offer:
    """What one expression of a template prints for last year's paper. `code` is the figure it is of."""

    expression: str
    text: str
    code: str
    role: Role

    @property
    def slot(self) -> str:
        """The tag as a template has it."""
        return "{{ " + self.expression + " }}"


@dataclass(frozen=True)
class Heard:
    """A figure as a reader of prose understood it: where, which indicators it may be, best first, a plan or a result.

    `number` is the stretch of the number alone. `percent`: it stands in a table's column of percents of the plan.
    """

    start: int
    end: int
    number: tuple[int, int]
    codes: tuple[str, ...]
    planned: bool = False
    percent: bool = False


@dataclass(frozen=True)
class Swap:
    """A stretch of a text and the tag that takes its place. `prints` is what that prints for last year.

    `code` and `role` are those of its figure; a word (a year, a name) has none.
    """

    start: int
    end: int
    tag: str
    prints: str
    code: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class Question:
    """A number that several slots print alike, and no word of its sentence decides: it stays as it is."""

    start: int
    end: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Matched:
    """What of one text became slots, and what is asked."""

    swaps: tuple[Swap, ...]
    questions: tuple[Question, ...] = ()


Offers = Mapping[str, tuple[Offer, ...]]
"""The offers by what they print."""


def by_text(offers: tuple[Offer, ...]) -> Offers:
    """Offers of a text together, the best role first; of each figure one."""
    found: dict[str, list[Offer]] = {}
    for offer in sorted(offers, key=lambda one: one.role):
        alike = found.setdefault(offer.text, [])
        if (offer.code, offer.role) not in {(one.code, one.role) for one in alike}:
            alike.append(offer)
    return {text: tuple(alike) for text, alike in found.items()}

"""Turn a long list into what one page shows of it: a part, or with the notes of one kind folded into one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.model.problem import Problem, Severity, by_severity

PAGE = 100
_T = TypeVar("_T")


@dataclass(frozen=True)
class Part(Generic[_T]):
    """Part `number` of `count`, both from 1; `total` rows in all."""

    rows: Sequence[_T]
    number: int
    count: int
    total: int


def part_of(rows: Sequence[_T], asked: str, size: int = PAGE) -> Part[_T]:
    """The part that the address asks for, the nearest where there is none of that number."""
    count = max(1, -(-len(rows) // size))
    number = min(count, max(1, int(asked) if asked.isdecimal() and len(asked) < 7 else 1))
    return Part(rows[(number - 1) * size : number * size], number, count, len(rows))


def folded(problems: Iterable[Problem]) -> list[tuple[Problem, ...]]:
    """The lines of a list of problems, the gravest first: each by itself, but all notes of one code in one line."""
    lines: list[tuple[Problem, ...]] = []
    notes: dict[str, list[Problem]] = {}
    for one in by_severity(problems):
        if one.severity is Severity.NOTE:
            notes.setdefault(one.code, []).append(one)
        else:
            lines.append((one,))
    return lines + [tuple(alike) for alike in notes.values()]


def counted(problems: Iterable[Problem]) -> str:
    """How many problems there are of each severity: «3 lỗi, 51 ghi chú»; empty for none."""
    found = [one.severity for one in problems]
    counts = ((found.count(level), level.value) for level in Severity)
    return ", ".join(f"{count:,} {words}".replace(",", ".") for count, words in counts if count)

"""Turn a long list into what one page shows of it: a part, or with the notes of one kind folded into one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.model.problem import Problem, Severity, by_severity

PAGE = 100
_MANY = 5  # warnings of one code stand by themselves
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
    """The lines of a list of problems, the gravest first: each by itself, but what is alike in one line, as `alike`."""
    return alike(by_severity(problems), lambda one: one)


def alike(rows: Iterable[_T], problem: Callable[[_T], Problem]) -> list[tuple[_T, ...]]:
    """The rows in their order; all notes of one code are one line, and so are many warnings of one, behind the others:
    among twenty times the same the one that differs is not seen.
    """
    given = list(rows)
    of_code = Counter(problem(row).code for row in given)
    lines: list[tuple[_T, ...]] = []
    many: dict[tuple[Severity, str], list[_T]] = {}
    for row in given:
        one = problem(row)
        if one.severity is Severity.NOTE or (one.severity is Severity.WARNING and of_code[one.code] > _MANY):
            many.setdefault((one.severity, one.code), []).append(row)
        else:
            lines.append((row,))
    behind = sorted(many.items(), key=lambda group: group[0][0] is Severity.NOTE)
    return lines + [tuple(group) for _, group in behind]


def counted(problems: Iterable[Problem]) -> str:
    """How many problems there are of each severity: «3 lỗi, 51 ghi chú»; empty for none."""
    found = [one.severity for one in problems]
    counts = ((found.count(level), level.value) for level in Severity)
    return ", ".join(f"{count:,} {words}".replace(",", ".") for count, words in counts if count)

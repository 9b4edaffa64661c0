"""Turn a long list into the part of it that one page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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

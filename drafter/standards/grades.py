"""Turn a year into its scale for classifying grassroots unions (đánh giá, xếp loại CĐCS), and points into a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Grade:
    """One grade. `low` is the fewest points for it; `indicator` counts the unions that got it, empty if none does."""

    code: str
    name: str
    low: Decimal
    indicator: str = ""


@dataclass(frozen=True)
class Criteria:
    """A group of criteria and the most points it gives."""

    name: str
    max: Decimal


@dataclass(frozen=True)
class Sector:
    """A group of unions that is counted apart (khối). `state` says whether it is of the state sector (khu vực nhà
    nước), for which the share of good grades has a target of its own."""

    code: str
    name: str
    state: bool


@dataclass(frozen=True)
class Scale:
    """A scale with its grades, best first. `conditions` must hold besides the points of the best grade."""

    code: str
    from_year: int
    total: Decimal
    grades: tuple[Grade, ...]
    criteria: tuple[Criteria, ...] = ()
    conditions: tuple[str, ...] = ()
    regulation: str = ""
    source: str = ""
    unverified: bool = True

    @property
    def best(self) -> Grade:
        """The highest grade."""
        return self.grades[0]

    @property
    def good(self) -> tuple[Grade, ...]:
        """The two highest grades: «hoàn thành tốt nhiệm vụ trở lên»."""
        return self.grades[:2]

    def named(self, name: str) -> Grade | None:
        """The grade of that name; None for one that this scale does not have."""
        return next((grade for grade in self.grades if grade.name == name), None)

    def grade(self, points: Decimal) -> Grade | None:
        """The grade that so many points give, conditions aside; None for points the scale does not have."""
        if not 0 <= points <= self.total:
            return None
        return next(grade for grade in self.grades if points >= grade.low)


@cache
def scales() -> tuple[Scale, ...]:
    """All scales, oldest first."""
    return tuple(_scale(entry) for entry in shipped("grades.toml")["scale"])


@cache
def sectors() -> tuple[Sector, ...]:
    """The sectors in the order of the table."""
    return tuple(Sector(entry["code"], entry["name"], entry["state"]) for entry in shipped("grades.toml")["sector"])


def scale_for(year: int) -> Scale | None:
    """The scale for unions' work of that year; None before the oldest known."""
    return next((scale for scale in reversed(scales()) if scale.from_year <= year), None)


def _scale(entry: Mapping[str, Any]) -> Scale:
    return Scale(
        code=entry["code"],
        from_year=entry["from_year"],
        total=Decimal(entry["total"]),
        grades=tuple(Grade(g["code"], g["name"], Decimal(g["low"]), g.get("indicator", "")) for g in entry["grade"]),
        criteria=tuple(Criteria(c["name"], Decimal(c["max"])) for c in entry.get("criteria", ())),
        conditions=tuple(entry["conditions"]),
        regulation=entry["regulation"],
        source=entry["source"],
        unverified=entry["unverified"],
    )

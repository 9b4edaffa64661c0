"""Turn clusters.toml into the default scoring table of an emulation cluster (cụm thi đua)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class ScoreGroup:
    """A group of criteria with the most points it gives, and the indicator groups that feed it."""

    code: str
    name: str
    max: Decimal
    indicator_groups: tuple[str, ...]


@dataclass(frozen=True)
class Adjustment:
    """Points added or, below zero, taken off for each time. `cap` is the most that is added; None = no limit."""

    code: str
    name: str
    points: Decimal
    cap: Decimal | None = None


@dataclass(frozen=True)
class ScoringTable:
    """The whole table; `total` is what the groups add up to, bonus and penalty aside."""

    groups: tuple[ScoreGroup, ...]
    adjustments: tuple[Adjustment, ...]
    total: Decimal
    source: str
    unverified: bool


@cache
def default_scoring() -> ScoringTable:
    """The table a cluster starts from when it has none of its own."""
    data = shipped("clusters.toml")
    return ScoringTable(
        groups=tuple(
            ScoreGroup(entry["code"], entry["name"], Decimal(entry["max"]), tuple(entry["indicator_groups"]))
            for entry in data["group"]
        ),
        adjustments=tuple(
            Adjustment(
                entry["code"],
                entry["name"],
                Decimal(entry["points"]),
                Decimal(entry["cap"]) if "cap" in entry else None,
            )
            for entry in data["adjustment"]
        ),
        total=Decimal(data["total"]),
        source=data["source"],
        unverified=data["unverified"],
    )

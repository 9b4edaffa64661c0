"""One unit's score sheet: lines of criteria, bonus and penalty, and what they add up to.

A criterion counts with its verified score, else with the score its own rule gives; what has neither is missing and is
never nought, and the unit's total is then not whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from drafter.clusters.auto_scores import AutoScore
from drafter.model.figure import Source
from drafter.standards.cluster_scoring import Adjustment, Criterion

SCORES = "cham-diem"
"""The register (sổ) of the scores of a cluster's units."""


@dataclass(frozen=True)
class Score:
    """One line of a unit's sheet: what it gave itself, what the others gave it, what was verified; None: nobody yet."""

    own: Decimal | None = None
    cross: Decimal | None = None
    verified: Decimal | None = None
    evidence: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Line:
    """One criterion of one unit. `auto` is None for a criterion that people score."""

    criterion: Criterion
    score: Score
    auto: AutoScore | None = None

    @property
    def counted(self) -> Decimal | None:
        """What counts: the verified score, else that of the rule; None while there is neither."""
        if self.score.verified is not None:
            return self.score.verified
        return self.auto.points if self.auto else None


@dataclass(frozen=True)
class Adjusted:
    """A bonus or, below zero, a penalty of one unit. Nobody having claimed or given any, there is none: nought."""

    adjustment: Adjustment
    score: Score

    @property
    def counted(self) -> Decimal | None:
        """The verified points, within the cap; None for points claimed that nobody has verified yet."""
        if self.score.verified is not None:
            return capped(self.adjustment, self.score.verified)
        claimed = self.score.own is not None or self.score.cross is not None
        return None if claimed else Decimal(0)


@dataclass(frozen=True)
class UnitSheet:
    """The sheet of one unit. `groups` gives each group of the table its lines, in order."""

    unit: str
    groups: Mapping[str, tuple[Line, ...]]
    adjusted: tuple[Adjusted, ...]
    scored: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all groups."""
        return tuple(line for lines in self.groups.values() for line in lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes of what has neither a verified nor an automatic score: criteria, bonuses and penalties."""
        criteria = (line.criterion.code for line in self.lines if line.counted is None)
        return (*criteria, *(one.adjustment.code for one in self.adjusted if one.counted is None))

    @property
    def bonus(self) -> Decimal:
        """The points added, as far as they are verified."""
        return sum((one.counted or Decimal(0) for one in self.adjusted if one.adjustment.points > 0), Decimal(0))

    @property
    def penalty(self) -> Decimal:
        """The points taken off, zero or less, as far as they are verified."""
        return sum((one.counted or Decimal(0) for one in self.adjusted if one.adjustment.points < 0), Decimal(0))

    @property
    def total(self) -> Decimal | None:
        """The verified total with bonus and penalty; None while a criterion is missing."""
        if self.missing:
            return None
        return sum((line.counted or Decimal(0) for line in self.lines), Decimal(0)) + self.bonus + self.penalty

    @property
    def own_total(self) -> Decimal | None:
        """What the unit gave itself, all criteria and adjustments; None where it gave itself nothing."""
        scores = (*(line.score for line in self.lines), *(one.score for one in self.adjusted))
        given = [score.own for score in scores if score.own is not None]
        return sum(given, Decimal(0)) if given else None

    def points_of(self, code: str) -> Decimal | None:
        """The points of a group or of a criterion; None while one of them is missing."""
        lines = self.groups.get(code) or tuple(line for line in self.lines if line.criterion.code == code)
        counted = [line.counted for line in lines]
        return None if None in counted or not counted else sum((n for n in counted if n is not None), Decimal(0))


def capped(adjustment: Adjustment, given: Decimal) -> Decimal:
    """The points of an adjustment within its cap."""
    if adjustment.cap is None:
        return given
    return max(-adjustment.cap, min(adjustment.cap, given))


def criterion_words(line: Criterion | Adjustment) -> str:
    """A criterion as a message names it: «tiêu chí 1.1 (Kết nạp đoàn viên)», or a bonus, a penalty by its name."""
    if isinstance(line, Criterion):
        return f"tiêu chí {line.code} ({line.name})"
    return f"{'điểm thưởng' if line.points > 0 else 'điểm trừ'} «{line.name}»"

"""Turn score sheets and ballots into ranks: by verified total, then step by step as the table says; a tie may stay.

A step parts units only where it is known of every unit of the tie: a vote that nobody counted is not nought. A unit
whose total is not whole has no rank, and the ranks of the others may still change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.clusters.ballots import Ballot
from drafter.clusters.score_sheet import UnitSheet
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.cluster_scoring import BALLOTS, ScoringTable

TIE_STAYS = ProblemKind(
    code="D278",
    severity=Severity.WARNING,
    title="Còn đơn vị đồng hạng",
    what="{units} cùng xếp hạng {rank} sau khi đã xét {steps}",
    fix="cụm bỏ phiếu lại hoặc thống nhất cách xếp, ghi vào biên bản; hoặc thêm bước xét ở mục tie của bảng chấm điểm",
)
KINDS = (TIE_STAYS,)


@dataclass(frozen=True)
class Ranked:
    """One unit's place. `rank` is None while its total is not whole; `tied` are the others on the same rank.

    `votes` is how many agreed in the ballot, None where none was counted. `parted_by` is the step of the table that
    parted it from units of the same total, empty where the total alone did.
    """

    unit: str
    total: Decimal | None
    votes: Decimal | None = None
    rank: int | None = None
    tied: tuple[str, ...] = ()
    parted_by: str = ""


@dataclass(frozen=True)
class Ranking:
    """All units in the cluster's own order. `provisional` while one of them has no rank."""

    units: tuple[Ranked, ...]

    @property
    def provisional(self) -> bool:
        """Whether a unit is still without a rank."""
        return any(one.rank is None for one in self.units)

    def in_order(self) -> tuple[Ranked, ...]:
        """The best first, those without a rank last; equal ranks keep the cluster's order."""
        return tuple(sorted(self.units, key=lambda one: (one.rank is None, one.rank or 0)))

    def at(self, first: int, last: int) -> tuple[Ranked, ...]:
        """The units ranked from `first` to `last`, both included."""
        return tuple(one for one in self.in_order() if one.rank is not None and first <= one.rank <= last)


def rank(table: ScoringTable, sheets: Sequence[UnitSheet], ballots: Iterable[Ballot] = ()) -> Ranking:
    """The ranking of the cluster's units. Of several ballots on one unit the first that adds up counts."""
    votes: dict[str, Decimal] = {}
    for ballot in ballots:
        if ballot.adds_up and ballot.agreed is not None:
            votes.setdefault(ballot.subject, ballot.agreed)
    keys = {sheet.unit: _keys(table, sheet, votes) for sheet in sheets if sheet.total is not None}
    places = _places(keys, ("", *table.tie))
    return Ranking(
        tuple(
            replace(places[sheet.unit], votes=votes.get(sheet.unit))
            if sheet.unit in places
            else Ranked(sheet.unit, None, votes.get(sheet.unit))
            for sheet in sheets
        )
    )


def _keys(table: ScoringTable, sheet: UnitSheet, votes: Mapping[str, Decimal]) -> tuple[Decimal | None, ...]:
    """What a unit is ranked by, step by step; None where a step is not known of it."""
    steps = (votes.get(sheet.unit) if step == BALLOTS else sheet.points_of(step) for step in table.tie)
    return (sheet.total, *steps)


def _places(keys: Mapping[str, tuple[Decimal | None, ...]], steps: Sequence[str]) -> dict[str, Ranked]:
    """Part all units step by step; each group of equals keeps the rank of its first place."""
    groups: list[tuple[int, str, list[str]]] = [(1, "", list(keys))] if keys else []
    for number, step in enumerate(steps):
        groups = [part for group in groups for part in _parted(group, number, step, keys)]
    return {
        unit: Ranked(unit, keys[unit][0], None, first, tuple(other for other in units if other != unit), parted_by)
        for first, parted_by, units in groups
        for unit in units
    }


def _parted(
    group: tuple[int, str, list[str]], number: int, step: str, keys: Mapping[str, tuple[Decimal | None, ...]]
) -> list[tuple[int, str, list[str]]]:
    first, parted_by, units = group
    values = [value for unit in units if (value := keys[unit][number]) is not None]
    if len(units) == 1 or len(values) < len(units) or len(set(values)) == 1:
        return [group]
    parts: list[tuple[int, str, list[str]]] = []
    for value in sorted(set(values), reverse=True):
        equal = [unit for unit in units if keys[unit][number] == value]
        parts.append((first, step or parted_by, equal))
        first += len(equal)
    return parts


def check_ranking(table: ScoringTable, ranking: Ranking, names: Mapping[str, str]) -> tuple[Problem, ...]:
    """A question for each tie that the table's steps did not part."""
    ties = dict.fromkeys(tuple(sorted((one.unit, *one.tied))) for one in ranking.units if one.tied)
    ranks = {one.unit: one.rank for one in ranking.units}
    steps = ", ".join(["tổng điểm", *(step_words(table, step) for step in table.tie)])
    return tuple(
        TIE_STAYS.at(
            Place(text="xếp hạng"),
            units=", ".join(names.get(unit, unit) for unit in tie),
            rank=ranks[tie[0]],
            steps=steps,
        )
        for tie in ties
    )


def step_words(table: ScoringTable, step: str) -> str:
    """A step of the tie rule in words: «phiếu suy tôn», «điểm nhóm 1», «điểm tiêu chí 1.2»."""
    if step == BALLOTS:
        return "phiếu suy tôn"
    return f"điểm {'nhóm' if any(group.code == step for group in table.groups) else 'tiêu chí'} {step}"

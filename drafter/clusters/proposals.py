"""Turn a ranking and its ballots into the awards a cluster proposes; a tie or a vote too small leaves it to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.clusters.ballots import Ballot
from drafter.clusters.ranking import Ranking
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.cluster_scoring import ScoringTable

NOT_DECIDED = ProblemKind(
    code="D289",
    severity=Severity.WARNING,
    title="Chưa đề nghị khen thưởng được",
    what="hình thức «{form}»: {reason}",
    fix="cụm họp thống nhất rồi ghi kết quả xếp hạng, bỏ phiếu; phần mềm không tự chọn",
)
KINDS = (NOT_DECIDED,)


@dataclass(frozen=True)
class Proposal:
    """An award form that a unit is proposed for, by its rank."""

    unit: str
    form: str
    rank: int


def propose(
    table: ScoringTable,
    ranking: Ranking,
    ballots: Iterable[Ballot],
    names: Mapping[str, str],
    forms: Mapping[str, str],
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """What the table's rules propose. `forms` are the award forms' names.

    Nothing is proposed while a unit has no rank, where more units share the last rank than the rule has places, and for
    a unit whose ballot on that form (or the one without a form) is too small.
    """
    counted, made, problems = tuple(ballots), list[Proposal](), list[Problem]()
    for rule in table.proposals:
        name = forms.get(rule.form, rule.form)
        chosen = ranking.at(rule.first, rule.last)
        if ranking.provisional:
            lacking = ", ".join(names.get(one.unit, one.unit) for one in ranking.units if one.rank is None)
            problems.append(NOT_DECIDED.at(_AT, form=name, reason=f"chưa xếp hạng được {lacking}"))
        elif len(chosen) > rule.last - rule.first + 1:
            tied = ", ".join(names.get(one.unit, one.unit) for one in chosen)
            problems.append(NOT_DECIDED.at(_AT, form=name, reason=f"{tied} đồng hạng, nhiều hơn số được đề nghị"))
        else:
            made += [
                Proposal(one.unit, rule.form, one.rank or 0)
                for one in chosen
                if _voted(table, one.unit, rule.form, counted)
            ]
    return tuple(made), tuple(problems)


_AT = Place(text="đề nghị khen thưởng")


def _voted(table: ScoringTable, unit: str, form: str, ballots: Iterable[Ballot]) -> bool:
    """Whether no ballot on the unit stands against it."""
    verdicts = [
        b.suffices(table.ballot_base, table.ballot_least) for b in ballots if b.subject == unit and b.form == form
    ]
    return False not in verdicts

"""Turn a cluster's paper into its whole scoring: each unit's sheet, ranks, ballots, what is proposed and asked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

from drafter.clusters.ballots import Ballot, acclamations, check_ballots, read_ballots
from drafter.clusters.members import Cluster
from drafter.clusters.proposals import Proposal, propose
from drafter.clusters.ranking import Ranking, check_ranking, rank
from drafter.clusters.score_sheet import SCORES, UnitSheet
from drafter.clusters.scoring import score_sheets
from drafter.model.problem import Problem
from drafter.render.cluster_figures import short_name
from drafter.render.paper import Paper
from drafter.standards.cluster_scoring import ScoringTable

VOTES = "bo-phieu"


@dataclass(frozen=True)
class Scoring:
    """A cluster's whole scoring: the table, each unit's sheet, the ballots, the ranks, what is proposed and asked."""

    table: ScoringTable
    sheets: tuple[UnitSheet, ...]
    ballots: tuple[Ballot, ...]
    ranking: Ranking
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]


def scoring_of(paper: Paper, cluster: Cluster) -> Scoring:
    """Score and rank the members by the registers of the paper."""
    table = paper.scoring
    names = {code: short_name(name) for code, name in paper.names.items()}
    members = {code: paper.names.get(code, code) for code in cluster.members}
    sheets, asked = score_sheets(table, paper.registers.get(SCORES, ()), cluster.members, paper.unit_totals, names)
    ballots = read_ballots(paper.registers.get(VOTES, ()), members)
    ranking = rank(table, sheets, acclamations(ballots, cluster.members))
    forms = {rule.form: form_name(paper, rule.form) for rule in table.proposals}
    proposals, undecided = propose(table, ranking, ballots, names, forms)
    problems = (
        *asked,
        *check_ranking(table, ranking, names),
        *check_ballots(ballots, table.ballot_base, table.ballot_least, names),
        *undecided,
    )
    return Scoring(table, sheets, ballots, ranking, proposals, problems)


def score_questions(paper: Paper, cluster: Cluster) -> tuple[Problem, ...]:
    """What to ask about scores and ballots; nothing where the kind keeps none."""
    return scoring_of(paper, cluster).problems if SCORES in paper.kind.registers else ()


def unit_name(paper: Paper, unit: str) -> str:
    return short_name(paper.names.get(unit, unit))


def form_name(paper: Paper, code: str) -> str:
    """«Cờ thi đua của Liên đoàn Lao động tỉnh …»: by its granter where the office names it."""
    form = paper.award_forms.get(code)
    if form is None:
        return code
    granter = paper.office.granters.get(form.level)
    return f"{form.short_name} của {granter}" if granter and form.short_name else form.name


def ballot_key(ballot: Ballot) -> str:
    """What a count of votes is called in the keys of its numbers: one subject may be voted on for several things."""
    # A tag in Word holds 64 letters: what the ballot was about stands in it as a number, not in words.
    about = "" if ballot.form or not ballot.about else f"~{crc32(ballot.about.encode()) & 0xFFFF:04x}"
    return f"phieu.{ballot.form or 'suy_ton'}.{ballot.subject}{about}"


VOTE_COLUMNS = ("thanh_vien", "phat_ra", "thu_ve", "hop_le", "dong_y")


def votes_of(ballot: Ballot) -> dict[str, Decimal | None]:
    found = (ballot.members, ballot.issued, ballot.returned, ballot.valid, ballot.agreed)
    return dict(zip(VOTE_COLUMNS, found, strict=True))

"""Turn a period of an emulation cluster into its scores, ballots, ranks and proposals, with what to ask about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drafter.clusters.members import REGISTER, Cluster, read_cluster
from drafter.desk.gather import gather, paper_day, scope_of
from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.render.cluster_figures import short_name
from drafter.render.kinds import load_kind, template_folders
from drafter.render.scoring import Scoring, form_name, scoring_of
from drafter.store.store import Store

_SCORES = "bang-cham-diem-thi-dua"


@dataclass(frozen=True)
class ClusterRound:
    """A cluster's round of one period. `names` are short names by unit code, `forms` those of the forms proposed.

    `groups` gives each unit its points by group of the table, None where one of its criteria is not scored yet.
    """

    period: Period
    cluster: Cluster
    scoring: Scoring
    names: Mapping[str, str]
    forms: Mapping[str, str]
    groups: Mapping[str, tuple[Decimal | None, ...]]
    problems: tuple[Problem, ...]


def cluster_round(ws: Workspace, store: Store, period: Period, today: date) -> ClusterRound:
    """Score and rank the members of the office's cluster. Raises DeskError."""
    home, problems = load_kind(_SCORES, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    paper = gather(ws, store, home.kind, period, scope_of(ws, period), paper_day(period, today))
    cluster = read_cluster(paper.registers.get(REGISTER, ()), paper.office.cluster_size)
    scoring = scoring_of(paper, cluster)
    codes = [group.code for group in scoring.table.groups]
    return ClusterRound(
        period=period,
        cluster=cluster,
        scoring=scoring,
        names={code: short_name(paper.names.get(code, code)) for code in cluster.members},
        forms={one.form: form_name(paper, one.form) for one in scoring.proposals},
        groups={sheet.unit: tuple(sheet.points_of(code) for code in codes) for sheet in scoring.sheets},
        problems=scoring.problems,
    )

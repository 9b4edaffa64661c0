"""A submission: everything one unit handed in for one period, from one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from drafter.model.award import Award
from drafter.model.figure import Figure
from drafter.model.narrative import Narrative
from drafter.model.period import Period


@dataclass(frozen=True)
class Submission:
    """What one file says. `digest` is the SHA-256 of its bytes, hex: the same digest twice changes nothing.

    `report` is true of what was read out of past reports (báo cáo cũ): it lies beside the form of the same unit and
    period and counts only where no form gives the figure.
    """

    organisation: str
    period: Period
    file: str
    digest: str
    received_at: datetime
    submitted_by: str = ""
    figures: tuple[Figure, ...] = ()
    awards: tuple[Award, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    report: bool = False

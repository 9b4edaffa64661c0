"""Turn one period into every paper of it that there is something for, and say why the others were not drafted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from drafter.desk.draft import DraftReport, draft
from drafter.desk.kinds import list_kinds
from drafter.desk.material import nothing_for
from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Kind
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.store.store import Store


@dataclass(frozen=True)
class Skipped:
    """A kind that fits the period and was not drafted, and why."""

    code: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class AllDrafted:
    """What was drafted, in the order of the list of kinds, and what was not. Kinds of other periods are in neither."""

    reports: tuple[tuple[str, DraftReport], ...]
    skipped: tuple[Skipped, ...]


def draft_all(
    ws: Workspace, store: Store, period: Period, *, now: datetime, organisation: str | None = None,
    day: date | None = None, folder: Path | None = None,
) -> AllDrafted:  # fmt: skip
    """Draft every kind whose period type fits and for which there is something.

    Each paper is made of the same stored figures, so what two of them say of one figure is the same. A kind that cannot
    be drafted keeps no other from being drafted. `folder` gets a folder for each kind.
    """
    reports: list[tuple[str, DraftReport]] = []
    skipped: list[Skipped] = []
    for line in list_kinds(ws.folder):
        if line.kind is not None and period.type not in line.kind.periods:
            continue
        problems = line.problems or _nothing_for(ws, store, line.kind, period, organisation)
        if not problems:
            try:
                made = draft(
                    ws, store, line.code, period, now=now, organisation=organisation, day=day,
                    folder=folder / line.code if folder else None,
                )  # fmt: skip
            except DeskError as error:
                problems = error.problems
            else:
                reports.append((line.code, made))
        if problems:
            skipped.append(Skipped(line.code, line.kind.title if line.kind else line.code, problems))
    return AllDrafted(tuple(reports), tuple(skipped))


def _nothing_for(
    ws: Workspace, store: Store, kind: Kind | None, period: Period, organisation: str | None
) -> tuple[Problem, ...]:
    return () if kind is None else nothing_for(ws, store, kind, period, organisation)

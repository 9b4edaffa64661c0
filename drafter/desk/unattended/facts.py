"""Turn what the store holds into what the rules of the calendar ask about each occasion."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafter.desk.gather import Scope, absent_units, scope_of
from drafter.desk.material import nothing_for, speaks_for_a_cluster
from drafter.desk.unattended.problems import NOT_IN_CALENDAR
from drafter.desk.workspace import SETTINGS, Workspace
from drafter.documents.kind import Figures, Kind
from drafter.model.organisation import Level
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Place, Problem
from drafter.render.kinds import load_kind, template_folders
from drafter.schedule.calendar import Calendar, Job
from drafter.schedule.due import Facts, Occasion, occasions
from drafter.store.records import Issued
from drafter.store.store import Store


@dataclass(frozen=True)
class Known:
    """An occasion with its kind and what is known of it. `missing` are the units that have not reported, by code."""

    occasion: Occasion
    kind: Kind
    facts: Facts
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Here:
    """The calendar as far as this office can follow it, with the kinds by code, and what is wrong with the rest."""

    calendar: Calendar
    kinds: Mapping[str, Kind]
    problems: tuple[Problem, ...]

    @property
    def titles(self) -> dict[str, str]:
        """What the kinds are called, by code."""
        return {code: kind.title for code, kind in self.kinds.items()}

    def title_of(self, one: Occasion) -> str:
        """The subject of an occasion's paper."""
        return self.kinds[one.job.kind].subject_for(one.period)


def calendar_here(ws: Workspace) -> Here:
    """The jobs whose kind can be drafted here, and what is wrong with the calendar's others.

    The paper of a cluster is in the shipped calendar for those who speak for one; nobody else is told of it.
    """
    jobs: list[Job] = []
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for job in ws.settings.calendar.jobs:
        kind, why = _kind(ws, job)
        if kind is None:
            at = {"kind": job.kind, "period": job.period.value, "reason": why}
            problems.append(NOT_IN_CALENDAR.at(Place(file=SETTINGS), **at))
        elif kind.issuer is not Level.CLUSTER or speaks_for_a_cluster(ws):
            jobs.append(job)
            kinds[job.kind] = kind
    return Here(replace(ws.settings.calendar, jobs=tuple(jobs)), kinds, tuple(problems))


def known_now(ws: Workspace, store: Store, here: Here, today: date) -> list[Known]:
    """Every occasion there may be something to do for, with what is known of it, oldest due first.

    What was due before the office first ran, and of which nothing ever came, is none of its business, unless the
    calendar says since when.
    """
    first = min((*store.book.days_run(), today))
    issued = issued_here(ws, store)
    found = [_known(ws, store, one, here.kinds[one.job.kind], issued) for one in occasions(here.calendar, today, first)]
    return [one for one in found if one.facts.came or one.occasion.due >= first or here.calendar.since is not None]


def _kind(ws: Workspace, job: Job) -> tuple[Kind | None, str]:
    home, problems = load_kind(job.kind, template_folders(ws.folder))
    if home is None:
        return None, problems[0].what
    kind = home.kind
    return (kind, "") if job.period in kind.periods else (None, f"loại này lập cho {kind.period_words}")


def issued_here(ws: Workspace, store: Store) -> Mapping[tuple[str, Period], Issued]:
    """The office's own papers that have gone out, by kind and period; of several of one the last."""
    own = ws.office.organisation.code
    papers = {one.doc_id: (one.kind, one.period) for one in store.drafts() if one.organisation == own}
    return {papers[one.doc_id]: one for one in store.all_issued() if one.doc_id in papers}


def _known(ws: Workspace, store: Store, one: Occasion, kind: Kind, issued: Collection[tuple[str, Period]]) -> Known:
    """What is known of an occasion now: looked for again only where something came meanwhile."""
    needs = (kind.code, kind.figures, tuple(kind.registers))
    found = store.kept(ws, ("known", one, needs), store.periods(), lambda _: _found_of(ws, store, one, kind))
    return replace(found, kind=kind, facts=replace(found.facts, issued=(kind.code, one.period) in issued))


def _found_of(ws: Workspace, store: Store, one: Occasion, kind: Kind) -> Known:
    """All but whether its paper was issued."""
    period, scope = one.period, scope_of(ws, one.period)
    waits = kind.figures is not Figures.NONE
    missing = _missing(ws, store, one) if waits else ()
    own = ws.office.organisation.code
    inputs = hashlib.sha256(f"{store.inputs(_wanted(store, period, own))} {' '.join(scope.counted)}".encode())
    came = (not kind.registers and _some_came(store, period, scope)) or not nothing_for(ws, store, kind, period)
    units = hashlib.sha256(" ".join(scope.expected).encode()).hexdigest()[:16]
    facts = Facts(inputs.hexdigest(), units, len(scope.expected), len(missing), came, waits, issued=False)
    return Known(one, kind, facts, missing)


def _missing(ws: Workspace, store: Store, one: Occasion) -> tuple[str, ...]:
    """The units that have not reported: on the period itself where forms of it are sent out."""
    scope = scope_of(ws, one.period)
    if not one.job.forms:
        return absent_units(store, one.period, scope)
    came = {record.organisation for record in store.submissions(one.period) if record.in_use}
    return tuple(code for code in scope.expected if code not in came)


def _some_came(store: Store, period: Period, scope: Scope) -> bool:
    """Whether a form of the period, or of a part of it, is in use: then there is something to tell of."""
    parts = (other for other in store.periods() if period.contains(other))
    return any(r.in_use and r.organisation in scope.counted for part in parts for r in store.submissions(part))


def _wanted(store: Store, period: Period, own: str) -> dict[Period, Collection[str] | None]:
    """What a paper of the period is made from: the period, the year to date, both a year before, the year's plan.

    The next period's plan is in it too, but one that comes later makes no new paper of the old period.
    """
    spans = [period, *filter(None, (period.to_date() if period.within_a_year else None,))]
    spans += [before for span in spans if (before := span.same_period_last_year()) is not None]
    stored = store.periods()
    wanted: dict[Period, Collection[str] | None] = {
        other: None for other in stored if any(span.contains(other) for span in spans)
    }
    whole = Period(PeriodType.YEAR, period.year)
    plans: Sequence[Period] = (whole, *(other for other in stored if other.contains(period)))
    for plan in plans:
        wanted.setdefault(plan, (own,))
    return wanted

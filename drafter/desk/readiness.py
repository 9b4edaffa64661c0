"""Turn a period into what could be drafted of it now, what each paper still lacks, and who is being waited for."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.desk.figures import check_figures
from drafter.desk.gather import Lacking, lacking_units, period_totals, scope_of
from drafter.desk.kinds import KindLine, list_kinds
from drafter.desk.material import empty_register, nothing_for, speaks_for_a_cluster
from drafter.desk.short_units import asked_of_short
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Kind
from drafter.model.period import Period
from drafter.model.problem import Problem, by_severity
from drafter.store.store import Store

_CLUSTERS = "cum-thi-dua"


@dataclass(frozen=True)
class Ready:
    """A kind that fits the period. `problems` say why nothing can be drafted; `lacking` are the names of indicators
    that the paper cannot be signed without and that nobody has given; `register` is the title of the register whose
    rows it lists and none has come of, empty where there are rows, or none are needed.
    """

    line: KindLine
    problems: tuple[Problem, ...]
    lacking: tuple[str, ...]
    register: str = ""


@dataclass(frozen=True)
class Readiness:
    """The kinds of a period in the order of their list, those of clusters only where the office writes for one.

    `absent` are the names of the units whose forms are awaited, `short` of those that have reported without a figure
    that a paper must have: papers are provisional for both. `questions` are what the checks of figures ask about,
    the gravest first.
    """

    period: Period
    kinds: tuple[Ready, ...]
    absent: tuple[str, ...]
    short: tuple[str, ...]
    expected: int
    questions: tuple[Problem, ...]


def awaited_units(ws: Workspace, store: Store, period: Period) -> Lacking:
    """Who the papers of a period would be without if they were drafted now."""
    kinds = (kind for _, kind in _kinds_of(ws, period))
    return lacking_units(ws, store, kinds, period, scope_of(ws, period))


def _kinds_of(ws: Workspace, period: Period) -> list[tuple[KindLine, Kind]]:
    """The kinds that are for periods like this one."""
    lines = ((line, line.kind) for line in list_kinds(ws.folder))
    return [(line, kind) for line, kind in lines if kind is not None and period.type in kind.periods]


def readiness(ws: Workspace, store: Store, period: Period) -> Readiness:
    """What an office could draft of a period, and what it should look at before."""
    scope = scope_of(ws, period)
    totals = period_totals(ws, store, period, scope)
    found, kinds = [], _kinds_of(ws, period)
    for line, kind in kinds:
        problems = line.problems or nothing_for(ws, store, kind, period)
        if problems and kind.group == _CLUSTERS and not line.own and not speaks_for_a_cluster(ws):
            continue  # an office that has nothing to do with a cluster is not told so three times
        required = [ws.catalogue.by_code[code] for code in kind.required if code in ws.catalogue.by_code]
        lacking = tuple(one.name for one in required if totals[one.code].value is None and totals[one.code].summable)
        empty = "" if problems else empty_register(ws, store, kind, period)
        title = ws.registers.forms[empty].title if empty in ws.registers.forms else empty
        found.append(Ready(line, problems, () if problems else lacking, title))
    names, awaited = ws.names(period), lacking_units(ws, store, (kind for _, kind in kinds), period, scope)
    return Readiness(
        period=period,
        kinds=tuple(found),
        absent=tuple(names.get(code, code) for code in awaited.absent),
        short=tuple(names.get(code, code) for code in awaited.units if code not in awaited.absent),
        expected=len(scope.expected),
        questions=by_severity((*asked_of_short(ws, period, awaited.short), *check_figures(ws, store, period, scope))),
    )

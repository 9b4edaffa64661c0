"""Turn a kind and a period into why there is nothing to draft it from yet, and what to do about it."""

from __future__ import annotations

from drafter.desk.gather import scope_of, scoped_awards
from drafter.desk.registers import register_rows
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Figures, Kind
from drafter.model.organisation import Level
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.store.store import Store

NOTHING_FOR_IT = ProblemKind(
    code="C230",
    severity=Severity.NOTE,
    title="Chưa có dữ liệu để lập loại văn bản này",
    what="không lập «{title}»: {reason}",
    fix="{fix}",
)
KINDS = (NOTHING_FOR_IT,)

_NOMINATIONS = "de-nghi-khen"


def nothing_for(
    ws: Workspace, store: Store, kind: Kind, period: Period, organisation: str | None = None
) -> tuple[Problem, ...]:
    """Why there is nothing to say in a paper of this kind; empty where there is something."""
    if kind.issuer is Level.CLUSTER and not speaks_for_a_cluster(ws):
        reason = "văn phòng không phải là cụm thi đua"
        fix = "nếu văn phòng lập văn bản cho cụm thì khai mục [cum-thi-dua] với tên cụm trong drafter.toml"
        return (NOTHING_FOR_IT.at(Place(), title=kind.title, reason=reason, fix=fix),)
    if _has_rows(ws, store, kind, period, organisation) or _has_figures(ws, store, kind, period, organisation):
        return ()
    return (NOTHING_FOR_IT.at(Place(), title=kind.title, **_lacking(ws, kind, period)),)


def empty_register(ws: Workspace, store: Store, kind: Kind, period: Period, organisation: str | None = None) -> str:
    """The code of the register that a paper of this kind lists first, where no row of it has come; empty otherwise."""
    scope = scope_of(ws, period, organisation)
    first = kind.registers[:1]
    return "" if any(register_rows(ws, store, first, period, scope.counted).values()) else "".join(first)


def speaks_for_a_cluster(ws: Workspace) -> bool:
    """Whether the office is a cluster, or says in its settings that it writes for one."""
    levels = {standing.level for standing in ws.office.organisation.standings}
    return Level.CLUSTER in levels or Level.CLUSTER in ws.office.issuers or bool(ws.office.cluster)


def _has_rows(ws: Workspace, store: Store, kind: Kind, period: Period, organisation: str | None) -> bool:
    """Whether the first of its registers, which the others only add to, has any row.

    What the organisation's own form lists as given stands for the list of nominations too: the names are then asked
    for. What units were given is in their forms, and nobody is proposed by it.
    """
    scope = scope_of(ws, period, organisation)
    if kind.registers and not empty_register(ws, store, kind, period, organisation):
        return True
    own = (award for award in scoped_awards(store, period, scope) if award.organisation == scope.organisation)
    return _NOMINATIONS in kind.registers and any(own)


def _has_figures(ws: Workspace, store: Store, kind: Kind, period: Period, organisation: str | None) -> bool:
    """Whether it tells of figures, without a register of its own, and there are any, or words, of the period."""
    if kind.figures is Figures.NONE or kind.registers:
        return False
    counted = scope_of(ws, period, organisation).counted
    periods = tuple(one for one in store.periods() if period.contains(one))
    return any(figure.reported for figure in store.figures(periods, counted)) or any(
        piece.organisation in counted for piece in store.narratives(period)
    )


def _lacking(ws: Workspace, kind: Kind, period: Period) -> dict[str, str]:
    if not kind.registers:
        reason = f"chưa có số liệu của {period.words}"
        return {"reason": reason, "fix": f"nhập biểu của {period.words} rồi chạy lại"}
    code = kind.registers[0]
    form = ws.registers.get(code)
    name = f"«{form.title}»" if form else f"«{code}»"
    command = f"drafter form --register {code} --period {period}"
    return {
        "reason": f"sổ {name} của {period.words} chưa có dòng nào",
        "fix": f"lập sổ bằng «{command}», điền rồi nhập bằng «drafter import»",
    }

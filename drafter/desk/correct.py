"""Turn what an officer types over a unit's number into a correction with its reason, and take one back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from drafter.desk.problems import DeskError, stop
from drafter.desk.workspace import Workspace
from drafter.intake.figure_row import Row, read_row
from drafter.intake.findings import Findings, Origin, Receipt
from drafter.intake.form_layout import Asked, FigureColumn, asked_for
from drafter.intake.grid import Cell
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.store.records import FigureVersion
from drafter.store.store import Store

NO_INDICATOR = ProblemKind(
    code="W171",
    severity=Severity.ERROR,
    title="Không có chỉ tiêu mang mã này",
    what="không có chỉ tiêu nào mang mã «{found}»",
    fix="xem mã chỉ tiêu bằng «drafter figures --period …»",
)
COUNTED_ITSELF = ProblemKind(
    code="W172",
    severity=Severity.ERROR,
    title="Chỉ tiêu phần mềm tự tính, không sửa trực tiếp",
    what="{code} {name} do phần mềm tính từ {parts}",
    fix="sửa số của {parts}; {code} tự tính lại theo",
)
NOTHING_TYPED = ProblemKind(
    code="W173",
    severity=Severity.ERROR,
    title="Chưa ghi số sửa lại",
    what="«{found}» không phải một số để dùng thay số của đơn vị",
    fix="ghi số đúng, ví dụ 1846 hoặc 11/12; muốn bỏ lần sửa trước thì chọn hoàn tác (--undo)",
)
KINDS = (NO_INDICATOR, COUNTED_ITSELF, NOTHING_TYPED)


def figure_key(ws: Workspace, indicator: str, organisation: str, period: Period) -> FigureKey:
    """The key of a figure of this office. Raises DeskError for an indicator or unit that there is not."""
    if ws.catalogue.get(indicator) is None:
        raise stop(NO_INDICATOR, found=indicator)
    ws.organisation(organisation)
    return FigureKey(indicator, organisation, period)


def versions(ws: Workspace, store: Store, key: FigureKey) -> tuple[FigureVersion, ...]:
    """All that a figure has ever been, oldest first; empty where nobody ever gave it."""
    figure_key(ws, key.indicator, key.organisation, key.period)
    return store.history(key)


def correct(
    ws: Workspace,
    store: Store,
    key: FigureKey,
    typed: str,
    *,
    reason: str,
    who: str,
    now: datetime,
    seen: int | None = None,
) -> tuple[FigureVersion, tuple[Problem, ...]]:
    """Lay a correction over a figure, read as its cell of the form would be; what is odd about it but may be so.

    The target, note and last period's value of what counts now are kept. `seen` is the number of the newest version
    that the person saw. Raises DeskError for a number that cannot be meant, StoreError as `Store.correct` does.
    """
    indicator = _correctable(ws, key)
    findings = Findings("")
    row = Row("", {FigureColumn.ACTUAL: Cell("t", typed)}, {}, fractions=False)
    origin = Origin(key.organisation, key.period, Receipt("", "", now, who))
    read = read_row(indicator, row, origin, findings)
    # A problem of a form speaks of cells and of sending it again: here is neither.
    problems = tuple(replace(one, place=Place(text=f"«{typed}»"), request="") for one in findings.problems)
    if any(one.severity is Severity.ERROR for one in problems):
        raise DeskError(*problems)
    if read is None or not read.reported:
        raise stop(NOTHING_TYPED, found=typed)
    return store.correct(key, _over(store, read, who, now), reason, who, now, seen), problems


def undo(
    ws: Workspace, store: Store, key: FigureKey, *, reason: str, who: str, now: datetime, seen: int | None = None
) -> FigureVersion:
    """Take the newest correction of a figure off. Raises DeskError, and StoreError as `Store.undo` does."""
    _correctable(ws, key)
    return store.undo(key, reason, who, now, seen)


def _correctable(ws: Workspace, key: FigureKey) -> Indicator:
    figure_key(ws, key.indicator, key.organisation, key.period)
    indicator = ws.catalogue.by_code[key.indicator]
    if asked_for(indicator) is Asked.NOTHING:
        counted = [code for code in (indicator.numerator, indicator.denominator) if code]
        parts = " và ".join(counted) or "danh sách khen thưởng của các đơn vị"
        raise stop(COUNTED_ITSELF, code=indicator.code, name=indicator.name, parts=parts)
    return indicator


def _over(store: Store, read: Figure, who: str, now: datetime) -> Figure:
    """The number read, in what counts now."""
    counting = next((one.figure for one in store.history(read.key) if one.current and one.figure), None)
    source = Source(submitted_by=who, received_at=now)
    if counting is None:
        return replace(read, source=source)
    kept = {name: getattr(counting, name) for name in ("target", "comparator", "note", "previous", "whole")}
    return replace(read, source=source, **kept)

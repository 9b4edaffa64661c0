"""Turn what came for a period into the board of units: who has handed in, who is missing, whose form has faults."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from drafter.desk.figures import check_figures
from drafter.desk.gather import scope_of
from drafter.desk.workspace import Workspace
from drafter.model.period import Period
from drafter.model.problem import Problem, Severity
from drafter.store.records import SubmissionRecord
from drafter.store.store import Store


class UnitState(StrEnum):
    """How a unit stands for a period."""

    SUBMITTED = "nộp"
    RESUBMITTED = "nộp lại"
    FAULTY = "lỗi"
    MISSING = "thiếu"


@dataclass(frozen=True)
class UnitRow:
    """One unit's line on the board. `received_at` is when the form in use came, None when none has.

    `late` is true of a unit whose first form came after the deadline, and of a missing one once the deadline has
    passed: who was on time is not late for correcting. `request` is a ready text to send to the unit, empty where there
    is nothing to ask. `expected` is false of one that need not report: the office itself, a unit merged away.
    """

    code: str
    name: str
    state: UnitState
    received_at: datetime | None
    late: bool
    file: str
    problems: tuple[Problem, ...]
    request: str
    expected: bool = True


@dataclass(frozen=True)
class Board:
    """The board of one period: the units that must report, then others that handed in all the same.

    `strays` are problems of files that told no unit of this office; of one that told no period either, where it came
    with forms of this period, or while this or the next was under way. `office` is the office's own form, whose targets
    and texts are those of the whole: nobody is late with it, and there is nobody to write to.
    """

    period: Period
    deadline: date
    rows: tuple[UnitRow, ...]
    strays: tuple[Problem, ...]
    office: UnitRow

    @property
    def expected(self) -> tuple[UnitRow, ...]:
        """The rows of the units that must report."""
        return tuple(row for row in self.rows if row.expected)

    def count(self, state: UnitState) -> int:
        """How many of the units that must report are in this state."""
        return sum(row.state is state for row in self.expected)


def board(ws: Workspace, store: Store, period: Period, today: date) -> Board:
    """How each unit that must report stands; others that handed in all the same follow."""
    records = store.submissions(period)
    by_unit: dict[str, list[SubmissionRecord]] = {}
    for record in records:
        by_unit.setdefault(record.organisation or "", []).append(record)
    deadline = period.end + timedelta(days=ws.settings.deadline_days)
    names = ws.names(period)
    expected = ws.expected(period)
    asked = _asked_of_files(ws, store, period)
    codes = dict.fromkeys((*expected, *(code for code in by_unit if code in names)))
    rows = tuple(_row(ws, code, names[code], by_unit.get(code, []), period, deadline, today, asked) for code in codes)
    owing = frozenset(expected)
    rows = tuple(row if row.code in owing else replace(row, expected=False) for row in rows)
    unknown = [record for code, found in by_unit.items() if code not in names for record in found]
    together = {record.received_at for record in records}
    nameless = (*unknown, *(one for one in store.submissions(None) if _of_this_time(one, period, together)))
    strays = [p for record in nameless if record.in_use or record.outstanding for p in record.problems]
    code = ws.office.organisation.code
    own = _row(ws, code, names[code], by_unit.get(code, []), period, deadline, today, asked)
    return Board(period, deadline, rows, tuple(strays), replace(own, expected=False, late=False, request=""))


def _of_this_time(record: SubmissionRecord, period: Period, together: Container[datetime]) -> bool:
    """Whether a file of no known period belongs on this board: it would stand on that of every year otherwise."""
    return record.received_at in together or period.start <= record.received_at.date() <= period.next().end


def _asked_of_files(ws: Workspace, store: Store, period: Period) -> Mapping[str, Sequence[Problem]]:
    """What the checks of figures ask about, by the file that each figure was read from."""
    scope = scope_of(ws, period)
    asked: dict[str, list[Problem]] = {}
    for problem in check_figures(ws, store, period, scope):
        asked.setdefault(problem.place.file, []).append(problem)
    return asked


def _row(
    ws: Workspace,
    code: str,
    name: str,
    records: Sequence[SubmissionRecord],
    period: Period,
    deadline: date,
    today: date,
    asked: Mapping[str, Sequence[Problem]],
) -> UnitRow:
    used = next((record for record in records if record.in_use), None)
    broken = [record for record in records if record.outstanding]
    found = (*(used.problems if used else ()), *(p for record in broken for p in record.problems))
    told = {(problem.place.sheet, problem.place.cell) for problem in found}  # a cell is asked about once
    of_file = asked.get(used.file, ()) if used else ()
    own = [p for p in of_file if p.place.text.startswith(f"{name},")]  # two units may call their files the same
    more = [p for p in own if (p.place.sheet, p.place.cell) not in told]
    problems = (*found, *more)
    serious = [p for p in problems if p.severity is Severity.ERROR]
    state = _state(used, broken, serious)
    end_of_deadline = datetime.combine(deadline, time.max)
    received = used.received_at if used else None
    first = min((record.received_at for record in records if record.version), default=None)
    late = first.replace(tzinfo=None) > end_of_deadline if first else today > deadline
    return UnitRow(
        code=code,
        name=name,
        state=state,
        received_at=received,
        late=late,
        file=used.file if used else "",
        problems=problems,
        request=_request(ws, name, period, deadline, today, state, problems),
    )


def _state(used: SubmissionRecord | None, broken: Sequence[SubmissionRecord], serious: Sequence[Problem]) -> UnitState:
    if serious or (broken and used is None):
        return UnitState.FAULTY
    if used is None:
        return UnitState.MISSING
    return UnitState.RESUBMITTED if used.resubmissions else UnitState.SUBMITTED


def _request(
    ws: Workspace,
    name: str,
    period: Period,
    deadline: date,
    today: date,
    state: UnitState,
    problems: Sequence[Problem],
) -> str:
    """A text ready to be pasted into a message to the unit."""
    greeting = f"Kính gửi {name}!"
    if state is UnitState.MISSING:
        office = ws.office.organisation.name_on(period.end)
        due = f"gửi về trước ngày {deadline:%d/%m/%Y}"
        if today > deadline:
            due = f"gửi về sớm nhất, vì đã quá hạn nộp ({deadline:%d/%m/%Y})"
        return (
            f"{greeting} {office} chưa nhận được biểu số liệu {period.words} của đơn vị. "
            f"Đề nghị đơn vị điền biểu và {due}. Trân trọng cảm ơn!"
        )
    spoken = (problem.request.replace(f"ề nghị {name} ", "ề nghị đơn vị ") for problem in problems)  # it is greeted
    asked = [text for text in dict.fromkeys(spoken) if text]
    if not asked:
        return ""
    return "\n".join((f"{greeting} Biểu số liệu {period.words} của đơn vị có nội dung cần xem lại:", *asked))

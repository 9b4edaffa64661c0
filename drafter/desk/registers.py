"""Turn what the store holds of registers into the rows that a paper prints, and into lines on what has come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from drafter.desk.problems import stop
from drafter.desk.workspace import Workspace
from drafter.model.period import Period
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.model.register import Row
from drafter.standards.registers import ColumnKind, Filler, RegisterForm
from drafter.store.store import Store
from drafter.wording.fold import slug

NO_SUCH_REGISTER = ProblemKind(
    code="D197",
    severity=Severity.ERROR,
    title="Không có sổ mang mã này",
    what="không có sổ nào mang mã «{found}»{hint}",
    fix="chọn một trong các sổ: {known}",
)
KINDS = (NO_SUCH_REGISTER,)


@dataclass(frozen=True)
class RegisterLine:
    """What has come in of one register for a period: how many files and rows are in use, by whom, what is wrong.

    `expected` is how many units must hand it in, None where the office fills it in.
    """

    code: str
    title: str
    files: int
    rows: int
    expected: int | None
    problems: tuple[Problem, ...]


def register_named(ws: Workspace, code: str) -> RegisterForm:
    """The register of that code. Raises DeskError with the nearest codes."""
    form = ws.registers.get(code)
    if form is None:
        near = get_close_matches(slug(code), ws.registers.forms, n=2)
        hint = f"; gần giống: {', '.join(near)}" if near else ""
        raise stop(NO_SUCH_REGISTER, found=code, hint=hint, known=", ".join(ws.registers.forms))
    return form


def stored_rows(
    store: Store, code: str, periods: Sequence[Period], organisations: Sequence[str] | None = None
) -> tuple[Row, ...]:
    """The rows of a register's files in use, of all organisations when None."""
    found = store.registers(code, periods, organisations)
    return tuple(row for register in found for row in register.rows)


def register_rows(
    ws: Workspace, store: Store, codes: Iterable[str], period: Period, counted: Sequence[str]
) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each register for a period, of the units that count, in the order of files and then of rows.

    The office's own file tells of every unit: of it, and for a unit's own paper, the rows that name the unit. What is
    kept for a longer period and lasting is looked for there too. A code that no register has gives no rows.
    """
    found: dict[str, tuple[Row, ...]] = {}
    for code in codes:
        form = ws.registers.get(code)
        rows: tuple[Row, ...] = ()
        for each in (period, *_longer(store, period)) if form is not None and form.lasting else (period,):
            if rows := stored_rows(store, code, (each,)):
                break
        found[code] = tuple(row for row in rows if _counts(ws, form, row, counted))
    return found


def _longer(store: Store, period: Period) -> list[Period]:
    """The stored periods that the period lies in, the shortest first."""
    longer = (other for other in store.periods() if other != period and other.contains(period))
    return sorted(longer, key=lambda other: other.end - other.start)


def _counts(ws: Workspace, form: RegisterForm | None, row: Row, counted: Sequence[str]) -> bool:
    if row.organisation in counted:
        return True
    named = {row.values.get(column.code) for column in form.of_kind(ColumnKind.UNIT)} if form is not None else set()
    return row.organisation == ws.office.organisation.code and bool(named & set(counted))


def registers_in(ws: Workspace, store: Store, period: Period) -> tuple[RegisterLine, ...]:
    """What has come in of each register for the period, by code; a register that nobody sent is left out."""
    records = store.register_files(period)
    lines = []
    for code in sorted({record.register for record in records}):
        form = ws.registers.get(code)
        in_use = store.registers(code, (period,))
        lines.append(
            RegisterLine(
                code=code,
                title=form.title if form is not None else code,
                files=len(in_use),
                rows=sum(len(register.rows) for register in in_use),
                expected=len(ws.expected(period)) if form is not None and form.filled_by is Filler.UNITS else None,
                problems=tuple(
                    problem
                    for record in reversed(records)
                    if record.register == code and (record.in_use or record.outstanding)
                    for problem in record.problems
                ),
            )
        )
    return tuple(lines)

"""Turn a register, a period and its units into the Excel forms that are sent out or that the office fills in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from drafter.desk.forms import form_folder
from drafter.desk.problems import NO_UNITS, NOT_WRITABLE, reason_of, stop
from drafter.desk.registers import register_named, stored_rows
from drafter.desk.workspace import UNITS, Workspace
from drafter.fill.package import save
from drafter.intake.register_layout import Choices, RegisterSpec
from drafter.intake.register_writer import write_register
from drafter.model.period import Period
from drafter.model.problem import Place, ProblemKind, Severity
from drafter.model.register import Value
from drafter.standards.registers import ColumnKind, Filler, Prefill, RegisterForm
from drafter.store.store import Store
from drafter.wording.fold import slug

NOT_FOR_PERIOD = ProblemKind(
    code="D198",
    severity=Severity.ERROR,
    title="Sổ không có mẫu cho loại kỳ này",
    what="«{title}» không lập cho {found}",
    fix="chọn kỳ mà sổ nhận ({expected}); muốn lập cho kỳ khác thì sửa mục periods của sổ",
)
KINDS = (NOT_FOR_PERIOD,)


def write_register_forms(
    ws: Workspace, store: Store, code: str, period: Period, unit: str | None = None, folder: Path | None = None
) -> tuple[Path, ...]:
    """Write a register's form for a unit, or for all that fill it in; a form that stands there already is left.

    What is stored for the period stands in the form already. Returns the paths of all the forms, written or found.
    Raises DeskError.
    """
    form = register_named(ws, code)
    if form.periods and period.type not in form.periods:
        expected = ", ".join(form.periods)
        raise stop(NOT_FOR_PERIOD, title=form.title, found=period.words, expected=expected)
    target = folder or form_folder(ws, period)
    paths = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for organisation in _fillers(ws, form, period, unit):
            path = target / f"{slug(organisation)}_so-{form.code}.xlsx"
            if not path.exists():
                save(path, write_register(_spec(ws, store, form, organisation, period)))
            paths.append(path)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error
    return tuple(paths)


def _fillers(ws: Workspace, form: RegisterForm, period: Period, unit: str | None) -> tuple[str, ...]:
    if unit:
        return (ws.organisation(unit).code,)
    if form.filled_by is Filler.OFFICE:
        return (ws.office.organisation.code,)
    if not (codes := ws.expected(period)):
        raise stop(NO_UNITS, Place(file=UNITS), found=f"không có đơn vị nào hoạt động vào cuối {period.words}")
    return codes


def choices_of(ws: Workspace) -> Choices:
    """What a register's columns choose from: the office's units, its awards, its indicators."""
    return Choices(tuple(ws.organisations.values()), ws.award_forms.forms, ws.catalogue.indicators)


def _spec(ws: Workspace, store: Store, form: RegisterForm, organisation: str, period: Period) -> RegisterSpec:
    return RegisterSpec(
        form=form,
        organisation=organisation,
        organisation_name=ws.names(period)[organisation],
        office_name=ws.office.organisation.name_on(period.end),
        period=period,
        choices=choices_of(ws),
        rows=tuple(_ready_rows(ws, store, form, organisation, period)),
        deadline=period.end + timedelta(days=ws.settings.deadline_days) if form.filled_by is Filler.UNITS else None,
    )


def _ready_rows(
    ws: Workspace, store: Store, form: RegisterForm, organisation: str, period: Period
) -> Iterable[Mapping[str, Value]]:
    """What stands in a form before it is filled in: what is stored, else what the register says."""
    if stored := [row.values for row in stored_rows(store, form.code, (period,), (organisation,))]:
        return stored
    if form.prefill is Prefill.UNITS and (columns := form.of_kind(ColumnKind.UNIT)):
        return [{columns[0].code: code} for code in ws.expected(period)]
    if form.prefill is Prefill.PREVIOUS:
        before = stored_rows(store, form.code, (period.previous(),), (organisation,))
        return [{code: row.values[code] for code in form.key if code in row.values} for row in before]
    return ()

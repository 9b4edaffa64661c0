"""Turn a period and its units into the Excel forms that are sent out, with last period's values beside the cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from drafter.desk.problems import NO_UNITS, NOT_WRITABLE, reason_of, stop
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import FORMS, UNITS, Workspace
from drafter.fill.package import save
from drafter.intake.form_layout import FIGURES_SHEET, FormSpec
from drafter.intake.form_writer import write_form
from drafter.model.figure import Figure
from drafter.model.period import Period
from drafter.model.problem import Place
from drafter.store.store import Store
from drafter.wording.fold import slug


def write_forms(
    ws: Workspace, store: Store, period: Period, unit: str | None = None, folder: Path | None = None
) -> tuple[Path, ...]:
    """Write the form of one unit, or of every unit that must report; a form that stands there already is left.

    Returns the paths of all the forms, written or found. Raises DeskError.
    """
    codes = (ws.organisation(unit).code,) if unit else ws.expected(period)
    if not codes:
        raise stop(NO_UNITS, Place(file=UNITS), found=f"không có đơn vị nào hoạt động vào cuối {period.words}")
    target = folder or form_folder(ws, period)
    asked = codes if unit else None  # of one unit: not the figures of thousands
    previous = _by_unit(store.figures((period.previous(),), asked))
    targets = _by_unit(store.figures((period,), asked))
    paths = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for code in codes:
            path = target / _file(ws, code, period)
            if not path.exists():
                save(path, write_form(_spec(ws, code, period, previous.get(code, {}), targets.get(code, {}))))
            paths.append(path)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error
    return tuple(paths)


def rewrite_forms(ws: Workspace, store: Store, period: Period, unit: str | None = None) -> tuple[Path, ...]:
    """Write the forms of a period anew as the office asks now, but for the units whose forms have come.

    Each form that stood there goes to a folder beside, `…_gui-di-cu`, under the next version's name where one lies
    there already: nothing is lost. Returns the paths of all the forms, as `write_forms` does. Raises DeskError.
    """
    codes = (ws.organisation(unit).code,) if unit else ws.expected(period)
    came = {record.organisation for record in store.submissions(period)}
    folder = form_folder(ws, period)
    old = folder.with_name(f"{folder.name}-cu")
    try:
        for code in codes:
            path = folder / _file(ws, code, period)
            if code not in came and path.exists():
                old.mkdir(exist_ok=True)
                version = free_version(old, [(path.stem, "xlsx", path.read_bytes())])
                path.replace(versioned(old, path.stem, "xlsx", version))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=folder, reason=reason_of(error)) from error
    return write_forms(ws, store, period, unit)


def asked_in(ws: Workspace, path: Path) -> int | None:
    """How many indicators a form that this office wrote asks for; None where it is no such form any more."""
    from openpyxl import load_workbook  # read here only: who writes forms waits for it, no page does

    try:
        book = load_workbook(BytesIO(path.read_bytes()), read_only=True)
        cells = {cell for row in book[FIGURES_SHEET].iter_rows(values_only=True) for cell in row}
    except (OSError, BadZipFile, KeyError, ValueError, SyntaxError):
        return None
    return sum(code in cells for code in ws.catalogue.by_code)


def _file(ws: Workspace, code: str, period: Period) -> str:
    return f"{slug(code)}_{slug(ws.names(period)[code])}.xlsx"


def form_folder(ws: Workspace, period: Period) -> Path:
    """Where the forms of a period lie that are to be sent out."""
    return ws.folder / FORMS / f"{str(period).replace('/', '-')}_gui-di"


def forms_made(ws: Workspace) -> bool:
    """Whether forms of any period lie in the office's folder to be sent out."""
    return any((ws.folder / FORMS).glob("*_gui-di/*.xlsx"))


def _by_unit(figures: tuple[Figure, ...]) -> dict[str, dict[str, Figure]]:
    found: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        found.setdefault(figure.key.organisation, {})[figure.key.indicator] = figure
    return found


def _spec(
    ws: Workspace, code: str, period: Period, previous: Mapping[str, Figure], current: Mapping[str, Figure]
) -> FormSpec:
    targets: dict[str, Decimal] = {key: f.target for key, f in current.items() if f.target is not None}
    office = ws.office
    return FormSpec(
        organisation=code,
        organisation_name=ws.names(period)[code],
        office_name=office.organisation.name_on(period.end),
        period=period,
        indicators=ws.asked_of(code, period),
        groups=ws.catalogue.groups,
        previous=previous,
        targets=targets,
        award_forms=ws.award_forms.forms,
        deadline=period.end + timedelta(days=ws.settings.deadline_days),
    )

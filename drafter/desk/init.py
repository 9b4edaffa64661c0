"""Turn an empty folder into an office's workspace."""

from __future__ import annotations

from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, WORKSPACE_EXISTS, reason_of, stop
from drafter.desk.workspace import DRAFTS, FORMS, SETTINGS, TEMPLATES, UNITS
from drafter.fill.package import save
from drafter.intake.office import settings_text
from drafter.intake.unit_list_writer import write_units
from drafter.model.organisation import Level


def create_workspace(
    folder: Path, *, code: str, name: str, level: Level, superior: str, place: str, signer: str
) -> tuple[Path, ...]:
    """Make the folder with its settings, an example list of units and empty folders. Raises DeskError."""
    if (folder / SETTINGS).exists():
        raise stop(WORKSPACE_EXISTS, found=folder)
    text = settings_text(code=code, name=name, level=level, superior=superior, place=place, signer=signer)
    try:
        for part in (FORMS, DRAFTS, TEMPLATES):
            (folder / part).mkdir(parents=True, exist_ok=True)
        save(folder / SETTINGS, text.encode())
        if not (folder / UNITS).exists():
            save(folder / UNITS, write_units())
    except OSError as error:
        raise stop(NOT_WRITABLE, found=folder, reason=reason_of(error)) from error
    return tuple(folder / part for part in (SETTINGS, UNITS, FORMS, DRAFTS, TEMPLATES))

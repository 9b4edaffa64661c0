"""Registers as an office would hand them in: the form that drafter writes, with its rows filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from drafter.intake.office import read_settings
from drafter.intake.register_layout import Choices, RegisterSpec
from drafter.intake.register_writer import write_register
from drafter.model.organisation import Organisation
from drafter.model.period import Period
from drafter.model.register import Value
from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue
from drafter.standards.registers import register_form


def filled_register(
    folder: Path, code: str, period: Period, rows: Sequence[Mapping[str, object]], units: Sequence[Organisation] = ()
) -> bytes:
    """The register of the office of `folder` for a period; whole numbers may be ints, empty texts are left out."""
    settings, problems = read_settings(folder / "drafter.toml")
    assert settings is not None, problems
    office = settings.office.organisation
    name = office.name_on(period.end)
    return write_register(
        RegisterSpec(
            form=register_form(code),
            organisation=office.code,
            organisation_name=name,
            office_name=name,
            period=period,
            choices=Choices((*units, office), load_award_forms().forms, load_catalogue().indicators),
            rows=tuple(_values(row) for row in rows),
        )
    )


def _values(row: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for column, value in row.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            found[column] = Decimal(str(value))
        elif isinstance(value, str | Decimal | bool | date) and value != "":
            found[column] = value
    return found

"""What a register's form is: its titles and the words its drop-downs offer, as it is written and as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from drafter.intake.form_layout import SCHEMA_VERSION, award_label
from drafter.model.award import Recipient
from drafter.model.indicator import Indicator
from drafter.model.organisation import Organisation
from drafter.model.period import Period
from drafter.model.register import Value
from drafter.standards.award_forms import AwardForm
from drafter.standards.registers import ColumnKind, RegisterColumn, RegisterForm

NUMBER_TITLE = "TT"
OTHER_NUMBER_TITLES = ("STT", "Số TT", "Số thứ tự")
REQUIRED_SIGN = "*"
_UNBROKEN = "\u00a0"  # the sign stays beside the last word
YES, NO = "Có", "Không"


@dataclass(frozen=True)
class Choices:
    """What the columns of a register may choose from: the office's units, the award forms, the indicators."""

    units: tuple[Organisation, ...] = ()
    award_forms: tuple[AwardForm, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def labels(self, column: RegisterColumn, day: date) -> Mapping[str, str]:
        """What the drop-down of a column shows, by the value that is stored; units as they are called on `day`.

        Empty where the column takes anything.
        """
        match column.kind:
            case ColumnKind.CHOICE:
                return column.choices
            case ColumnKind.UNIT:
                return {unit.code: unit_label(unit, day) for unit in self.units if unit.on(day)}
            case ColumnKind.AWARD_FORM:
                return {form.code: award_label(form) for form in self.award_forms}
            case ColumnKind.INDICATOR:
                return {each.code: f"{each.name} [{each.code}]" for each in self.indicators}
            case ColumnKind.RECIPIENT:
                return {recipient.value: recipient.value.capitalize() for recipient in Recipient}
            case ColumnKind.YES_NO:
                return {YES: YES, NO: NO}
        return {}


def unit_label(unit: Organisation, day: date) -> str:
    """A unit as a drop-down shows it: «CĐCS Trường Tiểu học Thịnh An [CDCS-TTA]»."""
    return f"{unit.name_on(day)} [{unit.code}]"


@dataclass(frozen=True)
class RegisterSpec:
    """Everything a register's form for one organisation and period is written from.

    `rows` stand in the form already, by column code; what is not among a row's values is left to be filled in.
    """

    form: RegisterForm
    organisation: str
    organisation_name: str
    office_name: str
    period: Period
    choices: Choices
    rows: tuple[Mapping[str, Value], ...] = ()
    deadline: date | None = None
    version: str = SCHEMA_VERSION


def shown_title(column: RegisterColumn) -> str:
    """A column's title in the form: with its unit, and a sign where it must be filled in."""
    unit = f" ({column.unit})" if column.unit else " (%)" if column.kind is ColumnKind.PERCENT else ""
    return f"{column.title}{unit}{f'{_UNBROKEN}{REQUIRED_SIGN}' if column.required else ''}"


def titles_of(column: RegisterColumn) -> tuple[str, ...]:
    """Every title by which a column is known again."""
    unit = f" ({column.unit})" if column.unit else ""
    titles = (column.title, *column.synonyms)
    return tuple(dict.fromkeys((*titles, *(f"{title}{unit}" for title in titles))))

"""Every kind of problem that intake can find, in order of code: one line for each module that finds some."""

from __future__ import annotations

from drafter.intake.award_row import KINDS as AWARD_ROW
from drafter.intake.figure_row import KINDS as FIGURE_ROW
from drafter.intake.figures_sheet import KINDS as FIGURES_SHEET
from drafter.intake.folder import KINDS as FOLDER
from drafter.intake.form_reader import KINDS as FORM_READER
from drafter.intake.identity import KINDS as IDENTITY
from drafter.intake.json_reader import KINDS as JSON_READER
from drafter.intake.list_sheets import KINDS as LIST_SHEETS
from drafter.intake.number_cell import KINDS as NUMBER_CELL
from drafter.intake.register_cell import KINDS as REGISTER_CELL
from drafter.intake.register_reader import KINDS as REGISTER_READER
from drafter.intake.units import KINDS as UNITS
from drafter.model.problem import ProblemKind

INTAKE_KINDS: tuple[ProblemKind, ...] = tuple(
    sorted(
        (
            *AWARD_ROW,
            *FIGURE_ROW,
            *FIGURES_SHEET,
            *FOLDER,
            *FORM_READER,
            *IDENTITY,
            *JSON_READER,
            *LIST_SHEETS,
            *NUMBER_CELL,
            *REGISTER_CELL,
            *REGISTER_READER,
            *UNITS,
        ),
        key=lambda kind: kind.code,
    )
)

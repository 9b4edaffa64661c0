"""What the office expects, what it was handed, and the problems noted on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from drafter.intake.grid import Workbook
from drafter.model.figure import Source
from drafter.model.organisation import Organisation
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind
from drafter.model.register import Register
from drafter.model.submission import Submission
from drafter.standards.award_forms import AwardForm
from drafter.standards.catalogue import Catalogue
from drafter.standards.registers import RegisterForm, shipped_registers


@dataclass(frozen=True)
class Expected:
    """What a form is held against. `known_units` None: any unit is taken; `period` None: whichever the form names.

    `office` is the code of the office itself, whose form may hold targets alone: those of a period yet to come.
    `registers` are the registers that files may hold, by code.
    """

    catalogue: Catalogue
    known_units: tuple[Organisation, ...] | None = None
    period: Period | None = None
    award_forms: tuple[AwardForm, ...] = ()
    office: str = ""
    registers: Mapping[str, RegisterForm] = field(default_factory=lambda: shipped_registers().forms)


@dataclass(frozen=True)
class Receipt:
    """One file as it was handed in: its name as messages call it, digest (SHA-256, hex), when, and by whom."""

    file: str
    digest: str
    received_at: datetime
    submitted_by: str = ""


@dataclass(frozen=True)
class ReadForm:
    """What came of one file: a `submission`, or a `register` with its rows. Both are None when nothing of it can be
    stored; the problems say why.

    `review` is the workbook where the file is a review of past reports, which the desk takes in.

    `digest` is the SHA-256 of the file, empty where it could not be read. `organisation` and `period` are what the file
    says of itself as far as that is known, also where nothing of it can be stored; so is `register_code`, empty for
    what is no register's file.
    """

    file: str
    submission: Submission | None = None
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    organisation: str | None = None
    period: Period | None = None
    register: Register | None = None
    register_code: str = ""
    review: Workbook | None = None


@dataclass
class Findings:
    """Collects the problems of one file. `unit` is how sentences to the unit call it; `organisation`, `period` and
    `register` (the code of the register it holds) are set as soon as they are known.

    In a JSON file (`json`) a place is an entry's path, not a cell, and so the sentence to the unit names that.
    """

    file: str
    unit: str = "đơn vị"
    json: bool = False
    problems: list[Problem] = field(default_factory=list)
    organisation: str | None = None
    period: Period | None = None
    register: str = ""

    def add(self, kind: ProblemKind, sheet: str = "", cell: str = "", **found: object) -> None:
        """Note a problem at a cell of a sheet of this file."""
        place = Place(self.file, sheet, cell)
        if self.json:
            place = Place(self.file, text=f"mục {cell}" if cell else "")
        problem = kind.at(place, **{"unit": self.unit, **found})
        if self.json and problem.request:
            problem = replace(problem, request=f"Kính đề nghị {self.unit} sửa tệp {place}: {problem.what}.")
        self.problems.append(problem)

    def result(self, found: Submission | Register | None, receipt: Receipt) -> ReadForm:
        """What came of the file, with everything noted on the way."""
        return ReadForm(
            file=receipt.file,
            submission=found if isinstance(found, Submission) else None,
            problems=tuple(self.problems),
            digest=receipt.digest,
            organisation=self.organisation,
            period=self.period,
            register=found if isinstance(found, Register) else None,
            register_code=self.register,
        )


@dataclass(frozen=True)
class Origin:
    """Where the figures being read come from."""

    organisation: str
    period: Period
    receipt: Receipt
    author: str = ""

    def source(self, sheet: str, cell: str) -> Source:
        """The source of what stands in that cell."""
        by = self.receipt.submitted_by or self.author
        return Source(self.receipt.file, sheet, cell, by, self.receipt.received_at)


def something_given(submission: Submission, expected: Expected) -> bool:
    """Whether there is anything to store: a figure, an award, a word, or the office's own targets."""
    if any(figure.reported for figure in submission.figures) or submission.awards or submission.narratives:
        return True
    return submission.organisation == expected.office and any(f.target is not None for f in submission.figures)

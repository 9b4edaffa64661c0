"""The frozen types that the store hands on: what a recording did, versions of a figure, submissions, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from drafter.model.award import Award
from drafter.model.figure import Figure
from drafter.model.narrative import Narrative
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.model.register import Row
from drafter.store.comparison import FigureChange


class Status(StrEnum):
    """What recording a submission did.

    OLDER: a version that was sent before, or received before the one in use; figures stay as they were.
    REFUSED: the submission contradicts itself; only its problems are kept.
    """

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    OLDER = "older"
    REFUSED = "refused"


@dataclass(frozen=True)
class Recorded:
    """What recording did. `changes` are the figures that differ from those in use before (empty when NEW).

    `appeared` and `vanished` are the award lines, narratives and rows of a register that a revised file added or
    dropped. `problems` are
    the store's own: an older version, a correction that was kept or replaced, why it was refused.
    """

    status: Status
    submission_id: int
    changes: tuple[FigureChange, ...] = ()
    appeared: tuple[Award | Narrative | Row, ...] = ()
    vanished: tuple[Award | Narrative | Row, ...] = ()
    problems: tuple[Problem, ...] = ()


class Standing(StrEnum):
    """How a unit stands by one of its files, as `drafter status` says it."""

    SUBMITTED = "nộp"
    RESUBMITTED = "nộp lại"
    REJECTED = "lỗi"


@dataclass(frozen=True)
class SubmissionRecord:
    """One file that came. `organisation` and `period` are None where a rejected file did not tell.

    `version` counts the unit's accepted files for the period in the order they were recorded, 0 for a rejected one;
    `in_use` is true of the one whose figures (or rows) count. `outstanding` is true of a rejected file that no later
    accepted file has mended. `register` is the code of the register that a file holds, empty for a form of figures;
    each has versions of its own.
    """

    submission_id: int
    organisation: str | None
    period: Period | None
    file: str
    digest: str
    received_at: datetime
    submitted_by: str
    standing: Standing
    version: int
    in_use: bool
    outstanding: bool = False
    problems: tuple[Problem, ...] = ()
    register: str = ""

    @property
    def resubmissions(self) -> int:
        """How many times the unit had sent again, up to this file."""
        return max(self.version - 1, 0)


class Origin(StrEnum):
    """How a version of a figure came to be; the value is for people."""

    SUBMITTED = "đơn vị nộp"
    REPORTED = "đọc từ báo cáo cũ"
    CORRECTED = "cơ quan sửa"
    UNDONE = "hoàn lại lần sửa"


@dataclass(frozen=True)
class FigureVersion:
    """One version of a figure, numbered from 1. `figure` is None where the unit's new form no longer has it.

    `who` is who handed it in or changed it, `reason` why the office did. `current` marks the one in use; the newest is
    not always it (a form that repeats the number the office has corrected, or that was received earlier).
    """

    number: int
    figure: Figure | None
    origin: Origin
    who: str
    at: datetime
    reason: str
    submission_id: int | None
    current: bool


@dataclass(frozen=True)
class Draft:
    """A draft as it was delivered: its bytes, and the manifest that says which figure stands where in them.

    `figures_version` is `Store.revision()` when its figures were read. `manifest`, `gaps` and `left_out` are JSON-able
    (lists, not tuples, inside). `appendix` is None where the kind has none, `listing` where no list goes with a paper.
    """

    doc_id: str
    kind: str
    period: Period
    organisation: str
    created_at: datetime
    template_hash: str
    figures_version: int
    manifest: Mapping[str, Any]
    document: bytes
    appendix: bytes | None = None
    gaps: tuple[Any, ...] = ()
    left_out: tuple[Any, ...] = ()
    listing: bytes | None = None


@dataclass(frozen=True)
class DraftRecord:
    """One stored version of a draft without its bytes; versions of one `doc_id` count from 1."""

    doc_id: str
    version: int
    kind: str
    period: Period
    organisation: str
    created_at: datetime
    template_hash: str
    figures_version: int


@dataclass(frozen=True)
class Issued:
    """A paper that was issued: `number` is that of its letterhead («45»), `day` the day it bears.

    `version` is the draft's version that it came from, `file` the name it was issued under, `at` when it was fixed,
    `document` the bytes that went out.
    """

    doc_id: str
    version: int
    number: str
    day: date
    file: str
    at: datetime
    document: bytes

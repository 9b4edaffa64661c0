"""A problem is data: what is wrong, where, and what to click or type to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error keeps a figure or a file out, a warning asks a person to look."""

    ERROR = "lỗi"
    WARNING = "cần xem"
    NOTE = "ghi chú"


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem is. Every part may be missing; `cell` is an address such as «E14»."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    text: str = ""

    def __str__(self) -> str:
        named = (
            (self.file, self.file),
            (self.sheet, f"trang tính «{self.sheet}»"),
            (
                self.cell,
                f"ô {self.cell}" if self.cell[:1].isupper() else self.cell,
            ),  # «đoạn 8» of a document is no cell
            (self.text, self.text),
        )
        return ", ".join(words for given, words in named if given)


@dataclass(frozen=True)
class ProblemKind:
    """One kind of problem, declared once beside the code that finds it.

    `what` and `fix` are Vietnamese patterns for str.format; `request`, where there is one, is the sentence to send
    to the unit. `code` is a stage letter and three digits and is never reused.
    """

    code: str
    severity: Severity
    title: str
    what: str
    fix: str
    request: str = ""

    def at(self, place: Place, **found: object) -> Problem:
        """The problem of this kind found at `place`."""
        return Problem(
            code=self.code,
            severity=self.severity,
            place=place,
            what=self.what.format(**found),
            fix=self.fix.format(**found),
            request=self.request.format(place=place, **found),
        )


@dataclass(frozen=True)
class Problem:
    """Something a person must look at. `request` is a ready sentence to send to the unit, or empty."""

    code: str
    severity: Severity
    place: Place
    what: str
    fix: str
    request: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{self.code} {where}{self.what}\n     cách sửa: {self.fix}"


def by_severity(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, the gravest first; those of one severity in the order in which they stood."""
    gravity = list(Severity)
    return tuple(sorted(problems, key=lambda one: gravity.index(one.severity)))

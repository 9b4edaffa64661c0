"""Turn the rows of a year's register of grades into a table by sector and grade, and its change on the year before.

Percents are of the unions that were assessed; those that were not stand apart with their reason, never as a lowest
grade.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from drafter.model.figure import Source
from drafter.model.register import Row
from drafter.standards.grades import Grade, Scale, Sector, sectors


@dataclass(frozen=True)
class GradedUnion:
    """One grassroots union in one year. `grade` is None where it has none of the scale's; `written` is what stands
    there. `reason` says why it was not assessed, `failed` names a condition that it does not fulfil.
    """

    name: str
    sector: str
    grade: Grade | None
    written: str = ""
    points: Decimal | None = None
    members: Decimal | None = None
    failed: str = ""
    reason: str = ""
    note: str = ""
    organisation: str = ""
    source: Source = Source()

    @property
    def assessed(self) -> bool:
        """Whether it counts among those that percents are taken of."""
        return self.grade is not None


@dataclass(frozen=True)
class Line:
    """One line of the table: a sector, or all (`sector` None). `by_grade` counts by the grade's code, `apart` by the
    reason for which a union was not assessed; `unknown` have neither a grade nor a reason.
    """

    sector: Sector | None
    total: int
    by_grade: Mapping[str, int]
    apart: Mapping[str, int]
    unknown: int

    @property
    def assessed(self) -> int:
        """How many have a grade."""
        return sum(self.by_grade.values())

    def share(self, *codes: str) -> Fraction | None:
        """The percent of the assessed that have one of these grades, exact; None where nobody was assessed."""
        if not self.assessed:
            return None
        return Fraction(100 * sum(self.by_grade[code] for code in codes), self.assessed)


@dataclass(frozen=True)
class Moves:
    """How the unions assessed in both years moved: to a higher grade, a lower one, or neither. Names, in order."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True)
class Classification:
    """A year's classification: the unions in the order of the table, a line for each sector that has any, and all."""

    scale: Scale
    unions: tuple[GradedUnion, ...]
    lines: tuple[Line, ...]
    whole: Line

    def of_state(self, state: bool) -> Line:
        """The line of the state sector or of all the others together."""
        codes = {sector.code for sector in sectors() if sector.state is state}
        return _line(None, [union for union in self.unions if union.sector in codes], self.scale)


def classify(rows: Iterable[Row], scale: Scale) -> Classification:
    """The year's table. Unions keep the order of the register within their sector."""
    order = {sector.code: place for place, sector in enumerate(sectors())}
    unions = tuple(sorted((_union(row, scale) for row in rows), key=lambda union: order.get(union.sector, len(order))))
    lines = tuple(
        _line(sector, of, scale)
        for sector in sectors()
        if (of := [union for union in unions if union.sector == sector.code])
    )
    return Classification(scale, unions, lines, _line(None, unions, scale))


def moves(now: Classification, before: Classification) -> Moves:
    """How the unions assessed in both years moved. A union is known by its name, as both registers write it."""
    rank = {grade.code: place for place, grade in enumerate(now.scale.grades)}
    earlier = {same_name(union): union.grade for union in before.unions if union.grade is not None}
    both = [
        (union.name, rank[union.grade.code], rank[was.code])
        for union in now.unions
        if union.grade is not None and (was := earlier.get(same_name(union))) is not None and was.code in rank
    ]

    def chosen(moved: Callable[[int, int], bool]) -> tuple[str, ...]:
        return tuple(name for name, here, there in both if moved(here, there))

    return Moves(
        up=chosen(lambda here, there: here < there),
        down=chosen(lambda here, there: here > there),
        same=chosen(lambda here, there: here == there),
    )


def same_name(union: GradedUnion) -> tuple[str, str]:
    """What tells one union from another: whose register it stands in, and its name without case and spacing."""
    return union.organisation, " ".join(unicodedata.normalize("NFC", union.name).casefold().split())


def _union(row: Row, scale: Scale) -> GradedUnion:
    written = row.text("xep-loai")
    return GradedUnion(
        name=row.text("ten"),
        sector=row.text("khoi"),
        grade=scale.named(written),
        written=written,
        points=row.number("diem"),
        members=row.number("doan-vien"),
        failed=row.text("dieu-kien"),
        reason=row.text("ly-do"),
        note=row.text("ghi-chu"),
        organisation=row.organisation,
        source=row.source,
    )


def _line(sector: Sector | None, unions: Iterable[GradedUnion], scale: Scale) -> Line:
    of = tuple(unions)
    graded = Counter(union.grade.code for union in of if union.grade is not None)
    left = [union for union in of if not union.assessed]
    return Line(
        sector=sector,
        total=len(of),
        by_grade={grade.code: graded[grade.code] for grade in scale.grades},
        apart=dict(Counter(union.reason for union in left if union.reason)),
        unknown=sum(not union.reason for union in left),
    )

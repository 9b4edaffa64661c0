"""A figure: one reported number, what it counts, for whom, when, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from drafter.model.period import Period


class Qualifier(StrEnum):
    """The word that says how a shown number stands to the true one.

    OVER («hơn»): the true value is larger than shown; UNDER («gần»): smaller; ABOUT («khoảng»): near it.
    """

    EXACT = ""
    OVER = "hơn"
    UNDER = "gần"
    ABOUT = "khoảng"


class Comparator(StrEnum):
    """How a result is held against its target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    EXACTLY = "="


@dataclass(frozen=True)
class Source:
    """Where a figure was read: file, sheet and cell, who handed it in and when. Empty text where not known."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    submitted_by: str = ""
    received_at: datetime | None = None

    def __str__(self) -> str:
        return ", ".join(
            part
            for part in (self.file, f"«{self.sheet}»!{self.cell}" if self.sheet else self.cell, self.submitted_by)
            if part
        )


@dataclass(frozen=True)
class FigureKey:
    """What a figure is about: indicator code, organisation code, period."""

    indicator: str
    organisation: str
    period: Period

    def __str__(self) -> str:
        return f"{self.indicator}/{self.organisation}/{self.period}"


@dataclass(frozen=True)
class Figure:
    """One reported number.

    `value` is None when the unit has not reported it: the draft shows a gap, never a zero. It is in `unit` as the
    indicator declares it (money in triệu đồng). For a rate, `value` is in percent and `numerator`/`denominator` are
    the counts it comes from (None where the unit gave only the rate). `target` is in the same unit as `value`.
    `previous` is last period's value as the form itself states it, kept to be compared with what is stored. `whole`:
    it is of the organisation with all its units, as a past report of it prints it, and is never added to theirs.
    """

    key: FigureKey
    value: Decimal | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = None
    comparator: Comparator = Comparator.AT_LEAST
    note: str = ""
    source: Source = Source()
    previous: Decimal | None = None
    whole: bool = False

    @property
    def reported(self) -> bool:
        """Whether the unit gave anything that a total can use."""
        return self.value is not None or (self.numerator is not None and self.denominator is not None)

"""What drafter works out from figures: totals, verdicts and changes. The words for them are chosen in `wording`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier
from drafter.model.period import Period


class Verdict(StrEnum):
    """How a result stands to its target, judged on the unrounded value."""

    MET = "đạt"
    EXCEEDED = "vượt"
    NOT_MET = "chưa đạt"


class Direction(StrEnum):
    """Which way a figure went since the period it is compared with."""

    UP = "tăng"
    DOWN = "giảm"
    SAME = "bằng"


@dataclass(frozen=True)
class Total:
    """One indicator for a whole organisation and period, and what it is made of.

    `value` is None when no unit has reported, or when what they reported does not add up (`summable` False, `reason`
    says why in Vietnamese); the per-unit figures are then in `contributions` to be printed one by one. For a rate
    `value` is the quotient to 28 digits and `exact` the quotient itself; for a ratio (n/N) `value` is n. `missing` are
    the codes of the units that were expected and gave nothing; they are not in the value and not zero. `rate_only` are
    the units that gave a rate or a share without what it comes from. `target` is None when nobody was given one.
    `beside` is what the other origin says where it says something else: of a total of the units' forms the figure that
    a past report prints for the whole, of a printed one what the forms add up to (without a source).
    """

    indicator: str
    organisation: str
    period: Period
    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = None
    comparator: Comparator = Comparator.AT_LEAST
    contributions: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()
    rate_only: tuple[str, ...] = ()
    summable: bool = True
    reason: str = ""
    exact: Fraction | None = None
    beside: Figure | None = None

    @property
    def key(self) -> FigureKey:
        """What the total is about, in the words of a figure."""
        return FigureKey(self.indicator, self.organisation, self.period)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that gave something, in the order of the office's list."""
        return tuple(dict.fromkeys(figure.key.organisation for figure in self.contributions))


@dataclass(frozen=True)
class Change:
    """How a figure changed since another period, usually the same one a year before (cùng kỳ).

    `difference` is now − before, exact, in the figure's own unit (percentage points for a percent). `percent` is the
    difference in percent of the earlier value, None where that was zero or less: nothing grows by a percent of nothing.
    `qualifier` says how the shown difference stands to the true one, `direction` is that of the shown values. `uneven`
    are the units that reported in one of the two periods and owed a figure in the other: one total is then not whole.
    """

    difference: Fraction
    percent: Fraction | None
    direction: Direction
    qualifier: Qualifier = Qualifier.EXACT
    uneven: tuple[str, ...] = ()

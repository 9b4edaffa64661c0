"""An indicator (chỉ tiêu): what is counted, in what unit, and how it adds up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.model.figure import Comparator


class Kind(StrEnum):
    """How a figure behaves in time.

    FLOW adds up over months; STOCK takes the last value; RATE is a percent recomputed from its parts; RATIO is a
    count out of a count («6/6 đơn vị»); DERIVED is counted by drafter itself.
    """

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    RATIO = "ratio"
    DERIVED = "derived"


class Aggregate(StrEnum):
    """How a figure adds up over units."""

    SUM = "sum"
    RECOMPUTE = "recompute"
    WEIGHTED = "weighted"
    COUNT = "count"


class ValueType(StrEnum):
    """What a form's cell may hold."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True)
class Indicator:
    """One row of the catalogue. `row` is the catalogue row it was split from, equal to `code` where it was not split.

    `unit` is the unit of the stored value; `noun` is what follows the number in a sentence («suất quà»), defaulting to
    the unit. `slot` is its name in templates, unaccented («qua_tet_so_suat»).
    `numerator`/`denominator` name the indicators a rate is recomputed from, when both are reported in their own right;
    otherwise a rate's parts are asked for in its own row. `parts` are the codes that must not add up to more than it
    (and to exactly it when `parts_complete`); `within` are the wholes that it alone must not exceed. `inflow` and
    `outflow` state begin + in − out = end. `per_unit_of` names the count that money is divided by for the unit-cost
    check. `upper_only`: only a union above the grassroots has the number, for it counts many units or is decided there.
    `core`: it is of the short set that reports usually need.
    """

    code: str
    row: str
    group: str
    name: str
    unit: str
    value_type: ValueType
    kind: Kind
    aggregate: Aggregate
    slot: str
    noun: str = ""
    has_target: bool = False
    comparator: Comparator = Comparator.AT_LEAST
    numerator: str = ""
    denominator: str = ""
    weight: str = ""
    parts: tuple[str, ...] = ()
    parts_complete: bool = False
    per_unit_of: str = ""
    inflow: tuple[str, ...] = ()
    outflow: tuple[str, ...] = ()
    decimals: int = 0
    short_name: str = ""
    seen_in: str = ""
    unverified: bool = True
    within: tuple[str, ...] = ()
    upper_only: bool = False
    core: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole in percent: never more than 100."""
        return self.kind is Kind.RATE and self.value_type is ValueType.PERCENT

    @property
    def words(self) -> str:
        """What follows the number in a sentence."""
        return self.noun or self.unit

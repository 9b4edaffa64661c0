"""Turn an award's multiple and the day of its decision into the money that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache

from drafter.standards.data_files import shipped

_STEP = Decimal(10_000)


class BonusRounding(StrEnum):
    """How a bonus is rounded to ten thousand đồng; NĐ 152/2025, Điều 49 says «làm tròn số lên hàng chục nghìn đồng».

    UP reads that as always upward. HALF_UP and NONE are how other readers print it; an office may have to follow them.
    """

    UP = "lam-tron-len"
    HALF_UP = "lam-tron"
    NONE = "giu-nguyen"


@dataclass(frozen=True)
class BaseSalary:
    """The base salary (lương cơ sở), in đồng a month, from a day on until the next one."""

    amount: Decimal
    valid_from: date
    regulation: str
    source: str
    unverified: bool


@cache
def base_salaries() -> tuple[BaseSalary, ...]:
    """All that are known, oldest first."""
    return tuple(
        BaseSalary(Decimal(entry["amount"]), entry["from"], entry["regulation"], entry["source"], entry["unverified"])
        for entry in sorted(shipped("salary.toml")["salary"], key=lambda entry: entry["from"])
    )


def base_salary(day: date) -> BaseSalary | None:
    """The one in force that day; None for a day before the oldest known."""
    return next((salary for salary in reversed(base_salaries()) if salary.valid_from <= day), None)


def bonus_amount(multiple: Decimal, day: date, mode: BonusRounding = BonusRounding.UP) -> Decimal | None:
    """The bonus in đồng for a decision signed on `day`; None where the base salary of that day is not known."""
    salary = base_salary(day)
    if salary is None:
        return None
    raw = multiple * salary.amount
    if mode is BonusRounding.NONE:
        return raw
    rounding = ROUND_CEILING if mode is BonusRounding.UP else ROUND_HALF_UP
    return (raw / _STEP).quantize(Decimal(1), rounding=rounding) * _STEP

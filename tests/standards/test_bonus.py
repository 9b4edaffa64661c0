"""Bonus money: the whole table of NĐ 152/2025, Điều 49–54, at both base salaries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from drafter.standards.bonus import BonusRounding, base_salaries, base_salary, bonus_amount

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)

# multiple, at 2.340.000, at 2.530.000, both rounded up; the last two are the unrounded ones
TABLE = [
    ("0.3", 710_000, 760_000, 702_000, 759_000),
    ("0.6", 1_410_000, 1_520_000, 1_404_000, 1_518_000),
    ("0.8", 1_880_000, 2_030_000, 1_872_000, 2_024_000),
    ("1.0", 2_340_000, 2_530_000, 2_340_000, 2_530_000),
    ("1.5", 3_510_000, 3_800_000, 3_510_000, 3_795_000),
    ("3.0", 7_020_000, 7_590_000, 7_020_000, 7_590_000),
    ("3.5", 8_190_000, 8_860_000, 8_190_000, 8_855_000),
    ("7.0", 16_380_000, 17_710_000, 16_380_000, 17_710_000),
    ("4.5", 10_530_000, 11_390_000, 10_530_000, 11_385_000),
    ("8.0", 18_720_000, 20_240_000, 18_720_000, 20_240_000),
    ("12.0", 28_080_000, 30_360_000, 28_080_000, 30_360_000),
]


@pytest.mark.parametrize(("multiple", "before", "after", "raw_before", "raw_after"), TABLE)
def test_bonus(multiple: str, before: int, after: int, raw_before: int, raw_after: int) -> None:
    assert bonus_amount(Decimal(multiple), BEFORE) == before
    assert bonus_amount(Decimal(multiple), AFTER) == after
    assert bonus_amount(Decimal(multiple), BEFORE, BonusRounding.NONE) == raw_before
    assert bonus_amount(Decimal(multiple), AFTER, BonusRounding.NONE) == raw_after


@pytest.mark.parametrize(
    ("multiple", "mode", "amount"),
    [
        ("0.6", BonusRounding.UP, 1_410_000),
        ("0.6", BonusRounding.HALF_UP, 1_400_000),
        ("0.6", BonusRounding.NONE, 1_404_000),
        ("0.8", BonusRounding.HALF_UP, 1_870_000),
    ],
)
def test_how_it_is_rounded_is_a_setting(multiple: str, mode: BonusRounding, amount: int) -> None:
    assert bonus_amount(Decimal(multiple), BEFORE, mode) == amount


def test_half_up_goes_up_at_the_half() -> None:
    assert bonus_amount(Decimal("1.5"), AFTER, BonusRounding.HALF_UP) == 3_800_000


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2019, 6, 30), None),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2030, 1, 1), 2_530_000),
    ],
)
def test_base_salary_of_a_day(day: date, amount: int | None) -> None:
    salary = base_salary(day)
    assert (salary and salary.amount) == amount


def test_no_bonus_is_invented_for_a_day_without_a_known_salary() -> None:
    assert bonus_amount(Decimal(1), date(2019, 6, 30)) is None


def test_each_salary_says_where_it_is_from() -> None:
    assert [salary.unverified for salary in base_salaries()] == [True, True, False, False]
    assert all(salary.regulation and salary.source for salary in base_salaries())

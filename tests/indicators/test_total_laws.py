"""Laws that hold whatever units report."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from seed_figures import A04, A08, C01, C02, C04, C06, C16B, E01, I01, I03, YEAR_2020, figure

from drafter.indicators.periods import accumulate
from drafter.indicators.totals import total
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Kind
from drafter.model.period import Period, PeriodType

SMALL = settings(max_examples=40, deadline=None)
UNITS = tuple(f"u{n}" for n in range(6))
YEAR = Period.parse("2021")
QUARTERS, MONTHS = YEAR.parts(PeriodType.QUARTER), YEAR.parts(PeriodType.MONTH)
CATALOGUE = {indicator.code: indicator for indicator in (A08, C01, C02, I01)}

money = st.decimals(0, 10**9, places=2, allow_nan=False)
reported = st.none() | money
hedges = st.sampled_from(list(Qualifier))
shares = st.tuples(st.integers(0, 500), st.integers(1, 500))


def sums(values: list[Decimal | None], marks: list[Qualifier]) -> list[Figure]:
    rows = zip(UNITS, values, marks, strict=False)
    return [replace(figure("C16b", unit, None), value=value, qualifier=mark) for unit, value, mark in rows]


@SMALL
@given(st.lists(reported, min_size=6, max_size=6), st.lists(hedges, min_size=6, max_size=6), st.randoms())
def test_a_total_does_not_depend_on_the_order(
    values: list[Decimal | None], marks: list[Qualifier], chance: random.Random
) -> None:
    figures = sums(values, marks)
    shuffled, units = chance.sample(figures, 6), chance.sample(UNITS, 6)
    first = total(C16B, figures, UNITS, YEAR_2020, "cum")
    second = total(C16B, shuffled, units, YEAR_2020, "cum")
    assert (first.value, first.exact, first.qualifier) == (second.value, second.exact, second.qualifier)
    assert set(first.missing) == set(second.missing)
    assert set(first.contributions) == set(second.contributions)


@SMALL
@given(st.lists(reported, min_size=1, max_size=6))
def test_a_missing_unit_is_named_and_never_changes_the_value(values: list[Decimal | None]) -> None:
    figures = sums(values, [Qualifier.EXACT] * 6)
    before = total(C16B, figures, UNITS[: len(values)], YEAR_2020, "cum")
    after = total(C16B, figures, (*UNITS[: len(values)], "vang-mat"), YEAR_2020, "cum")
    assert (after.value, after.qualifier, after.target) == (before.value, before.qualifier, before.target)
    assert after.missing == (*before.missing, "vang-mat")


@SMALL
@given(st.lists(reported, min_size=6, max_size=6))
def test_every_unit_is_either_in_the_total_or_named_as_missing(values: list[Decimal | None]) -> None:
    found = total(C16B, sums(values, [Qualifier.EXACT] * 6), UNITS, YEAR_2020, "cum")
    assert sorted((*found.units, *found.missing)) == sorted(UNITS)
    given_values = [Fraction(value) for value in values if value is not None]
    assert found.exact == (sum(given_values) if given_values else None)


@SMALL
@given(st.lists(shares, min_size=1, max_size=6))
def test_a_rate_lies_between_the_least_and_the_greatest_of_its_units(parts: list[tuple[int, int]]) -> None:
    figures = [figure("C06", u, None, numerator=n, denominator=d) for u, (n, d) in zip(UNITS, parts, strict=False)]
    found = total(C06, figures, UNITS[: len(parts)], YEAR_2020, "cum")
    rates = [Fraction(100 * n, d) for n, d in parts]
    assert found.exact is not None
    assert min(rates) <= found.exact <= max(rates)


@SMALL
@given(st.lists(st.none() | shares, min_size=6, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_unit_that_gives_half_of_a_rate_does_not_tilt_it(
    parts: list[tuple[int, int] | None], half: list[bool]
) -> None:
    whole, tilted = [], []
    for unit, pair, extra in zip(UNITS, parts, half, strict=True):
        if pair is not None:
            whole += [figure("C02", unit, pair[0]), figure("C01", unit, pair[1])]
        elif extra:
            tilted.append(figure("C02", unit, 400))
    alone = total(C04, whole, UNITS, YEAR_2020, "cum")
    together = total(C04, whole + tilted, UNITS, YEAR_2020, "cum")
    assert together == alone


@SMALL
@given(st.lists(st.integers(0, 1000), min_size=12, max_size=12))
def test_quarters_accumulate_to_what_months_do(values: list[int]) -> None:
    months = [figure("E01", "u", value, month) for value, month in zip(values, MONTHS, strict=True)]
    quarters = [
        accumulate(E01, months, quarter, "u").put_into(figure("E01", "u", None, quarter)) for quarter in QUARTERS
    ]
    by_month, by_quarter = (accumulate(E01, figures, YEAR, "u") for figures in (months, quarters))
    assert by_month.value == by_quarter.value == sum(values)
    assert accumulate(E01, months + quarters, YEAR, "u").value == sum(values)


@SMALL
@given(st.lists(st.none() | st.integers(0, 1000), min_size=12, max_size=12))
def test_stocks_of_quarters_end_as_those_of_months_do(values: list[int | None]) -> None:
    months = [figure("A04", "u", value, month) for value, month in zip(values, MONTHS, strict=True)]
    quarters = [
        accumulate(A04, months, quarter, "u").put_into(figure("A04", "u", None, quarter)) for quarter in QUARTERS
    ]
    assert accumulate(A04, months, YEAR, "u").value == accumulate(A04, quarters, YEAR, "u").value


@SMALL
@given(st.lists(shares, min_size=12, max_size=12), st.sampled_from([Kind.FLOW, Kind.STOCK]))
def test_rates_of_quarters_accumulate_to_what_months_do(parts: list[tuple[int, int]], kind: Kind) -> None:
    kinds = (kind, kind)
    months = [figure("C06", "u", None, m, numerator=n, denominator=d) for (n, d), m in zip(parts, MONTHS, strict=True)]
    quarters = [
        accumulate(C06, months, quarter, "u", part_kinds=kinds).put_into(figure("C06", "u", None, quarter))
        for quarter in QUARTERS
    ]
    by_month, by_quarter = (accumulate(C06, rows, YEAR, "u", part_kinds=kinds) for rows in (months, quarters))
    assert by_month.exact == by_quarter.exact


@SMALL
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=12, max_size=12))
def test_a_flow_over_a_stock_is_its_sum_over_the_last(parts: list[tuple[int, int]]) -> None:
    rows = [
        row
        for (flow, stock), month in zip(parts, MONTHS, strict=True)
        for row in (figure("I01", "u", flow, month), figure("A08", "u", stock, month))
    ]
    found = accumulate(I03, rows, YEAR, "u", CATALOGUE)
    assert found.exact == Fraction(sum(flow for flow, _ in parts), parts[-1][1])

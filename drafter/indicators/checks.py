"""Turn an office's figures into the list of what a person should look at before they are used.

No check changes or drops a figure. A new check is a function of (case, unit, indicator) and a line in CHECKS with the
indicators that it has anything to say of; it is asked only where the unit gave the indicator or its numerator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.indicators import check_costs, check_magnitude, check_parts, check_rates, check_targets
from drafter.indicators.book import book
from drafter.indicators.check_case import Case, Limits, medians_of, targeted_in
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator, Kind, ValueType
from drafter.model.period import Period
from drafter.model.problem import Problem

Check = Callable[[Case, str, Indicator], Iterator[Problem]]

CHECKS: tuple[tuple[Check, Callable[[Indicator], bool]], ...] = (
    (check_parts.parts_and_whole, lambda one: bool(one.parts)),
    (check_parts.part_within_wholes, lambda one: bool(one.within)),
    (check_parts.stock_equation, lambda one: bool(one.inflow or one.outflow)),
    (check_rates.rate_and_its_parts, lambda one: one.kind is Kind.RATE),
    (
        check_rates.numerator_within_denominator,
        lambda one: one.kind is Kind.RATIO or one.value_type is ValueType.PERCENT,
    ),
    (check_rates.rate_has_parts, lambda one: one.kind in (Kind.RATE, Kind.RATIO)),
    (check_costs.unit_cost, lambda one: bool(one.per_unit_of)),
    (check_magnitude.magnitude, lambda _: True),
    (check_magnitude.previous_as_stored, lambda _: True),
    (check_targets.target_given, lambda one: one.has_target),
)
KINDS = (*check_parts.KINDS, *check_rates.KINDS, *check_costs.KINDS, *check_magnitude.KINDS, *check_targets.KINDS)


def check(
    indicators: Iterable[Indicator],
    figures: Iterable[Figure],
    units: Sequence[str],
    period: Period,
    organisation: str,
    before: Period | None = None,
    names: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> tuple[Problem, ...]:
    """All problems of the units' figures of `period`, unit by unit in the order of `units`, then by indicator.

    `before` is the period just before, whose figures may be among `figures`; without it only what the forms themselves
    state of the last period is compared. `names` and `groups` as in Case. Raises ValueError for two figures of one key.
    """
    rows = tuple(figures)
    case = Case(
        indicators={indicator.code: indicator for indicator in indicators},
        now=book(rows, period),
        before=book(rows, before) if before is not None else {},
        period=period,
        organisation=organisation,
        units=tuple(dict.fromkeys(units)),
        names=names or {},
        groups=groups or {},
        limits=limits or Limits(),
    )
    given = case.now.values()
    case = replace(case, medians=medians_of(given, case), targeted=targeted_in(given, case))
    codes = {code for code, _ in case.now}
    told = [
        (one, [rule for rule, concerns in CHECKS if concerns(one)])
        for one in case.indicators.values()
        if one.code in codes or one.numerator in codes
    ]
    return tuple(
        problem
        for unit in case.units
        for indicator, rules in told
        if (indicator.code, unit) in case.now or (indicator.numerator, unit) in case.now  # else there is nothing to ask
        for rule in rules
        for problem in rule(case, unit, indicator)
    )

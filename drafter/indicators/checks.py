"""Turn an office's figures into the list of what a person should look at before they are used.

No check changes or drops a figure. A new check is a function of (case, unit, indicator) and a line in CHECKS with the
indicators that it has anything to say of; it is asked only where the unit gave the indicator or its numerator.

Each unit is checked on a case of its own, in which nothing stands that another unit's form could change but what every
unit is held against. So a unit of which all this is as it was last time need not be checked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafter.indicators import check_costs, check_magnitude, check_parts, check_rates, check_targets
from drafter.indicators.book import Book, book
from drafter.indicators.check_case import Case, Limits, first_in, medians_of, targeted_in
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator, Kind
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
        lambda one: one.kind is Kind.RATIO or one.is_share,
    ),
    (check_rates.rate_has_parts, lambda one: one.kind in (Kind.RATE, Kind.RATIO)),
    (check_costs.unit_cost, lambda one: bool(one.per_unit_of)),
    (check_magnitude.magnitude, lambda _: True),
    (check_magnitude.previous_as_stored, lambda _: True),
    (check_targets.target_given, lambda one: one.has_target),
)
KINDS = (*check_parts.KINDS, *check_rates.KINDS, *check_costs.KINDS, *check_magnitude.KINDS, *check_targets.KINDS)


@dataclass(frozen=True)
class Asked:
    """What the checks could see of a unit, and what they found."""

    seen: tuple[object, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Round:
    """One round of checks: what every unit was held against, and each unit in the office's order."""

    common: tuple[object, ...] = ()
    units: Mapping[str, Asked] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, unit by unit, then by indicator."""
        return tuple(problem for asked in self.units.values() for problem in asked.problems)


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
    now, earlier = book(rows, period), book(rows, before) if before is not None else {}
    return check_round(indicators, now, earlier, units, period, organisation, names, groups, limits).problems


def check_round(
    indicators: Iterable[Indicator],
    now: Book,
    before: Book,
    units: Sequence[str],
    period: Period,
    organisation: str,
    names: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    last: Round | None = None,
) -> Round:
    """As `check`, of the books of the period and of the one before. `last` is an earlier round, of whatever: a unit is
    not checked again where everything that the checks can see of it is as it was then.
    """
    case = Case(
        indicators={indicator.code: indicator for indicator in indicators},
        now=now,
        before=before,
        period=period,
        organisation=organisation,
        units=tuple(dict.fromkeys(units)),
        names=names or {},
        groups=groups or {},
        limits=limits or Limits(),
    )
    given = now.values()
    medians, targeted, first = medians_of(given, case), targeted_in(given, case), first_in(given, case)
    case = replace(case, medians=medians, targeted=targeted, first=first)
    of_unit, of_unit_before = _by_unit(now), _by_unit(before)
    own = of_unit.get(organisation, ())
    told = _told(case)
    common = (
        *(tuple(case.indicators.values()), period, organisation, case.unit_name(organisation), case.units),
        *(case.limits, targeted, first, own),
    )
    known = last.units if last is not None and last.common == common else {}
    found: dict[str, Asked] = {}
    for unit in case.units:
        figures = of_unit.get(unit, ())
        against = tuple(_medians_for(case, unit, figures))
        seen = (case.unit_name(unit), figures, of_unit_before.get(unit, ()), against)
        held = known.get(unit)
        found[unit] = (
            held if held is not None and held.seen == seen else Asked(seen, _ask(case, told, unit, own, *seen[1:]))
        )
    return Round(common, found)


def _told(case: Case) -> list[tuple[Indicator, list[Check]]]:
    """The indicators that any unit gave, or of which it gave the numerator, with the checks that concern each."""
    codes = {code for code, _ in case.now}
    return [
        (one, [rule for rule, concerns in CHECKS if concerns(one)])
        for one in case.indicators.values()
        if one.code in codes or one.numerator in codes
    ]


def _by_unit(shelf: Book) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for (_, unit), figure in shelf.items():
        found[unit].append(figure)
    return {unit: tuple(figures) for unit, figures in found.items()}


def _medians_for(case: Case, unit: str, figures: Iterable[Figure]) -> Iterator[tuple[tuple[str, str], Decimal]]:
    """What the unit is held against for want of a value of its own of the period before."""
    group = case.groups.get(unit, "")
    for figure in figures:
        code = figure.key.indicator
        if figure.value is not None and (group, code) in case.medians and case.previous(code, unit) is None:
            yield (group, code), case.medians[group, code]


def _ask(
    case: Case,
    told: Iterable[tuple[Indicator, Iterable[Check]]],
    unit: str,
    own: Iterable[Figure],
    figures: tuple[Figure, ...],
    before: tuple[Figure, ...],
    medians: tuple[tuple[tuple[str, str], Decimal], ...],
) -> tuple[Problem, ...]:
    """The problems of one unit, on a case that holds its figures, the office's own, and nobody else's."""
    if not figures:
        return ()
    alone = replace(
        case,
        now={(figure.key.indicator, figure.key.organisation): figure for figure in (*own, *figures)},
        before={(figure.key.indicator, unit): figure for figure in before},
        names={one: case.unit_name(one) for one in (case.organisation, unit)},
        medians=dict(medians),
    )
    codes = {figure.key.indicator for figure in figures}
    return tuple(
        problem
        for indicator, rules in told
        if indicator.code in codes or indicator.numerator in codes  # else there is nothing to ask
        for rule in rules
        for problem in rule(alone, unit, indicator)
    )

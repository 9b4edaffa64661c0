"""Turn an office's figures of one period and of the one before into a case that checks can look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction
from statistics import median

from drafter.indicators.book import Book
from drafter.indicators.exact import as_decimal
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place

_DONG_IN = {
    "đồng": 1,
    "nghìn đồng": 1000,
    "triệu đồng": 10**6,
    "tỷ đồng": 10**9,
    "tỉ đồng": 10**9,
}


@dataclass(frozen=True)
class Limits:
    """Where a figure begins to look odd. Money is in đồng.

    `times`: so many times more or less than before or than the others; `at_least`: differences between smaller numbers
    than this are everyday ones; `peers`: fewer units than this make no median. A unit cost outside `cost_least` …
    `cost_most` is rather a slip of units (đồng, nghìn đồng, triệu đồng) than a gift; one that is no multiple of
    `cost_step` is several gifts of different worth, or a slip.
    """

    times: int = 10
    at_least: Decimal = Decimal(10)
    peers: int = 5
    cost_least: Decimal = Decimal(5_000)
    cost_most: Decimal = Decimal(500_000_000)
    cost_step: Decimal = Decimal(1_000)


@dataclass(frozen=True)
class Case:
    """What a check sees. `before` is the book of the period just before, whose end is this one's beginning.

    `names` are the units' names; `groups` says which units are alike (the same level or sector), and a unit it does not
    hold is like all the others that it does not hold. `medians` are those of `medians_of`; `targeted` are the
    indicators for which a reporting unit has a target; `first` is the first unit that gave an indicator.
    """

    indicators: Mapping[str, Indicator]
    now: Book
    before: Book
    period: Period
    organisation: str
    units: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    medians: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    targeted: frozenset[str] = frozenset()
    first: Mapping[str, str] = field(default_factory=dict)

    def value(self, code: str, unit: str) -> Decimal | None:
        """The unit's value of an indicator; None where it gave none."""
        figure = self.now.get((code, unit))
        return None if figure is None else figure.value

    def stored_before(self, code: str, unit: str) -> Figure | None:
        """The stored figure of the period before. What a past report prints for the whole organisation is not that of
        the organisation's own form.
        """
        stored = self.before.get((code, unit))
        return None if stored is not None and stored.whole and unit == self.organisation else stored

    def previous(self, code: str, unit: str) -> Decimal | None:
        """The unit's value of the period before: the stored one, else the one its form states."""
        stored = self.stored_before(code, unit)
        if stored is not None and stored.value is not None:
            return stored.value
        figure = self.now.get((code, unit))
        return None if figure is None else figure.previous

    def target(self, code: str, unit: str) -> Decimal | None:
        """The unit's target of an indicator; None where it was given none."""
        figure = self.now.get((code, unit))
        return None if figure is None else figure.target

    def unit_name(self, unit: str) -> str:
        """The unit's name, its code where it has none."""
        return self.names.get(unit, unit)


def place_of(case: Case, unit: str, indicator: Indicator) -> Place:
    """The unit and the indicator, and the file, sheet and cell of its figure, or of its numerator, where known."""
    figure = case.now.get((indicator.code, unit)) or case.now.get((indicator.numerator, unit))
    text = f"{case.unit_name(unit)}, chỉ tiêu {indicator.code} {title(indicator)}"
    if figure is None:
        return Place(text=text)
    return Place(figure.source.file, figure.source.sheet, figure.source.cell, text)


def title(indicator: Indicator) -> str:
    """The indicator as a message names it: «Quà Tết: số suất»."""
    return f"«{indicator.short_name or indicator.name}»"


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit: «1.846 người», «91,66%»."""
    return f"{plain(value)}{unit}" if unit == "%" else f"{plain(value)} {unit}"


def plain(value: Decimal) -> str:
    """The number with thousands dots and a decimal comma, every digit it has and no trailing zeros."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))


def cut(value: Fraction, decimals: int) -> Decimal:
    """The number cut (not rounded) to so many decimals, for a message."""
    with localcontext() as context:
        context.prec = 60
        return as_decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)


def in_dong(indicator: Indicator, value: Decimal) -> Fraction | None:
    """Money in đồng; None where the indicator's unit is no unit of money."""
    scale = _DONG_IN.get(indicator.unit)
    return None if scale is None else Fraction(value) * scale


def medians_of(figures: Iterable[Figure], case: Case) -> Mapping[tuple[str, str], Decimal]:
    """The middle value of each indicator in each group of like units, where enough of them reported.

    The office's own row is left out: what an office does itself is not like what its units do.
    """
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    units = frozenset(case.units) - {case.organisation}
    for figure in figures:
        unit = figure.key.organisation
        if figure.value is not None and unit in units:
            found[case.groups.get(unit, ""), figure.key.indicator].append(figure.value)
    return {place: median(values) for place, values in found.items() if len(values) >= case.limits.peers}


def targeted_in(figures: Iterable[Figure], case: Case) -> frozenset[str]:
    """The indicators for which at least one unit that reported has a target."""
    units = frozenset(case.units)
    return frozenset(
        figure.key.indicator
        for figure in figures
        if figure.value is not None and figure.target is not None and figure.key.organisation in units
    )


def first_in(figures: Iterable[Figure], case: Case) -> Mapping[str, str]:
    """The first unit, in the order of the case, that gave a value, by indicator; for a year or longer: within a year
    nobody is asked in the place of others.
    """
    if case.period.within_a_year:
        return {}
    places = {unit: place for place, unit in enumerate(case.units)}
    found: dict[str, int] = {}
    for figure in figures:
        place = places.get(figure.key.organisation)
        if figure.value is not None and place is not None:
            found[figure.key.indicator] = min(place, found.get(figure.key.indicator, place))
    return {code: case.units[place] for code, place in found.items()}

"""Turn an office's folder into a Workspace: its settings, its catalogue, its units and where its files lie."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from drafter.desk.problems import (
    BAD_INDICATORS,
    BAD_PERIOD,
    NO_UNITS,
    NO_WORKSPACE,
    NOT_READABLE,
    UNKNOWN_ASKED,
    UNKNOWN_ORGANISATION,
    DeskError,
    reason_of,
    stop,
)
from drafter.intake.office import Settings, read_settings, toml_fault
from drafter.intake.sandbox import Sandbox
from drafter.intake.units import read_units
from drafter.model.indicator import Indicator
from drafter.model.office import Office
from drafter.model.organisation import Level, Organisation
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, Severity
from drafter.standards.award_forms import AwardForms, load_award_forms
from drafter.standards.award_rules import AwardRules, load_award_rules
from drafter.standards.catalogue import Catalogue, load_catalogue
from drafter.standards.cluster_scoring import ScoringTable, default_scoring, scoring_table
from drafter.standards.registers import Registers, load_registers, shipped_registers
from drafter.wording.style import STANDARD, Style
from drafter.wording.tones import house_spelling

SETTINGS, UNITS, OWN_INDICATORS, OWN_AWARDS = "drafter.toml", "don-vi.xlsx", "indicators.toml", "khen-thuong.toml"
FORMS, DRAFTS, TEMPLATES, DATABASE = "bieu-mau", "du-thao", "templates", "drafter.db"
OWN_REGISTERS, OWN_SCORING = "so", "cham-diem.toml"


@dataclass(frozen=True)
class Workspace:
    """An office's folder, read. `problems` are what was wrong with the unit list or the office's own data files.

    `whole` is the office that this one is a look at, for an indicator alone; None: it is the whole one.
    """

    folder: Path
    settings: Settings
    catalogue: Catalogue
    award_forms: AwardForms
    units: tuple[Organisation, ...]
    problems: tuple[Problem, ...] = ()
    award_rules: AwardRules = field(default_factory=load_award_rules)
    registers: Registers = field(default_factory=shipped_registers)
    scoring: ScoringTable = field(default_factory=default_scoring)
    whole: Workspace | None = field(default=None, repr=False)

    @property
    def office(self) -> Office:
        """The organisation that drafts."""
        return self.settings.office

    @property
    def database(self) -> Path:
        """Where the figures are kept."""
        return self.folder / DATABASE

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Every organisation that may hand in a form, by code: the units, and the office as its settings tell it."""
        own = self.office.organisation
        return {own.code: own, **{unit.code: unit for unit in self.units if unit.code != own.code}}

    def looked_at_for(self, code: str) -> Workspace:
        """The same office as if it had no indicators but this and those that it is worked out of: of a few hundred, one
        is soon read. Always the same object, that what was worked out of it is found again.
        """
        if code not in self._looked_at:
            chosen = replace(self.catalogue, indicators=self.catalogue.behind(code))
            self._looked_at[code] = replace(self, catalogue=chosen, whole=self)
        return self._looked_at[code]

    @cached_property
    def only(self) -> frozenset[str] | None:
        """The codes of the indicators that it is looked at for; None: for all."""
        return frozenset(self.catalogue.by_code) if self.whole is not None else None

    @cached_property
    def _looked_at(self) -> dict[str, Workspace]:
        return {}

    @cached_property
    def asked(self) -> tuple[Indicator, ...]:
        """The indicators that forms ask for: the whole catalogue where the office chose none."""
        chosen = set(self.settings.asked)
        return tuple(i for i in self.catalogue.indicators if not chosen or i.code in chosen or i.row in chosen)

    @cached_property
    def _asked_below(self) -> tuple[Indicator, ...]:
        """What a grassroots union is asked for: not what only those above it can know."""
        return tuple(one for one in self.asked if not one.upper_only)

    def asked_of(self, code: str, period: Period) -> tuple[Indicator, ...]:
        """The indicators that the form of this organisation asks for; the office's own form asks for all."""
        return self._asked_below if code in self.grassroots(period) else self.asked

    def grassroots(self, period: Period) -> frozenset[str]:
        """The units that are grassroots unions at the period's end, the office itself not among them."""
        return self._of_period(period).grassroots

    def names(self, period: Period) -> Mapping[str, str]:
        """The name of every organisation as it stood at the period's end."""
        return self._of_period(period).names

    def expected(self, period: Period) -> tuple[str, ...]:
        """The units that must report for a period: those of the unit list that stood on its last day."""
        return self._of_period(period).expected

    def reporting(self, period: Period) -> tuple[str, ...]:
        """All whose figures count for a period, the expected first: also a unit that was merged away within it."""
        return self._of_period(period).reporting

    def _of_period(self, period: Period) -> _OfPeriod:
        """Worked out once: a page asks for it a dozen times, of thousands of units."""
        if period not in self._periods:
            end = period.end
            expected = tuple(unit.code for unit in self.units if unit.on(end) is not None)
            during = [unit.code for unit in self.units if _overlaps(unit, period)]
            self._periods[period] = _OfPeriod(
                MappingProxyType({code: one.name_on(end) for code, one in self.organisations.items()}),
                expected,
                tuple(dict.fromkeys((*expected, *during, self.office.organisation.code))),
                frozenset(code for code, one in self.organisations.items() if self._is_grassroots(one, end)),
            )
        return self._periods[period]

    def _is_grassroots(self, one: Organisation, day: date) -> bool:
        standing = one.on(day) or one.standings[-1]
        return standing.level is Level.GRASSROOTS and one.code != self.office.organisation.code

    @cached_property
    def _periods(self) -> dict[Period, _OfPeriod]:
        return {}

    def organisation(self, code: str) -> Organisation:
        """The organisation of that code. Raises DeskError with the nearest codes."""
        found = self.organisations.get(code)
        if found is None:
            raise stop(UNKNOWN_ORGANISATION, found=code, hint=_near(code, self.organisations))
        return found


@dataclass(frozen=True)
class _OfPeriod:
    """The units as they stood for one period."""

    names: Mapping[str, str]
    expected: tuple[str, ...]
    reporting: tuple[str, ...]
    grassroots: frozenset[str]


def _overlaps(unit: Organisation, period: Period) -> bool:
    """Whether the unit stood on any day of the period."""
    return any(
        (standing.valid_from or date.min) <= period.end and period.start <= (standing.valid_to or date.max)
        for standing in unit.standings
    )


def open_workspace(folder: Path) -> Workspace:
    """Read an office's folder. Raises DeskError when it is not one, or what it needs cannot be read."""
    if not (folder / SETTINGS).is_file():
        raise stop(NO_WORKSPACE, found=folder)
    try:
        return _read(folder)
    except OSError as error:
        raise stop(NOT_READABLE, found=error.filename or folder, reason=reason_of(error)) from error


def _read(folder: Path) -> Workspace:
    settings, problems = read_settings(folder / SETTINGS)
    if settings is None:
        raise DeskError(*problems)
    catalogue = _spelled(load_catalogue(_own_entries(folder / OWN_INDICATORS)), settings.style)
    own_awards = _own_entries(folder / OWN_AWARDS)
    awards, rules = load_award_forms(own_awards), load_award_rules(own_awards)
    registers = load_registers(_own_registers(folder / OWN_REGISTERS))
    units, problems = _units(folder / UNITS, settings.office.organisation.code)
    asked = _unknown_asked(settings, catalogue)
    scoring, misread = _scoring(folder / OWN_SCORING)
    return Workspace(
        folder,
        settings,
        catalogue,
        awards,
        units,
        (*problems, *catalogue.problems, *awards.problems, *rules.problems, *registers.problems, *asked, *misread),
        rules,
        registers,
        scoring,
    )


def _scoring(path: Path) -> tuple[ScoringTable, tuple[Problem, ...]]:
    """The cluster's own scoring table; the shipped one where it has none that holds together."""
    own = _own_entries(path)
    table, problems = scoring_table(own, path.name) if own is not None else (None, ())
    return table or default_scoring(), problems


def _spelled(catalogue: Catalogue, style: Style) -> Catalogue:
    """The catalogue with names and nouns in the office's spelling: hằng năm or hàng năm, hòa or hoà."""
    if (style.yearly, style.tone_placement, style.billion) == (
        STANDARD.yearly,
        STANDARD.tone_placement,
        STANDARD.billion,
    ):
        return catalogue  # the catalogue is written in it
    spelled = (
        replace(i, name=house_spelling(i.name, style), noun=house_spelling(i.noun, style)) for i in catalogue.indicators
    )
    return replace(catalogue, indicators=tuple(spelled))


def _units(path: Path, office: str) -> tuple[tuple[Organisation, ...], tuple[Problem, ...]]:
    """The units of the office's list. A list of which nothing can be read stops everything: none would seem missing."""
    units: tuple[Organisation, ...] = ()
    problems: tuple[Problem, ...] = ()
    if path.is_file():
        with Sandbox() as sandbox:
            units, problems = read_units(path.read_bytes(), path.name, sandbox, office)
    if not units and any(problem.severity is Severity.ERROR for problem in problems):
        raise DeskError(*problems)
    return units, problems if units else (NO_UNITS.at(Place(file=path.name), found="chưa có đơn vị nào"),)


def _own_registers(folder: Path) -> Mapping[str, Mapping[str, object]]:
    """The office's own register files, parsed, by name."""
    found = {f"{folder.name}/{path.name}": _own_entries(path) for path in sorted(folder.glob("*.toml"))}
    return {name: entries for name, entries in found.items() if entries is not None}


def _own_entries(path: Path) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig")) if path.is_file() else None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise stop(BAD_INDICATORS, Place(file=path.name), found=toml_fault(error)) from error


def _unknown_asked(settings: Settings, catalogue: Catalogue) -> tuple[Problem, ...]:
    known = dict.fromkeys(code for i in catalogue.indicators for code in (i.code, i.row))
    return tuple(
        UNKNOWN_ASKED.at(Place(file=SETTINGS), found=code, hint=_near(code, known))
        for code in settings.asked
        if code not in known
    )


def _near(code: str, known: Iterable[str]) -> str:
    spelled = {each.casefold(): each for each in known}
    near = [spelled[each] for each in get_close_matches(code.casefold(), spelled, n=3)]
    return f"; gần giống: {', '.join(near)}" if near else ""


def read_period(text: str) -> Period:
    """The period a person typed. Raises DeskError.

    One with nothing known before or after it (the first and last years) is refused: every paper compares.
    """
    try:
        period = Period.parse(text)
        for beside in (period.previous(), period.next(), period.same_period_last_year() or period):
            Period.parse(beside.code)
    except PeriodError:
        raise stop(BAD_PERIOD, found=text) from None
    return period

"""Turn what the store holds for a period into a Paper: whole-period figures, totals, awards, who is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain

from drafter.awards.nomination import REGISTER as NOMINATIONS
from drafter.awards.summary import summarise
from drafter.clusters.members import REGISTER, Role, read_cluster
from drafter.clusters.score_sheet import SCORES
from drafter.desk.problems import NOT_STANDING, stop
from drafter.desk.registers import register_rows
from drafter.desk.short_units import Short, short_units
from drafter.desk.workspace import Workspace
from drafter.documents.kind import Kind
from drafter.indicators.book import Book, book
from drafter.indicators.periods import accumulate
from drafter.indicators.spans import Accumulated
from drafter.indicators.term_totals import totals_of_span
from drafter.indicators.totals import as_printed, totals_of_book
from drafter.model.award import Award
from drafter.model.figure import Figure, FigureKey
from drafter.model.indicator import Kind as Behaviour
from drafter.model.organisation import Level, Signer, Standing
from drafter.model.period import Period, PeriodType
from drafter.model.register import Row
from drafter.model.result import Total
from drafter.render.paper import Paper
from drafter.standards.levels import letterhead, level_rules
from drafter.store.store import Store

_DRAFTING_TIME = timedelta(days=120)


@dataclass(frozen=True)
class Scope:
    """Whose figures a paper adds up. `expected` had to report, `counted` are all that may have given something."""

    organisation: str
    expected: tuple[str, ...]
    counted: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A figure put together from those of shorter periods, and all that it was put together from."""

    seen: tuple[Figure, ...]
    found: Accumulated
    figure: Figure


@dataclass(frozen=True)
class PeriodFigures:
    """The figures of one period, and those of them that were put together from shorter periods, with what they lack.

    `passed_on` are not among them: members and unions of a unit merged away within the period, which its successor
    counts at the period's end. `also_gave` are units that gave something else than what the office is looked at for.
    """

    period: Period
    figures: tuple[Figure, ...]
    put_together: tuple[Accumulated, ...]
    passed_on: tuple[Figure, ...] = ()
    also_gave: frozenset[str] = frozenset()
    made_of: Mapping[tuple[str, str], Made] = field(default_factory=dict, repr=False)

    @cached_property
    def book(self) -> Book:
        """The figures by indicator and organisation."""
        return book(self.figures, self.period)


def scope_of(ws: Workspace, period: Period, organisation: str | None = None) -> Scope:
    """The whole office when `organisation` is None or the office itself, else that one unit. Raises DeskError."""
    office = ws.office.organisation.code
    if organisation is None or organisation == office:
        return Scope(office, ws.expected(period), ws.reporting(period))
    ws.organisation(organisation)
    return Scope(organisation, (organisation,), (organisation,))


def paper_day(period: Period, today: date, until: date | None = None) -> date:
    """The day a paper is drafted for: today while the period is fresh, its last day for one drafted long after.

    A term is followed while it runs, so that is today from its first day on. `until` is the last day on which the
    organisation stands, where that is known: of a period that it ends in, nobody signs later.
    """
    fresh_from = period.end if period.end_year is None else period.start
    day = today if fresh_from <= today <= period.end + _DRAFTING_TIME else period.end
    return min(day, until) if until is not None and until >= period.start else day


def parts_of(store: Store, period: Period) -> tuple[Period, ...]:
    """The period and the stored ones within it, which it may be put together from."""
    return (period, *(other for other in store.periods() if other != period and period.contains(other)))


def period_figures(ws: Workspace, store: Store, period: Period, scope: Scope) -> PeriodFigures:
    """The figures of exactly `period`: as reported for it, else put together from the shorter periods within it."""
    whole = parts_of(store, period)
    if len(scope.counted) == 1:  # of one organisation they are soon put together
        return _period_figures(ws, store, whole, scope)

    def made(last: PeriodFigures | None) -> PeriodFigures:
        return _period_figures(ws, store, whole, scope, last)

    return store.kept(ws, ("figures", ws.only, scope), whole, made, passing=ws.whole is not None)


def _period_figures(
    ws: Workspace, store: Store, whole: tuple[Period, ...], scope: Scope, last: PeriodFigures | None = None
) -> PeriodFigures:
    """Many a row of the year's own holds a target only: what the quarters reported is its value all the same.

    What was put together `last` time, of the same catalogue, from the very same figures is not put together again.
    """
    period, *shorter = whole
    own = store.figures((period,), scope.counted, ws.only)
    rows = {(figure.key.indicator, figure.key.organisation): figure for figure in own}
    series: dict[tuple[str, str], list[Figure]] = {}
    for figure in chain(own, store.figures(shorter, scope.counted, ws.only)) if shorter else ():
        series.setdefault((figure.key.indicator, figure.key.organisation), []).append(figure)
    known = last.made_of if last is not None else {}
    made_of: dict[tuple[str, str], Made] = {}
    for at, figures in series.items():
        code, organisation = at
        indicator, row = ws.catalogue.get(code), rows.get(at)
        if indicator is None or (row is not None and (row.reported or len(figures) == 1)):
            continue
        parts = (series.get((part, organisation), ()) for part in (indicator.numerator, indicator.denominator))
        seen = tuple(chain(figures, *parts))
        made = known.get(at)
        if made is None or made.seen != seen:
            found = accumulate(indicator, seen, period, organisation, ws.catalogue.by_code)
            blank = row or Figure(FigureKey(code, organisation, period), None, indicator.unit)
            printed = any(figure.whole for figure in figures)
            made = Made(seen, found, replace(found.put_into(blank), whole=printed))
        made_of[at] = made
        if not made.figure.whole or not made.found.missing:  # a past report of the half-year alone is not of the year
            rows[at] = made.figure
    counts = _award_counts(ws, scoped_awards(store, period, scope), scope, period)
    gone = _gone(ws, period, scope)
    passed = {at: figure for at, figure in rows.items() if at[1] in gone and _is_state(ws, figure)}
    kept = (figure for at, figure in rows.items() if at not in passed)
    put_together = tuple(made.found for at, made in made_of.items() if rows.get(at) is made.figure)
    also = _also_gave(ws, store, whole, scope)
    return PeriodFigures(period, (*kept, *counts), put_together, tuple(passed.values()), also, made_of)


def _also_gave(ws: Workspace, store: Store, whole: tuple[Period, ...], scope: Scope) -> frozenset[str]:
    """Of the units that count without being expected (few were merged away within a period), those that gave anything:
    they owe an indicator that they did not give, also where they are looked at for this one alone.
    """
    expected = frozenset(scope.expected)
    unexpected = tuple(code for code in scope.counted if code not in expected)
    if ws.whole is None or not unexpected:
        return frozenset()
    held = _period_figures(ws.whole, store, whole, Scope(scope.organisation, (), unexpected))
    return frozenset(gave_anything(held.book))


def gave_anything(shelf: Book) -> set[str]:
    """The units that reported something in their own forms."""
    return {unit for (_, unit), figure in shelf.items() if figure.reported and not figure.whole}


def _gone(ws: Workspace, period: Period, scope: Scope) -> frozenset[str]:
    """The units that stood when the period began and not at its end: of a state then, their successors' forms tell."""
    start, end = period.start, period.end
    units = ((code, ws.organisations[code]) for code in scope.counted)
    return frozenset(code for code, unit in units if unit.on(end) is None and unit.on(start) is not None)


def _is_state(ws: Workspace, figure: Figure) -> bool:
    indicator = ws.catalogue.get(figure.key.indicator)
    return indicator is not None and indicator.kind is Behaviour.STOCK and figure.reported


def scoped_awards(store: Store, period: Period, scope: Scope) -> tuple[Award, ...]:
    """The award lines of all whose figures count: of the period's own form, else of the shorter periods' forms."""
    counted = frozenset(scope.counted)
    own = [award for award in store.awards(period) if award.organisation in counted]
    listed = {(award.organisation, period) for award in own}
    shorter = [other for other in store.periods() if other != period and period.contains(other)]
    rest = [award for other in shorter for award in store.awards(other) if award.organisation in counted]
    listed |= {(award.organisation, award.period) for award in rest}
    return (*own, *(award for award in rest if not _within_another(award, listed)))


def _within_another(award: Award, listed: Collection[tuple[str, Period]]) -> bool:
    """Whether a longer period's form of the same unit has award lines too: those of its parts are then in it."""
    return any(
        organisation == award.organisation and period != award.period and period.contains(award.period)
        for organisation, period in listed
    )


def _award_counts(ws: Workspace, awards: Sequence[Award], scope: Scope, period: Period) -> Iterable[Figure]:
    """The figures that drafter itself counts from the award lists (group K), as the office's own."""
    for code, number in summarise(awards, ws.award_forms.by_code).by_indicator().items():
        indicator = ws.catalogue.get(code)
        if indicator is not None and indicator.kind is Behaviour.DERIVED:
            yield Figure(FigureKey(code, scope.organisation, period), Decimal(number), indicator.unit)


def period_totals(ws: Workspace, store: Store, period: Period, scope: Scope) -> Mapping[str, Total]:
    """The total of every indicator of the catalogue over the scope, of what the store holds for exactly `period`."""

    def made(_: object) -> Mapping[str, Total]:
        return totals_held(ws, period_figures(ws, store, period, scope), scope)

    if len(scope.counted) == 1:
        return made(None)
    return store.kept(ws, ("totals", ws.only, scope), parts_of(store, period), made, passing=ws.whole is not None)


def totals_before(ws: Workspace, store: Store, before: Period | None, organisation: str | None) -> Mapping[str, Total]:
    """The totals of an earlier period as a later one is compared with them: as printed, where a paper was issued.

    Nothing where there is no such period (`before` None).
    """
    if before is None:
        return {}
    found = period_totals(ws, store, before, scope_of(ws, before, organisation))
    return {code: as_printed(one) for code, one in found.items()}


def totals_held(ws: Workspace, held: PeriodFigures, scope: Scope) -> Mapping[str, Total]:
    """The same of figures at hand."""
    return totals_of(ws, held.book, held.period, scope, held.also_gave)


def totals_of(
    ws: Workspace, shelf: Book, period: Period, scope: Scope, also_gave: Collection[str] = ()
) -> Mapping[str, Total]:
    """The same of a book at hand."""
    gave = gave_anything(shelf).union(also_gave)
    units = tuple(dict.fromkeys((*scope.expected, *(code for code in scope.counted if code in gave))))
    found = totals_of_book(ws.catalogue.indicators, shelf, units, period, scope.organisation, ws.names(period))
    below = ws.grassroots(period)
    above = {  # a grassroots union that was not asked is not missing
        one.code: replace(total, missing=tuple(unit for unit in total.missing if unit not in below))
        for one in ws.catalogue.indicators
        if one.upper_only and (total := found[one.code]).missing
    }
    return {**found, **above}


def absent_units(store: Store, period: Period, scope: Scope) -> tuple[str, ...]:
    """The expected units whose form for the period, or for a part of it up to its end, is not in.

    Who reported on the first quarter only has not reported on the half-year. A term is followed while it runs: there
    any year counts.
    """
    periods = [
        other
        for other in store.periods()
        if period.contains(other) and (period.end_year is not None or other.end == period.end)
    ]
    came = store.handed_in(periods)
    return tuple(code for code in scope.expected if code not in came)


@dataclass(frozen=True)
class Lacking:
    """Whose figures totals are without: the `absent`, whose forms are not in, and the `short`, who reported but not all
    that a paper must have. `units` are both by code, in the order of the office's list: the paper is provisional then.
    """

    absent: tuple[str, ...]
    short: tuple[Short, ...]
    units: tuple[str, ...]


def lacking_units(ws: Workspace, store: Store, kinds: Iterable[Kind], period: Period, scope: Scope) -> Lacking:
    """Who is absent, and who is short of what any of the kinds requires."""
    totals, absent = period_totals(ws, store, period, scope), absent_units(store, period, scope)
    required = dict.fromkeys(code for kind in kinds for code in kind.required)
    short = short_units(required, totals, scope.expected, absent, scope.organisation)
    lacking = {*absent, *(one.unit for one in short)}
    return Lacking(absent, short, tuple(code for code in scope.expected if code in lacking))


def gather(ws: Workspace, store: Store, kind: Kind, period: Period, scope: Scope, day: date) -> Paper:
    """Everything a paper of this kind says. Raises DeskError when the organisation did not stand on `day`."""
    before, after = period.same_period_last_year(), period.following()
    shelf = period_figures(ws, store, period, scope).book
    years, whole = _years(ws, store, period, scope), _whole(ws, store, period, scope)
    own = ws.office.organisation.code
    next_scope = Scope(own, (), (own,)) if scope.organisation == own else scope
    office = replace(ws.office, organisation=ws.organisation(scope.organisation))
    registers = register_rows(ws, store, kind.registers, period, scope.counted)
    totals = period_totals(ws, store, period, scope)
    return Paper(
        kind=kind,
        office=office,
        standing=_headed(issuer_on(ws, kind, scope.organisation, period, day), registers),
        period=period,
        day=day,
        style=ws.settings.style,
        catalogue=ws.catalogue,
        award_forms=ws.award_forms.by_code,
        award_rules=ws.award_rules,
        earlier_awards=_awards_before(store, period, scope) if NOMINATIONS in kind.registers else (),
        totals=totals_of_span(totals, whole, years, ws.catalogue.by_code),
        previous=totals_before(ws, store, before, scope.organisation),
        next_targets=period_totals(ws, store, after, next_scope),
        awards=scoped_awards(store, period, scope),
        narratives=tuple(piece for piece in store.narratives(period) if piece.organisation in scope.counted),
        names=ws.names(period),
        expected=scope.expected,
        absent=lacking_units(ws, store, (kind,), period, scope).units,
        registers=registers,
        earlier_registers=_registers_of(ws, store, kind, before, scope),
        next_registers=_registers_of(ws, store, kind, after if period.term is not None else None, scope),
        years=years,
        whole=whole,
        scoring=ws.scoring,
        unit_totals=_UnitTotals(ws, shelf, period, scope.counted) if SCORES in kind.registers else {},
    )


def _awards_before(store: Store, period: Period, scope: Scope) -> tuple[Award, ...]:
    """The award lines of all periods that were over when this one began: what each had already been given."""
    earlier = (other for other in store.periods() if other.end < period.start)
    return tuple(award for each in earlier for award in store.awards(each) if award.organisation in scope.counted)


class _UnitTotals(Mapping[str, Mapping[str, Total]]):
    """The totals of each unit by itself, as a cluster scores its units. Each is worked out when it is asked for: of
    thousands who report only a few may be members of the cluster.
    """

    def __init__(self, ws: Workspace, shelf: Book, period: Period, units: Sequence[str]) -> None:
        self._ws, self._period, self._units = ws, period, dict.fromkeys(units)
        self._own: dict[str, dict[tuple[str, str], Figure]] = {}
        for at, figure in shelf.items():
            self._own.setdefault(at[1], {})[at] = figure
        self._made: dict[str, Mapping[str, Total]] = {}

    def __getitem__(self, unit: str) -> Mapping[str, Total]:
        if unit not in self._made:
            if unit not in self._units:
                raise KeyError(unit)
            own, alone = self._own.get(unit, {}), Scope(unit, (unit,), (unit,))
            self._made[unit] = totals_of(self._ws, own, self._period, alone)
        return self._made[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


def _headed(standing: Standing, registers: Mapping[str, Sequence[Row]]) -> Standing:
    """A cluster signed for by its head of the period, where the settings name nobody."""
    if standing.level is not Level.CLUSTER or standing.signer is not None:
        return standing
    head = read_cluster(registers.get(REGISTER, ())).post(Role.HEAD)
    return replace(standing, signer=Signer(level_rules()[Level.CLUSTER].head, head.name if head else ""))


def _years(ws: Workspace, store: Store, period: Period, scope: Scope) -> Mapping[Period, Mapping[str, Total]]:
    """The totals of each year of a term or half-term, each over the units of its own time."""
    if period.end_year is None:
        return {}
    years = period.parts(PeriodType.YEAR)
    return {year: period_totals(ws, store, year, scope_of(ws, year, scope.organisation)) for year in years}


def _whole(ws: Workspace, store: Store, period: Period, scope: Scope) -> Mapping[str, Total]:
    """The totals of what was reported for the very term or half-term, not put together from its years."""
    if period.end_year is None:
        return {}
    return totals_of(ws, book(store.figures((period,), scope.counted), period), period, scope)


def _registers_of(
    ws: Workspace, store: Store, kind: Kind, period: Period | None, scope: Scope
) -> Mapping[str, tuple[Row, ...]]:
    """The registers of another period that a paper compares with, or plans for; none where there is no such period."""
    if period is None or not kind.registers:
        return {}
    return register_rows(ws, store, kind.registers, period, scope_of(ws, period, scope.organisation).counted)


def issuer_on(ws: Workspace, kind: Kind, organisation: str, period: Period, day: date) -> Standing:
    """Who issues a paper of this kind: the body the kind names, where the office has said how that stands, else the
    organisation itself (both are in use, format rule HD-09)."""
    own = standing_on(ws, organisation, period, day)
    if kind.congress and (term := period.term) is not None:
        congress = ws.office.congresses.get(term.next().code)
        lines = congress.lines if congress else ("ĐẠI HỘI …", f"NHIỆM KỲ {term.end_year} - …")
        return replace(own, upper_lines=(), own_lines=lines, symbol=congress.symbol if congress else "ĐH", signer=None)
    named = None if kind.issuer is None or kind.issuer is own.level else ws.office.issuers.get(kind.issuer)
    return own if named is None else named


def standing_on(ws: Workspace, organisation: str, period: Period, day: date) -> Standing:
    """How the organisation stands on `day`, its letterhead filled in. Raises DeskError when it does not."""
    found = ws.organisation(organisation)
    standing = found.on(day)
    if standing is None:
        raise stop(NOT_STANDING, name=found.name_on(period.end), day=f"{day:%d/%m/%Y}")
    if standing.own_lines:
        return standing
    parent = _upper_name(ws, standing.parent or ws.office.organisation.code, day)
    head = letterhead(standing.level, standing.name, parent)
    return replace(
        standing,
        upper_lines=head.upper_lines,
        own_lines=head.own_lines,
        symbol=standing.symbol or head.symbol,
        place=standing.place or "…………",
        authority=head.authority,
    )


def _upper_name(ws: Workspace, parent: str, day: date) -> str:
    """The upper union's name: the unit list names it by its code, or writes its name out."""
    upper = ws.organisations.get(parent)
    return parent if upper is None else upper.name_on(day)

"""Turn a stored draft into what it was drafted from: its paper as the store read then, and each figure behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from drafter.awards.batch import Batch
from drafter.awards.nomination import Nomination
from drafter.desk.gather import PeriodFigures, Scope, gather, paper_day, period_figures, scope_of, totals_held
from drafter.desk.problems import DeskError
from drafter.desk.to_date import year_to_date
from drafter.desk.tracing.derivation import Fact
from drafter.desk.workspace import Workspace
from drafter.indicators.book import book
from drafter.indicators.exact import as_decimal
from drafter.indicators.rates import share_of
from drafter.indicators.spans import Accumulated
from drafter.model.figure import Figure, FigureKey
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period
from drafter.model.result import Total
from drafter.render.cluster_slots import cluster_of
from drafter.render.context import figure_slots
from drafter.render.interim_slots import LACKING, to_date_slots
from drafter.render.kinds import load_kind, template_folders
from drafter.render.nomination_lists import nominee_key
from drafter.render.nomination_slots import batch_of
from drafter.render.paper import Paper
from drafter.render.scoring import Scoring, scoring_of
from drafter.render.slots import FigureSlot
from drafter.render.unit_values import unit_values
from drafter.store.corrections import Correction
from drafter.store.phrases import moment_words, value_words
from drafter.store.records import Draft, Origin
from drafter.store.store import Store
from drafter.wording.numbers import number


@dataclass(frozen=True)
class Evidence:
    """The figures that a draft was made of, read as they stood then. It keeps what it has worked out."""

    ws: Workspace
    store: Store
    paper: Paper

    @cached_property
    def slots(self) -> Mapping[str, FigureSlot]:
        """The paper's figures by indicator."""
        return figure_slots(self.paper)

    @cached_property
    def to_date(self) -> Mapping[str, FigureSlot]:
        """The year to date by indicator, its target the year's; empty where the paper has none."""
        return to_date_slots(self.paper)

    @cached_property
    def scoring(self) -> Scoring:
        """The cluster's whole scoring."""
        return scoring_of(self.paper, cluster_of(self.paper))

    @cached_property
    def batch(self) -> Batch:
        """The nominations with what their checks need."""
        return batch_of(self.paper)

    @cached_property
    def nominees(self) -> Mapping[str, Sequence[Nomination]]:
        """The nominations by the key of their row in a list."""
        found: dict[str, list[Nomination]] = {}
        for one in self.batch.nominations:
            found.setdefault(nominee_key(self.paper, one), []).append(one)
        return found

    @cached_property
    def _held(self) -> dict[tuple[Period, str], tuple[PeriodFigures, Mapping[str, Total]]]:
        return {}

    @cached_property
    def _corrected(self) -> dict[Period, Mapping[FigureKey, Correction]]:
        return {}

    def held(self, period: Period, organisation: str) -> tuple[PeriodFigures, Mapping[str, Total]]:
        """The figures of a period over an organisation's units, and their totals."""
        at = (period, organisation)
        if at not in self._held:
            scope = scope_of(self.ws, period, organisation)
            found = period_figures(self.ws, self.store, period, scope)
            self._held[at] = found, totals_held(self.ws, found, scope)
        return self._held[at]

    def slot(self, code: str, organisation: str, period: Period, *, planned: bool = False) -> FigureSlot | None:
        """A figure by what its key says; `planned`: as part of the year's plan. None where the catalogue has none."""
        paper = self.paper
        if (indicator := paper.catalogue.get(code)) is None:
            return None
        if organisation == paper.organisation:
            upto = paper.to_date
            if upto is not None and period == upto.period and (planned or period != paper.period):
                return self.to_date[code]
            if period == paper.period:
                return self.slots[code]
            if period == paper.period.following() and code in paper.next_targets:
                return FigureSlot(indicator, paper.next_targets[code], None, paper.names, paper.style)
            if code in paper.years.get(period, {}):
                return FigureSlot(indicator, paper.years[period][code], None, paper.names, paper.style)
        elif (whole := self._whole(code, period)) is not None and organisation in whole.units:
            return FigureSlot(indicator, of_unit(whole, organisation, indicator), None, paper.names, paper.style)
        if organisation not in self.ws.organisations:
            return None
        total = self.held(period, organisation)[1][code]
        return FigureSlot(indicator, total, None, paper.names, paper.style)

    def _whole(self, code: str, period: Period) -> Total | None:
        if period == self.paper.period:
            return self.paper.totals.get(code)
        return self.held(period, self.paper.organisation)[1].get(code)

    def facts(
        self, figures: Iterable[Figure], period: Period, organisation: str, *, target: bool = False
    ) -> list[Fact]:
        """The entries behind figures: those of shorter periods one by one where a figure was put together from them."""
        found: list[Fact] = []
        parts = self.parts(period, organisation)
        for figure in figures:
            made = parts.get((figure.key.indicator, figure.key.organisation))
            if made is None or target:
                found.append(self.fact(figure, period, target=target))
            else:
                found += [self.fact(part, period) for part in made.contributions]
        return found

    def parts(self, period: Period, organisation: str) -> Mapping[tuple[str, str], Accumulated]:
        """What was put together from shorter periods, by indicator and unit."""
        made = self.held(period, organisation)[0].put_together
        return {(one.indicator, one.organisation): one for one in made if one.contributions}

    def fact(self, figure: Figure, period: Period, *, target: bool = False) -> Fact:
        """One reported figure as an entry."""
        key, names = figure.key, self.paper.names
        code = "" if key.indicator not in self.paper.catalogue.by_code else key.indicator
        value = number(figure.target) if target and figure.target is not None else value_words(figure)
        return Fact(
            what=names.get(key.organisation, key.organisation),
            value=f"{value} {figure.unit}".strip() if target else value,
            source=figure.source,
            key=key if code else None,
            period="" if key.period == period else key.period.words,
            corrected=self._correction(key),
        )

    def _correction(self, key: FigureKey) -> str:
        if key.period not in self._corrected:
            self._corrected[key.period] = self.store.corrections((key.period,))
        held = self._corrected[key.period].get(key)
        if held is None:
            return ""
        sent = [one for one in self.store.history(key) if one.origin in (Origin.SUBMITTED, Origin.REPORTED)]
        before = value_words(sent[-1].figure) if sent else "«chưa có số liệu»"
        return f"cơ quan sửa từ {before}: {held.who}, {moment_words(held.at)}, lý do: {held.reason}"


def of_unit(whole: Total, unit: str, indicator: Indicator) -> Total:
    """One unit's part of a total, as the paper prints it of that unit."""
    given = unit_values(indicator, whole)[unit]
    own = tuple(figure for figure in whole.contributions if figure.key.organisation == unit)
    row = next((figure for figure in own if figure.key.indicator == indicator.code), None)
    share = share_of(indicator, unit, book(own, whole.period)) if indicator.kind in (Kind.RATE, Kind.RATIO) else None
    return replace(
        whole,
        organisation=unit,
        value=None if given.value is None else as_decimal(given.value),
        exact=given.value,
        qualifier=given.qualifier,
        numerator=share.numerator if share else None,
        denominator=share.denominator if share else None,
        target=row.target if row else None,
        contributions=own,
        missing=(),
        rate_only=(),
        summable=True,
        reason="",
    )


def evidence_of(ws: Workspace, store: Store, draft: Draft, *, of_workbook: bool = False) -> Evidence:
    """What a stored draft was drafted from. Raises DeskError where its kind or organisation is gone.

    `of_workbook`: what its workbook was made from, which late figures may have renewed by itself.
    """
    home, problems = load_kind(draft.kind, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    newer = draft.manifest.get("annex_revision") if of_workbook else None
    then = store.at(draft.figures_version if newer is None else int(newer))
    scope = scope_of(ws, draft.period, draft.organisation)
    paper = gather(ws, then, home.kind, draft.period, scope, _day(ws, draft, scope))
    return Evidence(ws, then, replace(paper, to_date=year_to_date(ws, then, draft.period, scope)))


def office_behind(ws: Workspace, draft: Draft, key: str) -> Workspace:
    """The office as far as one figure of a draft needs it. What units report stands on its own indicator and its parts,
    a place left open for a part of the year on none; what is counted over all indicators, over lists or against a
    term's targets has the whole office behind it.
    """
    head = key.partition("/")[0]
    if head == LACKING:
        return ws.looked_at_for("")
    indicator = ws.catalogue.get(head)
    alone = indicator is not None and indicator.kind is not Kind.DERIVED and draft.period.end_year is None
    return ws.looked_at_for(indicator.code) if indicator is not None and alone else ws


def _day(ws: Workspace, draft: Draft, scope: Scope) -> date:
    """The day it was drafted for; drafts of earlier versions of the program did not keep it."""
    if "day" in draft.manifest:
        return date.fromisoformat(str(draft.manifest["day"]))
    until = ws.organisation(scope.organisation).last_day
    return paper_day(draft.period, draft.created_at.date(), until)

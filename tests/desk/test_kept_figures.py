"""What the desk keeps of a store reads as a store that was opened this moment, whatever happened in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from drafter.desk.figures import check_figures, figure_table
from drafter.desk.gather import period_totals, scope_of
from drafter.desk.status import board
from drafter.desk.workspace import Workspace
from drafter.indicators import checks
from drafter.model.award import Award, Recipient
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.submission import Submission
from drafter.store.store import Store, open_store
from tests.desk.small_office import ASKED, CAME, GIFT_MONEY, GIFTS, MEETINGS, MEMBERS, NEW_MEMBERS, OFFICE, SCHOOL, Desk

PERIODS = tuple(map(Period.parse, ("2024-Q2", "2025-Q1", "2025-Q2", "2025", "2024")))
SHOWN = (*PERIODS, Period.parse("2025-H1"))
TODAY = date(2025, 7, 20)
STEPS = 10
UNREAD = ProblemKind("X998", Severity.ERROR, "thử", "không đọc được", "sửa")


@pytest.fixture
def office(desk: Desk) -> Workspace:
    """The small office with its own indicators only and six units more: of fewer there is no middle value."""
    more = (
        Organisation(f"CDCS-1{place}", (Standing(Level.GRASSROOTS, f"Công đoàn cơ sở Xóm {place}", parent=OFFICE),))
        for place in range(6)
    )
    every = desk.ws.catalogue
    some = tuple(one for one in every.indicators if one.code in ASKED or one.code[0] == "K")
    return replace(desk.ws, units=(*desk.ws.units, *more), catalogue=replace(every, indicators=some))


class Chance:
    """What may happen to a store, one thing after another."""

    def __init__(self, ws: Workspace, seed: int) -> None:
        self._random = Random(seed)
        self._units = [*(unit.code for unit in ws.units), OFFICE]
        self._number = 0

    def happens(self, store: Store) -> None:
        """Anything: a form, a past report, a refused file, a correction or its undoing, a whole batch."""
        acts = (self._form, self._form, self._form, self._report, self._refused, self._correct, self._undo, self._batch)
        self._random.choice(acts)(store)

    def _form(self, store: Store) -> None:
        store.record(self._submission(), self._problems(), force=self._random.random() < 0.3)

    def _report(self, store: Store) -> None:
        """A past report tells of several units and years."""
        of = self._submission(OFFICE)
        told = (self._figures(unit, period) for unit in self._some(self._units) for period in (of.period, PERIODS[-1]))
        keys = {figure.key: figure for figures in (of.figures, *told) for figure in figures}
        store.record(replace(of, report=True, figures=tuple(keys.values())))

    def _refused(self, store: Store) -> None:
        one = self._submission()
        store.record_rejected(one.file, one.digest, one.organisation, one.period, one.received_at, self._problems())

    def _correct(self, store: Store) -> None:
        for figure in self._figures(self._random.choice(self._units), self._random.choice(PERIODS))[:1]:
            store.correct(figure.key, figure, "gõ nhầm", "Mai", CAME)

    def _undo(self, store: Store) -> None:
        held = list(store.corrections(PERIODS))
        if held:
            store.undo(self._random.choice(held), "thôi", "Mai", CAME)

    def _batch(self, store: Store) -> None:
        store.record_many((self._submission(unit), ()) for unit in self._some(self._units))

    def _submission(self, unit: str = "") -> Submission:
        self._number += 1
        unit, period = unit or self._random.choice(self._units), self._random.choice(PERIODS)
        came = CAME + timedelta(hours=self._random.randint(-50, 50))
        awards = [
            Award(unit, period, "BK_T", OFFICE, self._random.choice(list(Recipient)), self._random.randint(1, 3))
            for _ in range(self._random.choice((0, 0, 1, 2)))
        ]
        file, digest = f"{unit}-{period}.xlsx", f"{self._number:064x}"
        return Submission(unit, period, file, digest, came, figures=self._figures(unit, period), awards=tuple(awards))

    def _figures(self, unit: str, period: Period) -> tuple[Figure, ...]:
        if self._random.random() < 0.3:
            return ()
        codes = self._some(("A01", MEMBERS, NEW_MEMBERS, GIFTS, GIFT_MONEY, MEETINGS, "G06"))
        return tuple(self._figure(FigureKey(code, unit, period), row) for row, code in enumerate(codes))

    def _figure(self, key: FigureKey, row: int) -> Figure:
        size, source = (
            self._random.choice((1, 1, 40)),
            Source(f"{key.organisation}-{key.period}.xlsx", "Số liệu", f"F{row}"),
        )
        value = Decimal(self._random.randint(0, 30) * size)
        if key.indicator == MEETINGS:
            return Figure(key, value, "%", numerator=value, denominator=Decimal(30 * size), source=source)
        target, previous = (self._random.choice((None, None, Decimal(20))) for _ in range(2))
        return Figure(
            key, self._random.choice((value, value, None)), "", target=target, source=source, previous=previous
        )

    def _problems(self) -> tuple[Problem, ...]:
        return (UNREAD.at(Place("a.xlsx", "Số liệu", "F1")),) if self._random.random() < 0.5 else ()

    def _some(self, of: tuple[str, ...] | list[str]) -> list[str]:
        return self._random.sample(list(of), self._random.randint(1, len(of)))


def _everything(ws: Workspace, store: Store) -> dict[Period, tuple[object, ...]]:
    """What pages and papers show of each period."""
    whole = {period: scope_of(ws, period) for period in SHOWN}
    return {
        period: (check_figures(ws, store, period, scope), period_totals(ws, store, period, scope))
        for period, scope in whole.items()
    }


@pytest.mark.parametrize(("seed", "keep"), [(1, 10_000), (2, 40)])
def test_what_is_kept_reads_as_what_is_worked_out_afresh(office: Workspace, seed: int, keep: int) -> None:
    """Forms, past reports, refused files, corrections, undoings and batches, by this process and by another."""
    chance, order = Chance(office, seed), Random(seed)
    with open_store(office.database, keep=keep) as kept, open_store(office.database) as other:
        for _ in range(STEPS):
            chance.happens(order.choice((kept, other)))
            with open_store(office.database, keep=10_000) as fresh:
                assert _everything(office, kept) == _everything(office, fresh)
                assert kept.periods() == fresh.periods()
                for code in (MEETINGS, NEW_MEMBERS):
                    alone = office.looked_at_for(code)
                    for period, (_, totals) in _everything(office, fresh).items():
                        assert period_totals(alone, kept, period, scope_of(alone, period))[code] == totals[code]  # type: ignore[index]
        period = order.choice(SHOWN)
        with open_store(office.database) as fresh:
            assert figure_table(office, kept, period) == figure_table(office, fresh, period)
            assert board(office, kept, period, TODAY) == board(office, fresh, period, TODAY)


def test_what_is_looked_at_in_passing_drives_out_nothing_that_lasts(office: Workspace) -> None:
    period, made = PERIODS[0], list[str]()
    with open_store(office.database) as store:

        def ask(key: str, passing: bool) -> None:
            store.kept(office, key, (period,), lambda _: made.append(key), passing=passing)

        ask("lasting", False)
        for number in range(100):
            ask(f"passing {number}", True)
        ask("lasting", False)
        ask("passing 99", True)
        assert made.count("lasting") == made.count("passing 99") == 1
        ask("passing 0", True)
        assert made.count("passing 0") == 2


def test_one_form_has_one_unit_checked_again(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other units, and what happens in a period that nothing is compared with, are left as they were."""
    period, asked = PERIODS[2], []
    ask = checks._ask

    def told(case: object, rules: object, unit: str, *rest: object) -> object:
        asked.append(unit)
        return ask(case, rules, unit, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "_ask", told)
    with open_store(office.database, keep=10_000) as store:
        for place, unit in enumerate(office.expected(period)):
            for each in (PERIODS[1], period):
                key = FigureKey(MEMBERS, unit, each)
                figure = Figure(key, Decimal(40 + place), "người")
                store.record(Submission(unit, each, "a.xlsx", f"{place}{each}", CAME, figures=(figure,)))
        scope = scope_of(office, period)

        def asked_of(ws: Workspace = office) -> list[str]:
            asked.clear()
            check_figures(ws, store, period, scope)
            return list(asked)

        assert asked_of() == list(scope.counted)
        assert asked_of() == []
        key = FigureKey(MEMBERS, SCHOOL, period)
        store.correct(key, Figure(key, Decimal(4), "người"), "nhầm", "Mai", CAME)
        assert asked_of() == [SCHOOL]
        elsewhere = replace(key, period=PERIODS[0])
        store.correct(elsewhere, Figure(elsewhere, Decimal(4), "người"), "nhầm", "Mai", CAME)
        assert asked_of() == []
        assert asked_of(replace(office)) == list(scope.counted)  # the folder was read again


def test_a_form_of_the_year_before_is_asked_about_beside_this_year(office: Workspace) -> None:
    """Half a year put together from one quarter is no half-year to compare with (W120)."""
    this, before = Period.parse("2025-H1"), PERIODS[0]
    with open_store(office.database, keep=10_000) as store:
        scope = scope_of(office, this)
        assert check_figures(office, store, this, scope) == ()
        key = FigureKey(NEW_MEMBERS, SCHOOL, before)
        figure = Figure(key, Decimal(4), "người")
        store.record(Submission(SCHOOL, before, "a.xlsx", "0" * 64, CAME, figures=(figure,)))
        assert [one.code for one in check_figures(office, store, this, scope)] == ["W120"]

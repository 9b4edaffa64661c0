"""A store that keeps figures gives what one that does not would give, whatever happened in between."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection

from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.model.problem import Place, ProblemKind, Severity
from drafter.model.submission import Submission
from drafter.store import reading
from drafter.store.store import open_store

YEAR, NOW = Period.parse("2025"), datetime(2026, 1, 6, tzinfo=UTC)
KEY = FigureKey("E02", "CDCS-01", YEAR)


UNREAD = ProblemKind("X999", Severity.ERROR, "thử", "{unit}", "sửa")


def _form(value: int, unit: str = KEY.organisation, period: Period = YEAR) -> Submission:
    figure = Figure(FigureKey("E02", unit, period), Decimal(value), "người")
    return Submission(unit, period, "a.xlsx", f"{value:064x}", NOW, figures=(figure,))


def test_only_what_something_happened_to_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    read = reading.figures

    def reading_told(connection: Connection, periods: tuple[Period, ...], units: set[str] | None) -> object:
        asked.append((*periods, units))
        return read(connection, periods, units)

    with open_store(tmp_path / "a.db", keep=100) as store, open_store(tmp_path / "a.db") as other:
        monkeypatch.setattr("drafter.store.keeping.reading.figures", reading_told)
        other.record(_form(4))
        other.record(_form(9, "CDCS-02"))
        assert [one.value for one in store.figures([YEAR])] == [4, 9]
        assert store.figures([YEAR], ["CDCS-01"]) == store.figures([YEAR])[:1]
        assert store.figures([YEAR], []) == ()
        assert asked == [(YEAR, None)]
        other.record(_form(5))  # by another process
        assert [one.value for one in store.figures([YEAR])] == [5, 9]
        other.correct(KEY, Figure(KEY, Decimal(6), "người"), "nhầm", "Mai", NOW)
        assert [one.value for one in store.figures([YEAR])] == [6, 9]
        other.undo(KEY, "nhầm", "Mai", NOW)
        assert [one.value for one in store.figures([YEAR])] == [5, 9]
        other.record_rejected("lạ.xlsx", "0" * 64, None, None, NOW, ())
        assert [one.value for one in store.figures([YEAR])] == [5, 9]
        assert asked[1:] == [(YEAR, {"CDCS-01"})] * 3


def test_a_past_report_with_several_units_replaces_what_it_said_of_each(tmp_path: Path) -> None:
    def told(value: int, *units: str) -> Submission:
        figures = (
            Figure(FigureKey("E02", unit, period), Decimal(value), "người") for unit in units for period in years
        )
        return Submission("LDLD", YEAR, "cũ.docx", f"{value:064x}", NOW, figures=tuple(figures), report=True)

    years = (YEAR, Period.parse("2024"))
    with open_store(tmp_path / "a.db", keep=100) as store, open_store(tmp_path / "a.db") as other:
        other.record(told(1, "CDCS-01", "CDCS-02"))
        assert len(store.figures(years)) == 4
        other.record(told(2, "CDCS-02", "CDCS-03"))
        assert store.figures(years) == other.figures(years)
        assert [one.key.organisation for one in store.figures(years)] == ["CDCS-02", "CDCS-03"] * 2


def test_many_files_at_once_and_periods_let_go(tmp_path: Path) -> None:
    before = Period.parse("2024")
    with open_store(tmp_path / "a.db", keep=1) as store, open_store(tmp_path / "a.db") as other:
        other.record(_form(1, period=before))
        for value in (2, 3):
            other.record_many((_form(value * 1000 + unit, f"CDCS-{unit:03}"), ()) for unit in range(600))
            assert store.figures([before, YEAR]) == other.figures([before, YEAR])
            assert store.figures([YEAR, before], ["CDCS-01"]) == other.figures([YEAR, before], ["CDCS-01"])
            assert store.figures([before]) == other.figures([before])
        assert store.periods() == (before, YEAR)


def test_only_files_with_something_wrong_are_told_of(tmp_path: Path) -> None:
    wrong = UNREAD.at(Place("b.xlsx"), unit="CDCS-02")
    with open_store(tmp_path / "a.db") as store:
        store.record(_form(1))
        assert store.faulty(YEAR) == ()
        store.record(_form(2, "CDCS-02"), [wrong])
        store.record_rejected("c.xlsx", "1" * 64, "CDCS-03", YEAR, NOW, [wrong])
        assert store.faulty(YEAR) == tuple(one for one in store.submissions(YEAR) if one.problems)
        assert [one.organisation for one in store.faulty(YEAR)] == ["CDCS-03", "CDCS-02"]
        assert store.handed_in([YEAR]) == {"CDCS-01", "CDCS-02"}
        assert store.handed_in([]) == frozenset()

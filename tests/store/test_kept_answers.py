"""A store that keeps answers gives what one that does not would give, whatever happened in between."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.store import reading
from drafter.store.store import open_store

YEAR, NOW = Period.parse("2025"), datetime(2026, 1, 6, tzinfo=UTC)
KEY = FigureKey("E02", "CDCS-01", YEAR)


def _form(value: int) -> Submission:
    return Submission("CDCS-01", YEAR, "a.xlsx", f"{value:064x}", NOW, figures=(Figure(KEY, Decimal(value), "người"),))


def test_answers_are_kept_while_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    read = reading.figures
    monkeypatch.setattr(reading, "figures", lambda *given: asked.append(given) or read(*given))
    with open_store(tmp_path / "a.db", keep=2) as store, open_store(tmp_path / "a.db") as other:
        other.record(_form(4))
        assert store.figures([YEAR]) == store.figures([YEAR])
        assert len(asked) == 1
        assert store.figures([YEAR], ["CDCS-01"]) == store.figures([YEAR])
        assert store.figures([YEAR], []) == ()
        assert len(asked) == 3
        other.record(_form(5))  # by another process
        assert [one.value for one in store.figures([YEAR])] == [5]
        other.correct(KEY, Figure(KEY, Decimal(6), "người"), "nhầm", "Mai", NOW)
        assert [one.value for one in store.figures([YEAR])] == [6]
        other.undo(KEY, "nhầm", "Mai", NOW)
        assert [one.value for one in store.figures([YEAR])] == [5]
        assert store.figures([YEAR]) == other.figures([YEAR])

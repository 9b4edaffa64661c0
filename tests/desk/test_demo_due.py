"""The demo of running by itself shows a due run, a start that does nothing, a catch-up."""

from __future__ import annotations

from pathlib import Path

from drafter.desk.demonstrating.due import RUNS, demo_due
from drafter.desk.unattended.run_due import RunReport
from tests.desk.due_office import drafts_of


def test_a_due_run_a_second_start_that_does_nothing_and_a_catch_up(tmp_path: Path) -> None:
    reports: list[RunReport] = []
    steps: list[str] = []
    home = demo_due(tmp_path, lambda note, command: steps.append(command), reports.append)
    assert home is not None
    assert steps == [f"drafter run-due --today {day}" for _, day, _ in RUNS]
    due, again, caught_up = reports
    assert [task[1:] for task in drafts_of(due)] == [("2026-H1", "du"), ("2026-Q2", "du")]
    assert (again.tasks, again.received, again.exit_code) == ((), (), 0)
    assert [task[1:] for task in drafts_of(caught_up)] == [("2026-9M", "tam"), ("2026-Q3", "tam")]
    assert "bản tạm, còn thiếu 1/4 đơn vị" in (home / "du-thao" / "CAN_XEM_LAI.txt").read_text("utf-8-sig")
    assert demo_due(tmp_path, lambda note, command: None, reports.append) is None
    assert len(reports) == 3

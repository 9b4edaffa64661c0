from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_runs import Program
from tests.desk.known_files import files_read_once
from tests.desk.small_office import make_office

__all__ = ["files_read_once"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office's folder."""
    return make_office(tmp_path / "Văn phòng Núi Xanh")


@pytest.fixture
def drafter(office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, run in the small office's folder; its lines do not wrap at a terminal's width."""
    monkeypatch.setenv("COLUMNS", "200")
    return Program(capsys, office)

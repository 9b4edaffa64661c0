from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.desk.workspace import Workspace, open_workspace
from drafter.store.store import open_store
from tests.desk.due_office import DueOffice, small_kinds
from tests.desk.known_files import files_read_once
from tests.desk.small_office import Desk, make_office

__all__ = ["files_read_once"]


@pytest.fixture(scope="session")
def opened_office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small office as `drafter init` makes it, read once."""
    ws = open_workspace(make_office(tmp_path_factory.mktemp("mau") / "van-phong"))
    assert ws.problems == ()
    return ws


@pytest.fixture
def desk(opened_office: Workspace, tmp_path: Path) -> Iterator[Desk]:
    """The small office in a folder of its own, its store open."""
    folder = tmp_path / "van-phong"
    shutil.copytree(opened_office.folder, folder)
    ws = replace(opened_office, folder=folder)
    with open_store(ws.database) as store:
        yield Desk(ws, store)


@pytest.fixture
def due_office(opened_office: Workspace, tmp_path: Path) -> DueOffice:
    """The small office with papers of a few lines, in a folder of its own, nothing run yet."""
    folder = tmp_path / "van-phong"
    shutil.copytree(opened_office.folder, folder)
    small_kinds(folder)
    return DueOffice(folder)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from tests.desk.small_office import Desk, make_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The small office in a folder of its own, its store open."""
    ws = open_workspace(make_office(tmp_path / "van-phong"))
    assert ws.problems == ()
    with open_store(ws.database) as store:
        yield Desk(ws, store)

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.desk.draft import draft
from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from drafter.web.site import Site
from tests.desk.known_files import files_read_once
from tests.desk.small_office import CAME, MEMBERS, NEW_MEMBERS, SCHOOL, Y2025, Desk, make_office
from tests.web.browser import PORT, Browser

__all__ = ["files_read_once"]
WORKED = CAME + timedelta(days=3)
LATER = CAME + timedelta(days=14)


@pytest.fixture(scope="session")
def office_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office as `drafter init` makes it."""
    return make_office(tmp_path_factory.mktemp("mau") / "van-phong")


@pytest.fixture
def home(office_made: Path, tmp_path: Path) -> Path:
    """The small office in a folder of its own."""
    return Path(shutil.copytree(office_made, tmp_path / "Văn phòng Núi Xanh"))


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    """The page over the small office, nobody in yet."""
    made = Site(home, PORT)
    yield made
    made.close()


@pytest.fixture
def browser(site: Site) -> Browser:
    """A browser that has been let in."""
    return Browser(site).enter()


@pytest.fixture(scope="session")
def office_worked(office_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office after a year's work: forms of two years are in, the yearly report was drafted twice."""
    home = Path(shutil.copytree(office_made, tmp_path_factory.mktemp("lam-viec") / "van-phong"))
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        desk = Desk(ws, store)
        desk.everybody("2024")
        desk.everybody()
        draft(ws, store, "bao-cao-nam", Y2025, now=WORKED)
        desk.hand_in(SCHOOL, {NEW_MEMBERS: 14, MEMBERS: 50}, now=WORKED)
        draft(ws, store, "bao-cao-nam", Y2025, now=WORKED + timedelta(hours=1))
    return home


@pytest.fixture
def worked(office_worked: Path, tmp_path: Path) -> Iterator[Browser]:
    """A browser that has been let in to the office at work, on a day soon after."""
    site = Site(Path(shutil.copytree(office_worked, tmp_path / "Văn phòng Núi Xanh")), PORT, now=lambda: LATER)
    yield Browser(site).enter()
    site.close()


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """The small office at work without the page."""
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        yield Desk(ws, store)

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.web.site import Site
from tests.desk.small_office import make_office
from tests.web.browser import PORT, Browser


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

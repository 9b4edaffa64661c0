"""Tests in Debian's Chromium: `make test-browser` installs what they need; where it is missing they say so and stop."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.desk.collect import collect
from drafter.desk.workspace import open_workspace
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from drafter.web.users import add_user
from tests.desk.small_office import HANOI
from tests.web.conftest import LATER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.chromium.seat import Seat

CHROMIUM = shutil.which("chromium")
HERE = Path(__file__).parent


class _Untested(pytest.Item):
    """What stands for a file that cannot even be read without Playwright."""

    def runtest(self) -> None:
        pytest.skip("NOT TESTED IN A BROWSER: Playwright is not installed (make test-browser takes it from PyPI)")


class _Unread(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        yield _Untested.from_parent(self, name=self.path.stem)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Without Playwright every file of this folder is one test, skipped with a word."""
    return None if importlib.util.find_spec("playwright") else _Unread.from_parent(parent, path=module_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    if CHROMIUM is None:
        pytest.skip("NOT TESTED IN A BROWSER: Chromium is not installed (apt install chromium)")
    from tests.web.chromium.seat import started

    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The shipped offices of awards and of a cluster with all their forms in, by name."""
    made = {}
    for name, now in SAMPLE_DAYS.items():
        home = Path(shutil.copytree(shipped_folder("samples") / name, tmp_path_factory.mktemp(name) / "vp"))
        ws = open_workspace(home)
        with open_store(ws.database) as store:
            collect(ws, store, [path for path in sorted(home.iterdir()) if path.is_dir()], now=now)
        made[name] = home
    return made


@pytest.fixture(scope="session")
def server_office(office_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office on the office's server, with one administrator."""
    home = Path(shutil.copytree(office_made, tmp_path_factory.mktemp("may-chu") / "Văn phòng Núi Xanh"))
    add_user(home, ADMIN[0], "Văn thư", "quan-tri", ADMIN[1])
    return home


ADMIN = ("vanthu", "mật khẩu dài 1")
SAMPLE_DAYS = {
    "khen-thuong-mau": datetime(2026, 1, 16, 9, tzinfo=HANOI),
    "cum-thi-dua-mau": datetime(2026, 12, 1, 9, tzinfo=HANOI),
}


@pytest.fixture
def at_work(chromium: Browser, office_worked: Path, tmp_path: Path) -> Iterator[Seat]:
    """A window at a copy of the office at work, on a day soon after."""
    from tests.web.chromium.seat import at_office

    home = Path(shutil.copytree(office_worked, tmp_path / "Văn phòng Núi Xanh"))
    with at_office(chromium, home, now=LATER) as one:
        yield one


@pytest.fixture
def at_new_office(chromium: Browser, home: Path) -> Iterator[Seat]:
    """A window at the office before any form came in."""
    from tests.web.chromium.seat import at_office

    with at_office(chromium, home, now=LATER) as one:
        yield one

"""Every page, full and empty: axe-core has nothing to say, and it fits a desk screen, a phone, a zoom of 200 %."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from drafter.desk.drafts import list_drafts
from drafter.desk.workspace import UNITS, open_workspace
from drafter.store.store import open_store
from drafter.web.pages.drafts import store_id
from tests.desk.small_office import Y2025
from tests.web import test_page_past as past
from tests.web import test_page_returned as returned
from tests.web.browser import Browser as Reader
from tests.web.chromium.conftest import ADMIN, SAMPLE_DAYS
from tests.web.chromium.seat import AXE, DESK, PHONE, ZOOMED, Seat, seat_at
from tests.web.conftest import LATER
from tests.web.live import Live, live

WINDOWS = {"desk": DESK, "phone": PHONE, "zoomed": ZOOMED}
MENU = (
    "/",
    "/don-vi",
    "/so-lieu",
    "/du-thao",
    "/ban-sua",
    "/bao-cao-cu",
    "/mau",
    "/khen-thuong",
    "/cum-thi-dua",
    "/lich",
)
RESULTS = ("RETURNED", "MADE", "CHECKED", "STRANGE", "READ", "PAST", "TAKEN", "ADOPTED")
"""What came of files dropped on Nhận lại bản đã sửa and Báo cáo cũ; `names` has their addresses."""
PAGES: dict[str, tuple[str, ...]] = {
    "empty": ("/", "/lap-van-phong"),
    "bare": (
        *(*MENU, "/nguoi-dung", "/don-vi/danh-sach", "/don-vi/chi-tieu"),
        *("/don-vi/loi-nhan", "/so-lieu?tim=khong-co"),
    ),
    "worked": (
        *(f"{path}?ky=2025" for path in MENU),
        "/don-vi?ky=2024&loc=missing",
        "/don-vi/CDCS-01?ky=2025",
        "/don-vi/danh-sach",
        "/don-vi/chi-tieu",
        "/don-vi/loi-nhan?ky=2026",
        "/so-lieu?ky=2025&tim=doan+vien&loc=thieu",
        "/so-lieu/chi-tieu?ct=E02&ky=2025",
        "/so-lieu/chi-tieu?ct=C06&ky=2025",
        "/so-lieu/so?ct=E02&dv=CDCS-01&ky=2025",
        "DRAFT",
        "DRAFT?phan=van-ban&so=FIGURE",
        "DRAFT?phan=phu-luc",
        "DRAFT?xem=trang-in",
        "COMPARED",
        "/mau/bao-cao-nam?ky=2025",
        *RESULTS,
    ),
    "khen-thuong-mau": ("/khen-thuong", "/khen-thuong?ky=2025&xep=don-vi&trang=2", "/don-vi?ky=2025"),
    "cum-thi-dua-mau": ("/cum-thi-dua?ky=2026", "/don-vi?ky=2026"),
    "server": ("/", "/nguoi-dung", "/nguoi-dung?da-lam=them"),
}


@pytest.fixture(scope="module")
def offices(
    office_made: Path,
    office_worked: Path,
    sample_office: dict[str, Path],
    server_office: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Live]]:
    """A running page over each office."""
    place = tmp_path_factory.mktemp("cua-so")
    empty = place / "trống"
    empty.mkdir()
    bare = Path(shutil.copytree(office_made, place / "văn phòng mới"))
    (bare / UNITS).unlink()
    homes: dict[str, tuple[Path, datetime | None]] = {
        "empty": (empty, None),
        "bare": (bare, LATER),
        "worked": (Path(shutil.copytree(office_worked, place / "Văn phòng Núi Xanh")), LATER),
        "server": (server_office, LATER),
        **{name: (home, SAMPLE_DAYS[name]) for name, home in sample_office.items()},
    }
    with ExitStack() as stack:
        yield {name: stack.enter_context(live(home, now=now)) for name, (home, now) in homes.items()}


@pytest.fixture(scope="module", params=WINDOWS)
def seats(request: pytest.FixtureRequest, chromium: Browser, offices: dict[str, Live]) -> Iterator[dict[str, Seat]]:
    """One window of a size at each office."""
    with ExitStack() as stack:
        window = WINDOWS[request.param]
        yield {
            name: stack.enter_context(seat_at(chromium, running, ADMIN, window=window))
            for name, running in offices.items()
        }


@pytest.fixture(scope="module")
def names(office_worked: Path, offices: dict[str, Live]) -> dict[str, str]:
    """Where the newest draft stands, a figure in it, the two drafts side by side, and every one of RESULTS."""
    ws = open_workspace(office_worked)
    with open_store(ws.database) as store:
        new, old = (one.record for one in list_drafts(store, Y2025))
        draft = store.draft(new.doc_id, new.version)
        assert draft is not None
        known = next(one for one in draft.manifest["carriers"] if one["label"] and not one["key"].endswith("?"))
    at = [f"{store_id(one.doc_id)}@{one.version}" for one in (old, new)]
    running = offices["worked"]
    reader = Reader(running.site, running.origin).enter()
    papers = [f"/du-thao/{one.replace('@', '/')}" for one in at]
    return {
        "DRAFT": papers[1],
        "FIGURE": str(known["bookmark"]),
        "COMPARED": f"/du-thao/so-sanh?cu={at[0]}&moi={at[1]}&ky=2025",
        **_returned(reader, papers[0]),
        **_past(reader, papers[1]),
    }


def _returned(reader: Reader, older: str) -> dict[str, str]:
    """An officer's copy with a conflict, looked at, brought up to date and checked; then a file that is no draft."""
    data = returned.typed_over(returned.paper(reader, older))
    looked = reader.settled(reader.post("/ban-sua/gui", files=[(returned.WORD, data)]))
    batch = _first(looked.text, r"/ban-sua/[0-9a-f]{16}")
    action, choices = returned.form_of(reader, batch)
    made = reader.settled(reader.post(action, {choices[0]: "lay"}))
    strange = reader.settled(reader.post("/ban-sua/gui", files=[("ghi chú.docx", past.report())]))
    return {
        "RETURNED": batch,
        "MADE": made.url.path,
        "CHECKED": _first(reader.get(batch).text, rf"{batch}/soat/\w+"),
        "STRANGE": _first(strange.text, r"/ban-sua/[0-9a-f]{16}"),
    }


def _past(reader: Reader, newer: str) -> dict[str, str]:
    """A past report read, one figure of it accepted and stored; last year's paper made a template."""
    read = reader.settled(reader.post("/bao-cao-cu/gui", files=[(past.NAME, past.report())]))
    batch = _first(read.text, r"/bao-cao-cu/[0-9a-f]{16}")
    past.decide(reader, batch, next(iter(past.rows(reader, batch).values())), "nhan")
    taken = reader.settled(reader.post(f"{batch}/vao-kho", {"nguoi-nhan": "Lò Thị Ban"}))
    paper = reader.settled(reader.post("/bao-cao-cu/gui", files=[("bao-cao-2025.docx", returned.paper(reader, newer))]))
    form = re.search(r'action="(/bao-cao-cu/\w+/lap-mau/\w+)"', reader.get(_first(paper.text, r"/bao-cao-cu/\w+")).text)
    assert form is not None
    sent = {"loai": "bao-cao-nam", "ky-van-ban": "2025", "ma": "bao-cao-nam-cua-ta"}
    adopted = reader.settled(reader.post(form.group(1), sent))
    return {"READ": read.url.path, "PAST": batch, "TAKEN": taken.url.path, "ADOPTED": adopted.url.path}


def _first(page: str, pattern: str) -> str:
    found = re.search(rf'href="({pattern})"', page)
    assert found is not None, page
    return found.group(1)


def test_axe_core_is_installed() -> None:
    if not AXE.is_file():
        pytest.skip("NOT TESTED WITH AXE-CORE: it is not installed (make test-browser takes it from npm)")


def test_axe_core_finds_faults_and_width_is_measured(seats: dict[str, Seat]) -> None:
    here = seats["worked"]
    here.open("/lich")
    here.page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/tinh/drafter.svg\"><hr id=\"wide\">'")
    here.page.evaluate("document.getElementById('wide').style.width = '2000px'")
    assert [one for one in here.wider() if "wide" in one]
    assert not AXE.is_file() or any(one.startswith("image-alt") for one in here.axe())


@pytest.mark.parametrize(("office", "path"), [(office, path) for office, paths in PAGES.items() for path in paths])
def test_page(seats: dict[str, Seat], names: dict[str, str], office: str, path: str) -> None:
    for name, given in names.items():
        path = path.replace(name, given)
    here = seats[office]
    page = here.open(path)
    expect(page.locator("progress")).to_have_count(0)  # what takes longer the first time is waited for
    here.look()


@pytest.mark.parametrize("path", ["/khong-co", "/so-lieu?ky=sai", "/so-lieu/so?ct=KHONG&dv=CO&ky=2025"])
def test_refusal(seats: dict[str, Seat], path: str) -> None:
    here = seats["worked"]
    answer = here.page.goto(f"{here.address}{path}")
    assert answer is not None
    assert answer.status in (404, 422)
    here.look()

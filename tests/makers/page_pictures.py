"""Turn the page over the sample offices into the guide's pictures, one a page: samples/hinh-anh/trang-*.png.

Needs the extra [browser], Chromium and ImageMagick (convert); run where one of these pages has changed:

    python -m tests.makers.page_pictures
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import unescape
from pathlib import Path

from playwright.sync_api import Browser

from drafter.desk.collect import collect
from drafter.desk.demonstrating.demo import Show, first_round
from drafter.desk.demonstrating.life import edited
from drafter.desk.demonstrating.officer import FIRST_HAND
from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from drafter.web.users import add_user
from tests.makers.pictures import ROOT, TARGET
from tests.web.browser import Browser as Reader
from tests.web.chromium.seat import seat_at, started
from tests.web.live import live

_LARGEST = 100_000  # bytes: the pictures are shipped with the program
_OFFICE, _AWARDS, _CLUSTER = "van-phong-mau", "khen-thuong-mau", "cum-thi-dua-mau"
_DRAFT, _LATE = "du-thao/bao-cao-nam_2025/report.docx", "bieu-nop-muon"
_PAST = ROOT / "samples" / _OFFICE / "bao-cao-cu"
_HERE = timezone(timedelta(hours=7))
_DAYS = {
    _OFFICE: datetime(2026, 1, 20, 9, tzinfo=_HERE),
    _AWARDS: datetime(2026, 1, 20, 9, tzinfo=_HERE),
    _CLUSTER: datetime(2026, 12, 25, 9, tzinfo=_HERE),
}
_USERS = (
    ("vanthu", "Nguyễn Thị Hòa, văn thư", "quan-tri"),
    ("thang.lv", "Lê Văn Thắng", "can-bo-duyet"),
    ("mai.lt", "Lê Thị Mai", "chuyen-vien"),
)
_PASSWORD = "chỉ để chụp ảnh"


@dataclass(frozen=True)
class PagePicture:
    """A page's picture: its address over a sample office, or what `_worked` calls it; how high the window is, in px."""

    name: str
    path: str
    height: int = 560
    office: str = _OFFICE


PICTURES = (
    PagePicture("trang-bat-dau", "/", 450),  # where the office's folder stands is not shown
    PagePicture("trang-don-vi", "/don-vi?ky=2025", 700),
    PagePicture("trang-so-lieu", "/so-lieu?ky=2025&nhom=E", 700),
    PagePicture("trang-du-thao", "FIGURE", 620),
    PagePicture("trang-ban-da-sua", "RETURNED", 700),
    PagePicture("trang-soat", "CHECKED", 700),
    PagePicture("trang-bao-cao-cu", "PAST", 700),
    PagePicture("trang-mau", "/mau/bao-cao-nam?ky=2025&tim=E0#cho-dien"),
    PagePicture("trang-lich", "/lich"),
    PagePicture("trang-khen-thuong", "/khen-thuong?ky=2025", office=_AWARDS),
    PagePicture("trang-cum-thi-dua", "/cum-thi-dua?ky=2026", office=_CLUSTER),
)
SHARED = PagePicture("trang-nguoi-dung", "/nguoi-dung", 500)


def make(target: Path = TARGET) -> None:
    """Work the offices on the page as a secretary does, and take the pictures. Raises ValueError for one too large."""
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        work = Path(folder)
        copy = _office(work / _OFFICE)
        for name in (_AWARDS, _CLUSTER):
            _forms_in(Path(shutil.copytree(ROOT / "samples" / name, work / name)), *_folders(work / name))
        for name in _DAYS:
            _over(browser, name, work, target, copy)
        for user, shown, role in _USERS:
            add_user(work / _OFFICE, user, shown, role, _PASSWORD)
        with (
            live(work / _OFFICE, now=_DAYS[_OFFICE]) as running,
            seat_at(browser, running, (_USERS[0][0], _PASSWORD), window=_window(SHARED)) as one,
        ):
            one.open(SHARED.path)
            _keep(one.page.screenshot(), SHARED.name, target)


def _over(browser: Browser, name: str, work: Path, target: Path, copy: bytes) -> None:
    """The pictures of one office."""
    with live(work / name, now=_DAYS[name]) as running:
        known = _worked(Reader(running.site, running.origin).enter(), copy) if name == _OFFICE else {}
        for picture in (one for one in PICTURES if one.office == name):
            with seat_at(browser, running, window=_window(picture)) as one:
                one.open(known.get(picture.path, picture.path))
                _keep(one.page.screenshot(), picture.name, target)


def _window(picture: PagePicture) -> Mapping[str, object]:
    return {"viewport": {"width": 1180, "height": picture.height}}


def _office(home: Path) -> bytes:
    """The sample office up to its first draft, then the late forms; the copy that the scripted officer has edited."""
    first_round(home, _OFFICE, Show(*(lambda *_: None,) * 7))
    copy, _ = edited((home / _DRAFT).read_bytes(), FIRST_HAND)
    _forms_in(home, home / _LATE)
    return copy


def _forms_in(home: Path, *folders: Path) -> None:
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        collect(ws, store, folders, now=_DAYS[home.name])


def _folders(home: Path) -> list[Path]:
    return [path for path in sorted(home.iterdir()) if path.is_dir()]


def _worked(reader: Reader, copy: bytes) -> Mapping[str, str]:
    """The addresses of the pages, once files have been dropped."""
    reader.settled(reader.post("/ban-sua/gui", files=[("Báo cáo chị Hoa sửa.docx", copy)]))
    past = [(path.name, path.read_bytes()) for path in sorted(_PAST.iterdir())]
    reader.settled(reader.post("/bao-cao-cu/gui", files=past))
    returned, reports = (_first(reader, f"/{page}", rf"/{page}/[0-9a-f]{{16}}") for page in ("ban-sua", "bao-cao-cu"))
    checked = _first(reader, returned, rf"{returned}/soat/\w+")
    draft = _first(reader, "/du-thao?ky=2025", r"/du-thao/[0-9a-f]{16}/\d+")
    figure = unescape(_first(reader, draft, rf"{draft}\?[^\"]*so=[^\"]+"))
    return {"RETURNED": returned, "CHECKED": checked, "PAST": reports, "FIGURE": figure}


def _first(reader: Reader, page: str, pattern: str) -> str:
    found = re.search(rf'href="({pattern})"', reader.get(page).text)
    if found is None:
        raise ValueError(f"{page} leads to no {pattern}")
    return found.group(1)


def _keep(taken: bytes, name: str, target: Path) -> None:
    """Write one picture, small."""
    path = target / f"{name}.png"
    rule = ("-bordercolor", "#b0b0b0", "-border", "1")
    plain = ("-strip", "-dither", "None", "-colors", "48", "-define", "png:exclude-chunks=date,time")
    subprocess.run(("convert", "png:-", *rule, *plain, f"PNG8:{path}"), input=taken, check=True, timeout=300)
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"too large: {path.name}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    make()

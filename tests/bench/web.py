"""Measure the page: `python -m tests.bench.web` asks every page of an office of 3,500 units with ten years of quarters
in its store, over and over on loopback, and tells the median and the 95th percentile; one asks at a time, then four.

«First» is the first view after another process has recorded a unit's form, the median of three. At the end the
quarterly report of all units, with its annex of a row a unit, is drafted by `drafter draft`. `--units N`; `--seconds N`
a page; `--only TEXT` for pages whose address has it; `--write` puts the result into README.md (`make bench`).
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from drafter.desk.drafts import list_drafts
from drafter.desk.workspace import DATABASE, SETTINGS, UNITS, open_workspace
from drafter.store.store import open_store
from drafter.web.pages.drafts import store_id
from tests.bench.web_store import NEWEST, NOW, made_store, submissions_of

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".bench" / "web"
BEGIN, END = "<!-- bench-web -->", "<!-- /bench-web -->"
MOST = 200.0  # milliseconds, of a median
KIND = "bao-cao-quy"
_FIRSTS = 3


@dataclass(frozen=True)
class Measured:
    """One page: milliseconds of the first answer after a change, median and 95th percentile of one and of four who ask;
    its bytes.
    """

    name: str
    first: float
    alone: tuple[float, float]
    four: tuple[float, float]
    size: int


def pages(folder: Path) -> dict[str, str]:
    """The address of each page by the name that people read."""
    ws = open_workspace(folder)
    unit = ws.units[1].code
    with open_store(ws.database) as store:
        record = list_drafts(store, NEWEST)[0].record
        carriers = store.draft(record.doc_id, record.version).manifest["carriers"]  # type: ignore[union-attr]
    bookmark = next(one["bookmark"] for one in carriers if one["key"].startswith("E02/"))
    ky, draft = f"ky={NEWEST}", f"/du-thao/{store_id(record.doc_id)}/{record.version}"
    return {
        "Bắt đầu": "/",
        "Bảng đơn vị": f"/don-vi?{ky}",
        "Bảng đơn vị, tìm": f"/don-vi?{ky}&tim=ban+may+so+77",
        "Một đơn vị": f"/don-vi/{unit}?{ky}",
        "Danh sách đơn vị": "/don-vi/danh-sach",
        "Lời nhắn": f"/don-vi/loi-nhan?{ky}",
        "Số liệu": f"/so-lieu?{ky}",
        "Số liệu, tìm": f"/so-lieu?{ky}&tim=doan+vien",
        "Một chỉ tiêu": f"/so-lieu/chi-tieu?ct=E02&{ky}",
        "Một số": f"/so-lieu/so?ct=E02&dv={unit}&{ky}",
        "Dự thảo": f"/du-thao?{ky}",
        "Một dự thảo": draft,
        "Nguồn của một số": f"{draft}?so={bookmark}",
        "Nhận lại bản đã sửa": "/ban-sua",
        "Báo cáo cũ": "/bao-cao-cu",
        "Khen thưởng": f"/khen-thuong?{ky}",
        "Cụm thi đua": f"/cum-thi-dua?{ky}",
        "Mẫu": "/mau",
        "Một mẫu": f"/mau/bao-cao-quy?{ky}",
        "Lịch": "/lich",
    }


class Served:
    """The page in a process of its own, as `drafter serve` runs it, and the cookie that it lets in."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "drafter", "-C", str(folder), "serve", "--no-browser", "--idle", "0"]
        told = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8", env=told
        )
        assert self._process.stdout is not None
        found = re.search(r"http://([\d.]+):(\d+)(/\S+)", self._process.stdout.readline())
        assert found is not None
        self.host, self.port = found.group(1), int(found.group(2))
        connection = self.connect()
        connection.request("GET", found.group(3))
        answer = connection.getresponse()
        self.cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        connection.close()

    def connect(self) -> http.client.HTTPConnection:
        """A connection that stays open, without waiting to fill its packets."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=300)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
        """Milliseconds of one whole answer, and its bytes. Raises AssertionError where it is no page."""
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        data = answer.read()
        took = (time.perf_counter() - began) * 1000
        assert answer.status == 200, f"{path}: {answer.status}"
        return took, len(data)

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(30)


def measure(served: Served, name: str, path: str, seconds: float, change: Callable[[], None]) -> Measured:
    """One page, after a form has come in, and then again and again."""
    connection, firsts, size = served.connect(), [], 0
    for _ in range(_FIRSTS):
        change()
        first, size = served.ask(connection, path)
        firsts.append(first)
    connection.close()
    alone, four = (_load(served, path, askers, seconds) for askers in (1, 4))
    return Measured(name, statistics.median(firsts), alone, four, size)


def _load(served: Served, path: str, askers: int, seconds: float) -> tuple[float, float]:
    times: list[float] = []
    until = time.monotonic() + seconds

    def ask() -> None:
        connection = served.connect()
        while time.monotonic() < until or len(times) < 5 * askers:
            times.append(served.ask(connection, path)[0])
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(askers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]


def changer(folder: Path) -> Callable[[], None]:
    """What changes the store as an import does: some unit's form of the newest quarter, its numbers raised by one."""
    ws, random = open_workspace(folder), Random(1)
    store, forms = open_store(ws.database), list(submissions_of(ws, NEWEST))

    def change() -> None:
        form = random.choice(forms)
        figures = tuple(
            one if one.denominator is not None else replace(one, value=(one.value or 0) + 1) for one in form.figures
        )
        digest = f"{time.time_ns():064x}"
        store.record(replace(form, digest=digest, received_at=NOW, figures=figures), force=True)

    return change


@dataclass(frozen=True)
class Drafted:
    """One run of `drafter draft`: seconds by the clock and of processors, MB at its peak, kB of what it wrote."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    files: dict[str, int]


def drafted(folder: Path) -> Drafted:
    """The quarterly report with its annexes, in a copy of the office that has the shipped templates."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "van-phong"
        copy.mkdir()
        for name in (SETTINGS, UNITS, DATABASE):
            shutil.copy(folder / name, copy / name)
        command = [sys.executable, "-m", "drafter", "-C", str(copy), "draft", KIND, "--period", str(NEWEST)]
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        assert os.waitstatus_to_exitcode(status) in (0, 1), status
        files = {path.name: path.stat().st_size // 1000 for path in sorted(copy.glob("du-thao/*/*"))}
    return Drafted(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, files)


def told(found: list[Measured], draft: Drafted | None, start: float, folder: Path) -> str:
    """The measurement as README has it."""
    ws = open_workspace(folder)
    size = ws.database.stat().st_size / 1e6
    head = (
        f"An office of {len(ws.units):,} units, forty quarters of ten indicators in its store ({size:,.0f} MB); "
        "`drafter serve` in a\nprocess of its own on 2 cores, asked on loopback by another. Milliseconds; «first» is "
        "the first view after another process has\nrecorded a unit's form, the median of three. The first view of "
        f"the figures after the start took {start:.1f} s.\n"
    )
    lines = [
        head,
        "| page | first | median | 95 % | median, 4 at once | 95 %, 4 at once | kB |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.first:,.0f} | {one.alone[0]:,.0f} | {one.alone[1]:,.0f} | {one.four[0]:,.0f} "
        f"| {one.four[1]:,.0f} | {one.size / 1000:,.0f} |"
        for one in found
    ]
    if draft is not None:
        files = ", ".join(f"{name} {size:,} kB" for name, size in draft.files.items())
        lines.append(
            f"\nThe quarterly report of all units, drafted with its annexes by `drafter draft` ({files}):\n"
            f"**{draft.seconds:.0f} s** ({draft.cpu_seconds:.0f} s of processor time), peak memory "
            f"**{draft.peak_mb:.0f} MB**."
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and with `--write` put it into README.md; a median over the bound ends in 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3500)
    parser.add_argument("--seconds", type=float, default=2.5)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    folder = HOME if asked.units == 3500 else HOME.with_name(f"web-{asked.units}")
    made_store(folder, asked.units)
    served = Served(folder)
    found = []
    try:
        start = served.ask(served.connect(), f"/so-lieu?ky={NEWEST}")[0] / 1000
        change = changer(folder)
        for name, path in pages(folder).items():
            if asked.only in path:
                found.append(measure(served, name, path, asked.seconds, change))
                sys.stderr.write(f"{found[-1]}\n")
    finally:
        served.close()
    result = told(found, None if asked.only else drafted(folder), start, folder)
    sys.stdout.write(result)
    if asked.write:
        readme = ROOT / "README.md"
        before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        assert end, f"no {BEGIN} in README.md"
        readme.write_text(f"{before}{begin}\n{result}{end}{after}", "utf-8")
    sys.exit(any(one.alone[0] > MOST for one in found))


if __name__ == "__main__":
    main()

"""Measure the page: `python -m tests.bench.web` asks every page of an office of 3,500 units with ten years of quarters
in its store, over and over on loopback, and tells the median and the 95th percentile; one asks at a time, then four.

«First» is the first time after the store has changed, when nothing is kept yet. `--units N`; `--seconds N` a page;
`--only TEXT` for pages whose address has it; `--write` puts the result into README.md (`make bench`).
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drafter.desk.drafts import list_drafts
from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from drafter.web.pages.drafts import store_id
from tests.bench.web_store import NEWEST, NOW, made_store

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".bench" / "web"
BEGIN, END = "<!-- bench-web -->", "<!-- /bench-web -->"
MOST = 200.0  # milliseconds, of a median


@dataclass(frozen=True)
class Measured:
    """One page: milliseconds of the first answer, median and 95th percentile of one and of four who ask; its bytes."""

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
        bookmark = store.draft(record.doc_id, record.version).manifest["carriers"][0]["bookmark"]  # type: ignore[union-attr]
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
        "Khen thưởng": "/khen-thuong",
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
    """One page, after the store has changed."""
    change()
    connection = served.connect()
    first, size = served.ask(connection, path)
    connection.close()
    return Measured(name, first, _load(served, path, 1, seconds), _load(served, path, 4, seconds), size)


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
    """What changes the store as an import does: one file that could not be read is noted."""
    ws = open_workspace(folder)
    store = open_store(ws.database)
    count = [0]

    def change() -> None:
        count[0] += 1
        store.record_rejected("lạ.xlsx", f"{time.time_ns():064x}", None, None, NOW, ())

    return change


def told(found: list[Measured], folder: Path) -> str:
    """The measurement as README has it."""
    ws = open_workspace(folder)
    size = ws.database.stat().st_size / 1e6  # type: ignore[union-attr]
    head = (
        f"An office of {len(ws.units):,} units, forty quarters of ten indicators in its store ({size:,.0f} MB); "
        "`drafter serve` in a\nprocess of its own on 2 cores, asked on loopback by another. Milliseconds; «first» is "
        "the first answer after the store changed.\n"
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
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and with `--write` put it into README.md; a median over the bound ends in 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3500)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    folder = HOME if asked.units == 3500 else HOME.with_name(f"web-{asked.units}")
    made_store(folder, asked.units)
    served = Served(folder)
    found = []
    try:
        change = changer(folder)
        for name, path in pages(folder).items():
            if asked.only in path:
                found.append(measure(served, name, path, asked.seconds, change))
                sys.stderr.write(f"{found[-1]}\n")
    finally:
        served.close()
    sys.stdout.write(told(found, folder))
    if asked.write:
        readme = ROOT / "README.md"
        before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        assert end, f"no {BEGIN} in README.md"
        readme.write_text(f"{before}{begin}\n{told(found, folder)}{end}{after}", "utf-8")
    sys.exit(any(one.alone[0] > MOST for one in found))


if __name__ == "__main__":
    main()

"""Turn a sample office into one that runs by itself: a due run, a second start that does nothing, a catch-up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from drafter.desk.collect import collect
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.unattended.run_due import RunReport, run_due
from drafter.desk.workspace import Workspace, open_workspace
from drafter.render.shipped import shipped_folder
from drafter.store.store import Store, open_store

FOLDER, SAMPLE, FORMS = "chay-tu-dong", "cang-song-vang", "bieu-da-nhan"
TITLE = "Chạy tự động (văn phòng mẫu, tên tự đặt): báo cáo quý II đến hạn, chạy lần hai, soạn bù quý III"
_VIETNAM = timezone(timedelta(hours=7))
_LATER = ("2026-Q2", "2026-Q3")  # the quarters whose forms come in while it runs by itself

RUNS: tuple[tuple[str, date, str], ...] = (
    ("2026-Q2", date(2026, 7, 20), "07 giờ 30 ngày đến hạn, máy tự chạy: nhận biểu quý II trong thư mục rồi soạn"),
    ("", date(2026, 7, 20), "máy bật lại trong ngày, lịch chạy lần nữa: không còn gì để làm"),
    ("2026-Q3", date(2026, 11, 2), "máy tắt từ tháng 7, nay mới bật: soạn bù quý III và 9 tháng, còn thiếu một đơn vị"),
)
"""Whose forms lie in the folder by then, the day it runs, and what the demo says of it."""


def demo_due(folder: Path, step: Callable[[str, str], None], ran: Callable[[RunReport], None]) -> Path | None:
    """Work the sample office unattended below `folder`. Raises DeskError.

    Gives the office's folder; None where it ran in an earlier demo: its days would be in the past of its own clock.
    """
    home = folder / FOLDER
    if home.exists():
        return None
    _copy(home)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        collect(ws, store, (home / FORMS,), now=_moment(date(2026, 4, 12)))
        for period, day, note in RUNS:
            _run(ws, store, period, day, step, ran, note)
    return home


def _run(
    ws: Workspace, store: Store, period: str, day: date,
    step: Callable[[str, str], None], ran: Callable[[RunReport], None], note: str,
) -> None:  # fmt: skip
    if period:
        _take(shipped_folder("samples") / SAMPLE / FORMS / period, ws.folder / "bieu-mau" / f"{period}_da-nhan")
    step(note, f"drafter run-due --today {day}")
    ran(run_due(ws, store, now=_moment(day), today=day))


def _copy(home: Path) -> None:
    source = shipped_folder("samples") / SAMPLE
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        if not any(part in _LATER for part in file.parts):
            _take(file, home / file.relative_to(source))


def _take(source: Path, target: Path) -> None:
    """Copy a file, or what lies in a folder: the content only, as the program's own folder may be read-only."""
    try:
        for file in sorted(source.iterdir()) if source.is_dir() else (source,):
            place = target / file.name if source.is_dir() else target
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), tzinfo=_VIETNAM)

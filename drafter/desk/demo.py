"""Turn an empty folder into two worked sample offices, step by step as a secretary would go."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from drafter.desk.collect import FileOutcome, collect
from drafter.desk.draft import DraftReport, draft
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.status import Board, board
from drafter.desk.workspace import Workspace, open_workspace, read_period
from drafter.render.shipped import shipped_folder
from drafter.store.store import Store, open_store

_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Show:
    """How the demo tells what it does: a heading, the command that does the same, and each result."""

    office: Callable[[str, Path], None]
    step: Callable[[str, str], None]
    imported: Callable[[tuple[FileOutcome, ...]], None]
    board: Callable[[Board], None]
    drafted: Callable[[DraftReport], None]


@dataclass(frozen=True)
class Round:
    """One round of work in a sample office: a folder of forms comes in on a day, then a paper is drafted."""

    folder: str
    period: str
    day: date
    note: str


SAMPLES: tuple[tuple[str, str, tuple[Round, ...]], ...] = (
    (
        "thanh-tri-2020",
        "Số liệu công khai của LĐLĐ huyện Thanh Trì năm 2020",
        (Round("bieu-da-nhan", "2020", date(2021, 1, 8), "nhập biểu số liệu và soạn báo cáo năm"),),
    ),
    (
        "van-phong-mau",
        "Văn phòng mẫu (tên tự đặt): 24 đơn vị, năm 2024 và 2025",
        (
            Round(
                "bieu-da-nhan",
                "2025",
                date(2026, 1, 12),
                "nhập biểu đã nhận, có biểu thiếu và biểu lỗi, soạn báo cáo tạm",
            ),
            Round(
                "bieu-nop-muon",
                "2025",
                date(2026, 1, 20),
                "nhận biểu nộp muộn và biểu sửa lại, soạn lại báo cáo",
            ),
        ),
    ),
)


def demo(folder: Path, show: Show) -> None:
    """Make the sample offices below `folder` and do the main job in each. Raises DeskError.

    The offices live in their own time: forms come in on the days of their rounds. What is there already is kept, and
    running it again changes nothing that was made before.
    """
    for name, title, rounds in SAMPLES:
        home = folder / name
        _copy(shipped_folder("samples") / name, home)
        show.office(title, home)
        ws = open_workspace(home)
        with open_store(ws.database) as store:
            for one in rounds:
                _work(ws, store, one, show)


def _copy(source: Path, home: Path) -> None:
    try:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            target = home / file.relative_to(source)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)  # the content only: the program's own folder may be read-only
    except OSError as error:
        raise stop(NOT_WRITABLE, found=home, reason=reason_of(error)) from error


def _work(ws: Workspace, store: Store, one: Round, show: Show) -> None:
    period = read_period(one.period)
    now = datetime.combine(one.day, time(8), tzinfo=_VIETNAM)
    show.step(one.note, f"drafter import {one.folder} --received {one.day}")
    show.imported(collect(ws, store, (ws.folder / one.folder,), now=now))
    show.step("xem đơn vị nào đã nộp", f"drafter status --period {one.period}")
    show.board(board(ws, store, period, one.day))
    show.step("soạn báo cáo", f"drafter draft bao-cao-nam --period {one.period} --date {one.day}")
    show.drafted(draft(ws, store, "bao-cao-nam", period, now=now))

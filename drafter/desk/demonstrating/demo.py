"""Turn an empty folder into worked sample offices, step by step as a secretary would go."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from drafter.desk.adopting.adopt import AdoptReport, adopt
from drafter.desk.collect import FileOutcome, collect
from drafter.desk.demonstrating.life import LifeShow, first_hand, to_the_end
from drafter.desk.demonstrating.past import old_reports
from drafter.desk.draft import DraftReport, draft
from drafter.desk.draft_all import Skipped, draft_all
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.status import Board, board
from drafter.desk.workspace import DRAFTS, TEMPLATES, Workspace, open_workspace, read_period
from drafter.model.period import Period
from drafter.render.shipped import shipped_folder
from drafter.store.store import Store, open_store

_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Show:
    """How the demo tells what it does: a heading, the command that does the same, and each result.

    `life` tells of a draft's life; None leaves that out.
    """

    office: Callable[[str, Path], None]
    step: Callable[[str, str], None]
    imported: Callable[[tuple[FileOutcome, ...]], None]
    board: Callable[[Board], None]
    drafted: Callable[[DraftReport], None]
    skipped: Callable[[tuple[Skipped, ...]], None]
    adopted: Callable[[AdoptReport], None] = lambda _: None
    life: LifeShow | None = None


@dataclass(frozen=True)
class Round:
    """One round of work in a sample office: a folder of forms comes in on a day, then papers are drafted on that day.

    `folder` is empty where nothing new came in. `papers` are pairs of a kind and a period; a kind that is empty stands
    for every kind of the period. `adopts` are the kind and the period whose paper becomes a template first, and what
    that is called; none where it is empty. `then` is what of a draft's life comes after it.
    """

    folder: str
    day: date
    note: str
    papers: tuple[tuple[str, str], ...]
    adopts: tuple[str, str, str] | tuple[()] = ()
    then: Callable[[Workspace, Store, datetime, LifeShow], None] | None = None


EVERY = ""

SAMPLES: tuple[tuple[str, str, tuple[Round, ...]], ...] = (
    (
        "thanh-tri-2020",
        "Số liệu công khai của LĐLĐ huyện Thanh Trì năm 2020",
        (Round("bieu-da-nhan", date(2021, 1, 8), "nhập biểu số liệu", ((EVERY, "2020"),)),),
    ),
    (
        "van-phong-mau",
        "Văn phòng mẫu (tên tự đặt): 24 đơn vị, năm 2024 và 2025",
        (
            Round(
                "bieu-da-nhan",
                date(2026, 1, 12),
                "nhập biểu đã nhận, có biểu thiếu và biểu lỗi",
                (("bao-cao-nam", "2025"),),
            ),
            Round("", date(2026, 1, 14), "", (), then=first_hand),
            Round("bieu-nop-muon", date(2026, 1, 20), "nhận biểu nộp muộn và biểu sửa lại", (("bao-cao-nam", "2025"),)),
            Round("", date(2026, 1, 20), "", (), then=to_the_end),
            Round(
                "so-da-nhan",
                date(2026, 1, 21),
                "nhập sổ chỉ tiêu nhiệm kỳ và sổ xếp loại",
                (
                    ("xep-loai-cdcs", "2025"),
                    ("bao-cao-giua-nhiem-ky", "NK2023-2028/1"),
                    ("bieu-chi-tieu-nhiem-ky", "NK2023-2028"),
                ),
            ),
            Round("", date(2025, 1, 15), "", (("bao-cao-nam", "2024"),)),
            Round(
                "",
                date(2026, 1, 21),
                "",
                (("bao-cao-nam-cua-ta", "2025"),),
                adopts=("bao-cao-nam", "2024", "bao-cao-nam-cua-ta"),
            ),
            Round("", date(2026, 1, 21), "", (), then=old_reports),
        ),
    ),
    (
        "cang-song-vang",
        "Văn phòng mẫu (tên tự đặt): ba quý của hai năm",
        (
            Round(
                "bieu-da-nhan",
                date(2026, 10, 8),
                "nhập biểu các quý",
                (("bao-cao-quy", "2026-Q2"), ("bao-cao-6-thang", "2026-H1"), ("bao-cao-9-thang", "2026-9M")),
            ),
        ),
    ),
    (
        "ldld-thanh-pho-2020",
        "LĐLĐ thành phố năm 2020: tổng kết năm, xếp loại, sơ kết giữa nhiệm kỳ",
        (
            Round(
                "bieu-da-nhan",
                date(2021, 1, 8),
                "nhập biểu của cơ quan",
                (("bao-cao-giua-nhiem-ky", "NK2017-2022/1"), ("bao-cao-nam", "2020"), ("xep-loai-cdcs", "2020")),
            ),
        ),
    ),
    (
        "thuong-tin",
        "Số liệu công khai của LĐLĐ huyện Thường Tín: kết quả nhiệm kỳ 2018-2023, chỉ tiêu 2023-2028",
        (
            Round("bieu-da-nhan", date(2023, 6, 15), "nhập kết quả nhiệm kỳ", (("bao-cao-nhiem-ky", "NK2018-2023"),)),
            Round("", date(2025, 6, 20), "theo dõi chỉ tiêu nhiệm kỳ", (("bieu-chi-tieu-nhiem-ky", "NK2023-2028"),)),
        ),
    ),
    (
        "cum-2-2019",
        "Số liệu công khai của Cụm thi đua số 2, LĐLĐ thành phố Hà Nội, năm 2019",
        (Round("bieu-da-nhan", date(2019, 11, 27), "nhập số liệu của cụm", (("cum-thi-dua-khao-sat", "2019"),)),),
    ),
    (
        "cum-1-quy-1-2021",
        "Số liệu công khai của Cụm thi đua số 1, LĐLĐ thành phố Hà Nội, quý I năm 2021",
        (Round("bieu-da-nhan", date(2021, 4, 27), "nhập số liệu của cụm", ((EVERY, "2021-Q1"),)),),
    ),
    (
        "cum-thi-dua-mau",
        "Cụm thi đua mẫu (tên tự đặt): chấm điểm, bỏ phiếu, xếp hạng năm 2026",
        (
            Round("bieu-da-nhan", date(2026, 12, 19), "nhập biểu và phiếu chấm điểm", (("cum-thi-dua-nam", "2026"),)),
            Round(
                "bieu-nop-muon",
                date(2026, 12, 25),
                "nhận biểu và phiếu sửa lại",
                (("cum-thi-dua-nam", "2026"), ("bang-cham-diem-thi-dua", "2026")),
            ),
        ),
    ),
    (
        "khen-thuong-mau",
        "Văn phòng mẫu (tên tự đặt): 1.200 đề nghị khen thưởng năm 2025",
        (Round("bieu-da-nhan", date(2026, 1, 20), "nhập danh sách đề nghị và kết quả bỏ phiếu", ((EVERY, "2025"),)),),
    ),
)


def demo(folder: Path, show: Show) -> None:
    """Make the sample offices below `folder` and do their work in each. Raises DeskError.

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


def first_round(home: Path, name: str, show: Show) -> None:
    """Make one sample office in `home` and do its first round only: what came in late is left to whoever tries it.

    Raises DeskError.
    """
    _, title, rounds = next(sample for sample in SAMPLES if sample[0] == name)
    _copy(shipped_folder("samples") / name, home)
    show.office(title, home)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        _work(ws, store, rounds[0], show)


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
    now = datetime.combine(one.day, time(8), tzinfo=_VIETNAM)
    if one.folder:
        show.step(one.note, f"drafter import {one.folder} --received {one.day}")
        show.imported(collect(ws, store, (ws.folder / one.folder,), now=now))
        first = one.papers[0][1]
        show.step("xem đơn vị nào đã nộp", f"drafter status --period {first}")
        show.board(board(ws, store, read_period(first), one.day))
    if one.adopts:
        _adopt(ws, store, *one.adopts, one.day, show)
    for kind, text in one.papers:
        period = read_period(text)
        if _is_issued(store, kind, period):
            continue  # by an earlier demo: what has gone out is not drafted again
        command = f"drafter draft {kind or '--all'} --period {text} --date {one.day}"
        show.step(f"soạn {'mọi văn bản của kỳ' if kind == EVERY else 'văn bản'}", command)
        if kind != EVERY:
            show.drafted(draft(ws, store, kind, period, now=now))
            continue
        found = draft_all(ws, store, period, now=now)
        for _, report in found.reports:
            show.drafted(report)
        show.skipped(found.skipped)
    if one.then is not None and show.life is not None:
        one.then(ws, store, now, show.life)


def _is_issued(store: Store, kind: str, period: Period) -> bool:
    return any(store.issued(one.doc_id) is not None for one in store.drafts(period) if one.kind == kind)


def _adopt(ws: Workspace, store: Store, kind: str, text: str, name: str, day: date, show: Show) -> None:
    """The paper of an earlier round becomes a template; one that is there already is kept."""
    paper, target = Path(DRAFTS) / f"{kind}_{text}" / "report.docx", Path(TEMPLATES) / name
    show.step(
        "biến văn bản năm trước thành mẫu của văn phòng",
        f"drafter adopt {paper.as_posix()} --kind {kind} --period {text} -o {target.as_posix()}",
    )
    if not (ws.folder / target).exists():
        show.adopted(adopt(ws, store, ws.folder / paper, kind, read_period(text), day, target))

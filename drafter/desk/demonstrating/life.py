"""Show a draft's life from an officer's first edit to the issued paper."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from drafter.desk.checking.basis import Desk
from drafter.desk.checking.check import CheckedFile, check_files
from drafter.desk.checking.copies import Copy, write_copy
from drafter.desk.demonstrating.officer import (
    FIRST_HAND,
    VISITS,
    Edit,
    edited,
    figure_over,
    paragraph_instead,
    reviewed,
    without,
)
from drafter.desk.demonstrating.past import PastShow
from drafter.desk.issue import IssueReport, issue
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.refreshing.problems import CONFLICT, WORDS
from drafter.desk.refreshing.refresh import Refreshing, refresh_files
from drafter.desk.returned import identity
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.fill.package import save
from drafter.store.store import Store

OFFICE, FOLDER = "van-phong-mau", "hoan-thien"
"""Where the officer works on the draft: a copy of it under another name, as it goes from desk to desk."""

EDITED, REFRESHED, FINAL = "ban-sua.docx", "ban-cap-nhat.docx", "ban-trinh-ky.docx"
NUMBER, DAY = "45", date(2026, 1, 23)
_DRAFT = Path(DRAFTS) / "bao-cao-nam_2025" / "report.docx"


class LifeShow(PastShow, Protocol):
    """How the demo tells of a draft's life, and of past reports: each result as it comes."""

    def edited(self, edits: tuple[str, ...], path: Path) -> None:
        """What the scripted officer did, and the file."""

    def refreshed(self, found: Refreshing) -> None:
        """What late figures came to."""

    def checked(self, found: CheckedFile) -> None:
        """What a check found."""

    def mended(self, copy: Copy) -> None:
        """What `--fix` did in a copy."""

    def issued(self, done: IssueReport) -> None:
        """The paper that went out."""


def first_hand(ws: Workspace, _store: Store, _now: datetime, show: LifeShow) -> None:
    """The scripted officer works on the provisional draft. Raises DeskError."""
    target = ws.folder / FOLDER / EDITED
    show.step(
        "sửa dự thảo (dựng sẵn, thay cho cán bộ sửa trong Word)",
        f"mở {_DRAFT.as_posix()} bằng Word, sửa, lưu thành {FOLDER}/{EDITED}",
    )
    if target.exists():
        show.left(target)
        return
    data, done = edited((ws.folder / _DRAFT).read_bytes(), FIRST_HAND)
    _save(target, data)
    show.edited(done, target)


def to_the_end(ws: Workspace, store: Store, now: datetime, show: LifeShow) -> None:
    """Late figures into the edited draft, checked, mended, reviewed, issued. Raises DeskError.

    What an earlier demo issued stays as it is: an issued paper is refreshed no more. One that was stopped on the way
    goes on with the files that it left.
    """
    folder = ws.folder / FOLDER
    target = folder / REFRESHED
    show.step("đưa số liệu về muộn vào bản đã sửa", f"drafter refresh {FOLDER}/{EDITED} -o {FOLDER}/{REFRESHED}")
    if store.issued(identity(folder / EDITED)) is not None:
        show.left(folder)
        return
    there = target.exists()
    found = refresh_files(ws, store, (folder / EDITED,), now=now, out=None if there else target, dry_run=there)
    if there:
        show.left(target)
    else:
        show.refreshed(found)
    show.step("soát và sửa chỗ an toàn trong bản sao", f"drafter check --fix {FOLDER}/{REFRESHED}")
    checked = check_files((target,), now.date(), ws=ws, store=store)[0]
    show.checked(checked)
    copy = write_copy(Desk(now.date(), ws), checked, now=now, draft=None, fix=True, comments=False)
    show.mended(copy)
    _last_hand(folder, copy.path or target, found, show)
    show.step("soát lại bản trình ký", f"drafter check {FOLDER}/{FINAL}")
    show.checked(check_files((folder / FINAL,), now.date(), ws=ws, store=store)[0])
    show.step("phát hành", f"drafter issue {FOLDER}/{FINAL} --number {NUMBER} --date {DAY}")
    show.issued(issue(ws, store, folder / FINAL, number=NUMBER, day=DAY, now=now))


def _last_hand(folder: Path, path: Path, found: Refreshing, show: LifeShow) -> None:
    """The scripted officer reviews what was proposed and settles what was asked."""
    show.step(
        "duyệt lần cuối (dựng sẵn, thay cho cán bộ duyệt trong Word)",
        f"mở {FOLDER}/{path.name} bằng Word, Accept All, xóa chú thích, sửa nốt, lưu thành {FOLDER}/{FINAL}",
    )
    if (folder / FINAL).exists():
        show.left(folder / FINAL)
        return
    data, changes, comments = reviewed(path.read_bytes())
    data, done = edited(data, tuple(_settling(found)))
    _save(folder / FINAL, data)
    told = f"chấp nhận {changes} thay đổi, xóa {comments} chú thích"
    show.edited((told, *done), folder / FINAL)


def _settling(found: Refreshing) -> list[Edit]:
    """The last edits: today's figure where the officer's stood against it, the sentence that today's figures make
    another; without the one unit that has not reported."""
    one = found.files[0]
    edits = [figure_over(VISITS, _quoted(told.fix)) for told in one.conflicts if told.code == CONFLICT.code]
    edits += [paragraph_instead("- Còn ", _quoted(told.what)) for told in one.problems if told.code == WORDS.code]
    return [*edits, without("Tỷ lệ doanh nghiệp tổ chức hội nghị"), without("SỐ LIỆU TẠM")]


def _quoted(told: str) -> str:
    """What a message quotes: the officer types what it says."""
    return told.partition("«")[2].rpartition("»")[0]


def _save(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error

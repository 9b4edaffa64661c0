"""Turn what was read out of past reports into a review workbook, or take in at once what is beyond doubt."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from drafter.desk.extract import Extraction
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.take_in import TakenIn, take_in
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.reports.review_writer import write_review
from drafter.store.records import Status
from drafter.store.store import Store

_HEADS = ("Tệp", "Dạng", "Kỳ", "Tiêu đề", "Số liệu", "Đơn vị", "Cần biết")


def review_bytes(ws: Workspace, found: Extraction) -> bytes:
    """The review workbook of what was read."""
    office = ws.office.organisation.standings[-1].name
    files = [
        (
            file.path.name,
            file.form or "không đọc được",
            file.period,
            file.title,
            file.count,
            file.organisation,
            "; ".join(f"{problem.code} {problem.what}" for problem in file.problems),
        )
        for file in found.files
    ]
    return write_review(found.rows, ws.catalogue.by_code, (_HEADS, *files), office)


def save_review(ws: Workspace, found: Extraction, path: Path) -> Path:
    """Write the review workbook; beside a file that is there already, as its next version. Raises DeskError."""
    data = review_bytes(ws, found)
    stem = path.stem if path.suffix.lower() == ".xlsx" else path.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = versioned(path.parent, stem, "xlsx", free_version(path.parent, [(stem, "xlsx", data)]))
        save(target, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    return target


def accept_sure(ws: Workspace, store: Store, found: Extraction, now: datetime, who: str) -> TakenIn:
    """Take in only the rows that are beyond doubt, as one reading of these files."""
    rows = [row for row in found.rows if row.sure]
    if not rows:
        return TakenIn(Status.REFUSED)
    names = ", ".join(dict.fromkeys(row.file for row in rows))
    said = "\n".join(f"{row.file}|{row.sheet}|{row.place}|{row.indicator}|{row.value}|{row.period}" for row in rows)
    return take_in(ws, store, rows, names, hashlib.sha256(said.encode()).hexdigest(), now, who)

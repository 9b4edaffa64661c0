"""Turn a draft into its pages as they print, by LibreOffice; what has been printed once is kept beside the store."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from drafter.desk.drafts import ending_of
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.model.problem import Place, ProblemKind, Severity
from drafter.reports.convert import NotConverted, find_office, to_pdf

NOT_PRINTED = ProblemKind(
    code="W175",
    severity=Severity.ERROR,
    title="Không lập được bản in PDF",
    what="chưa lập được bản in PDF của «{found}»: {reason}",
    fix="cài LibreOffice (miễn phí) rồi làm lại; hoặc mở tệp bằng Word và chọn Lưu thành PDF",
)
KINDS = (NOT_PRINTED,)

FOLDER = ".ban-in"
_KEPT = 60  # printed files, the oldest of which give way


def can_print() -> bool:
    """Whether LibreOffice is there."""
    return find_office() is not None


def is_printed(ws: Workspace, data: bytes) -> bool:
    """Whether these bytes were printed before, so that it takes no time."""
    return _kept(ws, data).is_file()


def printed(ws: Workspace, data: bytes, name: str) -> bytes:
    """The PDF of a Word or Excel file, without comments; the same bytes are printed once. Raises DeskError.

    `name` is what messages call it.
    """
    kept = _kept(ws, data)
    with suppress(OSError):
        return kept.read_bytes()
    try:
        pdf = to_pdf(data, ending_of(data))
    except NotConverted as error:
        raise stop(NOT_PRINTED, Place(file=name), found=name, reason=error.why) from error
    with suppress(OSError):  # what cannot be kept is printed again the next time
        kept.parent.mkdir(exist_ok=True)
        save(kept, pdf)
        _forget_oldest(kept.parent)
    return pdf


def _kept(ws: Workspace, data: bytes) -> Path:
    return ws.folder / FOLDER / f"{hashlib.sha256(data).hexdigest()}.pdf"


def _forget_oldest(folder: Path) -> None:
    found = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[_KEPT:]:
        path.unlink(missing_ok=True)


def save_printed(pdf: bytes, path: Path) -> Path:
    """Write a PDF, under the next version's name where the path is taken. Raises DeskError when it cannot be."""
    stem, ending = path.stem, path.suffix.removeprefix(".") or "pdf"
    try:
        target = versioned(path.parent, stem, ending, free_version(path.parent, [(stem, ending, pdf)]))
        save(target, pdf)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    return target

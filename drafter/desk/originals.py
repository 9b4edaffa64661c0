"""Turn a file that the store knows into the file itself, where the office's folder still has it, byte for byte."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from drafter.desk.problems import stop
from drafter.desk.workspace import Workspace
from drafter.intake.folder import digest_of
from drafter.intake.sandbox import MAX_FILE
from drafter.model.period import Period
from drafter.model.problem import Place, ProblemKind, Severity
from drafter.store.records import SubmissionRecord
from drafter.store.store import Store

NOT_KEPT = ProblemKind(
    code="W174",
    severity=Severity.ERROR,
    title="Không còn tệp gốc",
    what="không còn thấy tệp «{found}» đúng như lúc nhận trong thư mục của văn phòng",
    fix="tìm tệp trong thư từ với đơn vị rồi chép vào thư mục bieu-mau; số đã nhập vẫn còn nguyên trong kho",
)
KINDS = (NOT_KEPT,)


@dataclass(frozen=True)
class Original:
    """A file as it was handed in, under its own name."""

    name: str
    data: bytes


def record_of(store: Store, period: Period, submission: int) -> SubmissionRecord | None:
    """What is known of a file of a period by its number: a form, a register, or what past reports gave."""
    files = (*store.submissions(period), *store.register_files(period), *store.report_files(period))
    return next((one for one in files if one.submission_id == submission), None)


def original(ws: Workspace, record: SubmissionRecord) -> Original:
    """The file that a record tells of. Raises DeskError where no file of the folder is that one any more."""
    outer, member = _parts(record.file)
    for path in _called(ws.folder, outer):
        for name, data in _contents(path, member):
            if digest_of(data) == record.digest:
                return Original(name, data)
    raise stop(NOT_KEPT, Place(file=record.file), found=record.file)


def _parts(file: str) -> tuple[str, str]:
    """The name of the file on disk, and of the member where that is an archive: «thang 1/bieu.zip/CD X.xlsx»."""
    parts = file.split("/")
    at = next((number for number, part in enumerate(parts[:-1]) if part.lower().endswith(".zip")), None)
    return (parts[-1], "") if at is None else (parts[at], "/".join(parts[at + 1 :]))


def _called(folder: Path, name: str) -> Sequence[Path]:
    """The files of that name, then those whose name holds it: a copy may be called «CD X (2).xlsx»."""
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() == suffix and stem in _plain(path.name) and path.is_file()
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return sorted(found, key=lambda path: _plain(path.name) != name)


def _plain(name: str) -> str:
    """A name as the store keeps it: in one form of Unicode, on one line."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _contents(path: Path, member: str) -> Iterator[tuple[str, bytes]]:
    """The file, or the member of the archive."""
    try:
        if path.stat().st_size > MAX_FILE:
            return
        if not member:
            yield path.name, path.read_bytes()
            return
        with ZipFile(path) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith(member) and entry.file_size <= MAX_FILE:
                    yield entry.filename.rpartition("/")[2], archive.read(entry)
    except (OSError, BadZipFile, RuntimeError, NotImplementedError):
        return

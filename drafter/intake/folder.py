"""Turn files, folders and zips of forms into one result a file: no file is lost and none spoils another."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from drafter.intake.faults import Fault
from drafter.intake.findings import Expected, Findings, ReadForm, Receipt
from drafter.intake.form_reader import read_form
from drafter.intake.grid import clean, to_workbook
from drafter.intake.identity import holds_register, holds_review
from drafter.intake.register_reader import read_register
from drafter.intake.sandbox import MAX_FILE, Content, Sandbox, fault
from drafter.model.problem import Place, Problem, ProblemKind, Severity

_ASK_AGAIN = "Kính đề nghị người gửi tệp {place.file} "
EMPTY_FILE = ProblemKind(
    code="D140",
    severity=Severity.ERROR,
    title="Tệp rỗng",
    what="tệp không có nội dung",
    fix="tải lại tệp, hoặc xin đơn vị gửi lại",
    request=_ASK_AGAIN + "gửi lại: tệp nhận được không có nội dung.",
)
BROKEN_FILE = ProblemKind(
    code="D141",
    severity=Severity.ERROR,
    title="Tệp hỏng",
    what="không đọc được tệp: {detail}",
    fix="mở thử bằng Excel; mở được thì lưu thành tệp .xlsx mới, không được thì xin đơn vị gửi lại",
    request=_ASK_AGAIN + "mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại: tệp nhận được bị hỏng.",
)
ENCRYPTED_FILE = ProblemKind(
    code="D142",
    severity=Severity.ERROR,
    title="Tệp có mật khẩu",
    what="không đọc được tệp: {detail}",
    fix="mở bằng Excel với mật khẩu, vào Tệp – Thông tin – Bảo vệ sổ làm việc để bỏ mật khẩu, lưu rồi nhập lại",
    request=_ASK_AGAIN + "bỏ mật khẩu của tệp rồi gửi lại.",
)
UNSAFE_FILE = ProblemKind(
    code="D143",
    severity=Severity.ERROR,
    title="Tệp không an toàn",
    what="không mở tệp vì bên trong có dấu hiệu không an toàn: {detail}",
    fix="không mở tệp này; hỏi lại người gửi, xin tệp lưu mới từ Excel",
    request=_ASK_AGAIN + "điền lại vào biểu văn phòng đã gửi, lưu từ Excel rồi gửi lại.",
)
TOO_LARGE = ProblemKind(
    code="D144",
    severity=Severity.ERROR,
    title="Tệp quá lớn",
    what="tệp quá lớn so với một biểu số liệu: {detail}",
    fix="chỉ gửi biểu số liệu, bỏ ảnh và các trang không dùng",
    request=_ASK_AGAIN + "chỉ gửi biểu số liệu, bỏ ảnh và các trang không dùng.",
)
TIMED_OUT = ProblemKind(
    code="D145",
    severity=Severity.ERROR,
    title="Đọc tệp quá lâu",
    what="đọc tệp quá lâu nên đã dừng: {detail}",
    fix="mở bằng Excel, chép số liệu sang biểu mới rồi lưu lại",
    request=_ASK_AGAIN + "điền lại vào biểu văn phòng đã gửi: tệp nhận được đọc quá lâu.",
)
CRASHED = ProblemKind(
    code="D146",
    severity=Severity.ERROR,
    title="Tệp làm hỏng trình đọc",
    what="nội dung tệp làm trình đọc dừng đột ngột; các tệp khác không bị ảnh hưởng",
    fix="mở bằng Excel, chép số liệu sang biểu mới rồi lưu lại; nếu tệp không rõ nguồn gốc thì đừng mở",
    request=_ASK_AGAIN + "điền lại vào biểu văn phòng đã gửi rồi gửi lại.",
)
OTHER_FILE = ProblemKind(
    code="D149",
    severity=Severity.WARNING,
    title="Không phải bảng tính",
    what="đây là {detail}, không phải biểu số liệu: đã bỏ qua",
    fix="nếu số liệu nằm trong tệp này thì điền vào biểu .xlsx; nếu không thì bỏ ra ngoài thư mục",
    request=_ASK_AGAIN + "điền số liệu vào biểu Excel văn phòng đã gửi: tệp nhận được là {detail}.",
)
NO_SUCH_FILE = ProblemKind(
    code="D150",
    severity=Severity.ERROR,
    title="Không mở được tệp hoặc thư mục",
    what="{detail}",
    fix="kiểm tra lại đường dẫn; nếu tệp đang mở ở chương trình khác thì đóng lại rồi nhập lại",
)
NOTHING_INSIDE = ProblemKind(
    code="D151",
    severity=Severity.WARNING,
    title="Thư mục hoặc tệp nén không có gì để đọc",
    what="không có tệp nào bên trong",
    fix="chép các biểu đã nhận vào đây rồi nhập lại",
)
ZIP_IN_ZIP = ProblemKind(
    code="D153",
    severity=Severity.WARNING,
    title="Tệp nén nằm trong tệp nén",
    what="tệp nén nằm trong một tệp nén khác nên không được mở",
    fix="giải nén ra thư mục rồi nhập thư mục ấy",
)
KINDS = (
    EMPTY_FILE, BROKEN_FILE, ENCRYPTED_FILE, UNSAFE_FILE, TOO_LARGE, TIMED_OUT, CRASHED, OTHER_FILE, NO_SUCH_FILE,
    NOTHING_INSIDE, ZIP_IN_ZIP,
)  # fmt: skip

_KIND_OF = {
    Fault.EMPTY: EMPTY_FILE,
    Fault.BROKEN: BROKEN_FILE,
    Fault.ENCRYPTED: ENCRYPTED_FILE,
    Fault.UNSAFE: UNSAFE_FILE,
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.TIMED_OUT: TIMED_OUT,
    Fault.CRASHED: CRASHED,
    Fault.NOT_A_WORKBOOK: OTHER_FILE,
}


@dataclass(frozen=True)
class _File:
    """A file to read, or why there is nothing to read. `name` is how messages call it."""

    name: str
    path: Path | None = None
    problem: ReadForm | None = None


def read_paths(
    paths: Iterable[Path],
    expected: Expected,
    *,
    received_at: datetime,
    submitted_by: str = "",
    sandbox: Sandbox | None = None,
) -> Iterator[ReadForm]:
    """Read files, folders (with all that is in them, in order of name) and zips of forms; a result for each file.

    Hidden files and Excel's lock files (`~$…`) are passed over. Without a `sandbox` one is opened for this call.
    """
    files = [file for path in paths for file in _listed(path)]
    if sandbox is not None:
        yield from _read_files(files, expected, received_at, submitted_by, sandbox)
        return
    with Sandbox() as own:
        yield from _read_files(files, expected, received_at, submitted_by, own)


def read_bytes(data: bytes, receipt: Receipt, expected: Expected, sandbox: Sandbox) -> ReadForm:
    """Read one form that is already in memory (an upload, an attachment)."""
    return _interpret(sandbox.read(data), receipt, expected)


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, hex."""
    return hashlib.sha256(data).hexdigest()


def _read_files(
    files: list[_File], expected: Expected, received_at: datetime, submitted_by: str, sandbox: Sandbox
) -> Iterator[ReadForm]:
    loaded = (_loaded(file) for file in files)
    for (file, digest), content in sandbox.read_each(loaded):
        if file.problem:
            yield file.problem
        elif content.kind == "archive":
            yield from _read_members(file.name, content, expected, received_at, submitted_by, sandbox)
        else:
            yield _interpret(content, Receipt(file.name, digest, received_at, submitted_by), expected)


def _read_members(
    name: str, archive: Content, expected: Expected, received_at: datetime, submitted_by: str, sandbox: Sandbox
) -> Iterator[ReadForm]:
    """The files of a zip, each as if it lay in a folder of the zip's name."""
    if not archive.members:
        yield _failed(name, NOTHING_INSIDE)
    members = ((Receipt(f"{name}/{clean(m)}", digest_of(d), received_at, submitted_by), d) for m, d in archive.members)
    for receipt, content in sandbox.read_each(members):
        if content.kind == "archive":
            yield _failed(receipt.file, ZIP_IN_ZIP)
        else:
            yield _interpret(content, receipt, expected)


def problem_of(content: Content, file: str) -> Problem:
    """What to say of a file that could not be read as what it should be."""
    kind = _KIND_OF[Fault(content.data["fault"])] if content.kind == "fault" else OTHER_FILE
    detail = str(content.data.get("detail", "")) or {"json": "tệp JSON", "archive": "tệp nén"}.get(content.kind, "")
    return kind.at(Place(file), detail=detail)


def _interpret(content: Content, receipt: Receipt, expected: Expected) -> ReadForm:
    """What came of one file. The office is not asked to write to itself: of its own file only the remedy is told."""
    read = _read(content, receipt, expected)
    if read.organisation is None or read.organisation != expected.office:
        return read
    return replace(read, problems=tuple(replace(problem, request="") for problem in read.problems))


def _read(content: Content, receipt: Receipt, expected: Expected) -> ReadForm:
    if content.kind == "workbook":
        book = to_workbook(content.data)
        if holds_review(book):
            return ReadForm(receipt.file, digest=receipt.digest, review=book)
        return (read_register if holds_register(book) else read_form)(book, receipt, expected)
    if content.kind == "json":
        from drafter.intake.json_reader import read_submission_json  # pydantic is loaded only where there is JSON

        return read_submission_json(content.data["data"], receipt, expected)
    return ReadForm(receipt.file, None, (problem_of(content, receipt.file),), receipt.digest)


def _failed(name: str, kind: ProblemKind, detail: str = "") -> ReadForm:
    findings = Findings(name)
    findings.add(kind, detail=detail)
    return ReadForm(name, None, tuple(findings.problems))


def _listed(path: Path) -> Iterator[_File]:
    """The files of a path: itself, or everything below a folder, in order of name."""
    if path.is_dir():
        found = [below for below in path.rglob("*") if below.is_file() and not _passed_over(below.relative_to(path))]
        if not found:
            yield _File(_name(path.name), problem=_failed(_name(path.name), NOTHING_INSIDE))
        for below in sorted(found, key=lambda file: _name(str(file.relative_to(path)))):
            yield _File(_name(below.relative_to(path).as_posix()), below)
    elif path.is_file():
        yield _File(_name(path.name), path)
    else:
        detail = f"không có tệp hoặc thư mục «{_name(str(path))}»"
        yield _File(_name(path.name), problem=_failed(_name(path.name), NO_SUCH_FILE, detail=detail))


def _passed_over(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _name(text: str) -> str:
    """A file name fit for messages: one line, NFC, no control characters."""
    return " ".join(clean(unicodedata.normalize("NFC", text)).split())


def _loaded(file: _File) -> tuple[tuple[_File, str], bytes | Content]:
    """A file's bytes and digest, or a content that says why they could not be had."""
    if file.path is None:
        return (file, ""), fault(Fault.EMPTY)
    try:
        if file.path.stat().st_size > MAX_FILE:
            return (file, ""), fault(Fault.TOO_LARGE, f"quá {MAX_FILE // 1024 // 1024} MB")
        data = file.path.read_bytes()
    except OSError as error:
        detail = f"không mở được tệp ({error.strerror or 'lỗi khi đọc'})"
        return (_File(file.name, problem=_failed(file.name, NO_SUCH_FILE, detail=detail)), ""), fault(Fault.EMPTY)
    return (file, digest_of(data)), data

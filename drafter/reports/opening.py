"""Turn paths into past reports: each file is read in the limited process, old ones converted first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.intake.faults import Fault
from drafter.intake.sandbox import MAX_FILE, Content, Sandbox, fault
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.report import PastReport
from drafter.reports.convert import NotConverted, to_docx
from drafter.reports.wire import from_plain

NOT_A_REPORT = ProblemKind(
    code="D340",
    severity=Severity.ERROR,
    title="Không phải tệp báo cáo đọc được",
    what="đây là {detail}, không phải báo cáo",
    fix="chọn tệp .docx, .doc, .rtf, .odt, .xlsx, .xls, .ods, .pdf có chữ hoặc tệp văn bản thường",
)
EMPTY_REPORT = ProblemKind(
    code="D341",
    severity=Severity.ERROR,
    title="Tệp báo cáo rỗng",
    what="tệp không có nội dung",
    fix="tìm lại bản có nội dung, hoặc tải lại tệp",
)
BROKEN_REPORT = ProblemKind(
    code="D342",
    severity=Severity.ERROR,
    title="Tệp báo cáo hỏng",
    what="không đọc được tệp: {detail}",
    fix="mở thử bằng Word hoặc Excel; mở được thì lưu thành tệp mới rồi đọc lại, không được thì tìm bản khác",
)
LOCKED_REPORT = ProblemKind(
    code="D343",
    severity=Severity.ERROR,
    title="Tệp báo cáo có mật khẩu",
    what="không đọc được tệp: {detail}",
    fix="mở tệp bằng mật khẩu, bỏ mật khẩu (Tệp – Thông tin – Bảo vệ), lưu lại rồi đọc lại",
)
UNSAFE_REPORT = ProblemKind(
    code="D344",
    severity=Severity.ERROR,
    title="Tệp báo cáo không an toàn",
    what="không mở tệp vì bên trong có dấu hiệu không an toàn: {detail}",
    fix="không mở tệp này; tìm bản lưu khác",
)
LARGE_REPORT = ProblemKind(
    code="D345",
    severity=Severity.ERROR,
    title="Tệp báo cáo quá lớn",
    what="tệp quá lớn: {detail}",
    fix="bỏ bớt ảnh, hoặc tách báo cáo thành nhiều tệp",
)
SLOW_REPORT = ProblemKind(
    code="D346",
    severity=Severity.ERROR,
    title="Đọc báo cáo quá lâu",
    what="đọc tệp quá lâu nên đã dừng: {detail}",
    fix="tách báo cáo thành nhiều tệp, hoặc chép phần có số liệu sang tệp mới",
)
CRASHED_REPORT = ProblemKind(
    code="D347",
    severity=Severity.ERROR,
    title="Báo cáo làm hỏng trình đọc",
    what="nội dung tệp làm trình đọc dừng đột ngột; các tệp khác không bị ảnh hưởng",
    fix="mở bằng Word hoặc Excel, lưu thành tệp mới rồi đọc lại; tệp không rõ nguồn gốc thì đừng mở",
)
SCANNED = ProblemKind(
    code="D348",
    severity=Severity.ERROR,
    title="Bản quét không có lớp chữ",
    what="tệp PDF chỉ có ảnh của các trang, không có chữ để đọc",
    fix="tìm bản Word của báo cáo; nếu chỉ còn bản quét thì chạy nhận dạng chữ (OCR) rồi lưu PDF có chữ, hoặc gõ số "
    "vào biểu",
)
NEEDS_OFFICE = ProblemKind(
    code="D349",
    severity=Severity.ERROR,
    title="Tệp dạng cũ cần LibreOffice",
    what="tệp .{form} cần LibreOffice để đọc, {detail}",
    fix="cài LibreOffice (miễn phí, libreoffice.org) rồi đọc lại; hoặc mở bằng Word, lưu dạng Word Document (*.docx)",
)
NOT_CONVERTED = ProblemKind(
    code="D350",
    severity=Severity.ERROR,
    title="Không chuyển được tệp dạng cũ",
    what="không chuyển được tệp .{form} sang .docx: {detail}",
    fix="mở tệp bằng Word, lưu dạng Word Document (*.docx) rồi đọc lại",
)
NO_SUCH_REPORT = ProblemKind(
    code="D351",
    severity=Severity.ERROR,
    title="Không mở được tệp báo cáo",
    what="không mở được tệp ({detail})",
    fix="kiểm tra lại đường dẫn; nếu tệp đang mở ở chương trình khác thì đóng lại rồi đọc lại",
)
OTHER_FORM = ProblemKind(
    code="D357",
    severity=Severity.WARNING,
    title="Đuôi tệp báo cáo khác nội dung bên trong",
    what="tệp mang đuôi .{ending} nhưng bên trong là {form}; drafter đọc theo nội dung{less}",
    fix="xem lại có đúng tệp báo cáo không; nếu đúng thì đổi đuôi tệp, hoặc tìm bản gốc .{ending}",
)
KINDS = (
    NOT_A_REPORT, EMPTY_REPORT, BROKEN_REPORT, LOCKED_REPORT, UNSAFE_REPORT, LARGE_REPORT, SLOW_REPORT, CRASHED_REPORT,
    SCANNED, NEEDS_OFFICE, NOT_CONVERTED, NO_SUCH_REPORT, OTHER_FORM,
)  # fmt: skip

_CHILD = "drafter.reports.child"
_KIND_OF = {
    Fault.EMPTY: EMPTY_REPORT,
    Fault.BROKEN: BROKEN_REPORT,
    Fault.ENCRYPTED: LOCKED_REPORT,
    Fault.UNSAFE: UNSAFE_REPORT,
    Fault.TOO_LARGE: LARGE_REPORT,
    Fault.TIMED_OUT: SLOW_REPORT,
    Fault.CRASHED: CRASHED_REPORT,
    Fault.NOT_A_WORKBOOK: NOT_A_REPORT,
}
# What a report's form is called, and the endings that such a file has; other endings promise nothing.
_FORMS = {
    "docx": ("tệp Word", (".docx", ".docm", ".doc", ".rtf", ".odt")),
    "xlsx": ("bảng tính", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")),
    "pdf": ("tệp PDF", (".pdf",)),
    "text": ("văn bản thường", ()),
}
_SHEETS = ("xls", "ods")
_PROMISES = frozenset(ending for _, endings in _FORMS.values() for ending in endings)
_LESS = ", không có bảng và tiêu đề như tệp Word"


@dataclass(frozen=True)
class ReadReport:
    """What came of one file: its report, or the problem that says why there is none.

    Beside a report, the problem is what to know of it: that the file is another kind than its name says.
    """

    path: Path
    report: PastReport | None = None
    problem: Problem | None = None


def read_reports(paths: Iterable[Path], workers: int = 2) -> Iterator[ReadReport]:
    """Read files in the order given; folders stand for the files in them, hidden ones and lock files aside."""
    files = [file for path in paths for file in _listed(path)]
    with Sandbox(workers, module=_CHILD) as sandbox:
        for (path, digest), content in sandbox.read_each(_loaded(path) for path in files):
            if content.kind == "convert":
                yield _converted(path, digest, str(content.data["form"]), sandbox)
            else:
                yield _result(path, digest, content)


def _listed(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for below in sorted(path.rglob("*")):
        if below.is_file() and not any(part.startswith((".", "~$")) for part in below.relative_to(path).parts):
            yield below


def _loaded(path: Path) -> tuple[tuple[Path, str], bytes | Content]:
    try:
        if path.stat().st_size > MAX_FILE:
            return (path, ""), fault(Fault.TOO_LARGE, f"quá {MAX_FILE // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        return (path, ""), Content("unopened", {"detail": error.strerror or "lỗi khi đọc"})
    return (path, hashlib.sha256(data).hexdigest()), data


def _converted(path: Path, digest: str, form: str, sandbox: Sandbox) -> ReadReport:
    """The report of an old file, by way of a .docx that is read as any other."""
    try:
        made = to_docx(path.read_bytes(), form)
    except OSError as error:
        return _result(path, digest, Content("unopened", {"detail": error.strerror or "lỗi khi đọc"}))
    except NotConverted as failed:
        kind = NEEDS_OFFICE if failed.missing else NOT_CONVERTED
        return ReadReport(path, problem=kind.at(Place(path.name), form=form, detail=failed.why))
    return _result(path, digest, sandbox.read(made))


def _result(path: Path, digest: str, content: Content) -> ReadReport:
    if content.kind == "report":
        report = from_plain(content.data, path.name, digest)
        return ReadReport(path, report, _other_form(path, report.form))
    detail = str(content.data.get("detail", ""))
    if content.kind == "unopened":
        return ReadReport(path, problem=NO_SUCH_REPORT.at(Place(path.name), detail=detail))
    kind = _KIND_OF[Fault(content.data["fault"])] if content.kind == "fault" else NOT_A_REPORT
    if kind is NOT_A_REPORT and detail.startswith("bản quét"):
        kind = SCANNED
    return ReadReport(path, problem=kind.at(Place(path.name), detail=detail))


def _other_form(path: Path, form: str) -> Problem | None:
    """The warning that a file is another kind than its ending promises: a text that was named .docx by hand."""
    name, endings = _FORMS["xlsx" if form in _SHEETS else form]
    ending = path.suffix.lower()
    if ending not in _PROMISES or ending in endings:
        return None
    less = _LESS if form == "text" else ""
    return OTHER_FORM.at(Place(path.name), ending=ending.removeprefix("."), form=name, less=less)

"""Turn the plain data of a workbook into a unit's Submission and the problems found in it."""

from __future__ import annotations

from drafter.intake.figures_sheet import OUTSIDE, find_figures, read_figures
from drafter.intake.findings import Expected, Findings, Origin, ReadForm, Receipt, something_given
from drafter.intake.grid import Workbook, address
from drafter.intake.identity import check_standing, expected_period, known_unit, read_marks
from drafter.intake.list_sheets import find_awards, find_narrative, read_awards, read_narratives
from drafter.model.problem import ProblemKind, Severity
from drafter.model.submission import Submission

NOT_A_FORM = ProblemKind(
    code="D101",
    severity=Severity.ERROR,
    title="Bảng tính không phải biểu số liệu",
    what="tệp Excel này không phải biểu số liệu của văn phòng (không có bảng với cột «Mã» và cột «Thực hiện»)",
    fix="nhập đúng tệp biểu mà văn phòng đã gửi cho đơn vị; tệp khác thì bỏ ra ngoài thư mục",
    request="Kính đề nghị người gửi tệp {place.file} điền số liệu vào biểu văn phòng đã gửi.",
)
EMPTY_FORM = ProblemKind(
    code="D124",
    severity=Severity.ERROR,
    title="Biểu chưa điền gì",
    what="biểu của {unit} chưa điền số liệu, khen thưởng hay nội dung nào",
    fix="đề nghị đơn vị điền rồi gửi lại; không phát sinh thì gõ số 0",
    request="Kính đề nghị {unit} điền số liệu rồi gửi lại: tệp {place.file} còn để trống. Không phát sinh thì gõ số 0.",
)
DAMAGED_FORM = ProblemKind(
    code="D125",
    severity=Severity.ERROR,
    title="Biểu bị mất bảng số liệu",
    what="biểu của {found} không còn bảng số liệu (không thấy cột «Mã» và cột «Thực hiện»): chưa nhận tệp này",
    fix="không đổi tên cột, không xóa trang «Số liệu»; điền lại vào biểu đã gửi",
    request="Kính đề nghị {unit} điền lại vào biểu văn phòng đã gửi: tệp {place.file} bị mất bảng «Số liệu».",
)
CLEANED_TEXT = ProblemKind(
    code="D128",
    severity=Severity.NOTE,
    title="Đã bỏ ký tự lạ",
    what="ô {found} có ký tự điều khiển không nhìn thấy, đã bỏ đi khi đọc",
    fix="không cần sửa; nếu thấy thiếu chữ thì gõ lại ô ấy",
)
MACROS = ProblemKind(
    code="D147",
    severity=Severity.NOTE,
    title="Tệp có macro",
    what="tệp có macro: chỉ đọc giá trị trong ô, macro không được chạy và không được giữ lại",
    fix="lưu lại dạng .xlsx để lần sau không còn macro",
)
OLD_FORMAT = ProblemKind(
    code="D148",
    severity=Severity.NOTE,
    title="Tệp bảng tính dạng khác",
    what="tệp ở dạng .{format}: đã đọc được, nhưng tỷ lệ phần trăm và công thức có thể phải hỏi lại",
    fix="mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx cho lần sau",
)
KINDS = (NOT_A_FORM, EMPTY_FORM, DAMAGED_FORM, CLEANED_TEXT, MACROS, OLD_FORMAT)


def read_form(book: Workbook, receipt: Receipt, expected: Expected) -> ReadForm:
    """Read a filled form. Everything is found by codes and titles, so moved rows and columns are no harm.

    The submission is None when the file is no form, or its unit or period is not one that is expected, or nothing is
    filled in; a faulty row costs that row only.
    """
    findings = Findings(receipt.file)
    return findings.result(_read(book, receipt, expected, findings), receipt)


def _read(book: Workbook, receipt: Receipt, expected: Expected, findings: Findings) -> Submission | None:
    note_kind_of_file(book, findings)
    tables = [sheet for sheet in book.sheets if find_figures(sheet)]
    marks = read_marks(book, findings)
    if marks is None:
        return None
    if not tables:
        if marks.marked:
            findings.add(DAMAGED_FORM, found=f"«{marks.name or marks.unit}»")
        else:
            findings.add(NOT_A_FORM)
        return None
    findings.unit = marks.name or findings.unit
    unit = known_unit(marks, expected, findings)
    period = expected_period(marks, expected, findings)
    findings.organisation, findings.period = unit, period
    if unit is None or period is None:
        return None
    check_standing(unit, period, expected, findings)
    origin = Origin(unit, period, receipt, marks.author)
    submission = Submission(
        unit,
        period,
        receipt.file,
        receipt.digest,
        receipt.received_at,
        receipt.submitted_by or marks.author,
        tuple(f for sheet in tables for f in read_figures(sheet, expected.catalogue, origin, findings)),
        tuple(a for sheet in book.sheets for a in read_awards(sheet, expected.award_forms, origin, findings)),
        tuple(n for sheet in book.sheets for n in read_narratives(sheet, expected.catalogue.groups, origin, findings)),
    )
    _note_other_sheets(book, findings)
    note_cleaned(book, findings)
    if not something_given(submission, expected):
        findings.add(EMPTY_FORM)
        return None
    return submission


def note_kind_of_file(book: Workbook, findings: Findings) -> None:
    """Say that the file has macros, or is not of the format that was sent out."""
    if book.macros:
        findings.add(MACROS)
    if book.format != "xlsx":
        findings.add(OLD_FORMAT, format=book.format)


def _note_other_sheets(book: Workbook, findings: Findings) -> None:
    """Numbers on a sheet that is none of the form's are told, once a sheet."""
    for sheet in book.sheets:
        if sheet.hidden or find_figures(sheet) or find_awards(sheet) or find_narrative(sheet):
            continue
        numbers = sorted(place for place, cell in sheet.cells.items() if cell.kind in "npf")
        if numbers:
            findings.add(OUTSIDE, sheet.name, address(*numbers[0]), found=f"cả trang tính «{sheet.name}»")


def note_cleaned(book: Workbook, findings: Findings) -> None:
    """Say where characters were dropped from a text, once a sheet."""
    for sheet in book.sheets:
        if sheet.dirty:
            found = ", ".join(address(*place) for place in sheet.dirty[:5])
            findings.add(CLEANED_TEXT, sheet.name, address(*sheet.dirty[0]), found=found)

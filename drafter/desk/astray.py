"""Turn a form of the office that was dropped among other files into words: whose it is, of which period, where to.

A form bears its mark out of sight. Only spreadsheets are looked into, each in the limited process that reads forms.
"""

from __future__ import annotations

from pathlib import Path

from drafter.intake.findings import Findings
from drafter.intake.grid import Workbook, to_workbook
from drafter.intake.identity import holds_review, read_marks
from drafter.intake.sandbox import Sandbox
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, ProblemKind, Severity

FORM_ASTRAY = ProblemKind(
    code="D398",
    severity=Severity.ERROR,
    title="Biểu của đơn vị, thả nhầm chỗ",
    what="đây là {found}, không đọc ở đây",
    fix="nhập tệp này bằng «drafter import»",
)
KINDS = (FORM_ASTRAY,)

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


def form_astray(path: Path, sandbox: Sandbox | None = None) -> Problem | None:
    """What to say of a file that is a form, a register or a review; None for any other, or one that cannot be read.

    Without a `sandbox` one is opened for this call.
    """
    if path.suffix.casefold() not in _SPREADSHEETS:
        return None
    if sandbox is None:
        with Sandbox(workers=1) as own:
            return form_astray(path, own)
    try:
        content = sandbox.read(path.read_bytes())
    except OSError:
        return None
    found = _said_of(to_workbook(content.data)) if content.kind == "workbook" else ""
    return FORM_ASTRAY.at(Place(path.name), found=found) if found else None


def _said_of(book: Workbook) -> str:
    if holds_review(book):
        return "bảng đối chiếu báo cáo cũ"
    marks = read_marks(book, Findings(""))
    if marks is None:  # the marks in sight are not the hidden ones: Bảng đơn vị tells which
        return "biểu của đơn vị"
    if not marks.marked:
        return ""
    try:
        period = f", {Period.parse(marks.period).words}"
    except PeriodError:
        period = ""
    return f"{'sổ' if marks.register else 'biểu số liệu'} của {marks.name or marks.unit}{period}"

"""Show past reports becoming figures: read, decided upon by a scripted officer, imported, compared with in drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Protocol

from openpyxl import load_workbook

from drafter.desk.collect import FileOutcome, collect
from drafter.desk.draft import DraftReport, draft
from drafter.desk.extract import Extraction, extract
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.review import save_review
from drafter.desk.tracing.derivation import Fact
from drafter.desk.tracing.trace import Traced, trace
from drafter.desk.workspace import Workspace, read_period
from drafter.fill.package import save
from drafter.intake.form_writer import to_bytes
from drafter.reports.review import Decision
from drafter.reports.review_layout import HEADER_ROW, PLACE_OF, ReviewColumn
from drafter.store.store import Store

OLD_REPORTS, REVIEW = "bao-cao-cu", Path("doi-chieu") / "doi-chieu-2023.xlsx"
DECIDED = REVIEW.with_name("doi-chieu-2023-da-xem.xlsx")
OFFICER = "Lê Thị Mai"
PAPERS = (("bao-cao-nam", "2024", date(2025, 1, 15)), ("bao-cao-6-thang", "2023-H1", date(2023, 6, 20)))
"""What is drafted of them: the year after, which compares with them, and the half year that only the old report has."""


@dataclass(frozen=True)
class Verdict:
    """What the officer decides of a row, and what is typed over: of the file that begins so, with this quote.

    A quote in words may go on in the workbook: how much of a sentence is quoted is the reader's.
    """

    file: str
    quote: str
    decision: Decision
    typed: Mapping[ReviewColumn, object] = field(default_factory=dict)

    def is_of(self, file: str, quote: str) -> bool:
        """Whether a row of the workbook is the one meant."""
        goes_on = not self.quote[-1].isdigit() and quote.startswith(f"{self.quote} ")
        return file.startswith(self.file) and (quote == self.quote or goes_on)


VERDICTS = (
    Verdict("bao-cao-nam", "15.091 đoàn viên", Decision.ACCEPT),  # the annex has four units only
    Verdict("bao-cao-nam", "44 cuộc đối thoại", Decision.ACCEPT),
    Verdict("bao-cao-nam", "1.846/1.800 đoàn viên, đạt 102,55% kế hoạch năm", Decision.ACCEPT),
    Verdict("bao-cao-nam", "171 cuộc", Decision.CORRECT, {ReviewColumn.VALUE: 172}),
    Verdict("bao-cao-nam", "hơn 26.400 lượt CNVCLĐ", Decision.ACCEPT),
    Verdict("bao-cao-nam", "09 tập thể", Decision.ACCEPT),
    Verdict("bao-cao-nam", "03 cuộc", Decision.REJECT),
    Verdict("bao-cao-6-thang", "905", Decision.REJECT),  # the table says it again
    Verdict("phu-luc", "1.864", Decision.REJECT),  # a slip of the annex: the text has 1.846
    Verdict("phu-luc", "876", Decision.REJECT),
    Verdict("phu-luc", "9", Decision.REJECT),  # a sum that its rows do not make
    Verdict("phu-luc", "1.702", Decision.ACCEPT),
)


class PastShow(Protocol):
    """How the demo tells of past reports: each result as it comes."""

    def step(self, note: str, command: str) -> None:
        """A step, and what does the same by hand."""

    def extracted(self, found: Extraction, path: Path) -> None:
        """What was read in past reports, and the review workbook."""

    def decided(self, verdicts: tuple[Verdict, ...], path: Path) -> None:
        """What the scripted officer marked, and the workbook."""

    def taken(self, outcomes: tuple[FileOutcome, ...]) -> None:
        """What became of the workbook."""

    def compared(self, report: DraftReport, sources: tuple[tuple[Traced, Fact], ...]) -> None:
        """A draft, and its figures that come from past reports, each with the place."""

    def left(self, path: Path) -> None:
        """What an earlier demo made stays."""


def old_reports(ws: Workspace, store: Store, now: datetime, show: PastShow) -> None:
    """Past reports read, decided upon, imported and drafted with. Raises DeskError."""
    target = ws.folder / DECIDED
    show.step("đọc báo cáo cũ thành bảng đối chiếu", f"drafter extract {OLD_REPORTS} -o {REVIEW.as_posix()}")
    if target.exists():
        show.left(target)
        return
    found = extract(ws, store, (ws.folder / OLD_REPORTS,))
    review = save_review(ws, found, ws.folder / REVIEW)
    show.extracted(found, review)
    show.step(
        "đối chiếu (dựng sẵn, thay cho cán bộ xem từng dòng trong Excel)",
        f"mở {REVIEW.as_posix()} bằng Excel, chọn Nhận, Sửa, Bỏ, lưu thành {DECIDED.as_posix()}",
    )
    data, done = marked(review.read_bytes(), VERDICTS)
    _save(target, data)
    show.decided(done, target)
    show.step("nhập bảng đã đối chiếu", f'drafter import {DECIDED.as_posix()} --from "{OFFICER}"')
    show.taken(collect(ws, store, (target,), now=now, submitted_by=OFFICER))
    for kind, text, day in PAPERS:
        show.step("soạn văn bản có số của báo cáo cũ", f"drafter draft {kind} --period {text} --date {day}")
        report = draft(ws, store, kind, read_period(text), now=now, day=day)
        file = report.files[0]
        show.step("xem số nào lấy từ báo cáo cũ", f"drafter trace {file.relative_to(ws.folder).as_posix()}")
        names = {one.path.name for one in found.files}
        lines = trace(ws, store, file).lines
        facts = ((line, fact) for line in lines if line.origin is not None for fact in line.origin.facts)
        show.compared(report, tuple((line, fact) for line, fact in facts if fact.source.file in names))


def marked(data: bytes, verdicts: tuple[Verdict, ...]) -> tuple[bytes, tuple[Verdict, ...]]:
    """A review workbook with these decisions in its cells, and those of them that found their row."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    done = []
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        quote, file = (str(sheet.cell(row, PLACE_OF[one]).value) for one in (ReviewColumn.QUOTE, ReviewColumn.FILE))
        verdict = next((one for one in verdicts if one.is_of(file, quote)), None)
        if verdict is not None:
            for column, value in {ReviewColumn.DECISION: verdict.decision.value, **verdict.typed}.items():
                sheet.cell(row, PLACE_OF[column]).value = value
            done.append(verdict)
    return to_bytes(book), tuple(one for one in verdicts if one in done)


def _save(path: Path, data: bytes) -> None:
    try:
        save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error

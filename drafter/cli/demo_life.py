"""`drafter demo`: how a draft's life is told, one or two lines a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.cli.talk import say
from drafter.desk.checking.check import CheckedFile
from drafter.desk.checking.copies import Copy
from drafter.desk.collect import FileOutcome
from drafter.desk.demonstrating.past import Verdict
from drafter.desk.draft import DraftReport
from drafter.desk.extract import Extraction
from drafter.desk.issue import IssueReport
from drafter.desk.refreshing.refresh import Refreshing
from drafter.desk.tracing.derivation import Fact
from drafter.desk.tracing.trace import Traced
from drafter.model.problem import Problem, Severity

_SHOWN = 3
_SHOWN_EACH = 2


@dataclass(frozen=True)
class LifeTold:
    """Tells on the screen. `step` and `listed` are the demo's own ways to tell a step and some problems."""

    step: Callable[[str, str], None]
    listed: Callable[[str, Sequence[Problem]], None]

    def edited(self, edits: tuple[str, ...], path: Path) -> None:
        """Each thing that was done by the script."""
        say(f"  {path}", *(f"    - {edit}" for edit in edits))

    def refreshed(self, found: Refreshing) -> None:
        """The file, what is proposed in it, and what a person must decide."""
        for one in found.files:
            say(
                f"  {one.target or one.path}: đề nghị thay {len(one.changed)} chỗ (Track Changes, có ghi nguồn); "
                "chữ cán bộ sửa giữ nguyên."
            )
            say(*(f"    {change.words}" for change in one.changed[:_SHOWN]))
            if len(one.changed) > _SHOWN:
                say(f"    … và {len(one.changed) - _SHOWN} chỗ khác")
            self.listed("Vướng, cần quyết định", one.conflicts)
            self.listed("Cần xem lại", one.problems)

    def checked(self, found: CheckedFile) -> None:
        """How many of each severity, and the first of them."""
        if not found.problems:
            say(f"  {found.path}: không thấy gì phải sửa.")
            return
        counts = [(sum(one.severity is level for one in found.problems), level.value) for level in Severity]
        self.listed(f"{found.path}: {', '.join(f'{count} {name}' for count, name in counts if count)}", found.problems)

    def mended(self, copy: Copy) -> None:
        """The copy, with what was mended and what is proposed in it."""
        if copy.path is None:
            say("  Không có gì để sửa.")
            return
        say(f"  Bản sao: {copy.path}")
        say(*(f"    đã sửa {one.code}: {one.what}" for one in copy.mended))
        say(*(f"    đề nghị {one.code}: «{one.old}» → «{one.new}»" for one in copy.proposed))

    def issued(self, done: IssueReport) -> None:
        """The paper with its number and day, and what was kept of it."""
        say(f"  Đã phát hành số {done.symbol}, ngày {done.day:%d/%m/%Y}: {done.file}")
        say(f"  Đã ghi {done.figures} số của văn bản vào kho để các kỳ sau so sánh; từ nay văn bản không cập nhật nữa.")
        self.listed("Cần biết", done.problems)

    def extracted(self, found: Extraction, path: Path) -> None:
        """How much was read, and where it waits to be decided upon."""
        sure = sum(row.sure for row in found.rows)
        files = sum(file.read for file in found.files)
        say(
            f"  Đã đọc {len(found.rows)} con số trong {files} tệp: {sure} số không có gì đáng ngờ, "
            f"{len(found.rows) - sure} số cần xem.",
            f"  {path}: chưa số nào vào kho cho đến khi có người xem từng dòng.",
        )
        self.listed("Cần xem", found.problems)

    def decided(self, verdicts: tuple[Verdict, ...], path: Path) -> None:
        """Each row that the script decided upon."""
        say(f"  {path}")
        for one in verdicts:
            typed = "".join(f", gõ {column.value.lower()} {value}" for column, value in one.typed.items())
            say(f"    - {one.decision.value}: «{one.quote}»{typed}")

    def taken(self, outcomes: tuple[FileOutcome, ...]) -> None:
        """What became of the workbook, and what was not taken in."""
        for one in outcomes:
            say(f"  {one.file}: {one.outcome}.")
            self.listed("Cần biết", one.problems)

    def compared(self, report: DraftReport, sources: tuple[tuple[Traced, Fact], ...]) -> None:
        """The draft, and of its figures the first of each past report, with the paragraph or cell."""
        say(f"  {report.files[0]}: {len({line.key for line, _ in sources})} số có nguồn là báo cáo cũ, như:")
        shown: dict[str, list[str]] = {}
        for line, fact in sources:
            shown.setdefault(fact.source.file, []).append(f"    «{line.text}» – {fact.value} ở {fact.source}")
        for lines in shown.values():
            say(*lines[:_SHOWN_EACH])

    def left(self, path: Path) -> None:
        """What an earlier demo made stays."""
        say(f"  {path}: đã dựng ở lần trước, giữ nguyên; muốn xem lại từ đầu thì xóa cả thư mục văn phòng này.")

"""Turn a review workbook that an office has decided on back into rows; each fault is told by its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from drafter.intake.grid import Sheet, Workbook, address
from drafter.intake.numbers import number_readings
from drafter.model.figure import Qualifier
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.reports.review_layout import SHEET, ReviewColumn, code_of
from drafter.wording.fold import fold

NO_REVIEW_COLUMNS = ProblemKind(
    code="D370",
    severity=Severity.ERROR,
    title="Bảng đối chiếu thiếu cột",
    what="bảng đối chiếu không còn cột {found}",
    fix="đọc lại báo cáo bằng «drafter extract» và đối chiếu trên bảng mới; đừng xoá hay đổi tên cột",
)
BAD_DECISION = ProblemKind(
    code="D371",
    severity=Severity.WARNING,
    title="Không hiểu quyết định ở bảng đối chiếu",
    what="«{found}» không phải Nhận, Sửa, Bỏ hay Thay số đã có: dòng này chưa nhận",
    fix="chọn lại trong danh sách thả xuống của ô",
)
BAD_REVIEW_CELL = ProblemKind(
    code="D372",
    severity=Severity.WARNING,
    title="Ô của bảng đối chiếu không dùng được",
    what="cột «{column}»: {found}; dòng này chưa nhận",
    fix="sửa ô cho đúng rồi nhập lại tệp",
)
KINDS = (NO_REVIEW_COLUMNS, BAD_DECISION, BAD_REVIEW_CELL)

_NEEDED = (
    ReviewColumn.DECISION, ReviewColumn.QUOTE, ReviewColumn.VALUE, ReviewColumn.KIND, ReviewColumn.INDICATOR,
    ReviewColumn.PERIOD, ReviewColumn.ORGANISATION, ReviewColumn.FILE, ReviewColumn.PLACE,
)  # fmt: skip
_Choice = TypeVar("_Choice", RowKind, Qualifier)
_DECISIONS = {fold(one.value): one for one in Decision}
_KINDS = {fold(one.value): one for one in RowKind}
_HEDGES = {fold(one.value): one for one in Qualifier}


@dataclass(frozen=True)
class Decided:
    """The rows of a review workbook. `open` counts those nobody decided on, `rejected` those thrown out."""

    rows: tuple[ReviewRow, ...]
    open: int
    rejected: int
    problems: tuple[Problem, ...]


def read_review(book: Workbook, file: str) -> Decided:
    """The rows that are to be taken in, and what is wrong with others. A workbook without its columns gives none."""
    sheet = next((one for one in book.sheets if one.name == SHEET), book.sheets[0])
    head = _head(sheet)
    lacking = [column.value for column in _NEEDED if head is None or column not in head[1]]
    if head is None or lacking:
        return Decided((), 0, 0, (NO_REVIEW_COLUMNS.at(Place(file, sheet.name), found=", ".join(lacking)),))
    reader = _Reader(sheet, head[1], file)
    rows = [number for number in sheet.rows() if number > head[0] and reader.text(number, ReviewColumn.QUOTE)]
    taken: list[ReviewRow] = []
    counts = {Decision.OPEN: 0, Decision.REJECT: 0}
    for number in rows:
        decision = reader.decision(number)
        if decision in counts:
            counts[decision] += 1
        elif decision is not None and (row := reader.row(number, decision)) is not None:
            taken.append(row)
    return Decided(tuple(taken), counts[Decision.OPEN], counts[Decision.REJECT], tuple(reader.problems))


def _head(sheet: Sheet) -> tuple[int, Mapping[ReviewColumn, int]] | None:
    """The row of titles and the column of each."""
    titles = {fold(column.value): column for column in ReviewColumn}
    for number in sheet.rows():
        found = {
            titles[fold(cell.text)]: column
            for (row, column), cell in sheet.cells.items()
            if row == number and cell.kind == "t" and fold(cell.text) in titles
        }
        if ReviewColumn.DECISION in found:
            return number, found
    return None


@dataclass
class _Reader:
    sheet: Sheet
    columns: Mapping[ReviewColumn, int]
    file: str

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []

    def text(self, row: int, column: ReviewColumn) -> str:
        return self.sheet.text(row, self.columns.get(column))

    def place(self, row: int, column: ReviewColumn) -> Place:
        return Place(self.file, self.sheet.name, address(row, self.columns[column]))

    def decision(self, row: int) -> Decision | None:
        said = self.text(row, ReviewColumn.DECISION)
        found = _DECISIONS.get(fold(said))
        if found is None:
            self.problems.append(BAD_DECISION.at(self.place(row, ReviewColumn.DECISION), found=said))
        return found

    def row(self, number: int, decision: Decision) -> ReviewRow | None:
        """The row as decided; None, with a problem, where a cell of it cannot be used."""
        before = len(self.problems)
        value = self._number(number, ReviewColumn.VALUE)
        if value is None and len(self.problems) == before:
            self._bad(number, ReviewColumn.VALUE, "ô trống")
        kind = self._choice(number, ReviewColumn.KIND, _KINDS, RowKind.ACTUAL)
        hedge = self._choice(number, ReviewColumn.HEDGE, _HEDGES, Qualifier.EXACT)
        target, percent, whole = (
            self._number(number, column) for column in (ReviewColumn.TARGET, ReviewColumn.PERCENT, ReviewColumn.WHOLE)
        )
        period = self._period(number)
        if value is None or len(self.problems) > before:
            return None
        source_sheet, _, place = self.text(number, ReviewColumn.SOURCE_SHEET).rpartition("|")
        original = self.text(number, ReviewColumn.ORIGINAL)
        return ReviewRow(
            file=self.text(number, ReviewColumn.FILE),
            place=place or self.text(number, ReviewColumn.PLACE),
            sheet=source_sheet,
            quote=self.text(number, ReviewColumn.QUOTE),
            context=self.text(number, ReviewColumn.CONTEXT),
            value=value,
            unit=self.text(number, ReviewColumn.UNIT),
            kind=kind,
            qualifier=hedge,
            indicator=code_of(self.text(number, ReviewColumn.INDICATOR)),
            period=period,
            organisation=self.text(number, ReviewColumn.ORGANISATION),
            target=target,
            percent=percent,
            whole=whole,
            decision=Decision.CORRECT if decision is Decision.ACCEPT and _changed(original, value) else decision,
            order=number,
            cell=address(number, self.columns[ReviewColumn.INDICATOR]),
        )

    def _number(self, row: int, column: ReviewColumn) -> Decimal | None:
        """The number of a cell, None for an empty one; typed text is read as people write numbers."""
        cell = self.sheet.cells.get((row, self.columns.get(column, 0)))
        if cell is None or not cell.text.strip():
            return None
        if cell.kind in ("n", "p"):
            return Decimal(cell.text) * (100 if cell.kind == "p" else 1)
        readings = number_readings(cell.text.strip())
        if len(readings) != 1:
            why = "hiểu được hai cách" if readings else "không phải một số"
            self._bad(row, column, f"«{cell.shown}» {why}")
            return None
        return readings[0]

    def _choice(self, row: int, column: ReviewColumn, known: Mapping[str, _Choice], missing: _Choice) -> _Choice:
        said = self.text(row, column)
        if not said:
            return missing
        found = known.get(fold(said))
        if found is None:
            self._bad(row, column, f"«{said}» không có trong danh sách")
            return missing
        return found

    def _period(self, row: int) -> str:
        said = self.text(row, ReviewColumn.PERIOD)
        try:
            return Period.parse(said).code
        except PeriodError:
            self._bad(row, ReviewColumn.PERIOD, f"«{said}» không phải một kỳ báo cáo" if said else "ô trống")
            return ""

    def _bad(self, row: int, column: ReviewColumn, found: str) -> None:
        self.problems.append(BAD_REVIEW_CELL.at(self.place(row, column), column=column.value, found=found))


def _changed(original: str, value: Decimal) -> bool:
    return bool(original) and Decimal(original) != value

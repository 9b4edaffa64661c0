"""Turn past reports that were sent in into a review that is decided row by row, and what was decided into figures.

The files lie in a folder of their own below `bao-cao-cu/da-nhan`; what was read of them and decided lies beside them,
written whole each time. Nothing reaches the store before it is taken in, and then as a review workbook's rows do.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from drafter.desk.extract import ExtractedFile, Extraction, extract
from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.received import Batch, batches, find_batch, id_of, keep_received
from drafter.desk.take_in import NOT_OF_ROW, OTHER_VALUE, TWICE_ACCEPTED, TakenIn, take_in, unfit
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.intake.numbers import number_readings
from drafter.model.figure import Qualifier
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.reports.review_layout import ReviewColumn, code_of
from drafter.reports.review_reader import BAD_REVIEW_CELL
from drafter.store.records import Status
from drafter.store.store import Store

PAST = "bao-cao-cu/da-nhan"
STATE = ".doi-chieu.json"
TAKES = frozenset({Decision.ACCEPT, Decision.CORRECT, Decision.REPLACE})
"""The decisions by which a row becomes a figure."""

DECIDED_MEANWHILE = ProblemKind(
    code="D378",
    severity=Severity.WARNING,
    title="Người khác vừa quyết định dòng này",
    what="dòng này vừa được người khác quyết định: {found}; chưa ghi quyết định của đồng chí",
    fix="xem lại dòng như bây giờ, rồi quyết định lại nếu cần",
)
NOBODY_TAKES = ProblemKind(
    code="D379",
    severity=Severity.ERROR,
    title="Chưa ghi người nhận số liệu của báo cáo cũ",
    what="chưa ghi họ tên người nhận số liệu; chưa đưa số nào vào kho",
    fix="ghi họ tên vào ô Người nhận số liệu rồi đưa vào kho lại",
)
KINDS = (DECIDED_MEANWHILE, NOBODY_TAKES)

_NOT_STORED = frozenset({NOT_OF_ROW.code, OTHER_VALUE.code, TWICE_ACCEPTED.code})
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_SCALES = (0, 6, 3, -3)  # money stands in triệu đồng: a text has it in đồng, nghìn or tỷ too
_WRITING = threading.Lock()
_Choice = TypeVar("_Choice", RowKind, Qualifier)


@dataclass(frozen=True)
class Review:
    """What was read of a batch, the most doubtful row first, with what has been decided so far.

    A row is named by its number, from 0. `stored` are the rows that are figures by now. `questions` are the numbers
    that do not agree.
    """

    files: tuple[ExtractedFile, ...]
    rows: tuple[ReviewRow, ...]
    questions: tuple[Problem, ...]
    stored: frozenset[int] = frozenset()

    @property
    def extraction(self) -> Extraction:
        """The same as `drafter extract` gives it, with what has been decided."""
        return Extraction(self.files, self.rows, self.questions)

    def count(self, *decisions: Decision) -> int:
        """How many rows have any of these decisions."""
        return sum(row.decision in decisions for row in self.rows)


@dataclass(frozen=True)
class Given:
    """What a person has typed into a row, as text; None where they were not asked."""

    value: str | None = None
    indicator: str | None = None
    period: str | None = None
    organisation: str | None = None
    kind: str | None = None
    qualifier: str | None = None
    target: str | None = None


@dataclass(frozen=True)
class Quoted:
    """The context of a row in five pieces: before the quote, the quote around its number, after it."""

    before: str
    lead: str
    number: str
    rest: str
    after: str


_REVIEW = TypeAdapter(Review)


def keep_past(ws: Workspace, files: Sequence[tuple[str, Path]], now: datetime) -> Batch:
    """Keep past reports that came. Raises DeskError where the folder cannot be written into."""
    folder = keep_received(ws, files, now, PAST)
    found = find_batch(ws, PAST, id_of(folder.name))
    assert found is not None
    return found


def all_past(ws: Workspace) -> tuple[Batch, ...]:
    """Every batch of past reports, the newest first."""
    return batches(ws, PAST)


def find_past(ws: Workspace, batch_id: str) -> Batch | None:
    """The batch of that id; None where there is none."""
    return find_batch(ws, PAST, batch_id)


def read_past(
    ws: Workspace,
    store: Store,
    batch: Batch,
    period: Period | None = None,
    organisation: str | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Review:
    """Read the files of a batch and keep what was read. Nothing is stored. Raises DeskError."""
    review = _review(extract(ws, store, batch.files, period, organisation, progress))
    with _WRITING:
        _keep(batch, review)
    return review


def review_of(batch: Batch) -> Review | None:
    """What was read of a batch and decided so far; None where it has not been read to its end."""
    try:
        return _REVIEW.validate_json((batch.folder / STATE).read_bytes())
    except (OSError, ValidationError):
        return None


def mark_of(row: ReviewRow) -> str:
    """How a row stands: another once anybody has decided on it."""
    said = (row.decision, row.value, row.indicator, row.period, row.organisation, row.kind, row.qualifier, row.target)
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:12]


def decide(ws: Workspace, batch: Batch, number: int, decision: Decision, given: Given, seen: str) -> ReviewRow:
    """Write down what a person says of a row, who saw it as `seen` (`mark_of`). Returns the row as it then is.

    What was typed counts with any decision that takes the row; a row so changed is «Sửa». Raises DeskError where
    something typed cannot be used, the row could not be stored so, or somebody else was quicker; it is then as it was.
    """
    with _WRITING:
        review = review_of(batch)
        if review is None or not 0 <= number < len(review.rows):
            raise KeyError(number)
        row = review.rows[number]
        if seen != mark_of(row):
            told = row.decision.value or "chưa quyết định"
            raise DeskError(DECIDED_MEANWHILE.at(_place(row), found=f"«{told}»"))
        made = _typed(row, given) if decision in TAKES else row
        if decision in TAKES and (fault := unfit(ws, made)):
            raise DeskError(NOT_OF_ROW.at(_place(row), quote=row.quote, found=fault))
        corrected = decision is Decision.ACCEPT and (mark_of(made) != mark_of(row) or row.decision is Decision.CORRECT)
        made = replace(made, decision=Decision.CORRECT if corrected else decision)
        rows = (*review.rows[:number], made, *review.rows[number + 1 :])
        _keep(batch, replace(review, rows=rows, stored=review.stored - {number}))
    return made


def take_past(ws: Workspace, store: Store, batch: Batch, now: datetime, who: str) -> TakenIn:
    """Make figures of every row that is to be taken, all or, where the store fails, none.

    `who` is the person who answers for them. Raises DeskError, where nobody is named too.
    """
    if not who.strip():
        raise stop(NOBODY_TAKES)
    with _WRITING:
        review = review_of(batch)
        rows = [] if review is None else [
            (number, replace(row, cell=_cell(number)))
            for number, row in enumerate(review.rows)
            if row.decision in TAKES
        ]  # fmt: skip
        if review is None or not rows:
            return TakenIn(Status.REFUSED)
        names = ", ".join(dict.fromkeys(row.file for _, row in rows))
        digest = hashlib.sha256("".join(f"{number}{mark_of(row)}" for number, row in rows).encode()).hexdigest()
        taken = take_in(ws, store, [row for _, row in rows], names, digest, now, who)
        left = {problem.place.cell for problem in taken.problems if problem.code in _NOT_STORED}
        keys = {_key(row) for number, row in rows if _cell(number) in left}
        stored = {n for n, row in rows if _cell(n) not in left and (_key(row) not in keys or row.target is not None)}
        _keep(batch, replace(review, stored=frozenset(stored)))
    return taken


def quoted(row: ReviewRow) -> Quoted:
    """The row's context with its number told apart. That of a cell is the heads of its row and column, before it."""
    start = row.context.find(row.quote)
    if row.sheet or start < 0:
        before, after = (f"{row.context}: " if row.context else ""), ""
    else:
        before, after = row.context[:start], row.context[start + len(row.quote) :]
    for met in _NUMBER.finditer(row.quote):
        readings = number_readings(met[0])
        if any(reading.scaleb(-scale) == row.value for reading in readings for scale in _SCALES):
            return Quoted(before, row.quote[: met.start()], met[0], row.quote[met.end() :], after)
    return Quoted(before, "", row.quote, "", after)


def _cell(number: int) -> str:
    return f"dòng {number + 1}"


def _key(row: ReviewRow) -> tuple[str, str, str]:
    return row.indicator, row.organisation, row.period


def _place(row: ReviewRow) -> Place:
    return Place(row.file, row.sheet, text=row.place)


def _review(found: Extraction) -> Review:
    rows = sorted(found.rows, key=lambda row: (-row.doubt, row.file, row.order))
    files = tuple(replace(one, path=Path(one.path.name)) for one in found.files)
    return Review(files, tuple(rows), found.questions)


def _keep(batch: Batch, review: Review) -> None:
    path = batch.folder / STATE
    try:
        save(path, _REVIEW.dump_json(review))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


# -- what a person has typed ---------------------------------------------------------------------------------------


def _typed(row: ReviewRow, given: Given) -> ReviewRow:
    """The row with what was typed. Raises DeskError with every field that cannot be used."""
    faults: list[Problem] = []

    def bad(column: ReviewColumn, found: str) -> None:
        faults.append(BAD_REVIEW_CELL.at(_place(row), column=column.value, found=found))

    value = _number(given.value, row.value, ReviewColumn.VALUE, bad)
    target = _number(given.target, row.target, ReviewColumn.TARGET, bad)
    if value is None:
        bad(ReviewColumn.VALUE, "ô trống")
    period = row.period
    if given.period is not None:
        try:
            period = Period.parse(given.period).code
        except PeriodError:
            bad(ReviewColumn.PERIOD, f"«{given.period}» không phải một kỳ báo cáo" if given.period else "ô trống")
    kind = _choice(given.kind, row.kind, {one.value: one for one in RowKind}, ReviewColumn.KIND, bad)
    hedges = {one.value: one for one in Qualifier}
    qualifier = _choice(given.qualifier, row.qualifier, hedges, ReviewColumn.HEDGE, bad)
    if faults or value is None:
        raise DeskError(*faults)
    return replace(
        row,
        value=value,
        target=target,
        period=period,
        kind=kind,
        qualifier=qualifier,
        indicator=row.indicator if given.indicator is None else code_of(given.indicator),
        organisation=row.organisation if given.organisation is None else code_of(given.organisation),
    )


def _number(
    text: str | None, before: Decimal | None, column: ReviewColumn, bad: Callable[[ReviewColumn, str], None]
) -> Decimal | None:
    """The number that was typed, as it is shown: «1.234» is a thousand and more. None for an empty field."""
    if text is None:
        return before
    if not text.strip():
        return None
    readings = number_readings(text.strip())
    if not readings:
        bad(column, f"«{text}» không phải một số")
        return before
    return before if before in readings else readings[0]


def _choice(
    text: str | None,
    before: _Choice,
    known: Mapping[str, _Choice],
    column: ReviewColumn,
    bad: Callable[[ReviewColumn, str], None],
) -> _Choice:
    if text is None:
        return before
    if text not in known:
        bad(column, f"«{text}» không có trong danh sách")
        return before
    return known[text]

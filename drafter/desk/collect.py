"""Turn files that came in into stored figures and registers: each file read by itself, so that one harms no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from drafter.desk.problems import MOSTLY_EMPTIED, NO_FILES, TWO_AT_ONCE, stop
from drafter.desk.take_in import against_reports, take_in_review
from drafter.desk.workspace import Workspace
from drafter.intake.findings import Expected, ReadForm
from drafter.intake.folder import read_paths
from drafter.intake.sandbox import Sandbox
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.register import Row
from drafter.store.comparison import ChangeKind, FigureChange
from drafter.store.records import Recorded, Status
from drafter.store.store import Store
from drafter.wording.quantities import quantity
from drafter.wording.verdicts import target_words

MOSTLY_GONE = ProblemKind(
    code="D199",
    severity=Severity.WARNING,
    title="Sổ nộp lại bỏ phần lớn số dòng đã nộp",
    what="«{title}» của {unit} nộp lại còn {rows} dòng, lần trước {had} dòng; các dòng bỏ đi không còn được dùng",
    fix="hỏi lại đơn vị; nếu đơn vị chỉ gửi phần bổ sung thì xin gửi cả sổ, hoặc nhập lại tệp trước với lựa chọn "
    "--force",
    request="Kính đề nghị {unit} gửi lại cả «{title}»: tệp {place.file} chỉ còn {rows} dòng, lần trước đơn vị đã gửi "
    "{had} dòng.",
)
KINDS = (MOSTLY_GONE,)

REVIEW_TITLE = "Đối chiếu báo cáo cũ"
_FEW = 5  # fewer figures gone from a form than this, or rows from a register, are no question


class Outcome(StrEnum):
    """What became of one file."""

    NEW = "nhận mới"
    REVISED = "nộp lại"
    UNCHANGED = "đã có, không đổi"
    OLDER = "bản cũ, không dùng"
    REFUSED = "chưa nhận được"


_OUTCOMES = {
    Status.NEW: Outcome.NEW,
    Status.REVISED: Outcome.REVISED,
    Status.UNCHANGED: Outcome.UNCHANGED,
    Status.OLDER: Outcome.OLDER,
    Status.REFUSED: Outcome.REFUSED,
}


@dataclass(frozen=True)
class FileOutcome:
    """One file: what became of it, whose it is (empty where it did not say), what changed and what is wrong.

    `register` is the title of the register that it holds, empty for a form of figures; `rows` is how many rows of it
    were read, `appeared` and `vanished` how many of them a file sent again added and dropped.
    """

    file: str
    outcome: Outcome
    unit: str
    period: str
    changes: tuple[FigureChange, ...]
    problems: tuple[Problem, ...]
    register: str = ""
    rows: int = 0
    appeared: int = 0
    vanished: int = 0


def collect(
    ws: Workspace,
    store: Store,
    paths: Sequence[Path],
    *,
    now: datetime,
    period: Period | None = None,
    submitted_by: str = "",
    force: bool = False,
    progress: Callable[[int, str], None] | None = None,
    sandbox: Sandbox | None = None,
) -> tuple[FileOutcome, ...]:
    """Read forms and JSON submissions from files, folders and archives and store what they say.

    A path that is not there is told like any faulty file. Without a `sandbox` one is opened for this call. Raises
    DeskError when none is there.
    """
    if not any(path.exists() for path in paths):
        raise stop(NO_FILES, found="», «".join(map(str, paths)))
    expected = Expected(
        catalogue=ws.catalogue,
        known_units=tuple(ws.organisations.values()),
        period=period,
        award_forms=ws.award_forms.forms,
        office=ws.office.organisation.code,
        registers=ws.registers.forms,
    )
    found = read_paths(paths, expected, received_at=now, submitted_by=submitted_by, sandbox=sandbox)
    read = list(_reported(found, progress))
    forms = [(one.submission, one.problems) for one in read if one.submission is not None]
    registers = [(one.register, one.problems) for one in read if one.register is not None]
    of_forms = iter(store.record_many(forms, force=force))
    of_registers = iter(store.record_registers(registers, force=force))
    outcomes = []
    for one in read:
        if one.review is not None:
            outcomes.append(_reviewed(ws, store, one, now, submitted_by, force=force))
        elif one.submission is not None:
            outcome = _outcome(ws, one, next(of_forms), read)
            asked = against_reports(ws, store, one.submission)
            outcomes.append(replace(outcome, problems=(*outcome.problems, *asked)))
        elif one.register is not None:
            outcomes.append(_outcome(ws, one, next(of_registers), read))
        else:
            outcomes.append(_refused(ws, store, one, now))
    return tuple(outcomes)


def _outcome(ws: Workspace, one: ReadForm, result: Recorded, read: Sequence[ReadForm]) -> FileOutcome:
    """What became of a file that gave something to store."""
    rows = len(one.register.rows) if one.register is not None else 0
    appeared, vanished = (sum(isinstance(each, Row) for each in rows) for rows in (result.appeared, result.vanished))
    asked = (*_emptied(ws, one, result), *_two_at_once(ws, one, read))
    return FileOutcome(
        file=one.file,
        outcome=_OUTCOMES[result.status],
        unit=one.organisation or "",
        period=str(one.period or ""),
        changes=result.changes,
        problems=(*one.problems, *result.problems, *asked),
        register=_title(ws, one),
        rows=rows,
        appeared=appeared,
        vanished=vanished,
    )


def _reviewed(
    ws: Workspace, store: Store, one: ReadForm, now: datetime, submitted_by: str, *, force: bool
) -> FileOutcome:
    """What became of a review of past reports: the rows that the office accepted."""
    assert one.review is not None
    taken = take_in_review(ws, store, one.review, one.file, one.digest, now, submitted_by, force=force)
    return FileOutcome(
        file=one.file,
        outcome=_OUTCOMES[taken.status],
        unit=", ".join(taken.units),
        period=", ".join(taken.periods),
        changes=taken.changes,
        problems=taken.problems,
        register=REVIEW_TITLE,
        rows=taken.figures + taken.awards,
    )


def _refused(ws: Workspace, store: Store, one: ReadForm, now: datetime) -> FileOutcome:
    if one.digest:  # a path where no file could be read is nothing that a unit handed in
        store.record_rejected(one.file, one.digest, one.organisation, one.period, now, one.problems, one.register_code)
    unit, of = one.organisation or "", str(one.period or "")
    return FileOutcome(one.file, Outcome.REFUSED, unit, of, (), one.problems, _title(ws, one))


def _title(ws: Workspace, one: ReadForm) -> str:
    form = ws.registers.get(one.register_code)
    return form.title if form is not None else ""


def _reported(read: Iterable[ReadForm], progress: Callable[[int, str], None] | None) -> Iterable[ReadForm]:
    for number, one in enumerate(read, 1):
        if progress is not None:
            progress(number, one.file)
        yield one


def _emptied(ws: Workspace, one: ReadForm, result: Recorded) -> tuple[Problem, ...]:
    """The question that goes with a file sent again with most of its figures, or of its rows, gone."""
    if one.register is not None:
        had = len(one.register.rows) - len(result.appeared) + len(result.vanished)
        if len(one.register.rows) + _FEW > had or 2 * len(one.register.rows) >= had:
            return ()
        told = {"title": _title(ws, one), "had": had, "rows": len(one.register.rows)}
        return (MOSTLY_GONE.at(Place(file=one.file), unit=_name(ws, one), **told),)
    gone = [change for change in result.changes if change.kind is ChangeKind.VANISHED]
    kept = sum(figure.reported for figure in one.submission.figures) if one.submission else 0
    appeared = sum(change.kind is ChangeKind.APPEARED for change in result.changes)
    had = len(gone) + kept - appeared
    if len(gone) < _FEW or 2 * len(gone) <= had:
        return ()
    unit = _name(ws, one)
    return (MOSTLY_EMPTIED.at(Place(file=one.file), unit=unit, gone=len(gone), had=had),)


def _two_at_once(ws: Workspace, one: ReadForm, read: Sequence[ReadForm]) -> tuple[Problem, ...]:
    """The warning, at the form in use, that this batch held other forms of the same unit and period."""
    same = [other for other in read if (other.submission or other.register) and _slot(other) == _slot(one)]
    different = list({other.digest: other for other in same}.values())
    if len(different) < 2 or one is not same[-1] or one.period is None:
        return ()
    files = ", ".join(other.file for other in different)
    found = {"count": len(different), "unit": _name(ws, one), "period": one.period.words, "files": files}
    return (TWO_AT_ONCE.at(Place(file=one.file), used=one.file, **found),)


def _slot(one: ReadForm) -> tuple[str, str | None, Period | None]:
    return one.register_code, one.organisation, one.period


def _name(ws: Workspace, one: ReadForm) -> str:
    known = ws.organisations.get(one.organisation or "")
    return one.organisation or "" if known is None or one.period is None else known.name_on(one.period.end)


def change_line(ws: Workspace, change: FigureChange) -> str:
    """A changed figure in words: «E02 Số đoàn viên kết nạp mới: 650 đoàn viên → 676 đoàn viên»."""
    indicator = ws.catalogue.get(change.key.indicator)
    name = change.key.indicator if indicator is None else f"{indicator.code} {indicator.name}"
    old, new = change.old, change.new
    told = [("", _value(ws, indicator, old), _value(ws, indicator, new))]
    told.append(("chỉ tiêu giao ", _target(ws, indicator, old), _target(ws, indicator, new)))
    told.append(("ghi chú ", _note(old), _note(new)))
    return f"{name}: " + "; ".join(f"{what}{before} → {after}" for what, before, after in told if before != after)


def _value(ws: Workspace, indicator: Indicator | None, figure: Figure | None) -> str:
    if figure is None or not figure.reported:
        return "chưa có"
    if figure.value is None or indicator is None:
        return f"{figure.numerator}/{figure.denominator}" if figure.value is None else str(figure.value)
    return quantity(figure.value, indicator.unit, indicator.words, ws.settings.style, figure.qualifier)


def _target(ws: Workspace, indicator: Indicator | None, figure: Figure | None) -> str:
    if figure is None or figure.target is None:
        return "chưa có"
    if indicator is None:
        return str(figure.target)
    return target_words(figure.target, indicator.unit, indicator.words, ws.settings.style, figure.comparator)


def _note(figure: Figure | None) -> str:
    return f"«{figure.note}»" if figure is not None and figure.note else "để trống"

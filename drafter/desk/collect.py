"""Turn files that came in into stored figures: each file read by itself, so that one bad file harms no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from drafter.desk.problems import MOSTLY_EMPTIED, NO_FILES, TWO_AT_ONCE, stop
from drafter.desk.workspace import Workspace
from drafter.intake.findings import Expected, ReadForm
from drafter.intake.folder import read_paths
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem
from drafter.store.comparison import ChangeKind, FigureChange
from drafter.store.records import Status
from drafter.store.store import Store
from drafter.wording.quantities import quantity
from drafter.wording.verdicts import target_words

_FEW = 5  # fewer figures gone from a form than this are no question


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
    """One file: what became of it, whose it is (empty where it did not say), what changed and what is wrong."""

    file: str
    outcome: Outcome
    unit: str
    period: str
    changes: tuple[FigureChange, ...]
    problems: tuple[Problem, ...]


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
) -> tuple[FileOutcome, ...]:
    """Read forms and JSON submissions from files, folders and archives and store what they say.

    A path that is not there is told like any faulty file. Raises DeskError when none is there.
    """
    if not any(path.exists() for path in paths):
        raise stop(NO_FILES, found="», «".join(map(str, paths)))
    expected = Expected(
        catalogue=ws.catalogue,
        known_units=tuple(ws.organisations.values()),
        period=period,
        award_forms=ws.award_forms.forms,
        office=ws.office.organisation.code,
    )
    read = list(_reported(read_paths(paths, expected, received_at=now, submitted_by=submitted_by), progress))
    taken = [(one.submission, one.problems) for one in read if one.submission is not None]
    recorded = iter(store.record_many(taken, force=force))
    outcomes = []
    for one in read:
        unit, of = one.organisation or "", str(one.period or "")
        if one.submission is None:
            if one.digest:  # a path where no file could be read is nothing that a unit handed in
                store.record_rejected(one.file, one.digest, one.organisation, one.period, now, one.problems)
            outcomes.append(FileOutcome(one.file, Outcome.REFUSED, unit, of, (), one.problems))
            continue
        result = next(recorded)
        asked = (*_emptied(ws, one, result.changes), *_two_at_once(ws, one, read))
        problems = (*one.problems, *result.problems, *asked)
        outcomes.append(FileOutcome(one.file, _OUTCOMES[result.status], unit, of, result.changes, problems))
    return tuple(outcomes)


def _reported(read: Iterable[ReadForm], progress: Callable[[int, str], None] | None) -> Iterable[ReadForm]:
    for number, one in enumerate(read, 1):
        if progress is not None:
            progress(number, one.file)
        yield one


def _emptied(ws: Workspace, one: ReadForm, changes: Sequence[FigureChange]) -> tuple[Problem, ...]:
    """The question that goes with a form sent again with most of its figures gone."""
    gone = [change for change in changes if change.kind is ChangeKind.VANISHED]
    kept = sum(figure.reported for figure in one.submission.figures) if one.submission else 0
    appeared = sum(change.kind is ChangeKind.APPEARED for change in changes)
    had = len(gone) + kept - appeared
    if len(gone) < _FEW or 2 * len(gone) <= had:
        return ()
    unit = _name(ws, one)
    return (MOSTLY_EMPTIED.at(Place(file=one.file), unit=unit, gone=len(gone), had=had),)


def _two_at_once(ws: Workspace, one: ReadForm, read: Sequence[ReadForm]) -> tuple[Problem, ...]:
    """The warning, at the form in use, that this batch held other forms of the same unit and period."""
    same = [
        other
        for other in read
        if other.submission and (other.organisation, other.period) == (one.organisation, one.period)
    ]
    different = list({other.digest: other for other in same}.values())
    if len(different) < 2 or one is not same[-1] or one.period is None:
        return ()
    files = ", ".join(other.file for other in different)
    found = {"count": len(different), "unit": _name(ws, one), "period": one.period.words, "files": files}
    return (TWO_AT_ONCE.at(Place(file=one.file), used=one.file, **found),)


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

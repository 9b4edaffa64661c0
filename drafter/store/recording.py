"""Turn submissions into stored versions: a new one, the same one again, a revised one, or an older one sent late.

A batch is one transaction. What it decides from is read first, rows are gathered and written in bulk, so that a
thousand units take about as long as their figures take to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, bindparam, update

from drafter.model.figure import FigureKey
from drafter.model.problem import Problem
from drafter.model.submission import Submission
from drafter.store.comparison import added, figure_changes, same
from drafter.store.contents import Contents, OldContents, contents
from drafter.store.corrections import Correction, in_force, overlaid, replaced_values
from drafter.store.notices import contradictions, keeping, older, replacing, sent_before
from drafter.store.numbering import keep_number, last_number
from drafter.store.records import Recorded, Status
from drafter.store.rows import (
    Values,
    award_values,
    figure_values,
    narrative_values,
    numbered,
    problem_values,
    write_rows,
)
from drafter.store.schema import AWARD, CORRECTION, FIGURE, NARRATIVE, PROBLEM, SUBMISSION, State
from drafter.store.submissions import reject, submission_values
from drafter.store.texts import with_offset
from drafter.store.versions import REPORTS, KnownFile, Slot, known_files, standing_of

Handed = tuple[Submission, Sequence[Problem]]

_IN_ORDER = (SUBMISSION, FIGURE, AWARD, NARRATIVE, PROBLEM, CORRECTION)  # owners before what refers to them


def record_all(connection: Connection, handed: Sequence[Handed], *, force: bool) -> tuple[Recorded, ...]:
    """Record submissions in the order given. `force` puts an older or the same version into use again."""
    batch = _Batch(connection, [submission for submission, _ in handed])
    results = tuple(batch.record(submission, tuple(problems), force=force) for submission, problems in handed)
    batch.write()
    return results


class _Batch:
    """The rows gathered so far, and what is known of each unit and period, within one transaction."""

    def __init__(self, connection: Connection, submissions: Sequence[Submission]) -> None:
        self._connection = connection
        self._number = last_number(connection)
        self._rows: dict[Table, list[Values]] = {table: [] for table in _IN_ORDER}
        self._files = known_files(connection, map(_slot, submissions))
        self._out_of_use: list[Values] = []
        self._written_to = self._number
        self._old = OldContents(connection, self._likely_replaced(submissions))
        periods = {figure.key.period for submission in submissions for figure in submission.figures}
        self._corrections = in_force(connection, periods | {submission.period for submission in submissions})

    def record(self, submission: Submission, problems: tuple[Problem, ...], *, force: bool) -> Recorded:
        """Decide what this submission is and gather its rows."""
        if faults := contradictions(submission):
            return self._refuse(submission, problems, faults)
        files = self._files.setdefault(_slot(submission), [])
        standing = standing_of(submission.digest, submission.received_at, files, force=force)
        current, before = standing.current, standing.before
        if current is None or standing.status is Status.REVISED:
            return self._take(submission, problems, files, current)
        if before is None:
            return self._keep_late(submission, problems, files, current)
        if standing.status is Status.UNCHANGED:
            return Recorded(Status.UNCHANGED, current.id)
        told = sent_before(submission, before.received_at, current.name)
        return Recorded(Status.OLDER, before.id, problems=(told,))

    def write(self) -> None:
        """Write what is gathered; what goes out of use first, for one version of a unit and period may be in it."""
        if self._out_of_use:
            out_of_use = update(SUBMISSION).where(SUBMISSION.c.id == bindparam("replaced"))
            self._connection.execute(out_of_use.values(state=State.SUPERSEDED.value), self._out_of_use)
            self._out_of_use = []
        for table in _IN_ORDER:
            write_rows(self._connection, table, self._rows[table])
            self._rows[table] = []
        keep_number(self._connection, self._number)
        self._written_to = self._number

    def _take(
        self, submission: Submission, problems: tuple[Problem, ...], files: list[KnownFile], current: KnownFile | None
    ) -> Recorded:
        """Put the submission into use, in the place of the current one where there is one."""
        old = self._supersede(current, files)
        new = contents(submission)
        # what a past report says ends no correction: the office's own number is newer than any print of it
        over = {} if submission.report else self._corrections_over(submission, {*old.figures, *new.figures})
        kept = {key: held for key, held in over.items() if same(old.figures.get(key), new.figures.get(key))}
        number = self._add(submission, State.CURRENT, files)
        told = self._settle(submission, old, new, over, kept)
        self._gather(number, submission, (*problems, *told))
        if current is None:
            return Recorded(Status.NEW, number, problems=told)
        return Recorded(
            Status.REVISED,
            number,
            changes=figure_changes(overlaid(old.figures, over), overlaid(new.figures, kept)),
            appeared=(*added(old.awards, new.awards), *added(old.narratives, new.narratives)),
            vanished=(*added(new.awards, old.awards), *added(new.narratives, old.narratives)),
            problems=told,
        )

    def _keep_late(
        self, submission: Submission, problems: tuple[Problem, ...], files: list[KnownFile], current: KnownFile
    ) -> Recorded:
        """Keep it for the record only: a version received later is in use."""
        told = (older(submission, current.name, current.received_at),)
        number = self._add(submission, State.LATE, files)
        self._gather(number, submission, (*problems, *told))
        return Recorded(Status.OLDER, number, problems=told)

    def _refuse(self, submission: Submission, problems: tuple[Problem, ...], faults: tuple[Problem, ...]) -> Recorded:
        self.write()
        number = reject(
            self._connection,
            submission.file,
            submission.digest,
            submission.organisation,
            submission.period,
            submission.received_at,
            (*problems, *faults),
            REPORTS if submission.report else "",
        )
        self._number = last_number(self._connection)
        return Recorded(Status.REFUSED, number, problems=faults)

    def _supersede(self, current: KnownFile | None, files: list[KnownFile]) -> Contents:
        """Take the version in use out of use and give what it said."""
        if current is None:
            return Contents({}, (), ())
        if current.id > self._written_to:  # it came in this very batch
            self.write()
        self._out_of_use.append({"replaced": current.id})
        files[files.index(current)] = replace(current, state=State.SUPERSEDED)
        return self._old.of(current.id)

    def _likely_replaced(self, submissions: Sequence[Submission]) -> list[int]:
        """The files in use that this batch brings other files for, in its order."""
        return [
            file.id
            for submission in submissions
            for file in self._files.get(_slot(submission), ())
            if file.state is State.CURRENT and file.digest != submission.digest
        ]

    def _corrections_over(self, submission: Submission, keys: set[FigureKey]) -> dict[FigureKey, Correction]:
        """The corrections in force on these keys, and on what the office added for the unit."""
        if not self._corrections:
            return {}
        slot = (submission.organisation, submission.period)
        return {
            key: held
            for key, held in self._corrections.items()
            if key in keys or (key.organisation, key.period) == slot
        }

    def _settle(
        self,
        submission: Submission,
        old: Contents,
        new: Contents,
        over: dict[FigureKey, Correction],
        kept: dict[FigureKey, Correction],
    ) -> tuple[Problem, ...]:
        """End the corrections that the unit's new number takes the place of, and say what became of each."""
        told = []
        for key, held in over.items():
            sent = new.figures.get(key)
            if key in kept:
                if key in new.figures or key in old.figures:
                    told.append(keeping(submission, key, held, sent))
                continue
            del self._corrections[key]
            self._number += 1
            row = replaced_values(self._number, key, submission.submitted_by, submission.received_at)
            self._rows[CORRECTION].append(row)
            if not same(sent, held.figure):
                told.append(replacing(submission, key, held, sent))
        return tuple(told)

    def _add(self, submission: Submission, state: State, files: list[KnownFile]) -> int:
        self._number += 1
        values = submission_values(
            self._number,
            submission.organisation,
            submission.period,
            submission.file,
            submission.digest,
            submission.received_at,
            submission.submitted_by,
            state,
            len(files) + 1,
            REPORTS if submission.report else "",
        )
        self._rows[SUBMISSION].append(values)
        received_at = with_offset(submission.received_at)
        files.append(KnownFile(self._number, submission.file, submission.digest, received_at, state))
        return self._number

    def _gather(self, number: int, submission: Submission, problems: tuple[Problem, ...]) -> None:
        gathered = {
            FIGURE: [figure_values(figure) for figure in submission.figures],
            AWARD: [award_values(award) for award in submission.awards],
            NARRATIVE: [narrative_values(narrative) for narrative in submission.narratives],
            PROBLEM: [problem_values(problem) for problem in problems],
        }
        for table, rows in gathered.items():
            self._rows[table].extend(numbered(number, rows))


def _slot(submission: Submission) -> Slot:
    """A form of figures is of no register; what past reports say has a place of its own."""
    return REPORTS if submission.report else "", submission.organisation, submission.period

"""Turn checked submissions into a lasting store of figures, and the store into what counts now and how it came to be.

Nothing is overwritten: a newer submission of a unit and period takes the older one's place, which stays to be read; so
do the office's corrections and every version of a draft.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import TypeVar

from drafter.model.award import Award
from drafter.model.figure import Figure, FigureKey
from drafter.model.narrative import Narrative
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.model.register import Register
from drafter.model.submission import Submission
from drafter.store import (
    corrections,
    drafts,
    history,
    inputs,
    issues,
    migration,
    numbering,
    reading,
    recording,
    registers,
    submissions,
)
from drafter.store.answers import Happenings, KeptAnswers
from drafter.store.corrections import Correction
from drafter.store.database import PATIENCE, Database
from drafter.store.keeping import KeptFigures
from drafter.store.records import Draft, DraftRecord, FigureVersion, Issued, Recorded, SubmissionRecord
from drafter.store.run_book import RunBook
from drafter.store.schema import SCHEMA_VERSION
from drafter.store.versions import REPORTS

_MANY = 100  # files, beyond which a batch changes what the tables look like
_ANSWERS, _FEW_ANSWERS = 48, 12  # figures, totals, questions: of the periods of all pages; of one command's
_PASSING = 32  # of one indicator, with the years before: some twenty; of one draft
_T = TypeVar("_T")


def open_store(address: str | os.PathLike[str], patience: float = PATIENCE, *, keep: int = 0) -> Store:
    """Open the store at a path (SQLite) or a `postgresql://` URL; make it, or bring an older one up to this program.

    `patience` is how many seconds a write waits for other writers. `keep` is about how many figures are kept in memory,
    of which only those are read again that something happened to: for one that is asked for the same over and over.
    Raises StoreError, and then has changed nothing.
    """
    database = Database(address, patience)
    try:
        with database.reading() as connection:
            version = migration.version_of(connection, database.place)
        migration.refuse_newer(version, database.place)
        database.use_wal()
        if version < SCHEMA_VERSION:
            with database.writing() as connection:
                migration.bring_up(connection, migration.version_of(connection, database.place))
    except BaseException:
        database.close()
        raise
    return Store(database, keep=keep)


class Store:
    """An open store; a context manager. Every method is one transaction and raises StoreError when it cannot be done.

    It may be used from several threads and, opened by each, from several processes.
    """

    def __init__(
        self, database: Database, until: int | None = None, *, keep: int = 0, passing: KeptAnswers | None = None
    ) -> None:
        self._database = database
        self._until = until
        self._kept = KeptFigures(keep) if keep else None
        self._answers = KeptAnswers(_ANSWERS if keep else _FEW_ANSWERS)
        self._passing = passing or KeptAnswers(_PASSING)
        self._happenings = Happenings()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def revision(self) -> int:
        """The number of the last thing that happened to figures: two equal revisions read the same figures."""
        with self._database.reading() as connection:
            return numbering.last_number(connection)

    @property
    def book(self) -> RunBook:
        """What is known of unattended runs: the ledger, the outbox. It shares this store's connections."""
        return RunBook(self._database)

    def inputs(self, wanted: Mapping[Period, Collection[str] | None]) -> str:
        """A digest of what counts for these periods, of these units of each; None: of all."""
        with self._database.reading() as connection:
            return inputs.digest(connection, wanted)

    def at(self, revision: int) -> Store:
        """The same store as it read at that revision: figures, corrections, awards, narratives and registers.

        Files, drafts and histories are still those of today. It shares this store's connections: it is not closed.
        """
        return Store(self._database, revision, passing=self._passing)

    def record(self, submission: Submission, problems: Sequence[Problem] = (), *, force: bool = False) -> Recorded:
        """Record what one file says, with what was found wrong in it. See `record_many`."""
        return self.record_many([(submission, problems)], force=force)[0]

    def record_many(
        self, handed: Iterable[tuple[Submission, Sequence[Problem]]], *, force: bool = False
    ) -> tuple[Recorded, ...]:
        """Record a batch in one transaction, in the order given: all of it is kept, or nothing.

        A submission that contradicts itself is REFUSED and kept as a rejected file, without harm to the others. The
        same digest for the same unit and period changes nothing; nor does a version sent or received before the one in
        use, unless `force` puts it into use.
        """
        batch = list(handed)
        if not batch:
            return ()
        with self._database.writing() as connection:
            recorded = recording.record_all(connection, batch, force=force)
            if len(batch) > _MANY:
                self._database.learn_sizes(connection)
            return recorded

    def record_rejected(
        self,
        file: str,
        digest: str,
        organisation: str | None,
        period: Period | None,
        received_at: datetime,
        problems: Sequence[Problem],
        register: str = "",
    ) -> int:
        """Keep what was wrong with a file that gave no submission, and give its number; once if nothing differs.

        `register` is the code of the register that the file should have given.
        """
        with self._database.writing() as connection:
            return submissions.reject(connection, file, digest, organisation, period, received_at, problems, register)

    def figures(
        self,
        periods: Iterable[Period],
        organisations: Collection[str] | None = None,
        indicators: Collection[str] | None = None,
    ) -> tuple[Figure, ...]:
        """The figures that count: of the submissions in use, with the office's corrections; by period, then unit.

        `indicators`: only those of these codes; None: all.
        """
        with self._database.reading() as connection:
            if self._kept is not None and indicators is None:
                return self._kept.figures(connection, periods, organisations)
            return reading.figures(connection, periods, organisations, self._until, indicators)

    def kept(
        self,
        owner: object,
        key: Hashable,
        periods: Iterable[Period],
        make: Callable[[_T | None], _T],
        *,
        passing: bool = False,
    ) -> _T:
        """What `make` gives of all that is stored for these periods, and of `owner`, which never changes.

        It is made again only where something happened to one of the periods, or the owner is another; `make` is then
        handed what it gave last time, for what of it still holds. `key` tells the answer's kind and all that it hangs
        on besides. A `passing` answer, soon asked for again and then no more, drives out none that lasts; all of a
        store `at` a revision are such. Nothing happens to that any more: what is made of it stays as it is.
        """
        wanted = tuple(periods)
        if self._until is not None:
            return self._passing.answer(owner, (key, wanted, self._until), tuple, make)
        answers = self._passing if passing else self._answers
        return answers.answer(owner, (key, wanted), lambda: self._stamp(wanted), make)

    def _stamp(self, periods: tuple[Period, ...]) -> tuple[int, ...]:
        with self._database.reading() as connection:
            return self._happenings.stamp(connection, periods)

    def history(self, key: FigureKey) -> tuple[FigureVersion, ...]:
        """Every version of a figure, oldest first; empty when nobody ever gave it."""
        with self._database.reading() as connection:
            return history.history(connection, key)

    def awards(self, period: Period) -> tuple[Award, ...]:
        """The award lines of the submissions in use."""
        with self._database.reading() as connection:
            return reading.awards(connection, period, self._until)

    def narratives(self, period: Period) -> tuple[Narrative, ...]:
        """The narratives of the submissions in use."""
        with self._database.reading() as connection:
            return reading.narratives(connection, period, self._until)

    def submission(self, submission_id: int) -> Submission | None:
        """An accepted submission as it was handed in, in use or not; None where there is none of that number."""
        with self._database.reading() as connection:
            return reading.submission(connection, submission_id)

    def submissions(self, period: Period | None) -> tuple[SubmissionRecord, ...]:
        """The forms of figures that came for the period, newest first; None: whatever was rejected and did not tell its
        period.
        """
        with self._database.reading() as connection:
            found = submissions.files(connection, period)
        return tuple(record for record in found if period is None or not record.register)

    def faulty(self, period: Period) -> tuple[SubmissionRecord, ...]:
        """The files that came for the period with something wrong in them, newest first: of figures and registers."""
        with self._database.reading() as connection:
            return submissions.files(connection, period, faulty=True)

    def handed_in(self, periods: Iterable[Period]) -> frozenset[str]:
        """The organisations of which a form of figures is in use for one of these periods."""
        with self._database.reading() as connection:
            return submissions.handed_in(connection, periods)

    def report_files(self, period: Period) -> tuple[SubmissionRecord, ...]:
        """What was taken in out of past reports for the period, newest first."""
        with self._database.reading() as connection:
            return tuple(one for one in submissions.files(connection, period) if one.register == REPORTS)

    def reported(self, period: Period, organisation: str) -> Submission | None:
        """What past reports say of an organisation and period; None where nothing was read out of any."""
        with self._database.reading() as connection:
            return reading.reported(connection, period, organisation)

    def register_files(self, period: Period) -> tuple[SubmissionRecord, ...]:
        """The files of registers that came for the period, newest first."""
        with self._database.reading() as connection:
            found = submissions.files(connection, period)
        return tuple(record for record in found if record.register not in ("", REPORTS))

    def record_registers(
        self, handed: Iterable[tuple[Register, Sequence[Problem]]], *, force: bool = False
    ) -> tuple[Recorded, ...]:
        """Record a batch of registers in one transaction, as `record_many` does forms of figures: a file of the same
        register, organisation and period takes the earlier one's place, which stays to be read.
        """
        batch = list(handed)
        if not batch:
            return ()
        with self._database.writing() as connection:
            return registers.record_all(connection, batch, force=force)

    def registers(
        self, code: str, periods: Iterable[Period], organisations: Collection[str] | None = None
    ) -> tuple[Register, ...]:
        """The files in use of one register, in the order of the periods asked for, then as they came in."""
        with self._database.reading() as connection:
            return registers.in_use(connection, code, periods, organisations, self._until)

    def problems(self, period: Period | None) -> tuple[Problem, ...]:
        """What is wrong now with the files in use and with rejected files that no later one has mended."""
        with self._database.reading() as connection:
            return submissions.problems(connection, period)

    def periods(self) -> tuple[Period, ...]:
        """Every period that anything is stored for, in order of time."""

        def read(_: object) -> tuple[Period, ...]:
            with self._database.reading() as connection:
                return reading.periods(connection)

        return self._answers.answer(self._database, "periods", lambda: (self.revision(),), read)

    def correct(
        self, key: FigureKey, figure: Figure, reason: str, who: str, at: datetime, seen: int | None = None
    ) -> FigureVersion:
        """Lay the office's correction over a figure, as its next version.

        `seen` is the number of the newest version that the person saw: when another came in between, StoreError. The
        correction stays when the unit repeats its number, and ends when the unit sends another one.
        """
        if figure.key != key:
            raise ValueError(f"a correction of {key} cannot be a figure of {figure.key}")
        with self._database.writing() as connection:
            return corrections.correct(connection, figure, reason, who, at, seen)

    def undo(self, key: FigureKey, reason: str, who: str, at: datetime, seen: int | None = None) -> FigureVersion:
        """Take the newest correction of a figure off, as its next version. StoreError when there is none in force."""
        with self._database.writing() as connection:
            return corrections.undo(connection, key, reason, who, at, seen)

    def corrections(self, periods: Iterable[Period]) -> Mapping[FigureKey, Correction]:
        """The office's corrections in force, by what they are of."""
        with self._database.reading() as connection:
            return corrections.in_force(connection, periods, self._until)

    def save_draft(self, draft: Draft) -> int:
        """Keep a draft as the next version of its document; gives the version's number, from 1."""
        with self._database.writing() as connection:
            return drafts.save(connection, draft)

    def draft(self, doc_id: str, version: int | None = None) -> Draft | None:
        """A version of a draft, the newest unless told; None where there is none."""
        with self._database.reading() as connection:
            return drafts.load(connection, doc_id, version)

    def drafts(self, period: Period | None = None) -> tuple[DraftRecord, ...]:
        """Every version of every draft, of that period or of all, newest first; without their bytes."""
        with self._database.reading() as connection:
            return drafts.drafts(connection, period)

    def issue(self, paper: Issued) -> None:
        """Fix a draft as issued. StoreError when it has been issued before: that is never undone."""
        with self._database.writing() as connection:
            issues.issue(connection, paper)

    def issued(self, doc_id: str) -> Issued | None:
        """The issued paper that came of this draft; None while it is a draft."""
        with self._database.reading() as connection:
            return issues.issued(connection, doc_id)

    def all_issued(self) -> tuple[Issued, ...]:
        """Every issued paper, by day, then number."""
        with self._database.reading() as connection:
            return issues.all_issued(connection)

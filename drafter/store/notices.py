"""Turn a submission, held against itself and against what is in use, into the problems a person should know of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from drafter.model.figure import Figure, FigureKey
from drafter.model.problem import Place, Problem, ProblemKind
from drafter.model.register import Register
from drafter.model.submission import Submission
from drafter.store.corrections import Correction
from drafter.store.errors import (
    CORRECTION_KEPT,
    CORRECTION_REPLACED,
    FIGURE_TWICE,
    NOT_A_NUMBER,
    RECEIVED_EARLIER,
    SENT_BEFORE,
)
from drafter.store.phrases import key_words, moment_words, slot_words, value_words


def contradictions(submission: Submission) -> tuple[Problem, ...]:
    """Why it cannot be stored: which of two numbers is meant is the unit's to say, so nothing of it is taken."""
    return (*_twice(submission), *_not_numbers(submission))


def _twice(submission: Submission) -> Iterator[Problem]:
    first: dict[FigureKey, Figure] = {}
    for figure in submission.figures:
        before = first.setdefault(figure.key, figure)
        if before is not figure:
            where = str(before.source) or "không rõ chỗ nào"
            yield FIGURE_TWICE.at(_place(submission, figure), first=where, **key_words(figure.key))


def _not_numbers(submission: Submission) -> Iterator[Problem]:
    for figure in submission.figures:
        for value in (figure.value, figure.numerator, figure.denominator, figure.target, figure.previous):
            if isinstance(value, Decimal) and not value.is_finite():
                yield NOT_A_NUMBER.at(_place(submission, figure), found=value, **key_words(figure.key))


def _place(submission: Submission, figure: Figure) -> Place:
    return Place(figure.source.file or submission.file, figure.source.sheet, figure.source.cell)


def sent_before(submission: Submission | Register, received_at: datetime, current: str) -> Problem:
    """It is a version the unit sent before the one in use."""
    return SENT_BEFORE.at(
        Place(submission.file),
        received=moment_words(received_at),
        current=current,
        **slot_words(submission.organisation, submission.period),
    )


def older(submission: Submission | Register, current: str, current_received_at: datetime) -> Problem:
    """It was never seen, but was received before the one in use."""
    return RECEIVED_EARLIER.at(
        Place(submission.file),
        received=moment_words(submission.received_at),
        current=current,
        current_received=moment_words(current_received_at),
        **slot_words(submission.organisation, submission.period),
    )


def keeping(submission: Submission, key: FigureKey, held: Correction, sent: Figure | None) -> Problem:
    """The unit repeats the number that the office has corrected."""
    return _about(CORRECTION_KEPT, submission, key, held, sent)


def replacing(submission: Submission, key: FigureKey, held: Correction, sent: Figure | None) -> Problem:
    """The unit sends another number than the one that the office has corrected."""
    return _about(CORRECTION_REPLACED, submission, key, held, sent)


def _about(kind: ProblemKind, submission: Submission, key: FigureKey, held: Correction, sent: Figure | None) -> Problem:
    place = Place(submission.file) if sent is None else _place(submission, sent)
    return kind.at(
        place,
        who=held.who,
        reason=held.reason,
        corrected=value_words(held.figure),
        sent=value_words(sent),
        **key_words(key),
    )

"""Turn submissions, handed in now or long stored, into contents that can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from drafter.model.award import Award
from drafter.model.figure import Figure, FigureKey
from drafter.model.narrative import Narrative
from drafter.model.submission import Submission
from drafter.store.rows import AWARD_COLUMNS, FIGURE_COLUMNS, NARRATIVE_COLUMNS, award_of, figure_of, narrative_of
from drafter.store.schema import AWARD, FIGURE, NARRATIVE

_AT_ONCE = 200  # submissions read by one query and held at a time


@dataclass(frozen=True)
class Contents:
    """What a submission says."""

    figures: dict[FigureKey, Figure]
    awards: tuple[Award, ...]
    narratives: tuple[Narrative, ...]


def contents(submission: Submission) -> Contents:
    """What a submission at hand says."""
    figures = {figure.key: figure for figure in submission.figures}
    return Contents(figures, submission.awards, submission.narratives)


def read_contents(connection: Connection, ids: Sequence[int]) -> dict[int, Contents]:
    """What these stored submissions say."""
    figures = _rows(connection, FIGURE, FIGURE_COLUMNS, ids)
    awards = _rows(connection, AWARD, AWARD_COLUMNS, ids)
    narratives = _rows(connection, NARRATIVE, NARRATIVE_COLUMNS, ids)
    return {
        number: Contents(
            {figure.key: figure for figure in map(figure_of, figures[number])},
            tuple(award_of(row) for row in awards[number]),
            tuple(narrative_of(row) for row in narratives[number]),
        )
        for number in ids
    }


class OldContents:
    """The contents of stored submissions, read ahead in the order in which they are likely to be asked for."""

    def __init__(self, connection: Connection, likely: Sequence[int]) -> None:
        self._connection = connection
        self._likely = likely
        self._place = {number: place for place, number in enumerate(likely)}
        self._held: dict[int, Contents] = {}

    def of(self, submission_id: int) -> Contents:
        """What that submission said."""
        if submission_id not in self._held:
            place = self._place.get(submission_id)
            ahead = [] if place is None else self._likely[place : place + _AT_ONCE]
            self._held = read_contents(self._connection, ahead or [submission_id])
        return self._held[submission_id]


def _rows(connection: Connection, table: Table, columns: Sequence[Any], ids: Sequence[int]) -> dict[int, list[Any]]:
    query = (
        select(table.c.submission_id, *columns)
        .where(table.c.submission_id.in_(ids))
        .order_by(table.c.submission_id, table.c.position)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query).all():
        found[row[0]].append(row[1:])
    return found

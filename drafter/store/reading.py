"""Turn what is stored into what counts now: figures, awards and narratives of the versions in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, union

from drafter.model.award import Award
from drafter.model.figure import Figure
from drafter.model.narrative import Narrative
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.store.contents import read_contents
from drafter.store.corrections import in_force
from drafter.store.rows import (
    AWARD_COLUMNS,
    FIGURE_COLUMNS,
    NARRATIVE_COLUMNS,
    award_of,
    figure_of,
    narrative_of,
)
from drafter.store.schema import AWARD, CORRECTION, FIGURE, NARRATIVE, SUBMISSION, State
from drafter.store.texts import moment_of, period_of, period_text
from drafter.store.versions import REPORTS, in_use

_FEW = 500  # so many units are asked for by name; for more, the period is read whole and sifted


def figures(
    connection: Connection,
    periods: Iterable[Period],
    organisations: Collection[str] | None,
    until: int | None = None,
    indicators: Collection[str] | None = None,
) -> tuple[Figure, ...]:
    """The figures that count, in the order of the periods asked for, then by unit, then as the unit's form has them.

    `until` asks for what counted when that was the store's revision; `indicators` for those of these codes alone;
    None: of all.
    """
    wanted = list(dict.fromkeys(periods))
    codes = [period_text(period) for period in wanted]
    query = (
        _in_use(FIGURE, [*FIGURE_COLUMNS, SUBMISSION.c.register], until)
        .where(FIGURE.c.period.in_(codes))
        .order_by(SUBMISSION.c.id, FIGURE.c.position)
    )
    if organisations is not None and len(organisations) <= _FEW:
        query = query.where(FIGURE.c.organisation.in_(list(organisations)))
    if indicators is not None:
        query = query.where(FIGURE.c.indicator.in_(sorted(indicators)))
    # The same key in two files: the later file counts, and any form before what a past report says. The texts of a key
    # hash far faster than a FigureKey.
    given = connection.execute(query).all()
    rows = {(row[0], row[1], row[2]): row for row in given if not row[-1]}
    found = {(row[0], row[1], row[2]): replace(figure_of(row[:-1]), whole=True) for row in given if row[-1]}
    found |= {text: figure_of(row[:-1]) for text, row in rows.items() if text not in found or _says(row)}
    for key, correction in in_force(connection, wanted, until).items():
        if indicators is not None and key.indicator not in indicators:
            continue
        found[key.indicator, key.organisation, period_text(key.period)] = correction.figure
    if organisations is not None:
        units = frozenset(organisations)
        found = {text: figure for text, figure in found.items() if text[1] in units}
    place = {code: position for position, code in enumerate(codes)}
    in_order = sorted(found.items(), key=lambda item: (place[item[0][2]], item[0][1]))
    return tuple(figure for _, figure in in_order)


def _says(row: Sequence[Any]) -> bool:
    """Whether a form's row gives anything: value, numerator and denominator, or target."""
    return row[3] is not None or row[6] is not None or row[8] is not None


def awards(connection: Connection, period: Period, until: int | None = None) -> tuple[Award, ...]:
    """The award lines of the period, by submission and then in its order; of past reports where no form has any."""
    query = _in_use(AWARD, [*AWARD_COLUMNS, SUBMISSION.c.register], until)
    query = query.where(AWARD.c.period == period_text(period))
    rows = connection.execute(query.order_by(SUBMISSION.c.id, AWARD.c.position)).all()
    listed = [row for row in rows if not row[-1]] or rows
    return tuple(award_of(row[:-1]) for row in listed)


def reported(connection: Connection, period: Period, organisation: str) -> Submission | None:
    """What past reports say of an organisation and period, in use; None where nothing was read out of any."""
    columns = SUBMISSION.c
    query = select(columns.id).where(
        columns.organisation == organisation,
        columns.period == period_text(period),
        columns.register == REPORTS,
        in_use(None),
    )
    number = connection.execute(query).scalar()
    return None if number is None else submission(connection, int(number))


def narratives(connection: Connection, period: Period, until: int | None = None) -> tuple[Narrative, ...]:
    """The narratives of the period, by submission and then in its order."""
    query = _in_use(NARRATIVE, NARRATIVE_COLUMNS, until).where(NARRATIVE.c.period == period_text(period))
    rows = connection.execute(query.order_by(SUBMISSION.c.id, NARRATIVE.c.position))
    return tuple(narrative_of(row) for row in rows)


def periods(connection: Connection) -> tuple[Period, ...]:
    """Every period that anything is stored for, rejected files included, in order of time."""
    held = union(*map(_periods_of, (SUBMISSION, FIGURE, AWARD, NARRATIVE, CORRECTION)))
    found = {period_of(code) for (code,) in connection.execute(held) if code is not None}
    return tuple(sorted(found, key=lambda period: (period.start, period.end, period.code)))


def _periods_of(table: Table) -> Select[Any]:
    """The periods of a table, from one to the next in its index: millions of rows are of a few dozen periods."""
    first = select(func.min(table.c.period).label("period")).cte(f"{table.name}_periods", recursive=True)
    after = select(func.min(table.c.period)).where(table.c.period > first.c.period).scalar_subquery()
    return select(first.union_all(select(after).where(first.c.period.is_not(None))).c.period)


def submission(connection: Connection, submission_id: int) -> Submission | None:
    """The accepted submission of that number as it was handed in; None where there is none."""
    columns = SUBMISSION.c
    query = select(
        columns.organisation,
        columns.period,
        columns.file,
        columns.digest,
        columns.received_at,
        columns.submitted_by,
        columns.register,
    ).where(columns.id == submission_id, columns.state != State.REJECTED.value, columns.register.in_(("", REPORTS)))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    organisation, period, file, digest, received_at, submitted_by, register = row
    said = read_contents(connection, [submission_id])[submission_id]
    return Submission(
        organisation,
        period_of(period),
        file,
        digest,
        moment_of(received_at),
        submitted_by,
        figures=tuple(said.figures.values()),
        awards=said.awards,
        narratives=said.narratives,
        report=register == REPORTS,
    )


def _in_use(table: Table, columns: Sequence[Any], until: int | None) -> Select[Any]:
    return select(*columns).join(SUBMISSION, SUBMISSION.c.id == table.c.submission_id).where(in_use(until))

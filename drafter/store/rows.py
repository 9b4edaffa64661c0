"""Turn model values into rows of the store, and rows back into the same values."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, insert

from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.narrative import Narrative, Topic
from drafter.model.problem import Place, Problem, Severity
from drafter.model.register import Row
from drafter.store.schema import AWARD, CORRECTION, FIGURE, NARRATIVE, PROBLEM, REGISTER_ROW
from drafter.store.texts import (
    all_writable,
    moment_of,
    moment_text,
    number_of,
    number_text,
    period_of,
    period_text,
    values_of,
    values_text,
)

Values = dict[str, Any]

_SOURCE = ("source_file", "source_sheet", "source_cell", "source_by", "source_at")
_KEY = ("indicator", "organisation", "period")
_NUMBERS = ("value", "unit", "qualifier", "numerator", "denominator", "target", "comparator", "note")
_FIGURE = (*_KEY, *_NUMBERS, *_SOURCE, "previous")
_AWARD_WORDS = ("name", "title", "unit", "reason")
_AWARD = ("organisation", "period", "form", "granter", "recipient", "count", *_AWARD_WORDS, *_SOURCE)
_NARRATIVE = ("organisation", "period", "topic", "text", "group", *_SOURCE)
_PROBLEM = ("code", "severity", "file", "sheet", "cell", "text", "what", "fix", "request")

_QUALIFIERS = {choice.value: choice for choice in Qualifier}  # looked up half a million times, where a call is slow
_COMPARATORS = {choice.value: choice for choice in Comparator}


def _columns(table: Table, names: tuple[str, ...]) -> tuple[Column[Any], ...]:
    return tuple(table.c[name] for name in names)


# What to select, in the order in which the functions below read a row.
FIGURE_COLUMNS = _columns(FIGURE, _FIGURE)
CORRECTION_COLUMNS = _columns(CORRECTION, _FIGURE)
AWARD_COLUMNS = _columns(AWARD, _AWARD)
NARRATIVE_COLUMNS = _columns(NARRATIVE, _NARRATIVE)
PROBLEM_COLUMNS = _columns(PROBLEM, _PROBLEM)
ROW_COLUMNS = _columns(REGISTER_ROW, ("values", *_SOURCE))


def figure_values(figure: Figure) -> Values:
    """The figure by column name."""
    key = figure.key
    return all_writable(
        {
            "indicator": key.indicator,
            "organisation": key.organisation,
            "period": period_text(key.period),
            "value": number_text(figure.value),
            "unit": figure.unit,
            "qualifier": figure.qualifier.value,
            "numerator": number_text(figure.numerator),
            "denominator": number_text(figure.denominator),
            "target": number_text(figure.target),
            "comparator": figure.comparator.value,
            "note": figure.note,
            **_source_values(figure.source),
            "previous": number_text(figure.previous),
        }
    )


def no_figure_values(key: FigureKey) -> Values:
    """An event about a key that carries no figure."""
    named = {"indicator": key.indicator, "organisation": key.organisation, "period": period_text(key.period)}
    return all_writable(dict.fromkeys(_FIGURE) | named)


def key_of(row: Sequence[Any]) -> FigureKey:
    """The key at the head of a row of FIGURE_COLUMNS."""
    return FigureKey(row[0], row[1], period_of(row[2]))


def figure_of(row: Sequence[Any]) -> Figure:
    """The figure of a row of FIGURE_COLUMNS."""
    (indicator, organisation, period, value, unit, qualifier, numerator, denominator, target, comparator, note) = row[
        :11
    ]
    return Figure(
        FigureKey(indicator, organisation, period_of(period)),
        number_of(value),
        unit,
        _QUALIFIERS[qualifier],
        number_of(numerator),
        number_of(denominator),
        number_of(target),
        _COMPARATORS[comparator],
        note,
        _source_of(row[11:16]),
        number_of(row[16]),
    )


def award_values(award: Award) -> Values:
    """The award by column name."""
    return all_writable(
        {
            "organisation": award.organisation,
            "period": period_text(award.period),
            "form": award.form,
            "granter": award.granter,
            "recipient": award.recipient.value,
            "count": award.count,
            **{name: getattr(award, name) for name in _AWARD_WORDS},
            **_source_values(award.source),
        }
    )


def award_of(row: Sequence[Any]) -> Award:
    """The award of a row of AWARD_COLUMNS."""
    organisation, period, form, granter, recipient, count, name, title, unit, reason, *source = row
    return Award(
        organisation,
        period_of(period),
        form,
        granter,
        Recipient(recipient),
        count,
        name,
        title,
        unit,
        reason,
        _source_of(source),
    )


def narrative_values(narrative: Narrative) -> Values:
    """The narrative by column name."""
    return all_writable(
        {
            "organisation": narrative.organisation,
            "period": period_text(narrative.period),
            "topic": narrative.topic.value,
            "text": narrative.text,
            "group": narrative.group,
            **_source_values(narrative.source),
        }
    )


def narrative_of(row: Sequence[Any]) -> Narrative:
    """The narrative of a row of NARRATIVE_COLUMNS."""
    organisation, period, topic, text, group, *source = row
    return Narrative(organisation, period_of(period), Topic(topic), text, group, _source_of(source))


def row_values(row: Row) -> Values:
    """The row of a register by column name; whose it is, its file says."""
    return all_writable({"values": values_text(row.values), **_source_values(row.source)})


def row_of(row: Sequence[Any]) -> Row:
    """The row of a register of an organisation and ROW_COLUMNS."""
    organisation, values, *source = row
    return Row(organisation, values_of(values), _source_of(source))


def problem_values(problem: Problem) -> Values:
    """The problem by column name."""
    place = problem.place
    where = (problem.code, problem.severity.value, place.file, place.sheet, place.cell, place.text)
    return all_writable(dict(zip(_PROBLEM, (*where, problem.what, problem.fix, problem.request), strict=True)))


def problem_of(row: Sequence[Any]) -> Problem:
    """The problem of a row of PROBLEM_COLUMNS."""
    code, severity, file, sheet, cell, text, what, fix, request = row
    return Problem(code, Severity(severity), Place(file, sheet, cell, text), what, fix, request)


def numbered(submission_id: int, rows: Sequence[Values]) -> list[Values]:
    """The rows of one submission in its own order."""
    return [row | {"submission_id": submission_id, "position": position} for position, row in enumerate(rows)]


def write_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that all name the same columns; they hold plain texts and numbers, so the driver takes them as is."""
    if not rows:
        return
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = statement.positiontup
    if names is None:
        connection.exec_driver_sql(statement.string, list(rows))
    else:
        in_place = operator.itemgetter(*names)
        connection.exec_driver_sql(statement.string, [in_place(row) for row in rows])


def _source_values(source: Source) -> Values:
    return {
        "source_file": source.file,
        "source_sheet": source.sheet,
        "source_cell": source.cell,
        "source_by": source.submitted_by,
        "source_at": moment_text(source.received_at),
    }


def _source_of(row: Sequence[Any]) -> Source:
    file, sheet, cell, by, at = row
    return Source(file, sheet, cell, by, None if at is None else moment_of(at))

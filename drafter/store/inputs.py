"""Turn what counts now for some periods into one digest: two equal digests mean that a paper would say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from drafter.model.period import Period
from drafter.store.corrections import in_force
from drafter.store.schema import SUBMISSION, State
from drafter.store.texts import period_text


def digest(connection: Connection, wanted: Mapping[Period, Collection[str] | None]) -> str:
    """A digest of the files in use of each period, forms and registers, and of the corrections in force.

    `wanted` gives each period the units that count in it, None for all. What was received and changed nothing, or was
    refused, is not in it; nor is when anything came.
    """
    columns = SUBMISSION.c
    codes = {period_text(period): units for period, units in wanted.items()}
    rows = connection.execute(
        select(columns.period, columns.organisation, columns.register, columns.digest).where(
            columns.period.in_(list(codes)), columns.state == State.CURRENT.value
        )
    )
    lines = [" ".join(map(str, row)) for row in rows if _counts(codes[row.period], row.organisation)]
    corrected = in_force(connection, _periods(wanted), None)
    for key, correction in corrected.items():
        if _counts(codes[period_text(key.period)], key.organisation):
            lines.append(f"{key.period} {key.organisation} {key.indicator} {correction.figure!r}")
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "replace")).hexdigest()


def _periods(wanted: Mapping[Period, object]) -> Iterable[Period]:
    return list(wanted)


def _counts(units: Collection[str] | None, organisation: str) -> bool:
    return units is None or organisation in units

"""A register (sổ): rows that are no indicator figures – nominations, ballots, grades, scores, targets of a term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drafter.model.figure import Source
from drafter.model.period import Period

Value = str | Decimal | date | bool


@dataclass(frozen=True)
class Row:
    """One row of a register. `values` is by column code, typed as the register's columns are; what a unit left empty is
    not in it. `organisation` is the unit whose file the row stands in, `source` the row's own place (its first cell).
    """

    organisation: str
    values: Mapping[str, Value]
    source: Source = Source()

    def text(self, column: str) -> str:
        """The text of a column; empty where nothing was given."""
        value = self.values.get(column, "")
        return value if isinstance(value, str) else str(value)

    def number(self, column: str) -> Decimal | None:
        """The number of a column; None where nothing was given: missing is never zero."""
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None

    def day(self, column: str) -> date | None:
        """The date of a column; None where nothing was given."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def says(self, column: str) -> bool | None:
        """«Có» is True, «Không» False; None where nothing was given."""
        value = self.values.get(column)
        return value if isinstance(value, bool) else None


@dataclass(frozen=True)
class Register:
    """What one file says of one register for one period. `digest` is the SHA-256 of its bytes, hex.

    `code` names the register in standards («de-nghi-khen»). A later file of the same register, organisation and period
    takes this one's place; nothing is overwritten.
    """

    code: str
    organisation: str
    period: Period
    rows: tuple[Row, ...]
    file: str
    digest: str
    received_at: datetime
    submitted_by: str = ""

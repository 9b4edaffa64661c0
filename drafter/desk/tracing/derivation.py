"""What stands behind a printed figure: how it is worked out, and each entry that it is worked out from."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.model.figure import FigureKey, Source


@dataclass(frozen=True)
class Fact:
    """One entry that a figure is worked out from: a cell of a unit's form, a line of an award list, a register's row.

    `what` says whose or which it is, `value` what it gives («40», «11/12»), empty where it only counts. `period` names
    the period where it is not that of the figure. `key` is None where it is no figure of the catalogue. `corrected` is
    the office's correction in words, empty where the unit's own number counts.
    """

    what: str
    value: str
    source: Source
    key: FigureKey | None = None
    period: str = ""
    corrected: str = ""


@dataclass(frozen=True)
class Derivation:
    """How one figure comes about. `indicator` is its code in the catalogue, empty for what no indicator holds.

    `formula` is the reckoning in words and numbers. `result` is the text that it leads to, empty where that is the
    figure's own. `remarks` say what a reader must know: units that are missing, percents that are cut.
    """

    title: str
    indicator: str
    formula: str
    facts: tuple[Fact, ...] = ()
    remarks: tuple[str, ...] = ()
    result: str = ""

"""The frozen type of a figure found in a report: what was read, where it stands, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.prose.readings import Reading


@dataclass(frozen=True)
class Found:
    """A figure of a report. `place` is as people say it («đoạn 12», «bảng 2, hàng 3, ô 4», «ô E14»).

    `context` is its sentence, or the labels of its row and column. `unit` is whose it is, as the reader of units names
    it, empty for the paper's own. `table` is the place of its table, empty in a text; `row` its label there. `total`:
    it stands in a row or column of totals. `period_said`: its own sentence, column or table names its period.
    `ahead`: it stands under a heading of what is still to be done. `converted` names the old encoding of its words.
    """

    reading: Reading
    place: str
    context: str
    sheet: str = ""
    unit: str = ""
    table: str = ""
    row: str = ""
    total: bool = False
    period_said: bool = False
    ahead: bool = False
    converted: str = ""
    order: int = 0

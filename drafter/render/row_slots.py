"""Turn a Paper into the rows that a table in Word may print: a row for each unit, a row for each award.

`hang_don_vi` has every unit by the office's order: `x.ten`, `x.ten_ngan`, and each indicator of that unit as a slot of
its own (`x.E02`, `x.E02.so`); `hang_don_vi_abc` has them by name, `hang_don_vi_giam.E02` and `hang_don_vi_tang.E02` by
a figure, falling and rising, those without it last. `hang_khen_thuong` has the union's own awards: who grants, what,
how many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import cast

from drafter.awards.summary import AwardRow
from drafter.fill.values import Carried, Marked
from drafter.model.figure import Figure, FigureKey
from drafter.model.result import Total
from drafter.render.award_slots import award_rows, summary_of
from drafter.render.paper import Paper
from drafter.render.slots import FigureSlot
from drafter.render.unit_values import UnitValue, unit_values
from drafter.wording.collation import collation_key
from drafter.wording.counts import padded


def row_slots(paper: Paper) -> Mapping[str, object]:
    """The rows of units and of awards."""
    gave = {figure.key.organisation for total in paper.totals.values() for figure in total.contributions}
    own = {paper.organisation} - set(paper.expected)  # what the office gives itself is no unit's
    units = dict.fromkeys((*paper.expected, *(code for code in paper.names if code in gave - own)))
    values: dict[str, Mapping[str, UnitValue]] = {}
    rows = tuple(UnitRow(paper, code, values) for code in units)
    return {
        "hang_don_vi": list(rows),
        "hang_don_vi_abc": sorted(rows, key=lambda row: collation_key(str(row["ten"]))),
        "hang_don_vi_giam": RowsInOrder(rows, falling=True),
        "hang_don_vi_tang": RowsInOrder(rows, falling=False),
        "hang_khen_thuong": list(_awards(paper)),
    }


def _awards(paper: Paper) -> Iterator[Mapping[str, object]]:
    """The rows of the award annex, their counts as counts of awards are written («07»); nobody is an empty cell."""
    shown = cast("Sequence[Mapping[str, object]]", award_rows(paper)["cong_doan"])
    for row, cells in zip(summary_of(paper).rows, shown, strict=True):
        yield {
            "cap": cells["cap"],
            "hinh_thuc": cells["hinh_thuc"],
            "tap_the": _count(paper, row, row.collectives, "T"),
            "ca_nhan": _count(paper, row, row.individuals, "C"),
        }


def _count(paper: Paper, row: AwardRow, number: int, side: str) -> Carried | str:
    if not number:
        return ""
    key = f"KT/{row.level}/{row.form.code}/{side}/{paper.organisation}/{paper.period}"
    return Carried(padded(number, "", paper.style).rstrip(), key, "Khen thưởng", number)


@dataclass(frozen=True, eq=False)
class UnitRow(Mapping[str, object]):
    """One unit in a table. `_values` are the units' values by indicator, worked out when a row first asks."""

    paper: Paper = field(repr=False)
    code: str
    _values: dict[str, Mapping[str, UnitValue]] = field(repr=False)

    @cached_property
    def _name(self) -> str:
        return self.paper.names.get(self.code, self.code)

    def __getitem__(self, name: str) -> object:
        if name == "ten":
            return Marked(self._name, f"DV/{self.code}")
        if name == "ten_ngan":
            return Marked(self._name.replace("Công đoàn cơ sở ", "CĐCS ", 1), f"DV/{self.code}")
        indicator = self.paper.catalogue.by_code[name]
        return FigureSlot(indicator, self._total(name), None, self.paper.names, self.paper.style)

    def __iter__(self) -> Iterator[str]:
        yield from ("ten", "ten_ngan")
        yield from self.paper.catalogue.by_code

    def __len__(self) -> int:
        return 2 + len(self.paper.catalogue.by_code)

    def _total(self, code: str) -> Total:
        """The unit's own figure as a total of one; without a value where it gave none."""
        whole = self.paper.totals[code]
        if code not in self._values:
            self._values[code] = unit_values(self.paper.catalogue.by_code[code], whole)
        found = self._values[code].get(self.code)
        own = next((one for one in whole.contributions if one.key == self._key(code)), None)
        target = own.target if isinstance(own, Figure) else None
        if found is None or found.value is None:
            return Total(code, self.code, self.paper.period, None, target=target)
        value = Decimal(found.value.numerator) / Decimal(found.value.denominator)
        return Total(
            code, self.code, self.paper.period, value, qualifier=found.qualifier, target=target, exact=found.value
        )

    def _key(self, code: str) -> FigureKey:
        return FigureKey(code, self.code, self.paper.period)


@dataclass(frozen=True)
class RowsInOrder(Mapping[str, list[UnitRow]]):
    """The units in the order of a figure, by its code; units alike stay in the office's order."""

    rows: tuple[UnitRow, ...] = field(repr=False)
    falling: bool

    def __getitem__(self, code: str) -> list[UnitRow]:
        values = [cast(FigureSlot, row[code]).actual for row in self.rows]
        known = [(value, row) for value, row in zip(values, self.rows, strict=True) if value is not None]
        unknown = [row for value, row in zip(values, self.rows, strict=True) if value is None]
        return [*(row for _, row in sorted(known, key=lambda one: one[0], reverse=self.falling)), *unknown]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows[0].paper.catalogue.by_code if self.rows else ())

    def __len__(self) -> int:
        return sum(1 for _ in self)

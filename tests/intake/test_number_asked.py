"""What a cell of numbers is said to need."""

from __future__ import annotations

import pytest

from drafter.intake.number_cell import NumberColumn
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType


@pytest.mark.parametrize(
    ("value_type", "unit", "words"),
    [
        (ValueType.COUNT, "phiếu", "một số nguyên (phiếu)"),
        (ValueType.COUNT, "", "một số nguyên"),
        (ValueType.NUMBER, "điểm", "một số (điểm)"),
        (ValueType.NUMBER, "", "một số"),
    ],
)
def test_a_column_without_a_unit_asks_for_a_number_without_brackets(
    value_type: ValueType, unit: str, words: str
) -> None:
    row = Indicator("x", "x", "", "Số phiếu đồng ý", unit, value_type, Kind.FLOW, Aggregate.SUM, "x")
    assert NumberColumn(row, value_type, unit).expected == words

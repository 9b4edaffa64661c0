"""Registers and totals of a made-up cluster, as the tests of this folder need them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from drafter.indicators.totals import totals
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.period import Period
from drafter.model.register import Row
from drafter.model.result import Total
from drafter.standards.catalogue import load_catalogue
from drafter.standards.cluster_scoring import ScoringTable, scoring_table

YEAR = Period.parse("2025")
UNITS = ("A", "B", "C")
NAMES = {
    "A": "Công đoàn phường An Hòa",
    "B": "Công đoàn phường Bình Minh",
    "C": "Công đoàn xã Cẩm Sơn",
    "D": "Công đoàn xã Đông Hải",
}
CATALOGUE = load_catalogue()


def row(organisation: str = "CUM", cell: str = "A5", **values: object) -> Row:
    """A row of a register; `don_vi=` is the column «don-vi». Whole numbers and texts of digits stay what they are."""
    typed = {name.replace("_", "-"): Decimal(v) if isinstance(v, int) else v for name, v in values.items()}
    return Row(organisation, typed, Source("so.xlsx", "Sổ", cell))  # type: ignore[arg-type]


def figure(
    code: str,
    unit: str,
    value: str | int | None = None,
    *,
    parts: tuple[int, int] | None = None,
    target: str | int | None = None,
    hedge: Qualifier = Qualifier.EXACT,
    comparator: Comparator = Comparator.AT_LEAST,
) -> Figure:
    """A unit's figure of the year."""
    above, below = parts or (None, None)
    given = [None if n is None else Decimal(n) for n in (value, above, below, target)]
    key, unit_of = FigureKey(code, unit, YEAR), CATALOGUE.by_code[code].unit
    return Figure(key, given[0], unit_of, hedge, given[1], given[2], given[3], comparator)


def totals_of(*figures: Figure) -> Mapping[str, Mapping[str, Total]]:
    """Each unit's own totals, by indicator."""
    return {unit: totals(CATALOGUE.indicators, figures, (unit,), YEAR, unit) for unit in NAMES}


SMALL = {
    "total": 20,
    "tie": ["phieu", "2"],
    "group": [
        {
            "code": "1",
            "name": "Chăm lo",
            "max": 12,
            "criterion": [
                {"code": "1.1", "name": "Kết nạp", "max": 8, "indicator": "E02", "rule": "proportional"},
                {"code": "1.2", "name": "Chăm lo Tết", "max": 4, "evidence": True},
            ],
        },
        {"code": "2", "name": "Nền nếp", "max": 8, "criterion": [{"code": "2.1", "name": "Báo cáo", "max": 8}]},
    ],
    "adjustment": [
        {"code": "thuong", "name": "Mô hình mới", "points": 1, "cap": 2, "evidence": True},
        {"code": "tru", "name": "Báo cáo chậm", "points": -0.5},
    ],
    "proposal": [{"form": "CTD_T", "first": 1}, {"form": "BK_T", "first": 2, "last": 3}],
}


def small_table(**changes: object) -> ScoringTable:
    """A table of three criteria, a bonus and a penalty."""
    table, problems = scoring_table({**SMALL, **changes}, "cham-diem.toml")
    assert table is not None, problems
    return table

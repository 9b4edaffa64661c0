"""Turn the formulas of a drafted sheet into the figures that they work out: a column's total, a unit's rate.

A total is a formula over all the figures of its column; a rate stands in a column that its indicator's code heads.
Whatever else a formula works out is no figure of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from drafter.fill.excel.formula import parse_area
from drafter.intake.grid import Sheet

Place = tuple[int, int]
Keyed = tuple[str, str]  # a carrier's key and its label
_AREA = re.compile(r"(?<![\w!'])\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(])")
_ADDS = re.compile(r"^[^/*]*\bSUM\([^/*]*$")
_KEY = re.compile(r"(?P<code>[^/]+)/(?P<whose>[^/]+)/(?P<period>[^#]+)(?P<aspect>#.+)?")


@dataclass(frozen=True)
class _Column:
    """What the figures of one column have in common, and the rows in which they stand."""

    code: str
    period: str
    aspect: str
    label: str
    rows: frozenset[int]


def worked_out(
    keys: Mapping[Place, Keyed], formulas: Mapping[Place, str], sheet: Sheet, whole: str, codes: Collection[str]
) -> dict[Place, Keyed]:
    """The figures among the formulas, by cell. `keys` are those that stand as numbers; `whole` is whose totals are."""
    parsed = {at: met for at, (key, _) in keys.items() if (met := _KEY.fullmatch(key))}
    columns = _columns(parsed, keys)
    periods = {met["period"] for met in parsed.values()}
    found: dict[Place, Keyed] = {}
    for (row, column), formula in formulas.items():
        one = columns.get(column)
        if one is not None and _ADDS.search(formula) and one.rows <= _rows(formula, column):
            found[row, column] = f"{one.code}/{whole}/{one.period}{one.aspect}", one.label
    whose: dict[int, set[str]] = {}
    for (row, _), met in parsed.items():
        whose.setdefault(row, set()).add(met["whose"])
    whose |= {row: {whole} for row, _ in found if row not in whose}
    for row, column in formulas.keys() - keys.keys() - found.keys():
        code, units = _head(sheet, row, column, codes), whose.get(row, set())
        if code and columns.get(column) is None and len(periods) == len(units) == 1:
            found[row, column] = f"{code}/{next(iter(units))}/{next(iter(periods))}", ""
    return found


def _columns(parsed: Mapping[Place, re.Match[str]], keys: Mapping[Place, Keyed]) -> dict[int, _Column | None]:
    """What each column with figures holds."""
    found: dict[int, dict[Place, re.Match[str]]] = {}
    for at, one in parsed.items():
        found.setdefault(at[1], {})[at] = one
    return {column: _column(met, keys) for column, met in found.items()}


def _column(met: Mapping[Place, re.Match[str]], keys: Mapping[Place, Keyed]) -> _Column | None:
    """None where it holds figures of several kinds, or of one unit only: nothing is added up there."""
    kinds = {(one["code"], one["period"], one["aspect"] or "") for one in met.values()}
    if len(kinds) != 1 or len({one["whose"] for one in met.values()}) != len(met):
        return None
    ((code, period, aspect),) = kinds
    return _Column(code, period, aspect, keys[next(iter(met))][1], frozenset(row for row, _ in met))


def _rows(formula: str, column: int) -> frozenset[int]:
    """The rows of this column that a formula reads."""
    areas = [area for text in _AREA.findall(formula) if (area := parse_area(text)) is not None]
    return frozenset(
        row
        for area in areas
        if area.r1 is not None and area.r2 is not None and area.c1 == area.c2 == column
        for row in range(area.r1, area.r2 + 1)
    )


def _head(sheet: Sheet, row: int, column: int, codes: Collection[str]) -> str:
    """The indicator's code in the column's head; empty where there is none."""
    above = (sheet.text(one, column) for one in range(row - 1, 0, -1) if not sheet.is_hidden(one, column))
    return next((text for text in above if text in codes), "")

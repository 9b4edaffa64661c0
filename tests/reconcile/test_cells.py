"""Cells: which row is which after an officer has worked in a sheet, and what is done with each figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.reconcile.cells import CellAction, CellValue, Value, decide_cell, places_of

OLD, OWN, NEW = Decimal(40), Decimal(41), Decimal(44)


def sheet(*rows: tuple[object, ...]) -> dict[tuple[int, int], CellValue]:
    """A sheet from A1 on; numbers are Decimals, a text that begins with «=» is a formula."""
    found = {}
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if isinstance(value, str) and value.startswith("="):
                found[row, column] = CellValue(Decimal(0), value[1:])
            elif value is not None:
                found[row, column] = CellValue(Decimal(value) if isinstance(value, int) else value)  # type: ignore[arg-type]
    return found


BASE = sheet(
    ("TT", "Đơn vị", "Đoàn viên", "Kết nạp"),
    (1, "CĐCS May Lá Biếc", 40, 4),
    (2, "CĐCS Suối Trong", 30, 3),
    (3, "CĐX Nguồn Cội", 20, None),
    (None, "Tổng cộng", "=SUM(C2:C4)", "=SUM(D2:D4)"),
)


def where(officer: dict[tuple[int, int], CellValue]) -> dict[tuple[int, int], tuple[int, int]]:
    return {place: at for place, at in places_of(BASE, officer).items() if place != at}


def test_nothing_done_is_nothing_moved() -> None:
    assert where(BASE) == {}


def test_a_row_put_in_moves_what_is_below_it() -> None:
    rows = ((1, "CĐCS May Lá Biếc", 40, 4), (2, "CĐCS mới", 9, 9), (3, "CĐCS Suối Trong", 30, 3))
    officer = sheet(
        ("TT", "Đơn vị", "Đoàn viên", "Kết nạp"), *rows, (4, "CĐX Nguồn Cội", 20), (None, "Tổng cộng", "=1", "=1")
    )
    assert where(officer)[3, 3] == (4, 3)
    assert where(officer)[5, 2] == (6, 2)
    assert (2, 3) not in where(officer)


def test_sorted_rows_keep_their_own_numbers() -> None:
    rows = ((1, "CĐX Nguồn Cội", 20, None), (2, "CĐCS Suối Trong", 30, 3), (3, "CĐCS May Lá Biếc", 40, 4))
    officer = sheet(("TT", "Đơn vị", "Đoàn viên", "Kết nạp"), *rows, (None, "Tổng cộng", "=1", "=1"))
    assert where(officer)[2, 3] == (4, 3)
    assert where(officer)[4, 3] == (2, 3)


def test_a_column_put_in_and_a_row_taken_out() -> None:
    officer = sheet(
        ("TT", "Đơn vị", "Địa bàn", "Đoàn viên", "Kết nạp"),
        (1, "CĐCS May Lá Biếc", "xã A", 40, 4),
        (2, "CĐX Nguồn Cội", "xã B", 20, None),
        (None, "Tổng cộng", None, "=1", "=1"),
    )
    places = places_of(BASE, officer)
    assert places[2, 3] == (2, 4)
    assert places[4, 3] == (3, 4)
    assert (3, 3) not in places


def test_a_name_that_was_corrected_is_known_by_its_neighbours() -> None:
    rows = ((1, "CĐCS May Lá Biếc", 40, 4), (2, "Công đoàn Trường Suối Trong", 30, 3), (3, "CĐX Nguồn Cội", 20, None))
    officer = sheet(("TT", "Đơn vị", "Đoàn viên", "Kết nạp"), *rows, (None, "Tổng cộng", "=1", "=1"))
    assert where(officer) == {}


@pytest.mark.parametrize(
    ("base", "officer", "fresh", "action"),
    [
        (OLD, CellValue(OLD), OLD, CellAction.NOTHING),
        (OLD, CellValue(Decimal("40.0")), OLD, CellAction.NOTHING),
        (OLD, CellValue(OLD), NEW, CellAction.UPDATE),
        (None, CellValue(None), NEW, CellAction.UPDATE),
        (OLD, CellValue(NEW), NEW, CellAction.AGREED),
        (OLD, CellValue(OWN), OLD, CellAction.KEPT),
        (OLD, CellValue(OWN), NEW, CellAction.CONFLICT),
        (OLD, CellValue(OLD, "C1+C2"), NEW, CellAction.CONFLICT),
        (OLD, CellValue(None), NEW, CellAction.CONFLICT),
        (OLD, CellValue("40 người"), OLD, CellAction.KEPT),
        (OLD, None, NEW, CellAction.GONE),
        (OLD, None, OLD, CellAction.NOTHING),
        (OLD, CellValue(OLD), None, CellAction.UPDATE),
    ],
)
def test_the_decision_table(base: Value, officer: CellValue | None, fresh: Value, action: CellAction) -> None:
    assert decide_cell(base, officer, fresh) is action

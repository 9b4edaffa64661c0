"""A table of a Word file that goes on in the next is one: under its head once more, or with no head at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx import Document
from report_files import saved

from drafter.model.report import Block, Grid, Piece
from drafter.readback.reader import read_page
from drafter.reports.from_word import word_blocks

HEAD = ("TT", "Đơn vị", "Tổng số đoàn viên", "Kết nạp mới")
FIRST = (HEAD, ("1", "CĐCS May", "1.101", "11"), ("2", "CĐCS Chợ", "96", ""))
SECOND = (("3", "CĐCS Trường", "45", "12"), ("", "Cộng", "1.242", "23"))


def read(*parts: Sequence[Sequence[str]] | str) -> tuple[Block, ...]:
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(0, len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return word_blocks(read_page(saved(document)))


def said(grid: Block) -> list[tuple[str, ...]]:
    assert isinstance(grid, Grid)
    rows = sorted({cell.row for cell in grid.cells})
    return [tuple(cell.text for cell in grid.cells if cell.row == row) for row in rows]


@pytest.mark.parametrize("between", ["", "(tiếp theo)", "Tiếp"])
@pytest.mark.parametrize("second", [(HEAD, *SECOND), SECOND], ids=["head again", "no head"])
def test_a_table_goes_on_in_the_next(between: str, second: Sequence[Sequence[str]]) -> None:
    grid, *rest = read(FIRST, between, second)
    assert said(grid) == [*FIRST, *SECOND]
    assert [one.text for one in rest if isinstance(one, Piece)] == [between] * bool(between)
    assert isinstance(grid, Grid)
    assert {cell.place.partition(",")[0] for cell in grid.cells} == {"bảng 1", "bảng 2"}


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("Số liệu của các công đoàn cơ sở ngoài nhà nước:", SECOND),
        ("", (("TT", "Đơn vị", "Số cuộc", "Số người"), *SECOND)),
        ("", (("", "Chỉ tiêu", "2023", "2024"), *SECOND)),
        ("", (("Đơn vị", "Số cuộc", "Số người"), ("CĐCS May", "1", "2"))),
        ("", (("CĐCS May", "1", "12", "đạt"),)),
    ],
    ids=["words between", "another head", "a head of years", "fewer columns", "other kinds of cells"],
)
def test_another_table_is_another(between: str, second: Sequence[Sequence[str]]) -> None:
    grids = [said(one) for one in read(FIRST, between, second) if isinstance(one, Grid)]
    assert grids == [[*FIRST], [*second]]

"""Tables of a PDF from their ruled lines: cells, merged heads, open sides, frames that are none, pages that go on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from report_files import pdf_page

from drafter.model.report import Grid, GridCell, Piece
from drafter.reports import pdf_page as page_reading
from drafter.reports.from_pdf import pdf_blocks
from drafter.reports.pdf_page import Letter, Rule
from drafter.reports.pdf_tables import PageTable, ruled_tables

ACROSS, DOWN = (100.0, 200.0, 300.0, 400.0), (700.0, 680.0, 660.0, 640.0)


def grid_rules(*without: tuple[bool, float, float, float]) -> list[Rule]:
    """The lines of three rows of three cells, drawn cell by cell, without those pieces."""
    level = [(False, at, start, end) for at in DOWN for start, end in pairwise(ACROSS)]
    upright = [(True, at, low, high) for at in ACROSS for high, low in pairwise(DOWN)]
    return [Rule(*one) for one in (*level, *upright) if one not in without]


def letters(*placed: tuple[str, float, float]) -> list[Letter]:
    return [Letter(letter, x, x + 5, y, 10) for letter, x, y in placed]


FULL = letters(*(
    (chr(ord("a") + 3 * row + column), 110 + 100 * column, 685 - 20 * row) for row in range(3) for column in range(3)
))  # fmt: skip


def shape(table: PageTable) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, "".join(one.letter for one in cell.letters))
        for cell in table.cells
    ]


def test_every_cell_has_its_letters() -> None:
    (table,), outside = ruled_tables(grid_rules(), [*FULL, *letters(("x", 110, 800))])
    assert [text for *_, text in shape(table)] == list("abcdefghi")
    assert [one.letter for one in outside] == ["x"]


def test_cells_without_a_line_between_them_are_one() -> None:
    rules = grid_rules((True, 200.0, 680.0, 700.0), (False, 680.0, 300.0, 400.0))
    (table,), _ = ruled_tables(rules, FULL)
    assert shape(table)[:2] == [(1, 1, 1, 2, "ab"), (1, 3, 2, 1, "cf")]


def test_open_sides_close_where_the_level_lines_end() -> None:
    outer = [(True, at, low, high) for at in (100.0, 400.0) for high, low in pairwise(DOWN)]
    (table,), _ = ruled_tables(grid_rules(*outer), FULL)
    assert [text for *_, text in shape(table)] == list("abcdefghi")


def test_a_double_border_is_one_line() -> None:
    rules = [*grid_rules(), *(Rule(one.upright, one.at + 1.5, one.start, one.end) for one in grid_rules())]
    (table,), _ = ruled_tables(rules, FULL)
    assert len(table.cells) == 9


@pytest.mark.parametrize(
    "rules",
    [
        [Rule(False, 700, 100, 400), Rule(False, 640, 100, 400), Rule(True, 100, 640, 700), Rule(True, 400, 640, 700)],
        [Rule(False, 684, 110, 180), Rule(False, 664, 110, 180)],
        grid_rules(),
    ],
    ids=["a frame around text", "lines under words", "a drawing with one word in it"],
)
def test_what_is_no_table_leaves_its_letters_to_the_text(rules: Sequence[Rule]) -> None:
    given = FULL[:1] if len(rules) > 4 else FULL
    assert ruled_tables(rules, given) == ([], given)


def test_a_table_within_a_frame_is_the_table() -> None:
    frame = [Rule(upright, at, 20, 820) for upright in (False, True) for at in (20.0, 820.0)]
    (table,), _ = ruled_tables([*frame, *grid_rules()], FULL)
    assert len(table.cells) == 9


# -- whole files -------------------------------------------------------------------------------------------------------


HEAD = [["TT", "Chi tieu", "Ket qua"], ["1", "Ket nap", "676"]]


def blocks(*pages: bytes | tuple[bytes, int]) -> list[Piece | Grid]:
    return list(pdf_blocks(pdf_page(*pages))[0])


def drawn(rows: Sequence[Sequence[str]], *, boxes: bool = False) -> bytes:
    """Rows of cells, 100 by 20 points each, ruled by lines, or by thin filled boxes as Word does it."""
    ruled, words = [], []
    for number, row in enumerate(rows):
        y = 700 - 20 * number
        for place, text in enumerate(row):
            x = 100 + 100 * place
            if boxes:
                ruled += [f"{x} {y} 100 .5 re f", f"{x} {y - 20} 100 .5 re f", f"{x} {y - 20} .5 20 re f"]
                ruled += [f"{x + 100} {y - 20} .5 20 re f"]
            else:
                ruled += [f"{x} {y - 20} 100 20 re S"]
            words.append(f"BT /F1 10 Tf {x + 5} {y - 14} Td ({text}) Tj ET")
    return "\n".join((*ruled, *words)).encode()


def said(grid: Piece | Grid) -> list[list[str]]:
    assert isinstance(grid, Grid)
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [[cell.text for cell in cells] for _, cells in sorted(rows.items())]


@pytest.mark.parametrize("boxes", [False, True], ids=["lines", "boxes"])
def test_text_and_tables_come_in_the_order_of_the_page(boxes: bool) -> None:
    around = b"BT /F1 10 Tf 72 760 Td (BAO CAO) Tj ET BT /F1 10 Tf 72 600 Td (Het bao cao.) Tj ET 72 755 60 .5 re f\n"
    title, table, end = blocks(around + drawn(HEAD, boxes=boxes))
    assert isinstance(title, Piece)
    assert isinstance(end, Piece)
    assert (title.text, title.place) == ("BAO CAO", "trang 1, dòng 1")
    assert said(table) == HEAD
    assert (end.text, end.place) == ("Het bao cao.", "trang 1, dòng 2")


def test_a_page_that_is_turned_reads_as_it_is_looked_at() -> None:
    turned = b"0 1 -1 0 842 0 cm\n" + drawn(HEAD)  # drawn upwards along the left edge, shown turned a quarter
    (table,) = blocks((turned, 90))
    assert said(table) == HEAD


def test_what_is_drawn_elsewhere_and_moved_is_read_where_it_shows() -> None:
    (table,) = blocks(b"q 1 0 0 1 30 -50 cm\n" + drawn(HEAD) + b"\nQ")
    assert said(table) == HEAD


def test_a_table_goes_on_over_the_page_under_its_repeated_head() -> None:
    first, second = drawn([*HEAD, ["2", "Doi thoai", "44"]]), drawn([HEAD[0], ["3", "Tu van", "15"]])
    (table,) = blocks(first, second)
    assert said(table) == [*HEAD, ["2", "Doi thoai", "44"], ["3", "Tu van", "15"]]
    assert isinstance(table, Grid)
    assert [cell.place for cell in table.cells if cell.text == "15"] == ["trang 2, bảng 1, hàng 2, ô 3"]


def test_a_row_that_the_page_cuts_in_two_is_one() -> None:
    (table,) = blocks(drawn(HEAD), drawn([HEAD[0], ["", "doan vien moi so 2", ""], ["2", "Tu van", "15"]]))
    assert said(table) == [HEAD[0], ["1", "Ket nap doan vien moi so 2", "676"], ["2", "Tu van", "15"]]


def test_another_table_on_the_next_page_is_another() -> None:
    found = blocks(drawn(HEAD), drawn([["Don vi", "Ket qua"], ["CDCS A", "12"]]))
    assert [said(one) for one in found] == [HEAD, [["Don vi", "Ket qua"], ["CDCS A", "12"]]]


def test_a_page_full_of_drawing_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reading, "MAX_RULES", 5)
    found = blocks(drawn(HEAD))
    assert [one.text for one in found if isinstance(one, Piece)] == ["TT Chi tieu Ket qua 1 Ket nap 676"]

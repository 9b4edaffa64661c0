"""Tables of a PDF without ruled lines: columns by gaps, rows by height, heads; prose that is none; pages that go on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drafter.reports.pdf_gaps import gap_tables
from drafter.reports.pdf_lines import Chunk, letter_lines
from drafter.reports.pdf_page import Letter
from drafter.reports.pdf_tables import PageTable

SIZE, WIDE, PITCH = 10.0, 5.0, 12.0
AT = (50.0, 80.0, 300.0, 400.0)  # where the columns of the tables below begin


def typed(*placed: tuple[float, float, str]) -> list[Chunk]:
    """The lines of words, each set at so many lines from the top and so many points from the left."""
    letters = [
        Letter(letter, left + WIDE * at, left + WIDE * (at + 1), 800 - PITCH * row, SIZE)
        for row, left, text in placed
        for at, letter in enumerate(text)
        if letter != " "
    ]
    return letter_lines(letters)


def rows(*texts: Sequence[str], first: float = 0, pitch: float = 1, at: Sequence[float] = AT) -> list[Chunk]:
    """Rows of cells, one line each."""
    return typed(*(
        (first + pitch * row, left, text)
        for row, cells in enumerate(texts) for left, text in zip(at, cells, strict=True) if text
    ))  # fmt: skip


def said(table: PageTable) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        text = " ".join(line.text for line in letter_lines(cell.letters))
        found.setdefault(cell.row, []).append(text + (f" {cell.rows}×{cell.columns}" * (cell.rows * cell.columns > 1)))
    return [cells for _, cells in sorted(found.items())]


HEAD = ("TT", "Chi tieu", "Ke hoach", "Thuc hien")
BODY = (("1", "Ket nap", "1.500", "1.577"), ("2", "Tu van", "12", "15"), ("3", "Doi thoai", "40", "44"))
TABLE = [[*one] for one in (HEAD, *BODY)]


@pytest.mark.parametrize("pitch", [1.0, 1.8], ids=["close", "wide"])
def test_rows_and_columns_are_told_by_their_places(pitch: float) -> None:
    (table,), outside = gap_tables(rows(HEAD, *BODY, pitch=pitch))
    assert said(table) == TABLE
    assert outside == []


def test_text_above_and_below_stays_text() -> None:
    above = typed((0, 50, "Ket qua thuc hien cac chi tieu nam 2025 cua cac cong doan co so nhu sau day:"))
    below = typed((7, 50, "Cac cong doan co so da co nhieu co gang trong nam, trong do co 3 don vi dan dau."))
    (table,), outside = gap_tables([*above, *rows(HEAD, *BODY, first=1.6), *below])
    assert said(table) == TABLE
    assert [line.text for line in outside] == [line.text for line in (*above, *below)]


def test_a_row_of_several_lines_is_one_wherever_its_figures_stand() -> None:
    for beside in (2.0, 2.5, 3.0):  # at the top, in the middle, at the foot
        long = typed(
            (2, 80, "Doan vien ket nap moi cua cac doanh nghiep"), (3, 80, "ngoai nha nuoc"),
            (beside, 50, "1"), (beside, 300, "1.500"), (beside, 400, "1.577"),
        )  # fmt: skip
        (table,), _ = gap_tables([*rows(HEAD, first=1), *long, *rows(*BODY[1:], ("4", "Tu van", "2", "3"), first=4)])
        assert said(table)[1] == ["1", "Doan vien ket nap moi cua cac doanh nghiep ngoai nha nuoc", "1.500", "1.577"]


def test_words_over_two_columns_are_a_merged_head_and_a_heading_within_is_a_merged_row() -> None:
    head = typed(
        (0, 80, "Don vi"), (0, 330, "Doan vien moi"), (1, 300, "Ke hoach"), (1, 400, "Thuc hien"),
    )  # fmt: skip
    group = typed((4, 80, "Cac cong doan co so cua doanh nghiep co von nuoc ngoai"))
    at = AT[1:]
    first, second, third, fourth = (one[1:] for one in (*BODY, BODY[0]))
    lines = [*head, *rows(first, second, first=2, at=at), *group, *rows(third, fourth, first=5, at=at)]
    (table,), _ = gap_tables(lines)
    assert said(table)[:2] == [["Don vi 2×1", "Doan vien moi 1×2"], ["Ke hoach", "Thuc hien"]]
    assert said(table)[4] == ["Cac cong doan co so cua doanh nghiep co von nuoc ngoai 1×2", ""]


def test_a_head_of_years_and_cells_without_a_figure() -> None:
    table = (("", "Chi tieu", "2024", "2025"), ("1", "Ket nap", "", "1.577"), *BODY)
    (found,), _ = gap_tables(rows(*table))
    assert said(found) == [[*one] for one in table]


@pytest.mark.parametrize(
    "lines",
    [
        rows(*BODY),
        rows(HEAD, *BODY[:2]),
        rows(HEAD[:3], *(one[:3] for one in BODY), at=AT[:3]),
        rows(HEAD, BODY[0], ("2", "Tu van", "khong co", "chua co"), BODY[2]),
        typed(*((row, left, "12 va 15") for row in range(5) for left in (50, 200, 320))),
        typed(*((row, 50 + 37 * at + 11 * row, f"{at * 7}") for row in range(5) for at in range(6))),
    ],
    ids=["no head", "two rows", "one column of figures", "words among figures", "no figures alone", "out of line"],
)
def test_what_is_no_table_stays_text(lines: Sequence[Chunk]) -> None:
    assert gap_tables(lines) == ([], [*lines])


def test_what_goes_on_over_the_page_needs_no_head_and_no_three_rows() -> None:
    (table,), _ = gap_tables(rows(HEAD, *BODY))
    more = rows(("4", "Kiem tra", "7", "8"))
    assert gap_tables(more) == ([], more)
    (rest,), outside = gap_tables(more, table)
    assert said(rest) == [["4", "Kiem tra", "7", "8"]]
    assert (rest.across, outside) == (table.across, [])

"""Lines and rows that print a list become one line or row in a loop; others stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drafter.adoption.repeats import Listing, find_inline, find_lines
from drafter.adoption.rows import find_rows

LIMITS = Listing("han_che", ({"": "Chậm đổi mới cách làm."}, {"": "Số liệu còn sai sót nhiều."}))
PLANS = Listing("chi_tieu_ky_sau", ({"ten": "Đoàn viên", "chi_tieu": "500"}, {"ten": "Quà Tết", "chi_tieu": "80 suất"}))

EACH = "{{ x.ten }} ({{ x.chi_tieu }}){% if not loop.last %}; {% endif %}{% endfor %}"


def loop_line(lines: Sequence[str], listing: Listing) -> str | None:
    found = find_lines(lines, listing, [True] * len(lines))
    if found is None:
        return None
    text = lines[found.first]
    for swap in sorted(found.swaps, key=lambda one: -one.start):
        text = text[: swap.start] + swap.tag + text[swap.end :]
    return text


@pytest.mark.parametrize(
    ("lines", "listing", "expected"),
    [
        (["x", "- Chậm đổi mới cách làm.", "- Số liệu còn sai sót nhiều."], LIMITS, "- {{ doan }}"),
        (["1. Đoàn viên: 500.", "2. Quà Tết: 80 suất."], PLANS, "{{ loop.index }}. {{ x.ten }}: {{ x.chi_tieu }}."),
        (
            ["- Đoàn viên: 500;", "- Quà Tết: 80 suất."],
            PLANS,
            "- {{ x.ten }}: {{ x.chi_tieu }}{% if loop.last %}.{% else %};{% endif %}",
        ),
        (["1. Đoàn viên: 500.", "2. Quà Tết là 80 suất."], PLANS, None),
        (["1. Đoàn viên: 500.", "x", "2. Quà Tết: 80 suất."], PLANS, None),
        (["- Số liệu còn sai sót nhiều.", "- Chậm đổi mới cách làm."], LIMITS, None),
        (["- Chậm đổi mới cách làm."], Listing("han_che", LIMITS.entries[:1]), "- {{ doan }}"),
        (["Vừa qua"], Listing("chu_de", ({"": "qua"},)), None),
        (["Trong năm còn các chỉ tiêu chưa đạt: Đoàn viên (500)."], Listing("x", PLANS.entries[:1]), None),
    ],
)
def test_lines_that_print_a_list(lines: list[str], listing: Listing, expected: str | None) -> None:
    assert loop_line(lines, listing) == expected


def test_lines_that_are_taken_are_not_looked_at() -> None:
    assert find_lines(["- Chậm đổi mới cách làm.", "- Số liệu còn sai sót nhiều."], LIMITS, [True, False]) is None


@pytest.mark.parametrize(
    ("line", "listing", "expected"),
    [
        (
            "Còn: Đoàn viên (500); Quà Tết (80 suất).",
            PLANS,
            f"{{% for x in chi_tieu_ky_sau %}}{EACH}",
        ),
        (
            "Còn: Đoàn viên (500).",
            Listing("x", PLANS.entries[:1]),
            f"{{% for x in x %}}{EACH}",
        ),
        ("Còn: Đoàn viên (500).", PLANS, None),
        ("Còn: Đoàn viên (500); Quà Tết: 80 suất.", PLANS, None),
    ],
)
def test_a_line_that_prints_a_whole_list(line: str, listing: Listing, expected: str | None) -> None:
    found = find_inline(line, listing)
    assert (found[2] if found else None) == expected


UNITS = (
    {"x.ten": "Công đoàn cơ sở May", "x.ten_ngan": "CĐCS May", "x.E02.so": "5", "x.A04.so": "100"},
    {"x.ten": "Công đoàn cơ sở Trường", "x.ten_ngan": "CĐCS Trường", "x.A04.so": "40"},
)
NAMES = ("x.ten", "x.ten_ngan")
OUT_OF_ORDER = "các đơn vị không liền nhau, không theo thứ tự của danh sách, hoặc thiếu quá nửa"


def test_rows_that_are_units() -> None:
    table = [["TT", "Đơn vị", "Đoàn viên", "Kết nạp", "Ghi chú"], ["1", "CĐCS May", "100", "5", ""],
             ["2", "CĐCS Trường", "40", "-", ""], ["", "Cộng", "140", "5", ""]]  # fmt: skip
    found = find_rows(table, UNITS, NAMES)
    assert found is not None
    assert (found.first, found.count, found.unlike) == (1, 2, "")
    assert found.cells == (
        "{{ loop.index }}",
        "{{ x.ten_ngan }}",
        "{{ x.A04.so }}",
        "{% if x.E02.co %}{{ x.E02.so }}{% else %}-{% endif %}",
        None,
    )


@pytest.mark.parametrize(
    ("table", "unlike"),
    [
        ([["CĐCS Trường", "40"], ["CĐCS May", "100"]], OUT_OF_ORDER),
        ([["CĐCS May", "100"], ["CĐCS Khác", "7"], ["CĐCS Trường", "40"]], OUT_OF_ORDER),
        ([["CĐCS May", "100"], ["CĐCS Trường", "41"]], "cột 2 không khớp số liệu của mọi đơn vị"),
        ([["CĐCS May", "100"], ["CĐCS Trường"]], "có ô gộp"),
    ],
)
def test_rows_that_name_units_and_are_no_loop_say_why(table: list[list[str]], unlike: str) -> None:
    found = find_rows(table, UNITS, NAMES)
    assert found is not None
    assert (found.cells, found.unlike) == ((), unlike)


def test_a_unit_that_had_no_row_will_have_one() -> None:
    three = (*UNITS, {"x.ten": "Công đoàn cơ sở Chợ", "x.ten_ngan": "CĐCS Chợ", "x.A04.so": "9"})
    found = find_rows([["CĐCS May", "100"], ["CĐCS Chợ", "9"]], three, NAMES)
    assert found is not None
    assert (found.first, found.count, found.cells) == (0, 2, ("{{ x.ten_ngan }}", "{{ x.A04.so }}"))


def test_a_table_of_something_else_is_left() -> None:
    assert find_rows([["Ngày", "Việc"], ["1", "Họp"]], UNITS, NAMES) is None
    assert find_rows([], UNITS, NAMES) is None
    assert find_rows([["CĐCS May", "100"]], (), NAMES) is None


def test_rows_that_are_awards_print_nothing_where_nobody_has_one() -> None:
    awards = ({"x.hinh_thuc": "Cờ", "x.tap_the": "02", "x.ca_nhan": ""}, {"x.hinh_thuc": "Bằng khen", "x.tap_the": "07",
              "x.ca_nhan": "13"})  # fmt: skip
    found = find_rows([["Cờ", "02", ""], ["Bằng khen", "07", "13"]], awards, ("x.hinh_thuc",))
    assert found is not None
    assert found.cells == ("{{ x.hinh_thuc }}", "{{ x.tap_the }}", "{{ x.ca_nhan }}")

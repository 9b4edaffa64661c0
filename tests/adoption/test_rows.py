"""Rows of a table that print a list become one row in a loop, in whatever order the list may be gone through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from drafter.adoption.rows import OUT_OF_ORDER, RowList, Wide, find_rows

NAMES = ("{{ x.ten }}", "{{ x.ten_ngan }}")


def unit(name: str, **figures: str) -> dict[str, str]:
    cells = {"{{ x." + code + ".so }}": text for code, text in figures.items()}
    return {"{{ x.ten }}": f"Công đoàn cơ sở {name}", "{{ x.ten_ngan }}": f"CĐCS {name}", **cells}


UNITS = (unit("May", E02="5", A04="100"), unit("Trường", A04="40"))
THREE = (unit("May", A04="40", E02="5"), unit("Chợ", A04="9", E02="7"), unit("Bưu điện", A04="100"))


def orders(codes: Sequence[str]) -> Iterator[tuple[str, Sequence[int]]]:
    """What the desk gives for THREE: by name, by A04 and by E02, falling and rising."""
    by = {"A04": (2, 0, 1), "E02": (1, 0, 2)}
    for code in codes:
        yield f"{{%tr for x in giam.{code} %}}", by[code]
        yield f"{{%tr for x in tang.{code} %}}", (1, 0, 2) if code == "A04" else (0, 1, 2)
    yield "{%tr for x in abc %}", (2, 1, 0)


def listed(entries: tuple[dict[str, str], ...], *, sortable: bool = False, **more: tuple[Wide, ...]) -> RowList:
    control = ("{%tr for x in hang_don_vi %}",)
    return RowList(
        "đơn vị", control, ("{%tr endfor %}",), entries, NAMES, {}, orders=orders if sortable else None, **more
    )


def test_rows_that_are_units() -> None:
    table = [["TT", "Đơn vị", "Đoàn viên", "Kết nạp", "Ghi chú"], ["1", "CĐCS May", "100", "5", ""],
             ["2", "CĐCS Trường", "40", "-", ""], ["", "Cộng", "140", "5", ""]]  # fmt: skip
    found = find_rows(table, listed(UNITS))
    assert found is not None
    assert (found.first, found.count, found.unlike) == (1, 2, "")
    assert found.before == ("{%tr for x in hang_don_vi %}",)
    assert found.cells == (
        "{{ loop.index }}",
        "{{ x.ten_ngan }}",
        "{{ x.A04.so }}",
        "{% if x.E02.co %}{{ x.E02.so }}{% else %}-{% endif %}",
        None,
    )


@pytest.mark.parametrize(
    ("numbers", "tag"),
    [
        (("01", "02"), '{{ "%02d" | format(loop.index) }}'),
        (("1.", "2."), "{{ loop.index }}."),
        (("1", "2"), "{{ loop.index }}"),
    ],
)
def test_numbers_of_rows_count(numbers: tuple[str, str], tag: str) -> None:
    found = find_rows([[numbers[0], "CĐCS May"], [numbers[1], "CĐCS Trường"]], listed(UNITS))
    assert found is not None
    assert found.cells[0] == tag


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        ([["CĐCS Bưu điện", "100"], ["CĐCS May", "40"], ["CĐCS Chợ", "9"]], "{%tr for x in giam.A04 %}"),
        ([["CĐCS Chợ", "9"], ["CĐCS May", "40"], ["CĐCS Bưu điện", "100"]], "{%tr for x in tang.A04 %}"),
        ([["CĐCS Bưu điện"], ["CĐCS Chợ"], ["CĐCS May"]], "{%tr for x in abc %}"),
        ([["CĐCS May", "5"], ["CĐCS Chợ", "7"]], "{%tr for x in hang_don_vi if x.E02.co %}"),
        ([["CĐCS Chợ", "7"], ["CĐCS May", "5"]], "{%tr for x in giam.E02 if x.E02.co %}"),
        ([["CĐCS May", "40"], ["CĐCS Chợ", "9"]], "{%tr for x in hang_don_vi %}"),
    ],
)
def test_units_in_another_order_and_with_units_left_out(rows: list[list[str]], before: str) -> None:
    found = find_rows(rows, listed(THREE, sortable=True))
    assert found is not None
    assert (found.before, found.unlike) == ((before,), "")


def test_units_without_anything_to_tell_are_left_out_by_that() -> None:
    entries = (unit("May", E02="0"), unit("Chợ", E02="7"), unit("Bưu điện", E02="3"))
    found = find_rows([["CĐCS Chợ", "7"], ["CĐCS Bưu điện", "3"]], listed(entries))
    assert found is not None
    assert found.before == ("{%tr for x in hang_don_vi if x.E02.khac_khong %}",)


@pytest.mark.parametrize(
    ("table", "unlike"),
    [
        ([["CĐCS Trường", "40"], ["CĐCS May", "100"]], OUT_OF_ORDER),
        ([["CĐCS May", "100"], ["CĐCS Khác", "7"], ["CĐCS Trường", "40"]], OUT_OF_ORDER),
        ([["CĐCS May", "100"], ["CĐCS Trường", "41"]], "cột 2 không khớp số liệu của mọi dòng"),
        ([["CĐCS May", "100"], ["CĐCS Trường"]], "có ô gộp"),
    ],
)
def test_rows_that_name_units_and_are_no_loop_say_why(table: list[list[str]], unlike: str) -> None:
    found = find_rows(table, listed(UNITS))
    assert found is not None
    assert (found.cells, found.unlike) == ((), unlike)


def test_one_cell_that_differs_is_named() -> None:
    entries = tuple(unit(name, E02=str(number)) for number, name in enumerate("ABCDE", 11))
    table = [[f"CĐCS {name}", str(number)] for number, name in enumerate("ABCDE", 11)]
    table[3][1] = "99"
    found = find_rows(table, listed(entries))
    assert found is not None
    assert found.unlike == "cột 2 ghi «99» ở dòng «Công đoàn cơ sở D», kho có «14»"


def test_a_column_that_two_figures_print_is_told_by_its_head() -> None:
    entries = (unit("May", E02="5", E01="5"), unit("Trường", E02="4", E01="4"))
    table = [["Đơn vị", "Kết nạp"], ["CĐCS May", "5"], ["CĐCS Trường", "4"]]
    found = find_rows(table, listed(entries), lambda head: ("E02",) if head == "kết nạp" else ())
    assert found is not None
    assert found.cells == ("{{ x.ten_ngan }}", "{{ x.E02.so }}")
    asked = find_rows(table, listed(entries))
    assert asked is not None
    assert asked.unlike == "cột 2 khớp nhiều số liệu, đầu cột không nói rõ là số nào"


def test_a_table_of_something_else_is_left() -> None:
    assert find_rows([["Ngày", "Việc"], ["1", "Họp"]], listed(UNITS)) is None
    assert find_rows([], listed(UNITS)) is None
    assert find_rows([["CĐCS May", "100"]], listed(())) is None


def test_rows_that_are_awards_print_nothing_where_nobody_has_one() -> None:
    awards = ({"{{ x.hinh_thuc }}": "Cờ", "{{ x.tap_the }}": "02", "{{ x.ca_nhan }}": ""},
              {"{{ x.hinh_thuc }}": "Bằng khen", "{{ x.tap_the }}": "07", "{{ x.ca_nhan }}": "13"})  # fmt: skip
    made = RowList("khen thưởng", ("{%tr for x in k %}",), ("{%tr endfor %}",), awards, ("{{ x.hinh_thuc }}",), {})
    found = find_rows([["Cờ", "02", ""], ["Bằng khen", "07", "13"]], made)
    assert found is not None
    assert found.cells == ("{{ x.hinh_thuc }}", "{{ x.tap_the }}", "{{ x.ca_nhan }}")


WIDE = Wide("x.o", "cum.cot", "{{ n }}", ("Tây Hồ", "Hà Đông"), (("2", "3"), ("7", "")))
COMPARED = ({"{{ x.ten }}": "Sáng kiến"}, {"{{ x.ten }}": "Công trình"})


def test_values_side_by_side_are_a_loop_over_cells() -> None:
    made = RowList("chỉ tiêu", ("{%tr for x in b %}",), ("{%tr endfor %}",), COMPARED, ("{{ x.ten }}",), {}, (WIDE,))
    table = [["Chỉ tiêu", "TÂY HỒ", "Hà Đông"], ["Sáng kiến", "2", "3"], ["Công trình", "7", ""]]
    found = find_rows(table, made)
    assert found is not None
    assert (found.wide, found.cells) == ((1, 2, WIDE), ("{{ x.ten }}", None, None))
    table[0][1] = "Thanh Xuân"  # a head that the list has not: the columns are no list of it
    other = find_rows(table, made)
    assert other is not None
    assert other.cells == ()


def test_columns_alike_are_told_apart_by_their_heads() -> None:
    entries = ({"{{ x.ten }}": "A", "{{ x.thu_ve }}": "14", "{{ x.phat_ra }}": "14"},
               {"{{ x.ten }}": "B", "{{ x.thu_ve }}": "14", "{{ x.phat_ra }}": "14"})  # fmt: skip
    labels = {"{{ x.thu_ve }}": "thu về", "{{ x.phat_ra }}": "phát ra"}
    made = RowList("phiếu", ("{%tr for x in p %}",), ("{%tr endfor %}",), entries, ("{{ x.ten }}",), labels)
    found = find_rows([["Tên", "Phát ra", "Thu về"], ["A", "14", "14"], ["B", "14", "14"]], made)
    assert found is not None
    assert found.cells == ("{{ x.ten }}", "{{ x.phat_ra }}", "{{ x.thu_ve }}")


PEOPLE = tuple({"{{ x.tt }}": str(at), "{{ x.ten }}": name, "{{ x.don_vi }}": unit} for at, name, unit in (
    (1, "Lê Văn An", "CĐCS May"), (2, "Trần Thị Bé", "CĐCS Chợ"), (3, "Ngô Văn Cả", "CĐCS May")))  # fmt: skip
GROUPS = (({"{{ nhom.ten }}": "Bằng khen"}, 2), ({"{{ nhom.ten }}": "Giấy khen"}, 1))
CONTROLS = ("{%tr for nhom in d %}", "{%tr for x in nhom.dong %}")
AWARDED = [["TT", "Họ tên", "Đơn vị"], ["", "Bằng khen", ""], ["1", "Lê Văn An", "CĐCS May"],
           ["2", "Trần Thị Bé", "CĐCS Chợ"], ["Giấy khen"], ["3", "Ngô Văn Cả", "CĐCS May"]]  # fmt: skip


def test_people_under_the_heads_of_their_awards() -> None:
    ends = ("{%tr endfor %}", "{%tr endfor %}")
    made = RowList("khen", CONTROLS, ends, PEOPLE, ("{{ x.ten }}",), {}, groups=GROUPS)
    found = find_rows(AWARDED, made)
    assert found is not None
    assert (found.first, found.count, found.head, found.before) == (1, 5, "{{ nhom.ten }}", CONTROLS)
    assert found.cells == ("{{ x.tt }}", "{{ x.ten }}", "{{ x.don_vi }}")
    moved = [*AWARDED[:3], AWARDED[4], AWARDED[3], AWARDED[5]]  # a head that stands elsewhere
    other = find_rows(moved, made)
    assert other is not None
    assert other.cells == ()


def test_a_total_may_stand_under_cells_side_by_side_where_it_is_that_of_the_list() -> None:
    summed = replace(WIDE, total="cum.tong", sums=("9", "3"))
    entries = ({"{{ x.ten }}": "Kết nạp đoàn viên"}, {"{{ x.ten }}": "Thăm hỏi"})
    table = [["Chỉ tiêu", "Tây Hồ", "Hà Đông"], ["Kết nạp đoàn viên", "2", "3"], ["Thăm hỏi", "7", ""]]
    for last, wide in ((["Cộng", "9", "3"], (1, 2, summed)), (["Cộng", "9", "4"], None)):
        found = find_rows([*table, last], listed(entries, wide=(summed,)))
        assert found is not None
        assert found.wide == wide

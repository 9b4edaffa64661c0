"""Rows of a list by their names: added, taken out, renewed; the officer's stay."""

from drafter.reconcile.rows import CellChange, Grid, RowConflict, merge_rows

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")
AN = ("1", "Lò Văn An", "Chủ tịch", "CĐCS A")
BINH = ("2", "Hà Thị Bình", "Ủy viên", "CĐCS B")
CUC = ("3", "Vi Cúc", "Tổ trưởng", "CĐCS C")


def grid(
    *rows: tuple[str, ...], carried: frozenset[tuple[int, int]] = frozenset(), marks: tuple[str, ...] = ()
) -> Grid:
    known = (frozenset(), *(frozenset(mark.split()) for mark in marks)) if marks else ()
    return Grid((HEAD, *rows), 1, carried, known)


def test_a_new_person_comes_after_the_one_it_follows() -> None:
    merge = merge_rows(grid(AN, CUC), grid(CUC, AN), grid(AN, BINH, CUC))
    assert [(row.name, row.after, row.cells) for row in merge.added] == [("Hà Thị Bình", 2, BINH)]
    assert not merge.removed
    assert not merge.kept


def test_a_person_who_is_gone_is_taken_out_unless_the_officer_has_written_there() -> None:
    merge = merge_rows(grid(AN, BINH), grid(AN, BINH), grid(AN))
    assert [(row.name, row.after) for row in merge.removed] == [("Hà Thị Bình", 2)]
    edited = (*BINH[:2], "Phó Chủ tịch", BINH[3])
    merge = merge_rows(grid(AN, BINH), grid(AN, edited), grid(AN))
    assert merge.removed == ()
    assert merge.conflicts == (RowConflict("Hà Thị Bình", 2),)


def test_the_officers_own_row_stays_and_a_row_that_was_taken_out_is_told() -> None:
    own = ("9", "Người thêm", "", "")
    merge = merge_rows(grid(AN, BINH), grid(AN, own), grid(AN, BINH))
    assert (merge.added, merge.removed, merge.kept) == ((), (), ("Hà Thị Bình",))


def test_cells_that_nobody_has_touched_are_renewed() -> None:
    fresh = (*BINH[:2], "Phó Chủ tịch", "CĐCS D")
    officer = (*BINH[:3], "Công đoàn cơ sở B")
    merge = merge_rows(grid(AN, BINH), grid(AN, officer), grid(AN, fresh))
    assert merge.cells == (CellChange(2, 2, "Ủy viên", "Phó Chủ tịch", "Hà Thị Bình"),)
    assert len(merge.conflicts) == 1
    assert "CĐCS D" in merge.conflicts[0].words


def test_figures_in_cells_are_decided_elsewhere() -> None:
    fresh = (*BINH[:3], "CĐCS D")
    base = grid(AN, BINH, carried=frozenset({(2, 3)}))
    assert merge_rows(base, grid(AN, BINH), grid(AN, fresh)).cells == ()


def test_two_of_one_name_are_told_apart_by_their_rows() -> None:
    twin = ("2", "Lò Văn An", "Thủ quỹ", "CĐCS X")
    merge = merge_rows(grid(AN, twin), grid(AN, twin), grid(AN))
    assert [row.after for row in merge.removed] == [2]


def test_numbers_of_rows_follow() -> None:
    merge = merge_rows(grid(AN, CUC), grid(AN, CUC), grid(AN, BINH, ("4", *CUC[1:])))
    assert CellChange(2, 0, "3", "4", "Vi Cúc", counts=True) in merge.cells


def test_tables_that_list_nothing_by_name_or_have_other_columns_are_left() -> None:
    bare = Grid((("a", "b"), ("1", "2")), 1)
    assert merge_rows(bare, bare, Grid((("a", "b"), ("1", "3")), 1)).cells == ()
    other = Grid((("STT", "Họ và tên", "Chức vụ"), ("1", "x", "y")), 1)
    assert merge_rows(grid(AN), other, grid(AN, BINH)).added == ()
    assert merge_rows(Grid((HEAD, AN), 0), Grid((HEAD, AN), 0), Grid((HEAD, AN, BINH), 0)).added == ()


MARRIED = ("2", "Hà Thị Bình Minh", "Ủy viên", "CĐCS B")


def test_a_name_that_the_officer_corrected_still_finds_its_row_by_its_mark() -> None:
    officer = grid(("1", "Hà Thị Bình Minh", "Thư ký", "CĐCS B"), AN, marks=("_drr_b", "_drr_a"))
    fresh = grid(AN, (*BINH[:3], "CĐCS D"), marks=("_drr_a", "_drr_b"))
    merge = merge_rows(grid(AN, BINH, marks=("_drr_a", "_drr_b")), officer, fresh)
    assert (merge.added, merge.removed, merge.kept) == ((), (), ())
    assert CellChange(1, 3, "CĐCS B", "CĐCS D", "Hà Thị Bình Minh") in merge.cells


def test_a_corrected_name_in_the_list_is_a_change_of_the_name_alone() -> None:
    merge = merge_rows(grid(AN, BINH), grid(AN, BINH), grid(AN, MARRIED))
    assert (merge.added, merge.removed) == ((), ())
    assert merge.cells == (CellChange(2, 1, "Hà Thị Bình", "Hà Thị Bình Minh", "Hà Thị Bình"),)


def test_a_corrected_name_in_the_list_stands_against_the_officers_own_correction() -> None:
    mine = ("2", "Hà Thanh Bình", "Ủy viên", "CĐCS B")
    merge = merge_rows(grid(AN, BINH), grid(AN, mine), grid(AN, MARRIED))
    assert (merge.added, merge.removed, merge.cells) == ((), (), ())
    words = "Hà Thanh Bình: đồng chí ghi «Hà Thanh Bình», danh sách mới ghi «Hà Thị Bình Minh»"
    assert merge.conflicts == (RowConflict(words, 2),)


def test_rows_that_say_too_little_are_not_taken_for_one_another() -> None:
    short = grid(("1", "A", "", "CĐCS X"))
    merge = merge_rows(short, short, grid(("1", "B", "", "CĐCS X")))
    assert [row.name for row in merge.added] == ["B"]
    assert [row.name for row in merge.removed] == ["A"]


def test_another_of_the_same_name_is_a_row_of_its_own() -> None:
    other = ("3", "Hà Thị Bình", "Tổ phó", "CĐCS X")
    base = grid(AN, BINH, marks=("_drr_a", "_drr_b"))
    merge = merge_rows(base, base, grid(AN, BINH, other, marks=("_drr_a", "_drr_b", "_drr_x")))
    assert [(row.name, row.cells) for row in merge.added] == [("Hà Thị Bình", other)]
    assert not merge.removed


def test_a_row_added_before_is_known_again_by_its_mark() -> None:
    base = grid(AN, marks=("_drr_a",))
    officer = grid(AN, ("2", "Hà Bình", "Ủy viên", "CĐCS Q"), marks=("_drr_a", "_drr_b"))
    merge = merge_rows(base, officer, grid(AN, BINH, marks=("_drr_a", "_drr_b")))
    assert (merge.added, merge.removed) == ((), ())


def test_a_unit_is_known_by_the_figures_that_are_its_own() -> None:
    base = grid(AN, BINH, marks=("_drf_1 _drf_2", "_drf_3"))
    officer = grid(AN, ("2", "Tên mới", "x", "y"), marks=("_drf_2", "_drf_3"))
    merge = merge_rows(base, officer, base)
    assert (merge.added, merge.removed, merge.kept) == ((), (), ())

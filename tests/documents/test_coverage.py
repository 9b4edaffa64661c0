"""No figure is lost in silence: gaps and figures left out are told whole."""

from __future__ import annotations

from drafter.documents.coverage import KINDS, gaps, left_out
from drafter.model.problem import Severity


def test_each_gap_is_told_once_in_the_order_of_the_text() -> None:
    found = gaps(["Tổng số đoàn viên", "Số lớp tập huấn", "Tổng số đoàn viên"])
    assert [str(problem) for problem in found] == [
        f"C210 chưa có số liệu: {what}\n     cách sửa: bổ sung vào biểu, trang nội dung hoặc sổ có mục này "
        "rồi chạy lại drafter import và drafter draft, hoặc điền thẳng vào bản thảo"
        for what in ("Tổng số đoàn viên", "Số lớp tập huấn")
    ]
    assert {problem.severity for problem in found} == {Severity.WARNING}


def test_nothing_asked_in_vain_is_no_gap() -> None:
    assert gaps([]) == ()


AVAILABLE = {
    "E01": "Số công đoàn cơ sở thành lập mới",
    "E02": "Số đoàn viên kết nạp mới",
    "B01": "Số cuộc tuyên truyền",
}


def test_what_text_or_annex_shows_is_not_left_out() -> None:
    assert left_out(AVAILABLE, ["E01"], ["E02", "B01"], {}) == ()


def test_what_neither_shows_is_told_with_the_tag_that_would_show_it() -> None:
    (problem,) = left_out(AVAILABLE, ["E01"], ["E02"], {})
    assert str(problem) == (
        "C211 có số liệu «Số cuộc tuyên truyền» nhưng không nằm trong văn bản và phụ lục: mẫu không dùng đến\n"
        "     cách sửa: nếu cần, thêm {{ B01 }} vào tệp mẫu của loại văn bản"
    )
    assert problem.severity is Severity.NOTE


def test_a_known_reason_is_told() -> None:
    (problem,) = left_out({"B01": AVAILABLE["B01"]}, [], [], {"B01": "chỉ dùng cho báo cáo quý"})
    assert problem.what == (
        "có số liệu «Số cuộc tuyên truyền» nhưng không nằm trong văn bản và phụ lục: chỉ dùng cho báo cáo quý"
    )


def test_problem_codes() -> None:
    assert [kind.code for kind in KINDS] == ["C210", "C211"]

"""Python's format patterns as templates may use them: what papers need, told when it is more."""

from datetime import date
from decimal import Decimal

import pytest

from drafter.fill import Carried, TemplateError
from drafter.fill.formatting import braces, day_text, of_percents, percents

BAD = [
    (lambda: braces("{}"), "T145 «{}»: thiếu giá trị cho một chỗ"),
    (lambda: braces("{}", 1, 2), "T145 «{}»: có giá trị thừa"),
    (lambda: braces("{a.b}", a=1), "T145 «{a.b}»: trong dấu ngoặc chỉ được ghi số thứ tự hoặc tên"),
    (lambda: braces("{:999999d}", 1), "T145 «{:999999d}»: phần sau dấu hai chấm quá phức tạp"),
    (lambda: braces("{}", [1]), "T145 «{}»: danh sách 1 mục"),
    (lambda: percents("%d %d", 1), "T145 «%d %d»: thiếu giá trị cho một chỗ"),
    (lambda: percents("%d", 1, 2), "T145 «%d»: có giá trị thừa"),
    (lambda: percents("%y", 1), "T145 «%y»: sau dấu % không phải một kiểu đã biết"),
    (lambda: of_percents("%(a)s", {"a": 1}), "T145 «%(a)s»: sau dấu % không phải một kiểu đã biết"),
    (lambda: day_text("x", "%d"), "T145 «%d»: cần một ngày tháng"),
    (lambda: day_text(date(2026, 1, 2), "%Q"), "T145 «%Q»: sau dấu % không phải một kiểu đã biết"),
]


@pytest.mark.parametrize("number", range(len(BAD)))
def test_what_is_more_than_a_plain_pattern_is_told(number: int) -> None:
    call, told = BAD[number]
    with pytest.raises(TemplateError) as caught:
        call()
    error = caught.value
    assert f"{error.code} {error.what.removeprefix('không định dạng được ')}" == told


def test_figures_are_formatted_by_their_number() -> None:
    figure = Carried("hơn 1,8 tỷ đồng", "quy", value=Decimal("1800000000.5"))
    assert braces("{:,.2f}", figure) == "1,800,000,000.50"
    assert percents("%d", figure) == "1800000000"
    assert braces("{}|{:>4}|{:x}", None, "a", 255) == "|   a|ff"

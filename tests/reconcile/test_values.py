"""Two wordings of one figure: the same by value, or not."""

import pytest

from drafter.reconcile.values import folded, glued, hedge, numbers, renumbered, same, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.234", "1234"),
        ("1 234", "1.234"),
        ("1\u00a0234 đoàn viên", "1.234 đoàn viên"),
        ("12.345.678 đồng", "12 345 678 đồng"),
        ("07 tập thể", "7 tập thể"),
        ("91,50%", "91,5%"),
        ("104 %", "104%"),
        ("676/650  đoàn viên", "676/650 đoàn viên"),
        ("Hơn 1,8 tỷ đồng", "hơn 1,8 tỷ đồng"),
        ("đoa\u0300n vie\u0302n 5", "đoàn viên 5"),
        ("", ""),
    ],
)
def test_the_same_figure(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("676", "677"),
        ("676", "hơn 676"),
        ("hơn 1,8 tỷ đồng", "gần 1,8 tỷ đồng"),
        ("676 lượt", "676 người"),
        ("1,234", "1.234"),
        ("1.8 tỷ", "1,8 tỷ"),
        ("-5", "5"),
        ("đạt", "chưa đạt"),
        ("676/650", "676/605"),
    ],
)
def test_another_figure(one: str, other: str) -> None:
    assert not same(one, other)


def test_numbers_words_and_hedges() -> None:
    assert [str(number) for number in numbers("hơn 1.234,5 triệu, tăng 3,68%")] == ["1234.5", "3.68"]
    assert words("676/650 đoàn viên") == words("690/700 đoàn viên") != words("690 đoàn viên")
    assert hedge("ít nhất 10 nhà") == "ít nhất"
    assert hedge("vượt") == ""
    assert folded(" a\u00a0 b ") == "a b"


@pytest.mark.parametrize(
    ("text", "old", "new", "is_glued"),
    [
        ("183190", "183", "190", True),
        ("190183", "183", "190", True),
        ("183 suất quà190 suất quà", "183 suất quà", "190 suất quà", True),
        ("183190 suất quà", "183 suất quà", "190 suất quà", True),
        ("183 suất quà", "183 suất quà", "190 suất quà", False),
        ("1831", "183", "190", False),
        ("đạt", "đạt", "đạt", False),
    ],
)
def test_old_and_new_run_together(text: str, old: str, new: str, is_glued: bool) -> None:
    assert glued(text, old, new) is is_glued


def test_new_numbers_in_the_officers_words() -> None:
    assert renumbered("676 đoàn viên mới", "690 đoàn viên") == "690 đoàn viên mới"
    assert renumbered("676/650 đoàn viên", "690 đoàn viên") is None
    assert renumbered("vượt", "đạt") is None

"""Years, periods and names become slots; a law's year, a date, another year stay and are found."""

from __future__ import annotations

import pytest

from drafter.adoption.words import Word, left_lunar, left_numbers, swap_words

WORDS = (
    Word("năm 2024", "ky", year=True),
    Word("năm 2025", "ky_sau", year=True),
    Word("31/12/2024", "ngay_cuoi_ky"),
    Word("Giáp Thìn 2024", "nam_am_lich"),
    Word("Liên đoàn Lao động tỉnh Núi Xanh", "co_quan.ten_goi"),
    Word("Liên đoàn Lao động tỉnh", "co_quan.goi_tat"),
)
QUARTER = (Word("quý II năm 2026", "ky", year=True),)


def made(text: str, words: tuple[Word, ...] = WORDS) -> str:
    for swap in reversed(swap_words(text, words, ())):
        text = text[: swap.start] + swap.tag + text[swap.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kết quả năm 2024, nhiệm vụ năm 2025", "kết quả {{ ky }}, nhiệm vụ {{ ky_sau }}"),
        ("KẾT QUẢ NĂM 2024", "KẾT QUẢ {{ ky | upper }}"),
        ("Năm 2024 có", "{{ ky | replace('n', 'N', 1) }} có"),
        ("đến 31/12/2024", "đến {{ ngay_cuoi_ky }}"),
        ("Tết Giáp Thìn 2024", "Tết {{ nam_am_lich }}"),
        ("tháng 5 năm 2024", "tháng 5 {{ ky }}"),
        (
            "Liên đoàn Lao động tỉnh Núi Xanh và Liên đoàn Lao động tỉnh",
            "{{ co_quan.ten_goi }} và {{ co_quan.goi_tat }}",
        ),
    ],
)
def test_a_word_of_the_paper_becomes_its_slot(text: str, expected: str) -> None:
    assert made(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Luật Công đoàn năm 2024",
        "Bộ luật Lao động sửa đổi năm 2024",
        "ngày 05 tháng 3 năm 2024",
        "năm 2024-2026",
        "năm 20245",
    ],
)
def test_a_year_that_is_another_things_stays(text: str) -> None:
    assert made(text) == text


def test_a_quarter_keeps_its_roman_number() -> None:
    assert made("Quý II năm 2026", QUARTER) == "{{ ky | replace('q', 'Q', 1) }}"


def test_what_is_taken_is_not_taken_twice() -> None:
    assert swap_words("năm 2024", WORDS, [(0, 4)]) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1. Có 55 đơn vị", [("55", "số")]),
        ("giai đoạn 2021-2025", [("2021-2025", "năm")]),
        ("từ 2024", [("2024", "năm")]),
        ("đạt 91,66%.", [("91,66%", "số")]),
        ("ngày 12/01/2024, họp", [("12/01/2024", "số")]),
        ("- không có số", []),
    ],
)
def test_the_numbers_that_stay_are_found(text: str, left: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.what) for one in left_numbers(text, (), ())] == left


def test_numbers_of_no_year_are_no_leftovers() -> None:
    assert left_numbers("nhân ngày 8/3", (), ((10, 13),)) == ()


def test_the_name_of_another_lunar_year_is_a_leftover() -> None:
    text = "Tết Nhâm Dần và Tết Quý Mão 2023"
    assert [text[one.start : one.end] for one in left_lunar(text, ())] == ["Nhâm Dần", "Quý Mão 2023"]
    assert left_lunar(text, ((0, len(text)),)) == ()

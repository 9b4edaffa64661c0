"""Printed widths of Times New Roman, and how titles break."""

from __future__ import annotations

import unicodedata

import pytest

from drafter.render.measure import title_lines
from drafter.standards.letter_widths import width_mm


@pytest.mark.parametrize(
    ("text", "size", "bold", "mm"),
    [
        # what format.md PA-08 reckons for the components of the page, within its own 2 mm
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, 88),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 96),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, 56),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, 60),
        ("LIÊN ĐOÀN LAO ĐỘNG", 12, True, 48),
        ("LIÊN ĐOÀN LAO ĐỘNG", 13, True, 52),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", 12, False, 80),
    ],
)
def test_components_of_the_page(text: str, size: float, bold: bool, mm: float) -> None:
    assert width_mm(text, size, bold=bold) == pytest.approx(mm, abs=2)


@pytest.mark.parametrize(
    ("text", "bold", "thousandths"),
    [
        ("", False, 0),
        ("a", False, 444),
        ("a", True, 500),
        ("W", False, 944),
        ("W", True, 1000),
        ("0123456789", False, 5000),
        ("0123456789", True, 5000),
        ("91,66%", False, 4 * 500 + 250 + 833),
        ("91,66%", True, 4 * 500 + 250 + 1000),
        (" ", True, 250),
        ("ổ", False, 500),  # its marks add nothing
        ("đ", False, 500),
        ("Đ", True, 722),
        ("Ư", False, 722),
        ("☂", False, 500),  # not in the tables
    ],
)
def test_advance_widths(text: str, bold: bool, thousandths: int) -> None:
    assert width_mm(text, 10, bold=bold) * 72 / 25.4 * 100 == pytest.approx(thousandths)


@pytest.mark.parametrize("text", ["Tết Nguyên đán", "phương hướng, nhiệm vụ năm 2021", "Ưu tú"])
def test_composed_and_decomposed_letters_are_as_wide(text: str) -> None:
    assert width_mm(unicodedata.normalize("NFD", text), 14) == pytest.approx(width_mm(text, 14))


def test_width_goes_with_size() -> None:
    assert width_mm("Trích yếu", 28) == pytest.approx(2 * width_mm("Trích yếu", 14))


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("Tổng kết năm 2020", 150, ("Tổng kết năm 2020",)),
        ("Tổng kết | năm 2020", 150, ("Tổng kết", "năm 2020")),
        (" Tổng  kết |năm 2020 ", 150, ("Tổng kết", "năm 2020")),
        (
            "Tổng kết phong trào công nhân, viên chức, lao động và hoạt động công đoàn năm 2020",
            150,
            ("Tổng kết phong trào công nhân, viên chức,", "lao động và hoạt động công đoàn năm 2020"),
        ),
        (
            "Tổng kết phong trào công nhân, viên chức, lao động và hoạt động công đoàn năm 2020",
            70,
            ("Tổng kết phong trào công", "nhân, viên chức, lao động và", "hoạt động công đoàn năm 2020"),
        ),
        ("Chủnghĩaxãhộikhôngcókhoảngtrắng", 20, ("Chủnghĩaxãhộikhôngcókhoảngtrắng",)),
        ("a b c", 1, ("a", "b", "c")),
    ],
)
def test_titles_break_at_their_marks_or_into_even_lines(text: str, limit: float, lines: tuple[str, ...]) -> None:
    assert title_lines(text, 14, limit, bold=True) == lines


def test_no_word_is_lost_and_lines_fit() -> None:
    title = "Sơ kết phong trào thi đua và hoạt động công đoàn 9 tháng đầu năm; phương hướng, nhiệm vụ quý IV năm 2026"
    for limit in range(45, 200, 5):
        lines = title_lines(title, 14, limit, bold=True)
        assert " ".join(lines) == title
        assert max(width_mm(line, 14, bold=True) for line in lines) <= limit

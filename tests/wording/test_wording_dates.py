"""Days as papers write them, blank days of drafts, and the names of lunar years."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.dates import blank_date_line, date_line, day_span, long_date, lunar_year, short_date

DAYS = [
    (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020", "05/3/2020"),
    (date(2020, 6, 29), "ngày 29 tháng 6 năm 2020", "29/6/2020"),
    (date(2021, 1, 8), "ngày 08 tháng 01 năm 2021", "08/01/2021"),
    (date(2021, 2, 10), "ngày 10 tháng 02 năm 2021", "10/02/2021"),
    (date(2026, 9, 9), "ngày 09 tháng 9 năm 2026", "09/9/2026"),
    (date(2026, 10, 1), "ngày 01 tháng 10 năm 2026", "01/10/2026"),
    (date(2026, 11, 15), "ngày 15 tháng 11 năm 2026", "15/11/2026"),
    (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024", "31/12/2024"),
    (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024", "29/02/2024"),
]

LUNAR = [
    (1929, "Kỷ Tỵ"),
    (1975, "Ất Mão"),
    (1984, "Giáp Tý"),
    (2000, "Canh Thìn"),
    (2019, "Kỷ Hợi"),
    (2020, "Canh Tý"),
    (2021, "Tân Sửu"),
    (2022, "Nhâm Dần"),
    (2023, "Quý Mão"),
    (2024, "Giáp Thìn"),
    (2025, "Ất Tỵ"),
    (2026, "Bính Ngọ"),
    (2027, "Đinh Mùi"),
    (2028, "Mậu Thân"),
    (2029, "Kỷ Dậu"),
    (2030, "Canh Tuất"),
]

SPANS = [
    (date(2020, 1, 1), date(2020, 6, 30), "từ ngày 01 tháng 01 đến ngày 30 tháng 6 năm 2020"),
    (date(2019, 12, 15), date(2020, 12, 14), "từ ngày 15 tháng 12 năm 2019 đến ngày 14 tháng 12 năm 2020"),
]

# format.md R2, the date line of a signed paper
SIGNED = re.compile(
    r"(?P<place>[^,]+), ngày (?P<d>0[1-9]|[12]\d|3[01]) tháng (?P<m>01|02|[3-9]|1[0-2]) năm (?P<y>\d{4})"
)


@pytest.mark.parametrize(("day", "long", "short"), DAYS)
def test_a_day(day: date, long: str, short: str) -> None:
    assert long_date(day) == long
    assert short_date(day) == short
    assert date_line("Hà Nội", day) == f"Hà Nội, {long}"


@pytest.mark.parametrize(("year", "name"), LUNAR)
def test_a_lunar_year(year: int, name: str) -> None:
    assert lunar_year(year) == name


@pytest.mark.parametrize(("first", "last", "words"), SPANS)
def test_a_span(first: date, last: date, words: str) -> None:
    assert day_span(first, last) == words


def test_the_day_of_a_draft_is_blank() -> None:
    assert blank_date_line("Hà Nội", 2020) == "Hà Nội, ngày      tháng      năm 2020"


@settings(max_examples=100)
@given(st.dates(date(1929, 7, 28), date(2100, 12, 31)))
def test_a_date_line_has_the_form_of_the_decree(day: date) -> None:
    found = SIGNED.fullmatch(date_line("Thành phố Hồ Chí Minh", day))
    assert found is not None
    assert date(int(found["y"]), int(found["m"]), int(found["d"])) == day

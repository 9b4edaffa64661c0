"""Turn a day into the words of a paper: «ngày 05 tháng 3 năm 2020», and a year into its lunar name: «Tân Sửu»."""

from __future__ import annotations

from datetime import date

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_BLANK = " " * 6


def long_date(day: date) -> str:
    """«ngày 05 tháng 3 năm 2020»: days below 10 and months 1 and 2 have a leading zero (NĐ 30/2020, PL I, II.4.b)."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """«05/3/2020», with the same zeros as the long form."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def date_line(place: str, day: date) -> str:
    """The place and day under the number of a paper: «Hà Nội, ngày 05 tháng 3 năm 2020» (format NB-05)."""
    return f"{place}, {long_date(day)}"


def blank_date_line(place: str, year: int) -> str:
    """The same for a draft: day and month stay blank, because they are given on signing (format NB-04)."""
    return f"{place}, ngày{_BLANK}tháng{_BLANK}năm {year}"


def day_span(first: date, last: date) -> str:
    """«từ ngày 01 tháng 01 đến ngày 30 tháng 6 năm 2020»; the year is named twice only when there are two."""
    start = long_date(first) if first.year != last.year else f"ngày {first.day:02d} tháng {_month(first.month)}"
    return f"từ {start} đến {long_date(last)}"


def lunar_year(year: int) -> str:
    """The can chi name of the lunar year that begins in `year`: 2021 is «Tân Sửu».

    January, and February before Tết, still belong to the year before.
    """
    return f"{_STEMS[(year - 4) % 10]} {_BRANCHES[(year - 4) % 12]}"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)

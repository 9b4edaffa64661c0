"""Turn what people write for a stretch of time into a Period, and a Period back into their words.

Codes are short and sort as text within one type: `2020`, `2021-03`, `2021-Q1`, `2021-H1`, `2021-9M`,
`NK2018-2023` (term, nhiệm kỳ) and `NK2018-2023/1` (its first half, nửa nhiệm kỳ).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")  # Word puts any of these between two years
_SPOKEN = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_ROMAN_OF = {number: roman for roman, number in _ROMAN.items()}


class PeriodType(StrEnum):
    """The kinds of period a union office reports on."""

    MONTH = "thang"
    QUARTER = "quy"
    HALF = "nua-nam"
    NINE_MONTHS = "9-thang"
    YEAR = "nam"
    HALF_TERM = "nua-nhiem-ky"
    TERM = "nhiem-ky"


class PeriodError(ValueError):
    """The text names no period that drafter knows; `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Period:
    """A stretch of time that figures are reported for.

    `ordinal` is the month, quarter or half within the year (or the half within the term), and 0 for a
    whole year, nine months or a whole term. `end_year` is set for terms and half-terms only.
    """

    type: PeriodType
    year: int
    ordinal: int = 0
    end_year: int | None = None

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The short code that `parse` reads back."""
        match self.type:
            case PeriodType.MONTH:
                return f"{self.year}-{self.ordinal:02d}"
            case PeriodType.QUARTER:
                return f"{self.year}-Q{self.ordinal}"
            case PeriodType.HALF:
                return f"{self.year}-H{self.ordinal}"
            case PeriodType.NINE_MONTHS:
                return f"{self.year}-9M"
            case PeriodType.YEAR:
                return str(self.year)
            case PeriodType.TERM:
                return f"NK{self.year}-{self.end_year}"
            case PeriodType.HALF_TERM:
                return f"NK{self.year}-{self.end_year}/{self.ordinal}"

    @property
    def words(self) -> str:
        """The period as an office writes it inside a sentence: «quý I năm 2021», «6 tháng đầu năm 2021»."""
        match self.type:
            case PeriodType.MONTH:
                return f"tháng {_month_number(self.ordinal)} năm {self.year}"
            case PeriodType.QUARTER:
                return f"quý {_ROMAN_OF[self.ordinal]} năm {self.year}"
            case PeriodType.HALF:
                return f"6 tháng {'đầu' if self.ordinal == 1 else 'cuối'} năm {self.year}"
            case PeriodType.NINE_MONTHS:
                return f"9 tháng đầu năm {self.year}"
            case PeriodType.YEAR:
                return f"năm {self.year}"
            case PeriodType.TERM:
                return f"nhiệm kỳ {self.year}-{self.end_year}"
            case PeriodType.HALF_TERM:
                half = "nửa đầu" if self.ordinal == 1 else "nửa cuối"
                return f"{half} nhiệm kỳ {self.year}-{self.end_year}"

    @property
    def start(self) -> date:
        """The first day. A term is taken from 1 January of its first year: drafter does not know the congress's day."""
        match self.type:
            case PeriodType.MONTH:
                return date(self.year, self.ordinal, 1)
            case PeriodType.QUARTER:
                return date(self.year, 3 * self.ordinal - 2, 1)
            case PeriodType.HALF:
                return date(self.year, 6 * self.ordinal - 5, 1)
            case PeriodType.HALF_TERM if self.ordinal == 2:
                return self._term_middle() + timedelta(days=1)
            case _:
                return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        match self.type:
            case PeriodType.MONTH:
                return _month_end(self.year, self.ordinal)
            case PeriodType.QUARTER:
                return _month_end(self.year, 3 * self.ordinal)
            case PeriodType.HALF:
                return _month_end(self.year, 6 * self.ordinal)
            case PeriodType.NINE_MONTHS:
                return date(self.year, 9, 30)
            case PeriodType.YEAR:
                return date(self.year, 12, 31)
            case PeriodType.HALF_TERM if self.ordinal == 1:
                return self._term_middle()
            case _:
                return date(self.end_year or self.year, 12, 31)

    @property
    def term(self) -> Period | None:
        """The whole term that a half-term is part of, or the term itself; None for any other period."""
        if self.end_year is None:
            return None
        return Period(PeriodType.TERM, self.year, 0, self.end_year)

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` lies within this period."""
        return self.start <= other.start and other.end <= self.end

    def same_period_last_year(self) -> Period | None:
        """The same period a year before (cùng kỳ năm trước); None for terms, which have none."""
        if self.end_year is not None:
            return None
        return replace(self, year=self.year - 1)

    def next(self) -> Period:
        """The period of the same type that follows (quý sau, năm sau, nhiệm kỳ sau)."""
        if self.type is PeriodType.TERM:
            end = self.end_year or self.year
            return replace(self, year=end, end_year=end + (end - self.year))
        if self.type is PeriodType.HALF_TERM and self.ordinal == 2:
            whole = Period(PeriodType.TERM, self.year, 0, self.end_year).next()
            return replace(whole, type=PeriodType.HALF_TERM, ordinal=1)
        last = _LAST_ORDINAL.get(self.type, 0)
        if self.ordinal < last:
            return replace(self, ordinal=self.ordinal + 1)
        return replace(self, year=self.year + 1, ordinal=1 if last else 0)

    @property
    def within_a_year(self) -> bool:
        """Whether it is shorter than a year: targets are then the year's, and much of the work is seasonal."""
        return self.type in (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.NINE_MONTHS)

    def following(self) -> Period:
        """The period whose tasks a review of this one sets: the next one, after nine months the last quarter."""
        if self.type is PeriodType.NINE_MONTHS:
            return replace(self, type=PeriodType.QUARTER, ordinal=4)
        return self.next()

    def to_date(self) -> Period | None:
        """From 1 January to this period's last day (luỹ kế): quý II → 6 tháng đầu năm; None where that has no name."""
        if self.end_year is not None:
            return None
        spans = {3: "Q1", 6: "H1", 9: "9M", 12: ""}
        name = spans.get(self.end.month)
        if name is None:
            return self if self.start.month == 1 else None
        return Period.parse(f"{self.year}-{name}".rstrip("-"))

    def previous(self) -> Period:
        """The period of the same type just before: the one that `next` leads from."""
        if self.type is PeriodType.TERM:
            span = (self.end_year or self.year) - self.year
            return replace(self, year=self.year - span, end_year=self.year)
        last = _LAST_ORDINAL.get(self.type, 0)
        if self.ordinal > 1:
            return replace(self, ordinal=self.ordinal - 1)
        if self.type is PeriodType.HALF_TERM:
            whole = Period(PeriodType.TERM, self.year, 0, self.end_year).previous()
            return replace(whole, type=PeriodType.HALF_TERM, ordinal=2)
        return replace(self, year=self.year - 1, ordinal=last)

    def parts(self, type_: PeriodType) -> tuple[Period, ...]:
        """The periods of a shorter type that make up this one, in order: a quarter's months, a term's years.

        Empty where no such period fits inside. Only a term has half-terms.
        """
        if type_ in (PeriodType.TERM, PeriodType.HALF_TERM):
            halves = type_ is PeriodType.HALF_TERM and self.type is PeriodType.TERM
            return tuple(replace(self, type=type_, ordinal=half) for half in (1, 2)) if halves else ()
        count = _LAST_ORDINAL.get(type_, 1)
        last_year = self.end_year or self.year
        candidates = (
            Period(type_, year, ordinal if type_ in _LAST_ORDINAL else 0)
            for year in range(self.year, last_year + 1)
            for ordinal in range(1, count + 1)
        )
        return tuple(p for p in candidates if p != self and self.contains(p))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a code or an office's words («quý I/2021», «6 tháng đầu năm 2021»). Raises PeriodError."""
        folded = " ".join(unicodedata.normalize("NFC", text).casefold().translate(_DASHES).split())
        for pattern, build in _FORMS:
            if found := pattern.fullmatch(folded):
                try:
                    return build(*found.groups())
                except (ValueError, KeyError):
                    break
        raise PeriodError(text)

    def _term_middle(self) -> date:
        """The last day of a term's first half, counted in whole half-years."""
        halves = (self.end_year or self.year) - self.year + 1
        return _month_end(self.year + (halves - 1) // 2, 12 if halves % 2 == 0 else 6)


_LAST_ORDINAL = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4, PeriodType.HALF: 2, PeriodType.HALF_TERM: 2}


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _month_number(month: int) -> str:
    """Months 1 and 2 carry a leading zero, 3 to 12 do not (NĐ 30/2020, Phụ lục I, II.4.b)."""
    return f"{month:02d}" if month < 3 else str(month)


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else _SPOKEN.get(text) or _ROMAN[text.upper()]


def _checked(period: Period) -> Period:
    last = _LAST_ORDINAL.get(period.type)
    if last is not None and not 1 <= period.ordinal <= last:
        raise ValueError(period.ordinal)
    if not 1929 <= period.year <= 2100:  # the union was founded in 1929; anything else is a slip of the hand
        raise ValueError(period.year)
    if period.end_year is not None and not period.year < period.end_year <= period.year + 10:
        raise ValueError(period.end_year)
    return period


def _year(year: str) -> Period:
    return _checked(Period(PeriodType.YEAR, int(year)))


def _month(ordinal: str, year: str) -> Period:
    return _checked(Period(PeriodType.MONTH, int(year), int(ordinal)))


def _quarter(ordinal: str, year: str) -> Period:
    return _checked(Period(PeriodType.QUARTER, int(year), _ordinal(ordinal)))


def _half(which: str, year: str) -> Period:
    return _checked(Period(PeriodType.HALF, int(year), {"đầu": 1, "cuối": 2, "1": 1, "2": 2}[which]))


def _nine(year: str) -> Period:
    return _checked(Period(PeriodType.NINE_MONTHS, int(year)))


def _term(start: str, end: str, half: str | None = None) -> Period:
    if half is None:
        return _checked(Period(PeriodType.TERM, int(start), 0, int(end)))
    ordinal = {"đầu": 1, "cuối": 2}.get(half) or int(half)
    return _checked(Period(PeriodType.HALF_TERM, int(start), ordinal, int(end)))


_Y = r"(?: ?[/,.-] ?| )(?:năm )?(\d{4})"
_TERM = r"(\d{4}) ?- ?(\d{4})"
_FORMS = (
    (re.compile(r"(?:cả )?(?:năm )?(\d{4})"), _year),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), lambda year, month: _month(month, year)),
    (re.compile(r"(?:tháng |t)?(0?[1-9]|1[0-2])/(\d{4})"), _month),
    (re.compile(r"tháng (0?[1-9]|1[0-2])" + _Y), _month),
    (re.compile(r"(\d{4})-q([1-4])"), lambda year, quarter: _quarter(quarter, year)),
    (re.compile(r"(?:qu[ýí] ?|q)(i{1,3}|iv|0?[1-4]|một|hai|ba|bốn|tư)" + _Y), _quarter),
    (re.compile(r"(\d{4})-h([12])"), lambda year, half: _half(half, year)),
    (re.compile(r"(?:6|06|sáu) tháng (đầu|cuối)" + _Y), _half),
    (re.compile(r"(\d{4})-9m"), _nine),
    (re.compile(r"(?:9|09|chín) tháng(?: đầu)?" + _Y), _nine),
    (re.compile(r"nk ?" + _TERM + r"(?:/([12]))?"), _term),
    (re.compile(r"nhiệm k[ỳì] " + _TERM), _term),
    (re.compile(r"nửa (đầu|cuối) nhiệm k[ỳì] " + _TERM), lambda half, start, end: _term(start, end, half)),
    (re.compile(r"giữa nhiệm k[ỳì] " + _TERM), lambda start, end: _term(start, end, "đầu")),
)

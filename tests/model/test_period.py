"""Period reads codes and an office's words, prints them, and knows its days, its parts and its neighbours."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model.period import Period, PeriodError, PeriodType

# what is written → the code it stands for
READ = [
    ("2020", "2020"),
    ("năm 2020", "2020"),
    ("Năm 2020", "2020"),
    ("NĂM 2020", "2020"),
    ("cả năm 2020", "2020"),
    ("  2020 ", "2020"),
    ("2021-03", "2021-03"),
    ("tháng 3 năm 2021", "2021-03"),
    ("tháng 03 năm 2021", "2021-03"),
    ("tháng 3/2021", "2021-03"),
    ("Tháng 3 / 2021", "2021-03"),
    ("tháng 3-2021", "2021-03"),
    ("tháng 3 2021", "2021-03"),
    ("tháng 12, năm 2021", "2021-12"),
    ("T3/2021", "2021-03"),
    ("3/2021", "2021-03"),
    ("12/2021", "2021-12"),
    ("2021-Q1", "2021-Q1"),
    ("2021-q4", "2021-Q4"),
    ("quý I/2021", "2021-Q1"),
    ("quí I/2021", "2021-Q1"),
    ("Quý I năm 2021", "2021-Q1"),
    ("quý II năm 2021", "2021-Q2"),
    ("quý III 2021", "2021-Q3"),
    ("QUÝ IV NĂM 2021", "2021-Q4"),
    ("quí iv, 2021", "2021-Q4"),
    ("quý 2/2021", "2021-Q2"),
    ("quý 02/2021", "2021-Q2"),
    ("quí 2 năm 2021", "2021-Q2"),
    ("quý III - 2021", "2021-Q3"),
    ("Quý I – năm 2021", "2021-Q1"),
    ("quý một năm 2021", "2021-Q1"),
    ("quý tư năm 2021", "2021-Q4"),
    ("Q3/2021", "2021-Q3"),
    ("quý\u00a0I/2021", "2021-Q1"),
    ("2021-H1", "2021-H1"),
    ("2021-h2", "2021-H2"),
    ("6 tháng đầu năm 2021", "2021-H1"),
    ("06 tháng đầu năm 2021", "2021-H1"),
    ("Sáu tháng đầu năm 2021", "2021-H1"),
    ("6 tháng cuối năm 2021", "2021-H2"),
    ("6 tháng đầu/2021", "2021-H1"),
    ("2021-9M", "2021-9M"),
    ("9 tháng đầu năm 2021", "2021-9M"),
    ("09 tháng năm 2021", "2021-9M"),
    ("chín tháng đầu năm 2021", "2021-9M"),
    ("NK2018-2023", "NK2018-2023"),
    ("nk 2018 - 2023", "NK2018-2023"),
    ("nhiệm kỳ 2018-2023", "NK2018-2023"),
    ("nhiệm kì 2018-2023", "NK2018-2023"),
    ("Nhiệm kỳ 2018 – 2023", "NK2018-2023"),
    ("NK2018-2023/1", "NK2018-2023/1"),
    ("NK2018-2023/2", "NK2018-2023/2"),
    ("nửa đầu nhiệm kỳ 2018-2023", "NK2018-2023/1"),
    ("nửa cuối nhiệm kì 2018—2023", "NK2018-2023/2"),
    ("giữa nhiệm kỳ 2018-2023", "NK2018-2023/1"),
    (unicodedata.normalize("NFD", "quý I năm 2021"), "2021-Q1"),
    (unicodedata.normalize("NFD", "nửa đầu nhiệm kỳ 2018-2023"), "NK2018-2023/1"),
]

REFUSED = [
    "",
    "  ",
    "quý",
    "quý V/2021",
    "quý 0/2021",
    "quý 12021",
    "quý IIII năm 2021",
    "2021-Q5",
    "2021-13",
    "2021-00",
    "2021-H3",
    "2021-6M",
    "tháng 13 năm 2021",
    "tháng 0/2021",
    "tháng 32021",
    "13/2021",
    "quý I",
    "6 tháng giữa năm 2021",
    "năm 21",
    "năm 1800",
    "2020a",
    "20201",
    "NK2023-2018",
    "NK2018-2018",
    "NK2018-2040",
    "NK2018-2023/3",
    "nhiệm kỳ 2018",
    "hôm nay",
    "15/11/2026",
]

# code, words, first day, last day, the same period last year, the next one
FACTS = [
    ("2020", "năm 2020", date(2020, 1, 1), date(2020, 12, 31), "2019", "2021"),
    ("2021-01", "tháng 01 năm 2021", date(2021, 1, 1), date(2021, 1, 31), "2020-01", "2021-02"),
    ("2020-02", "tháng 02 năm 2020", date(2020, 2, 1), date(2020, 2, 29), "2019-02", "2020-03"),
    ("2021-03", "tháng 3 năm 2021", date(2021, 3, 1), date(2021, 3, 31), "2020-03", "2021-04"),
    ("2021-12", "tháng 12 năm 2021", date(2021, 12, 1), date(2021, 12, 31), "2020-12", "2022-01"),
    ("2021-Q1", "quý I năm 2021", date(2021, 1, 1), date(2021, 3, 31), "2020-Q1", "2021-Q2"),
    ("2021-Q4", "quý IV năm 2021", date(2021, 10, 1), date(2021, 12, 31), "2020-Q4", "2022-Q1"),
    ("2021-H1", "6 tháng đầu năm 2021", date(2021, 1, 1), date(2021, 6, 30), "2020-H1", "2021-H2"),
    ("2021-H2", "6 tháng cuối năm 2021", date(2021, 7, 1), date(2021, 12, 31), "2020-H2", "2022-H1"),
    ("2021-9M", "9 tháng đầu năm 2021", date(2021, 1, 1), date(2021, 9, 30), "2020-9M", "2022-9M"),
    ("NK2018-2023", "nhiệm kỳ 2018-2023", date(2018, 1, 1), date(2023, 12, 31), None, "NK2023-2028"),
    ("NK2018-2023/1", "nửa đầu nhiệm kỳ 2018-2023", date(2018, 1, 1), date(2020, 12, 31), None, "NK2018-2023/2"),
    ("NK2018-2023/2", "nửa cuối nhiệm kỳ 2018-2023", date(2021, 1, 1), date(2023, 12, 31), None, "NK2023-2028/1"),
    ("NK2020-2024/1", "nửa đầu nhiệm kỳ 2020-2024", date(2020, 1, 1), date(2022, 6, 30), None, "NK2020-2024/2"),
    ("NK2020-2024/2", "nửa cuối nhiệm kỳ 2020-2024", date(2022, 7, 1), date(2024, 12, 31), None, "NK2024-2028/1"),
]

BEFORE = [
    ("2021", "2020"),
    ("2021-02", "2021-01"),
    ("2021-01", "2020-12"),
    ("2021-Q3", "2021-Q2"),
    ("2021-Q1", "2020-Q4"),
    ("2021-H2", "2021-H1"),
    ("2021-H1", "2020-H2"),
    ("2021-9M", "2020-9M"),
    ("NK2023-2028", "NK2018-2023"),
    ("NK2018-2023/2", "NK2018-2023/1"),
    ("NK2023-2028/1", "NK2018-2023/2"),
    ("NK2020-2024/1", "NK2016-2020/2"),
]

PARTS = [
    ("2021-Q2", PeriodType.MONTH, "2021-04 2021-05 2021-06"),
    ("2021-H2", PeriodType.QUARTER, "2021-Q3 2021-Q4"),
    ("2021-9M", PeriodType.QUARTER, "2021-Q1 2021-Q2 2021-Q3"),
    ("2021-9M", PeriodType.HALF, "2021-H1"),
    ("2021", PeriodType.HALF, "2021-H1 2021-H2"),
    ("2021", PeriodType.NINE_MONTHS, "2021-9M"),
    ("2021", PeriodType.YEAR, ""),
    ("2021-03", PeriodType.QUARTER, ""),
    ("NK2018-2020", PeriodType.YEAR, "2018 2019 2020"),
    ("NK2018-2023/1", PeriodType.YEAR, "2018 2019 2020"),
    ("NK2020-2024/1", PeriodType.YEAR, "2020 2021"),
    ("NK2018-2023", PeriodType.HALF_TERM, "NK2018-2023/1 NK2018-2023/2"),
    ("NK2018-2023/1", PeriodType.HALF_TERM, ""),
    ("2021", PeriodType.HALF_TERM, ""),
    ("2021", PeriodType.TERM, ""),
]

CONTAINS = [
    ("2021", "2021-Q3", True),
    ("2021", "2021", True),
    ("2021", "2020-12", False),
    ("2021-9M", "2021-Q4", False),
    ("2021-9M", "2021-H2", False),
    ("2021-Q1", "2021", False),
    ("NK2018-2023", "2021-05", True),
    ("NK2018-2023/2", "2020", False),
]


@pytest.mark.parametrize(("text", "code"), READ)
def test_codes_and_words_are_read(text: str, code: str) -> None:
    assert Period.parse(text).code == code


@pytest.mark.parametrize("text", REFUSED)
def test_what_names_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse(text)
    assert refused.value.text == text


@pytest.mark.parametrize(("code", "words", "start", "end", "last_year", "following"), FACTS)
def test_words_days_and_neighbours(
    code: str, words: str, start: date, end: date, last_year: str | None, following: str
) -> None:
    period = Period.parse(code)
    before = period.same_period_last_year()
    assert str(period) == code
    assert (period.words, period.start, period.end) == (words, start, end)
    assert (before.code if before else None) == last_year
    assert period.next().code == following


@pytest.mark.parametrize(("code", "before"), BEFORE)
def test_the_period_just_before(code: str, before: str) -> None:
    assert Period.parse(code).previous().code == before


@pytest.mark.parametrize(("code", "type_", "parts"), PARTS)
def test_parts(code: str, type_: PeriodType, parts: str) -> None:
    assert " ".join(part.code for part in Period.parse(code).parts(type_)) == parts


@pytest.mark.parametrize(("outer", "inner", "holds"), CONTAINS)
def test_contains(outer: str, inner: str, holds: bool) -> None:
    assert Period.parse(outer).contains(Period.parse(inner)) is holds


YEARS = st.integers(1930, 2090)
PERIODS = st.one_of(
    st.builds(Period, st.just(PeriodType.MONTH), YEARS, st.integers(1, 12)),
    st.builds(Period, st.just(PeriodType.QUARTER), YEARS, st.integers(1, 4)),
    st.builds(Period, st.just(PeriodType.HALF), YEARS, st.integers(1, 2)),
    st.builds(Period, st.sampled_from([PeriodType.NINE_MONTHS, PeriodType.YEAR]), YEARS),
    st.builds(lambda year, length: Period(PeriodType.TERM, year, 0, year + length), YEARS, st.integers(2, 9)),
    st.builds(
        lambda year, length, half: Period(PeriodType.HALF_TERM, year, half, year + length),
        YEARS,
        st.integers(2, 9),
        st.integers(1, 2),
    ),
)


@settings(max_examples=150)
@given(PERIODS)
def test_everything_printed_is_read_back(period: Period) -> None:
    assert Period.parse(period.code) == period
    assert Period.parse(period.words) == period
    assert Period.parse(period.words.upper()) == period
    assert Period.parse(unicodedata.normalize("NFD", period.words)) == period


@settings(max_examples=150)
@given(PERIODS)
def test_the_next_period_is_later_and_starts_where_this_one_ends(period: Period) -> None:
    following = period.next()
    assert following.type is period.type
    assert following.start > period.start
    assert following.previous() == period
    if period.type in (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR):
        assert following.start == period.end + timedelta(days=1)


@settings(max_examples=60)
@given(PERIODS)
def test_months_cover_a_period_without_gap(period: Period) -> None:
    months = period.parts(PeriodType.MONTH) or (period,)
    assert months[0].start == period.start
    assert months[-1].end == period.end
    for month, following in pairwise(months):
        assert following == month.next()


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2021-01", "2021-01"),
        ("2021-Q1", "2021-Q1"),
        ("2021-03", "2021-Q1"),
        ("2021-Q2", "2021-H1"),
        ("2021-H1", "2021-H1"),
        ("2021-Q3", "2021-9M"),
        ("2021-9M", "2021-9M"),
        ("2021-Q4", "2021"),
        ("2021-H2", "2021"),
        ("2021", "2021"),
    ],
)
def test_the_year_to_date_has_a_period_of_its_own(period: str, code: str) -> None:
    assert Period.parse(period).to_date() == Period.parse(code)


@pytest.mark.parametrize("period", ["2021-05", "NK2018-2023", "NK2018-2023/1"])
def test_a_year_to_date_without_a_name_is_none(period: str) -> None:
    assert Period.parse(period).to_date() is None


@pytest.mark.parametrize(
    ("period", "code"),
    [("2021-Q1", "2021-Q2"), ("2021-H1", "2021-H2"), ("2021-9M", "2021-Q4"), ("2021", "2022"), ("2021-Q4", "2022-Q1")],
)
def test_a_review_sets_tasks_for_the_period_that_follows(period: str, code: str) -> None:
    assert Period.parse(period).following() == Period.parse(code)


@pytest.mark.parametrize(
    ("period", "term"),
    [("NK2018-2023", "NK2018-2023"), ("NK2018-2023/1", "NK2018-2023"), ("NK2018-2023/2", "NK2018-2023")],
)
def test_a_half_term_is_part_of_its_term(period: str, term: str) -> None:
    assert Period.parse(period).term == Period.parse(term)


@pytest.mark.parametrize("period", ["2021", "2021-Q1", "2021-05"])
def test_a_year_is_part_of_no_one_term(period: str) -> None:
    assert Period.parse(period).term is None

"""Months and quarters into longer periods: flows, stocks, rates, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from seed_figures import A04, A08, A11, C01, C02, C04, C06, C18, C33, E01, I01, I03, M02, figure

from drafter.indicators.calendar_cover import cover, months_of, named
from drafter.indicators.periods import accumulate, year_to_date
from drafter.indicators.spans import Accumulated
from drafter.model.figure import Figure, Qualifier, Source
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period

CATALOGUE = {indicator.code: indicator for indicator in (A08, C01, C02, I01)}


def p(code: str) -> Period:
    return Period.parse(code)


def rows(code: str, **values: object) -> list[Figure]:
    """Figures of unit «u» in 2021 by short period name: q1=3, m4=None."""
    names = {"y": "2021", "h": "2021-H", "q": "2021-Q", "n": "2021-9M"}
    found = []
    for name, value in values.items():
        text = f"2021-{int(name[1:]):02d}" if name[0] == "m" else names[name[0]] + name[1:]
        rest = {"numerator": value[0], "denominator": value[1]} if isinstance(value, tuple) else {}
        found.append(figure(code, "u", None if rest else value, p(text), **rest))  # type: ignore[arg-type]
    return found


def over(indicator: Indicator, figures: list[Figure], period: str = "2021", **rest: object) -> Accumulated:
    return accumulate(indicator, figures, p(period), "u", CATALOGUE, **rest)  # type: ignore[arg-type]


# Flows


@pytest.mark.parametrize(
    ("given", "period", "value", "missing"),
    [
        ({"q1": 1, "q2": 2, "q3": 3, "q4": 4}, "2021", 10, ()),
        ({f"m{month}": month for month in range(1, 13)}, "2021", 78, ()),
        ({"m1": 1, "m2": 2, "m3": 3}, "2021-Q1", 6, ()),
        ({"q1": 5, "m1": 1, "m2": 2, "m3": 2}, "2021-Q1", 5, ()),
        ({"m1": 1, "m2": 2, "m3": 2, "q2": 4}, "2021-H1", 9, ()),
        ({"n": 30, "h1": 20, "h2": 25}, "2021", 45, ()),  # the nine months and the half overlap: not added
        ({"n": 30, "q4": 8}, "2021", 38, ()),
        ({"h1": 20, "q3": 5}, "2021-9M", 25, ()),
        ({"y": 50, "q1": 1}, "2021", 50, ()),
        ({"q1": 1, "q2": 2, "q3": 3, "q4": None}, "2021", 6, ("2021-Q4",)),
        ({"m1": 1, "m2": 2, "m4": 3}, "2021-H1", 6, ("2021-03", "2021-05", "2021-06")),
        ({"m1": 1, "q2": 2}, "2021-H1", 3, ("2021-02", "2021-03")),
        ({"h1": 1}, "2021", 1, ("2021-H2",)),
        ({"q3": 1}, "2021", 1, ("2021-Q1", "2021-Q2", "2021-Q4")),
        ({"q1": 0, "q2": 0}, "2021-H1", 0, ()),
        ({"q1": None, "q2": None}, "2021-H1", None, ("2021-Q1", "2021-Q2")),
        ({}, "2021", None, ("2021",)),
        ({}, "2021-9M", None, ("2021-H1", "2021-Q3")),
    ],
)
def test_a_flow_adds_up_and_names_what_is_missing(
    given: dict[str, object], period: str, value: int | None, missing: tuple[str, ...]
) -> None:
    found = over(E01, rows("E01", **given), period)
    assert found.value == value
    assert tuple(map(str, found.missing)) == missing
    assert (found.reason == "chưa có kỳ nào báo số liệu") is (value is None)


def test_a_term_adds_its_years() -> None:
    years = [figure("E01", "u", n, p(str(2018 + n))) for n in range(6) if n != 2]
    found = over(E01, years, "NK2018-2023")
    assert (found.value, found.missing) == (0 + 1 + 3 + 4 + 5, (p("2020"),))


def test_other_units_and_other_years_are_not_added() -> None:
    figures = [*rows("E01", q1=1), figure("E01", "v", 100, p("2021-Q2")), figure("E01", "u", 1000, p("2020-Q4"))]
    assert over(E01, figures).value == 1


def test_hedges_and_fractions_are_kept() -> None:
    first, second = rows("C18", q1="0,1", q2="0,2")
    found = over(C18, [replace(first, qualifier=Qualifier.OVER), second], "2021-H1")
    assert (found.value, found.qualifier, found.contributions[1]) == (Decimal("0.3"), Qualifier.OVER, second)


def test_two_figures_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two figures for E01/u/2021-Q1"):
        over(E01, rows("E01", q1=1) * 2)


def test_year_to_date_begins_on_1_january() -> None:
    figures = rows("E01", q1=1, q2=2, q3=4, q4=8)
    assert year_to_date(E01, figures, p("2021-Q3"), "u").value == 7
    found = year_to_date(E01, rows("E01", m1=1, m2=1, m4=1, m5=9), p("2021-04"), "u")
    assert (found.value, found.missing, str(found.start), str(found.end)) == (
        3,
        (p("2021-03"),),
        "2021-01-01",
        "2021-04-30",
    )


def test_the_result_is_a_figure_to_be_added_to_the_other_units() -> None:
    first, second = rows("E01", q1=1, q2=2)
    second = replace(second, qualifier=Qualifier.OVER, source=Source("quy-2.xlsx"))
    row = figure("E01", "u", None, p("2021"), target=5)
    made = over(E01, [first, second]).put_into(row)
    assert made == replace(row, value=Decimal(3), qualifier=Qualifier.OVER, source=Source("quy-2.xlsx"))
    assert over(E01, []).put_into(row) == row


# Stocks


@pytest.mark.parametrize(
    ("given", "value", "missing"),
    [
        ({"q1": 100, "q2": 110, "q3": 90, "q4": 120}, 120, ()),
        ({"q1": 100, "q2": 110, "q4": None}, 110, ("2021-Q3", "2021-Q4")),
        ({"q4": 120}, 120, ()),
        ({"m12": 7, "y": 8, "q4": 9}, 8, ()),
        ({}, None, ("2021",)),
    ],
)
def test_a_stock_is_its_last_value_and_names_the_periods_after_it(
    given: dict[str, object], value: int | None, missing: tuple[str, ...]
) -> None:
    found = over(A04, rows("A04", **given))
    assert (found.value, tuple(map(str, found.missing))) == (value, missing)


# Rates


def test_a_rate_of_two_stocks_is_that_of_their_last_values() -> None:
    figures = [*rows("C02", q1=30, q2=45, q3=50), *rows("C01", q1=60, q2=60)]
    found = over(C04, figures, "2021-H1")
    assert (found.value, found.numerator, found.denominator) == (75, 45, 60)
    found = over(C04, figures, "2021-9M")
    assert (found.value, found.missing) == (75, (p("2021-Q3"),))  # 50 agreements of nobody knows how many enterprises


def test_a_flow_over_a_stock_is_the_sum_over_the_last_value() -> None:
    figures = [*rows("I01", q1=5, q2=5, q3=5, q4=5), *rows("A08", q1=10, q4=16)]
    found = over(I03, figures)
    assert (found.exact, found.numerator, found.denominator) == (Fraction(20, 16), 20, 16)


def test_a_rate_with_parts_in_its_own_row_is_recomputed() -> None:
    figures = rows("C06", q1=(10, 20), q2=(30, 30))
    found = over(C06, figures, "2021-H1")
    assert (found.value, found.numerator, found.denominator) == (80, 40, 50)
    assert found.contributions == tuple(figures)
    states = over(C06, figures, "2021-H1", part_kinds=(Kind.STOCK, Kind.STOCK))
    assert (states.value, states.numerator, states.denominator) == (100, 30, 30)


def test_a_month_without_parts_is_missing_from_the_rate() -> None:
    found = over(C06, rows("C06", q1=(10, 20), q2=None), "2021-H1")
    assert (found.value, found.missing) == (50, (p("2021-Q2"),))


def test_a_bare_rate_among_parts_leaves_the_span_without_one() -> None:
    found = over(C06, rows("C06", q1=(10, 20), q2=90), "2021-H1")
    assert (found.value, found.summable) == (None, False)
    assert found.reason == "không tổng hợp được: quý II năm 2021 chỉ báo tỷ lệ, thiếu tử số, mẫu số"


def test_a_bare_rate_of_the_very_span_stands_for_it() -> None:
    assert over(C06, rows("C06", y=90, q1=(1, 2))).value == 90
    assert over(C06, rows("C06", y=90, q1=(1, 2), q2=(1, 2), q3=(1, 2), q4=(1, 2))).value == 50
    found = over(C06, rows("C06", q1=(1, 2), q2=70), "2021-9M", part_kinds=(Kind.STOCK, Kind.STOCK))
    assert (found.value, found.missing) == (70, (p("2021-Q3"),))


def test_nothing_below_the_line_is_no_rate() -> None:
    found = over(C06, rows("C06", q1=(0, 0)), "2021-Q1")
    assert (found.value, found.reason) == (None, "không tổng hợp được: tổng mẫu số bằng 0")


def test_a_ratio_takes_its_last_state() -> None:
    found = over(C33, rows("C33", q1=(2, 6), q2=(6, 6)), "2021-H1")
    assert (found.value, found.numerator, found.denominator) == (6, 6, 6)


def test_an_average_and_a_count_stand_only_for_the_span_they_were_given_for() -> None:
    found = over(A11, rows("A11", q1=8, q2=9), "2021-H1")
    assert (found.value, found.summable) == (None, False)
    assert found.reason == ("không tổng hợp được: số bình quân và số đếm của cả kỳ không cộng được từ các kỳ ngắn hơn")
    assert over(A11, rows("A11", q1=8, h1=9), "2021-H1").value == 9
    assert over(M02, rows("M02", y=9)).value == 9
    assert over(M02, []).missing == (p("2021"),)


# The cover itself


def test_a_cover_prefers_fewer_missing_months_and_then_fewer_periods() -> None:
    year = months_of(p("2021"))
    halves = (p("2021-H1"), p("2021-H2"))
    assert cover((*halves, p("2021-9M")), year).periods == halves
    assert cover((*halves, p("2021"), p("2021-Q1")), year).periods == (p("2021"),)
    assert cover((p("2022-Q1"), p("2020")), year).periods == ()


def test_missing_months_are_named_as_finely_as_anybody_reports() -> None:
    half = months_of(p("2021-H1"))
    assert named(half, half, ()) == (p("2021-H1"),)
    assert named(half, half, (p("2021-Q3"),)) == (p("2021-H1"),)  # outside: says nothing of this half
    assert named(half, half, (p("2021-Q1"),)) == (p("2021-Q1"), p("2021-Q2"))
    assert named([half[0], half[2]], half, (p("2021-Q1"),)) == (p("2021-01"), p("2021-03"))

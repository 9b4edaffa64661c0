"""Totals of the seeds' figures, one case a rule."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from seed_figures import (
    A01,
    A11,
    A14,
    C02,
    C03,
    C04,
    C06,
    C14,
    C16B,
    C18,
    C33,
    CLUSTER_2,
    CLUSTER_2_2019,
    D09A,
    D09B,
    D09C,
    E01,
    E02,
    I03,
    M02,
    NAMES,
    Q1_2021,
    THANH_TRI_2020,
    YEAR_2019,
    YEAR_2020,
    figure,
)

from drafter.indicators.totals import total, totals
from drafter.model.figure import Comparator, Qualifier
from drafter.model.result import Total

OVER, UNDER, ABOUT, EXACT = Qualifier.OVER, Qualifier.UNDER, Qualifier.ABOUT, Qualifier.EXACT


def of_thanh_tri(code_of: object) -> Total:
    return total(code_of, THANH_TRI_2020, ("thanh-tri",), YEAR_2020, "thanh-tri")  # type: ignore[arg-type]


def of_cluster_2(code_of: object) -> Total:
    return total(code_of, CLUSTER_2_2019, CLUSTER_2, YEAR_2019, "cum-2", NAMES)  # type: ignore[arg-type]


def over(indicator: object, *figures: object, units: str = "a b c", organisation: str = "cum") -> Total:
    return total(indicator, figures, units.split(), YEAR_2020, organisation)  # type: ignore[arg-type]


# Seeds


@pytest.mark.parametrize(
    ("indicator", "value", "qualifier", "target"),
    [
        (C16B, "82.5", EXACT, None),
        (C18, "1800", OVER, None),
        (E01, "11", EXACT, "12"),
        (E02, "676", EXACT, "650"),
        (D09A, "83", EXACT, None),
        (D09B, "26", EXACT, None),
    ],
)
def test_an_office_that_is_its_only_unit_has_its_own_figures_as_totals(
    indicator: object, value: str, qualifier: Qualifier, target: str | None
) -> None:
    found = of_thanh_tri(indicator)
    assert (found.value, found.qualifier) == (Decimal(value), qualifier)
    assert found.target == (None if target is None else Decimal(target))
    assert (found.missing, found.summable, found.reason) == ((), True, "")


def test_c14_of_cluster_2_is_14_of_the_five_that_reported_and_names_thanh_xuan() -> None:
    found = of_cluster_2(C14)
    assert found.value == 14
    assert found.missing == ("thanh-xuan",)
    assert found.units == ("bac-tu-liem", "nam-tu-liem", "cau-giay", "tay-ho", "ha-dong")
    assert found.summable


def test_c04_of_cluster_2_has_no_total_for_five_gave_rates_and_one_a_count() -> None:
    found = of_cluster_2(C04)
    assert (found.value, found.exact, found.numerator, found.denominator) == (None, None, None, None)
    assert not found.summable
    assert found.missing == ("thanh-xuan",)
    assert [str(f.value) for f in found.contributions] == ["52", "75.2", "62.6", "69", "70.37"]
    assert found.reason == (
        "không tổng hợp được: LĐLĐ quận Bắc Từ Liêm, LĐLĐ quận Nam Từ Liêm, LĐLĐ quận Cầu Giấy, LĐLĐ quận Tây Hồ, "
        "LĐLĐ quận Hà Đông chỉ báo tỷ lệ, thiếu tử số, mẫu số"
    )


def test_the_count_that_thanh_xuan_gave_instead_of_a_rate_stays_a_count() -> None:
    found = of_cluster_2(C03)
    assert found.value == 64
    assert found.missing == tuple(unit for unit in CLUSTER_2 if unit != "thanh-xuan")


def test_c33_six_of_six_units() -> None:
    figures = [figure("C33", unit, 1, Q1_2021, numerator=1, denominator=1) for unit in CLUSTER_2]
    found = total(C33, figures, CLUSTER_2, Q1_2021, "cum-1")
    assert (found.value, found.numerator, found.denominator) == (6, 6, 6)


# Sums


def test_nobody_reported_is_no_value_and_not_a_zero() -> None:
    found = over(E01)
    assert (found.value, found.exact, found.missing) == (None, None, ("a", "b", "c"))
    assert found.summable
    assert found.reason == "chưa có đơn vị nào báo số liệu"


def test_a_reported_zero_is_a_zero() -> None:
    found = over(E01, figure("E01", "a", 0), figure("E01", "b", None))
    assert (found.value, found.missing) == (Decimal(0), ("b", "c"))


def test_figures_of_other_periods_units_and_indicators_are_not_counted() -> None:
    found = over(
        E01,
        figure("E01", "a", 1),
        figure("E01", "a", 10, YEAR_2019),
        figure("E01", "x", 100),
        figure("E02", "b", 1000),
    )
    assert (found.value, found.missing) == (1, ("b", "c"))


def test_money_adds_up_exactly_whatever_the_callers_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        found = over(C16B, figure("C16b", "a", "82,5"), figure("C16b", "b", "100000,1"), figure("C16b", "c", "0,2"))
    assert found.value == Decimal("100082.8")
    assert found.exact == Fraction(1000828, 10)


def test_a_unit_named_twice_is_counted_once() -> None:
    assert over(E01, figure("E01", "a", 5), units="a a").value == 5


def test_two_figures_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two figures for E01/a/2020"):
        over(E01, figure("E01", "a", 5), figure("E01", "a", 6))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((EXACT, EXACT), EXACT),
        ((EXACT, OVER), OVER),
        ((OVER, OVER), OVER),
        ((UNDER, EXACT), UNDER),
        ((OVER, UNDER), ABOUT),
        ((ABOUT, EXACT), ABOUT),
        ((ABOUT, OVER), ABOUT),
    ],
)
def test_the_hedge_of_a_sum(given: tuple[Qualifier, Qualifier], expected: Qualifier) -> None:
    first, second = given
    found = over(C18, figure("C18", "a", 1, qualifier=first), figure("C18", "b", 2, qualifier=second))
    assert found.qualifier == expected


# Rates


def test_a_rate_is_recomputed_and_not_averaged() -> None:
    found = over(
        C06, figure("C06", "a", 100, numerator=1, denominator=1), figure("C06", "b", 50, numerator=50, denominator=100)
    )
    assert (found.numerator, found.denominator) == (51, 101)
    assert found.exact == Fraction(5100, 101)  # the average would be 75
    assert found.value == Decimal("50.49504950495049504950495050")
    assert found.missing == ("c",)


def test_an_office_owes_no_share_of_what_its_units_tell() -> None:
    """It hands in a form of its own for its texts and targets; by itself it owes what it is asked."""
    assert over(E02, figure("E02", "a", 4), units="a b cum").missing == ("b",)
    assert over(E02, figure("E02", "a", 4), units="cum").missing == ("cum",)


def test_one_unit_with_a_bare_rate_leaves_the_whole_without_one() -> None:
    found = over(C06, figure("C06", "a", 100, numerator=4, denominator=4), figure("C06", "b", "99,5"))
    assert (found.value, found.summable, found.rate_only, found.missing) == (None, False, ("b",), ("c",))
    assert found.reason == "không tổng hợp được: b chỉ báo tỷ lệ, thiếu tử số, mẫu số"
    assert len(found.contributions) == 2


def test_a_numerator_without_a_denominator_is_a_bare_rate() -> None:
    assert over(C06, figure("C06", "a", 80, numerator=8)).rate_only == ("a",)
    assert over(C06, figure("C06", "a", None, numerator=8)).missing == ("a", "b", "c")


def test_the_bare_rate_of_the_only_unit_is_its_own_total() -> None:
    found = over(C06, figure("C06", "a", 70, qualifier=OVER), units="a", organisation="a")
    assert (found.value, found.qualifier, found.summable) == (70, OVER, True)


def test_a_rate_of_two_indicators_comes_from_the_units_that_gave_both() -> None:
    found = over(
        C04,
        figure("C02", "a", 30),
        figure("C01", "a", 40),
        figure("C02", "b", 1000),  # without C01: would make 1030 agreements in 40 enterprises
        figure("C02", "c", 10),
        figure("C01", "c", 60),
        figure("C04", "c", 17),  # typed, and recomputed all the same
    )
    assert (found.numerator, found.denominator, found.value) == (40, 100, 40)
    assert found.missing == ("b",)
    assert [f.key.indicator for f in found.contributions] == ["C02", "C01", "C02", "C01"]
    assert over(C02, figure("C02", "b", 1000)).value == 1000


def test_an_average_per_union_is_not_a_percent() -> None:
    found = over(I03, figure("I01", "a", 30), figure("A08", "a", 20), figure("I01", "b", 5), figure("A08", "b", 15))
    assert found.value == 1


def test_nothing_below_the_line_is_no_rate() -> None:
    found = over(C06, figure("C06", "a", None, numerator=0, denominator=0))
    assert (found.value, found.summable) == (None, False)
    assert found.reason == "không tổng hợp được: tổng mẫu số bằng 0"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [(OVER, EXACT, OVER), (EXACT, OVER, UNDER), (EXACT, UNDER, OVER), (OVER, OVER, ABOUT), (ABOUT, EXACT, ABOUT)],
)
def test_the_hedge_of_a_quotient(above: Qualifier, below: Qualifier, expected: Qualifier) -> None:
    found = over(C04, figure("C02", "a", 3, qualifier=above), figure("C01", "a", 4, qualifier=below))
    assert found.qualifier == expected


# Averages per head, ratios, counted indicators


def test_an_average_income_is_weighted_by_heads() -> None:
    found = over(
        A11, figure("A11", "a", 10), figure("A01", "a", 100), figure("A11", "b", "7,5"), figure("A01", "b", 300)
    )
    assert (found.value, found.missing) == (Decimal("8.125"), ("c",))


def test_an_average_income_without_heads_does_not_add_up() -> None:
    found = over(A11, figure("A11", "a", 10), figure("A01", "a", 100), figure("A11", "b", 8))
    assert (found.value, found.summable) == (None, False)
    assert found.reason == "không tổng hợp được: b không có số liệu A01 để tính bình quân"
    assert over(A11, figure("A11", "a", 10), units="a").value == 10
    assert over(A11, figure("A11", "a", 10), figure("A01", "a", 0)).reason == "không tổng hợp được: tổng A01 bằng 0"
    assert over(A11, figure("A01", "a", 10)).reason == "chưa có đơn vị nào báo số liệu"


def test_an_average_over_hedged_heads_is_about() -> None:
    found = over(A11, figure("A11", "a", 10), figure("A01", "a", 100, qualifier=OVER))
    assert found.qualifier == ABOUT


def test_a_ratio_adds_both_sides_and_says_when_one_is_not_there() -> None:
    found = over(C33, figure("C33", "a", 440, denominator=549), figure("C33", "b", 5, numerator=5, denominator=6))
    assert (found.value, found.numerator, found.denominator) == (445, 445, 555)
    found = over(C33, figure("C33", "a", 440, denominator=549), figure("C33", "b", 5))
    assert (found.value, found.summable, found.rate_only) == (None, False, ("b",))
    assert found.reason == "không tổng hợp được: b chỉ báo tử số, thiếu mẫu số"


def test_what_drafter_counts_from_lists_adds_up_and_nobody_is_missing_from_it() -> None:
    found = over(M02, figure("M02", "a", 7), figure("M02", "b", 8))
    assert (found.value, found.missing) == (15, ())
    assert over(M02, figure("M02", "cum", 9)).value == 9  # the office counts even where it had not to report
    found = over(M02)
    assert (found.value, found.summable, found.missing) == (None, False, ())
    assert found.reason == "không tổng hợp được: chỉ tiêu này được đếm từ danh sách, không lấy từ biểu của đơn vị"


# Targets


def test_the_target_of_the_whole_office_wins_over_the_units() -> None:
    found = over(
        E01,
        figure("E01", "a", 3, target=2),
        figure("E01", "b", 8, target=2),
        figure("E01", "cum", None, target=12, comparator=Comparator.MORE_THAN),
    )
    assert (found.target, found.comparator) == (12, Comparator.MORE_THAN)
    assert found.missing == ("c",)


def test_targets_add_up_when_every_unit_that_reported_has_one() -> None:
    first, second = figure("E01", "a", 3, target=2), figure("E01", "b", 8, target=9)
    assert over(E01, first, second).target == 11
    assert over(E01, first, second, figure("E01", "c", 1)).target is None
    assert over(E01, first, second, figure("E01", "c", None)).target == 11


def test_targets_of_different_sense_do_not_add_up() -> None:
    ceiling = figure("A14", "a", 1, target=2, comparator=Comparator.AT_MOST)
    floor = figure("A14", "b", 1, target=2)
    assert over(A14, ceiling, floor).target is None
    assert over(A14, ceiling, floor).comparator == Comparator.AT_MOST
    assert over(A14, ceiling).target == 2


def test_targets_of_rates_are_never_summed() -> None:
    first = figure("C06", "a", 90, numerator=9, denominator=10, target=95)
    second = figure("C06", "b", 80, numerator=8, denominator=10, target=95)
    third = figure("C06", "b", 80, numerator=8, denominator=10, target=90)
    assert over(C06, first, second).target == 95
    assert over(C06, first, third).target is None
    assert over(D09C).comparator == Comparator.MORE_THAN


def test_totals_are_the_same_as_one_by_one() -> None:
    found = totals((C14, C04, C03, A01), CLUSTER_2_2019, CLUSTER_2, YEAR_2019, "cum-2", NAMES)
    assert list(found) == ["C14", "C04", "C03", "A01"]
    assert found["C14"] == of_cluster_2(C14)
    assert found["C04"] == of_cluster_2(C04)
    assert str(found["C14"].key) == "C14/cum-2/2019"

"""Every problem of figures: when it is raised, when it is not, and the whole of what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from seed_figures import (
    A01,
    A02,
    A04,
    A08,
    A11,
    C01,
    C02,
    C04,
    C06,
    C16A,
    C16B,
    C17A,
    C17B,
    C18,
    C33,
    CLUSTER_2,
    CLUSTER_2_2019,
    E01,
    E02,
    E03,
    I01,
    I03,
    NAMES,
    THANH_TRI_2020,
    YEAR_2019,
    YEAR_2020,
    figure,
    indicator,
)

from drafter.indicators.check_case import Limits
from drafter.indicators.checks import CHECKS, KINDS, Round, check, check_round
from drafter.model.figure import Figure, Qualifier, Source
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period
from drafter.model.problem import Problem, Severity

A09A = indicator("A09a", "CĐCS hành chính, sự nghiệp", "đơn vị", Kind.STOCK)
A09B = indicator("A09b", "CĐCS doanh nghiệp", "đơn vị", Kind.STOCK)
WHOLE = indicator("A08", "Tổng số CĐCS", "đơn vị", Kind.STOCK, parts=("A09a", "A09b"), parts_complete=True)
PARTLY = indicator("A08", "Tổng số CĐCS", "đơn vị", Kind.STOCK, parts=("A09a", "A09b"))
WOMEN = indicator("A02", "CNVCLĐ nữ", "người", Kind.STOCK, within=("A01",))
CELL = Source("ba-dinh.xlsx", "Số liệu", "E14")


def found(indicators: tuple[Indicator, ...], *figures: Figure, units: str = "u", **rest: object) -> tuple[Problem, ...]:
    """The problems of unit «u» and others. Only E01 is held to a target, or half the cases would also lack one."""
    names = {"u": "LĐLĐ quận Ba Đình", "cum": "Cụm thi đua số 2"}
    indicators = tuple(replace(i, has_target=i.code == "E01") for i in indicators)
    return check(indicators, figures, units.split(), YEAR_2020, "cum", YEAR_2019, names, **rest)  # type: ignore[arg-type]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def last_year(code: str, value: str | int) -> Figure:
    return figure(code, "u", value, YEAR_2019)


# One case of each problem, by the name it has in figure_checks.golden.txt.
SHOWN: dict[str, tuple[tuple[Indicator, ...], tuple[Figure, ...], str]] = {
    "parts exceed the whole": (
        (PARTLY, A09A, A09B),
        (figure("A08", "u", 1200, source=CELL), figure("A09a", "u", 1000), figure("A09b", "u", 300)),
        "u",
    ),
    "one part exceeds its whole": ((A01, WOMEN), (figure("A01", "u", 5000), figure("A02", "u", 5200)), "u"),
    "complete parts differ from the whole": (
        (WHOLE, A09A, A09B),
        (figure("A08", "u", 32), figure("A09a", "u", 10), figure("A09b", "u", 20)),
        "u",
    ),
    "begin and flows differ from end": (
        (A04, E02, E03),
        (last_year("A04", 1200), figure("A04", "u", 1850), figure("E02", "u", 676), figure("E03", "u", 30)),
        "u",
    ),
    "a typed rate differs from its parts": ((C06,), (figure("C06", "u", 92, numerator=10, denominator=12),), "u"),
    "numerator exceeds denominator": ((C06,), (figure("C06", "u", None, numerator=13, denominator=12),), "u"),
    "a rate of two indicators alone": ((C04, C01, C02), (figure("C04", "u", "75,2"),), "u v"),
    "a rate of its own row alone": ((C06,), (figure("C06", "u", 100),), "u v"),
    "a ratio without its denominator": ((C33,), (figure("C33", "u", 6),), "u"),
    "a unit cost that is not round": ((C16A, C16B), (figure("C16a", "u", 183), figure("C16b", "u", "82,5")), "u"),
    "a unit cost in the wrong unit": ((C16A, C16B), (figure("C16a", "u", 183), figure("C16b", "u", 82500000)), "u"),
    "money for nothing": ((C16A, C16B), (figure("C16a", "u", 0), figure("C16b", "u", "82,5")), "u"),
    "far from the period before": ((E02,), (last_year("E02", 650), figure("E02", "u", 6760)), "u"),
    "far from like units": (
        (C16A,),
        (*(figure("C16a", unit, 20) for unit in "abcd"), figure("C16a", "u", 2)),
        "a b c d u",
    ),
    "the form's last period is not the stored one": (
        (C18,),
        (last_year("C18", 1700), figure("C18", "u", 1800, previous=1750)),
        "u",
    ),
    "no target at all": ((E01,), (figure("E01", "u", 11),), "u"),
    "a target some units have": ((E01,), (figure("E01", "v", 3, target=2), figure("E01", "u", 5)), "v u"),
}
GOLDEN = Path(__file__).with_name("figure_checks.golden.txt")


def test_the_whole_of_every_message() -> None:
    pages = []
    for name, (indicators, figures, units) in SHOWN.items():
        (problem,) = found(indicators, *figures, units=units)
        pages.append(f"== {name}: {problem.severity}\n{problem}\ngửi đơn vị: {problem.request or '—'}\n")
    assert "\n".join(pages) == GOLDEN.read_text("utf-8")


def test_every_kind_has_a_message_here_and_a_code_of_its_own() -> None:
    shown = [code for case in SHOWN.values() for code in codes(found(case[0], *case[1], units=case[2]))]
    assert set(shown) == {kind.code for kind in KINDS} == {f"D{number}" for number in range(201, 215)}
    assert len(KINDS) == 14
    assert len({rule.__name__ for rule, _ in CHECKS}) == len(CHECKS) == 10


def test_the_seeds_raise_only_what_a_person_should_look_at() -> None:
    thanh_tri = check(
        (C16A, C16B, C17A, C17B, C18, E01, E02), THANH_TRI_2020, ("thanh-tri",), YEAR_2020, "thanh-tri", names=NAMES
    )
    assert codes(thanh_tri) == ["D207"]  # 59,4 triệu for 297 tickets is 200.000 đồng each, and silent
    assert thanh_tri[0].severity is Severity.NOTE
    cluster = check((C04, C01, C02), CLUSTER_2_2019, CLUSTER_2, YEAR_2019, "cum-2", names=NAMES)
    assert codes(cluster) == ["D206"] * 5


@pytest.mark.parametrize(
    ("indicators", "figures"),
    [
        ((WHOLE, A09A, A09B), (figure("A08", "u", 32), figure("A09a", "u", 10))),  # a part not given is not 0
        ((WHOLE, A09A, A09B), (figure("A08", "u", 30), figure("A09a", "u", 10), figure("A09b", "u", 20))),
        ((PARTLY, A09A, A09B), (figure("A08", "u", 32), figure("A09a", "u", 10), figure("A09b", "u", 20))),
        ((PARTLY, A09A, A09B), (figure("A08", "u", None), figure("A09a", "u", 10), figure("A09b", "u", 20))),
        ((A01, WOMEN), (figure("A02", "u", 5200),)),
        ((A04, E02, E03), (figure("A04", "u", 1850), figure("E02", "u", 676), figure("E03", "u", 30))),
        ((A04, E02, E03), (last_year("A04", 1200), figure("A04", "u", 1850), figure("E02", "u", 676))),
        ((A04,), (last_year("A04", 1200), figure("A04", "u", 1190))),
        ((C06,), (figure("C06", "u", "91,66", numerator=11, denominator=12),)),
        ((C06,), (figure("C06", "u", "91,67", numerator=11, denominator=12),)),
        ((C06,), (figure("C06", "u", "91,6", numerator=11, denominator=12),)),
        ((C06,), (figure("C06", "u", 92, numerator=11, denominator=12),)),
        ((C06,), (figure("C06", "u", 90, numerator=11, denominator=12, qualifier=Qualifier.OVER),)),
        ((C06,), (figure("C06", "u", 0, numerator=0, denominator=0),)),
        ((I03, I01, A08), (figure("I01", "u", 30), figure("A08", "u", 20), figure("I03", "u", "1,5"))),
        ((A11, A01), (figure("A11", "u", 13),)),
        ((C33,), (figure("C33", "u", 6, numerator=6, denominator=6),)),
        ((C06,), (figure("C06", "u", 100),)),  # the only unit: its rate is the office's
        ((C16A, C16B), (figure("C16a", "u", 183), figure("C16b", "u", 82, qualifier=Qualifier.OVER))),
        ((C16A, C16B), (figure("C16a", "u", 0), figure("C16b", "u", 0))),
        ((C16A, C16B), (figure("C16b", "u", 5),)),
        ((C16A,), (last_year("C16a", 0), figure("C16a", "u", 500))),
        ((C16A,), (last_year("C16a", 1), figure("C16a", "u", 9))),
        ((C16A,), (last_year("C16a", 60), figure("C16a", "u", 599))),
        ((C16A,), (last_year("C16a", 60), figure("C16a", "u", 61, previous=60))),
        ((C16A,), (figure("C16a", "u", 61, previous=60),)),
        ((E01,), (figure("E01", "u", None),)),
        ((E01,), (figure("E01", "u", 11), figure("E01", "cum", None, target=12))),
    ],
)
def test_what_is_in_order_or_cannot_be_told_is_not_mentioned(
    indicators: tuple[Indicator, ...], figures: tuple[Figure, ...]
) -> None:
    assert found(indicators, *figures) == ()


@pytest.mark.parametrize(
    ("indicators", "figures", "expected"),
    [
        ((A04, E02, E03), (figure("A04", "u", 9, previous=5), figure("E02", "u", 1), figure("E03", "u", 0)), ["D203"]),
        ((C04, C01, C02), (figure("C04", "u", 50), figure("C01", "u", 8), figure("C02", "u", 6)), ["D204"]),
        ((C04, C01, C02), (figure("C01", "u", 8), figure("C02", "u", 9)), ["D205"]),
        ((C33,), (figure("C33", "u", 7, numerator=7, denominator=6),), ["D205"]),
        ((C33,), (figure("C33", "u", 7),), ["D206"]),
        ((C06,), (figure("C06", "u", "91,65", numerator=11, denominator=12),), ["D204"]),
        ((C16A,), (last_year("C16a", 60), figure("C16a", "u", 6)), ["D210"]),
        ((C16A,), (last_year("C16a", 60), figure("C16a", "u", 0)), ["D210"]),
        ((C16A,), (figure("C16a", "u", 600, previous=60),), ["D210"]),
        ((C16A, C16B), (figure("C16a", "u", 100), figure("C16b", "u", "0,3")), ["D208"]),
    ],
)
def test_other_ways_to_be_noticed(
    indicators: tuple[Indicator, ...], figures: tuple[Figure, ...], expected: list[str]
) -> None:
    assert codes(found(indicators, *figures)) == expected


def test_like_units_are_of_one_group_and_never_the_office_itself() -> None:
    small, big = [figure("C16a", u, 20) for u in "abcd"], [figure("C16a", u, 900) for u in "efghi"]
    groups = dict.fromkeys("efghi", "lớn")
    units = "a b c d cum e f g h i"
    assert codes(found((C16A,), *small, *big, figure("C16a", "cum", 1), units=units, groups=groups)) == []
    office = found((C16A,), *small, figure("C16a", "cum", 5000), figure("C16a", "u", 20), units="a b c d cum u")
    assert codes(office) == []
    few = found((C16A,), *small, figure("C16a", "u", 5000), units="a b c d u", limits=Limits(peers=6))
    assert codes(few) == []


@pytest.mark.parametrize(("value", "asks_unit"), [(1990, False), (2000, True)])
def test_a_unit_far_from_the_others_is_asked_itself_only_where_a_slip_is_likely(value: int, asks_unit: bool) -> None:
    (problem,) = found((C16A,), *(figure("C16a", u, 20) for u in "abcd"), figure("C16a", "u", value), units="a b c d u")
    assert problem.code == "D211"
    assert "mức giữa của các đơn vị là 20" in problem.what
    assert bool(problem.request) is asks_unit


def test_that_nothing_happened_is_not_held_against_what_happened_elsewhere() -> None:
    others = [figure("C16a", u, 200) for u in "abcd"]
    assert codes(found((C16A,), *others, figure("C16a", "u", 0), units="a b c d u")) == []
    members = [figure("A04", u, 200) for u in "abcd"]
    assert codes(found((A04,), *members, figure("A04", "u", 0), units="a b c d u")) == ["D211"]


def test_a_rate_of_rows_is_asked_about_at_its_numerator() -> None:
    above = replace(figure("C02", "u", 9), source=CELL)
    (problem,) = found((C04, C01, C02), figure("C01", "u", 8), above)
    assert problem.code == "D205"
    assert problem.what == f"C02 «{C02.name}» ghi 9 (ô E14) lớn hơn C01 «{C01.name}» ghi 8"
    assert problem.what in problem.request
    assert (problem.place.file, problem.place.sheet, problem.place.cell) == ("ba-dinh.xlsx", "Số liệu", "E14")


def test_a_part_above_its_whole_is_not_asked_about_again_as_a_rate() -> None:
    share = replace(C04, code="F02a", numerator="A02", denominator="A01")
    figures = (figure("A01", "u", 400), figure("A02", "u", 500))
    assert codes(found((A01, WOMEN, share), *figures)) == ["D201"]


def test_limits_are_the_offices() -> None:
    gifts = (figure("C16a", "u", 183), figure("C16b", "u", "82,5"))
    assert codes(found((C16A, C16B), *gifts, limits=Limits(cost_least=Decimal(500_000)))) == ["D208"]
    assert codes(found((C16A,), last_year("C16a", 60), figure("C16a", "u", 130), limits=Limits(times=2))) == ["D210"]


def test_the_office_without_any_targets_is_told_once() -> None:
    figures = [figure("E01", unit, 2) for unit in "abc"]
    assert codes(found((E01,), *figures, units="a b c")) == ["D213"]


def test_problems_come_by_unit_and_then_by_indicator() -> None:
    figures = [figure(code, unit, 500) for code in ("A02", "C33") for unit in "ab"] + [
        figure("A01", unit, 400) for unit in "ab"
    ]
    problems = found((A01, WOMEN, C33, A02), *figures, units="b a")[:4]
    assert [problem.place.text.split(", ")[0] for problem in problems] == ["b", "a"]


def test_a_round_that_starts_from_the_last_finds_what_a_fresh_one_finds() -> None:
    """Whatever one or two figures become: the units' own, those of the period before, the office's targets."""
    random, units = Random(4), [*(f"u{place}" for place in range(8)), "cum"]
    indicators = (A01, A02, A04, C06, E01, replace(E02, has_target=True))
    shelves: dict[Period, dict[tuple[str, str], Figure]] = {YEAR_2020: {}, YEAR_2019: {}}
    last, checked, kept = Round(), 0, 0
    for _ in range(300):
        for _ in range(random.randint(1, 2)):
            code, unit = random.choice(indicators).code, random.choice(units)
            period = random.choice((YEAR_2020, YEAR_2020, YEAR_2019))
            made = figure(code, unit, random.choice((0, 3, 5, 40, 400)), period)
            if random.random() < 0.2:
                made = replace(made, target=Decimal(30))
            shelves[period][code, unit] = made if random.random() < 0.7 else replace(made, value=None)
        groups = {unit: random.choice(("", "giáo dục")) if unit == "u3" else "" for unit in units}
        given = (indicators, shelves[YEAR_2020], shelves[YEAR_2019], units, YEAR_2020, "cum", {"u": "U"}, groups)
        fresh = check_round(*given)
        now = check_round(*given, last=last)
        assert now == fresh
        kept += sum(now.units[unit] is last.units.get(unit) for unit in units)
        checked, last = checked + len(units), now
    assert kept > checked / 4


def test_a_unit_is_checked_again_where_the_others_have_moved() -> None:
    """It is far from them now and is not any more, though nothing came from it."""
    units = [f"u{place}" for place in range(8)]

    def ask(others: int, last: Round | None) -> Round:
        values = {unit: 400 if unit == "u0" else others for unit in units}
        shelf = {("A04", unit): figure("A04", unit, value) for unit, value in values.items()}
        return check_round((replace(A04, has_target=False),), shelf, {}, units, YEAR_2020, "cum", last=last)

    near = ask(390, None)
    assert near.problems == ()
    assert [one.code for one in ask(5, near).problems] == ["D211"]

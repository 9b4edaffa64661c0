"""Grades of grassroots unions: counts, shares of those assessed, change on last year, and what is asked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from drafter.classification.checks import questions
from drafter.classification.summary import Classification, classify, moves
from drafter.indicators.totals import totals
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.period import Period
from drafter.model.register import Row, Value
from drafter.standards.catalogue import load_catalogue
from drafter.standards.grades import scale_for, sectors
from drafter.standards.registers import register_form

SCALE = scale_for(2025)
assert SCALE is not None
XS, TOT, HT, KHT = (grade.name for grade in SCALE.grades)
CATALOGUE = load_catalogue()


def union(name: str, sector: str = "HCSN", grade: str = "", **more: object) -> Row:
    values: dict[str, Value] = {"ten": name, "khoi": sector}
    given = {"xep-loai": grade, **{key.replace("_", "-"): value for key, value in more.items()}}
    for key, value in given.items():
        if value not in ("", None):
            values[key] = value if isinstance(value, str) else Decimal(str(value))
    return Row("LD", values, Source("xep-loai.xlsx", "Xếp loại", "A9"))


def of(*rows: Row) -> Classification:
    assert SCALE is not None
    return classify(rows, SCALE)


def codes(*rows: Row, **more: object) -> list[str]:
    return [problem.code for problem in questions(of(*rows), {}, **more)]  # type: ignore[arg-type]


def test_percents_are_of_those_assessed() -> None:
    found = of(union("A", grade=XS), union("B", grade=TOT), union("C", grade=TOT), union("D", ly_do="mới thành lập"))
    assert (found.whole.total, found.whole.assessed) == (4, 3)
    assert found.whole.share("HTTNV") == Fraction(200, 3)
    assert found.whole.share("HTXSNV", "HTTNV") == 100
    assert found.whole.apart == {"mới thành lập": 1}
    assert of(union("D", ly_do="mới thành lập")).whole.share("HTXSNV") is None


def test_a_line_for_each_sector_that_has_unions_in_the_order_of_the_table() -> None:
    found = of(union("A", "FDI", HT), union("B", "HCSN", XS), union("C", "nghiệp đoàn", TOT), union("D", "FDI", KHT))
    assert [line.sector.code for line in found.lines if line.sector] == ["HCSN", "FDI", "nghiệp đoàn"]
    assert [one.name for one in found.unions] == ["B", "A", "D", "C"]
    assert found.lines[1].by_grade == {"HTXSNV": 0, "HTTNV": 0, "HTNV": 1, "KHTNV": 1}
    assert sum(line.total for line in found.lines) == found.whole.total


def test_the_state_sector_and_the_others() -> None:
    found = of(
        union("A", "HCSN", XS), union("B", "DN nhà nước", HT), union("C", "FDI", TOT), union("D", "nghiệp đoàn", KHT)
    )
    assert found.of_state(True).share("HTXSNV", "HTTNV") == 50
    assert found.of_state(False).share("HTXSNV", "HTTNV") == 50


def test_moves_are_of_unions_assessed_in_both_years() -> None:
    before = of(union("A", grade=TOT), union("B", grade=XS), union("C", grade=HT), union("D", ly_do="mới thành lập"))
    now = of(
        union(" a ", grade=XS), union("B", grade=TOT), union("C", grade=HT), union("D", grade=HT), union("E", grade=XS)
    )
    found = moves(now, before)
    assert (found.up, found.down, found.same) == ((" a ",), ("B",), ("C",))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (union("A", grade=XS, diem=95), []),
        (union("A", grade=XS, diem=85), ["D320"]),
        (union("A", grade=TOT, diem=95), ["D321"]),
        (union("A", grade=TOT, diem=95, dieu_kien="chưa nộp kinh phí"), []),
        (union("A", grade=XS, diem=95, dieu_kien="chưa nộp kinh phí"), ["D322"]),
        (union("A", grade=XS, diem=105), ["D323"]),
        (union("A", grade=XS, ly_do="mới thành lập"), ["D324"]),
        (union("A"), ["D325"]),
        (union("A", grade="vững mạnh"), ["D327"]),
        (union("A", ly_do="ngừng hoạt động"), []),
    ],
)
def test_what_is_asked_of_one_union(row: Row, expected: list[str]) -> None:
    assert [code for code in codes(row) if code != "D299"] == expected


def test_the_same_union_twice_is_asked_about_once() -> None:
    assert codes(union("A", grade=XS), union("a", grade=XS), union("B", grade=XS)) == ["D326"]


def test_bands_that_nobody_confirmed_are_told_where_points_are_given() -> None:
    (problem,) = questions(of(union("A", grade=XS, diem=95)), {})
    assert problem.code == "D299"
    assert "hoàn thành xuất sắc nhiệm vụ từ 90 điểm" in problem.what
    assert "chưa kiểm chứng" in problem.what


def test_a_cap_of_the_best_grade_is_asked_about_only_where_the_office_has_one() -> None:
    rows = (*(union(f"X{n}", grade=XS) for n in range(3)), *(union(f"T{n}", grade=TOT) for n in range(10)))
    assert codes(*rows) == []
    assert codes(*rows, cap=Decimal(30)) == []
    assert codes(*rows, cap=Decimal(20)) == ["D328"]
    (problem,) = questions(of(*rows), {}, Decimal(20))
    assert "3 công đoàn cơ sở hoàn thành xuất sắc nhiệm vụ; khống chế 20% của 10" in problem.what


def test_counts_and_shares_tie_with_the_figures_of_the_year() -> None:
    year = Period.parse("2025")

    def figure(code: str, value: int | None = None, parts: tuple[int, int] | None = None) -> Figure:
        above, below = parts or (None, None)
        number = None if value is None else Decimal(value)
        over, under = (None if x is None else Decimal(x) for x in (above, below))
        return Figure(FigureKey(code, "LD", year), number, "", numerator=over, denominator=under)

    rows = (union("A", grade=XS), union("B", grade=TOT), union("C", grade=HT), union("D", "FDI", TOT))
    good = (figure("E06a", 1), figure("E06b", 2), figure("E06c", 1), figure("E06d", 0))
    shares = (figure("E07a", parts=(2, 3)), figure("E07b", parts=(1, 1)))
    sums = totals(CATALOGUE.indicators, (*good, *shares), ("LD",), year, "LD")
    assert questions(of(*rows), sums) == ()
    bad = totals(CATALOGUE.indicators, (figure("E06a", 2), figure("E07a", parts=(3, 3))), ("LD",), year, "LD")
    found = questions(of(*rows), bad)
    assert [problem.code for problem in found] == ["D329", "D329"]
    assert "số công đoàn cơ sở hoàn thành xuất sắc nhiệm vụ: sổ xếp loại là 1, chỉ tiêu E06a là 2" in found[0].what
    assert "khu vực nhà nước: sổ xếp loại là 66,66%, chỉ tiêu E07a là 100%" in found[1].what


def test_the_register_offers_the_sectors_and_the_grades_of_the_standards() -> None:
    form = register_form("xep-loai").by_code
    assert set(form["khoi"].choices) == {sector.code for sector in sectors()}
    old = scale_for(2014)
    assert old is not None
    assert SCALE is not None
    assert list(form["xep-loai"].choices) == [grade.name for grade in (*SCALE.grades, *old.grades)]

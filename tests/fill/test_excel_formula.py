"""Formulas taken apart, shifted and computed; lines counted and found again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.fill.excel.axis import Block, Growth, Loop, Origin, Structure
from drafter.fill.excel.formula import Ref, column_letters, column_number, parse_area, quoted_sheet, shifted, tokens
from drafter.fill.excel.formula_number import CellError, Unknown
from drafter.fill.excel.formula_value import evaluator


def refs(formula: str) -> list[tuple[str, str]]:
    return [(token.text, token.ref.grows) for token in tokens(formula) if token.ref is not None]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(F6:F6)", [("F6:F6", "list")]),
        ("SUM(F6,G6)", [("F6", "list"), ("G6", "list")]),
        ("SUM(F6*G6)", [("F6", "no"), ("G6", "no")]),
        ("SUMPRODUCT(F6*G6)", [("F6", "bands"), ("G6", "bands")]),
        ("F6+$G$7", [("F6", "no"), ("$G$7", "no")]),
        ('IF(A1="B2",C3,"x""D4")', [("A1", "no"), ("C3", "no")]),
        ("COUNTIF(F6,F6)", [("F6", "bands"), ("F6", "no")]),
        ("SUBTOTAL(9,F6)", [("F6", "list")]),
        ("VLOOKUP(A1,B1:C9,2,0)", [("A1", "no"), ("B1:C9", "hull")]),
        ("SUM(A:A,5:5)", [("A:A", "list"), ("5:5", "list")]),
        ("'Tổng hợp'!B2+DanhSach!C3", [("'Tổng hợp'!B2", "no"), ("DanhSach!C3", "no")]),
        ("'It''s'!A1", [("'It''s'!A1", "no")]),
        ("[1]Sheet1!A1", [("[1]Sheet1!A1", "no")]),
        ("LOG10(A1)+TongPhi2025+ATAN2(B1,C1)", [("A1", "no"), ("B1", "no"), ("C1", "no")]),
        ("Bang1[[#This Row],[A1]]+Bang1[B2]", []),
        ("_xlfn.MAXIFS(A1,B1,C1)", [("A1", "whole"), ("B1", "whole"), ("C1", "no")]),
        ("#REF!+S!#REF!+1E5", []),
        ("SUM((F6,F7))", [("F6", "list"), ("F7", "list")]),
        ("IF(SUM(F6)>0,AVERAGE(F6),F6)", [("F6", "list"), ("F6", "list"), ("F6", "no")]),
    ],
)
def test_references_are_found_and_know_whether_they_grow(formula: str, expected: list[tuple[str, str]]) -> None:
    assert refs(formula) == expected
    assert "".join(token.text for token in tokens(formula)) == formula


def test_a_shared_formula_is_read_as_excel_shows_it() -> None:
    assert shifted("F6+$F6+F$6+$F$6+SUM(A:A)+S!B2", 2, 1) == "G8+$F8+G$6+$F$6+SUM(B:B)+S!C4"


@pytest.mark.parametrize(
    ("name", "prefix"), [("S", "S!"), ("Danh sách", "'Danh sách'!"), ("A1", "'A1'!"), ("O'x", "'O''x'!")]
)
def test_sheet_names_are_quoted_where_they_must_be(name: str, prefix: str) -> None:
    assert quoted_sheet(name) == prefix


@given(st.integers(1, 16_384))
def test_columns_have_one_name(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_areas_beyond_a_sheet_are_no_areas() -> None:
    assert parse_area("XFE1") is None
    assert parse_area("A1048577") is None
    assert parse_area("B3:A1") == Ref(None, 1, 1, 3, 2, is_range=True)


class Values:
    """Cells for the evaluator: a dict from addresses like (row, column)."""

    def __init__(self, cells: dict[tuple[int, int], Any]) -> None:
        self.cells = cells

    def value(self, ref: Ref, here: Any) -> Any:
        return self.cells.get((ref.r1 or 0, ref.c1 or 0))

    def values(self, ref: Ref, here: Any, *, subtotal: int = 0) -> list[Any]:
        rows, cols = range(ref.r1 or 1, (ref.r2 or 9) + 1), range(ref.c1 or 1, (ref.c2 or 9) + 1)
        return [self.cells.get((row, col)) for row in rows for col in cols]

    def folded(self, refs: Any, here: Any, fold: Any) -> Any:
        return fold()

    def is_gone(self, ref: Ref, here: Any) -> bool:
        return False

    def named(self, text: str, here: Any) -> Ref | None:
        return parse_area("A1:A3", grows="list") if text == "Cot" else None


CELLS = Values({(1, 1): 1, (2, 1): Decimal("2.5"), (3, 1): "chữ", (4, 1): True, (1, 2): 10, (2, 2): 20, (3, 2): None})


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", 7), ("-2^2", 4), ("2^3^2", 64), ("10%", Decimal("0.1")), ("7/2", Decimal("3.5")), ("6/3", 2),
        ("A1+A2", Decimal("3.5")), ("A9+1", 1), ('A3&" số "&A1', "chữ số 1"), ("A1=1", True), ('"a"="A"', True),
        ("1<>2", True),
        ("SUM(A1:A4)", Decimal("3.5")), ("SUM(A1,TRUE,2)", 4), ("COUNT(A1:A4)", 2), ("COUNTA(A1:A5)", 4),
        ("COUNTBLANK(A1:A5)", 1), ("AVERAGE(A1:A4)", Decimal("1.75")), ("MIN(A1:B3)", 1), ("MAX(A1:B3)", 20),
        ("MAX(A9)", 0), ("SUBTOTAL(9,A1:A4)", Decimal("3.5")), ("SUBTOTAL(103,A1:A5)", 4), ("PRODUCT(A1:B2)", 500),
        ("IF(A1>0,B1,1/0)", 10), ("IF(A1<0,1)", False), ("IFERROR(1/0,5)", 5), ("AND(A1=1,B1=10)", True),
        ("NOT(A1)", False),
        ("ROUND(2.345,2)", Decimal("2.35")), ("ROUND(-2.5,0)", -3), ("ROUND(1234,-2)", 1200), ("ROUNDUP(2.01,0)", 3),
        ("TRUNC(-2.7)", -2), ("INT(-2.1)", -3), ("MOD(-1,3)", 2), ("ABS(-5)", 5), ('N("x")', 0),
        ('SUMIF(B1:B3,">=20",A1:A3)', Decimal("2.5")), ('COUNTIF(A1:A4,"chữ")', 1), ("COUNTIFS(B1:B2,10,A1:A2,1)", 1),
        ('SUMIFS(A1:A2,B1:B2,"<15")', 1), ("SUMPRODUCT(A1:A2,B1:B2)", 60), ("SUM(Cot)", Decimal("3.5")),
        ("TRUE", True), ('"a""b"', 'a"b'), ("AVERAGEIF(B1:B3,\">5\")", 15),
    ],
)  # fmt: skip
def test_a_formula_is_computed(formula: str, value: Any) -> None:
    compute = evaluator(formula)
    assert compute is not None
    result = compute(CELLS, None)
    assert result == value
    assert isinstance(result, bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    ("formula", "shown"), [("1/0", "#DIV/0!"), ("A3+1", "#VALUE!"), ("AVERAGE(A9:A9)", "#DIV/0!"), ("0^0", "#NUM!")]
)
def test_a_formula_whose_value_is_an_error_shows_it(formula: str, shown: str) -> None:
    compute = evaluator(formula)
    assert compute is not None
    with pytest.raises(CellError, match=shown.replace("?", r"\?")):
        compute(CELLS, None)


@pytest.mark.parametrize(
    "formula", ["VLOOKUP(A1,A1:B2,2,0)", "NOW()", "A1#", "SUM(A1:A3 A2:A4)", 'TEXT(A1,"0")', "{1,2}", "A1:", "(1", ""]
)
def test_what_is_not_understood_is_left_to_excel(formula: str) -> None:
    assert evaluator(formula) is None


def test_an_unknown_name_is_left_to_excel() -> None:
    compute = evaluator("SUM(KhongCo)")
    assert compute is not None
    with pytest.raises(Unknown):
        compute(CELLS, None)


# -- lines ----------------------------------------------------------------------------------------------------------

NESTED = Structure(frozenset({2, 4, 6, 8}), (Loop(0, 2, 8, 1, None), Loop(1, 4, 6, 3, 0)), (Block(2, 8),))
"""Row 1, a loop over rows 3-7 with a loop over row 5 inside, row 9."""


def grown(groups: list[int]) -> tuple[Growth, list[tuple[int, int | None]]]:
    """The growth, and by hand: for each output line its template line and group."""
    growth = Growth(NESTED)
    lines: list[tuple[int, int | None]] = [(1, None)]
    growth.block_begins(0)
    for number, size in enumerate(groups):
        growth.turn_begins(0)
        growth.line(3, 0)
        growth.turns(1, [5], size, 0)
        growth.line(7, 0)
        growth.turn_ends(0)
        lines += [(3, number), *[(5, number)] * size, (7, number)]
    growth.block_ends(0)
    return growth, [*lines, (9, None)]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 4), max_size=5))
def test_lines_are_found_where_they_came_out(groups: list[int]) -> None:
    growth, lines = grown(groups)
    for out, (line, _) in enumerate(lines, 1):
        assert growth.source(out)[0] == line
        assert out in growth.copies(line)
    for line in (1, 3, 5, 7, 9):
        assert list(growth.copies(line)) == [out for out, (source, _) in enumerate(lines, 1) if source == line]
    everything = sorted(
        out
        for line, first, count in growth.sources(1, len(lines))
        for out in growth.copies(line)[first : first + count]
    )
    assert everything == list(range(1, len(lines) + 1))


@settings(max_examples=60)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=5))
def test_a_group_means_its_own_rows_and_the_outside_means_all(groups: list[int]) -> None:
    growth, lines = grown(groups)
    every = [out for out, (line, _) in enumerate(lines, 1) if line == 5]
    assert growth.span(5, 5) == ((every[0], every[-1]) if every else None)
    for out, (line, group) in enumerate(lines, 1):
        if line == 7:
            mine = [other for other, (source, its) in enumerate(lines, 1) if source == 5 and its == group]
            assert growth.span(5, 5, origin=Origin(7, out)) == ((mine[0], mine[-1]) if mine else None)
        if line == 5:
            assert growth.span(4, 4, grows=False, origin=Origin(5, out)) == (out - 1, out - 1)
            assert growth.span(3, 3, grows=False, origin=Origin(5, out)) == (out - 1, out - 1)
            assert growth.span(5, 5, (True, False), origin=Origin(5, out)) == (min(
                other for other, (source, its) in enumerate(lines, 1) if source == 5 and its == group
            ), out)  # fmt: skip
    if every:
        runs = growth.runs(5, 5, (every[0], every[-1]))
        assert [out for first, last in runs for out in range(first, last + 1)] == every

"""Typed text → number, by the indicator's declared type: one reading, a question, or a refusal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.intake.numbers import Doubt, Reading, Unreadable, Why, read_typed
from drafter.model.figure import Qualifier
from drafter.model.indicator import ValueType
from drafter.wording.numbers import number

COUNT, MONEY, PERCENT, NUMBER = ValueType.COUNT, ValueType.MONEY, ValueType.PERCENT, ValueType.NUMBER
OVER, UNDER, ABOUT = Qualifier.OVER, Qualifier.UNDER, Qualifier.ABOUT

COUNTS = [
    ("0", "0"), ("7", "7"), ("02", "2"), ("007", "7"), ("183", "183"), ("1846", "1846"), ("1.846", "1846"),
    ("1.000", "1000"), ("12.000", "12000"), ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1,846", "1846"),
    ("1 846", "1846"), ("1\u00a0846", "1846"), ("1\u202f846", "1846"), ("12 345 678", "12345678"), ("12,0", "12"),
    ("12.0", "12"), ("1.846,0", "1846"), ("1,846.00", "1846"), ("１.８４６", "1846"), ("１２", "12"), (" 12 ", "12"),
    ("\ufeff12", "12"), ("1\u200b2", "12"), ("'02", "2"), ("12.", "12"), ("12;", "12"), ("+5", "5"), ("12 người", "12"),
    ("12 đồng chí", "12"), ("12 đ/c", "12"), ("1.846 đoàn viên", "1846"), ("12người", "12"), ("1,8 nghìn", "1800"),
    ("4,1 triệu", "4100000"), ("1,8 nghìn người", "1800"), ("45 ngàn", "45000"), ("2k", "2000"), ("-5", "-5"),
    ("−5", "-5"), ("(5)", "-5"), ("không có", "0"), ("Không phát sinh", "0"), ("chưa phát sinh", "0"),
    ("KHÔNG CÓ", "0"), ("kho\u0302ng co\u0301", "0"),
]  # fmt: skip
MISSING = [
    "", " ", "-", "–", "—", "--", "...", "…", "/", "x", "X", "?", "n/a", "N/A", "chưa có", "Chưa có số liệu",
    "không có số liệu", "chưa báo cáo", "không áp dụng", "đang tổng hợp",
]  # fmt: skip
HEDGED = [
    ("hơn 1.800", COUNT, "1800", OVER), ("Hơn 1.800 người", COUNT, "1800", OVER), ("trên 500", COUNT, "500", OVER),
    (">1.800", COUNT, "1800", OVER), ("gần 200", MONEY, "200", UNDER), ("gần 80 triệu đồng", MONEY, "80", UNDER),
    ("khoảng 45.000", COUNT, "45000", ABOUT), ("ước 45.000", COUNT, "45000", ABOUT), ("~ 200", COUNT, "200", ABOUT),
    ("ước tính khoảng 200", COUNT, "200", ABOUT), ("xấp xỉ 80%", PERCENT, "80", ABOUT),
    ("khoảng 80%", PERCENT, "80", ABOUT),
    ("hơn 1,8 tỷ đồng", MONEY, "1800", OVER), ("hơn 4,1 triệu lượt", COUNT, "4100000", OVER),
]  # fmt: skip
MONEYS = [
    ("82,5", "82.5"), ("82.5", "82.5"), ("59,4", "59.4"), ("0,5", "0.5"), ("0.123", "0.123"), ("0,123", "0.123"),
    ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567"), ("450,819", None), ("450,8190", "450.819"),
    ("482", "482"), ("½", "0.5"), ("1½", "1.5"), ("2¼", "2.25"), ("82,5 triệu đồng", "82.5"), ("82,5 triệu", "82.5"),
    ("482tr", "482"), ("3,1 tỷ đ", "3100"), ("3,1 tỷ đồng", "3100"), ("3,1 tỉ", "3100"), ("2 tỷ 340 triệu", "2340"),
    ("2 tỷ 340 triệu đồng", "2340"), ("1 tỷ 2 triệu 500 nghìn đồng", "1002.5"), ("59.400.000 đ", "59.4"),
    ("59.400.000 đồng", "59.4"), ("59.400.000đ", "59.4"), ("59.400.000 VNĐ", "59.4"), ("59.400 nghìn đồng", None),
    ("59400 nghìn đồng", "59.4"), ("200k", "0.2"), ("1.234 đồng", "0.001234"), ("-3,5", "-3.5"), ("0", "0"),
]  # fmt: skip
PERCENTS = [
    ("91,66%", "91.66"), ("91,66 %", "91.66"), ("91.66%", "91.66"), ("91,66", "91.66"), ("100", "100"), ("100%", "100"),
    ("103,96%", "103.96"), ("91.667", "91.667"), ("91,667%", "91.667"), ("1.234", "1.234"), ("70 phần trăm", "70"),
    ("９１,６６％", "91.66"), ("0,5%", "0.5"), ("0", "0"),
]  # fmt: skip
PARTS = [
    ("11/12", None, "11", "12"), ("11 / 12", None, "11", "12"), ("11/12 đơn vị", None, "11", "12"),
    ("1.100/1.200", None, "1100", "1200"), ("11/12 (91,66%)", "91.66", "11", "12"),
    ("91,66% (11/12)", "91.66", "11", "12"),
    ("11/12 = 91,66%", "91.66", "11", "12"), ("6/6 đơn vị (100%)", "100", "6", "6"), ("１１/１２", None, "11", "12"),
]  # fmt: skip
DOUBTS = [
    ("1.234", MONEY, ("1234", "1.234")), ("1,234", MONEY, ("1.234", "1234")), ("12.000", MONEY, ("12000", "12")),
    ("12,000", COUNT, ("12", "12000")), ("1,000", COUNT, ("1", "1000")), ("1.234 triệu đồng", MONEY, ("1234", "1.234")),
    ("hơn 1.800 triệu", MONEY, ("1800", "1.8")), ("1.846 nghìn", COUNT, ("1846000", "1846")),
    ("3.100", NUMBER, ("3100", "3.1")), ("không", COUNT, ("0", None)), ("Không", MONEY, ("0", None)),
]  # fmt: skip
REFUSED = [
    ("12,5", COUNT, Why.FRACTION), ("1.84", COUNT, Why.FRACTION), ("½", COUNT, Why.FRACTION),
    ("1,85 nghìn", COUNT, None),
    ("0,0005 nghìn", COUNT, Why.FRACTION), ("10-12", COUNT, Why.RANGE), ("10 đến 12", COUNT, Why.RANGE),
    ("11/12", COUNT, Why.PARTS), ("91,66%", COUNT, Why.PERCENT), ("12 đồng", COUNT, Why.MONEY),
    ("mười hai", COUNT, Why.WORDS),
    ("đã báo cáo", COUNT, Why.WORDS), ("1..846", COUNT, Why.WORDS), ("1.84.6", COUNT, Why.WORDS),
    ("12a3", COUNT, Why.WORDS),
    ("12 người", MONEY, Why.WORDS), ("5 triệu 2 tỷ", MONEY, Why.WORDS), ("100 USD", MONEY, Why.WORDS),
    ("0,5 đồng", MONEY, Why.FRACTION), ("2.000%", PERCENT, None), ("12 người", PERCENT, Why.WORDS),
    ("9" * 200, COUNT, Why.WORDS), ("1" + "0" * 28, COUNT, Why.WORDS), ("=1+1", COUNT, Why.WORDS),
    ("#REF!", COUNT, Why.WORDS),
]  # fmt: skip
UNITS = {COUNT: "người", MONEY: "triệu đồng", PERCENT: "%", NUMBER: "người/CĐCS"}


def test_the_tables_hold_at_least_120_rows() -> None:
    tables = (COUNTS, MISSING, HEDGED, MONEYS, PERCENTS, PARTS, DOUBTS, REFUSED)
    assert sum(map(len, tables)) >= 120
    assert (
        len({(text, *map(str, rest)) for text, *rest in [row for table in tables for row in map(_row, table)]}) >= 120
    )


def _row(row: object) -> tuple[object, ...]:
    return row if isinstance(row, tuple) else (row,)


@pytest.mark.parametrize(("text", "value"), COUNTS)
def test_a_count(text: str, value: str) -> None:
    assert read_typed(text, COUNT, "người") == Reading(Decimal(value))


@pytest.mark.parametrize("text", MISSING)
def test_nothing_said_is_missing_and_never_zero(text: str) -> None:
    for value_type in ValueType:
        assert read_typed(text, value_type, UNITS[value_type]) == Reading(None)


@pytest.mark.parametrize(("text", "value_type", "value", "qualifier"), HEDGED)
def test_a_hedge_is_kept(text: str, value_type: ValueType, value: str, qualifier: Qualifier) -> None:
    unit = "lượt người" if "lượt" in text else UNITS[value_type]
    assert read_typed(text, value_type, unit) == Reading(Decimal(value), qualifier)


@pytest.mark.parametrize(("text", "value"), MONEYS)
def test_money_in_millions(text: str, value: str | None) -> None:
    found = read_typed(text, MONEY, "triệu đồng")
    if value is None:  # a group of three after one separator
        assert isinstance(found, Doubt)
    else:
        assert found == Reading(Decimal(value))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("82,5 triệu", "đồng", "82500000"),
        ("82.500.000", "đồng", "82500000"),
        ("3,1 tỷ", "tỷ đồng", "3.1"),
        ("3100 triệu đồng", "tỷ đồng", "3.1"),
        ("200 nghìn", "nghìn đồng", "200"),
        ("13 triệu đồng/người/tháng", "triệu đồng/người/tháng", "13"),
        ("13,25", "triệu đồng/người/tháng", "13.25"),
        ("13.250.000 đ/người/tháng", "triệu đồng/người/tháng", "13.25"),
    ],
)
def test_money_is_converted_only_by_the_words_that_are_there(text: str, unit: str, value: str) -> None:
    assert read_typed(text, MONEY, unit) == Reading(Decimal(value))


@pytest.mark.parametrize(("text", "value"), PERCENTS)
def test_a_percent(text: str, value: str) -> None:
    assert read_typed(text, PERCENT, "%") == Reading(Decimal(value))


@pytest.mark.parametrize(("text", "value", "top", "bottom"), PARTS)
def test_a_rate_takes_its_parts(text: str, value: str | None, top: str, bottom: str) -> None:
    rate = Decimal(value) if value else None
    assert read_typed(text, PERCENT, "%", parts=True) == Reading(rate, Qualifier.EXACT, Decimal(top), Decimal(bottom))


@pytest.mark.parametrize(("text", "value_type", "readings"), DOUBTS)
def test_two_legal_readings_are_asked(text: str, value_type: ValueType, readings: tuple[str | None, ...]) -> None:
    expected = tuple(None if reading is None else Decimal(reading) for reading in readings)
    assert read_typed(text, value_type, UNITS[value_type]) == Doubt(expected)


@pytest.mark.parametrize(("text", "value_type", "why"), REFUSED)
def test_what_has_no_reading(text: str, value_type: ValueType, why: Why | None) -> None:
    found = read_typed(text, value_type, UNITS[value_type])
    if why is None:  # one legal reading is left: 1,85 nghìn is 1850, 2.000% can only be two percent
        assert found == Reading({"1,85 nghìn": Decimal(1850), "2.000%": Decimal(2)}[text])
    else:
        assert found == Unreadable(why)


def test_words_of_another_unit_are_handed_on() -> None:
    assert read_typed("12 vụ", COUNT, "người") == Reading(Decimal(12), other_words="vụ")
    assert read_typed("2.043 lượt đoàn viên", COUNT, "người") == Reading(Decimal(2043), other_words="lượt đoàn viên")
    assert read_typed("183 suất quà", COUNT, "suất") == Reading(Decimal(183))
    assert read_typed("24 công đoàn cơ sở", COUNT, "đơn vị", ("công đoàn cơ sở",)) == Reading(Decimal(24))


@given(st.integers(0, 10**12))
@settings(max_examples=60, deadline=None)
def test_a_count_as_drafter_prints_it_reads_back(value: int) -> None:
    assert read_typed(number(value), COUNT, "người") == Reading(Decimal(value))


@given(st.decimals(0, 10**9, places=2, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_money_as_drafter_prints_it_reads_back_or_is_asked(value: Decimal) -> None:
    found = read_typed(number(value), MONEY, "triệu đồng")
    assert found == Reading(value) or (isinstance(found, Doubt) and value in found.readings)


@given(st.text(max_size=30), st.sampled_from(list(ValueType)), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_has_an_answer(text: str, value_type: ValueType, parts: bool) -> None:
    found = read_typed(text, value_type, UNITS[value_type], parts=parts)
    assert isinstance(found, Reading | Doubt | Unreadable)
    if isinstance(found, Doubt):
        assert len(found.readings) > 1


@pytest.mark.parametrize(
    ("typed", "value"),
    [("8,9", "8.9"), ("8,9 triệu", "8.9"), ("8,9 triệu đồng", "8.9"), ("8.900.000 đồng", "8.9")],
)
def test_a_mean_of_money_is_read_as_money(typed: str, value: str) -> None:
    """Average income is a plain number whose unit is money: «8,9 triệu» is not 8.900.000 triệu."""
    assert read_typed(typed, NUMBER, "triệu đồng/người/tháng") == Reading(Decimal(value))

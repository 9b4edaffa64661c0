"""Number words: a table of the hard places, and a small reader of its own that reads every word back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.numbers import Exact
from drafter.wording.style import Billion, Style, ZeroTens
from drafter.wording.words import money_words, number_words, ordinal_words

D = Decimal

WORDS = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (44, "bốn mươi tư"),
    (55, "năm mươi lăm"),
    (91, "chín mươi mốt"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (183, "một trăm tám mươi ba"),
    (555, "năm trăm năm mươi lăm"),
    (1000, "một nghìn"),
    (1005, "một nghìn không trăm linh năm"),
    (1010, "một nghìn không trăm mười"),
    (1050, "một nghìn không trăm năm mươi"),
    (1100, "một nghìn một trăm"),
    (1846, "một nghìn tám trăm bốn mươi sáu"),
    (2043, "hai nghìn không trăm bốn mươi ba"),
    (10000, "mười nghìn"),
    (15005, "mười lăm nghìn không trăm linh năm"),
    (45000, "bốn mươi lăm nghìn"),
    (100001, "một trăm nghìn không trăm linh một"),
    (105000, "một trăm linh năm nghìn"),
    (162976, "một trăm sáu mươi hai nghìn chín trăm bảy mươi sáu"),
    (1000000, "một triệu"),
    (1000005, "một triệu không trăm linh năm"),
    (1005000, "một triệu không trăm linh năm nghìn"),
    (1015000, "một triệu không trăm mười lăm nghìn"),
    (2340000, "hai triệu ba trăm bốn mươi nghìn"),
    (82500000, "tám mươi hai triệu năm trăm nghìn"),
    (10**9, "một tỷ"),
    (10**9 + 5, "một tỷ không trăm linh năm"),
    (1800000000, "một tỷ tám trăm triệu"),
    (1005000000, "một tỷ không trăm linh năm triệu"),
    (1500 * 10**9, "một nghìn năm trăm tỷ"),
    (1005 * 10**9, "một nghìn không trăm linh năm tỷ"),
    (10**18, "một tỷ tỷ"),
    (-5, "âm năm"),
    (D("82.5"), "tám mươi hai phẩy năm"),
    (D("91.66"), "chín mươi mốt phẩy sáu mươi sáu"),
    (D("0.5"), "không phẩy năm"),
    (D("0.05"), "không phẩy không năm"),
    (D("3.15"), "ba phẩy mười lăm"),
    (D("0.125"), "không phẩy một hai năm"),
    (D("82.50"), "tám mươi hai phẩy năm"),
    (D("-0.5"), "âm không phẩy năm"),
]

LE = [
    (1005, "một nghìn không trăm lẻ năm"),
    (101, "một trăm lẻ một"),
    (1000005, "một triệu không trăm lẻ năm"),
]

MONEY = [
    (D("82.5"), "tám mươi hai triệu năm trăm nghìn đồng"),
    (D("0.71"), "bảy trăm mười nghìn đồng"),
    (1800, "một tỷ tám trăm triệu đồng"),
    (0, "không đồng"),
    (Fraction(1, 3), "ba trăm ba mươi ba nghìn ba trăm ba mươi ba đồng"),
]

ORDINALS = [
    (1, "thứ nhất"),
    (2, "thứ hai"),
    (3, "thứ ba"),
    (4, "thứ tư"),
    (5, "thứ năm"),
    (10, "thứ mười"),
    (12, "thứ mười hai"),
    (14, "thứ mười bốn"),
    (21, "thứ hai mươi mốt"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_number_words(value: int | Decimal, words: str) -> None:
    assert number_words(value) == words


@pytest.mark.parametrize(("value", "words"), LE)
def test_number_words_of_the_south(value: int, words: str) -> None:
    assert number_words(value, Style(zero_tens=ZeroTens.LE)) == words


@pytest.mark.parametrize(("millions", "words"), MONEY)
def test_money_words(millions: Exact, words: str) -> None:
    assert money_words(millions) == words


@pytest.mark.parametrize(("place", "words"), ORDINALS)
def test_ordinal_words(place: int, words: str) -> None:
    assert ordinal_words(place) == words


def test_billions_are_spelled_by_the_office() -> None:
    assert number_words(2 * 10**9, Style(billion=Billion.TY_I)) == "hai tỉ"


# --- a reader that shares nothing with the writer ---

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def heard(words: list[str]) -> int:
    """The whole number that a person hears."""
    for name, worth in (("tỷ", 10**9), ("tỉ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100)):
        if name in words:
            last = len(words) - 1 - words[::-1].index(name)
            return heard(words[:last]) * worth + heard(words[last + 1 :])
    if "mươi" in words:
        tens, ones = words[: words.index("mươi")], words[words.index("mươi") + 1 :]
        return 10 * heard(tens) + heard(ones)
    if words[:1] == ["mười"]:
        return 10 + heard(words[1:])
    return sum(UNITS[word] for word in words if word not in ("linh", "lẻ"))


def heard_decimal(text: str) -> Fraction:
    words = text.split()
    sign = -1 if words[0] == "âm" else 1
    words = words[1:] if sign < 0 else words
    if "phẩy" not in words:
        return Fraction(sign * heard(words))
    at = words.index("phẩy")
    behind = words[at + 1 :]
    spoken_as_number = len(behind) > 1 and ("mươi" in behind or behind[0] == "mười")
    digits = str(heard(behind)) if spoken_as_number else "".join(str(heard([word])) for word in behind)
    digits = "10" if behind == ["mười"] else digits
    return sign * (heard(words[:at]) + Fraction(int(digits), 10 ** len(digits)))


STYLES = st.builds(Style, zero_tens=st.sampled_from(ZeroTens), billion=st.sampled_from(Billion))


@settings(max_examples=300)
@given(st.one_of(st.integers(0, 2000), st.integers(-(10**12), 10**12), st.integers(0, 10**17)), STYLES)
def test_whole_numbers_are_heard_as_said(value: int, style: Style) -> None:
    assert heard_decimal(number_words(value, style)) == value


@settings(max_examples=200)
@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4, allow_nan=False), STYLES)
def test_decimals_are_heard_as_said(value: Decimal, style: Style) -> None:
    assert heard_decimal(number_words(value, style)) == Fraction(value)


def test_every_number_below_ten_thousand_is_heard_as_said_and_said_once() -> None:
    said = [number_words(value) for value in range(10_000)]
    assert [heard(words.split()) for words in said] == list(range(10_000))

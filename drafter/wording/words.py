"""Turn a number into Vietnamese number words: 1.005 is «một nghìn không trăm linh năm»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.wording.money import in_dong
from drafter.wording.numbers import Exact, exact, number
from drafter.wording.style import STANDARD, Style

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # hai mươi mốt, hai mươi tư, hai mươi lăm
_BILLION = 10**9
_SCALES: tuple[tuple[int, tuple[str, ...]], ...] = ((10**6, ("triệu",)), (10**3, ("nghìn",)), (1, ()))


def number_words(value: int | Decimal, style: Style = STANDARD) -> str:
    """The words of any whole or decimal number; tens that are empty are «linh» or «lẻ» as the style says.

    Below the first group every group says its hundreds («một triệu không trăm mười lăm nghìn»), an empty group is
    silent. Two decimals are read as a number unless they begin with zero («phẩy bảy mươi lăm»), others digit by digit.
    """
    whole, _, decimals = number(abs(exact(value))).replace(".", "").partition(",")
    words = _whole(int(whole), style) or [_DIGITS[0]]
    if decimals:
        words += ["phẩy", *_decimals(decimals, style)]
    return " ".join(["âm", *words] if value < 0 else words)


def money_words(millions: Exact, style: Style = STANDARD) -> str:
    """An amount in triệu đồng as the line «Bằng chữ» of a payment has it, to the whole đồng."""
    return f"{number_words(in_dong(millions), style)} đồng"


def ordinal_words(place: int) -> str:
    """«thứ nhất», «thứ hai», «thứ tư», «thứ mười hai», for «Phần thứ nhất» and «lần thứ tư». `place` is at least 1."""
    special = {1: "nhất", 4: "tư"}
    return f"thứ {special.get(place) or number_words(place)}"


def _whole(value: int, style: Style, inner: bool = False) -> list[str]:
    """Words of a number from 1 up, none of 0; `inner` when larger groups stand before it."""
    if value >= _BILLION:
        billions, rest = divmod(value, _BILLION)
        return [*_whole(billions, style, inner), style.billion.value, *_whole(rest, style, inner=True)]
    words: list[str] = []
    for scale, name in _SCALES:
        group = value // scale % 1000
        if group:
            words += [*_group(group, style, inner or bool(words)), *name]
    return words


def _group(value: int, style: Style, inner: bool) -> Sequence[str]:
    """Words of 1 to 999."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens == 0:
        if ones:
            words += [style.zero_tens.value, _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        changed = _AFTER_TENS if tens > 1 else {5: "lăm"}
        words.append(changed.get(ones, _DIGITS[ones]))
    return words


def _decimals(decimals: str, style: Style) -> Sequence[str]:
    if len(decimals) == 2 and decimals[0] != "0":
        return _group(int(decimals), style, inner=False)
    return [_DIGITS[int(digit)] for digit in decimals]

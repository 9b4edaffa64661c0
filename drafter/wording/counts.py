"""Turn a count into a number and its noun: «183 suất quà», «07 tập thể», «6/6 đơn vị», «02 năm»."""

from __future__ import annotations

from drafter.wording.lists import and_list
from drafter.wording.numbers import Exact, number
from drafter.wording.style import STANDARD, Style


def count(value: Exact, noun: str) -> str:
    """A plain count, never padded: «2 chương trình», «1.846 cuộc»."""
    return f"{number(value)} {noun}"


def padded(value: Exact, noun: str, style: Style = STANDARD) -> str:
    """A count of awards or of years: whole numbers from 1 to 9 get a leading zero if the style wants it («02 năm»)."""
    needs_zero = style.pad_below_ten and value in range(1, 10)
    return f"{'0' if needs_zero else ''}{number(value)} {noun}"


def out_of(part: Exact, whole: Exact, noun: str) -> str:
    """A count out of a count, never padded and without spaces: «6/6 đơn vị» (domain §4.2)."""
    return f"{number(part)}/{number(whole)} {noun}"


def recipients(collectives: int, individuals: int, style: Style = STANDARD) -> str:
    """Who was awarded: «01 tập thể và 44 cá nhân». A side with nobody is left out; empty when there is nobody."""
    sides = ((collectives, "tập thể"), (individuals, "cá nhân"))
    return and_list([padded(number_of, noun, style) for number_of, noun in sides if number_of])

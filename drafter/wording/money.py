"""Turn an amount in triệu đồng into money as a report writes it: «82,5 triệu đồng», «1,8 tỷ đồng», «450.000 đồng»."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from drafter.wording.numbers import Exact, decimals_of, exact, number, rounded
from drafter.wording.style import STANDARD, Style


class Scale(IntEnum):
    """A unit of money, as its worth in đồng."""

    DONG = 1
    THOUSAND = 1_000
    MILLION = 1_000_000
    BILLION = 1_000_000_000


def money(millions: Exact, style: Style = STANDARD, scale: Scale | None = None) -> str:
    """The amount in words and digits; it is never changed, only brought to the whole đồng (half up).

    With `scale` None the largest of tỷ and triệu is taken that holds at least one of it and needs no more than the
    style's `money_decimals`: 1.800 triệu is «1,8 tỷ đồng», 4.145 triệu stays «4.145 triệu đồng». What fits neither is
    written out in đồng, as papers do («450.000 đồng»); «nghìn đồng» is for tables that ask for it by `scale`.
    """
    dong = in_dong(millions)
    taken = scale or _fitting(dong, style)
    return f"{number(Fraction(dong, taken))} {scale_words(taken, style)}"


def in_dong(millions: Exact) -> int:
    """The same amount in whole đồng, half up."""
    return int(rounded(exact(millions) * Scale.MILLION, 0))


def scale_words(scale: Scale, style: Style = STANDARD) -> str:
    """The name of a unit of money: «đồng», «nghìn đồng», «triệu đồng», «tỷ đồng» or «tỉ đồng»."""
    prefix = {Scale.DONG: "", Scale.THOUSAND: "nghìn ", Scale.MILLION: "triệu ", Scale.BILLION: f"{style.billion} "}
    return f"{prefix[scale]}đồng"


def _fitting(dong: int, style: Style) -> Scale:
    for scale in (Scale.BILLION, Scale.MILLION):
        decimals = decimals_of(Fraction(dong, scale))
        if abs(dong) >= scale and decimals is not None and decimals <= style.money_decimals:
            return scale
    return Scale.DONG

"""The house style of an office: the choices between two correct ways of writing the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rounding(StrEnum):
    """What becomes of the digits that are not shown.

    TRUNCATE drops them, which is what real reports do: 11/12 is printed 91,66% and 3/7 42,85% (domain §0, fact 1).
    HALF_UP is the rounding of school books: 91,67% and 42,86%.
    """

    TRUNCATE = "truncate"
    HALF_UP = "half_up"


class TonePlacement(StrEnum):
    """Where the tone of an open oa, oe, uy stands; both are in use and neither is law."""

    OLD = "hòa"
    NEW = "hoà"


class Billion(StrEnum):
    """How 1.000 triệu is spelled."""

    TY_Y = "tỷ"
    TY_I = "tỉ"


class Yearly(StrEnum):
    """How «every year» is spelled; «mọi quý», «mọi tháng» follow it."""

    HANG_BREVE = "hằng năm"
    HANG_PLAIN = "hàng năm"


class Over(StrEnum):
    """The word of a figure whose true value is larger than shown."""

    HON = "hơn"
    TREN = "trên"


class ZeroTens(StrEnum):
    """The word for empty tens in number words: một trăm linh năm, một trăm lẻ năm."""

    LINH = "linh"
    LE = "lẻ"


@dataclass(frozen=True)
class Style:
    """What an office has chosen; every field has the default that most real reports show.

    `percent_mode`, `max_decimals` and `strip_trailing_zeros` are for percents and percentage points; whole percents
    are printed bare («104%») while zeros are stripped. `money_decimals` is the most decimals that «triệu đồng» and
    «tỷ đồng» may carry before a smaller unit is taken. `pad_below_ten` writes counts of awards and of years below ten
    with a leading zero («07 tập thể», «02 năm»), as the seeds do (domain §5.6).
    Raises ValueError for a number of decimals outside 0 to 6.
    """

    percent_mode: Rounding = Rounding.TRUNCATE
    max_decimals: int = 2
    strip_trailing_zeros: bool = True
    money_decimals: int = 2
    pad_below_ten: bool = True
    billion: Billion = Billion.TY_Y
    yearly: Yearly = Yearly.HANG_BREVE
    tone_placement: TonePlacement = TonePlacement.OLD
    over: Over = Over.HON
    zero_tens: ZeroTens = ZeroTens.LINH

    def __post_init__(self) -> None:
        for decimals in (self.max_decimals, self.money_decimals):
            if not 0 <= decimals <= 6:
                raise ValueError(f"số chữ số thập phân phải từ 0 đến 6, gặp {decimals}")


STANDARD = Style()

"""How an office makes its award papers: the order of lists, the rounding of bonuses, the place of certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ListOrder(StrEnum):
    """How an award list is ordered: by given name, by level, by form (highest first), or by the units of the office."""

    NAME = "ten"
    LEVEL = "cap"
    FORM = "hinh-thuc"
    UNIT = "don-vi"


@dataclass(frozen=True)
class CertificateLayout:
    """Where a certificate (giấy khen) is printed. All measures are in mm, to the right and downwards.

    `right` and `down` move everything, `moves` one field more («ho-ten»: (0, 3)). On a `preprinted` blank (phôi in sẵn)
    only what differs from person to person is printed. `tcvn3` writes the old TCVN3 code for .VnTime fonts.
    """

    right: float = 0
    down: float = 0
    moves: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    preprinted: bool = False
    tcvn3: bool = False


@dataclass(frozen=True)
class AwardChoices:
    """What an office's `drafter.toml` says of its award papers.

    `rounding` is a BonusRounding of standards. `council` is who judges the nominations, as a sentence has it.
    """

    order: ListOrder = ListOrder.FORM
    rounding: str = "lam-tron-len"
    council: str = "Hội đồng Thi đua - Khen thưởng"
    certificate: CertificateLayout = CertificateLayout()

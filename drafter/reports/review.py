"""What a review workbook holds: a row for each figure read out of past reports, and what the office decides of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from drafter.model.figure import Qualifier


class Decision(StrEnum):
    """What becomes of a row. REPLACE takes it in although another value is stored; OPEN: nobody has decided yet."""

    ACCEPT = "Nhận"
    CORRECT = "Sửa"
    REJECT = "Bỏ"
    REPLACE = "Thay số đã có"
    OPEN = ""


class RowKind(StrEnum):
    """What sort of statement a row is, in the words of the workbook."""

    ACTUAL = "kết quả"
    STOCK = "số hiện có"
    TARGET = "chỉ tiêu"
    EACH = "mức cho mỗi"


@dataclass(frozen=True)
class ReviewRow:
    """One figure with its reading. Money is in triệu đồng, a percent in percent.

    `indicator`, `period` and `organisation` are codes, empty where not known; `candidates` the likeliest indicators,
    the first of them `indicator`. `target` is in the unit of `value`; `whole` is the M of «N/M» that was counted.
    `doubt` is of 100, `reasons` say why, `questions` are the codes of what disagrees; `existing` is what the store has
    of the same figure, None where nothing. `why` are the words that decided the reading.
    """

    file: str
    place: str
    sheet: str
    quote: str
    context: str
    value: Decimal
    unit: str
    kind: RowKind
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | None = None
    indicator: str = ""
    candidates: tuple[str, ...] = ()
    confidence: tuple[Decimal, ...] = ()
    period: str = ""
    organisation: str = ""
    target: Decimal | None = None
    percent: Decimal | None = None
    whole: Decimal | None = None
    existing: Decimal | None = None
    doubt: int = 0
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    converted: str = ""
    decision: Decision = Decision.OPEN
    why: tuple[str, ...] = ()
    order: int = 0
    cell: str = field(default="", compare=False)

    @property
    def sure(self) -> bool:
        """Whether it may be taken in without a look."""
        return self.decision is Decision.ACCEPT

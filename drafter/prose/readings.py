"""The frozen types of what was read: a figure as a report states it, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from drafter.model.figure import Qualifier
from drafter.prose.passage import Span


class Kind(StrEnum):
    """What sort of statement a figure is.

    ACTUAL is a result; TARGET is what is planned; UNIT_AMOUNT is money for each (per gift, person, month); TOTAL_STOCK
    is a standing total at a time.
    """

    ACTUAL = "actual"
    TARGET = "target"
    UNIT_AMOUNT = "unit_amount"
    TOTAL_STOCK = "total_stock"


@dataclass(frozen=True)
class Candidate:
    """An indicator that a figure may belong to. `confidence` is between 0 and 1 against the others, `words` what spoke
    for it, `strength` how much: about 5 for a word right behind the number, 2 for one elsewhere in the sentence.
    """

    code: str
    confidence: float
    words: tuple[str, ...] = ()
    strength: float = 0.0


@dataclass(frozen=True)
class Reading:
    """One figure as a passage states it.

    `quote` is the text of `span`. `value` is in the base unit: money in đồng, a percent in percent; `upper` is the end
    of a range, None where there is one number only. `target` and `percent_of_target` are what the same words hold it
    against («vượt 31 %» is 131); `whole` is the M of «N/M» that was counted, not planned. `period` is as the passage
    words it, empty where it says none; `body` whose figure it is. `candidates` are the likeliest indicators, best
    first, empty where the catalogue has none. `why` are the words that decided, one reason each.
    """

    quote: str
    span: Span
    number: Span
    value: Decimal
    unit: str
    noun: str
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | None = None
    target: Decimal | None = None
    percent_of_target: Decimal | None = None
    whole: Decimal | None = None
    kind: Kind = Kind.ACTUAL
    period: str = ""
    body: str = ""
    candidates: tuple[Candidate, ...] = ()
    why: tuple[str, ...] = ()

"""An award (khen thưởng): a form or a title that a granter gives to a collective or a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.model.figure import Source
from drafter.model.period import Period


class Recipient(StrEnum):
    """Who receives an award: a collective (tập thể) or an individual (cá nhân)."""

    COLLECTIVE = "tập thể"
    INDIVIDUAL = "cá nhân"


@dataclass(frozen=True)
class Award:
    """One line of an award list: either a named recipient (`count` 1) or a bare count of unnamed ones.

    `form` is a code of the award catalogue (standards), `granter` the code of the granting body as the catalogue or
    the office names it. `name` is empty when only the number is known.
    """

    organisation: str
    period: Period
    form: str
    granter: str
    recipient: Recipient
    count: int = 1
    name: str = ""
    title: str = ""
    unit: str = ""
    reason: str = ""
    source: Source = Source()

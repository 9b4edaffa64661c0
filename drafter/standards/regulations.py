"""Turn a topic and a day into the regulations a paper of that day may cite, and a regulation into its citation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Regulation:
    """One regulation. `in_force` to `expires` are its days, both included.

    `in_force` is None where the day is not known: such a regulation is recognised in a paper but never chosen.
    `expires` is None where no successor was found. `signed` is the day of signing, None where only the `year` is known.
    `replaced_by` and `amends` are codes. `title` follows the number in a citation; of a law it is the name.
    """

    code: str
    type: str
    number: str
    title: str
    topic: str
    issuer: str = ""
    signed: date | None = None
    year: int | None = None
    in_force: date | None = None
    expires: date | None = None
    replaced_by: str = ""
    amends: str = ""
    note: str = ""
    source: str = ""
    unverified: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether it is in force that day; False where the day it came into force is not known."""
        return self.in_force is not None and self.in_force <= day and not self.expired_on(day)

    def expired_on(self, day: date) -> bool:
        """Whether it had ceased to be in force by that day."""
        return self.expires is not None and self.expires < day


@cache
def regulations() -> tuple[Regulation, ...]:
    """All that are known."""
    return tuple(Regulation(**entry) for entry in shipped("regulations.toml")["regulation"])


def regulation(code: str) -> Regulation | None:
    """The regulation of that code («QD-999-TLD»)."""
    return next((found for found in regulations() if found.code == code), None)


def in_force(topic: str, day: date) -> tuple[Regulation, ...]:
    """Those of a topic in force that day, a law before what amends it; empty where none is known."""
    found = [regulation for regulation in regulations() if regulation.topic == topic and regulation.holds_on(day)]
    return tuple(sorted(found, key=lambda regulation: (bool(regulation.amends), regulation.in_force or date.min)))


def find_by_number(number: str) -> Regulation | None:
    """The regulation with that number, however it is spaced («1689 /QĐ - TLĐ»); None for an unknown one."""
    wanted = _bare(number)
    return next((regulation for regulation in regulations() if _bare(regulation.number) == wanted), None)


def successor(regulation_: Regulation, day: date) -> Regulation | None:
    """What replaced an expired regulation as of that day, through as many steps as it takes; None where not known."""
    found: Regulation | None = regulation_
    while found is not None and found.expired_on(day):
        found = regulation(found.replaced_by)
    return found


def citation(cited: Regulation) -> str:
    """The regulation in full, as a paper cites it first (NĐ 30/2020, Phụ lục I, II.6.b).

    «Quyết định số 999/QĐ-TLĐ ngày 29 tháng 5 năm 2024 của Tổng Liên đoàn Lao động Việt Nam ban hành …»;
    a law goes by its name alone.
    """
    if cited.type == "Luật":
        return f"Luật {cited.title}"
    when = f" {_in_words(cited.signed)}" if cited.signed else f" năm {cited.year}" if cited.year else ""
    issuer = f" của {cited.issuer}" if cited.issuer else ""
    return f"{cited.type} số {cited.number}{when}{issuer} {cited.title}"


def short_citation(cited: Regulation) -> str:
    """How it is named after it was cited in full: type and number, or a law's name."""
    return f"Luật {cited.title}" if cited.type == "Luật" else f"{cited.type} số {cited.number}"


def _bare(number: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", number)).casefold()


def _in_words(day: date) -> str:
    """Days below ten and the months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I, II.4.b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"

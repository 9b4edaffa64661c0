"""An organisation (tổ chức công đoàn) as it stood on a day: level, parent, names, letterhead, signing block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Levels of the union. DISTRICT and LOCAL_BRANCH ended on 30/06/2025 (Luật 97/2025/QH15)."""

    CONFEDERATION = "tong-lien-doan"
    PROVINCE = "tinh"
    CENTRAL_BRANCH = "nganh-trung-uong"
    DISTRICT = "huyen"
    LOCAL_BRANCH = "nganh-dia-phuong"
    COMMUNE = "xa-phuong"
    GRASSROOTS = "co-so"
    CLUSTER = "cum-thi-dua"
    COMMITTEE = "uy-ban-kiem-tra"


@dataclass(frozen=True)
class Signer:
    """Who signs: `title` as in «CHỦ TỊCH», `name` without degrees. `deputy` signs for the head.

    A deputy writes «KT. CHỦ TỊCH» over the title, or, not `in_place_of_head`, signs for the collective without it: both
    are in use (format rule SG-05).
    """

    title: str
    name: str
    deputy: bool = False
    in_place_of_head: bool = True


@dataclass(frozen=True)
class Standing:
    """How an organisation stood from `valid_from` to `valid_to` (both included; None = open).

    `letterhead` is the block's lines: the upper union's (regular) then the issuer's own (bold), as they break.
    `authority` is the collective body that signs, e.g. «BAN THƯỜNG VỤ», empty where the head signs alone.
    `symbol` is the issuer's abbreviation in the number line, e.g. «LĐLĐ».
    """

    level: Level
    name: str
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    upper_lines: tuple[str, ...] = ()
    own_lines: tuple[str, ...] = ()
    symbol: str = ""
    place: str = ""
    authority: str = "BAN THƯỜNG VỤ"
    signer: Signer | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this standing is the one of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Organisation:
    """One organisation through time. `code` never changes; `sector` (khu vực) is the office's own grouping.

    `merged_into` and `merged_on` say where it went; `aliases` are other spellings seen for it. `order` is its place in
    the office's own list.
    """

    code: str
    standings: tuple[Standing, ...]
    aliases: tuple[str, ...] = ()
    sector: str = ""
    merged_into: str = ""
    merged_on: date | None = None
    order: int = 0

    @property
    def last_day(self) -> date | None:
        """The last day on which it stands; None where no end is known."""
        ends = [standing.valid_to for standing in self.standings]
        return None if None in ends else max(end for end in ends if end is not None)

    def on(self, day: date) -> Standing | None:
        """How it stood on that day; None if it did not exist then."""
        return next((standing for standing in self.standings if standing.holds_on(day)), None)

    def name_on(self, day: date) -> str:
        """Its name on that day, or the nearest one known when it did not exist then."""
        standing = self.on(day) or self.standings[-1]
        return standing.name

    @property
    def short_name(self) -> str:
        """The first alias, which offices use in tables, or the newest name."""
        return self.aliases[0] if self.aliases else self.standings[-1].name

"""Turn «Khen thưởng đã đạt» as an office writes it into earlier awards: form, year, decision and its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafter.awards.summary import folded
from drafter.standards.award_rules import Saying

_PIECE = re.compile(r"[;\n\r]+")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_UNTIL = re.compile(r"(?:thành tích|tính)?\s*đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DECISION = re.compile(r"\d+\s*/\s*(?:\d{4}\s*/\s*)?qđ(?:\s*-\s*[^\W\d_]+)*")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|đến)\s*((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d\d)(?![\d/])")
_NONE = frozenset(("", "không", "không có", "chưa có", "chưa", "-", "–", "0"))
_SHORT = {
    "bk": "bằng khen",
    "gk": "giấy khen",
    "hclđ": "huân chương lao động",
    "knc": "kỷ niệm chương",
    "cstđ": "chiến sĩ thi đua",
    "cstđcs": "chiến sĩ thi đua cơ sở",
    "chiến sỹ": "chiến sĩ",
    "lđtt": "lao động tiên tiến",
    "ttlđtt": "tập thể lao động tiên tiến",
    "ttlđxs": "tập thể lao động xuất sắc",
    "lđst": "lao động sáng tạo",
    "tlđ": "tổng liên đoàn",
    "tlđlđvn": "tổng liên đoàn",
    "tổng lđlđ": "tổng liên đoàn",
    "lđlđ": "liên đoàn lao động",
    "ttg": "thủ tướng",
    "ubnd": "ủy ban nhân dân",
    "uỷ ban": "ủy ban",
    "cđ": "công đoàn",
    "cđcs": "công đoàn cơ sở",
    "kỉ niệm": "kỷ niệm",
}
_SHORT_WORDS = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _SHORT), key=len, reverse=True))})\b")
_SIDE_SCHEMES = ("chuyên đề", "đột xuất", "đột suất")


@dataclass(frozen=True)
class Honour:
    """One earlier award. `year` is the year it was for, None where only the decision's day is told or nothing is.

    `decision` is the decision's number, `day` its day, `achieved_to` the last day of the achievement it names.
    `side` says that it was for a theme or a single deed, which is no basis for an award of the whole work (công trạng;
    NĐ 152/2025, Điều 4.3). `text` is what was written.
    """

    form: str
    year: int | None = None
    decision: str = ""
    day: date | None = None
    achieved_to: date | None = None
    side: bool = False
    text: str = ""

    @property
    def counted_from(self) -> date | None:
        """From when a next achievement counts: the end of the achievement or year named, else the decision (Đ33.7)."""
        return self.achieved_to or (date(self.year, 12, 31) if self.year else self.day)


def read_honours(text: str, sayings: Sequence[Saying]) -> tuple[tuple[Honour, ...], tuple[str, ...]]:
    """The earlier awards in a cell, one for each year it names, and the pieces that were not understood."""
    found: list[Honour] = []
    unread: list[str] = []
    for raw in _PIECE.split(text):
        piece = " ".join(raw.split()).strip(" .,-–")
        if folded(piece) in _NONE:
            continue
        form = spoken_form(piece, sayings)
        if form is None:
            unread.append(piece)
        else:
            found += _honours(form, piece)
    return tuple(found), tuple(unread)


def spoken_form(piece: str, sayings: Iterable[Saying]) -> str | None:
    """The form a piece names («BK LĐLĐ tỉnh»); what follows the decision's number names its issuer, not the award."""
    words = _DECISION.sub(" ", in_full(piece))
    return next(
        (
            said.form
            for said in sayings
            if all(part in words for part in said.all_of) and not any(part in words for part in said.none_of)
        ),
        None,
    )


def in_full(text: str) -> str:
    """The text folded, its short forms written out: «bằng khen liên đoàn lao động tỉnh»."""
    return _SHORT_WORDS.sub(lambda short: _SHORT[short[1]], folded(text))


def _honours(form: str, piece: str) -> list[Honour]:
    words = folded(piece)
    until = _UNTIL.search(words)
    achieved_to = _date(until) if until else None
    rest = words.replace(until[0], " ") if until else words
    dated = _DAY.search(rest) or _LONG_DAY.search(rest)
    decision = _DECISION.search(words)
    rest = _LONG_DAY.sub(" ", _DAY.sub(" ", _DECISION.sub(" ", rest)))
    shared = Honour(
        form=form,
        decision=re.sub(r"\s+", "", decision[0]).upper() if decision else "",
        day=_date(dated) if dated else None,
        achieved_to=achieved_to,
        side=any(scheme in words for scheme in _SIDE_SCHEMES),
        text=piece,
    )
    return [replace(shared, year=year) for year in _years(rest)] or [shared]


def _years(words: str) -> list[int]:
    """The years named, a stretch («2021-2023») as each of its years."""
    years = {year for first, last in _YEARS.findall(words) for year in range(int(first), int(last) + 1)}
    return sorted(years | {int(year) for year in _YEAR.findall(_YEARS.sub(" ", words))})


def _date(found: re.Match[str]) -> date | None:
    day, month, year = (int(number) for number in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None

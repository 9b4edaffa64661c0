"""Turn the years that a passage names into the words of time that lie ahead of what it tells."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.prose.passage import Passage

_YEAR = r"(?:19|20)\d{2}"
_TERM = re.compile(rf"({_YEAR})\s*(?:-|đến(?: năm)?)\s*({_YEAR})")
_NAMED = re.compile(rf"(?<![\d.,/-])(?:\d{{1,2}}/)*({_YEAR})(?![\d.,]*\d)(?!\s*(?:-|đến)\s*(?:năm )?{_YEAR})")
# «Đến năm 2028, 80% …», «nhiệm kỳ 2025 - 2030, kết nạp …»; at words of other first letters it is left at once
_AHEAD = re.compile(
    r"\b(?=[đtvhcng])(?:(?<!tính )(?<!nay )(?:đến|tới|trước|vào|hết|cuối)\s+(?:hết\s+|cuối\s+)?(?:ngày\s+|tháng\s+)?"
    rf"(?:\d{{1,2}}/){{0,2}}(?:năm\s+)?(?P<year>{_YEAR})\b"
    r"|(?<!nửa )(?<!đầu )(?<!giữa )(?<!kết thúc )(?<!trong )(?:nhiệm kỳ|giai đoạn)\s+"
    rf"(?P<start>{_YEAR})\s*-\s*(?P<stop>{_YEAR}))"
)
_SINCE = re.compile(r"\b(?:từ|so với)\b[^.;,]{0,30}$")


def ahead(passage: Passage, start: int, end: int) -> re.Match[str] | None:
    """The words between two places that name a time later than all that was named before them.

    None where nothing was named to hold it against.
    """
    for found in _named_ahead(passage):
        if found.start() < start or found.end() > end:
            continue
        if _SINCE.search(passage.plain, max(start, found.start() - 40), found.start()):
            continue
        plain, terms = _years_before(passage, found.start())
        year, stop = max(plain, default=0), max((term[1] for term in terms), default=0)
        if found["year"] and int(found["year"]) > max(year, *(term[0] for term in terms), 0) > 0:
            return found
        if found["start"] and (year or terms) and int(found["start"]) >= year and int(found["stop"]) > stop:
            return found
    return None


@lru_cache(maxsize=4)
def _named_ahead(passage: Passage) -> tuple[re.Match[str], ...]:
    return tuple(_AHEAD.finditer(passage.plain))


def _years_before(passage: Passage, place: int) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The years named before a place, and the first and last years of the terms named before it."""
    named, terms = _years(passage)
    return tuple(year for at, year in named if at < place), tuple(term for at, term in terms if at < place)


@lru_cache(maxsize=4)
def _years(passage: Passage) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, tuple[int, int]], ...]]:
    terms = tuple((found.start(), (int(found[1]), int(found[2]))) for found in _TERM.finditer(passage.plain))
    inside = {place for found in _TERM.finditer(passage.plain) for place in (found.start(1), found.start(2))}
    named = tuple(
        (found.start(1), int(found[1])) for found in _NAMED.finditer(passage.plain) if found.start(1) not in inside
    )
    return named, terms

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
    r"\b(?=[đtvhcngs])(?:(?<!tính )(?<!nay )(?:đến|tới|trước|vào|hết|cuối|sang)\s+"
    r"(?:hết\s+|cuối\s+)?(?:ngày\s+|tháng\s+)?"
    rf"(?:\d{{1,2}}/){{0,2}}(?:năm\s+)?(?P<year>{_YEAR})\b"
    r"|(?<!nửa )(?<!đầu )(?<!giữa )(?<!kết thúc )(?<!trong )(?:nhiệm kỳ|giai đoạn)\s+"
    rf"(?P<start>{_YEAR})\s*-\s*(?P<stop>{_YEAR}))"
)
# Where no year was named before it, a time at the head of a sentence lies ahead if nothing is told of it.
_TELLS = re.compile(
    r"\b(?:đã|đạt|có|còn|được|qua|kết quả|thực hiện|tổng|so với|tăng|giảm|chiếm|hiện|gồm|các cấp|số|tỷ lệ)\b"
)
_DONE = re.compile(r"\b(?:đã|kết quả|so với|hiện|đến nay|tăng|giảm)\b")
_RESULTS = re.compile(r"\b(?:kết quả|tổng kết|sơ kết|tình hình|đánh giá|báo cáo|thành tích|thực trạng|ưu điểm)\b")
_AT_HEAD = re.compile(r"\W*(?:(?:\d{1,2}|[a-hđ])[.)]\s*)?(?:bước )?")
_FOLLOWS = re.compile(r"\s*[,:]|\s+(?=\d|tổ chức|kết nạp|thành lập|mở|xây|tặng|trao)")
_DIGIT = re.compile(r"\d")
_SINCE = re.compile(r"\b(?:từ|so với)\b[^.;,]{0,30}$")


def ahead(passage: Passage, start: int, end: int) -> re.Match[str] | None:
    """The words between two places that name a time later than all that was named before them, or the first one
    named, where its sentence begins with it and tells of nothing done."""
    for found in _named_ahead(passage):
        if found.start() < start or found.end() > end:
            continue
        if _SINCE.search(passage.plain, max(start, found.start() - 40), found.start()):
            continue
        if found[0].startswith("sang"):  # «Sang năm 2013, …» is told as well by who looks back from 2014
            if _begins_ahead(passage, found):
                return found
            continue
        plain, terms = _years_before(passage, found.start())
        year, stop = max(plain, default=0), max((term[1] for term in terms), default=0)
        if found["year"] and int(found["year"]) > max(year, *(term[0] for term in terms), 0) > 0:
            return found
        if found["start"] and (year or terms) and int(found["start"]) >= year and int(found["stop"]) > stop:
            return found
        of_results = plain or terms or _RESULTS.search(passage.plain, 0, found.start())
        if not of_results and _begins_ahead(passage, found):
            return found
    return None


def _begins_ahead(passage: Passage, found: re.Match[str]) -> bool:
    """Whether a sentence begins with a time, tells of nothing done, and no later year is named."""
    text, here = passage.plain, passage.sentences[passage.sentence_at(found.start())]
    follows = _FOLLOWS.match(text, found.end())
    if not follows or not _AT_HEAD.fullmatch(text, here.start, found.start()):
        return False
    if found["start"] and follows[0].strip() != ":":  # «Giai đoạn 2016 - 2020, các cấp công đoàn kết nạp …»
        return False
    number = _DIGIT.search(text, found.end(), here.end)
    told = number is None or _TELLS.search(text, found.end(), number.start())
    if told or _DONE.search(text, found.end(), here.end):
        return False
    last = int(found["year"] or found["stop"])
    named, others = _years(passage)
    return all(year <= last for _, year in named) and all(term[1] <= last for _, term in others)


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

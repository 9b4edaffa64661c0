"""Turn the look of a paragraph, or how it begins, into the level of a heading."""

from __future__ import annotations

import re

_PART = re.compile(r"(?:phần|chương)\s+(?:thứ\s+)?(?:nhất|hai|ba|tư|năm|[ivx]+|\d+)\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,5}\s*[.)/\-–]\s*\S")
_LETTER = re.compile(r"[A-H]\s*[.)]\s*\S")
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]?\s+\S|(?P<first>\d{1,2})[.)]\S")
_LONGEST = 240


def heading_level(text: str, *, bold: bool = False, outline: int | None = None) -> int:
    """The level, 1 the highest; 0 for what is no heading.

    A numbered line is one where it is set in bold, or is short and ends in no full stop. `outline` is the level that
    the file itself gives it, from 0.
    """
    line = text.strip()
    if not line or len(line) > _LONGEST:
        return 0
    if outline is not None and outline < 9:
        return outline + 1
    ends = line.endswith((".", ";", ",", "!", "…"))
    if _PART.match(line):
        return 1
    shouted = line.isupper() and len(line) > 3
    if (_ROMAN.match(line) or _LETTER.match(line)) and (bold or shouted or not ends):
        return 2
    if found := _NUMBER.match(line):
        short = not ends and len(line) <= 140 and not re.search(r"\d[\d.,]*\s*(?:%|người|triệu|tỷ)", line[4:])
        if bold or short:
            return 3 + (found["number"] or "").count(".")
    return 2 if shouted and bold and not ends else 0

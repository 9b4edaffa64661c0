"""Turn the words before a number into how exactly it is meant: more than, nearly, about."""

from __future__ import annotations

import re

from drafter.model.figure import Qualifier

# A hedge that may stand before digits, for patterns that run up to them; before a quantity's span there is none.
MAYBE_HEDGED = r"(?:(?:hơn|gần|trên|khoảng|chừng|ước|quá|ngót)\s+)?"
_HEDGES = (
    (
        re.compile(r"(?:(?<!cấp )(?<!người )\btrên|(?<!cao )(?<!thấp )(?<!nhiều )(?<!lớn )\bhơn|\bquá|\bngoài)\s*$"),
        Qualifier.OVER,
    ),
    (re.compile(r"\b(?:gần|ngót|xấp xỉ gần|chưa đầy)\s*$"), Qualifier.UNDER),
    (re.compile(r"\b(?:khoảng|xấp xỉ|chừng|ước tính khoảng|ước tính|(?<!thỏa )ước|tầm|"
            r"(?<!tiến )(?<!trình )(?<!chế )(?<!mức )(?<!tốc )(?<!nhiệt )(?<!cường )(?<!thái )(?<!mật )độ|"
            r"(?<!thỏa )ước (?:làm lợi|đạt|thu|chi|trị giá|giá trị|thực hiện|có|"
            r"tính đạt)(?: được)?(?: khoảng)?)\s*$"), Qualifier.ABOUT),
)  # fmt: skip
# What a hedge of these ends in.
_LAST_WORDS = (
    "trên", "hơn", "quá", "ngoài", "gần", "ngót", "chưa đầy", "khoảng", "xấp xỉ", "chừng", "ước tính", "ước", "tầm",
    "độ", "làm lợi", "đạt", "thu", "chi", "trị", "thực hiện", "có", "được",
)  # fmt: skip


def hedge_before(plain: str, number: int) -> tuple[Qualifier, int]:
    """How the number at a place is hedged, and where the hedge begins: at the number without one."""
    before = plain[max(0, number - 24) : number]
    if not before.rstrip().endswith(_LAST_WORDS):  # as most numbers: the patterns need not be asked
        return Qualifier.EXACT, number
    for pattern, qualifier in _HEDGES:
        if match := pattern.search(before):
            return qualifier, number - len(before) + match.start()
    return Qualifier.EXACT, number

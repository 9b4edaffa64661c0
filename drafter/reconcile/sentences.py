"""Turn the words around changed figures into the sentences that a person must read again.

A verdict in words («vượt», «giảm») that no figure carries does not follow its figure. The template's own words do not
count, for the base has them too: asked about is what the officer has added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.reconcile.values import folded

VERDICT_WORDS = (
    "tăng", "giảm", "vượt", "chưa đạt", "không đạt", "đạt", "hoàn thành", "cao nhất", "thấp nhất", "nhiều nhất",
    "ít nhất", "cao hơn", "thấp hơn", "nhiều hơn", "ít hơn", "gấp", "bằng", "dẫn đầu", "xấp xỉ", "gần", "hơn", "tròn",
    "duy nhất", "một nửa", "quá nửa", "phần lớn", "hầu hết", "toàn bộ", "tất cả",
)  # fmt: skip
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(VERDICT_WORDS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_END = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_]|[-–+•])")


def verdict_words(text: str) -> list[str]:
    """The words of judgement in a text, in their order."""
    return [found.group().casefold() for found in _WORD.finditer(folded(text))]


def sentence_around(before: str, after: str) -> tuple[str, str]:
    """The parts of a figure's sentence before and after it, from those of its paragraph."""
    return _END.split(before)[-1] if before else "", _END.split(after)[0] if after else ""


def added_words(sentence: str, base: Iterable[str]) -> tuple[str, ...]:
    """The words of judgement of a sentence, figures left out, that none of the base's lines of that place had."""
    known: list[str] = [word for line in base for word in verdict_words(line)]
    added = []
    for word in verdict_words(sentence):
        if word in known:
            known.remove(word)
        else:
            added.append(word)
    return tuple(added)

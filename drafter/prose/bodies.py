"""Turn a passage into the bodies it names (unions, people's committees), and a place into whose figure stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.prose.passage import Passage, Span

_NAME = r"[A-ZÀ-ỸĐ][\wÀ-ỹđ]*(?:[ -][A-ZÀ-ỸĐ][\wÀ-ỹđ]*)*"
# The letters that a body may begin with stand first: at others the pattern is left at once.
_BODY = re.compile(
    r"(?=[TLCỦUBS])(?:(?:Tổng )?(?:Liên đoàn [Ll]ao động|LĐLĐ)(?: Việt Nam)?|Tổng Liên đoàn|Cụm thi đua(?: số \d+)?|"
    r"Ủy ban [Nn]hân dân|UBND|Công đoàn(?: cơ sở| ngành| Viên chức)?|CĐCS|Bộ|Sở)"
    rf"(?:\s+(?:tỉnh|thành phố|TP\.?|quận|huyện|thị xã|phường|xã|ngành|các KCN|Khu công nghiệp|Công ty|"
    rf"Trường))?(?:\s+{_NAME})?"
)


@dataclass(frozen=True)
class Body:
    """A body where a passage names it."""

    span: Span
    name: str


def named_bodies(passage: Passage) -> tuple[Body, ...]:
    """The bodies of a passage in order; a bare «Công đoàn» or «Bộ» names none."""
    found = ((match.start(), match.end(), " ".join(match[0].split())) for match in _BODY.finditer(passage.text))
    return tuple(
        Body(Span(start, end), name) for start, end, name in found if " " in name and not name.startswith("Bộ ")
    )


def body_at(span: Span, passage: Passage, bodies: Sequence[Body]) -> str:
    """The last body named before a statement in its sentence, else the first of the passage; empty for none."""
    sentence = passage.sentences[passage.sentence_at(span.start)]
    near = bisect_left(bodies, span.start, key=lambda body: body.span.start) - 1
    if near >= 0 and bodies[near].span.start >= sentence.start:
        return bodies[near].name
    return bodies[0].name if bodies else ""

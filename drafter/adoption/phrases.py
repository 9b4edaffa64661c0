"""Turn whole stretches of a text that a register or a list of figures prints into slots, before its numbers are read.

«LĐLĐ quận Tây Hồ (2 chương trình), Hà Đông (1 chương trình)» is one slot, and its numbers are no figures of the office.
A person who holds two posts, or two counts that are alike, are told apart by the words around.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.adoption.offers import Offer, Question, Role, Swap

_NEAR = 60  # letters within which a word on the other side still speaks for a stretch


@dataclass(frozen=True)
class Said:
    """A stretch that an expression prints. `code` is the figure it tells of, empty for none.

    `cues` are the words, in lower case, near which it is meant, `ahead` whether under a heading of the next period
    (None: under any). `strict`: without its words it is not meant at all. `needed`: the expression without which a line
    that says it is not there; empty for a line that always is. `name` is what people call it. An expression that begins
    with a control tag («{% for») is all that the template says.
    """

    text: str
    expression: str
    code: str = ""
    cues: tuple[str, ...] = ()
    ahead: bool | None = None
    strict: bool = False
    needed: str = ""
    name: str = ""


Phrases = Mapping[str, tuple[Said, ...]]
"""The stretches by their text, the longest first."""


def by_length(said: Iterable[Said]) -> Phrases:
    """Stretches of one text together, the longest text first; of a figure one."""
    found: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: -len(one.text)):
        alike = found.setdefault(one.text, [])
        if not one.code or one.code not in {other.code for other in alike}:
            alike.append(one)
    return {text: tuple(alike) for text, alike in found.items()}


def find_phrases(
    text: str, phrases: Phrases, *, ahead: bool, heard: Callable[[str], Sequence[str]]
) -> tuple[list[Swap], list[Question], tuple[str, ...]]:
    """The stretches of a text that become slots, those that are asked, and the expressions that its line depends on.

    `ahead`: the text stands under a heading of the next period. `heard` gives the codes of the figures that the words
    before a stretch may tell of, the likeliest first.
    """
    swaps: list[Swap] = []
    questions: list[Question] = []
    needed: list[str] = []
    for said, alike in phrases.items():
        for start in _places(text, said):
            end = start + len(said)
            taken = [*((one.start, one.end) for one in swaps), *((one.start, one.end) for one in questions)]
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            fitting = _meant(text, start, end, alike, ahead=ahead)
            if len(fitting) > 1:
                fitting = _heard(fitting, heard(text[:start]))
            if len(fitting) == 1:
                one = fitting[0]
                tag = one.expression if one.expression.startswith("{%") else "{{ " + one.expression + " }}"
                needed += [one.needed] if one.needed and one.needed not in needed else []
                swaps.append(Swap(start, end, tag, said, one.code, Role.VALUE if one.code else None))
            elif fitting:
                offers = tuple(Offer(one.expression, said, one.code or one.name, Role.VALUE) for one in fitting)
                questions.append(Question(start, end, offers))
    return sorted(swaps, key=lambda one: one.start), questions, tuple(needed)


def _places(text: str, said: str) -> Iterator[int]:
    first = r"(?<![\w/])" if said[:1].isalnum() else ""
    last = r"(?![\w/]|[.,]\d)" if said[-1:].isalnum() else ""
    return (found.start() for found in re.finditer(first + re.escape(said) + last, text))


def _meant(text: str, start: int, end: int, alike: Sequence[Said], *, ahead: bool) -> list[Said]:
    """Those whose words stand nearest; without any such words, those that need none."""
    near = {at: _distance(text.lower(), start, end, one.cues) for at, one in enumerate(alike)}
    told = {at: distance for at, distance in near.items() if distance is not None}
    if told:
        found = [alike[at] for at, distance in told.items() if distance == min(told.values())]
    else:
        found = [one for one in alike if not one.strict]
    timely = [one for one in found if one.ahead in (None, ahead)]
    return timely or found


def _distance(text: str, start: int, end: int, cues: Sequence[str]) -> int | None:
    """How far the nearest of some words is; None where there is none near."""
    found = []
    for cue in cues:
        before = text.rfind(cue, max(0, start - _NEAR), start)
        after = text.find(cue, end, end + _NEAR)
        found += [start - before - len(cue)] if before >= 0 else []
        found += [after - end] if after >= 0 and not re.search(r"[.;]", text[end:after]) else []
    return min(found, default=None)


def _heard(fitting: list[Said], codes: Sequence[str]) -> list[Said]:
    best = next((code for code in codes if any(one.code == code for one in fitting)), "")
    return [one for one in fitting if one.code == best] if best else fitting

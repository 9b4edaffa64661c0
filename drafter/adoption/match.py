"""Turn a text and what slots would print into slots where they print just what stands there.

Nothing is guessed from a number alone: a slot is tried against the text, letter for letter, and where several print the
same, the words of the sentence decide (as the reader of prose heard them), or it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafter.adoption.offers import Heard, Matched, Offer, Offers, Question, Role, Swap

_HEDGE = re.compile(r"(?<!cấp )\b(?:hơn|trên|gần|khoảng|dưới|xấp xỉ|chừng|ước)\s+$", re.IGNORECASE)
_OF_PLAN = re.compile(r"\s*(?:kế hoạch|chỉ tiêu|dự toán|kh\b|so với (?:kế hoạch|chỉ tiêu|dự toán))", re.IGNORECASE)
_PLANNED = re.compile(r"(?:chỉ tiêu|kế hoạch|dự toán|được giao|phấn đấu|giao)[^.;]{0,25}$", re.IGNORECASE)
_EARLIER = re.compile(r"(?:năm trước|cùng kỳ|năm \d{4})[^.;]{0,25}$", re.IGNORECASE)
_VERDICT = re.compile(r"(?<!\w)(chưa đạt|vượt|đạt)(?=\s+(?:chỉ tiêu|kế hoạch|dự toán)\b|\s*[.;)]|\s*$)", re.IGNORECASE)
_STOP = re.compile(r"[.!?](?=\s)|\n")
_SURE_DIGITS = 4  # a number of so many digits, or one with its own noun, is nobody else's by chance
_RANKS = (10, 6, 4)
_SIBLING = 2
_DATED = (Role.RESULT, Role.LISTED, Role.CHANGE)  # these name a period themselves («so với quý II năm 2025»)


def match_figures(
    text: str,
    offers: Offers,
    heard: Sequence[Heard],
    told: Sequence[tuple[int, int, str, str]] = (),
    over: Sequence[tuple[int, int]] = (),
    theirs: Sequence[tuple[int, int]] = (),
) -> Matched:
    """The figures of a text that slots print just so.

    `told` are the carriers that the file itself still has: start, end, code and aspect («#ty_le», empty for the value).
    `over` are stretches whose numbers are no figures: dates, numbers of papers and of headings. `theirs` are those that
    tell of one unit: a slot may print all of such a stretch, but nothing within it.
    """
    return _Matcher(text, offers, tuple(heard), tuple(told), tuple(over), tuple(theirs)).run()


@dataclass
class _Matcher:
    text: str
    offers: Offers
    heard: tuple[Heard, ...]
    told: tuple[tuple[int, int, str, str], ...]
    over: tuple[tuple[int, int], ...]
    theirs: tuple[tuple[int, int], ...] = ()
    swaps: list[Swap] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def run(self) -> Matched:
        found = sorted(self._occurrences(), key=lambda one: (one[0] - one[1], one[0]))
        for start, end, alike in found:
            if not self._free(start, end):
                continue
            chosen = self._chosen(start, end, alike)
            if chosen is not None:
                self.swaps.append(Swap(start, end, chosen.slot, chosen.text, chosen.code, chosen.role))
        for start, end, alike in found:
            if self._free(start, end) and len({one.code for one in self._fitting(start, end, alike)}) > 1:
                self.questions.append(Question(start, end, self._fitting(start, end, alike)))
        self._verdicts()
        return Matched(tuple(sorted(self.swaps, key=lambda one: one.start)), tuple(self.questions))

    def _free(self, start: int, end: int) -> bool:
        taken = [
            *((one.start, one.end) for one in self.swaps),
            *((one.start, one.end) for one in self.questions),
        ]
        return not any(start < stop and begin < end for begin, stop in taken)

    def _occurrences(self) -> Iterator[tuple[int, int, tuple[Offer, ...]]]:
        """Where offers stand in the text as numbers of their own, with no hedge before them that they do not print."""
        for said, alike in self.offers.items():
            if alike[0].role is Role.VERDICT:
                continue
            dated = alike[0].role in _DATED
            start = self.text.find(said)
            while start >= 0:
                end = start + len(said)
                before, after = self.text[:start], self.text[end:]
                whole = not re.search(r"[\w/]$|\d[.,]$|-$", before) and not re.match(r"[\w%/]|[.,]\d|-\w", after)
                passed = any(
                    begin < end and start < stop and not (dated and start < begin and stop <= end)
                    for begin, stop in self.over
                )
                passed = passed or any(begin <= start and end <= stop for begin, stop in self.theirs)
                if whole and not passed and not (said[0].isdigit() and _HEDGE.search(before)):
                    yield start, end, alike
                start = self.text.find(said, start + 1)

    def _chosen(self, start: int, end: int, alike: Sequence[Offer]) -> Offer | None:
        fitting = self._fitting(start, end, alike)
        if not fitting:
            return None
        weights = {one.code: self._weight(start, end, one) for one in reversed(fitting)}
        best = max(weights.values())
        codes = [code for code, weight in weights.items() if weight == best]
        if len(codes) > 1:
            return None
        first = next(one for one in fitting if one.code == codes[0])
        return first if best > 0 or (len(weights) == 1 and self._is_sure(first)) else None

    def _fitting(self, start: int, end: int, alike: Sequence[Offer]) -> tuple[Offer, ...]:
        """The offers whose role the words around allow; of one figure the best role."""
        found: dict[str, Offer] = {}
        heard = [one for one in self.heard if one.start < end and start < one.end]
        first = Role.TARGET if any(one.planned for one in heard) else None
        first = Role.PERCENT if any(one.percent for one in heard) else first
        for one in sorted(alike, key=lambda offer: offer.role is not first):
            if self._allows(start, end, one):
                found.setdefault(one.code, one)
        return tuple(found.values())

    def _allows(self, start: int, end: int, offer: Offer) -> bool:
        before, after = self.text[:start], self.text[end:]
        told = next((one for one in self.told if (one[0], one[1]) == (start, end)), None)
        if told is not None:
            return told[2] == offer.code and told[3] == _ASPECT.get(offer.role, "")
        match offer.role:
            case Role.RESULT | Role.LISTED | Role.CHANGE:
                return not after.strip() or after[0] in ".;,)"
            case Role.PERCENT:
                beside = any(one.percent and one.start < end and start < one.end for one in self.heard)
                return beside or _OF_PLAN.match(after) is not None or self._current(start) == offer.code
            case Role.TARGET:
                planned = any(one.planned for one in self.heard if one.start < end and start < one.end)
                return planned or _PLANNED.search(before) is not None
            case Role.BEFORE:
                return _EARLIER.search(before) is not None
            case Role.VALUE | Role.OF_TARGET | Role.NUMBER | Role.SHORT:
                return not (_OF_PLAN.match(after) and offer.text.endswith("%"))
        return False

    def _weight(self, start: int, end: int, offer: Offer) -> int:
        """How much speaks for a figure here: the file's own carrier, then what the reader heard of the sentence."""
        if any(begin < end and start < stop and code == offer.code for begin, stop, code, _ in self.told):
            return 100
        if offer.role in (Role.PERCENT, Role.TARGET) and self._current(start) == offer.code:
            return 50
        ranks = [
            _RANKS[min(one.codes.index(offer.code), len(_RANKS) - 1)]
            for one in self.heard
            if one.start < end and start < one.end and offer.code in one.codes
        ]
        return max(ranks, default=_SIBLING if _same_thing(self._current(start), offer.code) else 0)

    def _current(self, start: int) -> str:
        """The figure last named before this place in its sentence; empty for none."""
        stops = [one.end() for one in _STOP.finditer(self.text, 0, start)]
        floor = stops[-1] if stops else 0
        before = [one for one in self.swaps if floor <= one.start and one.end <= start and one.code]
        return max(before, key=lambda one: one.start).code if before else ""

    @staticmethod
    def _is_sure(offer: Offer) -> bool:
        if offer.role in (Role.RESULT, Role.LISTED, Role.CHANGE) or "chỉ tiêu" in offer.text:
            return True  # a count of targets is of nothing else
        words = re.sub(r"[\d.,/%]+", " ", offer.text).split()
        return len(words) >= 3 or sum(letter.isdigit() for letter in offer.text) >= _SURE_DIGITS

    def _verdicts(self) -> None:
        """«đạt», «vượt», «chưa đạt» after a figure whose verdict it is."""
        verdicts = {one.code: one for alike in self.offers.values() for one in alike if one.role is Role.VERDICT}
        for found in _VERDICT.finditer(self.text):
            start, end = found.span(1)
            offer = verdicts.get(self._current(start))
            if offer is not None and offer.text == found[1] and self._free(start, end):
                self.swaps.append(Swap(start, end, offer.slot, offer.text, offer.code, offer.role))


def _same_thing(code: str, other: str) -> bool:
    """Whether two figures tell of one thing: «F03a» activities, «F03b» those who took part."""
    return code != other and len(code) == len(other) == _LETTERED and code[:-1] == other[:-1]


_LETTERED = len("F03a")
_ASPECT = {
    Role.PERCENT: "#ty_le",
    Role.TARGET: "#chi_tieu",
    Role.VERDICT: "#danh_gia",
    Role.BEFORE: "#ky_truoc",
    Role.CHANGE: "#so_sanh",
}

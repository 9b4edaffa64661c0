"""Turn a statement into the indicators it may be a figure of, best first, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.prose.passage import Passage, Span
from drafter.prose.plans import Statement
from drafter.prose.quantities import MONEY, OTHER, PEOPLE, PERCENT, TURNS, UNITS
from drafter.prose.readings import Candidate, Kind

# How much a word weighs by where it stands: behind the number, before it in the clause, before the figures it shares
# the clause with, elsewhere in the sentence, in the sentence before.
_WEIGHTS = {"behind": 5.0, "before": 4.0, "shared": 3.0, "sentence": 2.0, "earlier": 0.8}
_OF_LAST = {
    MONEY: re.compile(r"trị giá|số tiền|kinh phí|giá trị|tổng cộng"),
    PERCENT: re.compile(r"^[^.;\d]{0,40}(?:chiếm|\()\s*(?:tỷ lệ\s*)?$"),
}
_NEVER = re.compile(r"(?!)")
_JOINT = re.compile(r"\s(?:và|cùng|với)\s|[,;]")
_ENOUGH = 1.0  # a figure whose best cue weighs less has no indicator
_PEOPLE_LIKE = {PEOPLE, TURNS, "lượt", OTHER}


@dataclass(frozen=True)
class _Cue:
    words: tuple[re.Pattern[str], ...]
    text: str
    against: bool
    weight: float


@dataclass(frozen=True)
class Recogniser:
    """Knows the indicators of a catalogue by the cues given for them and by their own names.

    `cues` gives codes their cues as (words, against): all words must be there.
    """

    indicators: Sequence[Indicator]
    cues: Mapping[str, Sequence[tuple[Sequence[str], bool]]]

    @cached_property
    def _known(self) -> Sequence[tuple[Indicator, tuple[_Cue, ...]]]:
        return [(indicator, tuple(self._cues(indicator))) for indicator in self.indicators]

    def _cues(self, indicator: Indicator) -> Iterable[_Cue]:
        given = self.cues.get(indicator.code, ())
        for words, against in given:
            yield _cue(words, against=against, weight=1.0 + 0.25 * sum(len(word.split()) for word in words))
        if not given:  # an office's own indicator: its name speaks for it
            for name in {indicator.name, indicator.short_name, indicator.noun} - {""}:
                yield _cue((_bare(name),), against=False, weight=1.5)

    def candidates(
        self,
        passage: Passage,
        one: Statement,
        kind: Kind,
        beside: tuple[Span | None, Span | None] = (None, None),
        most: int = 3,
    ) -> tuple[Candidate, ...]:
        """At most `most` indicators, best first; none where no cue stands near. `beside` are the figures next to it."""
        places = _places(passage, one, *beside)
        scored = []
        for indicator, cues in self._known:
            if not _fits(indicator, one):
                continue
            score, words = _score(cues, places)
            if score >= _ENOUGH:
                scored.append((score * _leaning(indicator, kind), indicator.code, words))
        scored.sort(key=lambda each: (-each[0], each[1]))
        best = scored[:most]
        whole = sum(score for score, _, _ in best) or 1.0
        return tuple(Candidate(code, round(score / whole, 3), words) for score, code, words in best)


def _cue(words: Sequence[str], *, against: bool, weight: float) -> _Cue:
    patterns = tuple(re.compile(rf"(?<!\w){re.escape(word).replace('_', '.{0,30}?')}(?!\w)") for word in words)
    return _Cue(patterns, " + ".join(words), against, weight)


def _bare(name: str) -> str:
    return re.sub(r"^(?:tổng số|số|trong đó:)\s+", "", re.sub(r"\s*\(.*?\)|[«»]", "", name.lower())).strip()


def _places(passage: Passage, one: Statement, last: Span | None, following: Span | None) -> Mapping[str, str]:
    """The text around a statement by nearness; what stands at the figures beside it is theirs."""
    plain, number = passage.plain, passage.sentence_at(one.quantity.number.start)
    sentence = passage.sentences[number]
    start, end = one.quantity.number.start, one.quantity.number.end
    clause = max(passage.clause_start(start), start - 110)
    stop = min(max(passage.clause_end(one.quantity.span.end), one.span.end), end + 90)
    if following is not None:
        stop = max(min(stop, following.start), one.quantity.span.end)
    shared = plain[clause:start]
    if last is not None and last.end > clause:
        joint = _JOINT.search(plain, last.end, start)
        shared, clause = plain[clause : last.start], joint.end() if joint else last.end
        if _OF_LAST.get(one.quantity.unit, _NEVER).search(plain[last.end : start]):
            clause = last.start  # the sum or the share is of what was just counted
    earlier = passage.sentences[number - 1] if number else None
    return {
        "behind": plain[end:stop],
        "before": plain[clause:start],
        "shared": shared,
        "sentence": plain[sentence.start : sentence.end],
        "earlier": plain[earlier.start : earlier.end] if earlier else "",
    }


def _score(cues: Sequence[_Cue], places: Mapping[str, str]) -> tuple[float, tuple[str, ...]]:
    """How much the cues say: the best counts whole, the others a little; a word weighs by its nearest place."""
    found: list[tuple[float, str]] = []
    near = places["before"] + " " + places["behind"]
    for cue in cues:
        if cue.against:
            if all(word.search(near) for word in cue.words):
                return 0.0, ()
            continue
        weights = [_nearest(word, places) for word in cue.words]
        if all(weights):
            found.append((sum(weights) / len(weights) * cue.weight, cue.text))
    found.sort(reverse=True)
    return sum(worth if at == 0 else 0.03 * worth for at, (worth, _) in enumerate(found)), tuple(
        text for _, text in found
    )


def _nearest(word: re.Pattern[str], places: Mapping[str, str]) -> float:
    return next((weight for where, weight in _WEIGHTS.items() if word.search(places[where])), 0.0)


def _fits(indicator: Indicator, one: Statement) -> bool:
    """Whether the unit of a statement can be that of the indicator."""
    unit, quantity = indicator.unit, one.quantity
    if quantity.unit == PERCENT:
        return indicator.value_type is ValueType.PERCENT or (
            one.percent is not None and indicator.value_type is ValueType.COUNT
        )
    if quantity.unit == MONEY:
        return indicator.value_type is ValueType.MONEY or unit.startswith("triệu đồng")
    if indicator.value_type is ValueType.MONEY or unit.startswith("triệu đồng"):
        return False
    if indicator.value_type is ValueType.PERCENT:
        return one.whole is not None or one.target is not None
    return _countable(unit, quantity.unit, quantity.noun)


def _countable(unit: str, found: str, noun: str) -> bool:
    if unit in ("người", "cá nhân"):
        return found in (PEOPLE, TURNS, "lượt")
    if unit in ("lượt người", "lượt ý kiến"):
        return found in (TURNS, PEOPLE, "lượt") or noun == unit
    if unit in ("đơn vị", "doanh nghiệp", "tập thể", "tổ chức", "ban", "ủy ban"):
        return found == UNITS or noun == unit
    if unit == "cuộc":
        return found in ("cuộc", OTHER)
    if unit in ("suất", "nhà"):
        return found == unit
    return found in (OTHER, "lượt") or noun in unit


def _leaning(indicator: Indicator, kind: Kind) -> float:
    """A standing total leans to stocks, a result to flows."""
    stock = indicator.kind is Behaviour.STOCK
    if kind is Kind.TOTAL_STOCK:
        return 1.5 if stock else 0.4
    return 0.35 if stock and indicator.unit in ("người", "đơn vị") else 1.0

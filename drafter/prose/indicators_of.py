"""Turn a statement into the indicators it may be a figure of, best first, by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.prose.nouns import MONEY, OTHER, PEOPLE, PERCENT, TURNS, UNITS
from drafter.prose.passage import Passage, Span
from drafter.prose.plans import Statement
from drafter.prose.quantities import ANY
from drafter.prose.readings import Candidate, Kind

# How much a word weighs by where it stands: behind the number, before it in the clause, before the figures it shares
# the clause with, elsewhere in the sentence, in the sentence before.
_NOUN, _BEHIND, _BEFORE, _SHARED, _SENTENCE, _EARLIER = 6.0, 5.0, 4.0, 3.0, 2.0, 0.8
_LONGEST_CUE = 5  # words; a longer cue weighs no more
_TOPIC = 0.8  # in the sentences before that, where nothing nearer speaks
_OF_LAST = {
    MONEY: re.compile(r"trị giá|số tiền|kinh phí|giá trị|tổng cộng|thành tiền|^[^.;\d]{0,50},\s*(?:tặng|hỗ trợ)\s*$"),
    PERCENT: re.compile(r"^[^.;\d]{0,70}(?:chiếm|đạt|bằng|tương đương|tương ứng|\()\s*(?:tỷ lệ\s*)?(?:là\s*)?$"),
}
_NEXT_ONES = re.compile(
    r"(?=\s*(?:,|;|và\b|cùng\b|thì\b))|[^.;\d]*?(?=\s+và\s+(?:đã|còn|có|được)\b)"
)  # the rest is the next one's
_NEVER = re.compile(r"(?!)")
_TOKEN = re.compile(r"[^\W_]+")
_OWN_NOUNS = frozenset(
    ("chỉ tiêu", "vé", "chuyến", "phòng", "sáng kiến", "tiết mục", "câu lạc bộ", "phong trào", "đợt")
)
_TARGETS = "chỉ tiêu"  # a percent of a plan is of what was planned, and not of how many plans there are
# «60 suất quà trị giá 18 triệu đồng cho con đoàn viên»: what stands behind the sum is told of the gifts too
_ITS_SUM = re.compile(r"\s*,?\s*(?:với )?(?:tổng )?(?:(?:trị )?giá(?: trị)?|kinh phí|số tiền|mỗi)\b[^.;\d]{0,30}")
_JOINT = re.compile(r"\s(?:và|cùng|với)\s|[,;]")
_MOST, _MOST_KEPT = 3, 2_000
_LIKELY, _FOLLOWS = 1.5, 2.0  # what a figure that follows another one's weighs more, and at least
_ENOUGH = 1.0  # a figure whose best cue weighs less has no indicator


@dataclass(frozen=True)
class _Cue:
    """A cue of an indicator: the numbers of its words in `Recogniser`'s list, and what it weighs."""

    words: tuple[int, ...]
    text: str
    against: bool
    weight: float


@dataclass(frozen=True)
class _Places:
    """The stretches around a statement by nearness, nearest first, and those where a word against it counts."""

    weighed: tuple[tuple[float, int, int], ...]
    near: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Recogniser:
    """Knows the indicators of a catalogue by the cues given for them and by their own names.

    `cues` gives codes their cues as (words, against): all words must be there; `follows` gives a code those that papers
    tell right after it («310 suất quà, tổng kinh phí 186 triệu đồng»). A passage is searched for every word
    once; what a statement may be is then looked up among the words that stand near it.
    """

    indicators: Sequence[Indicator]
    cues: Mapping[str, Sequence[tuple[Sequence[str], bool]]]
    follows: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _known(self) -> Sequence[tuple[Indicator, tuple[_Cue, ...]]]:
        return [(indicator, tuple(self._cues(indicator))) for indicator in self.indicators]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Every word of every cue and its number."""
        return {}

    @cached_property
    def _by_token(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The words by their first token: most stand in no given passage, and are then not looked for."""
        self._known  # noqa: B018 - it numbers the words
        found: dict[str, list[tuple[str, int]]] = {}
        for word, number in self._numbers.items():
            token = _TOKEN.search(word)
            found.setdefault(token[0] if token else "", []).append((word, number))
        return found

    @cached_property
    def _by_word(self) -> Mapping[int, Sequence[tuple[int, _Cue]]]:
        """The cues that speak for an indicator, and its place in `_known`, by the first of their words."""
        found: dict[int, list[tuple[int, _Cue]]] = {}
        for at, (_, cues) in enumerate(self._known):
            for cue in cues:
                if not cue.against:
                    found.setdefault(cue.words[0], []).append((at, cue))
        return found

    @cached_property
    def _against(self) -> Sequence[tuple[tuple[int, ...], ...]]:
        """Of each place in `_known` the words that speak it off."""
        return [tuple(cue.words for cue in cues if cue.against) for _, cues in self._known]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where in `_known` a code stands."""
        return {indicator.code: at for at, (indicator, _) in enumerate(self._known)}

    @cached_property
    def _fitting(self) -> dict[tuple[str, str, bool, bool], dict[int, Sequence[tuple[int, _Cue]]]]:
        """What `_fitting_cues` has said so far, by what is counted: nouns come again and again."""
        return {}

    def _cues(self, indicator: Indicator) -> Iterable[_Cue]:
        given = self.cues.get(indicator.code, ())
        for words, against in given:
            length = min(_LONGEST_CUE, sum(len(word.split()) for word in words))
            weight = 1.0 + 0.25 * length + 0.3 * (len(words) - 1)
            yield self._cue(words, against=against, weight=weight)
        if not given:  # an office's own indicator: its name speaks for it
            for name in sorted({indicator.name, indicator.short_name, indicator.noun} - {""}):
                yield self._cue((_bare(name),), against=False, weight=1.5)

    def _cue(self, words: Sequence[str], *, against: bool, weight: float) -> _Cue:
        numbers = tuple(self._numbers.setdefault(word, len(self._numbers)) for word in words)
        return _Cue(numbers, " + ".join(words), against, weight)

    def heard(self, passage: Passage) -> Heard:
        """Where the words of all cues stand in a passage; made once for all its statements."""
        found = [
            (start, end, number)
            for token in {word for _, word in passage.words}
            for word, number in self._by_token.get(token, ())
            for start, end in _occurrences(word, passage.plain)
        ]
        found.sort()
        return Heard(found, [start for start, _, _ in found])

    def candidates(
        self,
        passage: Passage,
        one: Statement,
        kind: Kind,
        heard: Heard,
        beside: tuple[Span | None, Span | None] = (None, None),
        after: str = "",
    ) -> tuple[Candidate, ...]:
        """At most three indicators, best first; none where no cue stands near. `beside` are the figures next to it,
        `after` is the indicator of the result before it in its sentence.
        """
        weights, near = heard.around(_places(passage, one, *beside))
        likely = frozenset(self.follows.get(after, ()))
        scored = self._scored(one, kind, weights, near, likely)
        if not scored:  # what the paragraph tells of stands some sentences before
            topic = dict.fromkeys(heard.within(*_topic(passage, one)), _TOPIC)
            scored = self._scored(one, kind, {**topic, **weights}, near, likely)
        scored.sort(key=lambda each: (-each[0], each[1]))
        best = scored[:_MOST]
        whole = sum(score for score, _, _ in best) or 1.0
        return tuple(Candidate(code, round(score / whole, 3), words, round(score, 2)) for score, code, words in best)

    def _scored(
        self, one: Statement, kind: Kind, weights: Mapping[int, float], near: frozenset[int], likely: frozenset[str]
    ) -> list[tuple[float, str, tuple[str, ...]]]:
        """Score, code and words of each indicator that enough of the words speak for: the best cue counts whole, the
        others a little; a word weighs by its nearest place.
        """
        heard: dict[int, list[tuple[float, str]]] = {}
        fitting = self._fitting_of(one)
        for number in weights:
            cues = fitting.get(number)
            if cues is None:
                cues = fitting[number] = self._fitting_cues(number, one)
            for at, cue in cues:
                if weight := _weight(cue, weights):
                    heard.setdefault(at, []).append((weight * cue.weight, cue.text))
        scored = []
        for at, found in heard.items():
            if any(near.issuperset(words) for words in self._against[at]):
                continue
            found.sort(reverse=True)
            score = found[0][0] + 0.03 * sum(worth for worth, _ in found[1:])
            indicator = self._known[at][0]
            score *= _LIKELY if indicator.code in likely else 1.0
            if score >= _ENOUGH:
                scored.append(
                    (score * _leaning(indicator, kind, one), indicator.code, tuple(text for _, text in found))
                )
        told = {code for _, code, _ in scored}
        for at in (self._places[code] for code in likely - told if code in self._places):
            if _fits(*self._known[at], one):
                indicator = self._known[at][0]
                scored.append((_FOLLOWS * _leaning(indicator, kind, one), indicator.code, ()))
        return scored

    def _fitting_cues(self, number: int, one: Statement) -> Sequence[tuple[int, _Cue]]:
        """The cues that begin with a word, of the indicators that a statement can be a figure of."""
        return [(at, cue) for at, cue in self._by_word.get(number, ()) if _fits(*self._known[at], one)]

    def _fitting_of(self, one: Statement) -> dict[int, Sequence[tuple[int, _Cue]]]:
        quantity = one.quantity
        based = one.whole is not None or one.target is not None
        if len(self._fitting) > _MOST_KEPT:
            self._fitting.clear()
        return self._fitting.setdefault((quantity.unit, quantity.noun, one.percent is not None, based), {})


def _weight(cue: _Cue, weights: Mapping[int, float]) -> float:
    """What the place of a cue's words weighs, near the farthest of them; nothing where one of them is not there."""
    if len(cue.words) == 1:
        return weights[cue.words[0]]
    places = [weights[word] for word in cue.words if word in weights]
    return (min(places) + sum(places) / len(places)) / 2 if len(places) == len(cue.words) else 0.0


def _topic(passage: Passage, one: Statement) -> tuple[int, int]:
    """The three sentences before a statement's own, and that."""
    number = passage.sentence_at(one.quantity.number.start)
    return passage.sentences[max(0, number - 3)].start, passage.sentences[number].end


@dataclass(frozen=True)
class Heard:
    """Where words of cues stand in a passage: (start, end, number of the word), in order.

    `known` are the stretches asked for so far: figures of one sentence ask for the same ones.
    """

    words: Sequence[tuple[int, int, int]]
    starts: Sequence[int]
    known: dict[tuple[int, int], Sequence[int]] = field(default_factory=dict)

    def around(self, places: _Places) -> tuple[Mapping[int, float], frozenset[int]]:
        """What each word that stands in one of the places weighs there, and the words in the near ones."""
        weights: dict[int, float] = {}
        for weight, start, end in reversed(places.weighed):  # the nearest has the last word
            weights.update(dict.fromkeys(self.within(start, end), weight))
        return weights, frozenset().union(*(self.within(start, end) for start, end in places.near))

    def within(self, start: int, end: int) -> Sequence[int]:
        """The numbers of the words that stand wholly in a stretch."""
        found = self.known.get((start, end))
        if found is None:
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            found = [number for _, stop, number in self.words[first:last] if stop <= end]
            self.known[start, end] = found
        return found


def _occurrences(word: str, plain: str) -> Iterable[tuple[int, int]]:
    """Where a word stands by itself; «_» in it stands for some letters between."""
    if "_" in word:
        for match in re.finditer(rf"(?<!\w){re.escape(word).replace('_', '.{0,30}?')}(?!\w)", plain):
            yield match.span()
        return
    start = plain.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and _is_letter(plain[start - 1])) and not (end < len(plain) and _is_letter(plain[end])):
            yield start, end
        start = plain.find(word, start + 1)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _bare(name: str) -> str:
    return re.sub(r"^(?:tổng số|số|trong đó:)\s+", "", re.sub(r"\s*\(.*?\)|[«»]", "", name.lower())).strip()


def _places(passage: Passage, one: Statement, last: Span | None, following: Span | None) -> _Places:
    """The text around a statement by nearness; what stands at the figures beside it is theirs."""
    plain, number = passage.plain, passage.sentence_at(one.quantity.number.start)
    sentence = passage.sentences[number]
    start, end = one.quantity.number.start, one.quantity.number.end
    clause = max(passage.label_start(start), start - 110)
    stop = min(max(passage.clause_end(one.quantity.span.end), one.span.end), end + 90)
    if following is not None:
        stop = max(min(stop, following.start), one.quantity.span.end)
        if joint := _NEXT_ONES.match(plain, one.quantity.span.end, stop):
            stop = joint.end()
        aside = plain.find("(", one.quantity.span.end, stop)
        stop = (
            aside if aside >= 0 and following.start < plain.find(")", aside) else stop
        )  # the bracket is the next one's
    shared = (clause, start)
    if last is not None and last.end > clause:
        joint = _JOINT.search(plain, last.end, start)
        shared, clause = (clause, last.start), joint.end() if joint else last.end
    of_last = _OF_LAST.get(one.quantity.unit, _NEVER)
    if last is not None and last.start >= sentence.start and of_last.search(plain[last.end : start]):
        clause = last.start  # the sum or the share is of what was just counted
    earlier = passage.sentences[number - 1] if number else Span(0, 0)
    between = shared
    if last is not None and last.start >= sentence.start:
        between = (max(last.end, plain.rfind(";", last.end, start)), start)
    whose = (end, end)
    if following is not None and _ITS_SUM.fullmatch(plain[one.quantity.span.end : following.start]):
        whose = (following.end, max(following.end, passage.clause_end(following.end)))
    weighed = (
        (_NOUN, end, one.quantity.span.end),
        (_BEHIND, end, stop),
        (_BEFORE, clause, start),
        (_SHARED, *shared),
        (_SHARED, *between),
        (_BEFORE, *whose),
        (_SENTENCE, sentence.start, sentence.end),
        (_EARLIER, earlier.start, earlier.end),
    )
    return _Places(weighed, ((clause, start), (end, stop), whose))


def _fits(indicator: Indicator, cues: Sequence[_Cue], one: Statement) -> bool:
    """Whether the unit of a statement can be that of the indicator; a cue that is the counted noun says so."""
    unit, quantity = indicator.unit, one.quantity
    if quantity.unit == ANY:
        return True
    if quantity.unit == PERCENT:
        planned = one.percent is not None and indicator.value_type is ValueType.COUNT
        return indicator.value_type is ValueType.PERCENT or (planned and unit != _TARGETS)
    if quantity.unit == MONEY:
        return indicator.value_type is ValueType.MONEY or unit.startswith("triệu đồng")
    if indicator.value_type is ValueType.MONEY or unit.startswith("triệu đồng"):
        return False
    if indicator.value_type is ValueType.PERCENT:
        return one.whole is not None or one.target is not None
    if quantity.unit == OTHER and any(cue.text == quantity.noun for cue in cues if not cue.against):
        return True
    return _countable(unit, quantity.unit, quantity.noun, stock=indicator.kind is Behaviour.STOCK)


def _countable(unit: str, found: str, noun: str, *, stock: bool) -> bool:
    if unit in _OWN_NOUNS:
        return noun.startswith(unit)
    if unit in ("người", "cá nhân", "người/CĐCS"):
        return found == PEOPLE or (found in (TURNS, "lượt") and not stock)
    if unit in ("lượt người", "lượt ý kiến"):
        return found in (TURNS, PEOPLE, "lượt") or noun == unit
    if unit in ("đơn vị", "doanh nghiệp", "tập thể", "tổ chức", "ban", "ủy ban"):
        return found == UNITS or (bool(noun) and noun.startswith(unit)) or (unit == "ủy ban" and noun == "ubkt")
    if unit == "cuộc":
        return found in ("cuộc", OTHER)
    if unit in ("suất", "nhà"):
        return found == unit
    return found in (OTHER, "lượt") or noun in unit


def _leaning(indicator: Indicator, kind: Kind, one: Statement) -> float:
    """A standing total leans to stocks, a result to flows, N/M to a count rather than to its share."""
    if indicator.value_type is ValueType.PERCENT and one.quantity.unit != PERCENT:
        return 0.7
    stock = indicator.kind is Behaviour.STOCK
    if kind is Kind.TOTAL_STOCK:
        return 1.5 if stock else 0.4
    return 1.0 if not stock else 0.3 if indicator.unit in ("người", "đơn vị") else 0.8

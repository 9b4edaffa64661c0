"""Turn a stretch of a report into its figures, each with what it counts, when, how sure, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from drafter.model.indicator import Indicator
from drafter.prose.bodies import body_at, named_bodies
from drafter.prose.indicators_of import Recogniser
from drafter.prose.kinds import kind_of
from drafter.prose.nouns import Nouns
from drafter.prose.numerals import numerals
from drafter.prose.passage import Passage, Span
from drafter.prose.passed_over import passed_over
from drafter.prose.periods import Periods, period_at
from drafter.prose.plans import Statement, statements
from drafter.prose.quantities import ANY, Quantity, quantities
from drafter.prose.readings import Candidate, Kind, Reading
from drafter.standards.reading import Vocabulary

_OF_WHOLE = re.compile(r"trong (?:số )?đó\b")


@dataclass(frozen=True)
class Reader:
    """Reads figures by a vocabulary and the indicators of a catalogue; made once, used for many texts."""

    vocabulary: Vocabulary
    indicators: tuple[Indicator, ...]
    _nouns: Nouns = field(init=False)
    _recogniser: Recogniser = field(init=False)

    def __post_init__(self) -> None:
        cues = {code: [(cue.words, cue.against) for cue in cues] for code, cues in self.vocabulary.cues.items()}
        object.__setattr__(self, "_nouns", Nouns(self.vocabulary.units, self.vocabulary.behind))
        object.__setattr__(self, "_recogniser", Recogniser(self.indicators, cues, self.vocabulary.follows))

    def read(self, text: str, period: str = "", body: str = "") -> tuple[Reading, ...]:
        """The figures of a text in order. `period` and `body` hold where the text names none."""
        return self.read_passage(Passage.of(text), period, body)

    def read_passage(self, passage: Passage, period: str = "", body: str = "") -> tuple[Reading, ...]:
        """The figures of a text that is a passage already."""
        numbers = numerals(passage, passed_over(passage), self._nouns)
        if not numbers:
            return ()
        periods, bodies = Periods.of(passage), named_bodies(passage)
        found: list[Reading] = []
        stated = statements(passage, quantities(passage, numbers, self._nouns))
        heard = self._recogniser.heard(passage)
        judged: list[tuple[Statement, Kind]] = []
        counted: Statement | None = None  # the last before that is no amount for each
        told = (-1, "")  # the sentence and the indicator of the result before
        for at, one in enumerate(stated):
            kind, why = kind_of(passage, one, judged)
            judged.append((one, kind))
            sentence = passage.sentence_at(one.span.start)
            beside = (counted.span if counted else None, stated[at + 1].span if at + 1 < len(stated) else None)
            between = passage.plain[counted.span.end : one.span.start] if counted else ""
            goes_on = told[0] == sentence or _OF_WHOLE.match(passage.plain, passage.sentences[sentence].start)
            after = told[1] if goes_on and ";" not in between else ""
            candidates = self._recogniser.candidates(passage, one, kind, heard, beside, after)
            aside = ")" in passage.plain[one.quantity.span.end : one.span.end + 30].split("(")[0]
            if candidates and kind is not Kind.UNIT_AMOUNT and not aside:
                told = (sentence, candidates[0].code)
            counted = counted if kind is Kind.UNIT_AMOUNT else one
            found.append(
                Reading(
                    quote=passage.text[one.span.start : one.span.end],
                    span=one.span,
                    number=one.quantity.number,
                    value=one.quantity.value,
                    unit=one.quantity.unit,
                    noun=one.quantity.noun,
                    qualifier=one.quantity.qualifier,
                    upper=one.quantity.upper,
                    target=one.target,
                    percent_of_target=one.percent,
                    whole=one.whole,
                    kind=kind,
                    period=period_at(passage, one.span, periods, ahead=not period) or period,
                    body=body_at(one.span, passage, bodies) or body,
                    candidates=candidates,
                    why=(*one.why, *((f"{kind.value}: «{why}»",) if why else ())),
                )
            )
        return tuple(found)

    def of_label(self, label: str, around: str = "") -> tuple[Candidate, ...]:
        """The indicators that a bare number beside a label may be a figure of; `around` is the heading above it."""
        passage = Passage.of(f"{around}\n{label}: 7" if around else f"{label}: 7")
        number = Span(len(passage.text) - 1, len(passage.text))
        one = Statement(Quantity(number, number, Decimal(7), ANY), number)
        return self._recogniser.candidates(passage, one, Kind.ACTUAL, self._recogniser.heard(passage))

"""Turn the lines of last year's paper into edits: loops first, then figures, words, and what is left of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from drafter.adoption.match import match_figures
from drafter.adoption.offers import Heard, Offers, Question, Role, Swap
from drafter.adoption.phrases import Phrases, find_phrases
from drafter.adoption.repeats import Listing, Repeat, find_inline, find_lines
from drafter.adoption.words import NUMBERING, Word, swap_words
from drafter.desk.adopting import problems as told
from drafter.desk.adopting.left import Mark, around, left_of, left_person, own_words
from drafter.desk.adopting.offers import key_parts
from drafter.model.problem import Place, Problem
from drafter.prose.nouns import MONEY, PERCENT
from drafter.prose.passage import Passage, Span
from drafter.prose.passed_over import passed_over
from drafter.prose.reader import Reader
from drafter.prose.readings import Kind, Reading
from drafter.recast.file import DOCUMENT, Line, Recast
from drafter.recast.lines import Edit
from drafter.render.slots import FigureSlot
from drafter.wording.hedges import holds
from drafter.wording.money import Scale
from drafter.wording.numbers import rounded
from drafter.wording.style import Rounding

_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " "})
_AMOUNT = re.compile(r"[\d.,]+\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*)?(?:đồng|đ\b)?")
_HEDGED = re.compile(r"(?<!cấp )\b(?:hơn|trên|gần|khoảng)\s+$", re.IGNORECASE)
_LONGEST_HEADING = 160
_HEADING = re.compile(r"\s*(?:Phần |PHẦN |Biểu |BIỂU |Bảng |BẢNG |Phụ lục |PHỤ LỤC |[IVX]+[.)]|[A-D][.)]|\d{1,2}[.)])")
_AHEAD = re.compile(r"phương hướng|nhiệm vụ (?:trọng tâm|năm|chủ yếu)|mục tiêu|chỉ tiêu (?:năm|phấn đấu|chủ yếu)")
_RESULTS = re.compile(r"^(?:thực hiện|kết quả|tỷ lệ|đạt|số lượng)\b")
_BEHIND = re.compile(r"kết quả|thực hiện|đánh giá|tình hình|đạt được")
_MONEY_UNITS = {"đồng": Scale.DONG, "nghìn đồng": Scale.THOUSAND, "triệu đồng": Scale.MILLION, "tỷ đồng": Scale.BILLION}


@dataclass(frozen=True)
class Material:
    """What lines are held against: offers by their text, figures, lists, words, the names that stay, a reader.

    `units` are the names of those whose figures are not the office's own, `period` and `following` the paper's period
    and the next in words.
    """

    offers: Offers
    slots: dict[str, FigureSlot]
    listings: tuple[Listing, ...]
    words: tuple[Word, ...]
    names: frozenset[str]
    reader: Reader
    plans: Offers
    phrases: Phrases
    units: Sequence[str]
    period: str
    following: str

    def codes_of(self, label: str) -> tuple[str, ...]:
        """The figures that a label may name, the likeliest first."""
        return tuple(one.code for one in self.reader.of_label(label)) if label else ()


@dataclass
class Adopted:
    """What became of the lines. `changed` are lines whose text will not come back letter for letter, as told."""

    slots: int = 0
    figures: int = 0
    loops: int = 0
    numbers: int = 0
    problems: list[Problem] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)


def adopt_lines(
    recast: Recast, material: Material, rows: Sequence[int] = (), columns: Mapping[int, str] | None = None
) -> Adopted:
    """Edit every line of the file.

    `rows` are the numbers of lines that a loop of rows has taken already, `columns` the figure of other lines in its
    columns, by line: what stands under it is its total. An empty one is a figure of a unit, which no slot prints.
    """
    walk = _Walk(recast, material, columns or {})
    walk.done |= set(rows)
    walk.loops()
    for line in recast.lines:
        walk.looks_ahead(line)
        if line.number not in walk.done and not line.framed:
            walk.line(line)
    return walk.found


@dataclass
class _Walk:
    recast: Recast
    material: Material
    columns: Mapping[int, str]
    found: Adopted = field(default_factory=Adopted)
    done: set[int] = field(default_factory=set)
    ahead: bool = False  # whether the lines are of what is to be done in the next period
    under_next: bool = False  # whether they stand under a heading that names the next period

    def looks_ahead(self, line: Line) -> None:
        """Keep in mind whether the text has come to the next period; a table of results has not, wherever it is."""
        if line.table is None:
            self.ahead = _looks_ahead(line.text, before=self.ahead)
            if _is_heading(line.text):
                self.under_next = self.ahead or self.material.following in line.text.lower()
        elif line.row == 0 and _RESULTS.search(line.text.lower()):
            self.ahead = False

    def loops(self) -> None:
        """Lines that print a list, entry by entry."""
        lines = [line for line in self.recast.lines if line.table is None and line.part == DOCUMENT]
        texts = [line.text.translate(_SPACES) for line in lines]
        repeats: list[Repeat] = []
        for listing in self.material.listings:
            free = [line.number not in self.done and not line.framed for line in lines]
            repeat = find_lines(texts, listing, free)
            if repeat is not None:
                self.done |= {lines[repeat.first + at].number for at in range(repeat.count)}
                repeats.append(repeat)
        for repeat in repeats:
            kept = lines[repeat.kept]
            self._finish(kept, repeat.swaps)
            otherwise = repeat.listing.otherwise
            after = ["{%p else %}", "{{ " + otherwise + " }}"] if otherwise else []
            head = "{%p for " + repeat.variable + " in " + repeat.listing.expression + " %}"
            taken = [one.number for one in lines[repeat.first : repeat.first + repeat.count]]
            self.recast.loop_lines(taken, kept.number, head, [*after, "{%p endfor %}"])
            self.found.loops += 1

    def line(self, line: Line) -> None:
        """One line that no loop has taken."""
        text = line.text.translate(_SPACES)
        if not text.strip():
            return
        if self.columns.get(line.number) == "":
            self._finish(line, (), quiet=True)  # the table is told of as a whole
            return
        swaps: list[Swap] = []
        for listing in self.material.listings:
            inline = find_inline(text, listing)
            if inline is not None and not _meets(inline[0], inline[1], swaps):
                swaps.append(Swap(*inline, text[inline[0] : inline[1]], code=listing.expression))
                self._only_if(line, listing.expression)
                self.found.loops += 1
        phrases, asked, needed = find_phrases(
            _blanked(text, swaps), self.material.phrases, ahead=self.ahead or self.under_next, heard=self._codes_of
        )
        swaps += phrases
        for expression in needed:
            self._only_if(line, expression)
        readings = self.material.reader.read(text) if line.table is None else ()
        heard = tuple(map(_heard, readings)) if line.table is None else self._cell(line, text)
        self.found.numbers += len(heard)
        carried = [
            (start, end, *key_parts(key)) for number, start, end, key in self.recast.carried if number == line.number
        ]
        blank = _blanked(text, [*swaps, *asked])
        over = [
            (one.span.start, one.span.end) for one in passed_over(Passage.of(text)) if not _is_told(one.span, carried)
        ]
        numbering = NUMBERING.match(text)
        over += [numbering.span()] if numbering and line.table is None else []
        ahead = self.ahead and line.number not in self.columns
        offers = self.material.plans if ahead else self.material.offers
        theirs = [*self._of_units(text, readings)]
        matched = match_figures(blank, offers, heard, [] if ahead else carried, over, theirs)
        swaps += matched.swaps
        questions = [*asked, *matched.questions]
        if not ahead:
            own = [one for one in readings if not _inside(one.number, theirs)]
            swaps += self._other_spellings(line, blank, own, swaps, questions)
        self._finish(line, swaps, questions, readings)

    def _only_if(self, line: Line, expression: str) -> None:
        self.recast.loop_lines([line.number], line.number, "{%p if " + expression + " %}", ["{%p endif %}"])

    def _codes_of(self, before: str) -> tuple[str, ...]:
        """The figures that the words before a place may tell of."""
        return self.material.codes_of(before[before.rfind(". ") + 1 :].strip(" :-"))

    def _of_units(self, text: str, readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
        """Stretches that tell of one unit: in brackets behind its name, or read as its own."""
        for name in self.material.units:
            for found in re.finditer(re.escape(name) + r"\s*(\([^()]*\))", text):
                yield found.span(1)
        for one in readings:
            if one.body and any(one.body.lower().endswith(name.lower()) for name in self.material.units):
                yield one.span.start, one.span.end

    def _cell(self, line: Line, text: str) -> tuple[Heard, ...]:
        """A cell is heard by the label of its row, under the head of its column."""
        if not any(letter.isdigit() for letter in text):
            return ()
        if line.number in self.columns:
            return (Heard(0, len(text), (0, len(text)), (self.columns[line.number],)),)
        same = [one for one in self.recast.lines if one.table == line.table and one.number != line.number]
        label = max((one.text for one in same if one.row == line.row and one.text[:1].isalpha()), key=len, default="")
        head = self._head(line)
        codes = tuple(one.code for one in self.material.reader.of_label(label, head))
        planned = re.search(r"kế hoạch|chỉ tiêu|giao|dự toán", head.lower()) is not None and "%" not in text
        percent = re.search(r"tỷ lệ|tỉ lệ|%|đạt", head.lower()) is not None and "%" in text
        return (Heard(0, len(text), (0, len(text)), codes, planned, percent),) if label else ()

    def _head(self, line: Line) -> str:
        """What stands above a cell in the first row of its table."""
        above = (one for one in self.recast.lines if one.table == line.table and one.row == 0)
        return next((one.text for one in above if one.cell == line.cell), "") if line.row else ""

    def _finish(
        self,
        line: Line,
        swaps: Sequence[Swap],
        questions: Sequence[Question] = (),
        readings: Sequence[Reading] = (),
        *,
        quiet: bool = False,
    ) -> None:
        """Words, then what is left, then the edits."""
        text = line.text.translate(_SPACES)
        taken = [*((one.start, one.end) for one in swaps), *((one.start, one.end) for one in questions)]
        worded = swap_words(text, self.material.words, taken)
        taken += [(one.start, one.end) for one in worded]
        edits = [Edit(one.start, one.end, one.tag) for one in (*swaps, *worded)]
        own = (entry.get("", "") for listing in self.material.listings for entry in listing.entries)
        marks: list[Mark] = [*own_words(text, taken, own, self.material.period)]
        marks += [*self._asked(text, questions), *left_of(text, taken, swaps, readings, self.material.names)]
        marks += left_person(text, self._head(line), taken) if line.table is not None else ()
        edits += [Edit(start, end) for start, end, _ in _apart(marks)]
        self.found.problems += [] if quiet else [problem for _, _, problem in _apart(marks) if problem]
        self.found.slots += len(swaps) + len(worded)
        self.found.figures += sum(1 for one in swaps if one.role is not None)
        self.recast.edit(line.number, edits)

    # -- figures that are written another way ------------------------------------------------------------------------

    def _other_spellings(
        self, line: Line, text: str, readings: Sequence[Reading], swaps: Sequence[Swap], questions: Sequence[Question]
    ) -> Iterator[Swap]:
        """Figures that equal a stored one but are not written as its slot prints it; each is told."""
        for reading in readings:
            if reading.kind in (Kind.TARGET, Kind.UNIT_AMOUNT) or reading.upper is not None:
                continue
            at = (reading.number.start, reading.number.end)
            if _meets(*at, swaps) or _meets(*at, questions):
                continue
            for candidate in reading.candidates:
                slot = self.material.slots.get(candidate.code)
                if slot is not None and reading.target is None and _equals(reading, slot):
                    yield self._respelled(line, text, reading, slot)
                    break

    def _respelled(self, line: Line, text: str, reading: Reading, slot: FigureSlot) -> Swap:
        start, whole = reading.number.start, reading.unit in (MONEY, PERCENT)
        end = reading.number.end
        if reading.unit == MONEY and (amount := _AMOUNT.match(text, start)):
            end = amount.start() + len(amount[0].rstrip())
        elif reading.unit == PERCENT:
            end = text.find("%", start) + 1 or end
        hedge = _HEDGED.search(text[:start])
        start = hedge.start() if hedge else start
        said = slot.carried().text if whole else slot.number().text
        if said != text[start:end]:
            self.found.changed.add(line.number)
            self.found.problems.append(
                told.OTHER_SPELLING.at(
                    Place(),
                    found=text[start:end],
                    context=around(text, start, end),
                    name=slot.indicator.name,
                    prints=said,
                )
            )
        code = slot.indicator.code
        return Swap(start, end, "{{ " + (code if whole else f"{code}.so") + " }}", said, code, Role.VALUE)

    # -- what is left ------------------------------------------------------------------------------------------------

    def _asked(self, text: str, questions: Iterable[Question]) -> Iterator[Mark]:
        for one in questions:
            names = [self._name(offer.code) for offer in one.offers]
            yield (
                one.start,
                one.end,
                told.ASKED.at(
                    Place(),
                    found=text[one.start : one.end],
                    context=around(text, one.start, one.end),
                    choices=" hoặc ".join(f"«{name}»" for name in names),
                    slots=", ".join(offer.slot for offer in one.offers),
                ),
            )

    def _name(self, code: str) -> str:
        slot = self.material.slots.get(code)
        return slot.indicator.name if slot else code


def _is_heading(text: str) -> bool:
    if text.isupper():
        return 8 < len(text) <= _LONGEST_HEADING
    said = text.rstrip()
    return len(said) <= _LONGEST_HEADING and not said.endswith((".", ";", ",")) and _HEADING.match(text) is not None


def _looks_ahead(text: str, *, before: bool) -> bool:
    """Whether what follows a line is of the next period: a heading says so, or takes it back."""
    if not _is_heading(text):
        return before
    said = text.lower()
    if _AHEAD.search(said):
        return True
    return before and not _BEHIND.search(said)


def _is_told(span: Span, carried: Sequence[tuple[int, int, str, str]]) -> bool:
    return any(start < span.end and span.start < end for start, end, _, _ in carried)


def _heard(reading: Reading) -> Heard:
    return Heard(
        reading.span.start,
        reading.span.end,
        (reading.number.start, reading.number.end),
        tuple(one.code for one in reading.candidates),
        reading.kind is Kind.TARGET,
    )


def _equals(reading: Reading, slot: FigureSlot) -> bool:
    """Whether a reading is true of a stored figure: the same amount, or the same as printed, with its hedge."""
    actual, unit = slot.actual, slot.indicator.unit
    if actual is None:
        return False
    if reading.unit == PERCENT:
        if unit != "%":
            return False
        exponent = reading.value.as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return any(rounded(actual, digits, mode) == reading.value for mode in Rounding)
    if reading.unit == MONEY:
        return unit in _MONEY_UNITS and holds(reading.value, reading.qualifier, actual * _MONEY_UNITS[unit])
    if unit == "%" or unit in _MONEY_UNITS:
        return False
    return holds(Fraction(Decimal(reading.value)), reading.qualifier, actual)


def _meets(start: int, end: int, others: Sequence[Swap] | Sequence[Question]) -> bool:
    return any(start < one.end and one.start < end for one in others)


def _inside(span: Span, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)


def _blanked(text: str, swaps: Iterable[Swap | Question]) -> str:
    """The text with what is taken made unreadable, letter for letter as long."""
    for one in swaps:
        text = text[: one.start] + "\0" * (one.end - one.start) + text[one.end :]
    return text


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that share no letter with one before them."""
    found: list[Mark] = []
    for start, end, problem in sorted(marks, key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end, problem))
    return found

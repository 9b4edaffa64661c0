"""Turn a paper, its tables and what the office knows into an Account: what is said, ready to be held against itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property

from drafter.format_rules.paper import Line, Paper, Spot
from drafter.model.office import Office
from drafter.model.period import Period, PeriodError
from drafter.model.report import Grid
from drafter.prose.nouns import Nouns
from drafter.prose.numerals import numerals
from drafter.prose.passage import Passage
from drafter.prose.passed_over import passed_over
from drafter.prose.periods import title_period
from drafter.prose.plans import Statement, statements
from drafter.prose.quantities import quantities
from drafter.prose.sheets import Shape, shape_of
from drafter.standards.reading import reading_words
from drafter.wording.style import Style

_DIGIT = re.compile(r"\d")
# What a figure is held against: a percent, a number in brackets, a whole, what it is worth. Reading figures is slow.
_HELD = re.compile(r"%|\(\D{0,20}\d|\bđó\b|trong số|gồm|lượt|trị giá|giá trị|tiền|kinh phí", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A line with figures in it, and the statements that the line makes with them."""

    line: Line
    passage: Passage
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Attached:
    """A file that belongs to a paper: its tables, and its lines where it is a Word file."""

    name: str
    grids: tuple[Grid, ...] = ()
    paper: Paper | None = None


@dataclass(frozen=True)
class Kept:
    """What the store has of a figure now: each way a draft prints it («448», «448/460»), and how it is called."""

    texts: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Account:
    """A paper and what there is to hold it against.

    `grids` are the tables of the file. `attached` are the files that were checked with it and belong to it. `office`,
    `style` are None where no office is known: then a paper is only held against itself. `stored` gives the keys of
    carriers what the store has now; `decided` what it had, by bookmark, when an officer chose to keep the paper's own.
    `asked_period` is the period of the draft that the file was, None where unknown.
    `shares` are the codes of indicators that are a part of a whole in percent.
    `tracked` counts the changes that wait in the file. `issued`: the paper has gone out.
    """

    paper: Paper
    grids: tuple[Grid, ...] = ()
    attached: tuple[Attached, ...] = ()
    office: Office | None = None
    style: Style | None = None
    stored: Mapping[str, Kept] = field(default_factory=dict)
    decided: Mapping[str, Collection[str]] = field(default_factory=dict)
    asked_period: Period | None = None
    shares: Collection[str] = ()
    tracked: int = 0
    issued: bool = False

    @cached_property
    def subject(self) -> str:
        """What the paper is about, in one line."""
        return " ".join(line.text for line in self.paper.subject)

    @cached_property
    def period(self) -> Period | None:
        """The period the paper tells of: the draft's own, else the first one its subject names; None for none."""
        return self.asked_period or period_of(self.subject)

    @cached_property
    def text(self) -> tuple[Line, ...]:
        """The lines of running text: the body, and what stands in boxes and cells of more than a few words."""
        cells = (line for line in self.paper.lines if line.spot is not Spot.BODY and len(line.text) > 60)
        return tuple(sorted({line.order: line for line in (*self.body, *cells)}.values(), key=lambda one: one.order))

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines between subject and signature that are not empty. A list has none."""
        return tuple(line for line in self.paper.body if not line.empty)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The lines of running text with figures that can be held against something, with what they state."""
        return tuple(_said(line) for line in self.text if _DIGIT.search(line.text) and _HELD.search(line.text))

    @cached_property
    def tables(self) -> tuple[Shape, ...]:
        """The file's own tables of figures."""
        return tuple(shape for shape in map(shape_of, self.grids) if shape is not None)

    @cached_property
    def annexes(self) -> tuple[tuple[str, Shape], ...]:
        """All tables of figures there are to hold the text against, each with the name of the file it is in."""
        beside = ((one.name, shape_of(grid)) for one in self.attached for grid in one.grids)
        return (
            *(("", shape) for shape in self.tables),
            *((name, shape) for name, shape in beside if shape is not None),
        )


def period_of(words: str) -> Period | None:
    """The first period that words name; None where they name none that drafter knows."""
    try:
        return Period.parse(title_period(words))
    except PeriodError:
        return None


def stated(text: str) -> tuple[Passage, tuple[Statement, ...]]:
    """The statements of a text, as prose reads them."""
    passage = Passage.of(text)
    found = quantities(passage, numerals(passage, passed_over(passage), _nouns()), _nouns())
    return passage, statements(passage, found)


def _said(line: Line) -> Said:
    return Said(line, *stated(line.text))


@cache
def _nouns() -> Nouns:
    return Nouns(reading_words().units, reading_words().behind)


def in_grid(grid: Grid, place: str) -> str:
    """The place of a cell of a table, as people say it."""
    return f"trang tính «{grid.sheet}», {place}" if grid.sheet else place


def numbers_of(shape: Shape, column: int) -> Iterator[tuple[int, Decimal]]:
    """The plain numbers of a column by row: what is hedged, a range or a word is left out."""
    for row in shape.rows:
        cell = row.cells.get(column)
        value = None if cell is None else cell.number if cell.number is not None else plain_number(cell.text)
        if value is not None:
            yield row.number, value


_PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def plain_number(text: str) -> Decimal | None:
    """The number of a cell that holds nothing but one, written the Vietnamese way; None for anything else."""
    words = text.strip().removesuffix("%").strip()
    if not _PLAIN_NUMBER.fullmatch(words):
        return None
    return Decimal(words.replace(".", "").replace(",", "."))

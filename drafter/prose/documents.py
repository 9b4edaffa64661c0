"""Turn a past report into its figures: paragraphs and tables in order, each read under its headings and the title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from drafter.model.report import Block, Grid, PastReport, Piece
from drafter.prose.bodies import named_bodies
from drafter.prose.found import Found
from drafter.prose.labels import Labels
from drafter.prose.passage import Passage, Span
from drafter.prose.periods import title_period
from drafter.prose.reader import Reader
from drafter.prose.readings import Kind
from drafter.prose.sheets import shape_of
from drafter.prose.tables import TableReader, UnitOf

_LONGEST_STRETCH = 5000  # letters read as one passage
_TITLE = re.compile(
    r"\s*(?:báo cáo|tờ trình|biên bản|nghị quyết|kế hoạch|phụ lục|biểu|bảng tổng hợp|thống kê)\b", re.IGNORECASE
)
_TITLE_LINES = 6
_LETTERHEAD_BLOCKS = 12
_AHEAD = re.compile(
    r"phương hướng|nhiệm vụ trọng tâm|nhiệm vụ năm|nhiệm vụ (?:6|9) tháng|nhiệm vụ quý|mục tiêu|nhiệm vụ nhiệm kỳ|"
    r"chỉ tiêu (?:năm|phấn đấu|chủ yếu|cụ thể)|các chỉ tiêu|nhiệm vụ, giải pháp"
)
_BEHIND = re.compile(r"kết quả|thực hiện|đánh giá|tình hình|đạt được")
_UNION = re.compile(r"công đoàn|đoàn viên|cđcs|lđlđ|liên đoàn lao động|cnvclđ|người lao động")
_WORDY = re.compile(r"[^\W\d_]{2,}(?:\s+[^\W\d_]{2,}){4}")


@dataclass(frozen=True)
class Document:
    """What was read of a report. `period` and `body` are those its title or letterhead names, empty for none.

    `union_words` counts the words that a report of a union cannot do without, `letters` how long its text is.
    """

    file: str
    found: tuple[Found, ...]
    title: str = ""
    period: str = ""
    body: str = ""
    union_words: int = 0
    letters: int = 0


@dataclass(frozen=True)
class DocumentReader:
    """Reads whole reports; made once for a catalogue and a list of units, used for many files."""

    reader: Reader
    unit_of: UnitOf
    _tables: TableReader = field(init=False)

    def __post_init__(self) -> None:
        labels = Labels(self.reader)
        object.__setattr__(self, "_tables", TableReader(labels, self.reader.read, self.unit_of))

    def read(self, report: PastReport) -> Document:
        """Its figures in order of place. What stands under no period of its own is of the title's."""
        title = _title(report.blocks)
        period = title_period(title)
        walk = _Walk(self, period)
        found = [one for block in report.blocks for one in walk.take(block)]
        found += walk.flush()
        text = [block.text for block in report.blocks if isinstance(block, Piece)]
        text += [cell.text for grid in report.grids for cell in grid.cells]
        joined = "\n".join(text)
        return Document(
            file=report.file,
            found=tuple(found),
            title=title,
            period=period,
            body=self._body(report.blocks, title),
            union_words=sum(1 for _ in _UNION.finditer(joined.lower())),
            letters=len(joined),
        )

    def _body(self, blocks: Sequence[Block], title: str) -> str:
        """The unit that issues the paper: of the letterhead's lines the last that is known, else of the title."""
        lines: list[str] = []
        for block in blocks[:_LETTERHEAD_BLOCKS]:
            if isinstance(block, Piece):
                lines.append(block.text)
            elif shape_of(block) is None:
                lines += [" ".join(cell.text.split()) for cell in block.cells]
                lines += [line for cell in block.cells for line in cell.text.split("\n")]
            else:
                lines += [cell.text for cell in block.cells if cell.row <= 4]
        known = [unit for line in lines if (unit := self.unit_of(line))]
        if known:
            return known[-1]
        named = [unit for one in named_bodies(Passage.of(title)) if (unit := self.unit_of(one.name))]
        return named[0] if named else ""


@dataclass
class _Walk:
    """Where the reading of a report stands: the headings above, and the paragraphs not yet read."""

    by: DocumentReader
    period: str
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _waiting: list[Piece] = field(default_factory=list)
    _letters: int = 0
    _figures: int = 0

    def take(self, block: Block) -> Iterator[Found]:
        """Take the next block; gives what has been read by it."""
        if isinstance(block, Grid):
            before = self._waiting[-1].text if self._waiting else ""
            yield from self.flush()
            yield from self._grid(block, before)
            return
        if block.heading:
            yield from self.flush()
            self._headings = [one for one in self._headings if one[0] < block.heading]
            self._headings.append((block.heading, block.text))
        elif self._letters + len(block.text) > _LONGEST_STRETCH:
            yield from self.flush()
        self._waiting.append(block)
        self._letters += len(block.text) + 1

    def flush(self) -> list[Found]:
        """Read the paragraphs gathered so far as one passage."""
        pieces, self._waiting, self._letters = self._waiting, [], 0
        if not any(any(letter.isdigit() for letter in piece.text) or len(piece.text) > 60 for piece in pieces):
            return []
        passage = Passage.of("\n".join(piece.text for piece in pieces))
        starts, at = [], 0
        for piece in pieces:
            starts.append(at)
            at += len(Passage.of(piece.text).text) + 1
        found = []
        period = self._period_here()
        sentence, context, units = Span(0, 0), "", []
        for reading in self.by.reader.read_passage(passage, period):
            place = reading.span.start
            piece = pieces[bisect_right(starts, place) - 1]
            if place not in sentence:
                sentence = passage.sentences[passage.sentence_at(place)]
                context = passage.text[sentence.start : sentence.end]
                units = self._units(context)
            found.append(
                self._under(
                    Found(
                        reading=reading,
                        place=piece.place,
                        context=context.strip(),
                        unit=next((unit for end, unit in units if end <= place - sentence.start), ""),
                        period_said=reading.period != self.period,
                        converted=piece.converted,
                    )
                )
            )
        return found

    def _units(self, sentence: str) -> list[tuple[int, str]]:
        """The units that a sentence names, where they are among those known, and where their names end; last first."""
        named = reversed(named_bodies(Passage(sentence)))
        return [(one.span.end, unit) for one in named if (unit := self.by.unit_of(one.name))]

    def _grid(self, grid: Grid, before: str) -> Iterator[Found]:
        found = self.by._tables.figures(grid, before)
        if found:
            yield from map(self._under, found)
            return
        for cell in grid.cells:  # a table that only lays out words
            if any(letter.isdigit() for letter in cell.text) and _WORDY.search(cell.text):
                for reading in self.by.reader.read(cell.text):
                    one = Found(reading, cell.place, cell.text, grid.sheet, table="", converted=cell.converted)
                    yield self._under(replace(one, period_said=bool(reading.period)))

    def _under(self, one: Found) -> Found:
        """The next figure, with what its headings say of it: its period, and whether it is still to be done."""
        reading = one.reading
        if not reading.period and (period := self._period_here()):
            reading = replace(reading, period=period)
            one = replace(one, period_said=period != self.period)
        ahead = self._ahead()
        if ahead and reading.kind is Kind.ACTUAL and reading.percent_of_target is None:
            reading = replace(reading, kind=Kind.TARGET, why=(*reading.why, f"target: đề mục «{ahead}»"))
        self._figures += 1
        return replace(one, reading=reading, ahead=bool(ahead), order=self._figures - 1)

    def _period_here(self) -> str:
        """The period of the nearest heading that names one, else that of the title."""
        named = (title_period(heading) for _, heading in reversed(self._headings))
        return next((period for period in named if period), self.period)

    def _ahead(self) -> str:
        """The heading that says that what stands under it is still to be done; the nearest one that says either."""
        for _, heading in reversed(self._headings):
            if told := _told_by(heading):
                return heading if told == "ahead" else ""
        return ""


@lru_cache(maxsize=64)  # every figure under a heading asks
def _told_by(heading: str) -> str:
    """«ahead» or «behind», where a heading says either."""
    low = heading.lower()
    if _BEHIND.search(low):
        return "behind"
    return "ahead" if _AHEAD.search(low) else ""


def _title(blocks: Sequence[Block]) -> str:
    """The kind of paper and what it is about: the line that begins as one, and the short lines below it."""
    lines: list[str] = []
    for block in blocks[: 4 * _LETTERHEAD_BLOCKS]:
        texts = [block.text] if isinstance(block, Piece) else [cell.text for cell in block.cells if cell.row <= 4]
        for text in texts:
            if lines and (
                len(lines) >= _TITLE_LINES or len(text) > 220 or (isinstance(block, Piece) and _numbered(text))
            ):
                return " ".join(lines)
            if lines or _TITLE.match(text):
                lines.append(" ".join(text.split()))
    return " ".join(lines)


def _numbered(text: str) -> bool:
    return bool(re.match(r"\s*(?:[IVX]{1,4}|\d{1,2}|[A-H])\s*[.)]|\s*phần\s+thứ|\s*kính gửi", text, re.IGNORECASE))

"""What the parts of an official paper are, once they have been found in a measured file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from drafter.model.page import Align, Drawing, Look, PageFile, Paragraph, Run, Section


class Spot(StrEnum):
    """Where a line stands."""

    BODY = "body"
    CELL = "cell"
    BOX = "box"


@dataclass(frozen=True)
class Line:
    """A line of text as it was typed: a paragraph, or what a line break or tab makes of it.

    `cell` tells cells apart: (table, row, column) numbers, empty outside of tables. `column_mm` is how wide the text
    may be there. `own`: the paragraph holds nothing else on this line, so that its alignment is the line's.
    """

    text: str
    runs: tuple[Run, ...]
    paragraph: Paragraph
    order: int
    section: int
    spot: Spot = Spot.BODY
    cell: tuple[int, ...] = ()
    column_mm: float = 0.0
    own: bool = True
    breaks_page: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text

    @cached_property
    def lettered(self) -> tuple[Run, ...]:
        """The runs with letters or digits on it, by whose look it is judged."""
        return tuple(run for run in self.runs if any(sign.isalnum() for sign in run.text))

    @cached_property
    def look(self) -> Look:
        """The look of most of its letters; of an empty line that of its mark."""
        runs = self.lettered or self.runs
        return max(runs, key=lambda run: len(run.text)).look if runs else self.paragraph.mark

    @property
    def align(self) -> Align | None:
        """How it stands; None where that cannot be told from the paragraph: tabs, spaces or an indent move it."""
        layout = self.paragraph.layout
        moved = layout.align is Align.LEFT and (layout.left_mm + layout.first_mm > 20 or self._leads_with_space)
        return layout.align if self.own and not moved else None

    @property
    def _leads_with_space(self) -> bool:
        text = self.paragraph.text
        return text.startswith(("\t", "   ", "\u00a0\u00a0"))


@dataclass(frozen=True)
class DrawnLine:
    """The line under a component. `length_mm`, `off_mm` (from the middle) are None where the file does not tell.

    `how` is «drawn», «typed» (made of signs) or «underlined» (the text itself is).
    """

    how: str
    length_mm: float | None = None
    off_mm: float | None = None


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper: what was found of it; empty or None is not there."""

    motto: Line | None = None
    state: Line | None = None
    upper: tuple[Line, ...] = ()
    issuer: tuple[Line, ...] = ()
    number: Line | None = None
    date: Line | None = None
    about: tuple[Line, ...] = ()
    marks: tuple[Line, ...] = ()
    motto_line: DrawnLine | None = None
    issuer_line: DrawnLine | None = None
    drawn_borders: bool = False

    @property
    def upper_name(self) -> str:
        """The name of the upper organisation in one line."""
        return joined(self.upper)

    @property
    def issuer_name(self) -> str:
        """The name of the issuer in one line."""
        return joined(self.issuer)


@dataclass(frozen=True)
class Signature:
    """A signing block: `titles` from «TM. …» to the title, the name, the room between them in mm.

    `name` is None where nobody is named yet. `whole`: its rows do not break over pages. `pictures` stand in it.
    """

    titles: tuple[Line, ...]
    name: Line | None = None
    room_mm: float | None = None
    whole: bool = True
    pictures: tuple[Drawing, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An annex: its word («Phụ lục I»; None for a list without one), title, «(Kèm theo …)», and how it starts."""

    word: Line | None
    title: tuple[Line, ...] = ()
    attached: tuple[Line, ...] = ()
    section: int = 0
    new_page: bool = True
    own_numbers: bool = True

    @property
    def number(self) -> str:
        """What stands after «Phụ lục», empty where nothing does."""
        return "" if self.word is None else self.word.text.partition("lục")[2].strip(" .:") or _after(self.word.text)


@dataclass(frozen=True)
class Paper:
    """A paper, its parts found. `lines` are all of its lines, `body` those between the subject and the signature.

    `kind` is the type's name in capitals, empty for a letter (công văn). `earliest`, `latest` bound the day it is of,
    None where neither the paper nor the caller says. `is_draft`: number and date are not given yet.
    """

    file: PageFile
    name: str = ""
    lines: tuple[Line, ...] = ()
    letterhead: Letterhead = Letterhead()
    type_line: Line | None = None
    kind: str = ""
    subject: tuple[Line, ...] = ()
    subject_line: DrawnLine | None = None
    authority: tuple[Line, ...] = ()
    addressed: tuple[Line, ...] = ()
    grounds: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients_word: Line | None = None
    recipients: tuple[Line, ...] = ()
    annexes: tuple[Annex, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    is_draft: bool = False
    asked_draft: bool = False
    is_list: bool = False
    printed: bool = False
    signature_borders: bool = False

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the file."""
        return self.file.sections

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: a letterhead with a number, and no type's name."""
        return self.type_line is None and self.letterhead.number is not None

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines of the body that are running text or headings at the margin: not centred, not on the right."""
        aligned = (Align.LEFT, Align.BOTH)
        return tuple(one for one in self.body if not one.empty and one.paragraph.layout.align in aligned)


def joined(lines: Iterable[Line]) -> str:
    """The text of lines in one."""
    return " ".join(line.text for line in lines)


def _after(text: str) -> str:
    return text.partition("LỤC")[2].strip(" .:")

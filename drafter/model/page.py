"""What a Word file says and how it is set, as measured: plain frozen data in millimetres and points.

`readback` fills these types, `format_rules` judges them; neither needs the other. Blocks, runs and rows carry the
change that is tracked on them; `drafter.model.views` gives the file as it is with all changes accepted or rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Change(StrEnum):
    """What the tracked changes do to a piece of the file. `UNDONE` was put in and taken out again: in no view."""

    NONE = "none"
    INSERTED = "inserted"
    DELETED = "deleted"
    UNDONE = "undone"


class View(StrEnum):
    """The file with every tracked change accepted, or with every one rejected."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"

    def shows(self, change: Change) -> bool:
        """Whether a piece with this change on it is there in the view."""
        if change is Change.NONE:
            return True
        return change is (Change.INSERTED if self is View.ACCEPTED else Change.DELETED)


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class LineRule(StrEnum):
    """How `Layout.line` is meant: in lines, or in points that hold exactly or at least."""

    AUTO = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look, everything inherited worked out. `colour` is «auto» or RRGGBB; `highlight` empty for none.

    A font for each script: `font` for ASCII, `high` for other Latin (most Vietnamese vowels), `east_asia`, `complex`.
    """

    font: str
    high: str
    east_asia: str
    complex: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    caps: bool = False
    small_caps: bool = False
    struck: bool = False
    hidden: bool = False
    colour: str = "auto"
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. Tabs are «\\t», line breaks «\\n», page breaks «\\f».

    `field` is the instruction of the field whose result this is («PAGE»), empty where there is none. `carrier` is what
    the figure's carrier around it is called: its bookmark, else its content control's tag or title; empty outside any.
    """

    text: str
    look: Look
    change: Change = Change.NONE
    field: str = ""
    carrier: str = ""

    @property
    def shown(self) -> str:
        """The text as it is printed: in capitals where the look makes it so."""
        return self.text.upper() if self.look.caps else self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph is set. `first_mm` is against `left_mm`, negative where the first line hangs.

    `line` is in lines for `LineRule.AUTO`, else in points. `tabs_mm` are its own tab stops from the left margin.
    `rule_above`, `rule_below`: a border is drawn along the paragraph.
    """

    align: Align = Align.LEFT
    left_mm: float = 0.0
    right_mm: float = 0.0
    first_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    contextual: bool = False
    line: float = 1.0
    line_rule: LineRule = LineRule.AUTO
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    outline: int | None = None
    rule_above: bool = False
    rule_below: bool = False
    tabs_mm: tuple[float, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A picture, a line or a box with text that hangs on a paragraph.

    `kind` is «line», «picture», «box», «object» or «shape». Lengths in mm, None where the file does not say; `left_mm`
    is from the left edge of the column or margin. `blocks` is what a box holds.
    """

    kind: str
    width_mm: float | None = None
    height_mm: float | None = None
    left_mm: float | None = None
    centred: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `text` is what is in it whatever is tracked, so ask a view first.

    `label` is the number or bullet that Word writes before it. `mark` is the look of the paragraph mark, which is that
    of an empty line; `mark_change` is what is tracked on it.
    """

    runs: tuple[Run, ...]
    mark: Look
    layout: Layout
    style: str = ""
    label: str = ""
    mark_change: Change = Change.NONE
    drawings: tuple[Drawing, ...] = ()
    ends_section: bool = False

    @property
    def text(self) -> str:
        """All text of its runs, as it is printed: hidden text is not."""
        return "".join(run.shown for run in self.runs if not run.look.hidden)


@dataclass(frozen=True, slots=True)
class Borders:
    """Which sides of a cell are drawn."""

    top: bool = False
    left: bool = False
    bottom: bool = False
    right: bool = False

    @property
    def any(self) -> bool:
        """Whether at least one is."""
        return self.top or self.left or self.bottom or self.right


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `text_mm` is how wide its text may be. `span` counts columns; `continues`: merged upwards."""

    blocks: tuple[Block, ...]
    width_mm: float
    text_mm: float
    span: int = 1
    continues: bool = False
    borders: Borders = Borders()


@dataclass(frozen=True)
class Row:
    """A row; `header` is repeated on each page, `whole` does not break over pages."""

    cells: tuple[Cell, ...]
    header: bool = False
    whole: bool = False
    height_mm: float | None = None
    change: Change = Change.NONE


@dataclass(frozen=True)
class Table:
    """A table; `align` is how it stands between the margins."""

    rows: tuple[Row, ...]
    columns_mm: tuple[float, ...] = ()
    align: Align = Align.LEFT

    @property
    def width_mm(self) -> float:
        """The sum of its columns."""
        return sum(self.columns_mm)


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A stretch of pages of one form. `headers` and `footers` go by «default», «first», «even», inherited ones too.

    `begins` is how it starts («nextPage», «continuous» …). `number_from` is the page number that it starts with, None
    where it goes on. `title_page`: its first page has a header and footer of its own.
    """

    blocks: tuple[Block, ...]
    width_mm: float
    height_mm: float
    landscape: bool
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    footer_mm: float
    begins: str = "nextPage"
    title_page: bool = False
    number_from: int | None = None
    number_form: str = "decimal"
    columns: int = 1
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)

    @property
    def text_mm(self) -> float:
        """The width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True)
class Carrier:
    """What carries a figure: a hidden bookmark («_drf_…»), a content control, or both around the same text.

    `bookmark`, `tag`, `alias` are empty where they are gone. `part` is the file's part («document», «header1» …).
    `before` and `after` are the rest of the paragraph that it begins in, in the accepted view. The prompt that Word
    shows in a control that holds nothing is no text of it.
    """

    bookmark: str
    tag: str
    alias: str
    accepted: str
    rejected: str
    part: str = "document"
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment; `about` is the text that it is set on, in the accepted view. `on` is None where the file says none."""

    author: str
    text: str
    about: str = ""
    on: datetime | None = None


@dataclass(frozen=True)
class Note:
    """A footnote or endnote."""

    blocks: tuple[Block, ...]
    at_end: bool = False


@dataclass(frozen=True)
class PageFile:
    """A Word file, measured. `properties` are the file's own («title», «creator», and custom ones by their name).

    `fields` are the instructions of all fields, `tracked` counts the changes that wait, `tab_mm` is the distance of tab
    stops where a paragraph has none, `language` is that of the document's defaults, empty where none is stated.
    """

    sections: tuple[Section, ...]
    carriers: tuple[Carrier, ...] = ()
    comments: tuple[Comment, ...] = ()
    notes: tuple[Note, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    tracked: int = 0
    tab_mm: float = 12.7
    language: str = ""
    even_and_odd: bool = False


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those of tables and boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for drawing in block.drawings:
                yield from paragraphs(drawing.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)

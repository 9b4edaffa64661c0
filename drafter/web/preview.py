"""Turn a measured Word file into HTML that shows its pages: what it says, how it is set, where its figures stand.

It needs no LibreOffice. What is in the file is text and measures to it, never markup: a hostile name stays a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, takewhile

from markupsafe import Markup, escape

from drafter.model.page import (
    Block,
    Cell,
    Change,
    Drawing,
    Layout,
    Look,
    PageFile,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    View,
)
from drafter.model.views import in_view
from drafter.web.preview_style import (
    StyleSheet,
    cell_rules,
    layout_rules,
    look_rules,
    mm,
    sheet_rules,
    table_rules,
)

_WIDEST_MM = 420.0  # of tables that still fit a sheet across when they are shrunk a little: the longer side of A3
_NAME_MM, _STAY_MM = 18.0, 80.0  # a column that names its rows is so wide at least; so much of the window may stay
_LEVEL = 3  # a page's own headings are above those of the paper that it shows
_DEEPEST = 6
_CHANGED = {Change.INSERTED: "ins", Change.DELETED: "del"}


@dataclass(frozen=True)
class Mark:
    """What the page says of a figure's carrier: where its source is told, and what it is («Số đoàn viên kết nạp mới»).

    `word` is its state where that is not the plain one («còn trống»), read out before the text.
    """

    href: str
    title: str = ""
    word: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Preview:
    """The pages as HTML, and the style sheet that they need."""

    html: Markup
    css: str


def preview(
    file: PageFile,
    marks: Mapping[str, Mark] | None = None,
    *,
    changes: bool = False,
    places: Mapping[str, str] | None = None,
) -> Preview:
    """The pages of a file. `marks` are its figures by `Run.carrier`; `changes` shows the tracked ones as such.

    Without `changes` it is the file as it reads with all of them accepted. `places` are paragraphs to be led to: the
    words that they begin with, and the id that the first such one gets.
    """
    shown = file if changes else in_view(file, View.ACCEPTED)
    writer = _Writer(marks or {}, mm(file.tab_mm), dict(places or {}))
    sheets = _joined(writer.sheet(pages) for pages in _sheets(shown.sections))
    notes = _joined(writer.blocks(note.blocks) for note in shown.notes)
    if notes:
        sheets += _tag("section", notes, class_="sheet sheet-notes", aria_label="Chú thích cuối văn bản")
    safe = str(sheets).encode("utf-8", "replace").decode("utf-8")  # a file may name half a letter
    return Preview(Markup(safe), writer.styles.css)  # noqa: S704 - made of escaped pieces by `_tag`


def _sheets(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Sections that go on on the same page are one sheet."""
    pages: list[Section] = []
    for section in sections:
        if pages and not (section.begins == "continuous" and section.landscape == pages[0].landscape):
            yield pages
            pages = []
        pages.append(section)
    if pages:
        yield pages


@dataclass
class _Writer:
    """Writes the pieces of one file; it gathers the classes that they need."""

    marks: Mapping[str, Mark]
    tab: str
    places: dict[str, str] = field(default_factory=dict)
    styles: StyleSheet = field(default_factory=StyleSheet)
    _met: set[str] = field(default_factory=set)
    _lines: dict[tuple[Layout, Look], tuple[Look, str]] = field(default_factory=dict)

    def sheet(self, pages: Sequence[Section]) -> Markup:
        """The pages of one form."""
        first = pages[0]
        way = "sheet-landscape" if first.landscape else "sheet-portrait"
        words = "Trang ngang" if first.landscape else "Trang dọc"
        body = _joined(self.blocks(section.blocks) for section in pages)
        classes = f"sheet {way} {self.styles.of(sheet_rules(first))}"
        return _tag("section", self._header(first) + body, class_=classes, aria_label=words)

    def _header(self, section: Section) -> Markup:
        """What stands over the text of each page; where the first page has its own, of the pages after it."""
        blocks = section.headers.get("default", ())
        if not any(paragraph.text.strip() for paragraph in blocks if isinstance(paragraph, Paragraph)):
            return Markup()
        says = "Đầu trang, từ trang thứ hai" if section.title_page else "Đầu trang"
        word = _tag("span", escape(f"{says}: "), class_="header-word")
        return _tag("div", word + self.blocks(blocks), class_="page-header")

    # -- blocks ----------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Paragraphs and tables in their order."""
        return _joined(
            self._paragraph(block) if isinstance(block, Paragraph) else self._table(block) for block in blocks
        )

    def _paragraph(self, paragraph: Paragraph) -> Markup:
        runs = [run for run in paragraph.runs if not run.look.hidden and run.change is not Change.UNDONE]
        base = runs[0].look if runs else paragraph.mark
        base, classes = self._set(paragraph.layout, base)
        classes = f"{classes} {_mark_class(paragraph)}"
        place = self._led_to("".join(run.shown for run in runs))
        classes = f"{classes} led-to" if place else classes
        label = _tag("span", escape(f"{paragraph.label} "), class_="label") if paragraph.label else Markup()
        text = label + self._runs(runs, base)
        drawn = _joined(self._drawing(one) for one in paragraph.drawings)
        if not text:
            return _tag("p", Markup("<br>"), class_=classes, aria_hidden="true") + drawn
        outline = paragraph.layout.outline
        if outline is None:
            return _tag("p", text, class_=classes, id=place) + drawn
        level = min(_DEEPEST, _LEVEL + outline)
        return _tag("p", text, class_=classes, id=place, role="heading", aria_level=str(level)) + drawn

    def _set(self, layout: Layout, look: Look) -> tuple[Look, str]:
        """How a line is set and the class for it: a table of thousands of cells has few such."""
        found = self._lines.get((layout, look))
        if found is None:
            base = replace(look, highlight="", underlined=False, struck=False)  # of a stretch, not of a line
            found = self._lines[layout, look] = base, self.styles.of((*layout_rules(layout), *look_rules(base)))
        return found

    def _led_to(self, text: str) -> str | None:
        """The id of a paragraph that something leads to; each is given once."""
        said = " ".join(unicodedata.normalize("NFC", text).split())
        beginning = next((words for words in self.places if said.startswith(words)), None) if said else None
        return None if beginning is None else self.places.pop(beginning)

    def _drawing(self, drawing: Drawing) -> Markup:
        if drawing.kind == "line":
            width = () if drawing.width_mm is None else (("width", mm(drawing.width_mm)),)
            return _tag("div", Markup(), class_=f"drawn-line {self.styles.of(width)}", aria_hidden="true")
        if drawing.blocks:
            return _tag("div", self.blocks(drawing.blocks), class_="drawn-box")
        return _tag("div", escape("[hình vẽ]"), class_="drawn-picture")

    # -- text ------------------------------------------------------------------------------------------------------

    def _runs(self, runs: Iterable[Run], base: Look) -> Markup:
        pieces = []
        for carrier, group in groupby(runs, key=lambda run: run.carrier):
            text = _joined(self._run(run, base) for run in group)
            pieces.append(self._figure(carrier, text) if carrier else text)
        return _joined(pieces)

    def _figure(self, carrier: str, text: Markup) -> Markup:
        """A figure that the draft carries, with a link to where its source is told."""
        mark = self.marks.get(carrier)
        if mark is None:
            return _tag("mark", text, class_="figure", id=self._place(carrier))
        word = _hidden(mark.word) if mark.word else Markup()
        link = _tag("a", word + text, href=mark.href, title=mark.title)
        states = ("figure", "figure-gap" if mark.word else "", "figure-chosen" if mark.chosen else "")
        return _tag("mark", link, class_=" ".join(filter(None, states)), id=self._place(carrier))

    def _place(self, carrier: str) -> str | None:
        """The id by which a link of the page comes back to a figure: that of its bookmark, where it begins."""
        if carrier in self._met or not carrier.startswith("_drf_"):
            return None
        self._met.add(carrier)
        return carrier

    def _run(self, run: Run, base: Look) -> Markup:
        text = self._text(run.shown)
        if run.look != base:
            text = _tag("span", text, class_=self.styles.of(look_rules(run.look)))
        changed = _CHANGED.get(run.change)
        return _tag(changed, text) if changed else text

    def _text(self, text: str) -> Markup:
        """Text with its tabs, line breaks and page breaks."""
        written = escape(text)
        if "\t" in text:
            tab = _tag("span", Markup(" "), class_=f"tab {self.styles.of((('min-width', self.tab),))}")
            written = Markup(written.replace(Markup("\t"), tab))  # noqa: S704 - both are escaped
        if "\f" in text:
            written = written.replace(Markup("\f"), _tag("span", _hidden("sang trang"), class_="page-break"))
        return written.replace(Markup("\n"), Markup("<br>"))

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Markup:
        """A table; one without a single line drawn only places what stands in it (letterhead, signature)."""
        ruled = any(cell.borders.any for row in table.rows for cell in row.cells)
        heads = len(list(takewhile(lambda row: row.header, table.rows))) if ruled else 0
        columns = _joined(
            _tag("col", None, class_=self.styles.of((("width", mm(width)),))) for width in table.columns_mm
        )
        parts = _tag("colgroup", columns) if columns else Markup()
        wide, stays = "", tuple[str, ...]()
        if sum(table.columns_mm) > _WIDEST_MM:
            wide, stays = " paper-wide", self._staying(table.columns_mm)
        if heads:
            parts += _tag("thead", self._rows(table.rows[:heads], "th", stays))
        parts += _tag("tbody", self._rows(table.rows[heads:], "td", stays))
        return _tag(
            "table",
            parts,
            class_=f"paper-table{wide} {self.styles.of(table_rules(table))}",
            role=None if ruled else "presentation",
        )

    def _staying(self, widths: Sequence[float]) -> tuple[str, ...]:
        """The classes of the first columns, up to the one that names the rows: they stay while the rest is moved."""
        named = next((number for number, width in enumerate(widths) if width >= _NAME_MM), 0)
        before = [sum(widths[:number]) for number in range(named + 1)]
        return tuple(f"stays-put {self.styles.of((('left', mm(one)),))}" for one in before if one < _STAY_MM)

    def _rows(self, rows: Sequence[Row], tag: str, stays: Sequence[str] = ()) -> Markup:
        placed = [_placed(row) for row in rows if row.change is not Change.UNDONE]
        kept = [row for row in rows if row.change is not Change.UNDONE]
        return _joined(
            _tag("tr", self._cells(placed, number, tag, stays), class_=_row_class(row))
            for number, row in enumerate(kept)
        )

    def _cells(self, placed: Sequence[Mapping[int, Cell]], number: int, tag: str, stays: Sequence[str]) -> Markup:
        written = []
        for column, cell in placed[number].items():
            if cell.continues and number and column in placed[number - 1]:
                continue  # the cell above reaches down over it
            below = takewhile(lambda row: column in row and row[column].continues, placed[number + 1 :])  # noqa: B023
            rows = 1 + len(list(below))
            written.append(
                _tag(
                    tag,
                    self.blocks(cell.blocks),
                    class_=f"{self.styles.of(cell_rules(cell))} {stays[column] if column < len(stays) else ''}",
                    scope="col" if tag == "th" else None,
                    colspan=str(cell.span) if cell.span > 1 else None,
                    rowspan=str(rows) if rows > 1 else None,
                )
            )
        return _joined(written)


def _placed(row: Row) -> dict[int, Cell]:
    """The cells of a row by the column that they begin in."""
    found, column = {}, 0
    for cell in row.cells:
        found[column] = cell
        column += cell.span
    return found


def _mark_class(paragraph: Paragraph) -> str:
    return {Change.INSERTED: "mark-inserted", Change.DELETED: "mark-deleted"}.get(paragraph.mark_change, "")


def _row_class(row: Row) -> str | None:
    return {Change.INSERTED: "row-inserted", Change.DELETED: "row-deleted"}.get(row.change)


def _hidden(words: str) -> Markup:
    """Words for those who hear the page."""
    return _tag("span", escape(f"({words}) "), class_="visually-hidden")


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup().join(pieces)


def _tag(name: str, content: Markup | None, **attributes: str | None) -> Markup:
    """An element; attributes are escaped, those without a value left out. `content` None: an empty element."""
    opened = _opened(name, tuple(attributes.items()))
    return Markup(opened if content is None else f"{opened}{content}</{name}>")  # noqa: S704 - escaped there


@lru_cache(4096)
def _opened(name: str, attributes: tuple[tuple[str, str | None], ...]) -> str:
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value.strip())}"' for key, value in attributes if value
    )
    return f"<{name}{given}>"

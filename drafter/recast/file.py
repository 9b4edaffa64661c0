"""An officer's Word file held open to become a template: its lines and rows by number, edits, loops, the frame."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.package import Package, read_package
from drafter.fill.word.strict import as_transitional
from drafter.recast.frame import FrameWords, letterhead_of, put_frame, signing_of, tentative_of
from drafter.recast.lines import Edit, edit, text_of
from drafter.recast.names import PARSER, XML_SPACE, W, local, written
from drafter.recast.settle import settle

NO_PART = Kind(
    "T190",
    "tệp thiếu phần «{found}»",
    "the file has no part «{found}»",
    "mở tệp bằng Word, lưu thành (Save As) dạng Word Document (*.docx) rồi chạy lại",
    "open it in Word and save it again as .docx",
)

DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_AROUND = ("header", "footer", "footnotes", "endnotes")
_COMMENTS = ("comments.xml", "commentsExtended.xml", "commentsIds.xml", "commentsExtensible.xml", "people.xml")


@dataclass(frozen=True)
class Line:
    """A paragraph: what it says, whether it is the frame's, in a table, or in the text itself.

    `table` and `row` number the table and row it stands in, None outside; `cell` the cell of that row.
    """

    number: int
    text: str
    part: str = DOCUMENT
    framed: bool = False
    table: int | None = None
    row: int | None = None
    cell: int | None = None


@dataclass
class Recast:
    """The file. `changes` is how many tracked changes were accepted, `comments` how many comments were taken off."""

    package: Package
    roots: dict[str, Any]
    changes: int
    comments: int
    frame: FrameWords = field(default_factory=FrameWords)
    carried: tuple[tuple[int, int, int, str], ...] = ()
    _paragraphs: list[Any] = field(default_factory=list)
    lines: tuple[Line, ...] = ()

    @staticmethod
    def of(data: bytes, frame: FrameWords | None = None) -> Recast:
        """Open a .docx that `readback` has read already. `frame` is what its letterhead and signing block say, where
        somebody has found them. Raises TemplateError.
        """
        package = as_transitional(read_package(data))
        missing = next((name for name in (DOCUMENT, _STYLES) if name not in package), None)
        if missing is not None:
            raise TemplateError(NO_PART, found=missing)
        names = [name for name in package.names if _is_text(name)]
        roots = {name: etree.fromstring(package.read(name), PARSER) for name in [*names, _STYLES] if name in package}
        comments = sum(1 for one in roots[DOCUMENT].iter(f"{W}commentReference"))
        carriers = _carriers(roots[DOCUMENT])
        for root in roots.values():
            for said in root.iter(f"{W}t"):
                said.text = unicodedata.normalize("NFC", said.text or "")
        changes = sum(settle(root) for name, root in roots.items() if name != _STYLES)
        made = Recast(package, roots, changes, comments, frame or FrameWords())
        made._number(carriers)
        return made

    def _number(self, carriers: Mapping[Any, str]) -> None:
        framed = self._framed()
        tables = {one: number for number, one in enumerate(self.body.iter(f"{W}tbl"))}
        lines: list[Line] = []
        for part, root in self.roots.items():
            if part == _STYLES:
                continue
            for paragraph in root.iter(f"{W}p"):
                at = _cell_of(paragraph, tables)
                lines.append(Line(len(lines), text_of(paragraph), part, paragraph in framed, *at))
                self._paragraphs.append(paragraph)
        self.lines = tuple(lines)
        self.carried = tuple(self._carried(carriers))

    def _carried(self, carriers: Mapping[Any, str]) -> Iterator[tuple[int, int, int, str]]:
        """Where the carriers of an earlier draft stand: line, start, end, key."""
        for line, paragraph in zip(self.lines, self._paragraphs, strict=True):
            at = 0
            open_key, begun = "", 0
            for run in paragraph.iter(f"{W}r"):
                key = carriers.get(run, "")
                if key != open_key:
                    if open_key:
                        yield line.number, begun, at, open_key
                    open_key, begun = key, at
                at += len("".join(map(str, run.itertext(f"{W}t"))))
            if open_key:
                yield line.number, begun, at, open_key

    def carriers(self, line: int) -> tuple[tuple[int, int, str], ...]:
        """The carriers of an earlier draft in a line: start, end, key."""
        return tuple(self._by_line.get(line, ()))

    @cached_property
    def _by_line(self) -> Mapping[int, list[tuple[int, int, str]]]:
        found: dict[int, list[tuple[int, int, str]]] = {}
        for line, start, end, key in self.carried:
            found.setdefault(line, []).append((start, end, key))
        return found

    @property
    def body(self) -> Any:
        """The body of the document."""
        return self.roots[DOCUMENT].find(f"{W}body")

    def _framed(self) -> set[Any]:
        blocks = (*letterhead_of(self.body, self.frame), *signing_of(self.body, self.frame), *tentative_of(self.body))
        return {paragraph for block in blocks for paragraph in block.iter(f"{W}p")}

    def edit(self, line: int, edits: Sequence[Edit]) -> None:
        """Edit one line."""
        edit(self._paragraphs[line], edits)

    def loop_lines(self, lines: Sequence[int], kept_line: int, before: str, after: Sequence[str]) -> None:
        """Make one of some lines the only one, between control lines; the others go."""
        kept = self._paragraphs[kept_line]
        for number in lines:
            gone = self._paragraphs[number]
            if number != kept_line:
                gone.getparent().remove(gone)
        kept.addprevious(_control(kept, before))
        for text in reversed(after):
            kept.addnext(_control(kept, text))

    def loop_rows(
        self, table: int, first: int, count: int, before: Sequence[str], after: Sequence[str], *, headed: bool = False
    ) -> None:
        """The same of rows of a table. `headed`: the first is the head of a group and stays, under the outer loop."""
        found, rows = self._rows(table)
        kept = rows[first + 1] if headed else rows[first]
        for row in rows[first : first + count]:
            if row is not kept and not (headed and row is rows[first]):
                found.remove(row)
        if headed:
            rows[first].addprevious(_control_row(kept, before[0]))
            before = before[1:]
        for text in before:
            kept.addprevious(_control_row(kept, text))
        for text in after:
            kept.addnext(_control_row(kept, text))

    def loop_cells(self, table: int, row: int, first: int, count: int, before: str, after: str) -> None:
        """The same of cells of a row: the one kept is as wide as all were."""
        _, rows = self._rows(table)
        cells = [one for one in rows[row] if local(one) == "tc"][first : first + count]
        widths = [cell.find(f"{W}tcPr/{W}tcW") for cell in cells]
        if all(width is not None and str(width.get(f"{W}w", "")).isdigit() for width in widths):
            widths[0].set(f"{W}w", str(sum(int(width.get(f"{W}w")) for width in widths)))
        for cell in cells[1:]:
            rows[row].remove(cell)
        for text, put in ((before, cells[0].addprevious), (after, cells[0].addnext)):
            put(_control_cell(cells[0], text))

    def say_cell(self, table: int, row: int, cell: int, text: str) -> None:
        """Make a text all that a cell says, in the look of its first paragraph."""
        _, rows = self._rows(table)
        found = [one for one in rows[row] if local(one) == "tc"][cell]
        first, *others = [one for one in found if local(one) == "p"]
        for other in others:
            found.remove(other)
        said = text_of(first)
        if said:
            edit(first, [Edit(0, len(said), text)])
        else:
            _put_run(first, text)

    def say(self, line: int, text: str) -> None:
        """Put a text into a line that says nothing."""
        _put_run(self._paragraphs[line], text)

    def _rows(self, table: int) -> tuple[Any, list[Any]]:
        found = list(self.body.iter(f"{W}tbl"))[table]
        return found, [one for one in found if local(one) == "tr"]

    def put_frame(self, standard: bytes, type_name: str) -> tuple[bool, bool, bool]:
        """Put in the standard blocks of a template; whether letterhead, signing block and subject were found."""
        other = as_transitional(read_package(standard))
        root, styles = (etree.fromstring(other.read(name), PARSER) for name in (DOCUMENT, _STYLES))
        return put_frame(self.body, self.roots[_STYLES], root.find(f"{W}body"), styles, type_name, self.frame)

    def data(self) -> bytes:
        """The template."""
        return self.package.write({name: written(root) for name, root in self.roots.items()})


def _is_text(name: str) -> bool:
    stem = name.removeprefix("word/")
    return name == DOCUMENT or (
        name.startswith("word/") and "/" not in stem and stem.endswith(".xml") and stem.startswith(_AROUND)
    )


def _carriers(root: Any) -> dict[Any, str]:
    """The key of each run that stands in a control of an earlier draft."""
    found: dict[Any, str] = {}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            for run in control.iter(f"{W}r"):
                found[run] = str(tag.get(f"{W}val", ""))
    return found


def _cell_of(paragraph: Any, tables: Mapping[Any, int]) -> tuple[int | None, int | None, int | None]:
    cell = next((one for one in paragraph.iterancestors() if local(one) == "tc"), None)
    if cell is None:
        return None, None, None
    row = cell.getparent()
    table = next(one for one in row.iterancestors() if local(one) == "tbl")
    cells = [one for one in row if local(one) == "tc"]
    rows = [one for one in table if local(one) == "tr"]
    if row not in rows or cell not in cells:
        return tables.get(table), None, None
    return tables.get(table), rows.index(row), cells.index(cell)


def _control(model: Any, text: str) -> Any:
    """A paragraph with a control tag, set as another, which leaves nothing on the page."""
    made = model.makeelement(model.tag, {})
    look = model.find(f"{W}pPr")
    if look is not None:
        made.append(deepcopy(look))
        for section in made.iter(f"{W}sectPr"):
            section.getparent().remove(section)
    _put_run(made, text)
    return made


def _put_run(paragraph: Any, text: str) -> None:
    """A run at the paragraph's end, in the look of its mark."""
    run = paragraph.makeelement(f"{W}r", {})
    look = paragraph.find(f"{W}pPr/{W}rPr")
    if look is not None:
        run.append(deepcopy(look))
    said = paragraph.makeelement(f"{W}t", {XML_SPACE: "preserve"})
    said.text = text
    run.append(said)
    paragraph.append(run)


def _control_row(model: Any, text: str) -> Any:
    made = deepcopy(model)
    for number, cell in enumerate(one for one in made if local(one) == "tc"):
        _only(cell, text if number == 0 else "")
    return made


def _control_cell(model: Any, text: str) -> Any:
    made = deepcopy(model)
    _only(made, text)
    return made


def _only(cell: Any, text: str) -> None:
    """Make a control tag all that a cell has."""
    first, *others = [one for one in cell if local(one) == "p"]
    for other in others:
        cell.remove(other)
    cell.replace(first, _control(first, text))

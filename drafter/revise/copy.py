"""An officer's Word file, opened to be read as figures, lines and tables, and to be written into a copy of it.

Only parts in which something is written are written anew; all others are copied as they lie in the file.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.package import ZipLimits, read_package
from drafter.fill.word.links import Additions
from drafter.fill.word.properties import with_properties
from drafter.reconcile.prose import Words, bones_of
from drafter.reconcile.rows import Grid
from drafter.reconcile.spots import Spot
from drafter.revise.changes import Pen, put_in, take_back, take_out
from drafter.revise.comments import Comments, new_part
from drafter.revise.content import Numbers, Segment, mark_paragraph, put_into
from drafter.revise.names import W15, W, drop, element, local
from drafter.revise.tables import Seen, add_row, remove_row, rewrite, tables
from drafter.revise.walk import Line, Mark, Piece, Walked, pairs, walk

_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "trPrChange")
_AROUND = ("header", "footer", "footnotes", "endnotes")


class NotWritable(Exception):  # noqa: N818 - it is no error of the program
    """The file is one that is not written into; `why` says it in Vietnamese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(eq=False)
class _Part:
    name: str
    label: str
    root: Any
    walked: Walked
    changed: bool = False


@dataclass(eq=False)
class _Carrier:
    """A carrier with its runs; `spot` is what is told of it."""

    spot: Spot
    part: _Part
    line: Line | None
    pieces: list[Piece]
    control: Any
    first: Any = None
    last: Any = None


class OfficerCopy:
    """One Word file, opened. `moment` is when changes and comments are said to be made. Raises NotWritable."""

    def __init__(self, data: bytes, moment: datetime) -> None:
        try:
            self.package = read_package(data, limits=_LIMITS)
        except TemplateError as error:
            raise NotWritable("tệp không phải .docx hoặc bị hỏng") from error
        self.moment = moment
        self._parts = list(self._open())
        self._carriers = [carrier for part in self._parts for carrier in _carriers(part)]
        self._carriers = [_numbered(carrier, at) for at, carrier in enumerate(self._carriers)]
        self._texts: dict[tuple[str, int], tuple[str, dict[int, str]]] = {}
        self._lines = {(part.label, line.number): (part, line) for part in self._parts for line in part.walked.lines}
        self._tables = tables(self._parts[0].root, self._parts[0].walked.lines)
        self.pen = Pen(moment, self._highest(*_REVISIONS))
        self._numbers = Numbers(self._highest("bookmarkStart"), self._control_ids(), self._names())
        self._comments_part, root = self._open_comments()
        used = [self._highest("commentRangeStart", "commentReference")]
        self._comments = Comments(root, used, self._answered())
        self._new_rows: list[Any] = []
        self.added_lines: list[str] = []
        self.removed_lines: list[str] = []

    # reading

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every carrier, in reading order."""
        return tuple(carrier.spot for carrier in self._carriers)

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables of the document that have a head, as text."""
        return tuple(seen.grid(self._carrying()) for seen in self._tables)

    def lines(self, known: Mapping[str, str]) -> tuple[Words, ...]:
        """The document's paragraphs outside such tables. `known` gives bookmarks the key of their figure."""
        listed = {id(line) for seen in self._tables for lines in seen.cells.values() for line in lines}
        carrying = self._carrying()
        found = []
        for line in self._parts[0].walked.lines:
            boxed = any(True for _ in line.element.iterancestors(f"{W}txbxContent"))
            if id(line) not in listed and not boxed:
                found.append(_words(line, carrying.get(id(line), []), known))
        return tuple(found)

    def text_of(self, part: str, number: int, *, figures: str = "#") -> str:
        """A paragraph's accepted text with a sign for each figure; empty where there is no such paragraph."""
        found = self._lines.get((part, number))
        if found is None:
            return ""
        inside = {id(piece) for carrier in self._carriers if carrier.line is found[1] for piece in carrier.pieces}
        return "".join(figures if id(p) in inside else p.text for p in found[1].pieces if p.is_accepted)

    def row_segments(self, grid: Grid, row: int) -> list[list[tuple[str, str]]]:
        """What each cell of a row says: stretches of text, each with the bookmark of its figure, or none."""
        seen = next(one for one, text in zip(self._tables, self.grids, strict=True) if text == grid)
        carrying = self._carrying()
        found = []
        for at in sorted(column for line, column in seen.cells if line == row):
            lines = seen.cells[row, at]
            found.append([one for line in lines for one in _segments(line, carrying.get(id(line), []))])
        return found

    def line_texts(self) -> list[str]:
        """The accepted text of every paragraph of the document, in order."""
        return [line.text() for line in self._parts[0].walked.lines]

    def _carrying(self) -> dict[int, list[_Carrier]]:
        found: dict[int, list[_Carrier]] = {}
        for carrier in self._carriers:
            if carrier.line is not None:
                found.setdefault(id(carrier.line), []).append(carrier)
        return found

    # writing

    def change(self, number: int, text: str, *, fills_gap: bool = False) -> None:
        """Put `text` in place of a carrier's, tracked; a change of ours that waits there is replaced."""
        carrier = self._carriers[number]
        runs = self._restored(carrier)
        letters = [run for run in runs if any(local(one) in ("t", "tab", "br") for one in run)]
        marks = take_out(letters, self.pen)
        inside = [mark for mark in marks if carrier.control is None or carrier.control in mark.iterancestors()]
        last = (inside or marks)[-1]
        like = next(run for run in letters if run.getparent() is (inside or marks)[0])
        mark = put_in(last, like, text, self.pen, plain=fills_gap)
        self._opened(carrier)
        carrier.first, carrier.last = marks[0], mark
        self._intend(carrier, text)

    def withdraw(self, number: int) -> None:
        """Take our change that waits in a carrier back: what stood there stands again."""
        carrier = self._carriers[number]
        runs = self._restored(carrier)
        carrier.first, carrier.last = (runs[0], runs[-1]) if runs else (None, None)
        self._intend(carrier, carrier.spot.rejected)

    def _restored(self, carrier: _Carrier) -> list[Any]:
        numbers = {number for piece in carrier.pieces for number in piece.comments}
        if carrier.spot.offered is not None and numbers:
            self._comments.take_off(sorted(numbers), carrier.part.root)
        carrier.part.changed = True
        return take_back(carrier.pieces, self.pen)

    def _opened(self, carrier: _Carrier) -> None:
        """A plain-text control becomes a rich one: in a plain one LibreOffice 7.4 glues old and new together."""
        if carrier.control is not None:
            properties = carrier.control.find(f"{W}sdtPr")
            for tag in ("text", "showingPlcHdr"):
                for one in properties.findall(W + tag):
                    properties.remove(one)

    def _intend(self, carrier: _Carrier, text: str) -> None:
        """Note what the paragraph says once all is accepted."""
        line = carrier.line
        if line is None:
            return
        key = (carrier.spot.part, line.number)
        _, instead = self._texts.setdefault(key, (line.text(), {}))
        for piece in carrier.pieces:
            instead[id(piece)] = ""
        seat = next((piece for piece in carrier.pieces if piece.is_accepted), carrier.pieces[0])
        instead[id(seat)] = text

    def intended(self) -> Iterator[tuple[str, str]]:
        """The paragraphs in which something was written: what each said, and what it says once all is accepted."""
        for key, (was, instead) in self._texts.items():
            line = self._lines[key][1]
            yield was, "".join(instead.get(id(p), p.text if p.is_accepted else "") for p in line.pieces)

    def can_comment(self, number: int) -> bool:
        """Whether a comment may stand there: Word has them in the text only."""
        carrier = self._carriers[number]
        return carrier.part is self._parts[0] and carrier.line is not None

    def comment(self, number: int, lines: Sequence[str]) -> None:
        """A comment about a carrier."""
        carrier = self._carriers[number]
        if carrier.control is not None and local(carrier.control.getparent()) in ("p", "hyperlink", "sdtContent"):
            first = last = carrier.control
        else:
            first = carrier.pieces[0].run if carrier.first is None else carrier.first
            last = carrier.pieces[-1].run if carrier.last is None else carrier.last
            first, last = _top(first), _top(last)
        carrier.part.changed = True
        self._comments.take_off(sorted({one for piece in carrier.pieces for one in piece.comments}), carrier.part.root)
        self._comments.write(first, last, lines, self.moment)

    def comment_line(self, part: str, number: int, lines: Sequence[str]) -> bool:
        """A comment about a paragraph; whether it could be written."""
        owner, line = self._lines[part, number]
        inside = [child for child in line.element if local(child) not in ("pPr", "")]
        if owner is not self._parts[0] or not inside:
            return False
        owner.changed = True
        self._comments.write(inside[0], inside[-1], lines, self.moment)
        return True

    def rewrite_line(self, part: str, number: int, text: str) -> None:
        """New words for a paragraph that holds no figure, tracked."""
        owner, line = self._lines[part, number]
        owner.changed = True
        _, instead = self._texts.setdefault((part, number), (line.text(), {}))
        instead.update(dict.fromkeys((id(piece) for piece in line.pieces), ""))
        if line.pieces:
            instead[id(line.pieces[0])] = text
        rewrite(line, text, self.pen)

    def remove_line(self, part: str, number: int) -> None:
        """Track a paragraph that holds no figure as deleted, with its mark."""
        owner, line = self._lines[part, number]
        owner.changed = True
        take_out([piece.run for piece in line.pieces], self.pen)
        mark_paragraph(line.element, self.pen.mark("del"))
        self.removed_lines.append(line.text())

    def add_line(self, part: str, after: int, text: str) -> None:
        """Track a new paragraph after another, set as that is."""
        owner, line = self._lines[part, after]
        owner.changed = True
        made = element("p")
        properties = line.element.find(f"{W}pPr")
        if properties is not None:
            made.append(_clean(properties))
        like = next((piece.run for piece in line.pieces if piece.text), None)
        mark_paragraph(made, self.pen.mark("ins"))
        put_into(made, [Segment(text)], like, self.pen, self._numbers)
        line.element.addnext(made)
        self.added_lines.append(text)

    def add_row(self, table: int, after: int, cells: Sequence[Sequence[Segment]]) -> bool:
        """Track a new row in a table; False where no row of the table has that many cells."""
        seen = self._tables[table]
        like = self._like(seen, after, len(cells))
        if like is None:
            return False
        self._parts[0].changed = True
        anchor = seen.rows[after]
        while any(anchor.getnext() is one for one in self._new_rows):
            anchor = anchor.getnext()
        self._new_rows.append(add_row(anchor, like, cells, self.pen, self._numbers))
        self.added_lines += ["".join(segment.text for segment in cell) for cell in cells]
        return True

    def _like(self, seen: Seen, after: int, size: int) -> Any | None:
        def cells(row: Any) -> int:
            return sum(1 for _ in row.iter(f"{W}tc"))

        near = sorted(range(seen.heads, len(seen.rows)), key=lambda at: abs(at - after))
        return next((seen.rows[at] for at in near if cells(seen.rows[at]) == size and at not in seen.busy), None)

    def remove_row(self, table: int, row: int) -> bool:
        """Track a row as deleted; False where somebody's change waits in it."""
        seen = self._tables[table]
        if row in seen.busy:
            return False
        self._parts[0].changed = True
        lines = [line for (at, _), found in seen.cells.items() if at == row for line in found]
        remove_row(seen.rows[row], lines, self.pen)
        self.removed_lines += [line.text() for line in lines]
        return True

    def rewrite_cell(self, table: int, row: int, column: int, text: str) -> bool:
        """New words for a cell of one paragraph, tracked; False where a change waits in it or it has several."""
        lines = self._tables[table].cells.get((row, column), [])
        if len(lines) != 1 or any(piece.changes or piece.in_field for piece in lines[0].pieces):
            return False
        self.rewrite_line("document", lines[0].number, text)
        return True

    def written(self, properties: Mapping[str, str]) -> bytes:
        """The copy with all that was written, and these custom properties."""
        parts: dict[str, bytes] = {}
        for part in self._parts:
            if part.changed:
                parts[part.name] = etree.tostring(part.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self.package
        if self._comments.changed:
            parts[self._comments_part] = self._comments.data()
            if self._comments.is_new:
                additions = Additions(package)
                new_part(additions, self._parts[0].name, self._comments_part)
                parts.update(additions.parts())
        package = package.with_parts(
            {name: data for name, data in parts.items() if name in ("[Content_Types].xml", "_rels/.rels")}
        )
        return package.write({**parts, **with_properties(package, properties)})

    # opening

    def _open(self) -> Iterator[_Part]:
        main = next((name for kind, name in self._relations("") if kind == "officeDocument"), "")
        if main not in self.package:
            raise NotWritable("tệp không phải văn bản Word")
        root = self._tree(main)
        if root.tag != f"{W}document":
            raise NotWritable("tệp lưu dạng Strict Open XML; mở bằng Word rồi lưu lại dạng Word Document (*.docx)")
        yield _Part(main, "document", root, walk(root))
        for kind, name in self._relations(main):
            if kind in _AROUND and name in self.package:
                label = name.rpartition("/")[2].removesuffix(".xml") if kind in ("header", "footer") else kind
                part = self._tree(name)
                yield _Part(name, label, part, walk(part))

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if relations not in self.package:
            return
        for one in self._tree(relations):
            if local(one) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                yield one.get("Type", "").rpartition("/")[2], path

    def _tree(self, name: str) -> Any:
        try:
            return etree.fromstring(self.package.read(name), _PARSER)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise NotWritable(f"phần «{name}» của tệp bị hỏng") from error

    def _open_comments(self) -> tuple[str, Any | None]:
        for kind, name in self._relations(self._parts[0].name):
            if kind == "comments" and name in self.package:
                return name, self._tree(name)
        folder = self._parts[0].name.rpartition("/")[0]
        name, at = f"{folder}/comments.xml", 1
        while name in self.package:
            name, at = f"{folder}/comments{at}.xml", at + 1
        return name, None

    def _answered(self) -> set[str]:
        """The paragraphs of comments that have been answered."""
        for kind, name in self._relations(self._parts[0].name):
            if kind == "commentsExtended" and name in self.package:
                return {one.get(f"{W15}paraIdParent", "") for one in self._tree(name)}
        return set()

    def _highest(self, *tags: str) -> int:
        ids = (one.get(f"{W}id", "") for part in self._parts for tag in tags for one in part.root.iter(W + tag))
        return max((int(one) for one in ids if one.lstrip("-").isdigit()), default=0)

    def _control_ids(self) -> int:
        ids = (one.get(f"{W}val", "") for part in self._parts for one in part.root.iterfind(f".//{W}sdtPr/{W}id"))
        return max((abs(int(one)) for one in ids if one.lstrip("-").isdigit() and abs(int(one)) < 2**30), default=0)

    def _names(self) -> set[str]:
        return {one.get(f"{W}name", "") for part in self._parts for one in part.root.iter(f"{W}bookmarkStart")}


def _carriers(part: _Part) -> Iterator[_Carrier]:
    claimed = {id(piece) for mark in part.walked.marks for piece in mark.pieces}
    for bookmark, control in pairs(part.walked.marks):
        whole: Mark | None = bookmark or control
        assert whole is not None
        pieces = list(whole.pieces)
        line = whole.lines[0] if len(set(map(id, whole.lines))) == 1 else None
        if line is not None:
            pieces = _with_stray(pieces, line, claimed)
        spot = Spot(
            number=0,
            bookmark="" if bookmark is None else bookmark.name,
            tag="" if control is None else control.name,
            alias="" if control is None else control.alias,
            accepted="".join(piece.text for piece in pieces if piece.is_accepted),
            rejected="".join(piece.text for piece in pieces if piece.is_rejected),
            part=part.label,
            paragraph=line.number if line else 0,
            offered=_offered(pieces),
            foreign=any(piece.foreign and piece.text for piece in pieces),
            closed=_closed(pieces, line, control),
            **_beside(pieces, line),
        )
        yield _Carrier(spot, part, line, pieces, None if control is None else control.control)


def _numbered(carrier: _Carrier, number: int) -> _Carrier:
    values = {**vars(carrier.spot), "number": number}
    return _Carrier(Spot(**values), carrier.part, carrier.line, carrier.pieces, carrier.control)


def _with_stray(pieces: list[Piece], line: Line, claimed: Collection[int]) -> list[Piece]:
    """The runs of a carrier with our deletion beside it: through .odt that is moved out of control and bookmark."""
    kinds = {piece.ours for piece in pieces}
    if "ins" not in kinds or "del" in kinds:
        return pieces
    at = [number for number, piece in enumerate(line.pieces) if any(piece is one for one in pieces)]
    if not at:
        return pieces
    before: list[Piece] = []
    for piece in reversed(line.pieces[: at[0]]):
        if piece.ours != "del" or id(piece) in claimed:
            if piece.text:
                break
            continue
        before.insert(0, piece)
    if before:
        return [*before, *pieces]
    after: list[Piece] = []
    for piece in line.pieces[at[-1] + 1 :]:
        if piece.ours != "del" or id(piece) in claimed:
            if piece.text:
                break
            continue
        after.append(piece)
    return [*pieces, *after]


def _offered(pieces: Sequence[Piece]) -> str | None:
    if not any(piece.ours and piece.text for piece in pieces):
        return None
    return "".join(piece.text for piece in pieces if piece.ours == "ins" or (not piece.changes))


def _closed(pieces: Sequence[Piece], line: Line | None, control: Mark | None) -> str:
    """Why nothing can be written into a carrier."""
    if line is None:
        return "số này trải qua nhiều đoạn"
    if any(piece.in_field for piece in pieces):
        return "chỗ này nằm trong một trường (Field) của Word"
    if not any(piece.text for piece in pieces):
        return "chỗ này không còn chữ nào"
    if control is not None and control.control.find(f"{W}sdtPr/{W}dataBinding") is not None:
        return "ô này gắn với dữ liệu khác của Word"
    if any(local(one) == "AlternateContent" for one in line.element.iterancestors()):
        return "số này nằm trong hộp văn bản"
    return ""


def _beside(pieces: Sequence[Piece], line: Line | None) -> dict[str, str]:
    if line is None:
        return {}
    own = {id(piece) for piece in pieces}
    at = [number for number, piece in enumerate(line.pieces) if id(piece) in own]
    if not at:
        return {}
    before, after = line.pieces[: at[0]], line.pieces[at[-1] + 1 :]
    return {
        name: "".join(piece.text for piece in found if piece.is_accepted)
        for name, found in (("before", before), ("after", after))
    }


def _words(line: Line, here: Sequence[_Carrier], known: Mapping[str, str]) -> Words:
    """A paragraph as words, a sign for each figure in it."""
    starts, at = {}, 0
    for piece in line.pieces:
        starts[id(piece)] = at
        at += len(piece.text) if piece.is_accepted else 0
    figures = []
    for carrier in here:
        shown = [piece for piece in carrier.pieces if piece.is_accepted]
        if shown:
            start = starts[id(shown[0])]
            end = starts[id(shown[-1])] + len(shown[-1].text)
            key = known.get(carrier.spot.bookmark) or carrier.spot.tag or carrier.spot.alias
            figures.append((start, end, key.removesuffix("#thieu")))
    text = line.text()
    plain = not here and not any(piece.changes or piece.in_field for piece in line.pieces)
    return Words("document", line.number, bones_of(text, sorted(figures)), text, plain)


def _segments(line: Line, here: Sequence[_Carrier]) -> list[tuple[str, str]]:
    owner = {id(piece): carrier.spot.bookmark for carrier in here for piece in carrier.pieces}
    made: list[tuple[str, str]] = []
    for piece in line.pieces:
        mark = owner.get(id(piece), "")
        if not piece.is_accepted or not piece.text:
            continue
        if made and made[-1][1] == mark:
            made[-1] = (made[-1][0] + piece.text, mark)
        else:
            made.append((piece.text, mark))
    return made


def _top(node: Any) -> Any:
    """The element among the paragraph's own children that holds `node`."""
    while (parent := node.getparent()) is not None and local(parent) not in ("p", "hyperlink"):
        node = parent
    return node


def _clean(properties: Any) -> Any:
    made = copy.deepcopy(properties)
    for gone in [one for one in made.iter() if local(one) in ("ins", "del", "pPrChange", "rPrChange", "sectPr")]:
        drop(gone)
    return made

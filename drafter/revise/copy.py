"""An officer's Word file, opened to be read as figures, lines and tables, and to be written into a copy of it.

Only parts in which something is written are written anew; all others are copied as they lie in the file.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from drafter.fill.word.links import Additions
from drafter.fill.word.properties import with_properties
from drafter.reconcile.prose import Words
from drafter.reconcile.rows import Grid
from drafter.reconcile.spots import GAP, Spot
from drafter.revise.carriers import Carrier, carriers, numbered, segments, words
from drafter.revise.changes import Pen, put_in, retell, take_back, take_out
from drafter.revise.comments import Comments, new_part
from drafter.revise.content import Numbers, Segment, mark_paragraph, put_into
from drafter.revise.controls import can_go, emptied, take_off
from drafter.revise.names import ROW_PREFIX, W, drop, element, local
from drafter.revise.opening import OpenedFile
from drafter.revise.realign import realign
from drafter.revise.reword import reword
from drafter.revise.tables import Seen, add_row, is_waiting, lines_of, remove_row, rewrite, row_like, tables
from drafter.revise.walk import Piece, walk

NO_MARKS: Mapping[int, str] = {}
_NO_PIECE = 0  # no object's id: what is written into a paragraph that had no run
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "trPrChange")


class OfficerCopy:
    """One Word file, opened. `moment` is when changes and comments are said to be made. Raises NotWritable."""

    def __init__(self, data: bytes, moment: datetime) -> None:
        file = self._file = OpenedFile(data)
        self.moment = moment
        self._parts = file.parts
        self._texts: dict[tuple[str, int], tuple[str, dict[int, str]]] = {}
        self._find()
        self.pen = Pen(moment, file.highest(*_REVISIONS))
        self._numbers = Numbers(file.highest("bookmarkStart"), file.names())
        self._comments_part, root = file.comments()
        used = [file.highest("commentRangeStart", "commentReference")]
        self._comments = Comments(root, used, file.answered())
        self._new_rows: list[Any] = []
        self.added_lines: list[str] = []
        self.removed_lines: list[str] = []

    def _find(self) -> None:
        found = (carrier for part in self._parts for carrier in carriers(part))
        self._carriers = [numbered(carrier, at) for at, carrier in enumerate(found)]
        self._lines = {(part.label, line.number): (part, line) for part in self._parts for line in part.walked.lines}
        self._tables = tables(self._parts[0].root, self._parts[0].walked.lines)

    def realign(self, texts: Mapping[str, Collection[str]]) -> None:
        """Put bookmarks back that have moved by a letter from one of their `texts`. Call it before anything is read."""
        moved = False
        for part in self._parts:
            while realign(part, texts):
                part.walked, moved = walk(part.root), True
        if moved:
            self._find()

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
                found.append(words(line, carrying.get(id(line), []), known))
        return tuple(found)

    def custom_xml(self, root: str, attribute: str) -> str:
        """What the file's custom XML part of this root says; empty where there is none."""
        return self._file.custom_xml(root, attribute)

    def text_of(self, part: str, number: int, *, figures: str = "#") -> str:
        """A paragraph's accepted text with a sign for each figure; empty where there is no such paragraph."""
        found = self._lines.get((part, number))
        if found is None:
            return ""
        inside = {id(piece) for carrier in self._carriers if carrier.line is found[1] for piece in carrier.pieces}
        return "".join(figures if id(p) in inside else p.text for p in found[1].pieces if p.is_accepted)

    def row_segments(self, grid: Grid, row: int) -> list[list[tuple[str, str]]]:
        """What each cell of a row says: stretches of text, each with the bookmark of its figure, or none."""
        seen = self._seen(grid)
        carrying = self._carrying()
        found = []
        for at in sorted(column for line, column in seen.cells if line == row):
            lines = seen.cells[row, at]
            found.append([one for line in lines for one in segments(line, carrying.get(id(line), []))])
        return found

    def line_texts(self) -> list[str]:
        """The accepted text of every paragraph of the document, in order."""
        return [line.text() for line in self._parts[0].walked.lines]

    def uncarried(self) -> list[str]:
        """The same, with a sign for each figure that is carried."""
        carried = {id(piece) for carrier in self._carriers for piece in carrier.pieces}
        return [
            "".join("#" if id(piece) in carried else piece.text for piece in line.pieces if piece.is_accepted)
            for line in self._parts[0].walked.lines
        ]

    def _carrying(self) -> dict[int, list[Carrier]]:
        found: dict[int, list[Carrier]] = {}
        for carrier in self._carriers:
            if carrier.line is not None:
                found.setdefault(id(carrier.line), []).append(carrier)
        return found

    # writing

    def change(self, number: int, text: str, *, fills_gap: bool = False) -> None:
        """Put `text` in place of a carrier's, tracked; a change of ours that waits there is replaced."""
        carrier = self._carriers[number]
        if all(piece.ours == "ins" for piece in carrier.pieces if piece.text):
            retell([piece.run for piece in carrier.pieces], text)  # it came with us and waits: it is ours altogether
            carrier.part.changed = True
            self._intend(carrier, text)
            return
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

    def _restored(self, carrier: Carrier) -> list[Any]:
        numbers = {number for piece in carrier.pieces for number in piece.comments}
        if carrier.spot.offered is not None and numbers:
            self._comments.take_off(sorted(numbers), carrier.part.root)
        carrier.part.changed = True
        return take_back(carrier.pieces, self.pen)

    def _opened(self, carrier: Carrier) -> None:
        """A plain-text control becomes a rich one: in a plain one LibreOffice 7.4 glues old and new together."""
        if carrier.control is not None:
            properties = carrier.control.find(f"{W}sdtPr")
            for tag in ("text", "showingPlcHdr"):
                for one in properties.findall(W + tag):
                    properties.remove(one)

    def _intend(self, carrier: Carrier, text: str) -> None:
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
            said = "".join(instead.get(id(p), p.text if p.is_accepted else "") for p in line.pieces)
            yield was, instead.get(_NO_PIECE, said)

    def can_comment(self, number: int) -> bool:
        """Whether a comment may tell of a carrier: Word has them in the text only, and at the sign of a note."""
        carrier = self._carriers[number]
        if carrier.line is None:
            return False
        if carrier.part is not self._parts[0]:
            return self._sign_of(carrier) is not None
        return not any(True for _ in carrier.line.element.iterancestors(f"{W}txbxContent"))

    def _sign_of(self, carrier: Carrier) -> Piece | None:
        """The run in the text that refers to the note in which a carrier stands."""
        kind = {"footnotes": "footnote", "endnotes": "endnote"}.get(carrier.part.label)
        if kind is None or carrier.line is None:
            return None
        number = next((one.get(f"{W}id") for one in carrier.line.element.iterancestors(W + kind)), None)
        for line in self._parts[0].walked.lines:
            for piece in line.pieces:
                sign = piece.run.find(f"{W}{kind}Reference")
                if sign is not None and sign.get(f"{W}id") == number:
                    return piece
        return None

    def comment(self, number: int, lines: Sequence[str]) -> None:
        """A comment about a carrier, at the sign of its note where it stands in one."""
        carrier = self._carriers[number]
        sign = self._sign_of(carrier)
        if sign is not None:
            self._parts[0].changed = True
            self._comments.take_off(sorted(sign.comments), self._parts[0].root)
            self._comments.write(_top(sign.run), _top(sign.run), lines, self.moment)
            return
        if carrier.control is not None and local(carrier.control.getparent()) in ("p", "hyperlink", "sdtContent"):
            first = last = carrier.control
        else:
            first = carrier.pieces[0].run if carrier.first is None else carrier.first
            last = carrier.pieces[-1].run if carrier.last is None else carrier.last
            first, last = _top(first), _top(last)
        carrier.part.changed = True
        self._comments.take_off(sorted({one for piece in carrier.pieces for one in piece.comments}), carrier.part.root)
        self._comments.write(first, last, lines, self.moment)

    def comment_head(self, lines: Sequence[str]) -> bool:
        """The one comment at the head of the text, in place of an earlier one of ours that begins with the same line.

        Whether it could be written.
        """
        body = self._parts[0]
        line = next((one for one in body.walked.lines if any(piece.text for piece in one.pieces)), None)
        if line is None:
            return False
        self._comments.take_off(self._comments.beginning(lines[0]), body.root)
        return self.comment_line(body.label, line.number, lines)

    def comment_row(self, table: int, row: int, lines: Sequence[str]) -> None:
        """A comment about a row, in place of one of ours that begins with the same line; below 0: the newest added.

        A row that was taken back has none.
        """
        place = self._new_rows[-1] if row < 0 else self._tables[table].rows[row]
        if place.getparent() is None:
            return
        there = {one.get(f"{W}id") for one in place.iter(f"{W}commentRangeStart")}
        self._comments.take_off(
            [one for one in self._comments.beginning(lines[0]) if one in there], self._parts[0].root
        )
        for paragraph in place.iter(f"{W}p"):
            inside = [child for child in paragraph if local(child) not in ("pPr", "")]
            if any(True for child in inside for _ in child.iter(f"{W}t", f"{W}delText")):
                self._parts[0].changed = True
                self._comments.write(inside[0], inside[-1], lines, self.moment)
                return

    def comment_cell(self, table: int, row: int, column: int, lines: Sequence[str]) -> None:
        """A comment about the first paragraph of a cell."""
        self.comment_line(self._parts[0].label, self._tables[table].cells[row, column][0].number, lines)

    def comment_line(self, part: str, number: int, lines: Sequence[str]) -> bool:
        """A comment about a paragraph; whether it could be written."""
        owner, line = self._lines[part, number]
        inside = [child for child in line.element if local(child) not in ("pPr", "")]
        if owner is not self._parts[0] or not inside:
            return False
        owner.changed = True
        self._comments.write(inside[0], inside[-1], lines, self.moment)
        return True

    def own_comments(self) -> list[str]:
        """The first line of each comment of ours that the file has."""
        return self._comments.own()

    def forget_comments(self, lines: Collection[str]) -> bool:
        """Take our comments that begin with one of these lines off, but for those that were answered; whether any."""
        numbers = [number for line in lines for number in self._comments.beginning(line)]
        gone = self._comments.take_off(numbers, self._parts[0].root)
        self._parts[0].changed |= gone
        return gone

    def rewrite_line(self, part: str, number: int, text: str) -> bool:
        """New words for a paragraph that holds no figure, tracked; False where a control of the officer's would go."""
        owner, line = self._lines[part, number]
        if emptied([piece.run for piece in line.pieces]):
            return False
        owner.changed = True
        _, instead = self._texts.setdefault((part, number), (line.text(), {}))
        instead.update(dict.fromkeys((id(piece) for piece in line.pieces), ""))
        instead[id(line.pieces[0]) if line.pieces else _NO_PIECE] = text
        rewrite(line, text, self.pen)
        return True

    def remove_line(self, part: str, number: int) -> bool:
        """Track a paragraph as deleted, with its mark; False where a control that is none of ours would be empty."""
        owner, line = self._lines[part, number]
        runs = [piece.run for piece in line.pieces]
        controls = emptied(runs)
        if not all(map(can_go, controls)):
            return False
        owner.changed = True
        take_out(runs, self.pen)
        for control in controls:
            take_off(control)
        mark_paragraph(line.element, self.pen.mark("del"))
        self.removed_lines.append(line.text())
        return True

    def reword_line(
        self, part: str, number: int, fresh: Sequence[Segment], known: Mapping[str, str], closed: Collection[str]
    ) -> bool:
        """Other words around the figures of a paragraph, tracked; False where that cannot be done.

        `known` gives bookmarks the key of their figure; the figures of these keys in `closed` must stay.
        """
        owner, line = self._lines[part, number]
        here = [carrier for carrier in self._carriers if carrier.line is line]
        figures = {
            id(piece): (known.get(carrier.spot.bookmark) or carrier.spot.tag).removesuffix(GAP)
            for carrier in here
            for piece in carrier.pieces
        }
        was = line.text()
        said = reword(line, figures, fresh, {f"{{{key}}}" for key in closed}, self.pen, self._numbers)
        if said is None:
            return False
        owner.changed = True
        _, instead = self._texts.setdefault((part, number), (was, {}))
        for piece in line.pieces:
            if id(piece) in said:
                meant = instead.get(id(piece), piece.text)
                instead[id(piece)] = said[id(piece)].replace(piece.text, meant, 1) if piece.text else said[id(piece)]
        return True

    def segments_of(self, part: str, number: int) -> list[tuple[str, str]]:
        """A paragraph's accepted text in stretches, each with the bookmark of its figure, or none."""
        line = self._lines[part, number][1]
        return segments(line, self._carrying().get(id(line), []))

    def add_line(self, part: str, after: int, segments: Sequence[Segment]) -> None:
        """Track a new paragraph after another, set as that is."""
        owner, line = self._lines[part, after]
        owner.changed = True
        made = element("p")
        properties = line.element.find(f"{W}pPr")
        if properties is not None:
            made.append(_clean(properties))
        like = next((piece.run for piece in line.pieces if piece.text), None)
        mark_paragraph(made, self.pen.mark("ins"))
        put_into(made, segments, like, self.pen, self._numbers)
        line.element.addnext(made)
        self.added_lines.append("".join(segment.text for segment in segments))

    def row_marks(self, grid: Grid, row: int) -> dict[int, str]:
        """The hidden bookmarks by which a row is known, by the number of the cell that each stands in."""
        seen = self._seen(grid)
        found = {}
        for at, (_, column) in enumerate(sorted(place for place in seen.cells if place[0] == row)):
            for line in seen.cells[row, column]:
                for one in line.element.iter(f"{W}bookmarkStart"):
                    if one.get(f"{W}name", "").startswith(ROW_PREFIX):
                        found[at] = str(one.get(f"{W}name"))
        return found

    def _seen(self, grid: Grid) -> Seen:
        return next(one for one, text in zip(self._tables, self.grids, strict=True) if text == grid)

    def add_row(
        self, table: int, after: int, cells: Sequence[Sequence[Segment]], marks: Mapping[int, str] = NO_MARKS
    ) -> bool:
        """Track a new row in a table; False where no row of the table has that many cells."""
        seen = self._tables[table]
        like = row_like(seen, after, len(cells))
        if like is None:
            return False
        self._parts[0].changed = True
        anchor = seen.rows[after]
        while any(anchor.getnext() is one for one in self._new_rows):
            anchor = anchor.getnext()
        self._new_rows.append(add_row(anchor, like, cells, self.pen, self._numbers, marks))
        self.added_lines += ["".join(segment.text for segment in cell) for cell in cells]
        return True

    def row_lines(self, table: int, row: int) -> list[int]:
        """The numbers of a row's paragraphs."""
        return [line.number for line in lines_of(self._tables[table], row)]

    def remove_row(self, table: int, row: int) -> bool:
        """Track a row as deleted; False where somebody's change waits in it. A row of ours that waits is taken back."""
        seen = self._tables[table]
        lines = lines_of(seen, row)
        if is_waiting(seen, row):
            numbers = [one.get(f"{W}id", "") for one in seen.rows[row].iter(f"{W}commentRangeStart")]
            self._comments.take_off(numbers, self._parts[0].root)
            drop(seen.rows[row])
        elif row in seen.busy:
            return False
        else:
            remove_row(seen.rows[row], lines, self.pen)
        self._parts[0].changed = True
        self.removed_lines += [line.text() for line in lines]
        return True

    def rewrite_cell(self, table: int, row: int, column: int, text: str) -> bool:
        """New words for a cell of one paragraph, tracked; False where a change waits in it or it has several."""
        lines = self._tables[table].cells.get((row, column), [])
        if len(lines) == 1 and is_waiting(self._tables[table], row) and lines[0].pieces:
            retell([piece.run for piece in lines[0].pieces], text)
            self._parts[0].changed = True
            self._texts.setdefault(("document", lines[0].number), (lines[0].text(), {}))[1][_NO_PIECE] = text
            return True
        if len(lines) != 1 or any(piece.changes or piece.in_field for piece in lines[0].pieces):
            return False
        return self.rewrite_line("document", lines[0].number, text)

    def written(self, properties: Mapping[str, str]) -> bytes:
        """The copy with all that was written, and these custom properties."""
        parts: dict[str, bytes] = {}
        for part in self._parts:
            if part.changed:
                parts[part.name] = etree.tostring(part.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._file.package
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

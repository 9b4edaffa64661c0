"""Turn a measured file into a paper with its parts: letterhead, type, subject, text, signature, recipients, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafter.format_rules.drawn import bordered, shapes
from drafter.format_rules.heads import find_letterhead
from drafter.format_rules.lines import lines_of
from drafter.format_rules.paper import Annex, DrawnLine, Line, Paper, Spot
from drafter.format_rules.patterns import (
    ADDRESSED,
    ANNEX,
    ATTACHED,
    GROUND,
    GROUND_TOO,
    base,
    begins,
    is_caps,
    is_motto,
    is_state,
    spelled,
    squeezed,
)
from drafter.format_rules.signing import find_recipients, find_signatures
from drafter.model.page import Align, Block, PageFile, Table, View
from drafter.model.views import in_view
from drafter.standards.form_words import form_words

_HEAD_LINES = 90
_LONGEST_TYPE, _LONGEST_SUBJECT_LINE = 60, 220
_DAY = re.compile(r"NGAY\s*(\d{1,2})?[\s.…_]*THANG\s*(\d{1,2})?[\s.…_]*NAM\s*(\d{4})?")
_BLANK = re.compile(r"SO\s*:?[\s.…_]*/")


def find_paper(file: PageFile, *, name: str = "", day: date | None = None, draft: bool | None = None) -> Paper:
    """Find the parts of a paper, in the view with all changes accepted.

    `day` is the day to judge it by where it bears none. `draft`: whether it is one; None looks for itself: the mark
    «DỰ THẢO», or a number that is still blank (of a list: of what it is attached to).
    """
    seen = in_view(file, View.ACCEPTED)
    lines = lines_of(seen)
    found = _Finder(lines, tuple(_tables(seen)))
    paper = found.paper(seen)
    earliest, latest = _days(paper.letterhead.date, day)
    marked = bool(paper.letterhead.marks) or _has_blank_number(paper)
    return replace(
        paper,
        name=name,
        earliest=earliest,
        latest=latest,
        is_draft=marked if draft is None else draft,
        asked_draft=draft is True,
    )


@dataclass
class _Finder:
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]

    def paper(self, file: PageFile) -> Paper:
        head = self.lines[:_HEAD_LINES]
        printed = any(begins(line.text, form_words().printed) and is_caps(line.text) for line in head)
        type_line = next((line for line in head if _is_type(line)), None)
        top = self.lines[: type_line.order] if type_line else self._before_text(head)
        letterhead = find_letterhead(top)
        annexes = self._annexes(file, after=max([line.order for line in top], default=-1))
        is_list = letterhead.state is None and letterhead.number is None and type_line is None and bool(annexes)
        start = type_line.order + 1 if type_line else len(top)
        end = annexes[0][0] if annexes else len(self.lines)
        inner = self.lines[start:end] if not is_list else ()
        subject, subject_line, rest = _subject(inner) if type_line else ((), None, inner)
        paper = Paper(
            file=file,
            lines=self.lines,
            letterhead=replace(letterhead, drawn_borders=self._is_drawn(letterhead.state or letterhead.number)),
            type_line=type_line,
            kind=_kind(type_line) if type_line else "",
            subject=subject,
            subject_line=subject_line,
            annexes=tuple(annex for _, annex in annexes),
            is_list=is_list,
            printed=printed,
        )
        return self._with_text(paper, rest)

    def _with_text(self, paper: Paper, rest: Sequence[Line]) -> Paper:
        """The paper with what stands between its subject and its annexes."""
        signatures = find_signatures(rest, self.tables)
        word, recipients = find_recipients(rest)
        closing = [line for block in signatures for line in block.titles] + ([word] if word else [])
        ends = [self._first_of_table(line) for line in closing]
        text = [line for line in rest if line.spot is Spot.BODY and line.order < min(ends, default=len(self.lines))]
        authority, text = _authority(text, paper.kind)
        addressed, text = _addressed(text)
        grounds, text = _grounds(text, paper.kind)
        signed = next((block.titles[0] for block in signatures), word)
        return replace(
            paper,
            authority=authority,
            addressed=addressed,
            grounds=grounds,
            body=tuple(text),
            signatures=signatures,
            recipients_word=word,
            recipients=recipients,
            signature_borders=self._is_drawn(signed),
        )

    def _before_text(self, head: Sequence[Line]) -> tuple[Line, ...]:
        """The head of a paper without a type's name: up to the address, or to the first text below the table."""
        if not any(is_state(line.text) or is_motto(line.text) for line in head):
            return ()
        seen = False
        for at, line in enumerate(head):
            seen = seen or is_motto(line.text)
            if ADDRESSED.match(base(line.text)):
                return tuple(head[:at])
            if seen and line.spot is Spot.BODY and len(line.text) > _LONGEST_TYPE and "\t" not in line.text:
                return tuple(head[:at])
        return tuple(head)

    def _first_of_table(self, line: Line) -> int:
        """The order of the first line in the table where a line stands."""
        if not line.cell:
            return line.order
        return next(one.order for one in self.lines if one.cell[:1] == line.cell[:1])

    def _is_drawn(self, line: Line | None) -> bool:
        if line is None or not line.cell or line.cell[0] > len(self.tables):
            return False
        return any(cell.borders.any for row in self.tables[line.cell[0] - 1].rows for cell in row.cells)

    # -- annexes ---------------------------------------------------------------------------------------------------

    def _annexes(self, file: PageFile, after: int) -> list[tuple[int, Annex]]:
        """Each annex with the order of its first line."""
        starts = [line for line in self.lines if line.order > after and self._starts_annex(line)]
        return [(line.order, self._annex(file, line)) for line in starts]

    def _starts_annex(self, line: Line) -> bool:
        if line.empty or len(line.text) > 120:
            return False
        if len(line.text) < _LONGEST_TYPE and ANNEX.fullmatch(squeezed(line.text)) is not None:
            return line.paragraph.layout.align is not Align.BOTH
        if not (is_caps(line.text) and begins(line.text, form_words().lists)):
            return False
        before = self._before(line)
        return before is None or before.section != line.section

    def _before(self, line: Line) -> Line | None:
        """The last line with text before a line; None where it is the first."""
        orders = range(line.order - 1, -1, -1)
        return next((self.lines[order] for order in orders if not self.lines[order].empty), None)

    def _annex(self, file: PageFile, start: Line) -> Annex:
        has_word = ANNEX.fullmatch(squeezed(start.text)) is not None
        title: list[Line] = []
        attached: list[Line] = []
        for line in self.lines[start.order + 1 if has_word else start.order :]:
            if line.empty and not title:
                continue
            opened = bool(attached) and not attached[-1].text.endswith(")") and not line.empty
            if ATTACHED.match(base(line.text)) or opened:
                attached.append(line)
            elif attached or not self._goes_on(line, title, start):
                break
            else:
                title.append(line)
        section = file.sections[start.section]
        before = self._before(start)
        own_section = before is None or before.section != start.section
        return Annex(
            word=start if has_word else None,
            title=tuple(title),
            attached=tuple(attached),
            section=start.section,
            new_page=(own_section and section.begins != "continuous") or self._on_new_page(start, before),
            own_numbers=before is None or (own_section and section.number_from is not None),
        )

    def _goes_on(self, line: Line, title: Sequence[Line], start: Line) -> bool:
        """Whether a line belongs to an annex's title."""
        if line.empty or len(line.text) > 200 or (line.cell and not start.cell):
            return False
        return is_caps(line.text) or not title

    def _on_new_page(self, start: Line, before: Line | None) -> bool:
        if start.paragraph.layout.page_break_before or start.breaks_page:
            return True
        between = self.lines[before.order if before else 0 : start.order]
        return any(line.breaks_page for line in between)


def _tables(file: PageFile) -> Iterator[Table]:
    """Every table, in the order in which `lines_of` numbers them."""
    for section in file.sections:
        yield from _tables_in(section.blocks)


def _tables_in(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables_in(cell.blocks)
        else:
            for drawing in block.drawings:
                yield from _tables_in(drawing.blocks)


# -- type and subject -----------------------------------------------------------------------------------------------


def _type_names() -> tuple[str, ...]:
    words = form_words()
    return (*words.types, *words.other_types)


def _is_type(line: Line) -> bool:
    if line.empty or len(line.text) > _LONGEST_TYPE or not begins(line.text, _type_names()):
        return False
    alone = any(spelled(line.text) == spelled(name) for name in _type_names())
    centred = line.paragraph.layout.align is Align.CENTRE
    return (alone and (centred or is_caps(line.text))) or (is_caps(line.text) and (centred or line.look.bold))


def _kind(line: Line) -> str:
    """The type's name as it is written in the regulation; the line's own text where it only begins like one."""
    said = spelled(line.text)
    return next((name for name in _type_names() if said == spelled(name)), line.text.upper())


def _subject(lines: Sequence[Line]) -> tuple[tuple[Line, ...], DrawnLine | None, Sequence[Line]]:
    """The subject under the type's name, the line drawn under it, and the lines after both."""
    at = 0
    while at < len(lines) and lines[at].empty and not _is_ruled(lines[at]):
        at += 1
    found: list[Line] = []
    while at < len(lines) and _is_subject(lines[at], found):
        found.append(lines[at])
        at += 1
    after = lines[at:]
    hanging = shapes([*found, *after[:2]])
    drawn = bordered(found, after) or (hanging[0].drawn() if hanging else None)
    if drawn is not None and drawn.how == "underlined" and hanging:
        drawn = hanging[0].drawn()
    while after and (after[0].empty or bordered((), after[:1]) is not None):
        if not after[0].empty and drawn is not None and drawn.how != "typed":
            break
        after = after[1:]
    return tuple(found), drawn if found else None, after


def _is_ruled(line: Line) -> bool:
    return line.paragraph.layout.rule_below or line.paragraph.layout.rule_above


def _is_subject(line: Line, found: Sequence[Line]) -> bool:
    plain = base(line.text)
    if line.empty or line.spot is not Spot.BODY or len(line.text) > _LONGEST_SUBJECT_LINE:
        return False
    if ADDRESSED.match(plain) or GROUND.match(plain) or (line.text.startswith("(") and ATTACHED.match(plain)):
        return False
    if is_caps(line.text) and begins(line.text, form_words().bodies):
        return False
    if not found:
        return not line.text.endswith((".", ":", ";")) or line.paragraph.layout.align is Align.CENTRE
    same = line.paragraph.layout.align is found[0].paragraph.layout.align and line.look.bold == found[0].look.bold
    return same and (line.paragraph.layout.align is Align.CENTRE or line.paragraph.style == found[0].paragraph.style)


# -- what stands before the text ------------------------------------------------------------------------------------


def _authority(text: list[Line], kind: str) -> tuple[tuple[Line, ...], list[Line]]:
    """The line of a decision that says who decides, in capitals, before anything else."""
    if kind not in form_words().with_authority:
        return (), text
    found: list[Line] = []
    for line in text:
        if line.empty:
            continue
        goes_on = bool(found) and line.paragraph.layout.align is Align.CENTRE
        says_who = begins(line.text, (*form_words().bodies, *form_words().titles)) or goes_on
        if not is_caps(line.text) or not says_who:
            break
        found.append(line)
    return tuple(found), _without(text, found)


def _addressed(text: list[Line]) -> tuple[tuple[Line, ...], list[Line]]:
    """«Kính gửi:» and the lines of those it is addressed to."""
    start = next((at for at, line in enumerate(text[:12]) if ADDRESSED.match(base(line.text))), None)
    if start is None:
        return (), text
    found = [text[start]]
    for line in text[start + 1 :]:
        if line.empty:
            continue
        if not line.text.startswith(("-", "–")) or len(line.text) > 160:
            break
        found.append(line)
    return tuple(found), _without(text, found)


def _grounds(text: list[Line], kind: str) -> tuple[tuple[Line, ...], list[Line]]:
    """The grounds («Căn cứ …») before the text. In a report, a sentence that only begins so is text."""
    found: list[Line] = []
    for line in text:
        plain = base(line.text)
        if line.empty:
            continue
        pattern = GROUND_TOO if found or kind in form_words().with_authority else GROUND
        if not pattern.match(plain) or not line.text.endswith((";", ".", ",")):
            break
        if kind not in form_words().with_authority and not found and not line.text.endswith((";", ",")):
            break
        found.append(line)
    return tuple(found), _without(text, found)


def _without(text: list[Line], found: Sequence[Line]) -> list[Line]:
    taken = {line.order for line in found}
    return [line for line in text if line.order not in taken]


# -- days -----------------------------------------------------------------------------------------------------------


def _days(line: Line | None, day: date | None) -> tuple[date | None, date | None]:
    """The first and last day that the paper may be of."""
    met = _DAY.search(base(line.text)) if line is not None else None
    if met is None or met[3] is None:
        return day, day
    year = int(met[3])
    try:
        if met[2] is None:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(met[2])
        if met[1] is None:
            return date(year, month, 1), date(year, month, 28)
        exact = date(year, month, int(met[1]))
    except ValueError:
        return date(max(1, year), 1, 1), date(max(1, year), 12, 31)
    return exact, exact


def _has_blank_number(paper: Paper) -> bool:
    number = paper.letterhead.number
    lines = [line for annex in paper.annexes for line in annex.attached] if number is None else [number]
    return any(_BLANK.search(base(line.text)) is not None for line in lines)

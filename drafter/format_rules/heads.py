"""Find the head of a paper: made with a table, with tabs or line by line, with styles or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.format_rules.drawn import Hanging, bordered, shapes
from drafter.format_rules.lines import halves
from drafter.format_rules.paper import DrawnLine, Letterhead, Line, Spot
from drafter.format_rules.patterns import (
    ABOUT,
    DATE,
    MOTTO,
    NUMBER,
    PLACE_AND_DATE,
    STATE,
    base,
    begins,
    is_motto,
    is_state,
    is_typed_line,
    spelled,
)
from drafter.standards.form_words import form_words

_CONGRESS = ("ĐẠI HỘI",)  # its name holds the union's: «ĐẠI HỘI ĐẠI BIỂU» / «CÔNG ĐOÀN HUYỆN …» / «LẦN THỨ …»
_LONGEST_DATE, _LONGEST_NUMBER, _LONGEST_NAME = 90, 70, 120


def find_letterhead(lines: Sequence[Line]) -> Letterhead:
    """The letterhead in the lines before the type's name (or, of a letter, before the address)."""
    pieces = [piece for line in lines for piece in _split(line)]
    state = next((line for line in pieces if is_state(line.text)), None)
    motto = next((line for line in pieces if is_motto(line.text)), None)
    number = next((line for line in pieces if _is_number(line.text)), None)
    date = next((line for line in pieces if _is_date(line.text)), None)
    about = _about(pieces)
    marks = tuple(line for line in pieces if begins(line.text, form_words().draft_marks) and len(line.text) < 40)
    taken = {id(line) for line in (state, motto, number, date, *about, *marks) if line is not None}
    names = [line for line in pieces if id(line) not in taken and _may_be_name(line, state or motto or date, number)]
    upper, issuer = split_names(names)
    motto_line, issuer_line = _lines_under(pieces, motto, issuer)
    return Letterhead(motto, state, upper, issuer, number, date, about, marks, motto_line, issuer_line)


def _split(line: Line) -> Iterable[Line]:
    """The two columns of a line that tabs or spaces divide."""
    if line.spot is Spot.CELL and "\t" not in line.text:
        return (line,)
    plain = base("".join(run.shown for run in line.runs))
    for pattern in (STATE, MOTTO, PLACE_AND_DATE):
        met = pattern.search(plain)
        if met is not None and plain[: met.start()].strip():
            gap = plain[: met.start()]
            if gap.endswith(("\t", "  ", "\u00a0")):
                left, right = halves(line, re.compile(f"(?<=^.{{{met.start()}}})", re.DOTALL))
                return tuple(one for one in (left, right) if one is not None)
    return (line,)


def _is_number(text: str) -> bool:
    plain = base(text)
    return len(text) <= _LONGEST_NUMBER and NUMBER.match(plain) is not None


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and DATE.search(base(text)) is not None and not text.startswith("(")


def _about(pieces: Sequence[Line]) -> tuple[Line, ...]:
    """«V/v …» and the lines that go on with it in the same cell."""
    start = next((at for at, line in enumerate(pieces) if ABOUT.match(base(line.text))), None)
    if start is None:
        return ()
    found = [pieces[start]]
    for line in pieces[start + 1 :]:
        if line.empty or line.cell != found[0].cell or not line.cell or _is_date(line.text) or is_typed_line(line.text):
            break
        found.append(line)
    return tuple(found)


def _may_be_name(line: Line, right: Line | None, number: Line | None) -> bool:
    """Whether a line may belong to the names on the left: not in the column of the state's name."""
    words = form_words()
    if line.empty or is_typed_line(line.text) or len(line.text) > _LONGEST_NAME:
        return False
    if spelled(line.text) in {spelled(stamp) for stamp in words.stamps}:
        return False
    if number is not None and line.order > number.order and line.cell[:1] == number.cell[:1]:
        return False
    if right is not None and right.cell:
        return line.cell[:1] == right.cell[:1] and line.cell[2] < right.cell[2]
    return right is None or right.order >= line.order or not line.cell


def split_names(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the upper organisation's name and those of the issuer's: by where names begin, else by weight."""
    groups: list[list[Line]] = []
    for line in lines:
        within_congress = bool(groups) and begins(groups[-1][0].text, _CONGRESS)
        if not groups or (begins(line.text, form_words().unions) and not within_congress):
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) == 1:
        light = [line for line in lines if not line.look.bold]
        heavy = [line for line in lines if line.look.bold]
        if light and heavy and light[-1].order < heavy[0].order:
            groups = [light, heavy]
    if not groups:
        return (), ()
    return tuple(line for group in groups[:-1] for line in group), tuple(groups[-1])


def _lines_under(
    pieces: Sequence[Line], motto: Line | None, issuer: tuple[Line, ...]
) -> tuple[DrawnLine | None, DrawnLine | None]:
    """The lines drawn under the motto and under the issuer."""
    found = [_under((motto,) if motto else (), pieces), _under(issuer, pieces)]
    loose = shapes(pieces)
    for number, (component, line) in enumerate(zip(((motto,) if motto else (), issuer), found, strict=True)):
        if component and (line is None or line.how == "underlined"):
            hanging = _hanging(component[-1], loose, right=number == 0)
            if hanging is not None:
                loose.remove(hanging)
                found[number] = hanging.drawn()
    return found[0], found[1]


def _under(component: Sequence[Line], pieces: Sequence[Line]) -> DrawnLine | None:
    if not component:
        return None
    last = component[-1]
    below = [line for line in pieces if line.order > last.order and line.cell == last.cell]
    return bordered(component, below)


def _hanging(last: Line, loose: Sequence[Hanging], *, right: bool) -> Hanging | None:
    """The shape that is meant for a component: one on its side.

    In a table a shape may hang in the other column, beside that column's own.
    """
    side = max if right else min
    if last.cell:
        own = [one for one in loose if _column(one.line) == _column(last)]
        others = [one for one in loose if _column(one.line) != _column(last)]
        found = own or (others if len(others) > 1 else [])
    else:
        found = list(loose)
    placed = [one for one in found if one.drawing.left_mm is not None]
    if placed:
        return side(placed, key=lambda one: one.drawing.left_mm or 0)
    return found[0] if found else None


def _column(line: Line) -> tuple[int, ...]:
    return line.cell[:1] + line.cell[2:]

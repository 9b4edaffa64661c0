"""Find the end of a paper: who signs, in which room, and to whom it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.format_rules.drawn import empty_height_mm
from drafter.format_rules.lines import part_of
from drafter.format_rules.paper import Line, Signature
from drafter.format_rules.patterns import AUTHORITY, RECIPIENTS, base, begins, is_caps, squeezed
from drafter.model.page import Table
from drafter.standards.form_words import form_words

_COLUMNS = re.compile(r"\t+|\s{4,}")
_LONGEST_TITLE, _LONGEST_PERSON = 70, 60


def find_signatures(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[Signature, ...]:
    """The signing blocks of these lines: those of the last table that has one, else of the text outside of tables."""
    columns = _by_column([part for line in lines for part in _parts(line)])
    blocks = [(key, _block(column, tables)) for key, column in columns.items()]
    found = [(key, block) for key, block in blocks if block is not None]
    if not found:
        return ()
    last = max((block.titles[0].order, key[0]) for key, block in found)[1]
    return tuple(block for key, block in found if key[0] == last)


def find_recipients(lines: Sequence[Line]) -> tuple[Line | None, tuple[Line, ...]]:
    """«Nơi nhận:» and the lines under it in the same column."""
    parts = [part for line in lines for part in _parts(line)]
    word = next((part for part in reversed(parts) if RECIPIENTS.fullmatch(squeezed(part.text))), None)
    if word is None:
        return None, ()
    found: list[Line] = []
    for part in parts:
        if part.order <= word.order or part.empty or not _same_column(part, word):
            continue
        if found and not part.text.startswith(("-", "–", "+", "•")) and found[-1].text.endswith((".", "./.")):
            break
        if is_title(part.text):
            continue
        if not part.cell and not part.text.startswith(("-", "–", "+", "•")):
            break
        found.append(part)
    return word, tuple(found)


def is_title(text: str) -> bool:
    """Whether a line says on whose behalf or as what somebody signs."""
    if not is_caps(text) or len(text) > _LONGEST_TITLE:
        return False
    plain = squeezed(text)
    words = form_words()
    if AUTHORITY.match(plain) is not None:
        return True
    return begins(text.partition(",")[0], words.titles)  # «CHỦ TỊCH, ỦY VIÊN …» is one too


def _same_column(part: Line, word: Line) -> bool:
    return part.cell[:1] + part.cell[2:] == word.cell[:1] + word.cell[2:]


def _parts(line: Line) -> list[Line]:
    """What stands side by side on a line that tabs divide."""
    text = "".join(run.shown for run in line.runs)
    if line.cell or not _COLUMNS.search(text.strip()):
        return [line]
    start, found = len(text) - len(text.lstrip()), []
    for gap in [*_COLUMNS.finditer(text, start)]:
        if text[start : gap.start()].strip():
            found.append(part_of(line, start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        found.append(part_of(line, start, len(text)))
    return found if any(is_title(part.text) or RECIPIENTS.match(base(part.text)) for part in found) else [line]


def _by_column(parts: Sequence[Line]) -> dict[tuple[int, ...], list[Line]]:
    """The lines of each column of each table; those outside of tables are one column, of the table number 0."""
    columns: dict[tuple[int, ...], list[Line]] = {}
    for part in parts:
        columns.setdefault((part.cell[0], part.cell[2]) if part.cell else (0, 0), []).append(part)
    return columns


def _block(column: Sequence[Line], tables: Sequence[Table]) -> Signature | None:
    """The last signing block of a column."""
    starts = [at for at, line in enumerate(column) if is_title(line.text)]
    if not starts:
        return None
    first = last = starts[-1]
    while first - 1 in starts:
        first -= 1
    titles = [line for line in column[first : last + 1] if not line.empty]
    rest = column[last + 1 :]
    named = [line for line in rest if not line.empty and _is_person(line)]
    name = named[-1] if column[last].cell and named else (named[0] if named else None)
    pictures = tuple(
        drawing
        for paragraph in {id(line.paragraph): line.paragraph for line in column[first:]}.values()
        for drawing in paragraph.drawings
        if drawing.kind in ("picture", "object")
    )
    between = [line for line in rest if name is not None and line.order < name.order]
    cell = column[last].cell
    return Signature(
        titles=tuple(titles),
        name=name,
        room_mm=_room(column[last], between, name) if not pictures else None,
        whole=not cell or cell[0] > len(tables) or all(row.whole for row in tables[cell[0] - 1].rows),
        pictures=pictures,
    )


def _is_person(line: Line) -> bool:
    words = form_words()
    text = line.text
    known = text.lower().startswith(tuple(words.not_a_name))
    return not known and len(text) <= _LONGEST_PERSON and not text.startswith(("-", "(", "+"))


def _room(title: Line, between: Sequence[Line], name: Line | None) -> float | None:
    """The height between the last title and the name; None where nobody is named, or in another row."""
    if name is None or name.cell != title.cell or any(not line.empty for line in between):
        return None
    gaps = (title.paragraph.layout.after_pt + name.paragraph.layout.before_pt) * 25.4 / 72
    return gaps + sum(empty_height_mm(line.paragraph, line.look.size_pt) for line in between)

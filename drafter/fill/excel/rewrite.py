"""Turn a formula of the template into the formula of one output cell: its references follow the lines that grew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.excel.axis import ABOVE, OWN, End, Growth, Origin
from drafter.fill.excel.formula import ADDITIVE, Ref, Token, area_text, column_letters, quoted_sheet, tokens
from drafter.fill.excel.refs import CUT, Area, Here, Layout, Lines, gone

APART = Kind(
    "T169",
    "vùng «{found}» của công thức bị các hàng khác (tiêu đề nhóm, hàng tổng) xen vào giữa",
    "rows of another kind (group headers, totals) lie between those of the formula's range «{found}»",
    "dùng SUMIFS, COUNTIFS, SUMPRODUCT thay cho cách tính này, hoặc đặt các hàng xen giữa sang trang tính khác",
    "use SUMIFS, COUNTIFS or SUMPRODUCT instead, or put the rows between on another sheet",
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose every argument may be a list of ranges, like SUM(F6:F6): gone ranges leave it, none left is 0."""

    head: str
    refs: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A call that over several bands of lines is the sum of the calls over each."""

    tokens: tuple[Token, ...]


_MOST_ARGUMENTS = 250  # a function takes 255
Piece = str | Token | Call | Added


Pinned = tuple[bool, bool]


class Formula:
    """A compiled formula; `moves` is false when no reference of it can ever change."""

    def __init__(self, text: str, *, array: bool = False) -> None:
        self.source = text
        self.tokens = tokens(text, array)
        self.pieces = tuple(_merged(_pieces(self.tokens)))
        self.refs = tuple(token.ref for token in self.tokens if token.ref is not None)

    def text(self, layout: Layout, here: Here, pinned: Pinned = (False, False)) -> str:
        """The formula as it reads in the output cell `here`.

        `pinned` says for rows and columns whether what does not follow the copy that speaks is fixed with $.
        """
        return "".join(
            piece
            if isinstance(piece, str)
            else _call_text(piece, layout, here, pinned)
            if isinstance(piece, Call)
            else _added_text(piece, layout, here, pinned)
            if isinstance(piece, Added)
            else _ref_text(piece, layout, here, pinned)
            for piece in self.pieces
        )

    def pattern(self, layout: Layout, sheet: str, line: int) -> str | None:
        """The formula for every copy of a template line, with OWN_ROW and ROW_ABOVE for the numbers of its rows.

        None when copies differ in more than that, or when columns grow.
        """
        written: list[str] = []
        for piece in self.pieces:
            words = piece if isinstance(piece, str) else _pattern_of(piece, layout, sheet, line)
            if words is None:
                return None
            written.append(words)
        return "".join(written)


OWN_ROW, ROW_ABOVE = "\0", "\1"


def _pattern_of(piece: Token | Call | Added, layout: Layout, sheet: str, line: int) -> str | None:
    if isinstance(piece, Added):
        return _added_pattern(piece, layout, sheet, line)
    found = [
        _ref_pattern(token, layout, sheet, line) for token in (piece.refs if isinstance(piece, Call) else (piece,))
    ]
    if None in found:
        return None
    if isinstance(piece, Call):
        kept = [words for words in found if words]
        if sum(words.count(",") + 1 for words in kept) > _MOST_ARGUMENTS:
            return None
        return f"{piece.head}{','.join(kept)})" if kept else "0"
    if found[0] and "," in found[0]:
        return None  # several ranges in brackets, or a sheet's name with a comma: left to `text`
    return found[0] or (gone(piece.ref) if piece.ref is not None else None)


def _ref_pattern(token: Token, layout: Layout, sheet: str, line: int) -> str | None:
    """ "" when nothing of the reference came out."""
    ref = token.ref
    assert ref is not None
    own = layout.lines(sheet)
    if own is None or not own.cols.is_still:
        return None
    if ref.r1 is None or ref.r2 is None or (ref.sheet is not None and ref.sheet.casefold() != sheet.casefold()):
        here = Here(sheet)
    else:
        ends = own.rows.both_ends(ref.r1, ref.r2, (ref.fixed[0], ref.fixed[2]), line)
        if ends is None:
            return None
        if OWN in ends or ABOVE in ends:
            return _row_pattern(token, ref, ends, own, layout, line)
        here = Here(sheet, Origin(line, own.rows.first_in(line, line) or 1))
    found = layout.areas(ref, here)
    if found is None:
        return token.text
    prefix = _prefix(token, layout)
    return ",".join(prefix + _area_text(ref, area) for area in found)


_ROW_MARKS: Mapping[End, str] = {OWN: OWN_ROW, ABOVE: ROW_ABOVE}


def _row_pattern(token: Token, ref: Ref, ends: tuple[End, End], own: Lines, layout: Layout, line: int) -> str | None:
    first, last = ends
    if first != last and ref.grows in CUT:
        loop = own.rows.structure.around(line)[-1:]
        if not loop or loop[0].closes - loop[0].opens != 2:
            return None  # other rows may lie between the copies
    low = f"{_col_text(ref, 1)}{'$' if ref.fixed[0] else ''}{_ROW_MARKS.get(first, first)}"
    if not ref.is_range and first == last and ref.c1 == ref.c2:
        return _prefix(token, layout) + low
    high = f"{_col_text(ref, 3)}{'$' if ref.fixed[2] else ''}{_ROW_MARKS.get(last, last)}"
    return f"{_prefix(token, layout)}{low}:{high}"


def _col_text(ref: Ref, place: int) -> str:
    col = ref.c1 if place == 1 else ref.c2
    return "" if col is None else ("$" if ref.fixed[place] else "") + column_letters(col)


@lru_cache(maxsize=2048)
def compiled(text: str, array: bool = False) -> Formula:
    return Formula(text, array=array)


def _pieces(all_tokens: tuple[Token, ...]) -> Iterable[Piece]:
    at = 0
    while at < len(all_tokens):
        token = all_tokens[at]
        call = _list_call(all_tokens, at) if token.kind == "function" else None
        if call is None and token.kind == "function" and token.text[:-1].upper() in ADDITIVE:
            end = _end_of_call(all_tokens, at)
            call = (Added(all_tokens[at:end]), end)
        if call is not None:
            yield call[0]
            at = call[1]
            continue
        yield token if token.ref is not None else token.text
        at += 1


def _end_of_call(all_tokens: tuple[Token, ...], start: int) -> int:
    """Where the call that begins at `start` ends."""
    depth = 0
    for at in range(start, len(all_tokens)):
        if all_tokens[at].kind in ("function", "open"):
            depth += 1
        elif all_tokens[at].kind == "close":
            depth -= 1
            if not depth:
                return at + 1
    return len(all_tokens)


def _list_call(all_tokens: tuple[Token, ...], start: int) -> tuple[Call | Added, int] | None:
    """The call at `start` when after leading numbers it has only list references; and where it ends."""
    head, at = all_tokens[start].text, start + 1
    refs: list[Token] = []
    while at < len(all_tokens):
        token = all_tokens[at]
        at += 1
        if token.kind == "close":
            return (Call(head, tuple(refs)), at) if refs else None
        if token.ref is not None and token.ref.grows == "list":
            refs.append(token)
        elif not refs and token.kind in ("number", "comma"):
            head += token.text
        elif token.kind not in ("comma", "space"):
            return None
    return None


def _merged(pieces: Iterable[Piece]) -> Iterable[Piece]:
    words: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        if words:
            yield "".join(words)
            words.clear()
        yield piece
    if words:
        yield "".join(words)


def _call_text(call: Call, layout: Layout, here: Here, pinned: Pinned) -> str:
    written = []
    for token in call.refs:
        assert token.ref is not None
        found = layout.areas(token.ref, here)
        if found is None:
            written.append(token.text)
        else:
            prefix = _prefix(token, layout)
            ref = _pinned(token.ref, layout, here, pinned)
            written.extend(prefix + _area_text(ref, area) for area in found)
    if len(written) > _MOST_ARGUMENTS:  # several ranges in brackets are one argument
        parts = (written[at : at + _MOST_ARGUMENTS] for at in range(0, len(written), _MOST_ARGUMENTS))
        written = [f"({','.join(part)})" for part in parts]
    return f"{call.head}{','.join(written)})" if written else "0"


def _added_text(call: Added, layout: Layout, here: Here, pinned: Pinned) -> str:
    bands = [
        len(layout.areas(token.ref, here) or ()) if token.ref is not None and token.ref.grows == "bands" else 0
        for token in call.tokens
    ]
    size = max(bands, default=0)
    if size < 2 or any(count not in (0, 1, size) for count in bands):
        return "".join(_inner_text(token, None, layout, here, pinned) for token in call.tokens)
    calls = (
        "".join(
            _inner_text(token, band if count == size else None, layout, here, pinned)
            for token, count in zip(call.tokens, bands, strict=True)
        )
        for band in range(size)
    )
    return f"({'+'.join(calls)})"


def _inner_text(token: Token, band: int | None, layout: Layout, here: Here, pinned: Pinned) -> str:
    """One token inside such a call: of a range only the band asked for, or all of it in one piece."""
    ref = token.ref
    if ref is None:
        return token.text
    if ref.grows != "bands":
        return _ref_text(token, layout, here, pinned)
    if band is None:
        whole = replace(ref, grows="hull")
        return _ref_text(Token(token.kind, token.text, whole), layout, here, pinned)
    area = (layout.areas(ref, here) or [])[band]
    return _prefix(token, layout) + _area_text(_pinned(ref, layout, here, pinned), area)


def _added_pattern(call: Added, layout: Layout, sheet: str, line: int) -> str | None:
    written: list[str] = []
    for token in call.tokens:
        if token.ref is None:
            written.append(token.text)
            continue
        words = _ref_pattern(token, layout, sheet, line)
        if words is None or ("," in words and token.ref.grows == "bands"):
            return None
        written.append(words or gone(token.ref))
    return "".join(written)


def _ref_text(token: Token, layout: Layout, here: Here, pinned: Pinned) -> str:
    ref = token.ref
    assert ref is not None
    found = layout.areas(ref, here)
    if found is None:
        return token.text
    if ref.grows == "whole" and len(found) > 1:
        raise TemplateError(APART, found=token.text)
    prefix = _prefix(token, layout)
    ref = _pinned(ref, layout, here, pinned)
    if not found:
        return prefix + gone(ref)
    written = [prefix + _area_text(ref, area) for area in found]
    return written[0] if len(written) == 1 else f"({','.join(written)})"


def _pinned(ref: Ref, layout: Layout, here: Here, pinned: Pinned) -> Ref:
    """The reference with $ before what every copy that speaks means alike."""
    if pinned == (False, False):
        return ref
    own = layout.lines(here.sheet) if ref.sheet is None or ref.sheet.casefold() == here.sheet.casefold() else None
    fr1, fc1, fr2, fc2 = ref.fixed
    if pinned[0] and ref.r1 is not None and ref.r2 is not None and here.row is not None:
        fr1, fr2 = _pins(own.rows if own else None, (ref.r1, ref.r2), (fr1, fr2), here.row.line)
    if pinned[1] and ref.c1 is not None and ref.c2 is not None and here.col is not None:
        fc1, fc2 = _pins(own.cols if own else None, (ref.c1, ref.c2), (fc1, fc2), here.col.line)
    return replace(ref, fixed=(fr1, fc1, fr2, fc2))


def _pins(growth: Growth | None, ends: tuple[int, int], fixed: tuple[bool, bool], line: int) -> tuple[bool, bool]:
    if growth is None:
        return True, True
    first = fixed[0] or not growth.own_end(ends[0], ends, fixed[0], line)
    return first, fixed[1] or not growth.own_end(ends[1], ends, fixed[1], line)


def _prefix(token: Token, layout: Layout) -> str:
    ref = token.ref
    if ref is None or ref.sheet is None:
        return ""
    lines = layout.lines(ref.sheet)
    if lines is None or lines.name == ref.sheet:
        return token.text[: token.text.rindex("!") + 1]
    return quoted_sheet(lines.name)


def _area_text(ref: Ref, area: Area) -> str:
    return area_text(area.r1, area.c1, area.r2, area.c2, ref.fixed, ref.is_range)

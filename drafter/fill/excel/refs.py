"""Turn a formula of the template into the formula of one output cell: its references follow the lines that grew."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.fill.excel.axis import ABOVE, OWN, End, Growth, Origin
from drafter.fill.excel.formula import MAX_COL, MAX_ROW, Ref, Token, area_text, column_letters, quoted_sheet, tokens


@dataclass(frozen=True, slots=True)
class Area:
    """Output cells; None where whole rows or whole columns are meant."""

    r1: int | None
    c1: int | None
    r2: int | None
    c2: int | None


@dataclass(frozen=True)
class Lines:
    """How one sheet grew in one render, and its name in the output.

    `filled(row, c1, c2)` says whether the template row has anything in those columns.
    """

    name: str
    rows: Growth
    cols: Growth
    filled: Callable[[int, int, int], bool] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Here:
    """The cell that speaks: its sheet's template name, and for each axis where it stands (None: nowhere).

    `copy` says which copy of its template row it is.
    """

    sheet: str
    row: Origin | None = None
    col: Origin | None = None
    copy: int = 0


class Layout:
    """Every sheet of one render by its template name; names compare as Excel does, without case."""

    def __init__(self, sheets: Mapping[str, Lines]) -> None:
        self.sheets = {name.casefold(): lines for name, lines in sheets.items()}

    def lines(self, name: str) -> Lines | None:
        return self.sheets.get(name.casefold())

    def areas(self, ref: Ref, here: Here, *, cut: bool = False) -> list[Area] | None:
        """The output areas a reference means: [] when all of it is gone, None when it speaks of a sheet unknown here.

        More than one area comes back only for a reference that takes a list, or when `cut` asks for it.
        """
        name = here.sheet if ref.sheet is None else ref.sheet
        lines = self.sheets.get(name.casefold())
        if lines is None:
            return None
        own = name.casefold() == here.sheet.casefold()
        grows = cut or ref.grows != "no"
        rows: tuple[int, int] | None = None
        cols: tuple[int, int] | None = None
        if ref.r1 is not None and ref.r2 is not None:
            fixed = (ref.fixed[0], ref.fixed[2])
            rows = lines.rows.span(ref.r1, ref.r2, fixed, grows=grows, origin=here.row if own else None)
            if rows is None:
                return []
        if ref.c1 is not None and ref.c2 is not None:
            fixed = (ref.fixed[1], ref.fixed[3])
            cols = lines.cols.span(ref.c1, ref.c2, fixed, grows=grows, origin=here.col if own else None)
            if cols is None:
                return []
        if (cut or ref.grows == "list") and not (lines.rows.is_still and lines.cols.is_still):
            return self._cut(ref, lines, rows, cols, exact=cut)
        return [_area(rows, cols)]

    def _cut(
        self, ref: Ref, lines: Lines, rows: tuple[int, int] | None, cols: tuple[int, int] | None, *, exact: bool
    ) -> list[Area]:
        """The hull cut where cells of another kind lie inside it."""
        bands: list[tuple[int, int] | None] = [rows]
        if rows is not None and ref.r1 is not None and ref.r2 is not None:
            c1, c2 = ref.c1 or 1, ref.c2 or MAX_COL
            bands = list(
                lines.rows.runs(ref.r1, ref.r2, rows, None if exact else lambda row: lines.filled(row, c1, c2))
            )
        files: list[tuple[int, int] | None] = [cols]
        if cols is not None and ref.c1 is not None and ref.c2 is not None:
            files = list(lines.cols.runs(ref.c1, ref.c2, cols))
        return [_area(band, file) for band in bands for file in files]


def _area(rows: tuple[int, int] | None, cols: tuple[int, int] | None) -> Area:
    return Area(rows and rows[0], cols and cols[0], rows and rows[1], cols and cols[1])


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose every argument may be a list of ranges, like SUM(F6:F6): gone ranges leave it, none left is 0."""

    head: str
    refs: tuple[Token, ...]


Piece = str | Token | Call


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


def _pattern_of(piece: Token | Call, layout: Layout, sheet: str, line: int) -> str | None:
    found = [
        _ref_pattern(token, layout, sheet, line) for token in (piece.refs if isinstance(piece, Call) else (piece,))
    ]
    if None in found:
        return None
    if isinstance(piece, Call):
        kept = [words for words in found if words]
        return f"{piece.head}{','.join(kept)})" if kept else "0"
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
    if first != last and ref.grows == "list":
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
        if call is not None:
            yield call[0]
            at = call[1]
            continue
        yield token if token.ref is not None else token.text
        at += 1


def _list_call(all_tokens: tuple[Token, ...], start: int) -> tuple[Call, int] | None:
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
    return f"{call.head}{','.join(written)})" if written else "0"


def _ref_text(token: Token, layout: Layout, here: Here, pinned: Pinned) -> str:
    ref = token.ref
    assert ref is not None
    found = layout.areas(ref, here)
    if found is None:
        return token.text
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
    return Ref(ref.sheet, ref.r1, ref.c1, ref.r2, ref.c2, (fr1, fc1, fr2, fc2), ref.is_range, ref.grows)


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


def gone(ref: Ref) -> str:
    """What stands for cells that did not come out: the blank end of the sheet, never #REF!."""
    row = None if ref.r1 is None else MAX_ROW
    col = None if ref.c1 is None else ref.c1 if ref.r1 is not None else MAX_COL
    return area_text(row, col, row, col, ref.fixed, ref.is_range)


def area_list(areas: Iterable[Area]) -> str:
    """Areas as `sqref` writes them."""
    return " ".join(area_text(area.r1, area.c1, area.r2, area.c2) for area in areas)

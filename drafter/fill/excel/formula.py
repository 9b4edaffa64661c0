"""Turn the text of a spreadsheet formula into tokens, so that its references can be rewritten one by one.

A reference says what it means when lines grow: `grows` is "no" where one cell is wanted, "hull" where a
function takes one range, "list" where it takes any number of ranges (SUM, COUNT, MAX and the like), "bands" where it
takes one, but the function over several bands of lines is the sum of those over each (COUNTIF, SUMIFS, SUMPRODUCT),
"whole" where it takes one and nothing else may lie in it (AVERAGEIFS, SORT, reckoning with ranges).
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

MAX_ROW = 1_048_576
MAX_COL = 16_384


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference. Lines are 1-based; None where the reference names whole rows or whole columns."""

    sheet: str | None
    r1: int | None
    c1: int | None
    r2: int | None
    c2: int | None
    fixed: tuple[bool, bool, bool, bool] = (False, False, False, False)  # r1, c1, r2, c2 written with $
    is_range: bool = False
    grows: str = "no"
    beside: tuple[int, int] | None = None  # the columns of all such ranges in the call it is an argument of


@dataclass(frozen=True, slots=True)
class Token:
    """kind: text, number, name, function, ref, table, error, op, open, close, comma, space."""

    kind: str
    text: str
    ref: Ref | None = None


_SHEET = r"(?:'(?:[^']|'')+'|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_AREA = rf"{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[1-9]\d{{0,6}}:\$?[1-9]\d{{0,6}}"
_SCAN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<space>\s+)
  | (?P<ref>(?P<sheet>{_SHEET})?(?P<area>{_AREA})(?![\w.(!\[]))
  | (?P<error>(?:{_SHEET})?\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA))
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<function>[^\W\d][\w.]*\()
  | (?P<name>(?:{_SHEET})?[^\W\d\\][\w.\\?]*|\\[\w.\\?]*)
  | (?P<op><=|>=|<>|[-+*/^&=<>%:@\#!])
  | (?P<comma>[,;])
  | (?P<open>[({{])
  | (?P<close>[)}}])
    """,
    re.VERBOSE,
)
_FOREIGN = re.compile(r"\[\d+\][^\W\d][\w.]*!")
_POINT = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)$")

# Which arguments of a function are ranges; "list" functions take any number of them.
_LISTS = {
    "SUM COUNT COUNTA AVERAGE AVERAGEA MIN MAX MINA MAXA PRODUCT MEDIAN STDEV STDEV.S STDEV.P STDEVP VAR VAR.S VAR.P "
    "VARP SUMSQ GEOMEAN HARMEAN DEVSQ AVEDEV MODE MODE.SNGL KURT SKEW AND OR XOR CONCAT GCD LCM": (),
    "SUBTOTAL": (0,),
    "AGGREGATE TEXTJOIN": (0, 1),
}
_HULLS = {
    "COUNTBLANK ROWS COLUMNS COUNTIF INDEX UNIQUE SORT FILTER TRANSPOSE": {0},
    "SUMIF AVERAGEIF": {0, 2},
    "COUNTIFS": set(range(0, 254, 2)),
    "SUMIFS AVERAGEIFS MAXIFS MINIFS": {0, *range(1, 254, 2)},
    "VLOOKUP HLOOKUP MATCH XMATCH": {1},
    "LOOKUP XLOOKUP CORREL SLOPE INTERCEPT": {0, 1, 2},
    "SORTBY": {0, 1},
}
# Of these Excel takes several ranges in brackets, as one.
_UNIONS = {
    "LARGE SMALL PERCENTILE PERCENTILE.INC PERCENTILE.EXC QUARTILE QUARTILE.INC QUARTILE.EXC TRIMMEAN FREQUENCY": 0,
    "RANK RANK.EQ RANK.AVG": 1,
}
_UNION_AT = {name: place for names, place in _UNIONS.items() for name in names.split()}
ADDITIVE = frozenset(["COUNTBLANK", "ROWS", "COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "SUMPRODUCT"])
_WHOLE = frozenset(["AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS", "UNIQUE", "SORT", "SORTBY", "FILTER", "TRANSPOSE"])
_LIST_FROM = {name: len(skipped) for names, skipped in _LISTS.items() for name in names.split()}
_HULL_AT = {name: places for names, places in _HULLS.items() for name in names.split()}
_ARRAYS = {"SUMPRODUCT", "MMULT"}


def column_number(letters: str) -> int:
    """'A' is 1, 'XFD' is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=4096)
def column_letters(number: int) -> str:
    """1 is 'A'."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, col: int) -> str:
    return f"{column_letters(col)}{row}"


def parse_area(text: str, sheet: str | None = None, grows: str = "no") -> Ref | None:
    """'B2', '$B$2:C9', 'F:F' or '5:5' as a Ref; None when the text is something else or beyond the sheet."""
    left, colon, right = text.partition(":")
    ends = [_POINT.match(part) for part in ((left, right) if colon else (left,))]
    if all(ends):
        points = [(bool(m[1]), column_number(m[2]), bool(m[3]), int(m[4])) for m in ends if m]
        (fc1, c1, fr1, r1), (fc2, c2, fr2, r2) = points[0], points[-1]
        if max(c1, c2) > MAX_COL or max(r1, r2) > MAX_ROW:
            return None
        if r1 > r2:
            r1, fr1, r2, fr2 = r2, fr2, r1, fr1
        if c1 > c2:
            c1, fc1, c2, fc2 = c2, fc2, c1, fc1
        return Ref(sheet, r1, c1, r2, c2, (fr1, fc1, fr2, fc2), bool(colon), grows)
    fixed1, fixed2 = left.startswith("$"), right.startswith("$")
    left, right = left.lstrip("$"), right.lstrip("$")
    if left.isdigit() and right.isdigit():
        first, last = sorted((int(left), int(right)))
        return Ref(sheet, first, None, last, None, (fixed1, False, fixed2, False), True, grows)
    if left.isalpha() and right.isalpha() and len(left) <= 3 and len(right) <= 3:
        first, last = sorted((column_number(left), column_number(right)))
        return Ref(sheet, None, first, None, last, (False, fixed1, False, fixed2), True, grows)
    return None


def sheet_of(prefix: str | None) -> str | None:
    """The sheet a prefix like 'Danh sách'! names, or None when there is none."""
    if not prefix:
        return None
    name = prefix[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def quoted_sheet(name: str) -> str:
    """The prefix for a sheet as Excel writes it, quoted unless the name is a plain word."""
    plain = re.fullmatch(r"[^\W\d][\w.]*", name) and not re.fullmatch(rf"(?i:{_CELL}|r\d*c?\d*|c\d*)", name)
    return f"{name}!" if plain else "'" + name.replace("'", "''") + "'!"


def _bracket(text: str, start: int) -> int:
    """The end of the structured reference whose [ stands at start (a ' in it escapes one character)."""
    depth, at = 0, start
    while at < len(text):
        char = text[at]
        if char == "'":
            at += 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return len(text)


def _raw_tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if text[at] == "[" and not _FOREIGN.match(text, at):
            end = _bracket(text, at)
            yield Token("table", text[at:end])
            at = end
            continue
        match = _SCAN.match(text, at)
        if match is None:
            yield Token("op", text[at])
            at += 1
            continue
        kind, word = str(match.lastgroup), match[0]
        if match["ref"] is not None:
            ref = parse_area(match["area"], sheet_of(match["sheet"]))
            yield Token("ref" if ref else "name", word, ref)
        elif kind == "name" and text[match.end() : match.end() + 1] == "[":
            end = _bracket(text, match.end())
            yield Token("table", text[at:end])
            at = end
            continue
        else:
            yield Token(kind, word)
        at = match.end()


def _mode(stack: list[tuple[str, int]], alone: bool, array: bool) -> str:
    """How a reference at this place of the call stack takes more lines."""
    name, position = stack[-1] if stack else ("", 0)
    if alone and name in _LIST_FROM and position >= _LIST_FROM[name]:
        return "list"
    if alone and _UNION_AT.get(name) == position:
        return "list"
    if alone and position in _HULL_AT.get(name, ()):
        return "bands" if name in ADDITIVE else "whole" if name in _WHOLE else "hull"
    if any(call == "SUMPRODUCT" for call, _ in stack):
        return "bands"
    return "whole" if array or any(call in _ARRAYS for call, _ in stack) else "no"


@lru_cache(maxsize=2048)
def tokens(text: str, array: bool = False) -> tuple[Token, ...]:
    """The tokens of a formula without its leading =. `array` is true for a formula entered over an array."""
    raw = list(_raw_tokens(text))
    solid = [i for i, token in enumerate(raw) if token.kind != "space"]
    before = {i: raw[p].kind for p, i in pairwise(solid)}
    after = {p: raw[i].kind for p, i in pairwise(solid)}
    out: list[Token] = []
    stack: list[tuple[str, int]] = []
    for i, token in enumerate(raw):
        if token.kind == "function":
            stack.append((_plain_name(token), 0))
        elif token.kind == "open":
            stack.append(stack[-1] if stack and before.get(i) in ("function", "comma", "open") else ("", 0))
        elif token.kind == "close" and stack:
            stack.pop()
        elif token.kind == "comma" and stack:
            stack[-1] = (stack[-1][0], stack[-1][1] + 1)
        elif token.ref is not None:
            alone = before.get(i) in ("function", "comma", "open") and after.get(i) in ("comma", "close")
            r = token.ref
            mode = _mode(stack, alone, array)
            if mode == "no" and r.is_range:
                mode = "whole"
            token = Token("ref", token.text, Ref(r.sheet, r.r1, r.c1, r.r2, r.c2, r.fixed, r.is_range, mode))
        out.append(token)
    return tuple(_with_columns(out))


def _with_columns(found: list[Token]) -> list[Token]:
    """References that are cut into bands know the columns of those beside them: all must be cut alike."""
    calls: list[list[int] | None] = []
    for at, token in enumerate(found):
        if token.kind in ("function", "open"):
            calls.append([] if token.kind == "function" and _plain_name(token) in ADDITIVE | _WHOLE else None)
        elif token.kind == "close" and calls:
            for one in (inside := calls.pop() or []):
                refs = [ref for other in inside if (ref := found[other].ref) is not None]
                ref = found[one].ref
                if ref is not None:
                    wide = min(ref.c1 or 1 for ref in refs), max(ref.c2 or MAX_COL for ref in refs)
                    found[one] = replace(found[one], ref=replace(ref, beside=wide))
        elif token.ref is not None and token.ref.grows in ("bands", "whole"):
            call = next((call for call in reversed(calls) if call is not None), None)
            if call is not None:
                call.append(at)
    return found


def _plain_name(token: Token) -> str:
    return token.text[:-1].upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


def sheet_by_sheet(text: str, names: Sequence[str], growing: Container[str]) -> str:
    """The formula with references through several sheets written out, where rows grow on one of those sheets.

    `SUM(S:T!B4)` becomes `SUM(S!B4,T!B4)`: the same, but each may then take other rows. `names` are all sheets in
    order. Left as it is where it is no argument of a function that takes lists.
    """
    return "".join(
        _written_out(token, names, growing) if token.ref is not None and token.ref.grows == "list" else token.text
        for token in tokens(text)
    )


def _written_out(token: Token, names: Sequence[str], growing: Container[str]) -> str:
    assert token.ref is not None
    first, colon, last = (token.ref.sheet or "").partition(":")
    places = [at for at, name in enumerate(names) if colon and name.casefold() in (first.casefold(), last.casefold())]
    through = names[places[0] : places[-1] + 1] if places else ()
    if not any(name in growing for name in through):
        return token.text
    area = token.text[token.text.rindex("!") + 1 :]
    return ",".join(quoted_sheet(name) + area for name in through)


def refs(text: str) -> Iterator[Ref]:
    return (token.ref for token in tokens(text) if token.ref is not None)


def shifted(text: str, rows: int, cols: int) -> str:
    """The formula as it would read copied this many lines away: what a shared formula means in its other cells."""
    return "".join(_shifted_token(token, rows, cols) for token in tokens(text))


def _shifted_token(token: Token, rows: int, cols: int) -> str:
    r = token.ref
    if r is None:
        return token.text
    fr1, fc1, fr2, fc2 = r.fixed
    moved = (
        r.r1 if r.r1 is None or fr1 else (r.r1 + rows - 1) % MAX_ROW + 1,
        r.c1 if r.c1 is None or fc1 else (r.c1 + cols - 1) % MAX_COL + 1,
        r.r2 if r.r2 is None or fr2 else (r.r2 + rows - 1) % MAX_ROW + 1,
        r.c2 if r.c2 is None or fc2 else (r.c2 + cols - 1) % MAX_COL + 1,
    )
    prefix = token.text[: token.text.rindex("!") + 1] if r.sheet is not None else ""
    return prefix + area_text(*moved, r.fixed, r.is_range)


def area_text(
    r1: int | None,
    c1: int | None,
    r2: int | None,
    c2: int | None,
    fixed: tuple[bool, bool, bool, bool] = (False, False, False, False),
    is_range: bool = False,
) -> str:
    """The reference as written; one cell unless it is a range or its ends differ."""
    first = _end_text(r1, c1, fixed[0], fixed[1])
    if not is_range and (r1, c1) == (r2, c2):
        return first
    return f"{first}:{_end_text(r2, c2, fixed[2], fixed[3])}"


def _end_text(row: int | None, col: int | None, row_fixed: bool, col_fixed: bool) -> str:
    letters = "" if col is None else ("$" if col_fixed else "") + column_letters(col)
    return letters + ("" if row is None else f"{'$' if row_fixed else ''}{row}")

"""Turn the drawing of a sheet into that of an output: shapes move, come out with every copy of their rows, or go.

Pictures of copies show the same part of the package: its relationships stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from drafter.fill.excel.anchors import Anchored, Place, places, turns
from drafter.fill.excel.captions import Filled
from drafter.fill.excel.ranges import known, spoken
from drafter.fill.excel.refs import Layout, Lines
from drafter.fill.excel.xml import edited, plain, quoted

Edit = tuple[int, int, str]

_IDS = re.compile(r"(<(?:\w+:)?cNvPr\s(?:[^>]*?\s)?id=\")(\d+)(\")")
_JOINTS = re.compile(r"(<(?:\w+:)?(?:stCxn|endCxn)\s(?:[^>]*?\s)?id=\")(\d+)(\")")
_CREATION = re.compile(r"<(\w+:)?ext uri=\"\{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236\}\".*?</\1ext>", re.DOTALL)
_SPEAKING = re.compile(r"(\s(?:textlink|cellRange)=\")([^\"]+)(\")")
_BREAK = "\v"  # what a new line of a value is until its run is cut in two; XML cannot hold it
_RUN = re.compile(r"<(\w+:)?r>((?:<\1rPr\b(?:[^>]*/>|.*?</\1rPr>))?)<\1t>([^<]*\v[^<]*)</\1t></\1r>", re.DOTALL)


def moved_drawing(xml: str, anchors: Iterable[Anchored], layout: Layout, sheet: str, filled: Filled) -> str:
    """A drawing whose shapes stand where their cells went."""
    lines = layout.lines(sheet)
    if lines is None:
        return xml
    taken = max((int(found[2]) for found in _IDS.finditer(xml)), default=0)
    numbers = _Numbers(taken + 1)
    edits: list[Edit] = []
    for one in anchors:
        element = one.element
        copies = list(_copies(one, lines))
        texts = [(start, filled[start]) for start in filled if element.start <= start < element.end]
        written = (
            _copy(xml, one, at, [(start, end, found[number]) for start, (end, found) in texts], numbers, copy)
            for copy, (number, at) in enumerate(copies)
        )
        edits.append((element.start, element.end, "".join(written)))
    edits += [(start, end, found[0]) for start, (end, found) in filled.items() if found]
    return _speaking(lines_broken(edited(xml, edits)), layout, sheet)


def _copies(one: Anchored, lines: Lines) -> Iterator[tuple[int, dict[str, Place]]]:
    """The number of each copy among the texts of its place, and where it stands on both axes."""
    across = list(places(one.cols, lines.cols))
    wide = turns(one.cols, lines.cols)
    for row in places(one.rows, lines.rows):
        for col in across:
            yield row.number * wide + col.number, {"row": row, "col": col}


def _copy(xml: str, one: Anchored, at: Mapping[str, Place], texts: list[Edit], numbers: "_Numbers", copy: int) -> str:
    edits = [(start, end, str((at[name].last if far else at[name].first) - 1)) for start, end, name, far in one.numbers]
    made = edited(xml, [*edits, *texts], one.element.start, one.element.end)
    if not copy:
        return made
    made = _CREATION.sub("", made)
    own = {found[2] for found in _IDS.finditer(made)}
    made = _IDS.sub(lambda m: f"{m[1]}{numbers.fresh(m[2], copy)}{m[3]}", made)
    return _JOINTS.sub(lambda m: f"{m[1]}{numbers.fresh(m[2], copy) if m[2] in own else m[2]}{m[3]}", made)


class _Numbers:
    """The numbers of copied shapes: one number for the same shape and copy, wherever it is written."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.given: dict[tuple[str, int], int] = {}

    def fresh(self, old: str, copy: int) -> int:
        if (old, copy) not in self.given:
            self.given[old, copy] = self.next
            self.next += 1
        return self.given[old, copy]


def lines_broken(xml: str) -> str:
    """Runs cut in two where a value had a new line."""
    return _RUN.sub(_run_cut, xml).replace(_BREAK, " ") if _BREAK in xml else xml


def _run_cut(run: re.Match[str]) -> str:
    p, look = run[1] or "", run[2]
    pieces = [f"<{p}r>{look}<{p}t>{words}</{p}t></{p}r>" for words in run[3].split(_BREAK)]
    return f"<{p}br>{look}</{p}br>".join(pieces)


def _speaking(xml: str, layout: Layout, sheet: str) -> str:
    """Shapes that show a cell (`textlink`) or a range (a linked picture) speak of where it went."""
    return _SPEAKING.sub(lambda m: m[1] + quoted(spoken(plain(m[2]), layout, sheet)) + m[3], xml)


def moved_controls(xml: str, layout: Layout, sheet: str) -> str:
    """The properties of a form control: the cell it writes to, the range it lists."""
    top = known(xml)
    head = re.sub(
        r"(\s(?:fmlaLink|fmlaRange|fmlaGroup|fmlaTxbx)=\")([^\"]+)(\")",
        lambda m: m[1] + quoted(spoken(plain(m[2]), layout, sheet)) + m[3],
        top.head,
    )
    return xml[: top.start] + head + xml[top.inner :]

"""Turn a page of a PDF into its letters and its ruled lines, each where it stands as the page is looked at."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MAX_RULES = 20_000  # a page; a drawing has more, a table never
_THIN = 3.0  # points: what is narrower is a line, however it was drawn (a stroke, or a filled box as Word does it)
_SHORTEST = 4.0
_DEEPEST = 5  # forms within forms

_Point = tuple[float, float]
_Turn = Callable[[float, float], _Point]
_TURNS: tuple[_Turn, ...] = (  # by the quarters that a page is turned clockwise before it is shown
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with the foot it stands on: on a line that is one height, whatever typefaces are mixed in it."""

    letter: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from `start` to `end`, in points: at the height `at`, or at that distance from the left where it
    is upright."""

    upright: bool
    at: float
    start: float
    end: float


def page_letters(page: Any, raw: Any) -> Iterator[Letter]:
    """The letters of a page in the order of the file, blanks left out."""
    textpage, turn = page.get_textpage(), _turn(page, raw)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pointers = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFFFF):
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, pointers[0]):
            continue
        if raw.FPDFText_GetCharOrigin(textpage, index, pointers[1], pointers[2]):
            corners = turn(box.left, box.bottom), turn(box.right, box.top)
            (left, right), (low, high) = (sorted(pair) for pair in zip(*corners, strict=True))
            if right > left:
                yield Letter(chr(code), left, right, turn(x.value, y.value)[1], high - low)


def page_rules(page: Any, raw: Any) -> list[Rule]:
    """The level and upright lines of a page; none of one that is a drawing."""
    turn = _turn(page, raw)
    found: list[Rule] = []
    objects = (raw.FPDFPage_GetObject(page.raw, index) for index in range(raw.FPDFPage_CountObjects(page.raw)))
    for path, stroked in _paths(objects, raw, lambda x, y: (x, y), _DEEPEST):
        for points in path:
            found += _rules_of([turn(*point) for point in points], stroked)
        if len(found) > MAX_RULES:
            return []
    return found


def _turn(page: Any, raw: Any) -> _Turn:
    return _TURNS[int(raw.FPDFPage_GetRotation(page.raw)) % 4]


def _paths(objects: Iterator[Any], raw: Any, into: _Turn, depth: int) -> Iterator[tuple[list[list[_Point]], bool]]:
    """Each path's stretches as points on the page, and whether its outline is drawn; forms are looked into."""
    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(one, ctypes.byref(fill), ctypes.byref(stroke))
            if fill.value or stroke.value:
                yield _stretches(one, raw, _placed(one, raw, into)), bool(stroke.value)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = (raw.FPDFFormObj_GetObject(one, index) for index in range(raw.FPDFFormObj_CountObjects(one)))
            yield from _paths(inner, raw, _placed(one, raw, into), depth - 1)


def _placed(one: Any, raw: Any, into: _Turn) -> _Turn:
    """How a point of an object comes to the page: by its own matrix, then by that of what it lies in."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix)):
        return into
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    return lambda x, y: into(a * x + c * y + e, b * x + d * y + f)


def _stretches(path: Any, raw: Any, place: _Turn) -> list[list[_Point]]:
    """The points of a path, from each place where the pen is put down; stretches with a curve are left out."""
    stretches: list[list[_Point]] = []
    curved: set[int] = set()
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if kind == raw.FPDF_SEGMENT_MOVETO or not stretches:
            stretches.append([])
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(stretches) - 1)
        stretches[-1].append(place(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            stretches[-1].append(stretches[-1][0])
    return [points for number, points in enumerate(stretches) if number not in curved and len(points) > 1]


def _rules_of(points: Sequence[_Point], stroked: bool) -> Iterator[Rule]:
    """The lines of a stretch: itself where it is thin, else its sides where they are drawn."""
    if rule := _rule(points):
        yield rule
    elif stroked:
        for side in pairwise(points):
            if rule := _rule(side):
                yield rule


def _rule(points: Sequence[_Point]) -> Rule | None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if high - low <= _THIN and right - left >= _SHORTEST:
        return Rule(False, (low + high) / 2, left, right)
    if right - left <= _THIN and high - low >= _SHORTEST:
        return Rule(True, (left + right) / 2, low, high)
    return None

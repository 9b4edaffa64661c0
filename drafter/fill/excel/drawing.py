"""Turn drawings and charts of a template into those of an output: anchors move, ranges grow, shown points are fresh."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Any

from drafter.fill.excel.cells import printed_xml
from drafter.fill.excel.formula import Ref, area_text, quoted_sheet, tokens
from drafter.fill.excel.formula_number import ErrorText, Unknown, number, plain_number
from drafter.fill.excel.refs import Area, Here, Layout, Lines, compiled, gone
from drafter.fill.excel.store import Store
from drafter.fill.excel.xml import Element, escaped, root

_PIECE = 2_000  # points of a chart written at a time


@lru_cache(maxsize=64)
def _known(xml: str) -> Element:
    """The root of a drawing, a chart or the workbook: small parts that every rendering reads again."""
    return root(xml)


def moved_drawing(xml: str, lines: Lines) -> str:
    """A drawing whose anchors stand where their cells went; shapes keep their size in rows and columns."""
    edits: list[tuple[int, int, str]] = []
    for anchor in _known(xml).find("twoCellAnchor"):
        edits += _anchor(anchor, lines)
    for anchor in _known(xml).find("oneCellAnchor"):
        edits += _anchor(anchor, lines)
    return edited(xml, edits)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with stretches replaced."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _anchor(anchor: Element, lines: Lines) -> Iterator[tuple[int, int, str]]:
    start, end = anchor.child("from"), anchor.child("to")
    if start is None:
        return
    for name, growth in (("row", lines.rows), ("col", lines.cols)):
        first = start.child(name)
        if first is None or growth.is_still:
            continue
        line = int(first.text) + 1
        out = growth.first_in(line, line + 10_000) or line
        yield first.inner, first.close, str(out - 1)
        last = end.child(name) if end is not None else None
        if last is not None:
            yield last.inner, last.close, str(out - 1 + int(last.text) - int(first.text))


def fresh_chart(xml: str, layout: Layout, store: Store) -> Iterator[str]:
    """A chart whose ranges grew and whose stored points are the values written, in pieces: points can be many."""
    edits: list[tuple[int, int, Iterable[str]]] = []
    for kind in ("numRef", "strRef", "multiLvlStrRef"):
        for ref in _known(xml).find(kind):
            edits += _reference(ref, layout, store)
    done = 0
    for start, end, new in sorted(edits, key=itemgetter(0)):
        yield xml[done:start]
        yield from new
        done = end
    yield xml[done:]


def _reference(element: Element, layout: Layout, store: Store) -> Iterator[tuple[int, int, Iterable[str]]]:
    formula = element.child("f")
    if formula is None:
        return
    found = areas_of(formula.text, layout)
    if found is None:
        return
    yield formula.inner, formula.close, (escaped(range_text(formula.text, layout)),)
    for child in element.children():
        if child.name in ("numCache", "strCache"):
            try:
                values = [value for sheet, area in found for value in store.of(sheet, area)]
            except Unknown:
                values = []
            yield child.inner, child.close, _points(child, values)
        elif child.name == "multiLvlStrCache":
            yield child.start, child.end, ()


def _points(cache: Element, values: list[Any]) -> Iterator[str]:
    p = cache.prefix
    kept = [child.whole for child in cache.children() if child.name == "formatCode"]
    yield "".join(kept) + f'<{p}ptCount val="{len(values)}"/>'
    shown = _number_shown if cache.name == "numCache" else _text_shown
    form = f'<{p}pt idx="%d"><{p}v>%s</{p}v></{p}pt>'
    for first in range(0, len(values), _PIECE):
        points = enumerate(map(shown, values[first : first + _PIECE]), first)
        yield "".join([form % (at, text) for at, text in points if text])


def _number_shown(value: Any) -> str:
    """A stored number of a chart; text and errors have no point."""
    if value.__class__ is int:
        return str(value)
    if isinstance(value, float):
        return float.__repr__(value)
    if value is None or isinstance(value, ErrorText | str):
        return ""
    return plain_number(number(value))


def _text_shown(value: Any) -> str:
    """A stored text of a chart, as XML."""
    if value.__class__ is str and value.isprintable() and "_x" not in value:
        return escaped(value)
    return "" if value is None or isinstance(value, ErrorText) else printed_xml(value)


def areas_of(text: str, layout: Layout) -> list[tuple[str, Area]] | None:
    """The output areas of a text that is one range or several with commas; None when it is something else."""
    found: list[tuple[str, Area]] = []
    for token in tokens(text.strip()):
        if token.ref is not None and token.ref.sheet is not None:
            areas = layout.areas(listed(token.ref), Here(token.ref.sheet))
            if areas is None:
                return None
            found.extend((token.ref.sheet, area) for area in areas)
        elif token.kind not in ("open", "close", "comma", "space"):
            return None
    return found


def listed(ref: Ref) -> Ref:
    """The reference as one that takes every copy, in as many ranges as it needs."""
    return Ref(ref.sheet, ref.r1, ref.c1, ref.r2, ref.c2, ref.fixed, ref.is_range, "list")


def range_text(text: str, layout: Layout) -> str:
    """Such a text for the output. Ranges that are gone become the blank end of the sheet."""
    written: list[str] = []
    for token in tokens(text.strip()):
        ref = token.ref
        if ref is None or ref.sheet is None:
            continue
        lines = layout.lines(ref.sheet)
        areas = layout.areas(listed(ref), Here(ref.sheet))
        if lines is None or areas is None:
            return text
        prefix = token.text[: token.text.rindex("!") + 1] if lines.name == ref.sheet else quoted_sheet(lines.name)
        if not areas:
            written.append(prefix + gone(ref))
        written.extend(prefix + area_text(a.r1, a.c1, a.r2, a.c2, ref.fixed, ref.is_range) for a in areas)
    joined = ",".join(written)
    return f"({joined})" if len(written) > 1 else joined


def names_xml(workbook: str, layout: Layout, sheets: list[str]) -> str:
    """The workbook with its defined names, print areas and titles following the lines."""
    edits: list[tuple[int, int, str]] = []
    for item in _known(workbook).find("definedName"):
        text = item.text
        if areas_of(text, layout) is not None and "!" in text:
            edits.append((item.inner, item.close, escaped(range_text(text, layout).strip("()"))))
        else:
            local = item.attrs().get("localSheetId")
            sheet = sheets[int(local)] if local is not None and int(local) < len(sheets) else ""
            edits.append((item.inner, item.close, escaped(compiled(text).text(layout, Here(sheet)))))
    return edited(workbook, edits)

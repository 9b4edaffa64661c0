"""Turn the charts of a template into those of an output: ranges grow, shown points are fresh, titles are filled."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from drafter.fill.excel.captions import Filled
from drafter.fill.excel.cells import printed_xml
from drafter.fill.excel.formula_number import ErrorText, Unknown, number, plain_number
from drafter.fill.excel.ranges import areas_of, known, range_text
from drafter.fill.excel.refs import Layout
from drafter.fill.excel.store import Store
from drafter.fill.excel.xml import Element, escaped

# Who holds a formula and the points last shown: of charts as they have always been, of labels, of the newer charts.
_HOLDERS = ("numRef", "strRef", "multiLvlStrRef", "datalabelsRange", "numDim", "strDim")
_PIECE = 2_000  # points of a chart written at a time


def fresh_chart(xml: str, layout: Layout, store: Store, filled: Filled) -> Iterator[str]:
    """A chart whose ranges grew and whose stored points are the values written, in pieces: points can be many."""
    edits: list[tuple[int, int, Iterable[str]]] = [(start, end, texts[:1]) for start, (end, texts) in filled.items()]
    for kind in _HOLDERS:
        for ref in known(xml).find(kind):
            edits += _reference(ref, layout, store)
    for kind in ("formulaRef", "fullRef", "levelRef"):
        for ref in known(xml).find(kind):
            text = ref.child("sqref")
            if text is not None and areas_of(text.text, layout) is not None:
                edits.append((text.inner, text.close, (escaped(range_text(text.text, layout)),)))
    done = 0
    for start, end, new in sorted(edits, key=itemgetter(0)):
        if start < done:
            continue  # inside what is replaced already
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
        if child.name in ("numCache", "strCache", "dlblRangeCache"):
            try:
                values = [value for sheet, area in found for value in store.of(sheet, area)]
            except Unknown:
                values = []
            yield child.inner, child.close, _points(child, values)
        elif child.name in ("multiLvlStrCache", "lvl"):  # Excel makes them anew
            yield child.start, child.end, ()


def _points(cache: Element, values: list[Any]) -> Iterator[str]:
    children = cache.children()
    p = children[0].prefix if children else cache.prefix  # those of labels are of another namespace than the cache
    kept = [child.whole for child in children if child.name == "formatCode"]
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

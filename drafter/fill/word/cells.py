"""Turn the table tags `{% colspan %}`, `{% cellbg %}`, `{% vm %}` and `{% hm %}` into properties of their cells."""

from lxml import etree

from drafter.fill.syntax import keyword
from drafter.fill.word.blocks import _erase, _instruction
from drafter.fill.word.heal import Healed, Mark
from drafter.fill.word.xml import Element, ancestor, w

# The order the format asks for inside w:tcPr.
_ORDER = [w(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
                               "textDirection", "tcFitText", "vAlign", "hideMark")]  # fmt: skip


def shape_cells(healed: Healed) -> None:
    """Rewrite every cell that has such a tag; the tag itself goes."""
    for mark in list(healed.marks):
        if mark.kind != "block" or (maker := _MAKERS.get(keyword(mark.body))) is None:
            continue
        cell = ancestor(mark.node, "tc")
        if cell is None:
            continue
        argument = mark.body.split(maxsplit=1)[1] if " " in mark.body else ""
        _erase(mark)
        mark.kind = "comment"
        maker(healed, mark, cell, argument)


def _colspan(healed: Healed, mark: Mark, cell: Element, argument: str) -> None:
    printed = healed.new_mark("print", argument, mark, cell, "bare")
    _property(cell, "gridSpan").set(w("val"), printed.text)


def _cellbg(healed: Healed, mark: Mark, cell: Element, argument: str) -> None:
    printed = healed.new_mark("print", f"({argument})|replace('#', '')", mark, cell, "bare")
    shade = _property(cell, "shd")
    shade.set(w("val"), "clear")
    shade.set(w("color"), "auto")
    shade.set(w("fill"), printed.text)


def _vm(healed: Healed, mark: Mark, cell: Element, argument: str) -> None:
    """Merge downwards over all rounds of the loop, or (`{% vm x %}`) over rounds with the same x."""
    first = "loop.first"
    if argument:
        first = f"vm_{mark.number}_begins"
        cell.addprevious(_instruction(healed.new_mark("block", f"set {first} = loop.changed({argument})", mark, cell)))
    printed = healed.new_mark("print", f'"restart" if {first} else "continue"', mark, cell, "bare")
    _property(cell, "vMerge").set(w("val"), printed.text)
    for paragraph in cell.iterchildren(w("p")):
        _only_if(healed, mark, paragraph, first)


def _only_if(healed: Healed, mark: Mark, paragraph: Element, condition: str) -> None:
    """Keep the paragraph, print what is in it only if `condition`."""
    inside = [child for child in paragraph if child.tag != w("pPr")]
    if not inside:
        return
    inside[0].addprevious(_instruction(healed.new_mark("block", f"if {condition}", mark, paragraph)))
    inside[-1].addnext(_instruction(healed.new_mark("block", "endif", mark, paragraph)))


def _hm(healed: Healed, mark: Mark, cell: Element, _argument: str) -> None:
    """One cell as wide as all rounds of the loop together."""
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    width = int(span.get(w("val")) or 1) if span is not None else 1
    printed = healed.new_mark("print", f"loop.length * {width}", mark, cell, "bare")
    _property(cell, "gridSpan").set(w("val"), printed.text)
    cell.addprevious(_instruction(healed.new_mark("block", "if loop.first", mark, cell)))
    cell.addnext(_instruction(healed.new_mark("block", "endif", mark, cell)))


_MAKERS = {"colspan": _colspan, "cellbg": _cellbg, "vm": _vm, "hm": _hm}


def _property(cell: Element, name: str) -> Element:
    """The child of w:tcPr of this name, made anew in its right place."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for old in properties.findall(w(name)):
        properties.remove(old)
    made = etree.Element(w(name))
    rank = _ORDER.index(w(name))
    position = sum(1 for child in properties if child.tag in _ORDER and _ORDER.index(child.tag) < rank)
    properties.insert(position, made)
    return made

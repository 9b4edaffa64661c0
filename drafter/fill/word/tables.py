"""Turn what loops may leave behind in tables into what Word accepts.

A table none of whose rows was printed goes; so does a row without cells; a cell or box without paragraphs gets an
empty one. Each is a text known beforehand, looked for after filling. Columns that a `{%tc for %}` makes share the
width of those the template had, so that the table stays as wide as it was drawn.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from drafter.fill.syntax import keyword
from drafter.fill.word.heal import MARK, Mark
from drafter.fill.word.loops import text_hook
from drafter.fill.word.xml import Element, ancestor, end_tag, is_element, start_tag, to_text, twips, w

BEGIN, END = "\ufdd2", "\ufdd3"  # around a table whose columns may change
_TABLE = re.compile(f"{BEGIN}(.*?){END}", re.S)
_SHARED = "-1"  # the width of a column that a loop makes, until all columns are known
_NEED_PARAGRAPH = {w(name) for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")}
_PROPERTIES = {w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr")}


@dataclass(frozen=True, slots=True)
class Repair:
    """An exact text that is put in place of another, wherever filling left it."""

    left: str
    right: str


def repairs(root: Element, groups: Sequence[Sequence[Mark]]) -> list[Repair]:
    """What may have to be repaired after filling; rows come before tables."""
    steps = {group[0].node: 1 for group in groups} | {group[-1].node: -1 for group in groups}
    found: dict[Repair, None] = {}
    for name in ("sdt", "tr", "tbl"):
        for node in root.iter(w(name)):
            if name == "sdt":
                found.update(_emptied_control(node, steps))
                continue
            if _may_be_empty(node, steps) and (shell := _shell(node)):
                found[Repair(shell + end_tag(node), "")] = None
    for node in root.iter(*_NEED_PARAGRAPH):
        if _may_be_empty(node, steps) and (shell := _shell(node)):
            found[Repair(shell + end_tag(node), f"{shell}<w:p/>{end_tag(node)}")] = None
        if _may_end_in_table(node):
            found[Repair(f"</w:tbl>{end_tag(node)}", f"</w:tbl><w:p/>{end_tag(node)}")] = None
    return list(found)


def _emptied_control(control: Element, steps: Mapping[Element, int]) -> dict[Repair, None]:
    """What takes away a control around paragraphs or rows none of which was printed."""
    content = control.find(w("sdtContent"))
    if content is None or ancestor(control, "p") is not None or not _may_be_empty(content, steps):
        return {}
    shell = _shell(control) + start_tag(content)
    return {} if "\ufdd0" in shell else {Repair(shell + end_tag(content) + end_tag(control), ""): None}


def _content(node: Element) -> list[Element]:
    return [child for child in node if child.tag not in _PROPERTIES]


def _may_be_empty(node: Element, steps: Mapping[Element, int]) -> bool:
    """Whether everything the node holds stands between block tags."""
    depth, tags = 0, False
    for child in _content(node):
        if isinstance(child, etree._ProcessingInstruction):
            tags = True
            depth += steps.get(child, 0)
        elif child.tag == w("sdt") and _emptied_control(child, steps):
            tags = True
        elif is_element(child) and depth == 0:
            return False
    return tags


def _may_end_in_table(node: Element) -> bool:
    inside = _content(node)
    if not any(child.tag == w("tbl") for child in inside):
        return False
    last = inside[-1] if inside else None
    return last is not None and not is_element(last)


def _shell(node: Element) -> str:
    """The text of the node up to its content; "" when that has tags of its own and is not known."""
    inside = "".join(to_text(child) for child in node if child.tag in _PROPERTIES)
    text = start_tag(node) + inside
    return "" if MARK.search(text) or "\ufdd0" in text else text


def watch_columns(groups: Sequence[Sequence[Mark]]) -> bool:
    """Mark each table whose columns a loop makes; returns whether there is any."""
    watched: dict[Element, None] = {}
    for group in groups:
        begin, end = group[0].node, group[-1].node
        row = begin.getparent() if isinstance(begin, etree._ProcessingInstruction) else None
        if row is None or row.tag != w("tr") or end.getparent() is not row:
            continue
        if keyword(group[0].body) == "for":
            for cell in list(row)[row.index(begin) : row.index(end)]:
                width = cell.find(f"{w('tcPr')}/{w('tcW')}") if is_element(cell) else None
                if width is not None:
                    width.set(w("w"), _SHARED)
        table = next(row.iterancestors(w("tbl")), None)
        if table is not None:
            watched[table] = None
    for table in watched:
        table.addprevious(text_hook("columns", 0))
        table.addnext(text_hook("columns", 1))
    return bool(watched)


def fit_columns(text: str, head: str) -> str:
    """Give every watched table of a filled part the grid and the widths its cells ask for."""
    declarations = " ".join(dict.fromkeys(re.findall(r'xmlns:[\w.-]+="[^"]*"', head)))

    def fitted(found: re.Match[str]) -> str:
        inside = found.group(1)
        if not inside:
            return ""
        table = etree.fromstring(f"<root {declarations}>{inside}</root>")
        for each in table.iter(w("tbl")):
            _fit(each)
        made = etree.tostring(table, encoding="unicode")
        return made[made.index(">") + 1 : made.rindex("</root>")]

    return _TABLE.sub(fitted, text)


def _fit(table: Element) -> None:
    grid = table.find(w("tblGrid"))
    rows = table.findall(w("tr"))
    if grid is None or not rows:
        return
    total = sum(_number(column.get(w("w"))) for column in grid)
    widest = max(rows, key=lambda row: sum(_span(cell) for cell in row.iterchildren(w("tc"))))
    columns = _widths(widest, total)
    for column in list(grid):
        grid.remove(column)
    for width in columns:
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(width))
    for row in rows:
        position = 0
        for cell in row.iterchildren(w("tc")):
            stop = position + _span(cell)
            if (width_of := cell.find(f"{w('tcPr')}/{w('tcW')}")) is not None:
                width_of.set(w("w"), str(sum(columns[position:stop])))
            position = stop


def _widths(row: Element, total: int) -> list[int]:
    """One width per column: as drawn, those of loops sharing what is left of the table's width."""
    drawn: list[int] = []
    for cell in row.iterchildren(w("tc")):
        width = cell.find(f"{w('tcPr')}/{w('tcW')}")
        span = _span(cell)
        value = int(_number(width.get(w("w")))) if width is not None else -1
        drawn += [value if value < 0 else value // span] * span
    shared = drawn.count(-1)
    left = total - sum(value for value in drawn if value >= 0)
    if not shared or left < shared * 100:  # the drawn columns leave no room: all shrink alike
        asked = [value if value >= 0 else max(total // max(len(drawn), 1), 1) for value in drawn]
        return [round(value * total / max(sum(asked), 1)) for value in asked]
    return [left // shared if value < 0 else value for value in drawn]


def _span(cell: Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return max(int(_number(found.get(w("val")))), 1) if found is not None else 1


def _number(text: str | bytes | None) -> int:
    return twips(text) or 0

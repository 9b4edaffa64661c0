"""Turn a paragraph into the words people use for where it stands: «bảng 2, hàng 3, ô 4», «đoạn 12»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.fill.errors import Place
from drafter.fill.word.xml import MC, Element, is_element, w

Steps = tuple[tuple[str, int], ...]
_WRAPPERS = {w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")}


@dataclass
class _Count:
    paragraphs: int = 0
    tables: int = 0


def part_steps(part: str) -> Steps:
    """The words a part begins its places with: none for the document itself."""
    for name in ("header", "footer"):
        if found := re.fullmatch(rf"{name}(\d*)", part):
            return ((name, int(found.group(1) or 0)),)
    return ((part, 0),) if part in ("footnotes", "endnotes", "comments", "properties") else ()


def places(root: Element, part: str) -> Iterator[tuple[Element, Place]]:
    """Every paragraph of a part with its place, in the order of the document."""
    body = root.find(w("body"))
    for paragraph, steps in _walk(root if body is None else body, part_steps(part), _Count()):
        yield paragraph, Place(part, steps)


def _walk(container: Element, steps: Steps, count: _Count) -> Iterator[tuple[Element, Steps]]:
    for child in container:
        if not is_element(child):
            continue
        if child.tag == w("p"):
            count.paragraphs += 1
            here = (*steps, ("paragraph", count.paragraphs))
            yield child, here
            yield from _boxes(child, here)
        elif child.tag == w("tbl"):
            count.tables += 1
            yield from _table(child, (*steps, ("table", count.tables)))
        elif child.tag in _WRAPPERS or child.tag in (w("footnote"), w("endnote"), w("comment")):
            yield from _walk(child, steps, count)


def _table(table: Element, steps: Steps) -> Iterator[tuple[Element, Steps]]:
    for number, row in enumerate(_inner(table, "tr"), start=1):
        for column, cell in enumerate(_inner(row, "tc"), start=1):
            here = (*steps, ("row", number), ("cell", column))
            alone = sum(1 for _ in cell.iterchildren(w("p"))) == 1
            for paragraph, inner in _walk(cell, here, _Count()):
                yield paragraph, here if alone and inner == (*here, ("paragraph", 1)) else inner


def _inner(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == w(name):
            yield child
        elif is_element(child) and child.tag in _WRAPPERS:
            yield from _inner(child, name)


def _boxes(paragraph: Element, steps: Steps) -> Iterator[tuple[Element, Steps]]:
    """Paragraphs in the text boxes of a paragraph, those of a box in a box following."""
    for run in paragraph.iter(w("txbxContent")):
        nearest = next(run.iterancestors(w("p")), None)
        if nearest is paragraph:
            yield from _walk(run, (*steps, ("textbox", 0)), _Count())


def in_fallback(node: Element) -> bool:
    """Inside the copy of a drawing kept for old programs."""
    return next(node.iterancestors(f"{{{MC}}}Fallback"), None) is not None

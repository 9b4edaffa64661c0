"""Turn the numbers inside loops into ones given out while filling, so that no two copies bear the same.

Drawings and bookmarks get new ids in each round, bookmarks after the first round a new name too; a comment stays with
the first round only, a footnote is copied for each round; ids that Word gives by itself are dropped. A numbered list
that begins anew with each round begins at 1 again.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafter.fill.syntax import keyword
from drafter.fill.word.heal import CLOSE, OPEN, Mark
from drafter.fill.word.xml import W14, WP, Element, drop, is_element, w

_COMMENT_MARKS = {
    w("commentRangeStart"): "commented",
    w("commentRangeEnd"): "uncommented",
    w("commentReference"): "remark",
}
_NOTE_MARKS = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_DROPPED = (f"{{{W14}}}paraId", f"{{{W14}}}textId")


@dataclass
class Lists:
    """Of a part: which lists restart in a loop: numId → abstractNumId."""

    restarting: dict[int, str] = field(default_factory=dict)


def number_loops(
    root: Element, groups: list[list[Mark]], numbering: Element | None, *, repeated: bool = False
) -> Lists:
    """Put hooks in place of the ids that stand inside loops; of all ids when the part is itself `repeated`."""
    loops = [group for group in groups if keyword(group[0].body) == "for"]
    lists = Lists()
    if not loops and not repeated:
        return lists
    for node in [node for node in root.iter() if is_element(node)] if repeated else _inside(root, loops):
        _hook(node)
    if numbering is not None:
        _restart(root, loops, numbering, lists)
    if repeated and numbering is not None:
        _restart_all(root, numbering, lists)
    return lists


def _restart_all(root: Element, numbering: Element, lists: Lists) -> None:
    """Every numbered list begins anew with the part."""
    body = root.find(w("body"))
    for node in list(root.iter(w("p"))):
        number = _list_of(node)
        abstract = _abstract(numbering, number) if number else ""
        if body is None or not abstract or number in lists.restarting or _is_bulleted(numbering, abstract):
            continue
        lists.restarting[number] = abstract
        body.insert(0, text_hook("restart", number))
        _count_in(root, number)


def _count_in(root: Element, number: int) -> None:
    """Let the paragraphs of a list ask for its number while filling."""
    for node in root.iter(w("p")):
        if _list_of(node) == number:
            node.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}").set(w("val"), hook("list", number))  # type: ignore[union-attr]


def hook(name: str, site: int) -> str:
    """The mark of a hook, read back by `word/pieces`."""
    return f"{OPEN}{name}:{site}{CLOSE}"


def _inside(root: Element, loops: list[list[Mark]]) -> list[Element]:
    begins, ends = {group[0].text for group in loops}, {group[-1].text for group in loops}
    inside: list[Element] = []
    depth = 0
    for node, texts in _in_order(root):
        if node is not None and depth:
            inside.append(node)
        for text in texts:
            depth += (text in begins) - (text in ends)
    return inside


def _in_order(root: Element) -> Iterator[tuple[Element | None, list[str]]]:
    """Every element with the marks that stand at it, in the order of the document."""
    for node in root.iter():
        if isinstance(node, etree._ProcessingInstruction):
            yield None, [f"{OPEN}{node.text}{CLOSE}"]
        elif is_element(node):
            text = node.text or ""
            marks = [f"{OPEN}{piece}" for piece in text.split(OPEN)[1:]] if OPEN in text else []
            yield node, [mark[: mark.index(CLOSE) + 1] for mark in marks if CLOSE in mark]


def _hook(node: Element) -> None:
    for name in _DROPPED:
        if name in node.attrib:
            del node.attrib[name]
    if node.tag == f"{{{WP}}}docPr":
        node.set("id", hook("drawing", 0))
    elif node.tag == w("bookmarkStart"):
        site = int(node.get(w("id")) or 0)
        node.set(w("id"), hook("bookmark", site))
        node.set(w("name"), (node.get(w("name")) or "")[:34] + hook("again", site))
    elif node.tag in _NOTE_MARKS:
        number = node.get(w("id")) or ""
        if number.isdigit():
            node.set(w("id"), hook(_NOTE_MARKS[str(node.tag)], int(number)))
    elif node.tag in _COMMENT_MARKS:
        number = node.get(w("id")) or ""
        if number.isdigit():
            node.addprevious(text_hook(_COMMENT_MARKS[str(node.tag)], int(number)))
            drop(node)
    elif node.tag == w("bookmarkEnd"):
        node.set(w("id"), hook("ended", int(node.get(w("id")) or 0)))
    elif node.tag == w("id") and node.getparent() is not None and node.getparent().tag == w("sdtPr"):  # type: ignore[union-attr]
        node.getparent().remove(node)  # type: ignore[union-attr]


def _restart(root: Element, loops: list[list[Mark]], numbering: Element, lists: Lists) -> None:
    """Lists all of whose paragraphs stand in one loop, among other paragraphs, begin at 1 in each of its rounds."""
    numbered = [(node, _list_of(node)) for node in root.iter(w("p"))]
    for group in loops:
        body = _paragraphs_between(root, group)
        own = {number for node, number in numbered if number and node in body}
        for number in sorted(own):
            elsewhere = any(node not in body for node, found in numbered if found == number)
            only = all(_list_of(node) == number for node in body)
            abstract = _abstract(numbering, number)
            if elsewhere or only or not abstract or number in lists.restarting or _is_bulleted(numbering, abstract):
                continue
            lists.restarting[number] = abstract
            if not isinstance(group[0].node, etree._ProcessingInstruction):
                continue
            group[0].node.addnext(text_hook("restart", number))
            _count_in(root, number)


def text_hook(name: str, site: int) -> Element:
    """A hook between elements, read back by `word/pieces`."""
    return etree.ProcessingInstruction("h", f"{name}:{site}")


def _list_of(paragraph: Element) -> int:
    found = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    value = found.get(w("val")) if found is not None else None
    return int(value) if value and value.isdigit() else 0


def _paragraphs_between(root: Element, group: list[Mark]) -> list[Element]:
    begin, end, depth = group[0].text, group[-1].text, 0
    body: list[Element] = []
    for node, texts in _in_order(root):
        if node is not None and depth and node.tag == w("p"):
            body.append(node)
        for text in texts:
            depth += (text == begin) - (text == end)
    return body


def _abstract(numbering: Element, number: int) -> str:
    for found in numbering.iterchildren(w("num")):
        if found.get(w("numId")) == str(number):
            reference = found.find(w("abstractNumId"))
            return str(reference.get(w("val"))) if reference is not None else ""
    return ""


def _is_bulleted(numbering: Element, abstract: str) -> bool:
    for found in numbering.iterchildren(w("abstractNum")):
        if found.get(w("abstractNumId")) == abstract:
            kind = found.find(f"{w('lvl')}/{w('numFmt')}")
            return kind is not None and kind.get(w("val")) == "bullet"
    return False


def with_lists(numbering: bytes, new: list[tuple[int, int]], abstract: dict[int, str]) -> bytes:
    """numbering.xml with a copy of a list for each (new numId, its template's numId), every level from 1 again."""
    levels = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9)
    )
    added = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract[of]}"/>{levels}</w:num>' for number, of in new
    )
    text = numbering.decode()
    end = text.rindex("</w:num>") + len("</w:num>")
    return (text[:end] + added + text[end:]).encode()


def with_notes(notes: Element, copies: list[tuple[int, int]]) -> None:
    """Copy notes, each a (new id, the template's id)."""
    known = {note.get(w("id")): note for note in notes}
    for number, of in copies:
        if str(of) in known:
            made = copy.deepcopy(known[str(of)])
            made.set(w("id"), str(number))
            notes.append(made)

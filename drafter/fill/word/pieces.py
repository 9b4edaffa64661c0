"""Turn an arranged part into the texts, tags and hooks a program is compiled from, and the sites it prints at."""

import copy
import itertools
import re
from dataclasses import dataclass, field

from lxml import etree

from drafter.fill.syntax import Hook, Piece
from drafter.fill.word.heal import CLOSE, OPEN, Healed, Mark
from drafter.fill.word.places import in_fallback
from drafter.fill.word.print import Site
from drafter.fill.word.xml import XML_SPACE, Element, ancestor, drop, end_tag, is_element, start_tag, to_text, w

_SPLIT = re.compile(f"<\\?d (\\d+)\\?>|{OPEN}(\\d+){CLOSE}|{OPEN}([a-z]+):(\\d+){CLOSE}|<\\?h ([a-z]+):(\\d+)\\?>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PRINTERS = {"p": "block", "r": "run", "tr": "block", "tc": "block", "": "text"}
# What comes after the highlight inside w:rPr.
_AFTER_HIGHLIGHT = {w(name) for name in ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
                                         "eastAsianLayout", "specVanish", "oMath", "rPrChange")}  # fmt: skip


@dataclass
class Sites:
    """The sites of a part, each kind of place once."""

    found: list[Site] = field(default_factory=list)
    numbers: dict[Site, int] = field(default_factory=dict)

    def number(self, site: Site) -> int:
        if site not in self.numbers:
            self.numbers[site] = len(self.found)
            self.found.append(site)
        return self.numbers[site]


def pieces(healed: Healed) -> tuple[list[Piece], list[Site]]:
    """The part as pieces, the XML declaration first, and its sites."""
    sites = Sites()
    for mark in healed.marks:
        if mark.kind == "print" and mark.printer == "text":
            mark.printer = _PRINTERS[mark.found.level]
            mark.site = sites.number(_site_of(mark))
            if _has_run_to_itself(mark):
                mark.printer = f"solo{mark.site}"
                run = mark.node.getparent()
                assert run is not None
                run.addprevious(etree.ProcessingInstruction("d", str(mark.number)))
                drop(run)
            elif mark.node.tag == w("t"):
                mark.node.set(XML_SPACE, "preserve")
    text = _DECLARATION + etree.tostring(healed.root, encoding="unicode")
    return _cut(text, {mark.number: mark for mark in healed.marks}), sites.found


def _has_run_to_itself(mark: Mark) -> bool:
    """Whether nothing else is in the tag's run: then the run is printed with the value, or left out for its own."""
    run = mark.node.getparent()
    if mark.node.tag != w("t") or run is None or run.tag != w("r") or mark.node.text != mark.text:
        return False
    return all(child is mark.node or child.tag == w("rPr") for child in run)


def _cut(text: str, marks: dict[int, Mark]) -> list[Piece]:
    made: list[Piece] = []
    position = 0
    for found in _SPLIT.finditer(text):
        if found.start() > position:
            made.append(text[position : found.start()])
        if found.group(3) or found.group(5):
            made.append(Hook(found.group(3) or found.group(5), int(found.group(4) or found.group(6))))
        else:
            made.append(marks[int(found.group(1) or found.group(2))].tag)
        position = found.end()
    made.append(text[position:])
    return made


def _site_of(mark: Mark) -> Site:
    node = mark.node
    if isinstance(node, etree._ProcessingInstruction):
        if ancestor(node, "p") is None:
            return Site(carries=mark.found.level == "p" and not in_fallback(node))
        return _site(node, mark.look, "<w:r>")
    run = node.getparent()
    if run is None or run.tag != w("r"):
        return Site()
    return _site(run, run.find(w("rPr")), start_tag(run))


def _site(node: Element, properties: Element | None, run_tag: str) -> Site:
    """The site of a run, or of a place between two runs where a run of these properties would stand."""
    rpr = to_text(properties) if properties is not None else ""
    before, after = _around_highlight(properties)
    shell = f'{run_tag}{rpr}<w:t xml:space="preserve">'
    paragraph = ancestor(node, "p")
    wrappers = list(itertools.takewhile(lambda around: around is not paragraph, node.iterancestors()))
    closing = "".join(end_tag(around) for around in wrappers)
    opening = "".join(_reopened(around) for around in reversed(wrappers))
    return Site(
        close_run="</w:t></w:r>",
        open_run=shell,
        leave=closing + "</w:p>" if paragraph is not None else "",
        enter="<w:p>" + _paragraph_properties(paragraph) + opening,
        properties=rpr,
        before=before,
        after=after,
        carries=not in_fallback(node) and not _in_plain_control(node),
    )


def _around_highlight(properties: Element | None) -> tuple[str, str]:
    if properties is None:
        return "", ""
    kept = [child for child in properties if is_element(child) and child.tag != w("highlight")]
    before = "".join(to_text(child) for child in kept if child.tag not in _AFTER_HIGHLIGHT)
    return before, "".join(to_text(child) for child in kept if child.tag in _AFTER_HIGHLIGHT)


def _reopened(around: Element) -> str:
    """The beginning of a link, insertion or control such as `around`; a control keeps its properties."""
    properties = around.getparent().find(w("sdtPr")) if around.tag == w("sdtContent") else None  # type: ignore[union-attr]
    return (to_text(properties) if properties is not None else "") + start_tag(around)


def _paragraph_properties(paragraph: Element | None) -> str:
    found = paragraph.find(w("pPr")) if paragraph is not None else None
    if found is None:
        return ""
    clone = copy.deepcopy(found)
    for section in clone.findall(w("sectPr")):
        clone.remove(section)
    found.addnext(clone)
    text = to_text(clone)
    clone.getparent().remove(clone)  # type: ignore[union-attr]
    return text


def _in_plain_control(node: Element) -> bool:
    return any(around.find(f"{w('sdtPr')}/{w('text')}") is not None for around in node.iterancestors(w("sdt")))

"""Turn a Word part as typed into one in which each tag is a single mark inside one text element.

Word splits a tag over runs whenever spelling, tracking, a bookmark or a change of language passes through it.
Here the text of each paragraph is read across its runs, the tags in it are found, and each is put whole into the
run in which it begins, as a mark: two characters no document contains around its number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.fill.errors import Place, TemplateError, Told
from drafter.fill.syntax import NOT_ALLOWED, NOT_CLOSED, Tag
from drafter.fill.tagtext import Found, find_tags
from drafter.fill.word.places import places
from drafter.fill.word.xml import XML_SPACE, Element, ancestor, drop, is_element, w

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: XML allows them, no text holds them
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")

_TEXT = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_GONE = {w("del"), w("moveFrom"), w("proofErr")}  # worth nothing inside a tag, left alone elsewhere
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"), ("{{%", "{%"), ("%}}", "%}"))


@dataclass
class Mark:
    """One tag of a part: what was found, where it stands, and (later) who prints it.

    `kind` is "print", "block" or "comment"; `node` the `w:t` that holds the mark, or the processing instruction
    that has taken its place between elements, `look` then being the run properties it had.
    """

    number: int
    found: Found
    kind: str
    where: Place
    near: str
    node: Element
    printer: str = "text"
    site: int = 0
    look: Element | None = None

    @property
    def body(self) -> str:
        return self.found.body

    @property
    def text(self) -> str:
        return f"{OPEN}{self.number}{CLOSE}"

    @property
    def tag(self) -> Tag:
        return Tag(self.kind, self.found.body, self.where, self.near, self.printer, self.site)

    def with_body(self, body: str) -> None:
        self.found = replace(self.found, body=body)


@dataclass
class Healed:
    """A part with its marks in the order of the document, the tags that never end, and whether its text changed."""

    root: Element
    marks: list[Mark]
    errors: list[TemplateError]
    changed: bool = False

    def new_mark(self, kind: str, body: str, like: Mark, node: Element, printer: str = "text") -> Mark:
        """A mark for a tag that we make ourselves, told about at the place of `like`."""
        found = Found(0, 0, "{{" if kind == "print" else "{%", "", body)
        mark = Mark(len(self.marks), found, kind, like.where, like.near, node, printer)
        self.marks.append(mark)
        return mark


def heal(root: Element, part: str) -> Healed:
    """Mark every tag of a part in place."""
    healed = Healed(root, [], [])
    for paragraph, where in places(root, part):
        _heal_paragraph(paragraph, where, healed)
    _heal_plain_texts(root, part, healed)
    return healed


@dataclass(slots=True)
class _Atom:
    """A stretch of a paragraph's text: from a `w:t`, or a tab or break, or nothing (a mark of the proofreader)."""

    node: Element
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _atoms(paragraph: Element) -> list[_Atom]:
    found: list[_Atom] = []
    length = 0
    for atom in _walk(paragraph):
        atom.start = length
        length += len(atom.text)
        found.append(atom)
    return found


def _walk(parent: Element) -> Iterator[_Atom]:
    """The atoms of a paragraph in order, text boxes and deleted text left out."""
    for child in parent:
        if not is_element(child):
            continue
        tag = child.tag
        if tag == w("t"):
            yield _Atom(child, child.text or "")
        elif tag in _TEXT:
            if child.getparent() is not None and child.getparent().tag == w("r"):  # type: ignore[union-attr]
                yield _Atom(child, _TEXT[tag])
        elif tag in _GONE:
            yield _Atom(child, "")
        elif tag not in (w("txbxContent"), w("pPr"), w("rPr"), w("sdtPr"), w("instrText")):
            yield from _walk(child)


def _heal_paragraph(paragraph: Element, where: Place, healed: Healed) -> None:
    atoms = _atoms(paragraph)
    text = "".join(atom.text for atom in atoms)
    if "{" not in text and "｛" not in text:
        return
    found = list(find_tags(text))
    marks: list[Mark] = []
    for tag in found:
        near = _near(text, tag)
        if tag.end < 0:
            close = {"{{": "}}", "{%": "%}", "{#": "#}"}[tag.kind]
            shown = text[tag.start : tag.start + 40]
            healed.errors.append(TemplateError(NOT_CLOSED, where=where, near=near, found=shown, close=close))
            continue
        kind = {"{{": "print", "{%": "block", "{#": "comment"}[tag.kind]
        marks.append(Mark(len(healed.marks), tag, kind, where, near, paragraph))
        healed.marks.append(marks[-1])
    healed.changed |= _rewrite(atoms, marks)


def _near(text: str, tag: Found) -> str:
    end = tag.end if tag.end >= 0 else tag.start + 30
    left, right = max(tag.start - 25, 0), min(end + 25, len(text))
    words = text[left:right].split()
    return ("… " if left else "") + " ".join(words) + (" …" if right < len(text) else "")


def _rewrite(atoms: list[_Atom], marks: list[Mark]) -> bool:
    """Give each atom its new text: literals where they were, each mark where its tag began; whether any is new."""
    changed = False
    for atom in atoms:
        if atom.node.tag != w("t"):
            if any(mark.found.start < atom.start < mark.found.end for mark in marks):
                _remove(atom.node)
            continue
        pieces, position = [], atom.start
        for mark in marks:
            start, end = mark.found.start, mark.found.end
            if end <= atom.start or start >= atom.end:
                continue
            literal = atom.text[position - atom.start : max(start, position) - atom.start]
            pieces.append(literal.rstrip() if mark.found.before else literal)
            if start >= atom.start:
                pieces.append(mark.text)
                mark.node = atom.node
            position = min(end, atom.end)
            if mark.found.after and end <= atom.end:  # `-%}` trims its own run, as docxtpl has it
                rest = atom.text[position - atom.start :]
                position += len(rest) - len(rest.lstrip())
        pieces.append(atom.text[position - atom.start :])
        text = "".join(pieces)
        for written, meant in _ESCAPES:
            text = text.replace(written, meant)
        if not text and atom.text:
            _remove(atom.node)
        elif text != atom.text:
            changed = True
            atom.node.text = text
            atom.node.set(XML_SPACE, "preserve")
    return changed


def _remove(node: Element) -> None:
    """Remove a piece of a tag, then the run, insertion or link that it leaves empty."""
    parent = node.getparent()
    drop(node)
    while parent is not None and parent.tag in (w("r"), w("ins"), w("smartTag"), w("moveTo")):
        if any(is_element(child) and child.tag not in (w("rPr"), w("smartTagPr")) for child in parent):
            return
        empty = parent
        parent = parent.getparent()
        drop(empty)


def _heal_plain_texts(root: Element, part: str, healed: Healed) -> None:
    """Tags in field codes, drawn text, equations and attributes (alternative texts): printed as bare text."""
    codes: list[str] = []  # of each field that is open, its code so far
    for node in root.iter():
        if not is_element(node):
            continue
        for name, value in list(node.attrib.items()):
            if "{{" in str(value):
                before = "" if name == w("instr") else None
                node.set(name, _marked(str(value), node, part, healed, before))
        if node.tag == w("fldChar"):
            kind = node.get(w("fldCharType"))
            codes = [*codes, ""] if kind == "begin" else codes[:-1] if kind == "end" else codes
        if node.tag in (w("instrText"), *_DRAWN_TEXTS) and node.text and "{{" in node.text:
            before = ("".join(codes[-1:])) if node.tag == w("instrText") else None
            node.text = _marked(node.text, node, part, healed, before)
        if node.tag == w("instrText") and codes:
            codes[-1] += node.text or ""


_FIELD_OF_DATA = Told("mã trường bắt đầu bằng thẻ", "a field code that begins with a tag")
_DRAWN_TEXTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)


def _marked(text: str, node: Element, part: str, healed: Healed, before: str | None) -> str:
    """The text with marks for its tags; `before` is what of the field's code went before, None in no field.

    A field does what its first word says, so that must not come from data.
    """
    pieces: list[str] = []
    position = 0
    paragraph = ancestor(node, "p")
    where = next((place for element, place in places(root_of(node), part) if element is paragraph), Place(part))
    for found in find_tags(text):
        if found.end < 0 or found.kind != "{{":
            continue
        printer = "bare" if before is None else "field"
        mark = Mark(len(healed.marks), found, "print", where, _near(text, found), node, printer)
        if before is not None and not (before + text[: found.start]).strip():
            healed.errors.append(TemplateError(NOT_ALLOWED, where=where, near=mark.near, found=_FIELD_OF_DATA))
        healed.marks.append(mark)
        pieces += (text[position : found.start], mark.text)
        position = found.end
    return "".join((*pieces, text[position:]))


def root_of(node: Element) -> Element:
    return node.getroottree().getroot()

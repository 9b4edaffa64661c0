"""Turn the errors of a Word template into comments in a copy of it, each beside its paragraph."""

import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from drafter.fill.errors import Place, TemplateError
from drafter.fill.word.links import Additions
from drafter.fill.word.parts import open_word, word_parts
from drafter.fill.word.places import places
from drafter.fill.word.xml import Element, W, parse_xml, w

COMMENTS = "word/comments.xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMES = {"vi": "Kiểm tra mẫu", "en": "Template check"}


def mark_word(source: Path | str | bytes, errors: Sequence[TemplateError]) -> bytes:
    """A copy of the template with a comment for each error; raises TemplateError when the file cannot be read.

    Word has comments in the body only: an error in a header, footer or note stands beside the first paragraph.
    """
    package, _ = open_word(source)
    document = word_parts(package)[0][0]
    root = parse_xml(document, package.read(document))
    additions = Additions(package)
    if COMMENTS in package:
        comments = parse_xml(COMMENTS, package.read(COMMENTS))
    else:
        comments = etree.Element(w("comments"), nsmap={"w": W})
        additions.part(document, COMMENTS, "comments", _COMMENTS_TYPE)
    used = [int(found) for found in re.findall(r'w:id="(\d+)"', etree.tostring(comments, encoding="unicode"))]
    found = list(places(root, "document"))
    for number, error in enumerate(errors, start=max([0, *used]) + 1):
        paragraph = _paragraph(found, error.where)
        if paragraph is not None:
            _anchor(paragraph, number)
            comments.append(_comment(error, number))
    changed = {name: etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
               for name, tree in ((document, root), (COMMENTS, comments))}  # fmt: skip
    return package.write({**changed, **additions.parts()})


def _paragraph(found: list[tuple[Element, Place]], where: Place) -> Element | None:
    steps = tuple(step for step in where.steps if step[0] != "item")
    for paragraph, place in found:
        if where.part == "document" and place.steps == steps:
            return paragraph
    return found[0][0] if found else None


def _anchor(paragraph: Element, number: int) -> None:
    """The comment spans the paragraph and its sign stands at the end."""
    begin, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    for node in (begin, end):
        node.set(w("id"), str(number))
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else 1, begin)
    paragraph.append(end)
    run = etree.SubElement(paragraph, w("r"))
    etree.SubElement(run, w("commentReference")).set(w("id"), str(number))


def _comment(error: TemplateError, number: int) -> Element:
    comment = etree.Element(w("comment"))
    comment.set(w("id"), str(number))
    comment.set(w("author"), _NAMES[error.lang])
    comment.set(w("initials"), "KT")
    for line in str(error).splitlines():
        run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
        # A word joiner inside the braces: what a comment quotes must not be a tag itself.
        etree.SubElement(run, w("t")).text = re.sub(r"([{%#])(?=[{%#}])", "\\1\u2060", line.strip())
    return comment

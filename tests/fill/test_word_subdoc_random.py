"""Random sub-documents of one or more sections in random templates: the file stays sound, every text in its place."""

import io
import re
from pathlib import PurePosixPath
from random import Random
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from word_samples import W, docx, names, part, saved, table

from drafter.fill import Carried, SubDocument, WordTemplate

PAPERS = ((297, 210), (210, 297), (420, 297), (216, 279))


def _sub_document(chance: Random, name: str) -> bytes:
    document = Document()
    for number in range(chance.choice((1, 1, 1, 2, 3))):
        section = document.add_section(chance.choice((0, 2, 3, 4))) if number else document.sections[0]
        section.page_width, section.page_height = map(Mm, chance.choice(PAPERS))
        if chance.random() < 0.5:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = "Phụ lục"
        document.add_paragraph(name)
        if chance.random() < 0.3:
            document.add_table(1, 2)
    if chance.random() < 0.3:
        document.add_comment([document.add_paragraph().add_run(name)], text="nhận xét", author="An", initials="A")
    return saved(document)


def _template(chance: Random) -> bytes:
    def write(document: Any) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
        if chance.random() < 0.6:
            document.sections[0].header.paragraphs[0].text = "Báo cáo {{ y }}"
        for _ in range(chance.randint(1, 7)):
            _add(document, chance)

    return docx(write)


def _add(document: Any, chance: Random) -> None:
    kind = chance.choice(("sub", "sub", "blank", "text", "text", "cell", "section", "loop"))
    if kind == "cell":
        table(document, [["a", "{{p x0 }}"]])
    elif kind == "section":
        section = document.add_section(chance.choice((0, 2)))
        section.page_width, section.page_height = map(Mm, chance.choice(PAPERS))
    else:
        lines = {
            "sub": (f"{{{{p x{chance.randint(0, 2)} }}}}",),
            "text": ("chữ {{ y }}",),
            "loop": ("{%p for i in xs %}", "{{p x1 }}", "{%p endfor %}"),
        }
        for line in lines.get(kind, ("",)):
            document.add_paragraph(line)


@pytest.mark.parametrize("seed", range(12))
def test_the_file_stays_sound(seed: int) -> None:
    chance = Random(seed)
    template = WordTemplate(_template(chance))
    values: dict[str, Any] = {
        f"x{n}": SubDocument(_sub_document(chance, f"con {n}"), sections=chance.choice((None, None, True, False)))
        for n in range(3)
    }
    values |= {"y": Carried("1", "k"), "xs": [1, 2]}
    rendered = template.render_carried(values)
    assert rendered == template.render_carried(values)
    root = etree.fromstring(part(rendered.data).encode())
    assert not list(root.iter(etree.PI))
    _assert_sections(root)
    _assert_relations(root, rendered.data)
    references = [node.get(f"{W}id") for node in root.iter(f"{W}commentReference")]
    comments = {str(comment.comment_id) for comment in Document(io.BytesIO(rendered.data)).comments}
    assert len(references) == len(set(references))
    assert set(references) <= comments
    paragraphs = list(root.iter(f"{W}p"))
    for carrier in rendered.carriers:
        if carrier.part == "document":
            assert carrier.bookmark in etree.tostring(paragraphs[carrier.paragraph - 1], encoding="unicode")
    flowing = template.render(
        {**values, **{f"x{n}": SubDocument(values[f"x{n}"].source, sections=False) for n in range(3)}}
    )
    assert _texts(root) == _texts(etree.fromstring(part(flowing).encode()))  # pages or not, the same words in order


def _texts(root: Any) -> list[str]:
    return [node.text or "" for node in root.iter(f"{W}t")]


def _assert_sections(root: Any) -> None:
    """A section ends in a paragraph of the body itself, the last at its end; none has two headers of a kind."""
    body = root.find(f"{W}body")
    assert body[-1].tag == f"{W}sectPr"
    for section in root.iter(f"{W}sectPr"):
        paragraph = section.getparent() if section.getparent() is body else section.getparent().getparent()
        assert paragraph is body or paragraph.getparent() is body
        margins = [(child.tag, child.get(f"{W}type")) for child in section if "Reference" in child.tag]
        assert len(margins) == len(set(margins))


def _assert_relations(root: Any, data: bytes) -> None:
    relations = dict(re.findall(r'Id="([^"]+)"[^>]*?Target="([^"]+)"', part(data, "word/_rels/document.xml.rels")))
    for node in root.iter():
        for key, value in node.attrib.items():
            assert "/relationships}" not in str(key) or value in relations
    known = names(data)
    assert len(known) == len(set(known))
    for target in relations.values():
        path = target[1:] if target.startswith("/") else str(PurePosixPath("word") / target)
        assert path.replace("word/../", "") in known

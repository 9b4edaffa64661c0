"""Another Word file put in at {{p x}}: nothing of it is lost without being told."""

import io
import re
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from test_word_conformance import PNG
from word_samples import W, body, docx, names, part, saved, with_body

from drafter.fill import SubDocument, TemplateError, WordTemplate


def _inner() -> bytes:
    document = Document()
    style = document.styles.add_style("Mục riêng", 1)
    style.base_style = document.styles["Heading 1"]
    style.font.bold = True
    document.add_paragraph("Mở đầu", style="Mục riêng")
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("Trích", style="Quote")
    document.add_picture(io.BytesIO(PNG), width=Mm(10))
    document.add_table(1, 2, style="Table Grid").cell(0, 1).text = "ô"
    return saved(document)


def test_a_sub_document_comes_whole() -> None:
    made = WordTemplate(docx("trước", "{{p x }}", "sau")).render({"x": SubDocument(_inner())})
    assert body(made) == ["trước", "Mở đầu", "một", "Trích", "", " | ô", "sau"]
    document = Document(io.BytesIO(made))
    assert [paragraph.style.name for paragraph in document.paragraphs[1:4]] == ["Mục riêng", "List Number", "Quote"]
    assert document.styles["Mục riêng"].base_style.name == "Heading 1"
    assert document.inline_shapes[0].width == Mm(10)
    assert len([name for name in names(made) if "media/drf_" in name]) == 1


def test_twice_the_same_file() -> None:
    inner = SubDocument(_inner())
    made = WordTemplate(docx("{%p for i in xs %}", "{{p x }}", "{%p endfor %}")).render({"x": inner, "xs": [1, 2]})
    assert body(made) == ["Mở đầu", "một", "Trích", "", " | ô"] * 2
    assert len(re.findall("Mục riêng", part(made, "word/styles.xml"))) == 1
    found = re.findall(r'<wp:docPr id="(\d+)"', part(made))
    assert len(found) == len(set(found)) == 2
    assert len(names(made)) == len(set(names(made)))


NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{0}"/></w:numPr></w:pPr><w:r><w:t>mục</w:t></w:r></w:p>'
)


def _number() -> str:
    found = re.search(r'<w:num w:numId="(\d+)"', part(docx("x"), "word/numbering.xml"))
    assert found
    return found.group(1)


def test_its_lists_are_lists_of_their_own() -> None:
    number = _number()
    inner = with_body(NUMBERED.format(number))
    made = WordTemplate(with_body(NUMBERED.format(number) + "<w:p><w:r><w:t>{{p x }}</w:t></w:r></w:p>")).render(
        {"x": SubDocument(inner)}
    )
    own, carried = re.findall(r'<w:numId w:val="(\d+)"', part(made))
    assert own == number != carried
    root = etree.fromstring(part(made, "word/numbering.xml").encode())
    tags = [child.tag for child in root if child.tag in (f"{W}num", f"{W}abstractNum")]
    assert tags == sorted(tags)
    assert [num.get(f"{W}numId") for num in root.iter(f"{W}num")].count(carried) == 1


def test_what_cannot_come_is_told() -> None:
    inner = with_body('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    with pytest.raises(TemplateError) as caught:
        WordTemplate(docx("{{p x }}"), name="m.docx").render({"x": SubDocument(inner)})
    assert str(caught.value).splitlines()[0] == (
        "mẫu m.docx, đoạn 1: tài liệu con có chú thích cuối trang, không đưa sang được"
    )


@pytest.mark.parametrize("bad", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100])
def test_a_bad_file_is_told(bad: bytes) -> None:
    with pytest.raises(TemplateError):
        WordTemplate(docx("{{p x }}")).render({"x": SubDocument(bad)})


def test_not_inside_a_line() -> None:
    with pytest.raises(TemplateError) as caught:
        WordTemplate(docx("a {{ x }} b")).render({"x": SubDocument(_inner())})
    assert caught.value.code == "T123"


def test_tags_in_a_sub_document_are_only_text() -> None:
    inner: Any = SubDocument(docx("{{ y }}"))
    assert body(WordTemplate(docx("{{p x }}")).render({"x": inner, "y": 1})) == ["{{ y }}"]

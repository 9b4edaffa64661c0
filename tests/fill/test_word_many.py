"""Many letters: a file each, or one file with a section each."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from word_samples import W, body, docx, ids, names, part, with_body, with_part

from drafter.fill import InlineImage, TemplateError, WordTemplate

LETTER = docx("Kính gửi {{ ten }}", [["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]],
              header="Số {{ so }}", footer="Trang", title="Thư {{ so }}")  # fmt: skip
PEOPLE: list[dict[str, Any]] = [
    {"ten": name, "so": so, "xs": [1] * so} for so, name in enumerate(("An", "Bình", "Chi"), 1)
]


def test_a_file_each(tmp_path: Path) -> None:
    done: list[int] = []
    made = WordTemplate(LETTER).render_many(
        PEOPLE, tmp_path, name=lambda number, person: f"{number}-{person['ten']}.docx", progress=done.append
    )
    assert [path.name for path in made] == ["1-An.docx", "2-Bình.docx", "3-Chi.docx"]
    assert [body(path.read_bytes())[0] for path in made] == ["Kính gửi An", "Kính gửi Bình", "Kính gửi Chi"]
    assert done == [1, 2, 3]


def test_one_file_with_a_section_each(tmp_path: Path) -> None:
    made = WordTemplate(LETTER).render_many(PEOPLE, tmp_path / "thu.docx")
    data = made[0].read_bytes()
    assert [line for line in body(data) if line] == [
        "Kính gửi An",
        "1",
        "Kính gửi Bình",
        "1",
        "1",
        "Kính gửi Chi",
        "1",
        "1",
        "1",
    ]
    document = Document(io.BytesIO(data))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["Số 1", "Số 2", "Số 3"]
    assert [section.footer.paragraphs[0].text for section in document.sections] == ["Trang"] * 3
    assert ids(data, r'<w:pgNumType w:start="(\d)"') == ["1", "1", "1"]
    assert document.core_properties.title == "Thư 1"
    assert len(names(data)) == len(set(names(data)))
    etree.fromstring(part(data).encode())


def test_each_copy_of_several_sections_begins_at_page_one_and_only_there(tmp_path: Path) -> None:
    def second(document: Any) -> None:
        document.add_section().start_type = 0
        document.add_paragraph("phụ lục {{ so }}")

    made = WordTemplate(docx("{{ ten }}", second)).render_many(PEOPLE, tmp_path / "a.docx")[0].read_bytes()
    found = Document(io.BytesIO(made)).sections
    starts = [node.get(f"{W}start") for s in found for node in s._sectPr.iter(f"{W}pgNumType")]
    assert starts == ["1", "1", "1"]
    assert [s._sectPr.find(f"{W}pgNumType") is not None for s in found] == [True, False] * 3
    assert [str(s.start_type).split()[0] for s in found] == ["NEW_PAGE", "CONTINUOUS"] * 3


def test_ids_are_one_file_long(tmp_path: Path) -> None:
    def marked(document: Any) -> None:
        paragraph = document.add_paragraph("{{ ten }}")._p
        for name, attributes in (("bookmarkStart", {"id": "4", "name": "muc"}), ("bookmarkEnd", {"id": "4"})):
            node = paragraph.makeelement(f"{{{paragraph.nsmap['w']}}}{name}")
            for key, value in attributes.items():
                node.set(f"{{{paragraph.nsmap['w']}}}{key}", value)
            paragraph.append(node)

    made = WordTemplate(docx(marked)).render_many(PEOPLE, tmp_path / "a.docx")[0].read_bytes()
    assert ids(made, r'w:name="(muc\w*)"') == ["muc", "muc_2", "muc_3"]
    assert len(set(ids(made, r'<w:bookmarkStart w:id="(\d+)"'))) == 3


def test_pictures_in_the_header_of_each_section(tmp_path: Path) -> None:
    from test_word_conformance import PNG

    template = WordTemplate(docx("{{ x }}", header="{{ x }}"))
    made = template.render_many([{"x": InlineImage(PNG, width=5)}] * 2, tmp_path / "a.docx")[0].read_bytes()
    pictures = [name for name in names(made) if "media/drf_" in name]
    assert len(pictures) == 1
    for name in ("document", "header1", "header1_2"):
        target = re.search(r'r:embed="(\w+)"', part(made, f"word/{name}.xml"))
        assert target
        assert f'Id="{target.group(1)}"' in part(made, f"word/_rels/{name}.xml.rels")
    assert len({number for name in ("document", "header1", "header1_2")
                for number in re.findall(r'<wp:docPr id="(\d+)"', part(made, f"word/{name}.xml"))}) == 4  # fmt: skip


def test_an_error_says_in_which_copy(tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "a.docx"):
        with pytest.raises(TemplateError) as caught:
            WordTemplate(LETTER, name="thu.docx").render_many([PEOPLE[0], {"ten": "B", "xs": [], "sso": 1}], out)
        assert str(caught.value).splitlines()[0] == (
            "mẫu thu.docx, bản 2, đầu trang 1, đoạn 1: không có «so»; ý đồng chí là «sso»?"
        )
    assert not (tmp_path / "a.docx").exists()


def test_a_copy_without_a_header_has_none_though_the_one_before_it_ends_with_one(tmp_path: Path) -> None:
    def second(document: Any) -> None:
        section = document.add_section()
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Phụ lục {{ so }}"
        document.add_paragraph("phụ lục")

    made = WordTemplate(docx("{{ ten }}", second)).render_many(PEOPLE, tmp_path / "a.docx")[0].read_bytes()
    headers = [section.header.paragraphs[0].text for section in Document(io.BytesIO(made)).sections]
    assert headers == ["", "Phụ lục 1", "", "Phụ lục 2", "", "Phụ lục 3"]


def test_footnotes_are_copied_for_each_copy_and_round(tmp_path: Path) -> None:
    line = '<w:p><w:r><w:t>{{ ten }}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W[1:-1]}">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>nguồn</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    template = WordTemplate(with_part(with_body(line), "word/footnotes.xml", notes, "footnotes"))
    tag = "<w:p><w:r><w:t>{{%p {} %}}</w:t></w:r></w:p>"
    loop = with_body(tag.format("for ten in xs") + line + tag.format("endfor"))
    looping = WordTemplate(with_part(loop, "word/footnotes.xml", notes, "footnotes"))
    many = template.render_many(PEOPLE, tmp_path / "a.docx")[0].read_bytes()
    for made in (many, looping.render({"xs": ["c", "d", "e"]})):
        references = ids(made, r'<w:footnoteReference w:id="(\d+)"')
        known = ids(made, r'<w:footnote\b[^>]*w:id="(\d+)"', "word/footnotes.xml")
        assert len(references) == len(set(references)) == 3
        assert sorted(known) == sorted(references)
        assert part(made, "word/footnotes.xml").count("nguồn") == 3

"""Another Word file put in at {{p x}}: nothing of it is lost without being told."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from test_word_conformance import PNG
from word_samples import W, body, docx, names, part, saved, with_body, with_part

from drafter.fill import Carried, SubDocument, TemplateError, WordTemplate, check_word


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
    inner = with_body("<w:p><w:r><w:object/></w:r></w:p>")
    with pytest.raises(TemplateError) as caught:
        WordTemplate(docx("{{p x }}"), name="m.docx").render({"x": SubDocument(inner)})
    assert str(caught.value).splitlines()[0] == (
        "mẫu m.docx, đoạn 1: tài liệu con có đối tượng nhúng, không đưa sang được"
    )


def _annex(*, header: str = "", footer: str = "", size: tuple[int, int] = (297, 210)) -> bytes:
    """A document of one page, lying unless told otherwise."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    document.add_paragraph("danh sách")
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    return saved(document)


def _report(*lines: Any, header: str = "") -> bytes:
    """An upright A4 document."""

    def upright(document: Any) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)

    return docx(upright, *lines, header=header)


def _pages(data: bytes) -> list[tuple[str, str, str, str]]:
    """Of each section: lying or upright, how it begins, its header and footer."""
    found = []
    for section in Document(io.BytesIO(data)).sections:
        way = "ngang" if (section.page_width or 0) > (section.page_height or 0) else "dọc"
        texts = (part.paragraphs[0].text if part.paragraphs else "" for part in (section.header, section.footer))
        found.append((way, str(section.start_type).split()[0], *texts))
    return found  # type: ignore[return-value]


def test_lying_pages_are_a_section_and_the_template_goes_on_after_them() -> None:
    template = WordTemplate(_report("trước", "{{p x }}", "sau", header="Báo cáo"))
    rendered = template.render_carried({"x": SubDocument(_annex(header="Phụ lục", footer="Trang"))})
    assert _pages(rendered.data) == [
        ("dọc", "NEW_PAGE", "Báo cáo", ""),
        ("ngang", "NEW_PAGE", "Phụ lục", "Trang"),
        ("dọc", "NEW_PAGE", "Báo cáo", ""),
    ]
    assert body(rendered.data) == ["trước", "danh sách", "sau"]  # no blank paragraph for the sections' sake
    assert not rendered.notes


def test_lying_pages_without_margins_of_their_own_have_the_templates() -> None:
    template = WordTemplate(_report("trước", "{{p x }}", "sau", header="Báo cáo"))
    assert [page[2] for page in _pages(template.render({"x": SubDocument(_annex())}))] == ["Báo cáo"] * 3


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (("trước", "{{p x }}"), ["dọc", "ngang"]),
        (("{{p x }}", "sau"), ["ngang", "dọc"]),
        (("{{p x }}",), ["ngang"]),
        (("a", "{{p x }}", "{{p x }}", "b"), ["dọc", "ngang", "ngang", "dọc"]),
        (("a", "{{p x }}", "giữa", "{{p x }}"), ["dọc", "ngang", "dọc", "ngang"]),
        ((["a"], "{{p x }}", ["b"]), ["dọc", "ngang", "dọc"]),
    ],
)
def test_no_empty_page_is_left_around_lying_pages(lines: Any, pages: list[str]) -> None:
    rows = [[line] if isinstance(line, list) else line for line in lines]
    template = WordTemplate(_report(*rows, header="Báo cáo"))
    made = template.render({"x": SubDocument(_annex(header="Phụ lục"))})
    found = _pages(made)
    assert [page[0] for page in found] == pages
    assert [page[2] for page in found] == ["Phụ lục" if way == "ngang" else "Báo cáo" for way in pages]
    assert len(names(made)) == len(set(names(made)))


def test_page_numbers_go_on_after_lying_pages() -> None:
    def first_page(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        number = section._sectPr.makeelement(f"{W}pgNumType", {f"{W}start": "1"})
        section._sectPr.append(number)

    made = WordTemplate(_report(first_page, "a", "{{p x }}", "b")).render({"x": SubDocument(_annex())})
    sections = Document(io.BytesIO(made)).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]
    starts = [section._sectPr.find(f"{W}pgNumType") for section in sections]
    assert [None if start is None else start.get(f"{W}start") for start in starts] == ["1", None, None]


def test_several_sections_stay_several() -> None:
    document = Document(io.BytesIO(_annex(header="Một", size=(210, 297))))
    second = document.add_section()
    second.page_width, second.page_height = Mm(297), Mm(210)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Hai"
    document.add_paragraph("bảng")
    template = WordTemplate(_report("trước", "{{p x }}", "sau", header="Báo cáo"))
    made = template.render({"x": SubDocument(saved(document))})
    assert _pages(made) == [
        ("dọc", "NEW_PAGE", "Báo cáo", ""),
        ("dọc", "CONTINUOUS", "Một", ""),
        ("ngang", "NEW_PAGE", "Hai", ""),
        ("dọc", "NEW_PAGE", "Báo cáo", ""),
    ]


def test_a_header_that_the_template_lacks_ends_with_the_sub_document() -> None:
    made = WordTemplate(_report("a", "{{p x }}", "b")).render({"x": SubDocument(_annex(header="Phụ lục"))})
    assert [page[2] for page in _pages(made)] == ["", "Phụ lục", ""]


def test_pages_like_the_templates_flow_into_them_and_what_is_lost_is_noted() -> None:
    template = WordTemplate(_report("trước", "{{p x }}", "sau"), name="m.docx")
    upright = _annex(size=(210, 297))
    assert len(_pages(template.render({"x": SubDocument(upright)}))) == 1
    assert not template.render_carried({"x": SubDocument(upright)}).notes
    letter = _annex(size=(216, 279), footer="Trang")
    rendered = template.render_carried({"x": SubDocument(letter)})
    assert len(_pages(rendered.data)) == 1
    assert [str(note).splitlines()[0] for note in rendered.notes] == [
        "mẫu m.docx, đoạn 2: tài liệu con có khổ giấy, đầu trang, chân trang riêng, đã đặt theo trang của mẫu"
    ]
    assert not template.render_carried({"x": SubDocument(letter, sections=False)}).notes
    assert len(_pages(template.render({"x": SubDocument(letter, sections=True)}))) == 3


def test_lying_pages_in_a_cell_or_header_flow_and_are_noted() -> None:
    for template in (WordTemplate(_report([["{{p x }}"]])), WordTemplate(_report("a", header="{{p x }}"))):
        rendered = template.render_carried({"x": SubDocument(_annex(header="Phụ lục"))})
        assert len(_pages(rendered.data)) == 1
        assert [note.code for note in rendered.notes] in (["T142"], ["T143"])


def test_carriers_behind_a_sub_document_with_pages_of_its_own_are_found() -> None:
    template = WordTemplate(_report([["a"]], "{{p x }}", [["b"]], "{{ y }}"))
    rendered = template.render_carried({"x": SubDocument(_annex()), "y": Carried("1", "k")})
    paragraphs = list(etree.fromstring(part(rendered.data).encode()).iter(f"{W}p"))
    assert "_drf_" in etree.tostring(paragraphs[rendered.carriers[0].paragraph - 1], encoding="unicode")


def _commented(text: str) -> bytes:
    document = Document()
    run = document.add_paragraph("có ").add_run(text)
    document.add_comment([run], text=f"nhận xét {text}", author="An", initials="A")
    return saved(document)


def test_comments_come_under_numbers_of_their_own() -> None:
    template = WordTemplate(_commented("{{p x }}"))
    lines = ("{%p for i in xs %}", "{{p x }}", "{%p endfor %}")
    plain = WordTemplate(docx(*lines)).render({"x": SubDocument(_commented("một")), "xs": [1, 2]})
    assert [comment.text for comment in Document(io.BytesIO(plain)).comments] == ["nhận xét một"] * 2
    made = template.render({"x": SubDocument(_commented("một"))})
    comments = list(Document(io.BytesIO(made)).comments)
    assert [(comment.text, comment.author) for comment in comments][-1] == ("nhận xét một", "An")
    for data in (plain, made):
        root = etree.fromstring(part(data).encode())
        references = [node.get(f"{W}id") for node in root.iter(f"{W}commentReference")]
        known = [str(comment.comment_id) for comment in Document(io.BytesIO(data)).comments]
        assert len(references) == len(set(references))
        assert set(references) <= set(known)
        for kind in ("commentRangeStart", "commentRangeEnd"):
            assert {node.get(f"{W}id") for node in root.iter(f"{W}{kind}")} == set(references)


def test_comments_in_a_header_are_left_out_and_noted() -> None:
    rendered = WordTemplate(docx("a", header="{{p x }}")).render_carried({"x": SubDocument(_commented("một"))})
    assert [str(note).splitlines()[0] for note in rendered.notes] == [
        "đầu trang 1, đoạn 1: tài liệu con có nhận xét, đã bỏ vì thẻ nằm ở đầu trang, chân trang hoặc chú thích"
    ]
    assert "comment" not in part(rendered.data, "word/header1.xml")


def _with_notes(text: str) -> bytes:
    notes = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W[1:-1]}">'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    inner = with_body('<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    return with_part(inner, "word/footnotes.xml", notes, "footnotes")


def test_footnotes_come_along() -> None:
    for template in (docx("{{p x }}"), with_part(docx("{{p x }}"), "word/footnotes.xml", _NOTES, "footnotes")):
        made = WordTemplate(template).render({"x": SubDocument(_with_notes("nguồn"))})
        references = re.findall(r'<w:footnoteReference w:id="(\d+)"', part(made))
        root = etree.fromstring(part(made, "word/footnotes.xml").encode())
        notes = {note.get(f"{W}id"): "".join(note.itertext()) for note in root}
        assert [notes[reference] for reference in references] == ["nguồn"]
        assert {"-1", "0"} <= set(notes)
        assert b"footnotes+xml" in zipfile.ZipFile(io.BytesIO(made)).read("[Content_Types].xml")


_NOTES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W[1:-1]}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>cũ</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_a_style_that_numbers_brings_its_list() -> None:
    document = Document()
    style = document.styles.add_style("Điều", 1)
    number = style.element.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_numId().val = int(_number())
    document.add_paragraph("Phạm vi", style="Điều")
    made = WordTemplate(docx("{{p x }}")).render({"x": SubDocument(saved(document))})
    styles = etree.fromstring(part(made, "word/styles.xml").encode())
    used = [node.get(f"{W}val") for node in styles.iter(f"{W}numId")][-1]
    numbering = etree.fromstring(part(made, "word/numbering.xml").encode())
    assert [num.get(f"{W}numId") for num in numbering.iter(f"{W}num")].count(used) == 1


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


def test_check_tells_what_a_sub_document_will_lose() -> None:
    template = docx("{{p x }}", [["{{p x }}"]], "{{p y }}")
    found = check_word(template, {"x": SubDocument(_annex()), "y": SubDocument(with_body("<w:p><w:object/></w:p>"))})
    assert [(note.code, note.place) for note in found.notes] == [("T143", "bảng 1, hàng 1, ô 1")]
    assert [(error.code, error.place) for error in found.errors] == [("T129", "đoạn 2")]


def test_sub_documents_in_a_table_do_not_disturb_the_pages_of_those_behind_it() -> None:
    template = WordTemplate(_report([["{{p x }}"]], "{{p x }}", "sau"))
    rendered = template.render_carried({"x": SubDocument(_annex())})
    assert [page[0] for page in _pages(rendered.data)] == ["dọc", "ngang", "dọc"]
    assert [note.place for note in rendered.notes] == ["bảng 1, hàng 1, ô 1"]


def test_what_is_lost_is_told_however_a_template_is_filled(tmp_path: Path) -> None:
    template = WordTemplate(_report([["{{p x }}"]], "a"))
    values = {"x": SubDocument(_annex())}
    found: list[str] = []

    def told(note: TemplateError) -> None:
        found.append(note.code)

    template.render(values, told=told)
    template.render_to(tmp_path / "a.docx", values, told=told)
    template.render_many([values], tmp_path / "nhieu", told=told)
    template.render_many([values, values], tmp_path / "b.docx", told=told)
    assert found == ["T143"] * 5

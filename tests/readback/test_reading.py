"""What else a Word file holds: carriers, comments, fields, sections, drawings, tables; and files that are refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from drafter.model.page import Carrier, Paragraph, Table, paragraphs
from drafter.model.views import visible_text
from drafter.readback.opening import MAX_PART, NotRead
from drafter.readback.reader import read_page
from tests.format_rules.papers import decision, report
from tests.format_rules.word_file import (
    field,
    p,
    picture,
    run,
    section,
    shape_line,
    table,
    vml_line,
    word_file,
)
from tests.golden.drafts import golden_draft

_DEL, _INS = "<w:del w:id='1'><w:r><w:delText>", "</w:delText></w:r></w:del><w:ins w:id='2'>"


def _mark(name: str, inner: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def _control(tag: str, alias: str, inner: str) -> str:
    properties = f'<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>' if tag or alias else ""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _carriers(inner: str) -> tuple[Carrier, ...]:
    return read_page(word_file(f"<w:p>{inner}</w:p>{section()}")).carriers


_CHANGED = _DEL + "650" + _INS + run("676") + "</w:ins>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            _mark("_drf_1", _control("A01", "Đoàn viên", run("650"))),
            Carrier("_drf_1", "A01", "Đoàn viên", "650", "650"), id="as drafter writes it",
        ),
        pytest.param(
            _control("A01", "Đoàn viên", _mark("_drf_1", run("650"))),
            Carrier("_drf_1", "A01", "Đoàn viên", "650", "650"), id="the mark moved into the control",
        ),
        pytest.param(_mark("_drf_1", run("650")), Carrier("_drf_1", "", "", "650", "650"), id="the control is gone"),
        pytest.param(_control("A01", "", run("650")), Carrier("", "A01", "", "650", "650"), id="a copy has no mark"),
        pytest.param(
            _mark("_drf_1", _control("A01", "x", _CHANGED)),
            Carrier("_drf_1", "A01", "x", "676", "650"), id="a change that waits",
        ),
        pytest.param(
            _mark("_drf_1", _control("", "", run("650"))),
            Carrier("_drf_1", "", "", "650", "650"), id="tag and alias lost",
        ),
    ],
)  # fmt: skip
def test_a_carrier_is_found_whatever_is_left_of_it(inner: str, expected: Carrier) -> None:
    assert _carriers(inner) == (expected,)


def test_a_control_around_several_figures_is_none_of_theirs() -> None:
    inner = run("Có ") + _mark("_drf_1", run("650"), 1) + run(" và ") + _mark("_drf_2", run("12"), 2)
    found = [(one.bookmark, one.tag, one.accepted) for one in _carriers(_control("noi-dung", "Nội dung", inner))]
    assert found == [("", "noi-dung", "Có 650 và 12"), ("_drf_1", "", "650"), ("_drf_2", "", "12")]


def test_other_marks_and_controls_are_no_carriers() -> None:
    assert _carriers(_mark("Chuong1", run("a")) + _control("", "", run("b"))) == ()


def test_carriers_of_a_draft_are_all_there_with_their_texts() -> None:
    draft = golden_draft("thanh-tri-2020").report
    carriers = read_page(draft).carriers
    with zipfile.ZipFile(BytesIO(draft)) as file:
        assert len(carriers) == file.read("word/document.xml").count(b"<w:sdt>")
    assert all(one.bookmark and one.tag and one.alias and one.accepted == one.rejected != "" for one in carriers)
    assert len({one.bookmark for one in carriers}) == len(carriers)
    text = visible_text(read_page(draft))
    assert all(one.accepted in text for one in carriers)


def test_carriers_in_headers_tables_and_controls_of_blocks() -> None:
    carrier = _mark("_drf_2", _control("A02", "", run("7")), 2)
    header = p(runs=_mark("_drf_9", _control("A09", "", run("9")), 9))
    blocks = _control("", "", table([[f"<w:p>{carrier}</w:p>"]], (50,)) + p("x"))
    found = read_page(word_file(blocks + p() + section(), header=header)).carriers
    assert [(one.bookmark, one.accepted, one.part) for one in found] == [
        ("_drf_2", "7", "document"),
        ("_drf_9", "9", "header1"),
    ]


def test_fields_are_their_results() -> None:
    simple = '<w:fldSimple w:instr=" NUMPAGES ">' + run("3") + "</w:fldSimple>"
    file = read_page(word_file(p(runs=run("trang ") + field("PAGE", "2") + run("/") + simple) + section()))
    (paragraph,) = file.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "trang 2/3"
    assert [one.field for one in paragraph.runs] == ["", "PAGE", "", "NUMPAGES"]
    assert sorted(file.fields) == ["NUMPAGES", "PAGE", "PAGE"]


def test_comments_say_what_they_are_about() -> None:
    about = '<w:commentRangeStart w:id="4"/>' + run("676 đoàn viên") + '<w:commentRangeEnd w:id="4"/>'
    by = 'w:id="4" w:author="Trợ lý" w:date="2026-01-05T08:30:00Z"'
    comments = f"<w:comments><w:comment {by}>{p('650 → 676')}</w:comment></w:comments>"
    (comment,) = read_page(word_file(p(runs=run("Có ") + about) + section(), parts={"comments": comments})).comments
    assert (comment.author, comment.text, comment.about) == ("Trợ lý", "650 → 676", "676 đoàn viên")
    assert comment.on is not None
    assert comment.on.hour == 8


def test_sections_inherit_their_headers_and_tell_their_pages() -> None:
    blocks = f"<w:p><w:pPr>{section()}</w:pPr></w:p>{p('ngang')}{section(landscape=True, start=1, header='')}"
    first, second = read_page(word_file(blocks)).sections
    assert (first.landscape, second.landscape) == (False, True)
    assert (round(first.width_mm), round(second.width_mm)) == (210, 297)
    assert (first.number_from, second.number_from) == (None, 1)
    assert first.title_page
    assert second.headers == first.headers != {}


def test_the_width_of_a_cell_is_what_its_margins_leave() -> None:
    (block, _) = read_page(word_file(table([[p("a"), p("b")]], (65, 100)) + p() + section())).sections[0].blocks
    assert isinstance(block, Table)
    left, right = block.rows[0].cells
    assert left.width_mm == pytest.approx(65, abs=0.1)
    assert right.text_mm == pytest.approx(100 - 2 * 1.905, abs=0.1)
    assert block.rows[0].whole
    assert not left.borders.any


def test_drawings() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("DỰ THẢO")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    blocks = p(inside=shape_line(56, 20)) + p(inside=vml_line(20, 21)) + p(inside=picture()) + p(inside=box)
    file = read_page(word_file(blocks + section()))
    found = [one.drawings[0] for one in file.sections[0].blocks if isinstance(one, Paragraph) and one.drawings]
    assert [one.kind for one in found] == ["line", "line", "picture", "box"]
    assert (found[0].width_mm, found[0].left_mm) == (56, 20)
    assert (found[1].width_mm, found[1].left_mm) == (pytest.approx(20, abs=0.1), pytest.approx(21, abs=0.1))
    assert "DỰ THẢO" in [one.text for one in paragraphs(file.sections[0].blocks)]


def test_properties_by_their_names() -> None:
    assert read_page(golden_draft("thanh-tri-2020").report).properties["drafter.doc"].startswith("bao-cao-nam-")


def test_a_file_of_python_docx() -> None:
    document = Document()
    document.sections[0].left_margin = Mm(30)
    document.add_heading("Phần I", 1)
    document.add_paragraph("một", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "ô"
    buffer = BytesIO()
    document.save(buffer)
    file = read_page(buffer.getvalue())
    assert file.sections[0].left_mm == pytest.approx(30, abs=0.05)
    assert visible_text(file).splitlines()[:3] == ["Phần I", "1. một", "ô"]
    (heading, *_) = file.sections[0].blocks
    assert isinstance(heading, Paragraph)
    assert (heading.style, heading.runs[0].look.bold, heading.runs[0].look.colour) == ("heading 1", True, "365F91")


def test_strict_files_read_the_same() -> None:
    plain = report()
    with zipfile.ZipFile(BytesIO(plain)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    pairs = (
        (b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    for old, new in pairs:
        members = {name: data.replace(old, new) for name, data in members.items()}
    assert read_page(_zipped(members)) == read_page(plain)


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def _with(name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(decision())) as file:
        members = {one: file.read(one) for one in file.namelist()}
    return _zipped({**members, name: data})


_DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "F101", id="nothing"),
        pytest.param(b"Kinh gui", "F101", id="a text"),
        pytest.param(b"%PDF-1.7", "F101", id="a PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "F102", id="an old .doc, or locked"),
        pytest.param(decision()[:2000], "F101", id="half of a file"),
        pytest.param(_zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}), "F101", id="Excel"),
        pytest.param(_with("_rels/.rels", b"<Relationships/>"), "F101", id="no document"),
        pytest.param(_with(_DOCUMENT, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "F103", id="a DOCTYPE"),
        pytest.param(_with("word/theme/theme1.xml", b"<!DOCTYPE x><x/>"), "F103", id="a DOCTYPE in another part"),
        pytest.param(_with("word/../x.xml", b"<x/>"), "F103", id="a name that points out"),
        pytest.param(_with(_DOCUMENT, b"<w:document"), "F105", id="XML that does not end"),
        pytest.param(_with(_DOCUMENT, b"<x/>"), "F101", id="another document"),
        pytest.param(_with("word/styles.xml", b"<a>" * 5000 + b"</a>" * 5000), "F105", id="elements nested too deep"),
        pytest.param(_with("word/media/x.bin", b"0" * 30_000_000), "F103", id="a bomb"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_word_file_or_is_hostile_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_page(data)
    assert refused.value.problem.code == code
    assert refused.value.problem.what
    assert refused.value.problem.fix


def test_a_part_that_no_paper_needs_is_refused_before_it_is_parsed() -> None:
    import random

    noise = random.Random(1).randbytes(2**19).hex().encode()
    with pytest.raises(NotRead) as refused:
        read_page(_with(_DOCUMENT, b"<x>" + noise * (MAX_PART // len(noise) + 1) + b"</x>"))
    assert refused.value.problem.code in ("F103", "F104")


def test_macros_and_objects_are_not_looked_at() -> None:
    file = read_page(_with("word/vbaProject.bin", b"\x00" * 100))
    assert file == read_page(decision())

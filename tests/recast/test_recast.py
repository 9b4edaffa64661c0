"""An officer's Word file made into a template: changes settled, tags and highlights in place, the frame, the rest."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.package import read_package
from drafter.recast.file import Recast
from drafter.recast.lines import Edit, edit, text_of
from drafter.recast.names import W
from drafter.recast.settle import settle
from drafter.render.shipped import shipped_folder

STANDARD = (shipped_folder("templates") / "bao-cao-nam" / "report.docx").read_bytes()


def word(write: Callable[[Any], object]) -> bytes:
    document = Document()
    write(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(inner: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def body(*inner: str) -> Any:
    return parse_xml(f"<w:body {nsdecls('w')}>{''.join(inner)}</w:body>")


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def says(root: Any) -> list[str]:
    return [text_of(one) for one in root.iter(f"{W}p")]


# -- tags in place -----------------------------------------------------------------------------------------------------


def test_a_tag_takes_the_look_of_the_first_letter_and_leaves_what_is_around() -> None:
    line = paragraph(run("Có 16.") + run("245", "<w:b/>") + run(" đoàn viên", "<w:i/>") + run(" mới."))
    edit(line, [Edit(3, 9, "{{ A04.so }}")])
    assert text_of(line) == "Có {{ A04.so }} đoàn viên mới."
    runs = [(one.find(f"{W}t").text, one.find(f"{W}rPr") is not None) for one in line.iter(f"{W}r")]
    assert runs == [("Có ", False), ("{{ A04.so }}", False), (" đoàn viên", True), (" mới.", False)]


def test_several_edits_and_a_highlight_in_one_line() -> None:
    line = paragraph(run("năm 2024 có 12 và 34"))
    edit(line, [Edit(0, 8, "{{ ky }}"), Edit(12, 14), Edit(18, 20, "{{ B }}")])
    assert text_of(line) == "{{ ky }} có 12 và {{ B }}"
    marked = [one.find(f"{W}t").text for one in line.iter(f"{W}r") if one.find(f"{W}rPr/{W}highlight") is not None]
    assert marked == ["12"]


def test_a_highlight_stands_where_word_wants_it() -> None:
    line = paragraph(run("55", '<w:b/><w:sz w:val="28"/><w:u w:val="single"/>'))
    edit(line, [Edit(0, 2)])
    order = [etree.QName(one).localname for one in next(line.iter(f"{W}rPr"))]
    assert order == ["b", "sz", "highlight", "u"]


def test_tabs_breaks_links_and_pictures_stay() -> None:
    line = paragraph(
        '<w:r><w:t>a</w:t><w:tab/><w:t>12</w:t><w:br/></w:r><w:hyperlink w:anchor="x">' + run("b 34") + "</w:hyperlink>"
    )
    assert text_of(line) == "a\t12\nb 34"
    edit(line, [Edit(2, 4, "{{ X }}"), Edit(7, 9, "{{ Y }}")])
    assert text_of(line) == "a\t{{ X }}\nb {{ Y }}"
    assert line.find(f"{W}hyperlink") is not None


def test_what_a_field_shows_is_no_text() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("PAGE") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    line = paragraph(run("Trang ") + field + run(" hết") + f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>')
    assert text_of(line) == "Trang  hết"


# -- changes, comments, carriers ---------------------------------------------------------------------------------------


def test_changes_are_accepted() -> None:
    root = body(
        f'<w:p>{run("Có ")}<w:ins w:id="1" w:author="a">{run("hai ")}</w:ins>'
        f'<w:del w:id="2" w:author="a"><w:r><w:delText>ba </w:delText></w:r></w:del>{run("nơi.")}</w:p>',
        f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>{run("Câu đầu ")}</w:p>',
        f"<w:p>{run('câu sau.')}</w:p>",
    )
    assert settle(root) == 2
    assert says(root) == ["Có hai nơi.", "Câu đầu câu sau."]


def test_a_row_that_was_taken_out_is_out() -> None:
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>"
    gone = '<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
    root = body(f"<w:tbl>{row.format('', run('ở lại'))}{row.format(gone, run('đã xóa'))}</w:tbl>")
    settle(root)
    assert says(root) == ["ở lại"]


def test_comments_and_carriers_of_an_earlier_draft_are_taken_off_and_the_text_stays() -> None:
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="A04/X/2024"/></w:sdtPr><w:sdtContent>{run("16.245")}</w:sdtContent></w:sdt>'
    )
    root = body(
        '<w:p><w:bookmarkStart w:id="5" w:name="_drf_ab"/>' + control + '<w:bookmarkEnd w:id="5"/>'
        '<w:commentRangeStart w:id="0"/>' + run(" đoàn viên") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:bookmarkStart w:id="6" w:name="muc_luc"/>'
        '<w:bookmarkEnd w:id="6"/></w:p>'
    )
    settle(root)
    assert says(root) == ["16.245 đoàn viên"]
    left = {etree.QName(one).localname for one in root.iter()}
    assert "sdt" not in left
    assert "commentRangeStart" not in left
    assert [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")] == ["muc_luc"]


def test_a_carrier_is_known_by_its_place_before_it_is_taken_off() -> None:
    def write(document: Any) -> None:
        line = document.add_paragraph("Có ")
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="A04/X/2024"/></w:sdtPr>'
            f"<w:sdtContent>{run('16.245')}</w:sdtContent></w:sdt>"
        )
        line._p.append(control)
        line.add_run(" người")

    recast = Recast.of(word(write))
    assert [one[1:] for one in recast.carried] == [(3, 9, "A04/X/2024")]


# -- the file ----------------------------------------------------------------------------------------------------------


def test_lines_know_where_they_stand_and_decomposed_text_is_composed() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("Ho\u0323p")
        document.add_table(2, 2).rows[1].cells[0].text = "ô"

    lines = Recast.of(word(write)).lines
    assert lines[0].text == "Họp"
    cell = next(line for line in lines if line.text == "ô")
    assert (cell.table, cell.row, cell.cell) == (0, 1, 0)


def test_lines_and_rows_become_loops() -> None:
    def write(document: Any) -> None:
        for text in ("- một", "- hai", "hết"):
            document.add_paragraph(text)
        table = document.add_table(3, 2)
        for row, text in zip(table.rows, ("đầu", "a", "b"), strict=True):
            row.cells[0].text = text

    recast = Recast.of(word(write))
    recast.loop_lines([0, 1], 0, "{%p for x in y %}", ["{%p endfor %}"])
    recast.loop_rows(0, 1, 2, ["{%tr for x in y %}"], ["{%tr endfor %}"])
    document = Document(BytesIO(recast.data()))
    assert [one.text for one in document.paragraphs[:4]] == ["{%p for x in y %}", "- một", "{%p endfor %}", "hết"]
    assert [row.cells[0].text for row in document.tables[0].rows] == [
        "đầu",
        "{%tr for x in y %}",
        "a",
        "{%tr endfor %}",
    ]


def framed(document: Any) -> None:
    head = document.add_table(1, 2).rows[0].cells
    head[0].text, head[1].text = "LĐLĐ TỈNH CŨ", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for text in ("BÁO CÁO", "Kết quả năm 2024"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Phần I").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Nội dung.")
    foot = document.add_table(1, 2).rows[0].cells
    foot[0].text, foot[1].text = "Nơi nhận: như trên", "CHỦ TỊCH\nNgười Cũ"
    document.add_paragraph()


def test_the_frame_becomes_the_standard_one_with_its_styles() -> None:
    recast = Recast.of(word(framed))
    assert recast.put_frame(STANDARD, "BÁO CÁO") == (True, True, True)
    document = Document(BytesIO(recast.data()))
    head, foot = document.tables
    assert "{{ ky_hieu }}" in "".join(one.text for one in head.rows[0].cells[0].paragraphs)
    assert foot.rows[0].cells[1].paragraphs[-1].text == "{{ ky_ten.ho_ten }}"
    assert head.rows[0].cells[1].paragraphs[0].style.name == "Quốc hiệu"
    texts = [one.text for one in document.paragraphs]
    assert texts[:5] == ["BÁO CÁO", "Kết quả năm 2024", "{%p if so_lieu_tam %}", "{{ so_lieu_tam }}", "{%p endif %}"]


def test_a_style_of_the_same_name_is_the_papers_own() -> None:
    def write(document: Any) -> None:
        own = document.styles.add_style("Quốc hiệu", 1)
        own.font.italic = True
        framed(document)

    recast = Recast.of(word(write))
    recast.put_frame(STANDARD, "BÁO CÁO")
    document = Document(BytesIO(recast.data()))
    assert document.tables[0].rows[0].cells[1].paragraphs[0].style.font.italic is True
    assert [one.name for one in document.styles].count("Quốc hiệu") == 1


def test_a_paper_without_a_frame_keeps_what_it_has() -> None:
    recast = Recast.of(word(lambda document: document.add_paragraph("Kính gửi: ai đó")))
    assert recast.put_frame(STANDARD, "BÁO CÁO") == (False, False, False)
    assert [one.text for one in Document(BytesIO(recast.data())).paragraphs] == ["Kính gửi: ai đó"]


def test_what_is_not_touched_is_the_same_bytes() -> None:
    data = word(framed)
    before, after = read_package(data), read_package(Recast.of(data).data())
    for name in before.names:
        if not name.startswith("word/document") and name != "word/styles.xml":
            assert after.read(name) == before.read(name)


def test_a_file_without_styles_is_refused() -> None:
    package = read_package(word(framed))
    rest = {name: package.read(name) for name in package.names if name != "word/styles.xml"}
    with pytest.raises(TemplateError) as error:
        Recast.of(_zipped(rest))
    assert error.value.code == "T190"


def _zipped(parts: dict[str, bytes]) -> bytes:
    from zipfile import ZipFile

    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_a_highlight_shows_in_word() -> None:
    recast = Recast.of(word(lambda document: document.add_paragraph("Có 77 nơi")))
    recast.edit(0, [Edit(3, 5)])
    (marked,) = (one for one in Document(BytesIO(recast.data())).paragraphs[0].runs if one.font.highlight_color)
    assert (marked.text, marked.font.highlight_color) == ("77", WD_COLOR_INDEX.YELLOW)


def test_a_control_paragraph_takes_no_end_of_a_section_with_it() -> None:
    def write(document: Any) -> None:
        line = document.add_paragraph("- một")
        line._p.get_or_add_pPr().append(OxmlElement("w:sectPr"))

    recast = Recast.of(word(write))
    recast.loop_lines([0], 0, "{%p if x %}", ["{%p endif %}"])
    found = [one._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") for one in Document(BytesIO(recast.data())).paragraphs]
    assert [one is not None for one in found] == [False, True, False]

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from drafter.fill import WordTemplate
from drafter.fill.values import Carried
from drafter.model.page import Borders, Cell, Layout, Look, PageFile, Paragraph, Row, Run, Section, Table
from drafter.readback.reader import read_page
from drafter.render.shipped import shipped_folder
from drafter.web.preview import Mark, Preview, preview

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;</style>'


def _seen(document: Any, marks: dict[str, Mark] | None = None, **how: bool) -> Preview:
    buffer = BytesIO()
    document.save(buffer)
    return preview(read_page(buffer.getvalue()), marks, **how)


def _tree(seen: Preview) -> ElementTree.Element:
    """The HTML as a tree; its empty elements are closed for that."""
    closed = re.sub(r"<(col|br)\b([^>]*)>", r"<\1\2/>", str(seen.html))
    return ElementTree.fromstring(f"<div>{closed}</div>")


def _rules(seen: Preview, element: ElementTree.Element) -> str:
    """What the style sheet sets for an element's classes."""
    found = dict(re.fullmatch(r".*\.(\w+)\{(.*)\}", line).groups() for line in seen.css.splitlines())  # type: ignore[union-attr]
    return ";".join(found[name] for name in element.get("class", "").split() if name in found)


def test_letters_and_lines_are_set_as_in_the_file() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run("Đoàn viên ")
    run.font.size, run.font.name = Pt(14), "Times New Roman"
    strong = paragraph.add_run("công đoàn")
    strong.bold = strong.italic = True
    strong.font.size, strong.font.name = Pt(14), "Times New Roman"
    seen = _seen(document)
    (line,) = _tree(seen).iter("p")
    assert "".join(line.itertext()) == "Đoàn viên công đoàn"
    rules = _rules(seen, line)
    for rule in ("text-align:justify", "text-indent:10mm", "0mm 6pt 0mm", "font-size:14pt", "font-weight:normal"):
        assert rule in rules
    assert 'font-family:"Times New Roman"' in rules
    (inner,) = line.iter("span")
    assert "font-weight:bold" in _rules(seen, inner)
    assert "font-style:italic" in _rules(seen, inner)


def test_nothing_is_set_in_an_element_itself() -> None:
    """The page's policy would throw it away."""
    document = Document()
    document.add_paragraph("a").paragraph_format.left_indent = Mm(5)
    document.add_table(2, 2, style="Table Grid")
    assert "style=" not in _seen(document).html


def test_each_form_of_page_is_a_sheet() -> None:
    document = Document()
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    document.add_paragraph("dọc")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.orientation, second.page_width, second.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.add_paragraph("ngang")
    seen = _seen(document)
    sheets = list(_tree(seen).iter("section"))
    assert [sheet.get("aria-label") for sheet in sheets] == ["Trang dọc", "Trang ngang"]
    assert [_rules(seen, sheet).split(";")[0] for sheet in sheets] == ["width:210mm", "width:297mm"]


def test_a_section_that_goes_on_stays_on_its_sheet() -> None:
    document = Document()
    document.add_paragraph("một")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("hai")
    (sheet,) = _tree(_seen(document)).iter("section")
    assert ["".join(line.itertext()) for line in sheet.iter("p")] == ["một", "", "hai"]


def test_the_header_of_later_pages_says_so() -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Liên đoàn Lao động"
    (header,) = [one for one in _tree(_seen(document)).iter("div") if one.get("class") == "page-header"]
    assert "".join(header.itertext()) == "Đầu trang, từ trang thứ hai: Liên đoàn Lao động"


def test_tables_keep_heads_merged_cells_and_widths() -> None:
    document = Document()
    table = document.add_table(3, 3, style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for number, cell in enumerate(head.cells):
        cell.text = f"cột {number}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "xuống"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "ngang"
    root = _tree(_seen(document))
    assert [cell.get("scope") for cell in root.iterfind(".//thead/tr/th")] == ["col"] * 3
    spans = [
        [(cell.get("rowspan"), cell.get("colspan")) for cell in row.iterfind("td")]
        for row in root.iterfind(".//tbody/tr")
    ]
    assert spans == [[("2", None), (None, "2")], [(None, None), (None, None)]]
    assert len(root.findall(".//colgroup/col")) == 3


def _wide(columns: int) -> PageFile:
    """A page with one ruled table: a number, a unit's name, then columns of 20 mm."""
    look = Look("Arial", "Arial", "Arial", "Arial", size_pt=11)
    sides = Borders(top=True, left=True, bottom=True, right=True)
    cells = [Cell((Paragraph((Run(str(one), look),), look, Layout()),), 0, 0, borders=sides) for one in range(columns)]
    rows = (Row(tuple(cells), header=True), Row(tuple(cells)))
    section = Section((Table(rows, (10.0, 40.0, *[20.0] * (columns - 2))),), 297, 210, True, *[15] * 4, 0, 0)
    return PageFile((section,))


def test_a_table_wider_than_a_sheet_keeps_the_names_of_its_rows_in_sight() -> None:
    seen = preview(_wide(60))
    tree = _tree(seen)
    (table,) = tree.iter("table")
    assert "paper-wide" in table.get("class", "")
    for cells in ([*tree.iter("th")], [*tree.iter("td")]):
        staying = [cell for cell in cells if "stays-put" in cell.get("class", "")]
        assert [cell.find("p").text for cell in staying] == ["0", "1"]  # type: ignore[union-attr]
        assert ["left:0mm" in _rules(seen, staying[0]), "left:10mm" in _rules(seen, staying[1])] == [True, True]
    assert "stays-put" not in preview(_wide(12)).html


def test_a_table_without_lines_only_places_its_text() -> None:
    document = Document()
    document.add_table(1, 2)
    (table,) = _tree(_seen(document)).iter("table")
    assert table.get("role") == "presentation"


def _carried() -> Any:
    document = Document()
    document.add_paragraph("Kết nạp {{ x }}, còn {{ y }}.")
    buffer = BytesIO()
    document.save(buffer)
    values = {"x": Carried("676/650 đoàn viên", "E02/A/2025"), "y": Carried("[chưa có số liệu]", "C06/A/2025#thieu")}
    return WordTemplate(buffer.getvalue()).render_carried(values)


def test_figures_lead_to_their_source_and_gaps_say_so() -> None:
    made = _carried()
    one, two = (carrier.bookmark for carrier in made.carriers)
    marks = {
        one: Mark("/so?k=E02/A/2025", "Đoàn viên mới", chosen=True),
        two: Mark("/so?k=C06", "Hội nghị", "còn trống"),
    }
    root = _tree(preview(read_page(made.data), marks))
    first, second = root.iter("mark")
    assert "".join(first.itertext()) == "676/650 đoàn viên"
    assert (first.get("class"), second.get("class")) == ("figure figure-chosen", "figure figure-gap")
    assert [(link.get("href"), link.get("title")) for link in root.iter("a")] == [
        ("/so?k=E02/A/2025", "Đoàn viên mới"),
        ("/so?k=C06", "Hội nghị"),
    ]
    assert "".join(second.itertext()) == "(còn trống) [chưa có số liệu]"


def test_a_figure_of_unknown_source_is_marked_without_a_link() -> None:
    root = _tree(preview(read_page(_carried().data)))
    assert len(list(root.iter("mark"))) == 2
    assert not list(root.iter("a"))


def _tracked() -> Any:
    document = Document()
    paragraph = document.add_paragraph("Có ")
    for tag, text, name in (("del", "4", "delText"), ("ins", "5", "t")):
        paragraph._p.append(
            parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A"><w:r><w:{name}>{text}</w:{name}></w:r></w:{tag}>')
        )
    return document


def test_tracked_changes_are_shown_only_when_asked_for() -> None:
    (line,) = _tree(_seen(_tracked())).iter("p")
    assert "".join(line.itertext()) == "Có 5"
    (line,) = _tree(_seen(_tracked(), changes=True)).iter("p")
    assert [(one.tag, one.text) for one in line if one.tag in ("ins", "del")] == [("del", "4"), ("ins", "5")]


def test_headings_are_heard_as_headings() -> None:
    document = Document()
    document.add_heading("Kết quả", 1)
    (line,) = _tree(_seen(document)).iter("p")
    assert (line.get("role"), line.get("aria-level")) == ("heading", "3")


def test_tabs_breaks_and_empty_lines() -> None:
    document = Document()
    document.add_paragraph("a\tb\nc")
    document.add_paragraph()
    first, second = _tree(_seen(document)).iter("p")
    assert [one.tag for one in first] == ["span", "br"]
    assert second.get("aria-hidden") == "true"


def test_what_a_hostile_file_says_stays_text() -> None:
    document = Document()
    run = document.add_paragraph().add_run(EVIL)
    run.font.name = 'x";}</style><script>alert(1)</script>'
    document.sections[0].header.paragraphs[0].text = EVIL
    document.add_table(1, 1).cell(0, 0).text = EVIL
    seen = _seen(document)
    assert "<script" not in seen.html
    assert "<img" not in seen.html
    assert "<" not in seen.css
    assert "alert" not in seen.css
    texts = ["".join(line.itertext()) for line in _tree(seen).iter("p")]
    assert texts.count(EVIL) == 3


def test_hostile_links_and_titles_stay_attributes() -> None:
    made = _carried()
    marks = {carrier.bookmark: Mark(EVIL, EVIL, EVIL) for carrier in made.carriers}
    seen = preview(read_page(made.data), marks)
    assert "<script" not in seen.html
    assert {link.get("title") for link in _tree(seen).iter("a")} == {EVIL}


def test_half_a_letter_of_a_symbol_can_be_sent() -> None:
    document = Document()
    paragraph = document.add_paragraph("x")
    paragraph.runs[0]._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="D800"/>'))
    assert _seen(document).html.encode("utf-8")


@pytest.mark.parametrize("value", ["99999999", "-99999999"])
def test_lengths_that_no_page_has_are_cut(value: str) -> None:
    document = Document()
    properties = document.add_paragraph("x")._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{value}"/>'))
    assert "2000mm" in _seen(document).css


def test_a_whole_shipped_draft_is_shown() -> None:
    template = shipped_folder("templates") / "bao-cao-nam" / "report.docx"
    seen = preview(read_page(template.read_bytes()))
    assert len(list(_tree(seen).iter("p"))) > 50

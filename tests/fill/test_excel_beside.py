"""Notes, pictures, shapes and chart titles beside the cells: each comes out with its rows or goes with them."""

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from excel_books import LIST, book, found, part, render, rows, sheet_xml, with_part, with_parts
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table

from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel.template import ExcelTemplate

DRAWN = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"


def png() -> bytes:
    """A picture of one red point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


def drawn(source: bytes, *anchors: str) -> bytes:
    """The workbook with a drawing of these anchors on its first sheet."""
    drawing = f"<xdr:wsDr {DRAWN}>{''.join(anchors)}</xdr:wsDr>"
    rels_path = "xl/worksheets/_rels/sheet1.xml.rels"
    link = f'<Relationship Id="rIdD" Type="{KINDS}/drawing" Target="../drawings/drawing9.xml"/></Relationships>'
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    names = zipfile.ZipFile(io.BytesIO(source)).namelist()
    rels = part(source, rels_path) if rels_path in names else empty
    mark = '<drawing xmlns:r="' + KINDS + '" r:id="rIdD"/>'
    sheet = sheet_xml(source)
    at = next(sheet.index(name) for name in ("<legacyDrawing", "<tableParts", "</worksheet>") if name in sheet)
    types = part(source, "[Content_Types].xml").replace(
        "</Types>",
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/xl/drawings/drawing9.xml" ContentType="{DRAWING_TYPE}"/></Types>',
    )
    image = f'<Relationship Id="rId1" Type="{KINDS}/image" Target="../media/image1.png"/></Relationships>'
    made = with_parts(source, {
        "xl/drawings/drawing9.xml": drawing,
        "xl/drawings/_rels/drawing9.xml.rels": empty.replace("</Relationships>", image),
        rels_path: rels.replace("</Relationships>", link),
        "xl/worksheets/sheet1.xml": sheet[:at] + mark + sheet[at:],
        "[Content_Types].xml": types,
    })  # fmt: skip
    out = io.BytesIO(made)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("xl/media/image1.png", png())
    return out.getvalue()


def corners(first: tuple[int, int], last: tuple[int, int] | None) -> str:
    """The corners of an anchor as (row, column), from 1."""

    def corner(name: str, row: int, col: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>{col - 1}</xdr:col><xdr:colOff>9</xdr:colOff>"
            f"<xdr:row>{row - 1}</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:{name}>"
        )

    return corner("from", *first) + (corner("to", *last) if last else '<xdr:ext cx="99999" cy="99999"/>')


def anchor(first: tuple[int, int], last: tuple[int, int] | None, inside: str, attributes: str = "") -> str:
    name = "twoCellAnchor" if last else "oneCellAnchor"
    return f"<xdr:{name}{attributes}>{corners(first, last)}{inside}<xdr:clientData/></xdr:{name}>"


def picture(number: int) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="Ảnh {number}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def shape(number: int, *runs: str, link: str = "") -> str:
    text = "".join(f'<a:r><a:rPr lang="vi-VN" b="1"/><a:t>{run}</a:t></a:r>' for run in runs)
    return (
        f'<xdr:sp macro="" textlink="{link}"><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Hộp"/><xdr:cNvSpPr/>'
        '</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p>{text}</a:p></xdr:txBody></xdr:sp>"
    )


def drawing_of(out: bytes) -> str:
    return part(out, "xl/drawings/drawing9.xml")


def ends(out: bytes) -> list[tuple[str, ...]]:
    """The first and last rows of every anchor, from 0 as the file has them."""
    anchors = re.findall(r"<xdr:(?:twoCell|oneCell)Anchor.*?Anchor>", drawing_of(out))
    return [tuple(found(r"<xdr:row>(\d+)<", one)) for one in anchors]


def words(out: bytes) -> list[str]:
    return ["".join(found(r"<a:t>([^<]*)</a:t>", one)) for one in re.findall(r"<a:p>.*?</a:p>", drawing_of(out))]


def ids(out: bytes) -> list[str]:
    return found(r'<xdr:cNvPr id="(\d+)"', drawing_of(out))


# -- notes ----------------------------------------------------------------------------------------------------------


def noted(edit: Callable[[Workbook], None] | None = None) -> bytes:
    def write(made: Workbook) -> None:
        made["S"]["B4"].comment = Comment("Số của {{ r.ten }}: {{ r.so }}", "CĐ")
        made["S"]["A3"].comment = Comment("Vòng lặp, {{ không điền }}", "CĐ")
        made["S"]["B6"].comment = Comment("Cộng {{ rows|length }} dòng", "CĐ")
        made["S"]["A1"].comment = Comment("Đứng yên", "CĐ")
        if edit:
            edit(made)

    return book(LIST, edit=write)


def notes_of(out: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(out))["S"]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def boxes_of(out: bytes) -> str:
    names = zipfile.ZipFile(io.BytesIO(out)).namelist()
    return part(out, next(name for name in names if name.endswith(".vml")))


def test_a_note_comes_out_with_every_copy_of_its_cell_filled() -> None:
    out = render(noted(), rows(5, 6, 7))
    assert notes_of(out) == {
        "A1": "Đứng yên", "B3": "Số của Tên 1: 5", "B4": "Số của Tên 2: 6", "B5": "Số của Tên 3: 7",
        "B6": "Cộng 3 dòng",
    }  # fmt: skip


def test_every_copy_of_a_note_has_its_box_with_a_name_of_its_own() -> None:
    vml = boxes_of(render(noted(), rows(5, 6, 7)))
    assert sorted(found(r"<(?:\w+:)?Row>(\d+)<", vml)) == ["0", "2", "3", "4", "5"]
    names = found(r'<(?:\w+:)?shape [^>]*?id="([^"]*)"', vml)
    assert len(names) == len(set(names)) == 5
    tops = [box.split(",")[2].strip() for box in found(r"<(?:\w+:)?Anchor>([^<]*)<", vml)]
    assert len(set(tops)) == len(tops)
    groups = {(int(name.rpartition("s")[2])) // 1024 for name in names if name.startswith("_x0000_s")}
    assert groups <= set(map(int, found(r'idmap [^>]*data="([^"]*)"', vml)[0].split(",")))


def test_notes_go_with_their_rows() -> None:
    out = render(noted(), rows())
    assert notes_of(out) == {"A1": "Đứng yên", "B3": "Cộng 0 dòng"}
    assert sorted(found(r"<(?:\w+:)?Row>(\d+)<", boxes_of(out))) == ["0", "2"]


def test_a_table_without_data_keeps_no_note() -> None:
    def table(made: Workbook) -> None:
        made["S"].add_table(Table(displayName="Bang", ref="A2:B5"))

    out = render(noted(table), rows())
    assert notes_of(out) == {"A1": "Đứng yên", "B4": "Cộng 0 dòng"}


def test_notes_of_groups_and_columns_are_filled_in_their_own_turn() -> None:
    cells = {
        "A1": "{%tc for m in ms %}", "B1": "{{ m }}", "C1": "{%tc endfor %}",
        "A2": "{%tr for g in gs %}", "A3": "{%tr for r in g %}", "B4": "{{ r * m }}", "A5": "{%tr endfor %}",
        "A6": "{%tr endfor %}",
    }  # fmt: skip

    def write(made: Workbook) -> None:
        made["S"]["B4"].comment = Comment("{{ r }}/{{ m }}{% if loop.last %} cuối{% endif %}", "CĐ")

    out = render(book(cells, edit=write), {"ms": [1, 10], "gs": [[1, 2], [], [3]]})
    assert notes_of(out) == {
        "A2": "1/1", "B2": "1/10 cuối", "A3": "2/1", "B3": "2/10 cuối", "A4": "3/1", "B4": "3/10 cuối",
    }  # fmt: skip


THREAD = "{11111111-2222-3333-4444-555555555555}"


def threaded() -> bytes:
    """The list with a thread of two remarks on its body row, as Excel keeps it."""
    source = noted()
    names = zipfile.ZipFile(io.BytesIO(source)).namelist()
    comments = next(name for name in names if "comment" in name and name.endswith(".xml"))
    xml = part(source, comments)
    authors = re.search(r"<authors>(.*?)</authors>", xml)[0]  # type: ignore[index]
    xml = xml.replace(authors, authors.replace("</authors>", f"<author>tc={THREAD}</author></authors>"))
    xml = re.sub(r'<comment ref="B4" authorId="0"', '<comment ref="B4" authorId="1"', xml)
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="B4" dT="2026-01-01T00:00:00.00" personId="{{P}}" id="{THREAD}">'
        "<text>Hỏi {{ r.ten }}</text></threadedComment>"
        '<threadedComment ref="B4" dT="2026-01-02T00:00:00.00" personId="{P}" '
        f'id="{{21111111-2222-3333-4444-555555555555}}" parentId="{THREAD}"><text>Đáp</text></threadedComment>'
        "</ThreadedComments>"
    )
    rels = part(source, "xl/worksheets/_rels/sheet1.xml.rels")
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rIdT" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    types = part(source, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/></Types>',
    )
    return with_parts(source, {
        comments: xml,
        "xl/threadedComments/threadedComment1.xml": thread,
        "xl/worksheets/_rels/sheet1.xml.rels": rels.replace("</Relationships>", link),
        "[Content_Types].xml": types,
    })  # fmt: skip


def test_threads_are_repeated_under_marks_of_their_own() -> None:
    out = render(threaded(), rows(1, 2, 3))
    xml = part(out, "xl/threadedComments/threadedComment1.xml")
    assert found(r'ref="([^"]*)"', xml) == ["B3", "B4", "B5", "B3", "B4", "B5"]
    assert found(r"<text>([^<]*)<", xml) == ["Hỏi Tên 1", "Hỏi Tên 2", "Hỏi Tên 3", "Đáp", "Đáp", "Đáp"]
    marks = found(r' id="([^"]*)"', xml)
    assert len(set(marks)) == 6
    assert found(r'parentId="([^"]*)"', xml) == marks[:3]
    names = zipfile.ZipFile(io.BytesIO(out)).namelist()
    comments = part(out, next(name for name in names if re.search(r"xl/comments?[^/]*/?[^/]*\.xml$", name)))
    authors = found(r"<author>([^<]*)<", comments)
    led = {ref: authors[int(author)] for ref, author in found(r'<comment ref="(B[345])" authorId="(\d+)"', comments)}
    assert led == {f"B{row}": f"tc={mark}" for row, mark in zip((3, 4, 5), marks, strict=False)}


def test_a_note_that_cannot_be_filled_names_its_cell() -> None:
    def write(made: Workbook) -> None:
        made["S"]["B4"].comment = Comment("{{ r.tenn }}", "CĐ")

    template = ExcelTemplate(book(LIST, edit=write), name="list.xlsx")
    with pytest.raises(TemplateError, match="ghi chú, dòng dữ liệu 1, «S»!B4: không có «tenn»; ý đồng chí là «ten»"):
        template.render(rows(1))
    assert [(slot.name, slot.places) for slot in template.slots()][-1] == ("rows[].tenn", ["«S»!B4"])
    assert [error.code for error in template.check(rows(1))] == ["T110"]


# -- pictures and shapes --------------------------------------------------------------------------------------------


def test_a_picture_on_the_body_row_comes_out_with_every_copy() -> None:
    source = drawn(
        book(LIST), anchor((4, 4), (5, 5), picture(2), ' editAs="oneCell"'), anchor((4, 6), None, picture(3)),
        anchor((6, 4), (9, 5), picture(4)),
    )  # fmt: skip
    out = render(source, rows(1, 2, 3))
    assert ends(out) == [("2", "3"), ("3", "4"), ("4", "5"), ("2",), ("3",), ("4",), ("5", "8")]
    assert len(set(ids(out))) == 7
    assert found(r'r:embed="([^"]*)"', drawing_of(out)) == ["rId1"] * 7
    assert ends(render(source, rows())) == [("2", "5")]


def test_text_boxes_are_filled_in_the_turn_they_stand_in() -> None:
    source = drawn(
        book(LIST), anchor((4, 4), (5, 5), shape(2, "Đồng chí {{ r.", "ten }}, số {{ r.so }}")),
        anchor((1, 4), (2, 5), shape(3, "Tổng số {{ rows|length }} {# bỏ #}&amp; {{ them }}")),
    )  # fmt: skip
    out = render(source, {**rows(1, 2), "them": "a < b\nc"})
    assert words(out) == ["Đồng chí Tên 1, số 1", "Đồng chí Tên 2, số 2", "Tổng số 2 &amp; a &lt; bc"]
    assert drawing_of(out).count("<a:br>") == 1
    assert drawing_of(out).count('<a:rPr lang="vi-VN" b="1"/>') == 7


def test_a_shape_over_several_rows_of_a_body_takes_what_came_out_between() -> None:
    cells = {
        "A1": "{%tr for g in gs %}", "A2": "{{ g.ten }}", "A3": "{%tr for r in g.rows %}", "A4": "{{ r }}",
        "A5": "{%tr endfor %}", "A6": "Hết {{ g.ten }}", "A7": "{%tr endfor %}", "A8": "Xong",
    }  # fmt: skip
    source = drawn(
        book(cells), anchor((2, 4), (6, 5), shape(2, "{{ g.ten }}")),
        anchor((4, 6), (6, 7), shape(3, "đuôi {{ g.ten }}")),
        anchor((4, 8), (9, 9), shape(4, "một lần")), anchor((4, 10), (4, 11), shape(5, "{{ r }}")),
    )  # fmt: skip
    out = render(source, {"gs": [{"ten": "a", "rows": [1, 2, 3]}, {"ten": "b", "rows": []}, {"ten": "c", "rows": [4]}]})
    assert words(out) == ["a", "b", "c", "đuôi a", "đuôi b", "đuôi c", "một lần", "1", "2", "3", "4"]
    assert ends(out)[:7] == [("0", "4"), ("5", "6"), ("7", "9"), ("1", "4"), ("6", "6"), ("8", "9"), ("1", "6")]
    assert ends(out)[7:] == [("1", "1"), ("2", "2"), ("3", "3"), ("8", "8")]


def test_shapes_follow_conditions_and_columns() -> None:
    cells = {
        "A1": "{%tr if co %}", "A2": "Có", "A3": "{%tr endif %}", "B4": "{%tc for m in ms %}", "C4": "{{ m }}",
        "D4": "{%tc endfor %}", "E4": "cuối",
    }  # fmt: skip
    source = drawn(
        book(cells), anchor((2, 1), (2, 1), picture(2)), anchor((4, 3), (5, 4), shape(3, "Tháng {{ m }}")),
        anchor((4, 5), (5, 6), shape(4, "sau")),
    )  # fmt: skip
    out = render(source, {"co": False, "ms": [1, 2, 3]})
    assert words(out) == ["Tháng 1", "Tháng 2", "Tháng 3", "sau"]
    assert found(r"<xdr:col>(\d+)<", drawing_of(out)) == ["1", "2", "2", "3", "3", "4", "4", "5"]
    assert ends(out) == [("0", "1")] * 4
    assert len(ends(render(source, {"co": True, "ms": []}))) == 2


def test_grouped_and_alternate_shapes_keep_their_numbers_apart() -> None:
    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" name="Nhóm"><a:extLst>'
        '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><x:creationId xmlns:x="u" id="{1}"/></a:ext></a:extLst>'
        f"</xdr:cNvPr><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>{shape(3, '{{ r.ten }}')}"
        '<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="4" name="Nối"/><xdr:cNvCxnSpPr><a:stCxn id="3" idx="1"/>'
        '<a:endCxn id="77" idx="1"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr/></xdr:cxnSp></xdr:grpSp>'
    )
    new, old = (anchor((4, 6), (4, 7), shape(9, text)) for text in ("mới {{ r.so }}", "cũ {{ r.so }}"))
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="a14">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    absolute = (
        '<xdr:absoluteAnchor><xdr:pos x="9" y="9"/><xdr:ext cx="9" cy="9"/>'
        f"{shape(12, '{{ rows|length }} dòng')}<xdr:clientData/></xdr:absoluteAnchor>"
    )
    out = render(drawn(book(LIST), anchor((4, 4), (4, 5), group), alternate, absolute), rows(1, 2))
    xml = drawing_of(out)
    assert words(out) == ["Tên 1", "Tên 2", "mới 1", "mới 2", "cũ 1", "cũ 2", "2 dòng"]
    numbers = ids(out)
    assert numbers[:3] == ["2", "3", "4"]
    assert len(set(numbers[:6])) == 6
    assert numbers[6:8] == numbers[8:10]
    assert found(r'<a:stCxn id="(\d+)"', xml) == [numbers[1], numbers[4]]
    assert found(r'<a:endCxn id="(\d+)"', xml) == ["77", "77"]
    assert xml.count("creationId") == 1


def test_shapes_that_show_a_cell_speak_of_where_it_went() -> None:
    source = drawn(
        book(LIST, sheets={"T": {"A1": 1}}), anchor((1, 4), (2, 5), shape(2, "0", link="S!$B$6")),
        anchor((1, 6), (2, 7), shape(3, "0", link="$B$6")),
    )  # fmt: skip
    assert found(r'textlink="([^"]*)"', drawing_of(render(source, rows(1, 2, 3)))) == ["S!$B$6", "$B$6"]
    assert found(r'textlink="([^"]*)"', drawing_of(render(source, rows(*range(9))))) == ["S!$B$12", "$B$12"]


# -- charts ---------------------------------------------------------------------------------------------------------


def charted(cell: str, *, height: float = 7.5) -> bytes:
    def draw(made: Workbook) -> None:
        bars = BarChart()
        bars.title = "Kết quả {{ nam }}"
        bars.y_axis.title = "{{ don_vi }}"
        bars.height = height
        bars.add_data(Reference(made["S"], min_col=2, min_row=4, max_row=4))
        made["S"].add_chart(bars, cell)

    return book(LIST, edit=draw)


def test_titles_of_charts_are_filled() -> None:
    out = render(charted("D8"), {**rows(1, 2), "nam": 2026, "don_vi": "Đoàn viên & lao động"})
    titles = found(r"<(?:a:)?t>([^<]*)</(?:a:)?t>", part(out, "xl/charts/chart1.xml"))
    assert titles == ["Kết quả 2026", "Đoàn viên &amp; lao động"]


def test_a_chart_title_that_cannot_be_filled_names_the_chart() -> None:
    template = ExcelTemplate(charted("D8"), name="list.xlsx")
    assert [str(error).splitlines()[0] for error in template.check(rows(1))] == [
        "mẫu list.xlsx, biểu đồ, «S»!D8: không có «nam»", "mẫu list.xlsx, biểu đồ, «S»!D8: không có «don_vi»",
    ]  # fmt: skip
    assert {"nam", "don_vi"} <= {slot.name for slot in template.slots()}


def test_a_chart_beside_the_list_stays_once() -> None:
    out = render(charted("D4"), {**rows(1, 2), "nam": 2026, "don_vi": ""})
    assert found(r"<(?:xdr:)?row>(\d+)<", part(out, "xl/drawings/drawing1.xml")) == ["2"]


def test_a_chart_inside_a_loop_is_refused_with_its_place() -> None:
    def tall(xml: str) -> str:
        return re.sub(r'(<row r="4")', r'\1 ht="400" customHeight="1"', xml)

    source = with_part(charted("D4"), "xl/worksheets/sheet1.xml", tall)
    with pytest.raises((TemplateError, TemplateErrors)) as caught:
        ExcelTemplate(source, name="list.xlsx")
    assert str(caught.value).splitlines()[0] == (
        "mẫu list.xlsx, hình vẽ, «S»!D4: biểu đồ đứng trong hàng hoặc cột lặp, không nhân lên theo từng bản được"
    )
    with pytest.raises((TemplateError, TemplateErrors), match="a chart stands on repeated rows or columns"):
        ExcelTemplate(source, lang="en")


# -- opened elsewhere -----------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_copy(tmp_path: Path) -> None:
    photo, box = (
        anchor((4, 4), (5, 5), picture(2), ' editAs="oneCell"'),
        anchor((4, 6), (5, 7), shape(3, "{{ r.ten }}")),
    )
    file = tmp_path / "beside.xlsx"
    file.write_bytes(render(drawn(noted(), photo, box), rows(1, 2, 3)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", tmp_path, file], check=True, capture_output=True, timeout=180)
    content = part((tmp_path / "beside.ods").read_bytes(), "content.xml")
    assert content.count("<office:annotation ") == 5
    assert content.count("<draw:image ") == 3
    lines = content.replace("<text:s/>", " ").replace("</text:p>", "\n").replace("</dc:date>", "\n")
    assert {"Số của Tên 2: 2", "Tên 3"} <= {re.sub(r"<[^>]*>", "", line).strip() for line in lines.split("\n")}


# -- form controls --------------------------------------------------------------------------------------------------

CONTROLS = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"><controls>'
    '<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rIdC" name="Ô chọn" '
    f'xmlns:r="{KINDS}"><controlPr defaultSize="0" autoFill="0" linkedCell="B6" listFillRange="S!$A$4:$A$4">'
    '<anchor moveWithCells="1"><from><xdr:col xmlns:xdr="x">3</xdr:col><xdr:row xmlns:xdr="x">5</xdr:row></from>'
    '<to><xdr:col xmlns:xdr="x">4</xdr:col><xdr:row xmlns:xdr="x">6</xdr:row></to></anchor></controlPr></control>'
    "</mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
)
BOX = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div>Chọn<br>một</div></v:textbox>'
    '<x:ClientData ObjectType="Drop"><x:Anchor>3, 0, {top}, 0, 4, 0, {bottom}, 0</x:Anchor>'
    "<x:FmlaLink>$B$6</x:FmlaLink><x:FmlaRange>$A$4:$A$4</x:FmlaRange></x:ClientData></v:shape></xml>"
)


def controlled(top: int, bottom: int) -> bytes:
    """The list with a drop-down box, as Excel keeps it: in the sheet, in VML and in a part of its own."""
    source = book(LIST)
    sheet = sheet_xml(source)
    mark = f'<legacyDrawing xmlns:r="{KINDS}" r:id="rIdV"/>{CONTROLS}'
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rIdV" Type="{KINDS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
        f'<Relationship Id="rIdC" Type="{KINDS}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>'
    )
    types = part(source, "[Content_Types].xml").replace(
        "</Types>",
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" '
        'ContentType="application/vnd.ms-excel.controlproperties+xml"/></Types>',
    )
    return with_parts(source, {
        "xl/worksheets/sheet1.xml": sheet.replace("</worksheet>", mark + "</worksheet>"),
        "xl/worksheets/_rels/sheet1.xml.rels": links,
        "xl/drawings/vmlDrawing1.vml": BOX.format(top=top, bottom=bottom),
        "xl/ctrlProps/ctrlProp1.xml": '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        ' objectType="Drop" fmlaLink="$B$6" fmlaRange="S!$A$4:$A$4"/>',
        "[Content_Types].xml": types,
    })  # fmt: skip


def test_form_controls_follow_with_the_cells_they_speak_of() -> None:
    out = render(controlled(5, 6), rows(1, 2, 3, 4))
    vml = part(out, "xl/drawings/vmlDrawing1.vml")
    assert found(r"<x:Anchor>([^<]*)<", vml) == ["3, 0, 6, 0, 4, 0, 7, 0"]
    assert (found(r"<x:FmlaLink>([^<]*)<", vml), found(r"<x:FmlaRange>([^<]*)<", vml)) == (["$B$7"], ["$A$3:$A$6"])
    control = part(out, "xl/ctrlProps/ctrlProp1.xml")
    assert found(r'fmlaLink="([^"]*)" fmlaRange="([^"]*)"', control) == [("$B$7", "S!$A$3:$A$6")]
    xml = sheet_xml(out)
    assert found(r'linkedCell="([^"]*)" listFillRange="([^"]*)"', xml) == [("B7", "S!$A$3:$A$6")]
    assert found(r">(\d+)</xdr:row>", xml) == ["6", "7"]


def test_a_form_control_inside_a_loop_is_refused_with_its_place() -> None:
    with pytest.raises((TemplateError, TemplateErrors), match="hình vẽ, «S»!D4: nút hoặc ô điều khiển"):
        ExcelTemplate(controlled(3, 4), name="list.xlsx")

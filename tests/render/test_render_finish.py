"""The last touch of a draft: rules drawn to the length of their text, and its identity among the properties."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from drafter.fill.package import read_package
from drafter.format_rules.lines import lines_of
from drafter.readback.reader import read_page
from drafter.render.finish import IDENTITY, finish
from drafter.standards.letter_widths import width_mm
from tests.makers.word_template import build_template

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CUSTOM = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
_OWN = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)


def letterhead(*name: str, subject: tuple[str, ...] = ("Tổng kết năm 2020",)) -> bytes:
    """The head of a paper with these lines in it."""
    document = Document(BytesIO(build_template("@phan-dau\n@ten-loai\n@ky-ten")))
    for style, lines in (("Tên cơ quan ban hành", name), ("Trích yếu", subject)):
        paragraphs = [p for p in document.element.body.iter(f"{{{_W}}}p") if _style(p) == _id(document, style)]
        for paragraph, text in zip(paragraphs, (*lines, *[None] * 9), strict=False):
            if text is None:
                paragraph.getparent().remove(paragraph)
            else:
                next(paragraph.iter(f"{{{_W}}}t")).text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _style(paragraph: etree._Element) -> str | None:
    found = paragraph.find(f"{{{_W}}}pPr/{{{_W}}}pStyle")
    return None if found is None else found.get(f"{{{_W}}}val")


def _id(document: object, name: str) -> str:
    return str(document.styles[name].style_id)  # type: ignore[attr-defined]


def drawn(data: bytes, style: str) -> float:
    """The length of a drawn line."""
    (name,) = [one.name for one in Document(BytesIO(data)).styles if one.style_id == style]
    (line,) = [one for one in lines_of(read_page(data)) if one.paragraph.style == name]
    assert line.paragraph.layout.left_mm == line.paragraph.layout.right_mm
    return line.column_mm


@pytest.mark.parametrize(
    ("lines", "widest"),
    [
        (("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SƠN LA"), "LIÊN ĐOÀN LAO ĐỘNG"),
        (("CÔNG ĐOÀN", "GIÁO DỤC VIỆT NAM"), "GIÁO DỤC VIỆT NAM"),
        (("CÔNG ĐOÀN XÃ A",), "CÔNG ĐOÀN XÃ A"),
    ],
)
def test_the_line_under_the_issuer_is_four_tenths_of_its_widest_line(lines: tuple[str, ...], widest: str) -> None:
    length = drawn(finish(letterhead(*lines), "x"), "KeCoQuan")
    assert length == pytest.approx(0.4 * width_mm(widest, 13, bold=True), abs=0.1)


def test_the_line_under_the_subject_follows_its_last_line() -> None:
    subject = ("Tổng kết phong trào công nhân, viên chức, lao động", "và hoạt động công đoàn năm 2020")
    length = drawn(finish(letterhead("A", "B", subject=subject), "x"), "KeTrichYeu")
    assert length == pytest.approx(0.4 * width_mm(subject[-1], 14, bold=True), abs=0.1)


def test_an_indent_takes_its_place_in_the_order_of_the_standard() -> None:
    data = read_package(letterhead("CÔNG ĐOÀN XÃ A"))
    xml = data.read("word/document.xml").decode()
    ruled = '<w:pStyle w:val="KeCoQuan"/>'
    xml = xml.replace(ruled, f'{ruled}<w:spacing w:after="0"/><w:jc w:val="center"/><w:rPr/>')
    made = read_package(finish(data.write({"word/document.xml": xml.encode()}), "x"))
    out = made.read("word/document.xml").decode()
    opened = out.index(ruled)
    order = [out.index(tag, opened) for tag in ("<w:spacing ", "<w:ind ", "<w:jc ", "<w:rPr/>")]
    assert order == sorted(order)


def test_finishing_twice_changes_nothing_more() -> None:
    once = finish(letterhead("CÔNG ĐOÀN XÃ A"), "kind-ORG-2020-1")
    twice = finish(once, "kind-ORG-2020-1")
    assert {n: read_package(twice).read(n) for n in read_package(twice).names} == {
        n: read_package(once).read(n) for n in read_package(once).names
    }


def properties(data: bytes) -> list[tuple[str, str, str]]:
    """The number, name and text of each custom property."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        root = etree.fromstring(file.read(_CUSTOM))
    return [(one.get("pid"), one.get("name"), "".join(one.itertext())) for one in root]


def test_the_identity_is_a_property_that_the_package_knows() -> None:
    data = finish(letterhead("A"), "bao-cao-nam-A&B-2020-0a")
    assert properties(data) == [("2", IDENTITY, "bao-cao-nam-A&B-2020-0a")]
    package = read_package(data)
    types, relations = package.read("[Content_Types].xml").decode(), package.read("_rels/.rels").decode()
    assert types.count(f'PartName="/{_CUSTOM}" ContentType="{_TYPE}"') == 1
    assert relations.count(f'Type="{_RELATION}" Target="{_CUSTOM}"') == 1


def with_properties(*properties: str, target: str = _CUSTOM) -> bytes:
    """A head whose file has these custom properties, in a part of that name."""
    package = read_package(letterhead("A"))
    types = package.read("[Content_Types].xml").decode()
    relations = package.read("_rels/.rels").decode()
    part = target.lstrip("/")
    return package.write(
        {
            part: _PROPERTIES.format("".join(properties)).encode(),
            "[Content_Types].xml": types.replace(
                "</Types>", f'<Override PartName="/{part}" ContentType="{_TYPE}"/></Types>'
            ).encode(),
            "_rels/.rels": relations.replace(
                "</Relationships>", f'<Relationship Id="rId9" Type="{_RELATION}" Target="{target}"/></Relationships>'
            ).encode(),
        }
    )


def test_a_templates_own_properties_stay() -> None:
    data = finish(with_properties(_OWN.format(2, "Phòng", "Văn phòng"), _OWN.format(7, "Số lưu", "12")), "id-1")
    assert properties(data) == [("2", "Phòng", "Văn phòng"), ("7", "Số lưu", "12"), ("8", IDENTITY, "id-1")]
    package = read_package(data)
    assert package.read("[Content_Types].xml").decode().count(_TYPE) == 1
    assert package.read("_rels/.rels").decode().count(_RELATION) == 1


def test_an_older_identity_is_replaced() -> None:
    data = finish(with_properties(_OWN.format(2, IDENTITY, "id-0"), _OWN.format(3, "Phòng", "VP")), "id-1")
    assert properties(data) == [("3", "Phòng", "VP"), ("4", IDENTITY, "id-1")]


@pytest.mark.parametrize("target", ["/docProps/custom.xml", "docProps/custom.xml"])
def test_a_target_may_be_written_from_the_root(target: str) -> None:
    assert properties(finish(with_properties(target=target), "id-1")) == [("2", IDENTITY, "id-1")]


def test_properties_of_another_name_are_found_by_their_relation() -> None:
    data = finish(with_properties(_OWN.format(2, "Phòng", "VP"), target="docProps/custom2.xml"), "id-1")
    package = read_package(data)
    assert _CUSTOM not in package
    assert package.read("docProps/custom2.xml").decode().count("<property ") == 2


def test_what_the_draft_does_not_touch_is_copied() -> None:
    before, after = read_package(letterhead("A")), read_package(finish(letterhead("A"), "x"))
    touched = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels"}
    assert set(after.names) == {*before.names, _CUSTOM, "customXml/item2.xml"}
    assert after.read("customXml/item2.xml").endswith(b'<ns0:draft xmlns:ns0="urn:drafter:draft" doc="x"/>')
    assert [n for n in before.names if n not in touched and before.members[n] != after.members[n]] == []

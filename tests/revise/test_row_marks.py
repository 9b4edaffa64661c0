"""Names that mark their rows: a hidden bookmark in Word, plain text to templates and in Excel."""

from __future__ import annotations

import re
from io import BytesIO

from lxml import etree
from openpyxl import Workbook, load_workbook

from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.package import read_package
from drafter.fill.values import Marked
from drafter.fill.word.print import row_name
from drafter.fill.word.template import WordTemplate
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.recast.settle import settle
from tests.revise.papers import _package
from tests.revise.small import run

AN = Marked("Lò Văn An", "NGUOI/1")


def filled(line: str, **values: object) -> bytes:
    return WordTemplate(_package(f"<w:p>{run(line, '<w:b/>')}</w:p><w:sectPr/>", "<w:p/>", "")).render(values)


def bookmarks(data: bytes) -> list[str]:
    return re.findall(r'w:name="(_drr_[0-9a-f]{16})"', read_package(data).read("word/document.xml").decode())


def test_a_name_stands_in_a_hidden_bookmark_made_of_its_key() -> None:
    for line in ("{{ ten }}", "Ông {{ ten }}, nay là"):
        data = filled(line, ten=AN)
        assert line.replace("{{ ten }}", "Lò Văn An") in visible_text(read_page(data), View.ACCEPTED)
        assert bookmarks(data) == [row_name("NGUOI/1", 1)]
        assert read_package(data).read("word/document.xml").count(b"<w:b/>") >= 1


def test_the_same_name_twice_has_two_bookmarks() -> None:
    assert bookmarks(filled("{{ ten }} và {{ ten }}", ten=AN)) == [row_name("NGUOI/1", 1), row_name("NGUOI/1", 2)]


def test_what_is_made_of_it_is_plain_text() -> None:
    data = filled("{{ ten.upper() }}{% if ten == 'Lò Văn An' %}!{% endif %}", ten=AN)
    assert "LÒ VĂN AN!" in visible_text(read_page(data), View.ACCEPTED)
    assert bookmarks(data) == []
    assert bookmarks(filled("x{{ ten }}", ten=Marked("", "k"))) == []


def test_in_excel_it_is_its_text() -> None:
    book = Workbook()
    book.active["A1"], book.active["A2"] = "{{ ten }}", "Ông {{ ten }}"  # type: ignore[index]
    buffer = BytesIO()
    book.save(buffer)
    sheet = load_workbook(BytesIO(ExcelTemplate(buffer.getvalue()).render({"ten": AN}))).active
    assert [sheet["A1"].value, sheet["A2"].value] == ["Lò Văn An", "Ông Lò Văn An"]  # type: ignore[index]


def test_a_draft_that_becomes_a_template_loses_the_marks() -> None:
    root = etree.fromstring(read_package(filled("{{ ten }}", ten=AN)).read("word/document.xml"))
    settle(root)
    assert "_drr_" not in etree.tostring(root, encoding="unicode")

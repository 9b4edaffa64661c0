"""Whatever the template and the data, the file is well formed, says what it should and says it twice alike."""

import contextlib
import io
import itertools
import re
import zipfile
from typing import Any

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_samples import body, docx, part, with_body

from drafter.fill import Carried, Listing, RichText, TemplateError, TemplateErrors, WordTemplate

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(alphabet=st.sampled_from("aĂđ ờ<>&\"'{}%#\n\t\r\x07\x0b\f\u00a0\u0301🎉_-{|"), max_size=12)
VALUE = st.one_of(
    TEXT, st.integers(), st.none(), st.booleans(), st.decimals(allow_nan=False, allow_infinity=False, places=2),
    TEXT.map(RichText), TEXT.map(Listing), st.tuples(TEXT, TEXT).map(lambda pair: Carried(pair[0], pair[1])),
)  # fmt: skip
ROW = st.fixed_dictionaries({"a": VALUE, "b": VALUE})
CONTEXT = st.fixed_dictionaries({"x": VALUE, "y": VALUE, "c": st.booleans(), "rows": st.lists(ROW, max_size=4)})

TABLE = [["{%tr for r in rows %}", ""], ["{{ r.a }}", "{{ loop.index }} {{ r.b }}"], ["{%tr endfor %}", ""]]
LINES = [
    ("{{ x }} và {{ y }}",), ("{%p if c %}", "có {{ x }}", "{%p endif %}"), ("a {% if c %}{{ x }}{% endif %} b",),
    ("{% for r in rows %}{{ r.a }};{% endfor %}",), (TABLE,), ("{% if c %}{{ y }}{% endif %}",), ("chữ thường",),
    ("{%p for r in rows %}", "- {{ r.a }}", "{%p endfor %}"), ("{%p for r in rows %}", TABLE[1:2], "{%p endfor %}"),
]  # fmt: skip


def _sound(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    assert len(archive.namelist()) == len(set(archive.namelist()))
    text = archive.read("word/document.xml").decode()
    etree.fromstring(text.encode())
    for pattern in (r'<w:bookmarkStart w:id="(\d+)"', r'w:name="(_drf_\w+)"', r'<wp:docPr id="(\d+)"'):
        found = re.findall(pattern, text)
        assert len(found) == len(set(found))
    assert "<w:tc></w:tc>" not in text
    assert "</w:tblGrid></w:tbl>" not in text
    Document(io.BytesIO(data))


@FEW
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), CONTEXT)
def test_any_template_with_any_data_makes_a_sound_file(groups: list[Any], context: dict[str, Any]) -> None:
    template = WordTemplate(docx(*(line for group in groups for line in group), header="{{ x }}"))
    made = template.render_carried(context)
    _sound(made.data)
    assert template.render(context) == made.data
    assert len({carrier.bookmark for carrier in made.carriers}) == len(made.carriers)


@FEW
@given(TEXT)
def test_a_text_is_printed_as_it_is(text: str) -> None:
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x07", "").replace("\x0b", "")
    lines = body(WordTemplate(docx("[{{ x }}]")).render({"x": text}))
    assert lines == [f"[{shown}]"]


@FEW
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_template_without_tags_gives_back_its_text(texts: list[str]) -> None:
    plain = [re.sub(r"[{}\x07\x0b\f\r]", "", text) for text in texts]
    template = docx(*plain)
    assert part(WordTemplate(template).render({})) == part(template)


@FEW
@given(st.lists(st.integers(1, 12), max_size=6), st.booleans())
def test_a_tag_may_be_cut_into_runs_anywhere(cuts: list[int], bold: bool) -> None:
    text = "a {{ ten|upper }} b"
    places = sorted({0, *cuts, len(text)})
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "".join(
        f'<w:r>{look if number % 2 else ""}<w:t xml:space="preserve">{text[start:stop]}</w:t></w:r>'
        for number, (start, stop) in enumerate(itertools.pairwise(places))
    )
    assert body(WordTemplate(with_body(f"<w:p>{runs}</w:p>")).render({"ten": "ăn"})) == ["a ĂN b"]


SCRAPS = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "if", "for", "in", "endif", "x", ".", "(", ")", "|", "'", "“", "p ", "tr "),
    *("%", "}", "{", "else", "\n", " ", "-", "rows", "[", "]", "__class__", "{%p if c %}", "{% endif %}"),
]


@FEW
@given(st.lists(st.lists(st.sampled_from(SCRAPS), max_size=8).map("".join), min_size=1, max_size=4), st.booleans())
def test_no_scrap_of_a_template_is_more_than_a_template_error(lines: list[str], in_table: bool) -> None:
    template = docx([[line] for line in lines]) if in_table else docx(*lines)
    data = {"x": "X", "c": True, "rows": [{"x": 1}], "p": 1, "tr": 1}
    with contextlib.suppress(TemplateError, TemplateErrors):
        _sound(WordTemplate(template).render(data))

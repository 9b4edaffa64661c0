"""A value that brings a key is written as a carrier: hidden bookmark, rich-text control, run as the template has it."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from word_samples import W, body, docx, formatted, part, runs, with_body

from drafter.fill import Carried, Listing, Phrase, Rendered, RichText, SubDocument, WordTemplate

FUND = Carried("hơn 1,8 tỷ đồng", "quy.2025", "Quỹ xã hội")


class Figure(dict[str, object]):
    """A mapping that is printed as a carried value."""

    def carried(self) -> Carried:
        return Carried(str(self["text"]), str(self["key"]), value=self["value"])


def test_the_form_of_a_carrier() -> None:
    rendered = WordTemplate(docx(runs("Quỹ ", "{{ x }}", ".", bold=(1,)))).render_carried({"x": FUND})
    made = part(rendered.data)
    paragraph = re.search(r"<w:p>.*?</w:p>", made)
    assert paragraph
    assert paragraph.group() == (
        '<w:p><w:r><w:t xml:space="preserve">Quỹ </w:t></w:r>'
        '<w:bookmarkStart w:id="1" w:name="_drf_267ddfd74cae86ce"/><w:sdt><w:sdtPr><w:alias w:val="Quỹ xã hội"/>'
        '<w:tag w:val="quy.2025"/><w:id w:val="1"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">hơn 1,8 tỷ đồng</w:t></w:r></w:sdtContent>'
        '</w:sdt><w:bookmarkEnd w:id="1"/><w:r><w:t>.</w:t></w:r></w:p>'
    )
    assert [(c.bookmark, c.key, c.label, c.text, c.part, c.paragraph) for c in rendered.carriers] == [
        ("_drf_267ddfd74cae86ce", "quy.2025", "Quỹ xã hội", "hơn 1,8 tỷ đồng", "document", 1)
    ]
    etree.fromstring(made.encode())
    ignorable = re.search(r'mc:Ignorable="([^"]*)"', made)
    assert ignorable
    assert "w15" in ignorable.group(1).split()


def test_text_around_a_carrier_stays_in_its_run() -> None:
    made = WordTemplate(docx("có {{ x }} trong {{ y }} hết")).render({"x": FUND, "y": FUND})
    assert body(made) == ["có hơn 1,8 tỷ đồng trong hơn 1,8 tỷ đồng hết"]
    assert formatted(made) == [[("có hơn 1,8 tỷ đồng trong hơn 1,8 tỷ đồng hết", "")]]


def test_each_occurrence_has_a_name_and_numbers_of_its_own() -> None:
    rows = [["{%tr for r in rows %}"], ["{{ r }} {{ r }}"], ["{%tr endfor %}"]]
    template = WordTemplate(docx("{{ x }}", rows, header="{{ x }}", footer="{{ x }}"))
    rendered = template.render_carried({"x": FUND, "rows": [FUND, Carried("3", "so")] * 5})
    bookmarks = [carrier.bookmark for carrier in rendered.carriers]
    assert len(bookmarks) == len(set(bookmarks)) == 23
    assert {carrier.part for carrier in rendered.carriers} == {"document", "header1", "footer1"}
    texts = [part(rendered.data, f"word/{name}.xml") for name in ("document", "header1", "footer1")]
    for pattern in (r'<w:bookmarkStart w:id="(\d+)"', r'<w:sdtPr>.*?<w:id w:val="(-?\d+)"', r'w:name="(_drf_\w+)"'):
        found = [number for text in texts for number in re.findall(pattern, text)]
        assert len(found) == len(set(found)) == 23


def test_the_paragraph_of_a_carrier_is_counted_in_the_finished_part() -> None:
    lines = ("{%p for x in xs %}", "a", "{%p endfor %}", [["b", "{{ y }}"]], "{{ y }}")
    rendered = WordTemplate(docx(*lines)).render_carried({"xs": [1, 2], "y": FUND})
    _assert_counted(rendered, 2)


def test_paragraphs_that_values_bring_are_counted_too() -> None:
    inner = docx("một", "hai")
    lines = (
        "{{ text }}",
        "{{p inner }}",
        "{{p y }}",
        "{{p none }}",
        "{{ y }} {{ text }} {{ y }}",
        "{{ rich }} {{ y }}",
    )
    values = {
        "text": Listing("a\ab"),
        "rich": RichText("a\ab\ac"),
        "inner": SubDocument(inner),
        "none": None,
        "y": FUND,
    }
    _assert_counted(WordTemplate(docx(*lines)).render_carried(values), 4)


def test_a_cell_that_was_left_empty_counts_with_the_paragraph_it_is_given() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    tags = [f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p for x in xs %}", "{{ x }}", "{%p endfor %}")]
    row = f"<w:tr><w:tc>{''.join(tags)}</w:tc>{cell.format('{{ y }}')}</w:tr>"
    template = WordTemplate(with_body(f"<w:tbl>{row}</w:tbl><w:p><w:r><w:t>{{{{ y }}}}</w:t></w:r></w:p>"))
    _assert_counted(template.render_carried({"xs": [], "y": FUND}), 2)
    _assert_counted(template.render_carried({"xs": [1, FUND], "y": FUND}), 3)


def _assert_counted(rendered: Rendered, carriers: int) -> None:
    """Every carrier stands in the paragraph of the finished part that is said of it."""
    paragraphs = list(etree.fromstring(part(rendered.data).encode()).iter(f"{W}p"))
    assert len(rendered.carriers) == carriers
    for carrier in rendered.carriers:
        names = [mark.get(f"{W}name") for mark in paragraphs[carrier.paragraph - 1].iter(f"{W}bookmarkStart")]
        assert carrier.bookmark in names


def test_a_carrier_has_the_same_bytes_in_every_file_and_every_version() -> None:
    rows = [
        Carried(
            f"{n} < {n + 1}",
            f"đoàn-viên.{n % 7}",
            "" if n % 3 else 'Nhãn "&"',
            highlight="yellow" if n % 5 == 0 else None,
        )
        for n in range(40)
    ]
    line = '<w:p w:rsidR="1"><w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>a {{ r }} b</w:t></w:r></w:p><w:p/>'
    wrapped = "<w:p><w:r><w:t>{{%p {} %}}</w:t></w:r></w:p>"
    template = WordTemplate(with_body(wrapped.format("for r in rows") + line + wrapped.format("endfor")))
    first, second = (template.render_carried({"rows": rows}) for _ in range(2))
    assert first == second
    assert [carrier.paragraph for carrier in first.carriers] == list(range(1, 80, 2))
    carried = "".join(re.findall("<w:bookmarkStart.*?<w:bookmarkEnd[^>]*>", part(first.data)))
    assert carried.count("<w:sdt>") == 40
    # An office finds its own words again by these names: what is written once must not change.
    assert hashlib.sha256(carried.encode()).hexdigest()[:16] == "6e17ca752c5b98c9"


def test_a_highlight_is_added_where_the_format_wants_it() -> None:
    look = '<w:rPr><w:b/><w:sz w:val="28"/><w:u w:val="single"/></w:rPr>'
    template = with_body(f"<w:p><w:r>{look}<w:t>{{{{ x }}}}</w:t></w:r></w:p>")
    made = part(WordTemplate(template).render({"x": Carried("thiếu", "k", highlight="yellow")}))
    assert '<w:rPr><w:b/><w:sz w:val="28"/><w:highlight w:val="yellow"/><w:u w:val="single"/></w:rPr>' in made


def test_long_keys_and_labels_are_cut_to_what_word_takes() -> None:
    made = part(WordTemplate(docx("{{ x }}")).render({"x": Carried("1", "k" * 80, "N" * 80)}))
    assert f'<w:alias w:val="{"N" * 64}"/><w:tag w:val="{"k" * 64}"/>' in made


def test_keys_texts_and_labels_are_escaped() -> None:
    made = part(WordTemplate(docx("{{ x }}")).render({"x": Carried("<1>\n&", 'a"<b', "L&<")}))
    etree.fromstring(made.encode())
    assert '<w:alias w:val="L&amp;&lt;"/><w:tag w:val="a&quot;&lt;b"/>' in made


def test_a_figure_is_printed_whole_and_read_by_its_keys() -> None:
    figure = Figure(text="676 đoàn viên", key="dv", value=676, truoc=650)
    line = "{{ x }} {{ x.truoc }} {% if x > x.truoc %}tăng{% endif %} {{ x - 600 }} {{ x|upper }}"
    rendered = WordTemplate(docx(line)).render_carried({"x": figure})
    assert body(rendered.data) == ["676 đoàn viên 650 tăng 76 676 ĐOÀN VIÊN"]
    assert [carrier.text for carrier in rendered.carriers] == ["676 đoàn viên", "676 ĐOÀN VIÊN"]


def test_a_phrase_prints_its_parts_in_order() -> None:
    phrase = Phrase(("kết nạp ", Carried("676", "dv"), ", ", Carried("tăng", "dv.chieu"), " 4%"))
    rendered = WordTemplate(docx("Đã {{ x }}.")).render_carried({"x": phrase})
    assert body(rendered.data) == ["Đã kết nạp 676, tăng 4%."]
    assert [carrier.key for carrier in rendered.carriers] == ["dv", "dv.chieu"]


def test_no_control_goes_into_a_plain_text_control_or_the_copy_for_old_programs() -> None:
    run = "<w:r><w:t>{{ x }}</w:t></w:r>"
    plain = f"<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>"
    box = "<w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )
    rendered = WordTemplate(with_body(plain + drawn)).render_carried({"x": FUND})
    assert len(rendered.carriers) == 1
    assert part(rendered.data).count("hơn 1,8 tỷ đồng") == 3


def test_a_template_that_carries_nothing_is_not_changed_for_it() -> None:
    made = part(WordTemplate(docx("{{ x }}")).render({"x": "a"}))
    assert "w15:" not in made.split("<w:body>")[1]
    assert "<w:sdt>" not in made


class _Counting(Mapping[str, Any]):
    """A mapping that is no dict, as a host program may hand over."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def test_any_mapping_serves_as_context_and_row() -> None:
    context = _Counting({"x": FUND, "rows": [_Counting({"a": 1})]})
    assert body(WordTemplate(docx("{{ x }} {% for r in rows %}{{ r.a }}{% endfor %}")).render(context)) == [
        "hơn 1,8 tỷ đồng 1"
    ]


def test_a_carrier_stands_in_a_column_that_a_loop_makes() -> None:
    row = ["{%tc for x in rows %}", "{{ x }}", "{%tc endfor %}"]
    rendered = WordTemplate(docx([row])).render_carried({"rows": [FUND, Carried("3", "so")]})
    assert [carrier.text for carrier in rendered.carriers] == ["hơn 1,8 tỷ đồng", "3"]
    made = part(rendered.data)
    etree.fromstring(made.encode())
    assert made.count("<w:gridCol") == 2

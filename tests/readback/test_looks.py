"""Looks and layouts as Word works them out: defaults, styles in styles, tables, lists, themes, the run itself."""

from __future__ import annotations

import pytest

from drafter.model.page import Align, LineRule, Paragraph, Table
from drafter.readback.reader import read_page
from tests.format_rules.word_file import STYLES, section, word_file


def _style(kind: str, name: str, inner: str, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}{inner}</w:style>'


def _styled(*styles: str) -> str:
    return STYLES + "".join(styles)


def _p(style: str = "", run: str = "", own: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{own}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>chữ</w:t></w:r></w:p>"


def _first(blocks: str, styles: str = STYLES, **parts: str) -> Paragraph:
    block = read_page(word_file(blocks + section(), styles=styles, parts=parts)).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block


@pytest.mark.parametrize(
    ("styles", "run", "bold"),
    [
        pytest.param("", "", False, id="nobody says"),
        pytest.param("", "<w:b/>", True, id="the run says so"),
        pytest.param("b", "", True, id="the style says so"),
        pytest.param("b", '<w:b w:val="0"/>', False, id="the run says no"),
        pytest.param("b", '<w:rStyle w:val="cb"/>', False, id="two styles undo each other"),
        pytest.param("", '<w:rStyle w:val="cb"/>', True, id="a style of letters alone"),
        pytest.param("b", '<w:rStyle w:val="cb"/><w:b/>', True, id="what the run says wins over both"),
        pytest.param("bb", "", True, id="a style on a style of one kind does not undo it"),
        pytest.param("bno", "", False, id="a style on a style may say no"),
    ],
)
def test_bold_is_a_toggle_between_kinds_of_style(styles: str, run: str, bold: bool) -> None:
    sheet = _styled(
        _style("paragraph", "b", "<w:rPr><w:b/></w:rPr>"),
        _style("paragraph", "bb", "<w:rPr><w:b/></w:rPr>", "b"),
        _style("paragraph", "bno", '<w:rPr><w:b w:val="false"/></w:rPr>', "b"),
        _style("character", "cb", "<w:rPr><w:b/></w:rPr>"),
    )
    assert _first(_p(styles, run), sheet).runs[0].look.bold is bold


def test_a_table_style_takes_part() -> None:
    sheet = _styled(
        _style("paragraph", "b", "<w:rPr><w:b/></w:rPr>"),
        _style(
            "table", "tb",
            '<w:rPr><w:sz w:val="20"/></w:rPr><w:pPr><w:jc w:val="right"/></w:pPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>', "TableNormal",
        ),
    )  # fmt: skip
    rows = f"<w:tr><w:tc>{_p()}{_p('b')}</w:tc></w:tr><w:tr><w:tc>{_p()}</w:tc></w:tr>"
    look = '<w:tblLook w:val="0020" w:firstRow="1"/>'
    blocks = f'<w:tbl><w:tblPr><w:tblStyle w:val="tb"/>{look}</w:tblPr><w:tblGrid/>{rows}</w:tbl><w:p/>'
    (table, _) = read_page(word_file(blocks + section(), styles=sheet)).sections[0].blocks
    assert isinstance(table, Table)
    first, twice = table.rows[0].cells[0].blocks
    (other,) = table.rows[1].cells[0].blocks
    assert isinstance(first, Paragraph)
    assert isinstance(twice, Paragraph)
    assert isinstance(other, Paragraph)
    assert (first.runs[0].look.bold, twice.runs[0].look.bold, other.runs[0].look.bold) == (True, False, False)
    assert (first.runs[0].look.size_pt, first.layout.align) == (10, Align.RIGHT)


def test_fonts_of_the_theme_give_way_to_a_font_that_is_named_later() -> None:
    sheet = _styled(_style("paragraph", "t", '<w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr>'))
    plain, named = _first(_p(), sheet), _first(_p("t"), sheet)
    assert (plain.runs[0].look.font, plain.runs[0].look.high) == ("Calibri", "Calibri")
    assert (named.runs[0].look.font, named.runs[0].look.high) == ("Times New Roman", "Calibri")
    back = _first(_p("t", '<w:rFonts w:asciiTheme="majorHAnsi" w:ascii="x"/>'), sheet)
    assert back.runs[0].look.font == "Calibri Light"


def test_a_file_without_styles_is_set_as_word_sets_it() -> None:
    look = _first("<w:p><w:r><w:t>chữ</w:t></w:r></w:p>", styles="").runs[0].look
    assert (look.font, look.size_pt, look.colour) == ("Times New Roman", 10, "auto")


def test_a_style_that_is_based_on_itself_ends() -> None:
    sheet = _styled(_style("paragraph", "x", "<w:rPr><w:i/></w:rPr>", "y"), _style("paragraph", "y", "", "x"))
    assert _first(_p("x"), sheet).runs[0].look.italic


def test_indents_of_a_paragraph_undo_those_of_its_style() -> None:
    sheet = _styled(_style("paragraph", "h", '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'))
    assert _first(_p("h"), sheet).layout.first_mm == pytest.approx(-6.35)
    own = _first(_p("h", own='<w:ind w:firstLine="567"/>'), sheet).layout
    assert (own.left_mm, own.first_mm) == (pytest.approx(12.7), pytest.approx(10, abs=0.01))
    chars = _first(_p(own='<w:ind w:firstLineChars="200"/>', run='<w:sz w:val="28"/>'), sheet).layout
    assert chars.first_mm == pytest.approx(2 * 11 * 25.4 / 72, abs=0.1)


@pytest.mark.parametrize(
    ("spacing", "line", "rule"),
    [
        ('w:line="360" w:lineRule="auto"', 1.5, LineRule.AUTO),
        ('w:line="360" w:lineRule="exact"', 18, LineRule.EXACT),
        ('w:line="18pt" w:lineRule="atLeast"', 18, LineRule.AT_LEAST),
        ('w:before="120"', 259 / 240, LineRule.AUTO),
    ],
)
def test_line_spacing(spacing: str, line: float, rule: LineRule) -> None:
    layout = _first(_p(own=f"<w:spacing {spacing}/>")).layout
    assert (layout.line, layout.line_rule) == (pytest.approx(line), rule)


def test_spaces_of_other_makers() -> None:
    layout = _first(_p(own='<w:spacing w:beforeLines="50" w:after="6pt"/>')).layout
    assert (layout.before_pt, layout.after_pt) == (6, 6)
    assert _first(_p(own='<w:spacing w:beforeAutospacing="1"/>')).layout.before_pt == 14


_NUMBERING = """<w:numbering><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>
<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_lists_are_counted_as_word_counts_them() -> None:
    asked = [(5, 0), (5, 1), (5, 1), (5, 2), (5, 0), (5, 1), (6, 0), (7, 0), (5, 0), (0, 0)]
    blocks = "".join(
        _p(own=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>') for number, level in asked
    )
    found = read_page(word_file(blocks + section(), parts={"numbering": _NUMBERING})).sections[0].blocks
    labels = [block.label for block in found if isinstance(block, Paragraph)]
    assert labels == ["I.", "I.1", "I.2", "a)", "II.", "II.1", "•", "IV.", "III.", ""]


def test_a_list_moves_its_paragraph_unless_the_paragraph_says_otherwise() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    listed = _first(_p(own=number), numbering=_NUMBERING).layout
    assert (listed.left_mm, listed.first_mm) == (pytest.approx(12.7), pytest.approx(-6.35))
    own = _first(_p(own=f'{number}<w:ind w:left="0" w:firstLine="720"/>'), numbering=_NUMBERING).layout
    assert (own.left_mm, own.first_mm) == (0, pytest.approx(12.7))
    sheet = _styled(_style("paragraph", "l", f'<w:pPr>{number}<w:ind w:left="567" w:firstLine="0"/></w:pPr>'))
    styled = _first(_p("l"), sheet, numbering=_NUMBERING)
    assert (styled.label, styled.layout.left_mm) == ("I.", pytest.approx(10, abs=0.01))

"""What a cell holds: each kind of value keeps its type, and text stays text."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from excel_books import LIST, book, found, part, render, rows, sheet_xml, shown, written
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook

from drafter.fill.errors import TemplateError
from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.values import Carried, Phrase


def at(*parts: int) -> dt.datetime:
    """A moment without a zone, as sheets have it."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def one(value: Any, *, number_format: str = "General", text: str = "{{ x }}") -> str:
    """The XML of the cell B2 of a sheet where it is the only one filled."""

    def shape(made: Workbook) -> None:
        made["S"]["B2"].number_format = number_format

    out = render(book({"B2": text}, edit=shape), {"x": value})
    return found(r"(?s)<c r=\"B2\"[^>]*(?:/>|>.*?</c>)", sheet_xml(out))[0]


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (7, '<c r="B2"><v>7</v></c>'),
        (-3.25, '<c r="B2"><v>-3.25</v></c>'),
        (Decimal("1234567890.10"), '<c r="B2"><v>1234567890.10</v></c>'),
        (Decimal("1E+3"), '<c r="B2"><v>1000</v></c>'),
        (Decimal("0.00000012"), '<c r="B2"><v>0.00000012</v></c>'),
        (True, '<c r="B2" t="b"><v>1</v></c>'),
        (None, '<c r="B2"/>'),
        ("", '<c r="B2" t="inlineStr"><is><t></t></is></c>'),
        ("Hòa & <Bình>", '<c r="B2" t="inlineStr"><is><t>Hòa &amp; &lt;Bình&gt;</t></is></c>'),
        (" hai  ", '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> hai  </t></is></c>'),
        ("a\r\nb", '<c r="B2" t="inlineStr"><is><t xml:space="preserve">a\nb</t></is></c>'),
        ("x\x0by\ufffe", '<c r="B2" t="inlineStr"><is><t>xy</t></is></c>'),
        ("_x0041_", '<c r="B2" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>'),
        ("{{ y }} {%tr for z in t %}", '<c r="B2" t="inlineStr"><is><t>{{ y }} {%tr for z in t %}</t></is></c>'),
        (Carried("gần 2 tỷ", "thu", value=Decimal("1998.5")), '<c r="B2"><v>1998.5</v></c>'),
        (Carried("gần 2 tỷ", "thu"), '<c r="B2" t="inlineStr"><is><t>gần 2 tỷ</t></is></c>'),
        (Phrase(("đạt ", Carried("91%", "r"))), '<c r="B2" t="inlineStr"><is><t>đạt 91%</t></is></c>'),
    ],
)
def test_a_lone_value_keeps_its_type(value: object, xml: str) -> None:
    assert one(value) == xml


@pytest.mark.parametrize("many", [1, 30], ids=["one row", "rows written by a function"])
def test_rows_of_a_list_are_written_alike_however_many_there_are(many: int) -> None:
    """The fast way of long lists and the careful way of short ones give the same cells."""
    values: list[Any] = [
        5,
        2.5,
        Decimal("10.50"),
        "Lý & Trần",
        None,
        True,
        " đầu",
        "=1",
        dt.date(2026, 3, 1),
        "a_x0041_b",
    ]
    out = render(book(LIST), {"rows": [{"ten": value, "so": value} for value in values] * many})
    xml = sheet_xml(out)
    for at in range(len(values)):
        first = found(rf'<c r="B{3 + at}"(.*?)(?=<c |</row>)', xml)
        last = found(rf'<c r="B{3 + at + len(values) * (many - 1)}"(.*?)(?=<c |</row>)', xml)
        assert first == last


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 912", "-Nguyễn", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "=HYPERLINK(1)"]
)
def test_text_is_never_a_formula_and_says_so_when_edited(text: str) -> None:
    out = render(book({"B2": "{{ x }}"}), {"x": text})
    assert "<f>" not in sheet_xml(out)
    assert shown(out)["B2"] == text
    style = found(r'<c r="B2" s="(\d+)"', sheet_xml(out))
    assert style == ["1"]
    assert found(r"<xf [^>]*quotePrefix=\"1\"", part(out, "xl/styles.xml"))


@pytest.mark.parametrize(
    ("value", "number_format", "serial"),
    [
        (dt.date(2026, 11, 22), "dd/mm/yyyy", "46348"),
        (at(2026, 11, 22, 18), "dd/mm/yyyy hh:mm", "46348.75"),
        (dt.datetime(2026, 11, 22, 18, 0, tzinfo=dt.UTC), "dd/mm/yyyy hh:mm", "46348.75"),
        (dt.time(6, 0), "hh:mm", "0.25"),
        (dt.date(1900, 2, 28), "dd/mm/yyyy", "59"),
        (dt.date(1900, 3, 1), "dd/mm/yyyy", "61"),
    ],
)
def test_dates_are_numbers_of_days(value: object, number_format: str, serial: str) -> None:
    assert found(r"<v>([^<]*)</v>", one(value, number_format=number_format)) == [serial]
    assert 's="1"' in one(value, number_format=number_format)


def test_a_date_in_a_cell_without_a_number_format_is_shown_as_a_date() -> None:
    out = render(book({"A1": "{{ d }}", "A2": "{{ t }}"}), {"d": dt.date(2026, 3, 1), "t": at(2026, 3, 1, 7, 30)})
    assert shown(out) == {"A1": at(2026, 3, 1), "A2": at(2026, 3, 1, 7, 30)}
    assert found(r'formatCode="(dd[^"]*)"', part(out, "xl/styles.xml")) == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]


def test_a_date_before_the_calendar_of_sheets_is_text() -> None:
    assert found(r"<t>([^<]*)</t>", one(dt.date(1890, 5, 19), number_format="dd/mm/yyyy")) == ["19/05/1890"]


def test_the_cells_style_and_number_format_stay() -> None:
    assert one(Decimal("12.5"), number_format="#,##0") == '<c r="B2" s="1"><v>12.5</v></c>'


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("Năm {{ x }}", "Năm 2026"),
        ("{% if x > 2000 %}mới{% else %}cũ{% endif %}", "mới"),
        ("{% for i in xs %}{{ i }}; {% endfor %}", "1; 2; "),
        ("{{ x }} {{ none }}.", "2026 ."),
        ("{# ghi chú #}{{ x }}", 2026),
        (" {{ x }} ", 2026),
        ("{{ d }} – {{ m }}", "01/03/2026 – 1.50"),
        ("{% set y = x + 1 %}{{ y }}", "2027"),
    ],
)
def test_text_with_tags(text: str, shows: object) -> None:
    context = {"x": 2026, "xs": [1, 2], "none": None, "d": dt.date(2026, 3, 1), "m": Decimal("1.50")}
    assert shown(render(book({"A1": text}), context))["A1"] == shows


def test_rich_text_keeps_the_look_of_each_run() -> None:
    bold = TextBlock(InlineFont(b=True), "{{ x")
    source = book({"A1": CellRichText("Số ", bold, TextBlock(InlineFont(i=True), " }} & {{ x }}"))})
    xml = sheet_xml(render(source, {"x": "<7>"}))
    runs = found(r"<r>(?:<rPr>(.*?)</rPr>)?<t[^>]*>(.*?)</t></r>", xml)
    assert [(look[:6], words) for look, words in runs] == [
        ("", "Số "),
        ("<b val", "&lt;7&gt;"),
        ("<i val", " &amp; &lt;7&gt;"),
    ]


def test_tags_as_word_and_people_leave_them_are_understood() -> None:
    cells = {"A1": "{{ Đoàn_viên }}", "A2": "{{ x|default(“chưa có”) }}", "A3": "｛{ so }｝"}
    assert shown(render(book(cells), {"doan_vien": 5, "x": None, "so": 1})) == {"A1": 5, "A3": 1}


def test_the_hosts_filters_are_there() -> None:
    out = render(book({"A1": "{{ x|doi }}"}), {"x": 5}, filters={"doi": lambda value: value * 2})
    assert shown(out) == {"A1": 10}


def test_no_tag_is_left_anywhere_in_the_file() -> None:
    out = render(book(LIST), rows(1))
    assert "{%" not in part(out, "xl/sharedStrings.xml") + sheet_xml(out)
    assert "{{" not in part(out, "xl/sharedStrings.xml") + sheet_xml(out)


def test_a_template_without_tags_comes_back_as_it_is() -> None:
    source = book({"A1": "Chữ", "B1": "=1+1"}, sheets={"T": {"A1": "=S!B1"}})
    out = render(source, {})
    for path in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml"):
        assert part(out, path) == part(source, path)


CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=3),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.fixed_dictionaries({"ten": CELL, "so": CELL}), max_size=25))
def test_whatever_the_data_the_cells_hold_it_and_the_total_is_right(data: list[dict[str, Any]]) -> None:
    out = ExcelTemplate(book(LIST)).render({"rows": data})
    values = shown(out)
    for at, row in enumerate(data):
        for col, key in (("A", "ten"), ("B", "so")):
            expected = row[key]
            got = values.get(f"{col}{3 + at}")
            if isinstance(expected, str):
                assert (got or "") == expected
            elif expected is not None and not isinstance(expected, bool):
                assert Decimal(str(got)) == pytest.approx(expected)
            else:
                assert got == expected
    numbers = [row["so"] for row in data if isinstance(row["so"], int | Decimal) and not isinstance(row["so"], bool)]
    assert float(values[f"B{3 + len(data)}"]) == pytest.approx(float(sum(numbers)))


def test_a_value_that_is_no_cell_content_is_an_error_with_its_place() -> None:
    with pytest.raises(TemplateError) as caught:
        ExcelTemplate(book(LIST), name="list.xlsx").render({"rows": [{"ten": {"a": 1}, "so": 1}]})
    assert str(caught.value).splitlines()[0] == "mẫu list.xlsx, «S»!A4: một ô không chứa được một nhóm giá trị"
    with pytest.raises(TemplateError, match="«S»!B4: một ô không chứa được số vô cực"):
        ExcelTemplate(book(LIST)).render(rows(*[1] * 20, float("inf")))
    with pytest.raises(TemplateError, match="«S»!A4: chữ trong ô dài 40000 ký tự, Excel chỉ nhận 32767"):
        ExcelTemplate(book(LIST)).render({"rows": [{"ten": "x" * 40_000, "so": 1}]})


def test_formulas_of_many_rows_have_their_values() -> None:
    cells = {
        **LIST,
        "C4": "=B4*2",
        "D4": "=B4/B$6",
        "E2": 0,
        "E4": "=E2+B4",
        "F4": "=B4/SUM(B$4:B$4)",
        "C6": "=SUM(C4:C4)",
    }
    out = render(book(cells), rows(*range(1, 51)))
    values, texts = shown(out), written(out)
    assert (texts["C52"], texts["D52"], texts["E52"], texts["F52"]) == (
        "=B52*2",
        "=B52/B$53",
        "=E51+B52",
        "=B52/SUM(B$3:B$52)",
    )
    assert values["E52"] == values["B53"] == 1275
    assert values["C53"] == 2550
    assert values["D52"] == values["F52"] == pytest.approx(50 / 1275)

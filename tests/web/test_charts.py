from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

from drafter.web.charts import Bar, bars, columns


def _parsed(picture: object) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture))


def test_a_chart_tells_in_words_what_it_draws() -> None:
    rows = [Bar("CĐCS Suối Trong", Decimal(4), "4 người"), Bar("CĐCS Lá Biếc", None)]
    root = _parsed(bars("e02", "Đoàn viên mới", rows))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "e02-title e02-desc"
    assert [root.findtext(tag) for tag in ("title", "desc")] == [
        "Đoàn viên mới",
        "CĐCS Suối Trong: 4 người; CĐCS Lá Biếc: chưa có",
    ]


def test_a_missing_value_has_no_bar_and_says_so() -> None:
    root = _parsed(bars("x", "t", [Bar("a", Decimal(2), "2"), Bar("b", None), Bar("c", Decimal(0), "0")]))
    drawn = [[part.tag for part in group] for group in root.iterfind("g")]
    assert drawn == [["title", "text", "rect", "text"], ["title", "text", "text"], ["title", "text", "rect", "text"]]
    assert [text.text for text in root.iterfind("g/text") if text.get("class") == "chart-missing"] == ["chưa có"]


def test_bars_are_as_long_as_their_values() -> None:
    root = _parsed(bars("x", "t", [Bar("a", Decimal(100), "100"), Bar("b", Decimal(25), "25"), Bar("c", 0, "0")]))
    widths = [float(rect.get("width", "")) for rect in root.iterfind("g/rect")]
    assert widths[1] == widths[0] / 4
    assert widths[2] == 0


def test_values_below_zero_go_to_the_other_side() -> None:
    root = _parsed(bars("x", "t", [Bar("a", Decimal(10), "10"), Bar("b", Decimal(-10), "-10")]))
    up, down = root.findall("g/rect")
    zero = float(root.find("line").get("x1"))  # type: ignore[union-attr, arg-type]
    assert float(up.get("x", "")) == zero
    assert float(down.get("x", "")) + float(down.get("width", "")) == zero


def test_columns_keep_the_place_of_a_period_without_the_figure() -> None:
    root = _parsed(columns("x", "t", [Bar("2023", Decimal(5), "5"), Bar("2024", None), Bar("2025", Decimal(10), "10")]))
    assert [text.text for text in root.iterfind("g/text") if text.get("class") == "chart-label"] == [
        "2023",
        "2024",
        "2025",
    ]
    heights = [float(rect.get("height", "")) for rect in root.iterfind("g/rect")]
    assert heights == [60, 120]


def test_hostile_names_stay_text() -> None:
    evil = '"><script>alert(1)</script>&'
    for picture in (bars(evil, evil, [Bar(evil, 1, evil)]), columns(evil, evil, [Bar(evil, 1, evil)])):
        assert "<script" not in picture
        root = _parsed(picture)
        assert {element.tag for element in root.iter()} <= {"svg", "title", "desc", "g", "rect", "text", "line"}
        assert root.findtext("title") == evil


def test_all_zero_and_nothing() -> None:
    assert bars("x", "t", []) == columns("x", "t", []) == ""
    for picture in (bars("x", "t", [Bar("a", 0, "0")]), columns("x", "t", [Bar("a", 0, "0")])):
        assert _parsed(picture).find("g/rect") is not None

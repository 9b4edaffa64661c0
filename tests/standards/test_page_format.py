"""The measures of a paper are those of NĐ 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import pytest

from drafter.standards.page_format import Allowed, page_format

PAGE = page_format()

# component | least and most points | bold, italic, caps; transcribed from the decree's table apart from the TOML
COMPONENTS = """
quoc_hieu 12 13 bold caps
tieu_ngu 13 14 bold
co_quan_chu_quan 12 13 caps
co_quan_ban_hanh 12 13 bold caps
so_ky_hieu 13 13
dia_danh_ngay 13 14 italic
ten_loai 13 14 bold caps
trich_yeu 13 14 bold
vv_cong_van 12 13
kinh_gui 13 14
can_cu 13 14 italic
noi_dung 13 14
phan_chuong 13 14 bold
muc 13 14 bold
dieu_khoan_diem 13 14
chuc_vu_ky 13 14 bold caps
ho_ten_ky 13 14 bold
noi_nhan_tu 12 12 bold italic
noi_nhan_ds 11 11
phu_luc_tu 14 14 bold
phu_luc_ten 13 14 bold caps
phu_luc_kem_theo 13 14 italic
so_trang 13 14
bang 10 14
"""
TABLE = [line.split() for line in COMPONENTS.strip().splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_component(row: list[str]) -> None:
    name, low, high, *styles = row
    component = PAGE.components[name]
    assert (component.size_pt.low, component.size_pt.high) == (float(low), float(high))
    assert [style for style in ("bold", "italic", "caps") if getattr(component, style)] == styles


def test_no_component_is_missing() -> None:
    assert list(PAGE.components) == [row[0] for row in TABLE]


def test_what_drafter_uses_is_allowed() -> None:
    measures = [component.size_pt for component in PAGE.components.values()]
    measures += [PAGE.top, PAGE.bottom, PAGE.left, PAGE.right, PAGE.line_spacing, *PAGE.rule_ratio.values()]
    assert all(measure.holds(measure.default) for measure in measures)
    assert PAGE.indent_mm in PAGE.indents_mm
    assert PAGE.space_between_pt >= PAGE.space_between_min_pt
    assert PAGE.signature_space_mm >= PAGE.signature_space_min_mm


@pytest.mark.parametrize(
    ("side", "low", "high", "default"),
    [("top", 20, 25, 20), ("bottom", 20, 25, 20), ("left", 30, 35, 30), ("right", 15, 20, 15)],
)
def test_margins(side: str, low: int, high: int, default: int) -> None:
    assert getattr(PAGE, side) == Allowed(low, high, default)


def test_page_and_paragraph() -> None:
    assert (PAGE.width_mm, PAGE.height_mm, PAGE.paper_tolerance_mm, PAGE.tolerance_mm) == (210, 297, 1, 0.5)
    assert (PAGE.font, PAGE.align, PAGE.header_mm) == ("Times New Roman", "both", 10)
    assert PAGE.indents_mm == (10, 12.7)
    assert (PAGE.space_between_min_pt, PAGE.line_spacing.low, PAGE.line_spacing.high) == (6, 1.0, 1.5)
    assert (PAGE.page_number_where, PAGE.page_number_align, PAGE.first_page_number_hidden) == ("header", "center", True)


def test_fixed_strings() -> None:
    assert PAGE.quoc_hieu == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert PAGE.tieu_ngu == "Độc lập - Tự do - Hạnh phúc"
    assert PAGE.end_mark == "./."


def test_tables_fill_the_text_width_and_hold_the_motto_at_13_points() -> None:
    assert PAGE.text_width_mm == 165
    assert sum(PAGE.letterhead_mm) == sum(PAGE.signature_mm) == PAGE.text_width_mm
    assert PAGE.letterhead_mm[1] >= 100


@pytest.mark.parametrize(
    ("value", "tolerance", "fits"),
    [(20, 0, True), (25, 0, True), (19.6, 0.5, True), (19.4, 0.5, False), (25.6, 0.5, False), (25.2, 0, False)],
)
def test_a_measure_is_allowed_within_its_tolerance(value: float, tolerance: float, fits: bool) -> None:
    assert PAGE.top.holds(value, tolerance) is fits


@pytest.mark.parametrize(
    ("type_name", "symbol"),
    [("BÁO CÁO", "BC"), ("TỜ TRÌNH", "TTr"), ("QUYẾT ĐỊNH", "QĐ"), ("BIÊN BẢN", "BB"), ("QUY ĐỊNH", "QyĐ")],
)
def test_symbols_of_types(type_name: str, symbol: str) -> None:
    assert PAGE.type_symbols[type_name] == symbol
    assert "CÔNG VĂN" not in PAGE.type_symbols

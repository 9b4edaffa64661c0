"""The shipped catalogue holds every row of the union's list once, and its references resolve."""

from __future__ import annotations

import re
import unicodedata

import pytest

from drafter.model.figure import Comparator
from drafter.model.indicator import Aggregate, Kind, ValueType
from drafter.standards.catalogue import load_catalogue
from drafter.standards.data_files import sources

CATALOGUE = load_catalogue()

# Transcribed from the paper list, apart from the TOML: code | words of its name | units of its figures | kinds | T.
ROWS = """
A01 | cnvclđ | người | stock |
A02 | nữ | người | stock |
A03 | khu vực | người | stock |
A04 | đoàn viên công đoàn | người | stock | T
A05 | đoàn viên nữ | người | stock |
A06 | tỷ lệ tập hợp đoàn viên | % | rate | T
A07 | nơi có tổ chức công đoàn | người | stock |
A08 | công đoàn cơ sở, nghiệp đoàn cơ sở | đơn vị | stock |
A09 | loại hình | đơn vị | stock |
A10 | chưa có tổ chức công đoàn | doanh nghiệp | stock |
A11 | thu nhập bình quân | triệu đồng/người/tháng | rate |
A12 | nợ lương | doanh nghiệp; người; triệu đồng | stock |
A13 | mất việc | người | flow |
A14 | đình công | cuộc; lượt người | flow | T
A15 | tai nạn lao động | vụ; người | flow |
B01 | tuyên truyền, phổ biến, quán triệt | cuộc | flow |
B02 | được tuyên truyền | lượt người | flow |
B03 | học tập nghị quyết, pháp luật | % | rate | T
B04 | tập huấn pháp luật | lớp; lượt người | flow |
B05 | tin bài | tờ; tin, bài | flow |
B06 | hội thi, hội diễn, giải thể thao | cuộc; tiết mục; người | flow |
B07 | bầu cử | % | rate | T
B08 | học nghề, nâng bậc | người | flow |
B09 | sinh hoạt văn hóa | điểm | stock |
B10 | thi trực tuyến | lượt người | flow |
C01 | có tổ chức công đoàn | doanh nghiệp | stock |
C02 | còn hiệu lực | bản | stock |
C03 | ký mới | bản | flow | T
C04 | ký tưlđtt | % | rate | T
C05 | xếp loại | bản | stock |
C06 | hội nghị cán bộ, công chức, viên chức | % | rate | T
C07 | hội nghị người lao động | % | rate | T
C08 | quy chế đối thoại | % | rate | T
C09 | đối thoại | cuộc | flow |
C10 | kiểm tra | doanh nghiệp | flow | T
C11 | tư vấn pháp luật | cuộc; lượt người | flow |
C12 | tố tụng, khởi kiện | vụ | flow |
C13 | quan hệ lao động | vụ | flow |
C14 | phúc lợi, ưu đãi | chương trình | flow | T
C15 | ưu đãi | lượt người; triệu đồng | flow |
C16 | quà tết | suất; triệu đồng | flow |
C17 | vé xe | vé; triệu đồng | flow |
C18 | công đoàn cơ sở tặng | triệu đồng | flow |
C19 | con cnvclđ | lượt người; triệu đồng | flow |
C20 | thuê trọ không về quê | lượt người; triệu đồng | flow |
C21 | chuyến xe miễn phí | chuyến; lượt người | flow |
C22 | dịch bệnh, thiên tai | người; triệu đồng | flow |
C23 | mái ấm công đoàn | nhà; triệu đồng | flow | T
C24 | vốn vay | người; triệu đồng | flow |
C25 | tháng công nhân | cuộc; lượt người; triệu đồng | flow |
C26 | bữa cơm công đoàn | bữa; doanh nghiệp | flow; stock |
C27 | bệnh hiểm nghèo | lượt người; triệu đồng | flow |
C28 | học bổng | suất; triệu đồng | flow |
C29 | khám sức khỏe | lượt người | flow |
C30 | tấm lòng vàng | triệu đồng | flow | T
C31 | vệ sinh viên | người; doanh nghiệp | stock |
C32 | huấn luyện an toàn, vệ sinh lao động | lớp; người | flow |
C33 | chương trình phối hợp | đơn vị | ratio |
C34 | góp ý | văn bản | flow |
D01 | phong trào thi đua | phong trào; đợt | flow |
D02 | kế hoạch thi đua | % | rate |
D03 | sáng kiến được công nhận | sáng kiến | flow | T
D04 | sáng kiến | triệu đồng | flow |
D05 | gắn biển | công trình | flow | T
D06 | công nhân giỏi | người | flow | T
D07 | người tốt, việc tốt | người | flow |
D08 | giỏi việc nước, đảm việc nhà | người; tập thể | flow |
D09 | đạt chuẩn văn hóa | đơn vị; % | flow; rate | T
D10 | xanh - sạch - đẹp | đơn vị | flow |
D11 | điển hình tiên tiến | tập thể; cá nhân | flow |
E01 | thành lập mới | đơn vị | flow | T
E02 | kết nạp mới | người | flow | T
E03 | đoàn viên | người | flow |
E04 | giải thể | đơn vị | flow |
E05 | đại hội, hội nghị | đơn vị | ratio | T
E06 | xếp loại | đơn vị | flow | T
E07 | hoàn thành tốt nhiệm vụ trở lên | % | rate | T
E08 | đào tạo, bồi dưỡng cán bộ | lớp; lượt người | flow | T
E09 | cán bộ công đoàn chủ chốt | % | rate | T
E10 | cán bộ công đoàn | người | stock |
E11 | phần mềm quản lý đoàn viên | người; % | stock; rate | T
E12 | nghiệp đoàn | đơn vị; người | stock |
E13 | công đoàn xã, phường, đặc khu | đơn vị | ratio |
E14 | trả lương | người | stock |
F01 | ban nữ công | ban; % | stock; rate | T
F02 | nữ | % | rate | T
F03 | 8/3, 20/10 | cuộc; lượt người | flow |
F04 | khám phụ khoa | lượt người | flow |
F05 | trữ sữa mẹ | phòng | stock |
F06 | câu lạc bộ nữ công | câu lạc bộ | stock |
F07 | lao động nữ | bản; % | stock; rate |
G01 | thu đoàn phí | triệu đồng | flow | T
G02 | thu kinh phí | triệu đồng | flow | T
G03 | kinh phí công đoàn | %; đơn vị; triệu đồng | rate; stock | T
G04 | chi | triệu đồng | flow |
G05 | dự toán, quyết toán | đơn vị | ratio | T
G06 | số dư | triệu đồng | stock |
H01 | điều lệ | cuộc | flow | T
H02 | kiểm tra tài chính | cuộc | flow | T
H03 | dấu hiệu vi phạm | cuộc | flow |
H04 | khiếu nại, tố cáo | đơn | flow |
H05 | ủy ban kiểm tra | ủy ban; người | stock |
H06 | kỷ luật | người | flow |
I01 | giới thiệu cho đảng | người | flow | T
I02 | kết nạp đảng | người | flow | T
I03 | bình quân | người/CĐCS | rate | T
I04 | văn kiện, tiếp xúc cử tri | cuộc; lượt ý kiến | flow |
I05 | giám sát, phản biện xã hội | cuộc | flow | T
I06 | đoàn thể | tổ chức | flow |
K01 | cờ thi đua | tập thể | derived |
K02 | bằng khen của tổng liên đoàn | tập thể; cá nhân | derived |
K03 | bằng khen của lđlđ tỉnh | tập thể; cá nhân | derived |
K04 | giấy khen | tập thể; cá nhân | derived |
K05 | bằng lao động sáng tạo, kỷ niệm chương | cá nhân | derived |
K06 | danh hiệu | tập thể; cá nhân | derived |
K07 | lao động trực tiếp | % | rate |
M01 | nộp báo cáo | đơn vị | derived | T
M02 | chỉ tiêu | chỉ tiêu | derived |
"""
TABLE = [[cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize(("code", "words", "units", "kinds", "target"), TABLE, ids=[row[0] for row in TABLE])
def test_row_is_there_as_the_list_has_it(code: str, words: str, units: str, kinds: str, target: str) -> None:
    row = CATALOGUE.row(code)
    assert row is not None
    assert words.replace("tin bài", "tin") in row.name.casefold().replace("tin bài", "tin")
    leaves = [CATALOGUE.by_code[leaf] for leaf in row.leaves]
    assert {leaf.unit for leaf in leaves} == set(units.split("; "))
    assert {leaf.kind.value for leaf in leaves} == set(kinds.split("; "))
    assert any(leaf.has_target for leaf in leaves) is (target == "T")
    assert {leaf.group for leaf in leaves} == {row.group} == {code[0]}


def test_every_row_is_there_exactly_once_and_in_order() -> None:
    assert [row.code for row in CATALOGUE.rows] == [row[0] for row in TABLE]
    assert len(CATALOGUE.rows) == 118


def test_groups_are_the_letters_of_the_rows() -> None:
    assert list(CATALOGUE.groups) == list("ABCDEFGHIKM")
    assert CATALOGUE.in_group("M")[0].code == "M01a"


def test_a_row_is_either_its_own_leaf_or_a_heading_with_lettered_leaves() -> None:
    for row in CATALOGUE.rows:
        if row.split:
            assert [code[:-1] for code in row.leaves] == [row.code] * len(row.leaves)
            assert [code[-1] for code in row.leaves] == list("abcdefg"[: len(row.leaves)])
            assert CATALOGUE.get(row.code) is None
            assert len(row.leaves) > 1
        else:
            assert row.leaves == (row.code,)


def test_codes_slots_and_names_are_unique() -> None:
    for field in ("code", "slot", "name"):
        values = [getattr(indicator, field) for indicator in CATALOGUE.indicators]
        doubles = {value for value in values if values.count(value) > 1}
        # «Trong đó: …» stands under its whole in the form, so its name alone may come twice
        assert not {value for value in doubles if not value.startswith("Trong đó")}


def test_slots_are_unaccented_names() -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", indicator.slot) for indicator in CATALOGUE.indicators)
    assert CATALOGUE.by_slot["qua_tet_so_suat"].code == "C16a"


def test_every_reference_is_another_indicator() -> None:
    for indicator in CATALOGUE.indicators:
        named = [indicator.numerator, indicator.denominator, indicator.weight, indicator.per_unit_of]
        named += [*indicator.parts, *indicator.within, *indicator.inflow, *indicator.outflow]
        for code in filter(None, named):
            assert code in CATALOGUE.by_code, f"{indicator.code} names {code}"
            assert code != indicator.code


def test_parts_have_the_unit_of_their_whole() -> None:
    for whole in CATALOGUE.indicators:
        for code in (*whole.parts, *whole.inflow, *whole.outflow, *whole.within):
            assert CATALOGUE.by_code[code].unit == whole.unit, f"{whole.code} and {code}"


def test_how_figures_add_up_follows_their_kind() -> None:
    allowed = {
        Kind.FLOW: {Aggregate.SUM},
        Kind.STOCK: {Aggregate.SUM},
        Kind.RATIO: {Aggregate.SUM},
        Kind.RATE: {Aggregate.RECOMPUTE, Aggregate.WEIGHTED},
        Kind.DERIVED: {Aggregate.COUNT},
    }
    for indicator in CATALOGUE.indicators:
        assert indicator.aggregate in allowed[indicator.kind], indicator.code
        assert bool(indicator.numerator) == bool(indicator.denominator)
        assert bool(indicator.weight) == (indicator.aggregate is Aggregate.WEIGHTED)


def test_value_type_follows_the_unit() -> None:
    for indicator in CATALOGUE.indicators:
        assert (indicator.value_type is ValueType.PERCENT) == (indicator.unit == "%"), indicator.code
        assert (indicator.value_type is ValueType.MONEY) == (indicator.unit == "triệu đồng"), indicator.code


def test_only_numbers_that_may_be_negative_or_broken_are_numbers() -> None:
    found = {i.code: i.decimals for i in CATALOGUE.indicators if i.value_type is ValueType.NUMBER}
    assert found == {"A11": 3, "E03b": 0, "I03": 2}


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("A06", "A04", "A01"),
        ("C04", "C02", "C01"),
        ("E11c", "E11a", "A04"),
        ("F02a", "A02", "A01"),
        ("F02b", "A05", "A04"),
        ("F07b", "F07a", "C02"),
        ("I03", "I01", "A08"),
        ("C06", "", ""),
        ("D09d", "", ""),
    ],
)
def test_rates_are_recomputed_from_indicators_or_from_their_own_row(
    code: str, numerator: str, denominator: str
) -> None:
    indicator = CATALOGUE.by_code[code]
    assert (indicator.numerator, indicator.denominator) == (numerator, denominator)


def test_wholes_and_their_parts() -> None:
    complete = {i.code: i.parts for i in CATALOGUE.indicators if i.parts_complete}
    assert complete == {
        "A01": ("A03a", "A03b", "A03c"),
        "A08": ("A09a", "A09b", "A09c", "A09d"),
        "C23a": ("C23b", "C23c"),
        "G02a": ("G02b", "G02c"),
        "M01a": ("M01b", "M01e"),
        "M01b": ("M01c", "M01d"),
        "M02a": ("M02b", "M02c", "M02d"),
    }
    assert CATALOGUE.by_code["C02"].parts == ("C05a", "C05b", "C05c", "C05d")
    assert CATALOGUE.by_code["A05"].within == ("A04", "A02")


def test_stocks_that_move_by_flows() -> None:
    moving = {i.code: (i.inflow, i.outflow) for i in CATALOGUE.indicators if i.inflow or i.outflow}
    assert moving == {"A04": (("E02",), ("E03a",)), "A08": (("E01",), ("E04",))}


def test_money_of_gifts_is_checked_by_the_count_beside_it() -> None:
    pairs = {i.code: i.per_unit_of for i in CATALOGUE.indicators if i.per_unit_of}
    assert {"C16b": "C16a", "C17b": "C17a", "C22b": "C22a", "C24b": "C24a"}.items() <= pairs.items()
    assert all(CATALOGUE.by_code[code].unit == "triệu đồng" for code in pairs)


def test_fewer_strikes_accidents_and_losses_are_better() -> None:
    at_most = {i.code for i in CATALOGUE.indicators if i.comparator is Comparator.AT_MOST}
    assert {"A14a", "A14b", "A15a", "A15b", "A15c", "E03a", "E04"} <= at_most
    assert not at_most & {"E01", "E02", "A04"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E01", "công đoàn cơ sở"),
        ("E02", "đoàn viên"),
        ("C16a", "suất quà"),
        ("C17a", "vé xe"),
        ("D05", "công trình, sản phẩm"),
    ],
)
def test_what_follows_the_number_in_a_sentence(code: str, words: str) -> None:
    assert CATALOGUE.by_code[code].words == words


# Every figure of the five seeds (domain of §5) and the indicator that carries it.
SEED_FIGURES = {
    "S0": "C16a C16b C17a C17b C18 E01 E02 C08 K01b K01c K02a K02b K03a K03b K04a K04b K06e D09a D09b",
    "S1": "C14 C04 C03 B06b D02",
    "S3": "C06 C07 C19a C19b C17a C17b C22a C22b C20a C20b C33 E01 E02 B07",
    "S4": "C06 C07 C04 C02 C08 C10 C21a C21b C16a C23a C24a C24b B01 B02 E01 E02 D09d E07a E07b E09 F01b B03 I03",
}


@pytest.mark.parametrize("seed", SEED_FIGURES)
def test_every_seed_figure_has_a_leaf_that_says_so(seed: str) -> None:
    for code in SEED_FIGURES[seed].split():
        indicator = CATALOGUE.get(code)
        assert indicator is not None, code
        unmarked = {"S4": {"C02", "C16a", "E01", "E02", "I03"}, "S1": set(), "S0": set(), "S3": set()}[seed]
        assert seed in indicator.seen_in or code in unmarked, f"{code}: {indicator.seen_in}"


def test_seed_targets_can_be_given() -> None:
    for code in ("E01", "E02", "C06", "C07", "D09d", "E07a", "E07b", "E09", "F01b", "B03", "I03", "B07", "C08"):
        assert CATALOGUE.by_code[code].has_target, code


def test_marks_of_seen_in_are_explained() -> None:
    known = sources()
    for row in (*CATALOGUE.rows, *CATALOGUE.indicators):
        for mark in re.findall(r"\b([SL]\d+[a-z]?):", row.seen_in):
            assert mark in known, f"{row.code}: {mark}"


def test_the_list_says_it_is_not_confirmed() -> None:
    assert all(indicator.unverified for indicator in CATALOGUE.indicators)


def test_names_are_composed_vietnamese_fit_for_a_form() -> None:
    for item in (*CATALOGUE.indicators, *CATALOGUE.rows):
        assert unicodedata.is_normalized("NFC", item.name)
        assert item.name == item.name.strip()
        assert item.name[0].isupper() or item.name[0] == "«"
        assert "/" not in item.name.replace("8/3", "").replace("20/10", ""), item.name
        assert len(item.name) <= 130


def test_names_in_tables_are_short() -> None:
    assert all(len(i.short_name or i.name) <= 40 for i in CATALOGUE.indicators)

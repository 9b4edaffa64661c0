"""Tables of figures: heads of one and two rows, indicators by row, units by row, totals, plans and percents."""

from __future__ import annotations

from decimal import Decimal

import pytest
from grids import grid

from drafter.prose.found import Found
from drafter.prose.labels import Labels
from drafter.prose.readings import Kind
from drafter.prose.sheets import Role, shape_of
from drafter.prose.tables import EARLIER_PERIOD, TableReader
from tests.prose.scoring import reader

UNITS = {"CĐCS Sở Xây dựng": "CD-1", "CĐCS Bệnh viện tỉnh": "CD-2"}
READER = TableReader(Labels(reader()), reader().read, lambda name: UNITS.get(name, ""))


def code(one: Found) -> str:
    return one.reading.candidates[0].code if one.reading.candidates else ""


def said(one: Found) -> tuple[str, Decimal, str]:
    """Its likeliest indicator, value and unit."""
    return code(one), one.reading.value, one.reading.unit


def test_plan_result_percent_and_last_year_of_a_row_are_one_figure_and_its_earlier_one() -> None:
    found = READER.figures(
        grid(
            "TT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ (%) | Cùng kỳ năm trước",
            "1 | Số đoàn viên kết nạp mới | người | 1.800 | 1.846 | 102,55 | 1.702",
        )
    )
    now, before = found
    assert said(now) == ("E02", Decimal(1846), "người")
    assert (now.reading.target, now.reading.percent_of_target) == (Decimal(1800), Decimal("102.55"))
    assert (said(before), before.reading.period) == (("E02", Decimal(1702), "người"), EARLIER_PERIOD)
    assert now.place == "bảng 1, hàng 2, ô 5"


def test_a_head_of_two_rows_and_merged_titles() -> None:
    found = READER.figures(
        grid(
            "TT | Đơn vị | Kết nạp đoàn viên mới | | Số cuộc đối thoại",
            " | | Kế hoạch | Thực hiện | ",
            "1 | CĐCS Sở Xây dựng | 45 | 50 | 3",
            "2 | CĐCS Bệnh viện tỉnh | 30 | 31 | 2",
            "Cộng | | 75 | 81 | 5",
            spans=((1, 1, 2, 1), (1, 2, 2, 1), (1, 3, 1, 2), (1, 5, 2, 1), (5, 1, 1, 2)),
        )
    )
    rows = [(one.unit, one.total, code(one), one.reading.value, one.reading.target) for one in found]
    assert rows == [
        ("CD-1", False, "E02", Decimal(50), Decimal(45)),
        ("CD-1", False, "C09", Decimal(3), None),
        ("CD-2", False, "E02", Decimal(31), Decimal(30)),
        ("CD-2", False, "C09", Decimal(2), None),
        ("", True, "E02", Decimal(81), Decimal(75)),
        ("", True, "C09", Decimal(5), None),
    ]


def test_a_unit_that_nobody_knows_keeps_its_name() -> None:
    found = READER.figures(grid("TT | Tên đơn vị | Số đoàn viên kết nạp mới", "1 | CĐCS Lạ | 12", "2 | CĐCS Khác | 9"))
    assert [one.unit for one in found] == ["CĐCS Lạ", "CĐCS Khác"]


def test_award_tables_count_by_form_and_recipient() -> None:
    found = READER.figures(
        grid(
            "TT | Hình thức khen thưởng | Tập thể | Cá nhân",
            "1 | Bằng khen của Tổng Liên đoàn | 02 | 05",
            "2 | Bằng khen của Liên đoàn Lao động tỉnh | 09 | 17",
        )
    )
    assert [(code(one), one.reading.value) for one in found] == [
        ("K02a", Decimal(2)), ("K02b", Decimal(5)), ("K03a", Decimal(9)), ("K03b", Decimal(17)),
    ]  # fmt: skip


def test_money_is_in_dong_by_the_unit_of_its_column_or_title() -> None:
    found = READER.figures(
        grid(
            "Nội dung | Đơn vị tính | Kết quả",
            "Quà Tết tặng CNVCLĐ: số tiền | triệu đồng | 82,5",
            "Quà Tết tặng CNVCLĐ: số suất | suất | 183",
        )
    )
    assert [said(one) for one in found] == [("C16b", Decimal(82_500_000), "đồng"), ("C16a", Decimal(183), "suất")]


def test_a_dash_or_an_empty_cell_is_no_zero_and_a_zero_is_one() -> None:
    found = READER.figures(
        grid("Chỉ tiêu | ĐVT | Kết quả", "Số cuộc đối thoại | cuộc | -", "Số đoàn viên kết nạp mới | người | 0")
    )
    assert [said(one) for one in found] == [("E02", Decimal(0), "người")]


def test_n_of_m_in_a_cell_is_read_as_prose() -> None:
    (found,) = READER.figures(
        grid("Chỉ tiêu | Thực hiện", "Số cuộc kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam | 11/12 cuộc (91,66%)")
    )
    reading = found.reading
    assert (reading.value, reading.target or reading.whole, reading.percent_of_target) == (
        Decimal(11), Decimal(12), Decimal("91.66"),
    )  # fmt: skip


def test_number_cells_of_a_workbook_keep_their_percent() -> None:
    (found,) = READER.figures(
        grid("Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ", "Số đoàn viên kết nạp mới | #12 | #11 | %0.9166")
    )
    assert found.reading.percent_of_target == Decimal("91.66")


def test_a_table_of_plans_only_holds_targets_of_its_period() -> None:
    (found,) = READER.figures(
        grid("TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2024", "1 | Số đoàn viên kết nạp mới | người | 2.000")
    )
    assert (found.reading.kind, found.reading.value, found.reading.period) == (Kind.TARGET, Decimal(2000), "năm 2024")


def test_columns_of_years_are_figures_of_those_years() -> None:
    found = READER.figures(
        grid("Chỉ tiêu | Đơn vị tính | Năm 2022 | Năm 2023", "Số đoàn viên kết nạp mới | người | 1.702 | 1.846")
    )
    assert [(one.reading.period, one.reading.value) for one in found] == [
        ("năm 2022", Decimal(1702)), ("năm 2023", Decimal(1846)),
    ]  # fmt: skip


def test_a_column_of_codes_decides() -> None:
    (found,) = READER.figures(grid("Mã | Chỉ tiêu | Giá trị", "E02 | Phát triển | 1.846"))
    assert (found.reading.candidates[0].code, found.reading.candidates[0].confidence) == ("E02", 0.99)


@pytest.mark.parametrize(
    "rows",
    [
        ("TỔNG LIÊN ĐOÀN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-LĐLĐ | Hà Nội, ngày 12 tháng 12 năm 2023"),
        ("Nơi nhận: | TM. BAN THƯỜNG VỤ", "- Như trên; | CHỦ TỊCH"),
        ("", ""),
    ],
)
def test_tables_that_lay_out_words_hold_no_figures(rows: tuple[str, ...]) -> None:
    assert READER.figures(grid(*rows)) == ()


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("STT", Role.NUMBER),
        ("Đơn vị tính", Role.UNIT),
        ("Kế hoạch năm 2023", Role.PLAN),
        ("KH", Role.PLAN),
        ("Chỉ tiêu giao", Role.PLAN),
        ("Thực hiện", Role.ACTUAL),
        ("TH năm 2023", Role.ACTUAL),
        ("Tỷ lệ (%)", Role.PERCENT),
        ("% thực hiện so với kế hoạch", Role.PERCENT),
        ("Đạt kế hoạch năm (%)", Role.PERCENT),
        ("Cùng kỳ năm trước", Role.EARLIER),
        ("Tăng, giảm", Role.CHANGE),
        ("Ghi chú", Role.NOTE),
        ("Số cuộc đối thoại", Role.OTHER),
    ],
)
def test_titles_say_what_a_column_holds(title: str, role: Role) -> None:
    shape = shape_of(grid(f"Nội dung công việc | {title} | Khác", "Kết nạp đoàn viên | 12 | 7"))
    assert shape is not None
    assert shape.columns[1].role is role

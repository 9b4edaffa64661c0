"""What the annexes see: sums, rates and listed values, missing cells left out, remarks, sources, opinions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from papers import BEFORE, OFFICE, YEAR, figure, paper, slot

from drafter.fill.values import Carried
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.model.narrative import Narrative, Topic
from drafter.render.annex import annex_context, codes_in_annex
from drafter.render.context import figure_slots
from drafter.render.paper import Paper
from drafter.wording.style import Rounding, Style


def seen(of: Paper) -> dict[str, Any]:
    return annex_context(of, figure_slots(of))


def columns(found: dict[str, Any], kind: str) -> list[tuple[object, ...]]:
    return [(c["ma"], c["ten"], held(c["tong"]), c["tu"], c["mau"]) for c in found[kind]]


def cells(found: dict[str, Any]) -> dict[str, dict[str, object]]:
    """Each unit's filled cells."""
    return {row["ten"]: {code: held(v) for code, v in row["o"].items() if v is not None} for row in found["don_vi"]}


def held(value: object) -> object:
    """What a cell will hold: of a carried number the number."""
    return value.value if isinstance(value, Carried) else value


def result_row(found: dict[str, Any], code: str) -> dict[str, Any]:
    (row,) = [row for group in found["nhom"] for row in group["dong"] if row["ma"] == code]
    return {name: held(value) for name, value in row.items()}


def test_every_number_of_a_unit_and_of_a_result_says_what_it_is() -> None:
    """Its key finds it again in the workbook, whatever an officer does to rows and columns."""
    found = seen(paper(figure("E02", "CG", 40), figure("C06", "CG", parts=(11, 12))))
    row = next(row for row in found["don_vi"] if row["ten"] == "LĐLĐ quận Cầu Giấy")
    assert {code: one.key for code, one in row["o"].items()} == {
        "C06.tu": "C06/CG/2020#tu", "C06.mau": "C06/CG/2020#mau", "E02": "E02/CG/2020",
    }  # fmt: skip


def test_counts_and_money_are_columns_that_add_up() -> None:
    found = seen(paper(figure("E02", "CG", 40), figure("E02", "TH", 2), figure("G01", "CG", "82.5")))
    assert columns(found, "cot_cong") == [
        ("E02", "Đoàn viên kết nạp mới", None, "", ""),
        ("G01", "Thu đoàn phí", None, "", ""),
    ]
    assert (found["cot_ty_le"], found["cot_gia_tri"]) == ([], [])
    assert cells(found) == {
        "LĐLĐ quận Cầu Giấy": {"E02": Decimal(40), "G01": Decimal("82.5")},
        "LĐLĐ quận Tây Hồ": {"E02": Decimal(2)},
        "LĐLĐ quận Hà Đông": {},
    }


def test_missing_is_an_empty_cell_and_a_reported_zero_is_not() -> None:
    found = seen(paper(figure("E01", "CG", 0), figure("E01", "TH", 3)))
    (row,) = [row for row in found["don_vi"] if row["ten"] == "LĐLĐ quận Hà Đông"]
    assert row["o"] == {"E01": None}
    assert cells(found)["LĐLĐ quận Cầu Giấy"] == {"E01": Decimal(0)}


def test_a_rate_given_by_its_parts_has_two_columns_and_a_formula() -> None:
    found = seen(paper(figure("C06", "CG", parts=(11, 12)), figure("C06", "TH", parts=(6, 6))))
    assert columns(found, "cot_cong") == [
        ("C06.tu", "Tỷ lệ tổ chức hội nghị CBCCVC: số đạt", None, "", ""),
        ("C06.mau", "Tỷ lệ tổ chức hội nghị CBCCVC: tổng số", None, "", ""),
    ]
    assert columns(found, "cot_ty_le") == [("C06", "Tỷ lệ tổ chức hội nghị CBCCVC", None, "C06.tu", "C06.mau")]
    assert cells(found)["LĐLĐ quận Cầu Giấy"] == {"C06.tu": Decimal(11), "C06.mau": Decimal(12)}


def test_a_rate_of_two_other_rows_divides_their_columns() -> None:
    figures = (figure("C02", "CG", 9), figure("C01", "CG", 12), figure("C02", "TH", 3), figure("C01", "TH", 3))
    found = seen(paper(*figures))
    assert [code for code, *_ in columns(found, "cot_cong")] == ["C01", "C02"]
    assert columns(found, "cot_ty_le") == [("C04", "Tỷ lệ ký TƯLĐTT", None, "C02", "C01")]
    assert found["cot_gia_tri"] == []


@pytest.mark.parametrize(
    ("third", "total", "shown"),
    [
        # one unit gave only the upper count: the sums of the columns are not those behind the rate
        (figure("C02", "HD", 5), Decimal("75.00"), {"CG": Decimal("75.00")}),
        # one unit gave only its percent: nothing can be divided for the whole
        (figure("C04", "HD", "62.6"), "–", {"CG": Decimal("75.00"), "HD": Decimal("62.60")}),
        # one unit gave the two counts in the rate's own row
        (figure("C04", "HD", parts=(1, 4)), Decimal("62.50"), {"CG": Decimal("75.00"), "HD": Decimal("25.00")}),
    ],
    ids=["half", "percent alone", "own parts"],
)
def test_a_rate_that_columns_do_not_give_is_listed(third: Figure, total: object, shown: dict[str, object]) -> None:
    found = seen(paper(figure("C02", "CG", 9), figure("C01", "CG", 12), third))
    assert found["cot_ty_le"] == []
    assert columns(found, "cot_gia_tri") == [("C04", "Tỷ lệ ký TƯLĐTT", total, "", "")]
    names = {"CG": "LĐLĐ quận Cầu Giấy", "TH": "LĐLĐ quận Tây Hồ", "HD": "LĐLĐ quận Hà Đông"}
    assert {unit: cells(found)[name].get("C04") for unit, name in names.items()} == {
        **dict.fromkeys(names),
        **shown,
    }


def test_a_mean_shows_each_units_own_and_not_its_weight() -> None:
    figures = (
        figure("A11", "CG", "8.2"), figure("A01", "CG", 1000), figure("A11", "TH", 10), figure("A01", "TH", 500),
    )  # fmt: skip
    found = seen(paper(*figures))
    assert columns(found, "cot_gia_tri") == [("A11", "Thu nhập bình quân", Decimal("8.8"), "", "")]
    assert cells(found)["LĐLĐ quận Cầu Giấy"] == {"A11": Decimal("8.2"), "A01": Decimal(1000)}


def test_a_quotient_that_is_no_percent_is_not_given_to_the_percent_formula() -> None:
    found = seen(paper(figure("I01", "CG", 8), figure("A08", "CG", 3), figure("I01", "TH", 1), figure("A08", "TH", 1)))
    assert found["cot_ty_le"] == []
    assert columns(found, "cot_gia_tri") == [("I03", "Bình quân giới thiệu/CĐCS", Decimal("2.25"), "", "")]
    assert cells(found)["LĐLĐ quận Cầu Giấy"]["I03"] == Decimal("2.67")


def test_a_count_out_of_a_count_shows_both_and_no_rate() -> None:
    found = seen(paper(figure("E05", "CG", 6, parts=(6, 8)), figure("E05", "TH", 2, parts=(2, 2))))
    assert [code for code, *_ in columns(found, "cot_cong")] == ["E05.tu", "E05.mau"]
    assert (found["cot_ty_le"], result_row(found, "E05")["thuc_hien"]) == ([], Decimal(8))


def test_units_stand_in_the_offices_order_and_the_office_behind_them_if_it_gave_something() -> None:
    assert list(cells(seen(paper(figure("E01", "HD", 1))))) == [
        "LĐLĐ quận Cầu Giấy", "LĐLĐ quận Tây Hồ", "LĐLĐ quận Hà Đông",
    ]  # fmt: skip
    found = seen(paper(figure("E01", OFFICE, 1), figure("E01", "HD", 1)))
    assert list(cells(found))[-1] == "Liên đoàn Lao động thành phố"


def test_annex_two_holds_what_has_a_result_or_a_target_by_group() -> None:
    found = seen(paper(figure("E01", "CG", 11, target=12), figure("A04", "CG", 900), figure("H01", OFFICE, target=5)))
    assert [(group["ma"], [row["ma"] for row in group["dong"]]) for group in found["nhom"]] == [
        ("A", ["A04"]),
        ("E", ["E01"]),
        ("H", ["H01"]),
    ]


def test_a_row_of_annex_two() -> None:
    figures = (figure("E01", "CG", 11, target=12), figure("B01", "TH", 1), figure("B01", "HD", 1))
    found = seen(paper(*figures, before=[figure("E01", "CG", 10, period=BEFORE)]))
    assert result_row(found, "E01") == {
        "ma": "E01",
        "ten": "Số công đoàn cơ sở thành lập mới",
        "dvt": "đơn vị",
        "chi_tieu": Decimal(12),
        "thuc_hien": Decimal(11),
        "la_ty_le": False,
        "tran": False,
        "lon_hon": False,
        "danh_gia": "chưa đạt",
        "ky_truoc": Decimal(10),
        "so_sanh_duoc": True,
        "ghi_chu": "còn 2 đơn vị chưa có số liệu",
    }


@pytest.mark.parametrize(
    ("figures", "code", "expected"),
    [
        ([figure("E02", unit, 700, hedge=Qualifier.OVER) for unit in ("CG", "TH")], "E02",
         "hơn số ghi ở cột thực hiện; còn 1 đơn vị chưa có số liệu"),
        ([figure("E02", unit, 1) for unit in ("CG", "TH", "HD")], "E02", ""),
        ([figure("C06", "CG", 62), figure("C06", "TH", 70)], "C06", "không tổng hợp được: xem từng đơn vị"),
        ([figure("E02", OFFICE, target=650)], "E02", "chưa có số liệu"),
    ],
)  # fmt: skip
def test_remarks(figures: list[Figure], code: str, expected: str) -> None:
    assert result_row(seen(paper(*figures)), code)["ghi_chu"] == expected


def test_hedges_of_the_year_before_and_of_units_are_told() -> None:
    now = [figure("E02", "CG", 700, hedge=Qualifier.ABOUT), figure("E02", "TH", 5), figure("E02", "HD", 5)]
    found = seen(paper(*now, before=[figure("E02", "CG", 650, period=BEFORE, hedge=Qualifier.UNDER)]))
    assert result_row(found, "E02")["ghi_chu"] == "khoảng số ghi ở cột thực hiện; gần số ghi ở cột cùng kỳ năm trước"
    assert found["gan_dung"] == [
        {"don_vi": "LĐLĐ quận Cầu Giấy", "ma": "E02", "muc_do": "khoảng", "gia_tri": "700 người"}
    ]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (Style(), Decimal("91.66")),
        (Style(percent_mode=Rounding.HALF_UP), Decimal("91.67")),
        (Style(max_decimals=1), Decimal("91.6")),
    ],
)
def test_rates_are_cut_as_the_text_cuts_them(style: Style, shown: Decimal) -> None:
    figures = (figure("C06", "CG", parts=(11, 12)),)
    found = seen(paper(*figures, before=[figure("C06", "CG", parts=(11, 12), period=BEFORE)], style=style))
    row = result_row(found, "C06")
    assert (row["thuc_hien"], row["ky_truoc"]) == (shown, shown)
    assert str(slot("C06", *figures, style=style).carried()) == f"{shown}%".replace(".", ",")
    assert (found["cat_bot"], found["so_le"]) == (style.percent_mode is Rounding.TRUNCATE, style.max_decimals)


def test_ceilings_and_bounds_are_told_to_the_formula() -> None:
    at_most = figure("A14a", "CG", 1, target=2, comparator=Comparator.AT_MOST)
    more_than = figure("D09d", "CG", parts=(9, 10), target=80, comparator=Comparator.MORE_THAN)
    found = seen(paper(at_most, more_than))
    assert [result_row(found, "A14a")[name] for name in ("tran", "lon_hon", "danh_gia")] == [True, False, "đạt"]
    assert [result_row(found, "D09d")[name] for name in ("tran", "lon_hon", "danh_gia")] == [False, True, "đạt"]


def test_each_figure_has_its_source_once_under_its_own_row() -> None:
    found = seen(paper(figure("C02", "CG", 9), figure("C01", "CG", 12), figure("A11", "TH", 8), figure("A01", "TH", 5)))
    assert [(row["ma"], row["don_vi"], row["gia_tri"]) for row in found["nguon"]] == [
        ("A01", "LĐLĐ quận Tây Hồ", Decimal(5)),
        ("A11", "LĐLĐ quận Tây Hồ", Decimal(8)),
        ("C01", "LĐLĐ quận Cầu Giấy", Decimal(12)),
        ("C02", "LĐLĐ quận Cầu Giấy", Decimal(9)),
    ]


def test_a_source_is_whole() -> None:
    (row,) = seen(paper(figure("C06", "CG", parts=(11, 12), hedge=Qualifier.ABOUT)))["nguon"]
    assert row == {
        "ma": "C06",
        "ten": "Tỷ lệ cơ quan hành chính, đơn vị sự nghiệp tổ chức hội nghị cán bộ, công chức, viên chức",
        "don_vi": "LĐLĐ quận Cầu Giấy",
        "gia_tri": None,
        "muc_do": "khoảng",
        "tu": Decimal(11),
        "mau": Decimal(12),
        "dvt": "%",
        "tep": "cg.xlsx",
        "trang": "Số liệu",
        "o": "F9",
        "nguoi_nop": "Chị Hoa",
        "ngay_nhan": "05/01/2021 08:30",
    }


def test_units_write_opinions_and_the_offices_own_words_stay_in_the_text() -> None:
    words = [Narrative(unit, YEAR, Topic.LIMITATION, text) for unit, text in (("CG", "Thiếu cán bộ."), (OFFICE, "x"))]
    (opinion,) = seen(paper(words=words))["y_kien"]
    assert (opinion["don_vi"], opinion["noi_dung"]) == ("LĐLĐ quận Cầu Giấy", "Thiếu cán bộ.")


def test_absent_units_are_named() -> None:
    assert seen(paper(absent=("TH", "HD")))["chua_nop"] == ["LĐLĐ quận Tây Hồ", "LĐLĐ quận Hà Đông"]


def test_names_stand_in_a_papers_quotes() -> None:
    found = seen(paper(figure("C23a", "CG", 2)))
    assert "«" not in str(found["nhom"]) + str(found["cot_cong"])
    assert result_row(found, "C23a")["ten"] == "Tổng số nhà “Mái ấm Công đoàn” được hỗ trợ xây mới, sửa chữa"


def test_the_annexes_show_every_figure_there_is() -> None:
    of = paper(figure("E01", "CG", 1), figure("H01", OFFICE, target=5))
    assert codes_in_annex(figure_slots(of)) == {"E01"}

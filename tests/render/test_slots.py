"""What a template may ask of a figure: each field of one that is there, missing, hedged, a rate, money, a ceiling."""

from __future__ import annotations

import pytest
from papers import BEFORE, CATALOGUE, figure, slot, summed

from drafter.fill.values import Carried, Phrase
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.render.slots import GAP, FigureSlot, gap
from drafter.wording.style import STANDARD, Over, Rounding, Style

OVER, UNDER, ABOUT = Qualifier.OVER, Qualifier.UNDER, Qualifier.ABOUT
CLAMP = Comparator.AT_MOST


def said(one: FigureSlot, field: str) -> object:
    """A field as a template prints it; yes and no as they are."""
    value = one[field]
    return value if isinstance(value, bool) else str(value)


REPORTED = slot("E01", figure("E01", "CG", 7, target=8), figure("E01", "TH", 4, target=4))
MISSING = slot("E01", figure("B01", "CG", 3))
HEDGED = slot("E02", figure("E02", "CG", 700, target=650, hedge=OVER))
OPEN = slot("E02", figure("E02", "CG", 640, target=650, hedge=OVER))
RATE = slot("C06", figure("C06", "CG", parts=(11, 12), target=95), figure("C06", "TH", parts=(6, 6), target=95))
MONEY = slot("G01", figure("G01", "CG", 1800, target=1500, hedge=OVER))
CEILING = slot("A14a", figure("A14a", "CG", 3, target=2, comparator=CLAMP))
RATIO = slot("E05", figure("E05", "CG", 6, parts=(6, 8)), figure("E05", "TH", 2, parts=(2, 2)))
NONE_ALLOWED = slot("E01", figure("E01", "CG", 3, target=0))
ZERO = slot("E01", figure("E01", "CG", 0))
UP = slot("E02", figure("E02", "CG", 676), before=[figure("E02", "CG", 652, period=BEFORE)])


@pytest.mark.parametrize(
    ("one", "field", "text"),
    [
        (REPORTED, "co", True),
        (REPORTED, "khac_khong", True),
        (REPORTED, "so", "11"),
        (REPORTED, "co_chi_tieu", True),
        (REPORTED, "chi_tieu", "12 công đoàn cơ sở"),
        (REPORTED, "tren_chi_tieu", "11/12 công đoàn cơ sở"),
        (REPORTED, "ty_le", "91,66%"),
        (REPORTED, "danh_gia", "chưa đạt"),
        (REPORTED, "co_ky_truoc", False),
        (REPORTED, "ky_truoc", "[chưa có số liệu: kỳ trước – Số công đoàn cơ sở thành lập mới]"),
        (REPORTED, "co_so_sanh", False),
        (REPORTED, "so_sanh", ""),
        (REPORTED, "ket_qua", "11/12 công đoàn cơ sở, đạt 91,66% kế hoạch, chưa đạt chỉ tiêu được giao"),
        (REPORTED, "liet_ke", False),
        (REPORTED, "theo_don_vi", "LĐLĐ quận Cầu Giấy (7 công đoàn cơ sở), LĐLĐ quận Tây Hồ (4 công đoàn cơ sở)"),
        (REPORTED, "ten", "Số công đoàn cơ sở thành lập mới"),
        (REPORTED, "don_vi_tinh", "đơn vị"),
        (MISSING, "co", False),
        (MISSING, "khac_khong", False),
        (MISSING, "so", "[chưa có số liệu: Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "co_chi_tieu", False),
        (MISSING, "chi_tieu", "[chưa có số liệu: chỉ tiêu giao – Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "tren_chi_tieu", "[chưa có số liệu: Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "ty_le", "[chưa có số liệu: tỷ lệ thực hiện – Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "danh_gia", "[chưa có số liệu: đánh giá – Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "ket_qua", "[chưa có số liệu: Số công đoàn cơ sở thành lập mới]"),
        (MISSING, "so_sanh", ""),
        (MISSING, "liet_ke", False),
        (MISSING, "theo_don_vi", "[chưa có số liệu: LĐLĐ quận Cầu Giấy]"),
        (ZERO, "co", True),
        (ZERO, "khac_khong", False),
        (ZERO, "so", "0"),
        (ZERO, "ket_qua", "0 công đoàn cơ sở"),
        (HEDGED, "so", "hơn 700"),
        (HEDGED, "tren_chi_tieu", "hơn 700 đoàn viên"),
        (HEDGED, "ty_le", "hơn 107,69%"),
        (HEDGED, "danh_gia", "vượt"),
        (HEDGED, "ket_qua", "hơn 700 đoàn viên, đạt hơn 107,69% kế hoạch, vượt chỉ tiêu được giao"),
        (OPEN, "danh_gia", "[chưa có số liệu: đánh giá – Số đoàn viên kết nạp mới]"),
        (OPEN, "ket_qua", "hơn 640 đoàn viên"),
        (RATE, "so", "94,44"),
        (RATE, "chi_tieu", "từ 95% trở lên"),
        (RATE, "danh_gia", "chưa đạt"),
        (RATE, "ket_qua", "94,44% (chưa đạt chỉ tiêu từ 95% trở lên)"),
        (RATE, "theo_don_vi", "LĐLĐ quận Cầu Giấy (91,66%), LĐLĐ quận Tây Hồ (100%)"),
        (RATE, "tren_chi_tieu", "94,44%"),
        (NONE_ALLOWED, "ket_qua", "3 công đoàn cơ sở (vượt chỉ tiêu 0 công đoàn cơ sở)"),
        (MONEY, "so", "hơn 1.800"),
        (MONEY, "chi_tieu", "1,5 tỷ đồng"),
        (MONEY, "ket_qua", "hơn 1,8 tỷ đồng, đạt hơn 120% kế hoạch, vượt chỉ tiêu được giao"),
        (CEILING, "chi_tieu", "không quá 2 cuộc ngừng việc tập thể, đình công"),
        (CEILING, "danh_gia", "chưa đạt"),
        (
            CEILING,
            "ket_qua",
            "3 cuộc ngừng việc tập thể, đình công (chưa đạt chỉ tiêu không quá 2 cuộc ngừng việc tập thể, đình công)",
        ),
        (RATIO, "so", "8/10"),
        (RATIO, "ket_qua", "8/10 công đoàn cơ sở"),
        (UP, "co_ky_truoc", True),
        (UP, "ky_truoc", "652 đoàn viên"),
        (UP, "co_so_sanh", True),
        (UP, "so_sanh", "tăng 24 đoàn viên (3,68%) so với năm 2019"),
        (UP, "ket_qua", "676 đoàn viên; tăng 24 đoàn viên (3,68%) so với năm 2019"),
    ],
)  # fmt: skip
def test_field(one: FigureSlot, field: str, text: object) -> None:
    assert said(one, field) == text


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (REPORTED, "11 công đoàn cơ sở"),
        (MISSING, "[chưa có số liệu: Số công đoàn cơ sở thành lập mới]"),
        (ZERO, "0 công đoàn cơ sở"),
        (HEDGED, "hơn 700 đoàn viên"),
        (RATE, "94,44%"),
        (MONEY, "hơn 1,8 tỷ đồng"),
        (CEILING, "3 cuộc ngừng việc tập thể, đình công"),
        (RATIO, "8/10 công đoàn cơ sở"),
        (slot("C16b", figure("C16b", "CG", "82.5")), "82,5 triệu đồng"),
        (slot("A14a", figure("A14a", "CG", 5, hedge=UNDER)), "gần 5 cuộc ngừng việc tập thể, đình công"),
        (slot("B02", figure("B02", "CG", 1500, hedge=ABOUT)), "khoảng 1.500 lượt CNVCLĐ"),
    ],
)
def test_a_slot_prints_hedge_number_and_unit(one: FigureSlot, text: str) -> None:
    assert str(one.carried()) == text


def test_the_fields_are_those_of_the_table_and_no_other() -> None:
    assert list(REPORTED) == [
        "co", "khac_khong", "phat_sinh", "so", "co_chi_tieu", "chi_tieu", "chi_tieu_so", "gon", "gon_ba",
        "tren_chi_tieu", "ty_le", "danh_gia", "co_ky_truoc", "ky_truoc", "co_so_sanh", "so_sanh", "ket_qua", "liet_ke",
        "qua_dai", "theo_don_vi", "ten", "don_vi_tinh",
    ]  # fmt: skip
    assert len(REPORTED) == 22
    with pytest.raises(KeyError):
        REPORTED["so_luong"]


def test_a_slot_is_true_when_it_was_reported_be_it_zero() -> None:
    assert (bool(REPORTED), bool(ZERO), bool(MISSING)) == (True, True, False)


def carried_in(phrase: object) -> list[Carried]:
    assert isinstance(phrase, Phrase)
    return [part for part in phrase.parts if isinstance(part, Carried)]


def test_every_part_of_a_result_is_carried_by_a_key_of_its_own() -> None:
    rising = slot("E01", figure("E01", "CG", 11, target=12), before=[figure("E01", "CG", 10, period=BEFORE)])
    assert [(part.key, part.text) for part in carried_in(rising["ket_qua"])] == [
        ("E01/CUM/2020", "11/12 công đoàn cơ sở"),
        ("E01/CUM/2020#ty_le", "91,66%"),
        ("E01/CUM/2020#danh_gia", "chưa đạt"),
        ("E01/CUM/2020#so_sanh", "tăng 1 công đoàn cơ sở (10%) so với năm 2019"),
    ]


def test_the_year_before_is_carried_as_that_years_figure() -> None:
    before = UP["ky_truoc"]
    assert isinstance(before, Carried)
    assert (before.key, before.value) == ("E02/CUM/2019", 652)


def test_each_units_value_is_carried_as_that_units_figure() -> None:
    assert [(part.key, part.text) for part in carried_in(RATE["theo_don_vi"])] == [
        ("C06/CG/2020", "91,66%"),
        ("C06/TH/2020", "100%"),
    ]


def test_a_gap_is_highlighted_and_known_by_its_key() -> None:
    found = gap("A04/CUM/2020", "Tổng số nhà «Mái ấm Công đoàn»")
    assert (found.text, found.key) == ("[chưa có số liệu: Tổng số nhà “Mái ấm Công đoàn”]", f"A04/CUM/2020{GAP}")
    assert (found.label, found.highlight, found.value) == ("Tổng số nhà «Mái ấm Công đoàn»", "yellow", None)


def test_no_figure_that_is_there_is_highlighted() -> None:
    assert {str(REPORTED.carried().highlight), str(HEDGED.carried().highlight)} == {"None"}


# A rate of which one unit gave only the percent, one the two counts in its own row, one the two counts' own rows.
MIXED = (
    figure("C04", "CG", "62.6"),
    figure("C04", "TH", parts=(2, 3)),
    figure("C02", "HD", 9),
    figure("C01", "HD", 12),
)  # fmt: skip


def test_units_that_do_not_add_up_are_listed_each_with_its_own_quotient() -> None:
    mixed = slot("C04", *MIXED)
    assert (mixed["co"], mixed["liet_ke"]) == (False, True)
    assert str(mixed["theo_don_vi"]) == (
        "LĐLĐ quận Cầu Giấy (62,6%), LĐLĐ quận Tây Hồ (66,66%), LĐLĐ quận Hà Đông (75%)"
    )
    assert str(mixed["ket_qua"]) == "[chưa có số liệu: Tỷ lệ doanh nghiệp (có công đoàn) ký TƯLĐTT]"


def test_who_gave_nothing_is_named_behind_those_who_did() -> None:
    mixed = slot("C04", *MIXED[:2], figure("B01", "HD", 1))
    assert str(mixed["theo_don_vi"]) == (
        "LĐLĐ quận Cầu Giấy (62,6%), LĐLĐ quận Tây Hồ (66,66%); [chưa có số liệu: LĐLĐ quận Hà Đông]"
    )
    assert carried_in(mixed["theo_don_vi"])[-1].label == (
        "Tỷ lệ doanh nghiệp (có công đoàn) ký TƯLĐTT (LĐLĐ quận Hà Đông)"
    )


def crowd(*figures: Figure) -> FigureSlot:
    """The slot of C04 over units of these figures, called «CĐCS số 1» and so on."""
    names = {one.key.organisation: f"CĐCS số {one.key.organisation[1:]}" for one in figures}
    return FigureSlot(CATALOGUE.by_code["C04"], summed(*figures, units=names)["C04"], None, names, STANDARD)


def test_of_many_units_only_those_are_named_that_keep_the_rest_from_adding_up() -> None:
    rates = [figure("C04", f"U{n}", parts=(n, 10)) for n in range(1, 9)]
    found = crowd(*rates, figure("C04", "U9", 62))
    assert str(found["theo_don_vi"]) == "[chưa tổng hợp được: CĐCS số 9 chỉ báo tỷ lệ, thiếu tử số và mẫu số]"
    (only,) = carried_in(found["theo_don_vi"])
    assert (only.key, only.highlight) == (f"C04/CUM/2020{GAP}", "yellow")
    assert only.label == (
        "Tỷ lệ doanh nghiệp (có công đoàn) ký TƯLĐTT (CĐCS số 9 chỉ báo tỷ lệ, thiếu tử số và mẫu số)"
    )


def test_many_units_that_add_up_are_their_total() -> None:
    found = crowd(*(figure("C04", f"U{n}", parts=(n, 10)) for n in range(1, 10)))
    assert (found["qua_dai"], str(found["theo_don_vi"])) == (False, "50%")


@pytest.mark.parametrize(("units", "too_many"), [(8, False), (9, True)])
def test_eight_units_fit_into_a_sentence(units: int, too_many: bool) -> None:
    found = crowd(*(figure("C04", f"U{n}", 60 + n) for n in range(1, units + 1)))
    assert found["qua_dai"] is too_many
    assert str(found["theo_don_vi"]).startswith("[chưa" if too_many else "CĐCS số 1 (61%), CĐCS số 2 (62%)")


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (Style(), "676/650 đoàn viên, đạt 104% kế hoạch, vượt chỉ tiêu được giao"),
        (Style(strip_trailing_zeros=False), "676/650 đoàn viên, đạt 104,00% kế hoạch, vượt chỉ tiêu được giao"),
    ],
)
def test_the_offices_style_is_followed(style: Style, text: str) -> None:
    assert str(slot("E02", figure("E02", "CG", 676, target=650), style=style)["ket_qua"]) == text


def test_percents_are_cut_or_rounded_as_the_office_says() -> None:
    rounded = Style(percent_mode=Rounding.HALF_UP)
    assert str(slot("E01", figure("E01", "CG", 11, target=12), style=rounded)["ty_le"]) == "91,67%"
    assert str(slot("C06", figure("C06", "CG", parts=(11, 12)), style=rounded).carried()) == "91,67%"


def test_the_word_for_more_is_the_offices() -> None:
    above = Style(over=Over.TREN)
    assert str(slot("E02", figure("E02", "CG", 700, target=650, hedge=OVER), style=above)["ket_qua"]) == (
        "trên 700 đoàn viên, đạt trên 107,69% kế hoạch, vượt chỉ tiêu được giao"
    )


def test_a_percent_that_would_read_as_fulfilled_is_hedged_once() -> None:
    nearly = slot("E02", figure("E02", "CG", 99999, target=100000), style=Style(percent_mode=Rounding.HALF_UP))
    assert str(nearly["ty_le"]) == "gần 100%"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (figure("E02", "CG", 700, hedge=OVER), figure("E02", "CG", 652, period=BEFORE)),
        (figure("E02", "CG", 700), figure("E02", "TH", 652, period=BEFORE)),
    ],
)
def test_years_that_cannot_be_compared_are_not(now: Figure, then: Figure) -> None:
    assert slot("E02", now, before=[then])["so_sanh"] == ""


def test_a_value_divided_by_nothing_is_a_gap_of_its_unit() -> None:
    none = slot("C04", figure("C02", "CG", 0), figure("C01", "CG", 0), figure("C04", "TH", 50))
    assert str(none["theo_don_vi"]) == (
        "LĐLĐ quận Cầu Giấy ([chưa có số liệu: Tỷ lệ doanh nghiệp (có công đoàn) ký TƯLĐTT]), LĐLĐ quận Tây Hồ (50%)"
    )


def test_names_of_units_that_are_not_known_are_their_codes() -> None:
    assert str(slot("E01", figure("E01", "XX", 2))["theo_don_vi"]) == "XX (2 công đoàn cơ sở)"

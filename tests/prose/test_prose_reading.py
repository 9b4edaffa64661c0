"""One sentence, one figure: value, unit, hedge, plan, kind, period and indicator, and the words that decided it."""

from decimal import Decimal

import pytest

from drafter.model.figure import Qualifier
from drafter.prose.readings import Kind, Reading
from tests.prose.scoring import reader

EXACT, OVER, UNDER, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.UNDER, Qualifier.ABOUT


def only(text: str) -> Reading:
    found = reader().read(text)
    assert len(found) == 1, [one.quote for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("Tặng 183 suất quà Tết.", "183", "suất", EXACT),
        ("Tặng 183 xuất quà Tết.", "183", "suất", EXACT),
        ("Chi hơn 1,8 tỷ đồng.", "1800000000", "đồng", OVER),
        ("Chi gần 200 triệu đồng.", "200000000", "đồng", UNDER),
        ("Chi 1 tỷ 200 triệu đồng.", "1200000000", "đồng", EXACT),
        ("Chi 4.145 triệu đồng.", "4145000000", "đồng", EXACT),
        ("Chi 500.000 đồng.", "500000", "đồng", EXACT),
        ("Thu hút hơn 45.000 lượt CNVCLĐ.", "45000", "lượt người", OVER),
        ("Có 2,5 triệu lượt người tham gia.", "2500000", "lượt người", EXACT),
        ("Công đoàn cấp trên 12 đơn vị.", "12", "đơn vị", EXACT),
        ("Có khoảng 1.150 lao động tham gia.", "1150", "người", ABOUT),
        ("Có 12 đồng chí tham dự.", "12", "người", EXACT),
        ("Hỗ trợ 12 trường hợp xây mới nhà ở.", "12", "nhà", EXACT),
        ("Ký mới 64 bản thỏa ước.", "64", "other", EXACT),
        ("Tổ chức 12 mô hình điểm.", "12", "other", EXACT),
        ("Đạt 70,37% doanh nghiệp.", "70.37", "%", EXACT),
        ("Kết nạp 1 034 đoàn viên.", "1034", "người", EXACT),
        ("Thu nhập đạt 1 250 000 đồng.", "1250000", "đồng", EXACT),
        ("Quà từ 300.000 đồng đến 500.000 đồng/suất.", "300000", "đồng", EXACT),
        ("Ký thêm 02 đến 03 bản thỏa ước.", "2", "other", EXACT),
        ("Sáu trên chín đơn vị đã nộp.", "6", "đơn vị", EXACT),
        ("Thưởng một triệu đồng.", "1000000", "đồng", EXACT),
        ("Ước làm lợi 3,6 tỷ đồng.", "3600000000", "đồng", ABOUT),
        ("Cao hơn 1,5 điểm phần trăm.", "1.5", "other", EXACT),
        ("Thành lập 89/92 ban nữ công.", "89", "other", EXACT),
    ],
)
def test_value_unit_and_hedge(text: str, value: str, unit: str, qualifier: Qualifier) -> None:
    found = only(text)
    assert (found.value, found.unit, found.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    ("text", "target", "percent", "whole"),
    [
        ("Kết nạp 676/650 đoàn viên, đạt 104% kế hoạch.", "650", "104", None),
        ("Kết nạp 8.865 người, đạt 147% so với chỉ tiêu 6.000 đoàn viên.", "6000", "147", None),
        ("Thành lập 57 CĐCS, vượt hơn 11,7% kế hoạch năm.", None, "111.7", None),
        ("Đạt 104% kế hoạch (676/650 đoàn viên).", "650", "104", None),
        ("6/6 đơn vị đã ký chương trình phối hợp.", None, None, "6"),
        ("Có 45 trên tổng số 60 đơn vị nộp báo cáo.", None, None, "60"),
        ("Kết nạp 12 đoàn viên.", None, None, None),
        ("31/33 doanh nghiệp tổ chức hội nghị người lao động.", None, None, "33"),
        ("Hoàn thành 16/18 chỉ tiêu được giao.", None, None, "18"),
        ("Thực hiện 9/16 cuộc kiểm tra theo kế hoạch, đạt 56,25%.", "16", "56.25", None),
        ("Ký thỏa ước đạt 68,5%, thấp hơn chỉ tiêu 70%.", "70", None, None),
        ("Thu đoàn phí 1,21 tỷ đồng, đạt 98%.", None, "98", None),
        ("Kết nạp 2.406 đoàn viên (80,2% chỉ tiêu cả nhiệm kỳ).", None, "80.2", None),
        ("Kết nạp 2.987 đoàn viên, đạt 119,48% chỉ tiêu đại hội (2.500 đoàn viên).", "2500", "119.48", None),
        ("CĐCS mới: 11/16, đạt 68,75%.", "16", "68.75", None),
        ("Thu kinh phí so với dự toán: Công đoàn ngành Y tế đạt 82,4%.", None, "82.4", None),
        ("5/7 đơn vị hoàn thành trên 50% kế hoạch năm.", None, None, "7"),
    ],
)
def test_what_a_result_is_held_against(text: str, target: str | None, percent: str | None, whole: str | None) -> None:
    found = only(text)
    said = (found.target, found.percent_of_target, found.whole)
    assert said == tuple(None if one is None else Decimal(one) for one in (target, percent, whole))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kết nạp 12 đoàn viên.", Kind.ACTUAL),
        ("Phấn đấu kết nạp 700 đoàn viên.", Kind.TARGET),
        ("Chỉ tiêu giao 650 đoàn viên.", Kind.TARGET),
        ("Hỗ trợ 500.000 đồng/phần.", Kind.UNIT_AMOUNT),
        ("Mỗi suất trị giá 500.000 đồng.", Kind.UNIT_AMOUNT),
        ("Nâng tổng số đoàn viên lên 17.054.", Kind.TOTAL_STOCK),
        ("LĐLĐ huyện quản lý 86 công đoàn cơ sở.", Kind.TOTAL_STOCK),
        ("Toàn huyện có 86 công đoàn cơ sở tổ chức hội nghị.", Kind.ACTUAL),
        ("Tổng số tiền 970.000.000 đồng.", Kind.ACTUAL),
        ("Lực lượng lao động toàn ngành khoảng 126.300 người.", Kind.TOTAL_STOCK),
        ("Có 83 doanh nghiệp nâng bữa ăn ca.", Kind.ACTUAL),
        ("Hội thao có 320 vận động viên.", Kind.ACTUAL),
        ("Đối thoại với 150 công nhân.", Kind.ACTUAL),
        ("Có 1.034 đoàn viên giảm.", Kind.ACTUAL),
        ("98 bản thỏa ước còn hiệu lực.", Kind.TOTAL_STOCK),
        ("Số nợ cộng dồn gần 415 triệu đồng.", Kind.TOTAL_STOCK),
        ("Bàn giao 6 nhà Mái ấm Công đoàn.", Kind.ACTUAL),
        ("Dự toán năm 2024 được giao: thu kinh phí 10.200 triệu đồng.", Kind.TARGET),
        ("Đặt chỉ tiêu kết nạp 350 đoàn viên.", Kind.TARGET),
        ("Phiếu mua hàng mệnh giá 300.000 đồng.", Kind.UNIT_AMOUNT),
        ("Người cao nhất nhận 185 triệu đồng.", Kind.UNIT_AMOUNT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2020, kết nạp 12 đoàn viên.", "năm 2020"),
        ("Năm 2020, kết nạp tốt. Thành lập 12 CĐCS.", "năm 2020"),
        ("Quí I năm 2021, kết nạp 12 đoàn viên.", "quý I năm 2021"),
        ("Năm 2021 là năm khó khăn. Trong quý II, kết nạp 12 đoàn viên.", "quý II/2021"),
        ("Kết nạp 12 đoàn viên trong 9 tháng đầu năm 2024.", "9 tháng đầu năm 2024"),
        ("Năm 2020, kết nạp 12 đoàn viên, tăng so với năm 2019.", "năm 2020"),
        ("Hằng năm có 12 CĐCS được khen.", "hàng năm"),
        ("Kết nạp 12 đoàn viên.", ""),
        ("Từ đầu năm 2018 đến nay, kết nạp 12 đoàn viên.", "từ đầu năm 2018 đến nay"),
        ("Tính đến hết tháng 9/2022, có 12 CĐCS.", "hết tháng 9/2022"),
        ("Cuối năm 2025, có 12 CĐCS.", "cuối năm 2025"),
        ("Đợt này có 12 người được vay.", "đợt này"),
        ("Bốn tháng cuối năm 2025, kết nạp 12 đoàn viên.", "bốn tháng cuối năm 2025"),
        ("Tết Kỷ Sửu vừa qua, tặng 12 suất quà.", "tết Kỷ Sửu"),
        ("Theo báo cáo năm 2014 của Cụm, kết nạp 12 đoàn viên.", "năm 2014"),
        ("Quyết nghị các chỉ tiêu năm 2014: kết nạp 12 đoàn viên.", "năm 2014"),
        ("Năm 2020 mở 12 lớp, bằng số lớp của năm 2019.", "năm 2020"),
        ("Năm 2025 khép lại. Phấn đấu đến năm 2030 kết nạp 12 đoàn viên.", "đến năm 2030"),
        ("Tính đến ngày 30/6/2023, có 12 CĐCS.", "đến ngày 30/6/2023"),
        ("Nửa nhiệm kỳ 2023 - 2028 qua. Từ ngày 01/7/2025, có 12 CĐCS được chuyển về.", "từ ngày 01/7/2025"),
        ("Đại hội Công đoàn huyện, nhiệm kỳ 2018 - 2023, quyết nghị: cả nhiệm kỳ xây 12 nhà.", "nhiệm kỳ 2018 - 2023"),
        ("Trung tâm Tư vấn pháp luật kết thúc năm 2016 với 12 vụ án.", "năm 2016"),
        ("Năm 2020 có nhiều kết quả và quyết nghị chỉ tiêu năm 2021:\n- Kết nạp 12 đoàn viên.", "năm 2021"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert only(text).period == period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kết nạp 676 đoàn viên.", "E02"),
        ("Giới thiệu cho Đảng 60 đoàn viên ưu tú.", "I01"),
        ("Có 22 đoàn viên ưu tú được kết nạp vào Đảng.", "I02a"),
        ("LĐLĐ tỉnh tặng Bằng khen cho 7 tập thể.", "K03a"),
        ("Tổng LĐLĐ Việt Nam tặng Bằng khen cho 7 cá nhân.", "K02b"),
        ("Trao 183 suất quà Tết.", "C16a"),
        ("Tặng 60 suất quà trị giá 18 triệu đồng cho con đoàn viên.", "C28a"),
        ("Tổ chức 57 cuộc giám sát, phản biện xã hội.", "I05"),
        ("Doanh nghiệp nợ lương của 715 công nhân.", "A12b"),
        ("Hỗ trợ 297 vé xe về quê.", "C17a"),
    ],
)
def test_indicators(text: str, code: str) -> None:
    assert reader().read(text)[0].candidates[0].code == code


def test_a_figure_says_why() -> None:
    found = only("Kết nạp 676/650 đoàn viên, đạt 104% kế hoạch.")
    assert found.why == ("tỷ lệ kế hoạch: «104% kế hoạch»", "N/M so với kế hoạch")
    assert found.candidates[0].words == ("kết nạp + đoàn viên", "kết nạp")


@pytest.mark.parametrize(
    "text",
    [
        "Doanh nghiệp dưới 50 lao động còn khó khăn.",
        "Chấm theo thang 100, loại A từ 90 điểm.",
        "Bữa ăn ca từ 20.000 đồng trở lên.",
        "Cán bộ trực 24/24 giờ tại KCN Vĩnh Hà 2.",
        "Theo Luật Công đoàn 2012 và Quyết định số 118/QĐ-LĐLĐ.",
        "Mức chi không vượt quá 10% theo quy định.",
        "Đoàn phí thu theo mức 1% tiền lương.",
        "Liên hệ số điện thoại 0912 345 678.",
        "Hơn 2/3 doanh nghiệp đã ký.",
        "Đoàn viên tiêm đủ 2 mũi.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert reader().read(text) == ()


def test_a_number_without_a_noun_is_of_what_is_told_beside_it() -> None:
    found = reader().read("Số CĐCS mới của các năm 2018, 2019, 2020 lần lượt là 7, 9 và 4 đơn vị.")
    assert [(one.value, one.unit, one.period) for one in found] == [
        (Decimal(7), "đơn vị", "năm 2018"),
        (Decimal(9), "đơn vị", "năm 2019"),
        (Decimal(4), "đơn vị", "năm 2020"),
    ]


def test_money_is_of_what_was_counted_before_it() -> None:
    found = reader().read("Dịp Tết, trao 310 suất quà, mỗi suất 600.000 đồng, tổng kinh phí 186 triệu đồng.")
    assert [one.candidates[0].code for one in found if one.kind is Kind.ACTUAL] == ["C16a", "C16b"]


def test_a_text_without_figures_has_none() -> None:
    assert reader().read("Công tác nữ công được quan tâm; Năm 2021 có nhiều khởi sắc (xem Điều 5).") == ()
    assert reader().read("") == ()

"""Indicators and figures of the five seeds, built by hand: what the tables of this folder reckon with."""

from __future__ import annotations

from decimal import Decimal

from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType
from drafter.model.period import Period

YEAR_2019 = Period.parse("2019")
YEAR_2020 = Period.parse("2020")
Q1_2021 = Period.parse("2021-Q1")

NAMES = {
    "bac-tu-liem": "LĐLĐ quận Bắc Từ Liêm",
    "nam-tu-liem": "LĐLĐ quận Nam Từ Liêm",
    "cau-giay": "LĐLĐ quận Cầu Giấy",
    "thanh-xuan": "LĐLĐ quận Thanh Xuân",
    "tay-ho": "LĐLĐ quận Tây Hồ",
    "ha-dong": "LĐLĐ quận Hà Đông",
    "thanh-tri": "LĐLĐ huyện Thanh Trì",
}
CLUSTER_2 = tuple(unit for unit in NAMES if unit != "thanh-tri")


def indicator(
    code: str,
    name: str,
    unit: str,
    kind: Kind = Kind.FLOW,
    value_type: ValueType = ValueType.COUNT,
    aggregate: Aggregate | None = None,
    **rest: object,
) -> Indicator:
    """An indicator; rates are recomputed and the others sum unless told otherwise."""
    if aggregate is None:
        aggregate = Aggregate.RECOMPUTE if kind is Kind.RATE else Aggregate.SUM
    return Indicator(
        code,
        code[:3],
        code[0],
        name,
        unit,
        value_type,
        kind,
        aggregate,
        code.lower(),
        **rest,  # type: ignore[arg-type]
    )


def number(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(str(text).replace(",", "."))


def figure(
    code: str,
    unit: str,
    value: str | int | None,
    period: Period = YEAR_2020,
    numerator: str | int | None = None,
    denominator: str | int | None = None,
    target: str | int | None = None,
    previous: str | int | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    comparator: Comparator = Comparator.AT_LEAST,
    source: Source = Source(),
) -> Figure:
    """A figure, its numbers written with a decimal comma as the seeds do."""
    rest = {} if previous is None else {"previous": number(previous)}
    return Figure(
        FigureKey(code, unit, period),
        number(value),
        "",
        qualifier,
        number(numerator),
        number(denominator),
        number(target),
        comparator=comparator,
        source=source,
        **rest,  # type: ignore[arg-type]
    )


A01 = indicator("A01", "Tổng số CNVCLĐ", "người", Kind.STOCK)
A02 = indicator("A02", "CNVCLĐ nữ", "người", Kind.STOCK)
A04 = indicator("A04", "Tổng số đoàn viên công đoàn", "người", Kind.STOCK, inflow=("E02",), outflow=("E03",))
A08 = indicator("A08", "Tổng số CĐCS, nghiệp đoàn cơ sở", "đơn vị", Kind.STOCK)
A11 = indicator(
    "A11", "Thu nhập bình quân", "triệu đồng/người/tháng", Kind.RATE, ValueType.MONEY, Aggregate.WEIGHTED, weight="A01"
)
A14 = indicator("A14", "Số cuộc ngừng việc tập thể", "cuộc", has_target=True, comparator=Comparator.AT_MOST)
C01 = indicator("C01", "Số doanh nghiệp có tổ chức công đoàn", "doanh nghiệp", Kind.STOCK)
C02 = indicator("C02", "Số TƯLĐTT còn hiệu lực", "bản", Kind.STOCK)
C03 = indicator("C03", "TƯLĐTT ký mới", "bản")
C04 = indicator(
    "C04", "Tỷ lệ doanh nghiệp ký TƯLĐTT", "%", Kind.RATE, ValueType.PERCENT, numerator="C02", denominator="C01"
)
C06 = indicator("C06", "Tỷ lệ cơ quan tổ chức hội nghị CBCCVC", "%", Kind.RATE, ValueType.PERCENT, has_target=True)
C14 = indicator("C14", "Chương trình ưu đãi", "chương trình")
C16A = indicator("C16a", "Quà Tết: số suất", "suất")
C16B = indicator("C16b", "Quà Tết: số tiền", "triệu đồng", value_type=ValueType.MONEY, per_unit_of="C16a")
C17A = indicator("C17a", "Vé xe Tết: số vé", "vé")
C17B = indicator("C17b", "Vé xe Tết: số tiền", "triệu đồng", value_type=ValueType.MONEY, per_unit_of="C17a")
C18 = indicator("C18", "Quà Tết của CĐCS: số tiền", "triệu đồng", value_type=ValueType.MONEY)
C33 = indicator("C33", "Chương trình phối hợp đã ký", "đơn vị", Kind.RATIO)
D09A = indicator("D09a", "Đơn vị được công nhận đạt chuẩn văn hóa", "đơn vị")
D09B = indicator("D09b", "Đơn vị giữ vững chuẩn văn hóa 02 năm", "đơn vị")
D09C = indicator(
    "D09c",
    "Tỷ lệ đơn vị đạt chuẩn văn hóa trên tổng số đăng ký",
    "%",
    Kind.RATE,
    ValueType.PERCENT,
    has_target=True,
    comparator=Comparator.MORE_THAN,
)
E01 = indicator("E01", "CĐCS thành lập mới", "đơn vị", has_target=True)
E02 = indicator("E02", "Đoàn viên kết nạp mới", "người", has_target=True)
E03 = indicator("E03", "Đoàn viên giảm", "người")
I01 = indicator("I01", "Đoàn viên ưu tú giới thiệu cho Đảng", "người")
I03 = indicator(
    "I03",
    "Bình quân giới thiệu mỗi CĐCS",
    "người/CĐCS",
    Kind.RATE,
    ValueType.NUMBER,
    numerator="I01",
    denominator="A08",
)
M02 = indicator("M02", "Số chỉ tiêu đạt và vượt", "chỉ tiêu", Kind.DERIVED, aggregate=Aggregate.COUNT)

THANH_TRI_2020 = (
    figure("C16a", "thanh-tri", 183),
    figure("C16b", "thanh-tri", "82,5"),
    figure("C17a", "thanh-tri", 297),
    figure("C17b", "thanh-tri", "59,4"),
    figure("C18", "thanh-tri", 1800, qualifier=Qualifier.OVER),
    figure("E01", "thanh-tri", 11, target=12),
    figure("E02", "thanh-tri", 676, target=650),
    figure("D09a", "thanh-tri", 83),
    figure("D09b", "thanh-tri", 26),
)

CLUSTER_2_2019 = (
    figure("C14", "bac-tu-liem", 2, YEAR_2019),
    figure("C14", "nam-tu-liem", 3, YEAR_2019),
    figure("C14", "cau-giay", 6, YEAR_2019),
    figure("C14", "tay-ho", 2, YEAR_2019),
    figure("C14", "ha-dong", 1, YEAR_2019),
    figure("C04", "bac-tu-liem", 52, YEAR_2019),
    figure("C04", "nam-tu-liem", "75,2", YEAR_2019),
    figure("C04", "cau-giay", "62,6", YEAR_2019),
    figure("C04", "tay-ho", 69, YEAR_2019),
    figure("C04", "ha-dong", "70,37", YEAR_2019),
    figure("C03", "thanh-xuan", 64, YEAR_2019),
)

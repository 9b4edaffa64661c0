"""The made-up union of a port corporation: forms of three quarters in two years, for the interim reviews.

What is planted: one unit has no form of the first quarter of 2026, another none of the third; everything else is true
to the seeds below. The office writes its own words for each quarter, for six and for nine months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from drafter.model.narrative import Topic
from drafter.model.organisation import Level, Organisation
from drafter.model.period import Period
from drafter.wording.fold import slug
from tests.makers.samples import AwardLine, Row, Words, filled_form, spec_for, unit, unit_list

OFFICE, OFFICE_NAME = "CD-CANG-SONGVANG", "Công đoàn Tổng công ty Cảng Sông Vàng"
IN = "bieu-da-nhan"
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2026-Q1", "2026-Q2", "2026-Q3")

SETTINGS = """\
# Văn phòng mẫu cho báo cáo quý, 6 tháng, 9 tháng. Tổng công ty, các đơn vị, người và số liệu trong thư mục này đều do
# người làm phần mềm đặt ra, không phải của một đơn vị hay cá nhân nào có thật; trùng tên là ngẫu nhiên.

[co-quan]
ma = "CD-CANG-SONGVANG"
ten = "Công đoàn Tổng công ty Cảng Sông Vàng"
ten-goi-khac = ["Công đoàn Tổng công ty"]
cap = "nganh-trung-uong"
cap-tren = "Tổng Liên đoàn Lao động Việt Nam"
cap-uy = "Đảng ủy Tổng công ty"
dia-danh = "Sông Vàng"
goi-don-vi = "công đoàn cơ sở"
ky-hieu = "CĐTCT"
dong-ten = ["CÔNG ĐOÀN", "TỔNG CÔNG TY CẢNG", "SÔNG VÀNG"]

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "PHÓ CHỦ TỊCH"
ho-ten = "Vi Thị Hoài Thu"
# Cấp phó ký thay mặt tập thể, không ghi dòng KT. CHỦ TỊCH.
cap-pho-ky = "tap-the"

[noi-nhan]
dong = [
  "Đảng ủy Tổng công ty (để báo cáo)",
  "Các đồng chí Ủy viên Ban Chấp hành",
  "Các {don_vi} trực thuộc",
]
luu = "VT"

[cap-khen]
TW = "Tổng Liên đoàn Lao động Việt Nam"
T = "Công đoàn Tổng công ty Cảng Sông Vàng"

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
ty = "tỷ"
hang-nam = "hằng năm"

[bieu-mau]
han-nop-sau-ngay = 10
chi-tieu = [
  "A01", "A04", "A05", "A08", "A14a", "B01", "B02", "B03", "C02", "C03", "C16a", "C16b", "C27a", "C27b",
  "D03a", "D04a", "E01", "E02", "E04", "E08b", "F03a", "F03b", "G01", "G02a", "H01", "I01", "I02a",
]
"""


@dataclass(frozen=True)
class Port:
    """A unit and its size at the beginning of 2025."""

    code: str
    name: str
    workers: int


PORTS = (
    Port("CANG-01", "Cảng Cửa Đông", 820),
    Port("CANG-02", "Cảng Container Nam Hải", 645),
    Port("CANG-03", "Công ty Dịch vụ hàng hải Sông Vàng", 310),
    Port("CANG-04", "Công ty Vận tải thủy Tân Bến", 188),
)

MISSING = frozenset({("CANG-03", "2026-Q1"), ("CANG-04", "2026-Q3")})
"""Forms that never came."""

TARGETS: Mapping[str, object] = {
    "A04": 2000, "A14a": "không quá 0", "B01": 60, "B03": Decimal("0.95"), "C03": 1, "D03a": 150, "E01": 1, "E02": 160,
    "E08b": 120, "G01": 2600, "G02a": 4100, "H01": 12, "I01": 30, "I02a": 12,
}  # fmt: skip
"""What the office plans for 2026, as typed."""

OFFICE_FIGURES: Mapping[str, Mapping[str, int]] = {
    "2025-Q1": {"A08": 4, "B01": 2, "B02": 310, "C16a": 150, "C16b": 75, "E01": 0, "E04": 0, "E08b": 0, "H01": 1},
    "2025-Q2": {"A08": 4, "B01": 3, "B02": 420, "C16a": 0, "C16b": 0, "E01": 0, "E04": 0, "E08b": 46, "H01": 2},
    "2025-Q3": {"A08": 4, "B01": 2, "B02": 280, "C16a": 0, "C16b": 0, "E01": 0, "E04": 0, "E08b": 30, "H01": 2},
    "2026-Q1": {"A08": 4, "B01": 3, "B02": 365, "C16a": 170, "C16b": 85, "E01": 0, "E04": 0, "E08b": 0, "H01": 2},
    "2026-Q2": {"A08": 5, "B01": 4, "B02": 500, "C16a": 0, "C16b": 0, "E01": 1, "E04": 0, "E08b": 58, "H01": 2},
    "2026-Q3": {"A08": 5, "B01": 3, "B02": 330, "C16a": 0, "C16b": 0, "E01": 0, "E04": 0, "E08b": 41, "H01": 3},
}
"""What the office itself did or keeps."""

WORDS: Mapping[str, tuple[Words, ...]] = {
    "2026-Q1": (
        Words(Topic.HIGHLIGHT, "Chương trình «Tết Sum vầy» được tổ chức tại từng cầu cảng, đúng đối tượng.", "C"),
        Words(Topic.HIGHLIGHT, "Các đơn vị ổn định sản xuất sau Tết, không có tranh chấp lao động tập thể."),
        Words(Topic.LIMITATION, "Một đơn vị gửi báo cáo chậm, số liệu quý còn thiếu."),
        Words(Topic.DIRECTION, "Tổ chức Tháng Công nhân, Tháng hành động về an toàn, vệ sinh lao động năm 2026."),
    ),
    "2026-Q2": (
        Words(
            Topic.CONTEXT,
            "Quý II năm 2026, sản lượng hàng qua cảng tăng, các đơn vị tuyển thêm lao động bốc xếp và lái xe nâng.",
        ),
        Words(
            Topic.HIGHLIGHT,
            "Tháng Công nhân và Tháng hành động về an toàn, vệ sinh lao động tập trung vào cải thiện bữa ăn ca đêm và "
            "nơi nghỉ giữa ca tại cầu cảng.",
            "C",
        ),
        Words(Topic.HIGHLIGHT, "Phát động thi đua «90 ngày năng suất, an toàn» tại bốn đơn vị.", "D"),
        Words(Topic.HIGHLIGHT, "Đối thoại định kỳ giải quyết được phần lớn kiến nghị về bữa ăn ca và xe đưa đón."),
        Words(Topic.LIMITATION, "Thu đoàn phí ở bộ phận lao động thời vụ còn chậm."),
        Words(Topic.LIMITATION, "Số liệu của một số đơn vị gửi chưa đúng hạn."),
        Words(Topic.OBJECTIVE_CAUSE, "Lao động thời vụ biến động theo mùa hàng."),
        Words(Topic.DIRECTION, "Kiểm tra việc thực hiện thỏa ước lao động tập thể tại các đơn vị ký mới."),
        Words(Topic.DIRECTION, "Bồi dưỡng kỹ năng thương lượng cho cán bộ công đoàn cơ sở mới thành lập."),
    ),
    "2026-H1": (
        Words(Topic.HIGHLIGHT, "Hoạt động công đoàn sáu tháng bám sát sản xuất, hướng về người lao động trực tiếp."),
        Words(Topic.HIGHLIGHT, "Phát động thi đua «90 ngày năng suất, an toàn» tại bốn đơn vị.", "D"),
        Words(Topic.LIMITATION, "Thu đoàn phí ở bộ phận lao động thời vụ còn chậm."),
        Words(Topic.DIRECTION, "Phấn đấu hoàn thành chỉ tiêu kết nạp đoàn viên trong quý III."),
        Words(Topic.DIRECTION, "Chuẩn bị tổng kết phong trào thi đua và bình xét khen thưởng cuối năm."),
        Words(Topic.PROPOSAL, "Đề nghị Tổng Liên đoàn hướng dẫn thu đoàn phí đối với lao động thời vụ."),
    ),
    "2026-Q3": (
        Words(Topic.HIGHLIGHT, "Các đơn vị duy trì sáng kiến tiết kiệm nhiên liệu tại bãi container.", "D"),
        Words(Topic.HIGHLIGHT, "Quan hệ lao động ổn định trong mùa cao điểm."),
        Words(Topic.LIMITATION, "Việc kiểm tra ở đơn vị vận tải thủy chậm so với kế hoạch."),
        Words(Topic.DIRECTION, "Tổng kết năm, xếp loại công đoàn cơ sở, chuẩn bị Tết Nguyên đán."),
    ),
    "2026-9M": (
        Words(
            Topic.HIGHLIGHT,
            "Nhiều chỉ tiêu năm đã đạt trên hai phần ba kế hoạch; quan hệ lao động ổn định.",
        ),
        Words(Topic.HIGHLIGHT, "Phong trào sáng kiến được công nhân cầu cảng hưởng ứng.", "D"),
        Words(Topic.LIMITATION, "Chỉ tiêu bồi dưỡng cán bộ công đoàn cơ sở còn thấp so với kế hoạch."),
        Words(Topic.DIRECTION, "Tập trung hoàn thành các chỉ tiêu còn thiếu trong quý IV."),
        Words(Topic.DIRECTION, "Xếp loại công đoàn cơ sở và bình xét khen thưởng năm 2026."),
    ),
}
"""What the office writes for each review."""

AWARDS: Mapping[str, tuple[AwardLine, ...]] = {
    "2026-Q2": (AwardLine("BK_T", "Tập thể", 2), AwardLine("BK_T", "Cá nhân", 9)),
}


def figures() -> Mapping[tuple[str, str], Mapping[str, Decimal]]:
    """What each unit answers for each quarter, by its code and the quarter's."""
    found: dict[tuple[str, str], Mapping[str, Decimal]] = {}
    for port in PORTS:
        rng, workers = Random(f"Cảng Sông Vàng {port.code}"), port.workers
        for quarter in QUARTERS:
            workers += rng.randint(-4, 9)
            found[port.code, quarter] = _quarter(workers, quarter, rng)
    return found


def _quarter(workers: int, quarter: str, rng: Random) -> Mapping[str, Decimal]:
    members = round(workers * rng.uniform(0.93, 0.97))
    meeting = quarter.endswith("Q1")
    gift = {"C16a": 0, "C16b": 0} if not meeting else {"C16a": workers // 12, "C16b": (workers // 12) * 0.5}
    helped = rng.randint(2, 9)
    counted: Mapping[str, float] = {
        "A01": workers, "A04": members, "A05": round(members * 0.22), "A08": 0,
        "A14a": 0, "B01": rng.randint(1, 5),
        "B02": workers // 2 + rng.randint(0, 60),
        "C02": 1, "C03": 0, "C27a": helped, "C27b": helped * 1.5, "D03a": rng.randint(4, 14),
        "D04a": rng.randint(40, 190), "E01": 0, "E02": rng.randint(6, 18), "E04": 0, "E08b": 0,
        "F03a": 1 if meeting else 0, "F03b": round(members * 0.2) if meeting else 0, "G01": round(members * 0.34),
        "G02a": round(workers * 0.52), "H01": rng.randint(0, 1), "I01": rng.randint(1, 3), "I02a": rng.randint(0, 1),
        **gift,
    }  # fmt: skip
    return {code: Decimal(str(value)) for code, value in counted.items()}


def make(folder: Path) -> None:
    """Write the office's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
    (folder / "don-vi.xlsx").write_bytes(unit_list(*(_organisation(port) for port in PORTS)))
    for path, data in _forms(folder):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _organisation(port: Port) -> Organisation:
    return unit(port.code, f"Công đoàn cơ sở {port.name}", Level.GRASSROOTS, OFFICE, sector="Doanh nghiệp")


def _forms(folder: Path) -> Iterator[tuple[str, bytes]]:
    answers = figures()
    for (code, quarter), given in answers.items():
        if (code, quarter) not in MISSING:
            port = next(one for one in PORTS if one.code == code)
            spec = spec_for(folder, code, f"Công đoàn cơ sở {port.name}", Period.parse(quarter))
            rows = {indicator: Row(actual=value) for indicator, value in given.items()}
            told = round(given["A04"] * Decimal("0.94"))
            rows["B03"] = Row(numerator=told, denominator=given["A04"])
            yield f"{IN}/{quarter}/{slug(code)}.xlsx", filled_form(spec, rows, author=f"CĐCS {port.name}")
    for period in (*QUARTERS, "2026-H1", "2026-9M"):
        spec = spec_for(folder, OFFICE, OFFICE_NAME, Period.parse(period))
        rows = {code: Row(actual=value) for code, value in OFFICE_FIGURES.get(period, {}).items()}
        name = f"{IN}/{period}/van-phong.xlsx"
        yield name, filled_form(spec, rows, AWARDS.get(period, ()), WORDS.get(period, ()), "Văn phòng Công đoàn")
    spec = spec_for(folder, OFFICE, OFFICE_NAME, Period.parse("2026"))
    planned = {code: replace(Row(), target=target) for code, target in TARGETS.items()}
    yield f"{IN}/2026/ke-hoach-nam.xlsx", filled_form(spec, planned, author="Văn phòng Công đoàn")

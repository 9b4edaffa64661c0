"""The made-up office of Sông Vàng: its settings and its 24 units. Province, units and people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drafter.model.organisation import Level, Organisation
from tests.makers.samples import unit

OFFICE, OFFICE_NAME = "LDLD-SONGVANG", "Liên đoàn Lao động tỉnh Sông Vàng"

SETTINGS = """\
# Văn phòng mẫu. Tỉnh Sông Vàng, các đơn vị, người và số liệu trong thư mục này đều do người làm phần mềm đặt ra,
# không phải của một địa phương, đơn vị hay cá nhân nào có thật; trùng tên là ngẫu nhiên.

[co-quan]
ma = "LDLD-SONGVANG"
ten = "Liên đoàn Lao động tỉnh Sông Vàng"
ten-goi-khac = ["Liên đoàn Lao động tỉnh", "LĐLĐ tỉnh Sông Vàng"]
cap = "tinh"
cap-tren = "Tổng Liên đoàn Lao động Việt Nam"
cap-uy = "Tỉnh ủy Sông Vàng"
chinh-quyen = "Ủy ban nhân dân tỉnh Sông Vàng"
dia-danh = "Sông Vàng"
goi-don-vi = "công đoàn cơ sở"

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "CHỦ TỊCH"
ho-ten = "Đinh Trọng Khải"

[noi-nhan]
dong = [
  "Tổng Liên đoàn Lao động Việt Nam (để báo cáo)",
  "Thường trực Tỉnh ủy (để báo cáo)",
  "Các đồng chí Ủy viên Ban Chấp hành",
  "Các {don_vi} trực thuộc",
]
luu = "VT"

[cap-khen]
TW = "Tổng Liên đoàn Lao động Việt Nam"
T = "Liên đoàn Lao động tỉnh Sông Vàng"
UBND = "Ủy ban nhân dân tỉnh Sông Vàng"

[[dai-hoi]]
nhiem-ky = "2023-2028"
ten = "Đại hội Công đoàn tỉnh Sông Vàng lần thứ XI"
khoa = "XI"

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
ty = "tỷ"
hang-nam = "hằng năm"

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = [
  "A01", "A02", "A04", "A05", "A08", "A11", "A14a", "A14b", "A15a",
  "B01", "B02", "B03", "B04a", "B04b",
  "C01", "C02", "C03", "C04", "C06", "C07", "C08", "C09", "C11a", "C11b",
  "C16a", "C16b", "C17a", "C17b", "C18", "C23a", "C23d", "C27a", "C27b",
  "D01a", "D03a", "D04a", "D09b",
  "E01", "E02", "E03a", "E04", "E07a", "E07b", "E08a", "E08b",
  "F01b", "F03a", "F03b",
  "G01", "G02a",
  "H01", "H02a",
  "I01", "I02a", "I05",
]
"""

STATE, PRIVATE, FDI = "Nhà nước", "Ngoài nhà nước", "FDI"

MERGED_AWAY, MERGED_INTO, MERGED_ON = "CDCS-12", "CDCS-11", date(2024, 10, 1)
FOUNDED_2024, FOUNDED_2025 = "CDCS-23", "CDCS-24"


@dataclass(frozen=True)
class Profile:
    """What a unit is like: `workers` at the end of 2023 (or when founded), `women` in percent, `income` in triệu đồng
    a month; `enterprise` is false of agencies, schools and public hospitals."""

    code: str
    name: str
    alias: str
    sector: str
    workers: int
    women: int
    income: Decimal
    enterprise: bool = True

    @property
    def organisation(self) -> Organisation:
        """The unit as the list of units has it."""
        start = {FOUNDED_2024: date(2024, 3, 12), FOUNDED_2025: date(2025, 4, 15)}.get(self.code)
        gone = self.code == MERGED_AWAY
        return unit(
            self.code, f"Công đoàn cơ sở {self.name}", Level.GRASSROOTS, OFFICE, sector=self.sector, start=start,
            to=date(2024, 9, 30) if gone else None, aliases=(f"CĐCS {self.alias}", self.alias),
            merged_into=MERGED_INTO if gone else "", merged_on=MERGED_ON if gone else None,
        )  # fmt: skip


def _public(code: str, name: str, alias: str, workers: int, women: int, income: str) -> Profile:
    return Profile(code, name, alias, STATE, workers, women, Decimal(income), enterprise=False)


def _firm(code: str, name: str, alias: str, sector: str, workers: int, women: int, income: str) -> Profile:
    return Profile(code, name, alias, sector, workers, women, Decimal(income))


PROFILES = (
    _public("CDCS-01", "cơ quan Sở Xây dựng tỉnh Sông Vàng", "Sở Xây dựng", 142, 38, "9.8"),
    _public("CDCS-02", "Bệnh viện Đa khoa tỉnh Sông Vàng", "BVĐK tỉnh", 864, 66, "11.6"),
    _public("CDCS-03", "Bệnh viện Y dược cổ truyền tỉnh Sông Vàng", "BV Y dược cổ truyền", 215, 62, "10.2"),
    _public("CDCS-04", "Trường Cao đẳng Kỹ thuật Sông Vàng", "CĐ Kỹ thuật", 188, 44, "10.4"),
    _public("CDCS-05", "Trường Trung học phổ thông Tân Lập", "THPT Tân Lập", 86, 64, "10.9"),
    _public("CDCS-06", "Trường Tiểu học Vĩnh Hưng", "TH Vĩnh Hưng", 48, 83, "9.6"),
    _public("CDCS-07", "Trường Mầm non Hoa Mai", "MN Hoa Mai", 39, 97, "8.4"),
    _public("CDCS-08", "Báo và Phát thanh, truyền hình Sông Vàng", "Báo và PTTH", 124, 45, "11.2"),
    _firm("CDCS-09", "Công ty TNHH một thành viên Cấp thoát nước Sông Vàng", "Cấp thoát nước", STATE, 246, 31, "12.3"),
    _firm("CDCS-10", "Công ty cổ phần May Sông Vàng", "May Sông Vàng", PRIVATE, 1650, 84, "8.9"),
    _firm("CDCS-11", "Công ty cổ phần Bao bì An Phú", "Bao bì An Phú", PRIVATE, 318, 47, "9.1"),
    _firm("CDCS-12", "Công ty TNHH In và Bao bì Tân Mỹ", "In Tân Mỹ", PRIVATE, 104, 51, "8.7"),
    _firm("CDCS-13", "Công ty cổ phần Thủy sản Cửa Lạch", "Thủy sản Cửa Lạch", PRIVATE, 1120, 68, "9.3"),
    _firm("CDCS-14", "Công ty TNHH Vận tải Minh Phát", "Vận tải Minh Phát", PRIVATE, 176, 22, "10.7"),
    _firm("CDCS-15", "Công ty cổ phần Xây lắp Thành Hưng", "Xây lắp Thành Hưng", PRIVATE, 284, 18, "10.3"),
    _firm("CDCS-16", "Công ty cổ phần Gạch ngói Đồi Son", "Gạch ngói Đồi Son", PRIVATE, 195, 35, "8.8"),
    _firm("CDCS-17", "Công ty TNHH Nông sản Lúa Mới", "Nông sản Lúa Mới", PRIVATE, 132, 56, "8.2"),
    _firm("CDCS-18", "Bệnh viện Đa khoa tư nhân Tâm Phúc", "BV Tâm Phúc", PRIVATE, 230, 69, "11.8"),
    _firm("CDCS-19", "Công ty TNHH Giày Sunstep Việt Nam", "Giày Sunstep", FDI, 4860, 82, "9.4"),
    _firm("CDCS-20", "Công ty TNHH Điện tử Haneul Vina", "Điện tử Haneul", FDI, 3240, 73, "10.6"),
    _firm("CDCS-21", "Công ty TNHH Dệt sợi Golden Loom", "Dệt sợi Golden Loom", FDI, 1480, 58, "9.7"),
    _firm("CDCS-22", "Công ty TNHH Linh kiện chính xác Kizuna Sông Vàng", "Linh kiện Kizuna", FDI, 690, 49, "11.1"),
    _firm("CDCS-23", "Công ty TNHH Nội thất Nordholm Việt Nam", "Nội thất Nordholm", FDI, 960, 41, "10.1"),
    _firm("CDCS-24", "Công ty TNHH Thực phẩm Bluegrain Việt Nam", "Thực phẩm Bluegrain", FDI, 310, 63, "9.2"),
)  # fmt: skip
"""The 24 units, in the order of the office's list."""


def stood(code: str, year: int) -> bool:
    """Whether the unit had figures in a year: the one merged away has none after 2024, a new one none before."""
    first = {FOUNDED_2024: 2024, FOUNDED_2025: 2025}.get(code, 2023)
    return first <= year <= (2024 if code == MERGED_AWAY else 2025)

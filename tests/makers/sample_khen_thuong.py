"""The made-up award office: the office of Sông Vàng with 1.200 nominations for 2025 and the ballots of its council."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from drafter.model.period import Period
from tests.makers.award_nominees import COUNCIL, YEAR, nominations
from tests.makers.filled_registers import filled_register
from tests.makers.samples import unit_list
from tests.makers.van_phong_units import PROFILES, SETTINGS

IN = "bieu-da-nhan"
DAY = date(2026, 1, 16)

AWARDS = """
[khen-thuong]
# Danh sách xếp theo: ten (tên, thứ tự ABC), cap, hinh-thuc, don-vi.
sap-xep = "hinh-thuc"
# Tiền thưởng: lam-tron-len (hàng chục nghìn đồng), lam-tron, giu-nguyen.
lam-tron = "lam-tron-len"
hoi-dong = "Hội đồng Thi đua - Khen thưởng"

[giay-khen]
# Phôi in sẵn quốc hiệu, tên cơ quan: true thì chỉ in phần riêng của từng người. Số đo là mm.
phoi-in-san = false
sang-phai = 0
xuong-duoi = 0
ma-chu = "unicode"
"""

OWN_FORMS = """\
# Mức tiền thưởng và số lượng do văn phòng mẫu tự đặt để minh họa; văn phòng thật ghi theo quy định của mình.

[[award]]
code = "BK_T"
collective_multiple = "2,0"
individual_multiple = "1,0"
unverified = true

[[award]]
code = "CTD_T"
collective_multiple = "4,0"
unverified = true

[[award]]
code = "GT_287"
individual_multiple = "1,5"
unverified = true

# Tỷ lệ người trực tiếp lao động ít nhất trong số cá nhân.
[[direct]]
percent = 60
regulation = "quy định của văn phòng mẫu"
"""

_BALLOTS = (
    ("Đề nghị tặng Cờ thi đua của Tổng Liên đoàn", "CTD_TLD", 14, 14, 14, 14),
    ("Đề nghị tặng Bằng khen của Tổng Liên đoàn", "BK_TLD", 14, 14, 14, 13),
    ("Đề nghị tặng danh hiệu Chiến sĩ thi đua Tổng Liên đoàn", "CSTD_TLD", 14, 14, 14, 14),
    ("Tặng Cờ thi đua, Bằng khen của Liên đoàn Lao động tỉnh", "BK_T", 14, 14, 14, 14),
)


def make(folder: Path) -> None:
    """Write the office's folder."""
    (folder / IN).mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS + AWARDS, "utf-8")
    (folder / "khen-thuong.toml").write_text(OWN_FORMS, "utf-8")
    units = tuple(profile.organisation for profile in PROFILES)
    (folder / "don-vi.xlsx").write_bytes(unit_list(*units))
    period = Period.parse(str(YEAR))
    for name, code, rows in (
        ("de-nghi-khen-thuong.xlsx", "de-nghi-khen", nominations()),
        ("ket-qua-bo-phieu.xlsx", "bo-phieu", _ballots()),
    ):
        (folder / IN / name).write_bytes(filled_register(folder, code, period, rows, units))


def _ballots() -> list[dict[str, object]]:
    return [
        {
            "noi-dung": about, "hinh-thuc": form, "cach-bo-phieu": "phieu-kin", "ngay": date(2026, 1, 9),
            "so-thanh-vien": COUNCIL, "co-mat": issued, "phat-ra": issued, "thu-ve": returned, "hop-le": valid,
            "dong-y": agreed,
        }
        for about, form, issued, returned, valid, agreed in _BALLOTS
    ]  # fmt: skip

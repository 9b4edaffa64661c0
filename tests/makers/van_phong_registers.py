"""The registers of the made-up office: targets of its term 2023-2028 and what it says of the first half, grades of its
unions in 2024 and 2025.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from drafter.model.narrative import Topic
from drafter.model.period import Period
from tests.makers.filled_registers import filled_register
from tests.makers.samples import Words, filled_form, spec_for
from tests.makers.van_phong_figures import unit_figures
from tests.makers.van_phong_units import FDI, MERGED_AWAY, OFFICE, OFFICE_NAME, PROFILES, STATE, Profile, stood

REGISTERS = "so-da-nhan"
TERM = Period.parse("NK2023-2028")
_EACH, _ALL, _END = "hằng năm", "cả nhiệm kỳ", "đến cuối nhiệm kỳ"

TARGETS: tuple[Mapping[str, object], ...] = (
    {
        "so": 1, "noi-dung": "Kết nạp mới 7.500 đoàn viên trở lên", "chi-so": "E02", "so-sanh": "trở lên", "muc": 7500,
        "pham-vi": _ALL, "tu-nam": 2024,
    },
    {
        "so": 2, "noi-dung": "Thành lập mới ít nhất 10 công đoàn cơ sở", "chi-so": "E01", "so-sanh": "ít nhất",
        "muc": 10,
        "pham-vi": _ALL, "tu-nam": 2024,
    },
    {
        "so": 3, "noi-dung": "100% cơ quan, đơn vị tổ chức hội nghị cán bộ, công chức, viên chức", "chi-so": "C06",
        "so-sanh": "bằng", "muc": 100, "pham-vi": _EACH, "tu-nam": 2024,
    },
    {
        "so": 4,
        "noi-dung": "80% trở lên doanh nghiệp tổ chức hội nghị người lao động, 90% trở lên tổ chức đối thoại "
        "tại nơi làm "
        "việc",
        "chi-so": "C07", "so-sanh": "trở lên", "muc": 80, "pham-vi": _EACH, "tu-nam": 2024,
    },
    {"so": 4, "chi-so": "C08", "so-sanh": "trở lên", "muc": 90, "pham-vi": _EACH, "tu-nam": 2024},
    {
        "so": 5, "noi-dung": "90% trở lên doanh nghiệp có tổ chức công đoàn ký kết thỏa ước lao động tập thể",
        "chi-so": "C04", "so-sanh": "trở lên", "muc": 90, "pham-vi": _END,
    },
    {
        "so": 6,
        "noi-dung": "95% trở lên công đoàn cơ sở khu vực nhà nước xếp loại hoàn thành tốt nhiệm vụ trở lên",
        "chi-so": "E07a", "so-sanh": "trở lên", "muc": 95, "pham-vi": _EACH, "tu-nam": 2024,
    },
    {
        "so": 7,
        "noi-dung": "Trên 75% công đoàn cơ sở khu vực ngoài nhà nước xếp loại hoàn thành tốt nhiệm vụ trở lên",
        "chi-so": "E07b", "so-sanh": "trên", "muc": 75, "pham-vi": _EACH, "tu-nam": 2024,
    },
    {
        "so": 8, "noi-dung": "Hỗ trợ xây mới, sửa chữa ít nhất 10 nhà «Mái ấm Công đoàn»", "chi-so": "C23a",
        "so-sanh": "ít nhất", "muc": 10, "pham-vi": _ALL, "tu-nam": 2024,
    },
    {
        "so": 9, "noi-dung": "Mỗi năm không quá 2 cuộc ngừng việc tập thể", "chi-so": "A14a", "so-sanh": "không quá",
        "muc": 2, "pham-vi": _EACH, "tu-nam": 2024,
    },
    {
        "so": 10, "noi-dung": "Đạt và vượt chỉ tiêu giới thiệu đoàn viên ưu tú cho Đảng do Tỉnh ủy giao",
        "chi-so": "I01",
        "so-sanh": "theo chỉ tiêu giao hằng năm", "pham-vi": _EACH, "tu-nam": 2024,
    },
    {
        "so": 11, "noi-dung": "95% đoàn viên, CNVCLĐ được phổ biến, học tập nghị quyết, chính sách, pháp luật",
        "chi-so": "B03", "so-sanh": "trở lên", "muc": 95, "pham-vi": _EACH,
    },
    {"so": 12, "noi-dung": "Xây dựng đội ngũ cán bộ công đoàn có bản lĩnh, kỹ năng, trách nhiệm"},
)  # fmt: skip

XS, TOT, HT, KHT = (
    "hoàn thành xuất sắc nhiệm vụ",
    "hoàn thành tốt nhiệm vụ",
    "hoàn thành nhiệm vụ",
    "không hoàn thành nhiệm vụ",
)
GRADES: Mapping[int, Mapping[str, tuple[float, str]]] = {
    2024: {
        "01": (93, XS), "02": (95, XS), "03": (86, TOT), "04": (91, XS), "05": (84, TOT), "06": (81, TOT),
        "07": (79, TOT),
        "08": (85, TOT), "09": (92, XS), "10": (82, TOT), "11": (91.5, XS), "13": (78, TOT), "14": (63, HT),
        "15": (60, HT), "16": (58, HT), "17": (55, HT), "18": (80, TOT), "19": (92, XS), "20": (83, TOT),
        "21": (94, XS),
        "22": (88, TOT), "23": (71, TOT),
    },
    2025: {
        "01": (94, XS), "02": (96, XS), "03": (91, XS), "04": (92, XS), "05": (90.5, XS), "06": (91, TOT),
        "07": (82, TOT),
        "08": (86, TOT), "09": (93, XS), "10": (90, XS), "11": (92, XS), "13": (81, TOT), "14": (72, TOT),
        "15": (61, HT), "16": (57, HT), "17": (45, KHT), "18": (84, TOT), "19": (93, XS), "20": (89, TOT),
        "21": (95, XS),
        "22": (88, XS), "23": (77, TOT), "24": (70, TOT),
    },
}  # fmt: skip
"""Points and grade of each year, by the end of the unit's code. They tie with the shares E07a, E07b of the year.

CDCS-22 is graded above the band of its 88 points in 2025: the classification asks about it.
"""
FAILED: Mapping[tuple[str, int], str] = {
    ("CDCS-06", 2025): "chưa tổ chức hội nghị cán bộ, viên chức",
    ("CDCS-17", 2025): "chưa nộp kinh phí công đoàn",
}
NEW_GUILD = "Nghiệp đoàn Vận tải hành khách Bến Sông"
_FIRMS_OF_STATE = ("CDCS-09",)


def grade_rows(year: int) -> Iterator[Mapping[str, object]]:
    """The register of grades of a year: every union that stood in it, and a guild founded as the year ended."""
    members = unit_figures()
    for profile in PROFILES:
        if not stood(profile.code, year):
            continue
        points, grade = GRADES[year].get(profile.code[-2:], (None, ""))
        yield {
            "ten": f"Công đoàn cơ sở {profile.name}",
            "khoi": _sector(profile),
            "doan-vien": members[profile.code][year].get("A04", ""),
            "diem": points if points is not None else "",
            "dieu-kien": FAILED.get((profile.code, year), ""),
            "xep-loai": grade,
            "ly-do": "mới sáp nhập, chia tách" if profile.code == MERGED_AWAY else "",
        }
    if year == 2025:
        yield {"ten": NEW_GUILD, "khoi": "nghiệp đoàn", "doan-vien": 42, "ly-do": "mới thành lập"}


def _sector(profile: Profile) -> str:
    if profile.code in _FIRMS_OF_STATE:
        return "DN nhà nước"
    if profile.sector == STATE:
        return "HCSN"
    return "FDI" if profile.sector == FDI else "DN ngoài nhà nước"


HALF_TERM = Period.parse("NK2023-2028/1")
HALF_TERM_WORDS = (
    Words(
        Topic.CONTEXT,
        "Nửa đầu nhiệm kỳ, tổ chức công đoàn tỉnh có nhiều thay đổi: công đoàn cấp huyện kết thúc hoạt động từ ngày "
        "01/7/2025, Liên đoàn Lao động tỉnh trực tiếp quản lý công đoàn cơ sở.",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Các chỉ tiêu về chăm lo, phát triển đoàn viên được tổ chức thực hiện ngay từ năm đầu, có phân công, kiểm tra.",
    ),
    Words(
        Topic.LIMITATION,
        "Một số doanh nghiệp chưa tổ chức hội nghị người lao động; đối thoại ở đơn vị nhỏ còn hình thức.",
    ),
    Words(
        Topic.SUBJECTIVE_CAUSE, "Cán bộ công đoàn cơ sở phần lớn kiêm nhiệm, kỹ năng thương lượng, đối thoại còn thiếu."
    ),
    Words(Topic.DIRECTION, "Rà soát từng chỉ tiêu chưa đạt, giao đơn vị, giao người theo dõi đến cuối nhiệm kỳ."),
    Words(Topic.DIRECTION, "Tập trung phát triển đoàn viên, thành lập công đoàn cơ sở trong khu công nghiệp."),
)
"""What the office says of its half-term; the paper asks for it."""


def write_registers(folder: Path) -> None:
    """Write the registers into the office's folder."""
    home = folder / REGISTERS
    home.mkdir(parents=True, exist_ok=True)
    (home / "chi-tieu-nhiem-ky-2023-2028.xlsx").write_bytes(filled_register(folder, "chi-tieu-nhiem-ky", TERM, TARGETS))
    spec = spec_for(folder, OFFICE, OFFICE_NAME, HALF_TERM)
    words = filled_form(spec, {}, words=HALF_TERM_WORDS, author="Văn phòng LĐLĐ tỉnh")
    (home / "bao-cao-nua-nhiem-ky.xlsx").write_bytes(words)
    for year in GRADES:
        period = Period.parse(str(year))
        data = filled_register(folder, "xep-loai", period, list(grade_rows(year)))
        (home / f"xep-loai-{year}.xlsx").write_bytes(data)

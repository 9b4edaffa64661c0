"""The public figures of LĐLĐ huyện Thanh Trì for 2020, entered as that office would enter them."""

from __future__ import annotations

from pathlib import Path

from drafter.model.narrative import Topic
from drafter.model.organisation import Level
from drafter.model.period import Period
from tests.makers.samples import AwardLine, Row, Words, filled_form, spec_for, unit, unit_list

CODE, NAME = "LDLD-THANHTRI", "Liên đoàn Lao động huyện Thanh Trì"

SETTINGS = """\
# Văn phòng mẫu: số liệu công khai của LĐLĐ huyện Thanh Trì (Hà Nội) năm 2020.
# Người ký và các dòng nơi nhận là để minh họa thể thức.

[co-quan]
ma = "LDLD-THANHTRI"
ten = "Liên đoàn Lao động huyện Thanh Trì"
ten-goi-khac = ["Liên đoàn Lao động huyện"]
cap = "huyen"
cap-tren = "Liên đoàn Lao động thành phố Hà Nội"
cap-uy = "Huyện ủy Thanh Trì"
chinh-quyen = "Ủy ban nhân dân huyện Thanh Trì"
dia-danh = "Thanh Trì"
goi-don-vi = "công đoàn cơ sở"
# Công đoàn cấp huyện kết thúc hoạt động từ ngày 01/7/2025.
den-ngay = 2025-06-30

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "CHỦ TỊCH"
ho-ten = "Lương Anh Dũng"

[noi-nhan]
dong = [
  "LĐLĐ thành phố Hà Nội (để báo cáo)",
  "Thường trực Huyện ủy (để báo cáo)",
  "Các đồng chí Ủy viên Ban Chấp hành",
  "Các {don_vi} trực thuộc",
]
luu = "VT"

[cap-khen]
TW = "Tổng Liên đoàn Lao động Việt Nam"
T = "Liên đoàn Lao động thành phố Hà Nội"
TT = "Liên đoàn Lao động huyện Thanh Trì"
UBND = "Ủy ban nhân dân huyện Thanh Trì"

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
ty = "tỷ"
hang-nam = "hằng năm"

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = []
"""

FIGURES = {
    "C16a": Row(actual=183),
    "C16b": Row(actual=82.5),
    "C17a": Row(actual=297),
    "C17b": Row(actual=59.4),
    "C18": Row(actual="hơn 1,8 tỷ đồng", note="quà Tết do các công đoàn cơ sở tặng"),
    "E01": Row(actual=11, target=12),
    "E02": Row(actual=676, target=650),
}

AWARDS = (
    AwardLine("CTD_TLD", "Tập thể", 1),
    AwardLine("BK_TLD", "Tập thể", 1),
    AwardLine("BK_TLD", "Cá nhân", 44),
    AwardLine("CTD_T", "Tập thể", 1),
    AwardLine("BK_T", "Tập thể", 7),
    AwardLine("BK_T", "Cá nhân", 8),
    AwardLine("GK_CTTT", "Tập thể", 13),
    AwardLine("GK_CTTT", "Cá nhân", 14),
    AwardLine("VH_GIU", "Tập thể", 26, note="giữ vững danh hiệu trong 02 năm"),
    AwardLine("VH_MOI", "Tập thể", 83),
)

WORDS = (
    Words(Topic.THEME, "Nâng cao chất lượng hoạt động công đoàn cơ sở"),
    Words(
        Topic.HIGHLIGHT,
        "Tổ chức chương trình «Tết Sum vầy» năm 2020 và các hoạt động chăm lo, hỗ trợ đoàn viên, người lao động "
        "gặp khó khăn do dịch Covid-19 và trong các dịp lễ, Tết.",
        "C",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Tuyên truyền về đại hội Đảng các cấp, vận động đoàn viên, người lao động thực hiện 02 Bộ Quy tắc ứng xử.",
        "B",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Trong điều kiện dịch Covid-19 diễn biến phức tạp, các cấp công đoàn huyện đã khắc phục khó khăn, hoàn thành "
        "tốt nhiệm vụ Huyện ủy giao và nhiệm vụ chăm lo cho đoàn viên, người lao động.",
    ),
    Words(
        Topic.LIMITATION,
        "Một số doanh nghiệp chưa thực hiện thương lượng và ký kết thỏa ước lao động tập thể.",
    ),
    Words(
        Topic.LIMITATION,
        "Kỹ năng hoạt động, bản lĩnh, tinh thần trách nhiệm của một bộ phận cán bộ công đoàn cơ sở, nhất là khối doanh "
        "nghiệp, còn hạn chế.",
    ),
    Words(Topic.LIMITATION, "Công tác đào tạo cán bộ công đoàn đã được thực hiện nhưng chưa sâu."),
    Words(
        Topic.OBJECTIVE_CAUSE,
        "Dịch Covid-19 ảnh hưởng đến sản xuất, kinh doanh và việc tổ chức các hoạt động tập trung đông người.",
    ),
    Words(
        Topic.SUBJECTIVE_CAUSE,
        "Việc hướng dẫn, giúp đỡ công đoàn cơ sở khối doanh nghiệp có lúc chưa sâu sát.",
    ),
    Words(
        Topic.DIRECTION,
        "Thực hiện tốt chủ đề năm của Tổng Liên đoàn Lao động Việt Nam và của Thành phố.",
    ),
    Words(
        Topic.DIRECTION,
        "Tuyên truyền, vận động, kiểm tra, giám sát công đoàn cơ sở trong việc thực hiện 02 Bộ Quy tắc ứng xử.",
    ),
    Words(
        Topic.DIRECTION,
        "Thực hiện tốt các chính sách, pháp luật liên quan đến người lao động; chăm lo cho người lao động dịp Tết "
        "Nguyên đán Tân Sửu.",
    ),
    Words(Topic.DIRECTION, "Tổ chức phát động và nâng cao hiệu quả các phong trào thi đua."),
    Words(
        Topic.DIRECTION,
        "Nâng cao chất lượng thương lượng, ký kết và thực hiện hiệu quả thỏa ước lao động tập thể.",
    ),
    Words(Topic.DIRECTION, "Nâng cao chất lượng hoạt động công tác nữ công."),
    Words(
        Topic.DIRECTION,
        "Lập kế hoạch đào tạo, bồi dưỡng cán bộ công đoàn cơ sở, trọng tâm là khối doanh nghiệp; phấn đấu hoàn thành "
        "các chỉ tiêu chưa đạt.",
    ),
)

NEXT_TARGETS = {"C08": Row(target=1)}
"""The goal named for 2021: 100% of units hold a dialogue (Excel keeps 100% as 1)."""


def make(folder: Path) -> None:
    """Write the office's folder."""
    forms = folder / "bieu-da-nhan"
    forms.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
    office = unit(CODE, NAME, Level.DISTRICT, sector="cơ quan", aliases=("LĐLĐ huyện Thanh Trì",))
    (folder / "don-vi.xlsx").write_bytes(unit_list(office))
    this_year, next_year = Period.parse("2020"), Period.parse("2021")
    author = "Văn phòng LĐLĐ huyện"
    data = filled_form(spec_for(folder, CODE, NAME, this_year), FIGURES, AWARDS, WORDS, author)
    (forms / "so-lieu-2020.xlsx").write_bytes(data)
    data = filled_form(spec_for(folder, CODE, NAME, next_year), NEXT_TARGETS, author=author)
    (forms / "chi-tieu-2021.xlsx").write_bytes(data)

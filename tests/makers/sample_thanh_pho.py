"""The city union that reviewed its half-term and the year 2020 on 08/01/2021: no figure of it is public.

Neither the city nor the province is named there, so both stay blank; what it did is told in words of our own. Every
figure its papers ask for is a visible gap.
"""

from __future__ import annotations

from pathlib import Path

from drafter.model.narrative import Topic
from drafter.model.organisation import Level
from drafter.model.period import Period
from tests.makers.samples import Words, filled_form, spec_for, unit, unit_list

CODE, NAME = "LDLD-THANHPHO", "Liên đoàn Lao động thành phố …………"
HALF, YEAR = Period.parse("NK2017-2022/1"), Period.parse("2020")

SETTINGS = """\
# Văn phòng mẫu: một LĐLĐ thành phố thuộc tỉnh, hội nghị ngày 08/01/2021. Tên thành phố, tên tỉnh và số liệu không được
# công bố nên để trống; chỗ trống trong dự thảo là để văn phòng điền.

[co-quan]
ma = "LDLD-THANHPHO"
ten = "Liên đoàn Lao động thành phố …………"
ten-goi-khac = ["Liên đoàn Lao động thành phố"]
cap = "huyen"
cap-tren = "Liên đoàn Lao động tỉnh …………"
cap-uy = "Thành ủy"
chinh-quyen = "Ủy ban nhân dân thành phố"
dia-danh = "…………"
goi-don-vi = "công đoàn cơ sở"
den-ngay = 2025-06-30

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "CHỦ TỊCH"
ho-ten = "…………"

[noi-nhan]
dong = [
  "Ban Thường vụ LĐLĐ tỉnh (để báo cáo)",
  "Thường trực Thành ủy (để báo cáo)",
  "Ban Chấp hành, Ủy ban Kiểm tra LĐLĐ thành phố",
  "Các {don_vi} trực thuộc",
]
luu = "VT"

[[dai-hoi]]
nhiem-ky = "2017-2022"
ten = "Đại hội X Công đoàn thành phố"
khoa = "X"

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
ty = "tỷ"
hang-nam = "hằng năm"

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = ["A04", "A08", "C06", "C07", "C08", "E01", "E02", "E07a", "E07b"]
"""

TASKS = (
    Words(
        Topic.DIRECTION,
        "Dồn sức hoàn thành các mục tiêu của Nghị quyết Đại hội X Công đoàn thành phố và Nghị quyết Đại hội "
        "X Công đoàn "
        "tỉnh.",
    ),
    Words(
        Topic.DIRECTION,
        "Đổi mới thường xuyên cách làm, cách tuyên truyền, giáo dục để gần với CNVCLĐ hơn.",
    ),
    Words(
        Topic.DIRECTION,
        "Kiểm tra, giám sát chặt chẽ hơn việc thực hiện chế độ, chính sách đối với người lao động.",
    ),
    Words(
        Topic.DIRECTION,
        "Thực hiện quy chế dân chủ ở cơ sở; nâng chất lượng hội nghị cán bộ, công chức, viên chức, hội nghị "
        "người lao động "
        "và việc ký kết thỏa ước lao động tập thể.",
    ),
    Words(
        Topic.DIRECTION,
        "Đưa phong trào thi đua yêu nước vào chiều sâu, trước hết là «Lao động giỏi», «Lao động sáng tạo».",
    ),
)
"""The five tasks the conference set, in words of our own."""

HALF_WORDS = (
    Words(
        Topic.HIGHLIGHT,
        "Nửa nhiệm kỳ qua, các cấp công đoàn thành phố bám sát Nghị quyết Đại hội X, cùng đơn vị, doanh "
        "nghiệp và người "
        "lao động thực hiện các nhiệm vụ trọng tâm.",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Việc chăm lo, đại diện, bảo vệ quyền, lợi ích của đoàn viên, người lao động được đặt lên trước và "
        "có hiệu quả hơn.",
        "C",
    ),
    Words(Topic.HIGHLIGHT, "Phong trào thi đua yêu nước trong CNVCLĐ được đổi mới cả nội dung và cách tổ chức.", "D"),
    Words(
        Topic.HIGHLIGHT,
        "Vận động thành lập công đoàn cơ sở, kết nạp đoàn viên; xây dựng tổ chức công đoàn vững mạnh.",
        "E",
    ),
    Words(Topic.HIGHLIGHT, "Công tác nữ công được nâng chất lượng, gắn với chăm lo cho nữ CNVCLĐ.", "F"),
    Words(Topic.HIGHLIGHT, "Góp phần xây dựng Đảng, xây dựng chính quyền trong sạch, vững mạnh.", "I"),
    *TASKS,
)

YEAR_WORDS = (
    Words(
        Topic.HIGHLIGHT,
        "Hội nghị nghe các công đoàn cơ sở trao đổi về thuận lợi, khó khăn, vấn đề mới phát sinh và cách "
        "nâng chất lượng "
        "hoạt động của ban chấp hành công đoàn cơ sở.",
    ),
    *TASKS,
    Words(
        Topic.DIRECTION,
        "Theo ý kiến chỉ đạo của LĐLĐ tỉnh: phối hợp rà soát, thành lập tổ chức công đoàn tại doanh nghiệp; "
        "phấn đấu đạt và "
        "vượt các chỉ tiêu; làm tốt vai trò đại diện và công tác an sinh, nhất là cho lao động ở doanh nghiệp.",
    ),
)


def make(folder: Path) -> None:
    """Write the office's folder."""
    forms = folder / "bieu-da-nhan"
    forms.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
    office = unit(CODE, NAME, Level.DISTRICT, sector="cơ quan", aliases=("LĐLĐ thành phố",))
    (folder / "don-vi.xlsx").write_bytes(unit_list(office))
    author = "Văn phòng LĐLĐ thành phố"
    for name, period, words in (("nua-nhiem-ky", HALF, HALF_WORDS), ("nam-2020", YEAR, YEAR_WORDS)):
        data = filled_form(spec_for(folder, CODE, NAME, period), {}, words=words, author=author)
        (forms / f"bao-cao-{name}.xlsx").write_bytes(data)

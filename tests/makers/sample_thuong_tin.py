"""The public figures of LĐLĐ huyện Thường Tín: results of the term 2018-2023 and the ten targets of 2023-2028.

No year's figures are public, so the term's are entered as figures of the term itself, and what is said of the targets'
scope only between the lines stands in their notes. The union of the district ended on 30/06/2025.
"""

from __future__ import annotations

from pathlib import Path

from drafter.model.narrative import Topic
from drafter.model.organisation import Level
from drafter.model.period import Period
from tests.makers.filled_registers import filled_register
from tests.makers.samples import Row, Words, filled_form, spec_for, unit, unit_list

CODE, NAME = "LDLD-THUONGTIN", "Liên đoàn Lao động huyện Thường Tín"
PAST, TERM = Period.parse("NK2018-2023"), Period.parse("NK2023-2028")

SETTINGS = """\
# Văn phòng mẫu: số liệu công khai của LĐLĐ huyện Thường Tín (Hà Nội): kết quả nhiệm kỳ 2018-2023 và chỉ tiêu nhiệm kỳ
# 2023-2028. Các dòng nơi nhận là để minh họa thể thức.

[co-quan]
ma = "LDLD-THUONGTIN"
ten = "Liên đoàn Lao động huyện Thường Tín"
ten-goi-khac = ["Liên đoàn Lao động huyện"]
cap = "huyen"
cap-tren = "Liên đoàn Lao động thành phố Hà Nội"
cap-uy = "Huyện ủy Thường Tín"
chinh-quyen = "Ủy ban nhân dân huyện Thường Tín"
dia-danh = "Thường Tín"
goi-don-vi = "công đoàn cơ sở"
# Công đoàn cấp huyện kết thúc hoạt động từ ngày 01/7/2025.
den-ngay = 2025-06-30

[nguoi-ky]
thay-mat = "BAN THƯỜNG VỤ"
chuc-vu = "CHỦ TỊCH"
ho-ten = "Bồ Xuân Ngọc"

[noi-nhan]
dong = [
  "LĐLĐ thành phố Hà Nội (để báo cáo)",
  "Thường trực Huyện ủy (để báo cáo)",
  "Các đồng chí Ủy viên Ban Chấp hành",
  "Các {don_vi} trực thuộc",
]
luu = "VT"

# Đại hội mở đầu mỗi nhiệm kỳ: tên gọi trong câu, khóa của ban chấp hành, các dòng ở đầu văn kiện đại hội.
[[dai-hoi]]
nhiem-ky = "2018-2023"
ten = "Đại hội Công đoàn huyện Thường Tín lần thứ X"
khoa = "X"

[[dai-hoi]]
nhiem-ky = "2023-2028"
ten = "Đại hội Công đoàn huyện Thường Tín lần thứ XI"
khoa = "XI"
dong-ten = ["ĐẠI HỘI ĐẠI BIỂU", "CÔNG ĐOÀN", "HUYỆN THƯỜNG TÍN", "LẦN THỨ XI", "NHIỆM KỲ 2023 - 2028"]

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
ty = "tỉ"
hang-nam = "hằng năm"
hon = "hơn"

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = [
  "A08", "B01", "B02", "B03", "C02", "C04", "C06", "C07", "C08", "C10", "C21a", "C21b", "C23a", "C24a", "C24b", "D09c",
  "D09d", "E01", "E02", "E07a", "E07b", "E09", "F01b", "I01", "I03",
]
"""

RESULTS = {
    "B01": Row(actual=1846),
    "B02": Row(actual="hơn 45.000"),
    "C04": Row(actual=0.7),
    "C06": Row(actual=1, note="hằng năm"),
    "C07": Row(actual="hơn 70%", note="hằng năm"),
    "C10": Row(actual=65),
    "C21a": Row(actual=25),
    "C21b": Row(actual="hơn 1.000"),
    "C23a": Row(actual=6, note="xây dựng và sửa chữa"),
    "C24a": Row(actual=80),
    "C24b": Row(actual="2,2 tỉ đồng"),
}

WORDS = (
    Words(
        Topic.HIGHLIGHT,
        "Hoạt động công đoàn hướng về cơ sở, lấy việc đại diện, chăm lo, bảo vệ quyền, lợi ích hợp pháp, chính "
        "đáng của "
        "đoàn viên, người lao động làm trọng tâm; các chỉ tiêu chủ yếu của Nghị quyết Đại hội X đều đạt và "
        "vượt kế hoạch.",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Cùng Ủy ban nhân dân huyện tổ chức hội nghị đối thoại giữa chính quyền, công đoàn, người sử dụng lao động và "
        "người lao động; cùng Báo Lao động Thủ đô giao lưu trực tuyến về tiền lương, bảo hiểm xã hội; lập Văn phòng hỗ "
        "trợ hoạt động công đoàn và công nhân lao động tại Cụm công nghiệp Quất Động.",
        "C",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Dịp lễ, Tết và Tháng Công nhân, các cấp công đoàn trao trợ cấp, tặng hàng trăm suất quà cho CNVCLĐ và "
        "con CNVCLĐ "
        "có hoàn cảnh khó khăn; hỗ trợ kịp thời đoàn viên, người lao động và doanh nghiệp bị ảnh hưởng bởi "
        "dịch Covid-19.",
        "C",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Nội dung, hình thức tuyên truyền, giáo dục được đổi mới, sát cơ sở, đáp ứng dần nhu cầu của đoàn "
        "viên, người lao "
        "động.",
        "B",
    ),
    Words(
        Topic.DIRECTION,
        "Thực hiện phương châm hành động của nhiệm kỳ: «Đổi mới - Dân chủ - Đoàn kết - Phát triển».",
    ),
    Words(
        Topic.DIRECTION,
        "Làm tốt chức năng đại diện, chăm lo, bảo vệ quyền, lợi ích hợp pháp, chính đáng của đoàn viên, người "
        "lao động.",
    ),
    Words(Topic.DIRECTION, "Đổi mới công tác tuyên truyền; nâng cao hiệu quả các phong trào thi đua."),
    Words(
        Topic.DIRECTION,
        "Đổi mới nội dung, phương thức hoạt động; nâng cao năng lực đội ngũ cán bộ công đoàn.",
    ),
    Words(
        Topic.DIRECTION,
        "Đẩy mạnh công tác vận động nữ CNVCLĐ; công tác kiểm tra, giám sát và hoạt động của Ủy ban Kiểm tra.",
    ),
    Words(
        Topic.DIRECTION,
        "Xây dựng đội ngũ CNVCLĐ có tác phong công nghiệp, đáp ứng yêu cầu công nghiệp hóa, hiện đại hóa và "
        "hội nhập; xây "
        "dựng tổ chức công đoàn vững mạnh, góp phần xây dựng Đảng, chính quyền trong sạch, vững mạnh.",
    ),
)

EACH, END = "hằng năm", "đến cuối nhiệm kỳ"
NOT_SAID = "nghị quyết không nêu phạm vi; hiểu là hằng năm vì xếp loại theo năm"
TARGETS: tuple[dict[str, object], ...] = (
    {
        "so": 1, "noi-dung": "Đạt và vượt chỉ tiêu phát triển đoàn viên và thành lập công đoàn cơ sở do LĐLĐ "
        "Thành phố giao",
        "chi-so": "E02", "so-sanh": "theo chỉ tiêu giao hằng năm", "pham-vi": EACH,
    },
    {"so": 1, "chi-so": "E01", "so-sanh": "theo chỉ tiêu giao hằng năm", "pham-vi": EACH},
    {
        "so": 2, "noi-dung": "100% cơ quan hành chính sự nghiệp tổ chức hội nghị cán bộ, công chức, viên chức",
        "chi-so": "C06", "so-sanh": "bằng", "muc": 100, "pham-vi": EACH,
    },
    {
        "so": 3,
        "noi-dung": "70% trở lên doanh nghiệp ngoài Nhà nước có tổ chức công đoàn tổ chức được hội nghị người "
        "lao động và "
        "xây dựng, ban hành được quy chế, tổ chức đối thoại tại nơi làm việc",
        "chi-so": "C07", "so-sanh": "trở lên", "muc": 70, "pham-vi": EACH,
    },
    {"so": 3, "chi-so": "C08", "so-sanh": "trở lên", "muc": 70, "pham-vi": EACH},
    {
        "so": 4,
        "noi-dung": "Trên 80% cơ quan, đơn vị, doanh nghiệp đạt chuẩn đơn vị văn hóa trên tổng số đơn vị đăng ký",
        "chi-so": "D09d", "so-sanh": "trên", "muc": 80, "pham-vi": EACH,
    },
    {
        "so": 5, "noi-dung": "Trên 95% công đoàn cơ sở khu vực Nhà nước xếp loại hoàn thành tốt nhiệm vụ",
        "chi-so": "E07a", "so-sanh": "trên", "muc": 95, "pham-vi": EACH, "ghi-chu": NOT_SAID,
    },
    {
        "so": 6, "noi-dung": "60% công đoàn cơ sở khu vực ngoài Nhà nước trở lên xếp loại hoàn thành tốt nhiệm vụ",
        "chi-so": "E07b", "so-sanh": "trở lên", "muc": 60, "pham-vi": EACH, "ghi-chu": NOT_SAID,
    },
    {
        "so": 7,
        "noi-dung": "100% cán bộ chủ chốt công đoàn các cấp được đào tạo, bồi dưỡng nghiệp vụ công tác công đoàn",
        "chi-so": "E09", "so-sanh": "bằng", "muc": 100, "pham-vi": "cả nhiệm kỳ",
    },
    {
        "so": 8,
        "noi-dung": "100% công đoàn cơ sở khu vực hành chính sự nghiệp và công đoàn cơ sở ngoài khu vực Nhà "
        "nước đủ điều "
        "kiện thành lập được Ban Nữ công quần chúng theo quy định của Điều lệ Công đoàn Việt Nam",
        "chi-so": "F01b", "so-sanh": "bằng", "muc": 100, "pham-vi": END,
        "ghi-chu": "nghị quyết không nêu phạm vi; hiểu là đến cuối nhiệm kỳ",
    },
    {
        "so": 9,
        "noi-dung": "95% đoàn viên, CNVCLĐ nơi có tổ chức công đoàn được phổ biến thông tin, quán triệt, học "
        "tập chỉ thị, "
        "nghị quyết của Đảng, chính sách, pháp luật của Nhà nước, nghị quyết của công đoàn các cấp",
        "chi-so": "B03", "so-sanh": "bằng", "muc": 95, "pham-vi": EACH,
    },
    {
        "so": 10,
        "noi-dung": "Bình quân mỗi công đoàn cơ sở giới thiệu được ít nhất 1 đoàn viên ưu tú cho Đảng xem xét, "
        "bồi dưỡng "
        "kết nạp",
        "chi-so": "I03", "so-sanh": "ít nhất", "muc": 1, "pham-vi": EACH,
    },
)  # fmt: skip


def make(folder: Path) -> None:
    """Write the office's folder."""
    forms = folder / "bieu-da-nhan"
    forms.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
    office = unit(CODE, NAME, Level.DISTRICT, sector="cơ quan", aliases=("LĐLĐ huyện Thường Tín",))
    (folder / "don-vi.xlsx").write_bytes(unit_list(office))
    data = filled_form(spec_for(folder, CODE, NAME, PAST), RESULTS, words=WORDS, author="Văn phòng LĐLĐ huyện")
    (forms / "ket-qua-nhiem-ky-2018-2023.xlsx").write_bytes(data)
    data = filled_register(folder, "chi-tieu-nhiem-ky", TERM, TARGETS)
    (forms / "chi-tieu-nhiem-ky-2023-2028.xlsx").write_bytes(data)

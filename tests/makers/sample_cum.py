"""The clusters: Cụm thi đua số 2 (Hà Nội, 2019), Cụm thi đua số 1 (quý I/2021), and a made-up one with scores of 2026.

The first two hold the public figures of two articles and no more: what the articles do not tell stays open. In the
made-up one are planted: an equal total that the ballot parts and one that stays, a score above its maximum, scores
without evidence, a criterion nobody knows, a bonus over its cap, ballots that do not add up, the same head twice
running and a unit without a figure; the late files mend the score, the ballot and the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from drafter.model.narrative import Topic
from drafter.model.organisation import Level, Organisation
from drafter.model.period import Period
from drafter.wording.fold import slug
from tests.makers.filled_registers import filled_register
from tests.makers.samples import Row, Words, filled_form, spec_for, unit, unit_list

IN, LATE = "bieu-da-nhan", "bieu-nop-muon"

_HEAD = """\
[co-quan]
ma = "{code}"
ten = "{name}"
cap = "cum-thi-dua"
cap-tren = "Liên đoàn Lao động thành phố Hà Nội"
dia-danh = "Hà Nội"
goi-don-vi = "đơn vị trong cụm"
# Cụm gồm các Liên đoàn Lao động quận, kết thúc hoạt động từ ngày 01/7/2025.
den-ngay = 2025-06-30

[nguoi-ky]
# Người ký là Cụm trưởng ghi trong sổ «cum» của kỳ; muốn ghi tay thì thêm dòng ho-ten = "…".
chuc-vu = "CỤM TRƯỞNG"

[noi-nhan]
dong = ["LĐLĐ thành phố Hà Nội (để báo cáo)", "Các {{don_vi}}"]
luu = "Cụm thi đua"

[cach-viet]
phan-tram = "cat-bot"
so-le = 2
them-so-0 = "không"
"""

CUM_2 = """\
# Số liệu công khai của Cụm thi đua số 2, Liên đoàn Lao động thành phố Hà Nội, năm 2019.

{head}
[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = ["B06b", "C01", "C02", "C03", "C04", "C14", "D02", "E01", "E02"]
"""
CUM_1 = """\
# Số liệu công khai của Cụm thi đua số 1, Liên đoàn Lao động thành phố Hà Nội, quý I năm 2021. Cụm có 6 đơn vị; tài liệu
# công khai chỉ nêu tên hai đơn vị, nên danh sách đơn vị và số liệu từng đơn vị còn để trống.

{head}
[cum-thi-dua]
so-don-vi = 6

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = [
  "B07", "C06", "C07", "C17a", "C17b", "C19a", "C19b", "C20a", "C20b", "C22a", "C22b", "C33", "E01", "E02",
]
"""

_DISTRICT = "Liên đoàn Lao động quận "
DISTRICTS = {
    "LDLD-BACTULIEM": "Bắc Từ Liêm",
    "LDLD-NAMTULIEM": "Nam Từ Liêm",
    "LDLD-CAUGIAY": "Cầu Giấy",
    "LDLD-THANHXUAN": "Thanh Xuân",
    "LDLD-TAYHO": "Tây Hồ",
    "LDLD-HADONG": "Hà Đông",
}
"""The members of Cụm 2 in the order of the article's longer list."""

FIGURES_2019: Mapping[str, Mapping[str, Row]] = {
    "LDLD-BACTULIEM": {"C14": Row(actual=2), "C04": Row(actual="52%")},
    "LDLD-NAMTULIEM": {"C14": Row(actual=3), "C04": Row(actual="75,2%")},
    "LDLD-CAUGIAY": {"C14": Row(actual=6), "C04": Row(actual="62,6%")},
    "LDLD-THANHXUAN": {"C03": Row(actual=64)},
    "LDLD-TAYHO": {"C14": Row(actual=2), "C04": Row(actual="69%")},
    "LDLD-HADONG": {"C14": Row(actual=1), "C04": Row(actual="70,37%")},
    "CUM-2": {"D02": Row(actual="100%"), "B06b": Row(actual=23)},
}

WORDS_2019 = (
    Words(
        Topic.HIGHLIGHT,
        "Các đơn vị xây dựng kế hoạch chăm lo ngay từ đầu năm, hướng hoạt động về cơ sở: hỗ trợ Mái ấm Công đoàn, thăm "
        "hỏi, trợ cấp công nhân, lao động có hoàn cảnh khó khăn, bị tai nạn lao động, bệnh nghề nghiệp; tặng quà con "
        "CNVCLĐ vượt khó học giỏi.",
        "C",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Trong năm, các đơn vị tổ chức hoạt động kỷ niệm 90 năm Ngày thành lập Công đoàn Việt Nam, hưởng ứng Tháng "
        "Công nhân. LĐLĐ quận Bắc Từ Liêm tổ chức chung khảo hội diễn văn nghệ CNVCLĐ của quận và đăng cai sơ khảo của "
        "Cụm; LĐLĐ quận Tây Hồ đạt giải Nhất cụm, đại diện Cụm dự chung khảo của Thành phố và đạt giải Đặc biệt.",
        "B",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Sau khi ký giao ước, từng đơn vị chủ động xây dựng kế hoạch, phát động thi đua phù hợp với địa phương.",
        "D",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Hoạt động của Ban Nữ công và các câu lạc bộ nữ công được đổi mới, nhiều đoàn viên hưởng ứng.",
        "F",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Thỏa ước lao động tập thể tập trung vào các cam kết có lợi hơn cho người lao động: tiền lương, tiền thưởng, "
        "lương tháng thứ 13, bữa ăn ca, trợ cấp đi lại, thời gian nghỉ khi sinh con, nuôi con nhỏ.",
    ),
)

FIGURES_2021: Mapping[str, Row] = {
    "C06": Row(actual="100%"),
    "C19a": Row(actual=2130),
    "C19b": Row(actual="hơn 2 tỷ đồng"),
    "C17a": Row(actual=352),
    "C17b": Row(actual="gần 200 triệu đồng"),
    "C22a": Row(actual=431),
    "C22b": Row(actual=482),
    "C20a": Row(actual=117),
    "C20b": Row(actual="gần 80 triệu đồng"),
    "C33": Row(numerator=6, denominator=6),
    "E01": Row(actual=24),
    "E02": Row(actual=2043),
}

WORDS_2021 = (
    Words(Topic.THEME, "Nâng cao chất lượng hoạt động cán bộ công đoàn cơ sở"),
    Words(Topic.THEME, "Kỷ cương, trách nhiệm, hành động, sáng tạo, phát triển"),
    Words(
        Topic.CONTEXT,
        "Từ cuối tháng 01/2021, ngay trước Tết Nguyên đán Tân Sửu, dịch Covid-19 diễn biến phức tạp, ảnh hưởng trực "
        "tiếp đến đời sống người lao động và hoạt động của doanh nghiệp.",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Chương trình “Tết Sum vầy - Kết nối yêu thương” được tổ chức theo chỉ đạo của Thành phố. Trong hai ngày 09 và "
        "10/02/2021 (ngày 28, 29 tháng Chạp năm Canh Tý), các đơn vị đến tận nơi ở thăm người lao động thuê trọ không "
        "về quê. Việc hỗ trợ đoàn viên, người lao động bị ảnh hưởng bởi dịch Covid-19 và thiên tai năm 2020 thực hiện "
        "theo Quyết định số 1921/QĐ-TLĐ, từ kinh phí dự phòng của Thành phố và quận. Chương trình phối hợp giai đoạn "
        "2021 - 2025 được ký với Phòng Lao động - Thương binh và Xã hội.",
        "C",
    ),
    Words(
        Topic.HIGHLIGHT,
        "Tổ chức các hoạt động kỷ niệm 91 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2021), chào "
        "mừng Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, mừng Xuân Tân Sửu.",
        "B",
    ),
    Words(
        Topic.LIMITATION,
        "Số doanh nghiệp tổ chức hội nghị người lao động chưa cao do ảnh hưởng của dịch Covid-19",
    ),
    Words(
        Topic.DIRECTION,
        "Tổ chức các hoạt động văn hóa, văn nghệ, thể dục thể thao chào mừng Tháng Công nhân, Tháng hành động về an "
        "toàn, vệ sinh lao động năm 2021",
    ),
    Words(
        Topic.DIRECTION,
        "Tuyên truyền bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021 - 2026, "
        "ngày bầu cử 23/5/2021",
    ),
)

KNOWN_2021 = {"LDLD-HOANGMAI": "Hoàng Mai", "LDLD-HAIBATRUNG": "Hai Bà Trưng"}


def make(samples: Path) -> None:
    """Write the three offices' folders below `samples`."""
    _cum_2(samples / "cum-2-2019")
    _cum_1(samples / "cum-1-quy-1-2021")
    _made_up(samples / "cum-thi-dua-mau")


def _districts(names: Mapping[str, str], cluster: str) -> tuple[Organisation, ...]:
    ended = date(2025, 6, 30)
    return tuple(
        unit(code, _DISTRICT + name, Level.DISTRICT, cluster, to=ended, aliases=(f"LĐLĐ quận {name}",))
        for code, name in names.items()
    )


def _office(folder: Path, settings: str, code: str, name: str, units: Sequence[Organisation]) -> Path:
    """The settings and the list of units; returns the folder for what comes in."""
    (folder / IN).mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(settings.format(head=_HEAD.format(code=code, name=name)), "utf-8")
    (folder / "don-vi.xlsx").write_bytes(unit_list(*units))
    return folder / IN


def _cum_2(folder: Path) -> None:
    units = _districts(DISTRICTS, "CUM-2")
    forms = _office(folder, CUM_2, "CUM-2", "Cụm thi đua số 2", units)
    period = Period.parse("2019")
    for code, figures in FIGURES_2019.items():
        name = _DISTRICT + DISTRICTS[code] if code in DISTRICTS else "Cụm thi đua số 2"
        words = () if code in DISTRICTS else WORDS_2019
        form = filled_form(spec_for(folder, code, name, period), figures, words=words)
        (forms / f"so-lieu_{slug(code)}.xlsx").write_bytes(form)
    head, deputy = ("Nguyễn Văn Ngà", "Chủ tịch"), ("Cao Đắc Tiến", "Chủ tịch")
    rows = [
        *_posts(DISTRICTS, {"LDLD-BACTULIEM": ("Cụm trưởng", *head), "LDLD-THANHXUAN": ("Cụm phó", *deputy)}),
        _post("LDLD-THANHXUAN", "Người báo cáo", *deputy),
        _post(
            "", "Trưởng đoàn khảo sát", "Đặng Thị Phương Hoa",
            "Phó Chủ tịch Thường trực, phụ trách LĐLĐ thành phố Hà Nội",
        ),
        _post("", "Đại biểu dự", "Nguyễn Minh Tiến", "Phó Bí thư Thường trực Quận ủy Thanh Xuân"),
    ]  # fmt: skip
    (forms / "danh-sach-cum.xlsx").write_bytes(filled_register(folder, "cum", period, rows, units))


def _cum_1(folder: Path) -> None:
    units = _districts(KNOWN_2021, "CUM-1")
    forms = _office(folder, CUM_1, "CUM-1", "Cụm thi đua số 1", units)
    period = Period.parse("2021-Q1")
    spec = spec_for(folder, "CUM-1", "Cụm thi đua số 1", period)
    (forms / "so-lieu-quy-1.xlsx").write_bytes(filled_form(spec, FIGURES_2021, words=WORDS_2021))
    spec = spec_for(folder, "CUM-1", "Cụm thi đua số 1", period.next())
    (forms / "chi-tieu-quy-2.xlsx").write_bytes(filled_form(spec, {"B07": Row(target="100%")}))
    rows = [
        _post("LDLD-HAIBATRUNG", "Cụm phó", "Nguyễn Thị Kim Dung", "Chủ tịch"),
        _post("LDLD-HOANGMAI", "Thành viên"),
        _post("LDLD-HOANGMAI", "Người báo cáo", "Bùi Thị Ngọc Thủy", "Chủ tịch"),
    ]
    year = Period.parse("2021")
    (forms / "danh-sach-cum-2021.xlsx").write_bytes(filled_register(folder, "cum", year, rows, units))


def _post(code: str, role: str, name: str = "", title: str = "") -> dict[str, object]:
    return {"don-vi": code, "vai-tro": role, "ho-ten": name, "chuc-vu": title}


def _posts(units: Mapping[str, str], posts: Mapping[str, tuple[str, str, str]]) -> Iterator[dict[str, object]]:
    """A row a unit, in order; who has no post is a member."""
    for code in units:
        role, name, title = posts.get(code, ("Thành viên", "", ""))
        yield _post(code, role, name, title)


# --- the made-up cluster -------------------------------------------------------------------------------------------

MADE_UP = """\
# Cụm thi đua mẫu: báo cáo của cụm phát hành theo phần đầu văn bản của đơn vị cụm trưởng. Các đơn vị, người và số liệu
# đều do người làm phần mềm đặt ra, không phải của đơn vị hay cá nhân nào có thật; trùng tên là ngẫu nhiên.
# Muốn cụm có phần đầu riêng («CỤM THI ĐUA SỐ 4», TM. CỤM THI ĐUA) thì thêm mục:
#   [ban-hanh.cum-thi-dua]
#   ten = "Cụm thi đua số 4"
#   cap-tren = "Liên đoàn Lao động tỉnh Sông Vàng"

[co-quan]
ma = "CDP-ANHOA"
ten = "Công đoàn phường An Hòa"
cap = "xa-phuong"
cap-tren = "Liên đoàn Lao động tỉnh Sông Vàng"
cap-uy = "Đảng ủy phường An Hòa"
dia-danh = "An Hòa"
dong-ten = ["CÔNG ĐOÀN", "PHƯỜNG AN HÒA"]
goi-don-vi = "đơn vị trong cụm"

[nguoi-ky]
chuc-vu = "CHỦ TỊCH"
ho-ten = "Mạc Thị Thanh Hòa"

[noi-nhan]
dong = ["LĐLĐ tỉnh Sông Vàng (để báo cáo)", "Các {don_vi}"]
luu = "Cụm thi đua"

[cap-khen]
TW = "Tổng Liên đoàn Lao động Việt Nam"
T = "Liên đoàn Lao động tỉnh Sông Vàng"

[cum-thi-dua]
ten = "Cụm thi đua số 4"
so-don-vi = 7

[cach-viet]
phan-tram = "cat-bot"
so-le = 2

[bieu-mau]
han-nop-sau-ngay = 15
chi-tieu = [
  "B03", "C01", "C02", "C04", "C06", "C07", "C14", "C16a", "C16b", "D03a", "D05", "E01", "E02", "E09", "G02a", "H02b",
]
"""

COMMUNES = {
    "CDP-ANHOA": "Công đoàn phường An Hòa",
    "CDP-BINHMINH": "Công đoàn phường Bình Minh",
    "CDX-CAMSON": "Công đoàn xã Cẩm Sơn",
    "CDX-DONGHAI": "Công đoàn xã Đông Hải",
    "CDP-PHULOC": "Công đoàn phường Phú Lộc",
    "CDX-TANHIEP": "Công đoàn xã Tân Hiệp",
    "CDP-XUANAN": "Công đoàn phường Xuân An",
}
_SHORT = ("CDP-ANHOA", "CDP-BINHMINH", "CDX-CAMSON", "CDX-DONGHAI", "CDP-PHULOC", "CDX-TANHIEP", "CDP-XUANAN")

# Each unit's (actual, target) or (numerator, denominator), in the order of _SHORT. Cẩm Sơn and Đông Hải are alike, so
# that their totals are equal whatever is asked of them.
COUNTS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "C14": ((6, 5), (5, 5), (4, 5), (4, 5), (5, 4), (3, 5), (2, 4)),
    "E02": ((640, 600), (520, 500), (399, 420), (399, 420), (610, 560), (300, 400), (297, 350)),
    "E01": ((6, 5), (5, 5), (4, 4), (4, 4), (5, 5), (2, 3), (3, 4)),
    "D03a": ((24, 20), (20, 20), (15, 18), (15, 18), (22, 20), (9, 12), (8, 10)),
    "G02a": ((4120, 4000), (3650, 3600), (2450, 2500), (2450, 2500), (3380, 3300), (1710, 1800), (1440, 1600)),
    "H02b": ((18, 16), (15, 15), (10, 10), (10, 10), (14, 14), (6, 8), (7, 8)),
}
SHARES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "C06": ((20, 20), (18, 18), (19, 20), (19, 20), (22, 22), (11, 12), (13, 15)),
    "C07": ((45, 56), (36, 50), (30, 48), (30, 48), (40, 52), (21, 40), (18, 36)),
    "E09": ((31, 31), (28, 28), (24, 25), (24, 25), (30, 30), (18, 20), (17, 20)),
    "B03": ((5980, 6200), (5050, 5300), (3900, 4300), (3900, 4300), (5600, 5800), (2700, 3200), (2500, 3000)),
}
PARTS: Mapping[str, tuple[int, ...]] = {
    "C02": (42, 38, 30, 30, 39, 18, 20),
    "C01": (56, 50, 48, 48, 52, 40, 36),
    "D05": (2, 1, 1, 1, 1, 0, 1),
    "C16a": (320, 260, 180, 180, 300, 120, 110),
    "C16b": (160, 130, 90, 90, 150, 60, 55),
}

# Verified points of what people score, in the order of _SHORT.
MANUAL: Mapping[str, tuple[float, ...]] = {
    "1.5": (5.5, 6, 5, 5, 5.5, 4.5, 5),
    "2.4": (3, 3, 2.5, 2.5, 3, 2, 2.5),
    "3.2": (5, 4.5, 4, 4, 4.5, 3.5, 4),
    "3.3": (4, 4, 3.5, 3.5, 4, 3, 3),
    "4.3": (4, 3.5, 3, 3, 3.5, 3, 3),
    "5.3": (2.5, 3, 2.5, 2.5, 2.5, 2, 2.5),
    "6.1": (5, 5, 4.5, 4.5, 4.5, 4, 4.5),
    "6.2": (5, 5, 5, 5, 5, 4, 4.5),
}
# What the units gave themselves for criteria that are scored by figures.
SELF: Mapping[str, tuple[float, ...]] = {
    "1.1": (6, 6, 5, 5, 6, 4, 3),
    "1.2": (8, 8, 7.5, 7, 8, 5.5, 6.5),
    "1.3": (5, 5, 4, 4, 5, 3, 3),
    "1.4": (5, 5, 4.5, 4.5, 5, 4, 4),
    "2.1": (10, 10, 9.5, 9.5, 10, 8, 8.5),
    "2.2": (8, 8, 8, 8, 8, 5.5, 6),
    "2.3": (4, 4, 4, 4, 4, 3.5, 3.5),
    "3.1": (6, 6, 5, 5, 6, 4, 4),
    "4.1": (4, 4, 3.5, 3.5, 4, 3, 3.5),
    "4.2": (2, 2, 2, 2, 2, 1, 2),
    "5.1": (4, 4, 3, 3, 4, 3, 2),
    "5.2": (3, 3, 3, 3, 3, 2.5, 2.5),
}
CORRECTED = ("CDP-PHULOC", "2.1")
EVIDENCED = {"1.5", "2.4", "3.2", "4.3"}
BONUS = {"CDP-ANHOA": 2.0, "CDP-BINHMINH": 2.0, "CDP-PHULOC": 1.0, "CDP-XUANAN": 6.0}
LATE_REPORTS = {"CDX-TANHIEP": 1.0, "CDX-CAMSON": 0.5, "CDX-DONGHAI": 0.5}
VOTES = (13, 12, 11, 11, 12, 10, 10)
VOTERS = 14


def _made_up(folder: Path) -> None:
    units = tuple(
        unit(code, name, Level.COMMUNE, start=date(2025, 7, 1))
        for code, name in COMMUNES.items()
        if code != "CDP-ANHOA"
    )
    for name in (IN, LATE):
        (folder / name / "2026").mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text(MADE_UP, "utf-8")
    (folder / "don-vi.xlsx").write_bytes(unit_list(*units))
    year, before = Period.parse("2026"), Period.parse("2025")
    come, late = folder / IN / "2026", folder / LATE / "2026"
    for code in _SHORT:
        lacking = {"E02"} if code == "CDX-TANHIEP" else set[str]()
        (come / f"{slug(code)}.xlsx").write_bytes(_form(folder, code, year, lacking))
    (late / "cdx-tanhiep_nop-lai.xlsx").write_bytes(_form(folder, "CDX-TANHIEP", year, set()))
    (folder / IN / "danh-sach-cum-2025.xlsx").write_bytes(filled_register(folder, "cum", before, _members(2025), units))
    (come / "danh-sach-cum.xlsx").write_bytes(filled_register(folder, "cum", year, _members(2026), units))
    for target, mended in ((come, False), (late, True)):
        scores = filled_register(folder, "cham-diem", year, list(_scores(mended=mended)), units)
        (target / f"cham-diem{'_sua' if mended else ''}.xlsx").write_bytes(scores)
        ballots = filled_register(folder, "bo-phieu", year, list(_ballots(mended=mended)), units)
        (target / f"bo-phieu{'_sua' if mended else ''}.xlsx").write_bytes(ballots)


def _form(folder: Path, code: str, period: Period, lacking: set[str]) -> bytes:
    at = _SHORT.index(code)
    rows = {name: Row(actual=values[at][0], target=values[at][1]) for name, values in COUNTS.items()}
    rows |= {name: Row(numerator=values[at][0], denominator=values[at][1]) for name, values in SHARES.items()}
    rows |= {name: Row(actual=values[at]) for name, values in PARTS.items()}
    words = _OWN_WORDS if code == "CDP-ANHOA" else _UNIT_WORDS.get(code, ())
    kept = {name: row for name, row in rows.items() if name not in lacking}
    return filled_form(spec_for(folder, code, COMMUNES[code], period), kept, words=words)


_OWN_WORDS = (
    Words(
        Topic.CONTEXT,
        "Cụm được thành lập từ tháng 7/2025, sau khi sắp xếp tổ chức công đoàn; các đơn vị đã ký giao ước thi đua ngày "
        "16/01/2026.",
    ),
    Words(Topic.THEME, "Đổi mới hoạt động, hướng về cơ sở, vì đoàn viên và người lao động"),
    Words(Topic.HIGHLIGHT, "Cụm tổ chức 02 buổi chia sẻ kinh nghiệm thương lượng tập thể tại xã Cẩm Sơn.", "M"),
    Words(Topic.LIMITATION, "Nhiều doanh nghiệp nhỏ trong cụm chưa có công đoàn cơ sở"),
    Words(Topic.OBJECTIVE_CAUSE, "Doanh nghiệp nhỏ, lao động hay thay đổi chỗ làm"),
    Words(Topic.PROPOSAL, "Đề nghị LĐLĐ tỉnh ban hành bảng điểm thi đua thống nhất cho các cụm"),
    Words(Topic.DIRECTION, "Phát triển đoàn viên, thành lập công đoàn cơ sở ở doanh nghiệp có từ 20 lao động trở lên"),
    Words(Topic.DIRECTION, "Nâng chất lượng thương lượng và thỏa ước lao động tập thể; ký thỏa ước nhóm doanh nghiệp"),
)
_UNIT_WORDS: Mapping[str, tuple[Words, ...]] = {
    "CDP-BINHMINH": (
        Words(Topic.HIGHLIGHT, "Mô hình “Giờ công đoàn tại khu nhà trọ”, mỗi tháng một buổi tư vấn pháp luật lưu động"),
    ),
    "CDX-CAMSON": (
        Words(Topic.LIMITATION, "Địa bàn rộng, cán bộ công đoàn xã kiêm nhiệm nhiều việc"),
        Words(Topic.PROPOSAL, "Đề nghị hỗ trợ kinh phí tập huấn cán bộ công đoàn cơ sở mới thành lập"),
    ),
    "CDP-PHULOC": (Words(Topic.HIGHLIGHT, "Mô hình “Bữa cơm Công đoàn” luân phiên tại các doanh nghiệp"),),
}


def _members(year: int) -> list[dict[str, object]]:
    """The cluster's list; An Hòa heads it in both years, which is asked about."""
    posts = {
        "CDP-ANHOA": ("Cụm trưởng", "Mạc Thị Thanh Hòa", "Chủ tịch"),
        "CDP-BINHMINH": ("Cụm phó", "Từ Quang Vinh", "Chủ tịch"),
    }
    rows = list(_posts(COMMUNES, posts))
    if year == 2026:
        rows += [
            _post("CDP-BINHMINH", "Cụm trưởng năm sau", "Từ Quang Vinh", "Chủ tịch"),
            _post("CDX-CAMSON", "Cụm phó năm sau", "Nông Thị Lam", "Chủ tịch"),
        ]
    return rows


def _scores(*, mended: bool) -> Iterator[dict[str, object]]:
    for at, code in enumerate(_SHORT):
        for criterion, points in MANUAL.items():
            given = 6.0 if (code, criterion, mended) == ("CDP-XUANAN", "6.2", False) else points[at]
            own = min(given + 0.5, {"1.5": 6, "2.4": 3, "3.2": 5, "6.1": 5, "6.2": 5}.get(criterion, 4))
            proof = f"Báo cáo số {10 + at}/BC-CĐ" if criterion in EVIDENCED else ""
            if (code, criterion) == ("CDX-CAMSON", "1.5"):
                proof = ""
            yield _score(code, criterion, own=own if criterion != "5.3" else points[at], given=given, proof=proof)
        for criterion, points in SELF.items():
            verified = {"tham-dinh": 9.5, "ghi-chu": "hồ sơ kết nạp chưa đủ"} if (code, criterion) == CORRECTED else {}
            yield {"don-vi": code, "tieu-chi": criterion, "tu-cham": points[at], **verified}
        if code in BONUS:
            yield _score(code, "TH1", own=BONUS[code], given=BONUS[code], proof=f"Hồ sơ mô hình số {at + 1}")
        if code in LATE_REPORTS:
            yield _score(code, "TR1", given=LATE_REPORTS[code], note="báo cáo chậm")
    if not mended:
        yield _score("CDP-BINHMINH", "7.1", given=1)


def _score(
    code: str, criterion: str, *, given: float, own: float | None = None, proof: str = "", note: str = ""
) -> dict[str, object]:
    found: dict[str, object] = {"don-vi": code, "tieu-chi": criterion, "tham-dinh": given}
    return {**found, "tu-cham": own, "cham-cheo": own, "minh-chung": proof, "ghi-chu": note}


def _ballots(*, mended: bool) -> Iterator[dict[str, object]]:
    for at, code in enumerate(_SHORT):
        returned = VOTERS + 1 if code == "CDP-PHULOC" and not mended else VOTERS
        yield _ballot("Suy tôn đơn vị dẫn đầu phong trào thi đua", COMMUNES[code], VOTES[at], returned=returned)
    yield _ballot("Bầu Cụm trưởng năm 2027", "Công đoàn phường Bình Minh", 14)
    yield _ballot("Bầu Cụm phó năm 2027", "Công đoàn xã Cẩm Sơn", 13)


def _ballot(about: str, whom: str, agreed: int, returned: int = VOTERS) -> dict[str, object]:
    return {
        "noi-dung": about,
        "doi-tuong": whom,
        "cach-bo-phieu": "phieu-kin",
        "ngay": date(2026, 12, 18),
        "so-thanh-vien": VOTERS,
        "co-mat": VOTERS,
        "phat-ra": VOTERS,
        "thu-ve": returned,
        "hop-le": VOTERS,
        "dong-y": agreed,
    }

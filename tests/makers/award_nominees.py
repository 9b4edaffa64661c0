"""The 1.200 nominations of the made-up award office: names, posts and records invented by rule, the same every time.

The faults planted for the checks are in PLANTED, each with the code that must find it; everything else is in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from tests.makers.van_phong_units import PROFILES, Profile, stood

COUNT = 1200
YEAR = 2025
BEST, GOOD = "hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ"
FULL, THEMATIC, SERVICE = "toàn diện", "chuyên đề", "quá trình cống hiến"
THEME = "Xanh - Sạch - Đẹp, Bảo đảm an toàn vệ sinh lao động"
DIRECT = "Người trực tiếp lao động, công tác, học tập"
LEADER = "Lãnh đạo từ cấp phó phòng trở lên"
STAFF = "Cán bộ công đoàn chuyên trách"
COUNCIL = 15

_FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Trịnh", "Mai", "Lâm", "Tạ", "Ninh", "Âu", "Quách", "Cù",
)  # fmt: skip
_WOMEN = (
    "Thị Ái", "Thị An", "Ngọc Ánh", "Thị Bích", "Thị Cúc", "Thùy Dung", "Thị Đào", "Thị Én", "Thu Hà", "Thị Hằng",
    "Thị Hảo", "Thị Hậu", "Thị Hoa", "Thanh Hòa", "Thị Hồng", "Thị Huệ", "Thị Hương", "Thị Lan", "Thị Liên", "Thị Mận",
    "Thị Nga", "Thị Ngân", "Thị Oanh", "Thị Phượng", "Thị Quyên", "Thị Sen", "Thị Tâm", "Thị Thảo", "Thị Út", "Thị Vân",
    "Thị Xuân", "Thị Yến",
)  # fmt: skip
_MEN = (
    "Văn Ân", "Quốc Bảo", "Văn Bình", "Văn Cường", "Tiến Dũng", "Minh Đạt", "Văn Đức", "Trường Giang", "Văn Hải",
    "Đức Hạnh", "Văn Hậu", "Quang Huy", "Văn Ích", "Văn Khánh", "Trọng Khôi", "Văn Lâm", "Văn Long", "Đình Mạnh",
    "Hoài Nam", "Văn Phúc", "Hồng Quân", "Văn Sơn", "Văn Tài", "Chí Thành", "Văn Thắng", "Anh Tuấn", "Văn Ước",
    "Quốc Việt", "Văn Vượng", "Văn Ý",
)  # fmt: skip
_POSTS = (
    ("Chủ tịch CĐCS", LEADER), ("Phó Chủ tịch CĐCS", LEADER), ("Ủy viên Ban Chấp hành CĐCS", DIRECT),
    ("Tổ trưởng Tổ công đoàn", DIRECT), ("Trưởng phòng", LEADER), ("Công nhân", DIRECT), ("Nhân viên", DIRECT),
    ("Kỹ thuật viên", DIRECT), ("Phó Trưởng phòng", LEADER), ("Quản đốc phân xưởng", LEADER),
)  # fmt: skip
_TEAMS = ("Tổ công đoàn Văn phòng", "Tổ công đoàn Kỹ thuật", "Tổ công đoàn Hành chính", "Tổ công đoàn Ca 1",
          "Tổ công đoàn Ca 2", "Ban Nữ công")  # fmt: skip

Line = dict[str, object]


def nominations() -> list[Line]:
    """The whole list, collectives and individuals mixed as the units sent them, the faults among them."""
    good = [*_collectives(), *_people(Random(YEAR))]  # invented names are no secret
    faulty = [*NAMESAKES, *(line for lines in PLANTED.values() for line in lines)]
    lines = [*good[: COUNT - len(faulty)], *faulty]
    order = {profile.code: place for place, profile in enumerate(PROFILES)}
    return sorted(lines, key=lambda line: order[str(line["don-vi"])])


def _units() -> list[Profile]:
    return [profile for profile in PROFILES if stood(profile.code, YEAR)]


def _line(unit: Profile, name: str, form: str, **rest: object) -> Line:
    return {
        "doi-tuong": "cá nhân", "ten": name, "don-vi": unit.code, "hinh-thuc": form, "loai-khen": FULL,
        "thanh-tich-tu": date(YEAR, 1, 1), "thanh-tich-den": date(YEAR, 12, 31),
        "xep-loai-1": BEST, "xep-loai-0": BEST, **rest,
    }  # fmt: skip


def _collective(unit: Profile, name: str, form: str, **rest: object) -> Line:
    return _line(unit, name, form, **{"doi-tuong": "tập thể", "phan-loai": "Tập thể", **rest})


def _collectives() -> Iterator[Line]:
    """Each union, and its teams: the first is proposed for a flag of the Confederation, the next for the province's."""
    for place, unit in enumerate(_units()):
        name = f"Công đoàn cơ sở {unit.name}"
        size = {"so-doan-vien": unit.workers, "so-nu": unit.workers * unit.women // 100}
        had = f"Bằng khen LĐLĐ tỉnh năm {YEAR - 1}, QĐ số {40 + place}/QĐ-LĐLĐ ngày 12/01/{YEAR}"
        form = "CTD_TLD" if place == 0 else "CTD_T" if place < 7 else "BK_TLD" if place < 11 else "BK_T"
        yield _collective(unit, name, form, **size, **{"da-khen": had if place < 11 else ""})
        for team in _TEAMS[: 2 + place % 3]:
            yield _collective(unit, f"{team}, CĐCS {unit.alias}", "BK_T", **{"so-doan-vien": 12 + place})


def _people(dice: Random) -> Iterator[Line]:
    """Individuals without end, never two of one name in one unit."""
    units, used = _units(), set[tuple[str, str]]()
    for number in range(10 * COUNT):
        unit = units[number % len(units)]
        woman = dice.random() < unit.women / 100
        name = f"{dice.choice(_FAMILIES)} {dice.choice(_WOMEN if woman else _MEN)}"
        if (name, unit.code) in used:
            continue
        used.add((name, unit.code))
        post, group = _POSTS[dice.randrange(len(_POSTS))]
        person: Line = {
            "danh-xung": "Bà" if woman else "Ông", "gioi-tinh": "Nữ" if woman else "Nam",
            "nam-sinh": dice.randrange(1967, 2003), "chuc-vu": post, "phan-loai": group,
        }  # fmt: skip
        yield _line(unit, name, **{"form": _form(number), **person, **_record(number)})  # type: ignore[arg-type]


def _form(number: int) -> str:
    if number < 24:
        return "BK_TLD"
    if number < 30:
        return "CSTD_TLD"
    if number < 50:
        return "KNC_CD"
    return "GT_287" if number < 60 else "BK_T"


def _record(number: int) -> Line:
    """What each form asks for: earlier awards, initiatives, votes."""
    form = _form(number)
    if form == "BK_TLD":
        had = f"Bằng khen LĐLĐ tỉnh năm {YEAR - 1}, QĐ số {60 + number}/QĐ-LĐLĐ ngày 12/01/{YEAR}"
        return {"da-khen": had, "sang-kien": 2, "phieu-dong-y": 14, "phieu-tong": COUNCIL}
    if form == "CSTD_TLD":
        had = "; ".join(f"Chiến sĩ thi đua cơ sở năm {year}" for year in range(YEAR - 2, YEAR + 1))
        return {"da-khen": had, "sang-kien": 2, "phieu-dong-y": 15, "phieu-tong": COUNCIL}
    if form == "KNC_CD":
        return {"loai-khen": SERVICE}
    return {"da-khen": f"Giấy khen của BCH CĐCS năm {YEAR - 2}"} if number % 5 == 0 else {}


def _planted(place: int, name: str, form: str, **rest: object) -> Line:
    """A person of the unit at that place in the list, in order but for what `rest` says."""
    sex = "Nữ" if "Thị" in name else "Nam"
    person: Line = {"danh-xung": "Bà" if sex == "Nữ" else "Ông", "gioi-tinh": sex, "nam-sinh": 1984,
                    "chuc-vu": "Tổ trưởng Tổ công đoàn", "phan-loai": DIRECT}  # fmt: skip
    return _line(_units()[place], name, form, **{**person, **rest})


_HAD = {"da-khen": f"Bằng khen LĐLĐ tỉnh năm {YEAR - 1}", "sang-kien": 2, "phieu-dong-y": 15, "phieu-tong": COUNCIL}
_THEME = {"loai-khen": THEMATIC, "chuyen-de": THEME}
_STARS = "; ".join(f"CSTĐCS {year}" for year in range(YEAR - 2, YEAR + 1))

PLANTED: Mapping[str, Sequence[Line]] = {
    "D240": [_planted(1, "Vi Thị Hạnh", "BK_T"), _planted(1, "Vi Thị Hạnh", "GT_287")],
    "D241": [
        _planted(2, "Khổng Văn Lương", "BK_T", **{"nam-sinh": ""}),
        _planted(2, "Khổng Văn Lương", "BK_T", **{"nam-sinh": "", "chuc-vu": "Kỹ thuật viên"}),
    ],
    "D242": [_planted(3, "Tống Thị Nhài", "BK_T"), _planted(3, "Tống Thị Nhài", "BK_T", **_THEME)],
    "D243": [_planted(4, "Ma Văn Thọ", "BK_T", **{"da-khen": f"Bằng khen LĐLĐ tỉnh năm {YEAR}"})],
    "D244": [
        _planted(5, "Giáp Thị Mùi", "BK_TLD", **_HAD | {"da-khen": f"Bằng khen LĐLĐ tỉnh năm {YEAR - 3}"}),
        _planted(6, "Lục Văn Sáng", "CSTD_TLD", **_HAD | {"da-khen": f"CSTĐCS {YEAR - 1}, {YEAR}"}),
    ],
    "D246": [_planted(7, "Đàm Thị Nụ", "BK_T", **{"da-khen": "Danh hiệu Phụ nữ hai giỏi"})],
    "D247": [_planted(8, "Kiều Văn Đoàn", "BK_TLD", **_HAD | {"xep-loai-1": GOOD})],
    "D248": [_planted(9, "Chử Thị Thơm", "BK_TLD", **_HAD | {"sang-kien": 1})],
    "D249": [_planted(10, "Phùng Văn Quý", "CSTD_TLD",
                      **_HAD | {"da-khen": _STARS, "phieu-dong-y": 13})],
    "D250": [_planted(11, "Bế Thị Lụa", "CSTD_TLD", **{"da-khen": _STARS})],
    "D251": [_planted(12, "Nông Văn Thạch", "BK_T", **{"phieu-dong-y": 16, "phieu-tong": COUNCIL})],
    "D252": [_planted(13 + place, f"Tiêu Văn {name}", "BK_CD_TLD", **_THEME)
             for place, name in enumerate(("Hiến", "Kính", "Lễ", "Nghĩa", "Tín"))],
    "D254": [_planted(18, "Doãn Thị Gấm", "BK_T", **{"phan-loai": ""})],
    "D255": [_planted(19, "Hà Văn Chiến", "BK_T",
                      **{"da-khen": f"Bằng khen LĐLĐ tỉnh, QĐ số 77/QĐ-LĐLĐ ngày 02/09/{YEAR - 1}",
                         "thanh-tich-tu": date(YEAR - 1, 1, 1)})],
    "D256": [_planted(20, "Thái Thị Rạng", "BK_T", **{"thanh-tich-tu": ""})],
    "D257": [_planted(21, "La Văn Tuyên", "BK_TLD",
                      **_HAD | {"da-khen": f"Bằng khen chuyên đề LĐLĐ tỉnh năm {YEAR - 1}"})],
    "D267": [_planted(22, "Cao Thị Nhàn", "BK_T", **{"dang-xem-xet": True})],
    "D268": [_planted(0, "Triệu Văn Bền", "KNC_CD",
                      **{"loai-khen": SERVICE, "da-khen": f"Kỷ niệm chương năm {YEAR - 5}"})],
    "D269": [_planted(1, "Lò Thị Ban", "GK_CTTT")],
}  # fmt: skip
"""Each code that `drafter awards check` must give, and the lines that make it."""

NAMESAKES = (
    _planted(14, "Nguyễn Thị Hòa", "BK_T", **{"nam-sinh": 1979, "chuc-vu": "Công nhân"}),
    _planted(14, "Nguyễn Thị Hòa", "BK_T", **{"nam-sinh": 1992, "chuc-vu": "Công nhân"}),
)
"""Two women of one name, post and union, told apart by the year of birth: nothing to ask."""

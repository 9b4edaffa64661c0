"""Union levels by date: letterheads, symbols, places, who signs, and levels that are no more."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from drafter.model.organisation import Level, Signer
from drafter.standards.letter_widths import width_mm
from drafter.standards.levels import full_name, letterhead, level_rules, signing_authority, standing

HA_NOI = "Liên đoàn Lao động thành phố Hà Nội"
HCM = "Liên đoàn Lao động Thành phố Hồ Chí Minh"

# rule, level, name, parent, upper lines, own lines, symbol, place, authority
LETTERHEADS = [
    (
        "HD-00",
        Level.CONFEDERATION,
        "Tổng Liên đoàn Lao động Việt Nam",
        "",
        "",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG | VIỆT NAM",
        "TLĐ",
        "Hà Nội",
        "ĐOÀN CHỦ TỊCH",
    ),
    (
        "HD-01",
        Level.PROVINCE,
        "Liên đoàn Lao động tỉnh Thanh Hóa",
        "",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG | VIỆT NAM",
        "LIÊN ĐOÀN LAO ĐỘNG | TỈNH THANH HÓA",
        "LĐLĐ",
        "Thanh Hóa",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-01",
        Level.PROVINCE,
        HCM,
        "TLĐLĐ Việt Nam",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG | VIỆT NAM",
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HỒ CHÍ MINH",
        "LĐLĐ",
        "Thành phố Hồ Chí Minh",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-02",
        Level.CENTRAL_BRANCH,
        "Công đoàn Giáo dục Việt Nam",
        "",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG | VIỆT NAM",
        "CÔNG ĐOÀN | GIÁO DỤC VIỆT NAM",
        "CĐN",
        "",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-04",
        Level.DISTRICT,
        "LĐLĐ huyện Thanh Trì",
        HA_NOI,
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HÀ NỘI",
        "LIÊN ĐOÀN LAO ĐỘNG | HUYỆN THANH TRÌ",
        "LĐLĐ",
        "Thanh Trì",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-04",
        Level.DISTRICT,
        "Liên đoàn Lao động Quận 1",
        HCM,
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HỒ CHÍ MINH",
        "LIÊN ĐOÀN LAO ĐỘNG | QUẬN 1",
        "LĐLĐ",
        "Quận 1",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-05",
        Level.LOCAL_BRANCH,
        "Công đoàn ngành Y tế tỉnh Lâm Đồng",
        "LĐLĐ tỉnh Lâm Đồng",
        "LIÊN ĐOÀN LAO ĐỘNG | TỈNH LÂM ĐỒNG",
        "CÔNG ĐOÀN NGÀNH | Y TẾ TỈNH LÂM ĐỒNG",
        "CĐN",
        "",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-06",
        Level.COMMUNE,
        "Công đoàn phường Láng Thượng",
        HA_NOI,
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HÀ NỘI",
        "CÔNG ĐOÀN PHƯỜNG | LÁNG THƯỢNG",
        "CĐP",
        "Láng Thượng",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-06",
        Level.COMMUNE,
        "Công đoàn phường Tân Khê",  # 24 letters, yet 72 mm of bold capitals
        "Liên đoàn Lao động tỉnh Lam Hà",
        "LIÊN ĐOÀN LAO ĐỘNG | TỈNH LAM HÀ",
        "CÔNG ĐOÀN | PHƯỜNG TÂN KHÊ",
        "CĐP",
        "Tân Khê",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-06",
        Level.COMMUNE,
        "CĐ đặc khu Côn Đảo",
        HCM,
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HỒ CHÍ MINH",
        "CÔNG ĐOÀN | ĐẶC KHU CÔN ĐẢO",
        "CĐĐK",
        "Côn Đảo",
        "BAN THƯỜNG VỤ",
    ),
    (
        "HD-07",
        Level.GRASSROOTS,
        "CĐCS Công ty Trách nhiệm hữu hạn May Ví Dụ",
        "Công đoàn xã Hòa Khánh",
        "CÔNG ĐOÀN XÃ HÒA KHÁNH",
        "CÔNG ĐOÀN CƠ SỞ | CÔNG TY TRÁCH NHIỆM | HỮU HẠN MAY VÍ DỤ",
        "CĐCS",
        "",
        "BAN CHẤP HÀNH",
    ),
    (
        "HD-08",
        Level.COMMITTEE,
        "UBKT LĐLĐ tỉnh Thanh Hóa",
        "",
        "LIÊN ĐOÀN LAO ĐỘNG | TỈNH THANH HÓA",
        "ỦY BAN KIỂM TRA",
        "UBKT",
        "",
        "ỦY BAN KIỂM TRA",
    ),
    (
        "HD-09",
        Level.CLUSTER,
        "Cụm thi đua số 2",
        HA_NOI,
        "LIÊN ĐOÀN LAO ĐỘNG | THÀNH PHỐ HÀ NỘI",
        "CỤM THI ĐUA SỐ 2",
        "CTĐ",
        "",
        "CỤM THI ĐUA",
    ),
]


@pytest.mark.parametrize(
    ("rule", "level", "name", "parent", "upper", "own", "symbol", "place", "authority"),
    LETTERHEADS,
    ids=lambda v: str(v),
)
def test_letterhead(
    rule: str,
    level: Level,
    name: str,
    parent: str,
    upper: str,
    own: str,
    symbol: str,
    place: str,
    authority: str,
) -> None:
    found = letterhead(level, name, parent)
    assert level_rules()[level].rule == rule
    assert " | ".join(found.upper_lines) == upper
    assert " | ".join(found.own_lines) == own
    assert (found.symbol, found.place, found.authority) == (symbol, place, authority)


def test_every_level_has_its_rule() -> None:
    assert set(level_rules()) == set(Level)
    assert all(rule.source for rule in level_rules().values())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Công đoàn phường Văn Miếu - Quốc Tử Giám", "CÔNG ĐOÀN PHƯỜNG | VĂN MIẾU - QUỐC TỬ GIÁM"),
        ("Công đoàn Điện lực Việt Nam", "CÔNG ĐOÀN | ĐIỆN LỰC VIỆT NAM"),
        ("Công đoàn Tổng công ty Cảng Sông Vàng", "CÔNG ĐOÀN | TỔNG CÔNG TY | CẢNG SÔNG VÀNG"),
    ],
)
def test_no_name_is_broken_inside(name: str, lines: str) -> None:
    assert " | ".join(letterhead(Level.GRASSROOTS, name, HA_NOI).own_lines) == lines


def test_no_line_is_longer_than_the_column() -> None:
    name = "Công đoàn cơ sở Trung tâm Kiểm soát bệnh tật và Phòng chống dịch liên huyện phía Nam thành phố Ví Dụ"
    lines = letterhead(Level.GRASSROOTS, name, HA_NOI).own_lines
    assert lines[0] == "CÔNG ĐOÀN CƠ SỞ"
    assert " ".join(lines) == name.upper()
    assert max(width_mm(line, 13, bold=True) for line in lines) <= 65


def test_short_and_decomposed_names_are_written_out() -> None:
    assert full_name("  LĐLĐ   huyện Thanh Trì ") == "Liên đoàn Lao động huyện Thanh Trì"
    assert (
        full_name(unicodedata.normalize("NFD", "CĐCS Trường Tiểu học Ví Dụ")) == "Công đoàn cơ sở Trường Tiểu học Ví Dụ"
    )
    assert full_name("CĐN Ví Dụ") == "CĐN Ví Dụ"


def test_a_district_union_of_2020_stands_as_it_did() -> None:
    signer = Signer("CHỦ TỊCH", "Nguyễn Văn Mẫu")
    found, problems = standing(
        Level.DISTRICT, date(2020, 12, 30), "Liên đoàn Lao động huyện Thanh Trì", HA_NOI, signer=signer
    )
    assert problems == ()
    assert found is not None
    assert found.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI")
    assert found.own_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN THANH TRÌ")
    assert (found.valid_to, found.signer, found.place) == (date(2025, 6, 30), signer, "Thanh Trì")
    assert found.holds_on(date(2025, 6, 30))


def test_a_district_union_after_june_2025_does_not_stand() -> None:
    found, problems = standing(Level.DISTRICT, date(2025, 7, 1), "LĐLĐ huyện Thanh Trì", HA_NOI)
    assert found is None
    (problem,) = problems
    assert problem.code == "C121"
    assert problem.what == (
        "«Liên đoàn Lao động huyện Thanh Trì» thuộc cấp «Liên đoàn Lao động quận, huyện, thị xã, thành phố "
        "thuộc tỉnh», chỉ có đến hết ngày 30/06/2025 (Luật 97/2025/QH15); văn bản ghi ngày 01/07/2025"
    )
    assert problem.fix == ("khai cơ quan thay thế từ ngày 01/07/2025, hoặc chọn ngày văn bản không sau 30/06/2025")


def test_a_district_union_on_its_last_day_stands() -> None:
    assert standing(Level.DISTRICT, date(2025, 6, 30), "LĐLĐ huyện Thanh Trì", HA_NOI)[1] == ()


def test_a_ward_union_stands_in_2026_and_not_in_2024() -> None:
    found, problems = standing(Level.COMMUNE, date(2026, 11, 22), "Công đoàn phường Láng", HA_NOI, committee_size=15)
    assert problems == ()
    assert found is not None
    assert (found.authority, found.symbol) == ("BAN THƯỜNG VỤ", "CĐP")
    found, problems = standing(Level.COMMUNE, date(2024, 11, 22), "Công đoàn phường Láng", HA_NOI)
    assert found is None
    (problem,) = problems
    assert problem.code == "C122"
    assert problem.what == (
        "«Công đoàn phường Láng» thuộc cấp «Công đoàn xã, phường, đặc khu», có từ ngày 01/07/2025; văn bản "
        "ghi ngày 22/11/2024"
    )
    assert problem.fix == ("chọn ngày văn bản từ 01/07/2025, hoặc khai cơ quan có vào ngày ấy")


def test_an_upper_union_must_be_named() -> None:
    found, problems = standing(Level.GRASSROOTS, date(2026, 1, 5), "CĐCS Trường Ví Dụ")
    assert found is None
    (problem,) = problems
    assert problem.code == "C123"
    assert problem.what == ("chưa có tên công đoàn cấp trên của «Công đoàn cơ sở Trường Ví Dụ» để ghi ở đầu văn bản")
    assert problem.fix == ("khai tên đầy đủ của công đoàn cấp trên, ví dụ «Liên đoàn Lao động thành phố Hà Nội»")


@pytest.mark.parametrize("parent", ["Ủy ban nhân dân xã Ví Dụ", "Công ty May Ví Dụ", "Đảng ủy xã Ví Dụ"])
def test_the_upper_line_is_a_union_and_never_the_employer(parent: str) -> None:
    found, problems = standing(Level.GRASSROOTS, date(2026, 1, 5), "CĐCS Trường Ví Dụ", parent)
    assert found is None
    assert [(problem.code, problem.what) for problem in problems] == [
        ("C124", f"cấp trên của «Công đoàn cơ sở Trường Ví Dụ» khai là «{parent}», không phải một tổ chức công đoàn")
    ]


def test_what_an_office_chose_for_itself_wins() -> None:
    found, _ = standing(Level.PROVINCE, date(2026, 1, 5), HA_NOI, symbol="LĐLĐTP", place="Hoàn Kiếm")
    assert found is not None
    assert (found.symbol, found.place) == ("LĐLĐTP", "Hoàn Kiếm")


@pytest.mark.parametrize(
    ("level", "size", "authority"),
    [
        (Level.GRASSROOTS, None, "BAN CHẤP HÀNH"),
        (Level.GRASSROOTS, 8, "BAN CHẤP HÀNH"),
        (Level.GRASSROOTS, 9, "BAN THƯỜNG VỤ"),
        (Level.PROVINCE, 45, "BAN THƯỜNG VỤ"),
        (Level.COMMUNE, 7, "BAN CHẤP HÀNH"),
        (Level.CONFEDERATION, 5, "ĐOÀN CHỦ TỊCH"),
        (Level.COMMITTEE, 5, "ỦY BAN KIỂM TRA"),
    ],
)
def test_a_small_committee_has_no_standing_committee(level: Level, size: int | None, authority: str) -> None:
    assert signing_authority(level, size) == authority

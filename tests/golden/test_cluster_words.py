"""Every figure of seeds S1 (Cụm 2, 2019) and S3 (Cụm 1, quý I/2021), asked of the text that a reader sees in Word."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from lxml import etree

from tests.golden.drafts import golden_draft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The visible text, paragraph by paragraph, cells of tables too."""
    with zipfile.ZipFile(BytesIO(golden_draft(name).report)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return tuple("".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of all tables, each its cells' text."""
    with zipfile.ZipFile(BytesIO(golden_draft(name).report)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return tuple(
        tuple("".join(cell.itertext(f"{_W}t")) for cell in row.iter(f"{_W}tc")) for row in body.iter(f"{_W}tr")
    )


def line_with(name: str, *phrases: str) -> str:
    """The one paragraph that holds all of these phrases."""
    found = [text for text in paragraphs(name) if all(phrase in text for phrase in phrases)]
    assert len(found) == 1, (phrases, found)
    return found[0]


# --- S1: Cụm thi đua số 2, 2019 (domain §5.2) ----------------------------------------------------------------------

S1 = "cum-2-2019"
PROGRAMMES = {"Bắc Từ Liêm": 2, "Nam Từ Liêm": 3, "Cầu Giấy": 6, "Tây Hồ": 2, "Hà Đông": 1}
RATES = {"Bắc Từ Liêm": "52", "Nam Từ Liêm": "75,2", "Cầu Giấy": "62,6", "Tây Hồ": "69", "Hà Đông": "70,37"}


@pytest.mark.parametrize("unit", PROGRAMMES)
def test_the_programmes_of_a_unit_stand_in_brackets_behind_its_name(unit: str) -> None:
    assert f"{unit} ({PROGRAMMES[unit]} chương trình)" in line_with(S1, "chương trình phúc lợi, ưu đãi cho đoàn viên:")


def test_the_programmes_add_up_to_fourteen_of_the_five_units_that_reported() -> None:
    line = line_with(S1, "chương trình phúc lợi, ưu đãi cho đoàn viên:")
    assert "tổng cộng 14 chương trình phúc lợi, ưu đãi của 5 đơn vị đã báo cáo" in line
    assert "[chưa có số liệu: LĐLĐ quận Thanh Xuân]" in line
    assert "Thanh Xuân (0" not in line


@pytest.mark.parametrize("unit", RATES)
def test_the_rate_of_a_unit_stands_in_brackets_as_it_reported_it(unit: str) -> None:
    assert f"{unit} (đạt {RATES[unit]}%)" in line_with(S1, "ký thỏa ước lao động tập thể:")


def test_the_sixth_unit_gave_a_count_and_no_rate_and_nothing_is_averaged() -> None:
    line = line_with(S1, "ký thỏa ước lao động tập thể:")
    assert "Thanh Xuân (ký mới 64 bản)" in line
    assert "[chưa có số liệu: tỷ lệ của LĐLĐ quận Thanh Xuân]" in line
    mean = sum(float(rate.replace(",", ".")) for rate in RATES.values()) / len(RATES)  # 65,83
    whole = " ".join(paragraphs(S1))
    assert not re.search(rf"{int(mean)},\d|{round(mean)}%|bình quân đạt", whole)
    assert "tính chung đạt" not in line


def test_all_units_had_a_plan_and_twenty_three_pieces_were_performed() -> None:
    assert line_with(S1, "xây dựng kế hoạch và tổ chức phát động thi đua").endswith(": 100%.")
    line_with(S1, "23 tiết mục")
    line_with(S1, "90 năm Ngày thành lập Công đoàn Việt Nam", "giải Nhất cụm", "giải Đặc biệt")


def test_the_units_stand_side_by_side_and_what_is_not_there_stays_empty() -> None:
    head = next(row for row in rows(S1) if row[0] == "TT")
    assert head[2:8] == ("Bắc Từ Liêm", "Nam Từ Liêm", "Cầu Giấy", "Thanh Xuân", "Tây Hồ", "Hà Đông")
    body = {row[1]: row[2:] for row in rows(S1) if row[0] in ("1", "2", "3")}
    assert body["Tỷ lệ ký TƯLĐTT (%)"] == ("52", "75,2", "62,6", "", "69", "70,37", "– (5/6)")
    assert body["Chương trình ưu đãi (chương trình)"] == ("2", "3", "6", "", "2", "1", "14 (5/6)")
    assert body["TƯLĐTT ký mới (bản)"] == ("", "", "", "64", "", "", "64 (1/6)")


def test_people_stand_with_their_posts_and_the_deputy_reports() -> None:
    line_with(
        S1,
        "gồm 6 đơn vị",
        "Cụm trưởng: đồng chí Nguyễn Văn Ngà, Chủ tịch LĐLĐ quận Bắc Từ Liêm",
        "Cụm phó: đồng chí Cao Đắc Tiến, Chủ tịch LĐLĐ quận Thanh Xuân",
    )
    line_with(S1, "Cao Đắc Tiến, Chủ tịch LĐLĐ quận Thanh Xuân thay mặt Cụm báo cáo")
    line_with(S1, "đồng chí Đặng Thị Phương Hoa, Phó Chủ tịch Thường trực, phụ trách LĐLĐ thành phố Hà Nội")
    line_with(S1, "đồng chí Nguyễn Minh Tiến, Phó Bí thư Thường trực Quận ủy Thanh Xuân")


# --- S3: Cụm thi đua số 1, quý I/2021 (domain §5.4) ----------------------------------------------------------------

S3 = "cum-1-quy-1-2021"


@pytest.mark.parametrize(
    "phrases",
    [
        ("hội nghị cán bộ, công chức, viên chức: 100%",),
        ("hội nghị người lao động chưa cao", "Covid-19"),
        ("2.130 lượt CNVCLĐ và con CNVCLĐ", "hơn 2 tỷ đồng"),
        ("352 vé xe", "gần 200 triệu đồng"),
        ("431 đoàn viên, người lao động", "482 triệu đồng"),
        ("Quyết định số 1921/QĐ-TLĐ", "kinh phí dự phòng", "28, 29 tháng Chạp năm Canh Tý"),
        ("117 lượt người lao động thuê trọ", "gần 80 triệu đồng"),
        ("chương trình phối hợp công tác: 6/6 đơn vị",),
        ("Thành lập mới 24 công đoàn cơ sở",),
        ("Kết nạp mới 2.043 đoàn viên",),  # people, not times: the article's «lượt» is a slip of units
        ("Tỷ lệ CNVCLĐ đi bầu cử: 100%",),
        ("ngày bầu cử 23/5/2021",),
        ("Nâng cao chất lượng hoạt động cán bộ công đoàn cơ sở", "Kỷ cương, trách nhiệm, hành động, sáng tạo"),
    ],
)  # fmt: skip
def test_a_figure_of_the_quarter_stands_in_its_sentence(phrases: tuple[str, ...]) -> None:
    line_with(S3, *phrases)


def test_units_that_the_article_does_not_name_are_a_gap() -> None:
    line = line_with(S3, "gồm 6 đơn vị")
    assert "LĐLĐ quận Hai Bà Trưng và Hoàng Mai; [chưa có số liệu: tên 4 đơn vị còn lại]" in line
    assert "Cụm trưởng: [chưa có số liệu: cụm trưởng]" in line
    assert "Cụm phó: đồng chí Nguyễn Thị Kim Dung, Chủ tịch LĐLĐ quận Hai Bà Trưng" in line
    line_with(S3, "đồng chí Bùi Thị Ngọc Thủy, Chủ tịch LĐLĐ quận Hoàng Mai thay mặt Cụm")
    assert "SỐ LIỆU TẠM, CÒN THIẾU 6/6 ĐƠN VỊ" in paragraphs(S3)
    assert "[chưa có số liệu: số liệu của từng đơn vị trong cụm]" in paragraphs(S3)
    notes = golden_draft(S3).notes
    assert "cụm có 6 đơn vị, danh sách mới có 2; còn 4 đơn vị chưa rõ tên" in notes


def test_no_unit_of_the_cluster_is_made_up() -> None:
    named = set(re.findall(r"LĐLĐ quận (Hai Bà Trưng|[A-ZĐ]\w+ \w+)", " ".join(paragraphs(S3))))
    assert named == {"Hai Bà Trưng", "Hoàng Mai"}


# --- the made-up cluster -------------------------------------------------------------------------------------------


def test_scores_ranks_ballots_and_proposals_of_the_year() -> None:
    table = {row[1]: row for row in rows("cum-4-2026") if row[0].isdigit() and len(row) == 10}
    assert [row[0] for row in table.values()] == ["1", "2", "3", "4", "4", "6", "7"]
    assert table["Công đoàn phường An Hòa"][-1] == table["Công đoàn phường Bình Minh"][-1] == "101"
    line_with("cum-4-2026", "Cẩm Sơn và Công đoàn xã Đông Hải cùng xếp hạng 4", "[chưa có số liệu: cách xếp hạng")
    line_with("cum-4-2026", "Tặng Cờ thi đua của Liên đoàn Lao động tỉnh Sông Vàng cho Công đoàn phường An Hòa")
    line_with("cum-4-2026", "Cụm trưởng: đồng chí Từ Quang Vinh", "Cụm phó: đồng chí Nông Thị Lam")
    voted = {row[2]: row[-1] for row in rows("cum-4-2026") if len(row) == 9 and "Suy tôn" in row[1]}
    assert voted["Công đoàn phường An Hòa"] == "92,85%"  # 13/14, cut


def test_before_the_late_files_two_units_have_no_rank_and_nothing_is_proposed() -> None:
    line_with("cum-4-2026-tam", "Công đoàn xã Tân Hiệp còn 1 tiêu chí chưa có điểm thẩm định nên chưa xếp hạng")
    line_with("cum-4-2026-tam", "Công đoàn phường Xuân An còn 1 tiêu chí chưa có điểm thẩm định nên chưa xếp hạng")
    assert "[chưa có số liệu: đề nghị khen thưởng]" in paragraphs("cum-4-2026-tam")
    for code in ("D270", "D271", "D272", "D273", "D274", "D276", "D277", "D278", "D287", "D288", "D289"):
        assert code in golden_draft("cum-4-2026-tam").notes

"""What papers of terms and of classification must say of the seeds (domain §5.3, §5.5), asked of the visible text."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.golden.drafts import golden_draft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TERM, TARGETS = "thuong-tin-nhiem-ky", "thuong-tin-chi-tieu"
HALF, YEAR, GRADES = "thanh-pho-giua-nhiem-ky", "thanh-pho-2020", "thanh-pho-2020-xep-loai"


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The visible text of the Word paper or list, paragraph by paragraph, what stands in content controls too."""
    drafted = golden_draft(name)
    with zipfile.ZipFile(BytesIO(drafted.report or drafted.listing)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return tuple("".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p"))


def line_with(name: str, *phrases: str) -> str:
    found = [text for text in paragraphs(name) if all(phrase in text for phrase in phrases)]
    assert found, phrases
    return found[0]


@pytest.mark.parametrize(
    "phrases",
    [
        ("hội nghị cán bộ, công chức, viên chức", "100%"),
        ("hội nghị người lao động", "hơn 70%"),
        ("thỏa ước lao động tập thể", "70%"),
        ("kiểm tra việc chấp hành pháp luật", "65 doanh nghiệp"),
        ("25 chuyến xe miễn phí", "hơn 1.000 lượt"),
        ("hàng trăm suất quà",),
        ("6 nhà “Mái ấm Công đoàn”",),
        ("80 đoàn viên", "vay vốn", "2,2 tỉ đồng"),
        ("1.846 cuộc", "hơn 45.000 lượt CNVCLĐ"),
        ("đều đạt và vượt kế hoạch",),
        ("“Đổi mới - Dân chủ - Đoàn kết - Phát triển”",),
    ],
)
def test_the_term_report_says_each_result_of_the_term_past(phrases: tuple[str, ...]) -> None:
    line_with(TERM, *phrases)


RESOLVED = [
    (1, ("Đạt và vượt chỉ tiêu phát triển đoàn viên và thành lập công đoàn cơ sở", "Thành phố giao"), "hằng năm"),
    (2, ("100% cơ quan hành chính sự nghiệp",), "hằng năm"),
    (3, ("70% trở lên doanh nghiệp ngoài Nhà nước", "đối thoại tại nơi làm việc"), "hằng năm"),
    (4, ("Trên 80%", "đơn vị văn hóa"), "hằng năm"),
    (5, ("Trên 95% công đoàn cơ sở khu vực Nhà nước",), "hằng năm"),
    (6, ("60% công đoàn cơ sở khu vực ngoài Nhà nước trở lên",), "hằng năm"),
    (7, ("100% cán bộ chủ chốt",), "cả nhiệm kỳ"),
    (8, ("100%", "Ban Nữ công quần chúng"), "đến cuối nhiệm kỳ"),
    (9, ("95% đoàn viên, CNVCLĐ",), "hằng năm"),
    (10, ("ít nhất 1 đoàn viên ưu tú",), "hằng năm"),
]


@pytest.mark.parametrize(("number", "phrases", "scope"), RESOLVED)
def test_the_term_report_sets_each_target_of_the_next_term(number: int, phrases: tuple[str, ...], scope: str) -> None:
    line = line_with(TERM, f"{number}. ", *phrases, f"({scope})")
    assert line.startswith(f"{number}. ")


@pytest.mark.parametrize(("number", "phrases", "scope"), RESOLVED)
def test_the_table_of_targets_has_each_of_them(number: int, phrases: tuple[str, ...], scope: str) -> None:
    line_with(TARGETS, *phrases)


def test_each_figure_of_a_target_is_a_row_with_what_is_asked() -> None:
    asked = ["theo chỉ tiêu giao"] * 2 + ["100%", "70% trở lên", "70% trở lên", "trên 80%", "trên 95%", "60% trở lên"]
    asked += ["100%", "100%", "95%", "ít nhất 1 người/CĐCS"]
    rows = _rows(TARGETS)
    assert [row[2] for row in rows] == asked
    assert [row[0] for row in rows] == ["1", "", "2", "3", "", "4", "5", "6", "7", "8", "9", "10"]


def test_years_that_are_over_are_marked_and_those_to_come_are_empty() -> None:
    for row in _rows(TARGETS):  # drafted on 20/06/2025: 2025 is not over, and the union ends with its half
        assert row[4:10] == ["[…]", "[…]", "", "", "", ""]
        assert row[11] == "chưa đủ số liệu"


def _rows(name: str) -> list[list[str]]:
    with zipfile.ZipFile(BytesIO(golden_draft(name).listing)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    (table,) = body.iter(f"{_W}tbl")
    rows: Any = table.iterfind(f"{_W}tr")
    _, *found = [["".join(cell.itertext(f"{_W}t")) for cell in row.iterfind(f"{_W}tc")] for row in rows]
    return found


def test_a_congress_paper_names_the_congress_and_no_upper_body_and_is_not_signed() -> None:
    """Format rule ST-16."""
    text = paragraphs(TERM)
    assert text[:5] == (
        "ĐẠI HỘI ĐẠI BIỂU",
        "CÔNG ĐOÀN",
        "HUYỆN THƯỜNG TÍN",
        "LẦN THỨ XI",
        "NHIỆM KỲ 2023 - 2028",
    )
    end = [line for line in text if line][-4:]
    assert end == ["BAN CHẤP HÀNH", "LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN THƯỜNG TÍN", "KHÓA X"]
    assert not any("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ" in line or line.startswith("TM.") for line in text)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (HALF, "Sơ kết giữa nhiệm kỳ 2017-2022;"),
        (YEAR, "Tổng kết phong trào công nhân, viên chức, lao động"),
        (GRADES, "Kết quả đánh giá, xếp loại công đoàn cơ sở"),
    ],
)
def test_the_three_papers_of_the_city_union_have_gaps_and_no_invented_figure(name: str, title: str) -> None:
    text = paragraphs(name)
    assert "BÁO CÁO" in text
    assert title in text
    assert any(line.startswith("[chưa có số liệu:") for line in text)
    assert "TỈNH …………" in text  # the province is not named there, and not here
    assert not any(digit in line for line in text for digit in ("%", "đồng")), "no figure of that union is public"


def test_the_half_term_of_the_city_union_names_its_congress_and_its_five_tasks() -> None:
    line_with(HALF, "Nghị quyết Đại hội X Công đoàn thành phố")
    start = paragraphs(HALF).index("PHƯƠNG HƯỚNG, NHIỆM VỤ NỬA CUỐI NHIỆM KỲ 2017-2022") + 1
    assert [line[:3] for line in paragraphs(HALF)[start : start + 5]] == ["1. ", "2. ", "3. ", "4. ", "5. "]


@pytest.mark.parametrize("name", ["van-phong-mau-giua-nhiem-ky", "van-phong-mau-chi-tieu"])
def test_the_verdicts_that_the_workbook_works_out_are_those_of_the_paper(name: str) -> None:
    """The formulas of the template against the rules: each row of a target, as the workbook's own results say."""
    sheet: Any = load_workbook(BytesIO(golden_draft(name).annex), data_only=True)["Chỉ tiêu nhiệm kỳ"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    found = [
        (row[heads["Mức đề ra"] - 1].value, row[heads["Đánh giá"] - 1].value)
        for row in sheet.iter_rows(min_row=6)
        if row[heads["Mức đề ra"] - 1].value
    ]
    half = name == "van-phong-mau-giua-nhiem-ky"
    holds, exceeds = ("đạt", "vượt") if half else ("đang thực hiện",) * 2
    assert [verdict for _, verdict in found] == [
        "đang thực hiện",
        "đang thực hiện",
        "chưa đạt",
        "chưa đủ số liệu",
        "chưa đạt",
        "đang thực hiện",
        exceeds,
        "chưa đạt",
        "vượt",
        holds,
        exceeds,
        "chưa đạt",
    ]


def test_the_table_of_grades_counts_the_list_by_formulas() -> None:
    book: Any = load_workbook(BytesIO(golden_draft("van-phong-mau-2025-xep-loai").annex), data_only=True)
    sheet = book["Phụ lục I"]
    rows = {row[1].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=7) if row[1].value}
    assert rows["Tổng cộng"] == [24, 23, 11, pytest.approx(47.82), 9, pytest.approx(39.13), 2, 8.69, 1, 4.34, 1]
    assert rows["Nghiệp đoàn"] == [1, 0, 0, "–", 0, "–", 0, "–", 0, "–", 1]
    assert rows["Doanh nghiệp ngoài nhà nước"][:4] == [8, 8, 2, 25]


def test_the_report_of_grades_says_shares_of_those_assessed_and_who_is_apart() -> None:
    name = "van-phong-mau-2025-xep-loai"
    line_with(name, "Tổng số công đoàn cơ sở, nghiệp đoàn là 24 đơn vị", "23 đơn vị", "chưa xếp loại 1 đơn vị")
    line_with(name, "khu vực nhà nước 9/9 công đoàn cơ sở, đạt 100%", "11/14 công đoàn cơ sở, đạt 78,57%")
    line_with(name, "1 đơn vị mới thành lập: Nghiệp đoàn Vận tải hành khách Bến Sông")
    line_with(name, "không đạt điều kiện bắt buộc")
    line_with(name, "năm trước 7 đơn vị (tăng 4)")

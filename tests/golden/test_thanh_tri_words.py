"""What the issue asks the draft of Thanh Trì to say from data, asked of the text that a reader sees in Word."""

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
def paragraphs() -> tuple[str, ...]:
    """The visible text, paragraph by paragraph, what stands in content controls too."""
    with zipfile.ZipFile(BytesIO(golden_draft("thanh-tri-2020").report)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return tuple("".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p"))


@cache
def carried() -> dict[str, str]:
    """What each key carries."""
    with zipfile.ZipFile(BytesIO(golden_draft("thanh-tri-2020").report)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return {
        control.find(f"{_W}sdtPr/{_W}tag").get(f"{_W}val"): "".join(control.itertext(f"{_W}t"))
        for control in body.iter(f"{_W}sdt")
    }


def line_with(*phrases: str) -> str:
    """The one paragraph that holds all of these phrases."""
    found = [text for text in paragraphs() if all(phrase in text for phrase in phrases)]
    assert len(found) == 1, (phrases, found)
    return found[0]


@pytest.mark.parametrize(
    "phrases",
    [
        ("183 suất quà", "82,5 triệu đồng"),
        ("297 vé xe", "59,4 triệu đồng"),
        ("hơn 1,8 tỷ đồng",),
        ("11/12 công đoàn cơ sở", "91,66% kế hoạch", "chưa đạt chỉ tiêu được giao"),
        ("676/650 đoàn viên", "104% kế hoạch", "vượt chỉ tiêu được giao"),
    ],
)
def test_figures_stand_together_in_one_sentence(phrases: tuple[str, ...]) -> None:
    line_with(*phrases)


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        ("C16a", "183 suất quà"),
        ("C16b", "82,5 triệu đồng"),
        ("C17a", "297 vé xe"),
        ("C17b", "59,4 triệu đồng"),
        ("C18", "hơn 1,8 tỷ đồng"),
        ("E01", "11/12 công đoàn cơ sở"),
        ("E02", "676/650 đoàn viên"),
    ],
)
def test_each_figure_is_carried_hedge_number_and_unit_together(indicator: str, text: str) -> None:
    assert carried()[f"{indicator}/LDLD-THANHTRI/2020"] == text


def test_percents_and_verdicts_are_carried_too() -> None:
    key = "E0{}/LDLD-THANHTRI/2020#{}"
    assert [carried()[key.format(n, what)] for n in (1, 2) for what in ("ty_le", "danh_gia")] == [
        "91,66%", "chưa đạt", "104%", "vượt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "- Tổng Liên đoàn Lao động Việt Nam tặng Cờ thi đua cho 01 tập thể, Bằng khen cho 01 tập thể và 44 cá nhân.",
        "- Liên đoàn Lao động thành phố Hà Nội tặng Cờ thi đua cho 01 tập thể, Bằng khen cho 07 tập thể và 08 cá nhân.",
        "- Liên đoàn Lao động huyện Thanh Trì tặng Giấy khen cho 13 tập thể và 14 cá nhân.",
        "Tổng số khen thưởng của tổ chức công đoàn: 23 tập thể và 66 cá nhân (chi tiết tại Phụ lục III).",
        (
            "Ngoài khen thưởng của tổ chức công đoàn, Ủy ban nhân dân huyện Thanh Trì tặng danh hiệu “Đơn vị đạt chuẩn "
            "văn hóa” cho 26 tập thể giữ vững danh hiệu trong 02 năm, công nhận 83 tập thể đạt chuẩn văn hóa."
        ),
    ],
)
def test_awards_are_told_by_granter_and_outside_ones_apart(sentence: str) -> None:
    assert sentence in paragraphs()


def section(opens: str, closes: str) -> tuple[str, ...]:
    """The paragraphs between two headings."""
    texts = paragraphs()
    return texts[texts.index(opens) + 1 : texts.index(closes)]


def test_limitations_are_the_offices_own_after_the_target_that_was_missed() -> None:
    assert section("2. Tồn tại, hạn chế", "3. Nguyên nhân") == (
        "- Còn 01 chỉ tiêu chưa đạt: số công đoàn cơ sở thành lập mới (11/12 công đoàn cơ sở, đạt 91,66% kế hoạch).",
        "- Một số doanh nghiệp chưa thực hiện thương lượng và ký kết thỏa ước lao động tập thể.",
        (
            "- Kỹ năng hoạt động, bản lĩnh, tinh thần trách nhiệm của một bộ phận cán bộ công đoàn cơ sở, nhất là khối "
            "doanh nghiệp, còn hạn chế."
        ),
        "- Công tác đào tạo cán bộ công đoàn đã được thực hiện nhưng chưa sâu.",
    )


def test_directions_of_next_year_are_numbered_and_its_target_is_named() -> None:
    targets = section("I. CHỈ TIÊU CHỦ YẾU", "II. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM")
    assert targets == ("1. Tỷ lệ đơn vị, doanh nghiệp tổ chức đối thoại, ban hành quy chế đối thoại: 100%.",)
    texts = paragraphs()
    tasks = texts[texts.index("II. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM") + 1 :][:7]
    assert [text.split(" ", 1)[0] for text in tasks] == [f"{number}." for number in range(1, 8)]
    for number, said in enumerate(
        ("chủ đề năm", "02 Bộ Quy tắc ứng xử", "Tết Nguyên đán Tân Sửu", "phong trào thi đua", "thỏa ước lao động",
         "công tác nữ công", "các chỉ tiêu chưa đạt"),
    ):  # fmt: skip
        assert said in tasks[number]


def test_what_nobody_reported_is_a_gap_and_never_a_zero() -> None:
    gaps = re.findall(r"\[chưa có số liệu: ([^\]]*)\]", "\n".join(paragraphs()))
    assert gaps == [
        "Tổng số công đoàn cơ sở, nghiệp đoàn cơ sở",
        "Tổng số đoàn viên công đoàn",
        "phong trào thi đua năm 2020",
    ]
    assert not re.search(r"(?<![\d.,/])0 (?:đoàn viên|công đoàn|đơn vị|người|suất)", "\n".join(paragraphs()))


@pytest.mark.parametrize("misspelt", ["xuất quà", "lý kết", "phát luật", "các nhân", "tuyền truyền"])
def test_typing_errors_of_the_published_report_are_not_repeated(misspelt: str) -> None:
    body = section("BÁO CÁO", "Nơi nhận:")
    assert [text for text in body if misspelt in text] == []

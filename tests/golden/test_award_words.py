"""The award counts of the first seed (domain §5.1) in the visible text of its dossier: submission, decision, lists."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from tests.golden.drafts import golden_draft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(data: bytes) -> str:
    """Every paragraph of a Word file, a line each, with what stands in its content controls."""
    paragraphs = Document(BytesIO(data)).element.body.iter(f"{_W}p")
    return "\n".join("".join(paragraph.itertext(f"{_W}t")) for paragraph in paragraphs)


@pytest.mark.parametrize(
    "said",
    [
        "khen thưởng 10 tập thể và 52 cá nhân",
        "Cờ thi đua của Tổng Liên đoàn Lao động Việt Nam: 01 tập thể.",
        "Bằng khen của Tổng Liên đoàn Lao động Việt Nam: 01 tập thể và 44 cá nhân.",
        "Cờ thi đua của Liên đoàn Lao động thành phố Hà Nội: 01 tập thể.",
        "Bằng khen của Liên đoàn Lao động thành phố Hà Nội: 07 tập thể và 08 cá nhân.",
    ],
)
def test_the_submission_says_each_count(said: str) -> None:
    assert said in words(golden_draft("thanh-tri-2020-to-trinh").report)


def test_the_decision_says_the_offices_own_certificates() -> None:
    text = words(golden_draft("thanh-tri-2020-quyet-dinh").report)
    assert "Tặng Giấy khen của Liên đoàn Lao động huyện Thanh Trì cho 13 tập thể và 14 cá nhân" in text
    assert "450.000 đồng/cá nhân" in text  # 0,3 × 1.490.000 = 447.000, rounded up


def test_the_lists_of_the_round_hold_23_collectives_and_66_individuals() -> None:
    """Nobody's name is known: each number stands, and each list says what it lacks."""
    text = words(golden_draft("thanh-tri-2020-danh-sach").listing)
    for noun, counts in (("tập thể", [1, 1, 1, 7, 13]), ("cá nhân", [44, 8, 14])):
        heads = [int(number) for number in re.findall(rf": (\d+) {noun}$", text, re.MULTILINE)]
        gaps = [int(number) for number in re.findall(rf"\[chưa có số liệu: danh sách (\d+) {noun} ", text)]
        assert heads == gaps == counts
    assert "53-66" in text  # the fourteen of the office close the list of 66
    assert "Đơn vị đạt chuẩn văn hóa" not in text  # the people's committee's awards stand apart

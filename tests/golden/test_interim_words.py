"""What the issue asks of the quarter of Cụm 1 (domain §5.4) and of the short summary of Thanh Trì (§5.1), as seen."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest
from lxml import etree

from tests.golden.drafts import golden_draft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLUSTER, SHORT = "cum-1-quy-1-2021-bao-cao-quy", "thanh-tri-2020-tom-tat"


@cache
def visible(name: str) -> tuple[str, ...]:
    """The visible text, paragraph by paragraph."""
    with zipfile.ZipFile(BytesIO(golden_draft(name).report)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return tuple("".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p"))


def line_with(name: str, *phrases: str) -> str:
    """The one paragraph that holds all of these phrases."""
    found = [text for text in visible(name) if all(phrase in text for phrase in phrases)]
    assert len(found) == 1, (phrases, found)
    return found[0]


@pytest.mark.parametrize(
    "phrases",
    [
        ("352 vé xe", "gần 200 triệu đồng"),
        ("2.130 lượt CNVCLĐ", "hơn 2 tỷ đồng"),
        ("117 lượt người lao động thuê trọ", "gần 80 triệu đồng"),
        ("431 đoàn viên, người lao động bị ảnh hưởng bởi thiên tai, dịch bệnh", "482 triệu đồng"),
        ("chương trình phối hợp tại 6/6 đơn vị",),
        ("Cụm thi đua số 1 (100%)", "[chưa có số liệu: Liên đoàn Lao động quận Hoàng Mai, "),
        ("Kết nạp mới: 2.043 đoàn viên",),
        ("Thành lập mới: 24 công đoàn cơ sở",),
    ],
)
def test_the_figures_of_the_quarter_of_cluster_1(phrases: tuple[str, ...]) -> None:
    line_with(CLUSTER, *phrases)


def test_what_the_cluster_did_not_tell_is_a_gap_and_never_a_zero() -> None:
    line_with(CLUSTER, "[chưa có số liệu: Tổng số công đoàn cơ sở", "[chưa có số liệu: Tổng số đoàn viên công đoàn]")
    assert not [text for text in visible(CLUSTER) if " 0 " in text]


def test_the_tasks_of_the_next_quarter_are_told() -> None:
    line_with(CLUSTER, "III. NHIỆM VỤ TRỌNG TÂM QUÝ II NĂM 2021")
    line_with(CLUSTER, "bầu cử đại biểu Quốc hội khóa XV", "23/5/2021")


@pytest.mark.parametrize(
    "phrases",
    [
        ("183 suất quà", "82,5 triệu đồng", "297 vé xe", "59,4 triệu đồng", "hơn 1,8 tỷ đồng"),
        (
            "kết nạp mới 676/650 đoàn viên, đạt 104% kế hoạch",
            "Thành lập mới 11/12 công đoàn cơ sở, đạt 91,66% kế hoạch",
        ),
        ("Cờ thi đua cho 01 tập thể, Bằng khen cho 01 tập thể và 44 cá nhân",),
        ("Cờ thi đua cho 01 tập thể, Bằng khen cho 07 tập thể và 08 cá nhân",),
        ("Giấy khen cho 13 tập thể và 14 cá nhân",),
        ("23 tập thể và 66 cá nhân",),
        ("26 tập thể", "83 tập thể"),
    ],
)
def test_the_short_summary_tells_what_the_whole_one_does(phrases: tuple[str, ...]) -> None:
    line_with(SHORT, *phrases)


def test_the_short_summary_is_read_aloud() -> None:
    assert line_with(SHORT, "Kính thưa các đồng chí đại biểu!")
    assert len(visible(SHORT)) < len(visible("thanh-tri-2020"))

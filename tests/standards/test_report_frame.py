"""The outline of a report, topic names, classification grades, cluster scoring and the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from drafter.model.narrative import Topic
from drafter.model.organisation import Level
from drafter.model.period import Period
from drafter.standards.catalogue import load_catalogue
from drafter.standards.cluster_scoring import default_scoring
from drafter.standards.deadlines import deadline, occasions
from drafter.standards.grades import scale_for, scales
from drafter.standards.outline import heading_of_group, heading_of_topic, outline, topic_names
from drafter.standards.regulations import regulation

# --- outline -------------------------------------------------------------------------------------------------------

ANNUAL = """
-
Phần thứ nhất KẾT QUẢ PHONG TRÀO CÔNG NHÂN, VIÊN CHỨC, LAO ĐỘNG VÀ HOẠT ĐỘNG CÔNG ĐOÀN
I Tình hình công nhân, viên chức, lao động, việc làm, đời sống và quan hệ lao động (A)
II Kết quả hoạt động công đoàn
1 Công tác đại diện, chăm lo, bảo vệ quyền, lợi ích hợp pháp, chính đáng của đoàn viên, người lao động (C)
2 Công tác tuyên truyền, giáo dục (B)
3 Phong trào thi đua (D)
4 Công tác phát triển đoàn viên, xây dựng tổ chức công đoàn và đội ngũ cán bộ (E)
5 Công tác nữ công, bình đẳng giới (F)
6 Công tác kiểm tra, giám sát (H)
7 Công tác tài chính công đoàn (G)
8 Tham gia xây dựng Đảng, chính quyền (I)
9 Công tác chỉ đạo, phối hợp và thông tin, báo cáo (M)
10 Công tác thi đua, khen thưởng (K)
III Đánh giá chung
1 Ưu điểm
2 Tồn tại, hạn chế
3 Nguyên nhân
4 Bài học kinh nghiệm
Phần thứ hai PHƯƠNG HƯỚNG, NHIỆM VỤ
I Mục tiêu, chủ đề
II Các chỉ tiêu
III Nhiệm vụ, giải pháp
IV Kiến nghị, đề xuất
"""


def test_the_annual_outline_in_the_order_of_the_page() -> None:
    lines = []
    for part in outline():
        for heading in part.walk():
            groups = f" ({', '.join(heading.groups)})" if heading.groups else ""
            lines.append(f"{heading.number} {heading.title}{groups}".strip() or "-")
    assert "\n".join(lines) == ANNUAL.strip()


def test_every_group_and_every_topic_is_told_exactly_once() -> None:
    headings = [heading for part in outline() for heading in part.walk()]
    assert sorted(group for heading in headings for group in heading.groups) == sorted(load_catalogue().groups)
    assert sorted(topic for heading in headings for topic in heading.topics) == sorted(Topic)
    assert len({heading.code for heading in headings}) == len(headings)


def test_where_a_group_and_a_topic_stand() -> None:
    of_groups, of_topic = heading_of_group("E"), heading_of_topic(Topic.LIMITATION)
    assert of_groups is not None
    assert of_topic is not None
    assert (of_groups.number, of_topic.title) == ("4", "Tồn tại, hạn chế")
    assert heading_of_group("N") is None


def test_every_topic_has_a_name_and_a_hint_for_the_form() -> None:
    names = topic_names()
    assert set(names) == set(Topic)
    assert names[Topic.DIRECTION].name == "Phương hướng, nhiệm vụ"
    assert all(name.name and name.hint for name in names.values())


# --- grades --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "points", "name"),
    [
        (2018, "85", "vững mạnh"),
        (2018, "84.99", "khá"),
        (2018, "70", "khá"),
        (2018, "50", "trung bình"),
        (2018, "49.5", "yếu"),
        (2020, "100", "hoàn thành xuất sắc nhiệm vụ"),
        (2020, "90", "hoàn thành xuất sắc nhiệm vụ"),
        (2020, "89.5", "hoàn thành tốt nhiệm vụ"),
        (2020, "70", "hoàn thành tốt nhiệm vụ"),
        (2025, "50", "hoàn thành nhiệm vụ"),
        (2025, "0", "không hoàn thành nhiệm vụ"),
        (2025, "100.5", None),
        (2025, "-1", None),
    ],
)
def test_grade(year: int, points: str, name: str | None) -> None:
    scale = scale_for(year)
    assert scale is not None
    grade = scale.grade(Decimal(points))
    assert (grade and grade.name) == name


def test_no_scale_is_known_before_2014() -> None:
    assert scale_for(2013) is None


def test_scales_say_they_are_not_confirmed_and_add_up() -> None:
    catalogue = load_catalogue()
    for scale in scales():
        assert scale.unverified
        assert regulation(scale.regulation) is not None
        assert [g.low for g in scale.grades] == sorted((g.low for g in scale.grades), reverse=True)
        assert scale.grades[-1].low == 0
        assert not scale.criteria or sum(c.max for c in scale.criteria) == scale.total
        assert all(not g.indicator or g.indicator in catalogue.by_code for g in scale.grades)
    newest = scale_for(2026)
    assert newest is not None
    assert [grade.indicator for grade in newest.grades] == ["E06a", "E06b", "E06c", "E06d"]


# --- cluster scoring -----------------------------------------------------------------------------------------------


def test_the_default_scoring_table_adds_up_and_is_not_confirmed() -> None:
    table = default_scoring()
    assert [int(group.max) for group in table.groups] == [30, 25, 15, 10, 10, 10]
    assert sum(group.max for group in table.groups) == table.total == 100
    assert table.unverified
    groups = load_catalogue().groups
    assert all(letter in groups for group in table.groups for letter in group.indicator_groups)


def test_bonus_is_capped_and_a_late_report_costs_half_a_point() -> None:
    points = {found.code: (found.points, found.cap) for found in default_scoring().adjustments}
    assert points["TH1"] == (Decimal(1), Decimal(5))
    assert points["TR1"] == (Decimal("-0.5"), None)


# --- calendar ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "level", "due"),
    [
        ("2026-03", Level.GRASSROOTS, date(2026, 3, 20)),
        ("2026-Q1", Level.PROVINCE, date(2026, 3, 20)),
        ("2026-Q3", Level.COMMUNE, date(2026, 9, 20)),
        ("2026-H1", Level.PROVINCE, date(2026, 6, 15)),
        ("2026-H2", Level.PROVINCE, None),
        ("2026-9M", Level.PROVINCE, date(2026, 9, 20)),
        ("2026", Level.GRASSROOTS, date(2026, 11, 25)),
        ("2020", Level.DISTRICT, date(2020, 12, 10)),
        ("2026", Level.COMMUNE, date(2026, 12, 10)),
        ("2026", Level.PROVINCE, date(2026, 12, 15)),
        ("2026", Level.CLUSTER, None),
        ("NK2023-2028", Level.PROVINCE, None),
    ],
)
def test_deadline(period: str, level: Level, due: date | None) -> None:
    assert deadline(Period.parse(period), level) == due


def test_occasions_of_the_year() -> None:
    assert [(found.day, found.month) for found in occasions()] == [(8, 3), (28, 7), (20, 10)]

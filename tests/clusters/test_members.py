"""A cluster's register: its own order, its posts, and what they leave open."""

from __future__ import annotations

import pytest

from drafter.clusters.members import Role, check_cluster, read_cluster
from tests.clusters.cluster_rows import NAMES, row

HEAD, DEPUTY, MEMBER = "Cụm trưởng", "Cụm phó", "Thành viên"


def test_the_order_of_the_rows_is_the_clusters_own_order() -> None:
    cluster = read_cluster(
        [
            row(don_vi="C", vai_tro=MEMBER),
            row(don_vi="A", vai_tro=HEAD, ho_ten="Trần Văn Bình", chuc_vu="Chủ tịch"),
            row(don_vi="B", vai_tro=DEPUTY),
            row(don_vi="B", vai_tro="Người báo cáo"),
        ]
    )
    assert cluster.members == ("C", "A", "B")
    assert cluster.ordered(["A", "B", "D", "C"]) == ("C", "A", "B", "D")
    assert cluster.count == 3
    assert cluster.unnamed == 0


def test_who_reports_may_be_another_than_the_head() -> None:
    rows = [row(don_vi="A", vai_tro=HEAD, ho_ten="Trần Văn Bình"), row(don_vi="B", vai_tro=DEPUTY, ho_ten="Lê Thị Cúc")]
    assert read_cluster(rows).reporter == read_cluster(rows).post(Role.HEAD)
    reporter = read_cluster([*rows, row(don_vi="B", vai_tro="người báo cáo", ho_ten="Lê Thị Cúc")]).reporter
    assert reporter is not None
    assert reporter.name == "Lê Thị Cúc"


def test_people_from_outside_are_no_members() -> None:
    cluster = read_cluster(
        [
            row(don_vi="A", vai_tro=HEAD),
            row(vai_tro="Trưởng đoàn khảo sát", ho_ten="Đỗ Thị Hà", chuc_vu="Phó Chủ tịch"),
            row(vai_tro="Đại biểu dự", ho_ten="Phạm Văn Long"),
        ]
    )
    assert cluster.members == ("A",)
    survey = cluster.post(Role.SURVEY_HEAD)
    assert survey is not None
    assert survey.name == "Đỗ Thị Hà"


def test_two_people_of_one_name_are_two() -> None:
    """«Nguyễn Thị Kim Dung» is a deputy of a province in one paper and a district's head in another (domain §0.9)."""
    first, second = read_cluster(
        [
            row(don_vi="A", vai_tro=HEAD, ho_ten="Nguyễn Thị Kim Dung", chuc_vu="Chủ tịch"),
            row(don_vi="B", vai_tro=DEPUTY, ho_ten="Nguyễn Thị Kim Dung", chuc_vu="Chủ tịch"),
        ]
    ).posts
    assert first.name == second.name
    assert first.person != second.person


@pytest.mark.parametrize(("size", "code"), [(None, None), (3, None), (6, "D285"), (2, "D286")])
def test_units_whose_names_are_not_known_are_counted_and_asked_for(size: int | None, code: str | None) -> None:
    cluster = read_cluster([row(don_vi=unit, vai_tro=HEAD if unit == "A" else MEMBER) for unit in "ABC"], size)
    found = check_cluster(cluster, "năm 2025", NAMES)
    assert [problem.code for problem in found] == ([code] if code else [])
    if code == "D285":
        assert cluster.unnamed == 3
        assert found[0].what == "cụm có 6 đơn vị, danh sách mới có 3; còn 3 đơn vị chưa rõ tên"


@pytest.mark.parametrize("heads", [0, 2])
def test_a_cluster_has_one_head(heads: int) -> None:
    cluster = read_cluster([row(don_vi=unit, vai_tro=HEAD if n < heads else MEMBER) for n, unit in enumerate("ABC")])
    assert cluster.post(Role.HEAD) is None
    (found,) = check_cluster(cluster, "năm 2025", NAMES)
    assert found.code == "D284"
    assert ("chưa ghi đơn vị nào" if heads == 0 else "ghi 2 cụm trưởng") in found.what


def test_the_same_head_twice_running_is_asked_about() -> None:
    now = read_cluster([row(don_vi="A", vai_tro=HEAD), row(don_vi="B", vai_tro=MEMBER)])
    for earlier, expected in (("A", ["D273"]), ("B", [])):
        before = read_cluster([row(don_vi=earlier, vai_tro=HEAD)])
        found = check_cluster(now, "năm 2025", NAMES, before, "năm 2024")
        assert [problem.code for problem in found] == expected
    (found_,) = check_cluster(now, "năm 2025", NAMES, read_cluster([row(don_vi="A", vai_tro=HEAD)]), "năm 2024")
    assert found_.what == (
        "Công đoàn phường An Hòa là cụm trưởng năm 2025 và cũng là cụm trưởng năm 2024; "
        "cụm trưởng thường được bầu luân phiên hằng năm"
    )


def test_next_years_head_may_not_be_this_years() -> None:
    rows = [row(don_vi="A", vai_tro=HEAD), row(don_vi="A", vai_tro="Cụm trưởng năm sau", cell="A9")]
    (found,) = check_cluster(read_cluster(rows), "năm 2025", NAMES)
    assert (found.code, found.place.cell) == ("D273", "A9")

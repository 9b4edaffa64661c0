"""What a template sees of a cluster: the figures of seed S1 one by one, true totals, people, what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.fill.values import Carried, Phrase
from drafter.render.cluster_figures import listed_names
from drafter.render.cluster_slots import cluster_questions, cluster_slots
from drafter.render.paper import Paper
from tests.render.cluster_papers import OFFICE, ORDER, RATES, UNITS, cluster_paper, figure, row, s1_figures, s1_members


def cum(paper: Paper) -> Any:
    return cluster_slots(paper)["cum"]


def parts(phrase: Phrase) -> list[str]:
    return [part.key for part in phrase.parts if isinstance(part, Carried)]


S1 = cluster_paper(*s1_figures())


def test_programmes_stand_by_unit_and_add_up_to_fourteen_of_the_five_that_reported() -> None:
    found = cum(S1)["C14"]
    assert str(found["tung_don_vi"]) == (
        "LĐLĐ quận Bắc Từ Liêm (2 chương trình), Nam Từ Liêm (3 chương trình), Cầu Giấy (6 chương trình), "
        "Tây Hồ (2 chương trình), Hà Đông (1 chương trình)"
    )
    assert str(found["tong"]) == "14 chương trình phúc lợi, ưu đãi của 5 đơn vị đã báo cáo"
    assert str(found["thieu"]) == "[chưa có số liệu: LĐLĐ quận Thanh Xuân]"
    assert str(found["so_don_vi"]) == "5/6 đơn vị"
    assert str(found["day_du"]) == f"{found['tung_don_vi']}; tổng cộng {found['tong']}; {found['thieu']}"


def test_every_number_of_the_list_is_carried_with_its_units_key() -> None:
    keys = parts(cum(S1)["C14"]["day_du"])
    assert keys[:5] == [f"C14/{unit}/2019" for unit in ("BTL", "NTL", "CG", "TH", "HD")]
    assert keys[5:] == [f"C14/{OFFICE}/2019", f"C14/{OFFICE}/2019#so_don_vi", f"C14/{OFFICE}/2019#thieu"]


def test_rates_are_listed_and_never_averaged_and_a_count_stands_for_the_unit_that_has_no_rate() -> None:
    found = cum(S1)["C04"]
    assert str(found["day_du"]) == (
        "LĐLĐ quận Bắc Từ Liêm (đạt 52%), Nam Từ Liêm (đạt 75,2%), Cầu Giấy (đạt 62,6%), "
        "Thanh Xuân (ký mới 64 bản), Tây Hồ (đạt 69%), Hà Đông (đạt 70,37%); "
        "[chưa có số liệu: tỷ lệ của LĐLĐ quận Thanh Xuân]"
    )
    assert not found["co_tong"]
    mean = sum(map(float, RATES.values())) / 5
    assert f"{mean:.1f}".replace(".", ",") not in str(found["day_du"])


def test_a_rate_whose_parts_all_units_gave_has_a_true_rate_of_the_whole() -> None:
    paper = cluster_paper(
        *(figure("C06", unit, parts=(9, 10)) for unit in list(UNITS)[:5]), figure("C06", "HD", parts=(5, 10))
    )
    assert str(cum(paper)["C06"]["day_du"]).endswith("Hà Đông (đạt 50%); tính chung đạt 83,33%")


def test_what_only_the_cluster_reported_is_its_own_figure() -> None:
    found = cum(S1)["D02"]
    assert str(found["day_du"]) == "100%"
    assert str(found["thieu"]) == ""
    assert not found["co_tung_don_vi"]


def test_a_figure_nobody_gave_is_one_gap() -> None:
    found = cum(S1)["E01"]
    assert not found
    assert str(found["day_du"]) == "[chưa có số liệu: Số công đoàn cơ sở thành lập mới]"
    assert "ket_qua" in found  # and what a figure as a whole has is there too


def test_the_comparison_table_leaves_empty_what_nobody_gave() -> None:
    rows = {line["ten"]: line for line in cum(S1)["bang"]}
    rates = next(line for line in rows.values() if line["dvt"] == "%")
    assert [str(cell) for cell in rates["o"]] == ["52", "75,2", "62,6", "", "69", "70,37"]
    assert (rates["cong"], rates["bao_cao"], rates["dvt"]) == ("–", "5/6", "%")
    programmes = next(line for line in rows.values() if str(line["cong"]) == "14")
    assert [str(cell) for cell in programmes["o"]] == ["2", "3", "6", "", "2", "1"]
    assert len(rows) == 3  # what the cluster alone reported has no row


def test_members_stand_in_the_clusters_own_order() -> None:
    found = cum(S1)
    assert str(found["thanh_vien"]) == ("LĐLĐ quận Bắc Từ Liêm, Nam Từ Liêm, Cầu Giấy, Thanh Xuân, Tây Hồ và Hà Đông")
    assert str(found["so_don_vi"]) == "6 đơn vị"
    assert found["ten"] == "Cụm thi đua số 2"


def test_the_deputy_reports_for_the_cluster() -> None:
    found = cum(S1)
    assert found["cum_truong"]["goi"] == "đồng chí Nguyễn Văn Ngà, Chủ tịch LĐLĐ quận Bắc Từ Liêm"
    assert found["nguoi_bao_cao"]["goi"] == "đồng chí Cao Đắc Tiến, Chủ tịch LĐLĐ quận Thanh Xuân"
    assert found["cum_pho"]["don_vi"] == "LĐLĐ quận Thanh Xuân"
    assert str(found["truong_doan"]["goi"]) == "[chưa có số liệu: trưởng đoàn khảo sát]"


def test_units_without_a_name_are_a_gap_and_not_made_up() -> None:
    paper = cluster_paper(
        figure("C19a", OFFICE, 2130),
        registers={"cum": (row(don_vi="TX", vai_tro="Cụm phó"), row(don_vi="TH", vai_tro="Thành viên"))},
        size=6,
    )
    found = cum(paper)
    assert str(found["so_don_vi"]) == "6 đơn vị"
    assert str(found["thanh_vien"]) == "LĐLĐ quận Thanh Xuân và Tây Hồ; [chưa có số liệu: tên 4 đơn vị còn lại]"
    assert str(found["C19a"]["day_du"]) == "2.130 lượt CNVCLĐ và con CNVCLĐ"
    assert str(found["chua_tung_don_vi"]) == "[chưa có số liệu: số liệu của từng đơn vị trong cụm]"
    assert [problem.code for problem in cluster_questions(paper)] == ["D284", "D285"]


def test_without_a_register_the_units_that_report_are_the_members() -> None:
    paper = cluster_paper(*s1_figures(), registers={"cum": ()})
    assert str(cum(paper)["thanh_vien"]).startswith("LĐLĐ quận Thanh Xuân, Tây Hồ, Nam Từ Liêm")


def test_a_kind_that_keeps_no_register_of_the_cluster_sees_nothing_of_it() -> None:
    paper = cluster_paper(registers={})
    assert cluster_slots(paper) == {}
    assert cluster_questions(paper) == ()


def test_last_years_head_is_asked_about() -> None:
    paper = cluster_paper(earlier={"cum": (row(don_vi="BTL", vai_tro="Cụm trưởng"),)})
    assert [problem.code for problem in cluster_questions(paper)] == ["D273"]
    assert "là cụm trưởng năm 2019 và cũng là cụm trưởng năm 2018" in cluster_questions(paper)[0].what


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["Liên đoàn Lao động quận A", "Liên đoàn Lao động quận B"], ["LĐLĐ quận A", "B"]),
        (["Liên đoàn Lao động quận A", "Liên đoàn Lao động huyện B", "Liên đoàn Lao động huyện C"],
         ["LĐLĐ quận A", "huyện B", "huyện C"]),
        (["Công đoàn phường Xuân An", "Công đoàn xã Xuân Sơn"], ["Công đoàn phường Xuân An", "xã Xuân Sơn"]),
        (["Công đoàn Y tế", "Công đoàn Giáo dục"], ["Công đoàn Y tế", "Công đoàn Giáo dục"]),
    ],
)  # fmt: skip
def test_units_of_one_sort_go_by_their_place_after_the_first(names: list[str], listed: list[str]) -> None:
    assert list(listed_names(names, {name: name for name in names}).values()) == listed


def test_all_members_reported_needs_no_word_on_how_many() -> None:
    paper = cluster_paper(*(figure("E01", unit, 4) for unit in ORDER))
    assert str(cum(paper)["E01"]["tong"]) == "24 công đoàn cơ sở"
    assert str(cum(paper)["E01"]["so_don_vi"]) == "6/6 đơn vị"


def test_members_have_their_posts_in_the_register() -> None:
    assert len(s1_members()) == 7
    assert cluster_questions(S1) == ()


@pytest.mark.parametrize(("number", "listed"), [(12, True), (13, False)])
def test_units_too_many_for_a_sentence_stand_in_the_annex(number: int, *, listed: bool) -> None:
    units = {f"X{n:02d}": f"Công đoàn xã Số {n}" for n in range(1, number + 1)}
    rows = tuple(row(don_vi=unit, vai_tro="Thành viên") for unit in units)
    paper = cluster_paper(*(figure("E01", unit, 2) for unit in units), registers={"cum": rows}, units=units)
    found = cum(paper)["E01"]
    assert str(found["tong"]) == f"{2 * number} công đoàn cơ sở"
    assert (str(found["kem"]) == ": số liệu từng đơn vị tại phụ lục so sánh") is not listed
    assert cum(paper)["bang"] == []
    assert cum(paper)["bang_qua_rong"]
    (line,) = cum(paper)["so_sanh"]
    assert [(one.value, one.key) for one in line["o"]] == [(2, f"E01/{unit}/{paper.period}") for unit in units]

"""What a template sees besides figures: the frame of the page, the office's words, targets reached and missed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from papers import OFFICE, STANDING, YEAR, figure, kind, paper

from drafter.fill.values import Carried
from drafter.model.figure import Comparator, Qualifier
from drafter.model.narrative import Narrative, Topic
from drafter.model.organisation import Signer
from drafter.render.context import build_context
from drafter.render.frame_slots import signing_lines
from drafter.render.paper import Paper
from drafter.standards.catalogue import load_catalogue
from drafter.wording.lists import lower_first


def seen(of: Paper) -> dict[str, Any]:
    return build_context(of, of.kind.annex_names())


def test_the_frame_of_the_page() -> None:
    found = seen(paper(recipients=("Tổng Liên đoàn (để báo cáo)", "Các {don_vi} trực thuộc")))
    frame = (
        "ten_loai", "ten_loai_thuong", "trich_yeu", "so_lieu_tam", "ky", "ky_sau", "ky_hieu", "nam_ban_hanh",
        "kinh_gui", "noi_nhan", "ky_ten", "phu_luc",
    )  # fmt: skip
    assert {name: found[name] for name in frame} == {
        "ten_loai": "BÁO CÁO",
        "ten_loai_thuong": "Báo cáo",
        "trich_yeu": ["Tổng kết hoạt động công đoàn năm 2020;", "phương hướng năm 2021"],
        "so_lieu_tam": "",
        "ky": "năm 2020",
        "ky_sau": "năm 2021",
        "ky_hieu": "BC-LĐLĐ",
        "nam_ban_hanh": 2021,
        "kinh_gui": [],
        "noi_nhan": ["- Tổng Liên đoàn (để báo cáo);", "- Các LĐLĐ quận, huyện trực thuộc;", "- Lưu: VT, VP."],
        "ky_ten": {"chuc_vu": ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], "ho_ten": "Trần Văn Lâm"},
        "phu_luc": {"don_vi": "Phụ lục I", "chi_tieu": "Phụ lục II", "tat_ca": "các Phụ lục I, II"},
    }


def test_the_office() -> None:
    assert seen(paper())["co_quan"] == {
        "cap_tren": ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"],
        "ten": ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI"],
        "ten_goi": "Liên đoàn Lao động thành phố Hà Nội",
        "goi_tat": "Liên đoàn Lao động thành phố",
        "dia_danh": "Hà Nội",
        "cap_tren_goi": "Tổng Liên đoàn Lao động Việt Nam",
        "cap_uy": "Thành ủy Hà Nội",
        "chinh_quyen": "",
        "don_vi": "LĐLĐ quận, huyện",
    }


def test_whom_a_paper_is_addressed_to_is_not_named_again_among_its_recipients() -> None:
    of = paper(
        of=kind(addressed_to=["{cap_tren}"]),
        recipients=("TLĐLĐ Việt Nam (để báo cáo)", "Các ban Tổng Liên đoàn Lao động Việt Nam", "Thành ủy (để báo cáo)"),
    )
    assert seen(of)["noi_nhan"] == [
        "- Như trên;",
        "- Các ban Tổng Liên đoàn Lao động Việt Nam;",
        "- Thành ủy (để báo cáo);",
        "- Lưu: VT, VP.",
    ]


def test_a_paper_with_an_addressee_says_so_first_among_its_recipients() -> None:
    found = seen(paper(of=kind(addressed_to=["Tổng Liên đoàn Lao động Việt Nam"])))
    assert (found["kinh_gui"], found["noi_nhan"]) == (
        ["Tổng Liên đoàn Lao động Việt Nam"],
        ["- Như trên;", "- Lưu: VT, VP."],
    )


def test_a_paper_that_lacks_forms_is_provisional() -> None:
    assert seen(paper(absent=("TH",)))["so_lieu_tam"] == "SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ"


@pytest.mark.parametrize(
    ("signer", "authority", "lines"),
    [
        (Signer("CHỦ TỊCH", "A"), "BAN THƯỜNG VỤ", ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]),
        (
            Signer("PHÓ CHỦ TỊCH", "A", deputy=True),
            "BAN THƯỜNG VỤ",
            ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (Signer("CHỦ TỊCH", "A"), "BAN CHẤP HÀNH", ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]),
        (Signer("CHỦ TỊCH", "A"), "", ["CHỦ TỊCH"]),
        (None, "BAN THƯỜNG VỤ", ["TM. BAN THƯỜNG VỤ"]),
    ],
)
def test_who_signs(signer: Signer | None, authority: str, lines: list[str]) -> None:
    assert signing_lines(replace(STANDING, signer=signer, authority=authority)) == lines


def test_an_office_without_a_signer_leaves_the_name_blank() -> None:
    assert seen(paper(standing=replace(STANDING, signer=None)))["ky_ten"]["ho_ten"] == ""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Chưa sâu", "Chưa sâu."),
        ("- Chưa sâu;", "Chưa sâu."),
        ("  • Chưa sâu. ", "Chưa sâu."),
        ("Có nên không?", "Có nên không?"),
        ("Gồm có:", "Gồm có:"),
        ("Vân vân…", "Vân vân…"),
        ("Danh hiệu «Đơn vị vững mạnh»", "Danh hiệu “Đơn vị vững mạnh”."),
    ],
)
def test_a_paragraph_of_a_form_becomes_a_sentence(typed: str, printed: str) -> None:
    assert seen(paper(words=[Narrative(OFFICE, YEAR, Topic.LIMITATION, typed)]))["han_che"] == [printed]


@pytest.mark.parametrize(
    ("topic", "slot_name"),
    [
        (Topic.CONTEXT, "boi_canh"),
        (Topic.LIMITATION, "han_che"),
        (Topic.OBJECTIVE_CAUSE, "nguyen_nhan_khach_quan"),
        (Topic.SUBJECTIVE_CAUSE, "nguyen_nhan_chu_quan"),
        (Topic.LESSON, "bai_hoc"),
        (Topic.DIRECTION, "phuong_huong"),
        (Topic.PROPOSAL, "kien_nghi"),
        (Topic.HIGHLIGHT, "uu_diem"),
    ],
)
def test_each_topic_has_its_slot_and_units_words_stay_out(topic: Topic, slot_name: str) -> None:
    words = [Narrative(OFFICE, YEAR, topic, "Của cơ quan"), Narrative("CG", YEAR, topic, "Của đơn vị")]
    found = seen(paper(words=words))
    assert found[slot_name] == ["Của cơ quan."]
    assert "Của đơn vị" not in str({name: value for name, value in found.items() if isinstance(value, list | dict)})


def test_highlights_of_a_group_stand_there_and_the_theme_is_bare() -> None:
    words = [
        Narrative(OFFICE, YEAR, Topic.HIGHLIGHT, "Tết Sum vầy", "C"),
        Narrative(OFFICE, YEAR, Topic.THEME, "«Vì đoàn viên»."),
    ]
    found = seen(paper(words=words))
    assert (found["noi_bat"]["C"], found["noi_bat"]["B"], found["uu_diem"]) == (["Tết Sum vầy."], [], [])
    assert found["chu_de"] == ["Vì đoàn viên"]


def test_no_target_no_tally() -> None:
    assert seen(paper(figure("E02", "CG", 5)))["chi_tieu"]["co"] is False


def test_targets_are_tallied_and_the_missed_ones_named() -> None:
    figures = (
        figure("E01", "CG", 11, target=12),
        figure("E02", "CG", 676, target=650),
        figure("C06", "CG", parts=(3, 4), target=95),
        figure("A04", "CG", 640, target=650, hedge=Qualifier.OVER),
        figure("H01", OFFICE, target=5),
    )
    found = seen(paper(*figures))["chi_tieu"]
    assert [str(found[name]) for name in ("co", "tong", "dat_va_vuot", "chua_dat_so")] == [
        "True", "03 chỉ tiêu", "01 chỉ tiêu", "02 chỉ tiêu",
    ]  # fmt: skip
    assert [(row["ten"], str(row["ket_qua"])) for row in found["danh_sach_chua_dat"]] == [
        (
            "tỷ lệ cơ quan hành chính, đơn vị sự nghiệp tổ chức hội nghị cán bộ, công chức, viên chức",
            "75%; chỉ tiêu từ 95% trở lên",
        ),
        ("số công đoàn cơ sở thành lập mới", "11/12 công đoàn cơ sở, đạt 91,66% kế hoạch"),
    ]


@pytest.mark.parametrize(("done", "all_met"), [((5, 7), True), ((5, 6), False), ((5,), False)])
def test_all_of_several_targets_are_told_as_all(done: tuple[int, ...], *, all_met: bool) -> None:
    planned = (("E01", 5), ("E02", 7))
    figures = (figure(code, "CG", now, target=target) for (code, target), now in zip(planned, done, strict=False))
    assert seen(paper(*figures))["chi_tieu"]["dat_het"] is all_met


def test_a_ceiling_that_was_passed_is_told_without_a_percent_of_a_plan() -> None:
    passed = figure("A14a", "CG", 2, target=1, comparator=Comparator.AT_MOST)
    (row,) = seen(paper(passed))["chi_tieu"]["danh_sach_chua_dat"]
    assert str(row["ket_qua"]) == "2 cuộc; chỉ tiêu không quá 1 cuộc"  # the indicator's name stands before it


def test_targets_of_the_next_year_are_listed_as_plans_state_them() -> None:
    after = [figure(code, OFFICE, target=to, period=YEAR.next()) for code, to in (("C08", 100), ("E02", 700))]
    found = seen(paper(after=after))["chi_tieu_ky_sau"]
    assert [(row["ten"], str(row["chi_tieu"])) for row in found] == [
        ("Tỷ lệ đơn vị, doanh nghiệp tổ chức đối thoại, ban hành quy chế đối thoại", "100%"),
        ("Số đoàn viên kết nạp mới", "700 đoàn viên"),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Thu đoàn phí công đoàn (thực hiện so với dự toán)", "Thu đoàn phí công đoàn"),
        ("Số nhà «Mái ấm Công đoàn»", "Số nhà “Mái ấm Công đoàn”"),
        ("(mới)", "(mới)"),
        ("Quỹ(riêng)", "Quỹ(riêng)"),
    ],
)
def test_a_target_goes_by_its_name_without_the_explanation_of_the_form(name: str, shown: str) -> None:
    of = paper(after=[figure("E02", OFFICE, target=700, period=YEAR.next())])
    named = tuple(replace(one, name=name) if one.code == "E02" else one for one in of.catalogue.indicators)
    found = seen(replace(of, catalogue=replace(of.catalogue, indicators=named)))["chi_tieu_ky_sau"]
    assert [row["ten"] for row in found] == [shown]


def test_what_must_be_said_has_a_gap_ready() -> None:
    found = seen(paper())["cho_trong"]
    assert all(isinstance(one, Carried) and one.highlight == "yellow" for one in found.values())
    assert {name: str(found[name]) for name in ("uu_diem", "han_che", "phuong_huong", "nhom_d")} == {
        "uu_diem": "[chưa có số liệu: ưu điểm, kết quả nổi bật năm 2020]",
        "han_che": "[chưa có số liệu: tồn tại, hạn chế năm 2020]",
        "phuong_huong": "[chưa có số liệu: phương hướng, nhiệm vụ năm 2021]",
        "nhom_d": "[chưa có số liệu: phong trào thi đua năm 2020]",
    }
    where = "gõ ở cột «Chỉ tiêu giao» của biểu cơ quan năm 2021, không phải biểu năm 2020"
    told = found["chi_tieu_ky_sau"]
    assert isinstance(told, Carried)
    assert (str(told), told.label) == ("[chưa có số liệu: chỉ tiêu năm 2021]", f"chỉ tiêu năm 2021 ({where})")
    assert set(found) >= {f"nhom_{letter.lower()}" for letter in load_catalogue().groups}


def test_an_indicator_is_seen_by_its_code_and_by_its_name() -> None:
    found = seen(paper(figure("C16a", "CG", 183)))
    assert found["C16a"] is found["qua_tet_so_suat"]
    assert all(code in found for code in load_catalogue().by_code)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Số đoàn viên", "số đoàn viên"),
        ("TƯLĐTT ký mới", "TƯLĐTT ký mới"),
        ("CNVCLĐ nữ", "CNVCLĐ nữ"),
        ("Đoàn viên", "đoàn viên"),
    ],
)
def test_a_name_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(name: str, inside: str) -> None:
    assert lower_first(name) == inside

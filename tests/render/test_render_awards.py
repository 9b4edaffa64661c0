"""The award clauses of a text and the rows of its award annex, from one summary."""

from __future__ import annotations

from typing import Any

import pytest
from papers import award, paper

from drafter.fill.values import Carried, Phrase
from drafter.model.award import Award, Recipient
from drafter.render.award_slots import award_rows, award_slots
from drafter.wording.style import Style

PEOPLE = Recipient.INDIVIDUAL
HANOI = (
    award("CTD_TLD", 1),
    award("BK_TLD", 1),
    award("BK_TLD", 44, PEOPLE),
    award("BK_T", 7),
    award("BK_T", 8, PEOPLE),
    award("VH_GIU", 26, reason="Giữ vững danh hiệu trong 02 năm"),
    award("VH_MOI", 83),
)


def texts(phrases: object) -> list[str]:
    assert isinstance(phrases, list)
    return [str(phrase) for phrase in phrases]


def test_each_granter_has_a_clause_and_outside_bodies_their_own() -> None:
    slots = award_slots(paper(awards=HANOI))
    assert slots["co"] is True
    assert texts(slots["cac_cap"]) == [
        "Tổng Liên đoàn Lao động Việt Nam tặng Cờ thi đua cho 01 tập thể, Bằng khen cho 01 tập thể và 44 cá nhân",
        "Liên đoàn Lao động thành phố Hà Nội tặng Bằng khen cho 07 tập thể và 08 cá nhân",
    ]
    assert texts(slots["ngoai"]) == [
        (
            "Ủy ban nhân dân tặng danh hiệu “Đơn vị đạt chuẩn văn hóa” cho 26 tập thể giữ vững danh hiệu trong 02 năm, "
            "công nhận 83 tập thể đạt chuẩn văn hóa"
        )
    ]
    assert (str(slots["tap_the"]), str(slots["ca_nhan"])) == ("09 tập thể", "52 cá nhân")


def test_each_number_is_carried_by_granter_form_and_recipient() -> None:
    clauses = award_slots(paper(awards=HANOI))["cac_cap"]
    assert isinstance(clauses, list)
    assert isinstance(clauses[0], Phrase)
    carried = [part for part in clauses[0].parts if isinstance(part, Carried)]
    assert [(part.key, part.text, part.value) for part in carried] == [
        ("KT/TW/CTD_TLD/T/CUM/2020", "01 tập thể", 1),
        ("KT/TW/BK_TLD/T/CUM/2020", "01 tập thể", 1),
        ("KT/TW/BK_TLD/C/CUM/2020", "44 cá nhân", 44),
    ]


def test_totals_are_the_unions_own_and_carried() -> None:
    slots = award_slots(paper(awards=(*HANOI, award("CTD_CP", 1), award("BK_UBND", 3))))
    total = slots["tap_the"]
    assert isinstance(total, Carried)
    assert (total.text, total.key, total.value) == ("09 tập thể", "KT/CUM/2020#tap_the", 9)


@pytest.mark.parametrize(
    ("awards", "text"),
    [
        ([award("BK_T", 3), award("BK_T", 8, PEOPLE)], "03 tập thể và 08 cá nhân"),
        ([award("BK_T", 3)], "03 tập thể"),
        ([award("BK_T", 8, PEOPLE)], "08 cá nhân"),
        ([], ""),
    ],
)
def test_a_side_with_nobody_is_not_told(awards: list[Award], text: str) -> None:
    assert str(award_slots(paper(awards=awards))["tong"]) == text


def test_without_awards_there_is_nothing_to_say() -> None:
    slots = award_slots(paper())
    assert (slots["co"], slots["cac_cap"], slots["ngoai"], slots["co_cua_cong_doan"]) == (False, [], [], False)


def test_outside_awards_alone_are_told_and_have_no_total() -> None:
    slots = award_slots(paper(awards=[award("VH_MOI", 83)]))
    assert (slots["co"], slots["co_cua_cong_doan"], slots["cac_cap"]) == (True, False, [])


def test_an_office_that_pads_no_numbers() -> None:
    slots = award_slots(paper(awards=HANOI, style=Style(pad_below_ten=False)))
    assert texts(slots["cac_cap"])[1] == (
        "Liên đoàn Lao động thành phố Hà Nội tặng Bằng khen cho 7 tập thể và 8 cá nhân"
    )
    assert str(slots["tap_the"]) == "9 tập thể"


def plain(rows: dict[str, Any]) -> dict[str, list[dict[str, object]]]:
    """The rows with the numbers that their cells hold."""
    return {
        part: [{name: one.value if isinstance(one, Carried) else one for name, one in row.items()} for row in of]
        for part, of in rows.items()
    }


def test_rows_of_the_annex() -> None:
    own = "Tổng Liên đoàn Lao động Việt Nam"
    assert plain(award_rows(paper(awards=HANOI))) == {
        "cong_doan": [
            {"cap": own, "hinh_thuc": "Cờ thi đua", "tap_the": 1, "ca_nhan": None},
            {"cap": own, "hinh_thuc": "Bằng khen", "tap_the": 1, "ca_nhan": 44},
            {"cap": "Liên đoàn Lao động thành phố Hà Nội", "hinh_thuc": "Bằng khen", "tap_the": 7, "ca_nhan": 8},
        ],
        "ngoai": [
            {
                "cap": "Ủy ban nhân dân",
                "hinh_thuc": "Danh hiệu “Đơn vị đạt chuẩn văn hóa”",
                "tap_the": 26,
                "ca_nhan": None,
            },
            {"cap": "Ủy ban nhân dân", "hinh_thuc": "Đạt chuẩn văn hóa", "tap_the": 83, "ca_nhan": None},
        ],
    }


def test_a_granter_that_the_list_names_itself_keeps_its_name() -> None:
    rows = plain(award_rows(paper(awards=[award("BK_T", 2, granter="Công đoàn Công Thương Việt Nam")])))
    assert rows["cong_doan"] == [
        {"cap": "Công đoàn Công Thương Việt Nam", "hinh_thuc": "Bằng khen", "tap_the": 2, "ca_nhan": None}
    ]

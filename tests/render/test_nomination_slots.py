"""What the templates of an award dossier see: sections by level, lists in order, money, minutes, gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.fill.values import Carried
from drafter.model.award import Award, Recipient
from drafter.model.award_choices import AwardChoices, ListOrder
from drafter.model.figure import Source
from drafter.model.register import Row
from drafter.render.nomination_slots import batch_of, cited_by, nomination_remarks, nomination_slots, own_level
from drafter.render.paper import Paper
from drafter.standards.award_forms import AwardLevel, load_award_forms
from tests.render.papers import OFFICE, YEAR, paper

UNION = "Liên đoàn Lao động thành phố Hà Nội"


def row(name: str, form: str = "BK_T", who: str = "cá nhân", unit: str = "CG", **values: Any) -> Row:
    given = {"doi-tuong": who, "ten": name, "don-vi": unit, "hinh-thuc": form, "loai-khen": "toàn diện", **values}
    return Row(OFFICE, given, Source("de-nghi.xlsx", "Đề nghị khen", "B9"))


def dossier(
    *rows: Row, order: ListOrder = ListOrder.FORM, ballots: tuple[Row, ...] = (), awards: tuple[Award, ...] = (),
    own: dict[str, object] | None = None, basis: tuple[str, ...] = (),
) -> Paper:  # fmt: skip
    plain = paper()
    kind = replace(plain.kind, registers=("de-nghi-khen", "bo-phieu"), listing="list.docx", basis=basis)
    office = replace(plain.office, granters={"T": plain.standing.name, "TW": "Tổng Liên đoàn"},
                     awards=AwardChoices(order=order))  # fmt: skip
    forms = load_award_forms({"award": [own]}).by_code if own else plain.award_forms
    registers = {"de-nghi-khen": rows, "bo-phieu": ballots}
    return replace(plain, kind=kind, office=office, registers=registers, awards=awards, award_forms=forms,
                   day=date(2026, 1, 16))  # fmt: skip


def slots(one: Paper) -> Any:
    return nomination_slots(one)["de_nghi"]


LIST = (
    row("Trần Thị Út"),
    row("Nguyễn Văn Ánh", "BK_TLD"),
    row("Lê Thị Ân", unit="TH"),
    row("CĐCS Trường A", who="tập thể"),
    row("Đỗ Văn An", "CSTD_TLD", unit="HD"),
    row("Bùi Văn Cù", "LDTT"),
)


def names(section: Any, side: str = "ca_nhan") -> list[tuple[str, list[str]]]:
    return [(group["ten"], [one["ten"] for one in group["dong"]]) for group in section[side]["nhom"]]


def test_what_goes_up_what_is_decided_here_and_titles_apart() -> None:
    seen = slots(dossier(*LIST))
    assert [item["ten"] for item in seen["trinh"]["danh_hieu"]] == ["Chiến sĩ thi đua Tổng Liên đoàn"]
    assert [item["ten"] for item in seen["trinh"]["hinh_thuc"]] == ["Bằng khen của Tổng Liên đoàn"]
    assert str(seen["quyet"]["tong"]) == "01 tập thể và 02 cá nhân"
    assert str(seen["ca_dot"]["tong"]) == "01 tập thể và 05 cá nhân"
    assert [str(clause) for clause in seen["trinh"]["cau"]] == [
        "Tổng Liên đoàn tặng danh hiệu Chiến sĩ thi đua Tổng Liên đoàn cho 01 cá nhân, Bằng khen cho 01 cá nhân"
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ListOrder.NAME, [("", ["Đỗ Văn An", "Nguyễn Văn Ánh", "Lê Thị Ân", "Bùi Văn Cù", "Trần Thị Út"])]),
        (
            ListOrder.UNIT,
            [("LĐLĐ quận Cầu Giấy", ["Nguyễn Văn Ánh", "Bùi Văn Cù", "Trần Thị Út"]),
             ("LĐLĐ quận Tây Hồ", ["Lê Thị Ân"]), ("LĐLĐ quận Hà Đông", ["Đỗ Văn An"])],
        ),
        (
            ListOrder.LEVEL,
            [("Tổng Liên đoàn", ["Đỗ Văn An", "Nguyễn Văn Ánh"]), (UNION, ["Lê Thị Ân", "Trần Thị Út"]),
             ("Công đoàn cơ sở", ["Bùi Văn Cù"])],
        ),
        (
            ListOrder.FORM,
            [("Chiến sĩ thi đua Tổng Liên đoàn", ["Đỗ Văn An"]), ("Bằng khen của Tổng Liên đoàn", ["Nguyễn Văn Ánh"]),
             (f"Bằng khen của {UNION}", ["Lê Thị Ân", "Trần Thị Út"]), ("Lao động tiên tiến", ["Bùi Văn Cù"])],
        ),
    ],
)  # fmt: skip
def test_a_list_in_each_order(order: ListOrder, expected: list[tuple[str, list[str]]]) -> None:
    assert names(slots(dossier(*LIST, order=order))["ca_dot"]) == expected


def test_a_row_says_what_the_register_says_and_nothing_for_what_it_does_not() -> None:
    full = row("Trần Thị Hòa", **{
        "danh-xung": "Bà", "gioi-tinh": "Nữ", "nam-sinh": Decimal(1980), "chuc-vu": "Chủ tịch",
        "phong-ban": "Văn phòng",
        "xep-loai-1": "hoàn thành tốt nhiệm vụ", "xep-loai-0": "hoàn thành xuất sắc nhiệm vụ",
        "phieu-dong-y": Decimal(14), "phieu-tong": Decimal(15), "da-khen": "LĐTT 2023\nLĐTT 2024",
        "thanh-tich-tu": date(2020, 1, 1), "thanh-tich-den": date(2020, 12, 31),
    })  # fmt: skip
    (group,) = slots(dossier(full))["quyet"]["ca_nhan"]["nhom"]
    shown = group["dong"][0]
    assert (shown["nam_sinh_nam"], str(shown["nam_sinh_nu"])) == ("", "1980")
    assert shown["xep_loai"] == "HTTNV (2019); HTXSNV (2020)"
    assert shown["phieu"] == "14/15 (93,33%)"
    assert shown["da_khen"] == "LĐTT 2023; LĐTT 2024"
    assert shown["chuc_vu_don_vi"] == "Chủ tịch, Văn phòng, LĐLĐ quận Cầu Giấy"
    assert shown["thoi_gian"] == "01/01/2020 - 31/12/2020"
    (group,) = slots(dossier(row("An")))["quyet"]["ca_nhan"]["nhom"]
    told = {key for key, value in group["dong"][0].items() if value != ""}
    assert told == {"tt", "ten", "don_vi", "chuc_vu_don_vi", "hinh_thuc", "hinh_thuc_ngan", "loai_khen"}


def counted(form: str, who: Recipient, count: int) -> Award:
    return Award(OFFICE, YEAR, form, "", who, count)


def test_bare_counts_are_gaps_that_keep_their_numbers() -> None:
    given = (counted("BK_T", Recipient.INDIVIDUAL, 8), counted("BK_T", Recipient.COLLECTIVE, 1),
             counted("BK_UBND", Recipient.INDIVIDUAL, 3))  # fmt: skip
    seen = slots(dossier(awards=given))
    (group,) = seen["ca_dot"]["ca_nhan"]["nhom"]
    (one,) = group["dong"]
    assert one["tt"] == "1-8"
    assert isinstance(one["ten"], Carried)
    assert one["ten"].text == f"[chưa có số liệu: danh sách 08 cá nhân được đề nghị Bằng khen của {UNION}]"
    assert str(seen["ca_dot"]["tong"]) == "01 tập thể và 08 cá nhân"  # what the UBND gave is no proposal


def test_nothing_at_all_is_said_to_be_lacking() -> None:
    seen = slots(dossier())
    assert seen["co"] is False
    assert str(seen["cho_trong"]["danh_sach"]) == "[chưa có số liệu: danh sách đề nghị khen thưởng]"


def test_a_kind_without_the_register_sees_nothing() -> None:
    assert nomination_slots(paper()) == {}
    assert nomination_remarks(paper()) == ()


def test_money_that_nobody_knows_is_a_gap_and_then_there_is_no_sum() -> None:
    money = slots(dossier(*LIST))["quyet"]["tien"]
    assert str(money["tong"]) == "[chưa có số liệu: tổng số tiền thưởng]"
    own: dict[str, object] = {"code": "BK_T", "individual_multiple": "1,0", "collective_multiple": "2,0"}
    money = slots(dossier(*LIST, own=own))["quyet"]["tien"]
    assert [(str(line["so"]), str(line["muc"]), str(line["tien"])) for line in money["dong"]] == [
        ("01 tập thể", "4.680.000 đồng", "4.680.000 đồng"),
        ("02 cá nhân", "2.340.000 đồng", "4.680.000 đồng"),
    ]
    assert (str(money["tong"]), str(money["luong_co_so"])) == ("9.360.000 đồng", "2.340.000 đồng")


def ballot(about: str, present: int = 14, agreed: int = 13, members: int = 15) -> Row:
    values = {"noi-dung": about, "hinh-thuc": "BK_TLD", "so-thanh-vien": Decimal(members), "co-mat": Decimal(present),
              "phat-ra": Decimal(present), "thu-ve": Decimal(present), "hop-le": Decimal(present),
              "dong-y": Decimal(agreed)}  # fmt: skip
    return Row(OFFICE, values)  # type: ignore[arg-type]


VOTED = (
    row("Đỗ Văn An", "CSTD_TLD", **{"phieu-dong-y": Decimal(13), "phieu-tong": Decimal(15)}),
    row("Lê Thị Ân", "CSTD_TLD", **{"phieu-dong-y": Decimal(14), "phieu-tong": Decimal(15)}),
    row("Trần Thị Út", "BK_TLD", **{"phieu-dong-y": Decimal(15), "phieu-tong": Decimal(15)}),
)


def test_minutes_count_of_all_members() -> None:
    minutes = slots(dossier(*VOTED, ballots=(ballot("Đề nghị tặng Bằng khen"),)))["bien_ban"]
    assert (str(minutes["thanh_vien"]), str(minutes["co_mat"]), str(minutes["vang"])) == (
        "15 thành viên", "14 thành viên", "01 thành viên",
    )  # fmt: skip
    assert minutes["phieu"][0]["ty_le"] == "86,66%"
    assert [(one["ten"], one["phieu"], one["can"], one["dat"]) for one in minutes["ket_qua"]] == [
        ("Đỗ Văn An", "13/15 (86,66%)", "90%", "không đạt"),
        ("Lê Thị Ân", "14/15 (93,33%)", "90%", "đạt"),
        ("Trần Thị Út", "15/15 (100%)", "–", "–"),
    ]
    assert str(minutes["so_chua_du"]) == "01 trường hợp"
    assert [one["ten"] for one in minutes["chua_du"]] == ["Đỗ Văn An"]


def test_more_votes_than_members_are_a_gap_and_no_result() -> None:
    (told,) = slots(dossier(row("Trần Thị Út", "BK_TLD", **{"phieu-dong-y": Decimal(16), "phieu-tong": Decimal(15)})))[
        "bien_ban"
    ]["ket_qua"]
    assert (str(told["phieu"]), told["dat"]) == ("[chưa có số liệu: số phiếu đúng (đã ghi 16/15)]", "")


def test_minutes_that_contradict_themselves_leave_a_gap() -> None:
    two = (ballot("Một", present=14), ballot("Hai", present=13), ballot("Ba", present=12, agreed=16))
    minutes = slots(dossier(*VOTED, ballots=two))["bien_ban"]
    assert str(minutes["co_mat"]) == "[chưa có số liệu: số thành viên có mặt]"
    assert minutes["vang"] == ""
    assert minutes["phieu"][2]["ty_le"] == ""  # more agreed than there were papers
    assert str(slots(dossier(*VOTED, ballots=(ballot("Một", members=14),)))["bien_ban"]["thanh_vien"]).startswith("[")


def test_direct_workers_are_told_when_every_class_is() -> None:
    worker, other = {"phan-loai": "Người trực tiếp lao động, công tác, học tập"}, {"phan-loai": "Doanh nhân"}
    share = slots(dossier(row("An", **worker), row("Bình", **other), row("Cúc", **other)))["truc_tiep"]
    assert str(share["ty_le"]) == "1/3 cá nhân, 33,33%"
    assert not share["tat_ca"]
    untold = slots(dossier(row("An", **worker), row("Bình")))["truc_tiep"]
    assert untold == {"co": False, "tat_ca": False, "so": "", "ty_le": ""}
    every = slots(dossier(row("An", **worker), row("Bình", **worker)))["truc_tiep"]
    assert (every["tat_ca"], str(every["so"])) == (True, "02 cá nhân")


def test_an_office_grants_at_the_level_it_names_itself_at() -> None:
    plain = dossier()
    assert own_level(plain) is AwardLevel.PROVINCE
    named = replace(plain, office=replace(plain.office, granters={"TT": plain.standing.name}))
    assert own_level(named) is AwardLevel.DIRECT_UPPER
    assert own_level(replace(plain, office=replace(plain.office, granters={}))) is AwardLevel.PROVINCE


def test_what_a_kind_cites_in_its_own_words_is_looked_up() -> None:
    line = "Căn cứ Quyết định số 1689/QĐ-TLĐ và Quyết định số 777/2004/QĐ-TLĐ"
    assert cited_by((line, "khen-thuong-cong-doan")) == ["1689/QĐ-TLĐ", "777/2004/QĐ-TLĐ"]
    codes = [problem.code for problem in nomination_remarks(dossier(row("An"), basis=(line,)))]
    assert codes.count("D260") == 2
    assert batch_of(dossier(basis=(line,))).own_basis[0][1] == "1689/QĐ-TLĐ"


@given(
    st.lists(
        st.tuples(st.sampled_from(("BK_T", "BK_TLD", "CTD_T", "CSTD_TLD", "KNC_CD", "GT_287")),
                  st.sampled_from(list(Recipient)), st.sampled_from(("", "An", "Ân", "Trần Thị An")),
                  st.integers(1, 50)),
        max_size=12,
    ),
    st.sampled_from(list(ListOrder)),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_the_sentence_always_equals_the_list(lines: list[tuple[str, Recipient, str, int]], order: ListOrder) -> None:
    """Whatever is in the lists: the counts told, the clauses, the heads and the last number of each list agree."""
    given_ = tuple(Award(OFFICE, YEAR, form, "", who, 1 if name else count, name) for form, who, name, count in lines)
    seen = slots(dossier(awards=given_, order=order))
    if not given_:
        assert seen["co"] is False
        return
    section = seen["ca_dot"]
    for who, side, letter in ((Recipient.COLLECTIVE, "tap_the", "T"), (Recipient.INDIVIDUAL, "ca_nhan", "C")):
        count = sum(award.count for award in given_ if award.recipient is who)
        told = sum(_numbers(section["tong"], letter))
        clauses = sum(number for clause in section["cau"] for number in _numbers(clause, letter))
        heads = sum(group["so"].value for group in section[side]["nhom"])
        rows = [row["tt"] for group in section[side]["nhom"] for row in group["dong"]]
        last = int(str(rows[-1]).rpartition("-")[2]) if rows else 0
        assert count == told == clauses == heads == last


def _numbers(phrase: Any, letter: str) -> list[int]:
    """The carried numbers of a phrase that count collectives (T) or individuals (C)."""
    noun = {"T": "tập thể", "C": "cá nhân"}[letter]
    return [part.value for part in phrase.parts if isinstance(part, Carried) and part.text.endswith(noun)]

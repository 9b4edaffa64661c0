"""Nominations: from the rows of the register, from award lists, into award lines, and the money that goes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from nominees import BEST, COLLECTIVE, FORMS, GRANTERS, HOA, INDIVIDUAL, MAY, RULES, YEAR, batch, hoa
from seed_awards import NAMES, OFFICE, S0

from drafter.awards.check_list import direct_share
from drafter.awards.honours import Honour, read_honours
from drafter.awards.money import bonuses
from drafter.awards.nomination import Nomination, Scheme, as_awards, from_awards, nominations_of, with_history
from drafter.awards.sentences import form_name, parts_of, sentence
from drafter.awards.summary import summarise
from drafter.model.award import Award
from drafter.model.figure import Source
from drafter.model.period import Period
from drafter.model.register import Row
from drafter.standards.award_rules import load_award_rules
from drafter.standards.bonus import BonusRounding

ROW = Row(
    organisation="ldld",
    values={
        "doi-tuong": "cá nhân", "danh-xung": "Bà", "ten": "Trần  Thị Hòa", "gioi-tinh": "Nữ",
        "nam-sinh": Decimal(1980), "chuc-vu": "Chủ tịch CĐCS", "don-vi": "cdcs-may", "hinh-thuc": "BK_TLD",
        "loai-khen": "toàn diện", "thanh-tich-tu": date(2024, 1, 1), "thanh-tich-den": date(2025, 12, 31),
        "da-khen": "Bằng khen LĐLĐ tỉnh năm 2024\nCSTĐCS 2023", "xep-loai-0": BEST, "xep-loai-1": BEST,
        "sang-kien": Decimal(2), "phieu-dong-y": Decimal(14), "phieu-tong": Decimal(15), "dang-xem-xet": False,
    },
    source=Source("de-nghi.xlsx", "Đề nghị khen", "A9"),
)  # fmt: skip


def test_a_row_is_a_nomination() -> None:
    (one,) = nominations_of([ROW], RULES, {"cdcs-may": "CĐCS May Sông Vàng"})
    assert one.described == "Trần Thị Hòa (Chủ tịch CĐCS, CĐCS May Sông Vàng)"
    itself = Nomination(COLLECTIVE, "BK_T", name="CĐCS May Sông Vàng", unit_name="CĐCS May Sông Vàng")
    assert itself.described == "CĐCS May Sông Vàng"
    assert (one.born, one.scheme, one.votes_for, one.votes_total, one.under_review) == (
        1980,
        Scheme.FULL,
        14,
        15,
        False,
    )
    assert (one.grades, one.initiatives, one.members) == ((BEST, BEST, ""), 2, None)
    assert [(honour.form, honour.year) for honour in one.honours] == [("BK_T", 2024), ("CSTD_CS", 2023)]
    assert one.honours_text == "Bằng khen LĐLĐ tỉnh năm 2024; CSTĐCS 2023"
    assert one.source.cell == "A9"


def test_what_a_row_does_not_say_is_not_known() -> None:
    bare = Row("cdcs-b", {"doi-tuong": "tập thể", "ten": "Tổ Cắt", "hinh-thuc": "BK_CD_TLD"})
    (one,) = nominations_of([bare], RULES, {})
    assert (one.unit, one.unit_name, one.scheme) == ("cdcs-b", "cdcs-b", Scheme.THEMATIC)
    assert (one.born, one.initiatives, one.votes_for, one.under_review, one.achieved_from) == (None,) * 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CSTĐCS 2022-2024", [("CSTD_CS", 2022), ("CSTD_CS", 2023), ("CSTD_CS", 2024)]),
        ("Chiến sỹ thi đua cơ sở các năm 2021, 2023", [("CSTD_CS", 2021), ("CSTD_CS", 2023)]),
        ("Chiến sĩ thi đua Tổng Liên đoàn năm 2020", [("CSTD_TLD", 2020)]),
        ("BK TLĐ 2022; BK UBND tỉnh 2021; Bằng khen Thủ tướng Chính phủ 2019",
         [("BK_TLD", 2022), ("BK_UBND", 2021), ("BK_TTG", 2019)]),
        ("Bằng khen số 15/QĐ-TLĐ ngày 05/01/2024 của LĐLĐ tỉnh", [("BK_T", None)]),
        ("Tập thể lao động xuất sắc năm 2024\nLĐTT 2024", [("TTLDXS", 2024), ("LDTT", 2024)]),
        ("Huân chương Lao động hạng Ba năm 2018", [("HCLD_3", 2018)]),
        ("Giấy khen của BCH CĐCS năm 2020", [("GK_CS", 2020)]),
        ("Không; chưa có; -", []),
    ],
)  # fmt: skip
def test_earlier_awards_as_offices_write_them(text: str, found: list[tuple[str, int | None]]) -> None:
    honours, unread = read_honours(text, RULES.sayings)
    assert [(honour.form, honour.year) for honour in honours] == found
    assert unread == ()


def test_a_decision_with_its_number_day_and_achievement() -> None:
    (honour,), _ = read_honours(
        "Bằng khen LĐLĐ tỉnh, thành tích đến hết ngày 31/12/2024, QĐ số 105/QĐ-LĐLĐ ngày 10 tháng 01 năm 2025",
        RULES.sayings,
    )
    assert (honour.decision, honour.day) == ("105/QĐ-LĐLĐ", date(2025, 1, 10))
    assert honour.counted_from == date(2024, 12, 31)
    assert Honour("BK_T", day=date(2025, 1, 10)).counted_from == date(2025, 1, 10)
    assert Honour("BK_T", year=2024, day=date(2025, 1, 10)).counted_from == date(2024, 12, 31)
    assert Honour("BK_T").counted_from is None


def test_stored_lists_of_earlier_years_are_a_record_too() -> None:
    earlier = Award("cdcs-may", Period.parse("2024"), "BK_T", "T", INDIVIDUAL, name="trần thị hòa")
    other = replace(earlier, title="Thủ quỹ", period=Period.parse("2023"))
    elsewhere = replace(earlier, organisation="cdcs-b", period=Period.parse("2022"))
    by_office = replace(elsewhere, unit="CĐCS May Sông Vàng", period=Period.parse("2021"))
    known = (earlier, other, elsewhere, by_office)
    (one,) = with_history([hoa("Bằng khen LĐLĐ tỉnh năm 2020")], known, FORMS)
    assert [honour.year for honour in one.honours] == [2020, 2024, 2021]
    (one,) = with_history([hoa("Bằng khen LĐLĐ tỉnh năm 2024")], known, FORMS)
    assert [honour.year for honour in one.honours] == [2024, 2021]


def test_the_sentence_counts_what_the_list_holds() -> None:
    nominations = (HOA, replace(HOA, born=1991), replace(HOA, unit_name="CĐCS B"), HOA, MAY, hoa(form="BK_TLD"))
    counted = summarise(as_awards(nominations, "ldld", YEAR), FORMS)
    told = "".join(segment.text for segment in sentence(parts_of(counted.rows), GRANTERS))
    assert told == (
        "Tổng Liên đoàn Lao động Việt Nam tặng Bằng khen cho 01 cá nhân; "
        "Liên đoàn Lao động tỉnh Sông Vàng tặng Bằng khen cho 01 tập thể và 04 cá nhân"
    )
    assert not counted.repeated  # the same line twice is asked about, and counted as the list shows it


def test_bare_counts_stay_counts() -> None:
    lines = from_awards(S0, NAMES)
    assert sum(one.count for one in lines if one.recipient is INDIVIDUAL) == 66
    assert not any(one.name for one in lines)
    assert summarise(as_awards(lines, OFFICE, Period.parse("2020")), FORMS).individuals == 66


def test_names_of_forms_say_who_grants() -> None:
    assert form_name(FORMS["BK_T"], GRANTERS) == "Bằng khen của Liên đoàn Lao động tỉnh Sông Vàng"
    assert form_name(FORMS["BK_T"], {}) == FORMS["BK_T"].name
    assert form_name(FORMS["CSTD_CS"], {"CS": "CĐCS A"}) == "Chiến sĩ thi đua cơ sở"
    assert form_name(FORMS["CTD_UBND"], {"UBND": "UBND tỉnh"}) == "Cờ thi đua của Ủy ban nhân dân"


OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)
TABLE = [
    # domain §1.3: form, who, the bonus at 2.340.000 and at 2.530.000 đồng
    ("LDTT", INDIVIDUAL, 710_000, 760_000),
    ("GK_CTTT", INDIVIDUAL, 710_000, 760_000),
    ("GK_CTTT", COLLECTIVE, 1_410_000, 1_520_000),
    ("KNC_CD", INDIVIDUAL, 1_410_000, 1_520_000),
    ("TTLDTT", COLLECTIVE, 1_880_000, 2_030_000),
    ("CSTD_CS", INDIVIDUAL, 2_340_000, 2_530_000),
    ("TTLDXS", COLLECTIVE, 3_510_000, 3_800_000),
    ("BK_TLD", INDIVIDUAL, 3_510_000, 3_800_000),
    ("CSTD_TLD", INDIVIDUAL, 7_020_000, 7_590_000),
    ("BK_TLD", COLLECTIVE, 7_020_000, 7_590_000),
    ("BK_TTG", INDIVIDUAL, 8_190_000, 8_860_000),
    ("BK_TTG", COLLECTIVE, 16_380_000, 17_710_000),
    ("CSTD_TQ", INDIVIDUAL, 10_530_000, 11_390_000),
    ("CTD_TLD", COLLECTIVE, 18_720_000, 20_240_000),
    ("CTD_CP", COLLECTIVE, 28_080_000, 30_360_000),
]


@pytest.mark.parametrize(("form", "who", "before", "after"), TABLE)
def test_the_bonus_of_the_decisions_day(form: str, who: object, before: int, after: int) -> None:
    one = replace(HOA if who is INDIVIDUAL else MAY, form=form)
    for day, amount in ((OLD, before), (NEW, after)):
        (line,) = bonuses(batch(one, day=day)).lines
        assert line.each == amount


def test_how_a_bonus_is_rounded_is_the_offices_choice() -> None:
    one = replace(HOA, form="LDTT")
    amounts = [bonuses(batch(one, day=OLD, rounding=mode)).total for mode in BonusRounding]
    assert amounts == [710_000, 700_000, 702_000]


def test_of_two_titles_of_one_achievement_the_higher_brings_money() -> None:
    star, worker = hoa(form="CSTD_CS"), hoa(form="LDTT")
    other = hoa(form="LDTT", achieved_from=date(2024, 1, 1), achieved_to=date(2024, 12, 31))
    lines = {line.form.code: line for line in bonuses(batch(star, worker, other, HOA)).lines}
    assert (lines["CSTD_CS"].count, lines["LDTT"].count, len(lines["LDTT"].unpaid)) == (1, 1, 1)
    assert lines["BK_T"].count == 1  # a title and a form: both
    undated = hoa(form="LDTT", achieved_from=None)
    lines = {line.form.code: line for line in bonuses(batch(star, undated)).lines}
    assert not lines["LDTT"].unpaid


def test_a_sum_with_an_unknown_amount_is_no_sum() -> None:
    assert bonuses(batch(HOA, replace(HOA, form="LDTT"))).total is None
    assert bonuses(batch(replace(HOA, form="LDTT", count=1), replace(MAY, form="TTLDTT"))).total == 710_000 + 1_880_000
    assert bonuses(batch()).total == 0


def test_a_person_of_two_forms_is_one_direct_worker() -> None:
    share = direct_share(batch(HOA, hoa(form="BK_TLD"), replace(HOA, name="Lê An", group="Doanh nhân"), MAY))
    assert (share.direct, share.total, share.untold) == (1, 2, 0)


def test_an_offices_own_rules_win_and_faulty_ones_are_named() -> None:
    own = load_award_rules(
        {
            "votes": [{"forms": ["CSTD_CS"], "percent": 85}],
            "quota": [{"form": "BK_T", "limit": 5, "per": "nam", "recipient": "cá nhân"}, {"form": "BK_X"}],
            "record": [{"form": "BK_T", "recipient": "ai", "years": 1, "grade": BEST, "from": "2025"}],
            "direct": {"percent": 50},
        }
    )
    rule = own.votes_for("CSTD_CS", date(2026, 1, 1))
    assert rule is not None
    assert (rule.percent, rule.regulation) == (85, "quy định của cơ quan")
    assert [quota.form for quota in own.quotas][:1] == ["BK_T"]
    said = [problem.what for problem in own.problems]
    assert {problem.code for problem in own.problems} == {"C132"}
    assert said == [
        'mục «recipient» chỉ nhận "tập thể" hoặc "cá nhân"',
        "mục «from» phải là ngày, viết năm-tháng-ngày, không có ngoặc kép",
        "mục «form» nhắc tới «BK_X», không có trong danh mục",
        "mục «limit» còn thiếu hoặc sai, phải là số nguyên từ 0",
        "mục «per» còn thiếu hoặc sai, phải là chữ trong ngoặc kép",
        "mục «per» chỉ nhận nam hoặc chuyen-de",
    ]


def test_a_nomination_without_a_name_is_a_count() -> None:
    assert Nomination(COLLECTIVE, "BK_T", count=13).described == ""

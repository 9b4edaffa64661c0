"""Questions about nominations: each whole message, what is not asked, and that asking changes nothing."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from nominees import BEST, COLLECTIVE, FORMS, HOA, MAY, RULES, batch, hoa

from drafter.awards import check_basis, check_list, check_record, check_same, check_votes, money
from drafter.awards.batch import Batch
from drafter.awards.nomination import Nomination, Scheme
from drafter.awards.nomination_checks import CHECKS, check_nominations
from drafter.model.problem import Problem
from drafter.standards.award_forms import AwardLevel
from drafter.standards.award_rules import load_award_rules

GOLDEN = Path(__file__).with_name("nomination_checks.golden.txt")
KINDS = [
    kind for each in (check_same, check_record, check_votes, check_list, money, check_basis) for kind in each.KINDS
]
TLD = "Bằng khen LĐLĐ tỉnh năm 2024, QĐ số 105/QĐ-LĐLĐ ngày 10/01/2025"
KIND_FILE = "quyet-dinh-khen-thuong/kind.toml"
OTHER_BASIS = {"own_basis": tuple((KIND_FILE, n) for n in ("1689/QĐ-TLĐ", "06/2026/QH16", "82/QĐ-LĐLĐ"))}
HALF_DIRECT = load_award_rules({"direct": {"percent": 60}})
LEADER = replace(HOA, group="Lãnh đạo từ cấp phó phòng trở lên")
SECOND = replace(HOA.source, cell="C40")

SHOWN: dict[str, Batch] = {
    "one person, two awards of one level in a year": batch(HOA, replace(HOA, form="GT_287", source=SECOND)),
    "one name, one unit, two titles": batch(
        replace(HOA, born=None), replace(HOA, title="Ủy viên BCH", born=None, source=SECOND)
    ),
    "the whole work and a theme": batch(
        HOA, replace(HOA, scheme=Scheme.THEMATIC, theme="Xanh - Sạch - Đẹp", source=SECOND)
    ),
    "given already this year": batch(hoa("Bằng khen LĐLĐ tỉnh năm 2025 (QĐ số 88/QĐ-LĐLĐ)")),
    "once in a life": batch(hoa("Kỷ niệm chương năm 2019", form="KNC_CD", scheme=Scheme.SERVICE)),
    "the award of the year before is lacking": batch(hoa("Bằng khen LĐLĐ tỉnh năm 2023", form="BK_TLD")),
    "two years of three": batch(hoa("CSTĐCS 2023, 2024", form="CSTD_TLD", votes_for=15, votes_total=15)),
    "words nobody understands": batch(hoa("giỏi việc trường")),
    "a grade is too low": batch(hoa(TLD, form="BK_TLD", grades=(BEST, "hoàn thành tốt nhiệm vụ", BEST))),
    "a grade is not told": batch(hoa(grades=("", "", ""))),
    "one initiative of two": batch(hoa(TLD, form="BK_TLD", initiatives=1)),
    "initiatives not told": batch(hoa(TLD, form="BK_TLD", initiatives=None)),
    "the stretch begins before the last decision": batch(hoa("Bằng khen LĐLĐ tỉnh, QĐ 9/QĐ-LĐLĐ ngày 02/02/2025")),
    "the stretch begins within the last one": batch(
        hoa("Bằng khen LĐLĐ tỉnh năm 2023, thành tích đến 31/12/2024, QĐ 9/QĐ-LĐLĐ ngày 15/12/2024",
            achieved_from=date(2024, 6, 1))
    ),
    "no stretch": batch(hoa(achieved_from=None)),
    "a stretch the wrong way round": batch(hoa(achieved_from=date(2026, 1, 1))),
    "a stretch that is not over": batch(hoa(achieved_to=date(2026, 12, 31))),
    "a theme as the basis": batch(hoa("Bằng khen chuyên đề LĐLĐ tỉnh năm 2024", form="BK_TLD")),
    "eleven of fifteen": batch(hoa("LĐTT 2025", form="CSTD_CS", votes_for=11, votes_total=15)),
    "eleven of fifteen under the older decree": batch(
        hoa("LĐTT 2025", form="CSTD_CS", votes_for=11, votes_total=15, achieved_to=date(2025, 6, 1)),
        day=date(2025, 6, 30),
    ),
    "no votes told": batch(hoa("CSTĐCS 2023, 2024, 2025", form="CSTD_TLD")),
    "more votes than members": batch(hoa(votes_for=16, votes_total=15)),
    "five of a theme": batch(*(replace(MAY, form="BK_CD_TLD", name=f"Tổ {n}", scheme=Scheme.THEMATIC,
                                       theme="Văn hóa, Thể thao") for n in range(1, 6))),
    "few direct workers": batch(
        HOA, *(replace(LEADER, name=name) for name in ("Lê An", "Lê Bình")), rules=HALF_DIRECT
    ),
    "class not told": batch(replace(HOA, group="")),
    "a collective's award for a person": batch(replace(HOA, form="CTD_T")),
    "a form nobody knows": batch(replace(HOA, form="BK_X")),
    "under review": batch(replace(HOA, under_review=True)),
    "a level that is gone": batch(replace(HOA, form="GK_CTTT")),
    "a level below": batch(replace(HOA, form="LDTT"), own_level=AwardLevel.PROVINCE),
    "another body's": batch(replace(HOA, form="BK_UBND"), own_level=AwardLevel.PROVINCE),
    "no amount": batch(HOA),
    "after the decree": batch(replace(HOA, form="LDTT"), day=date(2027, 3, 2)),
    "an old base salary": batch(replace(HOA, form="LDTT", achieved_to=date(2020, 1, 1), achieved_from=date(2019, 1, 2)),
                                day=date(2020, 12, 31)),
    "the office's own citations": batch(day=date(2026, 9, 30), **OTHER_BASIS),
    "the decree is about to end": batch(day=date(2027, 1, 15)),
    "no decree any more": batch(day=date(2027, 3, 1)),
    "the amended law": batch(day=date(2026, 10, 1)),
}  # fmt: skip


def asked(one: Batch) -> tuple[Problem, ...]:
    """The questions about the list itself: most days have a basis to look up, which is shown on its own."""
    found = check_nominations(one)
    if one.nominations:
        found = tuple(problem for problem in found if problem.place.text not in ("căn cứ pháp lý",))
    money_only = [problem for problem in found if problem.code != "D266"]
    return tuple(money_only or found)


def test_the_whole_of_every_message() -> None:
    pages = []
    for name, one in SHOWN.items():
        problems = asked(one)
        assert problems, name
        said = "\n".join(
            f"{problem.severity} {problem}" + (f"\ngửi đơn vị: {problem.request}" if problem.request else "")
            for problem in problems
        )
        pages.append(f"== {name}\n{said}\n")
    shown = "\n".join(pages)
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        GOLDEN.write_text(shown, "utf-8")
    assert shown == GOLDEN.read_text("utf-8")


def test_every_kind_is_raised_here() -> None:
    raised = {problem.code for one in SHOWN.values() for problem in check_nominations(one)}
    assert raised == {kind.code for kind in KINDS}


SOUND = {
    "a good nomination": batch(HOA),
    "a collective": batch(MAY),
    "an upper level": batch(hoa(TLD, form="BK_TLD"), own_level=AwardLevel.PROVINCE),
    "the Confederation's certificate": batch(hoa(TLD, form="BK_TLD")),
    "two people told apart by unit": batch(HOA, replace(HOA, unit="cdcs-b", unit_name="CĐCS B")),
    "two people told apart by birth": batch(HOA, replace(HOA, title="Thủ quỹ", born=1991)),
    "a man and a woman of one name": batch(HOA, replace(HOA, title="Thủ quỹ", born=None, sex="Nam")),
    "several levels in a year": batch(hoa(TLD), hoa(TLD, form="BK_TLD")),
    "a title and a form at one level": batch(hoa("LĐTT 2025", form="GK_CS"), hoa(form="LDTT")),
    "a title and what it is chosen from": batch(
        hoa("LĐTT 2025", form="CSTD_CS", votes_for=12, votes_total=15), hoa(form="LDTT")
    ),
    "a single deed beside the year's": batch(HOA, replace(HOA, scheme=Scheme.SUDDEN)),
    "a theme after the stage's end": batch(HOA, replace(HOA, scheme=Scheme.STAGE_END)),
    "two themes": batch(
        *(replace(HOA, scheme=Scheme.THEMATIC, theme=theme) for theme in ("Xanh - Sạch - Đẹp", "Văn hóa, Thể thao"))
    ),
    "exactly eighty of a hundred": batch(hoa("LĐTT 2025", form="CSTD_CS", votes_for=80, votes_total=100)),
    "the year's title in the same list": batch(
        hoa("CSTĐCS 2023, 2024", form="CSTD_TLD", votes_for=15, votes_total=15),
        hoa("LĐTT 2025", form="CSTD_CS", votes_for=15, votes_total=15),
    ),
    "the day after the last stretch": batch(hoa("Bằng khen LĐLĐ tỉnh năm 2024, thành tích đến 31/12/2024")),
    "nothing yet": batch(hoa("chưa có")),
    "four of a theme": batch(*(replace(MAY, form="BK_CD_TLD", name=f"Tổ {n}", scheme=Scheme.THEMATIC, theme="Đẹp")
                               for n in range(1, 5))),
    "a bare count": batch(Nomination(COLLECTIVE, "BK_T", count=13)),
    "half are direct workers": batch(HOA, replace(LEADER, name="Lê An"),
                                     rules=load_award_rules({"direct": {"percent": 50}})),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_what_is_in_order_is_not_asked_about(name: str) -> None:
    assert [problem for problem in asked(SOUND[name]) if problem.code != "D266"] == []


def test_asking_deletes_nothing() -> None:
    for one in (*SHOWN.values(), *SOUND.values()):
        before = one.nominations
        for check in CHECKS:
            list(check(one))
        assert one.nominations is before


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        (date(2025, 6, 30), "98/2023"),
        (date(2025, 7, 1), "152/2025"),
        (date(2027, 2, 28), "152/2025"),
        (date(2027, 3, 1), "không có nghị định quy định chi tiết Luật Thi đua, khen thưởng nào còn hiệu lực"),
    ],
)
def test_each_generation_of_the_decree_on_its_days(day: date, regulation: str) -> None:
    decree = [problem for problem in check_basis.check_basis(batch(day=day)) if "ghị định" in problem.what]
    assert any(regulation in problem.what for problem in decree)


@pytest.mark.parametrize(
    ("day", "asked_about"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True), (date(2027, 1, 1), True)]
)
def test_the_amended_law_is_told_from_its_first_day(day: date, asked_about: bool) -> None:
    told = " ".join(problem.what for problem in check_basis.check_basis(batch(day=day)))
    assert ("hồ sơ đã tiếp nhận để thẩm định trước 01/10/2026" in told) is asked_about


@pytest.mark.parametrize(
    ("day", "percent", "confirmed"), [(date(2025, 6, 30), 80, True), (date(2025, 7, 1), 80, False)]
)
def test_the_votes_a_title_needs_by_the_day(day: date, percent: int, confirmed: bool) -> None:
    rule = RULES.votes_for("CSTD_CS", day)
    assert rule is not None
    assert (rule.percent, not rule.unverified) == (percent, confirmed)
    assert RULES.votes_for("CSTD_CS", date(2023, 12, 31)) is None


def test_an_office_may_name_who_grants_what_the_direct_upper_unions_did() -> None:
    gone = batch(replace(HOA, form="GK_CTTT"))
    assert "D269" in {problem.code for problem in asked(gone)}
    assert "D269" not in {
        problem.code for problem in asked(replace(gone, granters={"TT": "Công đoàn phường Sông Vàng"}))
    }
    assert FORMS["GK_CTTT"].unverified

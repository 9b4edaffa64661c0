"""The award catalogue: what is there, what it gives, what it counts into, and an office's own entries."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal

import pytest

from drafter.model.award import Recipient
from drafter.standards.award_forms import AwardForms, AwardKind, AwardLevel, load_award_forms, multiples_hold_on
from drafter.standards.catalogue import load_catalogue
from drafter.standards.data_files import sources

FORMS = load_award_forms()
T, C = Recipient.COLLECTIVE, Recipient.INDIVIDUAL

# code, level, kind, recipients, multiple of a collective, of an individual; transcribed apart from the TOML
AWARDS = [
    ("HCLD_1", "NN", "hinh-thuc", "T C", "18", "9"),
    ("HCLD_2", "NN", "hinh-thuc", "T C", "15", "7.5"),
    ("HCLD_3", "NN", "hinh-thuc", "T C", "9", "4.5"),
    ("CTD_CP", "NN", "danh-hieu", "T", "12", ""),
    ("CSTD_TQ", "NN", "danh-hieu", "C", "", "4.5"),
    ("BK_TTG", "NN", "hinh-thuc", "T C", "7", "3.5"),
    ("CTD_TLD", "TW", "danh-hieu", "T", "8", ""),
    ("CSTD_TLD", "TW", "danh-hieu", "C", "", "3"),
    ("TTLDXS", "TW", "danh-hieu", "T", "1.5", ""),
    ("BK_TLD", "TW", "hinh-thuc", "T C", "3", "1.5"),
    ("BK_CD_TLD", "TW", "hinh-thuc", "T C", "3", "1.5"),
    ("BANG_LDST", "TW", "hinh-thuc", "C", "", "1"),
    ("KNC_CD", "TW", "hinh-thuc", "C", "", "0.6"),
    ("GT_NVL", "TW", "hinh-thuc", "C", "", ""),
    ("GT_NDC", "TW", "hinh-thuc", "C", "", ""),
    ("CTD_T", "T", "danh-hieu", "T", "", ""),
    ("BK_T", "T", "hinh-thuc", "T C", "", ""),
    ("GT_287", "T", "hinh-thuc", "C", "", ""),
    ("GK_CTTT", "TT", "hinh-thuc", "T C", "0.6", "0.3"),
    ("CSTD_CS", "CS", "danh-hieu", "C", "", "1"),
    ("TTLDTT", "CS", "danh-hieu", "T", "0.8", ""),
    ("LDTT", "CS", "danh-hieu", "C", "", "0.3"),
    ("GK_CS", "CS", "hinh-thuc", "T C", "", ""),
    ("TO_CD", "CS", "danh-hieu", "T", "", ""),
    ("DV_XS", "CS", "danh-hieu", "C", "", ""),
    ("CTD_UBND", "UBND", "ngoai", "T", "", ""),
    ("BK_UBND", "UBND", "ngoai", "T C", "", ""),
    ("VH_GIU", "UBND", "ngoai", "T", "", ""),
    ("VH_MOI", "UBND", "ngoai", "T", "", ""),
]


@pytest.mark.parametrize(("code", "level", "kind", "who", "collective", "individual"), AWARDS)
def test_award(code: str, level: str, kind: str, who: str, collective: str, individual: str) -> None:
    form = FORMS.by_code[code]
    assert (form.level, form.kind) == (AwardLevel(level), AwardKind(kind))
    assert form.recipients == tuple({"T": T, "C": C}[letter] for letter in who.split())
    assert form.multiple(T) == (Decimal(collective) if collective else None)
    assert form.multiple(C) == (Decimal(individual) if individual else None)
    assert form.source


def test_all_awards_are_there_in_order_of_precedence() -> None:
    assert [form.code for form in FORMS.forms] == [row[0] for row in AWARDS]
    assert [form.order for form in FORMS.forms] == list(range(len(AWARDS)))


def test_outside_awards_are_kept_apart() -> None:
    assert {form.code for form in FORMS.forms if form.external} == {"CTD_UBND", "BK_UBND", "VH_GIU", "VH_MOI"}
    assert [form.verb for form in FORMS.at_level(AwardLevel.GOVERNMENT)] == ["tặng", "tặng", "tặng", "công nhận"]


@pytest.mark.parametrize(
    ("code", "votes"), [("CTD_CP", 80), ("CSTD_TQ", 90), ("CSTD_CS", 80), ("HCLD_1", 90), ("BK_T", None)]
)
def test_votes_a_council_must_give(code: str, votes: int | None) -> None:
    assert FORMS.by_code[code].votes_percent == votes


def test_what_one_must_have_before() -> None:
    (need,) = FORMS.by_code["BK_TLD"].needs
    assert (need.form, need.recipient, need.years_back, FORMS.by_code["BK_TLD"].initiatives) == ("BK_T", C, 1, 2)
    assert [(n.form, n.times, n.consecutive) for n in FORMS.by_code["CSTD_TQ"].needs] == [
        ("CSTD_TLD", 2, True),
        ("CSTD_CS", 6, True),
    ]
    assert all(need.form in FORMS.by_code for form in FORMS.forms for need in form.needs)


def test_counts_of_a_list_go_into_indicators_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    counted = set()
    for form in FORMS.forms:
        for recipient in (T, C):
            code = form.counted_in(recipient)
            assert not code or (code in catalogue.by_code and recipient in form.recipients), form.code
            counted.add(code)
    derived = {indicator.code for indicator in catalogue.in_group("K")} - {"K07"}
    assert counted - {""} == derived | {"D09a", "D09b"}


@pytest.mark.parametrize(
    ("code", "recipient", "indicator"),
    [
        ("CTD_TLD", T, "K01b"),
        ("CTD_T", T, "K01c"),
        ("BK_TLD", T, "K02a"),
        ("BK_TLD", C, "K02b"),
        ("BK_T", T, "K03a"),
        ("BK_T", C, "K03b"),
        ("GK_CTTT", T, "K04a"),
        ("GK_CTTT", C, "K04b"),
        ("VH_GIU", T, "D09a"),
        ("VH_MOI", T, "D09b"),
    ],
)
def test_every_award_of_the_thanh_tri_seed_is_counted(code: str, recipient: Recipient, indicator: str) -> None:
    assert FORMS.by_code[code].counted_in(recipient) == indicator


def test_sources_are_explained() -> None:
    for form in FORMS.forms:
        for mark in re.findall(r"\b[SL]\d+\b", form.source):
            assert mark in sources(), f"{form.code}: {mark}"


def test_only_what_the_decree_itself_says_is_confirmed() -> None:
    confirmed = {form.code for form in FORMS.forms if not form.unverified}
    assert confirmed == {"HCLD_1", "HCLD_2", "HCLD_3", "CTD_CP", "BK_TTG"}


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 6, 30), False),
        (date(2025, 7, 1), True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_multiples_are_those_of_the_decree_in_force(day: date, holds: bool) -> None:
    assert multiples_hold_on(day) is holds


# --- an office's own entries ---------------------------------------------------------------------------------------

OWN = """
[[award]]
code = "GK_PHUONG"
name = "Giấy khen của công đoàn phường"
kind = "hinh-thuc"
level = "TT"
recipients = ["tập thể", "cá nhân"]
individual_multiple = "0,3"
"""


def own(text: str) -> AwardForms:
    return load_award_forms(tomllib.loads(text))


def test_an_office_adds_an_award_after_those_of_its_level() -> None:
    forms = own(OWN)
    assert forms.problems == ()
    assert [form.code for form in forms.at_level(AwardLevel.DIRECT_UPPER)] == ["GK_CTTT", "GK_PHUONG"]
    added = forms.by_code["GK_PHUONG"]
    assert (added.multiple(C), added.multiple(T), added.short_name) == (Decimal("0.3"), None, added.name)
    assert added.order == FORMS.by_code["GK_CTTT"].order + 1


def test_an_office_changes_one_thing_of_an_award() -> None:
    form = own('[[award]]\ncode = "BK_T"\nindividual_multiple = "1,0"\nunverified = false\n').by_code["BK_T"]
    assert (form.multiple(C), form.unverified, form.name) == (Decimal("1.0"), False, FORMS.by_code["BK_T"].name)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (OWN.replace('name = "Giấy khen của công đoàn phường"\n', ""), "mục «name» còn thiếu"),
        (OWN.replace('"TT"', '"XA"'), "mục «level» là «XA», chỉ nhận NN, TW, T, TT, CS, UBND"),
        (OWN.replace('"hinh-thuc"', '"khac"'), "mục «kind» là «khac», chỉ nhận danh-hieu, hinh-thuc, ngoai"),
        (OWN.replace('"cá nhân"', '"hộ"'), 'mục «recipients» phải là danh sách gồm "tập thể", "cá nhân"'),
        (
            OWN.replace('"0,3"', "0.3"),
            'mục «individual_multiple» là «0.3», phải là số trong ngoặc kép, ví dụ "1,5"',
        ),
        (OWN + "votes_percent = 120\n", "mục «votes_percent» là «120», phải là số nguyên từ 0 đến 100"),
        (OWN + "note = 5\n", "mục «note» là «5», phải là chữ trong ngoặc kép"),
        (OWN + 'unverified = "không"\n', "mục «unverified» phải là true hoặc false"),
        (OWN + 'nguon = "x"\n', "mục «nguon» không có trong danh mục khen thưởng"),
        (OWN + 'needs = [{ form = "GK_X" }]\n', "mục «needs» nhắc tới một hình thức không có trong danh mục"),
        (
            '[[award]]\nname = "Giấy khen"\nkind = "hinh-thuc"\nlevel = "TT"\nrecipients = ["tập thể"]\n',
            "mục «code» còn thiếu",
        ),
    ],
)
def test_what_is_wrong_with_an_own_award_is_said(text: str, what: str) -> None:
    forms = own(text)
    (problem,) = forms.problems
    assert (problem.code, problem.what) == ("C131", what)
    assert problem.place.text in ("hình thức GK_PHUONG", "mục [[award]] thứ 1")
    assert problem.fix.startswith("sửa mục «")
    assert forms.forms == FORMS.forms

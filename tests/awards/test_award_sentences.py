"""Sentences of awards: whole texts, and the numbers in them."""

from __future__ import annotations

import pytest
from seed_awards import COLLECTIVE, FORMS, GRANTERS, INDIVIDUAL, S0, award

from drafter.awards.sentences import Segment, clause, padded, parts_of, sentence
from drafter.awards.summary import summarise
from drafter.model.award import Award


def text(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def told(*awards: Award, granters: dict[str, str] = GRANTERS) -> str:
    found = summarise(awards, FORMS)
    return text(sentence(parts_of((*found.rows, *found.external)), granters))


def test_the_sentence_of_s0() -> None:
    assert text(sentence(parts_of(summarise(S0, FORMS).rows), GRANTERS)) == (
        "Tổng Liên đoàn Lao động Việt Nam tặng Cờ thi đua cho 01 tập thể, Bằng khen cho 01 tập thể và 44 cá nhân có "
        "thành tích xuất sắc trong phong trào thi đua lao động giỏi; Liên đoàn Lao động thành phố Hà Nội tặng Cờ thi "
        "đua cho 01 tập thể, Bằng khen cho 07 tập thể và 08 cá nhân; Liên đoàn Lao động huyện Thanh Trì tặng Giấy khen "
        "cho 13 tập thể và 14 cá nhân"
    )


def test_an_office_that_does_not_pad_reads_plain_numbers() -> None:
    parts = parts_of(summarise(S0, FORMS).rows)
    said = text(sentence(parts, GRANTERS, pad=False))
    assert "tặng Cờ thi đua cho 1 tập thể, Bằng khen cho 7 tập thể và 8 cá nhân; " in said
    assert said.endswith("tặng Giấy khen cho 13 tập thể và 14 cá nhân")
    assert (padded(7, False), padded(0, False), padded(1846, False)) == ("7", "0", "1.846")


def test_the_cultural_units_of_s0_have_a_sentence_of_their_own() -> None:
    assert text(sentence(parts_of(summarise(S0, FORMS).external), GRANTERS)) == (
        "Ủy ban nhân dân huyện Thanh Trì tặng danh hiệu «Đơn vị đạt chuẩn văn hóa» cho 26 tập thể giữ vững 02 năm, "
        "công nhận 83 tập thể đạt chuẩn văn hóa"
    )


def test_every_number_is_a_segment_with_its_key_value_and_awards() -> None:
    numbers = [s for s in sentence(parts_of(summarise(S0, FORMS).rows), GRANTERS) if s.key]
    assert [(s.text, s.key, s.value) for s in numbers] == [
        ("01 tập thể", "KT/TW/CTD_TLD/T", 1),
        ("01 tập thể", "KT/TW/BK_TLD/T", 1),
        ("44 cá nhân", "KT/TW/BK_TLD/C", 44),
        ("01 tập thể", "KT/T/CTD_T/T", 1),
        ("07 tập thể", "KT/T/BK_T/T", 7),
        ("08 cá nhân", "KT/T/BK_T/C", 8),
        ("13 tập thể", "KT/TT/GK_CTTT/T", 13),
        ("14 cá nhân", "KT/TT/GK_CTTT/C", 14),
    ]
    assert numbers[2].awards[0].source.cell == "D7"
    assert [sum(a.count for a in s.awards) for s in numbers] == [s.value for s in numbers]


def test_words_have_no_digits_and_stand_one_segment_between_numbers() -> None:
    found = sentence(parts_of(summarise(S0, FORMS).rows), GRANTERS)
    assert [bool(segment.key) for segment in found[:6]] == [False, True, False, True, False, True]
    assert not any(letter.isdigit() for segment in found if not segment.key for letter in segment.text)


def test_a_clause_for_each_granter() -> None:
    parts = parts_of(summarise(S0, FORMS).rows)
    assert text(clause(parts[2], GRANTERS)) == (
        "Liên đoàn Lao động huyện Thanh Trì tặng Giấy khen cho 13 tập thể và 14 cá nhân"
    )
    assert [(part.granter, [(p.form.code, p.collectives, p.individuals) for p in part.forms]) for part in parts] == [
        ("TW", [("CTD_TLD", 1, 0), ("BK_TLD", 1, 44)]),
        ("T", [("CTD_T", 1, 0), ("BK_T", 7, 8)]),
        ("TT", [("GK_CTTT", 13, 14)]),
    ]


@pytest.mark.parametrize(
    ("awards", "expected"),
    [
        (
            [award("CSTD_CS", count=3), award("LDTT", count=1846), award("GK_CS", COLLECTIVE, 2)],
            (
                "Công đoàn cơ sở tặng danh hiệu Chiến sĩ thi đua cơ sở cho 03 cá nhân, danh hiệu Lao động tiên tiến "
                "cho 1.846 cá nhân, Giấy khen cho 02 tập thể"
            ),
        ),
        ([award("CTD_CP", COLLECTIVE)], "Nhà nước tặng Cờ thi đua của Chính phủ cho 01 tập thể"),
        (
            [award("BK_T", granter="Công đoàn Giáo dục thành phố", count=2)],
            "Công đoàn Giáo dục thành phố tặng Bằng khen cho 02 cá nhân",
        ),
        (
            [award("VH_MOI", COLLECTIVE, 83), award("CTD_UBND", COLLECTIVE), award("BK_UBND", INDIVIDUAL, 10)],
            (
                "Ủy ban nhân dân huyện Thanh Trì tặng Cờ thi đua cho 01 tập thể, Bằng khen cho 10 cá nhân, công nhận "
                "83 tập thể đạt chuẩn văn hóa"
            ),
        ),
        ([award("BK_T", count=0)], ""),
        ([], ""),
    ],
)
def test_other_sentences(awards: list[Award], expected: str) -> None:
    assert told(*awards) == expected


def test_reasons_split_a_form_and_number_its_keys() -> None:
    rows = [
        award("BK_T", count=3, reason="Hoàn thành xuất sắc nhiệm vụ năm 2020"),
        award("BK_T", count=2, reason="Thành tích xuất sắc trong phòng, chống dịch."),
        award("BK_T", COLLECTIVE, 1, reason="hoàn thành xuất sắc  nhiệm vụ năm 2020"),
        award("BK_T", count=1),
    ]
    found = sentence(parts_of(summarise(rows, FORMS).rows), GRANTERS)
    assert text(found) == (
        "Liên đoàn Lao động thành phố Hà Nội tặng Bằng khen cho 01 tập thể và 03 cá nhân hoàn thành xuất sắc nhiệm vụ "
        "năm 2020, Bằng khen cho 02 cá nhân có thành tích xuất sắc trong phòng, chống dịch, Bằng khen cho 01 cá nhân"
    )
    assert [segment.key for segment in found if segment.key] == [
        "KT/T/BK_T/T/1",
        "KT/T/BK_T/C/1",
        "KT/T/BK_T/C/2",
        "KT/T/BK_T/C/3",
    ]


def test_a_reason_that_begins_with_an_abbreviation_keeps_its_capitals() -> None:
    assert told(award("BK_T", reason="ATVSLĐ tốt")).endswith("01 cá nhân ATVSLĐ tốt")


def test_a_granter_the_office_did_not_name_goes_by_its_level_or_its_own_code() -> None:
    assert told(award("GK_CTTT"), granters={}) == "Công đoàn cấp trên trực tiếp cơ sở tặng Giấy khen cho 01 cá nhân"
    assert told(award("BK_T", granter="Công đoàn Y tế Hà Nội"), granters={}) == (
        "Công đoàn Y tế Hà Nội tặng Bằng khen cho 01 cá nhân"
    )


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "01"), (9, "09"), (10, "10"), (44, "44"), (999, "999"), (1846, "1.846")]
)
def test_counts_have_two_digits_at_least(count: int, expected: str) -> None:
    assert padded(count) == expected

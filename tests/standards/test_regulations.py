"""Regulations by date: what a paper of a day may cite, what is expired, and how it is cited."""

from __future__ import annotations

import re
from datetime import date

import pytest

from drafter.standards.data_files import sources
from drafter.standards.regulations import (
    citation,
    find_by_number,
    in_force,
    regulation,
    regulations,
    short_citation,
    successor,
)

TLD = "Tổng Liên đoàn Lao động Việt Nam"

IN_FORCE = [
    ("khen-thuong-cong-doan", date(2004, 5, 25), ""),
    ("khen-thuong-cong-doan", date(2016, 1, 1), "1564/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2017, 12, 27), "1564/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2017, 12, 28), "2106/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2019, 11, 12), "1689/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2020, 12, 30), "1689/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2024, 5, 28), "1689/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2024, 5, 29), "999/QĐ-TLĐ"),
    ("khen-thuong-cong-doan", date(2026, 11, 22), "999/QĐ-TLĐ"),
    ("thi-dua-khen-thuong", date(2020, 12, 30), "15/2003/QH11"),
    ("thi-dua-khen-thuong", date(2024, 1, 1), "06/2022/QH15"),
    ("thi-dua-khen-thuong", date(2026, 9, 30), "06/2022/QH15"),
    ("thi-dua-khen-thuong", date(2026, 10, 1), "06/2022/QH15, 06/2026/QH16"),
    ("thi-dua-khen-thuong-nghi-dinh", date(2020, 12, 30), "91/2017/NĐ-CP"),
    ("thi-dua-khen-thuong-nghi-dinh", date(2025, 6, 30), "98/2023/NĐ-CP"),
    ("thi-dua-khen-thuong-nghi-dinh", date(2025, 7, 1), "152/2025/NĐ-CP"),
    ("thi-dua-khen-thuong-nghi-dinh", date(2027, 2, 28), "152/2025/NĐ-CP"),
    ("thi-dua-khen-thuong-nghi-dinh", date(2027, 3, 1), ""),
    ("thi-dua-khen-thuong-thong-tu", date(2025, 8, 5), "15/2025/TT-BNV"),
    ("thi-dua-khen-thuong-thong-tu", date(2025, 1, 1), ""),
    ("luong-co-so", date(2026, 6, 30), "73/2024/NĐ-CP"),
    ("luong-co-so", date(2026, 7, 1), "161/2026/NĐ-CP"),
    ("the-thuc-van-ban", date(2026, 11, 22), "933/QĐ-TLĐ"),
    ("the-thuc-van-ban", date(2024, 5, 13), ""),
    ("cong-tac-van-thu", date(2020, 3, 5), "30/2020/NĐ-CP"),
    ("cong-tac-van-thu", date(2020, 3, 4), ""),
    ("cong-doan", date(2025, 6, 30), ""),
    ("cong-doan", date(2025, 7, 1), "50/2024/QH15, 97/2025/QH15"),
    ("thong-ke", date(2014, 11, 27), "1624/QĐ-TLĐ"),
    ("thong-ke", date(2026, 1, 1), "1454/QĐ-TLĐ"),
    ("xep-loai-cdcs", date(2018, 12, 31), "1931/HD-TLĐ"),
    ("xep-loai-cdcs", date(2019, 1, 1), "1294/HD-TLĐ"),
    ("phat-dong-thi-dua", date(2026, 11, 22), "51/KH-TLĐ"),
    ("khong-co", date(2026, 11, 22), ""),
]


@pytest.mark.parametrize(("topic", "day", "numbers"), IN_FORCE)
def test_in_force(topic: str, day: date, numbers: str) -> None:
    assert ", ".join(found.number for found in in_force(topic, day)) == numbers


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "QD-999-TLD",
            "Quyết định số 999/QĐ-TLĐ ngày 29 tháng 5 năm 2024 của "
            + TLD
            + " ban hành Quy chế Khen thưởng của tổ chức Công đoàn",
        ),
        ("LUAT-06-2022", "Luật Thi đua, khen thưởng"),
        ("LUAT-50-2024", "Luật Công đoàn"),
        ("ND-30-2020", "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"),
        (
            "QD-1014-TLD",
            "Quyết định số 1014/QĐ-TLĐ năm 2011 của "
            + TLD
            + " quy định thể thức và kỹ thuật trình bày văn bản của tổ chức Công đoàn",
        ),
    ],
)
def test_citation_in_words(code: str, words: str) -> None:
    found = regulation(code)
    assert found is not None
    assert citation(found) == words


def test_short_citation() -> None:
    names = [short_citation(found) for found in in_force("khen-thuong-cong-doan", date(2026, 1, 1))]
    assert names == ["Quyết định số 999/QĐ-TLĐ"]
    assert short_citation(in_force("cong-doan", date(2025, 7, 1))[0]) == "Luật Công đoàn"


@pytest.mark.parametrize("number", ["1689/QĐ-TLĐ", "1689 /QĐ - TLĐ", "1689/qđ-tlđ"])
def test_a_number_is_found_however_it_is_written(number: str) -> None:
    found = find_by_number(number)
    assert found is not None
    assert found.code == "QD-1689-TLD"


def test_an_unknown_number_is_not_guessed() -> None:
    assert find_by_number("1688/QĐ-TLĐ") is None
    assert regulation("QD-0") is None


@pytest.mark.parametrize(
    ("number", "day", "now"),
    [
        ("1564/QĐ-TLĐ", date(2026, 11, 22), "999/QĐ-TLĐ"),
        ("1564/QĐ-TLĐ", date(2020, 1, 1), "1689/QĐ-TLĐ"),
        ("999/QĐ-TLĐ", date(2026, 11, 22), "999/QĐ-TLĐ"),
        ("152/2025/NĐ-CP", date(2027, 3, 1), None),
        ("01/2024/TT-BNV", date(2025, 8, 5), "15/2025/TT-BNV"),
    ],
)
def test_what_took_the_place_of_an_expired_one(number: str, day: date, now: str | None) -> None:
    old = find_by_number(number)
    assert old is not None
    new = successor(old, day)
    assert (new and new.number) == now


def test_codes_and_numbers_are_unique_and_references_resolve() -> None:
    everything = regulations()
    codes = [found.code for found in everything]
    assert len(set(codes)) == len(codes)
    assert len({found.number for found in everything}) == len(everything)
    for found in everything:
        assert not found.replaced_by or found.replaced_by in codes
        assert not found.amends or found.amends in codes
        assert found.source
        for mark in re.findall(r"\b[SL]\d+\b", found.source):
            assert mark in sources(), f"{found.code}: {mark}"


def test_days_are_in_order() -> None:
    for found in regulations():
        assert found.signed or found.year, found.code
        assert found.in_force is None or found.expires is None or found.in_force <= found.expires
        later = regulation(found.replaced_by)
        if later is not None and later.in_force and found.expires:
            assert (later.in_force - found.expires).days == 1, f"{found.code} and {later.code} leave a gap or overlap"


def test_what_was_only_inferred_is_marked() -> None:
    for number in ("1689/QĐ-TLĐ", "06/2026/QH16", "1014/QĐ-TLĐ", "61/QĐ-TLĐ"):
        found = find_by_number(number)
        assert found is not None
        assert found.unverified

"""The order of the Vietnamese alphabet, for any name and for persons by their given name."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.collation import collation_key, person_key

# every line is in order already
LINES = [
    "a | ă | â | b | c | d | đ | e | ê | f | g | h | i | j | k | l | m | n",
    "n | o | ô | ơ | p | q | r | s | t | u | ư | v | w | x | y | z",
    "ma | mà | mả | mã | má | mạ | mă | mắ | mâ | mậ",
    "e | è | ẻ | ẽ | é | ẹ | ê | ề | ể | ễ | ế | ệ",
    "u | ù | ủ | ũ | ú | ụ | ư | ừ | ử | ữ | ứ | ự",
    "o | ò | ỏ | õ | ó | ọ | ô | ồ | ổ | ỗ | ố | ộ | ơ | ờ | ở | ỡ | ớ | ợ",
    "da | dạ | dy | đa | đà",
    "ta | tà | tan | tàn | tát | tau | tay | tăm | tâm",
    "Ba Đình | Bà Rịa | Bắc Từ Liêm | Cầu Giấy | Đông Anh | Gia Lâm | Hà Đông | Hoàn Kiếm | Hoàng Mai",
    "Thạch Thất | Thanh Trì | Thanh Xuân | Thành Công",
    "Cụm 1 | Cụm 2 | Cụm 10 | Cụm số 1",
    "Tổ 1 may | Tổ 2 cắt | Tổ 02 là | Tổ 10 cắt",
    "2 Tháng 9 | 10 Tháng 10 | An Khánh",
    "Công đoàn Y tế | Công ty A | Công ty Á Châu | Công ty B",
    "Trường A | Trường Ă | Trường Â | Trường B",
    "Công ty | Công ty (cũ) | Công ty May | CÔNG TY MAY SỐ 2",
    "Ban Kinh tế | Ban - Nữ công | Ban Tổ chức",
    "Bình | Bjorn | Björn | Buôn | Ω",
]

PERSONS = [
    "Trần Văn An | Nguyễn Thị Ánh | Lê Ân | Phạm Bình | Lê Thị Dung | Vũ Dũng",
    "Lê An | Trần An | Lê Thị An | Lê Văn An | Lê An Ánh",
    "Nguyễn Thị Kim Dung | Trần Thị Kim Dung | Nguyễn Thị Dũng | Phan Đạt | Bùi Hải | Bùi Hãi | Đỗ Văn Hạnh",
    "Phạm Tú | Trịnh Tuấn | Nguyễn Ước",
    "Hoà | Hòa | Nguyễn Hòa | Nguyễn Văn Hòa",
    "Đinh Văn Hà | Nguyễn Văn Hà | Phan Ánh Hạ | Y Bhiă Hạ",
]


def shuffled(names: list[str]) -> list[str]:
    copy = names[:]
    random.Random(7).shuffle(copy)
    return copy


@pytest.mark.parametrize("line", LINES)
def test_names_in_order(line: str) -> None:
    assert " | ".join(sorted(shuffled(line.split(" | ")), key=collation_key)) == line


@pytest.mark.parametrize("line", PERSONS)
def test_persons_by_given_name(line: str) -> None:
    assert " | ".join(sorted(shuffled(line.split(" | ")), key=person_key)) == line


def test_an_empty_name_comes_first() -> None:
    assert sorted(["An", ""], key=collation_key) == ["", "An"]
    assert sorted(["An", ""], key=person_key) == ["", "An"]


NAMES = st.text(st.sampled_from("aáàăắâđdeêghoôơuưyÂĐ 12-.zéü"), max_size=8)


@settings(max_examples=200)
@given(st.lists(NAMES, max_size=8, unique_by=lambda name: unicodedata.normalize("NFC", name)))
def test_the_order_is_total(names: list[str]) -> None:
    for key in (collation_key, person_key):
        keys = sorted(key(name) for name in names)
        assert len(set(keys)) == len(names)
        assert all(earlier < later for earlier, later in pairwise(keys))
        assert sorted(names, key=key) == sorted(shuffled(names), key=key)


@settings(max_examples=100)
@given(NAMES)
def test_composed_and_combining_letters_are_one_name(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert collation_key(apart) == collation_key(name)
    assert person_key(apart) == person_key(name)
    assert collation_key(name.upper())[0] == collation_key(name)[0]

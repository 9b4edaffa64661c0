"""Tone marks in their place, the house's spelling, keys for comparing names, and plain letters for file names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.wording.fold import fold, slug, unaccented
from drafter.wording.style import Billion, Style, TonePlacement, Yearly
from drafter.wording.tones import house_spelling, place_tones, split_tone

# given, with the old placement, with the new one
TONES = [
    ("hòa", "hòa", "hoà"),
    ("hoà", "hòa", "hoà"),
    ("HOÀ", "HÒA", "HOÀ"),
    ("Hoá", "Hóa", "Hoá"),
    ("khoẻ", "khỏe", "khoẻ"),
    ("thuỷ", "thủy", "thuỷ"),
    ("Uỷ ban", "Ủy ban", "Uỷ ban"),
    ("thỏa ước", "thỏa ước", "thoả ước"),
    ("tập thể", "tập thể", "tập thể"),
    ("hoàn", "hoàn", "hoàn"),
    ("hòan", "hoàn", "hoàn"),
    ("khoản", "khoản", "khoản"),
    ("hoạch", "hoạch", "hoạch"),
    ("ngoài", "ngoài", "ngoài"),
    ("khuỷu", "khuỷu", "khuỷu"),
    ("qúy", "quý", "quý"),
    ("quý", "quý", "quý"),
    ("quà", "quà", "quà"),
    ("qủa", "quả", "quả"),
    ("giá", "giá", "giá"),
    ("gíá", "gíá", "gíá"),
    ("gìn", "gìn", "gìn"),
    ("giếng", "giếng", "giếng"),
    ("mùa", "mùa", "mùa"),
    ("lửa", "lửa", "lửa"),
    ("của", "của", "của"),
    ("thuở", "thuở", "thuở"),
    ("nưóc", "nưóc", "nưóc"),
    ("người", "người", "người"),
    ("tuyên truyền", "tuyên truyền", "tuyên truyền"),
    ("huệ", "huệ", "huệ"),
    ("nghĩa", "nghĩa", "nghĩa"),
    ("bìa", "bìa", "bìa"),
    ("chịu", "chịu", "chịu"),
    ("Covid-19", "Covid-19", "Covid-19"),
    ("café", "café", "café"),
]

SPELLED = [
    ("hàng năm", Style(), "hằng năm"),
    ("hằng năm", Style(yearly=Yearly.HANG_PLAIN), "hàng năm"),
    ("Hàng quý, hàng tháng", Style(), "Hằng quý, hằng tháng"),
    ("1,8 tỷ đồng", Style(billion=Billion.TY_I), "1,8 tỉ đồng"),
    ("1,8 tỉ đồng", Style(), "1,8 tỷ đồng"),
    ("Tỉ đồng", Style(), "Tỷ đồng"),
    ("tỉ lệ", Style(), "tỉ lệ"),
    ("Công đoàn Ngân hàng năm nay", Style(), "Công đoàn Ngân hàng năm nay"),
    ("hàng năm 2020", Style(), "hàng năm 2020"),
    ("khách hàng tháng này", Style(), "khách hàng tháng này"),
    ("hàng trăm suất quà", Style(), "hàng trăm suất quà"),
    ("thoả ước", Style(), "thỏa ước"),
    ("thỏa ước", Style(tone_placement=TonePlacement.NEW), "thoả ước"),
]

FOLDED = [
    ("CĐCS", "Công đoàn cơ sở"),
    ("CĐCS Trường Mầm non Hoa Sen", "công đoàn cơ sở trường mầm non hoa sen"),
    ("LĐLĐ huyện Thanh Trì", "Liên đoàn Lao động huyện Thanh Trì"),
    ("lđlđ  Q. Thanh Xuân", "Liên đoàn lao động q Thanh Xuân"),
    ("CĐ xã Hòa Khánh", "Công đoàn xã Hoà Khánh"),
    ("Thuỷ lợi", "thủy lợi"),
    ("Ðông Anh", "Đông Anh"),
    ("Ɖông Anh", "đông anh"),
    ("Công  ty\u00a0TNHH \u200bABC", "Công ty TNHH ABC"),
    ("Cty CP May 10", "Công ty Cổ phần May 10"),
    ("TP. Hà Nội", "thành phố Hà Nội"),
    ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ("T.P Hồ Chí Minh", "TPHCM"),
    ("UBND – huyện", "Ủy ban nhân dân huyện"),
    ("«Hoa Sen»", "Hoa Sen"),
    ("Hoa-Sen", "Hoa Sen"),
    ("May & Thêu", "May và Thêu"),
    ("nhiệm kì", "nhiệm kỳ"),
    ("Quí", "Quý"),
    ("Lí Thị Mĩ", "Lý Thị Mỹ"),
    ("CNVCLĐ", "công nhân, viên chức, lao động"),
    ("Trường CĐ Y tế", "Trường Cao đẳng Y tế"),
    ("Trường MN Hoa Sen", "Trường Mầm non Hoa Sen"),
    ("Trường TH Tân Mai", "trường tiểu học Tân Mai"),
    ("THCS Tân Mai", "Trung học cơ sở Tân Mai"),
    (unicodedata.normalize("NFD", "Đoàn viên"), "Đoàn viên"),
]

APART = [
    ("Hòa", "Hóa"),
    ("Hoa", "Hòa"),
    ("Dung", "Dũng"),
    ("Đào", "Dao"),
    ("CĐCS Số 1", "CĐCS Số 2"),
    ("May 10", "May 1 0"),
    ("Huy", "Hui"),
    ("Thúy", "Thúi"),
    ("Tay", "Tai"),
]

SLUGS = [
    ("Số liệu quý 2", "so-lieu-quy-2"),
    ("Đoàn viên mới", "doan-vien-moi"),
    ("LĐLĐ huyện Thanh Trì", "ldld-huyen-thanh-tri"),
    ("  Hòa — Bình!  ", "hoa-binh"),
    ("Ðông Ước", "dong-uoc"),
    ("a/b\\c:d", "a-b-c-d"),
    ("北京", ""),
    (unicodedata.normalize("NFD", "Tết sum vầy"), "tet-sum-vay"),
]

LETTERS = [
    ("ậ", "â", "\u0323"),
    ("à", "a", "\u0300"),
    ("ư", "ư", ""),
    ("đ", "đ", ""),
    ("Ế", "Ê", "\u0301"),
    ("a", "a", ""),
]


@pytest.mark.parametrize(("given_", "old", "new"), TONES)
def test_a_tone_stands_where_the_rule_puts_it(given_: str, old: str, new: str) -> None:
    assert place_tones(given_, TonePlacement.OLD) == old
    assert place_tones(given_, TonePlacement.NEW) == new


@pytest.mark.parametrize(("text", "style", "spelled"), SPELLED)
def test_house_spelling(text: str, style: Style, spelled: str) -> None:
    assert house_spelling(text, style) == spelled


@pytest.mark.parametrize(("one", "other"), FOLDED)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("text", "slugged"), SLUGS)
def test_slug(text: str, slugged: str) -> None:
    assert slug(text) == slugged


@pytest.mark.parametrize(("letter", "bare", "tone"), LETTERS)
def test_a_letter_apart_from_its_tone(letter: str, bare: str, tone: str) -> None:
    assert split_tone(letter) == (bare, tone)


def test_plain_letters_keep_capitals_and_spaces() -> None:
    assert unaccented("Đoàn viên Ước") == "Doan vien Uoc"
    assert slug("Quà Tết: số suất", joiner="_") == "qua_tet_so_suat"


@pytest.mark.parametrize("decimals", [-1, 7])
def test_a_style_with_impossible_decimals_is_refused(decimals: int) -> None:
    with pytest.raises(ValueError, match=f"^số chữ số thập phân phải từ 0 đến 6, gặp {decimals}$"):
        Style(max_decimals=decimals)
    with pytest.raises(ValueError, match=f"gặp {decimals}$"):
        Style(money_decimals=decimals)


TEXTS = st.text(st.sampled_from("aàáâấăđĐeêếghiìínoóòôơớpqrtuúùưứyýỳ CHLTQ.-&\u00a0"), max_size=14)


@settings(max_examples=250)
@given(st.one_of(TEXTS, st.text(max_size=10)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@settings(max_examples=250)
@given(TEXTS, st.sampled_from(TonePlacement))
def test_placing_tones_moves_marks_and_nothing_else(text: str, placement: TonePlacement) -> None:
    placed = place_tones(text, placement)
    assert place_tones(placed, placement) == placed
    assert unaccented(placed) == unaccented(text)
    assert sorted(unicodedata.normalize("NFD", placed)) == sorted(unicodedata.normalize("NFD", text))

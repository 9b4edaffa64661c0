"""Old encodings are read as glibc reads them, told apart by font and by look, and never seen where a text is right."""

import shutil
import subprocess
import unicodedata

import pytest

from drafter.encodings.convert import to_tcvn3, to_unicode
from drafter.encodings.detect import encoding_of_font, guess, repaired
from drafter.encodings.syllables import is_syllable
from drafter.encodings.tables import TABLES, Encoding
from tests.encodings.right_texts import RIGHT

SENTENCE = (
    "Liên đoàn Lao động tỉnh đã kết nạp 1.846 đoàn viên, thành lập mới 11 công đoàn cơ sở; đạt và vượt chỉ tiêu, "
    "những kỳ nghỉ, thủy sản, ưu tú, quỹ, ẵm, ỵ"
)


def shown(text: str, encoding: Encoding) -> str:
    """The text as an old file holds it."""
    letters: dict[str, str] = {}
    for old, letter in TABLES[encoding].items():
        letters.setdefault(letter, old)
    return "".join(letters.get(letter, letter) for letter in text)


@pytest.mark.parametrize(("encoding", "known_as"), [(Encoding.TCVN3, "TCVN5712-1"), (Encoding.VISCII, "VISCII")])
def test_every_letter_is_what_glibc_says(encoding: Encoding, known_as: str) -> None:
    if (
        not shutil.which("iconv")
        or known_as not in subprocess.run(["iconv", "-l"], capture_output=True, text=True).stdout
    ):
        pytest.skip("iconv không biết bảng mã này")
    letters = "\n".join(TABLES[encoding]).encode("latin-1")
    told = subprocess.run(["iconv", "-f", known_as, "-t", "UTF-8"], input=letters, capture_output=True, check=True)
    assert unicodedata.normalize("NFC", told.stdout.decode()).split("\n") == list(TABLES[encoding].values())


def test_the_tables_have_every_letter() -> None:
    small = "aăâeêioôơuưyđ" + "".join(
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    )
    marked = {letter for letter in small if ord(letter) > 127}
    assert len(marked) == 67
    for encoding in Encoding:
        assert marked <= set(TABLES[encoding].values()), encoding


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_text_comes_back_and_is_known_by_its_look(encoding: Encoding) -> None:
    old = shown(SENTENCE, encoding)
    assert old != SENTENCE
    assert to_unicode(old, encoding) == SENTENCE
    assert guess(old) is encoding
    assert repaired(old).text == SENTENCE


def test_the_shown_form_is_the_one_people_know() -> None:
    assert to_tcvn3("Công đoàn") == "C«ng ®oµn"
    assert shown("Công đoàn", Encoding.VNI) == "Coâng ñoaøn"


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial NarrowH", Encoding.TCVN3, True),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve", Encoding.VNI, False),
        ("VI Times", Encoding.VISCII, False),
        ("Vi Times VISCII", Encoding.VISCII, False),
        ("Times New Roman", None, False),
        ("Arial", None, False),
        ("", None, False),
    ],
)
def test_fonts(font: str, encoding: Encoding | None, capitals: bool) -> None:
    assert encoding_of_font(font) == (encoding, capitals)


def test_a_capital_font_shows_small_letters_as_capitals() -> None:
    found = repaired(to_tcvn3("Báo cáo tổng kết năm"), ".VnTimeH")
    assert (found.text, found.encoding) == ("BÁO CÁO TỔNG KẾT NĂM", Encoding.TCVN3)


def test_right_text_in_an_old_font_stays() -> None:
    """An officer has changed the letters and not the font."""
    found = repaired("Kết nạp 676 đoàn viên", ".VnTime")
    assert (found.text, found.changed) == ("Kết nạp 676 đoàn viên", False)


def test_a_short_cell_in_an_old_font_is_converted_by_the_font_alone() -> None:
    assert repaired("Tæng sè", ".VnTime").text == "Tổng số"
    assert repaired("12", ".VnTime").text == "12"


def test_mixed_text_is_known_by_its_words() -> None:
    assert repaired("C«ng ®oµn c¬ së C«ng ty ABC (Vietnam) Co., Ltd – 120 ng­êi").encoding is Encoding.TCVN3


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_never_converted(text: str) -> None:
    assert guess(text) is None
    assert repaired(text).text == unicodedata.normalize("NFC", text)
    assert repaired(unicodedata.normalize("NFD", text)).text == unicodedata.normalize("NFC", text)


def test_there_are_enough_right_texts() -> None:
    assert len(set(RIGHT)) >= 200


@pytest.mark.parametrize(
    ("typed", "meant"), [("Сông đoàn", "Công đoàn"), ("LĐLĐ tỉnh Ноà Bình", "LĐLĐ tỉnh Hoà Bình"), ("Москва", "Москва")]
)
def test_look_alikes_are_put_right_in_latin_words_only(typed: str, meant: str) -> None:
    found = repaired(typed)
    assert found.text == meant
    assert found.lookalikes == (typed != meant)


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "khuya", "quốc", "giặt", "huỳnh", "ướt", "yêu", "oằn", "thuở", "xoong", "Đoàn", "QUYẾT", "gì", "khuỷu"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["déjà", "façade", "Müller", "®oµn", "Coâng", "naïve", "Zoë", "brûlée", "WTO"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)

"""Turn Vietnamese words into the house's spelling: the place of the tone mark, tỷ or tỉ, hằng năm or hàng năm."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from drafter.wording.style import Style, TonePlacement, Yearly

TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aăâeêioôơuưy"
# Nuclei of Vietnamese syllables, the longest first; anything else («nưóc») is a slip that no rule can place a tone in.
_NUCLEI = (
    "iêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu yêu "
    "ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ưi ươ ưu yê "
    "a ă â e ê i o ô ơ u ư y"
).replace(" ", "|")
_SYLLABLE = re.compile(
    rf"(?P<onset>ngh|ng|nh|gh|gi(?=[{_VOWELS}])|qu(?=[{_VOWELS}])|kh|ch|th|tr|ph|[bcdđghklmnprstvx])?"
    rf"(?P<vowels>{_NUCLEI})(?P<coda>ng|nh|ch|[cmnpt])?"
)
_BILLION = re.compile(r"\b(t)[ỷỉ](?= đồng)", re.IGNORECASE)
_EVERY = re.compile(
    r"(?<!ngân )(?<!cửa )(?<!mặt )(?<!đơn )(?<!nhà )(?<!khách )(?<!bán )(?<!giao )(?<!xếp )"
    r"\b(h)[ằà](?=ng (?:năm|quý|tháng|tuần|ngày)\b(?! \d))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def split_tone(letter: str) -> tuple[str, str]:
    """One letter apart from its tone mark: «ậ» is «â» and the dot below; no mark is an empty text."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    return (unicodedata.normalize("NFC", marks.replace(tone, "", 1)), tone) if tone else (letter, "")


def place_tones(text: str, placement: TonePlacement) -> str:
    """The text, NFC, with each syllable's tone where the rule puts it: «hòa», «thủy» or «hoà», «thuỷ»; always «quý».

    Words that are no Vietnamese syllable stay as they are. A person's name is spelled as the person spells it: do not
    pass names through this for print, only for comparing.
    """
    return _WORD.sub(lambda word: _placed(word.group(), placement), unicodedata.normalize("NFC", text))


def house_spelling(text: str, style: Style) -> str:
    """A phrase of drafter's own in the office's spelling, before any name is put into it: names keep theirs.

    «Ngân hàng năm 2020» is a bank in a year and stays; so does «hàng năm 2020» of anything that is counted.
    """
    breve = "ằ" if style.yearly is Yearly.HANG_BREVE else "à"
    spelled = _EVERY.sub(lambda found: found.group(1) + breve, unicodedata.normalize("NFC", text))
    spelled = _BILLION.sub(lambda found: found.group(1) + style.billion.value[1:], spelled)
    return place_tones(spelled, style.tone_placement)


def _placed(word: str, placement: TonePlacement) -> str:
    letters, tones = zip(*(split_tone(letter) for letter in word), strict=True)
    marks = [tone for tone in tones if tone]
    syllable = _SYLLABLE.fullmatch("".join(letters).lower())
    if len(marks) != 1 or syllable is None:
        return word
    at = syllable.start("vowels") + _toned(syllable["vowels"], bool(syllable["coda"]), placement)
    moved = [letter + marks[0] if index == at else letter for index, letter in enumerate(letters)]
    return unicodedata.normalize("NFC", "".join(moved))


def _toned(vowels: str, closed: bool, placement: TonePlacement) -> int:
    """Which of the vowels carries the tone: a marked one (the last of ươ), else by the shape of the syllable."""
    marked = [index for index, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    if len(vowels) == 3 or closed:
        return 1
    return int(vowels in ("oa", "oe", "uy") and placement is TonePlacement.NEW)

"""Turn a name as somebody typed it into a key for comparing and finding, or into plain Latin letters for file names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from drafter.wording.style import TonePlacement
from drafter.wording.tones import place_tones

# Other letters that look like Đ and are typed for it: Ð (Icelandic), Ɖ (African).
_D_BAR = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_I_FOR_Y = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")
_T_P = re.compile(r"\bt\.p\b")
_FINAL_Y = re.compile(r"\b((?:h|k|l|m|s|t|qu)[yỳỷỹýỵ])\b")
_MEANT = {
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "cđ": "công đoàn",
    "cđcs": "công đoàn cơ sở",
    "cnvclđ": "công nhân viên chức lao động",
    "cty": "công ty",
    "hcm": "hồ chí minh",
    "lđlđ": "liên đoàn lao động",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "tlđ": "tổng liên đoàn",
    "tnhh": "trách nhiệm hữu hạn",
    "tp": "thành phố",
    "tphcm": "thành phố hồ chí minh",
    "tx": "thị xã",
    "ubkt": "ủy ban kiểm tra",
    "ubnd": "ủy ban nhân dân",
    "đvcđ": "đoàn viên công đoàn",
}
# Short forms that only the word before them explains.
_MEANT_AFTER = {
    ("trường", "cđ"): "cao đẳng",
    ("trường", "mn"): "mầm non",
    ("trường", "th"): "tiểu học",
    ("ty", "cp"): "cổ phần",
}


@lru_cache(maxsize=8192)  # forms say the same titles and labels over and over
def fold(text: str) -> str:
    """The key under which spellings of one name meet; never for print.

    Same key: composed and combining letters, capitals, «hòa» and «hoà», Đ and its look-alikes, odd spaces and marks,
    «kỳ» and «kì», «CĐCS» and «Công đoàn cơ sở», «LĐLĐ», «TP.». Accents are kept: «Hòa» and «Hóa» are two names.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_D_BAR).casefold()
    words = re.findall(r"[^\W_]+", _T_P.sub("tp", composed).replace("&", " và "))
    placed = place_tones(_written_out(words), TonePlacement.OLD)
    return _FINAL_Y.sub(lambda found: found.group().translate(_I_FOR_Y), placed)


def unaccented(text: str) -> str:
    """The text in plain letters, capitals and spaces kept: «Đoàn viên» is «Doan vien»."""
    plain = unicodedata.normalize("NFD", text.translate(_D_BAR).replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slug(text: str, joiner: str = "-") -> str:
    """Lower-case plain letters and digits for file names and slots: «so-lieu-quy-2». Other scripts are left out."""
    return joiner.join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))


def _written_out(words: list[str]) -> str:
    meant: list[str] = []
    for word in words:
        before = meant[-1] if meant else ""
        meant += _MEANT_AFTER.get((before, word), _MEANT.get(word, word)).split()
    return " ".join(meant)

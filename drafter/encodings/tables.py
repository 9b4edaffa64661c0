"""The letters of TCVN3 (ABC), VNI-Windows and VISCII as the characters that Latin-1 or Windows-1252 shows for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from unicodedata import normalize


class Encoding(StrEnum):
    """An encoding older than Unicode, by the name people know it by."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"
    VISCII = "VISCII"


# TCVN 5712:1993 VN3: one byte a letter. Capitals with tones are small letters in a font that shows them as capitals.
_TCVN3_BYTES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ", 0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
# RFC 1456; six capitals stand among the control characters.
_VISCII_BYTES = {
    0x02: "Ẳ", 0x05: "ẴẪ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ",
    0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
    0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
}  # fmt: skip
# VNI-Windows: the letter, then its hat, horn or breve with the tone in one sign.
_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVES = dict(zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def _shown(starts: Mapping[int, str], codec: str) -> dict[str, str]:
    """The character that `codec` shows for each byte, and the letter that is meant."""
    letters = ((start + place, letter) for start, run in starts.items() for place, letter in enumerate(run))
    return {bytes([byte]).decode(codec, errors="surrogateescape"): letter for byte, letter in letters}


def _vni() -> dict[str, str]:
    found = dict(_VNI_SINGLE)
    for base, (sign, tone) in product("aeouy", _VNI_TONES.items()):
        found[base + sign] = normalize("NFC", base + tone)
    for base, (sign, tone) in product("aeo", _VNI_HATS.items()):
        found[base + sign] = normalize("NFC", base + "\u0302" + tone)
    for sign, tone in _VNI_BREVES.items():
        found["a" + sign] = normalize("NFC", "a\u0306" + tone)
    for (base, letter), (sign, tone) in product((("ô", "ơ"), ("ö", "ư")), _VNI_TONES.items()):
        found[base + sign] = normalize("NFC", letter + tone)
    capitals = {shown.upper(): letter.upper() for shown, letter in found.items()}
    mixed = {shown[0].upper() + shown[1:]: letter.upper() for shown, letter in found.items() if len(shown) == 2}
    return {**found, **mixed, **capitals}


TABLES: Mapping[Encoding, Mapping[str, str]] = {
    Encoding.TCVN3: _shown(_TCVN3_BYTES, "latin-1"),
    Encoding.VNI: _vni(),
    Encoding.VISCII: _shown(_VISCII_BYTES, "latin-1"),
}

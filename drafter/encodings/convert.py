"""Turn text of an old encoding into Unicode (NFC), and Unicode into TCVN3 for fonts that a pre-printed form needs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from drafter.encodings.tables import TABLES, Encoding

# What Windows-1252 shows in the place of Latin-1's control characters; old VISCII files come both ways.
_WINDOWS = {bytes([byte]).decode("cp1252", errors="ignore"): chr(byte) for byte in range(0x80, 0xA0)}
_WINDOWS.pop("", None)


@cache
def _pattern(encoding: Encoding) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(TABLES[encoding], key=len, reverse=True))))


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text that was meant. `capitals` is true of a font whose small letters look like capitals (.VnTimeH)."""
    if encoding is Encoding.VISCII:
        text = "".join(_WINDOWS.get(letter, letter) for letter in text)
    table = TABLES[encoding]
    found = unicodedata.normalize("NFC", _pattern(encoding).sub(lambda match: table[match[0]], text))
    return found.upper() if capitals else found


def to_tcvn3(text: str) -> str:
    """The text as a TCVN3 font shows it. Capitals with tones have no place there and come as small letters: the capital
    font (.VnTimeH) is theirs. What TCVN3 does not have stays as it is.
    """
    letters = {letter: shown for shown, letter in TABLES[Encoding.TCVN3].items()}
    plain = unicodedata.normalize("NFC", text)
    return "".join(letters.get(letter) or letters.get(letter.lower(), letter) for letter in plain)

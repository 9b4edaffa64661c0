"""How the parts of a paper are recognised by their words, whatever accents, capitals and spaces somebody typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache


class _Plain(dict[int, str]):
    """A letter's plain capital, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = {"Đ": "D", "đ": "D", "Ð": "D", "Ɖ": "D"}.get(chr(code)) or unicodedata.normalize("NFD", chr(code))[0]
        self[code] = plain.upper() if len(plain.upper()) == 1 else plain
        return self[code]


_PLAIN = _Plain()
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STATE, _MOTTO = "CONGHOAXAHOICHUNGHIAVIETNAM", "DOCLAPTUDOHANHPHUC"
_NEAR = 0.9

STATE = re.compile(r"C[OÔ]NG H[OÒ]\s?A X[AÃ] H[OÔ]I")
MOTTO = re.compile(r"DOC LAP\s*\W\s*TU DO")
NUMBER = re.compile(r"SO\s*([:.]\s*\d|[:.]?\s*[\d.…_\s]*\s*[/-]|\d+\s*[^\d\s])")  # «SỐ 3» alone ends a cluster's name
DATE = re.compile(r"NGAY\b.*\bTHANG\b.*\bNAM\b")
PLACE_AND_DATE = re.compile(r"[A-Z][A-Z .]{1,40},\s*NGAY\b")
ABOUT = re.compile(r"(V/V|VE VIEC)\b")
ANNEX = re.compile(r"PHU LUC(\s*(SO\s*)?([IVXLC]+|\d+))?\s*[.:]?")
ATTACHED = re.compile(r"\(?\s*(BAN HANH )?KEM THEO\b")
AUTHORITY = re.compile(r"(TM|T/M|KT|K/T|TL|T/L|TUQ|Q)(\s*[./]\s*|\s+)[A-Z]")
RECIPIENTS = re.compile(r"NOI NHAN\s*:?")
ADDRESSED = re.compile(r"KINH GUI\b")
GROUND = re.compile(r"(-\s*)?CAN CU\b")
GROUND_TOO = re.compile(r"(-\s*)?(CAN CU|THEO DE NGHI|XET DE NGHI|THUC HIEN|XET)\b")
_TYPED = re.compile(r"[-_–—.=*~_]{3,}")


def base(text: str) -> str:
    """The text in plain capitals, letter for letter: as long as the composed text is."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def squeezed(text: str) -> str:
    """The same with single spaces."""
    return " ".join(base(text).split())


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """The text in capitals with its accents, whichever letter bears the tone («HOÀ» is «HÒA»), with single spaces."""
    return " ".join(_tone_last(word) for word in unicodedata.normalize("NFD", text).upper().split())


def _tone_last(word: str) -> str:
    tones = "".join(sign for sign in word if sign in _TONES)
    return "".join(sign for sign in word if sign not in _TONES) + tones if tones else word


def letters(text: str) -> str:
    """Only its letters and digits, plain capitals."""
    return "".join(sign for sign in base(text) if sign.isalnum())


def is_state(text: str) -> bool:
    """Whether it is the country's name (Quốc hiệu), also with a slip in it."""
    return _like(letters(text), _STATE)


def is_motto(text: str) -> bool:
    """Whether it is the motto (Tiêu ngữ), also with a slip in it."""
    return _like(letters(text), _MOTTO)


def is_typed_line(text: str) -> bool:
    """Whether somebody typed signs for a line."""
    return _TYPED.fullmatch(text.replace(" ", "")) is not None


def is_caps(text: str) -> bool:
    """Whether it has letters and no small one."""
    return text == text.upper() and text != text.lower()


def begins(text: str, words: Iterable[str]) -> bool:
    """Whether the text begins with one of these words, whole words, whatever their capitals."""
    said = spelled(text) + " "
    return any(said.startswith(spelled(word) + " ") for word in words)


def _like(found: str, wanted: str) -> bool:
    if found == wanted:
        return True
    near = abs(len(found) - len(wanted)) <= 4 and found[:4] == wanted[:4]
    return near and SequenceMatcher(None, found, wanted).ratio() >= _NEAR

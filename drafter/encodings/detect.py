"""Turn a font's name, or the look of a text, into its encoding; right text, French and English are left alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from drafter.encodings.convert import to_unicode
from drafter.encodings.syllables import has_marks, is_syllable
from drafter.encodings.tables import Encoding

_WORD = re.compile(r"[^\s\d.,;:!?()\[\]\"'“”/\\%+=<>|*&@#_–—-]+")
_MOST_WRONG = 0.15  # of the words with marks: names and abbreviations are no syllables
_FEWEST = 2  # words that a text must show before statistics speak
# Cyrillic and Greek letters that look like Latin ones, typed or pasted by mistake.
_LOOKALIKES = str.maketrans("АВСЕНІЈКМОРЅТХУаеіјорсѕухΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABCEHIJKMOPSTXYaeijopcsyxABEHIKMNOPTYXo")
_ASCII = re.compile(r"[A-Za-z]")  # «£», «°» and «©» alone are no letters of a word
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True)
class Repaired:
    """A text made right. `encoding` is what it came in, None where it was right; `lookalikes` were put right too."""

    text: str
    encoding: Encoding | None = None
    lookalikes: bool = False

    @property
    def changed(self) -> bool:
        """Whether a person should be told that letters were converted."""
        return self.encoding is not None or self.lookalikes


def encoding_of_font(name: str) -> tuple[Encoding | None, bool]:
    """The encoding that a font of this name needs, and whether its small letters are capitals."""
    low = name.strip().lower()
    if low.startswith(".vn"):
        return Encoding.TCVN3, low.endswith("h") and not low.endswith("teach")
    if low.startswith(("vni-", "vni ")):
        return Encoding.VNI, False
    if "viscii" in low or low.startswith(("vi times", "vi arial", "vps ")):
        return Encoding.VISCII, False
    return None, False


def guess(text: str) -> Encoding | None:
    """The old encoding that makes Vietnamese of a text that is none; None where it is right or another language."""
    words = [
        word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if has_marks(word) and _ASCII.search(word)
    ]
    if len(words) < _FEWEST or _wrong(words) <= _MOST_WRONG:
        return None
    fits = []
    for encoding in Encoding:
        made = [to_unicode(word, encoding) for word in words]
        pieces = [piece for word in made for piece in _WORD.findall(word)]
        wrong = _wrong(pieces)
        changed = sum(old != new for old, new in zip(words, made, strict=True))
        if wrong <= _MOST_WRONG and changed >= _FEWEST and wrong < _wrong(words):
            fits.append((wrong, -changed, encoding))
    return min(fits)[2] if fits else None


def _wrong(words: list[str]) -> float:
    return sum(not _is_right_word(word) for word in words) / len(words) if words else 1.0


@lru_cache(maxsize=10_000)  # a report says its words again and again
def _is_right_word(word: str) -> bool:
    return is_syllable(word) and _one_case(word)


def _one_case(word: str) -> bool:
    """«m²» read as an old letter would have a capital in the middle."""
    return word in (word.lower(), word.upper(), word.capitalize())


def repaired(text: str, font: str = "") -> Repaired:
    """The text in Unicode (NFC): by its font where that says, else by its look."""
    encoding, capitals = encoding_of_font(font)
    if encoding is not None and _is_right(text):
        encoding = None  # the font was changed and the letters were not, or the other way round
    if encoding is None:
        encoding = guess(text)
        capitals = False
    if encoding is not None:
        return Repaired(to_unicode(text, encoding, capitals=capitals), encoding)
    plain = unicodedata.normalize("NFC", text)
    put_right = _without_lookalikes(plain)
    return Repaired(put_right, None, put_right != plain)


def _is_right(text: str) -> bool:
    """Whether a text in an old font is Unicode all the same: letters that only Unicode has."""
    return any("\u1ea0" <= letter <= "\u1ef9" or letter in "ăđơưĂĐƠƯ" for letter in unicodedata.normalize("NFC", text))


def _without_lookalikes(text: str) -> str:
    """Cyrillic and Greek twins made Latin in words that have Latin letters too; a word all in Cyrillic is one."""

    def fixed(match: re.Match[str]) -> str:
        word = match[0]
        return word.translate(_LOOKALIKES) if _LATIN.search(word) else word

    return re.sub(r"\w*[\u0370-\u03ff\u0400-\u04ff]\w*", fixed, text)

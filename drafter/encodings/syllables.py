"""Turn a word into whether it can be a Vietnamese syllable: what tells right text from text in the wrong encoding."""

from __future__ import annotations

import re
import unicodedata

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_RHYME = (
    r"(?:oa|oă|oe|oo|ua|uâ|uê|uô|uơ|ưa|ươ|ia|iê|yê|uy|uya|uyê|uyu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|ai|ay|ao|au|âu|ây|"
    r"eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_CODA = r"(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(_ONSET + _RHYME + _CODA)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def is_syllable(word: str) -> bool:
    """Whether the word, in any case, is spelled as a Vietnamese syllable may be: at most one tone, a rhyme there is."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return len(tones) <= 1 and bool(_SYLLABLE.fullmatch(bare))


def has_marks(word: str) -> bool:
    """Whether the word has a letter or a tone that English has not."""
    return not word.isascii()

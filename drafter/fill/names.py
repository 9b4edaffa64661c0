"""Turn the name somebody typed in Word into the name the data uses.

Word capitalises the first letter of a cell, people type Vietnamese with or without accents and in either
Unicode form; data keys are usually plain. Both sides are folded, so `Đoàn_viên_mới` finds `doan_vien_moi`.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_MARKS = re.compile(r"[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Lower case, no accents, đ as d, spaces as one underscore; the form in which two spellings are compared."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", name)).replace("đ", "d").replace("Đ", "D")
    return "_".join(plain.lower().split())


def find_key(name: str, mapping: Mapping[str, object]) -> str | None:
    """The key of `mapping` that `name` means: the same text first, then the only one that folds alike.

    None when there is no such key, or when several fold alike and none is the same.
    """
    if name in mapping:
        return name
    composed = unicodedata.normalize("NFC", name)
    if composed in mapping:
        return composed
    wanted = fold(name)
    if wanted in mapping:
        return wanted
    alike = [key for key in mapping if isinstance(key, str) and fold(key) == wanted]
    return alike[0] if len(alike) == 1 else None


def nearest(name: str, known: Iterable[object]) -> str:
    """The known name which `name` was probably meant to be, or ""."""
    by_fold = {fold(key): key for key in known if isinstance(key, str)}
    close = difflib.get_close_matches(fold(name), by_fold, n=1, cutoff=0.7)
    return by_fold[close[0]] if close else ""

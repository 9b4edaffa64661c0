"""Turn two wordings of one figure into whether they say the same: numbers by value, words letter by letter.

«1.234», «1 234» and «1234» are one number, and so are «07» and «7»; «hơn 676» is not «676», nor is «676 lượt» what
«676 người» is.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"(?<![\d,.])[-−]?(?:\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+)(?:,\d+)?")
_TOKEN = re.compile(rf"(?P<number>{_NUMBER.pattern})|[^\W\d_]+|\S")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")


def folded(text: str) -> str:
    """Composed letters (NFC), every stretch of spaces one plain space, none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _read(written: str) -> Decimal:
    return Decimal(written.replace("−", "-").replace(".", "").replace(" ", "").replace(",", "."))


def _tokens(text: str) -> list[Decimal | str]:
    return [
        _read(found.group()) if found.lastgroup == "number" else found.group().casefold()
        for found in _TOKEN.finditer(folded(text))
    ]


def numbers(text: str) -> tuple[Decimal, ...]:
    """The numbers in a text, as values."""
    return tuple(_read(found.group()) for found in _NUMBER.finditer(folded(text)))


def words(text: str) -> tuple[str, ...]:
    """The words in a text, «#» for each number: two figures of the same shape have the same words."""
    return tuple(token if isinstance(token, str) else "#" for token in _tokens(text))


def same(one: str, other: str) -> bool:
    """Whether two texts say the same figure."""
    return one == other or _tokens(one) == _tokens(other)


def hedge(text: str) -> str:
    """What stands before the first number («hơn», «gần», «ít nhất»)."""
    plain = folded(text)
    found = _NUMBER.search(plain)
    return plain[: found.start()].strip().casefold() if found else ""


def glued(text: str, old: str, new: str) -> bool:
    """Whether a text is old and new run together («183190»), as LibreOffice 7.4 leaves a change in a plain control."""
    plain, before, after = (folded(one).replace(" ", "") for one in (text, old, new))
    if not before or not after or before == after:
        return False
    if plain in (before + after, after + before):
        return True
    mine, ours = ("".join(re.findall(r"\d", one)) for one in (before, after))
    digits = "".join(re.findall(r"\d", plain))
    return bool(mine and ours) and len(numbers(text)) == 1 and digits in (mine + ours, ours + mine)


def renumbered(text: str, fresh: str) -> str | None:
    """`text` with the numbers of `fresh` instead of its own; None where they are not equally many."""
    plain, given = folded(text), [found.group() for found in _NUMBER.finditer(folded(fresh))]
    if not given or len(given) != len(_NUMBER.findall(plain)):
        return None
    rest = iter(given)
    return _NUMBER.sub(lambda _: next(rest), plain)
